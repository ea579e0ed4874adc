"""A statement is explained to nothing: every line has a class, and every expectation a fate."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from moneyed import Money

from xbcommerce.kernel.money import CurrencyMismatchError, minor
from xbcommerce.payments import (
    ENGLISH,
    Expected,
    LineClass,
    Reconciliation,
    StatementLine,
    reconcile,
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
    assert minor(done.received) == sum(each.line.net_minor for each in done.lines)


@given(reconciliations())
def test_every_expectation_has_one_fate(done: Reconciliation) -> None:
    """Met by one line, missing, or not yet due: the sums agree."""
    met = [each.expected for each in done.lines if each.expected is not None]
    fates = sum(item.net_minor for item in [*met, *done.missing, *done.timing])
    assert fates == minor(done.expected)
    for each in done.lines:
        if each.expected is not None:
            assert (each.line.ref, each.line.kind) == (each.expected.ref, each.expected.kind)
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
    expected = [Expected("r", "payout", euros(amount), DAY) for amount in ("10.00", "20.00")]
    lines = [
        StatementLine(str(i), "r", "payout", euros(a)) for i, a in enumerate(["20.00", "10.00", "10.00"])
    ]
    done = reconcile(expected, lines, period_end=DAY, currency="EUR")
    classes = Counter(each.line_class for each in done.lines)
    assert classes == {LineClass.MATCHED: 2, LineClass.DUPLICATE: 1}


def test_due_on_the_last_day_is_missing_and_after_it_is_timing() -> None:
    """The statement's last day counts."""
    items = [
        Expected("a", "payout", euros("1.00"), DAY),
        Expected("b", "payout", euros("2.00"), date(2026, 11, 4)),
    ]
    done = reconcile(items, [], period_end=DAY, currency="EUR")
    assert ([item.ref for item in done.missing], [item.ref for item in done.timing]) == (["a"], ["b"])


def test_what_is_due_later_is_not_called_complete() -> None:
    """All lines matched and something still to come: said so, in each language."""
    later = Expected("b", "payout", euros("2.00"), date(2026, 11, 4))
    done = reconcile([later], [], period_end=DAY, currency="EUR")
    texts = [messages().explain(done, lang).splitlines()[-1] for lang in ("en", "zh_Hans", "zh_Hant")]
    assert texts == [
        "Every line on the statement is matched; 1 more due later",
        "对账单上的每一行都已核对一致；另有1笔尚未到期",
        "對帳單上的每一行都已核對一致；另有1筆尚未到期",
    ]


def test_a_line_that_does_not_add_up_meets_nothing() -> None:
    """Its expectation stays open."""
    item = Expected("a", "payout", euros("10.00"), DAY, fee=euros("0.40"))
    line = StatementLine("1", "a", "payout", euros("10.00"), fee=euros("0.40"), net=euros("9.70"))
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
        reconcile([], [StatementLine("1", "a", "payout", euros("1.00"))], period_end=DAY, currency="USD")
