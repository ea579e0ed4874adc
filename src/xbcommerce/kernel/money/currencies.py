"""The ISO 4217 list: which codes are money, and into how many minor units each divides.

The list decides digits everywhere in this library; Babel's own digits differ for 13 active currencies
(e.g. IQD: 3 by ISO, 0 by CLDR) and are only ever used to look at cash habits.

Source: ISO 4217 list one, published 2026-01-01 (``codegen/``).

Example:
    >>> from xbcommerce.kernel.money import currency_info
    >>> currency_info("KWD").exponent, currency_info("JPY").exponent
    (3, 0)
    >>> currency_info("EURO")
    Traceback (most recent call last):
    ...
    xbcommerce.kernel...UnknownCurrencyError: unknown or inactive currency 'EURO'; did you mean 'EUR'?
"""

from __future__ import annotations

from functools import cache

from attrs import frozen
from moneyed import Currency

from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError
from xbcommerce.kernel.naming import nearest

from ._iso4217 import CURRENCIES


class UnknownCurrencyError(XbcommerceError, LookupError):
    """A code that is not on the list of active currencies."""

    code = "unknown_or_inactive_currency"

    @classmethod
    def from_code(cls, code: str) -> UnknownCurrencyError:
        """Name the code and the nearest one on the list."""
        near = nearest(code.upper(), CURRENCIES)
        hint = f"; did you mean {near!r}?" if near else ""
        return cls(f"unknown or inactive currency {code!r}{hint}")


class NoMinorUnitError(InvalidValueError):
    """A code without minor units, such as gold (XAU): it cannot carry an amount of money here."""

    code = "no_minor_unit"


@frozen
class CurrencyInfo:
    """One row of ISO 4217.

    Attributes:
        code: Alphabetic code, e.g. ``"EUR"``.
        numeric: Three digits as text, e.g. ``"978"``.
        exponent: Digits of the minor unit; None where the list says "not applicable".
        name: English name on the list.
    """

    code: str
    numeric: str
    exponent: int | None
    name: str


@frozen
class CashHabit:
    """How Unicode CLDR says a currency is shown and paid in cash.

    Attributes:
        digits: Digits CLDR shows by default; may differ from ISO 4217 and never decides amounts.
        cash_digits: Digits shown for cash.
        cash_rounding: Cash step in units of the last cash digit; 0 means 1.
    """

    digits: int
    cash_digits: int
    cash_rounding: int


@cache
def currency_info(code: str) -> CurrencyInfo:
    """Look up an active currency.

    Args:
        code: Three capital letters.

    Raises:
        UnknownCurrencyError: The code is not on the list; the message names the nearest one.
    """
    try:
        numeric, exponent, name = CURRENCIES[code]
    except (KeyError, TypeError):
        raise UnknownCurrencyError.from_code(str(code)) from None
    return CurrencyInfo(code, numeric, exponent, name)


@cache
def exponent_of(code: str) -> int:
    """Return the digits of a currency's minor unit.

    Raises:
        UnknownCurrencyError: The code is not on the list.
        NoMinorUnitError: The list gives no minor unit (precious metals, test codes).
    """
    exponent = currency_info(code).exponent
    if exponent is None:
        msg = f"{code} has no minor unit in ISO 4217; it cannot carry an amount"
        raise NoMinorUnitError(msg)
    return exponent


@cache
def currency_of(code: str) -> Currency:
    """Return the moneyed currency of a code, also for codes newer than py-moneyed's own table.

    Raises:
        UnknownCurrencyError: The code is not on the list.
    """
    info = currency_info(code)
    return Currency(code, info.numeric, 10 ** (info.exponent or 0), info.name)


def cash_habit(code: str) -> CashHabit:
    """Return what CLDR, as shipped with Babel, says of an active currency.

    Raises:
        UnknownCurrencyError: The code is not on the list.
    """
    from babel.core import get_global

    currency_info(code)
    table = get_global("currency_fractions")
    digits, _, cash_digits, cash_rounding = table.get(code, table["DEFAULT"])
    return CashHabit(digits, cash_digits, cash_rounding)
