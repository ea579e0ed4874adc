"""The supply room beside bare numbers: what explanations, checks and exactness cost."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from datetime import date
from statistics import NormalDist

from benchmarks.measure import Bench, Peer
from xbcommerce.supply import (
    Croston,
    CrostonBias,
    CycleService,
    DemandModel,
    DemandSeries,
    Forecast,
    LotTerms,
    OrderQuantity,
    Pmf,
    Ses,
    forecast,
    lead_time_demand,
    normal_demand,
    order_quantity,
    parse_method,
    reorder_point,
    select,
)

ITEMS = 200
WEEKS = 52
SHARE_OF_WEEKS_WITH_DEMAND = 0.4
SEA = Pmf({45: ".45", 50: ".45", 65: ".1"})
TARGET = CycleService(".95")
TERMS = LotTerms(100, 24)


def _panel() -> list[list[int]]:
    chance = random.Random(7)  # noqa: S311  # made-up demand, no secret
    return [
        [chance.randrange(1, 20) if chance.random() < SHARE_OF_WEEKS_WITH_DEMAND else 0 for _ in range(WEEKS)]
        for _ in range(ITEMS)
    ]


def _order(known: Forecast, model: DemandModel) -> int:
    if model is DemandModel.NORMAL:
        demand = normal_demand(known, lead_time_mean_days=49.25, lead_time_sd_days=5.76)
        level = reorder_point(demand, TARGET).level
    else:
        level = reorder_point(lead_time_demand(known, SEA, model), TARGET).level
    lot = order_quantity(math.ceil(level), TERMS)
    return int(lot.quantity) if isinstance(lot, OrderQuantity) else 0


def _bare_order(mean: float, variance: float, inverse: NormalDist) -> int:
    sigma = math.sqrt(49.25 * variance + mean * mean * 5.76 * 5.76)
    need = max(100, math.ceil(mean * 49.25 + inverse.inv_cdf(0.95) * sigma))
    return -(-need // 24) * 24


def _bare_sba(values: Sequence[int], a: float = 0.1) -> float:
    size = interval = result = 0.0
    since = 0
    for value in values:
        since += 1
        if value > 0:
            if interval:
                size += a * (value - size)
                interval += a * (since - interval)
            else:
                size, interval = float(value), float(since)
            since, result = 0, 0.95 * size / interval
    return result


def benches() -> list[Bench]:
    """Reorder lines, forecasts and a pooled selection."""
    panel = _panel()
    series = [DemandSeries(date(2026, 1, 5), 7, row) for row in panel]
    known = [forecast(item, Ses("0.2")) for item in series]
    numbers = [(item.mean_per_day, item.variance_per_day) for item in known]
    inverse, sba = NormalDist(), Croston("0.1", "0.1", CrostonBias.SBA)
    some = {str(key): item for key, item in enumerate(series[:40])}
    candidates = [parse_method(name) for name in ("mean", "ma:6", "ses:0.2", "sba:0.1", "tsb:0.2:0.2")]
    bare = Peer(
        "the bare formula on floats",
        lambda: [_bare_order(mean, variance, inverse) for mean, variance in numbers],
        work=ITEMS,
    )
    return [
        Bench(
            "reorder line, normal, explained",
            lambda: [_order(item, DemandModel.NORMAL) for item in known],
            [Peer(bare.name, bare.run, work=ITEMS, at_most=30)],
            work=ITEMS,
        ),
        Bench(
            "reorder line, every unit counted",
            lambda: [_order(item, DemandModel.EXACT) for item in known],
            [bare],
            work=ITEMS,
            rounds=3,
        ),
        Bench(
            "SBA over 52 weeks, every origin kept",
            lambda: [sba.path(row) for row in panel],
            [
                Peer(
                    "a bare loop, last value only",
                    lambda: [_bare_sba(row) for row in panel],
                    ITEMS,
                    at_most=2,
                )
            ],
            work=ITEMS,
        ),
        Bench(
            "pooled selection, 5 methods x 4 origins",
            lambda: select(some, candidates, horizon=4, origins=[4, 7, 10, 13]),
            [
                Peer(
                    "20 bare loops an item",
                    lambda: [[_bare_sba(row) for row in panel[:40]] for _ in range(20)],
                )
            ],
            rounds=5,
        ),
    ]
