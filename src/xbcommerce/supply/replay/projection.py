"""Where the stock of an item is heading: values ready for a plot.

Three lines: the stock expected, with what was recommended; the stock in a bad case, in which orders come late
and much is wanted, each as in one case of ten; and the stock if nothing is ordered.
Each ends at zero: what is not there cannot be sold.

Example: see ``docs/plan-one-product.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from attrs import field, frozen

from xbcommerce.kernel.calendars import Closure
from xbcommerce.kernel.errors import InvalidValueError, whole
from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.supply.lead_times.lead_time_demand import DemandModel, lead_time_demand
from xbcommerce.supply.lead_times.pmf import Pmf
from xbcommerce.supply.sourcing.recommendation import Recommendation

from .messages import ENGLISH


@frozen
class Projection:
    """Stock on days to come, units.

    Attributes:
        days: In order, each once.
        expected: Mean demand; orders arrive on their median day.
        bad_case: Demand that is exceeded in one case of ten, and orders as late as in one of ten.
        without_order: Mean demand, and nothing ordered.
        reorder_point: The level to compare with; None if there is no offer.
        closures: Closed times that touch these days, e.g. of the factory.
    """

    days: tuple[date, ...] = field(converter=tuple[date, ...])
    expected: tuple[int, ...] = field(converter=tuple[int, ...])
    bad_case: tuple[int, ...] = field(converter=tuple[int, ...])
    without_order: tuple[int, ...] = field(converter=tuple[int, ...])
    reorder_point: int | None = None
    closures: tuple[Closure, ...] = field(default=(), converter=tuple[Closure, ...])

    def __attrs_post_init__(self) -> None:
        """Refuse lines that do not fit the days."""
        lengths = [len(line) for line in (self.expected, self.bad_case, self.without_order)]
        if not self.days or set(lengths) != {len(self.days)}:
            msg = f"{len(self.days)} days with {lengths} levels; give at least one day, and a level for each"
            raise InvalidValueError(msg)

    @property
    def empty_on(self) -> date | None:
        """The first of the days on which the shelf is expected to be empty; None if it is on none."""
        return _empty(self.days, self.expected)

    @property
    def at_risk_on(self) -> date | None:
        """The same in the bad case."""
        return _empty(self.days, self.bad_case)

    def why(self) -> tuple[Note, ...]:
        """Return until when stock lasts: with the order, in the bad case, without."""
        return tuple(self._notes())

    def _notes(self) -> Iterator[Note]:
        cases = {
            "projection.expected": self.empty_on,
            "projection.bad_case": self.at_risk_on,
            "projection.without_order": _empty(self.days, self.without_order),
        }
        for code, day in cases.items():
            figures: dict[str, Param] = {"day": self.days[-1] if day is None else day}
            yield Note(f"{code}.{'lasts' if day is None else 'empty'}", figures)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def project_stock(
    answer: Recommendation, *, days: int = 140, step_days: int = 7, closures: Iterable[Closure] = ()
) -> Projection:
    """Project the stock of a recommendation.

    Reserved units and what is owed to buyers are taken off; what is on order without a day counts at once,
    as in the recommendation.

    Args:
        answer: Position, forecast, lines and day.
        days: How far ahead.
        step_days: From one day shown to the next.
        closures: Closed times to show.

    Raises:
        InvalidValueError: Days or steps below one.
    """
    whole(days, "days", minimum=1)
    whole(step_days, "step_days", minimum=1)
    ahead = range(0, days + 1, step_days)
    shown = tuple(answer.on + timedelta(days=n) for n in ahead)
    stock = answer.position
    start = stock.on_hand + stock.on_order - stock.reserved - stock.backorders
    known = [(item.due_on, item.quantity) for item in stock.incoming]
    median = known + [(line.arrives_p50, line.quantity) for line in answer.lines]
    late = known + [(line.arrives_p90, line.quantity) for line in answer.lines]
    mean = [answer.forecast.mean_per_day * n for n in ahead]
    most = [_most(answer, n) for n in ahead]
    return Projection(
        days=shown,
        expected=_levels(start, median, mean, shown),
        bad_case=_levels(start, late, most, shown),
        without_order=_levels(start, known, mean, shown),
        reorder_point=answer.reorder_point,
        closures=[one for one in closures if one.first <= shown[-1] and one.last >= shown[0]],
    )


def _most(answer: Recommendation, days: int) -> float:
    """Return the demand of so many days that is exceeded in one case of ten."""
    if not days or not answer.forecast.mean_per_day:
        return 0.0
    model = answer.taken[-1].reorder_point.model if answer.taken else DemandModel.EXACT
    return lead_time_demand(answer.forecast, Pmf.point(days), model).quantile("0.9")


def _levels(
    start: int, arrivals: Sequence[tuple[date, int]], wanted: Sequence[float], days: Sequence[date]
) -> list[int]:
    """Return the stock on each day, never below zero."""
    return [
        max(0, round(start + sum(units for due, units in arrivals if due <= day) - gone))
        for day, gone in zip(days, wanted, strict=True)
    ]


def _empty(days: Sequence[date], levels: Sequence[int]) -> date | None:
    return next((day for day, level in zip(days, levels, strict=True) if not level), None)
