"""Landed cost: what a consignment costs once it is through the border, and how that is known.

landed_cost              the quote: every charge with its formula, rule, payor and place of collection
LandedCost, BorderCharge settled, or bounded with the facts that would settle it
compare, Option          DDP, DAP, IOSS, standard: side by side
quoted, replay           a quote to store, and the same quote again to the byte
what_changes             what a day changes for a catalogue
refund_of                what comes back when a law is struck down
"""

from .changing import QuoteChange, what_changes
from .charged import BorderCharge, Collected, LineCharge, RuleRef
from .comparing import DAP, DDP, IOSS, STANDARD, Compared, Comparison, Option, compare
from .landing import landed_cost
from .messages import ENGLISH
from .quote import Bounds, LandedCost, LandedLine, Reading
from .rates_used import RatesAsked, RatesTold, RateTold
from .refunding import Refund, refund_of
from .replaying import OtherRulesError, QuoteRecord, ReplayError, quoted, replay

__all__ = [
    "DAP",
    "DDP",
    "ENGLISH",
    "IOSS",
    "STANDARD",
    "BorderCharge",
    "Bounds",
    "Collected",
    "Compared",
    "Comparison",
    "LandedCost",
    "LandedLine",
    "LineCharge",
    "Option",
    "OtherRulesError",
    "QuoteChange",
    "QuoteRecord",
    "RateTold",
    "RatesAsked",
    "RatesTold",
    "Reading",
    "Refund",
    "ReplayError",
    "RuleRef",
    "compare",
    "landed_cost",
    "quoted",
    "refund_of",
    "replay",
    "what_changes",
]
