"""Double-entry books as a value: append-only, balanced in every currency, nothing ever changed or deleted.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.payments import Ledger, Line, Post, Reverse, post
    >>> sale = Post("s1", date(2026, 4, 1), "sale", (
    ...     Line.of("provider", Money("96.80", "USD")), Line.of("fees", Money("3.20", "USD")),
    ...     Line.of("seller", Money("-100.00", "USD"))))
    >>> books = post(Ledger(), sale).ledger
    >>> print(books.balance("provider"), type(post(books, sale)).__name__)
    96.80 USD Replayed
    >>> undone = post(books, Reverse("r1", date(2026, 4, 3), "s1")).ledger
    >>> print(undone.balance("provider"), len(undone.entries))
    nothing 2
    >>> print(post(undone, Reverse("r2", date(2026, 4, 3), "s1")))
    ledger.already_reversed at r2 (of=s1, by=r1)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from attrs import evolve, frozen

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import Bag
from xbcommerce.kernel.unmet import Refusal

from .journal import (
    Command,
    Entry,
    Hold,
    Line,
    Post,
    Reverse,
    SettleHold,
    VoidHold,
    balance_of,
    balances_of,
)
from .rules import Index, objections, resolved_lines


@frozen
class Ledger:
    """The books.

    Attributes:
        entries: In the order they were written.
        sealed_through: The last day of the closed period; nothing dated up to and including it is written.
    """

    entries: tuple[Entry, ...] = ()
    sealed_through: date | None = None

    @cached_property
    def index(self) -> Index:
        """Entries by id, and who resolved or reversed whom."""
        return Index.of(self.entries)

    def entry(self, entry_id: str) -> Entry | None:
        """Find an entry."""
        return self.index.entries.get(entry_id)

    def balances(self, on: date | None = None) -> FrozenMap[str, Bag]:
        """Return the balance of every account that has one, by name.

        Args:
            on: As of the end of that day; default everything.
        """
        return FrozenMap(balances_of(line for entry in self._until(on) for line in entry.settled))

    def pending(self, on: date | None = None) -> FrozenMap[str, Bag]:
        """Return what is held on every account, by name; open holds only."""
        return FrozenMap(balances_of(line for entry in self._until(on) for line in entry.pending))

    def balance(self, account: str, on: date | None = None) -> Bag:
        """Return the balance of one account, one amount a currency."""
        return self.balances(on).get(account, Bag())

    def trial_balance(self) -> Bag:
        """Add up all accounts; the empty bag, or the books are not balanced."""
        return balance_of(line for entry in self.entries for line in entry.settled)

    def _until(self, on: date | None) -> Iterable[Entry]:
        return (entry for entry in self.entries if on is None or entry.on <= on)


@frozen
class Posted:
    """Written: the books afterwards, and the entry."""

    ledger: Ledger
    entry: Entry


@frozen
class Replayed:
    """Nothing to do: the same entry, with the same content, was written before."""

    ledger: Ledger
    entry: Entry


def post(ledger: Ledger, command: Command) -> Posted | Replayed | Refusal:
    """Write one entry, or say why not. A refused id stays free.

    Args:
        ledger: The books.
        command: What to write.

    Returns:
        `Posted`; `Replayed` if the very same command was written before; or a `Refusal` with every objection,
        in this order: ``ledger.duplicate_id_conflict``; ``too_few_lines``, ``unbalanced``;
        ``unknown_target``, ``hold_is_voided_not_reversed``, ``nothing_to_reverse``, ``already_reversed``,
        ``not_a_hold``, ``hold_already_resolved``, ``currency_mismatch``, ``amount_not_positive``,
        ``exceeds_hold``; ``period_sealed``.
    """
    books, (outcome,) = post_all(ledger, [command])
    if isinstance(outcome, Refusal):
        return outcome
    known = ledger.entry(command.id)
    return Replayed(books, outcome) if known is not None else Posted(books, outcome)


def post_all(ledger: Ledger, commands: Iterable[Command]) -> tuple[Ledger, tuple[Entry | Refusal, ...]]:
    """Write many entries in one go; one that is refused does not stop the others.

    Returns:
        The books afterwards, and for each command its entry (new or known) or the refusal.
    """
    index = ledger.index.copy()
    outcomes: list[Entry | Refusal] = []
    added: list[Entry] = []
    for command in commands:
        known = index.entries.get(command.id)
        if known is not None and known.command == command:
            outcomes.append(known)
            continue
        unmet = objections(command, index, ledger.sealed_through)
        if unmet:
            outcomes.append(Refusal(unmet))
            continue
        entry = _written(command, index)
        index.add(entry)
        added.append(entry)
        outcomes.append(entry)
    books = evolve(ledger, entries=ledger.entries + tuple(added)) if added else ledger
    return books, tuple(outcomes)


def seal(ledger: Ledger, through: date) -> Ledger:
    """Close the books through a day, that day included; an earlier day changes nothing."""
    sealed = through if ledger.sealed_through is None else max(through, ledger.sealed_through)
    return evolve(ledger, sealed_through=sealed)


def _written(command: Command, index: Index) -> Entry:
    match command:
        case Post(lines=lines):
            return Entry(command, settled=lines)
        case Hold(lines=lines):
            return Entry(command, pending=lines)
        case Reverse(of=of):
            return Entry(command, settled=_mirrored(index.entries[of].settled))
        case SettleHold(of=of, amount=amount):
            held = index.entries[of].pending
            return Entry(command, resolved_lines(held, amount), _mirrored(held))
        case VoidHold(of=of):
            return Entry(command, pending=_mirrored(index.entries[of].pending))


def _mirrored(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(line.mirrored() for line in lines)
