"""Stock policies of inventory theory, exact where theory is.

    newsvendor, newsvendor_for_profit      one order for one season, or a base stock level
    expected_cost, best_reorder_point ...  (r, Q): a fixed quantity at a reorder point, normal demand
    best_counted_quantity                  (r, Q) for single units
    best_order_up_to, power_approximation  (s, S): up to a level once the position has fallen to another
    MinMax, ReorderLevel, buffer_zones     simple rules of shops and of demand-driven planning
    BaseStock, InPacks                     up to one level; any policy in whole packs
    StockPolicy, Review                    what a policy is: at a review it says how much to order

Costs are plain numbers in any one currency, periods of any one length.
"""

from .base_stock import BaseStock
from .ddmrp import BufferZones, Due, NetFlow, buffer_zones, net_flow
from .fixed_quantity import (
    FixedQuantity,
    FixedQuantityCosts,
    backorder_approximation,
    best_reorder_point,
    expected_cost,
    expected_inventory_approximation,
    loss_approximation,
    safety_stock_approximation,
)
from .fixed_quantity_exact import CountedQuantity, best_counted_quantity, cost_of_counted_quantity
from .in_packs import InPacks
from .min_max import MinMax, ReorderLevel
from .newsvendor import NewsvendorLot, SeasonLot, newsvendor, newsvendor_cost, newsvendor_for_profit
from .order_up_to import OrderUpTo, best_order_up_to, cost_of_order_up_to, power_approximation
from .review import Review, StockPolicy
from .unit_costs import UnitCosts

__all__ = [
    "BaseStock",
    "BufferZones",
    "CountedQuantity",
    "Due",
    "FixedQuantity",
    "FixedQuantityCosts",
    "InPacks",
    "MinMax",
    "NetFlow",
    "NewsvendorLot",
    "OrderUpTo",
    "ReorderLevel",
    "Review",
    "SeasonLot",
    "StockPolicy",
    "UnitCosts",
    "backorder_approximation",
    "best_counted_quantity",
    "best_order_up_to",
    "best_reorder_point",
    "buffer_zones",
    "cost_of_counted_quantity",
    "cost_of_order_up_to",
    "expected_cost",
    "expected_inventory_approximation",
    "loss_approximation",
    "net_flow",
    "newsvendor",
    "newsvendor_cost",
    "newsvendor_for_profit",
    "power_approximation",
    "safety_stock_approximation",
]
