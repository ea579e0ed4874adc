"""May it be sent: restrictions by place, mode and carrier, and dangerous goods, batteries first.

    check_restrictions             every rule that speaks about a consignment, every fact that is missing
    carriage_options, Carriage     by which modes and carriers it may go, and what each still needs
    classify_battery               UN number, section, limits of passenger and cargo aircraft, mark, papers
    GoodsFacts, BatteryFacts       what is known of the goods; what is not told is not known
    MagnetFacts, LiquidFacts, AerosolFacts
    Restriction, Level, Direction  one rule, as a dated record under ``restriction/PLACE/NAME``
    BatteryProvision, BatterySection   what an edition of the rules of the air says of one kind of battery
    Allow, Warn, NeedsDocument, NeedsFacts, Block    the five answers, each with all reasons

A start that hosts add to, no legal advice; the text of the Dangerous Goods Regulations is IATA's, not here.

Example:
    >>> from datetime import date
    >>> from xbcommerce.logistics.customs.restrictions import (
    ...     Aircraft, BatteryFacts, Chemistry, Packing, classify_battery)
    >>> from xbcommerce.reference.customs.restrictions import restriction_rules
    >>> power_bank = BatteryFacts(Chemistry.LITHIUM_ION, Packing.ALONE, batteries=1, battery_wh="37")
    >>> print(classify_battery(power_bank, restriction_rules(), on=date(2026, 11, 25)))
    UN 3480, packing instruction 965, section IB (air-lithium-ion-alone-2022)
      passenger aircraft may not carry it
      cargo aircraft: at most 10 kg of batteries a package
      charged to at most 30 % of the rated capacity
      the battery mark must stand on the package
      a shipper's declaration for dangerous goods is needed
      not known, ask the maker: tested
      not known, ask the maker: damaged
      not known, ask the maker: net_kg
      not known, ask the maker: charge_pct
"""

from .battery import BatteryFacts, Chemistry, Packing, watt_hours
from .battery_class import BatteryClass, classify_battery
from .carriage import Carriage, CarriageOption, carriage_options
from .check import check_restrictions
from .goods_facts import AerosolFacts, GoodsFacts, LiquidFacts, MagnetFacts
from .messages import ENGLISH
from .provision import Aircraft, BatteryProvision, BatterySection, Mark, provision_key
from .reason import Reason
from .restriction import Direction, FactTest, Level, Restriction, RestrictionRecord
from .verdict import Allow, Block, NeedsDocument, NeedsFacts, Verdict, Warn, strictness, verdict_of

__all__ = [
    "ENGLISH",
    "AerosolFacts",
    "Aircraft",
    "Allow",
    "BatteryClass",
    "BatteryFacts",
    "BatteryProvision",
    "BatterySection",
    "Block",
    "Carriage",
    "CarriageOption",
    "Chemistry",
    "Direction",
    "FactTest",
    "GoodsFacts",
    "Level",
    "LiquidFacts",
    "MagnetFacts",
    "Mark",
    "NeedsDocument",
    "NeedsFacts",
    "Packing",
    "Reason",
    "Restriction",
    "RestrictionRecord",
    "Verdict",
    "Warn",
    "carriage_options",
    "check_restrictions",
    "classify_battery",
    "provision_key",
    "strictness",
    "verdict_of",
    "watt_hours",
]
