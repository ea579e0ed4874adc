"""The values that facts and rules may hold: exact, typed, never a float, never text that looks like a number.

Example:
    >>> from decimal import Decimal
    >>> from xbcommerce.risk.values import Kind, canonical, kind_of, show
    >>> kind_of(True), kind_of("500"), show(canonical(Decimal("0.300")))
    (<Kind.BOOL: 'bool'>, <Kind.TEXT: 'text'>, '0.3')
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import from_minor, minor, plain

Value = str | int | bool | Decimal | date | timedelta | Money
"""One fact or one figure of a rule. A day is a ``date``; a time of day is a ``timedelta`` since midnight."""


class ExpressionError(InvalidValueError):
    """A piece of a rule that cannot mean anything: a float, an empty list, an empty sum."""

    code = "expression"


class Kind(Enum):
    """The type of a value; whole and decimal numbers may be compared with each other, nothing else mixes."""

    INT = "int"
    DECIMAL = "decimal"
    MONEY = "money"
    TEXT = "text"
    DATE = "date"
    BOOL = "bool"
    DURATION = "duration"

    @property
    def is_number(self) -> bool:
        """Say whether it is a plain number, without unit of account or time."""
        return self in {Kind.INT, Kind.DECIMAL}

    @property
    def is_ordered(self) -> bool:
        """Say whether less and more mean something; text and yes/no only have equal and different."""
        return self not in {Kind.TEXT, Kind.BOOL}


_KINDS: dict[type, Kind] = {
    bool: Kind.BOOL,
    int: Kind.INT,
    Decimal: Kind.DECIMAL,
    str: Kind.TEXT,
    date: Kind.DATE,
    timedelta: Kind.DURATION,
}


def kind_of(value: object) -> Kind | None:
    """Return the kind of a value; ``None`` for what no fact can hold: a float, a datetime, NaN.

    Raises:
        InexactAmountError: Money finer than its currency's minor unit.
        NotFiniteError: Money that is NaN or infinite.
        UnknownCurrencyError: Money in no currency of ISO 4217.
    """
    if isinstance(value, Money):
        minor(value)
        return Kind.MONEY
    kind = _KINDS.get(type(value))
    if isinstance(value, Decimal) and not value.is_finite():
        return None
    return kind


def fits(value: object, kind: Kind) -> bool:
    """Say whether a value may stand where ``kind`` is asked for: a whole number may, for a decimal one."""
    found = kind_of(value)
    return found is kind or (found is Kind.INT and kind is Kind.DECIMAL)


def canonical(value: Value) -> Value:
    """Write equal values in one way, so that equal rules have equal bytes: 0.30 is 0.3, EUR 5 is EUR 5.00."""
    if isinstance(value, Decimal):
        return _stripped(value)
    if isinstance(value, Money):
        return from_minor(minor(value), value.currency)
    return value


def _stripped(value: Decimal) -> Decimal:
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Decimal("0" if text == "-0" else text)


def show(value: Value) -> str:
    """Write a value for an analyst, the same in every locale."""
    if isinstance(value, Money):
        return plain(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def literal(value: Value) -> Value:
    """Take a figure of a rule in its canonical form.

    Raises:
        ExpressionError: It is a float, NaN, a datetime or anything else that no fact can be compared with.
    """
    if kind_of(value) is None:
        msg = f"{value!r} ({type(value).__name__}) is no value of a rule; for a float say Decimal(str(x))"
        raise ExpressionError(msg)
    return canonical(value)


def literals(values: Iterable[Value]) -> tuple[Value, ...]:
    """Take several figures, at least one; see `literal`."""
    taken = tuple(literal(value) for value in values)
    if not taken:
        msg = "no values: nothing can be one of none; give at least one"
        raise ExpressionError(msg)
    return taken


def exactly(value: Value | tuple[Value, ...]) -> object:
    """Return what rules are compared by: ``1``, ``True`` and ``Decimal(1)`` are three different figures."""
    if isinstance(value, tuple):
        return tuple(exactly(item) for item in value)
    return (type(value), (value.amount, value.currency.code) if isinstance(value, Money) else value)
