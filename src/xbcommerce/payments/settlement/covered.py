"""Whether the facts tell already what an effect asked for, whoever told them and on what occasion."""

from __future__ import annotations

from moneyed import Money

from xbcommerce.kernel.money import minor

from .accounts import Account
from .due import covered_minor
from .effects import (
    ConfirmCredit,
    ConvertFunds,
    CoverDebt,
    Effect,
    InitiatePayment,
    QueryPayment,
    ReleaseHeld,
    RemitFunds,
    RequestSettlement,
    ReviewConflict,
)
from .facts import PaymentFailed, PaymentInitiated, PaymentProcessed
from .state import Settlement


def is_covered(state: Settlement, effect: Effect) -> bool:
    """Say whether an effect has nothing left to wait for.

    Money leaves a place as an interval, see `next_effects`: an effect is covered once as much has left as
    had left before it and it asked for.
    """
    match effect:
        case InitiatePayment(attempt=attempt):
            return attempt in _ended(state) | {fact.attempt for fact in state.reports_of(PaymentInitiated)}
        case QueryPayment(attempt=attempt):
            return attempt in _ended(state)
        case RequestSettlement(amount=amount, after=after):
            return _has_left(state, Account.PROVIDER_CLEARING, amount, after)
        case ConvertFunds(amount=amount, after=after) | RemitFunds(amount=amount, after=after):
            return _has_left(state, Account.SELLER_BALANCE, amount, after)
        case ConfirmCredit(amount=amount, after=after):
            return _has_left(state, Account.IN_TRANSIT, amount, after)
        case ReleaseHeld(place=place, amount=amount, after=after):
            return _has_left(state, place, amount, after)
        case CoverDebt(amount=amount, after=after):
            return covered_minor(state) >= minor(after) + minor(amount)
        case ReviewConflict(conflict=conflict):
            return conflict not in state.conflicts


def _ended(state: Settlement) -> set[int]:
    """Return the tries of which it is known what became of them."""
    paid = {fact.attempt for fact in state.reports_of(PaymentProcessed)}
    return paid | {fact.attempt for fact in state.reports_of(PaymentFailed)}


def _has_left(state: Settlement, place: Account, amount: Money, after: Money) -> bool:
    return state.left_minor(place, amount.currency.code) >= minor(after) + minor(amount)
