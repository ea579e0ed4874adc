"""What can be wrong with an amount that is to be paid out.

ISO 20022 gives an amount 18 digits and leaves its decimals to ISO 4217; a schema, which has one type for all
currencies, takes yen with decimals, nothing at all, and currencies that ended.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.payments.payout_files.amounts import money_unmet
    >>> print(*money_unmet(Money("163060.55", "JPY"), "amount"))
    payout_file.excess_precision at amount (value=163060.55, currency=JPY, digits_max=0)
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, Inexact, localcontext

from moneyed import Money

from xbcommerce.kernel.money import UnknownCurrencyError, code_of, currency_info
from xbcommerce.kernel.unmet import Param, Unmet

DIGITS_MAX = 18
"""Digits that an amount or a sum can have in a message, before and after the point together."""


def currency_unmet(code: str, where: str) -> tuple[Unmet, ...]:
    """Return what is wrong with a currency: it is not on the list of active ones, or has no minor unit."""
    try:
        exponent = currency_info(code).exponent
    except UnknownCurrencyError:
        return (Unmet("payout_file.unknown_or_inactive_currency", where, {"currency": code}),)
    return (Unmet("payout_file.no_minor_unit", where, {"currency": code}),) if exponent is None else ()


def money_unmet(amount: Money, where: str) -> tuple[Unmet, ...]:
    """Return what is wrong with an amount; digits that are zeros do not count."""
    code = code_of(amount)
    if not amount.amount.is_finite():
        return currency_unmet(code, where) or (Unmet("payout_file.amount_not_finite", where),)
    return figures_unmet(amount.amount, code, where, digits=_digits(amount.amount))


def figures_unmet(value: Decimal, code: str, where: str, *, digits: int) -> tuple[Unmet, ...]:
    """Return what is wrong with a finite amount whose figures show ``digits`` decimals."""
    unmet = currency_unmet(code, where)
    if unmet:
        return unmet
    digits_max = currency_info(code).exponent or 0
    if digits > digits_max:
        figures: dict[str, Param] = {"value": value, "currency": code, "digits_max": digits_max}
        unmet += (Unmet("payout_file.excess_precision", where, figures),)
    if value <= 0:
        unmet += (Unmet("payout_file.amount_not_positive", where, {"value": value, "currency": code}),)
    if value.adjusted() + 1 + digits_max > DIGITS_MAX:
        figures = {"value": value, "currency": code, "digits_max": DIGITS_MAX}
        unmet += (Unmet("payout_file.amount_too_large", where, figures),)
    return unmet


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """Add figures up exactly, whatever the decimal context."""
    with localcontext(Context(prec=MAX_PREC, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[Inexact])):
        return sum(values, Decimal(0))


def _digits(value: Decimal) -> int:
    """Count decimals up to the last that is not zero, whatever the decimal context."""
    _, figures, exponent = value.as_tuple()
    places = -int(exponent)
    if places <= 0 or not value:
        return 0
    shown = "".join(map(str, figures)).rstrip("0")
    return max(0, places - (len(figures) - len(shown)))
