"""What is known of the batteries in a package: chemistry, energy, count, charge.

What is not told is not known, and a rule that needs it asks for it. A package holds the kind it is told
anything of: with a rating or a count of batteries alone, it holds no loose cells.

Example:
    >>> from xbcommerce.logistics.customs.restrictions import BatteryFacts, Chemistry, Packing, watt_hours
    >>> str(watt_hours("10000", "3.7"))
    '37'
    >>> power_bank = BatteryFacts(Chemistry.LITHIUM_ION, Packing.ALONE, batteries=1, battery_wh="37")
    >>> power_bank.has_batteries, power_bank.has_cells
    (True, False)
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import Attribute, field, frozen
from attrs.validators import instance_of, optional

from xbcommerce.kernel.errors import InvalidValueError, count_field, member_of, positive_field
from xbcommerce.kernel.figures import Figure, decimal_of, figure, figure_or_none, not_negative, positive


class Chemistry(Enum):
    """What stores the energy."""

    LITHIUM_ION = "lithium_ion"
    """Rechargeable, lithium polymer included; rated in watt-hours."""
    LITHIUM_METAL = "lithium_metal"
    """Not rechargeable, lithium alloy included; rated in grams of lithium."""
    SODIUM_ION = "sodium_ion"
    """Rechargeable, with organic electrolyte."""
    OTHER = "other"
    """Alkaline, nickel, lead: no rule here is about them, and hosts lay their own."""


class Packing(Enum):
    """How batteries lie in the package."""

    ALONE = "alone"
    """By themselves: spare batteries, and power banks, which are batteries."""
    WITH_EQUIPMENT = "with_equipment"
    """Beside the equipment they are for."""
    IN_EQUIPMENT = "in_equipment"
    """Installed in the equipment."""


def watt_hours(charge_mah: Figure, voltage_v: Figure) -> Fraction:
    """Return the energy of a battery, exactly: ampere-hours times the nominal voltage.

    Raises:
        InvalidValueError: A float, or a number that is not above 0.
    """
    charge, voltage = figure(charge_mah), figure(voltage_v)
    if charge <= 0 or voltage <= 0:
        msg = f"{charge_mah} mAh at {voltage_v} V: expected numbers above 0"
        raise InvalidValueError(msg)
    return charge * voltage / 1_000


def _share_of_hundred(
    _instance: object, attribute: Attribute[Fraction | None], value: Fraction | None
) -> None:
    if value is not None and not 0 <= value <= 100:  # noqa: PLR2004
        msg = f"{attribute.name}={decimal_of(value)}: expected percent of the rated capacity, from 0 to 100"
        raise InvalidValueError(msg)


@frozen
class BatteryFacts:
    """The batteries of one kind in one package; None is not known.

    Attributes:
        chemistry: See `Chemistry`.
        packing: See `Packing`.
        cells: How many cells that are no part of a battery; a battery of one cell is a cell.
        batteries: How many batteries.
        cell_wh: Rating of the largest cell, watt-hours; see `watt_hours`.
        battery_wh: Rating of the largest battery, watt-hours.
        cell_lithium_g: Lithium metal in the cell with the most.
        battery_lithium_g: Lithium metal in the battery with the most.
        net_kg: Mass of the cells and batteries in the package, without equipment.
        charge_pct: State of charge, percent of the rated capacity.
        button_cells: All of them are button cells.
        packages: Packages of the consignment that hold batteries.
        tested: Of a type that passed the tests of the UN Manual, subsection 38.3.
        damaged: Damaged, defective or recalled for safety.

    Raises:
        InvalidValueError: A number that cannot be, such as a charge above 100 %; or no battery and no cell.
    """

    chemistry: Chemistry | None = field(default=None, validator=optional(member_of(Chemistry)))
    packing: Packing | None = field(default=None, validator=optional(member_of(Packing)))
    cells: int | None = field(default=None, validator=optional(count_field), kw_only=True)
    batteries: int | None = field(default=None, validator=optional(count_field), kw_only=True)
    cell_wh: Fraction | None = field(default=None, converter=figure_or_none, validator=positive, kw_only=True)
    battery_wh: Fraction | None = field(
        default=None, converter=figure_or_none, validator=positive, kw_only=True
    )
    cell_lithium_g: Fraction | None = field(
        default=None, converter=figure_or_none, validator=not_negative, kw_only=True
    )
    battery_lithium_g: Fraction | None = field(
        default=None, converter=figure_or_none, validator=not_negative, kw_only=True
    )
    net_kg: Fraction | None = field(default=None, converter=figure_or_none, validator=positive, kw_only=True)
    charge_pct: Fraction | None = field(
        default=None, converter=figure_or_none, validator=_share_of_hundred, kw_only=True
    )
    button_cells: bool | None = field(default=None, validator=optional(instance_of(bool)), kw_only=True)
    packages: int | None = field(default=None, validator=optional(positive_field), kw_only=True)
    tested: bool | None = field(default=None, validator=optional(instance_of(bool)), kw_only=True)
    damaged: bool | None = field(default=None, validator=optional(instance_of(bool)), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.cells == 0 and self.batteries == 0:
            msg = "cells=0, batteries=0: there is no battery; leave the facts out, or say how many there are"
            raise InvalidValueError(msg)

    @property
    def has_cells(self) -> bool | None:
        """Whether cells lie in the package that are no part of a battery; None is not known."""
        told = _told(self.cells, self.cell_wh, self.cell_lithium_g)
        return _told_or_other(told, _told(self.batteries, self.battery_wh, self.battery_lithium_g))

    @property
    def has_batteries(self) -> bool | None:
        """Whether batteries lie in the package; None is not known."""
        told = _told(self.batteries, self.battery_wh, self.battery_lithium_g)
        return _told_or_other(told, _told(self.cells, self.cell_wh, self.cell_lithium_g))


def _told(count: int | None, *ratings: Fraction | None) -> bool | None:
    """Say whether there are any, by their count, else by a rating of theirs."""
    if count is not None:
        return count > 0
    return True if any(rating is not None for rating in ratings) else None


def _told_or_other(told: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001
    """Take nothing told as none where the other kind is told, and as that kind where there is none of it."""
    if told is not None or other is None:
        return told
    return not other
