"""What stands against an entry, every objection of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import define, field
from moneyed import Money

from xbcommerce.kernel.money import Allocate, allocate_units, from_minor, minor, plain
from xbcommerce.kernel.unmet import Unmet

from .journal import Command, Entry, Hold, Line, Post, Reverse, SettleHold, VoidHold, balance_of

_LINES_MIN = 2


@define
class Index:
    """Working notes over the entries: by id, and which entry reversed or resolved which."""

    entries: dict[str, Entry] = field(factory=dict[str, Entry])
    done_by: dict[str, str] = field(factory=dict[str, str])

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Index:
        """Index entries in the order they were written."""
        index = cls()
        for entry in entries:
            index.add(entry)
        return index

    def copy(self) -> Index:
        """Return notes that can be added to without changing these."""
        return Index(dict(self.entries), dict(self.done_by))

    def add(self, entry: Entry) -> None:
        """Index one more entry."""
        self.entries[entry.id] = entry
        if isinstance(entry.command, Reverse | SettleHold | VoidHold):
            self.done_by[entry.command.of] = entry.id


def objections(command: Command, index: Index, sealed_through: date | None) -> tuple[Unmet, ...]:
    """List everything that stands against a command; empty if it can be written."""
    if command.id in index.entries:
        return (Unmet("ledger.duplicate_id_conflict", command.id),)
    unmet: list[Unmet] = []
    match command:
        case Post(lines=lines) | Hold(lines=lines):
            unmet += _against_lines(command.id, lines)
        case Reverse():
            unmet += _against_reversal(command, index)
        case SettleHold() | VoidHold():
            unmet += _against_resolution(command, index)
    if sealed_through is not None and command.on <= sealed_through:
        figures = {"on": command.on, "sealed_through": sealed_through}
        unmet.append(Unmet("ledger.period_sealed", command.id, figures))
    return tuple(unmet)


def _against_lines(entry_id: str, lines: tuple[Line, ...]) -> Iterator[Unmet]:
    if len(lines) < _LINES_MIN:
        yield Unmet("ledger.too_few_lines", entry_id, {"lines": len(lines)})
    for difference in balance_of(lines).moneys:
        figures = {"currency": difference.currency.code, "difference": plain(difference)}
        yield Unmet("ledger.unbalanced", entry_id, figures)


def _against_reversal(command: Reverse, index: Index) -> Iterator[Unmet]:
    target = index.entries.get(command.of)
    if target is None:
        yield Unmet("ledger.unknown_target", command.id, {"of": command.of})
    elif isinstance(target.command, Hold):
        yield Unmet("ledger.hold_is_voided_not_reversed", command.id, {"of": command.of})
    elif isinstance(target.command, VoidHold):
        yield Unmet("ledger.nothing_to_reverse", command.id, {"of": command.of})
    elif by := index.done_by.get(command.of):
        yield Unmet("ledger.already_reversed", command.id, {"of": command.of, "by": by})


def _against_resolution(command: SettleHold | VoidHold, index: Index) -> Iterator[Unmet]:
    target = index.entries.get(command.of)
    if target is None:
        yield Unmet("ledger.unknown_target", command.id, {"of": command.of})
    elif not isinstance(target.command, Hold):
        yield Unmet("ledger.not_a_hold", command.id, {"of": command.of})
    else:
        if by := index.done_by.get(command.of):
            yield Unmet("ledger.hold_already_resolved", command.id, {"of": command.of, "by": by})
        if isinstance(command, SettleHold) and command.amount is not None:
            yield from _against_amount(command, command.amount, target.pending)


def _against_amount(command: SettleHold, amount: Money, held: tuple[Line, ...]) -> Iterator[Unmet]:
    codes = tuple(sorted({line.currency for line in held}))
    if codes != (amount.currency.code,):
        yield Unmet(
            "ledger.currency_mismatch", command.id, {"of": command.of, "amount": amount, "currency": codes}
        )
        return
    most = sum(line.amount_minor for line in held if line.amount_minor > 0)
    if minor(amount) <= 0:
        yield Unmet("ledger.amount_not_positive", command.id, {"amount": amount})
    if minor(amount) > most:
        held_amount = from_minor(most, codes[0])
        yield Unmet(
            "ledger.exceeds_hold", command.id, {"of": command.of, "amount": amount, "held": held_amount}
        )


def resolved_lines(held: tuple[Line, ...], amount: Money | None) -> tuple[Line, ...]:
    """Scale held lines down to an amount: each side is shared out fairly, so they still add up to nothing."""
    if amount is None:
        return held
    lines: list[Line] = []
    for sign in (1, -1):
        side = [line for line in held if line.amount_minor * sign > 0]
        weights = [abs(line.amount_minor) for line in side]
        shares = allocate_units(minor(amount) * sign, weights, Allocate.LARGEST_REMAINDER).shares
        lines += [Line(line.account, line.currency, share) for line, share in zip(side, shares, strict=True)]
    return tuple(lines)
