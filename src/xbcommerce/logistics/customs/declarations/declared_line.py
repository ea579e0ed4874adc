"""One line of a declaration: like goods, as far as they are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import field, frozen
from attrs.validators import optional
from moneyed import Money

from xbcommerce.kernel.errors import count_field
from xbcommerce.kernel.places import from_customs_code
from xbcommerce.logistics.customs.classification import HsCode
from xbcommerce.logistics.customs.classification.hs_code import hs_code_field
from xbcommerce.logistics.customs.given import not_negative_amount
from xbcommerce.logistics.customs.goods import GoodsLine

from .product_ids import ProductId


def _hs_code(value: HsCode | str | None) -> HsCode | None:
    """Take a code, or its text; a blank one is not known."""
    if value is None or isinstance(value, HsCode):
        return value
    return hs_code_field(value) if value.strip() else None


def _origin(value: str | None) -> str | None:
    return value.strip() or None if value is not None else None


def known_country(_instance: object, _attribute: object, value: str | None) -> None:
    """Refuse a code that no country has; for ``attrs.field(validator=known_country)``."""
    if value is not None:
        from_customs_code(value)


def _ids(ids: Iterable[ProductId]) -> tuple[ProductId, ...]:
    return tuple(ids)


@frozen
class DeclaredLine:
    """Like goods on one line of a declaration; what is None or empty is not known.

    Attributes:
        id: The reader's own name of the line; told once in a declaration.
        description: In words that a customs officer understands.
        quantity: Pieces.
        net_weight_g: Of the whole line, without packing.
        value: Of the whole line.
        origin: Where it was made, by alpha-2 or customs code.
        hs_code: As far as known; text is taken too.
        product_ids: Which article it is.
        goods: Classes that rules single out.
    """

    id: str
    description: str = ""
    quantity: int | None = field(default=None, validator=optional(count_field))
    net_weight_g: int | None = field(default=None, validator=optional(count_field))
    value: Money | None = field(default=None, validator=optional(not_negative_amount))
    origin: str | None = field(default=None, converter=_origin, validator=known_country)
    hs_code: HsCode | None = field(default=None, converter=_hs_code)
    product_ids: tuple[ProductId, ...] = field(default=(), converter=_ids)
    goods: frozenset[str] = frozenset()

    @classmethod
    def of(cls, line: GoodsLine, product_ids: Sequence[ProductId] = ()) -> DeclaredLine:
        """Take over what a line of goods knows."""
        return cls(
            line.id,
            line.description,
            line.quantity,
            line.net_weight_g,
            line.price,
            line.origin,
            line.hs_code,
            product_ids,
            line.goods,
        )
