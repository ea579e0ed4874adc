"""What a payment provider is, as dated data: how amounts travel, what is taken, which methods it offers.

    ProviderRules             all of it: wire, methods, fee plan, lag, idempotency, how amounts are reported
    WireFormat, to_wire       an amount as the provider writes it; refused where it cannot be written
    from_wire                 and back
    MethodOffer, MethodKind   a method with its countries, currencies and limits
    SettlementLag             when captured money reaches the balance

Rules come as a `RuleSet`, by provider and day; `xbcommerce.reference` has samples with source and date.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.payments.providers import WireFormat, from_wire, to_wire
    >>> wire = WireFormat()
    >>> to_wire(Money("12.30", "EUR"), wire), to_wire(Money(1_200, "JPY"), wire)
    (1230, 1200)
    >>> from_wire(1230, "EUR", wire)
    Money('12.30', 'EUR')
"""

from .lag import SettlementLag
from .method import EVERYWHERE, Limits, MethodKind, MethodOffer
from .rules import ProviderRules, WireOperation
from .wire import NotAMultipleError, NotRepresentableError, WireFormat, from_wire, to_wire

__all__ = [
    "EVERYWHERE",
    "Limits",
    "MethodKind",
    "MethodOffer",
    "NotAMultipleError",
    "NotRepresentableError",
    "ProviderRules",
    "SettlementLag",
    "WireFormat",
    "WireOperation",
    "from_wire",
    "to_wire",
]
