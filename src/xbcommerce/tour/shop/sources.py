"""Where the demo shop's goods come from and where they wait: factories, their offers, warehouses, cartons."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.calendars import Closure
from xbcommerce.kernel.errors import InvalidValueError, count_field, positive_field

LegCalendar = Literal["factory", "office", "daily"]
"""Whose days count: a factory's (Monday to Saturday, without closures), offices' (Monday to Friday), all."""


@frozen
class Factory:
    """Who makes goods for the shop."""

    id: str
    name: str
    city: str
    closures: tuple[Closure, ...] = field(converter=tuple[Closure, ...])


@frozen
class Chance:
    """A number of days and how likely it is."""

    days: int = field(validator=count_field)
    probability: Decimal


@frozen
class SupplyLeg:
    """One stage of the way from order to shelf.

    Raises:
        InvalidValueError: The probabilities do not add up to exactly one.
    """

    name: str
    chances: tuple[Chance, ...] = field(converter=tuple[Chance, ...])
    calendar: LegCalendar = "daily"

    def __attrs_post_init__(self) -> None:
        total = sum(chance.probability for chance in self.chances)
        if total != 1:
            msg = f"leg {self.name!r}: probabilities add up to {total}, not 1"
            raise InvalidValueError(msg)


@frozen
class SupplierOffer:
    """A factory's price for a product, brought to one warehouse in one way.

    Attributes:
        factory: Its id.
        sku: The product.
        warehouse: The id of the warehouse it is delivered to.
        mode: By sea or by air.
        unit_price: At the factory gate.
        freight_per_unit: From there to the warehouse.
        moq: Smallest order, in units.
        case_pack: Units in a master carton; orders are whole cartons.
        legs: The way, in order.
    """

    factory: str
    sku: str
    warehouse: str
    mode: Literal["sea", "air"]
    unit_price: Money
    freight_per_unit: Money
    moq: int = field(validator=positive_field)
    case_pack: int = field(validator=positive_field)
    legs: tuple[SupplyLeg, ...] = field(converter=tuple[SupplyLeg, ...])


@frozen
class Warehouse:
    """Where goods wait for buyers.

    Attributes:
        id: The shop's name for it.
        city: Where it is.
        country: ISO 3166-1 alpha-2.
        zone: Its time zone.
        cut_off: Orders until then leave on the same working day.
        working_days: Names such as ``"mon"``.
        holidays: Days it is closed.
        serves: Markets whose orders leave from here, as text of listing keys.
    """

    id: str
    city: str
    country: str
    zone: ZoneInfo
    cut_off: time
    working_days: tuple[str, ...] = field(converter=tuple[str, ...])
    holidays: tuple[date, ...] = field(converter=tuple[date, ...])
    serves: tuple[str, ...] = field(converter=tuple[str, ...])
