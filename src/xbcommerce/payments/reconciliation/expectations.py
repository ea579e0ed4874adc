"""What should appear on a provider's report and on the bank's statement, told from the facts of an order.

Example:
    >>> from datetime import UTC, datetime, timedelta
    >>> from moneyed import Money
    >>> from xbcommerce.payments import PaymentProcessed, SettlementPlan, expected_of_provider, fold
    >>> plan = SettlementPlan("o7", currency="GBP", target="CNY", provider="acme", bank_account="CN-1")
    >>> at = datetime(2026, 10, 30, 9, tzinfo=UTC)
    >>> paid = PaymentProcessed("e2", "o7", at, Money("50.00", "GBP"), fee=Money("1.45", "GBP"))
    >>> item = expected_of_provider(fold(plan, [paid]), due=lambda at: at.date() + timedelta(days=3))[0]
    >>> item.ref, item.kind, item.gross, item.fee_minor, item.due.isoformat()
    ('o7', 'payment', Money('50.00', 'GBP'), 145, '2026-11-02')
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from moneyed import Money

from xbcommerce.kernel.fx import Rate, convert
from xbcommerce.kernel.money import Rounding, from_minor, minor
from xbcommerce.payments.fees.quote import quote_fee
from xbcommerce.payments.reported import Report
from xbcommerce.payments.settlement.exits import Refunded, RemittanceReturned
from xbcommerce.payments.settlement.facts import FundsRemitted, PaymentProcessed
from xbcommerce.payments.settlement.state import Settlement

from .statement import Expected, StatementLine

DueOn = Callable[[datetime], date]
"""By when something that happened at an instant must stand on the statement; a host's calendar knows."""

RefOf = Callable[[Report], str]
"""The reference that a provider's report carries for a fact."""


def by_order(fact: Report) -> str:
    """Refer to payments and refunds by the order, as reports with a merchant's reference do."""
    return fact.order_id


def by_event(fact: Report) -> str:
    """Refer to them by the provider's own id, where a host names its facts after it."""
    return fact.event_id


def expected_of_provider(
    state: Settlement, *, due: DueOn, ref: RefOf = by_order, rate: Rate | None = None
) -> tuple[Expected, ...]:
    """Return the captures and refunds that the provider's report must show, in the order of their event ids.

    The fee is the one that was reported, else what the plan's price list says, else none, so that a fee comes
    up as a fee difference. Chargebacks, reserves and monthly fees are not expected: a report brings them.
    What is contradicted does not count, here as everywhere.

    Args:
        state: The facts of an order.
        due: By when a fact must be on the report.
        ref: How the report refers to a fact: `by_order`, `by_event`, or `intents.by_reference` of the
            payments that `settlement_facts` told.
        rate: The rate booked, where the provider settles in another currency than the buyer's.
    """
    moved = [
        *(("payment", fact, *_paid(state, fact)) for fact in state.reports_of(PaymentProcessed)),
        *(("refund", fact, *_refunded(fact)) for fact in state.reports_of(Refunded)),
    ]
    return tuple(
        Expected.of(
            ref(fact),
            kind,
            _settled(gross, rate),
            due(fact.at),
            fee=_settled(fee, rate),
            presentment=None if rate is None else gross,
        )
        for kind, fact, gross, fee in moved
    )


def expected_at_bank(state: Settlement, *, due: DueOn) -> tuple[Expected, ...]:
    """Return the remittances that the bank's statement must show, by their end-to-end reference.

    Those that came back on the way are not expected.
    """
    back = {fact.reference for fact in state.reports_of(RemittanceReturned)}
    return tuple(
        Expected.of(fact.reference, "payout", fact.due, due(fact.at))
        for fact in state.reports_of(FundsRemitted)
        if fact.reference not in back
    )


def expected_of_payouts(
    lines: Iterable[StatementLine], *, due: Callable[[StatementLine], date]
) -> tuple[Expected, ...]:
    """Return what the payouts on a provider's report must bring to the bank, by payout id.

    Args:
        lines: Of a report; those of the kind ``payout`` take money from the balance and are negative.
        due: By when a payout must stand on the bank's statement.
    """
    return tuple(
        Expected(line.payout_id or line.ref, "payout", line.currency, -line.net_minor, due(line))
        for line in lines
        if line.kind == "payout"
    )


def _paid(state: Settlement, fact: PaymentProcessed) -> tuple[Money, Money]:
    """Return what was captured, and its fee."""
    schedule, nothing = state.plan.schedule, from_minor(0, fact.gross.currency)
    if fact.fee is not None:
        return fact.gross, fact.fee
    return fact.gross, nothing if schedule is None else quote_fee(schedule, fact.gross).total


def _refunded(fact: Refunded) -> tuple[Money, Money]:
    """Return what goes back, and the part of the fee that comes back: both below zero."""
    code = fact.amount.currency
    returned = 0 if fact.fee_returned is None else minor(fact.fee_returned)
    return from_minor(-minor(fact.amount), code), from_minor(-returned, code)


def _settled(money: Money, rate: Rate | None) -> Money:
    return money if rate is None else convert(money, rate, Rounding.HALF_UP).amount
