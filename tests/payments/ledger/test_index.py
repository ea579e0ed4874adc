"""Ledgers that share their beginning do not feel one another."""

from __future__ import annotations

import copy
import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import Command, Ledger, Line, Post, Posted, Reverse, post, post_all
from xbcommerce.testing.strategies.books import commands, ledgers

DAY = date(2026, 10, 30)


def sale(entry_id: str, units: int = 1) -> Post:
    """Write a sale."""
    return Post(entry_id, DAY, "sale", (Line("bank", "EUR", units), Line("sales", "EUR", -units)))


@given(st.lists(st.tuples(commands(), st.integers(0, 9)), max_size=20))
def test_every_version_stays_as_it_was(asked: list[tuple[Command, int]]) -> None:
    """Written behind, and behind an older one: each has its own entries and balances, asked in any order."""
    versions = [Ledger()]
    for command, back in asked:
        outcome = post(versions[max(0, len(versions) - 1 - back)], command)
        if isinstance(outcome, Posted):
            versions.append(outcome.ledger)
    for ledger in (*reversed(versions), *versions):
        anew = Ledger(ledger.entries)
        assert ledger.balances() == anew.balances()
        assert ledger.pending() == anew.pending()
        assert {entry.id for entry in ledger.entries} == {
            command.id for command, _ in asked if ledger.entry(command.id) is not None
        }


def test_two_that_write_behind_one_ledger_do_not_meet() -> None:
    """The second one gets its own trunk, and both say what they wrote."""
    books = post_all(Ledger(), [sale("s1")])[0]
    one, two = (post(books, sale("s2", units)) for units in (10, 20))
    assert isinstance(one, Posted)
    assert isinstance(two, Posted)
    assert str(books.balance("bank")) == "0.01 EUR"
    assert str(one.ledger.balance("bank")) == "0.11 EUR"
    assert str(two.ledger.balance("bank")) == "0.21 EUR"
    assert books.entry("s2") is None
    undone = post(one.ledger, Reverse("r", DAY, "s2"))
    assert isinstance(undone, Posted)
    assert one.ledger.index.done_by("s2") is None
    assert undone.ledger.index.done_by("s2") == "r"


def test_threads_that_write_behind_one_ledger_do_not_meet() -> None:
    """Each of them finds its own entries and balance in the end, and nobody else's."""

    def write(start: Ledger, number: int) -> Ledger:
        ledger = start
        for step in range(50):
            outcome = post(ledger, sale(f"{number}-{step}", number + 1))
            assert isinstance(outcome, Posted)
            ledger = outcome.ledger
            assert ledger.balance("bank").amounts_minor["EUR"] == 1 + (step + 1) * (number + 1)
        return ledger

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        start = post_all(Ledger(), [sale("first")])[0]
        with ThreadPoolExecutor(8) as pool:
            done = list(pool.map(lambda number: write(start, number), range(8)))
    finally:
        sys.setswitchinterval(interval)
    for number, ledger in enumerate(done):
        assert [entry.id for entry in ledger.entries] == [
            "first",
            *(f"{number}-{step}" for step in range(50)),
        ]


@given(ledgers())
def test_books_are_values(ledger: Ledger) -> None:
    """Equal if they hold the same, hashed alike, copied and pickled whole."""
    anew = Ledger(ledger.entries, ledger.sealed_through, ledger.chart)
    assert anew == ledger
    assert hash(anew) == hash(ledger)
    assert repr(anew) == repr(ledger)
    for copied in (copy.deepcopy(ledger), pickle.loads(pickle.dumps(ledger))):  # noqa: S301 (our own)
        assert copied == ledger
        assert copied.balances() == ledger.balances()


def test_a_refused_command_leaves_no_trace() -> None:
    """The next one is written behind the same trunk, and the ledger itself is as it was."""
    books = post_all(Ledger(), [sale("s1")])[0]
    assert isinstance(post(books, Post("s2", DAY, "sale", ())), Refusal)
    assert isinstance(post(books, sale("s2")), Posted)
    assert len(books.entries) == 1
