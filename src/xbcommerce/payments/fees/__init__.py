"""What a provider takes: price lists as data, the fee on an amount line by line, the price that covers it.

    FeeSchedule, Tier, Surcharge         a price list: percent, fixed, tiers, minimum, cap, surcharges
    quote_fee                            the fee on an amount, line by line
    gross_up                             the price that leaves a given net
    FeePlan, StepFee, fees_at            which price list is due at which step of a payment's life
    ConditionalSurcharge, FeeSituation   what is taken only for foreign cards, exchanges, ...
    fees_returned                        what comes back of it with a refund

Example:
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.payments.fees import FeeSchedule, gross_up, quote_fee
    >>> card = FeeSchedule(percent=Decimal("2.9"), fixed=Money("0.30", "USD"))
    >>> quote_fee(card, Money("100.00", "USD")).total
    Money('3.20', 'USD')
    >>> gross_up(card, Money("96.80", "USD")).amount
    Money('100.00', 'USD')
"""

from .conditions import ConditionalSurcharge, FeeSituation, Trigger
from .gross_up import UnreachableNetError, gross_up
from .plan import FeeCharge, FeePlan, FeeStep, Returned, StepFee, StepFees, fees_at
from .quote import FeeKind, FeeLine, FeeQuote, quote_fee
from .returns import FeeReturn, FeesReturned, fees_returned
from .schedule import FeeSchedule, Surcharge, Tier, TierMode

__all__ = [
    "ConditionalSurcharge",
    "FeeCharge",
    "FeeKind",
    "FeeLine",
    "FeePlan",
    "FeeQuote",
    "FeeReturn",
    "FeeSchedule",
    "FeeSituation",
    "FeeStep",
    "FeesReturned",
    "Returned",
    "StepFee",
    "StepFees",
    "Surcharge",
    "Tier",
    "TierMode",
    "Trigger",
    "UnreachableNetError",
    "fees_at",
    "fees_returned",
    "gross_up",
    "quote_fee",
]
