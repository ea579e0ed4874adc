"""How goods move: what carriers charge, which channel, in which cartons, arriving when.

    pack, check_plan                 items into cartons, and an independent check of any plan
    Parcel, Carton, Destination      what is sent, in what, where to
    Channel, Lane, ZoneRule          a carrier's service as its card describes it
    ChargeableRule, SizeLimits       volumetric weight, and what a channel takes
    FlatBands, PerKg, FirstPlusAdditional, Breaks, WeightOrMeasure    forms of tariff
    Fixed, ByWeight, Percent, Fuel, OfValue                           surcharges, in stages
    quote, shop                      a price that says how, or every reason against it
    choose, ChoicePolicy, Criterion  fixed anchors, contributions that add up, weight intervals
    promise, itinerary, Warehouse    when it arrives, from cut-off to last mile
    TransitTimes, legs_together      how long it took, and the sum of legs

Weights are grams, sizes millimetres, prices the card's own numbers, all exact. "No" is a `Refusal` with all
its reasons; what is unknown (a goods class, a rate, a fact) is refused as unknown.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.measures import Dimensions
    >>> from xbcommerce.logistics import (
    ...     ALLOW, Channel, ChoicePolicy, Criterion, Destination, FirstPlusAdditional, FlatBand, FlatBands,
    ...     Lane, Mode, Parcel, TransitDays, ZoneRule, choose, shop)
    >>> def channel(name, mode, tariff, *days):
    ...     return Channel(name, name.title(), mode, "USD", zones=[ZoneRule("EU", ("DE",))],
    ...                    lanes={"EU": Lane(tariff, TransitDays(*days))}, goods={"general": ALLOW})
    >>> packet = channel("packet", Mode.POSTAL, FlatBands((FlatBand(0, 2_000, "9.40"),)), 14, 23)
    >>> courier = channel("courier", Mode.COURIER, FirstPlusAdditional(500, "24.60", 500, "5.20"), 3, 5)
    >>> mugs = Parcel(Dimensions(300, 200, 150), 1_840)
    >>> offers = shop([mugs], [packet, courier], Destination("DE"), date(2026, 3, 2), currency="USD")
    >>> patient = ChoicePolicy((Criterion("cost", 50, 0, 3), Criterion("p90_days", 30, 0, 2)), currency="USD")
    >>> print(choose(offers, patient))
    chosen: Packet, 58.1 of 100 points, USD 9.40, half arrive within 14 days, nine in ten within 23
      costs USD 9.40: 48.7 points at a weight of 60 %; the same choice at any weight from 49.4 to 100 %
      nine in ten arrive within 23 days: 9.4 points at a weight of 40 %; ...from 0 to 50.6 %
    behind it: Courier, 45.1 points, USD 40.20, half arrive within 3 days, nine in ten within 5
"""

from xbcommerce.kernel.dated import ALWAYS

from .bands import Band, BandsError
from .channel import ALLOW, DENY, Channel, Destination, GoodsRule, Lane, Pricing, TransitDays
from .chargeable import ChargeableRule, Charged, Scope, rule_on
from .choice import ChannelChoice, ChoicePolicy, Ranked, choose
from .conditions import Compare, Condition, Facts, Flag, InZone, Op
from .consignment import Consignment
from .eligibility import reasons_against
from .fuel import FuelIndex, FuelRow
from .generalised_cost import GeneralisedCost, generalised_cost
from .itinerary import Itinerary, LineHaul, Route, Sailings, itinerary
from .limits import Size, SizeLimits, Tube
from .messages import ENGLISH
from .mode import Mode
from .packing import pack
from .packing_check import check_plan
from .packing_plan import Orientation, PackedCarton, PackingItem, PackingPlan, Placement, Unpacked
from .parcel import GENERAL, Carton, Parcel
from .ports import BookingRefused, BookShipment, CarrierGateway, RateCards, ShipmentBooked
from .promise import Promise, Warehouse, promise
from .quote_line import QuoteLine
from .quoting import ChannelQuote, quote
from .scoring import Criterion, Curve, Interval, Score, score_all, weight_interval
from .shopping import Offers, Refused, converted, shop
from .step import Step
from .surcharge import BASE, Bill, ByWeight, Fixed, Fuel, OfValue, Per, Percent, Surcharge, bill
from .tariff import (
    Break,
    Breaks,
    FirstPlusAdditional,
    FlatBand,
    FlatBands,
    Load,
    PerKg,
    PerKgBand,
    Priced,
    Tariff,
    WeightOrMeasure,
)
from .transit import InTime, TransitTimes, cheapest_within, days_within, legs_together
from .zone import AmbiguousZone, Postcodes, Zone, ZoneRule, find_zone

__all__ = [
    "ALLOW",
    "ALWAYS",
    "BASE",
    "DENY",
    "ENGLISH",
    "GENERAL",
    "AmbiguousZone",
    "Band",
    "BandsError",
    "Bill",
    "BookShipment",
    "BookingRefused",
    "Break",
    "Breaks",
    "ByWeight",
    "CarrierGateway",
    "Carton",
    "Channel",
    "ChannelChoice",
    "ChannelQuote",
    "ChargeableRule",
    "Charged",
    "ChoicePolicy",
    "Compare",
    "Condition",
    "Consignment",
    "Criterion",
    "Curve",
    "Destination",
    "Facts",
    "FirstPlusAdditional",
    "Fixed",
    "Flag",
    "FlatBand",
    "FlatBands",
    "Fuel",
    "FuelIndex",
    "FuelRow",
    "GeneralisedCost",
    "GoodsRule",
    "InTime",
    "InZone",
    "Interval",
    "Itinerary",
    "Lane",
    "LineHaul",
    "Load",
    "Mode",
    "OfValue",
    "Offers",
    "Op",
    "Orientation",
    "PackedCarton",
    "PackingItem",
    "PackingPlan",
    "Parcel",
    "Per",
    "PerKg",
    "PerKgBand",
    "Percent",
    "Placement",
    "Postcodes",
    "Priced",
    "Pricing",
    "Promise",
    "QuoteLine",
    "Ranked",
    "RateCards",
    "Refused",
    "Route",
    "Sailings",
    "Scope",
    "Score",
    "ShipmentBooked",
    "Size",
    "SizeLimits",
    "Step",
    "Surcharge",
    "Tariff",
    "TransitDays",
    "TransitTimes",
    "Tube",
    "Unpacked",
    "Warehouse",
    "WeightOrMeasure",
    "Zone",
    "ZoneRule",
    "bill",
    "cheapest_within",
    "check_plan",
    "choose",
    "converted",
    "days_within",
    "find_zone",
    "generalised_cost",
    "itinerary",
    "legs_together",
    "pack",
    "promise",
    "quote",
    "reasons_against",
    "rule_on",
    "score_all",
    "shop",
    "weight_interval",
]
