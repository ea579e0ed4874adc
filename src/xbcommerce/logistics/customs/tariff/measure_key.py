"""Where a measure stands in the rule set: under ``duty/JURISDICTION/PREFIX/NAME``.

The prefix is 2 to 12 digits of a code, or ``*`` for all goods: ``duty/EU/610910/mfn``,
``duty/US/*/section-122``. Measures of one name are one measure, which a longer prefix states anew: a
programme of 25 % on a heading that spares one of its subheadings has a record of ``NIHIL`` there.

Example:
    >>> from xbcommerce.logistics.customs.tariff import measure_key
    >>> measure_key("EU", "6109.10", "mfn")
    'duty/EU/610910/mfn'
"""

from __future__ import annotations

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.places import from_customs_code
from xbcommerce.logistics.customs.classification.hs_code import HsCode

PREFIX = "duty/"
"""Under which keys measures stand."""
ALL_GOODS = "*"
"""Stands in a key for the digits of a measure on all goods."""


@frozen
class MeasureKey:
    """The parts of the key of a measure.

    Attributes:
        jurisdiction: Whose tariff, e.g. ``"EU"``.
        hs: The digits of the code under which it holds; empty for all goods.
        name: What it is called there, e.g. ``"mfn"``, ``"section-301"``.
    """

    jurisdiction: str
    hs: str
    name: str

    @classmethod
    def parse(cls, key: str) -> MeasureKey:
        """Take a key apart.

        Raises:
            InvalidValueError: It is no key of a measure.
        """
        kind, *parts = key.split("/")
        if f"{kind}/" != PREFIX or len(parts) != len(("jurisdiction", "hs", "name")) or not all(parts):
            msg = f"key={key!r}: expected duty/JURISDICTION/PREFIX/NAME, e.g. 'duty/EU/610910/mfn'"
            raise InvalidValueError(msg)
        jurisdiction, hs, name = parts
        return cls(jurisdiction, "" if hs == ALL_GOODS else HsCode.of(hs, key).digits, name)

    def __str__(self) -> str:
        return f"{PREFIX}{self.jurisdiction}/{self.hs or ALL_GOODS}/{self.name}"


def measure_key(jurisdiction: str, hs: HsCode | str, name: str) -> str:
    """Write the key of a measure.

    Args:
        jurisdiction: E.g. ``"EU"``, ``"GB"``.
        hs: The code, in any spelling; ``"*"`` for all goods.
        name: E.g. ``"mfn"``.

    Raises:
        InvalidValueError: A code that is none, or a name with a slash.
        UnknownCountryError: Two letters that no country has, such as ``"UK"``; nobody would find the measure.
    """
    if len(jurisdiction) == len("GB") and jurisdiction != "EU":
        from_customs_code(jurisdiction)
    digits = str(hs) if str(hs) == ALL_GOODS else HsCode.of(str(hs)).digits
    return str(MeasureKey.parse(f"{PREFIX}{jurisdiction}/{digits}/{name}"))
