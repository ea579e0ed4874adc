"""The weight a carrier charges for: actual, or volumetric where that is more.

Order: convert the sides to the rule's unit -> round each side -> volume x shape factor -> threshold
(strictly over) -> / divisor or x density -> actual + share x (volumetric - actual) -> at least the minimum
-> round up to the step. Everything is exact, so a parcel that lies on a step stays on it. Rules change:
UPS and FedEx went from the nearest to the next inch on 2025-08-18, 11.1 x 8.5 x 6.2 in from 5 to 6 lb.

Example:
    >>> from xbcommerce.logistics import ChargeableRule, Size, Step
    >>> express = ChargeableRule(divisor=5_000, weight_step=Step.of("0.5"))
    >>> charged = express.weigh(Size.of((400, 300, 200)), 2_000)
    >>> charged.volumetric_g, charged.weight_g
    (Fraction(4800, 1), Fraction(5000, 1))
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen

from xbcommerce.kernel.dated import ALWAYS, Validity
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, figure, figure_or_none, not_negative, positive, share
from xbcommerce.kernel.measures import convert
from xbcommerce.kernel.unmet import Refusal, Unmet

from .limits import Size
from .step import Step


class Scope(Enum):
    """Where actual and volumetric weight are compared."""

    PARCEL = "parcel"
    """On each parcel; the results are added."""
    SHIPMENT = "shipment"
    """Once, on the sums of the shipment; one rounding."""


@frozen
class Charged:
    """What a rule made of a parcel or shipment.

    Attributes:
        weight_g: The chargeable weight.
        actual_g: What the scale says.
        volumetric_g: None where the rule does not apply, e.g. below its threshold.
    """

    weight_g: Fraction
    actual_g: Fraction
    volumetric_g: Fraction | None


@frozen(kw_only=True)
class ChargeableRule:
    """How one carrier turns size and weight into chargeable weight, in the units its card prints.

    Attributes:
        length_unit: Of sides, thresholds and the divisor, e.g. ``"cm"``, ``"in"``.
        weight_unit: Of divisor, density, minimum and step, e.g. ``"kg"``, ``"lb"``.
        divisor: Volume units per weight unit, e.g. 5000 cm3/kg. Zero is refused: for actual weight only, give
            neither divisor nor density.
        density: Weight units per volume unit, e.g. 250 kg/m3, instead of a divisor.
        side_step: How each side is rounded before it is multiplied.
        shape_factor: Multiplies the volume of what is not a box, e.g. 0.785 for round things.
        volume_over: Volumetric weight applies over this volume ...
        longest_over: ... or with a longest side over this; with neither, always.
        share: Of the excess over actual weight that is charged: 1 full, 0.5 half, 0 free.
        minimum: The least that is charged for.
        weight_step: How the result is rounded.
        scope: Where the weights are compared.
        validity: The days of shipping it holds for.

    Raises:
        InvalidValueError: Both divisor and density, or a figure that is zero or negative where none may be.
        UnknownUnitError: A unit that is not on the list of `xbcommerce.kernel.measures`.
    """

    length_unit: str = "cm"
    weight_unit: str = "kg"
    divisor: Fraction | None = field(default=None, converter=figure_or_none, validator=positive)
    density: Fraction | None = field(default=None, converter=figure_or_none, validator=positive)
    side_step: Step | None = None
    shape_factor: Fraction = field(default=Fraction(1), converter=figure, validator=positive)
    volume_over: Fraction | None = field(default=None, converter=figure_or_none, validator=not_negative)
    longest_over: Fraction | None = field(default=None, converter=figure_or_none, validator=not_negative)
    share: Fraction = field(default=Fraction(1), converter=figure, validator=share)
    minimum: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative)
    weight_step: Step | None = None
    scope: Scope = Scope.PARCEL
    validity: Validity = ALWAYS

    def __attrs_post_init__(self) -> None:
        if self.divisor is not None and self.density is not None:
            msg = f"divisor={self.divisor} and density={self.density}: give one of them, or none"
            raise InvalidValueError(msg)
        convert(1, self.length_unit, "mm")
        convert(1, self.weight_unit, "g")

    def side(self, side_mm: Figure) -> Fraction:
        """Return a side as the rule counts it: in its length unit, rounded."""
        side = figure(side_mm) / self._length_mm
        return side if self.side_step is None else self.side_step.round(side)

    def volume(self, size: Size) -> Fraction:
        """Return the volume the rule counts, in its length unit cubed."""
        return (
            self.side(size.length_mm)
            * self.side(size.second_mm)
            * self.side(size.third_mm)
            * self.shape_factor
        )

    def volumetric_g(self, size: Size) -> Fraction | None:
        """Return the volumetric weight; None where it does not apply."""
        if not self._applies(size):
            return None
        if self.side_step is None:
            return size.volume_mm3 * self.g_per_mm3
        return self.volume(size) * self._g_per_volume

    def weigh(self, size: Size, weight_g: Figure) -> Charged:
        """Return the chargeable weight of one parcel."""
        return self.weigh_all([(size, weight_g)])

    def weigh_all(self, parcels: Sequence[tuple[Size, Figure]]) -> Charged:
        """Return the chargeable weight of a shipment, by the rule's scope.

        Args:
            parcels: Size and gross weight of each.
        """
        weighed = [(figure(weight_g), self.volumetric_g(size)) for size, weight_g in parcels]
        if len(weighed) == 1:
            return Charged(self._charge_g(*weighed[0]), *weighed[0])
        actual = sum((weight for weight, _ in weighed), Fraction(0))
        applied = [volumetric for _, volumetric in weighed if volumetric is not None]
        if self.scope is Scope.PARCEL:
            charged = sum((self._charge_g(*each) for each in weighed), Fraction(0))
        else:  # a parcel below the threshold counts with its actual weight
            mixed = sum(
                (one if volumetric is None else volumetric for one, volumetric in weighed), Fraction(0)
            )
            charged = self._charge_g(actual, mixed if applied else None)
        return Charged(charged, actual, sum(applied, Fraction(0)) if applied else None)

    @cached_property
    def _length_mm(self) -> Fraction:
        return convert(1, self.length_unit, "mm")

    @cached_property
    def _weight_g(self) -> Fraction:
        return convert(1, self.weight_unit, "g")

    @cached_property
    def _g_per_volume(self) -> Fraction:
        """Grams that one of the rule's volume units counts for."""
        if self.divisor is not None:
            return self._weight_g / self.divisor
        return self._weight_g * (self.density or 0)

    @cached_property
    def g_per_mm3(self) -> Fraction:
        """Grams that one cubic millimetre counts for, its sides not rounded; 0 for actual weight only."""
        return self._g_per_volume * self.shape_factor / self._length_mm**3

    @cached_property
    def step_g(self) -> Step | None:
        """The step in grams."""
        step = self.weight_step
        return None if step is None else Step(step.size * self._weight_g, step.rounding)

    def _applies(self, size: Size) -> bool:
        if self.divisor is None and self.density is None:
            return False
        if self.volume_over is None and self.longest_over is None:
            return True
        return (self.volume_over is not None and self.volume(size) > self.volume_over) or (
            self.longest_over is not None and self.side(size.length_mm) > self.longest_over
        )

    def _charge_g(self, actual: Fraction, volumetric: Fraction | None) -> Fraction:
        weight = actual
        if volumetric is not None and volumetric > actual:
            weight = volumetric if self.share == 1 else actual + self.share * (volumetric - actual)
        if self.minimum:
            weight = max(weight, self.minimum * self._weight_g)
        return weight if self.step_g is None else self.step_g.round(weight)


def rule_on(rules: Sequence[ChargeableRule], on: date) -> ChargeableRule | Refusal:
    """Find the rule of a day of shipping; none, or more than one, is a refusal."""
    found = [rule for rule in rules if rule.validity.covers(on)]
    if len(found) == 1:
        return found[0]
    code = "chargeable.ambiguous" if found else "chargeable.no_rule"
    return Refusal.of(Unmet(code, params={"on": on}))
