"""A postal address, its canonical form, and everything that is wrong with it."""

from __future__ import annotations

import re

from attrs import field, frozen

from xbcommerce.kernel.unmet import Param, Unmet

from ._countries import COUNTRIES
from ._habits import habits_of
from .postal import postal_code, postal_shapes

_SUBDIVISION = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}")


@frozen
class Address:
    """Where a parcel goes, as typed; `unmet` says what is wrong, `canonical` tidies what is right.

    Attributes:
        recipient: Person or company.
        lines: Street, house number, floor: the lines between recipient and city.
        city: City, town or village.
        country: Alpha-2 code.
        postal_code: As typed.
        subdivision: State or province by ISO 3166-2, e.g. ``"US-CA"``.

    Example:
        >>> home = Address("Ann Lee", ("12 Main St",), "Oakland", "US", "94601", "US-CA")
        >>> home.unmet()
        ()
        >>> bad = Address("", ("12 Main St",), "Oakland", "US", "9460")
        >>> for item in bad.unmet():
        ...     print(item)
        address.recipient_missing at recipient
        address.postal_code_malformed at postal_code (country=US, shapes=('#####', '#####-####'), found=9460)
        address.subdivision_missing at subdivision (country=US)
    """

    recipient: str
    lines: tuple[str, ...] = field(converter=tuple[str, ...])
    city: str
    country: str
    postal_code: str = ""
    subdivision: str = ""

    def unmet(self) -> tuple[Unmet, ...]:
        """Return everything that is missing or malformed, empty if a carrier can work with it."""
        return (*self._missing_words(), *self._postal_code(), *self._subdivision())

    def canonical(self) -> Address:
        """Return it without stray spaces and empty lines, codes in their one spelling; wrong ones stay."""
        code = self.postal_code.strip()
        return Address(
            _one_spaced(self.recipient),
            tuple(line for line in map(_one_spaced, self.lines) if line),
            _one_spaced(self.city),
            self.country.strip().upper(),
            (code and postal_code(code, self.country.strip().upper())) or code,
            self.subdivision.strip().upper(),
        )

    def _missing_words(self) -> tuple[Unmet, ...]:
        needs_city = habits_of(self.country).needs_city
        found = [
            Unmet("address.recipient_missing", "recipient") if not self.recipient.strip() else None,
            Unmet("address.lines_missing", "lines") if not any(line.strip() for line in self.lines) else None,
            Unmet("address.city_missing", "city") if needs_city and not self.city.strip() else None,
            None if self.country in COUNTRIES else self._unknown_country(),
        ]
        return tuple(item for item in found if item is not None)

    def _unknown_country(self) -> Unmet:
        if not self.country.strip():
            return Unmet("address.country_missing", "country")
        return Unmet("address.country_unknown", "country", {"found": self.country})

    def _postal_code(self) -> tuple[Unmet, ...]:
        figures: dict[str, Param] = {"country": self.country, "shapes": postal_shapes(self.country)}
        if not self.postal_code.strip():
            missing = Unmet("address.postal_code_missing", "postal_code", figures)
            return (missing,) if habits_of(self.country).needs_postal_code else ()
        if postal_code(self.postal_code, self.country) is not None:
            return ()
        figures["found"] = self.postal_code
        return (Unmet("address.postal_code_malformed", "postal_code", figures),)

    def _subdivision(self) -> tuple[Unmet, ...]:
        if not self.subdivision.strip():
            missing = Unmet("address.subdivision_missing", "subdivision", {"country": self.country})
            return (missing,) if habits_of(self.country).needs_subdivision else ()
        found = _SUBDIVISION.fullmatch(self.subdivision)
        if found and found[1] == self.country:
            return ()
        figures = {"country": self.country, "found": self.subdivision}
        return (Unmet("address.subdivision_malformed", "subdivision", figures),)

    def __str__(self) -> str:
        place = " ".join(part for part in (self.postal_code, self.city, self.subdivision) if part)
        return "\n".join(part for part in (self.recipient, *self.lines, place, self.country) if part)


def _one_spaced(text: str) -> str:
    return " ".join(text.split())
