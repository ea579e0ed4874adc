"""Which changes send a listing back to preparation, and which may pass at once.

Example:
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.catalog import MaterialPolicy, PriceMove
    >>> policy = MaterialPolicy(("title", "images"), free_change_percent=Decimal(10))
    >>> policy.material(["stock", "title"])
    ('title',)
    >>> policy.material(["price"], PriceMove(Money("20.00", "EUR"), Money("18.00", "EUR")))
    ()
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.money import minor, same_currency

from .listing import Approved, Phase, Published


@frozen
class PriceMove:
    """A price before and after, in one currency."""

    old: Money
    new: Money

    def beyond(self, percent: Decimal) -> bool:
        """Say whether the price moves by more than ``percent`` of the old one, either way."""
        old, new = minor(self.old), minor(same_currency(self.new, self.old.currency.code))
        if not old:
            return new != old
        return Fraction(abs(new - old), abs(old)) * 100 > Fraction(percent)


@frozen
class MaterialPolicy:
    """What a marketplace wants to see again before it is shown.

    Attributes:
        fields: Attributes whose change is always material.
        free_change_percent: How far a price may move without a new audit; None means as far as it likes.
    """

    fields: tuple[str, ...] = field(converter=tuple[str, ...])
    free_change_percent: Decimal | None = None

    def material(self, changed: Iterable[str], price: PriceMove | None = None) -> tuple[str, ...]:
        """Return the changes that are material, in the order given; ``"price"`` if it moves too far."""
        found = tuple(name for name in changed if name in self.fields)
        free = self.free_change_percent
        moved = price is not None and free is not None and price.beyond(free)
        return (*found, "price") if moved and "price" not in found else found

    def needs_revision(self, phase: Phase, changed: Iterable[str], price: PriceMove | None = None) -> bool:
        """Say whether a change must go through `Revise`: material, and already approved or published."""
        return isinstance(phase, Approved | Published) and bool(self.material(changed, price))
