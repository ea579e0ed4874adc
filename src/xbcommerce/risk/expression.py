"""The language of rules, as frozen values: no text to parse, no code to trust, equal when they mean the same.

Operands read or compute a value, conditions are true, false or unknown. Operands build conditions with plain
operators; ``.equals`` and ``.differs`` stand for equality, because ``==`` compares the rules themselves.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.risk.expression import Field
    >>> rule = (Field("order_total") > Money(500, "EUR")) & Field("country").one_of("DE", "AT")
    >>> print(rule)
    order_total > 500.00 EUR and country in (DE, AT)
    >>> rule == (Field("order_total") > Money("500.00", "EUR")) & Field("country").one_of("DE", "AT")
    True
    >>> 10 < Field("age") < 20
    Traceback (most recent call last):
    ...
    TypeError: a condition has no truth before it meets facts; ... use .between() for a chain, ...
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from attrs import field, frozen

from xbcommerce.kernel.errors import whole

from .operators import Bounds, Op, TextOp
from .values import ExpressionError, Value, exactly, literal, literals


class _Reads:
    """The operators that every operand has."""

    __slots__ = ()

    def __str__(self) -> str:
        from .wording import phrase

        return phrase(_own(self))

    def __lt__(self, other: OperandLike) -> Compare:
        return Compare(_own(self), Op.LT, other)

    def __le__(self, other: OperandLike) -> Compare:
        return Compare(_own(self), Op.LE, other)

    def __gt__(self, other: OperandLike) -> Compare:
        return Compare(_own(self), Op.GT, other)

    def __ge__(self, other: OperandLike) -> Compare:
        return Compare(_own(self), Op.GE, other)

    def __add__(self, other: OperandLike) -> Sum:
        return Sum((_own(self), lift(other)))

    def __sub__(self, other: OperandLike) -> Difference:
        return Difference(_own(self), other)

    def __truediv__(self, other: OperandLike) -> Ratio:
        return Ratio(_own(self), other)

    def equals(self, other: OperandLike) -> Compare:
        """Make the condition that both are equal."""
        return Compare(_own(self), Op.EQ, other)

    def differs(self, other: OperandLike) -> Compare:
        """Make the condition that they are not equal."""
        return Compare(_own(self), Op.NE, other)

    def between(self, low: OperandLike, high: OperandLike, bounds: Bounds) -> Between:
        """Make the condition that this lies in an interval whose ends are stated."""
        return Between(_own(self), low, high, bounds)

    def one_of(self, *values: Value) -> OneOf:
        """Make the condition that this is one of some values; negate it with ``~`` for "not in"."""
        return OneOf(_own(self), values)

    def listed(self, name: str) -> InList:
        """Make the condition that this stands on a named list, which comes in with the facts."""
        return InList(_own(self), name)


class _Tests:
    """The operators that every condition has."""

    __slots__ = ()

    def __str__(self) -> str:
        from .wording import phrase

        return phrase(condition_of(self))

    def __and__(self, other: Condition) -> AllOf:
        return AllOf((*_parts(self, AllOf), *_parts(other, AllOf)))

    def __or__(self, other: Condition) -> AnyOf:
        return AnyOf((*_parts(self, AnyOf), *_parts(other, AnyOf)))

    def __invert__(self) -> Not:
        return Not(condition_of(self))

    def __bool__(self) -> bool:
        msg = (
            f"a condition has no truth before it meets facts; evaluate {self} with facts, "
            "use .between() for a chain, and & | ~ for and, or, not"
        )
        raise TypeError(msg)


def lift(value: OperandLike) -> Operand:
    """Take an operand as it is and a plain value as a `Literal`."""
    return value if isinstance(value, _Reads) else Literal(value)


def _own(operand: _Reads) -> Operand:
    return cast(Operand, operand)


def condition_of(condition: object) -> Condition:
    """Take a condition as it is; refuse a truth value, which is what ``field == True`` makes.

    Raises:
        ExpressionError: It is nothing that facts could be put to.
    """
    if isinstance(condition, Condition):
        return condition
    msg = f"{condition!r} is no condition of the rule language; for a yes/no field say .equals(True)"
    raise ExpressionError(msg)


def _parts(condition: object, joined: type[AllOf | AnyOf]) -> tuple[Condition, ...]:
    return condition.of if isinstance(condition, joined) else (condition_of(condition),)


def _lifted(values: Iterable[OperandLike]) -> tuple[Operand, ...]:
    lifted = tuple(lift(value) for value in values)
    if not lifted:
        msg = "a sum of nothing has no type; give at least one term"
        raise ExpressionError(msg)
    return lifted


def _conditions(values: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple(condition_of(value) for value in values)


@frozen(order=False)
class Field(_Reads):
    """The value of a field; make it with ``schema.field(name)``, which refuses a misspelt name."""

    name: str


@frozen(order=False)
class Literal(_Reads):
    """A figure written in the rule."""

    value: Value = field(converter=literal, eq=exactly)


@frozen(order=False)
class Ratio(_Reads):
    """One number, amount or duration divided by another, exactly; by zero it is unknown."""

    numerator: Operand = field(converter=lift)
    denominator: Operand = field(converter=lift)


@frozen(order=False)
class Sum(_Reads):
    """Numbers, amounts of one currency, or durations added up exactly."""

    terms: tuple[Operand, ...] = field(converter=_lifted)


@frozen(order=False)
class Difference(_Reads):
    """The first minus the second, exactly; for days use `DaysBetween`."""

    minuend: Operand = field(converter=lift)
    subtrahend: Operand = field(converter=lift)


@frozen(order=False)
class DaysBetween(_Reads):
    """Whole days from the first date to the second; negative where the second is earlier."""

    start: Operand = field(converter=lift)
    end: Operand = field(converter=lift)


@frozen(order=False)
class Compare(_Tests):
    """Two values compared; unknown where one of them is."""

    left: Operand = field(converter=lift)
    op: Op
    right: Operand = field(converter=lift)


@frozen(order=False)
class Between(_Tests):
    """A value within an interval; the bounds are always stated."""

    value: Operand = field(converter=lift)
    low: Operand = field(converter=lift)
    high: Operand = field(converter=lift)
    bounds: Bounds


@frozen(order=False)
class OneOf(_Tests):
    """A value that is one of some figures written in the rule."""

    value: Operand = field(converter=lift)
    values: tuple[Value, ...] = field(converter=literals, eq=exactly)


@frozen(order=False)
class InList(_Tests):
    """A text that stands on a named list; the list comes in with its version when the policy decides."""

    value: Operand = field(converter=lift)
    name: str


@frozen(order=False)
class TextTest(_Tests):
    """A text that starts with, ends with or contains another."""

    value: Operand = field(converter=lift)
    op: TextOp
    text: str


@frozen(order=False)
class IsKnown(_Tests):
    """A field that has a value: the one condition that is never unknown."""

    field: Field


@frozen(order=False)
class AllOf(_Tests):
    """Every condition holds: false as soon as one is false, else unknown if one is; the empty one is true."""

    of: tuple[Condition, ...] = field(converter=_conditions)


@frozen(order=False)
class AnyOf(_Tests):
    """At least one condition holds: true once one is, else unknown if one is; the empty one is false."""

    of: tuple[Condition, ...] = field(converter=_conditions)


@frozen(order=False)
class Not(_Tests):
    """The condition does not hold; not of unknown is unknown."""

    of: Condition = field(converter=condition_of)


@frozen(order=False)
class AtLeast(_Tests):
    """At least ``k`` of the conditions hold.

    True once ``k`` are true; false once too few can still become true; unknown between.
    """

    k: int
    of: tuple[Condition, ...] = field(converter=_conditions)

    def __attrs_post_init__(self) -> None:
        whole(self.k, "k")


Operand = Field | Literal | Ratio | Sum | Difference | DaysBetween
Condition = Compare | Between | OneOf | InList | TextTest | IsKnown | AllOf | AnyOf | Not | AtLeast
OperandLike = Operand | Value
