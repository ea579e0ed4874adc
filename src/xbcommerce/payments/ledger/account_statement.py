"""The statement of one account over a span of days: opening balance, every line, closing balance.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.payments import Ledger, Line, Post, post_all
    >>> from xbcommerce.payments.ledger import account_statement
    >>> books, _ = post_all(Ledger(), [
    ...     Post(f"s{day}", date(2026, 4, day), "sale", (
    ...         Line.of("bank", Money(day, "USD")), Line.of("sales", Money(-day, "USD"))))
    ...     for day in (1, 2, 3)])
    >>> print(account_statement(books, "bank", start=date(2026, 4, 2), end=date(2026, 4, 4)))
    Statement of bank from Apr 2, 2026, before Apr 4, 2026
    Opening balance: USD 1.00
      Apr 2, 2026 s2 (sale): USD 2.00, balance USD 3.00
      Apr 3, 2026 s3 (sale): USD 3.00, balance USD 6.00
    Closing balance: USD 6.00
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import Bag, from_minor
from xbcommerce.kernel.unmet import Note, Param

from .html import table
from .journal import Command, Entry, Hold, Line, Post
from .ledger import Ledger
from .messages import ENGLISH


@frozen
class AccountRow:
    """One line on the account.

    Attributes:
        entry_id: The entry it belongs to.
        on: Its day.
        kind: What the entry says it is; of a reversal or a settled hold, the id of what it is about.
        amount: Debit positive.
        balance: The balance in this currency after it.
        reference: What the line belongs to; may be empty.
    """

    entry_id: str
    on: date
    kind: str
    amount: Money
    balance: Money
    reference: str = ""


@frozen
class AccountStatement:
    """An account over ``[start, end)``, by day and in the order of writing.

    Attributes:
        account: Its name.
        start: The first day.
        end: The day after the last.
        opening: The balance before the first day.
        rows: Every line that counts.
    """

    account: str
    start: date
    end: date
    opening: Bag
    rows: tuple[AccountRow, ...]

    @property
    def movements(self) -> Bag:
        """Everything that moved, one amount a currency."""
        return Bag.of(row.amount for row in self.rows)

    @property
    def closing(self) -> Bag:
        """The balance at the end: opening and movements."""
        return self.opening + self.movements

    def why(self) -> tuple[Note, ...]:
        """Return the opening balance, every line and the closing balance."""
        span: dict[str, Param] = {"account": self.account, "start": self.start, "end": self.end}
        return (
            Note("ledger.statement_of", span),
            *_balances("ledger.statement_opening", self.opening),
            *map(_note, self.rows),
            *_balances("ledger.statement_closing", self.closing),
        )

    def __str__(self) -> str:
        return ENGLISH.explain(self)

    def _repr_html_(self) -> str:
        rows = ((str(row.on), row.entry_id, row.kind, row.amount, row.balance) for row in self.rows)
        opening = ((str(self.start), "", "opening", "", str(self.opening)),)
        closing = ((str(self.end), "", "closing", "", str(self.closing)),)
        return table(("Day", "Entry", "Kind", "Amount", "Balance"), (*opening, *rows, *closing))


def account_statement(ledger: Ledger, account: str, *, start: date, end: date) -> AccountStatement:
    """List what moved on an account; what is only held does not count.

    Args:
        ledger: The books.
        account: Its name; one that nobody has written on has an empty statement.
        start: The first day.
        end: The day after the last; the next statement starts there.

    Raises:
        InvalidValueError: ``end`` lies before ``start``.
    """
    if end < start:
        msg = f"end={end} lies before start={start}; a statement is of [start, end)"
        raise InvalidValueError(msg)
    opening: dict[str, int] = {}
    moved: list[tuple[Entry, Line]] = []
    for entry, line in _lines(ledger.entries, account):
        if entry.on < start:
            opening[line.currency] = opening.get(line.currency, 0) + line.amount_minor
        elif entry.on < end:
            moved.append((entry, line))
    moved.sort(key=lambda pair: pair[0].on)
    return AccountStatement(account, start, end, Bag(opening), tuple(_rows(moved, opening)))


def _lines(entries: Iterable[Entry], account: str) -> Iterable[tuple[Entry, Line]]:
    return ((entry, line) for entry in entries for line in entry.settled if line.account == account)


def _rows(moved: Iterable[tuple[Entry, Line]], opening: dict[str, int]) -> Iterable[AccountRow]:
    running = dict(opening)
    for entry, line in moved:
        code = line.currency
        running[code] = running.get(code, 0) + line.amount_minor
        balance = from_minor(running[code], code)
        yield AccountRow(entry.id, entry.on, kind_of(entry.command), line.amount, balance, line.reference)


def kind_of(command: Command) -> str:
    """Say what a command is about: its kind, or what it resolves or reverses."""
    return command.kind if isinstance(command, Post | Hold) else command.of


def _balances(code: str, bag: Bag) -> tuple[Note, ...]:
    return tuple(Note(code, {"amount": amount}) for amount in bag.moneys) or (Note(f"{code}_nothing"),)


def _note(row: AccountRow) -> Note:
    figures: dict[str, Param] = {"on": row.on, "entry": row.entry_id, "kind": row.kind}
    return Note("ledger.statement_row", {**figures, "amount": row.amount, "balance": row.balance})
