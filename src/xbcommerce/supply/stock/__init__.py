"""What is there, whose it is, what it is worth, what was promised, and what is wrong with it.

Place, StockStatus                       where goods are, in which state, and whose
GoodsReceipt, GoodsIssue, LateCost ...   what can happen to them
StockLedger, record, record_all          append-only, valued to the cent, every change explained
ownership, Milestone                     from which day goods on their way are ours, by Incoterm
Reservations, reserve, release           who may have the units that are there
Position, available_to_promise           what counts as cover, what can still be promised
days_of_cover, excess_units, ageing      how long stock lasts, what is too much, how old it is
watch_stock                              what is wrong, with figures, the worst first
count_plan, counts_due, reconcile_count  cycle counts, and the adjustments they propose
"""

from .counting import Countable, CountPlan, CountTrigger, count_plan, count_triggers, counts_due
from .cover import AgeBucket, Ageing, Cover, ageing, days_of_cover, excess_units
from .entry import StockEntry, StockTotals, ValueChange
from .findings import Severity, StockFinding, StockView, WatchRules
from .incoterms import DeliveryPoint, Milestone, Ownership, ownership
from .late_costs import spread_late_cost
from .ledger import Recorded, Replayed, StockLedger, record, record_all
from .messages import ENGLISH
from .moves import (
    CustomerReturn,
    GoodsIssue,
    GoodsReceipt,
    LateCost,
    OpeningStock,
    OwnershipChange,
    StockAdjustment,
    StockMove,
    StockTransfer,
    worth,
)
from .place import Place, StockStatus
from .position import Incoming, Position
from .promise import Planned, available_to_promise
from .reservations import Firmness, Release, ReservationMove, Reservations, Reserve, release, reserve
from .rules import StockRules, ValuationMethod
from .stock_count import CountLine, CountReconciliation, StockCount, reconcile_count
from .stock_layer import StockLayer
from .watching import DEFAULT_CHECKS, StockCheck, watch_stock

__all__ = [
    "DEFAULT_CHECKS",
    "ENGLISH",
    "AgeBucket",
    "Ageing",
    "CountLine",
    "CountPlan",
    "CountReconciliation",
    "CountTrigger",
    "Countable",
    "Cover",
    "CustomerReturn",
    "DeliveryPoint",
    "Firmness",
    "GoodsIssue",
    "GoodsReceipt",
    "Incoming",
    "LateCost",
    "Milestone",
    "OpeningStock",
    "Ownership",
    "OwnershipChange",
    "Place",
    "Planned",
    "Position",
    "Recorded",
    "Release",
    "Replayed",
    "ReservationMove",
    "Reservations",
    "Reserve",
    "Severity",
    "StockAdjustment",
    "StockCheck",
    "StockCount",
    "StockEntry",
    "StockFinding",
    "StockLayer",
    "StockLedger",
    "StockMove",
    "StockRules",
    "StockStatus",
    "StockTotals",
    "StockTransfer",
    "StockView",
    "ValuationMethod",
    "ValueChange",
    "WatchRules",
    "ageing",
    "available_to_promise",
    "count_plan",
    "count_triggers",
    "counts_due",
    "days_of_cover",
    "excess_units",
    "ownership",
    "reconcile_count",
    "record",
    "record_all",
    "release",
    "reserve",
    "spread_late_cost",
    "watch_stock",
    "worth",
]
