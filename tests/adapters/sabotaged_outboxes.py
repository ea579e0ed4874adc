"""Outboxes with one thing wrong each: effects lost, doubled, sent too early, or never again."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime

from attrs import evolve

from xbcommerce.adapters.memory import MemoryStore
from xbcommerce.kernel.ports import (
    NewEffect,
    NewEvent,
    PendingEffect,
)

Effects = tuple[PendingEffect, ...]


class Recording(MemoryStore):
    """Base of those that go wrong in `record`, whose arguments are passed on."""

    def record(
        self, stream: str, events: Sequence[NewEvent], effects: Sequence[NewEffect], **rest: int
    ) -> int:
        """Record otherwise."""
        return super().record(stream, events, effects, **rest)


class StoresEventsFirst(Recording):
    """Two transactions: the events, then the effects."""

    def record(
        self, stream: str, events: Sequence[NewEvent], effects: Sequence[NewEffect], **rest: int
    ) -> int:
        """Append, then record what is left."""
        version = self.append(stream, events, **rest)
        return super().record(stream, [], effects, expected_version=version)


class StoresEffectsFirst(Recording):
    """Two transactions: the effects, then the events, whatever their version."""

    def record(
        self, stream: str, events: Sequence[NewEvent], effects: Sequence[NewEffect], **rest: int
    ) -> int:
        """Record the effects at any version, then append."""
        super().record(stream, [], effects, expected_version=len(self.read(stream)))
        return self.append(stream, events, **rest)


class DropsKnownKeys(Recording):
    """A known key is skipped without a look at what it asks for."""

    def record(
        self, stream: str, events: Sequence[NewEvent], effects: Sequence[NewEffect], **rest: int
    ) -> int:
        """Record what is new."""
        fresh = {effect.key: effect for effect in reversed(effects) if effect.key not in self._effects}
        return super().record(stream, events, [*reversed(fresh.values())], **rest)


class DefersOnReplay(Recording):
    """The same effect recorded again is due when the second one says."""

    def record(
        self, stream: str, events: Sequence[NewEvent], effects: Sequence[NewEffect], **rest: int
    ) -> int:
        """Record, and move what was there."""
        version = super().record(stream, events, effects, **rest)
        for effect in effects:
            kept = self._effects[effect.key]
            self._effects[effect.key] = evolve(kept, effect=evolve(kept.effect, due_at=effect.due_at))
        return version


class ForgetsWhatIsDelivered(MemoryStore):
    """A delivered effect is deleted, so that a replay sends it again."""

    def delivered(self, key: str, *, at: datetime) -> None:
        """Delete it."""
        super().delivered(key, at=at)
        del self._effects[key]


class ClaimsForEverybody(MemoryStore):
    """Nothing keeps a second driver from the same effects."""

    def claim(self, *, at: datetime, until: datetime, limit: int = 100) -> Effects:
        """Return what is due, and note nothing."""
        before = dict(self._effects)
        claimed = super().claim(at=at, until=until, limit=limit)
        self._effects = before
        return claimed


class NeverFreesAClaim(MemoryStore):
    """A driver that dies takes its effects with it."""

    def claim(self, *, at: datetime, until: datetime, limit: int = 100) -> Effects:
        """Claim until the end of time."""
        return super().claim(at=at, until=until if until <= at else until.replace(year=9000), limit=limit)


class ClaimsNewestFirst(MemoryStore):
    """The latest wish goes out first."""

    def claim(self, *, at: datetime, until: datetime, limit: int = 100) -> Effects:
        """Return the newest first."""
        return super().claim(at=at, until=until, limit=limit)[::-1]


class ClaimsAllItFinds(MemoryStore):
    """The limit is not kept."""

    def claim(self, *, at: datetime, until: datetime, limit: int = 100) -> Effects:
        """Return everything."""
        return super().claim(at=at, until=until, limit=limit and 100)


class CutsDueTimes(Recording):
    """Due times lose their microseconds, as in some databases, and effects go out early."""

    def record(
        self, stream: str, events: Sequence[NewEvent], effects: Sequence[NewEffect], **rest: int
    ) -> int:
        """Record with whole seconds."""
        cut = [evolve(effect, due_at=effect.due_at.replace(microsecond=0)) for effect in effects]
        return super().record(stream, events, cut, **rest)


class LooksThenClaims(MemoryStore):
    """Looking and claiming are two steps, and another thread comes in between."""

    def claim(self, *, at: datetime, until: datetime, limit: int = 100) -> Effects:
        """Look, sleep, claim."""
        before = dict(self._effects)
        claimed = super().claim(at=at, until=until, limit=limit)
        after, self._effects = self._effects, before
        time.sleep(0.02)
        self._effects = {**self._effects, **after}
        return claimed


class FailureKeepsTheClaim(MemoryStore):
    """A failed effect is not tried again before the claim is over."""

    def failed(self, key: str, error: str, *, retry_at: datetime) -> None:
        """Count, and keep the claim."""
        until = self._known(key).until_us
        super().failed(key, error, retry_at=retry_at)
        self._effects[key] = evolve(self._effects[key], until_us=until)


class FailureUnparks(MemoryStore):
    """A late report wakes what was parked."""

    def failed(self, key: str, error: str, *, retry_at: datetime) -> None:
        """Count, and un-park."""
        super().failed(key, error, retry_at=retry_at)
        kept = self._effects[key]
        self._effects[key] = evolve(kept, effect=evolve(kept.effect, parked=False))


class FailureRevives(MemoryStore):
    """A late report makes a delivered effect pending again: it is sent twice."""

    def failed(self, key: str, error: str, *, retry_at: datetime) -> None:
        """Count, whatever it was."""
        self._effects[key] = evolve(self._known(key), delivered=False)
        super().failed(key, error, retry_at=retry_at)


class CutsErrors(MemoryStore):
    """Of an error, only the first line is kept."""

    def park(self, key: str, error: str) -> None:
        """Park with the first line."""
        super().park(key, error.partition("\n")[0])


class RetryKeepsTheCount(MemoryStore):
    """A retried effect is parked again by its first failure."""

    def retry(self, key: str, *, due_at: datetime) -> None:
        """Un-park, and keep the attempts."""
        attempts = self._known(key).effect.attempts
        super().retry(key, due_at=due_at)
        kept = self._effects[key]
        self._effects[key] = evolve(kept, effect=evolve(kept.effect, attempts=attempts))


class SwallowsUnknownKeys(MemoryStore):
    """A report that goes nowhere goes unnoticed."""

    def delivered(self, key: str, *, at: datetime) -> None:
        """Report if possible."""
        if key in self._effects:
            super().delivered(key, at=at)


class HidesWhatIsClaimed(MemoryStore):
    """A host cannot see what is under way."""

    def pending(self, *, parked: bool | None = None) -> Effects:
        """Leave out what is claimed."""
        return tuple(
            effect for effect in super().pending(parked=parked) if self._effects[effect.key].until_us is None
        )
