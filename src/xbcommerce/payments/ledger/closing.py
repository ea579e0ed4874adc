"""Close a period: what was earned and spent goes to equity, exactly, currency by currency.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.payments import Chart, Ledger, Line, Post, post, seal
    >>> from xbcommerce.payments.ledger import AccountType, ChartAccount, closing_entry
    >>> chart = Chart((ChartAccount("sales", AccountType.INCOME),))
    >>> sale = Post("s1", date(2026, 4, 1), "sale", (
    ...     Line.of("bank", Money("9.00", "USD")), Line.of("sales", Money("-9.00", "USD"))))
    >>> books = post(Ledger(chart=chart), sale).ledger
    >>> close = closing_entry(books, "close-04", date(2026, 4, 30), retained_earnings="retained")
    >>> closed = seal(post(books, close).ledger, date(2026, 4, 30))
    >>> print(closed.balance("sales"), "|", closed.balance("retained"))
    nothing | -9.00 USD
"""

from __future__ import annotations

from datetime import date

from .chart import AccountType
from .journal import Line, Post
from .ledger import Ledger


def closing_entry(ledger: Ledger, entry_id: str, through: date, *, retained_earnings: str) -> Post | None:
    """Write the entry that empties income and expense accounts of the chart as of a day.

    Post it, then seal through that day.

    Args:
        ledger: The books; their chart says which accounts these are.
        entry_id: Of the entry.
        through: The last day of the period, and the day of the entry.
        retained_earnings: The equity account that takes the result.

    Returns:
        The command, or None if there is nothing to close.
    """
    balances = ledger.balances(through)
    names = ledger.chart.of_types((AccountType.INCOME, AccountType.EXPENSE))
    closed = [(name, money) for name in names if name in balances for money in balances[name].moneys]
    lines = [Line.of(name, money).mirrored() for name, money in closed]
    lines += [Line.of(retained_earnings, money) for _, money in closed]
    return Post(entry_id, through, "close", tuple(lines)) if lines else None
