"""How much to order at once.

    LotTerms, order_quantity, pack       minimum, case pack and maximum (in the face of the room)
    economic_order_quantity and kin      the lot that balances ordering against holding
    all_units_discount, incremental_...  where the price falls with the quantity
    wagner_whitin, silver_meal, ...      demand that is known and changes
    joint_replenishment                  items ordered together

Costs are plain numbers in any one currency, demand is per period of any one length.
"""

from .discounts import DiscountLot, PriceBreak, all_units_discount, incremental_discount
from .dynamic import (
    LotPlan,
    PerPeriod,
    least_unit_cost,
    lot_for_lot,
    part_period,
    silver_meal,
    wagner_whitin,
)
from .eoq import (
    EconomicLot,
    backorder_quantity,
    cost_of_lot,
    economic_order_quantity,
    production_quantity,
    random_yield_quantity,
    whole_order_quantity,
)
from .joint import JointItem, JointPlan, joint_replenishment

__all__ = [
    "DiscountLot",
    "EconomicLot",
    "JointItem",
    "JointPlan",
    "LotPlan",
    "PerPeriod",
    "PriceBreak",
    "all_units_discount",
    "backorder_quantity",
    "cost_of_lot",
    "economic_order_quantity",
    "incremental_discount",
    "joint_replenishment",
    "least_unit_cost",
    "lot_for_lot",
    "part_period",
    "production_quantity",
    "random_yield_quantity",
    "silver_meal",
    "wagner_whitin",
    "whole_order_quantity",
]
