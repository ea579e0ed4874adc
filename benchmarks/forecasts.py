"""Forecasts beside statsforecast, which compiles its loops, and beside the tightest loop that Python has.

The same series go through the same constants, and all give the same forecast; that is asserted before timing.
statsforecast is asked as its own users ask a model, one series at a time: with its fitted values, which is
what ours always gives (the forecast after every bucket), and for the last value alone. There its compiled
TSB is out of reach of any Python loop over a year of days, so that pair has no target.
"""

from __future__ import annotations

import importlib
import math
import random
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from benchmarks.measure import Bench, Peer
from xbcommerce.supply import (
    Croston,
    CrostonBias,
    DemandSeries,
    Holt,
    HoltWinters,
    Method,
    Tsb,
    parse_method,
    select,
    select_by_group,
)

ITEMS = 200
LENGTHS = (51, 365)
SHARE_WITH_DEMAND = 0.4
TOLERANCE = 1e-9
_ALPHA = 0.1
_TSB = 0.2

Row = list[int]


def _panel(length: int) -> list[Row]:
    chance = random.Random(11)  # noqa: S311  # made-up demand, no secret
    return [
        [chance.randrange(1, 20) if chance.random() < SHARE_WITH_DEMAND else 0 for _ in range(length)]
        for _ in range(ITEMS)
    ]


def _bare_croston(values: Sequence[int], factor: float) -> float:
    size = interval = 0.0
    since = 0
    for value in values:
        since += 1
        if value:
            if interval:
                size += _ALPHA * (value - size)
                interval += _ALPHA * (since - interval)
            else:
                size, interval = float(value), float(since)
            since = 0
    return factor * size / interval if interval else 0.0


def _bare_tsb(values: Sequence[int]) -> float:
    size, seen = 0.0, False
    chance = 1.0 if values[0] else 0.0
    for value in values:
        if value:
            chance += _TSB * (1 - chance)
            size, seen = (size + _TSB * (value - size) if seen else float(value)), True
        else:
            chance -= _TSB * chance
    return size * chance


def _bare_holt(values: Sequence[int]) -> float:
    level, trend = float(values[0]), 0.0
    for value in values:
        base = level + trend
        level = base + 0.2 * (value - base)
        trend += 0.1 * (level - base)
    return level + trend


def _statsforecast() -> Any | None:  # noqa: ANN401  # a module of the peer's
    try:
        return importlib.import_module("statsforecast.models")
    except ImportError:
        print("skipped: statsforecast is not installed, so ours stands beside a bare loop alone")
        return None


def _peers(models: Any, name: str, panel: list[Row], ours: Callable[[Row], float]) -> list[Peer]:  # noqa: ANN401
    """Return statsforecast's model of a name; its Croston has the constant 0.1."""
    numpy: Any = importlib.import_module("numpy")
    model: Any = {
        "croston": models.CrostonClassic(),
        "sba": models.CrostonSBA(),
        "tsb": models.TSB(alpha_d=_TSB, alpha_p=_TSB),
    }[name]
    arrays = [numpy.asarray(row, dtype=float) for row in panel]

    def last(row: Any) -> float:  # noqa: ANN401  # an array of the peer's
        return float(model.forecast(y=row, h=1)["mean"][0])

    def fitted(row: Any) -> object:  # noqa: ANN401  # an array of the peer's
        return model.forecast(y=row, h=1, fitted=True)["fitted"]

    for row, array in zip(panel, arrays, strict=True):
        if not math.isclose(ours(row), last(array), rel_tol=1e-5):
            msg = f"{name}: ours says {ours(row)}, statsforecast {last(array)}"
            raise AssertionError(msg)
    out_of_reach = name == "tsb" and len(panel[0]) == max(LENGTHS)
    return [
        Peer("statsforecast, every origin kept", lambda: [fitted(row) for row in arrays], ITEMS, at_most=2),
        Peer(
            "statsforecast, last value only",
            lambda: [last(row) for row in arrays],
            ITEMS,
            at_most=None if out_of_reach else 2,
        ),
    ]


def _bench(
    name: str,
    method: Method,
    bare: Callable[[Row], float],
    length: int,
    *,
    models: Any | None = None,  # noqa: ANN401  # a module of the peer's
) -> Bench:
    panel = _panel(length)

    def ours(row: Row) -> float:
        return method.path(row)[-1]

    for row in panel:
        if not math.isclose(ours(row), bare(row), rel_tol=TOLERANCE):
            msg = f"{name}: ours says {ours(row)}, the bare loop {bare(row)}"
            raise AssertionError(msg)
    loop = Peer("a bare loop, last value only", lambda: [bare(row) for row in panel], ITEMS, at_most=2.5)
    known = _peers(models, name, panel, ours) if models else []
    return Bench(
        f"{name} over {length} buckets, every origin kept",
        lambda: [ours(row) for row in panel],
        [*known, loop],
        work=ITEMS,
    )


def _selections() -> list[Bench]:
    """A choice with methods that look ahead beside the same choice without, and by item beside pooled."""
    panel = {
        str(key): DemandSeries(date(2026, 1, 5), 7, row) for key, row in enumerate(_panel(LENGTHS[0])[:60])
    }
    flat = [parse_method(name) for name in ("mean", "ma:6", "ses:0.2", "sba:0.1", "tsb:0.2:0.2")]
    ahead = [Holt("0.2", "0.1"), Holt("0.2", "0.1", "0.9"), *map(parse_method, ("drift", "snaive:13"))]
    winters = [HoltWinters(13, "0.2", "0.1", "0.2")]
    scope: dict[str, Any] = {"horizon": 4, "origins": [4, 7, 10, 13]}

    def pooled(candidates: Sequence[Method]) -> Callable[[], object]:
        return lambda: select(panel, candidates, **scope)

    return [
        Bench(
            "choice among 4 that look ahead",
            pooled(ahead),
            [Peer("choice among 5 flat methods", pooled(flat), len(flat), at_most=6)],
            work=len(ahead),
        ),
        Bench(
            "choice with Holt-Winters, 13 weeks a season",
            pooled(winters),
            [Peer("choice among 5 flat methods", pooled(flat), len(flat))],
        ),
        Bench(
            "choice by item and pooled",
            lambda: select_by_group(panel, flat, groups={key: key for key in panel}, **scope),
            [Peer("pooled alone", pooled(flat), at_most=3)],
        ),
    ]


def benches() -> list[Bench]:
    """Croston, SBA, TSB and Holt per series, and choices of a method."""
    models = _statsforecast()
    croston, sba = Croston("0.1", "0.1"), Croston("0.1", "0.1", CrostonBias.SBA)
    per_series = [
        bench
        for length in LENGTHS
        for bench in (
            _bench("croston", croston, lambda row: _bare_croston(row, 1.0), length, models=models),
            _bench("sba", sba, lambda row: _bare_croston(row, 0.95), length, models=models),
            _bench("tsb", Tsb("0.2", "0.2"), _bare_tsb, length, models=models),
            _bench("holt", Holt("0.2", "0.1"), _bare_holt, length),
        )
    ]
    return [*per_series, *_selections()]
