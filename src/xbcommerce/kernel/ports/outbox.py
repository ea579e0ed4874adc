"""What the outside world must do, kept with the events that ask for it until it is done.

An effect is stored in the transaction of its events, so neither is ever there without the other. A driver
claims what is due, sends it, and reports. An effect may be sent twice (the driver died before its report),
never not at all: its key makes the second time harmless.

    recorded -> claimed -> delivered              final; the key is remembered for ever
                   |-> failed   due again later
                   |-> parked   poison: waits for a person, until `retry`
                   '-> lease over: due again
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from attrs import field, frozen

from xbcommerce.kernel.errors import count_field, positive_field

from .events import NewEvent
from .names import name_field, text_field, utc


@frozen
class NewEffect:
    """Something the outside world must do, before it is stored.

    Attributes:
        key: The idempotency key: the same wish has the same key, another wish another one.
        kind: The name of its class, for the driver to find the right one.
        data: What to do, as JSON text.
        due_at: Not to be sent before; kept in UTC.
    """

    key: str = field(validator=name_field)
    kind: str = field(validator=name_field)
    data: str = field(validator=text_field)
    due_at: datetime = field(converter=utc)


@frozen
class PendingEffect:
    """An effect that nobody has reported as delivered.

    Attributes:
        key: As recorded.
        stream: The stream of the events that ask for it.
        kind: As recorded.
        data: As recorded.
        due_at: When it may be sent, or sent again.
        attempts: How often it has failed since it was recorded, or since `Outbox.retry`.
        last_error: What went wrong the last time; empty if nothing has.
        position: Its place among all effects: later ones have higher positions; gaps may occur.
        parked: Whether it waits for a person.
    """

    key: str = field(validator=name_field)
    stream: str = field(validator=name_field)
    kind: str = field(validator=name_field)
    data: str = field(validator=text_field)
    due_at: datetime = field(converter=utc)
    attempts: int = field(validator=count_field)
    last_error: str = field(validator=text_field)
    position: int = field(validator=positive_field)
    parked: bool = False


class Outbox(Protocol):
    """Effects, stored with their events and delivered at least once. The contract is `OutboxContract`."""

    def record(
        self,
        stream: str,
        events: Sequence[NewEvent],
        effects: Sequence[NewEffect],
        *,
        expected_version: int,
    ) -> int:
        """Store all of the events and effects, or nothing.

        An effect whose key is known is kept once if stream, kind and data are the same, whatever has become
        of it since; its first ``due_at`` counts.

        Args:
            stream: As in `EventLog.append`.
            events: As in `EventLog.append`; may be none.
            effects: What the events ask for, in the order in which to send it; may be none.
            expected_version: As in `EventLog.append`.

        Returns:
            The version of the stream now.

        Raises:
            VersionConflictError: The stream is at another version; nothing was stored.
            EffectConflictError: A key is known with another stream, kind or data, or stands twice among
                ``effects`` with different ones; nothing was stored. The version is checked first.
            StorageError: The store could not; nothing was stored.
        """
        ...

    def claim(self, *, at: datetime, until: datetime, limit: int = 100) -> Sequence[PendingEffect]:
        """Take effects to be sent, in the order of their positions; nobody else gets them before ``until``.

        Taken are those that are due (``due_at <= at``), not delivered, not parked, and not claimed by
        somebody whose time is not over yet (``until > at``).

        Args:
            at: Now.
            until: When the claim ends by itself, should the claimer die; after ``at``.
            limit: How many at most.

        Raises:
            InvalidValueError: ``until`` is not after ``at``, or ``limit`` is below 1.
            NaiveDatetimeError: An instant has no time zone.
        """
        ...

    def delivered(self, key: str, *, at: datetime) -> None:
        """Report that an effect was carried out at ``at``: final, whoever claims or parked it.

        Raises:
            UnknownEffectError: No effect has that key.
        """
        ...

    def failed(self, key: str, error: str, *, retry_at: datetime) -> None:
        """Report that an attempt failed: counts it, keeps the error, ends the claim; due at ``retry_at``.

        A parked effect stays parked. Of a delivered one, a late report changes nothing.

        Raises:
            UnknownEffectError: No effect has that key.
            InvalidValueError: ``error`` is no text that every store keeps; see `keepable`.
        """
        ...

    def park(self, key: str, error: str) -> None:
        """Report that an attempt failed for good: as `failed`, but never claimed again until `retry`.

        Of a delivered effect, a late report changes nothing.

        Raises:
            UnknownEffectError: No effect has that key.
            InvalidValueError: ``error`` is no text that every store keeps; see `keepable`.
        """
        ...

    def retry(self, key: str, *, due_at: datetime) -> None:
        """Start anew: not parked, nobody's claim, no attempts; due at ``due_at``. The last error stays.

        A delivered effect stays delivered.

        Raises:
            UnknownEffectError: No effect has that key.
        """
        ...

    def pending(self, *, parked: bool | None = None) -> Sequence[PendingEffect]:
        """Return every effect that is not delivered, claimed or not, in the order of their positions.

        Args:
            parked: True for the parked ones only, False for the others only.
        """
        ...


class AsyncOutbox(Protocol):
    """What an asynchronous driver needs of an outbox: the methods of `Outbox`, awaited."""

    async def claim(self, *, at: datetime, until: datetime, limit: int = 100) -> Sequence[PendingEffect]:
        """Take effects to be sent; see `Outbox.claim`."""
        ...

    async def delivered(self, key: str, *, at: datetime) -> None:
        """Report success; see `Outbox.delivered`."""
        ...

    async def failed(self, key: str, error: str, *, retry_at: datetime) -> None:
        """Report a failure; see `Outbox.failed`."""
        ...

    async def park(self, key: str, error: str) -> None:
        """Report a failure for good; see `Outbox.park`."""
        ...
