"""Countries by ISO 3166-1, and the codes that customs forms use beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import cast

from attrs import frozen

from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.messages import formatting_locale
from xbcommerce.kernel.naming import shown

from ._countries import COUNTRIES, CUSTOMS_CODES

_OTHER_HABITS = {"UK": "GB", "EL": "GR"}


class UnknownCountryError(XbcommerceError, LookupError):
    """A code that no country has."""

    code = "unknown_country"

    @classmethod
    def from_code(cls, code: str) -> UnknownCountryError:
        """Name the code and what was probably meant."""
        guess = code.strip().upper()
        guess = _OTHER_HABITS.get(guess, guess)
        if guess not in COUNTRIES:
            guess = _by_english_name().get(guess, guess)
        hint = f"; did you mean {guess!r}?" if guess in COUNTRIES and guess != code else ""
        return cls(f"unknown country code {shown(code)}{hint}")


@frozen
class Country:
    """One country or dependent territory.

    Attributes:
        alpha2: E.g. ``"DE"``: what every other part of the library calls a country.
        alpha3: E.g. ``"DEU"``.
        numeric: Three digits as text, e.g. ``"276"``; None for Kosovo, whose codes are user-assigned.
    """

    alpha2: str
    alpha3: str
    numeric: str | None

    def name(self, lang: str = "en") -> str:
        """Return what CLDR calls it in a language.

        Example:
            >>> country("DE").name(), country("DE").name("zh_Hant")
            ('Germany', '德國')
        """
        from babel.core import Locale

        names = cast("Mapping[str, str]", Locale.parse(formatting_locale(lang)).territories)
        return names.get(self.alpha2, self.alpha2)

    def __str__(self) -> str:
        return self.alpha2


@cache
def _by_code() -> dict[str, str]:
    codes: dict[str, str] = {}
    for alpha2, (alpha3, numeric) in COUNTRIES.items():
        codes |= {alpha2: alpha2, alpha3: alpha2} | ({numeric: alpha2} if numeric else {})
    return codes


@cache
def country(code: str) -> Country:
    """Look up a country.

    Args:
        code: Alpha-2, alpha-3 (capital letters) or the three digits.

    Raises:
        UnknownCountryError: No country has it; the message names what was probably meant.

    Example:
        >>> country("DEU")
        Country(alpha2='DE', alpha3='DEU', numeric='276')
        >>> country("UK")
        Traceback (most recent call last):
        ...
        xbcommerce.kernel.places.countries.UnknownCountryError: unknown country code 'UK'; did you mean 'GB'?
    """
    alpha2 = _by_code().get(code)
    if alpha2 is None:
        raise UnknownCountryError.from_code(code)
    return Country(alpha2, *COUNTRIES[alpha2])


@cache
def _by_english_name() -> dict[str, str]:
    """Return alpha-2 codes by name in capitals, for who types ``"Germany"`` where a code is asked for."""
    return {each.name("en").upper(): each.alpha2 for each in countries()}


def countries() -> tuple[Country, ...]:
    """Return all countries, by alpha-2 code."""
    return tuple(country(alpha2) for alpha2 in COUNTRIES)


def from_customs_code(code: str) -> Country:
    """Return the country that a customs form means.

    Customs authorities of the EU and the United Kingdom write XS for Serbia, and XI for Northern Ireland,
    which is a part of GB (its own standing: `eu_standing`).

    Raises:
        UnknownCountryError: Neither a customs code nor a country's.
    """
    special = CUSTOMS_CODES.get(code)
    return country(special[0] if special else code)


def customs_code(alpha2: str) -> str:
    """Return what EU and UK customs forms call a country: its alpha-2 code, but XS for Serbia.

    Raises:
        UnknownCountryError: No country has the code.
    """
    return "XS" if country(alpha2).alpha2 == "RS" else country(alpha2).alpha2
