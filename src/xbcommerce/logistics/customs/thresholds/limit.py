"""A limit of value: how much, of what, summed over what, and on which side of it the limit itself lies.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs.thresholds import Boundary, Limit
    >>> Limit(Money("150.00", "EUR")).admits(150_00)
    True
    >>> Limit(Money("350.00", "NOK"), Boundary.BELOW).admits(350_00)
    False
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import Attribute, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, member_of
from xbcommerce.kernel.money import minor, plain
from xbcommerce.logistics.customs.cost import CostKind
from xbcommerce.logistics.customs.worth import GOODS


class Boundary(Enum):
    """On which side of a limit the limit itself lies."""

    BELOW = "<"
    """The limit itself is too much."""
    UP_TO = "<="
    """The limit itself is still within."""


class Basis(Enum):
    """What is held against a limit. Costs that an invoice does not show apart count as price, always."""

    INTRINSIC = "intrinsic"
    """The price of the goods, without carriage and insurance as far as the invoice shows them apart."""
    CUSTOMS_VALUE = "customs_value"
    """The value at the place of export (FOB): price, additions, carriage before the border of origin."""
    CIF = "cif"
    """The same with freight and insurance up to the destination."""
    SALE_VALUE = "sale_value"
    """All that the buyer pays for goods and their carriage."""
    AMOUNT_DUE = "amount_due"
    """Not a value of goods: the duty or tax that was worked out."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of a consignment's worth that it adds up."""
        return _PARTS[self]


_FOB = (GOODS, CostKind.ORIGIN_INLAND.value, CostKind.ADDITION.value)
_CIF = (*_FOB, CostKind.FREIGHT.value, CostKind.INSURANCE.value)
_PARTS = {
    Basis.INTRINSIC: (GOODS,),
    Basis.CUSTOMS_VALUE: _FOB,
    Basis.CIF: _CIF,
    Basis.SALE_VALUE: (*_CIF, CostKind.INLAND.value),
    Basis.AMOUNT_DUE: (),
}


class Scope(Enum):
    """Over what the basis is added up before it is held against a limit."""

    ITEM = "item"
    """Each piece alone."""
    CONSIGNMENT = "consignment"
    """All that one consignor sends one consignee at one time."""
    ORDER = "order"
    """One purchase, which one consignment brings."""
    PERSON_DAY = "person_day"
    """All that arrives for one person on one day."""
    PERSON_YEAR = "person_year"
    """All that one person has bought this year."""
    DECLARATION = "declaration"
    """What one declaration comes to."""


def _not_negative(_instance: object, attribute: Attribute[Money], value: Money) -> None:
    if minor(value) < 0:
        msg = f"{attribute.name}={plain(value)}: expected an amount of at least 0"
        raise InvalidValueError(msg)


@frozen
class Limit:
    """Up to how much.

    Attributes:
        amount: The limit, in the currency of the law.
        boundary: Whether the limit itself is within.
        basis: What is measured.
        scope: Over what it is added up.

    Raises:
        InvalidValueError: A negative amount.
    """

    amount: Money = field(validator=_not_negative)
    boundary: Boundary = field(default=Boundary.UP_TO, validator=member_of(Boundary))
    basis: Basis = field(default=Basis.INTRINSIC, validator=member_of(Basis))
    scope: Scope = field(default=Scope.CONSIGNMENT, validator=member_of(Scope))

    @property
    def currency(self) -> str:
        """The currency in which the law states it."""
        return self.amount.currency.code

    def admits(self, units: int | Fraction) -> bool:
        """Say whether so many minor units are within."""
        limit = minor(self.amount)
        return units < limit if self.boundary is Boundary.BELOW else units <= limit

    def __str__(self) -> str:
        return f"{self.boundary.value} {plain(self.amount)} {self.basis.value} per {self.scope.value}"
