"""Whatever happens while effects are sent, each is delivered at least once, or waits for a person."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.adapters.drivers import (
    Delivered,
    DeliveryReport,
    Failed,
    InThreads,
    MisusedSendError,
    Parked,
    RetryPolicy,
    UndeliverableError,
    deliver,
    deliver_async,
    outcome_of,
)
from xbcommerce.adapters.memory import MemoryStore
from xbcommerce.adapters.sqlite import SqliteStore
from xbcommerce.kernel.errors import InvalidValueError, NaiveDatetimeError
from xbcommerce.kernel.ports import NewEffect, NewEvent, Outbox, PendingEffect, StorageError
from xbcommerce.testing.strategies.storage import pending_effects, store_instants

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
LEASE, POLICY = timedelta(minutes=5), RetryPolicy(attempts_max=3)
HOUR = timedelta(hours=1)
NO_ANSWER, CLOSED, FULL = "no answer", "the account was closed", "the disk is full"

Send = Callable[[PendingEffect], None]
Driver = Callable[[Outbox, Send, datetime], DeliveryReport]


def sync(outbox: Outbox, send: Send, at: datetime) -> DeliveryReport:
    """Drive without asyncio."""
    return deliver(outbox, send, at=at, lease=LEASE, policy=POLICY)


def awaited(outbox: Outbox, send: Send, at: datetime) -> DeliveryReport:
    """Drive with asyncio."""

    async def send_async(effect: PendingEffect) -> None:
        await asyncio.sleep(0)
        send(effect)

    return asyncio.run(deliver_async(InThreads(outbox), send_async, at=at, lease=LEASE, policy=POLICY))


both = pytest.mark.parametrize("drive", [sync, awaited])


def outbox_with(*keys: str) -> MemoryStore:
    """Make an outbox with effects that are due."""
    store = MemoryStore()
    store.record("s", [], [NewEffect(key, "Charge", "{}", AT) for key in keys], expected_version=0)
    return store


@both
def test_what_is_due_is_sent_once_and_in_order(drive: Driver) -> None:
    """A second run has nothing to do."""
    outbox, sent = outbox_with("a", "b", "c"), list[str]()
    report = drive(outbox, lambda effect: sent.append(effect.key), AT)
    assert sent == ["a", "b", "c"]
    assert report == DeliveryReport((Delivered("a"), Delivered("b"), Delivered("c")))
    assert report.delivered == ("a", "b", "c")
    assert drive(outbox, lambda effect: sent.append(effect.key), AT + HOUR) == DeliveryReport()
    assert outbox.pending() == ()


@both
def test_one_failure_does_not_hold_up_the_next(drive: Driver) -> None:
    """The failed one is due again after the wait; its error is seen."""
    outbox = outbox_with("a", "b")

    def send(effect: PendingEffect) -> None:
        if effect.key == "a":
            raise TimeoutError(NO_ANSWER)

    report = drive(outbox, send, AT)
    again = AT + timedelta(seconds=30)
    assert report.failed == (Failed("a", "TimeoutError: no answer", again),)
    (waiting,) = outbox.pending()
    assert (waiting.key, waiting.due_at, waiting.attempts) == ("a", again, 1)
    assert waiting.last_error == "TimeoutError: no answer"
    assert drive(outbox, send, again - timedelta(microseconds=1)) == DeliveryReport()
    assert len(drive(outbox, send, again).failed) == 1


@both
def test_poison_is_parked_with_its_error_and_can_be_retried(drive: Driver) -> None:
    """After as many failures as the policy allows; a person fixes the cause and lets it go on."""
    outbox, healed = outbox_with("a"), False

    def send(effect: PendingEffect) -> None:
        if not healed:
            msg = f"attempt {effect.attempts + 1}"
            raise ValueError(msg)

    reports = [drive(outbox, send, AT + n * HOUR) for n in range(4)]
    assert [len(report.failed) for report in reports] == [1, 1, 0, 0]
    assert reports[2].parked == (Parked("a", "ValueError: attempt 3"),)
    assert [(one.attempts, one.last_error) for one in outbox.pending(parked=True)] == [
        (3, "ValueError: attempt 3")
    ]
    healed = True
    outbox.retry("a", due_at=AT + 5 * HOUR)
    assert drive(outbox, send, AT + 5 * HOUR).delivered == ("a",)


@both
def test_what_can_never_work_is_parked_at_once(drive: Driver) -> None:
    """The host knows that another attempt cannot help."""
    outbox = outbox_with("a")

    def send(_effect: PendingEffect) -> None:
        raise UndeliverableError(CLOSED)

    assert drive(outbox, send, AT).parked == (Parked("a", "UndeliverableError: the account was closed"),)


@both
def test_a_driver_that_dies_leaves_its_effects_to_the_next(drive: Driver) -> None:
    """Nothing is reported, the claim runs out, and the effect is sent again: at least once."""
    outbox, sent = outbox_with("a", "b"), list[str]()

    def dies(effect: PendingEffect) -> None:
        sent.append(effect.key)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        drive(outbox, dies, AT)
    assert drive(outbox, dies, AT + LEASE / 2) == DeliveryReport()
    report = drive(outbox, lambda effect: sent.append(effect.key), AT + LEASE)
    assert report.delivered == ("a", "b")
    assert sent == ["a", "a", "b"]


@both
def test_an_error_that_no_store_keeps_is_kept_readable(drive: Driver) -> None:
    """NUL, surrogates and pages of text come out as what a store takes."""
    outbox = outbox_with("a")

    def send(_effect: PendingEffect) -> None:
        raise RuntimeError("nul \x00, half \ud800, " + "x" * 9_999)

    (failed,) = drive(outbox, send, AT).failed
    assert failed.error.startswith("RuntimeError: nul \\x00, half \\ud800, xxx")
    assert len(failed.error) == 2_000
    assert outbox.pending()[0].last_error == failed.error


@both
def test_an_answer_is_not_taken_for_success(drive: Driver) -> None:
    """A gateway's "not sent" that is returned instead of raised stops the run; the effect stays claimed."""
    outbox = outbox_with("a")
    if drive is awaited:
        run = deliver_async(
            InThreads(outbox), lambda _: _answering("not sent"), at=AT, lease=LEASE, policy=POLICY
        )
        with pytest.raises(MisusedSendError, match="send returned 'not sent' for 'a'"):
            asyncio.run(run)
    else:
        with pytest.raises(MisusedSendError, match="return nothing once it is carried out, raise otherwise"):
            drive(outbox, lambda _effect: "not sent", AT)  # type: ignore[arg-type,return-value]
    assert [effect.attempts for effect in outbox.pending()] == [0]


async def _answering(answer: str) -> str:
    return answer


def test_a_coroutine_that_nobody_awaits_is_no_delivery() -> None:
    """The message names the other driver."""
    outbox = outbox_with("a")

    def send(_effect: PendingEffect) -> Coroutine[None, None, str]:
        return _answering("sent")

    with pytest.raises(MisusedSendError, match="use deliver_async"):
        sync(outbox, send, AT)  # type: ignore[arg-type]
    assert len(outbox.pending()) == 1


def test_a_plain_function_serves_the_asynchronous_driver_too() -> None:
    """What it did is not done a second time because it returned nothing to await."""
    outbox, sent = outbox_with("a"), list[str]()

    def send(effect: PendingEffect) -> None:
        sent.append(effect.key)

    run = deliver_async(InThreads(outbox), send, at=AT, lease=LEASE, policy=POLICY)  # type: ignore[arg-type]
    assert asyncio.run(run).delivered == ("a",)
    assert sent == ["a"]


def test_many_may_be_under_way_at_once() -> None:
    """As many as were asked for, not more; the report keeps the order of the claim."""
    outbox, under_way, most = outbox_with(*"abcdefgh"), 0, 0

    async def send(_effect: PendingEffect) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.001)
        under_way -= 1

    run = deliver_async(InThreads(outbox), send, at=AT, lease=LEASE, policy=POLICY, at_once=3)
    assert asyncio.run(run).delivered == tuple("abcdefgh")
    assert most == 3
    nobody = deliver_async(InThreads(outbox), send, at=AT, lease=LEASE, policy=POLICY, at_once=0)
    with pytest.raises(InvalidValueError, match="at_once=0"):
        asyncio.run(nobody)


class FailsToReport(MemoryStore):
    """The store breaks down when the first delivery is reported."""

    def delivered(self, key: str, *, at: datetime) -> None:
        """Break down once."""
        if key == "a":
            raise StorageError(FULL)
        super().delivered(key, at=at)


@both
def test_a_store_that_fails_while_reporting_is_heard(drive: Driver) -> None:
    """The error comes out; what was not reported is sent again later, under the same key."""
    outbox = FailsToReport()
    outbox.record("s", [], [NewEffect("a", "Charge", "{}", AT)], expected_version=0)
    with pytest.raises(StorageError, match="disk is full"):
        drive(outbox, lambda _effect: None, AT)
    assert [effect.key for effect in outbox.claim(at=AT + LEASE, until=AT + HOUR)] == ["a"]


@both
def test_what_send_itself_records_is_sent_in_the_next_run(drive: Driver, tmp_path: Path) -> None:
    """Sending brings a fact, the fact asks for the next effect: on disk, while the driver is at work."""
    with SqliteStore(tmp_path / "shop.db") as store:
        store.record("s", [], [NewEffect("capture", "Capture", "{}", AT)], expected_version=0)

        def send(effect: PendingEffect) -> None:
            if effect.key == "capture":
                remit = NewEffect("remit", "Remit", "{}", AT)
                store.record("s", [NewEvent("Captured", "{}", AT)], [remit], expected_version=0)

        assert drive(store, send, AT).delivered == ("capture",)
        assert drive(store, send, AT).delivered == ("remit",)
        assert len(store.read("s")) == 1


@given(effect=pending_effects(), at=store_instants(), attempts_max=st.integers(1, 12))
def test_the_decision_under_both_drivers(effect: PendingEffect, at: datetime, attempts_max: int) -> None:
    """Success delivers; failures below the limit wait, at it they park; waits never shrink."""
    policy = RetryPolicy(attempts_max=attempts_max)
    assert outcome_of(effect, None, at=at, policy=policy) == Delivered(effect.key)
    outcome = outcome_of(effect, TimeoutError("late"), at=at, policy=policy)
    if effect.attempts + 1 >= attempts_max:
        assert outcome == Parked(effect.key, "TimeoutError: late")
    else:
        assert isinstance(outcome, Failed)
        assert outcome.retry_at - at == policy.wait_after(effect.attempts + 1)
        assert policy.first_wait <= policy.wait_after(effect.attempts + 1) <= policy.longest_wait
        assert policy.wait_after(effect.attempts + 1) <= policy.wait_after(effect.attempts + 2)


def test_waits_double_up_to_the_longest() -> None:
    """Also after a million failures, and with a factor of one."""
    policy = RetryPolicy(
        attempts_max=9, first_wait=timedelta(seconds=7), factor=3, longest_wait=timedelta(minutes=5)
    )
    assert [policy.wait_after(n).total_seconds() for n in (1, 2, 3, 4, 5, 1_000_000)] == [
        7,
        21,
        63,
        189,
        300,
        300,
    ]
    even = RetryPolicy(first_wait=timedelta(seconds=7), factor=1)
    assert even.wait_after(1_000_000) == timedelta(seconds=7)


def test_a_policy_that_makes_no_sense_is_refused() -> None:
    """No attempts, no wait, a shrinking one."""
    for broken in (
        {"attempts_max": 0},
        {"factor": 0},
        {"first_wait": timedelta(0)},
        {"longest_wait": -timedelta(1)},
    ):
        with pytest.raises(InvalidValueError, match=next(iter(broken))):
            RetryPolicy(**broken)
    with pytest.raises(NaiveDatetimeError):
        sync(outbox_with("a"), lambda _effect: None, AT.replace(tzinfo=None))


def test_a_report_reads_aloud() -> None:
    """Counts first, then every effect that was not delivered, with its error."""
    report = DeliveryReport((Delivered("a"), Failed("b", "timeout", AT), Parked("c", "closed")))
    assert str(report).splitlines() == [
        "1 delivered, 1 to be tried again, 1 parked",
        "b: timeout; again at 2026-03-01T09:30:00+00:00",
        "c: closed; parked",
    ]
