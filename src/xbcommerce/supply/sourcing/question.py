"""One item on one day: the question that every offer has to answer.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import RateTable
    >>> from xbcommerce.supply import CycleService, Forecast, Position, ReviewRules
    >>> from xbcommerce.supply.sourcing import Question
    >>> lamp = Question(Position(on_hand=150), Forecast(4, 9), CycleService(".95"), date(2026, 11, 2), "EUR",
    ...     RateTable("EUR", "ECB", {}), ReviewRules(carrying_rate="0.25"), margin=Money("6.50", "EUR"))
    >>> lamp.next_review_on
    datetime.date(2026, 11, 9)
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.fx import FxRates
from xbcommerce.kernel.money import currency_of, same_currency
from xbcommerce.supply.forecasts.forecast import Forecast
from xbcommerce.supply.lots.economic_lot import LotCosts
from xbcommerce.supply.stock.position import Position
from xbcommerce.supply.targets.targets import Target

from .review_rules import ReviewRules


@frozen
class Question:
    """What is asked of every offer alike.

    Attributes:
        position: Stock of the item.
        forecast: Its demand per day.
        target: What stock is held for.
        on: The day of the decision.
        currency: The reporting currency.
        rates: Exchange rates into it.
        rules: How stock is reviewed and what holding it costs.
        margin: What a sale brings beyond what the unit costs, in the reporting currency. A bridge is then as
            large as pays; None makes it as large as the target misses.
        arrive_by: The day by which goods must be there, e.g. for a season; slower offers are rejected.
    """

    position: Position
    forecast: Forecast
    target: Target
    on: date
    currency: str
    rates: FxRates
    rules: ReviewRules
    margin: Money | None = field(default=None, kw_only=True)
    arrive_by: date | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse a reporting currency that is none, and a margin in another."""
        currency_of(self.currency)
        if self.margin is not None:
            same_currency(self.margin, self.currency)

    @property
    def next_review_on(self) -> date:
        """The next day on which an order can be placed."""
        return self.on + timedelta(days=self.rules.review_days)

    def receipts(self, after: date, until: date) -> tuple[date, ...]:
        """List the days after ``after``, up to ``until``, on which units on order are due."""
        return tuple(sorted({item.due_on for item in self.position.incoming if after < item.due_on <= until}))

    def costs(self, *, held_units: Fraction) -> LotCosts:
        """Return what the cost of a year depends on, if so many units are held whatever the quantity."""
        return LotCosts(
            demand_mean_per_day=Fraction(self.forecast.mean_per_day),
            held_units=held_units,
            currency=self.currency,
            rates=self.rates,
            on=self.on,
            rules=self.rules,
        )
