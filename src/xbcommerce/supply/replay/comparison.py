"""Several settings on one history, under the same luck: which serves enough, and which costs least.

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply import DemandSeries
    >>> from xbcommerce.supply.policies import BaseStock
    >>> from xbcommerce.supply.replay import FixedTransit, ReplayCosts, ReplaySetup, compare
    >>> weeks = DemandSeries(date(2026, 1, 5), 7, [5, 3, 8, 0, 6, 9, 2, 4, 7, 5, 0, 12, 3, 6, 8])
    >>> setup = ReplaySetup(FixedTransit(3), initial_stock=20,
    ...     costs=ReplayCosts(holding_per_unit_bucket="0.05", per_unit_short=2))
    >>> tried = compare(weeks, {"low": BaseStock(15), "middle": BaseStock(25), "high": BaseStock(40)}, setup)
    >>> print(tried.choose("0.95"))
    middle costs least, 7.4, of all that serve at least 95 % at once.
    low: 88.4 % served at once, 3.3 units in stock on average, orders: 11, cost 20.5
    middle: 100 % served at once, 9.9 units in stock on average, orders: 13, cost 7.4
    high: 100 % served at once, 21.9 units in stock on average, orders: 13, cost 16.4
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, decimal_of, figure, within
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.supply.demand.series import DemandSeries
from xbcommerce.supply.wording import percent

from .messages import ENGLISH
from .replay import Replayable, ReplaySetup, replay
from .report import ReplayReport


def _reports(value: Mapping[str, ReplayReport]) -> FrozenMap[str, ReplayReport]:
    if not value:
        msg = "no setting to compare; give at least one"
        raise InvalidValueError(msg)
    return FrozenMap(value)


@frozen
class Comparison:
    """What each setting did, by its name, in the order given."""

    reports: FrozenMap[str, ReplayReport] = field(converter=_reports)

    def choose(self, fill_rate: Figure) -> ChosenSetting:
        """Take the cheapest setting that serves enough; without costs the one with the least stock.

        Args:
            fill_rate: Share of the units wanted that must be there at once.

        Raises:
            InvalidValueError: It is no share from 0 to 1.
        """
        return ChosenSetting(self.reports, figure(fill_rate))


@frozen
class ChosenSetting:
    """The setting that serves enough at least cost, and all others beside it.

    Attributes:
        reports: What each setting did.
        fill_rate: What was asked for.
    """

    reports: FrozenMap[str, ReplayReport] = field(converter=_reports)
    fill_rate: Fraction = field(converter=figure, validator=within(0, 1))

    @property
    def enough(self) -> tuple[str, ...]:
        """The settings that serve enough, in the order given; where nothing was wanted, all."""
        return tuple(name for name, report in self.reports.items() if _served(report) >= self.fill_rate)

    @property
    def name(self) -> str:
        """The cheapest of those; the one that serves most if none serves enough."""
        if self.enough:
            return min(self.enough, key=lambda name: _price(self.reports[name]))
        return max(self.reports, key=lambda name: _served(self.reports[name]))

    @property
    def report(self) -> ReplayReport:
        """What it did."""
        return self.reports[self.name]

    def why(self) -> tuple[Note, ...]:
        """Return the choice, then each setting."""
        return tuple(self._notes())

    def _notes(self) -> Iterator[Note]:
        head: dict[str, Param] = {
            "setting": self.name,
            "fill_pct": decimal_of(self.fill_rate * 100, 2),
            "mean_units": decimal_of(self.report.mean_stock, 1),
        }
        if not self.enough:
            yield Note("comparison.none", head)
        elif self.report.cost is None:
            yield Note("comparison.least_stock", head)
        else:
            cost = self.report.cost
            yield Note("comparison.best", {**head, "total": cost.shown(cost.total)})
        for name, report in self.reports.items():
            yield _line(name, report)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def compare(demand: DemandSeries, policies: Mapping[str, Replayable], setup: ReplaySetup) -> Comparison:
    """Replay several settings on the same history, with the same lead times.

    Args:
        demand: What was wanted.
        policies: The settings by name.
        setup: What is the same for all.

    Raises:
        InvalidValueError: No setting, or as `replay`.
    """
    return Comparison({name: replay(demand, policy, setup) for name, policy in policies.items()})


def _served(report: ReplayReport) -> Fraction:
    return Fraction(1) if report.fill_rate is None else report.fill_rate


def _price(report: ReplayReport) -> tuple[Fraction, Fraction]:
    return report.mean_stock if report.cost is None else report.cost.total, report.mean_stock


def _line(name: str, report: ReplayReport) -> Note:
    figures: dict[str, Param] = {
        "setting": name,
        "served_pct": percent(_served(report)),
        "mean_units": decimal_of(report.mean_stock, 1),
        "orders": report.orders,
    }
    if report.fill_rate is None:
        return Note("comparison.nothing_wanted", figures)
    if report.cost is None:
        return Note("comparison.setting", figures)
    return Note("comparison.setting_cost", {**figures, "total": report.cost.shown(report.cost.total)})
