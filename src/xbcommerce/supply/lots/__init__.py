"""How much to order at once.

    LotTerms, order_quantity, pack       minimum, case pack and maximum (in the face of the room)
    economic_order_quantity and kin      the lot that balances ordering against holding
    all_units_discount, incremental_...  where the price falls with the quantity
    wagner_whitin, silver_meal, ...      demand that is known and changes
    joint_replenishment                  items ordered together
    cheapest_quantity                    the cheapest year under prices, packs and minima, exactly
    Carton, containers_for, ...          what goods take, and the containers for it
    equal_runout                         one order of several items, up to a container, a budget, a minimum

Costs are plain numbers in any one currency, demand is per period of any one length.
"""

from .annual_cost import AnnualCost, CheapestQuantity, cheapest_quantity
from .containers import (
    Binding,
    Container,
    ContainerMix,
    ContainersNeeded,
    cheapest_containers,
    containers_for,
)
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
from .equal_runout import Runout, RunoutItem, equal_runout
from .joint import JointItem, JointPlan, joint_replenishment
from .loads import Carton, Load
from .messages import ENGLISH

__all__ = [
    "ENGLISH",
    "AnnualCost",
    "Binding",
    "Carton",
    "CheapestQuantity",
    "Container",
    "ContainerMix",
    "ContainersNeeded",
    "DiscountLot",
    "EconomicLot",
    "JointItem",
    "JointPlan",
    "Load",
    "LotPlan",
    "PerPeriod",
    "PriceBreak",
    "Runout",
    "RunoutItem",
    "all_units_discount",
    "backorder_quantity",
    "cheapest_containers",
    "cheapest_quantity",
    "containers_for",
    "cost_of_lot",
    "economic_order_quantity",
    "equal_runout",
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
