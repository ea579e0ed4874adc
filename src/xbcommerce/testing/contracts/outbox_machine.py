"""The simplest model of an outbox, and any course of recording, claiming and reporting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest
from attrs import define
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from xbcommerce.kernel.ports import (
    EffectConflictError,
    EventLog,
    NewEffect,
    NewEvent,
    Outbox,
    UnknownEffectError,
    VersionConflictError,
)

from .machine import StoreMachine

START = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
_MINUTES = st.integers(1, 4).map(lambda minutes: minutes * MINUTE)
_KEYS = st.sampled_from(["k1", "k2", "k3"])
_EFFECTS = st.lists(
    st.builds(
        NewEffect,
        _KEYS,
        st.just("Charge"),
        st.sampled_from(["1", "1", "1", "2"]),
        st.integers(0, 3).map(lambda minutes: START + minutes * MINUTE),
    ),
    max_size=3,
)


class EventsAndEffects(EventLog, Outbox, Protocol):
    """An event log with an outbox, on one database."""


@define
class ModelEffect:
    """What an outbox must know of an effect."""

    stream: str
    new: NewEffect
    due_at: datetime
    attempts: int = 0
    last_error: str = ""
    parked: bool = False
    delivered: bool = False
    until: datetime = START

    def failed(self, error: str) -> None:
        """Count an attempt."""
        self.attempts += 1
        self.last_error, self.until = error, START


class OutboxMachine(StoreMachine[EventsAndEffects]):
    """Three keys on two streams, while time passes."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.versions = {"a": 0, "b": 0}
        self.model: dict[str, ModelEffect] = {}
        self.positions: dict[str, int] = {}

    @initialize(keys=st.lists(_KEYS, min_size=1, max_size=3, unique=True))
    def begin(self, keys: list[str]) -> None:
        """Have something to send from the start."""
        effects = [NewEffect(key, "Charge", "1", START) for key in keys]
        self.store.record("a", [], effects, expected_version=0)
        self.model = {effect.key: ModelEffect("a", effect, START) for effect in effects}

    @rule(minutes=_MINUTES)
    def time_passes(self, minutes: timedelta) -> None:
        """Move on."""
        self.now += minutes

    @rule(
        stream=st.sampled_from("ab"),
        events=st.integers(0, 2),
        effects=_EFFECTS,
        off=st.sampled_from([0, 0, 0, -1, 1]),
    )
    def record(self, stream: str, events: int, effects: list[NewEffect], off: int) -> None:
        """Record at the right version or another, keys known or new, with one content or two."""
        version, batch = self.versions[stream], [NewEvent("Paid", "{}", self.now)] * events
        expected = max(0, version + off)
        after = dict(self.model)
        for effect in effects:
            after.setdefault(effect.key, ModelEffect(stream, effect, effect.due_at))
        clash = any(
            (after[effect.key].stream, after[effect.key].new.data) != (stream, effect.data)
            for effect in effects
        )
        if expected != version or clash:
            with pytest.raises(VersionConflictError if expected != version else EffectConflictError):
                self.store.record(stream, batch, effects, expected_version=expected)
            return
        assert self.store.record(stream, batch, effects, expected_version=expected) == version + events
        self.model, self.versions[stream] = after, version + events

    @rule(minutes=_MINUTES, limit=st.integers(1, 3))
    def claim(self, minutes: timedelta, limit: int) -> None:
        """Claim what is due and free: exactly that, in the order of recording."""
        until = self.now + minutes
        free = [
            key
            for key, effect in self.model.items()
            if not effect.delivered
            and not effect.parked
            and effect.due_at <= self.now
            and effect.until <= self.now
        ][:limit]
        claimed = self.store.claim(at=self.now, until=until, limit=limit)
        assert [effect.key for effect in claimed] == free
        assert [effect.attempts for effect in claimed] == [self.model[key].attempts for key in free]
        for key in free:
            self.model[key].until = until

    @rule(key=_KEYS)
    def delivered(self, key: str) -> None:
        """Report success, perhaps late, perhaps again."""
        if self._known(key, lambda: self.store.delivered(key, at=self.now)):
            self.model[key].delivered = True

    @rule(key=_KEYS, error=st.sampled_from(["timeout", "拒绝"]), minutes=_MINUTES)
    def failed(self, key: str, error: str, minutes: timedelta) -> None:
        """Report a failure, perhaps late."""
        retry_at = self.now + minutes
        if self._known(key, lambda: self.store.failed(key, error, retry_at=retry_at)):
            self.model[key].failed(error)
            self.model[key].due_at = retry_at

    @rule(key=_KEYS, error=st.sampled_from(["no such account", ""]))
    def park(self, key: str, error: str) -> None:
        """Give up, perhaps late."""
        if self._known(key, lambda: self.store.park(key, error)):
            self.model[key].failed(error)
            self.model[key].parked = True

    @rule(key=_KEYS, minutes=_MINUTES)
    def retry(self, key: str, minutes: timedelta) -> None:
        """Start anew, parked or not."""
        due_at = self.now + minutes
        if self._known(key, lambda: self.store.retry(key, due_at=due_at)):
            effect = self.model[key]
            effect.due_at, effect.attempts, effect.parked, effect.until = due_at, 0, False, START

    def _known(self, key: str, report: Callable[[], None]) -> bool:
        """Make a report; say whether it must have changed anything."""
        if key not in self.model:
            with pytest.raises(UnknownEffectError):
                report()
            return False
        report()
        return not self.model[key].delivered

    @invariant()
    def pending_is_the_models(self) -> None:
        """What is pending, parked or not, is what the model says, in the order of recording."""
        pending = self.store.pending()
        assert [
            (one.key, one.stream, one.kind, one.data, one.due_at, one.attempts, one.last_error, one.parked)
            for one in pending
        ] == [
            (key, e.stream, e.new.kind, e.new.data, e.due_at, e.attempts, e.last_error, e.parked)
            for key, e in self.model.items()
            if not e.delivered
        ]
        for parked in (True, False):
            some = [effect.key for effect in self.store.pending(parked=parked)]
            assert some == [effect.key for effect in pending if effect.parked is parked]

    @invariant()
    def positions_stay(self) -> None:
        """Positions rise in the order of recording and never change."""
        now = {effect.key: effect.position for effect in self.store.pending()}
        assert list(now.values()) == sorted(set(now.values()))
        assert all(self.positions.setdefault(key, position) == position for key, position in now.items())

    @invariant()
    def events_are_the_models(self) -> None:
        """Each stream has as many events as were accepted."""
        assert {stream: len(self.store.read(stream)) for stream in self.versions} == self.versions
