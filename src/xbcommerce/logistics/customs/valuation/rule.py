"""How a jurisdiction values what is imported, as data: which parts count, in which currency, at which rate.

Example:
    >>> from xbcommerce.logistics.customs import DateBasis
    >>> from xbcommerce.logistics.customs.valuation import RateDay, Valuation, ValueKind
    >>> australia = Valuation("AUD", ValueKind.FOB, RateDay(DateBasis.EXPORTED),
    ...                       tax_adds=["freight", "insurance", "inland"])
    >>> australia.customs_parts
    ('goods', 'origin_inland', 'addition')
    >>> print(australia)
    FOB value in AUD, date-of-export
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import Any

from attrs import Attribute, field, frozen

from xbcommerce.kernel.dated import Answer, NoRule, RuleSet
from xbcommerce.kernel.errors import InvalidValueError, member_of
from xbcommerce.kernel.figures import figure_or_none
from xbcommerce.kernel.money import exponent_of
from xbcommerce.logistics.customs.cost import CostKind
from xbcommerce.logistics.customs.worth import GOODS

from .jurisdiction import key_in
from .rate_day import RateDay

_FOB = (GOODS, CostKind.ORIGIN_INLAND.value, CostKind.ADDITION.value)
_CIF = (*_FOB, CostKind.FREIGHT.value, CostKind.INSURANCE.value)


class ValueKind(Enum):
    """Up to which point of the way carriage is part of the customs value."""

    CIF = "CIF"
    """Up to where the goods enter the customs territory, insurance included."""
    FOB = "FOB"
    """Up to where they leave the country of export."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the value that count, by name (`xbcommerce.logistics.customs.PARTS`)."""
        return _CIF if self is ValueKind.CIF else _FOB


def _known_currency(_instance: object, _attribute: Attribute[str], value: str) -> None:
    exponent_of(value)


def _costs(names: Iterable[str]) -> frozenset[str]:
    return frozenset(names)


def _addable(instance: Valuation, attribute: Attribute[frozenset[str]], value: frozenset[str]) -> None:
    free = {kind.value for kind in CostKind} - set(instance.kind.parts)
    if wrong := sorted(value - free):
        msg = f"{attribute.name}={wrong!r}: expected some of {sorted(free)}, which the customs value lacks"
        raise InvalidValueError(msg)


def _some_share(_instance: object, attribute: Attribute[Fraction], value: Fraction | None) -> None:
    if value is not None and not 0 < value <= 100:  # noqa: PLR2004
        msg = f"{attribute.name}={value}: expected a percentage above 0 and up to 100, e.g. '60'"
        raise InvalidValueError(msg)


@frozen
class Valuation:
    """How a jurisdiction values imports.

    Attributes:
        currency: In which duty is reckoned.
        kind: Which parts make the customs value.
        rate_day: Which day's exchange rate counts.
        tax_adds: Parts that the base of the import tax adds to the customs value, before any duty.
        personal_use_pct: Of what a private person imports for himself, the percentage of the retail price
            that is the customs value, no carriage added; None where there is no such rule.

    Raises:
        InvalidValueError: A part that does not exist or counts already, or a percentage that is none.
        UnknownCurrencyError: No currency has the code.
    """

    currency: str = field(validator=_known_currency)
    kind: ValueKind = field(validator=member_of(ValueKind))
    rate_day: RateDay
    tax_adds: frozenset[str] = field(default=frozenset(), converter=_costs, validator=_addable, kw_only=True)
    personal_use_pct: Fraction | None = field(
        default=None, converter=figure_or_none, validator=_some_share, kw_only=True
    )

    @property
    def customs_parts(self) -> tuple[str, ...]:
        """The parts of the customs value."""
        return self.kind.parts

    @cached_property
    def tax_parts(self) -> tuple[str, ...]:
        """The parts of the tax value before duties, in the order of the way."""
        return (*self.kind.parts, *(kind.value for kind in CostKind if kind.value in self.tax_adds))

    def __str__(self) -> str:
        return f"{self.kind.value} value in {self.currency}, {self.rate_day.word}"


def valuation_in(
    rules: RuleSet[Any], jurisdictions: Sequence[str], on: date, known: date | None = None
) -> Answer[Valuation]:
    """Look up how the place values where goods are imported.

    A state of the Union values by the Union's rule, and so did Great Britain before it had one of its own.

    Args:
        rules: `Valuation` under ``valuation/JURISDICTION``, among other rules.
        jurisdictions: Whose duty holds, the most particular first (`Jurisdictions.duty`).
        on: The day of the import.
        known: As known on a day; None is the day the rules were issued.
    """
    own = rules.as_of(key_in(rules, "valuation", jurisdictions), on, known)
    if not isinstance(own, NoRule):
        return own
    wider = (rules.as_of(f"valuation/{place}", on, known) for place in jurisdictions)
    return next((answer for answer in wider if not isinstance(answer, NoRule)), own)
