"""Cycle counts: the plan, what is due, what they find, and the adjustments they propose."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply.stock import (
    Countable,
    CountLine,
    GoodsReceipt,
    Place,
    StockCount,
    StockLedger,
    StockRules,
    count_plan,
    counts_due,
    reconcile_count,
    record_all,
)
from xbcommerce.testing.strategies.stock import countables, stock_counts

TODAY, HALL = date(2026, 6, 1), Place("hall")
YEARLY = {"A": 12, "B": 4, "C": 1}
TOLERANCE = {"A": "0", "B": "0.01", "C": "0.05"}


@given(st.dictionaries(st.sampled_from("ABC"), st.integers(0, 5_000)), st.integers(1, 365))
def test_the_days_of_a_year_suffice_for_its_counts(items: dict[str, int], days: int) -> None:
    """And one count a day fewer would not."""
    plan = count_plan(items, YEARLY, working_days=days)
    assert plan.counts_per_day * days >= plan.counts_per_year > (plan.counts_per_day - 1) * days or not items


@given(st.lists(countables(), max_size=8, unique_by=lambda item: item.sku), st.integers(0, 60))
def test_what_is_due_stays_due_until_it_is_counted(items: list[Countable], days: int) -> None:
    """Whatever the order of the list; and counting it takes it off."""
    due = counts_due(items, YEARLY, on=TODAY)
    assert counts_due(reversed(items), YEARLY, on=TODAY) == due
    assert set(due) <= set(counts_due(items, YEARLY, on=TODAY + timedelta(days=days)))
    counted = [Countable(item.sku, item.count_class, TODAY) for item in items]
    assert counts_due(counted, YEARLY, on=TODAY) == ()


def test_a_class_without_counts_is_never_due_and_an_unlisted_one_is_named() -> None:
    """Zero counts a year is a decision; no entry is a mistake."""
    never = [Countable("a", "C", None)]
    assert counts_due(never, {"C": 0}, on=TODAY) == ()
    with pytest.raises(InvalidValueError, match="class 'C' has no counts per year; those listed are 'A'"):
        counts_due(never, {"A": 12}, on=TODAY)


@given(stock_counts(), st.booleans())
def test_adjustments_bring_the_books_to_what_was_found(count: StockCount, confirmed: bool) -> None:  # noqa: FBT001
    """Of all lines that are not to be counted again; recorded twice, they are a replay."""
    again = {line.sku for line in count.lines} if confirmed else set[str]()
    done = reconcile_count(count, TOLERANCE, currency="EUR", confirmed=again)
    books = [
        GoodsReceipt(f"grn/{line.sku}", count.on, line.sku, line.book, count.place, 100 * line.book, "EUR")
        for line in count.lines
        if line.book
    ]
    ledger, _ = record_all(StockLedger(StockRules("EUR")), books)
    proposed = [move for move in done.proposed if ledger.units(move.sku) or move.quantity < 0]
    adjusted, refused = record_all(ledger, [*proposed, *proposed])
    assert refused == ()
    for line in count.lines:
        if line.key not in done.recount and line.book:
            assert adjusted.units(line.sku) == line.counted
        elif line.book:
            assert adjusted.units(line.sku) == line.book


@given(stock_counts())
def test_gross_variance_hides_no_loss_behind_a_gain(count: StockCount) -> None:
    """It is at least the net one, and nothing only where every difference is worth nothing."""
    done = reconcile_count(count, TOLERANCE, currency="EUR")
    assert done.gross_variance.amount >= abs(done.net_variance.amount)
    assert len(done.accurate) + len(done.recount) == len(count.lines)


@pytest.mark.parametrize(
    ("book", "counted", "accurate"),
    [(100, 101, True), (100, 102, False), (0, 0, True), (0, 1, False), (-2, 0, False)],
)
def test_a_record_is_accurate_up_to_its_tolerance(book: int, counted: int, accurate: bool) -> None:  # noqa: FBT001
    """The bound counts as accurate; where the books say nothing, only nothing is."""
    line = CountLine("mug", "B", book, counted, Money("1.00", "EUR"))
    done = reconcile_count(StockCount("c", TODAY, HALL, [line]), TOLERANCE, currency="EUR")
    assert done.accuracy == Fraction(accurate)


def test_no_line_is_counted_twice_and_no_class_goes_without_a_tolerance() -> None:
    """Both name what is wrong; a count of nothing has no accuracy."""
    line = CountLine("mug", "D", 1, 1, Money("1.00", "EUR"))
    with pytest.raises(InvalidValueError, match="mug twice"):
        StockCount("c", TODAY, HALL, [line, line])
    with pytest.raises(InvalidValueError, match="class 'D' has no tolerance; those listed are 'A', 'B', 'C'"):
        reconcile_count(StockCount("c", TODAY, HALL, [line]), TOLERANCE, currency="EUR")
    assert reconcile_count(StockCount("c", TODAY, HALL, []), TOLERANCE, currency="EUR").accuracy is None
