"""A duty as one percentage of the customs value.

Deals that lift a duty to a total rate, and tests of how far two tariffs differ, compare a rate with a duty
that may hold amounts per kilogram. The ad valorem equivalent of such a duty depends on the goods: it is what
the line is charged, over what it is worth.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs.duties import DutyFacts, ad_valorem_equivalent, parse_duty, rate_of
    >>> rate_of(parse_duty("5 % + 2.5 %")), rate_of(parse_duty("35.10 EUR / 100 kg"))
    (Fraction(15, 2), None)
    >>> facts = DutyFacts.of(Money("200.00", "EUR"), {"kg": 40})
    >>> ad_valorem_equivalent(parse_duty("35.10 EUR / 100 kg"), facts)
    Fraction(351, 50)
"""

from __future__ import annotations

from fractions import Fraction

from xbcommerce.kernel.unmet import Refusal, Unmet

from .evaluation import evaluate
from .expression import DutyExpression, Unparsed, terms_of
from .facts import DutyFacts
from .parts import CUSTOMS_VALUE, combined
from .terms import AdValorem, SupplementaryUnit


def rate_of(expression: DutyExpression | Unparsed) -> Fraction | None:
    """Return a duty's percentage of the customs value; None where it is not made of percentages alone."""
    if isinstance(expression, AdValorem):
        return expression.rate_pct
    if isinstance(expression, Unparsed | SupplementaryUnit):
        return None
    terms = tuple(terms_of(expression))
    rates = [term.rate_pct for term in terms if isinstance(term, AdValorem)]
    return max(combined(expression, iter(rates)), Fraction(0)) if len(rates) == len(terms) else None


def ad_valorem_equivalent(expression: DutyExpression | Unparsed, facts: DutyFacts) -> Fraction | Refusal:
    """Return what percentage of the customs value a duty comes to.

    Returns:
        The exact percentage, which for percentages alone needs no facts. A refusal names all that is missing
        to work the duty out, and the customs value; of goods worth nothing, no amount is a percentage
        (``duty.no_equivalent``).
    """
    if (rate := rate_of(expression)) is not None:
        return rate
    charged, value = evaluate(expression, facts), facts.customs_value
    if isinstance(charged, Refusal) or not value:
        unmet = charged.unmet if isinstance(charged, Refusal) else ()
        no_value = () if value else (Unmet("duty.no_equivalent", CUSTOMS_VALUE, {"duty": str(expression)}),)
        return Refusal((*unmet, *no_value))
    return charged.amount / value * 100
