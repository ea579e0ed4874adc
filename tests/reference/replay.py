"""Replays of stock policies on a demand series."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from xbcommerce.supply import DemandSeries, LotTerms
from xbcommerce.supply.policies import BaseStock, FixedQuantity, InPacks, OrderUpTo, StockPolicy
from xbcommerce.supply.replay import FixedTransit, ReplaySetup, Shortage, replay

from .supply import weekly_matrix

Input = dict[str, Any]
_MONDAY = date(2010, 12, 6)


def policy_of(given: Input) -> StockPolicy:
    """Read a policy."""
    match given["kind"]:
        case "rQ":
            return FixedQuantity(given["reorder_point"], given["quantity"])
        case "sS":
            return OrderUpTo(given["reorder_point"], given["order_up_to"])
        case "base_stock":
            return BaseStock(given["base_stock"])
        case "min_max_pack":
            up_to = OrderUpTo(given["reorder_point"], given["order_up_to"])
            return InPacks(up_to, LotTerms(given.get("moq") or 0, given.get("multiple") or 1))
        case kind:
            raise NotImplementedError(kind)


def replayed(case: Input) -> object:
    """Answer a replay."""
    demand = case["demand"] if "demand" in case else weekly_matrix(case["data"])[case["stock_code"]]
    setup = ReplaySetup(
        FixedTransit(case["lead_time_buckets"]),
        initial_stock=case["initial_stock"],
        shortage=Shortage(case["shortage"]),
        review_buckets=case["review_buckets"],
    )
    report = replay(DemandSeries(_MONDAY, 7, demand), policy_of(case["policy"]), setup)
    return {
        "demand": report.demand,
        "served_at_once": report.served_at_once,
        "fill_rate": None if report.fill_rate is None else float(report.fill_rate),
        "buckets_short": report.buckets_short,
        "ready_rate": None if report.ready_rate is None else float(report.ready_rate),
        "mean_stock": float(report.mean_stock),
        "orders": report.orders,
        "units_ordered": report.units_ordered,
        "final_on_hand": report.final_on_hand,
        "final_backorders": report.final_backorders,
        "on_order_at_end": report.on_order_at_end,
        "lost": report.lost,
    }


FAMILIES: dict[str, Callable[[Input], object]] = {"replay": replayed}
