"""What the outside world must do next.

The same state always asks for the same thing, under the same key. While reports contradict one another
nothing moves: the only effect is to have a person look.

Example:
    >>> from datetime import UTC, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import FundsSettled, SettlementPlan, evolve_with, fold, next_effects
    >>> plan = SettlementPlan("o7", currency="GBP", target="CNY", provider="acme", bank_account="CN-1")
    >>> at = datetime(2026, 10, 30, 9, tzinfo=UTC)
    >>> state = fold(plan, [FundsSettled("e3", "o7", at, Money("48.55", "GBP"))])
    >>> (convert,) = next_effects(state, at=at)
    >>> type(convert).__name__, convert.amount, convert.key[:8]
    ('ConvertFunds', Money('48.55', 'GBP'), '...')
    >>> more = evolve_with(state, FundsSettled("e9", "o7", at, Money("10.00", "GBP")))
    >>> next_effects(more, at=at, issued=[convert])[0].amount
    Money('10.00', 'GBP')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from moneyed import Money

from xbcommerce.kernel.errors import aware
from xbcommerce.kernel.money import Bag, from_minor, minor

from .accounts import Account
from .due import covered_minor, day_of, escrow_due, owed_to_provider, reserve_due
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
from .facts import OrderConfirmed, PaymentInitiated, PaymentProcessed
from .state import Settlement


def next_effects(state: Settlement, *, at: datetime, issued: Iterable[Effect] = ()) -> tuple[Effect, ...]:
    """Say what must be done now, for all parts of the money at once.

    Args:
        state: What has been reported.
        at: Now.
        issued: Effects that were handed out and not yet answered by a fact (the host's outbox); what they
            cover is not asked for again, even if more money has come in since. Drop one that failed.

    Raises:
        NaiveDatetimeError: ``at`` has no time zone.
    """
    aware(at, "at")
    open_effects = tuple(issued)
    if state.conflicts:
        effects: Iterable[Effect] = (ReviewConflict(state.plan.order_id, each) for each in state.conflicts)
    else:
        effects = (
            *_payment(state, at),
            *_to_the_balance(state, day_of(state, at), open_effects),
            *_debts(state, open_effects),
            *_to_the_bank(state, open_effects),
        )
    known = {effect.key for effect in open_effects}
    return tuple(effect for effect in effects if effect.key not in known)


def _payment(state: Settlement, at: datetime) -> Iterator[Effect]:
    plan = state.plan
    if not state.reports_of(OrderConfirmed):
        return
    started = {fact.attempt: fact for fact in state.reports_of(PaymentInitiated)}
    paid = {fact.attempt for fact in state.reports_of(PaymentProcessed)}
    failed = {fact.attempt for fact in state.failures}
    silent = started.keys() - paid - failed
    for attempt in sorted(silent):
        if at - started[attempt].at >= plan.answer_within:
            yield QueryPayment(plan.order_id, plan.provider, attempt)
    if not paid and not silent and (not failed or state.may_retry):
        yield InitiatePayment(plan.order_id, plan.provider, state.ordered, max(failed, default=0) + 1)


def _to_the_balance(state: Settlement, on: date, issued: tuple[Effect, ...]) -> Iterator[Effect]:
    order, provider = state.plan.order_id, state.plan.provider
    requests = [e for e in issued if isinstance(e, RequestSettlement)]
    for amount, after in _open(state, Account.PROVIDER_CLEARING, requests):
        yield RequestSettlement(order, provider, amount, after)
    ready = {Account.RESERVE: reserve_due(state, on), Account.ESCROW: escrow_due(state, on).free}
    for place, due in ready.items():
        asked = [e for e in issued if isinstance(e, ReleaseHeld) and e.place is place]
        for amount, after in _open(state, place, asked, due=due):
            yield ReleaseHeld(order, provider, place, amount, after)


def _debts(state: Settlement, issued: tuple[Effect, ...]) -> Iterator[Effect]:
    plan = state.plan
    covered = covered_minor(state)
    asked = [minor(e.after) + minor(e.amount) for e in issued if isinstance(e, CoverDebt)]
    start, end = max([covered, *asked]), covered + minor(owed_to_provider(state))
    if end > start:
        amount, after = (from_minor(units, plan.currency) for units in (end - start, start))
        yield CoverDebt(plan.order_id, plan.provider, amount, after)


def _to_the_bank(state: Settlement, issued: tuple[Effect, ...]) -> Iterator[Effect]:
    plan = state.plan
    order, bank = plan.order_id, plan.bank_account
    moving = [e for e in issued if isinstance(e, ConvertFunds | RemitFunds)]
    for amount, after in _open(state, Account.SELLER_BALANCE, moving):
        if amount.currency.code == plan.target:
            yield RemitFunds(order, amount, bank, after)
        else:
            yield ConvertFunds(order, amount, plan.target, after)
    confirming = [e for e in issued if isinstance(e, ConfirmCredit)]
    for amount, after in _open(state, Account.IN_TRANSIT, confirming):
        yield ConfirmCredit(order, amount, bank, after)


def _open(
    state: Settlement,
    place: Account,
    issued: Iterable[RequestSettlement | ConvertFunds | RemitFunds | ConfirmCredit | ReleaseHeld],
    *,
    due: Bag | None = None,
) -> Iterator[tuple[Money, Money]]:
    """Return what lies at a place and nobody was asked to move: the amount, and what was moved before.

    Money leaves a place as an interval: what has left, then what was asked to leave, then the rest; of the
    rest no more than is ``due``, by default all of it.
    """
    held = state.accounts.get(place, Bag())
    covered: dict[str, int] = {}
    for effect in issued:
        code = effect.amount.currency.code
        covered[code] = max(covered.get(code, 0), minor(effect.after) + minor(effect.amount))
    for code, here in held.amounts_minor.items():
        movable = here if due is None else min(here, due.amounts_minor.get(code, 0))
        left = state.left_minor(place, code)
        start = max(left, covered.get(code, 0))
        if left + movable > start:
            yield from_minor(left + movable - start, code), from_minor(start, code)
