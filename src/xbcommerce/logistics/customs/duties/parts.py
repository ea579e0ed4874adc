"""What each term of a duty comes to, or everything that it lacks to come to anything."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from xbcommerce.kernel.unmet import Param, Unmet

from ._unit_table import STANDS_IN
from .expression import Bound, DutyExpression, Limited, Sign, Sum
from .facts import RETAIL_PRICE, DutyFacts
from .terms import AdValorem, AgriculturalComponent, Free, RetailShare, Specific, SupplementaryUnit, Term

CUSTOMS_VALUE = "customs_value"
Gaps = tuple[Unmet, ...]
"""What is not known; never empty."""


@frozen
class Part:
    """One term, worked out.

    Attributes:
        term: The share or amount; for an agricultural component, the amount its table has.
        base: The value it is a share of, or how many units the line is.
        rate: What one unit of its currency is in the currency of the duty; 1 for a share.
        amount: Exact, in the currency of the duty, before its sign.
    """

    term: AdValorem | RetailShare | Specific
    base: Fraction
    rate: Fraction
    amount: Fraction


def part_of(term: Term, facts: DutyFacts) -> Part | Gaps:
    """Work out a term, or name everything that it needs and that is not known."""
    match term:
        case AdValorem():
            return _share(term, facts.customs_value, CUSTOMS_VALUE)
        case RetailShare():
            return _share(term, facts.quantity(RETAIL_PRICE), RETAIL_PRICE)
        case Specific():
            return _specific(term, facts)
        case AgriculturalComponent(component):
            found = facts.meursing.get(component)
            return _no_meursing(term) if found is None else _specific(found, facts)


def percent_of(base: Fraction, rate_pct: Fraction) -> Fraction:
    """Return a percentage of a value; one reduction instead of two, since lines are many."""
    return Fraction(base.numerator * rate_pct.numerator, base.denominator * rate_pct.denominator * 100)


def missing_quantity(need: str, term: Term) -> Unmet:
    """Ask for one quantity of the line, by its general name."""
    need = STANDS_IN.get(need, need)
    place = need if need == CUSTOMS_VALUE else f"quantities[{need}]"
    figures: dict[str, Param] = {"need": need, "term": str(term), "text": f"duty.missing_quantity.{need}"}
    return Unmet("duty.missing_quantity", place, figures)


def combined(expression: DutyExpression, amounts: Iterator[Fraction]) -> Fraction:
    """Add up and compare what the terms of a duty come to, given in the order they are read."""
    match expression:
        case Limited(first, limits):
            total = combined(first, amounts)
            for limit in limits:
                total = held(total, limit.bound, combined(limit.of, amounts))
            return total
        case Sum():
            return _added(expression, amounts)
        case Free() | SupplementaryUnit():
            return Fraction(0)
        case _:
            return next(amounts)


def held(total: Fraction, bound: Bound, limit: Fraction) -> Fraction:
    """Raise an amount to its minimum, or cut it at its maximum."""
    return max(total, limit) if bound is Bound.MIN else min(total, limit)


def _added(expression: Sum, amounts: Iterator[Fraction]) -> Fraction:
    total = next(amounts)
    for signed in expression.rest:
        total += next(amounts) if signed.sign is Sign.PLUS else -next(amounts)
    return total


def _share(term: AdValorem | RetailShare, base: Fraction | None, need: str) -> Part | Gaps:
    if base is None:
        return (missing_quantity(need, term),)
    return Part(term, base, Fraction(1), percent_of(base, term.rate_pct))


def _specific(term: Specific, facts: DutyFacts) -> Part | Gaps:
    unit, rate = term.measurement_unit, facts.rate(term.currency)
    quantities = {name: facts.quantity(name) for name in (unit.quantities if unit else ())}
    known = [quantity for quantity in quantities.values() if quantity is not None]
    if rate is None or len(known) < len(quantities):
        gaps = [missing_quantity(name, term) for name, quantity in quantities.items() if quantity is None]
        return (*gaps, *(_no_rate(term, facts) if rate is None else ()))
    base = unit.count(known) if unit else Fraction(1)
    return Part(term, base, rate, term.amount * base * rate)


def _no_rate(term: Specific, facts: DutyFacts) -> Gaps:
    figures = {"base": term.currency, "quote": facts.currency, "term": str(term)}
    return (Unmet("duty.missing_rate", f"fx[{term.currency}]", figures),)


def _no_meursing(term: AgriculturalComponent) -> Gaps:
    return (Unmet("duty.missing_meursing", f"meursing[{term}]", {"term": str(term)}),)
