"""What a consignment is worth to customs and to the tax, before any duty, and how that came about.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.frozen import FrozenMap
    >>> from xbcommerce.logistics.customs import Cost, CostKind, Exchange, GoodsLine, ImportConsignment, Place
    >>> from xbcommerce.logistics.customs.valuation import value_of
    >>> from xbcommerce.reference.customs.valuations import valuations
    >>> fca = ImportConsignment(Place("DE"), "CN", [GoodsLine("pans", Money("5000.00", "EUR"))],
    ...     [Cost(CostKind.FREIGHT, Money("600.00", "EUR")), Cost(CostKind.INLAND, Money("400.00", "EUR"))],
    ...     term="FCA")
    >>> union = valuations().as_of("valuation/EU", date(2026, 3, 1)).value
    >>> print(value_of(fca, union, Exchange("EUR", FrozenMap({}))))
    customs value of the CIF kind: EUR 5,600.00
    value for the import tax before duties: EUR 6,000.00
      the goods, freed of what their prices contain: EUR 5,000.00
      the freight, EUR 600.00, is added to the price
      the inland carriage, EUR 400.00, is added for the tax only
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.money import Rounding, from_minor, round_fraction
from xbcommerce.kernel.unmet import Note
from xbcommerce.logistics.customs.consignment import ImportConsignment
from xbcommerce.logistics.customs.cost import CostKind
from xbcommerce.logistics.customs.exchange import Exchange
from xbcommerce.logistics.customs.worth import GOODS, Worth, worth_of

from .messages import ENGLISH
from .personal import personal_share, personal_worth
from .rule import Valuation


@frozen
class Valued:
    """A value by law, in whole minor units, per line and in all.

    Attributes:
        valuation: The rule of the jurisdiction.
        worth: The parts it is made of, as they count.
        steps: What was added and taken out, and at which exchange rates.
    """

    valuation: Valuation
    worth: Worth
    steps: tuple[Note, ...]

    @property
    def customs_lines(self) -> tuple[int, ...]:
        """The customs value of each line."""
        return self.worth.line_sums(self.valuation.customs_parts)

    @property
    def tax_lines(self) -> tuple[int, ...]:
        """What each line adds to the base of the import tax before duties."""
        return self.worth.line_sums(self.valuation.tax_parts)

    @property
    def customs_value(self) -> Money:
        """The customs value."""
        return from_minor(sum(self.customs_lines), self.worth.currency)

    @property
    def tax_value(self) -> Money:
        """The base of the import tax before duties."""
        return from_minor(sum(self.tax_lines), self.worth.currency)

    def why(self) -> tuple[Note, ...]:
        """Return both values, then what they are made of."""
        kind = self.valuation.kind.value
        return (
            Note("valuation.customs_value", {"amount": self.customs_value, "kind": kind}),
            Note("valuation.tax_value", {"amount": self.tax_value}),
            *self.steps,
        )

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def value_of(consignment: ImportConsignment, valuation: Valuation, exchange: Exchange) -> Valued:
    """Value a consignment.

    Args:
        consignment: What is imported; its costs say whether the prices contain them (`costs_by_term`).
        valuation: How the destination values.
        exchange: Into the currency of the valuation, at the rates of `fx_day`.

    Raises:
        InvalidValueError: The exchange is into another currency.
        CostAbovePriceError: The prices do not cover the costs they are said to contain.
    """
    if exchange.currency != valuation.currency:
        msg = f"exchange into {exchange.currency}: expected one into {valuation.currency}"
        raise InvalidValueError(msg)
    worth = worth_of(consignment, exchange)
    rates = tuple(Note("valuation.rate", {"rate": str(rate)}) for rate in exchange.rates.values())
    pct = personal_share(valuation, consignment)
    if pct is None:
        return Valued(valuation, worth, (*_steps(consignment, valuation, exchange, worth), *rates))
    retail = from_minor(worth.part(GOODS), worth.currency)
    step = Note("valuation.personal_use", {"retail": retail, "share_pct": decimal_of(pct)})
    return Valued(valuation, personal_worth(worth, pct), (step, *rates))


def _steps(
    consignment: ImportConsignment, valuation: Valuation, exchange: Exchange, worth: Worth
) -> Iterator[Note]:
    yield Note("valuation.goods", {"amount": from_minor(worth.part(GOODS), worth.currency)})
    before_tax = 1 + (consignment.tax_in_prices_pct or Fraction(0)) / 100
    sums: dict[tuple[CostKind, bool], Fraction] = {}
    for cost in consignment.costs:
        key = (cost.kind, cost.in_price)
        sums[key] = sums.get(key, Fraction(0)) + exchange.units(cost.amount) / before_tax
    for (kind, in_price), units in sums.items():
        what = _treatment(valuation, kind.value, in_price=in_price)
        amount = from_minor(round_fraction(units, Rounding.HALF_UP), exchange.currency)
        yield Note(f"valuation.{what}.{kind.value}", {"amount": amount})


def _treatment(valuation: Valuation, part: str, *, in_price: bool) -> str:
    """Name what happens to a cost: by whether each of the two values counts it, and the price contains it."""
    if part in valuation.customs_parts:
        return "kept" if in_price else "added"
    if part in valuation.tax_parts:
        return "kept_for_tax" if in_price else "added_for_tax"
    return "taken_out" if in_price else "left_out"
