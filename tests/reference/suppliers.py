"""Suppliers: on time and in full, price variance, shrunk shares, weighted scores."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from moneyed import Money

from tests.reference.money import figures
from tests.reference.supply import DATA
from xbcommerce.kernel.fx import Rate
from xbcommerce.supply.suppliers import (
    DeliveryWindow,
    Measure,
    Receipt,
    SupplyLine,
    delivery_performance,
    price_variance,
    shrunk_rate,
    weighted_score,
)

Input = dict[str, Any]
DAY = date.fromisoformat
ANY_DAY = date(2026, 1, 1)


def scored(case: Input) -> object:
    """Answer one question about a supplier."""
    return OPERATIONS[case["op"]](case)


def _otif(case: Input) -> object:
    lines = [
        SupplyLine(
            str(number),
            line["ordered"],
            DAY(line["promised"]),
            [Receipt(DAY(receipt["date"]), receipt["good"]) for receipt in line["receipts"]],
        )
        for number, line in enumerate(case["lines"])
    ]
    names = ("early_days", "late_days", "under_share", "over_share")
    window = DeliveryWindow(**{name: case[name] for name in names})
    done = delivery_performance(lines, window, on=DAY(case["as_of"]))
    counts = {name: getattr(done, name) for name in ("evaluated", "open", "on_time", "in_full", "otif")}
    return counts | {"otif_rate": None if done.otif_rate is None else float(done.otif_rate)}


def _variance(case: Input) -> object:
    def rate(name: str) -> Rate:
        return Rate("USD", "EUR", Fraction(case[name]), ANY_DAY, "the case")

    def price(name: str) -> Money:
        return Money(case[name], "USD")

    done = price_variance(
        case["quantity"],
        price("standard_price"),
        price("actual_price"),
        rate("standard_fx"),
        rate("actual_fx"),
    )
    return {
        "price_variance": figures(done.by_price),
        "fx_variance": figures(done.by_rate),
        "total_variance": figures(done.total),
    }


def _shrunk(case: Input) -> object:
    given = {name: case[name] for name in ("prior_rate", "prior_weight")}
    return {"rate": float(shrunk_rate(case["successes"], case["trials"], **given))}


def _weighted(case: Input) -> object:
    card = weighted_score(Measure(one["name"], one["value"], one["weight"]) for one in case["measures"])
    score = card.score
    return {"score": None if score is None else float(score), "used": [one.name for one in card.known]}


COLUMNS = {"mode": "Shipment Mode", "country": "Country", "vendor": "Vendor"}


def _history(case: Input) -> object:
    lines = list(_recorded(case))
    late_days = case["late_if_days_over"]
    done = delivery_performance(lines, DeliveryWindow(early_days=100_000, late_days=late_days), on=date.max)
    delays = [
        (one.line.receipts[-1].on - one.line.promised_on).days for one in done.judged if not one.on_time
    ]
    return {
        "lines": done.evaluated,
        "late": done.evaluated - done.on_time,
        "on_time_rate": done.on_time / done.evaluated,
        "mean_days_late_of_late": sum(delays) / len(delays),
    }


def _recorded(case: Input) -> Iterator[SupplyLine]:
    with gzip.open(DATA / case["data"], "rt", encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            if all(row[COLUMNS[name]] == value for name, value in case["filter"].items()):
                arrived = Receipt(_day(row["Delivered to Client Date"]), 1)
                yield SupplyLine(str(number), 1, _day(row["Scheduled Delivery Date"]), [arrived])


def _day(text: str) -> date:
    return datetime.strptime(text, "%d-%b-%y" if "-" in text else "%m/%d/%Y").date()  # noqa: DTZ007 - a day


OPERATIONS: dict[str, Callable[[Input], object]] = {
    "otif": _otif,
    "price_variance": _variance,
    "shrunk_rate": _shrunk,
    "weighted_score": _weighted,
    "dataset_on_time": _history,
}
FAMILIES: dict[str, Callable[[Input], object]] = {"supplier_scorecard": scored}
