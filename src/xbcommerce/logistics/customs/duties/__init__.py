"""Duty expressions: what tariffs print, as trees that are read exactly, printed, and worked out.

    parse_duty, read_duty          text to a tree, or every reason against it with its column; ``str`` prints
    AdValorem, Specific, RetailShare, AgriculturalComponent, Free, SupplementaryUnit      what trees are of
    Sum, Limited                   terms added up; sums held between MIN and MAX
    evaluate, DutyFacts, Charged   the exact amount for a line, with its parts, or everything it lacks
    rate_of, ad_valorem_equivalent a duty as one percentage
    MeasurementUnit, UNITS         the units of TARIC, and the quantities that each one counts

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs.duties import DutyFacts, evaluate, parse_duty
    >>> duty = parse_duty("13.8 % MIN 13.0 GBP / 100 kg MAX 15.0 GBP / 100 kg - 7.0 GBP / 100 kg")
    >>> print(evaluate(duty, DutyFacts.of(Money("1200.00", "GBP"), {"kg": 10_000})))
    duty of 13.8 % MIN 13 GBP / 100 kg MAX 15 GBP / 100 kg - 7 GBP / 100 kg: 800 GBP
      13.8 % of 1,200 GBP: 165.6 GBP
      13 GBP / 100 kg, 100 times: 1,300 GBP
      15 GBP / 100 kg, 100 times: 1,500 GBP
      7 GBP / 100 kg, 100 times: 700 GBP
      at least 13 GBP / 100 kg, which is 1,300 GBP: more than 165.6
      at most 15 GBP / 100 kg - 7 GBP / 100 kg, which is 800 GBP: less than 1,300
"""

from ._unit_table import UNITS_SOURCE
from .charged import Charged
from .equivalent import ad_valorem_equivalent, rate_of
from .evaluation import evaluate
from .expression import Bound, DutyExpression, Limit, Limited, Sign, Signed, Sum, Unparsed, terms_of
from .facts import DutyFacts
from .messages import ENGLISH
from .parsing import parse_duty, read_duty
from .parts import Part
from .terms import (
    AdValorem,
    AgriculturalComponent,
    Component,
    Free,
    RetailShare,
    Specific,
    SupplementaryUnit,
    Term,
)
from .units import UNITS, MeasurementUnit, UnknownMeasurementUnitError, measurement_unit, unit_spelled

__all__ = [
    "ENGLISH",
    "UNITS",
    "UNITS_SOURCE",
    "AdValorem",
    "AgriculturalComponent",
    "Bound",
    "Charged",
    "Component",
    "DutyExpression",
    "DutyFacts",
    "Free",
    "Limit",
    "Limited",
    "MeasurementUnit",
    "Part",
    "RetailShare",
    "Sign",
    "Signed",
    "Specific",
    "Sum",
    "SupplementaryUnit",
    "Term",
    "UnknownMeasurementUnitError",
    "Unparsed",
    "ad_valorem_equivalent",
    "evaluate",
    "measurement_unit",
    "parse_duty",
    "rate_of",
    "read_duty",
    "terms_of",
    "unit_spelled",
]
