"""Product-specific rules of origin: by which labels an agreement says that goods of a code originate.

The labels are those of the trade: ``WO`` wholly obtained, ``CC``, ``CTH`` and ``CTSH`` for a change of
chapter, heading and subheading, ``MAXNOM`` for a share of materials from elsewhere, ``MAXWEIGHT``. They tell
what kind of proof to ask a supplier for; whether goods originate is decided by the text of the agreement.
Records stand in the rule set under ``origin-rules/IMPORTER/SCHEME``.

Example:
    >>> from datetime import date
    >>> from xbcommerce.reference.customs.origin_rules import origin_rules
    >>> rules = origin_rules().as_of("origin-rules/GB/eu", date(2026, 3, 1)).value
    >>> print(*rules.about("8517.13"), sep="; ")
    8508-8518: CTH or MAXNOM
    >>> [rule.part for rule in rules.about("6109.10")][-1], len(rules.about("6109.10"))
    ('Others', 2)
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.naming import name_set
from xbcommerce.logistics.customs.classification.hs_code import HsCode, hs_code_field

PREFIX = "origin-rules/"
"""Under which keys rules of origin stand."""
_DIGITS_MAX = 12
_DIGITS = re.compile(r"[0-9]{2,12}", re.ASCII)


def _digits(_instance: object, attribute: Attribute[str], value: str) -> None:
    if not _DIGITS.fullmatch(value):
        msg = f"{attribute.name}={value!r}: expected 2 to 12 digits, e.g. '8508'"
        raise InvalidValueError(msg)


def _ways(ways: Iterable[Iterable[str]]) -> tuple[frozenset[str], ...]:
    return tuple(name_set(way, "ways") for way in ways)


@frozen
class OriginRule:
    """The rule for a range of codes.

    Attributes:
        first: Where the range begins, e.g. ``"8508"``.
        last: Where it ends, all codes under it included, e.g. ``"8518"``.
        ways: The labels of each way to originate, as the source lists the ways; a way may have none.
        part: Which goods of the range it is about, in the source's words; empty for all.

    Raises:
        InvalidValueError: A range that ends before it begins.
    """

    first: str = field(validator=_digits)
    last: str = field(validator=_digits)
    ways: tuple[frozenset[str], ...] = field(converter=_ways)
    part: str = ""

    def __attrs_post_init__(self) -> None:
        if self.last.ljust(_DIGITS_MAX, "9") < self.first.ljust(_DIGITS_MAX, "0"):
            msg = f"first={self.first!r}, last={self.last!r}: the range ends before it begins"
            raise InvalidValueError(msg)

    def about(self, code: HsCode) -> bool:
        """Say whether a code lies in the range, or may once it is longer."""
        low, high = code.digits.ljust(_DIGITS_MAX, "0"), code.digits.ljust(_DIGITS_MAX, "9")
        return self.first.ljust(_DIGITS_MAX, "0") <= high and low <= self.last.ljust(_DIGITS_MAX, "9")

    def __str__(self) -> str:
        span = self.first if self.first == self.last else f"{self.first}-{self.last}"
        ways = " or ".join(" and ".join(sorted(way)) or "see the text" for way in self.ways)
        return f"{span}{f' ({self.part})' if self.part else ''}: {ways}"


@frozen
class OriginRules:
    """One record's value: the rules of one agreement."""

    rules: tuple[OriginRule, ...] = field(converter=tuple[OriginRule, ...])

    def about(self, hs_code: HsCode | str) -> tuple[OriginRule, ...]:
        """Return the rules for a code, in the order of the agreement; several where parts are told apart.

        Raises:
            InvalidHsCodeError: ``hs_code`` is no code.
        """
        code = hs_code_field(hs_code)
        return tuple(rule for rule in self.rules if rule.about(code))

    def __str__(self) -> str:
        return f"{len(self.rules)} rules of origin"
