"""Where a condition can be true, as boxes: for each thing that is read, the values for which it holds.

Used to find rules that can never fire, always fire, or say what another one says. Days, whole numbers and
money of a known currency are counted in whole steps: nothing lies between 17 and 18.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction
from itertools import combinations
from math import ceil, comb, floor

from attrs import frozen

from .operators import Op


@frozen
class Range:
    """Numbers from ``low`` to ``high``; ``None`` is endless; the flags say whether an end belongs."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_in: bool = True
    high_in: bool = True

    def is_empty(self) -> bool:
        """Say whether no number lies in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and not (self.low_in and self.high_in))

    def stepped(self) -> Range:
        """Return the same whole numbers with both ends belonging."""
        low, high = self.low, self.high
        if low is not None:
            low = Fraction(ceil(low) if self.low_in else floor(low) + 1)
        if high is not None:
            high = Fraction(floor(high) if self.high_in else ceil(high) - 1)
        return Range(low, high)

    def meet(self, other: Range) -> Range:
        """Return the numbers in both."""
        low, low_in = _tighter((self.low, self.low_in), (other.low, other.low_in), upper=False)
        high, high_in = _tighter((self.high, self.high_in), (other.high, other.high_in), upper=True)
        return Range(low, high, low_in, high_in)


End = tuple[Fraction | None, bool]


def _tighter(first: End, second: End, *, upper: bool) -> End:
    if first[0] is None or second[0] is None:
        return second if first[0] is None else first
    if first[0] == second[0]:
        return first[0], first[1] and second[1]
    return first if (first[0] < second[0]) is upper else second


@frozen
class Ranges:
    """Numbers in any of some ranges; with ``whole`` only whole steps count."""

    ranges: tuple[Range, ...]
    whole: bool = False

    @classmethod
    def of(cls, op: Op, bound: Fraction, *, whole: bool) -> Ranges:
        """Return the numbers that compare so with a bound."""
        below, above = Range(None, bound, high_in=False), Range(bound, None, low_in=False)
        some: tuple[Range, ...]
        match op:
            case Op.LT:
                some = (below,)
            case Op.LE:
                some = (Range(None, bound),)
            case Op.GT:
                some = (above,)
            case Op.GE:
                some = (Range(bound, None),)
            case Op.EQ:
                some = (Range(bound, bound),)
            case Op.NE:
                some = (below, above)
        return cls(some, whole)

    def is_empty(self) -> bool:
        """Say whether no number is left."""
        return all((item.stepped() if self.whole else item).is_empty() for item in self.ranges)

    def meet(self, other: Region) -> Region:
        """Return what lies in both."""
        assert isinstance(other, Ranges)  # noqa: S101  # one key, one kind
        met = [one.meet(two) for one in self.ranges for two in other.ranges]
        return Ranges(tuple(item for item in met if not item.is_empty()), self.whole)


@frozen
class Choice:
    """One of some values, or anything but them; ``universe`` where there are no others."""

    values: frozenset[Hashable]
    inside: bool = True
    universe: frozenset[Hashable] | None = None

    def is_empty(self) -> bool:
        """Say whether no value is left."""
        if self.inside:
            return not self.values
        return self.universe is not None and self.universe <= self.values

    def meet(self, other: Region) -> Region:
        """Return what lies in both."""
        assert isinstance(other, Choice)  # noqa: S101  # one key, one kind
        if self.inside and other.inside:
            return Choice(self.values & other.values, inside=True, universe=self.universe)
        if self.inside or other.inside:
            inner, outer = (self, other) if self.inside else (other, self)
            return Choice(inner.values - outer.values, inside=True, universe=self.universe)
        return Choice(self.values | other.values, inside=False, universe=self.universe)


Region = Ranges | Choice
Box = dict[Hashable, Region]
BOXES_MAX = 512


class TooManyBoxesError(Exception):
    """A condition too wide to be analysed; nothing is then claimed about it."""


Boxes = tuple[Box, ...]
EVERYWHERE: Boxes = ({},)


def meet(first: Boxes, second: Boxes) -> Boxes:
    """Return where both hold.

    Raises:
        TooManyBoxesError: More than `BOXES_MAX` boxes.
    """
    if len(first) * len(second) > BOXES_MAX:
        raise TooManyBoxesError
    return tuple(box for one in first for two in second for box in _meet(one, two))


def join(*some: Boxes) -> Boxes:
    """Return where any holds.

    Raises:
        TooManyBoxesError: More than `BOXES_MAX` boxes.
    """
    joined = tuple(box for boxes in some for box in boxes)
    if len(joined) > BOXES_MAX:
        raise TooManyBoxesError
    return joined


def meet_all(some: tuple[Boxes, ...]) -> Boxes:
    """Return where all hold."""
    met = EVERYWHERE
    for boxes in some:
        met = meet(met, boxes)
    return met


def at_least(k: int, parts: tuple[Callable[[], Boxes], ...]) -> Boxes:
    """Return where at least ``k`` parts hold.

    Raises:
        TooManyBoxesError: Too many ways to choose.
    """
    if k <= 0:
        return EVERYWHERE
    if k > len(parts):
        return ()
    if comb(len(parts), k) > BOXES_MAX:
        raise TooManyBoxesError
    made = [part() for part in parts]
    return join(*(meet_all(chosen) for chosen in combinations(made, k)))


def _meet(one: Box, two: Box) -> Iterator[Box]:
    met: Box = dict(one)
    for key, region in two.items():
        found = met[key].meet(region) if key in met else region
        if found.is_empty():
            return
        met[key] = found
    yield met
