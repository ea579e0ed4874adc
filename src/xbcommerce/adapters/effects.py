"""What every outbox checks, and how its database has an effect, in one place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError, aware, whole
from xbcommerce.kernel.ports import EffectConflictError, NewEffect, PendingEffect, utc

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

COLUMNS = ("key", "stream", "kind", "data", "due_us", "attempts", "last_error", "position", "parked")
"""What a database tells of an effect, in the order of `pending_effect`."""


@frozen
class Claim:
    """What `Outbox.claim` was asked for, checked; instants in microseconds since 1970, see `microseconds`."""

    at_us: int
    until_us: int
    limit: int

    @classmethod
    def of(cls, at: datetime, until: datetime, limit: int) -> Claim:
        """Check the arguments of `Outbox.claim`.

        Raises:
            InvalidValueError: ``until`` is not after ``at``, or ``limit`` is below 1.
            NaiveDatetimeError: An instant has no time zone.
        """
        if aware(until, "until") <= aware(at, "at"):
            msg = f"until={until.isoformat()} is not after at={at.isoformat()}; a claim needs time to send"
            raise InvalidValueError(msg)
        return cls(microseconds(at), microseconds(until), whole(limit, "limit", minimum=1))


def distinct(effects: Sequence[NewEffect]) -> tuple[NewEffect, ...]:
    """Return effects without repetitions, in order.

    Raises:
        EffectConflictError: Two have one key and another kind or other data.
    """
    by_key: dict[str, NewEffect] = {}
    for effect in effects:
        first = by_key.setdefault(effect.key, effect)
        if (first.kind, first.data) != (effect.kind, effect.data):
            raise EffectConflictError(effect.key)
    return tuple(by_key.values())


def is_known(stream: str, effect: NewEffect, found: tuple[str, str, str] | None) -> bool:
    """Tell whether an effect is recorded already.

    Args:
        stream: The stream of the events that ask for it.
        effect: The effect.
        found: The stream, kind and data that its key stands for; None if it stands for nothing.

    Raises:
        EffectConflictError: The key stands for another effect.
    """
    if found not in (None, (stream, effect.kind, effect.data)):
        raise EffectConflictError(effect.key)
    return found is not None


def pending_effect(row: Sequence[Any]) -> PendingEffect:
    """Make an effect of its `COLUMNS`."""
    key, stream, kind, data, due_us, attempts, last_error, position, parked = row
    return PendingEffect(
        key, stream, kind, data, instant(due_us), attempts, last_error, position, parked=bool(parked)
    )


def microseconds(at: datetime) -> int:
    """Return an instant as microseconds since 1970, exactly: whole numbers sort and compare everywhere.

    Example:
        >>> from datetime import UTC, datetime
        >>> from xbcommerce.adapters.effects import instant, microseconds
        >>> microseconds(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC))
        1000000
        >>> instant(1_000_000)
        datetime.datetime(1970, 1, 1, 0, 0, 1, tzinfo=datetime.timezone.utc)
    """
    return (utc(at) - _EPOCH) // _MICROSECOND


def instant(microseconds_since_1970: int) -> datetime:
    """Return the instant of `microseconds`, in UTC."""
    return _EPOCH + microseconds_since_1970 * _MICROSECOND
