"""How goods travel, for cards of carriers and for customs alike."""

from __future__ import annotations

from enum import Enum


class Mode(Enum):
    """What carries the parcel on its longest leg."""

    POSTAL = "postal"
    """The mails of the postal operators, by whatever vehicle."""
    COURIER = "courier"
    """An express carrier that clears customs itself."""
    AIR = "air"
    """Air freight."""
    SEA = "sea"
    LAND = "land"
    """Road or rail."""
