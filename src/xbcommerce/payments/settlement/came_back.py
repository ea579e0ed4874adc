"""Transfers that the bank rejected, as facts: the money is in the balance again and is sent anew by itself.

Example:
    >>> from datetime import UTC, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.frozen import FrozenMap
    >>> from xbcommerce.payments import (
    ...     FundsRemitted, FundsSettled, SettlementPlan, evolve_with, fold, next_effects)
    >>> from xbcommerce.payments.payout_files import Fate, PayoutFate, PayoutFates
    >>> from xbcommerce.payments.settlement import came_back
    >>> plan = SettlementPlan("o7", currency="GBP", target="GBP", provider="acme", bank_account="GB-1")
    >>> at, due = datetime(2026, 10, 30, 9, tzinfo=UTC), Money("48.55", "GBP")
    >>> state = fold(plan, [FundsSettled("e3", "o7", at, due), FundsRemitted("e4", "o7", at, due, "PO-1")])
    >>> rejected = PayoutFates(FrozenMap({"PO-1": PayoutFate(Fate.REJECTED, ("RJCT",))}))
    >>> back = came_back(state, [rejected], at=at)
    >>> [type(effect).__name__ for effect in next_effects(evolve_with(state, *back), at=at)]
    ['RemitFunds']
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from xbcommerce.kernel.errors import aware
from xbcommerce.payments.payout_files.fates import PayoutFates, rejected_ids

from .exits import RemittanceReturned
from .facts import FundsRemitted
from .state import Settlement


def came_back(
    state: Settlement, fates: Iterable[PayoutFates], *, at: datetime
) -> tuple[RemittanceReturned, ...]:
    """Tell the settlement which of its transfers the bank has rejected.

    A transfer is known by its reference, so use each for one transfer only. One that is both settled and
    rejected is a question for the bank, and one that the settlement knows to have come back is told no more.

    Args:
        state: What has been reported.
        fates: What the bank has said of files.
        at: When it said so.

    Raises:
        NaiveDatetimeError: ``at`` has no time zone.
    """
    aware(at, "at")
    known = {fact.reference for fact in state.reports_of(RemittanceReturned)}
    gone = rejected_ids(fates) - known
    order = state.plan.order_id
    return tuple(
        RemittanceReturned(f"returned-{sent.event_id}", order, at, sent.due, sent.reference)
        for sent in state.reports_of(FundsRemitted)
        if sent.reference in gone
    )
