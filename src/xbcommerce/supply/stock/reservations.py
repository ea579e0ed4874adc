"""Who may have the units that are there: hard and soft reservations, until they expire.

A hard reservation is a promise: it is given only for units that no other hard one holds. A soft one is a
wish, such as a cart: it is given only for units that nobody holds, and yields to a later hard one; the newest
soft ones go without first. Both end at their expiry, by themselves, or when they are released.

Example:
    >>> from datetime import UTC, datetime
    >>> from xbcommerce.supply.stock import Firmness, Release, Reservations, Reserve, reserve
    >>> noon, two = datetime(2026, 3, 2, 12, tzinfo=UTC), datetime(2026, 3, 2, 14, tzinfo=UTC)
    >>> cart = Reserve("cart-1", "mug", "Hamburg", 6, noon, Firmness.SOFT, expires_at=two)
    >>> held = reserve(Reservations(), cart, on_hand=10)
    >>> held = reserve(held, Reserve("so-1", "mug", "Hamburg", 7, noon), on_hand=10)
    >>> dict(held.covered("mug", "Hamburg", on_hand=10, at=noon))
    {'so-1': 7, 'cart-1': 3}
    >>> held.reserved("mug", "Hamburg", at=two), held.free("mug", "Hamburg", on_hand=10, at=two)
    (7, 3)
    >>> print(reserve(held, Reserve("so-2", "mug", "Hamburg", 4, noon), on_hand=10))
    stock.not_free at so-2 (sku=mug, location=Hamburg, quantity=4, units=3)
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from attrs import evolve, field, frozen
from attrs.validators import optional

from xbcommerce.kernel.errors import InvalidValueError, aware, aware_field, positive_field
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Param, Refusal, Unmet

from .place import named


class Firmness(Enum):
    """How much a reservation is worth."""

    HARD = "hard"
    """A promise."""
    SOFT = "soft"
    """A wish, which yields to a promise."""


@frozen
class Reserve:
    """Hold units of an item at a location.

    Attributes:
        key: Unique for ever; the same content under it is a replay.
        sku: The item.
        location: Where the units are.
        quantity: How many.
        at: When it was asked for.
        firmness: A promise or a wish.
        expires_at: From which instant on it holds no more; None until it is released.
    """

    key: str = field(validator=named)
    sku: str = field(validator=named)
    location: str = field(validator=named)
    quantity: int = field(validator=positive_field)
    at: datetime = field(validator=aware_field)
    firmness: Firmness = Firmness.HARD
    expires_at: datetime | None = field(default=None, validator=optional(aware_field))

    def __attrs_post_init__(self) -> None:
        if self.expires_at is not None and self.expires_at <= self.at:
            msg = f"expires_at={self.expires_at}: expected an instant after at={self.at}"
            raise InvalidValueError(msg)


@frozen
class Release:
    """Let a reservation go: its order was cancelled, or its goods were issued.

    Attributes:
        key: Of the reservation.
        at: When.
    """

    key: str = field(validator=named)
    at: datetime = field(validator=aware_field)


ReservationMove = Reserve | Release
"""Whatever may happen to reservations."""


@frozen
class Reservations:
    """All that was ever reserved or released.

    Attributes:
        moves: In the order they were accepted.
    """

    moves: tuple[ReservationMove, ...] = ()

    def find(self, key: str) -> Reserve | None:
        """Find a reservation, however long ago it ended."""
        return next((m for m in self.moves if isinstance(m, Reserve) and m.key == key), None)

    def active(self, sku: str, location: str, *, at: datetime) -> tuple[Reserve, ...]:
        """Return the reservations that hold units at an instant: hard ones first, then in order of asking."""
        aware(at, "at")
        released = {m.key for m in self.moves if isinstance(m, Release) and m.at <= at}
        holding = [
            m
            for m in self.moves
            if isinstance(m, Reserve)
            and (m.sku, m.location) == (sku, location)
            and m.key not in released
            and (m.expires_at is None or at < m.expires_at)
        ]
        return tuple(sorted(holding, key=lambda m: (m.firmness is Firmness.SOFT, m.at, m.key)))

    def reserved(self, sku: str, location: str, *, at: datetime, firmness: Firmness | None = None) -> int:
        """Count the units that are held, by all reservations or by those of one firmness."""
        active = self.active(sku, location, at=at)
        return sum(m.quantity for m in active if firmness is None or m.firmness is firmness)

    def free(
        self, sku: str, location: str, *, on_hand: int, at: datetime, firmness: Firmness = Firmness.HARD
    ) -> int:
        """Count the units that a new reservation of a firmness could have; never below zero."""
        over_whom = Firmness.HARD if firmness is Firmness.HARD else None
        return max(0, on_hand - self.reserved(sku, location, at=at, firmness=over_whom))

    def covered(self, sku: str, location: str, *, on_hand: int, at: datetime) -> FrozenMap[str, int]:
        """Say how many units each active reservation would get now: promises first, then older wishes."""
        left, shares = max(0, on_hand), dict[str, int]()
        for move in self.active(sku, location, at=at):
            shares[move.key] = min(left, move.quantity)
            left -= shares[move.key]
        return FrozenMap(shares)


def reserve(reservations: Reservations, wanted: Reserve, *, on_hand: int) -> Reservations | Refusal:
    """Hold units, if they are free when they are asked for.

    Args:
        reservations: What is held already.
        wanted: What is asked for; what was accepted before is accepted again and changes nothing.
        on_hand: Units that may be sold at the location, as from `StockLedger.units`.

    Returns:
        The reservations afterwards; or a `Refusal`: ``stock.reservation_conflict``, ``stock.not_free``.
    """
    known = reservations.find(wanted.key)
    if known is not None:
        same = known == wanted
        return reservations if same else Refusal.of(Unmet("stock.reservation_conflict", wanted.key))
    free = reservations.free(
        wanted.sku, wanted.location, on_hand=on_hand, at=wanted.at, firmness=wanted.firmness
    )
    if wanted.quantity > free:
        figures: dict[str, Param] = {
            "sku": wanted.sku, "location": wanted.location, "quantity": wanted.quantity, "units": free
        }  # fmt: skip
        return Refusal.of(Unmet("stock.not_free", wanted.key, figures))
    return evolve(reservations, moves=(*reservations.moves, wanted))


def release(reservations: Reservations, ended: Release) -> Reservations | Refusal:
    """Let a reservation go; once it is gone, letting it go again changes nothing.

    Returns:
        The reservations afterwards; or a `Refusal`: ``stock.unknown_reservation``.
    """
    if reservations.find(ended.key) is None:
        return Refusal.of(Unmet("stock.unknown_reservation", ended.key))
    if any(isinstance(m, Release) and m.key == ended.key for m in reservations.moves):
        return reservations
    return evolve(reservations, moves=(*reservations.moves, ended))
