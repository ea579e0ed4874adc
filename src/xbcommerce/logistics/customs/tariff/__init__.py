"""What a tariff charges on goods of an origin on a day: measures, preference schemes, what stacks on what.

    DutyMeasure, MeasureKind       one dated measure: of which kind, how much, when, on what part of the value
    measures_for, Measures         what applies to a line, and what may once a missing fact is known
    schemes, PreferenceScheme      the preference schemes that goods of a country fall under, by day
    duty_options, DutyChoice       every duty that may be claimed, side by side, and what the better one lacks
    additions, top_up_pct          what comes on top: surcharges, top-ups to a total, what does not stack
    OriginRules                    by which labels an agreement says that goods of a code originate
    PostalDuty                     a fixed duty for each postal item, by the rate of the origin
    AtRiskTest                     whose duty goods for Northern Ireland pay

Nothing known is never zero: a code without a record, a quota nobody has looked at, a content nobody told are
said so. Rates come from the rule set that is passed in; `xbcommerce.reference.customs` has a small set.
"""

from .at_risk import AtRisk, AtRiskTest, TariffSide
from .choice import DutyChoice, DutyOption, duty_options
from .measure import DutyBase, DutyMeasure, InTransit, MeasureKind, Quota, QuotaState
from .measure_key import ALL_GOODS, MeasureKey, measure_key
from .measures import Measures, measures_for
from .messages import ENGLISH
from .origin_rules import OriginRule, OriginRules
from .postal import PostalDuty, RateBracket
from .preference import PreferenceScheme, Scheme, origin_code, scheme_key, schemes
from .records import TariffRecord
from .stacking import Addition, Additions, additions, top_up_pct
from .standing import Applicable

__all__ = [
    "ALL_GOODS",
    "ENGLISH",
    "Addition",
    "Additions",
    "Applicable",
    "AtRisk",
    "AtRiskTest",
    "DutyBase",
    "DutyChoice",
    "DutyMeasure",
    "DutyOption",
    "InTransit",
    "MeasureKey",
    "MeasureKind",
    "Measures",
    "OriginRule",
    "OriginRules",
    "PostalDuty",
    "PreferenceScheme",
    "Quota",
    "QuotaState",
    "RateBracket",
    "Scheme",
    "TariffRecord",
    "TariffSide",
    "additions",
    "duty_options",
    "measure_key",
    "measures_for",
    "origin_code",
    "scheme_key",
    "schemes",
    "top_up_pct",
]
