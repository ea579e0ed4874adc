"""Which lines of an account settle which: lines of one reference belong together, and what is left is open.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.payments import Ledger, Line, Post, post_all
    >>> from xbcommerce.payments.ledger import open_items
    >>> books, _ = post_all(Ledger(), [
    ...     Post("i1", date(2026, 4, 1), "invoice", (
    ...         Line.of("receivable", Money(80, "EUR"), "inv-1"), Line.of("sales", Money(-80, "EUR")))),
    ...     Post("p1", date(2026, 4, 9), "payment", (
    ...         Line.of("bank", Money(50, "EUR")), Line.of("receivable", Money(-50, "EUR"), "inv-1")))])
    >>> for item in open_items(books, "receivable"):
    ...     print(item)
    inv-1: EUR 30.00 open since Apr 1, 2026 (i1, p1)
"""

from __future__ import annotations

from datetime import date

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.money import from_minor, minor
from xbcommerce.kernel.unmet import Note, Param

from .journal import Entry, Line
from .ledger import Ledger
from .messages import ENGLISH


@frozen
class OpenItem:
    """The lines of one reference in one currency.

    Attributes:
        reference: What they belong to; empty for lines that name nothing.
        amount: What is left of them, debit positive; nothing once they settle one another.
        since: The day of the first.
        entry_ids: Their entries, by day and in the order of writing.
    """

    reference: str
    amount: Money
    since: date
    entry_ids: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether anything is left."""
        return bool(minor(self.amount))

    def why(self) -> tuple[Note, ...]:
        """Return what is left and which lines it is made of."""
        code = "ledger.item_open" if self.is_open else "ledger.item_cleared"
        figures: dict[str, Param] = {
            "reference": self.reference or "-",
            "amount": self.amount,
            "since": self.since,
        }
        return (Note(code, {**figures, "entries": self.entry_ids}),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def open_items(
    ledger: Ledger, account: str, on: date | None = None, *, cleared: bool = False
) -> tuple[OpenItem, ...]:
    """List what is still open on an account, the oldest first; together that is its balance.

    Args:
        ledger: The books.
        account: Its name.
        on: As of the end of that day; default everything.
        cleared: List what has been settled too.
    """
    items: dict[tuple[str, str], list[tuple[Entry, Line]]] = {}
    for entry in ledger.until(on).entries:
        for line in entry.settled:
            if line.account == account:
                items.setdefault((line.reference, line.currency), []).append((entry, line))
    found = (_item(reference, code, lines) for (reference, code), lines in items.items())
    wanted = [item for item in found if cleared or item.is_open]
    return tuple(sorted(wanted, key=lambda item: (item.since, item.reference, item.amount.currency.code)))


def _item(reference: str, currency: str, lines: list[tuple[Entry, Line]]) -> OpenItem:
    in_order = sorted((entry for entry, _ in lines), key=lambda entry: entry.on)
    left = from_minor(sum(line.amount_minor for _, line in lines), currency)
    return OpenItem(reference, left, in_order[0].on, tuple(dict.fromkeys(entry.id for entry in in_order)))
