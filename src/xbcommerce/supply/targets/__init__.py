"""What service means, and the stock level at which an order is due, or up to which to fill.

    CycleService, FillRate, StockoutCost, DaysOfCover   what stock is held for
    stock_target                                        the level for any of them, continuous or periodic
    ContinuousCycle, PeriodicCycle                      fill rates of levels and levels for fill rates
    HoldingCost, economic_service                       how much service pays
    pre_build                                           how much to order before a closure, and by when
    reorder_point                                       the bare level for demand that is worked out already
    reorder_columns                                     points and quantities of a whole assortment at once

Levels are stock positions: on hand and on order, less what is reserved and owed.
"""

from .economic_service import EconomicService, HoldingCost, economic_service
from .order_cycle import ContinuousCycle, OrderCycle, PeriodicCycle
from .pre_build import PreBuild, pre_build
from .reorder import ReorderPoint, reorder_point
from .reorder_columns import ReorderColumns, reorder_columns
from .stock_target import StockTarget, stock_target
from .targets import CycleService, DaysOfCover, FillRate, Per, StockoutCost, Target

__all__ = [
    "ContinuousCycle",
    "CycleService",
    "DaysOfCover",
    "EconomicService",
    "FillRate",
    "HoldingCost",
    "OrderCycle",
    "Per",
    "PeriodicCycle",
    "PreBuild",
    "ReorderColumns",
    "ReorderPoint",
    "StockTarget",
    "StockoutCost",
    "Target",
    "economic_service",
    "pre_build",
    "reorder_columns",
    "reorder_point",
    "stock_target",
]
