"""Can a condition be true, is it always, does one imply another: answers for known values only.

``None`` means that nothing is claimed: the condition is too wide to be analysed.

Example:
    >>> from datetime import timedelta
    >>> from xbcommerce.risk.analysis import can_be_true, implies
    >>> from xbcommerce.risk.expression import Field
    >>> from xbcommerce.risk.facts import FactField, Schema
    >>> from xbcommerce.risk.values import Kind
    >>> schema = Schema((FactField("hour", Kind.DURATION), FactField("age", Kind.INT)))
    >>> hour = Field("hour")
    >>> can_be_true((hour > timedelta(hours=22)) & (hour < timedelta(hours=6)), schema)
    False
    >>> implies(Field("age") > 17, Field("age") >= 18, schema)
    True
"""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial

from moneyed import Money

from xbcommerce.kernel.money import minor

from .expression import (
    AllOf,
    AnyOf,
    AtLeast,
    Between,
    Compare,
    Condition,
    Field,
    Literal,
    Not,
    OneOf,
    Operand,
)
from .facts import Schema
from .operators import Op
from .regions import Boxes, Choice, Ranges, Region, TooManyBoxesError, at_least, join, meet_all
from .values import Kind, Value

_OPPOSITE = {Op.LT: Op.GE, Op.LE: Op.GT, Op.EQ: Op.NE, Op.NE: Op.EQ, Op.GE: Op.LT, Op.GT: Op.LE}
_TURNED = {Op.LT: Op.GT, Op.LE: Op.GE, Op.EQ: Op.EQ, Op.NE: Op.NE, Op.GE: Op.LE, Op.GT: Op.LT}
_SIGNS: dict[Op, frozenset[Hashable]] = {
    Op.LT: frozenset({-1}),
    Op.LE: frozenset({-1, 0}),
    Op.EQ: frozenset({0}),
    Op.NE: frozenset({-1, 1}),
    Op.GE: frozenset({0, 1}),
    Op.GT: frozenset({1}),
}
_BOTH: frozenset[Hashable] = frozenset({True, False})


def can_be_true(condition: Condition, schema: Schema) -> bool | None:
    """Say whether some known values make it true."""
    try:
        return bool(_boxes(condition, schema, holds=True))
    except TooManyBoxesError:
        return None


def is_always_true(condition: Condition, schema: Schema) -> bool | None:
    """Say whether all known values make it true."""
    possible = can_be_true(Not(condition), schema)
    return None if possible is None else not possible


def implies(first: Condition, second: Condition, schema: Schema) -> bool | None:
    """Say whether the second is true wherever the first is."""
    possible = can_be_true(AllOf((first, Not(second))), schema)
    return None if possible is None else not possible


def _boxes(condition: Condition, schema: Schema, *, holds: bool) -> Boxes:
    match condition:
        case Not(item):
            return _boxes(item, schema, holds=not holds)
        case AllOf(items) | AnyOf(items):
            parts = tuple(_boxes(item, schema, holds=holds) for item in items)
            return meet_all(parts) if isinstance(condition, AllOf) is holds else join(*parts)
        case AtLeast(k, items):
            needed = k if holds else len(items) - k + 1
            parts_later = tuple(partial(_boxes, item, schema, holds=holds) for item in items)
            return at_least(needed, parts_later)
        case Between(value, low, high, bounds):
            above, below = bounds.signs
            ends = (Compare(value, above, low), Compare(value, below, high))
            return _boxes(AllOf(ends), schema, holds=holds)
        case Compare(left, op, right):
            return _compared(left, op if holds else _OPPOSITE[op], right, schema)
        case OneOf(value, values):
            compared = tuple(
                _compared(value, Op.EQ if holds else Op.NE, Literal(item), schema) for item in values
            )
            return join(*compared) if holds else meet_all(compared)
        case opaque:
            return _box(opaque, Choice(frozenset({True}), inside=holds, universe=_BOTH))


def _compared(left: Operand, op: Op, right: Operand, schema: Schema) -> Boxes:
    if isinstance(left, Literal) and not isinstance(right, Literal):
        left, op, right = right, _TURNED[op], left
    if isinstance(right, Literal):
        return _against(left, op, right.value, schema)
    if str(left) > str(right):
        left, op, right = right, _TURNED[op], left
    signs: frozenset[Hashable] = frozenset({-1, 0, 1})
    return _box((left, right), Choice(_SIGNS[op], universe=signs))


def _against(operand: Operand, op: Op, figure: Value, schema: Schema) -> Boxes:
    field = schema.get(operand.name) if isinstance(operand, Field) else None
    if isinstance(figure, str | bool):
        universe = _BOTH if isinstance(figure, bool) else None
        return _box(operand, Choice(frozenset({figure}), inside=op is Op.EQ, universe=universe))
    whole = field is not None and field.kind in {Kind.INT, Kind.DATE}
    if isinstance(figure, Money):
        known = field is not None and bool(field.currency)
        number = Fraction(minor(figure)) if known else Fraction(figure.amount)
        return _box((operand, figure.currency.code), Ranges.of(op, number, whole=known))
    return _box(operand, Ranges.of(op, _number(figure), whole=whole))


def _number(figure: int | Decimal | date | timedelta) -> Fraction:
    if isinstance(figure, date):
        return Fraction(figure.toordinal())
    if isinstance(figure, timedelta):
        return Fraction(figure // timedelta(microseconds=1))
    return Fraction(figure)


def _box(key: Hashable, region: Region) -> Boxes:
    return () if region.is_empty() else ({key: region},)
