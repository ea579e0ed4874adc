"""The money of every order sent: effects answered by the world outside, facts kept, until the bank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xbcommerce.payments import (
    Fact,
    FeeSchedule,
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


def carry_money(desk: Desk, order: ShopOrder) -> Iterator[str]:
    """Have done whatever must happen next, and keep what is reported, until the world outside is silent.

    One report is kept at a time, whole, in one transaction; which one comes next follows from what is kept
    alone. So a run that was killed asks again under the same keys, gets the same answers, and ends the same.
    """
    stream, facts = stream_of(order), list(desk.payments.read(stream_of(order)))
    while report := _next_report(desk, order, facts):
        at = max(fact.at for fact in report)
        desk.payments.append(stream, report, at=at, expected_version=len(facts))
        facts += report
        yield stream


def _next_report(desk: Desk, order: ShopOrder, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the next report that says something new: each fact once, and only when its time has come."""
    if not facts:
        return (OrderConfirmed(f"{order.id}-confirmed", order.id, order.at, order.total),)
    if order.buyer.terms is not None:
        return ()  # bought on account: the buyer pays when the invoice is due
    outside = Outside(plan_of(desk, order), order.at, desk.rates, desk.shop.provider)
    state = fold(outside.plan, facts)
    answers = (outside.send(effect).facts for effect in next_effects(state, at=desk.now))
    for report in (*answers, outside.releases(state)):
        fresh = [fact for fact in report if fact.at <= desk.now and fact not in facts]
        if fresh:
            return tuple(dict.fromkeys(fresh))
    return ()
