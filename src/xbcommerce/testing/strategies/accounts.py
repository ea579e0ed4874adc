"""Charts of accounts with bounds, and looks at the books: trial balances, statements, open items."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from xbcommerce.kernel.money import from_minor
from xbcommerce.payments import Chart, Ledger, post_all, trial_balance
from xbcommerce.payments.ledger import (
    AccountStatement,
    AccountType,
    Bounds,
    ChartAccount,
    ExchangeAccounts,
    OpenItem,
    TrialBalance,
    account_statement,
    open_items,
)

from .books import commands, ledgers
from .money import CURRENCIES

_LARGE = 10**7


@st.composite
def bounds(draw: st.DrawFn, *, currencies: tuple[str, ...] = CURRENCIES) -> Bounds:
    """Bounds around nothing, so that empty books keep them."""
    code = draw(st.sampled_from(currencies))
    low, high = draw(st.integers(-_LARGE, 0)), draw(st.integers(0, _LARGE))
    sides = draw(st.sampled_from([(True, True), (True, False), (False, True)]))
    return Bounds(
        from_minor(low, code) if sides[0] else None,
        from_minor(high, code) if sides[1] else None,
    )


def chart_accounts(*, names: str = "abcd") -> st.SearchStrategy[ChartAccount]:
    """Accounts of any type with bounds in some currencies."""
    each = st.lists(bounds(), max_size=3, unique_by=lambda one: one.currency).map(tuple)
    return st.builds(ChartAccount, st.sampled_from(names), st.sampled_from(AccountType), each)


@st.composite
def charts(draw: st.DrawFn, *, names: str = "abcd") -> Chart:
    """Charts that list some of the accounts, or all there are."""
    listed = draw(st.lists(chart_accounts(names=names), max_size=4, unique_by=lambda account: account.name))
    return Chart(tuple(listed), only_these=draw(st.booleans()))


@st.composite
def bounded_ledgers(draw: st.DrawFn) -> Ledger:
    """Books with a chart from the start, after up to ten commands, of which some were refused."""
    return post_all(Ledger(chart=draw(charts())), draw(st.lists(commands(), max_size=10)))[0]


def exchange_accounts() -> st.SearchStrategy[ExchangeAccounts]:
    """Where an exchange is written."""
    names = st.sampled_from("abcd")
    return st.builds(ExchangeAccounts, names, names, trading=st.just("trading"), spread=st.just("spread"))


def trial_balances() -> st.SearchStrategy[TrialBalance]:
    """Trial balances of books, now or as of a day."""
    return st.builds(trial_balance, ledgers(), st.none() | _days())


@st.composite
def account_statements(draw: st.DrawFn) -> AccountStatement:
    """Statements of an account of books over some days."""
    start, end = sorted((draw(_days()), draw(_days())))
    return account_statement(draw(ledgers()), draw(st.sampled_from("abcd")), start=start, end=end)


@st.composite
def items(draw: st.DrawFn) -> OpenItem:
    """Open items, and some that are settled."""
    some = open_items(draw(ledgers()), draw(st.sampled_from("abcd")), cleared=True)
    settled = OpenItem("invoice-1", from_minor(0, "EUR"), date(2026, 10, 1), ("i1", "p1"))
    return draw(st.sampled_from((*some, settled)))


def _days() -> st.SearchStrategy[date]:
    return st.dates(date(2026, 10, 1), date(2026, 11, 1))
