"""Which way to distribute demand over a lead time: the simplest that keeps its word, found by trying.

The rule: take the first of normal, gamma and normal mixture whose level gives the wanted service within half
a point (``tolerance``), judged by counting every unit; else count every unit. A level that is a unit too
high because units are whole is no miss. Demand less uneven than Poisson (variance below the mean) cannot be
counted by a distribution of ours; the mixture judges it, and is the last resort.

So the answer says what each simpler curve would have delivered. Two humps mostly fail the normal and the
gamma curve, uneven demand on a steady lane passes the second, and a fast item on a steady lane the first.

Example:
    >>> from xbcommerce.supply import Forecast, Pmf, choose_model
    >>> print(choose_model(Forecast(20, 36), Pmf({35: ".9", 50: ".1"}), ".95"))
    Demand over the lead time is taken along a normal curve for each lead time.
    A normal curve would deliver 90.04 % instead of 95 %.
    A gamma curve would deliver 90.06 % instead of 95 %.
    >>> choose_model(Forecast(20, 36), Pmf({34: ".3", 35: ".4", 36: ".3"}), ".95").model
    <DemandModel.NORMAL: 'normal'>
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.figures import Figure, decimal_of, figure, within
from xbcommerce.kernel.unmet import Note
from xbcommerce.supply.forecasts.forecast import Forecast

from .lead_time_demand import DemandModel, ExactDemand, LeadTimeDemand, lead_time_demand
from .messages import ENGLISH
from .pmf import Pmf

CURVES = (DemandModel.NORMAL, DemandModel.GAMMA, DemandModel.NORMAL_MIXTURE)
"""What is tried, the simplest first."""
HALF_A_POINT = "0.005"


@frozen
class TriedModel:
    """One way, and how it does.

    Attributes:
        model: Its name.
        level: The stock level it takes for the target.
        attained: The service of that level, to a hundredth of a point.
    """

    model: DemandModel
    level: float
    attained: Decimal


@frozen
class ModelChoice:
    """The way chosen, and the simpler ones that miss.

    Attributes:
        model: The choice.
        p: The service that was to be met.
        missed: What was tried before, in order.
    """

    model: DemandModel
    p: Fraction = field(converter=figure, validator=within(0, 1, open_ends=True))
    missed: tuple[TriedModel, ...] = field(default=(), converter=tuple[TriedModel, ...])

    def why(self) -> tuple[Note, ...]:
        """Return the choice, and what each simpler curve would deliver."""
        wanted = decimal_of(self.p * 100, 2)
        return (
            Note(f"model.chosen.{self.model.value}", {"model": self.model.value}),
            *(
                Note(
                    f"model.missed.{one.model.value}",
                    {"model": one.model.value, "attained_pct": one.attained * 100, "target_pct": wanted},
                )
                for one in self.missed
            ),
        )

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def choose_model(forecast: Forecast, pmf: Pmf, p: Figure, *, tolerance: Figure = HALF_A_POINT) -> ModelChoice:
    """Choose how to distribute demand over a lead time for a service of ``p``.

    Args:
        forecast: Demand per day.
        pmf: Days of lead time, with the days between reviews added where there are any.
        p: The cycle service to be met.
        tolerance: How far off a curve's service may be.

    Raises:
        InvalidValueError: ``p`` is not between 0 and 1.
    """
    if not forecast.mean_per_day:
        return ModelChoice(DemandModel.NORMAL, p)
    last = _last_resort(forecast)
    judge = lead_time_demand(forecast, pmf, last)
    missed: list[TriedModel] = []
    for model in CURVES:
        if model is last:
            break
        level = lead_time_demand(forecast, pmf, model).quantile(p)
        if _keeps_its_word(judge, level, float(figure(p)), float(figure(tolerance))):
            return ModelChoice(model, p, missed)
        missed.append(TriedModel(model, level, Decimal(round(judge.service_at(level) * 10_000)).scaleb(-4)))
    return ModelChoice(last, p, missed)


def _last_resort(forecast: Forecast) -> DemandModel:
    countable = forecast.variance_per_day >= forecast.mean_per_day
    return DemandModel.EXACT if countable else DemandModel.NORMAL_MIXTURE


def _keeps_its_word(judge: LeadTimeDemand, level: float, wanted: float, tolerance: float) -> bool:
    attained = judge.service_at(level)
    if attained < wanted - tolerance:
        return False
    if attained <= wanted + tolerance:
        return True
    whole = isinstance(judge, ExactDemand)
    return whole and judge.service_at(math.floor(level) - 1) < wanted
