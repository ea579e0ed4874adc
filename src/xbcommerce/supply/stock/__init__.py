"""What is there, whose it is, what it is worth, what was promised, and what is wrong with it.

    Place, StockStatus                       where goods are, in which state, and whose
    GoodsReceipt, GoodsIssue, LateCost ...   what can happen to them
    StockLedger, record, record_all          append-only, valued to the cent, every change explained
"""

from .entry import StockEntry, StockTotals, ValueChange
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
from .rules import StockRules, ValuationMethod
from .stock_layer import StockLayer

__all__ = [
    "ENGLISH",
    "CustomerReturn",
    "GoodsIssue",
    "GoodsReceipt",
    "Incoming",
    "LateCost",
    "OpeningStock",
    "OwnershipChange",
    "Place",
    "Position",
    "Recorded",
    "Replayed",
    "StockAdjustment",
    "StockEntry",
    "StockLayer",
    "StockLedger",
    "StockMove",
    "StockRules",
    "StockStatus",
    "StockTotals",
    "StockTransfer",
    "ValuationMethod",
    "ValueChange",
    "record",
    "record_all",
    "worth",
]
