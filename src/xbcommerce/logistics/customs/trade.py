"""Who buys, when what happened: the facts of a trade that customs rules ask about.

Example:
    >>> from datetime import date
    >>> from xbcommerce.logistics.customs import DateBasis, TradeDates
    >>> dates = TradeDates(sold=date(2026, 6, 28), imported=date(2026, 7, 2))
    >>> dates.on(DateBasis.IMPORTED)
    datetime.date(2026, 7, 2)
    >>> dates.on(DateBasis.EXPORTED) is None
    True
"""

from __future__ import annotations

from datetime import date
from enum import Enum

import attrs
from attrs import field, frozen
from attrs.validators import optional

from xbcommerce.kernel.dated.validity import day_field
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.logistics.mode import Mode

from .classification.hs_code import HsCode


class Buyer(Enum):
    """Who receives the goods, and why."""

    CONSUMER = "consumer"
    """A private person who bought them."""
    BUSINESS = "business"
    """A business that bought them."""
    PRIVATE_GIFT = "private_gift"
    """A private person to whom another private person gives them."""


class DateBasis(Enum):
    """Which day of a trade a rule goes by."""

    SOLD = "sold"
    PAID = "paid"
    EXPORTED = "exported"
    SHIPPED_DIRECTLY = "shipped_directly"
    """The goods began their uninterrupted journey to the destination."""
    ARRIVED = "arrived"
    IMPORTED = "imported"
    """The customs debt arose: release for free circulation, mostly."""
    ENTERED = "entered"
    """The entry was filed."""
    PRESENTED = "presented"
    """The bill of entry, or the goods, were presented."""


def _some_day(instance: TradeDates, _attribute: object, _value: object) -> None:
    if all(instance.on(basis) is None for basis in DateBasis):
        msg = "TradeDates(): no day at all; give the day of import at least, or all: TradeDates.all_on(day)"
        raise InvalidValueError(msg)


@frozen
class TradeDates:
    """The days of one trade, in the calendar of the destination; None is not known.

    A rule that goes by a day that is not known is not decided: nobody puts today in its place.

    Raises:
        NotADayError: A day that is an instant.
        InvalidValueError: No day at all.
    """

    sold: date | None = field(default=None, validator=optional(day_field))
    paid: date | None = field(default=None, validator=optional(day_field))
    exported: date | None = field(default=None, validator=optional(day_field))
    shipped_directly: date | None = field(default=None, validator=optional(day_field))
    arrived: date | None = field(default=None, validator=optional(day_field))
    imported: date | None = field(default=None, validator=optional(day_field))
    entered: date | None = field(default=None, validator=optional(day_field))
    presented: date | None = field(default=None, validator=[optional(day_field), _some_day])

    @classmethod
    def all_on(cls, day: date) -> TradeDates:
        """Say that everything happens on one day: for quotes and questions, where nothing has happened."""
        return cls(*(day for _ in attrs.fields(cls)))

    def on(self, basis: DateBasis) -> date | None:
        """Return the day of one event, None if it is not known."""
        day: date | None = getattr(self, basis.value)
        return day


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
