"""The trial balance: every account in every currency with its debits and credits, adding up to nothing.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.payments import Ledger, Line, Post, post, trial_balance
    >>> sale = Post("s1", date(2026, 4, 1), "sale", (
    ...     Line.of("provider", Money("96.80", "USD")), Line.of("fees", Money("3.20", "USD")),
    ...     Line.of("seller", Money("-100.00", "USD"))))
    >>> print(trial_balance(post(Ledger(), sale).ledger))
    Trial balance of 3 accounts
      fees: debits USD 3.20, credits USD 0.00, balance USD 3.20
      provider: debits USD 96.80, credits USD 0.00, balance USD 96.80
      seller: debits USD 0.00, credits USD 100.00, balance USD -100.00
    In USD: debits USD 100.00, credits USD 100.00, difference USD 0.00
"""

from __future__ import annotations

from datetime import date

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.money import Bag, from_minor, minus
from xbcommerce.kernel.unmet import Note, Param

from .html import table
from .ledger import Ledger
from .messages import ENGLISH


@frozen
class TrialBalanceRow:
    """One account in one currency.

    Attributes:
        account: Its name.
        debits: Everything debited; never negative.
        credits: Everything credited; never negative.
    """

    account: str
    debits: Money
    credits: Money

    @property
    def balance(self) -> Money:
        """Debits less credits."""
        return minus(self.debits, self.credits)

    @property
    def figures(self) -> dict[str, Param]:
        """The row as figures of a line of explanation."""
        sides: dict[str, Param] = {"debits": self.debits, "credits": self.credits}
        return {"account": self.account, **sides, "balance": self.balance}


@frozen
class TrialBalance:
    """All accounts that were ever debited or credited, by name and currency.

    Attributes:
        rows: Sorted by account and currency; an account whose debits equal its credits has its row too.
        on: As of the end of that day; None for everything.
    """

    rows: tuple[TrialBalanceRow, ...]
    on: date | None = None

    @property
    def totals(self) -> tuple[TrialBalanceRow, ...]:
        """Debits and credits of all accounts together, a row a currency, named for it."""
        debits, credits_ = Bag.of(row.debits for row in self.rows), Bag.of(row.credits for row in self.rows)
        codes = sorted(debits.amounts_minor.keys() | credits_.amounts_minor.keys())
        return tuple(TrialBalanceRow(code, debits[code], credits_[code]) for code in codes)

    @property
    def difference(self) -> Bag:
        """Debits less credits of all accounts: nothing, or an entry was not balanced."""
        return Bag.of(row.balance for row in self.totals)

    def why(self) -> tuple[Note, ...]:
        """Return every account, then the totals of every currency."""
        figures: dict[str, Param] = {"accounts": len({row.account for row in self.rows})}
        head = Note("ledger.trial_all", figures)
        if self.on is not None:
            head = Note("ledger.trial_on", {**figures, "on": self.on})
        rows = (Note("ledger.trial_row", row.figures) for row in self.rows)
        return (head, *rows, *(Note("ledger.trial_total", row.figures) for row in self.totals))

    def __str__(self) -> str:
        return ENGLISH.explain(self)

    def _repr_html_(self) -> str:
        rows = [(row.account, row.debits, row.credits, row.balance) for row in (*self.rows, *self.totals)]
        return table(("Account", "Debits", "Credits", "Balance"), rows)


def trial_balance(ledger: Ledger, on: date | None = None) -> TrialBalance:
    """Add up debits and credits account by account; what is only held does not count.

    Args:
        ledger: The books.
        on: As of the end of that day; default everything, which costs the same in long books as in short.
    """
    return TrialBalance(
        tuple(
            TrialBalanceRow(account, from_minor(each.debits, currency), from_minor(each.credits, currency))
            for account, currency, each in ledger.until(on).standings()
            if each.debits or each.credits
        ),
        on,
    )
