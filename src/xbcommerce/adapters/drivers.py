"""Drivers: carry out what an outbox holds, in a loop of the host's own, with or without asyncio.

One call claims what is due, hands each effect to the host's ``send``, and reports. A crash at any moment
loses nothing: the claim runs out and the effect is sent again, under the same key. Effects go out in the
order in which they were recorded, but one that failed does not hold up the next.

Example:
    >>> from datetime import UTC, datetime, timedelta
    >>> from xbcommerce.adapters.drivers import RetryPolicy, deliver
    >>> from xbcommerce.adapters.memory import MemoryStore
    >>> from xbcommerce.kernel.ports import NewEffect
    >>> at, outbox = datetime(2026, 3, 1, tzinfo=UTC), MemoryStore()
    >>> wishes = [NewEffect(key, "Charge", "{}", at) for key in ("charge-1", "charge-2")]
    >>> outbox.record("order/A-1", [], wishes, expected_version=0)
    0
    >>> def send(effect):
    ...     if effect.key == "charge-2":
    ...         raise TimeoutError("no answer in 10 s")
    >>> print(deliver(outbox, send, at=at, lease=timedelta(minutes=5), policy=RetryPolicy()))
    1 delivered, 1 to be tried again, 0 parked
    charge-2: TimeoutError: no answer in 10 s; again at 2026-03-01T00:00:30+00:00
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from inspect import isawaitable, iscoroutine
from typing import TypeVar

from attrs import frozen

from xbcommerce.kernel.errors import XbcommerceError, whole
from xbcommerce.kernel.ports import AsyncOutbox, Outbox, PendingEffect

from .retries import (
    Delivered,
    DeliveryReport,
    Failed,
    Outcome,
    Parked,
    RetryPolicy,
    UndeliverableError,
    outcome_of,
)

T = TypeVar("T")

__all__ = [
    "Delivered",
    "DeliveryReport",
    "Failed",
    "InThreads",
    "MisusedSendError",
    "Outcome",
    "Parked",
    "RetryPolicy",
    "UndeliverableError",
    "deliver",
    "deliver_async",
    "outcome_of",
]


class MisusedSendError(XbcommerceError, TypeError):
    """``send`` answered something, so nobody knows whether the effect was carried out; it stays claimed."""

    code = "misused_send"


def deliver(
    outbox: Outbox,
    send: Callable[[PendingEffect], None],
    *,
    at: datetime,
    lease: timedelta,
    policy: RetryPolicy,
    limit: int = 100,
) -> DeliveryReport:
    """Carry out the effects that are due, one after the other; call it again and again.

    Args:
        outbox: Where they are.
        send: Carries one effect out under its key, and returns; raises if it could not, or does not know.
        at: Now.
        lease: How long nobody else gets these effects: longer than sending ``limit`` of them may take.
        policy: When to try again, and when to give up.
        limit: How many at most.

    Raises:
        MisusedSendError: ``send`` returned something; say no by raising.
        StorageError: The store failed; what was not reported is sent again once the lease is over.
    """
    outcomes: list[Outcome] = []
    for effect in outbox.claim(at=at, until=at + lease, limit=limit):
        outcome = _attempt(send, effect, at=at, policy=policy)
        outcomes.append(outcome)
        match outcome:
            case Delivered(key=key):
                outbox.delivered(key, at=at)
            case Failed(key=key, error=text, retry_at=retry_at):
                outbox.failed(key, text, retry_at=retry_at)
            case Parked(key=key, error=text):
                outbox.park(key, text)
    return DeliveryReport(tuple(outcomes))


async def deliver_async(
    outbox: AsyncOutbox,
    send: Callable[[PendingEffect], Awaitable[None]],
    *,
    at: datetime,
    lease: timedelta,
    policy: RetryPolicy,
    limit: int = 100,
    at_once: int = 1,
) -> DeliveryReport:
    """Carry out the effects that are due; `deliver`, awaited.

    Args:
        outbox: Where they are; put a synchronous one into `InThreads`.
        send: As in `deliver`, awaited.
        at: Now.
        lease: As in `deliver`.
        policy: As in `deliver`.
        limit: How many at most.
        at_once: How many may be under way at the same time; by default they go in order.

    Raises:
        MisusedSendError: ``send`` answered something; say no by raising.
        StorageError: The store failed; what was not reported is sent again once the lease is over.
    """
    from asyncio import Semaphore, gather

    room = Semaphore(whole(at_once, "at_once", minimum=1))

    async def carry_out(effect: PendingEffect) -> Outcome:
        async with room:
            outcome = await _attempt_async(send, effect, at=at, policy=policy)
            await _report(outbox, outcome, at)
            return outcome

    claimed = await outbox.claim(at=at, until=at + lease, limit=limit)
    ended = await gather(*map(carry_out, claimed), return_exceptions=True)
    outcomes: list[Outcome] = []
    for outcome in ended:
        if isinstance(outcome, BaseException):
            raise outcome
        outcomes.append(outcome)
    return DeliveryReport(tuple(outcomes))


def _attempt(
    send: Callable[[PendingEffect], object], effect: PendingEffect, *, at: datetime, policy: RetryPolicy
) -> Outcome:
    try:
        answer = send(effect)
    except Exception as error:  # noqa: BLE001 (whatever goes wrong outside is an outcome)
        return outcome_of(effect, error, at=at, policy=policy)
    _refuse_answer(effect, answer)
    return outcome_of(effect, None, at=at, policy=policy)


async def _attempt_async(
    send: Callable[[PendingEffect], object], effect: PendingEffect, *, at: datetime, policy: RetryPolicy
) -> Outcome:
    try:
        answer = send(effect)
        if isawaitable(answer):  # a plain function has done its work already
            answer = await answer
    except Exception as error:  # noqa: BLE001 (whatever goes wrong outside is an outcome)
        return outcome_of(effect, error, at=at, policy=policy)
    _refuse_answer(effect, answer)
    return outcome_of(effect, None, at=at, policy=policy)


async def _report(outbox: AsyncOutbox, outcome: Outcome, at: datetime) -> None:
    match outcome:
        case Delivered(key=key):
            await outbox.delivered(key, at=at)
        case Failed(key=key, error=text, retry_at=retry_at):
            await outbox.failed(key, text, retry_at=retry_at)
        case Parked(key=key, error=text):
            await outbox.park(key, text)


def _refuse_answer(effect: PendingEffect, answer: object) -> None:
    """A gateway's "not sent" that nobody looks at, or a coroutine that nobody awaits, is no delivery."""
    if answer is None:
        return
    way_out = "return nothing once it is carried out, raise otherwise"
    if iscoroutine(answer):
        answer.close()
        way_out = "await it: use deliver_async"
    msg = f"send returned {answer!r} for {effect.key!r}; {way_out}"
    raise MisusedSendError(msg)


@frozen
class InThreads:
    """A synchronous outbox for `deliver_async`: each call waits in a thread, not in the event loop."""

    outbox: Outbox

    async def claim(self, *, at: datetime, until: datetime, limit: int = 100) -> Sequence[PendingEffect]:
        """Take effects to be sent; see `Outbox.claim`."""
        return await _in_thread(lambda: self.outbox.claim(at=at, until=until, limit=limit))

    async def delivered(self, key: str, *, at: datetime) -> None:
        """Report success; see `Outbox.delivered`."""
        await _in_thread(lambda: self.outbox.delivered(key, at=at))

    async def failed(self, key: str, error: str, *, retry_at: datetime) -> None:
        """Report a failure; see `Outbox.failed`."""
        await _in_thread(lambda: self.outbox.failed(key, error, retry_at=retry_at))

    async def park(self, key: str, error: str) -> None:
        """Report a failure for good; see `Outbox.park`."""
        await _in_thread(lambda: self.outbox.park(key, error))


async def _in_thread(call: Callable[[], T]) -> T:
    from asyncio import to_thread

    return await to_thread(call)
