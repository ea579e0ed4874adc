"""Two processes append to shared streams as fast as they can: all is there, gapless, conflicts are told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable

import pytest

from .jobs import A_BATCH, SHARED, batch, open_store
from .nursery import Nursery, texts, whole
from .stores import Fresh

STREAMS = ["order/A", "order/B", "order/C"]
WRITERS = ["left", "right"]


def race(nursery: Nursery, target: str, appends: int) -> str:
    """Let two processes append single events to three streams; return what was counted."""
    writers = [
        nursery.start("append", target, name=name, appends=appends, size=1, streams=STREAMS)
        for name in WRITERS
    ]
    for writer in writers:
        assert writer.wait() == 0
        assert writer.acknowledged == appends
    with open_store(target) as store:
        streams = {name: store.read(name) for name in STREAMS}
    for events in streams.values():
        whole(events)
    found = Counter(text for events in streams.values() for text in texts(events))
    sent = [event.data for name in WRITERS for number in range(appends) for event in batch(name, number, 1)]
    assert found == Counter(sent)
    for events in streams.values():  # a writer's own events keep their order
        for name in WRITERS:
            numbers = [int(json.loads(e.data).split()[1]) for e in events if f'"{name} ' in e.data]
            assert numbers == sorted(numbers)
    conflicts = {writer: found.conflicts for writer, found in zip(WRITERS, writers, strict=True)}
    return f"2 x {appends} events on {len(STREAMS)} streams, all there; conflicts {conflicts}"


def test_two_processes_that_append_to_shared_streams_lose_nothing(fresh: Fresh, nursery: Nursery) -> None:
    """Every event of both is there once, every stream is numbered without a gap."""
    race(nursery, fresh(), 200)


def test_appends_of_two_processes_are_never_mixed(fresh: Fresh, nursery: Nursery) -> None:
    """Two processes create the store at once and append some events a time: each time they stand together."""
    target = fresh()
    writers = [nursery.start("append", target, name=name, appends=40) for name in WRITERS]
    assert [writer.wait() for writer in writers] == [0, 0]
    with open_store(target) as store:
        found = texts(store.read(SHARED))
    together = {tuple(found[first : first + A_BATCH]) for first in range(0, len(found), A_BATCH)}
    sent = (batch(name, number) for name in WRITERS for number in range(40))
    assert together == {tuple(event.data for event in events) for events in sent}


def test_a_process_that_has_not_looked_is_told_of_the_conflict(fresh: Fresh, nursery: Nursery) -> None:
    """Whoever comes second with an old version is refused, counts it, and succeeds after looking."""
    target = fresh()
    first = nursery.start("append", target, name="left", appends=3, size=1)
    assert (first.wait(), first.conflicts) == (0, 0)
    second = nursery.start("append", target, name="right", appends=3, size=1, look=False)
    assert (second.wait(), second.conflicts) == (0, 1)


@pytest.mark.slow
@pytest.mark.usefixtures("full_size")
def test_two_processes_append_ten_thousand_events_each(
    kind: str, fresh: Fresh, nursery: Nursery, report: Callable[[str], None]
) -> None:
    """The same at full size."""
    report(f"{kind}: {race(nursery, fresh(), 10_000)}")
