"""How a command becomes an entry: lines as they are, mirrored, or scaled down."""

from __future__ import annotations

from attrs import evolve
from moneyed import Money

from xbcommerce.kernel.money import Allocate, allocate_units, minor

from .journal import Entry, Hold, Line, Post, Reverse, SettleHold, VoidHold


def asked(command: Post | Hold) -> Entry:
    """Make the entry of a command that brings its lines."""
    return Entry(command, command.lines) if isinstance(command, Post) else Entry(command, (), command.lines)


def answering(command: Reverse | SettleHold | VoidHold, target: Entry) -> Entry:
    """Make the entry of a command about another entry that it fits."""
    match command:
        case Reverse():
            return Entry(command, _mirrored(target.settled))
        case SettleHold(amount=amount):
            return Entry(command, _resolved(target.pending, amount), _mirrored(target.pending))
        case VoidHold():
            return Entry(command, (), _mirrored(target.pending))


def _mirrored(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(line.mirrored() for line in lines)


def _resolved(held: tuple[Line, ...], amount: Money | None) -> tuple[Line, ...]:
    """Scale held lines down to an amount: each side is shared out fairly, so they still add up to nothing."""
    if amount is None:
        return held
    lines: list[Line] = []
    for sign in (1, -1):
        side = [line for line in held if line.amount_minor * sign > 0]
        weights = [abs(line.amount_minor) for line in side]
        shares = allocate_units(minor(amount) * sign, weights, Allocate.LARGEST_REMAINDER).shares
        lines += [evolve(line, amount_minor=share) for line, share in zip(side, shares, strict=True)]
    return tuple(lines)
