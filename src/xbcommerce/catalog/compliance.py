"""May this product be sold there on that day: what law and marketplace ask to see.

A rule says which attribute must be filled for which goods in which countries. Rules are dated records with
sources, so that a host replaces them without a release; a rule that is unclear on the day (two records,
overdue for review) is told as such and never passes in silence.
"""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from xbcommerce.kernel.dated import Ambiguous, Announced, Dated, Found, NoRule, RuleSet, Stale, Void
from xbcommerce.kernel.unmet import Unmet

from .product import Product


@frozen
class ComplianceRule:
    """What must be known of a product before it may be offered.

    Attributes:
        needs: The attribute that must be filled, e.g. ``"weee_number"``.
        countries: ISO 3166-1 codes of the buyers it protects.
        goods: Goods classes it applies to; empty means all goods.
        exempt: Goods classes it does not apply to.
        title: What it is called, for people.
    """

    needs: str
    countries: tuple[str, ...] = field(converter=tuple[str, ...])
    goods: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    exempt: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    title: str = ""

    def applies_to(self, product: Product, country: str) -> bool:
        """Say whether the rule is about this product in this country."""
        if country not in self.countries or set(self.exempt) & set(product.goods):
            return False
        return not self.goods or bool(set(self.goods) & set(product.goods))


def compliance_unmet(
    product: Product, country: str, on: date, rules: RuleSet[ComplianceRule]
) -> tuple[Unmet, ...]:
    """Return every rule of a day that the product does not meet in a country.

    Args:
        product: What is to be sold.
        country: ISO 3166-1 alpha-2 of the buyers.
        on: The day it is offered, in the country's calendar.
        rules: The rule records; what was known is taken as of the set's own date.
    """
    found: list[Unmet] = []
    for key in rules.keys:
        match rules.as_of(key, on):
            case Found(record):
                found += _missing(record, product, country)
            case Ambiguous(records) as unclear if _any_applies(records, product, country):
                found.append(Unmet("compliance.ambiguous", key, {"rules": unclear.ids}))
            case Stale(record) if record.value.applies_to(product, country):
                found.append(Unmet("compliance.stale", key, {"rule": record.id, "needs": record.value.needs}))
            case NoRule() | Void() | Announced() | Ambiguous() | Stale():
                pass
    return tuple(found)


def _any_applies(records: tuple[Dated[ComplianceRule], ...], product: Product, country: str) -> bool:
    return any(record.value.applies_to(product, country) for record in records)


def _missing(record: Dated[ComplianceRule], product: Product, country: str) -> list[Unmet]:
    rule = record.value
    if not rule.applies_to(product, country):
        return []
    if any(product.value(rule.needs, market=market) is not None for market in ("", country)):
        return []
    source = "no source" if record.source is None else record.source.title
    figures = {"rule": record.id, "title": rule.title or record.id, "source": source}
    return [Unmet("compliance.missing", rule.needs, figures)]
