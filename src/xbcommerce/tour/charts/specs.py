"""What a chart shows, without how it is drawn: exact figures and labels, checked before anything is drawn.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.unmet import Note
    >>> def eur(amount: str) -> Money:
    ...     return Money(amount, "EUR")
    >>> Waterfall(Note("money.trail"), (Step("paid", eur("59.90"), level=True), Step("fee", eur("-2.04")),
    ...     Step("left", eur("57.87"), level=True)))
    Traceback (most recent call last):
    ...
    xbcommerce.tour.charts.specs.ChartError: step 'left' stands at 57.87 EUR, but the steps before ...
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import plain

from .labels import Figure, Label, exact

Number = int | Decimal | Fraction
Tone = Literal["plain", "good", "bad", "quiet"]
"""How something is meant: neutral, in favour, against, or by the way."""


class ChartError(InvalidValueError):
    """Figures that cannot be drawn truthfully: unlike currencies, missing values, sums that lose a cent."""

    code = "chart"


def _not_empty(_instance: object, attribute: object, value: tuple[object, ...]) -> None:
    if not value:
        msg = f"{getattr(attribute, 'name', 'values')}: a chart needs at least one"
        raise ChartError(msg)


def _one_unit(figures: Iterable[Figure]) -> None:
    units = {value.currency.code if isinstance(value, Money) else "" for value in figures}
    if len(units) > 1:
        found = ", ".join(sorted(unit or "plain numbers" for unit in units))
        msg = f"{found} cannot share one axis; convert first, or draw a chart for each"
        raise ChartError(msg)


@frozen
class Bar:
    """One bar; ``marker`` is a figure to compare it with, e.g. a limit, drawn as a tick."""

    label: Label
    value: Figure
    marker: Figure | None = None
    tone: Tone = "plain"


@frozen
class Bars:
    """Horizontal bars, one a line, in the order given; ``marker`` says what the ticks mean."""

    title: Label
    bars: tuple[Bar, ...] = field(converter=tuple[Bar, ...], validator=_not_empty)
    marker: Label = ""

    def __attrs_post_init__(self) -> None:
        _one_unit(bar.value for bar in self.bars)
        _one_unit(figure for bar in self.bars for figure in (bar.value, bar.marker) if figure is not None)


@frozen
class StackedRow:
    """One line of parts, in the order of the chart's series; ``tone`` may mark the chosen one."""

    label: Label
    parts: tuple[Figure, ...] = field(converter=tuple[Figure, ...])
    tone: Tone = "plain"

    @property
    def total(self) -> Figure:
        """The parts added up, exactly."""
        first, *rest = self.parts
        if isinstance(first, Money):
            return Money(sum(Decimal(p.amount) for p in self.parts if isinstance(p, Money)), first.currency)
        if all(isinstance(part, int) for part in self.parts):
            return sum(part for part in self.parts if isinstance(part, int))
        return sum((exact(part) for part in rest), exact(first))


@frozen
class StackedBars:
    """Bars made of parts, such as the contributions to a score; negative parts grow to the left."""

    title: Label
    series: tuple[Label, ...] = field(converter=tuple[Label, ...], validator=_not_empty)
    rows: tuple[StackedRow, ...] = field(converter=tuple[StackedRow, ...], validator=_not_empty)

    def __attrs_post_init__(self) -> None:
        for row in self.rows:
            if len(row.parts) != len(self.series):
                msg = (
                    f"row {row.label!s} has {len(row.parts)} parts, expected {len(self.series)}, one a series"
                )
                raise ChartError(msg)
        _one_unit(part for row in self.rows for part in row.parts)


@frozen
class Step:
    """One step of a waterfall: a change, or with ``level=True`` what there is at that point."""

    label: Label
    amount: Money
    level: bool = False


@frozen
class Waterfall:
    """Where every cent went: a level, changes, a level again, in one currency.

    Raises:
        ChartError: The first step is no level, currencies differ, or a level is not what the steps add up to.
    """

    title: Label
    steps: tuple[Step, ...] = field(converter=tuple[Step, ...], validator=_not_empty)

    def __attrs_post_init__(self) -> None:
        _one_unit(step.amount for step in self.steps)
        if not self.steps[0].level:
            msg = f"the first step {self.steps[0].label!s} must be a level: where does the money start?"
            raise ChartError(msg)
        for step, (_, after) in zip(self.steps[1:], self.spans[1:], strict=True):
            if step.level and after != step.amount.amount:
                found, stated = plain(Money(after, step.amount.currency)), plain(step.amount)
                msg = (
                    f"step {str(step.label)!r} stands at {stated}, but the steps before it add up to {found}"
                )
                raise ChartError(msg)

    @property
    def spans(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """From where to where each step goes; a level goes from zero to what the steps add up to."""
        level, found = self.steps[0].amount.amount, [(Decimal(0), self.steps[0].amount.amount)]
        for step in self.steps[1:]:
            before, level = level, level if step.level else level + step.amount.amount
            found.append((Decimal(0) if step.level else before, level))
        return tuple(found)


@frozen
class Series:
    """One line of a chart over time; None leaves a gap, e.g. where nothing is known."""

    label: Label
    values: tuple[Number | None, ...] = field(converter=tuple[Number | None, ...])


@frozen
class Mark:
    """A level across the whole time, such as a reorder point."""

    label: Label
    value: Number


@frozen
class Span:
    """A time to point out, such as a closed factory; both days included; one day is drawn as a line."""

    label: Label
    first: date
    last: date

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            msg = f"span {self.label!s} ends on {self.last}, before it starts on {self.first}"
            raise ChartError(msg)


@frozen
class Lines:
    """Figures over time, with levels and times to point out.

    Raises:
        ChartError: Days not in order, or a series that has not one value a day.
    """

    title: Label
    xs: tuple[date, ...] = field(converter=tuple[date, ...], validator=_not_empty)
    series: tuple[Series, ...] = field(converter=tuple[Series, ...], validator=_not_empty)
    marks: tuple[Mark, ...] = field(default=(), converter=tuple[Mark, ...])
    spans: tuple[Span, ...] = field(default=(), converter=tuple[Span, ...])

    def __attrs_post_init__(self) -> None:
        for before, after in pairwise(self.xs):
            if after <= before:
                msg = f"{after} follows {before}: the days of a chart must be in order, each once"
                raise ChartError(msg)
        for one in self.series:
            if len(one.values) != len(self.xs):
                msg = f"series {one.label!s} has {len(one.values)} values for {len(self.xs)} days"
                raise ChartError(msg)
