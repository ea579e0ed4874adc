"""Time callables side by side and compare them as ratios.

Rounds are interleaved (ours, each peer, ours, ...) so that a machine that slows down slows all alike; the
ratio of a pair is the median over rounds.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence

from attrs import frozen


@frozen
class Peer:
    """What ours is held against.

    Attributes:
        name: What it is, e.g. ``"bare dict + attrs.evolve"``.
        run: The same work done another way; called once a round.
        work: Units of work one call does, where it differs from ours.
        at_most: Ours may take at most this many times the peer's time.
        faster: Ours must be at least this many times faster.
    """

    name: str
    run: Callable[[], object]
    work: int = 1
    at_most: float | None = None
    faster: float | None = None


@frozen
class Bench:
    """One thing measured: ours and its peers.

    Attributes:
        name: What it does.
        ours: The work done our way; called once a round.
        peers: The same work done other ways.
        work: Units of work one call of ``ours`` does.
        rounds: How often each is called.
        wall: Measure the time that passes, for work that waits for a disk; default the processor time, which
            a busy machine disturbs less.
    """

    name: str
    ours: Callable[[], object]
    peers: Sequence[Peer]
    work: int = 1
    rounds: int = 7
    wall: bool = False


@frozen
class Result:
    """One pair measured: ``ratio`` is ours / peer per unit of work."""

    bench: str
    peer: str
    ratio: float
    ours_us: float
    peer_us: float
    target: str
    met: bool


def measure(bench: Bench) -> list[Result]:
    """Run ours and all peers in turn and compare each pair round by round."""
    runs: dict[str, tuple[Callable[[], object], int]] = {"": (bench.ours, bench.work)}
    runs |= {peer.name: (peer.run, peer.work) for peer in bench.peers}
    times: Mapping[str, list[float]] = {name: [] for name in runs}
    for run, _ in runs.values():  # warm up
        run()
    for _ in range(bench.rounds):
        for name, (run, work) in runs.items():
            times[name].append(_seconds(run, time.perf_counter if bench.wall else time.process_time) / work)
    return [_result(bench, peer, times[""], times[peer.name]) for peer in bench.peers]


def _seconds(run: Callable[[], object], clock: Callable[[], float]) -> float:
    gc.collect()
    gc.disable()
    start = clock()
    run()
    elapsed = clock() - start
    gc.enable()
    return elapsed


def _result(bench: Bench, peer: Peer, ours: Sequence[float], theirs: Sequence[float]) -> Result:
    ratio = statistics.median(mine / other for mine, other in zip(ours, theirs, strict=True))
    target, met = "for information", True
    if peer.at_most is not None:
        target, met = f"at most {peer.at_most:g}x", ratio <= peer.at_most
    elif peer.faster is not None:
        target, met = f"{peer.faster:g}x faster", ratio <= 1 / peer.faster
    micro = 1e6
    return Result(
        bench.name,
        peer.name,
        ratio,
        statistics.median(ours) * micro,
        statistics.median(theirs) * micro,
        target,
        met,
    )
