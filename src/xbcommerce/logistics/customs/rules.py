"""Everything that may stand in one set of customs rules, told apart by key.

    valuation/EU                      Valuation         how a place values, in which currency, at which rate
    threshold/EU/duty-relief          Threshold         what is too small, or collected in the sale
    charge/EU/vat                     ChargeRule        what is charged on what, rounded how
    vat/DE/standard                   TaxRate           rates of tax
    duty/EU/610910/mfn                DutyMeasure       what the tariff takes
    scheme/GB/japan                   PreferenceScheme  where goods must come from, and the proof of it
    incoterm/DDP                      IncotermRule      who pays
    requirement/EU/ioss-number        Requirement       what a declaration must tell
    restriction/AU/vapes              Restriction       what may not be sent

One set has one digest, so a quote names all that it rests on. A host lays its own records over packaged ones
with `RuleSet.overlay`, keeps versions of a set in a store (`RuleSets`), and reads them from a folder
(`xbcommerce.adapters.rule_files`).
"""

from __future__ import annotations

from typing import TypeAlias

from xbcommerce.kernel.dated import RuleSet

from .charges import ChargeRule
from .declarations import RequirementRecord
from .incoterms import IncotermRecord
from .restrictions import RestrictionRecord
from .tariff import TariffRecord
from .thresholds import Threshold
from .valuation import TaxRate, Valuation

CustomsRule: TypeAlias = (
    ChargeRule
    | IncotermRecord
    | RequirementRecord
    | RestrictionRecord
    | TariffRecord
    | TaxRate
    | Threshold
    | Valuation
)
"""The value of one record."""

CustomsRules: TypeAlias = RuleSet[CustomsRule]
"""A set of them."""
