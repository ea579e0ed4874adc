"""Printed duties read exactly: understood as a whole, or refused with what is wrong and in which column.

Nothing is guessed. A bare ``0.08`` may be a share, a percentage or an amount, so it is refused; ``1,5`` may
be one and a half or fifteen. Spaces, and commas in units, are optional; words may be written in any case.

Codes: ``duty.missing_amount``, ``duty.unknown_token``, ``duty.unknown_currency``, ``duty.unknown_unit``,
``duty.unknown_qualifier``, ``duty.not_permitted`` (a word or a unit that takes nothing of this kind beside
it, such as ``NIHIL / 100 kg``), ``duty.too_long``. Every phrase that cannot be read is named.

The grammar is that of duties in TARIC; so are the classes of what may be wrong.

Example:
    >>> from xbcommerce.logistics.customs.duties import parse_duty
    >>> print(parse_duty("12.900%+20EUR/100kg"))
    12.9 % + 20 EUR / 100 kg
    >>> print(parse_duty("13.8% MIN 13 GBP / 1,000 kg MAX 15 XYZ / 100 kg"))
    duty.unknown_currency at 13.8% MIN 13 GBP / 1,000 kg MAX 15 XYZ / 100 kg (column=36, found=XYZ)
    >>> parse_duty("0.08").codes, parse_duty("NIHIL / 100 kg").codes
    (('duty.unknown_currency',), ('duty.not_permitted',))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xbcommerce.kernel.unmet import Refusal, Unmet

from .expression import Addend, Bound, DutyExpression, Limit, Limited, Sign, Signed, Sum, Unparsed
from .phrases import Phrase, read_phrase
from .terms import Free, SupplementaryUnit, Term
from .units import unit_spelled

LENGTH_MAX = 1_000
"""Characters of a duty; the longest ones of TARIC have some hundred."""

_OPERATOR = re.compile(r"[+\-\u2212]|(?<![A-Z])(?:MIN|MAX)(?![A-Z])", re.IGNORECASE)
_OPERATORS: dict[str, Sign | Bound] = {
    "+": Sign.PLUS,
    "-": Sign.MINUS,
    "\u2212": Sign.MINUS,
    "MIN": Bound.MIN,
    "MAX": Bound.MAX,
}


def parse_duty(text: str) -> DutyExpression | Refusal:
    """Read a duty as tariffs print it.

    Args:
        text: Such as ``"9.10 % MAX 1.00 % + 0.90 GBP / 100 kg"``, ``"NIHIL"``, ``"0 % + AC"``, ``"p/st"``.

    Returns:
        The tree, or a refusal with everything that cannot be read.
    """
    if len(text) > LENGTH_MAX:
        figures = {"length": len(text), "length_max": LENGTH_MAX}
        return Refusal.of(Unmet("duty.too_long", text[:40], figures))
    if unit := unit_spelled(text):
        return SupplementaryUnit(unit.code)
    operators, phrases = _split(text)
    read = [read_phrase(phrase) for phrase in phrases]
    if len(phrases) == 1 and isinstance(read[0], Free):
        return read[0]
    terms = [_term(phrase, one) for phrase, one in zip(phrases, read, strict=True)]
    if wrong := tuple(term for term in terms if isinstance(term, Unmet)):
        return Refusal(wrong)
    return _tree(operators, (term for term in terms if not isinstance(term, Unmet)))


def read_duty(text: str) -> DutyExpression | Unparsed:
    """Read a duty; keep the text, with the reasons, where it cannot be read.

    For tariffs that are taken over whole: the line that nobody could read is there, and says so when it is
    asked, instead of being no duty.
    """
    read = parse_duty(text)
    return Unparsed(text, read.unmet) if isinstance(read, Refusal) else read


def _term(phrase: Phrase, read: Term | Free | Unmet) -> Term | Unmet:
    """Refuse the word for no duty among others."""
    return phrase.wrong("not_permitted", beside=phrase.text) if isinstance(read, Free) else read


def _split(text: str) -> tuple[list[Sign | Bound], list[Phrase]]:
    """Cut a text at its operators; a plus that only leads to a component, as in ``+ AC``, is none."""
    signs = list(_OPERATOR.finditer(text))
    starts = [0, *(sign.end() for sign in signs)]
    ends = [*(sign.start() for sign in signs), len(text)]
    phrases = [_phrase(text, start, end) for start, end in zip(starts, ends, strict=True)]
    operators = [_OPERATORS[sign[0].upper()] for sign in signs]
    if operators[:1] == [Sign.PLUS] and not phrases[0].text and phrases[1].names_component:
        return operators[1:], phrases[1:]
    return operators, phrases


def _phrase(text: str, start: int, end: int) -> Phrase:
    part = text[start:end]
    return Phrase(text, start + len(part) - len(part.lstrip()), part.strip())


def _tree(operators: Iterable[Sign | Bound], terms: Iterator[Term]) -> DutyExpression:
    """Build sums first, then hold them against one another."""
    first, rest = next(terms), list[Signed]()
    bound: Bound | None = None
    addends: list[tuple[Bound | None, Addend]] = []
    for operator, term in zip(operators, terms, strict=True):
        if isinstance(operator, Sign):
            rest.append(Signed(operator, term))
        else:
            addends.append((bound, _sum(first, rest)))
            bound, first, rest = operator, term, []
    addends.append((bound, _sum(first, rest)))
    limits = [Limit(bound, addend) for bound, addend in addends if bound is not None]
    return Limited(addends[0][1], limits) if limits else addends[0][1]


def _sum(first: Term, rest: list[Signed]) -> Addend:
    return Sum(first, rest) if rest else first
