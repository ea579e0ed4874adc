"""What a sales file does not say, and is assumed unless an option says otherwise."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from attrs import frozen

from xbcommerce.supply import (
    CycleService,
    Forecast,
    LeadTimeDemand,
    LotTerms,
    NormalDemand,
    Pmf,
    lead_time_demand,
    normal_demand,
)

REVIEW_DAYS = 7
CLOSURE_FREE_SEA = (
    Pmf({15: ".5", 20: ".5"})
    + Pmf({28: ".7", 33: ".3"})
    + Pmf.mix((".9", Pmf.point(2)), (".1", Pmf.point(12)))
)
"""Production 15 or 20 days, ocean 28 or 33, customs 2, or 12 for one container in ten that is opened."""


@frozen
class MeasuredLeadTime:
    """A lead time of which only mean and spread are known."""

    mean_days: Fraction
    sd_days: Fraction


@frozen
class Assumptions:
    """How the plan is made.

    Attributes:
        on: The day of the plan.
        target: Service wanted.
        lead_time: Days from order to shelf.
        terms: What the supplier accepts.
        currency: Of the prices in the file.
        stock: Stock code to units on hand and on order; None for empty shelves.
    """

    on: date
    target: CycleService
    lead_time: Pmf | MeasuredLeadTime
    terms: LotTerms
    currency: str
    stock: dict[str, int] | None

    def demand(self, forecast: Forecast) -> LeadTimeDemand:
        """Distribute demand over the lead time and one week until the next review.

        What is not expected to sell wants nothing, however often the forecast was wrong before.
        """
        if isinstance(self.lead_time, Pmf):
            return lead_time_demand(forecast, self.lead_time + Pmf.point(REVIEW_DAYS))
        if not forecast.mean_per_day:
            return NormalDemand(0.0, 0.0)
        return normal_demand(
            forecast,
            lead_time_mean_days=float(self.lead_time.mean_days),
            lead_time_sd_days=float(self.lead_time.sd_days),
            review_days=REVIEW_DAYS,
        )

    @property
    def mean_days(self) -> Fraction:
        """Mean days from order to shelf."""
        return self.lead_time.mean if isinstance(self.lead_time, Pmf) else self.lead_time.mean_days

    @property
    def sd_days(self) -> Fraction:
        """Their standard deviation, to a hundredth."""
        if isinstance(self.lead_time, Pmf):
            return Fraction(round(self.lead_time.sd * 100), 100)
        return self.lead_time.sd_days

    @property
    def horizon_weeks(self) -> int:
        """The lead time with its review in whole weeks, over which methods are judged."""
        return max(1, round((self.mean_days + REVIEW_DAYS) / 7))
