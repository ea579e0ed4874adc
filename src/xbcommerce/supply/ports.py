"""What the supply room asks of its host.

    DemandHistory    what was sold of an item
    OfferBook        who offers it
    DutyRates        what the border takes
    StockJournal     what happened to stock, in order

Any object with these methods will do; none needs to inherit anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from attrs import field, frozen

from xbcommerce.kernel.errors import aware_field, positive_field

from .stock.ledger import StockLedger
from .stock.moves import StockMove
from .stock.reservations import Release, ReservationMove, Reservations, Reserve
from .stock.rules import StockRules

if TYPE_CHECKING:  # the streets read this module; it only names what they hand over
    from .demand.series import DemandSeries
    from .sourcing.duty import Duty, Imported, UnknownDuty
    from .sourcing.offers import Offer


class DemandHistory(Protocol):
    """Where demand is recorded."""

    def series(self, sku: str, start: date, end: date, /) -> DemandSeries | None:
        """Return the demand of an item from ``start`` up to, not including, ``end``; None if unknown."""
        ...


class OfferBook(Protocol):
    """Where offers are kept."""

    def offers(self, sku: str, on: date, /) -> tuple[Offer, ...]:
        """Return the offers for an item that hold on a day."""
        ...


class DutyRates(Protocol):
    """Where duty rates come from: the customs room of the host, a broker, a tariff service."""

    def as_of(self, goods: Imported, on: date, /) -> Duty | UnknownDuty:
        """Return what the border takes on a day, or why nobody knows; never zero for want of a rate."""
        ...


StockRecord = StockMove | ReservationMove
"""What is written into a stock journal."""


@frozen
class WrittenStock:
    """A record with its place in the journal.

    Attributes:
        number: 1, 2, 3, without gaps.
        at: When it was written.
        record: What was written.
    """

    number: int = field(validator=positive_field)
    at: datetime = field(validator=aware_field)
    record: StockRecord


class StockJournal(Protocol):
    """What happened to stock, on disk: records in the order they were written, never changed.

    The contract is `StockJournalContract`; `xbcommerce.adapters.stock_journal` keeps it over any event log.
    """

    def append(self, stock: str, records: Sequence[StockRecord], *, at: datetime, expected_count: int) -> int:
        """Write all of the records or none of them, behind what the journal holds.

        The journal keeps what was decided; whether a move may be recorded, `record` decides. The count makes
        sure that nobody has moved anything in between.

        Args:
            stock: Whose stock, e.g. ``"shop-cn"``; see `checked_name`, up to 180 characters.
            records: In their order; none at all only checks the count.
            at: When they are written.
            expected_count: How many records the writer has seen; 0 for a new journal.

        Returns:
            How many records the journal has now.

        Raises:
            VersionConflictError: It has another number of records; nothing was written.
            StorageError: The store could not; nothing was written.
        """
        ...

    def read(self, stock: str, *, after: int = 0) -> Sequence[WrittenStock]:
        """Return the records behind number ``after``, in order; none of unknown stock."""
        ...


def stock_of(journal: Iterable[WrittenStock], rules: StockRules) -> StockLedger:
    """Make the ledger of everything that was written, for `record` to decide on.

    Raises:
        InvalidValueError: A move that is refused under these rules, so it was recorded under others.
    """
    moves = (written.record for written in journal)
    return StockLedger(rules, tuple(move for move in moves if not isinstance(move, Reserve | Release)))


def reservations_of(journal: Iterable[WrittenStock]) -> Reservations:
    """Gather the reservations of everything that was written, for `reserve` to decide on."""
    records = (written.record for written in journal)
    return Reservations(tuple(one for one in records if isinstance(one, Reserve | Release)))
