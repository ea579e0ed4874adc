"""Does a rule fit the schema: every field exists, only like is compared with like, money in one currency.

Example:
    >>> from xbcommerce.risk.checking import misfits
    >>> from xbcommerce.risk.expression import Field
    >>> from xbcommerce.risk.facts import FactField, Schema
    >>> from xbcommerce.risk.values import Kind
    >>> schema = Schema((FactField("score", Kind.INT), FactField("country", Kind.TEXT)))
    >>> for misfit in misfits((Field("scor") < 600) & (Field("country") > "DE"), schema):
    ...     print(misfit)
    rule.unknown_field (field=scor, nearest=score)
    rule.no_order (condition=country > DE, kind=text)
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.unmet import Unmet

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
from .facts import Schema, suggestion
from .operators import Op
from .values import Kind, Value, kind_of


@frozen
class Type:
    """What an operand yields; for money ``currency`` is empty where it may be any."""

    kind: Kind
    currency: str = ""

    def like(self, other: Type) -> bool:
        """Say whether the two may be compared or added."""
        if self.kind.is_number and other.kind.is_number:
            return True
        return self.kind is other.kind

    def same_money(self, other: Type) -> bool:
        """Say whether they are not known to be of two currencies."""
        return not (self.currency and other.currency) or self.currency == other.currency

    def __str__(self) -> str:
        return f"{self.kind.value} {self.currency}".strip()


_NUMBER = Type(Kind.DECIMAL)
_COUNTABLE = frozenset({Kind.INT, Kind.DECIMAL, Kind.MONEY, Kind.DURATION})
_EXAMPLES: dict[Kind, str] = {
    Kind.INT: "500",
    Kind.DECIMAL: "Decimal('0.5')",
    Kind.MONEY: "Money(500, '{currency}')",
    Kind.TEXT: "'DE'",
    Kind.DATE: "date(2026, 3, 1)",
    Kind.BOOL: "True",
    Kind.DURATION: "timedelta(hours=22)",
}
"""How a figure of each kind is written in a rule."""


def misfits(condition: Condition, schema: Schema) -> tuple[Unmet, ...]:
    """List everything in a condition that the schema does not allow; empty means that it fits."""
    return tuple(dict.fromkeys(_in_condition(condition, schema)))


def leaves(condition: Condition) -> Iterator[Condition]:
    """Walk the conditions that read values, without the connectives around them, left to right."""
    match condition:
        case AllOf(items) | AnyOf(items) | AtLeast(_, items):
            for item in items:
                yield from leaves(item)
        case Not(item):
            yield from leaves(item)
        case _:
            yield condition


def operands(leaf: Condition) -> tuple[Operand, ...]:
    """Return the operands of a condition that is no connective."""
    match leaf:
        case Compare(left, _, right):
            return (left, right)
        case Between(value, low, high, _):
            return (value, low, high)
        case OneOf(value, _) | InList(value, _) | TextTest(value, _, _):
            return (value,)
        case IsKnown(field):
            return (field,)
        case _:
            return ()


def parts(operand: Operand) -> tuple[Operand, ...]:
    """Return what an operand is computed from; nothing for a field or a figure."""
    match operand:
        case Ratio(first, second) | Difference(first, second) | DaysBetween(first, second):
            return (first, second)
        case Sum(terms):
            return terms
        case _:
            return ()


def fields_of(part: Condition | Operand) -> tuple[str, ...]:
    """Return the names of the fields that are read, each once, in the order of reading."""
    return tuple(dict.fromkeys(_names(part)))


def _names(part: Condition | Operand) -> Iterator[str]:
    if isinstance(part, Field):
        yield part.name
    elif isinstance(part, Operand):
        for inner in parts(part):
            yield from _names(inner)
    else:
        for leaf in leaves(part):
            for operand in operands(leaf):
                yield from _names(operand)


def _in_condition(condition: Condition, schema: Schema) -> Iterator[Unmet]:
    for leaf in leaves(condition):
        problems: list[Unmet] = []
        types = [type_of(operand, schema, problems) for operand in operands(leaf)]
        yield from problems
        known = [found for found in types if found is not None]
        if known and len(known) == len(types):
            yield from _in_leaf(leaf, known)


def _in_leaf(leaf: Condition, types: list[Type]) -> Iterator[Unmet]:
    first, where = types[0], str(leaf)
    match leaf:
        case Compare(_, op, _):
            others, ordered = types[1:], op not in {Op.EQ, Op.NE}
        case Between():
            others, ordered = types[1:], True
        case OneOf(_, values):
            others, ordered = [type_of_value(value) for value in values], False
        case InList() | TextTest():
            others, ordered = [Type(Kind.TEXT)], False
        case _:
            return
    if ordered and not first.kind.is_ordered and all(first.like(other) for other in others):
        yield Unmet("rule.no_order", params={"condition": where, "kind": first.kind.value})
    for other in others:
        yield from _mixed(first, other, where)


def _mixed(first: Type, other: Type, where: str) -> Iterator[Unmet]:
    if not first.like(other):
        example = _EXAMPLES[first.kind].format(currency=first.currency or "EUR")
        yield _wrong_type(where, first, str(other), example)
    elif not first.same_money(other):
        figures = {"condition": where, "left": first.currency, "right": other.currency}
        yield Unmet("rule.currency_mismatch", params=figures)


def _wrong_type(where: str, left: Type, right: str, example: str) -> Unmet:
    figures = {"condition": where, "left": str(left), "right": right, "example": example}
    return Unmet("rule.wrong_type", params=figures)


def type_of_value(value: Value) -> Type:
    """Return the type of a figure."""
    currency = value.currency.code if isinstance(value, Money) else ""
    return Type(kind_of(value) or Kind.TEXT, currency)


def type_of(operand: Operand, schema: Schema, problems: list[Unmet]) -> Type | None:
    """Return the type of an operand and note what is wrong inside it; ``None`` where it has no type."""
    if isinstance(operand, Field):
        found = schema.get(operand.name)
        if found is None:
            figures = {"field": operand.name, "nearest": suggestion(operand.name, schema.names)}
            problems.append(Unmet("rule.unknown_field", params=figures))
            return None
        return Type(found.kind, found.currency)
    if isinstance(operand, Literal):
        return type_of_value(operand.value)
    types = [type_of(part, schema, problems) for part in parts(operand)]
    known = [found for found in types if found is not None]
    return _computed(operand, known, problems) if len(known) == len(types) else None


def _computed(operand: Operand, types: list[Type], problems: list[Unmet]) -> Type | None:
    first, where = types[0], str(operand)
    days = isinstance(operand, DaysBetween)
    allowed = {Kind.DATE} if days else _COUNTABLE
    found = [problem for other in types[1:] for problem in _mixed(first, other, where)]
    if not found and first.kind not in allowed:
        expected = ", ".join(sorted(kind.value for kind in allowed))
        found.append(_wrong_type(where, first, expected, _EXAMPLES[Kind.DATE if days else Kind.INT]))
    problems.extend(found)
    if found:
        return None
    if days:
        return Type(Kind.INT)
    if isinstance(operand, Ratio) or first.kind.is_number:
        return _NUMBER
    currency = next((item.currency for item in types if item.currency), "")
    return Type(first.kind, currency)
