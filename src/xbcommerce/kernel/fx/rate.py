"""One exchange rate, and the two ways of not having one.

Example:
    >>> from datetime import date
    >>> from fractions import Fraction
    >>> from xbcommerce.kernel.fx import Rate
    >>> rate = Rate("EUR", "USD", Fraction("1.1172"), date(2026, 10, 30), "Source: ECB statistics")
    >>> print(rate)
    1 EUR = 1.1172 USD on 2026-10-30 (Source: ECB statistics)
    >>> rate.inverse().value
    Fraction(2500, 2793)
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError, whole
from xbcommerce.kernel.money import Exact, Rounding, exact, exponent_of, round_fraction
from xbcommerce.kernel.unmet import Note, Param, Unmet

from .messages import ENGLISH

_CODE = re.compile(r"[A-Z]{3}", re.ASCII)
SHOWN_DIGITS = 8
"""Significant figures of a rate that is shown to people."""


def code_field(_instance: object, attribute: Attribute[str], value: str) -> None:
    """Refuse what is no three-letter code; codes that left ISO 4217 are fine, their rates still exist."""
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        msg = f"{attribute.name}={value!r}: expected three capital letters such as 'EUR'"
        raise InvalidValueError(msg)


def positive_rate(value: Exact) -> Fraction:
    """Take a rate as the fraction it is.

    Raises:
        InvalidValueError: A float, NaN, an infinity, zero or a negative number.
    """
    rate = exact(value, "rate")
    if rate <= 0:
        msg = f"rate={value}: expected a number above zero"
        raise InvalidValueError(msg)
    return rate


@frozen
class Rate:
    """How many units of ``quote`` one unit of ``base`` is worth, on a day, according to a source.

    Attributes:
        base: The currency that is priced, e.g. ``"GBP"``.
        quote: The currency it is priced in, e.g. ``"CNY"``.
        value: Exact; takes int, Decimal or Fraction, refuses floats.
        as_of: The day of the fixing, which may lie before the day that was asked for.
        source: Who says so, ready to print.
    """

    base: str = field(validator=code_field)
    quote: str = field(validator=code_field)
    value: Fraction = field(converter=positive_rate)
    as_of: date
    source: str

    @cached_property
    def per_minor(self) -> Fraction:
        """The exact minor units of the quote for one minor unit of the base; yen and dinars have others.

        Raises:
            NoMinorUnitError: A currency of the pair carries no money.
            UnknownCurrencyError: A currency of the pair is not an active one.
        """
        return self.value * Fraction(10) ** (exponent_of(self.quote) - exponent_of(self.base))

    def inverse(self) -> Rate:
        """Price the other way round, exactly; nobody needs to trade at it."""
        return Rate(self.quote, self.base, 1 / self.value, self.as_of, self.source)

    def note(self) -> Note:
        """Say it as a line of an explanation, for any reader's language."""
        value = significant(self.value, SHOWN_DIGITS)
        figures: dict[str, Param] = {"base": self.base, "quote": self.quote, "rate": value}
        return Note("fx.rate", {**figures, "on": self.as_of, "source": self.source})

    def __str__(self) -> str:
        value = rate_text(self.value)
        return f"1 {self.base} = {value} {self.quote} on {self.as_of} ({self.source})"


def rate_text(value: Fraction, digits: int = SHOWN_DIGITS) -> str:
    """Write a rate for people, in plain notation, rounded half even to ``digits`` significant figures."""
    return f"{significant(value, digits):f}"


def significant(value: Fraction, digits: int) -> Decimal:
    """Round a positive fraction half even to so many significant figures, without trailing zeros.

    Args:
        value: Above zero.
        digits: At least one.

    Raises:
        InvalidValueError: ``value`` or ``digits`` is no such number.
    """
    value, digits = positive_rate(value), whole(digits, "digits", minimum=1)
    top, bottom = value.numerator, value.denominator
    magnitude = len(str(top)) - len(str(bottom))  # off by at most one
    if Fraction(10) ** magnitude > value:
        magnitude -= 1
    shift = digits - 1 - magnitude
    figures = round_fraction(value * Fraction(10) ** shift, Rounding.HALF_EVEN)
    while figures % 10 == 0:
        figures, shift = figures // 10, shift - 1
    return Decimal(f"{figures}e{-shift}")


@frozen
class NoRate:
    """There is no rate: a currency the table never had, or a day before its first fixing.

    Attributes:
        base: What was asked for.
        quote: In what it was to be priced.
        on: The day that was asked for.
        unknown: The currencies that the table does not know at all; empty if the day is too early.
    """

    base: str
    quote: str
    on: date
    unknown: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """``"unknown_currency"`` or ``"no_rate"``."""
        return "unknown_currency" if self.unknown else "no_rate"

    def unmet(self) -> Unmet:
        """Say it as a requirement."""
        pair: dict[str, Param] = {"base": self.base, "quote": self.quote, "on": self.on}
        if self.unknown:
            return Unmet(
                "fx.unknown_currency", f"{self.base}/{self.quote}", {**pair, "unknown": self.unknown}
            )
        return Unmet("fx.no_rate", f"{self.base}/{self.quote}", pair)

    def __str__(self) -> str:
        return ENGLISH.render(self.unmet())


@frozen
class StaleRate:
    """The newest rate is older than allowed; using it is the caller's decision, so it is not a `Rate`.

    Attributes:
        latest: The newest rate on or before the day.
        on: The day that was asked for.
        max_age_days: The limit that was set.
    """

    latest: Rate
    on: date
    max_age_days: int

    code = "stale_rate"

    @property
    def age_days(self) -> int:
        """Calendar days from the fixing to the day that was asked for."""
        return (self.on - self.latest.as_of).days

    def unmet(self) -> Unmet:
        """Say it as a requirement."""
        figures: dict[str, Param] = {
            "base": self.latest.base,
            "quote": self.latest.quote,
            "latest_on": self.latest.as_of,
            "age_days": self.age_days,
            "age_days_max": self.max_age_days,
        }
        return Unmet("fx.stale_rate", f"{self.latest.base}/{self.latest.quote}", figures)

    def __str__(self) -> str:
        return ENGLISH.render(self.unmet())


class UnusableRateError(InvalidValueError):
    """Something that is no `Rate` where one is needed, such as the answer that there is none."""

    code = "unusable_rate"

    @classmethod
    def from_answer(cls, answer: object) -> UnusableRateError:
        """Carry the answer's own sentence, and the way out."""
        match answer:
            case NoRate():
                return cls(f"{answer}; check the answer before it is used: isinstance(rate, Rate)")
            case StaleRate():
                return cls(f"{answer}; to use it all the same, pass its .latest, or allow a greater age")
            case _:
                kind = type(answer).__name__
                return cls(f"{answer!r} is no Rate but of type {kind}; see Rate and RateTable.as_of")


def usable(rate: Rate | NoRate | StaleRate) -> Rate:
    """Return the rate, if it is one; a missing or stale rate is never used in silence.

    Raises:
        UnusableRateError: It is `NoRate`, `StaleRate`, a bare number or anything else.
    """
    if not isinstance(rate, Rate):
        raise UnusableRateError.from_answer(rate)
    return rate
