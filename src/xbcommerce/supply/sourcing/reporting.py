"""The currency in which a shop compares and adds, and how others are counted in it.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import RateTable
    >>> from xbcommerce.supply.sourcing import Reporting
    >>> fixings = RateTable("EUR", "ECB", {date(2026, 10, 30): {"CNY": Decimal("8")}})
    >>> euros = Reporting("EUR", fixings, date(2026, 11, 2), fx_margin="0.01")
    >>> rates = euros.rates_for(["CNY"], "acme")
    >>> euros.money(euros.exact(Money("800.00", "CNY"), rates)).amount
    Decimal('101.00')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import count_field
from xbcommerce.kernel.figures import figure, not_negative
from xbcommerce.kernel.fx import FxRates, Rate
from xbcommerce.kernel.money import Rounding, from_minor, round_fraction
from xbcommerce.kernel.unmet import Refusal

from .landed import in_minor, rates_into
from .question import Question


@frozen
class Reporting:
    """A currency and the rates into it.

    Attributes:
        currency: The reporting currency.
        rates: Exchange rates.
        on: The day as of which they are taken.
        rate_age_days_max: How old a rate may be.
        fx_margin: What the bank takes on top of a rate, as a share.
    """

    currency: str
    rates: FxRates
    on: date
    rate_age_days_max: int = field(default=5, validator=count_field, kw_only=True)
    fx_margin: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative, kw_only=True)

    @classmethod
    def of(cls, question: Question) -> Reporting:
        """Take the currency, rates and rules of a question."""
        rules = question.rules
        return cls(
            question.currency,
            question.rates,
            question.on,
            rate_age_days_max=rules.rate_age_days_max,
            fx_margin=rules.fx_margin,
        )

    def rates_for(self, codes: Iterable[str], where: str) -> Mapping[str, Rate] | Refusal:
        """Look the rates of several currencies up, or say which are missing or stale."""
        return rates_into(
            self.currency, codes, where, rates=self.rates, on=self.on, age_days_max=self.rate_age_days_max
        )

    def exact(self, money: Money, rates: Mapping[str, Rate]) -> Fraction:
        """Count money in exact minor units of the reporting currency."""
        return in_minor(money, self.currency, rates, self.fx_margin)

    def money(self, exact_minor: Fraction) -> Money:
        """Round minor units once, half to even."""
        return from_minor(round_fraction(exact_minor, Rounding.HALF_EVEN), self.currency)
