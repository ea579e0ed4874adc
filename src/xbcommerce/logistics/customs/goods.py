"""What crosses the border: lines of goods, what their carriage cost, and what a rule may ask of both.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs import Cost, CostKind, GoodsLine, ImportConsignment, Place
    >>> shirts = GoodsLine("shirts", Money("12.00", "EUR"), 3, hs_code="6109.10", origin="CN")
    >>> freight = Cost(CostKind.FREIGHT, Money("5.00", "EUR"))
    >>> parcel = ImportConsignment(Place("DE"), "CN", [shirts], [freight])
    >>> str(parcel.lines[0].hs_code), parcel.lines[0].price.amount
    ('6109.10', Decimal('36.00'))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import Any

from attrs import Attribute, evolve, field, frozen
from attrs.converters import optional as optional_converter
from attrs.validators import optional
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, count_field, member_of, positive_field
from xbcommerce.kernel.figures import Figure, figure, figure_or_none, not_negative
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import code_of, plain, same_currency
from xbcommerce.kernel.naming import name_set, repeated
from xbcommerce.kernel.places import from_customs_code
from xbcommerce.logistics.mode import Mode

from .classification.hs_code import HsCode, hs_code_field
from .given import a_place, not_negative_amount, not_negative_amounts, several_of
from .place import Place
from .trade import Buyer

_OF_LINES = frozenset({"origin", "hs_code", "goods"})
"""Facts of `TradeFacts` that each line has of its own."""


def _country(_instance: object, _attribute: object, value: str) -> None:
    from_customs_code(value)


def _not_negative_contents(instance: object, attribute: Attribute[Any], value: Mapping[str, Money]) -> None:
    not_negative_amounts(instance, attribute, value.values())


def _goods(names: Iterable[str]) -> frozenset[str]:
    return name_set(names, "goods")


def _proofs(names: Iterable[str]) -> frozenset[str]:
    return name_set(names, "proofs")


def _documents(names: Iterable[str]) -> frozenset[str]:
    return name_set(names, "documents")


def _registrations(names: Iterable[str] | None) -> frozenset[str] | None:
    return None if names is None else name_set(names, "registrations")


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
        goods: Classes that rules single out, e.g. ``"alcohol"``, ``"perfume"``, ``"food"``.
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
    origin: str | None = field(default=None, validator=optional(_country))
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


class CostKind(Enum):
    """What was paid beside the goods, by the part of the way it was paid for."""

    ORIGIN_INLAND = "origin_inland"
    """Carriage and handling up to the port of export."""
    FREIGHT = "freight"
    """Carriage from there to where the goods enter the customs territory."""
    INSURANCE = "insurance"
    """Of the way to the border."""
    INLAND = "inland"
    """Carriage and insurance from the border to the buyer."""
    ADDITION = "addition"
    """What customs adds to the price: assists, royalties, packing, commissions."""


@frozen
class Cost:
    """One cost beside the goods.

    Attributes:
        kind: What for.
        amount: How much, in any currency.
        in_price: The prices of the goods contain it already, as under CIF or DAP.
        shown: The invoice shows it apart; what is not shown counts as price where a limit is tested.
    """

    kind: CostKind = field(validator=member_of(CostKind))
    amount: Money = field(validator=not_negative_amount)
    in_price: bool = field(default=False, kw_only=True)
    shown: bool = field(default=True, kw_only=True)


def _costs(costs: Iterable[Cost]) -> tuple[Cost, ...]:
    if isinstance(costs, Money):
        msg = f"costs={costs!r}: what for? Write costs=[Cost(CostKind.FREIGHT, {costs!r})]"
        raise InvalidValueError(msg)
    return several_of(Cost, costs, "costs")


def _some_lines(lines: Iterable[GoodsLine]) -> tuple[GoodsLine, ...]:
    found = several_of(GoodsLine, lines, "lines")
    if not found:
        msg = "lines=(): nothing is imported; give at least one GoodsLine"
        raise InvalidValueError(msg)
    if twice := repeated(line.id for line in found):
        msg = f"lines: {', '.join(map(repr, twice))} stands more than once; give each line an id of its own"
        raise InvalidValueError(msg)
    return found


@frozen(cache_hash=True)
class TradeFacts:
    """What a rule may ask of a consignment, and of one line of it; None is not known."""

    ship_from: str | None = None
    mode: Mode | None = None
    buyer: Buyer | None = None
    carrier: str | None = None
    declaration: str | None = None
    registrations: frozenset[str] | None = None
    origin: str | None = None
    hs_code: HsCode | None = None
    goods: frozenset[str] | None = None


@frozen
class ImportConsignment:
    """What one consignor sends one consignee at one time, and how.

    Attributes:
        destination: Where it is imported.
        ship_from: The country it is shipped from, which need not be where the goods were made.
        lines: At least one.
        costs: What was paid beside the goods.
        buyer: Who receives it.
        mode: How it travels; None is not known.
        term: The Incoterm agreed on: who pays, never how much is due.
        declaration: The data set it is declared with, e.g. ``"H7"``, ``"H1"``, ``"formal"``; None is not
            known.
        registrations: Schemes under which the seller collects the tax in the sale, e.g. ``"IOSS"``,
            ``"GB-VAT"``, ``"AU-GST"``, ``"NZ-GST"``, ``"SG-GST"``, ``"VOEC"``; None is not known.
        carrier: Who carries it; None is not known.
        same_day: Value of what else arrives for the same person on the same day.
        same_year: Value of what else the same person has bought this year under a yearly limit.
        personal_use: The buyer imports it for his own use at retail prices, and says so; some places take a
            share of them as the value then.
        tax_in_prices_pct: Percent of tax of the destination that prices and costs contain; None for none.

    Raises:
        InvalidValueError: No lines, an id that stands twice, a text for a place, a buyer or a mode, or an
            amount for a cost.
    """

    destination: Place = field(validator=a_place)
    ship_from: str = field(validator=_country)
    lines: tuple[GoodsLine, ...] = field(converter=_some_lines)
    costs: tuple[Cost, ...] = field(default=(), converter=_costs)
    buyer: Buyer = field(default=Buyer.CONSUMER, validator=member_of(Buyer), kw_only=True)
    mode: Mode | None = field(default=None, validator=optional(member_of(Mode)), kw_only=True)
    term: str = field(default="DAP", kw_only=True)
    declaration: str | None = field(default=None, kw_only=True)
    registrations: frozenset[str] | None = field(default=frozenset(), converter=_registrations, kw_only=True)
    carrier: str | None = field(default=None, kw_only=True)
    same_day: tuple[Money, ...] = field(
        default=(), converter=tuple[Money, ...], validator=not_negative_amounts, kw_only=True
    )
    same_year: tuple[Money, ...] = field(
        default=(), converter=tuple[Money, ...], validator=not_negative_amounts, kw_only=True
    )
    personal_use: bool = field(default=False, kw_only=True)
    tax_in_prices_pct: Fraction | None = field(
        default=None, converter=figure_or_none, validator=not_negative, kw_only=True
    )

    def facts(self, line: GoodsLine | None = None) -> TradeFacts:
        """Return what a rule may ask, of the whole or of one line."""
        return TradeFacts(
            self.ship_from,
            self.mode,
            self.buyer,
            self.carrier,
            self.declaration,
            self.registrations,
            None if line is None else line.origin,
            None if line is None else line.hs_code,
            None if line is None else line.goods,
        )

    @property
    def dearest(self) -> ImportConsignment:
        """The consignment at the most that its goods may cost."""
        if all(line.unit_price_max is None for line in self.lines):
            return self
        return evolve(self, lines=[line.dearest for line in self.lines])

    @cached_property
    def alike(self) -> tuple[int, ...]:
        """For each line, the place of the first one that no rule tells apart from it by what it is."""
        first: dict[tuple[object, ...], int] = {}
        return tuple(
            first.setdefault((line.hs_code, line.origin, line.goods, line.proofs, line.candidates), at)
            for at, line in enumerate(self.lines)
        )

    @cached_property
    def line_facts(self) -> tuple[TradeFacts, ...]:
        """What a rule may ask of each line."""
        known = {at: self.facts(self.lines[at]) for at in set(self.alike)}
        return tuple(known[at] for at in self.alike)

    @cached_property
    def currencies(self) -> frozenset[str]:
        """Every currency in which an amount stands."""
        moneys = (
            *(line.unit_price for line in self.lines),
            *(value for line in self.lines for value in line.contents.values()),
            *(cost.amount for cost in self.costs),
            *self.same_day,
            *self.same_year,
        )
        return frozenset(money.currency.code for money in moneys)
