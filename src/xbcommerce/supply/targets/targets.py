"""What stock is held for, as values.

    CycleService(p)           no shortage in this share of order cycles
    FillRate(p)               this share of the units wanted is there when it is wanted
    StockoutCost(money, per)  as much as pays, given what a shortage costs
    DaysOfCover(days)         so many days of demand on top of the lead time's

Cycle service and fill rate differ: a shortage of one unit spoils a whole cycle for the first and next to
nothing for the second. Large orders make few cycles, so a fill rate of 98 % may need no safety stock at all.

Example:
    >>> from xbcommerce.supply import CycleService
    >>> CycleService(".95")
    CycleService(p=Fraction(19, 20))
    >>> CycleService("1")
    Traceback (most recent call last):
    ...
    xbcommerce.kernel.errors.InvalidValueError: p=1: expected a number between 0 and 1, both excluded
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import Attribute, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import figure, within
from xbcommerce.kernel.money import minor, plain


@frozen
class CycleService:
    """Demand is met in full in this share of order cycles.

    Below one half the safety stock is negative; that is said, not clamped.
    """

    p: Fraction = field(converter=figure, validator=within(0, 1, open_ends=True))


@frozen
class FillRate:
    """This share of the units wanted comes from the shelf; the others wait for the next arrival.

    How much a shortage counts depends on the order quantity or the days between reviews, which
    `xbcommerce.supply.stock_target` therefore asks for.
    """

    p: Fraction = field(converter=figure, validator=within(0, 1, open_ends=True))


class Per(Enum):
    """What a shortage is charged by."""

    UNIT = "unit"
    """Each unit that is not there, however soon it comes: a refund, a voucher, a lost buyer."""
    UNIT_DAY = "unit_day"
    """Each unit and day until it comes: a penalty that runs."""


def _costs_something(_instance: object, attribute: Attribute[Money], value: Money) -> None:
    if minor(value) <= 0:
        msg = f"{attribute.name}={plain(value)}: expected more than 0; a shortage that is free needs no stock"
        raise InvalidValueError(msg)


@frozen
class StockoutCost:
    """What a shortage costs; stock is held as far as it pays.

    Attributes:
        cost: Above zero, in the currency of what a unit costs.
        per: A unit short, or a unit short for a day.
    """

    cost: Money = field(validator=_costs_something)
    per: Per = Per.UNIT


@frozen
class DaysOfCover:
    """So many days of mean demand are held on top of the lead time's."""

    days: Fraction = field(converter=figure, validator=within(0, None))


Target = CycleService | FillRate | StockoutCost | DaysOfCover
"""Any of them."""
