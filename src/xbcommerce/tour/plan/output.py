"""plan.csv and rejected.csv: both whole, or neither touched."""

from __future__ import annotations

import csv
import math
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from xbcommerce.kernel.money import plain

from .planning import ItemPlan, Standing
from .rows import RejectedRow
from .sales_file import UnreadableFileError

PLAN, REJECTED = "plan.csv", "rejected.csv"
PLAN_COLUMNS = (
    "stock_code",
    "description",
    "class",
    "currency",
    "revenue",
    "units_sold",
    "units_returned",
    "weeks_of_history",
    "demand_mean_per_day",
    "demand_sd_per_day",
    "method",
    "lead_time_demand_mean",
    "safety_stock",
    "reorder_point",
    "demand_model",
    "position",
    "order_quantity",
    "uncovered",
    "order_by",
    "order_value_at_selling_price",
    "remark",
)
REJECTED_COLUMNS = ("line", "field", "value", "reason")


def write_results(folder: Path, plans: Iterable[ItemPlan], rejected: Iterable[RejectedRow]) -> None:
    """Write both files beside their final names first, then move them there.

    Raises:
        UnreadableFileError: The folder cannot be made or written to; nothing is left behind.
    """
    written: list[tuple[str, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder, PLAN, PLAN_COLUMNS, map(_cells, plans), written)
        rows = ((str(row.line), row.field, row.value, row.reason) for row in rejected)
        _write(folder, REJECTED, REJECTED_COLUMNS, rows, written)
        for temporary, final in written:
            Path(temporary).replace(final)
    except OSError as error:
        msg = f"{folder} cannot be written to: {error.strerror or error}; choose another folder with --out"
        raise UnreadableFileError(msg) from None
    finally:
        for temporary, _ in written:
            Path(temporary).unlink(missing_ok=True)


def _write(
    folder: Path,
    name: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    written: list[tuple[str, Path]],
) -> None:
    handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
    written.append((temporary, folder / name))
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    Path(temporary).chmod(0o644)


def _cells(item: ItemPlan) -> Sequence[str]:
    known, point = item.forecast, item.point
    revenue, _, currency = plain(item.revenue).partition(" ")
    forecast_cells = ["", "", ""]
    if known is not None:
        forecast_cells = [_short(known.mean_per_day), _short(math.sqrt(known.variance_per_day)), known.method]
    point_cells = ["", "", "", ""]
    if point is not None:
        numbers = (point.lead_time_demand_mean, max(0.0, point.safety_stock), point.level)
        point_cells = [*map(_short, numbers), point.model.value]
    return [
        item.code,
        item.description,
        item.abc.value,
        currency,
        revenue,
        str(item.units_sold),
        str(item.units_returned),
        str(item.weeks),
        *forecast_cells,
        *point_cells,
        str(item.position),
        str(item.quantity),
        str(item.uncovered),
        item.order_by.isoformat() if item.order_by else "",
        plain(item.value).partition(" ")[0],
        _remark(item),
    ]


def _short(number: float) -> str:
    return f"{number:.3f}"


def _remark(item: ItemPlan) -> str:
    """Say why nothing is to be ordered, and why no safety stock is shown where the target needs none."""
    remarks = [item.standing.value]
    if item.point is not None and item.point.safety_stock < 0 and item.standing is not Standing.RARE:
        remarks.append("no safety stock: fewer than the mean meet the target")
    return "; ".join(filter(None, remarks))
