"""What is known of the goods of a line beyond their class: batteries, magnets, liquids, aerosols.

Rules ask for numbers and flags by name; what is absent is not known. The facts also say to which class the
goods belong, in the words that cards of carriers use (``battery_loose``, ``liquid``).

Example:
    >>> from xbcommerce.logistics.customs.restrictions import GoodsFacts, LiquidFacts
    >>> perfume = GoodsFacts(liquid=LiquidFacts(flash_point_c=17, volume_ml=50))
    >>> sorted(perfume.classes), perfume.profiles[0].numbers["liquid_flash_point_c"]
    (['liquid'], Fraction(17, 1))
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs
from attrs import Attribute, field, frozen
from attrs.validators import instance_of, optional

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import decimal_of, figure_or_none, not_negative, positive
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.logistics.conditions import Facts

from .battery import BatteryFacts, Chemistry, Packing

BATTERY_CLASSES = {
    Packing.ALONE: "battery_loose",
    Packing.WITH_EQUIPMENT: "battery_with_device",
    Packing.IN_EQUIPMENT: "battery_in_device",
}
"""The class that cards of carriers give to each packing."""


def _percent(_instance: object, attribute: Attribute[Fraction | None], value: Fraction | None) -> None:
    if value is not None and not 0 <= value <= 100:  # noqa: PLR2004
        msg = f"{attribute.name}={decimal_of(value)}: expected percent by volume, from 0 to 100"
        raise InvalidValueError(msg)


@frozen
class MagnetFacts:
    """The field around the package, at its strongest; None is not known.

    Attributes:
        field_at_2100_mm_a_per_m: At 2.1 m from its surface, amperes per metre (0.002 gauss are 0.159 A/m).
        field_at_4600_mm_a_per_m: At 4.6 m.

    Raises:
        InvalidValueError: A field that grows with the distance.
    """

    field_at_2100_mm_a_per_m: Fraction | None = field(
        default=None, converter=figure_or_none, validator=not_negative
    )
    field_at_4600_mm_a_per_m: Fraction | None = field(
        default=None, converter=figure_or_none, validator=not_negative
    )

    def __attrs_post_init__(self) -> None:
        near, far = self.field_at_2100_mm_a_per_m, self.field_at_4600_mm_a_per_m
        if near is not None and far is not None and far > near:
            msg = (
                f"field_at_4600_mm_a_per_m={decimal_of(far)}: expected at most the "
                f"{decimal_of(near)} A/m that are at 2.1 m"
            )
            raise InvalidValueError(msg)


@frozen
class LiquidFacts:
    """A liquid; None is not known.

    Attributes:
        flash_point_c: Closed cup, degrees Celsius.
        volume_ml: Of one bottle.
        alcohol_pct: By volume.
    """

    flash_point_c: Fraction | None = field(default=None, converter=figure_or_none)
    volume_ml: Fraction | None = field(default=None, converter=figure_or_none, validator=positive)
    alcohol_pct: Fraction | None = field(default=None, converter=figure_or_none, validator=_percent)


@frozen
class AerosolFacts:
    """A spray can, UN 1950; None is not known.

    Attributes:
        volume_ml: Of one can.
        flammable: By its label: division 2.1.
    """

    volume_ml: Fraction | None = field(default=None, converter=figure_or_none, validator=positive)
    flammable: bool | None = field(default=None, validator=optional(instance_of(bool)))


def _batteries(batteries: Iterable[BatteryFacts]) -> tuple[BatteryFacts, ...]:
    if isinstance(batteries, BatteryFacts):
        msg = "batteries=BatteryFacts(...): expected several; write batteries=[BatteryFacts(...)]"
        raise InvalidValueError(msg)
    return tuple(batteries)


@frozen
class GoodsFacts:
    """What is known of the goods of one line.

    Attributes:
        batteries: One for each kind of battery; none where nothing is told of batteries.
        magnet: None where nothing is told of magnets.
        liquid: None where nothing is told of liquids.
        aerosol: None where nothing is told of spray cans.
        others: Facts of a host's own, for restrictions of its own.
    """

    batteries: tuple[BatteryFacts, ...] = field(default=(), converter=_batteries)
    magnet: MagnetFacts | None = field(default=None, kw_only=True)
    liquid: LiquidFacts | None = field(default=None, kw_only=True)
    aerosol: AerosolFacts | None = field(default=None, kw_only=True)
    others: Facts = field(factory=Facts, kw_only=True)

    @property
    def classes(self) -> frozenset[str]:
        """The classes to which the goods belong by these facts."""
        told = {"magnet": self.magnet, "liquid": self.liquid, "aerosol": self.aerosol}
        plain = {name for name, facts in told.items() if facts is not None}
        packings = (battery.packing for battery in self.batteries)
        return frozenset(plain | {BATTERY_CLASSES[packing] for packing in packings if packing is not None})

    @property
    def readings(self) -> tuple[frozenset[str], ...]:
        """The classes by each packing there may be: one reading, but where a packing is not known."""
        if all(battery.packing is not None for battery in self.batteries):
            return (self.classes,)
        return tuple(self.classes | {name} for name in BATTERY_CLASSES.values())

    @property
    def profiles(self) -> tuple[Facts, ...]:
        """The numbers and flags that rules ask for: one set for each kind of battery, at least one."""
        base = self._without_batteries()
        return tuple(_joined(base, _battery(battery)) for battery in self.batteries) or (base,)

    def _without_batteries(self) -> Facts:
        numbers: dict[str, Fraction | None] = {}
        flags: dict[str, bool | None] = {}
        if self.magnet is not None:
            numbers |= {f"magnet_{name}": value for name, value in attrs.asdict(self.magnet).items()}
        if self.liquid is not None:
            numbers |= {f"liquid_{name}": value for name, value in attrs.asdict(self.liquid).items()}
        if self.aerosol is not None:
            numbers["aerosol_volume_ml"] = self.aerosol.volume_ml
            flags["aerosol_flammable"] = self.aerosol.flammable
        return _joined(self.others, _known(numbers, flags))


def _known(numbers: dict[str, Fraction | None], flags: dict[str, bool | None]) -> Facts:
    return Facts(
        FrozenMap({name: value for name, value in numbers.items() if value is not None}),
        FrozenMap({name: value for name, value in flags.items() if value is not None}),
    )


def _joined(one: Facts, other: Facts) -> Facts:
    return Facts({**one.numbers, **other.numbers}, {**one.flags, **other.flags}, one.zone)


def _battery(battery: BatteryFacts) -> Facts:
    """Tell a battery in numbers and flags; where there are no cells, none is large and their count is 0."""
    none = Fraction(0)
    cells, batteries = battery.has_cells, battery.has_batteries
    numbers = {
        "cells": none if cells is False else _whole(battery.cells),
        "batteries": none if batteries is False else _whole(battery.batteries),
        "cell_wh": none if cells is False else battery.cell_wh,
        "battery_wh": none if batteries is False else battery.battery_wh,
        "cell_lithium_g": none if cells is False else battery.cell_lithium_g,
        "battery_lithium_g": none if batteries is False else battery.battery_lithium_g,
        "net_kg": battery.net_kg,
        "charge_pct": battery.charge_pct,
    }
    kind = battery.chemistry
    flags = {
        **{one.value: None if kind is None else kind is one for one in Chemistry},
        "lithium": None if kind is None else kind in {Chemistry.LITHIUM_ION, Chemistry.LITHIUM_METAL},
        "button_cells": battery.button_cells,
        "tested": battery.tested,
        "damaged": battery.damaged,
    }
    return _known(numbers, flags)


def _whole(count: int | None) -> Fraction | None:
    return None if count is None else Fraction(count)
