"""Set debts of orders off against money of others: one provider, one currency, nothing converted.

Example:
    >>> from datetime import UTC, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import ChargedBack, PaymentProcessed, SettlementPlan, fold
    >>> from xbcommerce.payments.settlement import net_debts
    >>> at, fifty = datetime(2026, 10, 30, 9, tzinfo=UTC), Money("50.00", "GBP")
    >>> plans = [SettlementPlan(order, currency="GBP", target="GBP", provider="acme", bank_account="GB-1")
    ...          for order in ("o7", "o8")]
    >>> owes, has = fold(plans[0], [ChargedBack("e1", "o7", at, fifty)]), fold(plans[1], [
    ...     PaymentProcessed("e2", "o8", at, Money("80.00", "GBP"))])
    >>> [(fact.order_id, fact.amount) for fact in net_debts([has, owes], at=at)]
    [('o7', Money('50.00', 'GBP')), ('o8', Money('50.00', 'GBP'))]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import evolve

from xbcommerce.kernel.errors import aware
from xbcommerce.kernel.money import from_minor, minor

from .accounts import Account
from .due import covered_minor, owed_to_provider
from .facts import DebtNetted
from .state import Settlement


def net_debts(states: Iterable[Settlement], *, at: datetime) -> tuple[DebtNetted, ...]:
    """Say which debts can be set off against which money that the same provider holds in the same currency.

    Debts are served in the order of the states, from money in the order of the states. What no money covers
    stays owed. Settlements with conflicts take no part. Where a set-off has been told to one of its orders
    only, because a host broke off between the two, the answer is what the other has yet to be told, and
    nothing new.

    Args:
        states: The orders of a shop, each once.
        at: When it is done.

    Returns:
        Two facts with one event id for each set-off: one for the order that owed, one for the other.

    Raises:
        NaiveDatetimeError: ``at`` has no time zone.
    """
    aware(at, "at")
    sound = [state for state in states if not state.conflicts]
    halves = tuple(_half_told(sound))
    if halves:
        return halves
    held = {state.plan.order_id: _held_minor(state) for state in sound}
    return tuple(fact for debtor in sound for fact in _served(debtor, sound, held, at))


def _half_told(states: Iterable[Settlement]) -> Iterator[DebtNetted]:
    told = {state.plan.order_id: state.reports_of(DebtNetted) for state in states}
    for fact in (fact for facts in told.values() for fact in facts):
        other = fact.creditor if fact.order_id == fact.debtor else fact.debtor
        mirrored = evolve(fact, order_id=other)
        if mirrored not in told.get(other, (mirrored,)):
            yield mirrored


def _held_minor(state: Settlement) -> int:
    return max(0, minor(state.at(Account.PROVIDER_CLEARING)))


def _served(
    debtor: Settlement, others: Iterable[Settlement], held: dict[str, int], at: datetime
) -> Iterator[DebtNetted]:
    plan, owed = debtor.plan, minor(owed_to_provider(debtor))
    covered = covered_minor(debtor)
    for creditor in others:
        theirs = creditor.plan
        units = min(owed, held[theirs.order_id])
        if units and (theirs.provider, theirs.currency) == (plan.provider, plan.currency):
            event = f"net:{plan.order_id}:{theirs.order_id}:{covered}"
            amount = from_minor(units, plan.currency)
            told = DebtNetted(event, plan.order_id, at, amount, plan.order_id, theirs.order_id)
            yield told
            yield evolve(told, order_id=theirs.order_id)
            owed, covered = owed - units, covered + units
            held[theirs.order_id] -= units
