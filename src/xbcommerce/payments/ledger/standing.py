"""What has come together on an account in one currency: what counts, and what is held."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .journal import Entry, Hold, Line

Sums = dict[str, dict[str, list[int]]]
"""By currency and account: debits, credits, held debits and held credits in minor units; none is negative."""


def add_up(entries: Iterable[Entry], sums: Sums) -> Sums:
    """Add entries to what has come together before, in place."""
    for entry in entries:
        for line in entry.settled:
            amount = line.amount_minor
            try:
                four = sums[line.currency][line.account]
            except KeyError:
                four = _new(sums, line)
            if amount > 0:
                four[0] += amount
            else:
                four[1] -= amount
        if entry.pending:
            _hold(entry, sums)
    return sums


def _hold(entry: Entry, sums: Sums) -> None:
    """Add what is held, or take it off: a release carries the mirror of what was held."""
    sign = 1 if isinstance(entry.command, Hold) else -1
    for line in entry.pending:
        amount, four = line.amount_minor, _new(sums, line)
        if amount * sign > 0:
            four[2] += amount
        else:
            four[3] -= amount


def _new(sums: Sums, line: Line) -> list[int]:
    return sums.setdefault(line.currency, {}).setdefault(line.account, [0, 0, 0, 0])


class Standing(NamedTuple):
    """What has come together on an account in one currency, in minor units; none is negative."""

    debits: int
    credits: int
    held_debits: int
    held_credits: int

    @property
    def balance(self) -> int:
        """What counts: debits less credits."""
        return self.debits - self.credits

    @property
    def pending(self) -> int:
        """What is held: debits less credits of open holds."""
        return self.held_debits - self.held_credits

    @property
    def highest(self) -> int:
        """The balance if every held debit came to count, and no held credit did."""
        return self.balance + self.held_debits

    @property
    def lowest(self) -> int:
        """The balance if every held credit came to count, and no held debit did."""
        return self.balance - self.held_credits

    def after(self, entry: Entry, account: str, currency: str) -> Standing:
        """Say what it would be after an entry."""
        return Standing(*add_up((entry,), {currency: {account: list(self)}})[currency][account])
