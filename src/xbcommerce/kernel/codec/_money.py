"""Money in whole minor units, or as a decimal where it is finer than its currency."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from moneyed import Money

from xbcommerce.kernel.money import NoMinorUnitError, UnknownCurrencyError, currency_of, from_minor, minor

from ._scalars import SCALARS
from ._shapes import Codec, is_object
from ._texts import canonical_decimal
from .problems import Mismatch, UnstorableValueError

_FINER = 'an amount such as {"amount": "2.5", "currency": "XAU"} (this currency has no minor unit)'
_MONEY = 'money such as {"minor": 1999, "currency": "USD"}'


def _write_money(value: object) -> dict[str, int | str]:
    """Write money in minor units, or as a decimal amount where it is finer than its currency."""
    if type(value) is not Money:
        raise UnstorableValueError.instead_of("Money", value)
    code = value.currency.code
    try:
        return {"minor": minor(value), "currency": code}
    except UnknownCurrencyError as unknown:
        raise UnstorableValueError(str(unknown)) from None
    except ValueError:
        return {"amount": canonical_decimal(value.amount), "currency": code}


def _read_money(data: object) -> Money:
    """Read both forms of money.

    Raises:
        Mismatch: It is neither.
    """
    if not is_object(data) or type(code := data.get("currency")) is not str:
        raise Mismatch(_MONEY, data)
    try:
        currency = currency_of(code)
    except UnknownCurrencyError as unknown:
        expected = f"an active currency of ISO 4217 ({unknown})"
        raise Mismatch(expected, code) from None
    if data.keys() == {"minor", "currency"} and type(units := data["minor"]) is int:
        try:
            return from_minor(units, code)
        except NoMinorUnitError:
            raise Mismatch(_FINER, data) from None
    if data.keys() == {"amount", "currency"}:
        return Money(cast("Decimal", SCALARS[Decimal].parse(data["amount"])), currency)
    raise Mismatch(_MONEY, data)


def money_codec() -> Codec:
    """Make the codec of money, whose form says what it is."""
    return Codec(_write_money, lambda data, _: _read_money(data), _write_money)
