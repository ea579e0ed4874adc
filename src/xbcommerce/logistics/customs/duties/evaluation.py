"""What a duty comes to, exactly, or everything that is missing to say so.

A quantity, a rate or a Meursing code that is not known is never nothing: the duty is refused, and all that it
lacks is named at once. A duty is never below zero: what is taken off may use it up, but customs pay nobody
for importing (a customs debt is an obligation to pay, Regulation (EU) No 952/2013, article 5 (18)). The floor
is put under the whole duty, not under the sides of MIN and MAX.

Nothing is rounded here; laws round at other places, each in its own way.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.money import Rounding
    >>> from xbcommerce.logistics.customs.duties import DutyFacts, evaluate, parse_duty
    >>> beef = parse_duty("10.20 % + 93.10 EUR / 100 kg")
    >>> print(evaluate(beef, DutyFacts.of(Money("500.00", "GBP"))))
    duty.missing_quantity at quantities[kg] (need=kg, term=93.1 EUR / 100 kg, ...)
    duty.missing_rate at fx[EUR] (base=EUR, quote=GBP, term=93.1 EUR / 100 kg)
    >>> charged = evaluate(beef, DutyFacts.of(Money("500.00", "GBP"), {"kg": 250}, fx={"EUR": "0.8571"}))
    >>> charged.rounded(Rounding.HALF_UP).amount, charged.amount
    (Decimal('250.49'), Fraction(10019601, 40000))
    >>> print(charged)
    duty of 10.2 % + 93.1 EUR / 100 kg: 250.490025 GBP
      10.2 % of 500 GBP: 51 GBP
      93.1 EUR / 100 kg, 2.5 times, at 0.8571 GBP for 1 EUR: 199.490025 GBP
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from xbcommerce.kernel.unmet import Refusal, Unmet

from .charged import Charged
from .expression import DutyExpression, Unparsed, terms_of
from .facts import DutyFacts
from .parts import Part, combined, part_of, percent_of
from .terms import AdValorem, SupplementaryUnit

_NOTHING = Fraction(0)


def evaluate(expression: DutyExpression | Unparsed, facts: DutyFacts) -> Charged | Refusal:
    """Work out a duty.

    Args:
        expression: What the tariff says; a text that could not be read is refused with its reasons.
        facts: What is known of the whole line.

    Returns:
        The exact amount, or a refusal with everything that is missing: ``duty.missing_quantity`` (with the
        ``need``), ``duty.missing_rate``, ``duty.missing_meursing``, ``duty.unparsed``, ``duty.no_duty``.
    """
    if isinstance(expression, AdValorem) and facts.customs_value is not None:
        return Charged(expression, facts, percent_of(facts.customs_value, expression.rate_pct))
    if isinstance(expression, Unparsed):
        return Refusal((Unmet("duty.unparsed", expression.text), *expression.reasons))
    if isinstance(expression, SupplementaryUnit):
        return Refusal.of(Unmet("duty.no_duty", str(expression)))
    found = [part_of(term, facts) for term in terms_of(expression)]
    if gaps := [gap for one in found if isinstance(one, tuple) for gap in one]:
        return Refusal(_each_once(gaps))
    total = combined(expression, (part.amount for part in found if isinstance(part, Part)))
    return Charged(expression, facts, max(total, _NOTHING))


def _each_once(gaps: Iterable[Unmet]) -> tuple[Unmet, ...]:
    """Ask for one fact once, also where several terms need it."""
    first: dict[str, Unmet] = {}
    for gap in gaps:
        first.setdefault(gap.where, gap)
    return tuple(first.values())
