"""Reorder points and quantities beside stockpyl and inventorize; (s, S) and Wagner-Whitin beside stockpyl.

Peers get as little to do as answers the same question: the normal reorder point and the economic quantity.
They come with the extra ``bench-supply``; without it only the bare formula is measured, which is said.
"""

from __future__ import annotations

import math
import random
import sys
import warnings
from collections.abc import Callable, Sequence
from statistics import NormalDist

from benchmarks.measure import Bench, Peer
from xbcommerce.supply import (
    CycleService,
    DemandModel,
    FillRate,
    Forecast,
    Pmf,
    Poisson,
    lead_time_demand,
    normal_demand,
    reorder_point,
    stock_target,
)
from xbcommerce.supply.lots import economic_order_quantity, wagner_whitin
from xbcommerce.supply.policies import UnitCosts, best_order_up_to
from xbcommerce.supply.targets import reorder_columns

SKUS = 100_000
PEER_SKUS = 400
EXACT_SKUS = 1_000
DAYS, SD_DAYS = 35, 5
SEA = Pmf({30: ".45", 35: ".45", 50: ".1"})
TARGET = CycleService(".95")
ORDER_COST, HOLDING = 60.0, 0.02
WEEKS = 52
Sku = tuple[int, int]
"""Mean and standard deviation of a day, whole, as one of the peers takes no others."""


def _skus() -> list[Sku]:
    chance = random.Random(7)  # noqa: S311  # made-up demand, no secret
    return [(mean := chance.randrange(1, 60), 1 + chance.randrange(1, 2 * mean + 2)) for _ in range(SKUS)]


def _normal(forecasts: Sequence[Forecast]) -> list[tuple[float, float]]:
    lines = []
    for known in forecasts:
        demand = normal_demand(known, lead_time_mean_days=DAYS, lead_time_sd_days=SD_DAYS)
        lines.append((reorder_point(demand, TARGET).level, _quantity(known)))
    return lines


def _modelled(forecasts: Sequence[Forecast], model: DemandModel) -> list[tuple[float, float]]:
    return [
        (reorder_point(lead_time_demand(known, SEA, model), TARGET).level, _quantity(known))
        for known in forecasts
    ]


def _quantity(known: Forecast) -> float:
    return economic_order_quantity(
        order_cost=ORDER_COST, holding_cost_per_unit_period=HOLDING, demand_per_period=known.mean_per_day
    ).quantity


def _bare(skus: Sequence[Sku], inverse: NormalDist) -> list[tuple[float, float]]:
    return [
        (
            mean * DAYS + inverse.inv_cdf(0.95) * math.sqrt(DAYS * sd * sd + mean * mean * SD_DAYS * SD_DAYS),
            math.sqrt(2 * ORDER_COST * mean / HOLDING),
        )
        for mean, sd in skus
    ]


def _inventorize(skus: Sequence[Sku]) -> Callable[[], object]:
    import inventorize

    def run() -> list[object]:
        return [
            (
                inventorize.reorderpoint_leadtime_variability(mean, sd, DAYS, SD_DAYS, 0.95),
                inventorize.eoq(mean * 365, ORDER_COST, HOLDING * 365, 1),
            )
            for mean, sd in skus
        ]

    return run


def _stockpyl(skus: Sequence[Sku]) -> Callable[[], object]:
    from stockpyl.rq import r_q_eoqss_approximation

    def run() -> list[object]:
        return [
            r_q_eoqss_approximation(HOLDING, 19 * HOLDING, ORDER_COST, mean, sd, DAYS) for mean, sd in skus
        ]

    return run


def _levels(means: Sequence[float]) -> list[object]:
    costs = (
        UnitCosts(
            demand=Poisson(mean),
            order_cost=64,
            holding_cost_per_unit_period=1,
            backorder_cost_per_unit_period=9,
        )
        for mean in means
    )
    return [best_order_up_to(each) for each in costs]


def _stockpyl_levels(means: Sequence[float]) -> Callable[[], object]:
    from stockpyl.ss import s_s_discrete_exact

    return lambda: [s_s_discrete_exact(1, 9, 64, True, mean) for mean in means]  # noqa: FBT003  # its own way


def _stockpyl_plan(demand: Sequence[int]) -> Callable[[], object]:
    from stockpyl.wagner_whitin import wagner_whitin as planned

    return lambda: planned(len(demand), 1, 100, list(demand))


def _columns(means: object, variances: object) -> object:
    return reorder_columns(
        means,  # type: ignore[type-var]  # arrays, whose types say less than they do
        variances,
        target=TARGET,
        lead_time_mean_days=DAYS,
        lead_time_sd_days=SD_DAYS,
        order_cost=ORDER_COST,
        holding_cost_per_unit_day=HOLDING,
    )


def _peers() -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import inventorize  # noqa: F401  # only whether it is there
            import stockpyl  # noqa: F401
    except ImportError as missing:
        print(
            f"not measured beside stockpyl and inventorize: {missing}; install .[bench-supply]",
            file=sys.stderr,
        )
        return False
    return True


def benches() -> list[Bench]:
    """A hundred thousand reorder lines; fewer where every unit is counted; two classics of theory."""
    import numpy as np

    skus = _skus()
    forecasts = [Forecast(mean, sd * sd) for mean, sd in skus]
    inverse, there = NormalDist(), _peers()
    few = forecasts[:EXACT_SKUS]
    means = [4.0, 10.0, 20.0, 40.0]
    chance = random.Random(3)  # noqa: S311  # made-up demand, no secret
    weekly = [chance.randrange(20, 200) for _ in range(WEEKS)]
    bare = Peer("the bare formula on floats", lambda: _bare(skus, inverse), work=SKUS)
    columns = (
        np.array([float(mean) for mean, _ in skus]),
        np.array([float(sd * sd) for _, sd in skus]),
    )
    lines = [bare]
    theirs: list[Peer] = []
    if there:
        theirs = [
            Peer("stockpyl EOQ+SS", _stockpyl(skus[:PEER_SKUS]), work=PEER_SKUS),
            Peer("inventorize reorder point + EOQ", _inventorize(skus[:PEER_SKUS]), work=PEER_SKUS),
        ]
        lines += [Peer(peer.name, peer.run, peer.work, faster=50) for peer in theirs]
    rows = [
        Bench("reorder points and quantities, columns", lambda: _columns(*columns), lines, work=SKUS),
        Bench(
            "reorder point and quantity, normal, explained",
            lambda: _normal(forecasts),
            [Peer(bare.name, bare.run, bare.work, at_most=30), *theirs],
            work=SKUS,
            rounds=3,
        ),
        *(
            Bench(
                f"reorder point and quantity, {model.value}",
                lambda model=model: _modelled(few, model),
                [Peer(bare.name, bare.run, bare.work), *theirs],
                work=EXACT_SKUS,
                rounds=3,
            )
            for model in (DemandModel.GAMMA, DemandModel.NORMAL_MIXTURE, DemandModel.EXACT)
        ),
        Bench(
            "level for a fill rate, explained, normal",
            lambda: [
                str(stock_target(FillRate(".98"), known, SEA, order_quantity=600, model=DemandModel.NORMAL))
                for known in few
            ],
            [Peer(bare.name, bare.run, bare.work)],
            work=EXACT_SKUS,
            rounds=3,
        ),
    ]
    if there:
        rows += [
            Bench(
                "(s, S) exact, Poisson 4 to 40",
                lambda: _levels(means),
                [Peer("stockpyl s_s_discrete_exact", _stockpyl_levels(means), faster=20)],
                rounds=3,
            ),
            Bench(
                "Wagner-Whitin, 52 periods",
                lambda: wagner_whitin(weekly, order_cost=100, holding_cost_per_unit_period=1),
                [Peer("stockpyl wagner_whitin", _stockpyl_plan(weekly), faster=20)],
                rounds=5,
            ),
        ]
    return rows
