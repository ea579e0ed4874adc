"""What the border takes of imported goods: asked of a port, dated, and unknown rather than zero.

An offer whose goods cross a border says what they are and between which countries (`Imported`). The customs
room of the host, a broker or a tariff service answers as `DutyRates` (`xbcommerce.supply.ports`).

Example:
    >>> from xbcommerce.supply.sourcing import Duty, Imported, UnknownDuty
    >>> kettles = Imported("85161080", origin="CN", destination="DE")
    >>> Duty("0.027", source="TARIC 2026").rate
    Fraction(27, 1000)
    >>> UnknownDuty("rule.none").reason
    'rule.none'
"""

from __future__ import annotations

import re
from enum import Enum
from fractions import Fraction
from typing import Any

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import figure, not_negative

_HS_CODE = re.compile(r"\d{6,10}")
_COUNTRY = re.compile(r"[A-Z]{2}")


class DutyBasis(Enum):
    """What duty is charged on."""

    CIF = "cif"
    """Price, and freight and insurance to the border."""
    FOB = "fob"
    """The price alone."""


def _hs_code(_instance: object, _field: object, value: str) -> None:
    if not _HS_CODE.fullmatch(value):
        msg = f"hs_code={value!r}: expected 6 to 10 digits without dots, e.g. '85161080'"
        raise InvalidValueError(msg)


def _country(_instance: object, attribute: Attribute[Any], value: str) -> None:
    if not _COUNTRY.fullmatch(value):
        msg = f"{attribute.name}={value!r}: expected a country of two capital letters, e.g. 'CN'"
        raise InvalidValueError(msg)


@frozen
class Imported:
    """Goods that cross a border.

    Attributes:
        hs_code: 6 to 10 digits of the tariff of the destination.
        origin: Where they were made, two letters.
        destination: Where they enter.
    """

    hs_code: str = field(validator=_hs_code)
    origin: str = field(validator=_country)
    destination: str = field(validator=_country)


@frozen
class Duty:
    """What the border takes.

    Attributes:
        rate: Share of the basis, e.g. ``"0.065"``; 0 is duty free, and was looked up.
        basis: What it is charged on.
        nonrecoverable_tax_rate: Tax on customs value and duty that the importer does not get back.
        source: Who says so, for readers.
    """

    rate: Fraction = field(converter=figure, validator=not_negative)
    basis: DutyBasis = DutyBasis.CIF
    nonrecoverable_tax_rate: Fraction = field(
        default=Fraction(0), converter=figure, validator=not_negative, kw_only=True
    )
    source: str = field(default="", kw_only=True)


@frozen
class UnknownDuty:
    """Nobody knows the duty; not zero.

    Attributes:
        reason: Why, as a stable code such as ``"rule.none"``.
    """

    reason: str
