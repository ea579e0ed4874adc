"""Lead times of 10,324 real order lines, by mode, from a history with gaps and two ways to write a date."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from xbcommerce.supply import (
    CycleService,
    DemandModel,
    Forecast,
    ObservedDurations,
    fit_durations,
    stock_target,
)
from xbcommerce.supply.targets import StockTarget

HISTORY = Path(__file__).parents[4] / "shared/data/supply/scms_delivery_history.csv.gz"
MODES = ("Air", "Ocean", "Truck", "Air Charter")

pytestmark = pytest.mark.skipif(
    not HISTORY.exists(), reason=f"{HISTORY} is absent: lead times not fitted to real deliveries"
)


def day_of(text: str) -> date | None:
    """A date in either of the two ways, or none: 'Pre-PQ Process', 'Date Not Captured'."""
    for form in ("%d-%b-%y", "%m/%d/%y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  # days, no instants
        except ValueError:
            continue
    return None


@cache
def lead_times() -> dict[str, ObservedDurations]:
    """Days from sending the order to delivery, by mode; None where a date is missing."""
    days: dict[str, list[int | None]] = defaultdict(list)
    with gzip.open(HISTORY, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            sent, came = day_of(row["PO Sent to Vendor Date"]), day_of(row["Delivered to Client Date"])
            days[row["Shipment Mode"]].append((came - sent).days if sent and came else None)
    return {mode: fit_durations(days[mode]) for mode in MODES}


def test_every_line_is_used_or_counted_as_rejected() -> None:
    """A missing date is no duration, nor is a delivery before its order."""
    found = lead_times()
    with gzip.open(HISTORY, "rt", encoding="utf-8", newline="") as file:
        lines = sum(row["Shipment Mode"] in MODES for row in csv.DictReader(file))
    assert sum(fit.used + fit.rejected for fit in found.values()) == lines
    assert all(fit.used > 10 for fit in found.values())
    assert sum(fit.rejected for fit in found.values()) > 4_000
    assert all(min(fit.pmf.masses) >= 0 for fit in found.values())


def test_the_sea_takes_longer_than_the_air() -> None:
    """In the mean and in every quarter."""
    found = lead_times()
    assert found["Ocean"].pmf.mean > found["Air"].pmf.mean
    for p in (".25", ".5", ".75"):
        assert found["Ocean"].pmf.quantile(p) > found["Air"].pmf.quantile(p)


@pytest.mark.parametrize("mode", MODES)
def test_real_lead_times_are_no_normal_curve(mode: str) -> None:
    """The rule sees that, and what is chosen keeps its word on the days that were measured."""
    pmf = lead_times()[mode].pmf
    answer = stock_target(CycleService(".95"), Forecast(20, 36), pmf, model=None)
    assert isinstance(answer, StockTarget)
    assert answer.choice is not None
    assert answer.point.model is not DemandModel.NORMAL
    exact = stock_target(CycleService(".95"), Forecast(20, 36), pmf)
    assert isinstance(exact, StockTarget)
    assert abs(answer.level - exact.level) < 0.02 * exact.level
