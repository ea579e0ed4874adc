"""Cells of a report as figures: integers all the way, and what cannot be read says why.

Example:
    >>> from xbcommerce.payments.reports.cells import units, wire_units
    >>> units("19.9", "EUR"), units("-5.00", "JPY"), wire_units("10000", "JPY", 2)
    (1990, -5, 100)
    >>> units("19.999", "EUR")
    Traceback (most recent call last):
    ...
    xbcommerce.payments.reports.cells.CellError: '19.999' is finer than the 2 digits of EUR
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from functools import lru_cache

from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError
from xbcommerce.kernel.money import exponent_of

FIGURES_MAX = 30
"""Longer numbers are no amounts of money; the bound also keeps reading linear."""

_COMPACT = frozenset({8, 12, 14})  # figures of a day alone, with minutes, with seconds
_SECONDS = 10  # figures of the seconds since 1970, from 2001 to 2286


class CellError(InvalidValueError):
    """A cell that does not say what its column promises; ``code`` is the problem's."""


def _refuse(code: str, message: str) -> CellError:
    return CellError.because(f"report.{code}", message)


@lru_cache(maxsize=512)
def currency(text: str) -> str:
    """Read a currency's code, in capitals or not.

    Raises:
        CellError: ``unknown_currency``.
    """
    code = text.upper()
    digits_of(code)
    return code


@lru_cache(maxsize=512)
def digits_of(code: str) -> int:
    """Return the digits of a currency, by its code in capitals.

    Raises:
        CellError: ``unknown_currency``.
    """
    try:
        return exponent_of(code)
    except XbcommerceError as error:
        raise _refuse("unknown_currency", str(error)) from None


def whole(text: str) -> int:
    """Read a whole number: ASCII digits with at most a minus before them.

    Raises:
        CellError: ``malformed_amount``.
    """
    if text.isdecimal() and text.isascii() and len(text) <= FIGURES_MAX:  # as nearly all are
        return int(text)
    figures = text.removeprefix("-")
    if not (figures.isascii() and figures.isdecimal() and len(figures) <= FIGURES_MAX):
        raise _refuse("malformed_amount", f"{text[:FIGURES_MAX]!r}: expected a whole number")
    return int(text)


@lru_cache(maxsize=4_096)
def units(text: str, currency: str) -> int:
    """Read decimal text as minor units; zeros beyond the currency's digits are accepted, others are not.

    Remembers the last few thousand: fees and prices repeat.

    Raises:
        CellError: ``malformed_amount``, ``excess_precision`` or ``unknown_currency``.
    """
    digits = digits_of(currency)
    if digits and text.find(".") == len(text) - digits - 1:  # as nearly all amounts are written
        figures = text.replace(".", "")
        if figures.isdecimal() and figures.isascii() and digits < len(figures) <= FIGURES_MAX:
            return int(figures)
    return _odd_units(text, currency, digits)


def _odd_units(text: str, currency: str, digits: int) -> int:
    """Read an amount with a sign, or with more or fewer digits than its currency."""
    figures, point, cents = text.partition(".")
    digits_only = (figures.removeprefix("-") + cents).isdecimal() and text.isascii()
    if not digits_only or not figures.removeprefix("-") or (point and not cents) or len(text) > FIGURES_MAX:
        msg = f"{text[:FIGURES_MAX]!r}: expected digits with at most one point, such as '1234.50'"
        raise _refuse("malformed_amount", msg)
    if cents[digits:].strip("0"):
        raise _refuse("excess_precision", f"{text!r} is finer than the {digits} digits of {currency}")
    return int(figures + cents[:digits].ljust(digits, "0"))


def wire_units(text: str, currency: str, wire_digits: int) -> int:
    """Read a whole number that a provider wrote with digits of its own as minor units.

    Raises:
        CellError: ``malformed_amount``, ``excess_precision`` or ``unknown_currency``.
    """
    digits, amount = digits_of(currency), whole(text)
    if wire_digits <= digits:
        factor: int = 10 ** (digits - wire_digits)
        return amount * factor
    per_unit: int = 10 ** (wire_digits - digits)
    minor_units, rest = divmod(amount, per_unit)
    if rest:
        msg = f"{text!r} has {wire_digits} implied digits, which is finer than {currency}"
        raise _refuse("excess_precision", msg)
    return minor_units


@lru_cache(maxsize=1_024)
def rate(text: str) -> Fraction:
    """Read an exchange rate: a decimal above zero. A batch repeats few of them.

    Raises:
        CellError: ``malformed_rate``.
    """
    figures, _, decimals = text.partition(".")
    scaled = figures + decimals
    if not (scaled.isascii() and scaled.isdecimal() and len(scaled) <= FIGURES_MAX) or not int(scaled):
        raise _refuse("malformed_rate", f"{text[:FIGURES_MAX]!r}: expected a decimal number above zero")
    return Fraction(int(scaled), 10 ** len(decimals))


def day(text: str) -> date:
    """Read the day of ``2026-11-03``, ``2026/11/03`` or ``20261103``, whatever time follows.

    Figures that are no day and time, such as seconds since 1970, are not cut to something like a day.

    Raises:
        CellError: ``malformed_date``.
    """
    if text[4:5] in {"-", "/"}:
        return _day(text[:10])
    if text.isdecimal() and len(text) not in _COMPACT:
        raise _no_day(text)
    return _day(text[:8])


def day_or_seconds(text: str) -> date:
    """Read a day as `day` does, or the day in UTC of whole seconds since 1970, as APIs write instants.

    Raises:
        CellError: ``malformed_date``.
    """
    if len(text) == _SECONDS and text.isascii() and text.isdecimal():
        return datetime.fromtimestamp(int(text), UTC).date()
    return day(text)


@lru_cache(maxsize=1_024)
def _day(text: str) -> date:
    """Read a day; a report has few of them."""
    try:
        return date.fromisoformat(text.replace("/", "-"))
    except ValueError:
        raise _no_day(text) from None


def _no_day(text: str) -> CellError:
    return _refuse("malformed_date", f"{text[:FIGURES_MAX]!r}: expected a day such as 2026-11-03")
