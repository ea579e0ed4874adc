"""Editions of the Harmonized System, and which one the convention has in force on a day.

A code means something only within an edition: 8517.12 held mobile telephones until the end of 2021 and does
not exist since. The days are the convention's. A country that adopts an edition late, or not at all, still
uses the old one: then name the edition instead of asking for it.

Source: World Customs Organization, HS nomenclature editions 2012, 2017, 2022; press release of 2026-01-21 on
the acceptance of HS 2028. [A]

Example:
    >>> from datetime import date
    >>> from xbcommerce.logistics.customs.classification import HsEdition, edition_on
    >>> edition_on(date(2021, 12, 31)), edition_on(date(2028, 1, 1))
    (<HsEdition.HS2017: 'HS2017'>, <HsEdition.HS2028: 'HS2028'>)
    >>> print(edition_on(date(2008, 8, 8)))
    hs_edition.unknown at on (on=2008-08-08, first=2012-01-01)
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.unmet import Refusal, Unmet

_FIRST = date(2012, 1, 1)


class HsEdition(Enum):
    """An edition of the nomenclature, in the order of time."""

    HS2012 = "HS2012"
    HS2017 = "HS2017"
    HS2022 = "HS2022"
    HS2028 = "HS2028"

    @property
    def validity(self) -> Validity:
        """The days on which the convention has it in force."""
        return _VALIDITIES[self]


_VALIDITIES = {
    HsEdition.HS2012: Validity(_FIRST, date(2017, 1, 1)),
    HsEdition.HS2017: Validity(date(2017, 1, 1), date(2022, 1, 1)),
    HsEdition.HS2022: Validity(date(2022, 1, 1), date(2028, 1, 1)),
    HsEdition.HS2028: Validity(date(2028, 1, 1), None),
}


def edition_on(on: date) -> HsEdition | Refusal:
    """Return the edition in force on a day, or a refusal ``hs_edition.unknown`` before 2012.

    Raises:
        NotADayError: ``on`` is an instant or no date.
    """
    for edition in HsEdition:
        if edition.validity.covers(on):
            return edition
    return Refusal.of(Unmet("hs_edition.unknown", "on", {"on": on, "first": _FIRST}))
