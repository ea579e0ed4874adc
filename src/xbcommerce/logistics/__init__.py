"""How goods move: what carriers charge, which channel, in which cartons, arriving when."""

from .bands import Band, BandsError
from .channel import ALLOW, DENY, Channel, Destination, GoodsRule, Lane, Mode, Pricing, TransitDays
from .chargeable import ALWAYS, ChargeableRule, Charged, Scope, rule_on
from .choice import ChannelChoice, ChoicePolicy, Ranked, choose
from .conditions import Compare, Condition, Facts, Flag, InZone, Op
from .eligibility import reasons_against
from .figures import Step
from .fuel import FuelIndex, FuelRow
from .generalised_cost import GeneralisedCost, generalised_cost
from .itinerary import Itinerary, LineHaul, Route, Sailings, itinerary
from .limits import Size, SizeLimits, Tube
from .messages import ENGLISH
from .packing import pack
from .packing_check import check_plan
from .packing_plan import Orientation, PackedCarton, PackingItem, PackingPlan, Placement, Unpacked
from .parcel import GENERAL, Carton, Parcel
from .ports import BookingRefused, BookShipment, CarrierGateway, RateCards, ShipmentBooked
from .promise import Promise, Warehouse, promise
from .quoting import ChannelQuote, QuoteLine, quote
from .scoring import Criterion, Curve, Interval, Score, score_all, weight_interval
from .shopping import Offers, Refused, converted, shop
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
