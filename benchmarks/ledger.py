"""Books kept beside the same kept as beancount entries and as postings on Money.

Every side takes the same entries and comes to the same balances, which is asserted before timing. Ours also
refuses what does not balance or was written before; beancount leaves both to a later check, which is timed as
a row of its own. beancount is measured against and never used (GPL-2.0).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen
from moneyed import Money, get_currency

from benchmarks.measure import Bench, Peer
from xbcommerce.payments import Ledger, Line, Post, post, post_all

_ENTRIES = 2_000
_DAY = date(2026, 4, 1)
_USD = get_currency("USD")
_Rows = Sequence[tuple[str, str, int]]
_GIVEN: Sequence[tuple[str, _Rows]] = [
    (
        f"s{number}",
        (
            ("Assets:Provider", "USD", 9_680 + number),
            ("Expenses:Fees", "USD", 320),
            ("Income:Sales", "USD", -10_000 - number),
        ),
    )
    for number in range(_ENTRIES)
]
"""Ids and lines: account, currency, minor units."""


def _commands() -> list[Post]:
    return [Post(name, _DAY, "sale", tuple(Line(*row) for row in rows)) for name, rows in _GIVEN]


def _balances(ledger: Ledger) -> dict[str, Money]:
    return {account: bag["USD"] for account, bag in ledger.balances().items()}


def _one_by_one(commands: Sequence[Post]) -> Ledger:
    ledger = Ledger()
    for command in commands:
        ledger = post(ledger, command).ledger  # type: ignore[union-attr]
    return ledger


@frozen
class Transfer:
    """An entry of postings on Money."""

    id: str
    on: date
    kind: str
    postings: tuple[tuple[str, Money], ...]


def _on_money() -> dict[str, Money]:
    """Build the postings, check that each entry balances, and sum by account."""
    balances: dict[str, Money] = {}
    known: dict[str, Transfer] = {}
    for name, rows in _GIVEN:
        postings = tuple((account, Money(Decimal(minor).scaleb(-2), _USD)) for account, _, minor in rows)
        transfer = Transfer(name, _DAY, "sale", postings)
        if name in known or sum((money for _, money in postings), Money(0, _USD)).amount:
            raise AssertionError(name)
        known[name] = transfer
        for account, money in transfer.postings:
            balances[account] = balances[account] + money if account in balances else money
    return balances


def _built() -> list[Any]:
    """Build beancount's entries, as its own parser and importers do."""
    from beancount.core import amount, data

    return [
        data.Transaction(
            data.new_metadata("books", number, {"id": name}),
            _DAY,
            "*",
            None,
            "sale",
            data.EMPTY_SET,
            data.EMPTY_SET,
            [
                data.Posting(account, amount.Amount(Decimal(minor).scaleb(-2), code), None, None, None, None)
                for account, code, minor in rows
            ],
        )
        for number, (name, rows) in enumerate(_GIVEN)
    ]


def _realized(entries: Sequence[Any]) -> dict[str, Any]:
    """Sum by account into beancount's inventories."""
    from beancount.core import realization

    by_account = realization.postings_by_account(entries)
    return {account: realization.compute_postings_balance(found) for account, found in by_account.items()}


def _checked(entries: Sequence[Any]) -> dict[str, Any]:
    """Check that every entry balances, then sum."""
    from beancount.core import interpolate

    if not all(interpolate.compute_residual(entry.postings).is_empty() for entry in entries):
        raise AssertionError
    return _realized(entries)


def _agree() -> None:
    ours = _balances(post_all(Ledger(), _commands())[0])
    theirs = {
        account: Money(next(iter(inventory)).units.number, _USD)
        for account, inventory in _realized(_built()).items()
    }
    if not ours == theirs == _on_money() == _balances(_one_by_one(_commands())):
        msg = f"the peers do not come to the same balances: {ours}, {theirs}"
        raise AssertionError(msg)


def benches() -> list[Bench]:
    """Return the rows of this topic."""
    _agree()
    commands = _commands()
    many = [evolve(commands[0], id=f"s{number}") for number in range(10_000)]
    checked = Peer("beancount: built, checked, summed", lambda: _checked(_built()), _ENTRIES)
    return [
        Bench(
            "post and sum",
            lambda: _balances(post_all(Ledger(), commands)[0]),
            [
                Peer("beancount: built and summed", lambda: _realized(_built()), _ENTRIES, faster=5),
                checked,
                Peer("Money: built, checked, summed", _on_money, _ENTRIES, faster=1.5),
            ],
            work=_ENTRIES,
            rounds=21,
        ),
        Bench(
            "commands made from rows, post and sum",
            lambda: _balances(post_all(Ledger(), _commands())[0]),
            [
                Peer("beancount: built and summed", lambda: _realized(_built()), _ENTRIES),
                checked,
                Peer("Money: built, checked, summed", _on_money, _ENTRIES, faster=1.5),
            ],
            work=_ENTRIES,
            rounds=21,
        ),
        Bench(
            "post one by one, 10,000 entries",
            lambda: _one_by_one(many),
            [Peer("1,000 entries", lambda: _one_by_one(many[:1_000]), 1_000, at_most=1.5)],
            work=len(many),
        ),
    ]
