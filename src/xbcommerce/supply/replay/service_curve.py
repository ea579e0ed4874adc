"""What service costs: the settings of a comparison as points of a curve, ready for a plot.

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply import DemandSeries
    >>> from xbcommerce.supply.policies import BaseStock
    >>> from xbcommerce.supply.replay import FixedTransit, ReplaySetup, compare, service_curve
    >>> weeks = DemandSeries(date(2026, 1, 5), 7, [5, 3, 8, 0, 6, 9, 2, 4, 7, 5, 0, 12, 3, 6, 8])
    >>> tried = compare(weeks, {str(level): BaseStock(level) for level in (15, 20, 25)},
    ...     ReplaySetup(FixedTransit(3), initial_stock=15))
    >>> [(point.setting, round(float(point.fill_rate), 3), round(float(point.mean_stock), 1))
    ...     for point in service_curve(tried).points]
    [('15', 0.872, 2.5), ('20', 0.974, 5.2), ('25', 0.987, 9.1)]
"""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import figure, within

from .comparison import Comparison
from .costs import ReplayCost
from .report import ReplayReport


@frozen
class ServicePoint:
    """One setting.

    Attributes:
        setting: Its name.
        fill_rate: Share of the units wanted that were there at once; 1 where none was wanted.
        mean_stock: Units.
        cost: None where no costs were given.
    """

    setting: str
    fill_rate: Fraction = field(converter=figure, validator=within(0, 1))
    mean_stock: Fraction = field(converter=figure, validator=within(0, None))
    cost: ReplayCost | None = None

    @property
    def price(self) -> Fraction:
        """What its service takes: stock and orders; the units in stock where no costs were given.

        Shortage is left out, as that is what service spares.
        """
        return self.mean_stock if self.cost is None else self.cost.holding + self.cost.ordering


def _by_service(value: tuple[ServicePoint, ...]) -> tuple[ServicePoint, ...]:
    points = tuple(sorted(value, key=lambda point: (point.fill_rate, point.price)))
    if not points:
        msg = "a curve without a point; give at least one"
        raise InvalidValueError(msg)
    return points


@frozen
class ServiceCurve:
    """Settings in order of service."""

    points: tuple[ServicePoint, ...] = field(converter=_by_service)

    @property
    def efficient(self) -> tuple[ServicePoint, ...]:
        """The points that no other beats: better service always costs more."""
        best: list[ServicePoint] = []
        for point in sorted(self.points, key=lambda point: (-point.fill_rate, point.price)):
            if not best or point.price < best[-1].price:
                best.append(point)
        return tuple(reversed(best))


def service_curve(tried: Comparison) -> ServiceCurve:
    """Take the settings of a comparison as points."""
    return ServiceCurve(tuple(_point(name, report) for name, report in tried.reports.items()))


def _point(name: str, report: ReplayReport) -> ServicePoint:
    served = Fraction(1) if report.fill_rate is None else report.fill_rate
    return ServicePoint(name, served, report.mean_stock, report.cost)
