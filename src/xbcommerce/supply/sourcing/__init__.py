"""From whom, by which way and by which day: offers worked out and compared.

    Offer, recommend, landed_unit        in the face of the room
    Question, answer                     the same with what a sale brings, and a day to be there by
    Imported, Duty, with_duties          what the border takes, asked of a port
    landed_shipment                      the units of one shipment, its freight and fees shared
    WindowShortage, expedite_quantity    what is missing until the ship lands, and how much of it to fly in
    PlainOffer, choose                   the cheapest offer a year from plain numbers

Example: see `xbcommerce.supply.recommend`.
"""

from .ask_duty import with_duties, with_duty
from .choice import Choice, PlainOffer, Worked, choose
from .duty import Duty, DutyBasis, Imported, UnknownDuty
from .expedite import ExpeditePart, expedite_quantity
from .messages import ENGLISH
from .question import Question
from .recommend import answer
from .shipment_cost import LandedShipment, landed_shipment, shown_unit
from .window import WindowShortage

__all__ = [
    "ENGLISH",
    "Choice",
    "Duty",
    "DutyBasis",
    "ExpeditePart",
    "Imported",
    "LandedShipment",
    "PlainOffer",
    "Question",
    "UnknownDuty",
    "WindowShortage",
    "Worked",
    "answer",
    "choose",
    "expedite_quantity",
    "landed_shipment",
    "shown_unit",
    "with_duties",
    "with_duty",
]
