"""The half of an outbox's contract that says what is stored."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.ports import EffectConflictError, NewEffect, NewEvent, VersionConflictError
from xbcommerce.testing.strategies.storage import names, new_effects

from .at_once import THREADS, at_once
from .breaking_off import BreaksOff, BrokenOffError
from .contract import Contract, law
from .names import ALIKE, batches, broken_names
from .outbox_machine import EventsAndEffects

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
PAID = NewEvent("Paid", "{}", AT)
CHARGE = NewEffect("charge-1", "Charge", '{"amount_minor": 1999}', AT)
_LATER = timedelta(hours=1)


def _effects() -> st.SearchStrategy[list[NewEffect]]:
    return st.lists(new_effects(), max_size=4, unique_by=lambda effect: effect.key)


class OutboxRecordingContract(Contract[EventsAndEffects]):
    """Effects are stored with their events, each key once."""

    def test_nothing_is_pending_at_first(self) -> None:
        """A new store has nothing to send."""
        with self.fresh() as outbox:
            assert tuple(outbox.pending()) == ()
            assert tuple(outbox.claim(at=AT, until=AT + _LATER)) == ()

    @law(stream=names(), batch=st.just([]) | batches(), effects=_effects())
    def test_effects_are_stored_with_their_events(
        self, stream: str, batch: list[NewEvent], effects: list[NewEffect]
    ) -> None:
        """Both come back as they were, in order, and the version counts the events alone."""
        with self.fresh() as outbox:
            assert outbox.record(stream, batch, effects, expected_version=0) == len(batch)
            assert [NewEvent(event.kind, event.data, event.at) for event in outbox.read(stream)] == batch
            pending = outbox.pending()
            assert [NewEffect(one.key, one.kind, one.data, one.due_at) for one in pending] == effects
            assert {(one.stream, one.attempts, one.last_error, one.parked) for one in pending} <= {
                (stream, 0, "", False)
            }

    @law(batch=batches(), effects=_effects(), seen=st.integers(0, 6))
    def test_an_outdated_writer_stores_no_effect(
        self, batch: list[NewEvent], effects: list[NewEffect], seen: int
    ) -> None:
        """Naming any version but the present one stores neither events nor effects."""
        with self.fresh() as outbox:
            version = outbox.append("order/A-1", batch, expected_version=0)
            if seen == version:
                return
            with pytest.raises(VersionConflictError) as refused:
                outbox.record("order/A-1", [PAID], effects, expected_version=seen)
            error = refused.value
            assert (error.stream, error.expected, error.actual) == ("order/A-1", seen, version)
            assert len(outbox.read("order/A-1")) == version
            assert tuple(outbox.pending()) == ()

    @law(effect=new_effects(), hours=st.integers(0, 3))
    def test_the_same_effect_is_kept_once(self, effect: NewEffect, hours: int) -> None:
        """A key recorded again with the same content changes nothing, not even when it is due."""
        with self.fresh() as outbox:
            again = evolve(effect, due_at=effect.due_at + hours * _LATER)
            outbox.record("order/A-1", [PAID], [effect, again], expected_version=0)
            before = tuple(outbox.pending())
            assert [one.due_at for one in before] == [effect.due_at]
            assert outbox.record("order/A-1", [PAID], [again], expected_version=1) == 2  # noqa: PLR2004
            assert tuple(outbox.pending()) == before

    @pytest.mark.parametrize(
        ("stream", "other"),
        [
            ("order/A-1", evolve(CHARGE, data='{"amount_minor": 2000}')),
            ("order/A-1", evolve(CHARGE, kind="Refund")),
            ("order/A-2", CHARGE),
        ],
        ids=["data", "kind", "stream"],
    )
    def test_another_effect_under_a_known_key_is_refused(self, stream: str, other: NewEffect) -> None:
        """Other data, another kind or another stream: the key is named, and nothing of the call is stored."""
        with self.fresh() as outbox:
            outbox.record("order/A-1", [], [CHARGE], expected_version=0)
            before = tuple(outbox.pending())
            fresh = evolve(CHARGE, key="charge-2")
            with pytest.raises(EffectConflictError) as refused:
                outbox.record(stream, [PAID], [fresh, other], expected_version=0)
            assert refused.value.key == CHARGE.key
            assert tuple(outbox.pending()) == before
            assert tuple(outbox.read(stream)) == ()

    def test_two_effects_of_one_call_under_one_key_are_refused(self) -> None:
        """One of them would be lost."""
        with self.fresh() as outbox:
            other = evolve(CHARGE, data="{}")
            with pytest.raises(EffectConflictError):
                outbox.record("order/A-1", [PAID], [CHARGE, other], expected_version=0)
            assert tuple(outbox.pending()) == ()
            assert tuple(outbox.read("order/A-1")) == ()

    def test_a_delivered_effect_is_not_asked_for_again(self) -> None:
        """A key is remembered after delivery: the same wish is a replay, another one a conflict."""
        with self.fresh() as outbox:
            outbox.record("order/A-1", [PAID], [CHARGE], expected_version=0)
            outbox.delivered(CHARGE.key, at=AT)
            outbox.record("order/A-1", [PAID], [CHARGE], expected_version=1)
            assert tuple(outbox.pending()) == ()
            with pytest.raises(EffectConflictError):
                outbox.record("order/A-1", [PAID], [evolve(CHARGE, data="{}")], expected_version=2)

    def test_a_record_that_breaks_off_leaves_no_trace(self) -> None:
        """If an effect or event cannot be had, nothing is stored, and the store goes on working."""
        with self.fresh() as outbox:
            with pytest.raises(BrokenOffError):
                outbox.record("order/A-1", [PAID], BreaksOff(CHARGE), expected_version=0)
            with pytest.raises(BrokenOffError):
                outbox.record("order/A-1", BreaksOff(PAID), [CHARGE], expected_version=0)
            assert tuple(outbox.pending()) == ()
            assert tuple(outbox.read("order/A-1")) == ()
            assert outbox.record("order/A-1", [PAID], [CHARGE], expected_version=0) == 1

    def test_keys_that_look_alike_are_told_apart(self) -> None:
        """Case, accents, width and length make another effect."""
        with self.fresh() as outbox:
            effects = [NewEffect(key, "Charge", str(n), AT) for n, key in enumerate(ALIKE)]
            outbox.record("order/A-1", [], effects, expected_version=0)
            for key in ALIKE[1:]:
                outbox.delivered(key, at=AT)
            assert [effect.key for effect in outbox.pending()] == [ALIKE[0]]

    @law(stream=broken_names())
    def test_a_stream_that_not_every_store_keeps_takes_no_effect(self, stream: str) -> None:
        """Empty, too long, with control characters, lone surrogates or outer spaces: nothing is stored."""
        with self.fresh() as outbox:
            with pytest.raises(InvalidValueError):
                outbox.record(stream, [PAID], [CHARGE], expected_version=0)
            assert tuple(outbox.pending()) == ()

    @pytest.mark.parametrize("version", [-1, True, 1.0])
    def test_an_expected_version_that_is_no_count_is_refused(self, version: int) -> None:
        """Negative, truth values and floats are no versions."""
        with self.fresh() as outbox:
            with pytest.raises(InvalidValueError):
                outbox.record("order/A-1", [PAID], [CHARGE], expected_version=version)
            assert tuple(outbox.pending()) == ()

    def test_of_recorders_at_once_one_wins(self) -> None:
        """Threads that all record on a new stream: one is accepted with its effect, the others with none."""
        if not self.shared_by_threads:
            return
        with self.fresh() as outbox:
            effects = [evolve(CHARGE, key=f"charge-{number}") for number in range(THREADS)]
            accepted: list[str] = []

            def write(number: int) -> None:
                with suppress(VersionConflictError):
                    outbox.record("order/A-1", [PAID], [effects[number]], expected_version=0)
                    accepted.append(effects[number].key)

            at_once(write)
            assert len(accepted) == 1
            assert [effect.key for effect in outbox.pending()] == accepted
            assert len(outbox.read("order/A-1")) == 1
