"""VAT numbers of the European Union: 27 member states, and Northern Ireland for goods (XI).

The prefix is the ISO code, but Greece's is ``EL``; ``GR`` is understood. ``GB`` is no prefix of the Union any
more: numbers with it are of another kind, `gb_vat`. A number that is right was not mistyped; whether it is in
force only the tax office says (VIES).

Shapes: Commission, "VAT identification numbers" (VIES FAQ), read 2026-11-25.

Example:
    >>> from xbcommerce.kernel.identifiers import CheckedNumber, Kind
    >>> athens = CheckedNumber.parse("GR 094259216", Kind.EU_VAT)
    >>> athens.canonical, athens.country
    ('EL094259216', 'GR')
"""

from __future__ import annotations

from functools import partial

from . import eu_checks as rules
from .check_digits import is_mod_11_10
from .gb_vat import BRITISH
from .rule import Rule, Scheme
from .writing import up_to, zero_led

_GREECE = "GR"
_IRISH = (
    "#######@", "#######@A", "#######@B", "#######@C", "#######@D", "#######@E", "#######@F", "#######@G",
    "#######@H", "#######@I", "#######@W", "#@#####@", "#+#####@", "#*#####@",
)  # fmt: skip

_STATES = {
    "AT": Rule("AT", ("U########",), rules.austrian),
    "BE": Rule("BE", ("0&########", "1#########"), rules.belgian, partial(zero_led, length=10)),
    "BG": Rule("BG", up_to(10, shortest=9), rules.bulgarian),
    "CY": Rule("CY", ("########@",), rules.cypriot),
    "CZ": Rule("CZ", up_to(10, shortest=8), rules.czech),
    "DE": Rule("DE", ("&########",), is_mod_11_10),
    "DK": Rule("DK", ("&#######",), rules.divisible((2, 7, 6, 5, 4, 3, 2, 1), 11)),
    "EE": Rule("EE", ("#########",), rules.divisible((3, 7, 1, 3, 7, 1, 3, 7, 1), 10)),
    "EL": Rule(_GREECE, ("#########",), rules.greek, partial(zero_led, length=9)),
    "ES": Rule("ES", ("########@", "@#######@", "@########"), rules.spanish),
    "FI": Rule("FI", ("########",), rules.divisible((7, 9, 10, 5, 8, 4, 2, 1), 11)),
    "FR": Rule("FR", ("??#########",), rules.french),
    "HR": Rule("HR", ("###########",), is_mod_11_10),
    "HU": Rule("HU", ("########",), rules.divisible((9, 7, 3, 1, 9, 7, 3, 1), 10)),
    "IE": Rule("IE", _IRISH, rules.irish),
    "IT": Rule("IT", ("###########",), rules.italian),
    "LT": Rule("LT", ("#########", "############"), rules.lithuanian),
    "LU": Rule("LU", ("########",), rules.luxembourgish),
    "LV": Rule("LV", ("###########",), rules.latvian),
    "MT": Rule("MT", ("&#######",), rules.divisible((3, 4, 6, 7, 8, 9, 10, 1), 37)),
    "NL": Rule("NL", ("#########B##",), rules.dutch),
    "PL": Rule("PL", ("##########",), rules.polish),
    "PT": Rule("PT", ("&########",), rules.portuguese),
    "RO": Rule("RO", tuple(f"&{rest}" for rest in up_to(9)), rules.romanian),
    "SE": Rule("SE", ("############",), rules.swedish),
    "SI": Rule("SI", ("&#######",), rules.slovenian),
    "SK": Rule("SK", ("&#########",), rules.slovak),
}

STATES = tuple(rule.country for rule in _STATES.values())
"""The member states, by alpha-2 code."""

EU_VAT = Scheme({**_STATES, "XI": Rule("XI", BRITISH.shapes, BRITISH.check)}, aliases={_GREECE: "EL"})
