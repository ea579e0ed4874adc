"""What the border costs: what a consignment owes there, how that is known, and what is missing to know it.

`landed_cost` takes what is sent (`ImportConsignment`), the days of the trade (`TradeDates`), dated rules and
exchange rates, and says what the goods cost once they are through: charge by charge, each with its formula,
its rule, who pays it and where. A missing fact gives bounds, a missing rule no upper one; neither is zero.

    landed_cost, LandedCost    the answer: a total, or bounds with what would settle it
    compare, Option            DAP, DDP, IOSS, STANDARD side by side
    quoted, replay             a quote to store, and the same quote again to the byte
    what_changes, refund_of    what a day changes for a catalogue, what a void law gives back

Rules are data: the packaged ones (`xbcommerce.reference.customs.rules`), and a host's own laid over them with
`RuleSet.overlay`; `rules` tells under which keys they stand. Each street has a face of its own:
`classification` (HS codes), `valuation`, `tariff` and `duties`, `thresholds`, `charges`, `incoterms`,
`restrictions` (may it be sent at all), `declarations`.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import RateTable
    >>> from xbcommerce.logistics.customs import GoodsLine, ImportConsignment, Place, TradeDates, landed_cost
    >>> from xbcommerce.reference.customs.rules import packaged_rules
    >>> mugs = GoodsLine("mugs", Money("12.00", "EUR"), 3, hs_code="6911.10", origin="CN")
    >>> parcel = ImportConsignment(Place("DE"), "CN", [mugs], registrations={"IOSS"}, declaration="H7")
    >>> july = TradeDates.all_on(date(2026, 7, 1))
    >>> quote = landed_cost(parcel, july, packaged_rules(), RateTable("EUR", "none", {}))
    >>> quote.total.amount
    Decimal('46.41')
    >>> for charge in quote.charges:
    ...     print(charge)
    flat duty: 1 x 3.00 = EUR 3.00
      by charge-eu-flat-duty [A], eu-flat-duty-2026-07-01 [A]
    vat: 19 % of EUR 39.00 (tax value + flat duty) = EUR 7.41
      by charge-eu-vat [A], vat-de-standard-2021-01-01 [B]
"""

from .classification import HsCode
from .consignment import ImportConsignment
from .cost import Cost, CostKind
from .exchange import Exchange, UnaskedRateError, exchange_rates
from .goods import GoodsLine
from .landed_cost import (
    DAP,
    DDP,
    IOSS,
    STANDARD,
    LandedCost,
    Option,
    QuoteRecord,
    compare,
    landed_cost,
    quoted,
    refund_of,
    replay,
    what_changes,
)
from .place import Jurisdictions, Place
from .trade import Buyer, DateBasis, TradeDates, TradeFacts
from .when import ANY, When
from .worth import PARTS, CostAbovePriceError, Worth, worth_of

__all__ = [
    "ANY",
    "DAP",
    "DDP",
    "IOSS",
    "PARTS",
    "STANDARD",
    "Buyer",
    "Cost",
    "CostAbovePriceError",
    "CostKind",
    "DateBasis",
    "Exchange",
    "GoodsLine",
    "HsCode",
    "ImportConsignment",
    "Jurisdictions",
    "LandedCost",
    "Option",
    "Place",
    "QuoteRecord",
    "TradeDates",
    "TradeFacts",
    "UnaskedRateError",
    "When",
    "Worth",
    "compare",
    "exchange_rates",
    "landed_cost",
    "quoted",
    "refund_of",
    "replay",
    "what_changes",
    "worth_of",
]
