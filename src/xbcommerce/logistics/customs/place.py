"""Where goods go, and whose duty and whose tax hold there: two questions, both dated.

The Canary Islands take EU duty and no EU VAT; Northern Ireland takes British VAT; the United Kingdom was in
the customs territory of the Union until the end of 2020.

Example:
    >>> from datetime import date
    >>> from xbcommerce.logistics.customs import Place
    >>> Place("DE").jurisdictions(date(2026, 3, 1))
    Jurisdictions(duty=('DE', 'EU'), tax=('DE', 'EU'))
    >>> Place("ES", postal_code="35001").jurisdictions(date(2026, 3, 1))
    Jurisdictions(duty=('ES-CN', 'ES', 'EU'), tax=('ES-CN',))
    >>> Place("CA", subdivision="CA-ON").jurisdictions(date(2026, 3, 1)).tax
    ('CA-ON', 'CA')
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.naming import shown
from xbcommerce.kernel.places import eu_standing, from_customs_code, territory

_SUBDIVISION = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}")


def _known(_instance: object, _attribute: object, value: str) -> None:
    from_customs_code(value)


def _of_country(instance: Place, _attribute: object, value: str) -> None:
    """Refuse what would read as a province without rules: a bare ``"ON"``, or a province of elsewhere."""
    found = _SUBDIVISION.fullmatch(value)
    special = territory(instance.country)
    states = {from_customs_code(instance.country).alpha2, special.state if special else ""}
    if value and (found is None or found[1] not in states):
        full = f"{instance.country}-{value}"
        meant = f"; did you mean {full!r}?" if _SUBDIVISION.fullmatch(full) else ", such as 'CA-ON' of CA"
        msg = f"subdivision={shown(value)}: expected an ISO 3166-2 code of {instance.country}{meant}"
        raise InvalidValueError(msg)


@frozen
class Jurisdictions:
    """Whose rules hold, the most particular first.

    Attributes:
        duty: For duties, e.g. ``("DE", "EU")``.
        tax: For taxes and the reliefs from them.
    """

    duty: tuple[str, ...]
    tax: tuple[str, ...]


@frozen
class Place:
    """Where a consignment is imported.

    Attributes:
        country: Alpha-2 code, or a customs code such as ``"XI"``.
        subdivision: ISO 3166-2 code such as ``"CA-ON"``, where taxes are the province's; may be empty.
        postal_code: In any spelling; tells special territories apart; may be empty.

    Raises:
        UnknownCountryError: No country has the code.
        InvalidValueError: A subdivision that is not written in full, or lies in another country.
    """

    country: str = field(validator=_known)
    subdivision: str = field(default="", validator=_of_country)
    postal_code: str = ""

    def jurisdictions(self, on: date) -> Jurisdictions:
        """Return whose duty and whose tax hold here on a day."""
        return _jurisdictions(self, on)

    def __str__(self) -> str:
        return " ".join(part for part in (self.country, self.subdivision, self.postal_code) if part)


@lru_cache(maxsize=4_096)
def _jurisdictions(place: Place, on: date) -> Jurisdictions:
    standing = eu_standing(place.country, on, subdivision=place.subdivision, postal_code=place.postal_code)
    special = territory(place.country, subdivision=place.subdivision, postal_code=place.postal_code)
    state = (standing.country,)
    own = (special.codes[:1] or (special.name,)) if special else ()
    if not own and place.subdivision:
        own = (place.subdivision,)
    if standing.goods_rules:  # Northern Ireland
        return Jurisdictions(("XI", *state), ("XI", *state))
    outside = special is not None and not standing.customs
    duty = own if outside else (*own, *state)
    tax = own if special is not None and not standing.vat else (*own, *state)
    return Jurisdictions((*duty, "EU") if standing.customs else duty, (*tax, "EU") if standing.vat else tax)
