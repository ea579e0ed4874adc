"""The price section of a listing: what it costs, how low it may go, and a promotion for a while.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.catalog import Offer, Promotion
    >>> sale = Promotion("autumn", Decimal("15"), date(2026, 10, 1), date(2026, 11, 1))
    >>> offer = Offer(Money("10.50", "EUR"), floor=Money("8.00", "EUR"), promotion=sale)
    >>> offer.price_on(date(2026, 10, 31)).amount, offer.price_on(date(2026, 11, 1)).amount
    (Decimal('8.92'), Decimal('10.50'))
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import Rounding, compare, minor, minus, scale
from xbcommerce.kernel.unmet import Param, Unmet

_HUNDRED = 100


def _percent(_instance: object, _field: object, value: Decimal) -> None:
    if not value.is_finite() or not 0 < value <= _HUNDRED:
        msg = f"percent_off={value}: expected more than 0 and at most 100"
        raise InvalidValueError(msg)


@frozen
class Promotion:
    """A reduction for a while.

    Attributes:
        name: What it is called.
        percent_off: Percent of the price, more than 0 and at most 100.
        start: First day, in the market's calendar.
        end: The day after the last one.
    """

    name: str
    percent_off: Decimal = field(validator=_percent)
    start: date
    end: date

    def __attrs_post_init__(self) -> None:
        if self.end <= self.start:
            msg = f"promotion {self.name!r} ends on {self.end}, not after its start {self.start}"
            raise InvalidValueError(msg)

    def runs_on(self, day: date) -> bool:
        """Say whether the promotion runs on a day."""
        return self.start <= day < self.end

    def reduced(self, price: Money) -> Money:
        """Return the reduced price; the *discount* is rounded half up to the minor unit."""
        discount = scale(price, self.percent_off / _HUNDRED, Rounding.HALF_UP)
        return minus(price, discount)


def _amount(_instance: object, _field: object, value: Money | None) -> None:
    if value is not None:
        minor(value)


@frozen
class Offer:
    """What a listing costs.

    Attributes:
        price: The regular price, or None while it is not decided.
        floor: The lowest price the shop may ask, promotions included; None means any.
        promotion: A reduction for a while.

    Raises:
        InvalidValueError: An amount that is NaN, infinite, or finer than its currency's minor unit.
        UnknownCurrencyError: A currency that is not an active one.
    """

    price: Money | None = field(default=None, validator=_amount)
    floor: Money | None = field(default=None, validator=_amount)
    promotion: Promotion | None = None

    def price_on(self, day: date) -> Money | None:
        """Return what a buyer pays on a day, or None if there is no price."""
        if self.price is not None and self.promotion is not None and self.promotion.runs_on(day):
            return self.promotion.reduced(self.price)
        return self.price


def price_unmet(offer: Offer, currency: str) -> tuple[Unmet, ...]:
    """Return everything that keeps an offer from being shown in ``currency``, at once."""
    price, floor = offer.price, offer.floor
    if price is None:
        return (Unmet("price.missing", "price", {"currency": currency}),)
    found: list[Unmet] = []
    if price.currency.code != currency:
        found.append(Unmet("price.currency", "price", {"price": price, "currency": currency}))
    if minor(price) <= 0:
        found.append(Unmet("price.not_positive", "price", {"price": price}))
    if floor is not None and floor.currency.code != price.currency.code:
        found.append(Unmet("floor.currency", "floor", {"floor": floor, "price": price}))
    elif floor is not None:
        found += _below_floor(price, floor, offer.promotion)
    return tuple(found)


def _below_floor(price: Money, floor: Money, promotion: Promotion | None) -> list[Unmet]:
    if compare(price, floor) < 0:
        return [Unmet("price.below_floor", "price", {"price": price, "floor": floor})]
    if promotion is None:
        return []
    reduced = promotion.reduced(price)
    if compare(reduced, floor) >= 0:
        return []
    figures: dict[str, Param] = {"promotion": promotion.name, "price": reduced, "floor": floor}
    return [Unmet("promotion.below_floor", "promotion", figures)]
