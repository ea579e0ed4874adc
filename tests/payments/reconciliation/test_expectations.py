"""What reports must show, told from the facts: a host writes no expectation by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from moneyed import Money

from tests.payments.sizes import HALF
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import minor
from xbcommerce.payments import (
    FeeSchedule,
    LineClass,
    PaymentProcessed,
    Refunded,
    SettlementPlan,
    StatementLine,
    expected_of_provider,
    fold,
    reconcile,
)
from xbcommerce.payments.reconciliation import by_event, expected_at_bank
from xbcommerce.testing.strategies.payments import START, Run, runs

PLAN = SettlementPlan("o7", currency="EUR", target="CNY", provider="acme", bank_account="CN-1")


def in_three_days(at: datetime) -> date:
    """Give a report three days."""
    return at.date() + timedelta(days=3)


@HALF
@given(runs())
def test_a_whole_run_is_expected_to_the_cent(run: Run) -> None:
    """Captures at the provider, remittances at the bank; nothing else, and a faithful report is clear."""
    state = fold(run.plan, run.facts)
    at_provider = expected_of_provider(state, due=in_three_days, ref=by_event)
    assert sum(item.gross_minor for item in at_provider) == minor(state.gross)
    at_bank = expected_at_bank(state, due=in_three_days)
    assert sum(item.net_minor for item in at_bank) == minor(state.credited)
    lines = [
        StatementLine(
            str(i), item.ref, item.kind, item.currency, item.gross_minor, item.fee_minor, item.net_minor
        )
        for i, item in enumerate(at_provider)
    ]
    done = reconcile(at_provider, lines, period_end=START.date(), currency=run.plan.currency)
    assert done.is_clear


def test_a_fee_that_nobody_reported_is_the_one_of_the_price_list() -> None:
    """Without a list it is nothing, and comes up as a fee difference; a reported nothing is nothing."""
    paid = PaymentProcessed("e1", "o7", START, Money("100.00", "EUR"))
    card = FeeSchedule(percent=Decimal(2))
    priced = SettlementPlan(
        "o7", currency="EUR", target="CNY", provider="acme", bank_account="CN-1", schedule=card
    )
    free = PaymentProcessed("e1", "o7", START, Money("100.00", "EUR"), fee=Money(0, "EUR"))
    fees = [
        expected_of_provider(fold(plan, [fact]), due=in_three_days)[0].fee_minor
        for plan, fact in ((priced, paid), (PLAN, paid), (priced, free))
    ]
    assert fees == [200, 0, 0]


def test_a_refund_takes_money_and_gives_back_its_fee() -> None:
    """Both signs are those of a report."""
    refund = Refunded("e2", "o7", START, Money("10.00", "EUR"), Money("0.40", "EUR"))
    (item,) = expected_of_provider(fold(PLAN, [refund]), due=in_three_days)
    assert (item.kind, item.gross_minor, item.fee_minor, item.net_minor) == ("refund", -1_000, -40, -960)


def test_a_booked_rate_makes_another_rate_a_currency_difference() -> None:
    """The buyer's amount is right; the exchange is not the one booked."""
    dollars = SettlementPlan("o7", currency="USD", target="CNY", provider="acme", bank_account="CN-1")
    paid = PaymentProcessed("e1", "o7", START, Money("100.00", "USD"), fee=Money(0, "USD"))
    booked = Rate("USD", "EUR", Decimal("0.92"), START.date(), "booked")
    items = expected_of_provider(fold(dollars, [paid]), due=in_three_days, rate=booked)
    line = StatementLine.of("t1", "o7", "payment", Money("91.35", "EUR"), rate=Decimal("0.9135"))
    done = reconcile(items, [line], period_end=START.date(), currency="EUR")
    assert dict(done.explained) == {LineClass.FX_DIFFERENCE: Money("-0.65", "EUR")}
