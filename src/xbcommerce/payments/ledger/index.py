"""Notes over what was written, so that posting and balances stay fast in long books.

All ledgers that grew out of one another share one trunk that is only ever appended to, and each knows how
much of it is its own: writing an entry costs the same in long books as in short ones, and older ledgers stay
as they were. Whoever writes behind an older ledger gets a trunk of its own, at the price of a copy. Balances
are added up, and ids sorted by topic, when they are asked for, from where the last question ended; an older
ledger adds up its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import Lock

from attrs import define, field

from .journal import Entry, LinesCommand
from .standing import Standing, Sums, add_up


@define(eq=False)
class _Trunk:
    entries: list[Entry] = field(factory=list[Entry])
    places: dict[str, int] = field(factory=dict[str, int])
    done_by: dict[str, int] = field(factory=dict[str, int])
    sums: Sums = field(factory=dict[str, dict[str, list[int]]])
    summed: int = 0
    topics: dict[str, list[int]] = field(factory=dict[str, list[int]])
    sorted_out: int = 0
    lock: Lock = field(factory=Lock)

    def write(self, entry: Entry) -> None:
        command, place = entry.command, len(self.entries)
        if not isinstance(command, LinesCommand):
            self.done_by[command.of] = place
        self.places[command.id] = place
        self.entries.append(entry)

    def sums_until(self, count: int) -> Sums:
        """Add up the first entries; the lock must be held until the sums are read."""
        if count < self.summed:
            return add_up(self.entries[:count], {})
        add_up(self.entries[self.summed : count], self.sums)
        self.summed = count
        return self.sums

    def places_of(self, topic: str) -> Sequence[int]:
        """Find the entries of a topic, sorting out what has been written since the last question."""
        with self.lock:
            for place in range(self.sorted_out, len(self.entries)):
                self.topics.setdefault(_topic_of(self.entries[place].id), []).append(place)
            self.sorted_out = len(self.entries)
            return tuple(self.topics.get(topic, ()))


def _topic_of(entry_id: str) -> str:
    """Return the first two words of an id: ``"fact:order-7"`` of ``"fact:order-7:evt-1"``."""
    return ":".join(entry_id.split(":", 2)[:2])


def _read_back(entries: Sequence[Entry]) -> Index:
    return Index.of(entries)


@define(eq=False, repr=False)
class Index:
    """What one ledger knows of its entries; never changed once the ledger is made."""

    _trunk: _Trunk = field(factory=_Trunk)
    count: int = 0

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Index:
        """Index entries in the order they were written."""
        trunk = _Trunk()
        for entry in entries:
            trunk.write(entry)
        return cls(trunk, len(trunk.entries))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries, in the order they were written."""
        return tuple(self._trunk.entries[: self.count])

    def entry(self, entry_id: str) -> Entry | None:
        """Find an entry."""
        place = self._trunk.places.get(entry_id)
        return None if place is None or place >= self.count else self._trunk.entries[place]

    def done_by(self, entry_id: str) -> str | None:
        """Name the entry that reversed, settled or voided this one."""
        place = self._trunk.done_by.get(entry_id)
        return None if place is None or place >= self.count else self._trunk.entries[place].id

    def ids_of(self, topic: str) -> tuple[str, ...]:
        """List the entries whose ids begin with these two words, such as ``"fact:order-7"``, as written."""
        places = (place for place in self._trunk.places_of(topic) if place < self.count)
        return tuple(self._trunk.entries[place].id for place in places)

    def standing(self, account: str, currency: str) -> Standing:
        """Say what has come together on an account."""
        with self._trunk.lock:
            four = self._trunk.sums_until(self.count).get(currency, {}).get(account, (0, 0, 0, 0))
            return Standing(*four)

    def standings(self, account: str | None = None) -> Iterator[tuple[str, str, Standing]]:
        """Go through all accounts, or one, and their currencies, sorted by name and code."""
        with self._trunk.lock:
            found = [
                (name, currency, Standing(*four))
                for currency, by_account in self._trunk.sums_until(self.count).items()
                for name, four in by_account.items()
                if account is None or name == account
            ]
        return iter(sorted(found))

    def draft(self) -> Index:
        """Return notes to write behind these; they belong to the caller until they are handed on."""
        return Index(self._trunk, self.count)

    def write(self, entry: Entry) -> None:
        """Write one more entry into a draft."""
        trunk = self._trunk
        with trunk.lock:
            if self.count == len(trunk.entries):
                trunk.write(entry)
                self.count += 1
                return
        fork = Index.of((*self.entries, entry))
        self._trunk, self.count = fork._trunk, fork.count  # noqa: SLF001 (a draft of the same class)

    def __reduce__(self) -> tuple[Callable[[Sequence[Entry]], Index], tuple[tuple[Entry, ...]]]:
        return _read_back, (self.entries,)
