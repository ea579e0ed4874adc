"""What of an order's money is due to move on a day: reserves to be released, escrow to be freed, debts.

Example:
    >>> from datetime import UTC, date, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import FundsSettled, ReserveTerms, SettlementPlan, fold
    >>> from xbcommerce.payments.settlement import reserve_due
    >>> plan = SettlementPlan("o7", currency="GBP", target="GBP", provider="acme", bank_account="GB-1",
    ...                       reserve=ReserveTerms(1_000, release_after_days=90))
    >>> at = datetime(2026, 10, 30, 9, tzinfo=UTC)
    >>> held = FundsSettled("e3", "o7", at, Money("45.00", "GBP"), reserve=Money("5.00", "GBP"))
    >>> state = fold(plan, [held])
    >>> print(reserve_due(state, date(2027, 1, 27)), "|", reserve_due(state, date(2027, 1, 28)))
    nothing | 5.00 GBP
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from moneyed import Money

from xbcommerce.kernel.calendars.zones import zone_of
from xbcommerce.kernel.money import Bag, from_minor, minor
from xbcommerce.payments.payouts.protection import Evidence, Holding, Protection, Releasable, releasable

from .accounts import Account
from .facts import (
    DebtAcknowledged,
    DebtNetted,
    DeliveryConfirmed,
    DisputeClosed,
    DisputeOpened,
    EscrowHeld,
    FundsSettled,
)
from .state import Settlement

_TAKES = (Account.REFUNDS, Account.CHARGEBACKS, Account.PROCESSING_FEES)
_NO_CONDITIONS = Releasable(date.min, ())


def day_of(state: Settlement, at: datetime) -> date:
    """Return the day of an instant on the calendar of the plan."""
    return at.astimezone(zone_of(state.plan.zone)).date()


def reserve_due(state: Settlement, on: date) -> Bag:
    """Return what of the reserve should be free on a day and is still held; nothing without terms."""
    terms = state.plan.reserve
    if terms is None:
        return Bag()
    due = Bag.of(
        fact.reserve
        for fact in state.reports_of(FundsSettled)
        if fact.reserve is not None and terms.release_on(day_of(state, fact.at)) <= on
    )
    left = {
        code: units - state.left_minor(Account.RESERVE, code) for code, units in due.amounts_minor.items()
    }
    return Bag({code: max(0, units) for code, units in left.items()})


def escrow_due(state: Settlement, on: date) -> Releasable:
    """Decide what of the escrow is free on a day, by the conditions of the plan; nothing without any."""
    protection = state.plan.protection
    if protection is None:
        return _NO_CONDITIONS
    return _decided(state, protection, on)


def _decided(state: Settlement, protection: Protection, on: date) -> Releasable:
    delivered = [day_of(state, fact.at) for fact in state.reports_of(DeliveryConfirmed)]
    opened = {fact.dispute for fact in state.reports_of(DisputeOpened)}
    closed = {fact.dispute for fact in state.reports_of(DisputeClosed)}
    evidence = Evidence(min(delivered, default=None), tuple(sorted(opened - closed)))
    return releasable(protection, _still_held(state), evidence, on=on)


def _still_held(state: Settlement) -> Iterator[Holding]:
    """Go through what is held; what has been released is taken from the earliest holdings."""
    released: dict[str, int] = {}
    for fact in sorted(state.reports_of(EscrowHeld), key=lambda fact: (fact.at, fact.event_id)):
        code, units = fact.amount.currency.code, minor(fact.amount)
        gone = released.setdefault(code, state.left_minor(Account.ESCROW, code))
        taken = min(units, gone)
        released[code] = gone - taken
        if units > taken:
            yield Holding(fact.event_id, from_minor(units - taken, code), day_of(state, fact.at))


def owed_to_provider(state: Settlement) -> Money:
    """Return what the shop owes the provider; nothing if it owes nothing.

    Refunds, chargebacks and fees make debts. A balance further below nothing than they come to is no debt but
    a hole in the reports, such as a payout whose capture nobody has told; until it is closed, nobody knows
    what is owed.
    """
    short = -minor(state.at(Account.PROVIDER_CLEARING))
    taken = sum(minor(state.at(account)) for account in _TAKES)
    return from_minor(short if 0 < short <= taken else 0, state.plan.currency)


def covered_minor(state: Settlement) -> int:
    """Return how much of this order's debts has been netted or acknowledged, in minor units."""
    order, code = state.plan.order_id, state.plan.currency
    netted = [fact.amount for fact in state.reports_of(DebtNetted) if fact.debtor == order]
    acknowledged = [fact.amount for fact in state.reports_of(DebtAcknowledged)]
    return sum(minor(amount) for amount in netted + acknowledged if amount.currency.code == code)
