"""What this room needs from a host: rate cards that change, and carriers that act.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.measures import Dimensions
    >>> from xbcommerce.logistics import BookShipment, Destination, Parcel
    >>> mug = Parcel(Dimensions(150, 120, 120), 640)
    >>> BookShipment("ORDER-7/1", "PACKET", (mug,), Destination("DE"), date(2026, 3, 2)).idempotency_key
    'ORDER-7/1'
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, aware_field

from .channel import Channel, Destination
from .parcel import Parcel


class RateCards(Protocol):
    """Where the shop's channels come from, with the cards that hold on a day."""

    def on(self, day: date, /) -> tuple[Channel, ...]:
        """Return every channel whose card is known on a day of shipping, whether or not it serves a place."""
        ...


@frozen
class BookShipment:
    """An effect: book these parcels with a carrier. Sent twice with one key, it acts once.

    Attributes:
        idempotency_key: The shop's own; the same for every attempt at the same booking.
        channel_id: The channel that was chosen.
        parcels: What is sent.
        destination: Where to.
        ship_on: The day of hand-over.

    Raises:
        InvalidValueError: An empty key, or no parcels.
    """

    idempotency_key: str
    channel_id: str
    parcels: tuple[Parcel, ...]
    destination: Destination
    ship_on: date

    def __attrs_post_init__(self) -> None:
        if not self.parcels:
            msg = "parcels=(): nothing to book"
            raise InvalidValueError(msg)
        if not self.idempotency_key:
            msg = "idempotency_key='': give a key of your own, the same for every attempt"
            raise InvalidValueError(msg)


@frozen
class ShipmentBooked:
    """The fact that came of it.

    Attributes:
        idempotency_key: Of the effect.
        booking_id: The carrier's name for the shipment.
        tracking_numbers: One a parcel, in the order of the parcels.
        at: When the carrier confirmed.
    """

    idempotency_key: str
    booking_id: str
    tracking_numbers: tuple[str, ...]
    at: datetime = field(validator=aware_field)


@frozen
class BookingRefused:
    """The carrier said no; nothing was booked.

    Attributes:
        idempotency_key: Of the effect.
        carrier_code: The carrier's own reason.
        message: Its words.
        at: When it said so.
    """

    idempotency_key: str
    carrier_code: str
    message: str
    at: datetime = field(validator=aware_field)


class CarrierGateway(Protocol):
    """What carries out bookings; a driver calls it with effects and records the facts."""

    def book(self, effect: BookShipment, /) -> ShipmentBooked | BookingRefused:
        """Book a shipment; a key that was booked before returns the same booking."""
        ...
