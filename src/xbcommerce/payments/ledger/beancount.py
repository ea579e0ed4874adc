"""The books as text that beancount reads: accounts opened, entries with every digit, balances asserted.

What counts is written; what is only held is not, because beancount knows no holds. Amounts stand in full, so
that its own sums come out equal to ours.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.payments import Chart, Ledger, Line, Post, post
    >>> from xbcommerce.payments.ledger import AccountType, ChartAccount, beancount_text
    >>> chart = Chart((ChartAccount("bank", AccountType.ASSET), ChartAccount("sales", AccountType.INCOME)))
    >>> sale = Post("s1", date(2026, 4, 1), "sale", (
    ...     Line.of("bank", Money("9.50", "USD"), "order-7"), Line.of("sales", Money("-9.50", "USD"))))
    >>> print(beancount_text(post(Ledger(chart=chart), sale).ledger, title="Shop"))
    option "title" "Shop"
    option "operating_currency" "USD"
    <BLANKLINE>
    2026-04-01 open Assets:Bank USD
    2026-04-01 open Income:Sales USD
    <BLANKLINE>
    2026-04-01 * "sale"
      id: "s1"
      Assets:Bank  9.50 USD
        reference: "order-7"
      Income:Sales  -9.50 USD
    <BLANKLINE>
    2026-04-02 balance Assets:Bank  9.50 ~ 0 USD
    2026-04-02 balance Income:Sales  -9.50 ~ 0 USD
    <BLANKLINE>
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from unicodedata import category

from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError
from xbcommerce.kernel.money import plain
from xbcommerce.kernel.naming import repeated

from .account_statement import kind_of
from .chart import AccountType, Chart
from .journal import Entry, Reverse, SettleHold
from .ledger import Ledger

_ROOTS = {
    AccountType.ASSET: "Assets",
    AccountType.LIABILITY: "Liabilities",
    AccountType.EQUITY: "Equity",
    AccountType.INCOME: "Income",
    AccountType.EXPENSE: "Expenses",
}


class BeancountNameError(XbcommerceError, LookupError):
    """Accounts of the books that have no name in beancount, or none of their own."""

    code = "beancount_name"


def beancount_text(ledger: Ledger, *, title: str, names: Mapping[str, str] | None = None) -> str:
    """Write the books as beancount text; beancount's loader accepts it without an error.

    Args:
        ledger: The books; their chart gives the types of accounts, and these the roots of their names.
        title: The title of the books.
        names: Names in beancount by account, for accounts that the chart leaves out or that should be called
            otherwise; default the root and the account's own name, ``fx_spread`` becoming ``Fx-Spread``.

    Raises:
        BeancountNameError: An account has no type and no name, no valid name, or that of another.
        InvalidValueError: The last day there is has an entry, so nothing can be asserted after it.
    """
    entries = [entry for entry in ledger.entries if entry.settled]
    codes: dict[str, set[str]] = {}
    opened: dict[str, date] = {}
    for entry in entries:
        for line in entry.settled:
            codes.setdefault(line.account, set()).add(line.currency)
            opened[line.account] = min(entry.on, opened.get(line.account, entry.on))
    last = max((entry.on for entry in entries), default=date.min)
    called = _names(opened, ledger.chart, names or {})
    operating = sorted(set[str]().union(*codes.values()))
    blocks = [
        [f'option "title" {_text(title)}', *(f'option "operating_currency" "{code}"' for code in operating)],
        [
            f"{day} open {called[account]} {','.join(sorted(codes[account]))}"
            for account, day in sorted(opened.items())
        ],
        *(list(_transaction(entry, called)) for entry in entries),
        list(_assertions(ledger, last, codes, called)),
    ]
    return "\n".join(f"{line}\n" for line in map("\n".join, filter(None, blocks)))


def _transaction(entry: Entry, called: Mapping[str, str]) -> Iterator[str]:
    command = entry.command
    yield f"{entry.on} * {_text(kind_of(command))}"
    yield f"  id: {_text(entry.id)}"
    if isinstance(command, Reverse | SettleHold):
        yield f"  {'reverses' if isinstance(command, Reverse) else 'settles'}: {_text(command.of)}"
    for line in entry.settled:
        yield f"  {called[line.account]}  {plain(line.amount)}"
        if line.reference:
            yield f"    reference: {_text(line.reference)}"


def _assertions(
    ledger: Ledger, after: date, codes: Mapping[str, Iterable[str]], called: Mapping[str, str]
) -> Iterator[str]:
    """Assert every balance on the morning after the last entry, with no tolerance."""
    if after == date.max:
        msg = f"an entry is dated {after}; no day is left to assert balances on, date it earlier"
        raise InvalidValueError(msg)
    for account in sorted(codes):
        balance = ledger.balance(account)
        for code in sorted(codes[account]):
            amount, _ = plain(balance[code]).split()
            yield f"{after + timedelta(days=1)} balance {called[account]}  {amount} ~ 0 {code}"


def _names(accounts: Iterable[str], chart: Chart, given: Mapping[str, str]) -> dict[str, str]:
    called = {account: given.get(account) or _derived(account, chart) for account in accounts}
    wrong = sorted(account for account, name in called.items() if not _is_name(name))
    if wrong:
        listed = ", ".join(f"{account!r} ({called[account] or 'not in the chart'})" for account in wrong)
        msg = f"no valid name in beancount for {listed}; give one, e.g. names={{{wrong[0]!r}: 'Assets:Bank'}}"
        raise BeancountNameError(msg)
    if twice := repeated(called.values()):
        sharing = sorted(account for account, name in called.items() if name in twice)
        msg = f"{', '.join(map(repr, sharing))} share {', '.join(twice)}; tell them apart with names={{...}}"
        raise BeancountNameError(msg)
    return called


def _derived(account: str, chart: Chart) -> str:
    listed = chart.account(account)
    if listed is None:
        return ""
    spaced = "".join(char if char == ":" or _is_name_char(char) else " " for char in account)
    parts = ("-".join(f"{word[0].upper()}{word[1:]}" for word in part.split()) for part in spaced.split(":"))
    return ":".join((_ROOTS[listed.type], *parts))


def _is_name(name: str) -> bool:
    root, *parts = name.split(":")
    return root in _ROOTS.values() and bool(parts) and all(map(_is_part, parts))


def _is_part(part: str) -> bool:
    """Check a component as beancount does: a capital letter or digit, then letters, digits and hyphens."""
    begins = part[:1] and category(part[0]) in {"Lu", "Nd"}
    return bool(begins) and all(char == "-" or _is_name_char(char) for char in part)


def _is_name_char(char: str) -> bool:
    return category(char).startswith("L") or category(char) == "Nd"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
