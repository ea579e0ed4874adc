"""What one consignor sends one consignee at one time: the goods, the costs beside them, how they travel.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs import Cost, CostKind, GoodsLine, ImportConsignment, Place
    >>> shirts = GoodsLine("shirts", Money("12.00", "EUR"), 3, hs_code="6109.10", origin="CN")
    >>> freight = Cost(CostKind.FREIGHT, Money("5.00", "EUR"))
    >>> parcel = ImportConsignment(Place("DE"), "CN", [shirts], [freight])
    >>> parcel.lines[0].price.amount, sorted(parcel.currencies)
    (Decimal('36.00'), ['EUR'])
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property

from attrs import evolve, field, frozen
from attrs.validators import optional
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, member_of
from xbcommerce.kernel.figures import figure_or_none, not_negative
from xbcommerce.logistics.mode import Mode

from .cost import Cost
from .given import a_country, a_place, distinct_lines, not_negative_amounts, schemes_field, several_of
from .goods import GoodsLine
from .place import Place
from .trade import Buyer, TradeFacts


def _costs(costs: Iterable[Cost]) -> tuple[Cost, ...]:
    if isinstance(costs, Money):
        msg = f"costs={costs!r}: what for? Write costs=[Cost(CostKind.FREIGHT, {costs!r})]"
        raise InvalidValueError(msg)
    return several_of(Cost, costs, "costs")


def _lines(lines: Iterable[GoodsLine]) -> tuple[GoodsLine, ...]:
    return distinct_lines(GoodsLine, lines, "imported")


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
    ship_from: str = field(validator=a_country)
    lines: tuple[GoodsLine, ...] = field(converter=_lines)
    costs: tuple[Cost, ...] = field(default=(), converter=_costs)
    buyer: Buyer = field(default=Buyer.CONSUMER, validator=member_of(Buyer), kw_only=True)
    mode: Mode | None = field(default=None, validator=optional(member_of(Mode)), kw_only=True)
    term: str = field(default="DAP", kw_only=True)
    declaration: str | None = field(default=None, kw_only=True)
    registrations: frozenset[str] | None = field(default=frozenset(), converter=schemes_field, kw_only=True)
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
