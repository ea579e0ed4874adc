"""Who says that goods have a code, on what ground, and how sure they are.

A binding ruling of a customs authority binds it for its validity and in its own jurisdiction: a European BTI
says nothing to a border elsewhere. All others are opinions, of a broker, of the shop itself, of the supplier,
of a model, and `settle` ranks them.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.dated import Validity
    >>> from xbcommerce.logistics.customs.classification import Authority, Classification, HsEdition, Ruling
    >>> bti = Ruling("DEBTI-2024-1", "EU", Validity(date(2024, 5, 2), date(2027, 5, 2)))
    >>> shirt = Classification(
    ...     "6109.10", HsEdition.HS2022, Authority.RULING, date(2024, 5, 2), who="Zoll", ruling=bti)
    >>> print(shirt)
    6109.10 (HS2022) by ruling DEBTI-2024-1 for EU, 2024-05-02
    >>> print(Classification(
    ...     "610910", HsEdition.HS2022, Authority.MODEL, date(2026, 3, 1), who="m", confidence="0.87"))
    6109.10 (HS2022) by model m, 2026-03-01, 87 % sure
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.dated.validity import day_field
from xbcommerce.kernel.errors import InvalidValueError, member_of
from xbcommerce.kernel.figures import decimal_of, figure_or_none, share

from .edition import HsEdition
from .hs_code import HsCode, hs_code_field


class Authority(Enum):
    """Who says so."""

    RULING = "ruling"
    """A customs authority, by a binding ruling."""
    BROKER = "broker"
    """A customs broker or adviser."""
    OWN = "own"
    """The shop itself."""
    SUPPLIER = "supplier"
    """Who made or sold the goods."""
    MODEL = "model"
    """A program that guesses from texts or pictures."""


@frozen
class Ruling:
    """A binding ruling, e.g. binding tariff information (BTI) in the EU.

    Attributes:
        number: As the authority numbers it.
        jurisdiction: Where it binds, e.g. ``"EU"``, ``"US"``.
        validity: The days on which it binds.
    """

    number: str
    jurisdiction: str
    validity: Validity

    def binds(self, jurisdiction: str, on: date) -> bool:
        """Say whether it binds there on that day."""
        return self.jurisdiction == jurisdiction and self.validity.covers(on)


@frozen
class Classification:
    """One statement that goods have a code.

    Attributes:
        code: As far as it was said, a heading or more; text is taken too.
        edition: The edition of the nomenclature that was meant.
        by: What kind of authority says so.
        said_on: The day.
        who: Their name or number, e.g. the broker's; a later statement of the same one replaces the earlier.
        confidence: A share from 0 to 1, exact; None where nothing is said about it.
        ruling: The ruling, where it is one.
        note: Why, in the words of whoever said it.

    Raises:
        InvalidValueError: A ruling without its particulars, or particulars of a ruling on anything else.
        InvalidHsCodeError: ``code`` is none.
    """

    code: HsCode = field(converter=hs_code_field)
    edition: HsEdition = field(validator=member_of(HsEdition))
    by: Authority = field(validator=member_of(Authority))
    said_on: date = field(validator=day_field)
    who: str = field(default="", kw_only=True)
    confidence: Fraction | None = field(default=None, kw_only=True, converter=figure_or_none, validator=share)
    ruling: Ruling | None = field(default=None, kw_only=True)
    note: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        if (self.by is Authority.RULING) != (self.ruling is not None):
            msg = (
                f"by={self.by.value!r}, ruling={self.ruling!r}: a ruling, and nothing else, names its ruling"
            )
            raise InvalidValueError(msg)

    @property
    def voice(self) -> str:
        """Who speaks, for explanations: ``"ruling DEBTI-2024-1 for EU"``, ``"broker Kim"``."""
        if self.ruling is not None:
            return f"ruling {self.ruling.number} for {self.ruling.jurisdiction}"
        return f"{self.by.value} {self.who}".rstrip()

    def __str__(self) -> str:
        sure = "" if self.confidence is None else f", {decimal_of(self.confidence * 100)} % sure"
        return f"{self.code} ({self.edition.value}) by {self.voice}, {self.said_on}{sure}"
