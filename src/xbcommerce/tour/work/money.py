"""The money of every order sent: facts kept together with what they ask for, until the bank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from xbcommerce.adapters.drivers import RetryPolicy, deliver
from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.payments import (
    Effect,
    Fact,
    FeeSchedule,
    NotSent,
    OrderConfirmed,
    Settlement,
    SettlementPlan,
    fold,
    next_effects,
)
from xbcommerce.tour.shop import ShopOrder

from .desk import Desk
from .outside import Outside

PROVIDER, BANK_ACCOUNT = "demo-pay", "CN-6222-0001"
ASK_AGAIN = RetryPolicy(
    attempts_max=400, first_wait=timedelta(days=1), factor=1, longest_wait=timedelta(days=1)
)
"""What is not done yet is asked for again the next day, for longer than any reserve is held back."""
_LEASE = timedelta(minutes=5)
_AT_ONCE = 20


class NotYetError(XbcommerceError, RuntimeError):
    """The world outside has not done it yet."""

    code = "tour.not_yet"


def stream_of(order: ShopOrder) -> str:
    """Name the stream of an order's money."""
    return f"payment/{order.id}"


def plan_of(desk: Desk, order: ShopOrder) -> SettlementPlan:
    """Say what is meant to happen to the money of an order."""
    currency = order.total.currency.code
    fee = desk.shop.provider.fee(order.method, currency)
    schedule = None if fee is None else FeeSchedule(percent=fee.percent, fixed=fee.fixed)
    return SettlementPlan(
        order.id,
        currency=currency,
        target=desk.shop.currency,
        provider=PROVIDER,
        bank_account=BANK_ACCOUNT,
        schedule=schedule,
    )


def settlement_of(desk: Desk, order: ShopOrder) -> Settlement:
    """Tell where an order's money is, from the facts that were kept."""
    return fold(plan_of(desk, order), desk.payments.read(stream_of(order)))


def carry_money(desk: Desk, orders: Iterable[ShopOrder]) -> Iterator[str]:
    """Have done whatever must happen to the money of orders, until the world outside is silent.

    What is reported is kept in one transaction with what it asks for, and what is asked for stays in the
    outbox until its answer is kept. So a run that was killed asks again under the same keys, gets the same
    answers, and ends the same.
    """
    _free_claims(desk)
    paid = tuple(orders)
    for order in paid:
        if _keep(desk, order, (OrderConfirmed(f"{order.id}-confirmed", order.id, order.at, order.total),)):
            yield stream_of(order)
    yield from _deliver(desk)
    for order in paid:
        released = _outside(desk, order).releases(settlement_of(desk, order))
        if released and _keep(desk, order, released):
            yield stream_of(order)
    yield from _deliver(desk)


def _free_claims(desk: Desk) -> None:
    """Let go what a killed run had claimed: the shop's clock stands still, so no lease ever ends."""
    for effect in desk.store.pending(parked=False):
        if effect.due_at <= desk.now:
            desk.store.retry(effect.key, due_at=effect.due_at)


def _deliver(desk: Desk) -> Iterator[str]:
    """Have done what is due until nothing is; names the streams in which answers were kept."""
    kept: list[str] = []

    def carry_out(effect: Effect) -> None:
        order = desk.shop.order(effect.order_id)
        match _outside(desk, order).send(effect):
            case NotSent(reason=reason):
                raise NotYetError(reason)
            case answered:
                _keep(desk, order, answered.facts)
                kept.append(stream_of(order))

    send = desk.money.sender(carry_out)
    while deliver(desk.store, send, at=desk.now, lease=_LEASE, policy=ASK_AGAIN, limit=_AT_ONCE).outcomes:
        yield from kept
        kept.clear()


def _outside(desk: Desk, order: ShopOrder) -> Outside:
    return Outside(plan_of(desk, order), order.at, desk.rates, desk.shop.provider, desk.now)


def _keep(desk: Desk, order: ShopOrder, reported: Sequence[Fact]) -> bool:
    """Store what is new, and with it what must be done next; say whether there was anything."""
    stream = stream_of(order)
    known = desk.payments.read(stream)
    fresh = [fact for fact in dict.fromkeys(reported) if fact not in known and fact.at <= desk.now]
    state = fold(plan_of(desk, order), [*known, *fresh])
    wishes = _wishes(desk, order, state)
    if not fresh and not wishes:
        return False
    at = max((fact.at for fact in fresh), default=desk.now)
    desk.money.record(stream, fresh, wishes, at=at, expected_version=len(known))
    return True


def _wishes(desk: Desk, order: ShopOrder, state: Settlement) -> tuple[Effect, ...]:
    if order.buyer.terms is not None:
        return ()  # bought on account: the buyer pays when the invoice is due
    return next_effects(state, at=desk.now, issued=desk.money.issued(stream_of(order)))
