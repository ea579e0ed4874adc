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

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from attrs import Factory, field, frozen

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import Bag
from xbcommerce.kernel.unmet import Refusal

from .chart import Chart
from .index import Index
from .journal import Command, Entry, check_day
from .rules import decide, told_again
from .standing import Standing


@frozen
class Ledger:
    """The books.

    Attributes:
        entries: In the order they were written.
        sealed_through: The last day of the closed period; nothing dated up to and including it is written.
        chart: The accounts there are, and their bounds; default every name is an account, without bounds.
        index: What `Ledger` knows of its entries, made from them.
    """

    entries: tuple[Entry, ...] = ()
    sealed_through: date | None = None
    chart: Chart = field(factory=Chart)
    index: Index = field(
        init=False,
        eq=False,
        repr=False,
        default=Factory(lambda self: Index.of(self.entries), takes_self=True),
    )

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Make the tuple of entries when it is first asked for; see `_grown`."""
            if name != "entries":
                raise AttributeError(name)
            entries = self.index.entries
            object.__setattr__(self, "entries", entries)
            return entries

    def entry(self, entry_id: str) -> Entry | None:
        """Find an entry."""
        return self.index.entry(entry_id)

    def balances(self, on: date | None = None) -> FrozenMap[str, Bag]:
        """Return the balance of every account that has one, by name.

        Args:
            on: As of the end of that day; default everything, which costs the same in long books as in short.
        """
        return _bags(self.until(on), lambda standing: standing.balance)

    def pending(self, on: date | None = None) -> FrozenMap[str, Bag]:
        """Return what is held on every account, by name; open holds only."""
        return _bags(self.until(on), lambda standing: standing.pending)

    def balance(self, account: str, on: date | None = None) -> Bag:
        """Return the balance of one account, one amount a currency."""
        standings = self.until(on).standings(account)
        return Bag({currency: standing.balance for _, currency, standing in standings})

    def until(self, on: date | None) -> Index:
        """Return the notes over the entries up to the end of a day; None for all, which are at hand."""
        return self.index if on is None else Index.of(entry for entry in self.entries if entry.on <= on)


def _bags(index: Index, figure: Callable[[Standing], int]) -> FrozenMap[str, Bag]:
    amounts: dict[str, dict[str, int]] = {}
    for account, currency, standing in index.standings():
        if amount := figure(standing):
            amounts.setdefault(account, {})[currency] = amount
    return FrozenMap({account: Bag(by_currency) for account, by_currency in amounts.items()})


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
        ``exceeds_hold``; ``unknown_account``, ``below_minimum``, ``above_maximum``; ``period_sealed``.
    """
    index = ledger.index
    known = index.entry(command.id)
    if known is not None:
        entry = told_again(known, command)
        return entry if isinstance(entry, Refusal) else Replayed(ledger, entry)
    entry = decide(command, index, ledger.chart, ledger.sealed_through)
    if isinstance(entry, Refusal):
        return entry
    draft = index.draft()
    draft.write(entry)
    return Posted(_grown(draft, ledger.chart, ledger.sealed_through), entry)


def post_all(ledger: Ledger, commands: Iterable[Command]) -> tuple[Ledger, tuple[Entry | Refusal, ...]]:
    """Write many entries in one go; one that is refused does not stop the others.

    Returns:
        The books afterwards, and for each command its entry (new or known) or the refusal.
    """
    draft, chart, sealed_through = ledger.index.draft(), ledger.chart, ledger.sealed_through
    find, write = draft.entry, draft.write
    outcomes: list[Entry | Refusal] = []
    for command in commands:
        known = find(command.id)
        if known is not None:
            outcomes.append(told_again(known, command))
            continue
        outcome = decide(command, draft, chart, sealed_through)
        if type(outcome) is Entry:
            write(outcome)
        outcomes.append(outcome)
    return _grown(draft, chart, sealed_through), tuple(outcomes)


def seal(ledger: Ledger, through: date) -> Ledger:
    """Close the books through a day, that day included; an earlier day changes nothing.

    Raises:
        InvalidValueError: ``through`` is an instant, or no day at all.
    """
    check_day("through", through)
    sealed = through if ledger.sealed_through is None else max(through, ledger.sealed_through)
    return _grown(ledger.index, ledger.chart, sealed)


def _grown(index: Index, chart: Chart, sealed_through: date | None) -> Ledger:
    """Make books from an index, and leave their tuple of entries to be made when it is asked for.

    A tuple made for every entry would cost as much as all entries before it; so this goes round the
    constructor, and `Ledger.__getattr__` fills the gap.
    """
    grown = object.__new__(Ledger)
    object.__setattr__(grown, "sealed_through", sealed_through)
    object.__setattr__(grown, "chart", chart)
    object.__setattr__(grown, "index", index)
    return grown
