"""A flat charge in place of the tariff: an amount for each distinct code, whatever the quantity.

Which digits of a code tell two apart depends on the declaration. A code that is not known, or too short, may
be one of the others or one of its own: the number of codes is then a range.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen
from moneyed import Money

from xbcommerce.logistics.customs.classification.hs_code import HsCode
from xbcommerce.logistics.customs.consignment import ImportConsignment

from .threshold import FlatCharge


@frozen
class FlatDuty:
    """What is charged instead of the tariff.

    Attributes:
        amount: For one code.
        lines: Whether the charge takes the place of each line's tariff; None is not known.
        codes: The code that each line counts as; empty where that is not known.
        count_low: How many distinct codes there are at least.
        count_high: How many at most.
    """

    amount: Money
    lines: tuple[bool | None, ...] = field(converter=tuple[bool | None, ...])
    codes: tuple[str, ...] = field(converter=tuple[str, ...])
    count_low: int
    count_high: int

    @property
    def low(self) -> Money:
        """The least that it comes to."""
        return self.amount * self.count_low

    @property
    def high(self) -> Money:
        """The most that it comes to."""
        return self.amount * self.count_high

    @property
    def total(self) -> Money | None:
        """What it comes to; None while that is a range."""
        return self.low if self.count_low == self.count_high else None


def flat_duty(charge: FlatCharge, lines: tuple[bool | None, ...], consignment: ImportConsignment) -> FlatDuty:
    """Count the codes of the lines that are charged flat.

    Args:
        charge: The law's.
        lines: Whether each line is charged flat; None is not known.
        consignment: Whose lines they are, and how it is declared.
    """
    digits = charge.digits.get(consignment.declaration or "")
    widths = charge.digits.values() if digits is None else (digits,)
    codes = [line.hs_code for line in consignment.lines]
    sure = [code for code, flat in zip(codes, lines, strict=True) if flat]
    maybe = [code for code, flat in zip(codes, lines, strict=True) if flat is not False]
    return FlatDuty(
        charge.amount,
        lines,
        tuple(_counted(code, max(widths)) if min(widths) == max(widths) else "" for code in codes),
        _fewest(sure, min(widths)),
        _most(maybe, max(widths)),
    )


def _counted(code: HsCode | None, digits: int) -> str:
    """Return as what a code counts; empty where it is too short to tell."""
    return code.digits[:digits] if code is not None and len(code.digits) >= digits else ""


def _fewest(codes: Iterable[HsCode | None], digits: int) -> int:
    """Count codes as if each unknown one were one of the others, as far as its digits allow."""
    known = sorted(("" if code is None else code.digits[:digits] for code in codes), key=len, reverse=True)
    told: list[str] = []
    for start in known:
        if not any(other.startswith(start) for other in told):
            told.append(start)
    return len(told)


def _most(codes: Iterable[HsCode | None], digits: int) -> int:
    """Count codes as if each unknown one were one of its own."""
    counted = [_counted(code, digits) for code in codes]
    return len(set(counted) - {""}) + counted.count("")
