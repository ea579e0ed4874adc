"""The stock level that meets a target: safety stock, and the point to order at or the level to fill up to.

    stock_target(CycleService(".95"), forecast, days)                   stock always watched: where to order
    stock_target(CycleService(".95"), forecast, days, review_days=7)    a level to fill up to
    stock_target(FillRate(".98"), forecast, days, order_quantity=600)   needs to know the cycle
    stock_target(StockoutCost(cost), forecast, days, order_quantity=600, holding=HoldingCost(unit_cost, rate))

With reviews, demand counts until the order of the *next* look arrives, R + L days, as nothing can be done
before; the lead time's own spread counts once. With reviews and a fixed quantity the level is again a point
to order at.

Example:
    >>> from xbcommerce.supply import Forecast, Pmf
    >>> from xbcommerce.supply.targets import FillRate, stock_target
    >>> sea = Pmf({35: ".9", 50: ".1"})
    >>> print(stock_target(FillRate(".98"), Forecast(20, 36), sea, order_quantity=600))
    Order when the stock position is 881 or less: 730 are wanted on average during the lead time, ...
    Goal: 98 % of the units wanted come from the shelf.
    That level meets demand in full in 90.02 % of order cycles and serves 98.02 % of units from the shelf.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, count_field, whole
from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.unmet import Note, Param, Refusal
from xbcommerce.supply.forecasts.forecast import Forecast
from xbcommerce.supply.lead_times.choose_model import ModelChoice, choose_model
from xbcommerce.supply.lead_times.lead_time_demand import DemandModel, LeadTimeDemand, lead_time_demand
from xbcommerce.supply.lead_times.messages import ENGLISH as LEAD_TIMES
from xbcommerce.supply.lead_times.pmf import Pmf
from xbcommerce.supply.messages import ENGLISH as SUPPLY

from .economic_service import EconomicService, HoldingCost, economic_service
from .messages import ENGLISH
from .order_cycle import ContinuousCycle, OrderCycle, PeriodicCycle
from .reorder import ReorderPoint, point_at
from .targets import CycleService, DaysOfCover, FillRate, Per, StockoutCost, Target

_SERVICE_MIN, _SERVICE_MAX = Fraction(1, 10**6), 1 - Fraction(1, 10**6)
_JUDGED_AT = Fraction(19, 20)
"""The service by which the model for days of cover is chosen, which aims at none."""


@frozen
class StockTarget:
    """A stock level, and what it gives.

    Attributes:
        target: What it was to meet.
        point: Level, safety stock and the demand behind them. A safety stock below zero is no mistake: the
            target is met with less than mean demand.
        review_days: Days between looks at the stock; 0 where it is always watched.
        fills_up: Every look orders up to the level; otherwise the level is the point at which to order.
        cycle_service: Share of order cycles in which demand is met in full; with a fixed quantity at reviews
            of those in which the level was passed right after a look, as the others do better.
        fill_rate: Share of units served from the shelf; None where the cycle is not known, 0 also where
            demand is too uneven for a normal curve to tell.
        economic: The service that costs least, for a `StockoutCost`.
        choice: How demand was chosen to be distributed; None where the caller said so.
    """

    target: Target
    point: ReorderPoint
    review_days: int = field(validator=count_field)
    fills_up: bool
    cycle_service: float
    fill_rate: float | None
    economic: EconomicService | None = None
    choice: ModelChoice | None = None

    @property
    def level(self) -> float:
        """The stock position to order at, or up to."""
        return self.point.level

    @property
    def safety_stock(self) -> float:
        """Units held against bad luck: level less mean demand; negative where less than the mean suffices."""
        return self.point.safety_stock

    @property
    def equivalent(self) -> CycleService:
        """The cycle service that asks for the same level, for rules that know no other target."""
        service = Fraction(round(self.cycle_service * 10**9), 10**9)
        return CycleService(min(_SERVICE_MAX, max(_SERVICE_MIN, service)))

    def why(self) -> tuple[Note, ...]:
        """Return the level with its figures, the goal, what the level attains, and why this curve."""
        goal = _goal(self.target) if self.economic is None else self.economic.why()[0]
        attained: dict[str, Param] = {"cycle_service_pct": _pct(self.cycle_service)}
        code = "target.attained"
        if self.fill_rate is not None:
            late = self.review_days and not self.fills_up
            code = "target.attained_late" if late else "target.attained_fill"
            attained |= {"fill_rate_pct": _pct(self.fill_rate)}
        chosen = () if self.choice is None else self.choice.why()
        return (*self._level_notes(), goal, Note(code, attained), *chosen)

    def _level_notes(self) -> tuple[Note, ...]:
        (note,) = self.point.why()
        if not self.fills_up:
            return (note,)
        kind = "_below_mean" if self.safety_stock < 0 else f".{self.point.model.value}"
        return (Note(f"target.order_up_to{kind}", {**note.params, "review_days": self.review_days}),)

    def __str__(self) -> str:
        return (SUPPLY | LEAD_TIMES | ENGLISH).explain(self)


def stock_target(
    target: Target,
    forecast: Forecast,
    lead_time: Pmf,
    *,
    review_days: int = 0,
    until_next: Pmf | None = None,
    order_quantity: float | None = None,
    holding: HoldingCost | None = None,
    model: DemandModel | None = DemandModel.EXACT,
) -> StockTarget | Refusal:
    """Find the stock level that meets a target.

    Args:
        target: What stock is held for.
        forecast: Demand per day.
        lead_time: Days from an order until it arrives.
        review_days: Days between looks at the stock; 0 where it is always watched.
        until_next: Days from a look until what is ordered at the *next* one arrives, where calendars make
            that something else than ``lead_time`` and ``review_days`` together.
        order_quantity: Units an order; None where each look orders up to the level.
        holding: What a unit on the shelf costs; needed for a `StockoutCost`.
        model: How demand is distributed; None leaves it to `choose_model`, and the answer says why.

    Returns:
        The level; or, for a `StockoutCost`, a `Refusal` as `economic_service` gives it.

    Raises:
        InvalidValueError: A `FillRate` or `StockoutCost` without an order quantity or days between reviews,
            or a `StockoutCost` without ``holding``.
        CurrencyMismatchError: Shortage and holding are in different currencies.
    """
    whole(review_days, "review_days")
    days = lead_time + Pmf.point(review_days) if until_next is None else until_next
    spread = _Spread.of(target, forecast, days, model)
    cycle = _cycle(spread, forecast, lead_time, review_days, order_quantity)
    economic = _economic(target, cycle, holding, forecast)
    if isinstance(economic, Refusal):
        return economic
    level = _level(target, spread.demand, cycle, economic, forecast)
    return StockTarget(
        target,
        point_at(level, spread.demand),
        review_days,
        fills_up=bool(review_days) and order_quantity is None,
        cycle_service=spread.demand.service_at(level),
        fill_rate=None if cycle is None else max(0.0, cycle.fill_rate_at(level)),
        economic=economic,
        choice=spread.choice,
    )


@frozen
class _Spread:
    """Demand until the next arrival, and how it was chosen to be distributed."""

    demand: LeadTimeDemand
    model: DemandModel
    choice: ModelChoice | None

    @classmethod
    def of(cls, target: Target, forecast: Forecast, days: Pmf, model: DemandModel | None) -> _Spread:
        choice = None
        if model is None:
            p = target.p if isinstance(target, CycleService | FillRate) else _JUDGED_AT
            choice = choose_model(forecast, days, p)
            model = choice.model
        return cls(lead_time_demand(forecast, days, model), model, choice)


def _cycle(
    spread: _Spread, forecast: Forecast, lead_time: Pmf, review_days: int, order_quantity: float | None
) -> OrderCycle | None:
    """Return what happens between two arrivals; None where nothing sells or the cycle is not known."""
    if not forecast.mean_per_day:
        return None
    if review_days:
        before = lead_time_demand(forecast, lead_time, spread.model)
        return PeriodicCycle(spread.demand, before, spread.demand.mean - before.mean, order_quantity)
    return None if order_quantity is None else ContinuousCycle(spread.demand, order_quantity)


def _economic(
    target: Target, cycle: OrderCycle | None, holding: HoldingCost | None, forecast: Forecast
) -> EconomicService | Refusal | None:
    """Return the service that pays; None where the target names its own, or nothing sells."""
    mean = forecast.mean_per_day
    if not isinstance(target, StockoutCost) or not mean:
        return None
    if cycle is None or holding is None:
        raise _lacking(target)
    return economic_service(target, holding, cycle_units=cycle.units, demand_mean_per_day=mean)


def _level(
    target: Target,
    demand: LeadTimeDemand,
    cycle: OrderCycle | None,
    economic: EconomicService | None,
    forecast: Forecast,
) -> float:
    match target:
        case _ if not forecast.mean_per_day:
            return 0.0
        case CycleService(p):
            return demand.quantile(p)
        case DaysOfCover(days):
            return demand.mean + float(days) * forecast.mean_per_day
        case FillRate(p) if cycle is not None:
            return cycle.level_for(p)
        case StockoutCost(_, Per.UNIT) if economic is not None:
            return demand.quantile(economic.p)
        case StockoutCost() if economic is not None and cycle is not None:
            return cycle.level_for(economic.p)
        case _:
            raise _lacking(target)


def _lacking(target: Target) -> InvalidValueError:
    needs = "order_quantity= or review_days="
    if isinstance(target, StockoutCost):
        needs += ", and holding="
    return InvalidValueError(f"{target} depends on the order cycle; give {needs}")


def _goal(target: Target) -> Note:
    match target:
        case CycleService(p):
            return Note("target.goal.cycle_service", {"goal_pct": _pct(p)})
        case FillRate(p):
            return Note("target.goal.fill_rate", {"goal_pct": _pct(p)})
        case DaysOfCover(days):
            return Note("target.goal.days_of_cover", {"days": decimal_of(days, 3)})
        case StockoutCost(cost):
            return Note("target.goal.stockout_cost", {"cost": cost})


def _pct(share: Fraction | float) -> Decimal:
    return decimal_of(share * 100, 2)
