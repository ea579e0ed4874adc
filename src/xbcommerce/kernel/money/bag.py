"""Amounts of several currencies held together, without converting any.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.money import Bag
    >>> bag = Bag.of([Money("5.00", "USD"), Money("100", "JPY"), Money("-5.00", "USD")])
    >>> print(bag)
    100 JPY
    >>> bag["USD"].amount
    Decimal('0.00')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.frozen import FrozenMap

from .amounts import code_of, from_minor, minor, plain


def _without_zeros(amounts: Mapping[str, int]) -> FrozenMap[str, int]:
    return FrozenMap({code: amounts[code] for code in sorted(amounts) if amounts[code]})


@frozen
class Bag:
    """One amount per currency; zeros are dropped, so two bags are equal if they hold the same money."""

    amounts_minor: FrozenMap[str, int] = field(factory=FrozenMap[str, int], converter=_without_zeros)

    @classmethod
    def of(cls, moneys: Iterable[Money]) -> Bag:
        """Put amounts of any currencies together."""
        sums: dict[str, int] = {}
        for money in moneys:
            code = code_of(money)
            sums[code] = sums.get(code, 0) + minor(money)
        return cls(sums)

    def __add__(self, other: Bag) -> Bag:
        return Bag.of([*self.moneys, *other.moneys])

    def __neg__(self) -> Bag:
        return Bag({code: -amount for code, amount in self.amounts_minor.items()})

    def __getitem__(self, code: str) -> Money:
        return from_minor(self.amounts_minor.get(code, 0), code)

    def __bool__(self) -> bool:
        return bool(self.amounts_minor)

    @property
    def moneys(self) -> tuple[Money, ...]:
        """The amounts, by currency code."""
        return tuple(from_minor(amount, code) for code, amount in self.amounts_minor.items())

    def __str__(self) -> str:
        return ", ".join(plain(money) for money in self.moneys) or "nothing"
