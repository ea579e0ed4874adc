"""The books looked at: trial balance, statement, open items, closing, exchange, beancount."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import Bag, CurrencyMismatchError, from_minor, minor
from xbcommerce.payments import (
    Chart,
    Ledger,
    Line,
    Post,
    Posted,
    Reverse,
    post,
    post_all,
    seal,
    trial_balance,
)
from xbcommerce.payments.ledger import (
    AccountType,
    BeancountNameError,
    ChartAccount,
    ExchangeAccounts,
    account_statement,
    beancount_text,
    closing_entry,
    exchange,
    open_items,
)
from xbcommerce.testing.strategies.accounts import exchange_accounts
from xbcommerce.testing.strategies.books import ledgers
from xbcommerce.testing.strategies.money import moneys

DAY = date(2026, 10, 30)
DAYS = st.dates(date(2026, 9, 30), date(2026, 11, 2))
ALL_TYPES = dict(zip("abcd", AccountType, strict=False))
CHART = Chart(tuple(ChartAccount(name, kind) for name, kind in ALL_TYPES.items()))


@given(ledgers(), st.none() | DAYS)
def test_a_trial_balance_adds_up_to_nothing(ledger: Ledger, on: date | None) -> None:
    """Debits equal credits in each currency, and every row is the balance of its account."""
    shown = trial_balance(ledger, on)
    assert not shown.difference
    assert all(row.debits == row.credits for row in shown.totals)
    rows = {name: Bag.of(row.balance for row in shown.rows if row.account == name) for name in "abcd"}
    assert {name: bag for name, bag in rows.items() if bag} == ledger.balances(on)
    assert len(str(shown).splitlines()) == 1 + len(shown.rows) + len(shown.totals)


def test_a_trial_balance_would_show_an_entry_that_does_not_balance() -> None:
    """Books made by hand, not by `post`: the difference is there to see."""
    entry = post_all(Ledger(), [Post("s1", DAY, "sale", (Line("a", "EUR", 5), Line("b", "EUR", -5)))])[1][0]
    assert not isinstance(entry, tuple)
    broken = Ledger((type(entry)(entry.command, entry.settled[:1]),))  # type: ignore[union-attr, call-arg, arg-type]
    assert str(trial_balance(broken).difference) == "0.05 EUR"


@given(ledgers(), st.sampled_from("abcd"), st.tuples(DAYS, DAYS, DAYS).map(sorted))
def test_statements_form_a_chain(ledger: Ledger, account: str, days: list[date]) -> None:
    """Opening and movements are the closing balance, which is the opening balance of the next."""
    first = account_statement(ledger, account, start=days[0], end=days[1])
    second = account_statement(ledger, account, start=days[1], end=days[2])
    whole = account_statement(ledger, account, start=days[0], end=days[2])
    assert first.closing == second.opening
    assert (whole.opening, whole.rows, whole.closing) == (
        first.opening,
        first.rows + second.rows,
        second.closing,
    )
    running = dict(whole.opening.amounts_minor)
    for row in whole.rows:
        code = row.amount.currency.code
        running[code] = running.get(code, 0) + minor(row.amount)
        assert minor(row.balance) == running[code]
    last = date.fromordinal(days[2].toordinal() - 1)
    assert whole.closing == ledger.balance(account, last)


def test_a_statement_cannot_end_before_it_begins() -> None:
    """Both days are named in the refusal's words; a span of no days is empty."""
    with pytest.raises(InvalidValueError, match=r"end=2026-10-29 lies before start=2026-10-30"):
        account_statement(Ledger(), "a", start=DAY, end=date(2026, 10, 29))
    assert account_statement(Ledger(), "a", start=DAY, end=DAY).rows == ()


@given(ledgers(), st.sampled_from("abcd"), st.none() | DAYS)
def test_open_items_are_the_balance(ledger: Ledger, account: str, on: date | None) -> None:
    """What is settled adds nothing, what is open adds up to it; each reference stands once a currency."""
    every, still = (open_items(ledger, account, on, cleared=cleared) for cleared in (True, False))
    assert Bag.of(item.amount for item in every) == ledger.balance(account, on)
    assert still == tuple(item for item in every if item.is_open)
    assert len({(item.reference, item.amount.currency.code) for item in every}) == len(every)


def test_a_reversed_payment_opens_the_invoice_again() -> None:
    """The mirror carries the reference."""
    invoice = Post("i1", DAY, "invoice", (Line("receivable", "EUR", 80, "inv-1"), Line("sales", "EUR", -80)))
    paid = Post("p1", DAY, "payment", (Line("bank", "EUR", 80), Line("receivable", "EUR", -80, "inv-1")))
    books = post_all(Ledger(), [invoice, paid])[0]
    assert open_items(books, "receivable") == ()
    (item,) = open_items(books, "receivable", cleared=True)
    assert str(item) == "inv-1: settled (i1, p1)"
    (item,) = open_items(post_all(books, [Reverse("r1", DAY, "p1")])[0], "receivable")
    assert (str(item.amount.amount), item.entry_ids) == ("0.80", ("i1", "p1", "r1"))


@given(ledgers(), DAYS)
def test_closing_empties_income_and_expense_and_nothing_else(ledger: Ledger, through: date) -> None:
    """The result goes to equity to the cent; closing again finds nothing."""
    chart = Chart((ChartAccount("a", AccountType.INCOME), ChartAccount("b", AccountType.EXPENSE)))
    books = Ledger(ledger.entries, chart=chart)
    command = closing_entry(books, "closing", through, retained_earnings="retained")
    before = books.balances(through)
    if command is None:
        assert "a" not in before
        assert "b" not in before
        return
    posted = post(books, command)
    assert isinstance(posted, Posted)
    closed = seal(posted.ledger, through)
    after = closed.balances(through)
    assert {"a", "b"}.isdisjoint(after)
    assert after.get("retained", Bag()) == before.get("a", Bag()) + before.get("b", Bag())
    assert all(after.get(name) == before.get(name) for name in "cd")
    assert closing_entry(closed, "again", through, retained_earnings="retained") is None


@given(
    moneys(currencies=("USD",), minor_min=1, minor_max=10**9),
    moneys(currencies=("JPY",), minor_min=1, minor_max=10**9),
    st.decimals(Decimal("0.0001"), Decimal(1000), places=4),
    exchange_accounts(),
)
def test_an_exchange_balances_in_each_currency_and_shows_its_cost(
    source: Money, target: Money, rate: Decimal, accounts: ExchangeAccounts
) -> None:
    """What is given and received is exact; the spread is the worth at the market rate less what came."""
    mid = Rate("USD", "JPY", rate, DAY, "a bank")
    posted = post(Ledger(), exchange("fx", DAY, source, target, mid, accounts))
    assert isinstance(posted, Posted)
    books = posted.ledger
    moved = books.balance(accounts.given_from)
    if accounts.given_from != accounts.received_on:
        moved += books.balance(accounts.received_on)
    assert moved == Bag.of([target, from_minor(-minor(source), "USD")])
    at_mid = -minor(books.balance("trading")["JPY"])
    assert minor(books.balance("spread")["JPY"]) == at_mid - minor(target)
    assert abs(at_mid - minor(source) * rate / 100) <= Decimal("0.5")


def test_an_exchange_at_a_rate_of_another_pair_is_refused() -> None:
    """By name of both."""
    mid = Rate("USD", "EUR", Decimal("0.92"), DAY, "a bank")
    accounts = ExchangeAccounts("a", "b", trading="t", spread="s")
    with pytest.raises(CurrencyMismatchError, match="JPY"):
        exchange("fx", DAY, Money(1, "USD"), Money(1, "JPY"), mid, accounts)


def test_a_notebook_shows_tables_without_markup_of_the_books() -> None:
    """Names are escaped."""
    books = post_all(Ledger(), [Post("<b>", DAY, "<i>", (Line("<u>", "EUR", 5), Line("b", "EUR", -5)))])[0]
    shown = trial_balance(books)._repr_html_()
    statement = account_statement(books, "<u>", start=DAY, end=date(2026, 11, 1))
    shown += statement._repr_html_()
    assert re.findall(r"<[bui]>", shown) == []
    assert shown.count("<table>") == 2
    assert "&lt;u&gt;" in shown


def loaded(text: str) -> dict[str, Bag]:
    """Let beancount itself read a text without an error, and add its accounts up."""
    loader = pytest.importorskip("beancount.loader", reason="beancount is not installed (extra: bench)")
    from beancount.core import data

    entries, errors, _ = loader.load_string(text)
    assert [error.message for error in errors] == []
    sums: dict[str, Bag] = {}
    for entry in entries:
        for posting in entry.postings if isinstance(entry, data.Transaction) else ():
            amount = Money(posting.units.number, posting.units.currency)
            sums[posting.account] = sums.get(posting.account, Bag()) + Bag.of([amount])
    return {account: bag for account, bag in sums.items() if bag}


ROOTED = {"a": "Assets:A", "b": "Liabilities:B", "c": "Equity:C", "d": "Income:D"}


@given(ledgers())
@settings(max_examples=15, deadline=None)
def test_beancount_reads_the_books_and_comes_to_the_same_sums(ledger: Ledger) -> None:
    """No error, its own balance assertions hold without tolerance, and every account agrees."""
    books = Ledger(ledger.entries, chart=CHART)
    expected = {ROOTED[name]: bag for name, bag in books.balances().items()}
    assert loaded(beancount_text(books, title="Books")) == expected


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters='"\\\n'), min_size=1))
@settings(max_examples=15, deadline=None)
def test_beancount_reads_ids_and_texts_of_any_characters(text: str) -> None:
    """Quotes, backslashes, line ends and other scripts come through."""
    sale = Post(text, DAY, text, (Line("a", "EUR", 5, text), Line("b", "EUR", -5)))
    books = post_all(Ledger(chart=CHART), [sale])[0]
    written = beancount_text(books, title=text)
    assert loaded(written) == {"Assets:A": Bag({"EUR": 5}), "Liabilities:B": Bag({"EUR": -5})}
    from beancount import loader

    (found,) = (entry for entry in loader.load_string(written)[0] if hasattr(entry, "postings"))
    assert (found.meta["id"], found.narration) == (text, text)


def test_beancount_would_object_to_a_wrong_balance() -> None:
    """The assertions are worth something."""
    sale = Post("s1", DAY, "sale", (Line("a", "JPY", 5), Line("b", "JPY", -5)))
    written = beancount_text(post_all(Ledger(chart=CHART), [sale])[0], title="Books")
    with pytest.raises(AssertionError, match="Balance failed"):
        loaded(written.replace("balance Assets:A  5 ~", "balance Assets:A  6 ~"))


@pytest.mark.parametrize(
    ("account", "name"),
    [("fx_spread", "Fx-Spread"), ("bank:eur 1", "Bank:Eur-1"), ("40 sales", "40-Sales"), ("é", "É")],
)
def test_names_become_names_of_beancount(account: str, name: str) -> None:
    """Words are joined by hyphens and begin with a capital."""
    chart = Chart((ChartAccount(account, AccountType.ASSET), ChartAccount("b", AccountType.INCOME)))
    sale = Post("s1", DAY, "sale", (Line(account, "EUR", 5), Line("b", "EUR", -5)))
    assert f"Assets:{name}" in loaded(beancount_text(post_all(Ledger(chart=chart), [sale])[0], title="Books"))


def test_accounts_without_a_name_in_beancount_are_refused_together() -> None:
    """Not in the chart, no capital letter, or the name of another; each can be given one."""
    chart = Chart((ChartAccount("银行", AccountType.ASSET), ChartAccount("x y", AccountType.ASSET)))
    lines = (Line("银行", "EUR", 5), Line("x y", "EUR", -4), Line("free", "EUR", -1))
    books = post_all(Ledger(chart=chart), [Post("s1", DAY, "sale", lines)])[0]
    with pytest.raises(BeancountNameError, match=r"'free' \(not in the chart\), '银行' .*names="):
        beancount_text(books, title="Books")
    given_names = {"free": "Equity:X-Y", "银行": "Assets:X-Y"}
    with pytest.raises(BeancountNameError, match="'x y', '银行' share Assets:X-Y"):
        beancount_text(books, title="Books", names=given_names)
    given_names["银行"] = "Assets:A银行"
    assert loaded(beancount_text(books, title="Books", names=given_names))["Assets:A银行"] == Bag({"EUR": 5})


def test_nothing_can_be_asserted_after_the_last_day_there_is() -> None:
    """It is named."""
    lines = (Line("a", "EUR", 5), Line("b", "EUR", -5))
    books = post_all(Ledger(chart=CHART), [Post("s1", date.max, "sale", lines)])[0]
    with pytest.raises(InvalidValueError, match="9999-12-31"):
        beancount_text(books, title="Books")


def test_empty_books_are_empty_text() -> None:
    """A title and no more."""
    assert loaded(beancount_text(Ledger(), title="Books")) == {}
