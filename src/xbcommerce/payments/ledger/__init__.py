"""Double-entry books: append-only, in whole minor units, balanced in every currency at every step.

    Ledger, post, post_all, seal       the books as a value; an entry is written, replayed or refused
    Post, Reverse                      write lines; undo an entry by its exact mirror
    Hold, SettleHold, VoidHold         reserve lines; settle them in full or in part, or release them
    Chart, ChartAccount, Bounds        which accounts there are, and between which balances each stays
    exchange, exchange_lines           two currencies through a trading account, the spread as its own line
    trial_balance, account_statement   the books looked at
    open_items, closing_entry          what is not settled by reference; profit and loss carried over
    beancount_text                     the books as text for beancount and Fava

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.payments.ledger import Ledger, Line, Post, post
    >>> price = Money("9.00", "EUR")
    >>> sale = Post("s1", date(2026, 4, 1), "sale", (Line.of("bank", price), Line.of("sales", -price)))
    >>> print(post(Ledger(), sale).ledger.balance("bank"))
    9.00 EUR
"""

from .account_statement import AccountRow, AccountStatement, account_statement
from .beancount import BeancountNameError, beancount_text
from .chart import AccountType, Bounds, Chart, ChartAccount
from .closing import closing_entry
from .exchange import ExchangeAccounts, exchange, exchange_lines
from .journal import Command, Entry, Hold, Line, Post, Reverse, Sealed, SettleHold, VoidHold
from .ledger import Ledger, Posted, Replayed, post, post_all, seal
from .open_items import OpenItem, open_items
from .trial_balance import TrialBalance, TrialBalanceRow, trial_balance

__all__ = [
    "AccountRow",
    "AccountStatement",
    "AccountType",
    "BeancountNameError",
    "Bounds",
    "Chart",
    "ChartAccount",
    "Command",
    "Entry",
    "ExchangeAccounts",
    "Hold",
    "Ledger",
    "Line",
    "OpenItem",
    "Post",
    "Posted",
    "Replayed",
    "Reverse",
    "Sealed",
    "SettleHold",
    "TrialBalance",
    "TrialBalanceRow",
    "VoidHold",
    "account_statement",
    "beancount_text",
    "closing_entry",
    "exchange",
    "exchange_lines",
    "open_items",
    "post",
    "post_all",
    "seal",
    "trial_balance",
]
