"""A duty as a tree: terms, sums of terms, and sums held between others.

``+`` and ``-`` bind tighter than ``MIN`` and ``MAX``, which stand between whole sums and apply from left to
right: ``a MIN b`` is at least b, so the greater of both; ``a MAX b`` is at most b, so the lesser. The classes
hold only what can be printed so, which makes the printed form canonical: equal trees, equal text.

Example:
    >>> from xbcommerce.logistics.customs.duties import (
    ...     AdValorem, Bound, Limit, Limited, Sign, Signed, Specific, Sum)
    >>> beef = Sum(AdValorem("10.2"), [Signed(Sign.PLUS, Specific("93.10", "EUR", "DTN"))])
    >>> print(Limited(beef, [Limit(Bound.MAX, AdValorem("25"))]))
    10.2 % + 93.1 EUR / 100 kg MAX 25 %
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError, member_of
from xbcommerce.kernel.unmet import Unmet

from .terms import Free, SupplementaryUnit, Term


class Sign(Enum):
    """Whether a term raises or lowers a sum."""

    PLUS = "+"
    MINUS = "-"


class Bound(Enum):
    """What a sum is held against; the words are the tariff's and name the bound, not the outcome."""

    MIN = "MIN"
    """At least this: the greater of both."""
    MAX = "MAX"
    """At most this: the lesser of both."""


@frozen
class Signed:
    """A further term of a sum."""

    sign: Sign = field(validator=member_of(Sign))
    term: Term

    def __str__(self) -> str:
        return f"{self.sign.value} {self.term}"


def _not_empty(_instance: object, attribute: Attribute[Any], value: tuple[object, ...]) -> None:
    if not value:
        msg = f"{attribute.name}=(): expected at least one more; a single term stands for itself"
        raise InvalidValueError(msg)


@frozen
class Sum:
    """Terms added up, and taken off, from left to right."""

    first: Term
    rest: tuple[Signed, ...] = field(converter=tuple[Signed, ...], validator=_not_empty)

    @property
    def signed(self) -> tuple[Signed, ...]:
        """All terms, each with its sign."""
        return (Signed(Sign.PLUS, self.first), *self.rest)

    def __str__(self) -> str:
        return " ".join(map(str, (self.first, *self.rest)))


Addend = Term | Sum
"""What MIN and MAX compare."""


@frozen
class Limit:
    """One bound, and what it is."""

    bound: Bound = field(validator=member_of(Bound))
    of: Addend

    def __str__(self) -> str:
        return f"{self.bound.value} {self.of}"


@frozen
class Limited:
    """A sum held against others, one after the other."""

    first: Addend
    limits: tuple[Limit, ...] = field(converter=tuple[Limit, ...], validator=_not_empty)

    def __str__(self) -> str:
        return " ".join(map(str, (self.first, *self.limits)))


@frozen
class Unparsed:
    """A text that nobody could read, with the reasons: kept, shown, and never computed with."""

    text: str
    reasons: tuple[Unmet, ...] = field(converter=tuple[Unmet, ...], validator=_not_empty)

    def __str__(self) -> str:
        return self.text


DutyExpression = Term | Sum | Limited | Free | SupplementaryUnit
"""A duty that was understood."""


def terms_of(expression: DutyExpression) -> Iterator[Term]:
    """Go through the terms of a duty, as they are read."""
    match expression:
        case Limited(first, limits):
            for addend in (first, *(limit.of for limit in limits)):
                yield from terms_of(addend)
        case Sum():
            yield from (signed.term for signed in expression.signed)
        case Free() | SupplementaryUnit():
            return
        case _:
            yield expression
