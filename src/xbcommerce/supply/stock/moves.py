"""What can happen to stock: moves, each with an id of its own, never changed once recorded.

Values are whole minor units of one currency, as in the books; `worth` multiplies a unit cost, however fine.
Whoever derives the id from the paper behind a move (delivery note, invoice line, count sheet) may record it
twice: the second time is a replay.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.supply.stock import GoodsReceipt, Place, worth
    >>> worth(300, Money("1.2345", "EUR"))
    Money('370.35', 'EUR')
    >>> GoodsReceipt.of("grn-1", date(2026, 3, 2), "mug", 300, Place("Hamburg"), Money("370.35", "EUR")).value
    Money('370.35', 'EUR')
"""

from __future__ import annotations

from datetime import date
from typing import Self

from attrs import Attribute, field, frozen
from attrs.validators import optional
from moneyed import Money

from xbcommerce.kernel.dated.validity import day_field
from xbcommerce.kernel.errors import InvalidValueError, positive_field
from xbcommerce.kernel.money import Rounding, code_of, exponent_of, from_minor, minor, scale

from .place import Place, named, placed


def worth(quantity: int, unit_cost: Money) -> Money:
    """Multiply a unit cost, which may be finer than a cent, and round once, half-even."""
    return scale(unit_cost, quantity, Rounding.HALF_EVEN)


def _change(_instance: object, attribute: Attribute[int], value: int) -> None:
    if type(value) is not int or not value:
        msg = f"{attribute.name}={value!r}: expected whole units, positive or negative, not 0"
        raise InvalidValueError(msg)


def _minor_units(_instance: object, attribute: Attribute[int], value: int | None) -> None:
    if value is not None and type(value) is not int:
        msg = f"{attribute.name}={value!r}: expected whole minor units"
        raise InvalidValueError(msg)


def _worth_something(instance: object, attribute: Attribute[int], value: int) -> None:
    _minor_units(instance, attribute, value)
    if value < 0:
        msg = f"{attribute.name}={value}: expected at least 0; what costs less than nothing is a LateCost"
        raise InvalidValueError(msg)


def _not_of_others(owner: str, value_minor: int) -> None:
    if owner and value_minor:
        msg = f"value_minor={value_minor} of goods of {owner!r}: those are counted, never valued; give 0"
        raise InvalidValueError(msg)


def _code(_instance: object, _attribute: object, value: str) -> None:
    if value:
        exponent_of(value)


@frozen
class Move:
    """What all moves share.

    Attributes:
        id: Unique in the ledger for ever.
        on: The day it happened.
        back_dated: That it lies before moves already recorded is known: it is valued as it comes, at the
            end; without this word it is refused.
    """

    id: str = field(validator=named)
    on: date = field(validator=day_field)
    back_dated: bool = field(default=False, kw_only=True)


@frozen
class ItemMove(Move):
    """A move of units of one item.

    Attributes:
        sku: The item.
        quantity: Units, at least 1.
    """

    sku: str = field(validator=named)
    quantity: int = field(validator=positive_field)


@frozen
class GoodsReceipt(ItemMove):
    """Goods came in, such as from a supplier. At a place of another owner they are counted only.

    Attributes:
        place: Where to.
        value_minor: What they cost, landed as far as it is known; 0 for goods of others.
        currency: Of the value.
        lot: The batch; default the receipt's own id.
        expires_on: The last day on which they may be sold.
    """

    place: Place = field(validator=placed)
    value_minor: int = field(validator=_worth_something)
    currency: str = field(validator=_code)
    lot: str = ""
    expires_on: date | None = field(default=None, validator=optional(day_field))

    def __attrs_post_init__(self) -> None:
        _not_of_others(self.place.owner, self.value_minor)

    @classmethod
    def of(
        cls, id: str, on: date, sku: str, quantity: int, place: Place, value: Money, *, lot: str = "",  # noqa: A002
        expires_on: date | None = None,
    ) -> Self:  # fmt: skip
        """Make a receipt from its exact value; see `worth` for one from a unit cost."""
        return cls(id, on, sku, quantity, place, minor(value), code_of(value), lot, expires_on)

    @property
    def value(self) -> Money:
        """What the goods cost."""
        return from_minor(self.value_minor, self.currency)


@frozen
class OpeningStock(Move):
    """What was there when the ledger was begun; fewer than nothing if more was sold than had come.

    Attributes:
        sku: The item.
        quantity: Units, not 0.
        place: Where.
        value_minor: Of the same sign as the quantity.
        currency: Of the value.
    """

    sku: str = field(validator=named)
    quantity: int = field(validator=_change)
    place: Place = field(validator=placed)
    value_minor: int = field(validator=_minor_units)
    currency: str = field(validator=_code)

    def __attrs_post_init__(self) -> None:
        _not_of_others(self.place.owner, self.value_minor)
        if self.value_minor and (self.value_minor > 0) is not (self.quantity > 0):
            msg = f"value_minor={self.value_minor} of {self.quantity} units: expected the same sign"
            raise InvalidValueError(msg)


@frozen
class GoodsIssue(ItemMove):
    """Goods went out: sold, used, given back to the supplier.

    Attributes:
        place: Where from.
        lot: Which batch, where stock is valued by specific lot.
    """

    place: Place = field(validator=placed)
    lot: str = ""


@frozen
class StockTransfer(ItemMove):
    """Goods went to another location or into another state; their value goes with them.

    Attributes:
        source: Where from.
        target: Where to, of the same owner; see `OwnershipChange` for another one.
    """

    source: Place = field(validator=placed)
    target: Place = field(validator=placed)

    def __attrs_post_init__(self) -> None:
        if self.source == self.target:
            msg = f"target={self.target}: expected another place than the source"
            raise InvalidValueError(msg)


@frozen
class StockAdjustment(Move):
    """A count or a breakage showed another quantity.

    Attributes:
        sku: The item.
        quantity: Units found (positive) or missing (negative).
        place: Where.
        lot: Which batch, where stock is valued by specific lot and units are missing.
        unit_cost: What a found unit is worth; default what a unit in stock costs on average, or the last
            receipt. What is missing leaves as an issue does, by the ledger's method.
    """

    sku: str = field(validator=named)
    quantity: int = field(validator=_change)
    place: Place = field(validator=placed)
    lot: str = ""
    unit_cost: Money | None = None


@frozen
class CustomerReturn(Move):
    """Goods that were issued came back, at what they had cost when they went out.

    Attributes:
        issue: The id of the issue.
        quantity: Units, at most those still out.
        place: Where to.
    """

    issue: str = field(validator=named)
    quantity: int = field(validator=positive_field)
    place: Place = field(validator=placed)


@frozen
class LateCost(Move):
    """A bill for goods that are in already, such as freight or duty; negative for a credit note.

    Attributes:
        receipt: The id of the receipt.
        amount_minor: The bill.
        currency: Its currency.
    """

    receipt: str = field(validator=named)
    amount_minor: int = field(validator=_minor_units)
    currency: str = field(validator=_code)

    @classmethod
    def of(cls, id: str, on: date, receipt: str, amount: Money) -> Self:  # noqa: A002 (a field)
        """Make a late cost from the exact amount of a bill."""
        return cls(id, on, receipt, minor(amount), code_of(amount))


@frozen
class OwnershipChange(ItemMove):
    """Goods changed hands where they are, by the agreed Incoterm.

    Attributes:
        place: Where they are, with the owner until now.
        owner: The owner from now on; empty for us.
        value_minor: What they cost us, where they become ours.
        currency: Of the value; may be empty where they do not become ours.
        lot: The batch; default the change's own id where they become ours.
        incoterm: By which term, e.g. ``"DAP"``; for the record.
    """

    place: Place = field(validator=placed)
    owner: str
    value_minor: int = field(default=0, validator=_worth_something)
    currency: str = field(default="", validator=_code)
    lot: str = ""
    incoterm: str = ""

    def __attrs_post_init__(self) -> None:
        if self.owner == self.place.owner:
            msg = f"owner={self.owner!r}: expected another owner than that of {self.place}"
            raise InvalidValueError(msg)
        _not_of_others(self.owner, self.value_minor)


StockMove = (
    GoodsReceipt
    | OpeningStock
    | GoodsIssue
    | StockTransfer
    | StockAdjustment
    | CustomerReturn
    | LateCost
    | OwnershipChange
)
"""Whatever may happen to stock."""
