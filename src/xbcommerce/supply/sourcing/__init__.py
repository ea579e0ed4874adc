"""From whom, by which way and by which day: offers worked out and compared.

    Offer, recommend, landed_unit        in the face of the room
    Question, answer                     the same with what a sale brings, and a day to be there by
    Imported, Duty, with_duties          what the border takes, asked of a port
    landed_shipment                      the units of one shipment, its freight and fees shared
    SupplierTerms, build_order           one order under all its constraints
    recommend_many                       many items, one order a supplier, one budget
    owned_in_transit_days                pipeline capital, by the Incoterm
    expedite                             how much of an open sea order to fly in
    WindowShortage, expedite_quantity    what is missing until the ship lands, and how much of it to fly in
    PlainOffer, choose                   the cheapest offer a year from plain numbers

Example: see `xbcommerce.supply.recommend`.
"""

from .ask_duty import with_duties, with_duty
from .build_order import build_order
from .choice import Choice, PlainOffer, Worked, choose
from .considered import Considered, Rejected
from .duty import Duty, DutyBasis, Imported, UnknownDuty
from .expedite_order import Expedite, expedite
from .expedite_part import ExpeditePart, expedite_quantity
from .messages import ENGLISH
from .order_plan import ItemToPlan, OrderPlan, recommend_many
from .pipeline import owned_in_transit_days
from .question import Question
from .recommend import answer
from .reporting import Reporting
from .shipment_cost import LandedShipment, landed_shipment, shown_unit
from .supplier_order import SupplierLine, SupplierOrder
from .supplier_terms import SupplierTerms, WantedLine
from .window import WindowShortage

__all__ = [
    "ENGLISH",
    "Choice",
    "Considered",
    "Duty",
    "DutyBasis",
    "Expedite",
    "ExpeditePart",
    "Imported",
    "ItemToPlan",
    "LandedShipment",
    "OrderPlan",
    "PlainOffer",
    "Question",
    "Rejected",
    "Reporting",
    "SupplierLine",
    "SupplierOrder",
    "SupplierTerms",
    "UnknownDuty",
    "WantedLine",
    "WindowShortage",
    "Worked",
    "answer",
    "build_order",
    "choose",
    "expedite",
    "expedite_quantity",
    "landed_shipment",
    "owned_in_transit_days",
    "recommend_many",
    "shown_unit",
    "with_duties",
    "with_duty",
]
