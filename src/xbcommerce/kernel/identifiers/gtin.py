"""Global Trade Item Numbers: which are sound, what they are for, and whether one may be listed.

Check digit: GS1 modulo 10 with weights 3 and 1 from the right. Uses of prefixes: GS1 prefix list, as public
lists give it (read 2026-11). A number in the restricted, coupon or refund ranges is sound but names no
product for sale elsewhere, so it must not go into a listing.

Example:
    >>> from xbcommerce.kernel.identifiers import Gtin
    >>> mug = Gtin.parse("4006381333931")
    >>> mug.gtin14, mug.kind, mug.use.value, mug.listable
    ('04006381333931', 'GTIN-13', 'product', True)
    >>> print(Gtin.parse("4006381333932"))
    gtin.check_digit at gtin (value=4006381333932, expected=1)
"""

from __future__ import annotations

import re
from enum import Enum

from attrs import frozen

from xbcommerce.kernel.unmet import Refusal, Unmet

from .check_digits import gs1_digit


class Use(Enum):
    """What the numbers of a prefix are for."""

    PRODUCT = "product"
    BOOK = "book"
    SERIAL = "serial"
    RESTRICTED = "restricted"
    COUPON = "coupon"
    REFUND_RECEIPT = "refund_receipt"


_LENGTHS = (8, 12, 13, 14)
_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_USES: tuple[tuple[int, int, Use], ...] = (
    (20, 29, Use.RESTRICTED),
    (40, 49, Use.RESTRICTED),
    (50, 59, Use.COUPON),
    (200, 299, Use.RESTRICTED),
    (977, 977, Use.SERIAL),
    (978, 979, Use.BOOK),
    (980, 980, Use.REFUND_RECEIPT),
    (981, 984, Use.COUPON),
    (990, 999, Use.COUPON),
)
_UNLISTABLE = frozenset({Use.RESTRICTED, Use.COUPON, Use.REFUND_RECEIPT})


@frozen
class Gtin:
    """A sound number.

    Attributes:
        gtin14: The canonical form, filled up with zeros to 14 digits.
        kind: ``"GTIN-8"``, ``"GTIN-12"``, ``"GTIN-13"`` or ``"GTIN-14"``, by the digits given.
        use: What numbers of its prefix are for.
    """

    gtin14: str
    kind: str
    use: Use

    @classmethod
    def parse(cls, text: str, where: str = "gtin") -> Gtin | Refusal:
        """Read a number of 8, 12, 13 or 14 ASCII digits.

        Args:
            text: The digits, without spaces or hyphens.
            where: The place in the reader's data, for the refusal.

        Returns:
            The number, or a refusal ``gtin.not_digits``, ``gtin.length``, ``gtin.zero`` or
            ``gtin.check_digit`` (with the digit that would be right).
        """
        if not _DIGITS.fullmatch(text):
            return Refusal.of(Unmet("gtin.not_digits", where, {"value": text}))
        if len(text) not in _LENGTHS:
            return Refusal.of(Unmet("gtin.length", where, {"value": text, "length": len(text)}))
        if not text.strip("0"):
            return Refusal.of(Unmet("gtin.zero", where, {"value": text}))
        expected = gs1_digit(text[:-1])
        if text[-1] != expected:
            return Refusal.of(Unmet("gtin.check_digit", where, {"value": text, "expected": expected}))
        return cls(text.zfill(14), f"GTIN-{len(text)}", _use(text))

    @property
    def listable(self) -> bool:
        """Whether the number may name a product in a listing."""
        return self.use not in _UNLISTABLE

    def unlistable(self, where: str = "gtin") -> tuple[Unmet, ...]:
        """Return why the number may not be listed, or nothing."""
        if self.listable:
            return ()
        return (Unmet(f"gtin.{self.use.value}", where, {"value": self.gtin14}),)


def _use(text: str) -> Use:
    if len(text) == _LENGTHS[0]:
        return Use.RESTRICTED if text[0] in "02" else Use.PRODUCT
    prefix = int(text.zfill(14)[1:4])
    return next((use for first, last, use in _USES if first <= prefix <= last), Use.PRODUCT)
