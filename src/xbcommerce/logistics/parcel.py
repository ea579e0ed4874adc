"""What is sent: parcels as carriers see them, and the cartons a shop keeps.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.measures import Dimensions
    >>> from xbcommerce.logistics import Parcel
    >>> lamp = Parcel(Dimensions(300, 200, 150), 1_840, goods={"battery_in_device"}, value=Money("59", "EUR"))
    >>> lamp.dimensions.girth_mm, sorted(lamp.goods)
    (700, ['battery_in_device'])
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import Attribute, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, count_field, positive_field
from xbcommerce.kernel.measures import Dimensions
from xbcommerce.kernel.money import minor, plain
from xbcommerce.kernel.naming import name_set

GENERAL = "general"
"""The goods class of what no carrier has a rule about."""


def goods_classes(goods: Iterable[str]) -> frozenset[str]:
    """Take goods classes; a bare text is refused, it would become its letters."""
    return name_set(goods, "goods")


def some_classes(_instance: object, field: Attribute[frozenset[str]], value: frozenset[str]) -> None:
    """Refuse goods without a class."""
    if not value or not all(value):
        msg = f"{field.name}={sorted(value)}: expected at least one named class, {GENERAL!r} for plain goods"
        raise InvalidValueError(msg)


def not_negative_money(_instance: object, field: Attribute[Money], value: Money | None) -> None:
    """Refuse an amount that is negative, no number, or finer than its currency's minor unit."""
    if value is not None and minor(value) < 0:
        msg = f"{field.name}={plain(value)}: expected an amount of at least 0"
        raise InvalidValueError(msg)


@frozen
class Parcel:
    """One packed parcel: its outside, its weight with the packaging, what is in it and what it is worth.

    Attributes:
        dimensions: Outer sides, in any order.
        weight_g: Gross weight.
        goods: Classes that carriers have rules about, e.g. ``"battery_loose"``, ``"liquid"``; a channel whose
            card does not mention a class refuses it as unknown.
        value: Declared value of the contents; None if unknown.

    Raises:
        InvalidValueError: No weight, no goods class, or a negative value.
    """

    dimensions: Dimensions
    weight_g: int = field(validator=positive_field)
    goods: frozenset[str] = field(
        default=frozenset({GENERAL}), converter=goods_classes, validator=some_classes
    )
    value: Money | None = field(default=None, validator=not_negative_money)


@frozen
class Carton:
    """A kind of carton the shop keeps.

    Attributes:
        id: The shop's name for it.
        inner: Room for goods.
        outer: What the carrier measures.
        tare_g: Weight of the empty carton with its filling and tape.
        max_gross_g: The most it may weigh when packed, itself included.
        cost: What one costs; None if unknown.

    Raises:
        InvalidValueError: The inside is larger than the outside, or nothing may be put in.
    """

    id: str
    inner: Dimensions
    outer: Dimensions
    tare_g: int = field(validator=count_field)
    max_gross_g: int = field(validator=positive_field)
    cost: Money | None = field(default=None, validator=not_negative_money)

    def __attrs_post_init__(self) -> None:
        if not self.inner.fits_in(self.outer):
            msg = f"carton {self.id}: inner {self.inner} does not fit into outer {self.outer}"
            raise InvalidValueError(msg)
        if self.tare_g >= self.max_gross_g:
            msg = f"carton {self.id}: tare_g={self.tare_g} leaves nothing of max_gross_g={self.max_gross_g}"
            raise InvalidValueError(msg)
