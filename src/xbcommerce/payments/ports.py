"""What the payments room needs from a host, as small protocols: gateways, rates, and a place for the books.

A gateway never raises for an answer it does not have: *not sent* may be sent again, *unknown* must be asked
about, and mixing the two up charges a buyer twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from attrs import field, frozen

from xbcommerce.kernel.errors import aware_field, positive_field

from .intents.commands import PaymentRequest
from .intents.facts import PaymentFact
from .ledger.chart import Chart
from .ledger.journal import Entry, Sealed
from .ledger.ledger import Ledger, seal
from .settlement.effects import Effect
from .settlement.facts import Fact


@frozen
class Answered:
    """The provider or bank has said what happened: facts to be stored; none if it will tell later."""

    facts: tuple[Fact, ...] = ()


@frozen
class NotSent:
    """The request has certainly not been carried out (no connection, refused before): send it again."""

    reason: str


@frozen
class OutcomeUnknown:
    """Nobody knows whether the request was carried out: ask with the same key, never under a new one."""

    reason: str


GatewayAnswer = Answered | NotSent | OutcomeUnknown
"""What a gateway says to an effect."""


class PaymentGateway(Protocol):
    """Where effects are carried out: a payment provider, a bank, a person.

    The contract is `PaymentGatewayContract`; `xbcommerce.testing.gateway.ScriptedGateway` is one for tests.
    """

    def send(self, effect: Effect, /) -> GatewayAnswer:
        """Carry an effect out, once per ``effect.key``: a known key gets the first answer again."""
        ...

    def query(self, key: str, /) -> GatewayAnswer:
        """Say what became of the effect with this key."""
        ...


class AsyncPaymentGateway(Protocol):
    """What an asynchronous driver needs of a gateway: the methods of `PaymentGateway`, awaited."""

    async def send(self, effect: Effect, /) -> GatewayAnswer:
        """Carry an effect out; see `PaymentGateway.send`."""
        ...

    async def query(self, key: str, /) -> GatewayAnswer:
        """Say what became of an effect; see `PaymentGateway.query`."""
        ...


@frozen
class Reported:
    """The provider has said what became of a request: facts to be stored; none if it will tell later."""

    facts: tuple[PaymentFact, ...] = ()


RequestAnswer = Reported | NotSent | OutcomeUnknown
"""What a provider says to a request about a payment."""


class PaymentRequests(Protocol):
    """Where what `decide_payment` accepts is carried out: one payment provider.

    The contract is `PaymentRequestsContract`; `xbcommerce.testing.gateway.ScriptedRequests` is one for tests.
    """

    def send(self, request: PaymentRequest, /) -> RequestAnswer:
        """Carry a request out, once per ``request.key``: a known key gets the first answer again.

        The reference of the request comes back in the facts, whatever the provider's own name for it is.
        """
        ...

    def query(self, key: str, /) -> RequestAnswer:
        """Say what became of the request with this key; `NotSent` if it certainly never arrived."""
        ...


JournalRecord = Entry | Sealed
"""What is written into a journal: an entry, or that a period was closed."""


@frozen
class Written:
    """A record with its place in the journal.

    Attributes:
        number: 1, 2, 3, without gaps.
        at: When it was written.
        record: What was written.
    """

    number: int = field(validator=positive_field)
    at: datetime = field(validator=aware_field)
    record: JournalRecord


class Journal(Protocol):
    """The books on disk: records in the order they were written, never changed.

    The contract is `JournalContract`; `xbcommerce.adapters.journal` keeps it over any event log.
    """

    def append(
        self, books: str, records: Sequence[JournalRecord], *, at: datetime, expected_count: int
    ) -> int:
        """Write all of the records or none of them, behind what the journal holds.

        The journal keeps what was decided; whether an entry may be written, `post` decides. The count makes
        sure that nobody has written, or closed the period, in between.

        Args:
            books: The name of the books, e.g. ``"shop-cn"``; see `checked_name`, up to 180 characters.
            records: In their order; none at all only checks the count.
            at: When they are written.
            expected_count: How many records the writer has seen; 0 for new books.

        Returns:
            How many records the journal has now.

        Raises:
            VersionConflictError: It has another number of records; nothing was written.
            StorageError: The store could not; nothing was written.
        """
        ...

    def read(self, books: str, *, after: int = 0) -> Sequence[Written]:
        """Return the records behind number ``after``, in order; none of unknown books."""
        ...


def ledger_of(journal: Iterable[Written], chart: Chart | None = None) -> Ledger:
    """Make the books from everything that was written, for `post` to decide on.

    Args:
        journal: What was written, in order.
        chart: The accounts there are, and their bounds; what was written before is taken as it is.

    Example:
        >>> from datetime import UTC, date, datetime
        >>> from xbcommerce.payments import Sealed, Written, ledger_of
        >>> written = Written(1, datetime(2026, 5, 2, tzinfo=UTC), Sealed(date(2026, 4, 30)))
        >>> ledger_of([written]).sealed_through
        datetime.date(2026, 4, 30)
    """
    records = [written.record for written in journal]
    ledger = Ledger(tuple(record for record in records if isinstance(record, Entry)), chart=chart or Chart())
    for record in records:
        if isinstance(record, Sealed):
            ledger = seal(ledger, record.through)
    return ledger
