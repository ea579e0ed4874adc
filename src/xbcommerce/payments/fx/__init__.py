"""What exchange rates do to payments: differences between booking and settlement, and offers that expired.

    CaptureTerms, capture_rate   at which rate a payment is captured whose quote has expired since
    Position, fx_difference      what was gained or lost between the booking and the settlement
    FX_DIFFERENCE                the account that bears it

Rates, quotes and conversions themselves are in `xbcommerce.kernel.fx`.
"""

from .capture_rate import Beyond, CaptureRate, CaptureTerms, capture_rate
from .difference import FX_DIFFERENCE, FxDifference, Position, fx_difference

__all__ = [
    "FX_DIFFERENCE",
    "Beyond",
    "CaptureRate",
    "CaptureTerms",
    "FxDifference",
    "Position",
    "capture_rate",
    "fx_difference",
]
