"""What a tariff charges."""

from .measure import (
    ALL_GOODS,
    DutyBase,
    DutyMeasure,
    InTransit,
    MeasureKey,
    MeasureKind,
    Quota,
    QuotaState,
    measure_key,
)
from .measures import Measures, measures_for
from .messages import ENGLISH
from .standing import Applicable

__all__ = [
    "ALL_GOODS",
    "ENGLISH",
    "Applicable",
    "DutyBase",
    "DutyMeasure",
    "InTransit",
    "MeasureKey",
    "MeasureKind",
    "Measures",
    "Quota",
    "QuotaState",
    "measure_key",
    "measures_for",
]
