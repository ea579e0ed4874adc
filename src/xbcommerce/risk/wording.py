"""Rules read aloud: every expression as one line of plain words and the signs of school, never parsed back.

The signs are the same in every language, so that a formula reads alike in an English and a Chinese report.
"""

from __future__ import annotations

from .expression import (
    AllOf,
    AnyOf,
    AtLeast,
    Between,
    Compare,
    Condition,
    DaysBetween,
    Difference,
    Field,
    InList,
    IsKnown,
    Literal,
    Not,
    OneOf,
    Operand,
    Ratio,
    Sum,
    TextTest,
)
from .operators import Op
from .values import show

_SIGNS: dict[Op, str] = {Op.EQ: "=", Op.NE: "≠", Op.LE: "≤", Op.GE: "≥"}


def phrase(part: Operand | Condition) -> str:  # one case a class
    """Write an operand or a condition; brackets stand wherever parts could be read in two ways."""
    match part:
        case Field(name):
            return name
        case Literal(value):
            return show(value)
        case Ratio(numerator, denominator):
            return f"{_bracketed(numerator)} / {_bracketed(denominator)}"
        case Sum(terms):
            return " + ".join(_bracketed(term) for term in terms)
        case Difference(minuend, subtrahend):
            return f"{_bracketed(minuend)} - {_bracketed(subtrahend)}"
        case DaysBetween(start, end):
            return f"days from {phrase(start)} to {phrase(end)}"
        case _:
            return _condition(part)


def _condition(part: Condition) -> str:
    match part:
        case Compare(left, op, right):
            return f"{phrase(left)} {_SIGNS.get(op, op.value)} {phrase(right)}"
        case Between(value, low, high, bounds):
            opening, closing = bounds.value
            return f"{phrase(value)} in {opening}{phrase(low)}, {phrase(high)}{closing}"
        case OneOf(value, values):
            return f"{phrase(value)} in ({', '.join(show(item) for item in values)})"
        case InList(value, name):
            return f"{phrase(value)} on list {name}"
        case TextTest(value, op, text):
            return f"{phrase(value)} {op.value.replace('_', ' ')} {text!r}"
        case IsKnown(field):
            return f"{phrase(field)} is known"
        case _:
            return _connective(part)


def _connective(part: AllOf | AnyOf | Not | AtLeast) -> str:
    match part:
        case AllOf(items):
            return " and ".join(_bracketed(item) for item in items) or "always"
        case AnyOf(items):
            return " or ".join(_bracketed(item) for item in items) or "never"
        case Not(item):
            return f"not {_bracketed(item)}"
        case AtLeast(k, items):
            return f"at least {k} of ({'; '.join(phrase(item) for item in items)})"


def _bracketed(part: Operand | Condition) -> str:
    joined = Ratio | Sum | Difference | DaysBetween | Between | AllOf | AnyOf | Not | AtLeast
    return f"({phrase(part)})" if isinstance(part, joined) else phrase(part)
