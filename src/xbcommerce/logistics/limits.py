"""How large and heavy a channel takes parcels: every violation at once, every limit inclusive.

With sides a >= b >= c: girth = 2 (b + c), length plus girth = a + 2 (b + c). Sides arrive in any order.

Example:
    >>> from xbcommerce.logistics.limits import Size, SizeLimits
    >>> packet = SizeLimits(length_mm=600, sum_mm=900, weight_g=2_000)
    >>> packet.violations(Size.of((600, 200, 100)), 2_000)
    ()
    >>> for unmet in packet.violations(Size.of((100, 200, 700)), 2_001):
    ...     print(unmet)
    limit.length (length_mm=700, length_mm_max=600)
    limit.sum (sum_mm=1000, sum_mm_max=900)
    limit.weight (weight_g=2001, weight_g_max=2000)
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from math import floor

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, decimal_of, figure, figure_or_none, positive
from xbcommerce.kernel.unmet import Unmet

PI = Fraction(31415926535897932384626433832795028842, 10**37)
"""Pi to 37 decimals: far finer than any parcel is measured."""


@frozen
class Size:
    """The measures of a parcel that carriers limit."""

    length_mm: Fraction
    second_mm: Fraction
    third_mm: Fraction

    @classmethod
    def of(cls, sides_mm: Sequence[Figure]) -> Size:
        """Take three sides in any order.

        Raises:
            InvalidValueError: Not three, or one is not above zero.
        """
        sides = sorted((figure(side) for side in sides_mm), reverse=True)
        if len(sides) != 3 or sides[-1] <= 0:  # noqa: PLR2004  # space has three dimensions
            msg = f"sides_mm={[str(side) for side in sides]}: expected three, each above 0"
            raise InvalidValueError(msg)
        return cls(*sides)

    @cached_property
    def sides_mm(self) -> tuple[Fraction, Fraction, Fraction]:
        """The sides, longest first."""
        return self.length_mm, self.second_mm, self.third_mm

    @cached_property
    def girth_mm(self) -> Fraction:
        """Once around, across the length."""
        return 2 * (self.second_mm + self.third_mm)

    @cached_property
    def length_plus_girth_mm(self) -> Fraction:
        """The longest side and once around."""
        return self.length_mm + self.girth_mm

    @cached_property
    def sum_mm(self) -> Fraction:
        """All three sides."""
        return self.length_mm + self.second_mm + self.third_mm

    @cached_property
    def volume_mm3(self) -> Fraction:
        """Length times width times height."""
        return self.length_mm * self.second_mm * self.third_mm


@frozen
class Tube:
    """A cylinder: girth = pi d, volume = pi/4 d^2 length."""

    length_mm: Fraction = field(converter=figure, validator=positive)
    diameter_mm: Fraction = field(converter=figure, validator=positive)

    @property
    def girth_mm(self) -> Fraction:
        """Once around."""
        return PI * self.diameter_mm

    @property
    def volume_mm3(self) -> Fraction:
        """What it takes up."""
        return PI * self.diameter_mm**2 * self.length_mm / 4

    @property
    def length_plus_2d_mm(self) -> Fraction:
        """Length and twice the diameter, as posts limit tubes."""
        return self.length_mm + 2 * self.diameter_mm


def _longest_first(sides_mm: Sequence[Figure]) -> tuple[Fraction, ...]:
    sides = sorted((figure(side) for side in sides_mm), reverse=True)
    if len(sides) not in {0, 3} or (sides and sides[-1] < 0):
        msg = f"min_sides_mm={[str(side) for side in sides]}: expected three sides, or none for no minimum"
        raise InvalidValueError(msg)
    return tuple(sides)


@frozen(kw_only=True)
class SizeLimits:
    """Upper limits, inclusive, and the smallest sides; None is no limit.

    Attributes:
        min_sides_mm: Smallest sides, compared longest with longest.
        tube_length_mm: For tubes, in place of the limits of boxes.
        tube_length_plus_2d_mm: For tubes, length and two diameters.
    """

    length_mm: Fraction | None = field(default=None, converter=figure_or_none, validator=positive)
    second_mm: Fraction | None = field(default=None, converter=figure_or_none, validator=positive)
    third_mm: Fraction | None = field(default=None, converter=figure_or_none, validator=positive)
    girth_mm: Fraction | None = field(default=None, converter=figure_or_none, validator=positive)
    length_plus_girth_mm: Fraction | None = field(default=None, converter=figure_or_none, validator=positive)
    sum_mm: Fraction | None = field(default=None, converter=figure_or_none, validator=positive)
    volume_mm3: Fraction | None = field(default=None, converter=figure_or_none, validator=positive)
    weight_g: Fraction | None = field(default=None, converter=figure_or_none, validator=positive)
    min_sides_mm: tuple[Fraction, ...] = field(default=(), converter=_longest_first)
    tube_length_mm: Fraction | None = field(default=None, converter=figure_or_none, validator=positive)
    tube_length_plus_2d_mm: Fraction | None = field(
        default=None, converter=figure_or_none, validator=positive
    )

    def violations(self, size: Size, weight_g: Figure, where: str = "") -> tuple[Unmet, ...]:
        """List every limit that a box breaks.

        Args:
            size: The box.
            weight_g: Gross weight.
            where: How the caller names the parcel, e.g. ``"parcel 2"``.
        """
        found: list[Unmet] = []
        for measure, code, limit in self._upper:
            value: Fraction = getattr(size, measure)
            if value > limit:
                found.append(_over(code, where, measure, value, limit))
        if self.min_sides_mm and any(
            side < least for side, least in zip(size.sides_mm, self.min_sides_mm, strict=True)
        ):
            sides = " x ".join(f"{decimal_of(side)}" for side in size.sides_mm)
            least = " x ".join(f"{decimal_of(side)}" for side in self.min_sides_mm)
            found.append(Unmet("limit.min_sides", where, {"sides_mm": sides, "sides_mm_min": least}))
        return (*found, *self._weight(weight_g, where))

    def tube_violations(self, tube: Tube, weight_g: Figure = 0, where: str = "") -> tuple[Unmet, ...]:
        """List every limit that a tube breaks."""
        pairs = (
            ("limit.tube_length", "length_mm", tube.length_mm, self.tube_length_mm),
            (
                "limit.tube_length_plus_2d",
                "length_plus_2d_mm",
                tube.length_plus_2d_mm,
                self.tube_length_plus_2d_mm,
            ),
        )
        found = [
            _over(code, where, measure, value, limit)
            for code, measure, value, limit in pairs
            if limit is not None and value > limit
        ]
        return (*found, *self._weight(weight_g, where))

    @cached_property
    def _upper(self) -> tuple[tuple[str, str, Fraction], ...]:
        """The limits of boxes that are set."""
        limits = ((measure, code, getattr(self, measure)) for measure, code in _BOX_LIMITS)
        return tuple((measure, code, limit) for measure, code, limit in limits if limit is not None)

    @cached_property
    def caps(self) -> tuple[tuple[int, int], ...]:
        """The limits that are set, in whole units, with the places of the measures in `Consignment.whole`."""
        places = {measure: at for at, (measure, _) in enumerate(_BOX_LIMITS)}
        upper = [(places[measure], floor(limit)) for measure, _, limit in self._upper]
        return tuple(upper if self.weight_g is None else [*upper, (len(places), floor(self.weight_g))])

    def _weight(self, weight_g: Figure, where: str) -> tuple[Unmet, ...]:
        weight = figure(weight_g)
        if self.weight_g is None or weight <= self.weight_g:
            return ()
        return (_over("limit.weight", where, "weight_g", weight, self.weight_g),)


_BOX_LIMITS = (
    ("length_mm", "limit.length"),
    ("second_mm", "limit.second"),
    ("third_mm", "limit.third"),
    ("girth_mm", "limit.girth"),
    ("length_plus_girth_mm", "limit.length_plus_girth"),
    ("sum_mm", "limit.sum"),
    ("volume_mm3", "limit.volume"),
)


def _over(code: str, where: str, measure: str, value: Fraction, limit: Fraction) -> Unmet:
    return Unmet(code, where, {measure: value, f"{measure}_max": limit})
