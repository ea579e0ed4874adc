"""Drive the settlement of an order through a payment gateway, with or without asyncio.

One call asks all that can be asked now and returns; keep the `Progress` it returns, and call again when facts
have come in or time has passed. Where a crash must not lose an answer, keep every step with ``keep``.

Example:
    >>> from datetime import UTC, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.adapters.payments import drive
    >>> from xbcommerce.payments import (
    ...     Answered, InitiatePayment, NotSent, OrderConfirmed, PaymentProcessed, Progress,
    ...     SettlementPlan, fold)
    >>> at, price = datetime(2026, 10, 30, 9, tzinfo=UTC), Money("50.00", "GBP")
    >>> plan = SettlementPlan("o7", currency="GBP", target="GBP", provider="acme", bank_account="GB-1")
    >>> class Gateway:
    ...     def send(self, effect):
    ...         if isinstance(effect, InitiatePayment):
    ...             return Answered((PaymentProcessed("e2", "o7", at, price),))
    ...         return NotSent("closed for today")
    ...     def query(self, key):
    ...         return NotSent("never heard of it")
    >>> progress = drive(Progress(fold(plan, [OrderConfirmed("e1", "o7", at, price)])), Gateway(), at=at)
    >>> print(progress.state)
    Order o7: paid, the provider holds the money
    Captured from the buyer: GBP 50.00 of GBP 50.00
    The provider still holds GBP 50.00
    The provider has not reported its fee yet
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from xbcommerce.payments import AsyncPaymentGateway, PaymentGateway, Progress, asks, take
from xbcommerce.payments.settlement import Ask

__all__ = ["drive", "drive_async"]


def _forget(_progress: Progress) -> None:
    """Keep nothing on the way: the caller keeps what is returned."""


def drive(
    progress: Progress,
    gateway: PaymentGateway,
    *,
    at: datetime,
    keep: Callable[[Progress], None] = _forget,
    asks_max: int = 1_000,
) -> Progress:
    """Ask the gateway, one thing after the other, until it has nothing new to say.

    What to ask next depends on what is known alone, so that a process that broke off goes the same way.

    Args:
        progress: How far the settlement is.
        gateway: Whom to ask.
        at: Now.
        keep: Called after every answer with what is to be stored.
        asks_max: How often at most; money that moves in circles stops here.
    """
    in_vain: set[Ask] = set()
    for _ in range(asks_max):
        ask = _next(progress, at, in_vain)
        if ask is None:
            break
        effect, known = ask.effect, progress.state
        progress = take(progress, ask, gateway.query(effect.key) if ask.again else gateway.send(effect))
        keep(progress)
        if progress.state == known:
            in_vain.add(ask)
    return progress


async def drive_async(
    progress: Progress,
    gateway: AsyncPaymentGateway,
    *,
    at: datetime,
    keep: Callable[[Progress], None] = _forget,
    asks_max: int = 1_000,
) -> Progress:
    """Ask the gateway until it has nothing new to say; `drive`, awaited."""
    in_vain: set[Ask] = set()
    for _ in range(asks_max):
        ask = _next(progress, at, in_vain)
        if ask is None:
            break
        effect, known = ask.effect, progress.state
        answer = await (gateway.query(effect.key) if ask.again else gateway.send(effect))
        progress = take(progress, ask, answer)
        keep(progress)
        if progress.state == known:
            in_vain.add(ask)
    return progress


def _next(progress: Progress, at: datetime, in_vain: Collection[Ask]) -> Ask | None:
    return next((ask for ask in asks(progress, at=at) if ask not in in_vain), None)
