"""What is known of the goods of a line beyond their class: batteries, magnets, liquids, aerosols.

Rules ask for numbers and flags by name; what is absent is not known. The facts also say to which class the
goods belong, in the words that cards of carriers use (``battery_loose``, ``liquid``).

Example:
    >>> from xbcommerce.logistics.customs.restrictions import GoodsFacts, LiquidFacts
    >>> perfume = GoodsFacts(liquid=LiquidFacts(flash_point_c=17, volume_ml=50))
    >>> sorted(perfume.classes), perfume.kinds[0].profile.numbers["liquid_flash_point_c"]
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
from xbcommerce.logistics.conditions import Facts
from xbcommerce.logistics.customs.goods import GoodsLine

from .battery import BatteryFacts, Chemistry, Packing
from .profile import battery_facts, joined_facts, known_facts

BATTERY_CLASSES = {
    Packing.ALONE: "battery_loose",
    Packing.WITH_EQUIPMENT: "battery_with_device",
    Packing.IN_EQUIPMENT: "battery_in_device",
}
"""The class that cards of carriers give to each packing."""

BATTERY = "battery"
"""The class of goods with batteries of which no more is known."""

_BATTERY_CODES = {"850760": Chemistry.LITHIUM_ION, "850650": Chemistry.LITHIUM_METAL}
"""What lies under a code that is of batteries alone: accumulators (power banks too), primary cells."""


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
class GoodsKind:
    """Goods as rules ask for them.

    Attributes:
        readings: Their classes by each packing there may be: one, but where the packing is not known.
        profile: Their numbers and flags by name.
    """

    readings: tuple[frozenset[str], ...]
    profile: Facts


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
        """The classes to which the goods belong by these facts, as far as they are certain."""
        certain = (kind.readings[0] for kind in self.kinds if len(kind.readings) == 1)
        return self._plain_classes.union(*certain)

    @property
    def kinds(self) -> tuple[GoodsKind, ...]:
        """The goods as rules ask for them: one for each kind of battery, at least one."""
        base, plain = self._without_batteries(), self._plain_classes
        with_batteries = (
            GoodsKind(
                tuple(plain | {name} for name in _battery_classes(battery)),
                joined_facts(base, battery_facts(battery)),
            )
            for battery in self.batteries
        )
        return tuple(with_batteries) or (GoodsKind((plain,), base),)

    @property
    def _plain_classes(self) -> frozenset[str]:
        told = {"magnet": self.magnet, "liquid": self.liquid, "aerosol": self.aerosol}
        return frozenset(name for name, facts in told.items() if facts is not None)

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
        return joined_facts(self.others, known_facts(numbers, flags))


def _battery_classes(battery: BatteryFacts) -> tuple[str, ...]:
    return tuple(BATTERY_CLASSES.values()) if battery.packing is None else (BATTERY_CLASSES[battery.packing],)


def with_batteries_of(line: GoodsLine, told: GoodsFacts) -> GoodsFacts:
    """Say that there are batteries where a line's code or the bare word says so, and nobody tells which."""
    if told.batteries or not line.goods.isdisjoint(BATTERY_CLASSES.values()):
        return told
    code = "" if line.hs_code is None else line.hs_code.digits[:6]
    if code not in _BATTERY_CODES and BATTERY not in line.goods:
        return told
    return attrs.evolve(told, batteries=[BatteryFacts(_BATTERY_CODES.get(code))])
