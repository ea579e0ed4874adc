"""Monitoring: what is wrong, with figures, the worst first, and nothing that is not known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.reference import languages, messages
from xbcommerce.supply.stock import (
    GoodsIssue,
    GoodsReceipt,
    Place,
    Severity,
    StockFinding,
    StockLayer,
    StockLedger,
    StockRules,
    StockView,
    WatchRules,
    record_all,
    watch_stock,
)
from xbcommerce.testing.strategies.stock import stock_views, watch_rules

TODAY = date(2026, 6, 1)
RULES = WatchRules(target_cover_days=90, slow_cover_days=180, dead_days=120, expiry_days=30)


def layer(units: int, age: int, *, expires_in: int | None = None) -> StockLayer:
    """Hold units of an age, worth a euro each."""
    expires_on = None if expires_in is None else TODAY + timedelta(days=expires_in)
    value = Money(units, "EUR")
    return StockLayer(units, value, received_on=TODAY - timedelta(days=age), expires_on=expires_on)


def codes(view: StockView, rules: WatchRules = RULES) -> list[str]:
    """Look at one item."""
    return [finding.code for finding in watch_stock([view], rules, on=TODAY)]


@given(st.lists(stock_views(), max_size=4), watch_rules())
def test_the_worst_comes_first_and_everything_is_said(views: list[StockView], rules: WatchRules) -> None:
    """In every language, with its figures; and the order of the views does not matter."""
    found = watch_stock(views, rules, on=TODAY)
    assert [finding.severity for finding in found] == sorted((f.severity for f in found), reverse=True)
    assert sorted(map(repr, found)) == sorted(map(repr, watch_stock(views[::-1], rules, on=TODAY)))
    for finding in found:
        for language in languages():
            text = messages().explain(finding, language)
            assert finding.sku in text
            assert "stock." not in text


@given(stock_views())
def test_what_is_not_asked_for_is_not_found(view: StockView) -> None:
    """Without rules only what is wrong by itself is told: negative, out or low, expired."""
    found = {finding.code for finding in watch_stock([view], WatchRules(), on=TODAY)}
    assert found <= {"stock.negative", "stock.out", "stock.low", "stock.expired"}


@pytest.mark.parametrize(
    ("view", "found"),
    [
        (StockView("mug", 61, reorder_point=60), []),
        (StockView("mug", 60, reorder_point=60), ["stock.low"]),
        (StockView("mug", 10, position=100, reorder_point=60), []),
        (StockView("mug", 0, reorder_point=0), ["stock.out"]),
        (StockView("mug", 90, mean_per_day=1), []),
        (StockView("mug", 91, mean_per_day=1), ["stock.over"]),
        (StockView("mug", 181, mean_per_day=1), ["stock.slow", "stock.over"]),
        (StockView("mug", 5, layers=[layer(5, 120)]), ["stock.dead"]),
        (StockView("mug", 5, layers=[layer(5, 119)]), []),
        (StockView("mug", 5, layers=[layer(5, 500)], last_issued_on=TODAY - timedelta(days=119)), []),
        (StockView("mug", 500, mean_per_day=1, layers=[layer(500, 200)]), ["stock.dead"]),
        (StockView("mug", 5, layers=[layer(5, 9, expires_in=-1)]), ["stock.expired"]),
        (StockView("mug", 5, layers=[layer(5, 9, expires_in=0)]), ["stock.expiring"]),
        (StockView("mug", 5, layers=[layer(5, 9, expires_in=31)]), []),
    ],
)
def test_each_bound_is_where_it_is_said_to_be(view: StockView, found: list[str]) -> None:
    """At the reorder point it is low; on its last day nothing has expired; dead is neither slow nor over."""
    assert codes(view) == found


def test_only_what_demand_leaves_over_is_at_risk() -> None:
    """First expired is first sold: ten a day sell thirty of the first forty by their last day."""
    view = StockView(
        "milk", 100, mean_per_day=10, layers=[layer(60, 1, expires_in=20), layer(40, 5, expires_in=2)]
    )
    (finding,) = watch_stock([view], WatchRules(expiry_days=30), on=TODAY)
    assert finding.figures["unsold"] == 10
    assert finding.severity is Severity.WARNING
    calm = StockView("milk", 20, mean_per_day=10, layers=[layer(20, 5, expires_in=2)])
    assert watch_stock([calm], WatchRules(expiry_days=30), on=TODAY)[0].severity is Severity.NOTICE


def test_a_ledger_is_looked_at_as_it_is() -> None:
    """Sold below nothing in one hall while another has some: the place is named."""
    hall, yard = Place("hall"), Place("yard")
    day = TODAY - timedelta(days=3)
    ledger, _ = record_all(
        StockLedger(StockRules("EUR", below_zero=True)),
        [
            GoodsReceipt("grn-1", day, "mug", 5, yard, 500, "EUR", expires_on=TODAY),
            GoodsIssue("so-1", day, "mug", 2, hall),
        ],
    )
    view = StockView.of(ledger, "mug", reorder_point=3, mean_per_day="0.5")
    assert (view.units, view.last_issued_on) == (3, day)
    found = watch_stock([view], RULES, on=TODAY)
    assert [finding.code for finding in found] == ["stock.negative", "stock.low", "stock.expiring_unsold"]
    assert str(found[0]) == "mug: -2 units at hall, fewer than none; count it, or record what is missing"


def test_a_host_brings_its_own_check() -> None:
    """A function beside the packaged ones, or instead of them."""

    def odd(view: StockView, _rules: WatchRules, _on: date) -> list[StockFinding]:
        return (
            [StockFinding("shop.odd", view.sku, Severity.NOTICE, {"units": view.units})]
            if view.units % 2
            else []
        )

    assert [f.code for f in watch_stock([StockView("mug", 3)], RULES, on=TODAY, checks=[odd])] == ["shop.odd"]
