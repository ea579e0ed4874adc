"""What the border costs: classification, duty, tax, thresholds, landed cost, declarations."""

from .exchange import Exchange, exchange_rates
from .goods import Cost, CostKind, GoodsLine, ImportConsignment, TradeFacts
from .place import Jurisdictions, Place
from .trade import Buyer, DateBasis, TradeDates
from .when import ANY, When
from .worth import PARTS, CostAbovePriceError, Worth, worth_of

__all__ = [
    "ANY",
    "PARTS",
    "Buyer",
    "Cost",
    "CostAbovePriceError",
    "CostKind",
    "DateBasis",
    "Exchange",
    "GoodsLine",
    "ImportConsignment",
    "Jurisdictions",
    "Place",
    "TradeDates",
    "TradeFacts",
    "When",
    "Worth",
    "exchange_rates",
    "worth_of",
]
