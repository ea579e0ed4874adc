"""Journals, stock journals and places for rule sets with one thing wrong each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from attrs import evolve

from xbcommerce.adapters.journal import EventJournal
from xbcommerce.adapters.memory import MemoryDocuments, MemoryStore
from xbcommerce.adapters.rule_sets import DocumentRuleSets
from xbcommerce.adapters.stock_journal import EventStockJournal
from xbcommerce.kernel.dated import Issue, RuleSet
from xbcommerce.kernel.ports import VersionConflictError
from xbcommerce.payments import Entry, JournalRecord, Sealed, Written
from xbcommerce.supply.ports import StockRecord, WrittenStock
from xbcommerce.supply.stock import GoodsReceipt, Release, Reserve


class SoundJournal(EventJournal):
    """The one that the others are made from."""

    def __init__(self) -> None:
        super().__init__(MemoryStore())


class ForgetsSeals(SoundJournal):
    """Periods are open again after a restart."""

    def append(
        self, books: str, records: Sequence[JournalRecord], *, at: datetime, expected_count: int
    ) -> int:
        """Write entries only."""
        entries = [record for record in records if not isinstance(record, Sealed)]
        super().append(books, entries, at=at, expected_count=expected_count)
        return expected_count + len(records)


class KeepsDays(SoundJournal):
    """When an entry was written is kept to the day."""

    def append(
        self, books: str, records: Sequence[JournalRecord], *, at: datetime, expected_count: int
    ) -> int:
        """Write at midnight."""
        midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
        return super().append(books, records, at=midnight, expected_count=expected_count)


class ChecksNoCount(SoundJournal):
    """The last writer wins."""

    def append(
        self, books: str, records: Sequence[JournalRecord], *, at: datetime, expected_count: int
    ) -> int:
        """Write at whatever count it is."""
        del expected_count
        return super().append(books, records, at=at, expected_count=len(self.read(books)))


class CountsInFloats(SoundJournal):
    """Amounts go through a float: large ones lose their last cents."""

    def read(self, books: str, *, after: int = 0) -> tuple[Written, ...]:
        """Return entries with amounts as a float gives them."""
        return tuple(map(self._through_floats, super().read(books, after=after)))

    def _through_floats(self, written: Written) -> Written:
        if not isinstance(written.record, Entry):
            return written
        lines = tuple(
            evolve(line, amount_minor=int(float(line.amount_minor) / 100 * 100))
            for line in written.record.settled
        )
        return evolve(written, record=evolve(written.record, settled=lines))


class SoundRuleSets(DocumentRuleSets[Decimal]):
    """The one that the others are made from."""

    def __init__(self) -> None:
        super().__init__(MemoryDocuments(), RuleSet[Decimal])


class KeepsOnlyTheNewest(SoundRuleSets):
    """An old decision is replayed with the new rules."""

    def get(self, name: str, *, version: int | None = None) -> Issue[Decimal] | None:
        """Return the newest."""
        issue, newest = super().get(name, version=version), super().get(name)
        return issue and newest and evolve(issue, rules=newest.rules, digest=newest.digest)


class CountsEveryPut(SoundRuleSets):
    """The same rules put again are a new version."""

    def put(self, name: str, rules: RuleSet[Decimal], *, expected_version: int) -> Issue[Decimal]:
        """Put something else in between."""
        newest = self.get(name)
        if newest and newest.rules == rules:
            return evolve(newest, version=newest.version + 1)
        return super().put(name, rules, expected_version=expected_version)


class FirstNameOnly(SoundRuleSets):
    """A set is found by its digest unless a second name has it."""

    def find(self, digest: str) -> RuleSet[Decimal] | None:
        """Find none that is shared."""
        shared = [name for name in self.names() if digest in self._digests(name)]
        return super().find(digest) if len(shared) == 1 else None


class TrustsTheWriter(SoundRuleSets):
    """Equal rules are accepted whatever version the writer has seen."""

    def put(self, name: str, rules: RuleSet[Decimal], *, expected_version: int) -> Issue[Decimal]:
        """Answer a replay before looking at the version."""
        newest = self.get(name)
        if newest and newest.rules == rules:
            return newest
        return super().put(name, rules, expected_version=expected_version)


class NamesTheKey(SoundRuleSets):
    """A conflict names the adapter's key, not the name that the caller knows."""

    def put(self, name: str, rules: RuleSet[Decimal], *, expected_version: int) -> Issue[Decimal]:
        """Put, and tell of a conflict in other words."""
        try:
            return super().put(name, rules, expected_version=expected_version)
        except VersionConflictError as conflict:
            key = f"rules/{name}"
            raise VersionConflictError(key, conflict.expected, conflict.actual) from None


class SoundStockJournal(EventStockJournal):
    """The one that the others are made from."""

    def __init__(self) -> None:
        super().__init__(MemoryStore())


class ForgetsReservations(SoundStockJournal):
    """What was promised is free again after a restart."""

    def read(self, stock: str, *, after: int = 0) -> tuple[WrittenStock, ...]:
        """Return moves only."""
        written = super().read(stock, after=after)
        return tuple(each for each in written if not isinstance(each.record, Reserve | Release))


class ForgetsExpiry(SoundStockJournal):
    """Goods never expire once they were written down."""

    def append(self, stock: str, records: Sequence[StockRecord], *, at: datetime, expected_count: int) -> int:
        """Write receipts without their last day."""
        kept = [
            evolve(record, expires_on=None) if isinstance(record, GoodsReceipt) else record
            for record in records
        ]
        return super().append(stock, kept, at=at, expected_count=expected_count)


class SellsTheLastUnitTwice(SoundStockJournal):
    """The last writer wins."""

    def append(self, stock: str, records: Sequence[StockRecord], *, at: datetime, expected_count: int) -> int:
        """Write at whatever count it is."""
        del expected_count
        return super().append(stock, records, at=at, expected_count=len(self.read(stock)))
