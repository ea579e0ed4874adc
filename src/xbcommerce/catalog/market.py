"""Where a product can be listed, and which listings a product should have.

Example:
    >>> from xbcommerce.catalog import ListingKey, Market, plan_listings
    >>> de = Market("DE", "EUR", ("de",), "amazon")
    >>> fr = Market("FR", "EUR", ("fr",), "amazon")
    >>> plan = plan_listings([ListingKey.parse("amazon/DE/de/EUR")], [de, fr])
    >>> [str(key) for key in plan.missing]
    ['amazon/FR/fr/EUR']
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import currency_info
from xbcommerce.kernel.text import language_tag


def _listed_currency(_instance: object, _field: object, value: str) -> None:
    currency_info(value)


def _country(_instance: object, _field: object, value: str) -> None:
    if not re.fullmatch(r"[A-Z]{2}", value):
        msg = f"country={value!r}: expected two capital letters of ISO 3166-1, such as 'DE'"
        raise InvalidValueError(msg)


def _locales(_instance: object, _field: object, value: tuple[str, ...]) -> None:
    if not value:
        msg = "a market needs at least one locale: in which language would it be read?"
        raise InvalidValueError(msg)


@frozen
class Market:
    """A country on a marketplace: who reads what, and pays in what.

    Attributes:
        country: ISO 3166-1 alpha-2 of the buyers.
        currency: ISO 4217 code that prices are shown in.
        locales: BCP 47 tags a listing must be readable in; at least one.
        marketplace: The venue, e.g. ``"amazon"``; ``"own"`` for one's own shop.
    """

    country: str = field(validator=_country)
    currency: str = field(validator=_listed_currency)
    locales: tuple[str, ...] = field(converter=tuple[str, ...], validator=_locales)
    marketplace: str = "own"

    @property
    def listings(self) -> tuple[ListingKey, ...]:
        """The listings one product has here: one a locale."""
        return tuple(
            ListingKey(self.marketplace, self.country, locale, self.currency) for locale in self.locales
        )


def _named(_instance: object, _field: object, value: str) -> None:
    if not value.strip() or "/" in value:
        msg = f"marketplace={value!r}: expected a name without '/', such as 'amazon' or 'own'"
        raise InvalidValueError(msg)


def _locale(_instance: object, _field: object, value: str) -> None:
    language_tag(value)


@frozen(order=True)
class ListingKey:
    """What makes a listing of a product one of its kind: ``marketplace/country/language/currency``.

    Raises:
        InvalidValueError: A blank marketplace, a country that is not two capital letters, or a locale that
            is no language tag.
        UnknownCurrencyError: The currency is not an active one.
    """

    marketplace: str = field(validator=_named)
    country: str = field(validator=_country)
    locale: str = field(validator=_locale)
    currency: str = field(validator=_listed_currency)

    @classmethod
    def parse(cls, text: str) -> ListingKey:
        """Read ``"marketplace/country/locale/currency"``.

        Raises:
            InvalidValueError: The text has not four parts, or one of them cannot be.
            UnknownCurrencyError: The currency is not an active one.
        """
        parts = text.split("/")
        if len(parts) != 4 or not all(parts):  # noqa: PLR2004  # the four parts named above
            msg = f"{text!r}: expected marketplace/country/locale/currency, such as 'amazon/DE/de/EUR'"
            raise InvalidValueError(msg)
        return cls(*parts)

    def __str__(self) -> str:
        return f"{self.marketplace}/{self.country}/{self.locale}/{self.currency}"


@frozen
class ListingPlan:
    """What a product has against what it should have; each sorted by key."""

    wanted: tuple[ListingKey, ...]
    missing: tuple[ListingKey, ...]
    extra: tuple[ListingKey, ...]


def plan_listings(existing: Iterable[ListingKey], markets: Iterable[Market]) -> ListingPlan:
    """Compare the listings of one product with the markets it is meant for."""
    have = set(existing)
    want = {key for market in markets for key in market.listings}
    return ListingPlan(tuple(sorted(want)), tuple(sorted(want - have)), tuple(sorted(have - want)))
