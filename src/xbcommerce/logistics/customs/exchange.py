"""Amounts of many currencies in one, at the rates of one day, each told and none guessed.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import RateTable
    >>> from xbcommerce.logistics.customs import exchange_rates
    >>> table = RateTable("EUR", "ECB", {date(2026, 3, 2): {"USD": Decimal("1.16")}})
    >>> dollars = exchange_rates({"USD"}, "EUR", date(2026, 3, 2), table)
    >>> dollars.units(Money("116.00", "USD"))
    Fraction(10000, 1)
    >>> print(exchange_rates({"CNY"}, "EUR", date(2026, 3, 2), table))
    fx.unknown_currency at CNY/EUR (base=CNY, quote=EUR, on=2026-03-02, unknown=('CNY',))
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.dated.validity import calendar_day
from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import FxRates, Rate
from xbcommerce.kernel.money import exponent_of, plain
from xbcommerce.kernel.unmet import Refusal, Unmet

FRESH_DAYS = 31
"""How old a rate may be: customs fix their rates for a month, or for less."""


class UnaskedRateError(XbcommerceError, LookupError):
    """An amount in a currency of which no rate was asked for."""

    code = "unasked_rate"


@frozen
class Exchange:
    """The rates into one currency, by the currency they are from.

    Attributes:
        currency: The one that all amounts become.
        rates: Each rate, for the explanation and the replay.
    """

    currency: str
    rates: FrozenMap[str, Rate]

    def exactly(self, money: Money) -> int | Fraction:
        """Return an amount in minor units as `units` does; a whole number where it needs no rate."""
        if money.currency.code == self.currency:
            numerator, denominator = (money.amount.scaleb(exponent_of(self.currency))).as_integer_ratio()
            return numerator if denominator == 1 else Fraction(numerator, denominator)
        return self.units(money)

    def units(self, money: Money) -> Fraction:
        """Return an amount in minor units of the currency, exactly; nothing is rounded.

        Raises:
            UnaskedRateError: No rate of its currency was asked for.
        """
        code = money.currency.code
        major = Fraction(money.amount) * int(10 ** exponent_of(self.currency))
        if code == self.currency:
            return major
        rate = self.rates.get(code)
        if rate is None:
            msg = f"{plain(money)} cannot become {self.currency}: name {code} to exchange_rates, too"
            raise UnaskedRateError(msg)
        return major * rate.value


def exchange_rates(
    currencies: Iterable[str], into: str, on: date, rates: FxRates, *, max_age_days: int = FRESH_DAYS
) -> Exchange | Refusal:
    """Look up every rate that is needed on a day.

    Args:
        currencies: Which occur.
        into: The currency to convert into; it needs no rate.
        on: The day whose rates count by law.
        rates: Where they come from.
        max_age_days: How many days a rate may be older than ``on``.

    Returns:
        The rates; or a refusal with ``fx.unknown_currency``, ``fx.no_rate`` or ``fx.stale_rate`` for every
        currency without one.
    """
    calendar_day(on, "on")
    found: dict[str, Rate] = {}
    unmet: list[Unmet] = []
    for code in sorted(set(currencies) - {into}):
        rate = rates.as_of(code, into, on, max_age_days=max_age_days)
        if isinstance(rate, Rate):
            found[code] = rate
        else:
            unmet.append(rate.unmet())
    return Refusal(tuple(unmet)) if unmet else Exchange(into, FrozenMap(found))
