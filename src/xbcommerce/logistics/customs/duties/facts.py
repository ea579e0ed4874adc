"""What a duty asks of a line: its customs value, its quantities, and the rates of the day.

Quantities are those of the whole line, by the names that `MeasurementUnit.quantities` has: ``kg`` (net),
``litres``, ``abv`` (% vol), ``brix`` (% sucrose by weight), ``items``, ``pairs``, ``retail_price`` (of the
whole line, in the currency of the duty), ``spr`` (the factor of a small producer's relief), and masses of a
part, such as ``kg_drained``. Where only part of the mass counts and nobody told it, the whole net mass stands
in for it, as in the UK's calculator; a gross mass, being more, is never taken from the net one.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs.duties import DutyFacts
    >>> facts = DutyFacts.of(Money("500.00", "GBP"), {"kg": 250}, fx={"EUR": "0.8571"})
    >>> facts.quantity("kg_drained"), facts.quantity("litres"), facts.rate("EUR"), facts.rate("USD")
    (Fraction(250, 1), None, Fraction(8571, 10000), None)
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, figure, figure_or_none, not_negative
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import code_of, exact, exponent_of

from ._unit_table import STANDS_IN
from .terms import Component, Specific

RETAIL_PRICE = "retail_price"
_ONE = Fraction(1)


def _figures(values: Mapping[str, Figure]) -> FrozenMap[str, Fraction]:
    return FrozenMap({name: figure(value) for name, value in values.items()})


def _none_negative(_instance: object, _attribute: object, value: FrozenMap[str, Fraction]) -> None:
    for name, number in value.items():
        if number.numerator < 0:
            msg = f"quantities[{name!r}]={number}: expected a number of at least 0"
            raise InvalidValueError(msg)


def _rates(_instance: object, _attribute: object, value: FrozenMap[str, Fraction]) -> None:
    for name, rate in value.items():
        if rate.numerator <= 0:
            msg = f"fx[{name!r}]={rate}: expected a rate above 0"
            raise InvalidValueError(msg)


def _money(_instance: object, _attribute: object, value: str) -> None:
    exponent_of(value)


def _components(values: Mapping[Component, Specific]) -> FrozenMap[Component, Specific]:
    return FrozenMap(values)


@frozen
class DutyFacts:
    """A line of goods, as a duty sees it.

    Attributes:
        currency: In which the duty is charged.
        customs_value: Exact, in that currency; None is not known.
        quantities: Of the whole line, by name; what does not stand here is not known.
        fx: What one unit of another currency is in ``currency``, on the day that the law names.
        meursing: What the table of Meursing codes says for these goods, by component.
    """

    currency: str = field(validator=_money)
    customs_value: Fraction | None = field(default=None, converter=figure_or_none, validator=not_negative)
    quantities: FrozenMap[str, Fraction] = field(
        factory=FrozenMap[str, Fraction], converter=_figures, validator=_none_negative
    )
    fx: FrozenMap[str, Fraction] = field(
        factory=FrozenMap[str, Fraction], converter=_figures, validator=_rates
    )
    meursing: FrozenMap[Component, Specific] = field(
        factory=FrozenMap[Component, Specific], converter=_components
    )

    @classmethod
    def of(
        cls,
        customs_value: Money,
        quantities: Mapping[str, Figure] | None = None,
        *,
        fx: Mapping[str, Figure] | None = None,
    ) -> DutyFacts:
        """Take the customs value as money; the duty is charged in its currency."""
        value = exact(customs_value.amount, "customs_value")
        return cls(code_of(customs_value), value, quantities or {}, fx or {})

    def quantity(self, name: str) -> Fraction | None:
        """Return a quantity of the line, or the one that stands in for it; None where neither is known."""
        found = self.quantities.get(name)
        return self.quantities.get(STANDS_IN.get(name, "")) if found is None else found

    def rate(self, currency: str) -> Fraction | None:
        """Return what one unit of a currency is in the currency of the duty; None where nobody told."""
        return _ONE if currency == self.currency else self.fx.get(currency)
