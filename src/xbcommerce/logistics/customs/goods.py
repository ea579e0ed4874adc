"""Goods that cross the border, line by line, as the invoice lists them.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs import GoodsLine
    >>> shirts = GoodsLine("shirts", Money("12.00", "EUR"), 3, hs_code="6109.10", origin="CN")
    >>> str(shirts.hs_code), shirts.price.amount
    ('6109.10', Decimal('36.00'))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from attrs import Attribute, evolve, field, frozen
from attrs.converters import optional as optional_converter
from attrs.validators import optional
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, count_field, positive_field
from xbcommerce.kernel.figures import Figure, figure
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import code_of, plain, same_currency
from xbcommerce.kernel.naming import name_set

from .classification.hs_code import HsCode, hs_code_field
from .given import a_country, not_negative_amount, not_negative_amounts

_OF_LINES = frozenset({"origin", "hs_code", "goods"})
"""Facts of `TradeFacts` that each line has of its own."""


def _not_negative_contents(instance: object, attribute: Attribute[Any], value: Mapping[str, Money]) -> None:
    not_negative_amounts(instance, attribute, value.values())


def _goods(names: Iterable[str]) -> frozenset[str]:
    classes = name_set(names, "goods")
    for name in sorted(classes):
        if name != name.lower():
            msg = f"goods: {name!r}: classes are written in lower case; write {name.lower()!r}"
            raise InvalidValueError(msg)
    return classes


def _proofs(names: Iterable[str]) -> frozenset[str]:
    return name_set(names, "proofs")


def _documents(names: Iterable[str]) -> frozenset[str]:
    return name_set(names, "documents")


def _contents(contents: Mapping[str, Money]) -> FrozenMap[str, Money]:
    return FrozenMap(contents)


def _candidates(codes: Iterable[HsCode | str]) -> tuple[HsCode, ...]:
    return tuple(map(hs_code_field, codes))


def _measures(measures: Mapping[str, Figure]) -> FrozenMap[str, Fraction]:
    return FrozenMap({name: figure(value) for name, value in measures.items()})


def _not_below(instance: GoodsLine, attribute: Attribute[Money | None], value: Money | None) -> None:
    if value is None:
        return
    not_negative_amount(instance, attribute, value)
    if same_currency(value, code_of(instance.unit_price)).amount < instance.unit_price.amount:
        msg = f"{attribute.name}={plain(value)} is below unit_price={plain(instance.unit_price)}"
        raise InvalidValueError(msg)


@frozen
class GoodsLine:
    """Like goods of one price, as the invoice lists them.

    Attributes:
        id: The reader's own name of the line, e.g. a SKU; told once in a consignment.
        unit_price: Of one piece, as invoiced, before any tax of the destination.
        quantity: Pieces.
        hs_code: Its code, 4 to 10 digits as far as known; text is taken too. None is not known.
        candidates: Codes it may have while ``hs_code`` is not settled; bounds are taken over them.
        origin: Where it was made, by alpha-2 or customs code; None is not known.
        goods: Classes that rules single out, e.g. ``"alcohol"``, ``"perfume"``, ``"food"``, in lower case.
        measures: Of the whole line, what specific duties ask for: ``kg``, ``litres``, ``abv``...
        tax_class: Kind of rate at the destination, e.g. ``"standard"``, ``"reduced"``.
        proofs: Schemes whose proof of origin is at hand, e.g. ``{"japan"}``.
        documents: Codes of other documents at hand, such as an authorisation of end use.
        contents: What materials in the line are worth, by name, e.g. ``{"steel": Money("4.00", "USD")}``.
        description: In words that a customs officer understands.
        net_weight_g: Of the whole line, without packing; None is not known.
        unit_price_max: The most that one piece may cost while ``unit_price`` is not settled.

    Raises:
        InvalidValueError: An amount that is no money, negative or no number, a quantity below one, or a price
            that is above its own maximum.
        InvalidHsCodeError: A code that is none; nothing is padded.
        UnknownCountryError: An origin that no country has.
    """

    id: str
    unit_price: Money = field(validator=not_negative_amount)
    quantity: int = field(default=1, validator=positive_field)
    hs_code: HsCode | None = field(default=None, converter=optional_converter(hs_code_field))
    candidates: tuple[HsCode, ...] = field(default=(), converter=_candidates)
    origin: str | None = field(default=None, validator=optional(a_country))
    goods: frozenset[str] = field(default=frozenset(), converter=_goods)
    measures: FrozenMap[str, Fraction] = field(factory=FrozenMap[str, Fraction], converter=_measures)
    tax_class: str = "standard"
    proofs: frozenset[str] = field(default=frozenset(), converter=_proofs)
    documents: frozenset[str] = field(default=frozenset(), converter=_documents)
    contents: FrozenMap[str, Money] = field(
        factory=FrozenMap[str, Money], converter=_contents, validator=_not_negative_contents
    )
    description: str = ""
    net_weight_g: int | None = field(default=None, validator=optional(count_field))
    unit_price_max: Money | None = field(default=None, validator=_not_below, kw_only=True)

    @property
    def price(self) -> Money:
        """Of all pieces."""
        return self.unit_price * self.quantity

    def place_of(self, fact: str) -> str:
        """Say where a fact of `TradeFacts` stands: in this line, or in the consignment as a whole."""
        return f"lines[{self.id}].{fact}" if fact in _OF_LINES else fact

    @property
    def dearest(self) -> GoodsLine:
        """The line at the most that it may cost."""
        price = self.unit_price if self.unit_price_max is None else self.unit_price_max
        return evolve(self, unit_price=price, unit_price_max=None)
