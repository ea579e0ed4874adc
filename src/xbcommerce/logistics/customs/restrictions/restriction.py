"""One rule about what may be sent, as a dated record: where, what, how, and how strictly.

Example:
    >>> from xbcommerce.logistics.customs import When
    >>> from xbcommerce.logistics.customs.restrictions import Level, Restriction
    >>> vapes = Restriction(Level.BLOCK, "vapes_banned", places={"SG"}, when=When(goods={"vape"}))
    >>> print(vapes)
    block vapes_banned, import SG
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError, member_of
from xbcommerce.kernel.naming import name_set
from xbcommerce.logistics.conditions import Compare, Flag
from xbcommerce.logistics.customs.when import ANY, When

from .provision import BatteryProvision

PREFIX = "restriction/"
"""Where restrictions stand in the rules: ``restriction/PLACE/NAME``."""

FactTest = Compare | Flag
"""A number against a limit, or something that is so: facts by the names of `GoodsFacts.kinds`."""


class Level(Enum):
    """How strict a rule is, from the mildest."""

    ALLOW = "allow"
    """It was looked at and is permitted; told, and never undoes another rule."""
    WARN = "warn"
    """It may go, and something is to be minded."""
    NEEDS_DOCUMENT = "needs_document"
    """It may go with a document, a registration or a permission."""
    BLOCK = "block"


class Direction(Enum):
    """On which side of a journey a place has its say."""

    IMPORT = "import"
    EXPORT = "export"
    TRANSIT = "transit"


def _places(places: Iterable[str]) -> frozenset[str]:
    return name_set(places, "places")


def _document(instance: Restriction, attribute: Attribute[str], value: str) -> None:
    if (instance.level is Level.NEEDS_DOCUMENT) is not bool(value):
        msg = f"{attribute.name}={value!r}: a rule of level needs_document names one, and no other rule does"
        raise InvalidValueError(msg)


def _code(_instance: object, attribute: Attribute[str], value: str) -> None:
    if not value.isidentifier():
        msg = f"{attribute.name}={value!r}: expected a code such as 'vapes_banned'"
        raise InvalidValueError(msg)


@frozen
class Restriction:
    """A rule about what may be sent; all of what it asks must hold.

    Attributes:
        level: How strict it is.
        reason: Stable code; ``restriction.REASON`` is its sentence.
        places: Jurisdictions that rule so, e.g. ``{"SG"}``, ``{"EU", "XI"}``; empty for the whole world. A
            shipment that stays within them crosses no border of theirs.
        direction: Whether they speak as the destination, the origin, or a country on the way.
        when: What it asks of the consignment and the line.
        facts: What it asks of the goods; every one must hold.
        document: What has to be there, e.g. ``"phytosanitary_certificate"``; of level NEEDS_DOCUMENT only.
        title: In words, for rules of a host's own without a sentence in a catalogue.

    Raises:
        InvalidValueError: A reason that is no code, or a document that does not go with the level.
    """

    level: Level = field(validator=member_of(Level))
    reason: str = field(validator=_code)
    places: frozenset[str] = field(default=frozenset(), converter=_places, kw_only=True)
    direction: Direction = field(default=Direction.IMPORT, validator=member_of(Direction), kw_only=True)
    when: When = field(default=ANY, kw_only=True)
    facts: tuple[FactTest, ...] = field(default=(), converter=tuple[FactTest, ...], kw_only=True)
    document: str = field(default="", validator=_document, kw_only=True)
    title: str = field(default="", kw_only=True)

    @property
    def of_goods(self) -> bool:
        """Whether it asks anything of a line, so that it is asked of each."""
        asked = self.when
        return bool(
            self.facts
            or asked.goods
            or asked.not_goods
            or asked.hs
            or asked.not_hs
            or asked.origins
            or asked.not_origins
        )

    def __str__(self) -> str:
        where = ", ".join(sorted(self.places)) or "everywhere"
        return f"{self.level.value} {self.reason}, {self.direction.value} {where}"


RestrictionRecord = Restriction | BatteryProvision
"""What stands under ``restriction/...`` and ``dangerous-goods/...`` in the rules."""
