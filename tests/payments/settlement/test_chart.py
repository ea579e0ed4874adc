"""The books of a settlement can be handed on."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from xbcommerce.payments import Account, Ledger, book, fold
from xbcommerce.payments.ledger import AccountType, beancount_text
from xbcommerce.payments.settlement import SETTLEMENT_CHART
from xbcommerce.testing.strategies.payments import Run, runs


def test_every_account_of_a_settlement_is_in_the_chart() -> None:
    """With the type it has: the places on the way are assets, costs are expenses."""
    types = {name: account.type for name in Account if (account := SETTLEMENT_CHART.account(name.value))}
    assert types.keys() == set(Account)
    assert types[Account.BANK] is AccountType.ASSET
    assert types[Account.FX_SPREAD] is AccountType.EXPENSE
    assert types[Account.SALES] is AccountType.INCOME


@given(runs())
@settings(max_examples=15, deadline=None)
def test_beancount_reads_the_books_of_any_settlement(run: Run) -> None:
    """Without an error, its balance assertions included."""
    loader = pytest.importorskip("beancount.loader", reason="beancount is not installed (extra: bench)")
    books = book(Ledger(chart=SETTLEMENT_CHART), fold(run.plan, run.facts), on=date(2026, 10, 30))
    _, errors, _ = loader.load_string(beancount_text(books, title="Shop"))
    assert errors == []
