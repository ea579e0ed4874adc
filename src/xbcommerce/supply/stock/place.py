"""Where goods are, in which state, and whose they are.

Example:
    >>> from xbcommerce.supply.stock import Place, StockStatus
    >>> on_the_ship = Place("Ever Given", StockStatus.IN_TRANSIT)
    >>> print(on_the_ship, "|", Place("Hamburg", StockStatus.BONDED, owner="acme"))
    Ever Given (in transit) | Hamburg (bonded, of acme)
"""

from __future__ import annotations

from enum import Enum

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError, member_of


class StockStatus(Enum):
    """What may be done with goods."""

    AVAILABLE = "available"
    """Free to be sold."""
    IN_TRANSIT = "in_transit"
    """On the way to the location, or aboard it."""
    BONDED = "bonded"
    """Under customs supervision: duty is not paid yet."""
    QUALITY_HOLD = "quality_hold"
    """Waiting for inspection."""


def named(_instance: object, attribute: Attribute[str], value: str) -> None:
    """Refuse an empty name; for ``attrs.field(validator=named)``."""
    if not value:
        msg = f"{attribute.name}='': expected a name, e.g. {attribute.name}='{attribute.name}-1'"
        raise InvalidValueError(msg)


@frozen(cache_hash=True)
class Place:
    """A location with the state and the owner of the goods there.

    Attributes:
        location: A warehouse, a shelf, a vessel: the caller's key.
        status: What may be done with the goods.
        owner: Whose they are; empty for our own. Goods of others are counted and never valued.
    """

    location: str = field(validator=named)
    status: StockStatus = field(default=StockStatus.AVAILABLE, validator=member_of(StockStatus))
    owner: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether the goods there belong to us."""
        return not self.owner

    def __str__(self) -> str:
        words = [] if self.status is StockStatus.AVAILABLE else [self.status.value.replace("_", " ")]
        if self.owner:
            words.append(f"of {self.owner}")
        return f"{self.location} ({', '.join(words)})" if words else self.location


def placed(_instance: object, attribute: Attribute[Place], value: Place) -> None:
    """Refuse what is no place, such as its name alone; for ``attrs.field(validator=placed)``."""
    if not isinstance(value, Place):
        msg = f"{attribute.name}={value!r}: expected a Place, e.g. Place({str(value)!r})"
        raise InvalidValueError(msg)
