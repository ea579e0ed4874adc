"""What a rule set may hold for this street, told apart by key."""

from __future__ import annotations

from typing import TypeAlias

from .at_risk import AtRiskTest
from .measure import DutyMeasure
from .origin_rules import OriginRules
from .postal import PostalDuty
from .preference import PreferenceScheme

TariffRecord: TypeAlias = AtRiskTest | DutyMeasure | OriginRules | PostalDuty | PreferenceScheme
"""``at-risk/…``, ``duty/…``, ``origin-rules/…``, ``postal-duty/…``, ``scheme/…``."""
