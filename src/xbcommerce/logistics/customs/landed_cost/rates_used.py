"""Exchange rates that remember what was asked of them, so that a quote can be replayed without their source.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from xbcommerce.kernel.fx import RateTable
    >>> from xbcommerce.logistics.customs.landed_cost import RatesAsked
    >>> table = RateTable("EUR", "ECB", {date(2026, 3, 2): {"USD": Decimal("1.16")}})
    >>> asked = RatesAsked(table)
    >>> answer = asked.as_of("USD", "EUR", date(2026, 3, 2), max_age_days=31)
    >>> asked.told().as_of("USD", "EUR", date(2026, 3, 2), max_age_days=31) == answer
    True
    >>> print(asked.told().as_of("CNY", "EUR", date(2026, 3, 2), max_age_days=31))
    CNY/EUR: no exchange rate from CNY to EUR for Mar 2, 2026
"""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from xbcommerce.kernel.fx import FxRates, NoRate, Rate, StaleRate


@frozen
class RateTold:
    """One question to a source of rates, and its answer."""

    base: str
    quote: str
    on: date
    max_age_days: int
    answer: Rate | NoRate | StaleRate


@frozen
class RatesTold:
    """What a source of rates told, for asking it again."""

    told: tuple[RateTold, ...] = field(default=(), converter=tuple[RateTold, ...])

    def as_of(self, base: str, quote: str, on: date, /, *, max_age_days: int) -> Rate | NoRate | StaleRate:
        """Return the answer of then; `NoRate` to a question that was not asked."""
        for each in self.told:
            if (each.base, each.quote, each.on, each.max_age_days) == (base, quote, on, max_age_days):
                return each.answer
        return NoRate(base, quote, on)


class RatesAsked:
    """A source of rates with a memory; one for each quote."""

    def __init__(self, rates: FxRates) -> None:
        self._rates = rates
        self._told: dict[tuple[str, str, date, int], RateTold] = {}

    def as_of(self, base: str, quote: str, on: date, /, *, max_age_days: int) -> Rate | NoRate | StaleRate:
        """Return what the source says, and remember it."""
        key = (base, quote, on, max_age_days)
        found = self._told.get(key)
        if found is None:
            answer = self._rates.as_of(base, quote, on, max_age_days=max_age_days)
            found = self._told[key] = RateTold(base, quote, on, max_age_days, answer)
        return found.answer

    def told(self) -> RatesTold:
        """Return all that was asked and answered, in a fixed order."""
        return RatesTold([self._told[key] for key in sorted(self._told)])
