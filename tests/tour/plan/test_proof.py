"""The plan replayed over its own last weeks: enough where demand is steady, short where it has grown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve

from xbcommerce.supply import CycleService, DemandSeries, Flag, LotTerms, Pmf
from xbcommerce.tour.plan import main
from xbcommerce.tour.plan.assumptions import Assumptions, MeasuredLeadTime
from xbcommerce.tour.plan.closures import Closures
from xbcommerce.tour.plan.history import History
from xbcommerce.tour.plan.proof import ITEMS, prove

MONDAY = date(2011, 1, 3)
GIVEN = Assumptions(
    on=date(2012, 1, 2),
    target=CycleService("0.95"),
    lead_time=Pmf({14: ".9", 28: ".1"}),
    terms=LotTerms(multiple=12),
    currency="GBP",
    stock=None,
)


def history(*items: Sequence[int], closed: int | None = None) -> History:
    """A shop of some items, all sold from the first week on."""
    weeks = len(items[0])
    flags = [Flag.CLOSED if week == closed else Flag.OK for week in range(weeks)]
    series = {f"item {n}": DemandSeries(MONDAY, 7, units, flags) for n, units in enumerate(items)}
    return History(MONDAY, weeks, Closures((), (), (), (), ()), (), series, {}, 0)


def wavy(weeks: int, level: int = 40) -> list[int]:
    """Demand that goes up and down around a level."""
    return [level + (7 * week) % 11 - 5 for week in range(weeks)]


def test_steady_demand_is_served() -> None:
    """Over twice the lead time with its review, each item for itself."""
    known = history(wavy(52), wavy(52, 90))
    proof = prove(known, known.series, GIVEN)
    assert proof is not None
    assert (proof.weeks, len(proof.reports)) == (6, 2)
    assert proof.units == sum(wavy(52)[-6:]) + sum(wavy(52, 90)[-6:])
    assert proof.fill_rate == proof.ready_rate == 1


def test_demand_that_grows_beyond_the_past_is_not() -> None:
    """A plan of last month does not know this month's rush, and the proof says so."""
    known = history([*wavy(46), *wavy(6, 400)])
    proof = prove(known, known.series, GIVEN)
    assert proof is not None
    assert proof.fill_rate < Fraction(1, 2)
    assert proof.ready_rate < Fraction(95, 100)


def test_what_is_yet_to_come_is_not_foreseen() -> None:
    """A rush in the last week changes neither the stock of the weeks before nor what was served in them."""
    calm, rush = (history([*wavy(51), last]) for last in (40, 4_000))
    proofs = [prove(known, known.series, GIVEN) for known in (calm, rush)]
    calm_report, rush_report = (proof.reports[0] for proof in proofs if proof is not None)
    assert calm_report.buckets_short == 0
    assert rush_report.buckets_short == 1
    assert rush_report.demand - calm_report.demand == 3_960
    last_stock = calm_report.final_on_hand + 40
    assert rush_report.served_at_once == calm_report.served_at_once - 40 + last_stock


@pytest.mark.parametrize("weeks", [1, 3, 8])
def test_a_short_history_proves_nothing(weeks: int) -> None:
    """There must be weeks to learn from and weeks to replay."""
    known = history(wavy(weeks))
    assert prove(known, known.series, GIVEN) is None


def test_nothing_wanted_proves_nothing() -> None:
    """Of late nothing was sold at all."""
    known = history([*wavy(46), *[0] * 6])
    assert prove(known, known.series, GIVEN) is None


def test_only_the_items_that_earned_most_take_part() -> None:
    """In the order given; items without a history are passed over."""
    known = history(*(wavy(52) for _ in range(ITEMS + 5)))
    proof = prove(known, ["unsold", *known.series], GIVEN)
    assert proof is not None
    assert len(proof.reports) == ITEMS


def test_a_closed_week_wants_nothing() -> None:
    """Neither is it learnt from."""
    known = history([*wavy(49), 900, *wavy(2)], closed=49)
    proof = prove(known, known.series, GIVEN)
    assert proof is not None
    assert proof.reports[0].closed_buckets == 1
    assert proof.units < 900


def test_a_lead_time_of_mean_and_spread_is_early_or_late() -> None:
    """Twenty days more or less five; without spread always the same."""
    known = history(wavy(52))
    for sd in (Fraction(5), Fraction(0)):
        given = evolve(GIVEN, lead_time=MeasuredLeadTime(Fraction(20), sd))
        proof = prove(known, known.series, given)
        assert proof is not None
        assert proof.fill_rate == 1


def test_the_last_weeks_are_those_before_the_plan() -> None:
    """The first week replayed."""
    known = history(wavy(52))
    proof = prove(known, known.series, GIVEN)
    assert proof is not None
    assert proof.reports[0].first == MONDAY + timedelta(weeks=46)


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Proof on the past"), ("zh_Hans", "用过去检验"), ("zh_Hant", "用過去檢驗")]
)
def test_the_summary_tells_it(
    lang: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the reader's language, and that the rush of the last weeks was more than the past had shown."""
    sales = [
        f"536365,71053,WHITE LANTERN,{units},{MONDAY + timedelta(weeks=week)} 08:26:00,3.39,17850.0,UK"
        for week, units in enumerate([*wavy(46), *wavy(7, 400)])
    ]
    header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"
    file = tmp_path / "sales.csv"
    file.write_text("\n".join([header, *sales]) + "\n", encoding="utf-8")
    assert main([str(file), "--out", str(tmp_path), "--lang", lang, "--lead-time-days", "14"]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith(words)]
    assert {"en": "Keep a reserve", "zh_Hans": "留有余量", "zh_Hant": "留有餘量"}[lang] in line
