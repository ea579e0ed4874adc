"""The contract of an outbox."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError, NaiveDatetimeError
from xbcommerce.kernel.ports import NewEffect, PendingEffect, UnknownEffectError
from xbcommerce.testing.strategies.storage import store_instants, texts

from .at_once import THREADS, at_once
from .contract import law
from .machine import play
from .names import broken_texts, unheard_of
from .outbox_machine import OutboxMachine
from .outbox_recording import AT, CHARGE, PAID, OutboxRecordingContract

_MINUTE = timedelta(minutes=1)


def _due_now(number: int) -> list[NewEffect]:
    return [NewEffect(f"charge-{n}", "Charge", "{}", AT) for n in range(1, number + 1)]


def _keys(effects: Sequence[PendingEffect]) -> list[str]:
    return [effect.key for effect in effects]


class OutboxContract(OutboxRecordingContract):
    """Subclass it, return your store (event log and outbox) from ``make_store``, and run pytest."""

    @law(due_at=store_instants(), early=st.integers(1, 3_000_000))
    def test_an_effect_is_claimed_once_it_is_due(self, due_at: datetime, early: int) -> None:
        """Not a microsecond before, and at that very instant."""
        with self.fresh() as outbox:
            outbox.record("s", [], [NewEffect("k", "Charge", "{}", due_at)], expected_version=0)
            before = due_at - timedelta(microseconds=early)
            assert tuple(outbox.claim(at=before, until=due_at + _MINUTE)) == ()
            assert _keys(outbox.claim(at=due_at, until=due_at + _MINUTE)) == ["k"]

    @law(number=st.integers(1, 6), limit=st.integers(1, 6))
    def test_claims_go_in_order_up_to_a_limit(self, number: int, limit: int) -> None:
        """The first recorded go first; the next claim takes the next ones; what is claimed is pending."""
        with self.fresh() as outbox:
            effects = _due_now(number)
            outbox.record("s", [PAID], effects, expected_version=0)
            keys = [effect.key for effect in effects]
            pending = tuple(outbox.pending())
            assert tuple(outbox.claim(at=AT, until=AT + _MINUTE, limit=limit)) == pending[:limit]
            assert _keys(outbox.claim(at=AT, until=AT + _MINUTE)) == keys[limit:]
            assert tuple(outbox.pending()) == pending

    def test_a_claim_excludes_others_until_it_is_over(self) -> None:
        """Should the claimer die, somebody else gets the effect at the end of the claim, not before."""
        with self.fresh() as outbox:
            outbox.record("s", [PAID], [CHARGE], expected_version=0)
            over = AT + _MINUTE
            assert _keys(outbox.claim(at=AT, until=over)) == [CHARGE.key]
            just_before = over - timedelta(microseconds=1)
            assert tuple(outbox.claim(at=just_before, until=over + _MINUTE)) == ()
            assert _keys(outbox.claim(at=over, until=over + _MINUTE)) == [CHARGE.key]

    def test_a_claim_that_makes_no_sense_is_refused(self) -> None:
        """A claim of no time, of nothing, or at no instant."""
        with self.fresh() as outbox:
            outbox.record("s", [PAID], [CHARGE], expected_version=0)
            for limit in (0, -1, True):
                with pytest.raises(InvalidValueError):
                    outbox.claim(at=AT, until=AT + _MINUTE, limit=limit)
            with pytest.raises(InvalidValueError):
                outbox.claim(at=AT, until=AT)
            with pytest.raises(NaiveDatetimeError):
                outbox.claim(at=AT.replace(tzinfo=None), until=AT + _MINUTE)
            with pytest.raises(NaiveDatetimeError):
                outbox.claim(at=AT, until=AT.replace(tzinfo=None, year=2027))
            assert _keys(outbox.claim(at=AT, until=AT + _MINUTE, limit=2**64)) == [CHARGE.key]

    @law(error=texts(), attempts=st.integers(1, 3))
    def test_a_failure_is_counted_and_tried_again_later(self, error: str, attempts: int) -> None:
        """The claim ends, the error is kept to the last character, and the effect is due when told."""
        with self.fresh() as outbox:
            outbox.record("s", [PAID], [CHARGE], expected_version=0)
            for attempt in range(1, attempts + 1):
                now = AT + attempt * _MINUTE
                claimed = outbox.claim(at=now, until=now + 60 * _MINUTE)
                assert [effect.attempts for effect in claimed] == [attempt - 1]
                outbox.failed(CHARGE.key, error, retry_at=now + _MINUTE)
                pending = outbox.pending(parked=False)
                assert [(one.attempts, one.last_error, one.due_at) for one in pending] == [
                    (attempt, error, now + _MINUTE)
                ]
                assert tuple(outbox.claim(at=now, until=now + _MINUTE)) == ()

    @law(error=texts())
    def test_poison_is_parked_until_somebody_retries_it(self, error: str) -> None:
        """A parked effect is shown with its error and never claimed; `retry` lets it start anew."""
        with self.fresh() as outbox:
            outbox.record("s", [PAID], [CHARGE], expected_version=0)
            outbox.claim(at=AT, until=AT + 60 * _MINUTE)
            outbox.park(CHARGE.key, error)
            assert tuple(outbox.claim(at=AT + 90 * _MINUTE, until=AT + 99 * _MINUTE)) == ()
            assert tuple(outbox.pending(parked=False)) == ()
            parked = outbox.pending(parked=True)
            assert [(one.parked, one.attempts, one.last_error) for one in parked] == [(True, 1, error)]
            outbox.retry(CHARGE.key, due_at=AT + _MINUTE)
            again = outbox.claim(at=AT + _MINUTE, until=AT + 2 * _MINUTE)
            assert [(one.parked, one.attempts, one.last_error) for one in again] == [(False, 0, error)]

    def test_a_late_failure_leaves_a_parked_effect_parked(self) -> None:
        """A slower driver that reports after another one gave up wakes nothing."""
        with self.fresh() as outbox:
            outbox.record("s", [PAID], [CHARGE], expected_version=0)
            outbox.park(CHARGE.key, "no such account")
            outbox.failed(CHARGE.key, "timeout", retry_at=AT)
            assert tuple(outbox.claim(at=AT + _MINUTE, until=AT + 2 * _MINUTE)) == ()
            assert [effect.last_error for effect in outbox.pending(parked=True)] == ["timeout"]

    def test_delivery_is_final(self) -> None:
        """Reported twice, or contradicted by a late report, it is neither shown nor claimed again."""
        with self.fresh() as outbox:
            outbox.record("s", [PAID], [CHARGE], expected_version=0)
            outbox.claim(at=AT, until=AT + _MINUTE)
            outbox.delivered(CHARGE.key, at=AT)
            outbox.delivered(CHARGE.key, at=AT + _MINUTE)
            outbox.failed(CHARGE.key, "timeout", retry_at=AT)
            outbox.park(CHARGE.key, "timeout")
            outbox.retry(CHARGE.key, due_at=AT)
            assert tuple(outbox.pending()) == ()
            assert tuple(outbox.claim(at=AT + 5 * _MINUTE, until=AT + 6 * _MINUTE)) == ()

    def test_a_parked_effect_may_turn_out_delivered(self) -> None:
        """A person who finds it done says so."""
        with self.fresh() as outbox:
            outbox.record("s", [PAID], [CHARGE], expected_version=0)
            outbox.park(CHARGE.key, "timeout")
            outbox.delivered(CHARGE.key, at=AT)
            assert tuple(outbox.pending()) == ()

    @law(key=st.just("nobody") | unheard_of())
    def test_a_report_on_an_unknown_effect_is_refused(self, key: str) -> None:
        """The key is named, even one that no store keeps: a report that goes nowhere is a mistake."""
        with self.fresh() as outbox:
            reports: list[Callable[[], None]] = [
                lambda: outbox.delivered(key, at=AT),
                lambda: outbox.failed(key, "timeout", retry_at=AT),
                lambda: outbox.park(key, "timeout"),
                lambda: outbox.retry(key, due_at=AT),
            ]
            for report in reports:
                with pytest.raises(UnknownEffectError) as refused:
                    report()
                assert refused.value.key == key

    @law(error=broken_texts())
    def test_a_report_that_cannot_be_kept_changes_nothing(self, error: str) -> None:
        """An error text with NUL or lone surrogates, or an instant without zone."""
        with self.fresh() as outbox:
            outbox.record("s", [PAID], [CHARGE], expected_version=0)
            before, naive = tuple(outbox.pending()), AT.replace(tzinfo=None)
            with pytest.raises(InvalidValueError):
                outbox.failed(CHARGE.key, error, retry_at=AT)
            with pytest.raises(InvalidValueError):
                outbox.park(CHARGE.key, error)
            with pytest.raises(NaiveDatetimeError):
                outbox.failed(CHARGE.key, "timeout", retry_at=naive)
            with pytest.raises(NaiveDatetimeError):
                outbox.delivered(CHARGE.key, at=naive)
            with pytest.raises(NaiveDatetimeError):
                outbox.retry(CHARGE.key, due_at=naive)
            assert tuple(outbox.pending()) == before

    def test_it_behaves_like_its_model(self) -> None:
        """Over any course of recording, claiming and reporting, it does what the simplest model does."""
        play(OutboxMachine, self)

    def test_of_claimers_at_once_each_gets_its_own(self) -> None:
        """Threads that claim at the same time share the effects out: none twice, none left."""
        if not self.shared_by_threads:
            return
        with self.fresh() as outbox:
            effects = _due_now(2 * THREADS)
            outbox.record("s", [PAID], effects, expected_version=0)
            claimed: list[str] = []

            def claim(_number: int) -> None:
                for _ in range(2):
                    claimed.extend(_keys(outbox.claim(at=AT, until=AT + _MINUTE, limit=1)))

            at_once(claim)
            assert sorted(claimed) == sorted(effect.key for effect in effects)

    def test_a_reopened_store_has_every_effect(self) -> None:
        """What was recorded, claimed, failed, parked or delivered is so after closing and opening."""
        if not self.survives_reopening:
            return
        with self.fresh() as first:
            first.record("s", [PAID], _due_now(5), expected_version=0)
            first.claim(at=AT, until=AT + _MINUTE, limit=4)
            first.failed("charge-1", "timeout", retry_at=AT)
            first.park("charge-2", "no such account")
            first.delivered("charge-3", at=AT)
            before = tuple(first.pending())
            with self._closing(self.reopen(first)) as outbox:
                assert tuple(outbox.pending()) == before
                assert _keys(outbox.claim(at=AT, until=AT + _MINUTE)) == ["charge-1", "charge-5"]
                outbox.record("s", [], _due_now(3), expected_version=1)
                assert tuple(outbox.pending()) == before
