"""What a year's rules of the air say of one kind of battery, as one dated record: sections with their limits.

Facts alone, in our own words: the Dangerous Goods Regulations are IATA's, and its text is not here. The
sections of a packing instruction stand from the mildest to the strictest; a battery falls into the first
whose ratings and mass admit it.

Example:
    >>> from xbcommerce.logistics.customs.restrictions import BatterySection, Mark
    >>> two = BatterySection("II", cell_wh_max=20, battery_wh_max=100, passenger_kg_max=5, cargo_kg_max=5,
    ...                      mark=Mark.UNLESS_FEW)
    >>> two.declaration, two.net_kg_max
    (False, Fraction(5, 1))
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction

from attrs import Attribute, field, frozen
from attrs.validators import instance_of

from xbcommerce.kernel.errors import InvalidValueError, member_of
from xbcommerce.kernel.figures import figure_or_none, not_negative, positive
from xbcommerce.kernel.naming import repeated

from .battery import Chemistry, Packing


class Aircraft(Enum):
    """What flies the package."""

    PASSENGER = "passenger"
    CARGO = "cargo"
    """With cargo alone."""


class Mark(Enum):
    """When the battery mark stands on a package."""

    ALWAYS = "always"
    NEVER = "never"
    """The label of class 9 stands there instead."""
    UNLESS_FEW = "unless_few"
    """Not where all are button cells in equipment, or for at most four cells or two batteries a package in at
    most two packages."""


@frozen
class BatterySection:
    """One section of a packing instruction; limits are inclusive.

    Attributes:
        name: E.g. ``"II"``, ``"IB"``.
        cell_wh_max: Highest rating of a cell; None for any.
        battery_wh_max: Highest rating of a battery; None for any.
        cell_lithium_g_max: Most lithium metal in a cell; None for any.
        battery_lithium_g_max: Most lithium metal in a battery; None for any.
        passenger_kg_max: Net mass a package by passenger aircraft; None is forbidden there.
        cargo_kg_max: The same by cargo aircraft.
        charge_pct_max: Highest state of charge without approval of the states concerned; None for any.
        charge_over_wh: The charge is limited above this rating only; None for every rating.
        mark: When the battery mark is needed.
        declaration: A shipper's declaration for dangerous goods is needed.

    Raises:
        InvalidValueError: No name, a limit below 0, or ``charge_over_wh`` without ``charge_pct_max``.
    """

    name: str
    cell_wh_max: Fraction | None = field(
        default=None, converter=figure_or_none, validator=positive, kw_only=True
    )
    battery_wh_max: Fraction | None = field(
        default=None, converter=figure_or_none, validator=positive, kw_only=True
    )
    cell_lithium_g_max: Fraction | None = field(
        default=None, converter=figure_or_none, validator=positive, kw_only=True
    )
    battery_lithium_g_max: Fraction | None = field(
        default=None, converter=figure_or_none, validator=positive, kw_only=True
    )
    passenger_kg_max: Fraction | None = field(
        default=None, converter=figure_or_none, validator=positive, kw_only=True
    )
    cargo_kg_max: Fraction | None = field(
        default=None, converter=figure_or_none, validator=positive, kw_only=True
    )
    charge_pct_max: Fraction | None = field(
        default=None, converter=figure_or_none, validator=not_negative, kw_only=True
    )
    charge_over_wh: Fraction | None = field(
        default=None, converter=figure_or_none, validator=positive, kw_only=True
    )
    mark: Mark = field(default=Mark.NEVER, validator=member_of(Mark), kw_only=True)
    declaration: bool = field(default=False, validator=instance_of(bool), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.name:
            msg = "name='': a section needs its name, e.g. 'II'"
            raise InvalidValueError(msg)
        if self.charge_over_wh is not None and self.charge_pct_max is None:
            msg = f"charge_over_wh={self.charge_over_wh}: give charge_pct_max, or leave it out"
            raise InvalidValueError(msg)

    def kg_max(self, aircraft: Aircraft) -> Fraction | None:
        """Return the net mass a package may have; None where the aircraft may not carry it."""
        return self.passenger_kg_max if aircraft is Aircraft.PASSENGER else self.cargo_kg_max

    @property
    def net_kg_max(self) -> Fraction | None:
        """The highest net mass of any aircraft; None where none may carry it."""
        limits = [limit for limit in map(self.kg_max, Aircraft) if limit is not None]
        return max(limits, default=None)

    @property
    def rated(self) -> bool:
        """Whether a rating decides about this section."""
        limits = (
            self.cell_wh_max, self.battery_wh_max, self.cell_lithium_g_max, self.battery_lithium_g_max,
        )  # fmt: skip
        return any(limit is not None for limit in limits)


def _sections(sections: Iterable[BatterySection]) -> tuple[BatterySection, ...]:
    return tuple(sections)


def _last_takes_all(
    _instance: object, attribute: Attribute[tuple[BatterySection, ...]], value: tuple[BatterySection, ...]
) -> None:
    if twice := repeated(section.name for section in value):
        msg = f"{attribute.name}: {', '.join(twice)} stands more than once"
        raise InvalidValueError(msg)
    if value and value[-1].rated:
        msg = f"{attribute.name}: {value[-1].name} is last and has limits of rating; put the strictest last"
        raise InvalidValueError(msg)


def _four_digits(_instance: object, attribute: Attribute[str], value: str) -> None:
    if len(value) != 4 or not (value.isascii() and value.isdigit()):  # noqa: PLR2004
        msg = f"{attribute.name}={value!r}: expected the four digits of a UN number, e.g. '3481'"
        raise InvalidValueError(msg)


@frozen
class BatteryProvision:
    """What an edition says of one chemistry, packed in one way; stands under `provision_key`.

    Attributes:
        un: The UN number.
        packing_instruction: Its number, e.g. ``"967"``.
        sections: From the mildest to the strictest; empty where they are not on record.

    Raises:
        InvalidValueError: No UN number, a section twice, or a last one that does not take every rating.
    """

    un: str = field(validator=_four_digits)
    packing_instruction: str
    sections: tuple[BatterySection, ...] = field(default=(), converter=_sections, validator=_last_takes_all)

    def __str__(self) -> str:
        names = ", ".join(section.name for section in self.sections)
        return f"UN {self.un}, packing instruction {self.packing_instruction}: {names or '-'}"


def provision_key(chemistry: Chemistry, packing: Packing) -> str:
    """Return the key under which a provision stands."""
    return f"dangerous-goods/air/{chemistry.value}-{packing.value}"
