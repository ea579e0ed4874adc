"""A statement is explained to nothing: every line has a class, and every expectation a fate."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from moneyed import Money

from tests.payments.sizes import HALF
from xbcommerce.kernel.money import CurrencyMismatchError, minor
from xbcommerce.payments import (
    ENGLISH,
    Expected,
    LineClass,
    Reconciliation,
    StatementLine,
    reconcile,
    reconcile_each,
)
from xbcommerce.reference import messages
from xbcommerce.testing.strategies.books import reconciliations

DAY = date(2026, 11, 3)


def euros(amount: str) -> Money:
    """Make euros."""
    return Money(amount, "EUR")


@given(reconciliations())
def test_the_difference_is_explained_to_nothing(done: Reconciliation) -> None:
    """Received minus expected is the sum of what the classes add."""
    assert minor(done.difference) == sum(minor(amount) for amount in done.explained.values())
    assert minor(done.difference) == sum(each.difference_minor for each in done.lines) - sum(
        item.net_minor for item in [*done.missing, *done.timing]
    )
    assert minor(done.received) == sum(each.line.net_minor for each in done.lines)


@HALF
@given(reconciliations())
def test_every_expectation_has_one_fate(done: Reconciliation) -> None:
    """Met by one line, missing, or not yet due: the sums agree."""
    met = [item for each in done.lines for item in each.expected]
    fates = sum(item.net_minor for item in [*met, *done.missing, *done.timing])
    assert fates == minor(done.expected)
    for each in done.lines:
        for item in each.expected:
            assert (each.line.ref, each.line.kind) == (item.ref, item.kind)
        if each.line_class is LineClass.MATCHED:
            assert minor(each.difference) == 0


@given(reconciliations())
def test_every_reconciliation_explains_itself(done: Reconciliation) -> None:
    """No code without a text; clear means nothing but matches."""
    codes = [item.code for item in done.why()]
    assert [code for code in codes if code not in ENGLISH.templates] == []
    assert done.is_clear == bool({"reconcile.clear", "reconcile.clear_so_far"} & set(codes))
    assert not (done.timing and "reconcile.clear" in codes)
    assert str(done)


def test_two_payouts_of_one_reference_meet_the_amount_that_fits() -> None:
    """The right one of two open amounts is used up, whatever their order; a third line is a duplicate."""
    expected = [Expected.of("r", "payout", euros(amount), DAY) for amount in ("10.00", "20.00")]
    lines = [
        StatementLine.of(str(i), "r", "payout", euros(a)) for i, a in enumerate(["20.00", "10.00", "10.00"])
    ]
    done = reconcile(expected, lines, period_end=DAY, currency="EUR")
    classes = Counter(each.line_class for each in done.lines)
    assert classes == {LineClass.MATCHED: 2, LineClass.DUPLICATE: 1}


def test_due_on_the_last_day_is_missing_and_after_it_is_timing() -> None:
    """The statement's last day counts."""
    items = [
        Expected.of("a", "payout", euros("1.00"), DAY),
        Expected.of("b", "payout", euros("2.00"), date(2026, 11, 4)),
    ]
    done = reconcile(items, [], period_end=DAY, currency="EUR")
    assert ([item.ref for item in done.missing], [item.ref for item in done.timing]) == (["a"], ["b"])


def test_what_is_due_later_is_not_called_complete() -> None:
    """All lines matched and something still to come: said so, in each language."""
    later = Expected.of("b", "payout", euros("2.00"), date(2026, 11, 4))
    done = reconcile([later], [], period_end=DAY, currency="EUR")
    texts = [messages().explain(done, lang).splitlines()[-1] for lang in ("en", "zh_Hans", "zh_Hant")]
    assert texts == [
        "Every line on the statement is matched; 1 more due later",
        "对账单上的每一行都已核对一致；另有1笔尚未到期",
        "對帳單上的每一行都已核對一致；另有1筆尚未到期",
    ]


def test_a_line_that_does_not_add_up_meets_nothing() -> None:
    """Its expectation stays open."""
    item = Expected.of("a", "payout", euros("10.00"), DAY, fee=euros("0.40"))
    line = StatementLine.of("1", "a", "payout", euros("10.00"), fee=euros("0.40"), net=euros("9.70"))
    done = reconcile([item], [line], period_end=DAY, currency="EUR")
    assert [each.line_class for each in done.lines] == [LineClass.ARITHMETIC_ERROR]
    assert done.missing == (item,)


def test_an_empty_statement_of_nothing_is_clear() -> None:
    """Zero of the statement's currency."""
    done = reconcile([], [], period_end=DAY, currency="KWD")
    assert done.is_clear
    assert done.difference == Money(0, "KWD")


def test_another_currency_is_refused() -> None:
    """A statement has one currency."""
    with pytest.raises(CurrencyMismatchError):
        reconcile([], [StatementLine.of("1", "a", "payout", euros("1.00"))], period_end=DAY, currency="USD")


def test_one_payment_on_the_statement_meets_several_expectations_whose_sum_it_is() -> None:
    """And only if asked for; else it is a mismatch and something is missing."""
    items = [Expected.of("po", "payout", euros(amount), DAY) for amount in ("10.00", "20.00", "7.00")]
    line = StatementLine.of("1", "po", "payout", euros("30.00"))
    done = reconcile(items, [line], period_end=DAY, currency="EUR", together=True)
    assert [each.line_class for each in done.lines] == [LineClass.MATCHED]
    assert (done.lines[0].expected, done.missing) == (tuple(items[:2]), (items[2],))
    assert "1 (po): together they meet 2 expected" in str(done)
    alone = reconcile(items, [line], period_end=DAY, currency="EUR")
    assert [each.line_class for each in alone.lines] == [LineClass.AMOUNT_MISMATCH]


def test_part_payments_meet_one_expectation_together_and_their_fees_are_compared_as_a_whole() -> None:
    """The gross agrees, the fee is five cents more."""
    item = Expected.of("o", "payment", euros("100.00"), DAY, fee=euros("3.00"))
    parts = [("a", "60.00", "2.00"), ("b", "40.00", "1.05")]
    lines = [
        StatementLine.of(name, "o", "payment", euros(gross), fee=euros(fee)) for name, gross, fee in parts
    ]
    done = reconcile([item], lines, period_end=DAY, currency="EUR", together=True)
    assert [each.line_class for each in done.lines] == [LineClass.MATCHED, LineClass.FEE_DIFFERENCE]
    assert dict(done.explained) == {LineClass.FEE_DIFFERENCE: euros("-0.05")}
    assert not done.missing


def test_a_counterpart_of_the_same_gross_comes_before_any_sum() -> None:
    """30 meets 30, so that 10 and 20 have nothing to make up."""
    items = [Expected.of("r", "payout", euros(amount), DAY) for amount in ("30.00", "50.00")]
    lines = [StatementLine.of(a, "r", "payout", euros(a)) for a in ("10.00", "20.00", "30.00")]
    done = reconcile(items, lines, period_end=DAY, currency="EUR", together=True)
    classes = [each.line_class for each in done.lines]
    assert classes == [LineClass.AMOUNT_MISMATCH, LineClass.DUPLICATE, LineClass.MATCHED]
    assert done.lines[2].expected == (items[0],)


def test_several_currencies_are_each_explained_alone() -> None:
    """A dollar too much is no help for a missing euro."""
    items = [Expected.of("a", "payout", euros("1.00"), DAY)]
    lines = [StatementLine.of("1", "a", "payout", Money("1.00", "USD"))]
    done = reconcile_each(items, lines, period_end=DAY)
    assert {code: minor(each.difference) for code, each in done.items()} == {"EUR": -100, "USD": 100}
    assert done["EUR"].missing == tuple(items)
