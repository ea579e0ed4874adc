"""What the outside world must do next, as values with a key that makes a repetition harmless.

The key is derived from what the effect asks for, including how much had been asked for before. So the same
state always asks for the same thing under the same key, and the next equal amount is a different one. While
reports contradict one another nothing moves: the only effect is to have a person look.

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
from datetime import datetime
from hashlib import sha256

from attrs import fields, frozen
from moneyed import Money

from xbcommerce.kernel.errors import aware
from xbcommerce.kernel.money import Bag, from_minor, minor, plain
from xbcommerce.kernel.unmet import Unmet

from .accounts import Account
from .facts import OrderConfirmed, PaymentInitiated, PaymentProcessed
from .state import Settlement


@frozen
class _Effect:
    order_id: str

    @property
    def key(self) -> str:
        """The idempotency key: 32 hexadecimal digits that depend on the content alone."""
        figures = (getattr(self, attribute.name) for attribute in fields(type(self)))
        texts = (plain(figure) if isinstance(figure, Money) else str(figure) for figure in figures)
        content = "\x1f".join((type(self).__name__, *texts))
        return sha256(content.encode()).hexdigest()[:32]


@frozen
class InitiatePayment(_Effect):
    """Ask the provider to take the money.

    Attributes:
        provider: Whom to ask.
        amount: How much.
        attempt: 1 for the first try; a new try only follows a failure that is certain.
    """

    provider: str
    amount: Money
    attempt: int


@frozen
class QueryPayment(_Effect):
    """Ask the provider what became of a try it has been silent about; never pay again instead."""

    provider: str
    attempt: int


@frozen
class RequestSettlement(_Effect):
    """Ask the provider to move captured money to the balance; many do it by themselves.

    Attributes:
        provider: Whom to ask.
        amount: What it still holds.
        after: What had been asked for or had arrived before.
    """

    provider: str
    amount: Money
    after: Money


@frozen
class ConvertFunds(_Effect):
    """Exchange money of the balance.

    Attributes:
        amount: What to give.
        target: The currency to receive.
        after: What had been exchanged, or asked to be, before.
    """

    amount: Money
    target: str
    after: Money


@frozen
class RemitFunds(_Effect):
    """Send money of the balance to the bank.

    Attributes:
        amount: How much.
        bank_account: Where to.
        after: What had been sent, or asked to be, before.
    """

    amount: Money
    bank_account: str
    after: Money


@frozen
class ConfirmCredit(_Effect):
    """Look for money on the bank's statement.

    Attributes:
        amount: What should stand there.
        bank_account: Whose statement.
        after: What had been seen, or asked for, before.
    """

    amount: Money
    bank_account: str
    after: Money


@frozen
class ReviewConflict(_Effect):
    """Have a person decide which report is true."""

    conflict: Unmet


Effect = (
    InitiatePayment
    | QueryPayment
    | RequestSettlement
    | ConvertFunds
    | RemitFunds
    | ConfirmCredit
    | ReviewConflict
)
"""Everything a settlement ever asks of the outside world."""


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
        effects = (*_payment(state, at), *_transfers(state, open_effects))
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


def _transfers(state: Settlement, issued: tuple[Effect, ...]) -> Iterator[Effect]:
    plan = state.plan
    order, bank = plan.order_id, plan.bank_account
    for amount, after in _open(
        state, Account.PROVIDER_CLEARING, [e for e in issued if isinstance(e, RequestSettlement)]
    ):
        yield RequestSettlement(order, plan.provider, amount, after)
    converting = [e for e in issued if isinstance(e, ConvertFunds)]
    remitting = [e for e in issued if isinstance(e, RemitFunds)]
    for amount, after in _open(state, Account.SELLER_BALANCE, [*converting, *remitting]):
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
    issued: Iterable[RequestSettlement | ConvertFunds | RemitFunds | ConfirmCredit],
) -> Iterator[tuple[Money, Money]]:
    """Return what lies at a place and nobody was asked to move: the amount, and what was moved before.

    Money leaves a place as an interval: what has left, then what was asked to leave, then the rest.
    """
    held = state.accounts.get(place, Bag())
    covered: dict[str, int] = {}
    for effect in issued:
        code = effect.amount.currency.code
        covered[code] = max(covered.get(code, 0), minor(effect.after) + minor(effect.amount))
    for code, here in held.amounts_minor.items():
        left = state.left_minor(place, code)
        start = max(left, covered.get(code, 0))
        if left + here > start:
            yield from_minor(left + here - start, code), from_minor(start, code)
