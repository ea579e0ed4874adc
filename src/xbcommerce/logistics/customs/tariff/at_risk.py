"""Whose duty goods for Northern Ireland pay: the United Kingdom's, unless the Union's is too far from it.

The United Kingdom's duty is kept where the two differ by at most a share of the customs value. The limit is
rounded to the minor unit first, half up, so that a difference of exactly the limit stays.

The difference is taken without its sign, as in the United Kingdom's own calculator: a Union duty that is
lower by more than the limit leads to the Union's, too. No text of law that we have read says so; treat that
case as unverified.

Source: trade-tariff-duty-calculator, its rule of the row-to-NI route and its tests. The test stands in the
rule set under ``at-risk/XI/difference``.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs.tariff import AtRiskTest
    >>> test, value = AtRiskTest("3"), Money("100.00", "GBP")
    >>> print(test.decide(value, uk_duty=Money("3.00", "GBP"), eu_duty=Money("7.00", "GBP")))
    the EU duty of GBP 7.00 is due: the UK duty of GBP 3.00 differs by GBP 4.00, more than GBP 3.00
    >>> test.decide(value, uk_duty=Money("0.00", "GBP"), eu_duty=Money("3.00", "GBP")).chosen.value
    'UK'
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.figures import decimal_of, figure, not_negative
from xbcommerce.kernel.money import Rounding, compare, minus, scale
from xbcommerce.kernel.unmet import Note, Param

from .messages import ENGLISH


class TariffSide(Enum):
    """Whose tariff."""

    UK = "UK"
    EU = "EU"


@frozen
class AtRisk:
    """What was decided.

    Attributes:
        chosen: Whose duty is due.
        uk_duty: By the United Kingdom's tariff.
        eu_duty: By the Union's.
        limit: How far they may differ.
    """

    chosen: TariffSide
    uk_duty: Money
    eu_duty: Money
    limit: Money

    @property
    def duty(self) -> Money:
        """The duty that is due."""
        return self.uk_duty if self.chosen is TariffSide.UK else self.eu_duty

    def why(self) -> tuple[Note, ...]:
        """Say which duty is due, and how far the two are apart."""
        figures: dict[str, Param] = {"uk_duty": self.uk_duty, "eu_duty": self.eu_duty, "limit": self.limit}
        figures["apart"] = _apart(self.uk_duty, self.eu_duty)
        return (Note(f"at_risk.{self.chosen.value.lower()}", figures),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


@frozen
class AtRiskTest:
    """One record's value: the share of the customs value by which the two duties may differ, in percent."""

    limit_pct: Fraction = field(converter=figure, validator=not_negative)

    def decide(self, customs_value: Money, *, uk_duty: Money, eu_duty: Money) -> AtRisk:
        """Say which duty is due.

        Args:
            customs_value: Of the goods.
            uk_duty: What the United Kingdom's tariff comes to, in the same currency.
            eu_duty: What the Union's comes to, in the same currency.

        Raises:
            CurrencyMismatchError: Two currencies; convert first.
        """
        limit = scale(customs_value, self.limit_pct / 100, Rounding.HALF_UP)
        kept = compare(_apart(uk_duty, eu_duty), limit) <= 0
        return AtRisk(TariffSide.UK if kept else TariffSide.EU, uk_duty, eu_duty, limit)

    def __str__(self) -> str:
        return f"{decimal_of(self.limit_pct)} % of the customs value"


def _apart(one: Money, other: Money) -> Money:
    return minus(one, other) if compare(one, other) > 0 else minus(other, one)
