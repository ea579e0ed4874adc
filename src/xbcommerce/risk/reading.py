"""Operands made ready to run: from facts to a value, or to the reasons why there is none.

Numbers stay exact: sums and ratios are Fractions, which compare exactly with whole numbers and Decimals.
Amounts of two currencies meet only through a rate that was given, without rounding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import add, sub

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.unmet import Unmet

from .expression import DaysBetween, Difference, Field, Literal, Operand, Ratio, Sum
from .lookups import Lookups
from .values import Value

Values = Mapping[str, Value | None]
Gaps = tuple[Unmet, ...]
"""Why something is unknown: never empty."""


@frozen
class Amount:
    """Money as the exact number it is, finer than a minor unit where it was computed."""

    number: Fraction
    currency: str


Read = str | int | bool | Decimal | date | timedelta | Fraction | Amount
Reader = Callable[[Values, Lookups], Read | Gaps]


def reader(operand: Operand) -> Reader:
    """Make the function that reads or computes an operand."""
    match operand:
        case Field(name):
            return _field(name)
        case Literal(value):
            figure = inner(value)
            return lambda _values, _look: figure
        case Sum(terms):
            return _computed(terms, lambda read, look: _folded(read, add, look))
        case Difference(first, second):
            return _computed((first, second), lambda read, look: _folded(read, sub, look))
        case Ratio(first, second):
            by_zero = (Unmet("unknown.ratio_by_zero", str(operand)),)
            return _computed((first, second), lambda read, look: _divided(read, by_zero, look))
        case DaysBetween(first, second):
            return _computed((first, second), _days)


def inner(value: Value) -> Read:
    """Take a fact as it is computed with."""
    if isinstance(value, Money):
        return Amount(Fraction(value.amount), value.currency.code)
    return value


@frozen
class Absent:
    """Why a field has no value: supplied as null, or not supplied; made once for each field of a rule."""

    name: str
    null: Gaps
    missing: Gaps

    @classmethod
    def of(cls, name: str) -> Absent:
        """Make both answers for a field."""
        return cls(name, (Unmet("unknown.null", name),), (Unmet("unknown.missing", name),))

    def gaps(self, values: Values) -> Gaps:
        """Say which it is."""
        return self.null if self.name in values else self.missing


def gaps_of(answers: Iterable[Read | Gaps]) -> tuple[Unmet, ...]:
    """Gather why some of several answers are unknown, each reason once; empty where all are known."""
    return tuple(dict.fromkeys(gap for answer in answers if isinstance(answer, tuple) for gap in answer))


def in_currency(amount: Amount, currency: str, look: Lookups) -> Amount | Gaps:
    """Return an amount in another currency, exactly; unknown where no rate for that pair was given."""
    if amount.currency == currency:
        return amount
    rate = look.rate(amount.currency, currency)
    if rate is None:
        return (Unmet("unknown.rate", f"{amount.currency}{currency}"),)
    return Amount(amount.number * rate.value, currency)


def _field(name: str) -> Reader:
    absent = Absent.of(name)

    def read(values: Values, _look: Lookups) -> Read | Gaps:
        value = values.get(name)
        return absent.gaps(values) if value is None else inner(value)

    return read


def _computed(terms: Iterable[Operand], compute: Callable[[list[Read], Lookups], Read | Gaps]) -> Reader:
    readers = tuple(reader(term) for term in terms)

    def read(values: Values, look: Lookups) -> Read | Gaps:
        found = [item(values, look) for item in readers]
        if gaps := gaps_of(found):
            return gaps
        return compute([item for item in found if not isinstance(item, tuple)], look)

    return read


def _folded(
    read: list[Read], combine: Callable[[Fraction, Fraction], Fraction], look: Lookups
) -> Read | Gaps:
    numbers, currency = _numbers(read, look)
    if isinstance(numbers, tuple):
        return numbers
    total = reduce(combine, numbers)
    if currency:
        return Amount(total, currency)
    return _span(total) if isinstance(read[0], timedelta) else total


def _divided(read: list[Read], by_zero: Gaps, look: Lookups) -> Read | Gaps:
    numbers, _ = _numbers(read, look)
    if isinstance(numbers, tuple):
        return numbers
    numerator, denominator = numbers
    return numerator / denominator if denominator else by_zero


def _days(read: list[Read], _look: Lookups) -> Read | Gaps:
    start, end = read
    if isinstance(start, date) and isinstance(end, date):
        return (end - start).days
    msg = f"{start!r} and {end!r} are not both dates"
    raise TypeError(msg)


def _numbers(read: list[Read], look: Lookups) -> tuple[list[Fraction] | Gaps, str]:
    """Take like values as numbers: amounts in the currency of the first, durations in microseconds."""
    currency = read[0].currency if isinstance(read[0], Amount) else ""
    numbers: list[Fraction] = []
    for item in read:
        if isinstance(item, Amount):
            amount = in_currency(item, currency, look)
            if isinstance(amount, tuple):
                return amount, currency
            numbers.append(amount.number)
        elif isinstance(item, timedelta):
            numbers.append(Fraction(item // timedelta(microseconds=1)))
        elif isinstance(item, int | Decimal | Fraction):
            numbers.append(Fraction(item))
    return numbers, currency


def _span(microseconds: Fraction) -> timedelta:
    return timedelta(microseconds=int(microseconds))
