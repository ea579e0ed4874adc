"""Between `moneyed.Money`, which users know, and the integer minor units inside.

py-moneyed accepts NaN, truncates sub-units and follows the ambient decimal context; these functions do
none of that: an amount is exact, or it is refused, or a rounding is named.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.money import Rounding, from_minor, minor, quantize
    >>> minor(Money("19.99", "EUR")), from_minor(500, "JPY").amount
    (1999, Decimal('500'))
    >>> minor(Money("10.999", "EUR"))
    Traceback (most recent call last):
    ...
    xbcommerce.kernel.money.amounts.InexactAmountError: 10.999 EUR is finer than the currency's 2 digits; ...
    >>> quantize(Money("10.999", "EUR"), Rounding.DOWN).amount
    Decimal('10.99')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from moneyed import Currency, Money

from xbcommerce.kernel.errors import InvalidValueError

from .currencies import currency_of, exponent_of
from .rounding import MAGNITUDE_MAX, Exact, Rounding, divide, exact, round_fraction


class InexactAmountError(InvalidValueError):
    """An amount finer than its currency's minor unit."""

    code = "excess_precision"


class NotFiniteError(InvalidValueError):
    """NaN or an infinity where an amount is needed."""

    code = "not_finite"


class MalformedAmountError(InvalidValueError):
    """Text that is no amount in canonical form."""

    code = "malformed"


class TooLargeError(InvalidValueError):
    """An amount of so many digits that it can only be a mistake, or an attack."""

    code = "too_large"


class CurrencyMismatchError(InvalidValueError):
    """Amounts of different currencies where one currency is needed."""

    code = "currency_mismatch"


class NotMoneyError(InvalidValueError):
    """A number or a text where money is needed: nobody can know its currency."""

    code = "not_money"

    @classmethod
    def from_value(cls, value: object) -> NotMoneyError:
        """Show what was given, and what to give."""
        example = 'Money("12.50", "EUR")'
        return cls(f"{value!r} is no Money but of type {type(value).__name__}; give {example}, say")


def minor(money: Money) -> int:
    """Return the amount in whole minor units, exactly.

    Raises:
        NotMoneyError: ``money`` is a bare number or a text.
        NotFiniteError: The amount is NaN or infinite.
        TooLargeError: The amount has more than a thousand digits.
        InexactAmountError: The amount is finer than the minor unit.
        UnknownCurrencyError: The currency is not an active one of ISO 4217.
        NoMinorUnitError: The currency has no minor unit.
    """
    code = code_of(money)
    exponent = exponent_of(code)
    numerator, denominator = _ratio(money)
    per_major: int = 10**exponent
    units, rest = divmod(numerator * per_major, denominator)
    if rest:
        msg = (
            f"{money.amount} {code} is finer than the currency's {exponent} digits; "
            "name a rounding: quantize(money, rounding)"
        )
        raise InexactAmountError(msg)
    return units


def from_minor(amount_minor: int, currency: str | Currency) -> Money:
    """Make money from whole minor units, exactly.

    Args:
        amount_minor: Whole minor units, e.g. cents.
        currency: A code of ISO 4217, or a moneyed currency.

    Raises:
        InvalidValueError: ``amount_minor`` is no ``int``; ``True`` and ``1.5`` are mistakes, not amounts.
        TooLargeError: It has more digits than Python writes out, some four thousand.
        UnknownCurrencyError: The currency is not an active one.
        NoMinorUnitError: The currency has no minor unit.
    """
    if type(amount_minor) is not int:
        msg = f"amount_minor={amount_minor!r}: expected a whole number of minor units (an int)"
        raise InvalidValueError(msg)
    code = _code(currency)
    exponent, known = exponent_of(code), currency_of(code)
    try:
        return Money(Decimal(f"{amount_minor}e-{exponent}"), known)
    except ValueError:  # Python writes out only so many digits
        msg = f"amount_minor: some {amount_minor.bit_length() * 3 // 10} digits; expected an amount of money"
        raise TooLargeError(msg) from None


def quantize(money: Money, rounding: Rounding, step: Money | None = None) -> Money:
    """Round to the minor unit, or to a multiple of ``step``, once and in a named way.

    Args:
        money: Any finite amount, however fine.
        rounding: Where an amount between two multiples goes.
        step: A positive amount of the same currency, such as CHF 0.05 for cash; default one minor unit.

    Raises:
        NotFiniteError: The amount is NaN or infinite.
        CurrencyMismatchError: ``step`` is of another currency.
        InvalidValueError: ``step`` is not positive, or ``rounding`` is no `Rounding`.
    """
    code = code_of(money)
    step_minor = 1 if step is None else step_of(step, code)
    numerator, denominator = _ratio(money)
    units = divide(numerator * 10 ** exponent_of(code), denominator * step_minor, rounding)
    return from_minor(units * step_minor, code)


def scale(money: Money, factor: Exact, rounding: Rounding) -> Money:
    """Multiply by an exact factor and round once to the minor unit.

    To split an amount use `allocate`: a third of 10.00 times three is 9.99.

    Raises:
        InvalidValueError: ``factor`` is a float, NaN or infinite, or ``rounding`` is no `Rounding`.
    """
    code = code_of(money)
    numerator, denominator = _ratio(money)
    value = Fraction(numerator, denominator) * exact(factor, "factor") * 10 ** exponent_of(code)
    return from_minor(round_fraction(value, rounding), code)


def total(moneys: Iterable[Money], currency: str | Currency) -> Money:
    """Add amounts of one currency; the empty sum is zero of that currency.

    Raises:
        CurrencyMismatchError: An amount is of another currency.
    """
    code = _code(currency)
    return from_minor(sum(minor(same_currency(money, code)) for money in moneys), code)


def minus(first: Money, second: Money) -> Money:
    """Return ``first`` less ``second``, exactly; `moneyed` rounds very large amounts without a word.

    Raises:
        CurrencyMismatchError: The currencies differ.
    """
    code = code_of(first)
    return from_minor(minor(first) - minor(same_currency(second, code)), code)


def compare(first: Money, second: Money) -> int:
    """Return -1, 0 or 1 as ``first`` is less than, equal to or greater than ``second``.

    Raises:
        CurrencyMismatchError: The currencies differ; there is no order between them.
    """
    a, b = minor(first), minor(same_currency(second, code_of(first)))
    return (a > b) - (a < b)


def code_of(money: Money) -> str:
    """Return the code of the currency.

    Raises:
        NotMoneyError: ``money`` is a bare number or a text.
    """
    if not isinstance(money, Money):
        raise NotMoneyError.from_value(money)
    return money.currency.code


def same_currency(money: Money, code: str) -> Money:
    """Return ``money`` if it is of currency ``code``.

    Raises:
        NotMoneyError: ``money`` is a bare number or a text.
        CurrencyMismatchError: It is not.
    """
    if code_of(money) != code:
        msg = f"expected {code}, got {plain(money)}; convert it first"
        raise CurrencyMismatchError(msg)
    return money


_CANONICAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?", re.ASCII)
_SPECIAL = re.compile(r"[+-]?(s?nan[0-9]*|inf(inity)?)", re.IGNORECASE)


def parse_amount(text: str, currency: str) -> Money:
    """Read an amount in canonical form: optional sign, ASCII digits, optional point and digits.

    No grouping, exponent, spaces or bare point. Digits beyond the currency's own are accepted only as zeros.

    Raises:
        NotFiniteError: The text says NaN or infinity.
        MalformedAmountError: The text is not in canonical form.
        InexactAmountError: It has digits beyond the currency's own.
        UnknownCurrencyError: The currency is not an active one.
        NoMinorUnitError: The currency has no minor unit.
    """
    known = currency_of(currency)
    if _SPECIAL.fullmatch(text):
        msg = f"{text!r} is no amount"
        raise NotFiniteError(msg)
    if len(text) > MAGNITUDE_MAX:
        msg = f"{text[:40]!r}... has {len(text)} characters: expected at most {MAGNITUDE_MAX}"
        raise MalformedAmountError(msg)
    if not _CANONICAL.fullmatch(text):
        msg = f"{text!r}: expected digits with at most one point, such as '1234.50'"
        raise MalformedAmountError(msg)
    return from_minor(minor(Money(Decimal(text), known)), known)


def plain(money: Money) -> str:
    """Write money for programs: ``"19.99 USD"``, all the currency's digits, no locale."""
    code = code_of(money)
    if not money.amount.is_finite() or abs(money.amount.adjusted()) > MAGNITUDE_MAX:
        return f"{money.amount} {code}"
    digits = exponent_of(code)
    text = f"{money.amount:f}"
    whole_part, _, cents = text.partition(".")
    cents = cents.rstrip("0").ljust(digits, "0")
    text = f"{whole_part}.{cents}" if cents else whole_part
    return f"{text.removeprefix('-') if money.amount == 0 else text} {code}"


def step_of(step: Money, code: str) -> int:
    """Return a positive step in minor units of ``code``.

    Raises:
        CurrencyMismatchError: The step is of another currency.
        InvalidValueError: The step is not positive.
    """
    step_minor = minor(same_currency(step, code))
    if step_minor <= 0:
        msg = f"step={plain(step)}: expected a positive amount"
        raise InvalidValueError(msg)
    return step_minor


def _code(currency: str | Currency) -> str:
    return currency.code if isinstance(currency, Currency) else currency


def _ratio(money: Money) -> tuple[int, int]:
    amount = money.amount
    if not -MAGNITUDE_MAX <= amount.adjusted() <= MAGNITUDE_MAX:
        msg = f"{amount} {money.currency.code} has over {MAGNITUDE_MAX} digits; expected an amount of money"
        raise TooLargeError(msg)
    try:
        return amount.as_integer_ratio()
    except (ValueError, OverflowError):
        msg = f"{amount} {money.currency.code} is no amount"
        raise NotFiniteError(msg) from None
