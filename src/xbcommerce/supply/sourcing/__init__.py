"""From whom, by which way and by which day: offers worked out and compared.

    Offer, recommend, landed_unit        in the face of the room
    Imported, Duty, with_duty            what the border takes, asked of a port

Example: see `xbcommerce.supply.recommend`.
"""

from .duty import Duty, DutyBasis, Imported, UnknownDuty

__all__ = ["Duty", "DutyBasis", "Imported", "UnknownDuty"]
