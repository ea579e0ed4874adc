"""The money of every order sent: effects answered by the world outside, facts kept, until the bank."""

from __future__ import annotations

from collections.abc import Iterator

from xbcommerce.payments import (
    Effect,
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
    """Ask the world outside for whatever must happen next, and keep what it reports, until it is silent.

    A fact is kept once, in whatever order and however often it comes, and only when its time has come:
    what happens after the shop's day is not known yet. Killed anywhere, the next run asks again under the
    same keys and gets the same answers.
    """
    outside = Outside(plan_of(desk, order), order.at, desk.rates, desk.shop.provider)
    stream, facts = stream_of(order), list(desk.payments.read(stream_of(order)))
    for fact in _until_silent(desk, outside, facts, order):
        desk.payments.append(stream, [fact], at=fact.at, expected_version=len(facts))
        facts.append(fact)
        yield stream


def _until_silent(desk: Desk, outside: Outside, facts: list[Fact], order: ShopOrder) -> Iterator[Fact]:
    if not facts:
        yield OrderConfirmed(f"{order.id}-confirmed", order.id, order.at, order.total)
    asked: list[Effect] = []
    while True:
        state = fold(outside.plan, facts)
        effects = next_effects(state, at=desk.now, issued=asked)
        reported = [fact for effect in effects for fact in outside.send(effect).facts]
        reported += outside.releases(state)
        asked += effects
        fresh = [fact for fact in reported if fact.at <= desk.now and fact not in facts]
        if not fresh and not effects:
            return
        for fact in fresh:
            if fact not in facts:
                yield fact
