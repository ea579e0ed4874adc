"""Economic operators' numbers (EORI): a country and up to 15 signs, of the shape that the country gives them.

The prefix is the ISO code, so Greece's is ``GR`` here; ``EL`` is understood. ``XI`` is valid in the Union,
``GB`` only in the United Kingdom. What the national part is made of is known per country, a check rule for
the whole is not: where the shapes that public lists give differ, all of them are taken (read 2026-11-25).

France: until 2025 the number of an establishment (14 digits), from 2026-01-01 on only that of the company
(9), as French customs announced in 2023; operators from outside the Union have their country's letters first.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.identifiers import CheckedNumber, Kind
    >>> london = CheckedNumber.parse("GB 123 4567 89 000", Kind.EORI)
    >>> london.country, london.in_eu, london.checksum.value
    ('GB', False, 'unknown')
    >>> print(CheckedNumber.parse("FR30127281100037", Kind.EORI, on=date(2026, 1, 1)))
    id.ended at number (value=FR30127281100037, ended_on=2026-01-01)
"""

from __future__ import annotations

from datetime import date

from xbcommerce.kernel.frozen import FrozenMap

from .eu_vat import EU_VAT
from .rule import Rule, Scheme
from .writing import up_to

_LENGTH_MAX = 15
_ESTABLISHMENT = "#" * 14
_COMPANY = "#" * 9
_ESTABLISHMENTS_END = date(2026, 1, 1)
_FOREIGN_IN_FRANCE = tuple(f"@@{rest}" for rest in up_to(_LENGTH_MAX - 2, "?"))

_SHAPES: dict[str, tuple[str, ...]] = {
    "AT": ("U########", *(f"EOS{rest}" for rest in up_to(12, shortest=7))),
    "BE": ("##########",),
    "BG": up_to(13, shortest=9),
    "CZ": up_to(10, shortest=8),
    "DE": up_to(_LENGTH_MAX, shortest=7),
    "EE": up_to(11, shortest=8),
    "GB": ("############",),
    "GR": ("#########",),
    "HU": up_to(13, shortest=8),
    "IE": (*EU_VAT.rules["IE"].shapes, "#######@@"),
    "LT": up_to(12, shortest=7),
    "LU": up_to(13, shortest=8),
    "NL": ("#########",),
    "PL": up_to(_LENGTH_MAX, shortest=10),
    "PT": ("#########",),
    "RO": up_to(13, shortest=2),
    "SE": ("##########",),
    "SK": up_to(10, shortest=8),
    "XI": ("############",),
}
_FRANCE = Rule(
    "FR",
    (_COMPANY, *_FOREIGN_IN_FRANCE, _ESTABLISHMENT),
    ended=FrozenMap({_ESTABLISHMENT: _ESTABLISHMENTS_END}),
)
_AS_FOR_VAT = {rule.country: rule.shapes for rule in EU_VAT.rules.values()}

EORI = Scheme(
    {country: Rule(country, shapes) for country, shapes in (_AS_FOR_VAT | _SHAPES).items()} | {"FR": _FRANCE},
    aliases={"EL": "GR"},
)
