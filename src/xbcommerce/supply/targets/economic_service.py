"""How much service pays: what a shortage costs beside what a unit on the shelf costs.

With h the cost of a unit held for a day, p of a shortage, Q units wanted in a cycle and m in a day, buyers
waiting for what is short:

    p per unit          demand is best met in full in 1 - h Q / (p m) of cycles
    p per unit and day  p / (p + h) of the units wanted are best served from the shelf

Sources: Hadley and Whitin, *Analysis of Inventory Systems* (1963), chapter 4; Snyder and Shen, *Fundamentals
    of
Supply Chain Theory*, chapter 5. Amounts are exact; the service is a share for statistics.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.supply.targets import HoldingCost, StockoutCost, economic_service
    >>> kettle = HoldingCost(Money("14.60", "EUR"), carrying_rate="0.25")
    >>> kettle.minor_per_day  # a cent a day
    Fraction(1, 1)
    >>> refund = StockoutCost(Money("4.00", "EUR"))
    >>> economic_service(refund, kettle, cycle_units=600, demand_mean_per_day=20).p
    Fraction(37, 40)
"""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.figures import decimal_of, figure, within
from xbcommerce.kernel.money import Rounding, code_of, from_minor, minor, round_fraction, same_currency
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet
from xbcommerce.supply.checked import above_zero

from .messages import ENGLISH
from .targets import Per, StockoutCost

DAYS_PER_YEAR = 365


@frozen
class HoldingCost:
    """Capital and storage of one unit.

    Attributes:
        unit_cost: On the shelf: price, freight, duty.
        carrying_rate: Cost of a year, as a share of that, e.g. ``"0.25"``.
    """

    unit_cost: Money
    carrying_rate: Fraction = field(converter=figure, validator=within(0, None))

    @property
    def minor_per_year(self) -> Fraction:
        """Cost of a unit and year, in minor units of the currency, exactly."""
        return minor(self.unit_cost) * self.carrying_rate

    @property
    def minor_per_day(self) -> Fraction:
        """Cost of a unit and day, in minor units of the currency, exactly."""
        return self.minor_per_year / DAYS_PER_YEAR

    @property
    def per_year(self) -> Money:
        """Cost of a unit and year for readers, rounded half-even to the minor unit."""
        return from_minor(round_fraction(self.minor_per_year, Rounding.HALF_EVEN), code_of(self.unit_cost))


@frozen
class EconomicService:
    """The service of least cost.

    Attributes:
        target: What a shortage costs.
        holding: What a unit on the shelf costs.
        p: Share of order cycles (`Per.UNIT`) or of units (`Per.UNIT_DAY`).
    """

    target: StockoutCost
    holding: HoldingCost
    p: Fraction = field(converter=figure, validator=within(0, 1, open_ends=True))

    def why(self) -> tuple[Note, ...]:
        """Return both costs and the service."""
        return (
            Note(
                f"target.goal.stockout_cost.{self.target.per.value}",
                {
                    "cost": self.target.cost,
                    "holding_cost_per_year": self.holding.per_year,
                    "goal_pct": decimal_of(self.p * 100, 2),
                },
            ),
        )

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def economic_service(
    target: StockoutCost, holding: HoldingCost, *, cycle_units: float, demand_mean_per_day: float
) -> EconomicService | Refusal:
    """Find the service of least cost.

    Args:
        target: What a shortage costs.
        holding: What a unit on the shelf costs, in the same currency.
        cycle_units: Units wanted from one order to the next.
        demand_mean_per_day: Units.

    Returns:
        The service; or a `Refusal`: ``target.holding_is_free`` where no stock would be too much,
        ``target.cheaper_to_run_out`` where holding a unit through a cycle costs more than being short of it.

    Raises:
        CurrencyMismatchError: The two costs are in different currencies.
        InvalidValueError: A number of units is not above 0.
    """
    above_zero(cycle_units=cycle_units, demand_mean_per_day=demand_mean_per_day)
    short = minor(same_currency(target.cost, code_of(holding.unit_cost)))
    held = holding.minor_per_day
    if held <= 0:
        return Refusal.of(Unmet("target.holding_is_free", "holding"))
    if target.per is Per.UNIT_DAY:
        return EconomicService(target, holding, short / (short + held))
    p = 1 - held * Fraction(cycle_units) / (short * Fraction(demand_mean_per_day))
    if p <= 0:
        figures: dict[str, Param] = {"cost": target.cost, "cycle_units": decimal_of(cycle_units, 3)}
        return Refusal.of(Unmet("target.cheaper_to_run_out", "target", figures))
    return EconomicService(target, holding, p)
