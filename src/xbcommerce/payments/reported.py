"""What all reports about money share: an event id, an order, an instant, and exact amounts."""

from __future__ import annotations

from datetime import datetime

from attrs import Attribute, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, aware_field
from xbcommerce.kernel.money import from_minor, minor, plain, same_currency


def exactly(money: Money) -> Money:
    """Write an exact amount with all its currency's digits, so that equal amounts look equal."""
    return from_minor(minor(money), money.currency)


def exactly_or_none(money: Money | None) -> Money | None:
    """Do the same where the amount may be unknown."""
    return None if money is None else exactly(money)


def positive(_instance: object, attribute: Attribute[Money], value: Money) -> None:
    """Refuse an amount that is not above zero; for ``attrs.field(validator=positive)``."""
    if minor(value) <= 0:
        msg = f"{attribute.name}={plain(value)}: expected more than nothing"
        raise InvalidValueError(msg)


def not_negative(_instance: object, attribute: Attribute[Money | None], value: Money | None) -> None:
    """Refuse an amount below zero; unknown is fine."""
    if value is not None and minor(value) < 0:
        msg = f"{attribute.name}={plain(value)}: expected at least nothing"
        raise InvalidValueError(msg)


def named(_instance: object, attribute: Attribute[str], value: str) -> None:
    """Refuse an empty name."""
    if not value:
        msg = f"{attribute.name}='': a report without it cannot be told from another"
        raise InvalidValueError(msg)


def part_minor(money: Money | None, whole: Money) -> int:
    """Return a part in minor units; it must be of the whole's currency."""
    return 0 if money is None else minor(same_currency(money, whole.currency.code))


def net_of(gross: Money, fee: Money | None) -> int:
    """Take the fee off, in minor units; it must be of the amount's currency."""
    return minor(gross) - part_minor(fee, gross)


@frozen
class Report:
    """What every fact says: which event, about which order, and when (never when it was delivered)."""

    event_id: str = field(validator=named)
    order_id: str = field(validator=named)
    at: datetime = field(validator=aware_field)
