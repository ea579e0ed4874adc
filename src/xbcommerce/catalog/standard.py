"""What a marketplace asks of a listing: the yardstick that `Submit` is held against."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.kernel.errors import count_field, positive_field
from xbcommerce.kernel.identifiers import Gtin
from xbcommerce.kernel.unmet import Refusal, Unmet

from .compliance import ComplianceRule, compliance_unmet
from .market import ListingKey
from .offer import Offer, price_unmet
from .product import Attribute, Product
from .readiness import Requirement, readiness


@frozen
class ListingStandard:
    """The rules of one marketplace for one kind of product.

    Attributes:
        id: Its name and version, kept with what was submitted under it.
        attributes: How attributes depend on language and market.
        required: Attributes that must be filled.
        images_min: Fewest images, in the attribute ``images``.
        title_length_max: Longest title, in characters.
        compliance: Dated rules on what law asks to see; None means that nobody looks, and reports say so.
    """

    id: str
    attributes: tuple[Attribute, ...] = field(converter=tuple[Attribute, ...])
    required: tuple[str, ...] = field(converter=tuple[str, ...])
    compliance: RuleSet[ComplianceRule] | None = None
    images_min: int = field(default=1, validator=count_field)
    title_length_max: int = field(default=200, validator=positive_field)

    def content(self, product: Product, key: ListingKey) -> tuple[Unmet, ...]:
        """Return what is missing or wrong in the information section."""
        needs = Requirement(key.country, (key.locale,), self.required)
        found = list(readiness(product, self.attributes, [needs]).unmet)
        title = product.value("title", locale=key.locale)
        if isinstance(title, str) and len(title) > self.title_length_max:
            figures = {"length": len(title), "length_max": self.title_length_max}
            found.append(Unmet("title.too_long", f"title[{key.locale}]", figures))
        return (*found, *_gtin_unmet(product))

    def media(self, product: Product, key: ListingKey) -> tuple[Unmet, ...]:
        """Return what is missing in the image section."""
        images = product.value("images") or product.value("images", market=key.country)
        count = len(images) if isinstance(images, tuple) else 0
        if count >= self.images_min:
            return ()
        return (Unmet("image.too_few", "images", {"images": count, "images_min": self.images_min}),)

    def priced(self, offer: Offer, key: ListingKey) -> tuple[Unmet, ...]:
        """Return what is wrong in the price and promotion section."""
        return price_unmet(offer, key.currency)

    def compliant(self, product: Product, key: ListingKey, on: date) -> tuple[Unmet, ...]:
        """Return what the law of the buyers' country still asks to see."""
        if self.compliance is None:
            return ()
        return compliance_unmet(product, key.country, on, self.compliance)

    def knows_law_of(self, country: str) -> bool:
        """Say whether any rule is about a country; if none is, passing says nothing about its law."""
        rules = () if self.compliance is None else self.compliance.records
        return any(country in record.value.countries for record in rules)


def _gtin_unmet(product: Product) -> tuple[Unmet, ...]:
    text = product.value("gtin")
    if not isinstance(text, str):
        return ()
    gtin = Gtin.parse(text)
    return gtin.unmet if isinstance(gtin, Refusal) else gtin.unlistable()
