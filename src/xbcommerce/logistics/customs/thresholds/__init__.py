"""Thresholds: what is too small for duty and tax, or small enough for another way of collecting them.

    Threshold, Limit             one record: charges, limit, basis, scope, shape, effect
    decide_thresholds            what they mean for a consignment, for duty and tax, line by line
    ThresholdDecision            relieved, due, at the sale, at the border, flat; or not known, and why
    FlatDuty                     an amount for each distinct code in place of the tariff
    amount_due, levied           what is rounded first, and too small to be collected then

A missing rule of a place is `Outcome.NO_RULE`; a missing fact is `Outcome.UNKNOWN` with all that it may be.
Nothing is freed while a fact is missing.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.dated import Dated, RuleSet, Source, Validity
    >>> from xbcommerce.kernel.fx import RateTable
    >>> from xbcommerce.logistics.customs import GoodsLine, ImportConsignment, Place, TradeDates
    >>> from xbcommerce.logistics.customs.thresholds import (
    ...     ChargeClass, Effect, Limit, Threshold, decide_thresholds)
    >>> relief = Threshold({ChargeClass.DUTY}, Effect.RELIEF, Limit(Money("135.00", "GBP")))
    >>> rules = RuleSet([Dated("gb-135", "threshold/GB/duty-relief", relief, Validity(date(2021, 1, 1), None),
    ...                        date(2026, 11, 25), Source("gov.uk", tier="A"))], date(2026, 11, 25))
    >>> mug = ImportConsignment(Place("GB"), "CN", [GoodsLine("mug", Money("135.00", "GBP"))])
    >>> no_rates = RateTable("EUR", "none", {})
    >>> print(decide_thresholds(mug, TradeDates.all_on(date(2026, 3, 2)), rules, no_rates).duty.outcome)
    Outcome.RELIEVED
"""

from .decide import decide_thresholds
from .decision import ChargeOutcome, LineOutcome, Outcome, ThresholdDecision
from .flat_codes import FlatDuty
from .levy import Levy, amount_due, levied
from .limit import Basis, Boundary, Limit, Scope
from .measured import Measured
from .messages import ENGLISH
from .threshold import ChargeClass, DueRounding, Effect, FlatCharge, Shape, Threshold
from .trial import Trial

__all__ = [
    "ENGLISH",
    "Basis",
    "Boundary",
    "ChargeClass",
    "ChargeOutcome",
    "DueRounding",
    "Effect",
    "FlatCharge",
    "FlatDuty",
    "Levy",
    "Limit",
    "LineOutcome",
    "Measured",
    "Outcome",
    "Scope",
    "Shape",
    "Threshold",
    "ThresholdDecision",
    "Trial",
    "amount_due",
    "decide_thresholds",
    "levied",
]
