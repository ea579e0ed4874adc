"""What stands against an entry, every objection of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from moneyed import Money

from xbcommerce.kernel.money import from_minor, minor, plain
from xbcommerce.kernel.unmet import Param, Refusal, Unmet

from .chart import Bounds, Chart
from .index import Index
from .journal import Command, Entry, Hold, Line, LinesCommand, Reverse, SettleHold, VoidHold, balance_of
from .standing import Standing
from .writing import answering, asked

_LINES_MIN = 2


def told_again(known: Entry, command: Command) -> Entry | Refusal:
    """Return the entry that was written under the id of a command, if it is the very same command."""
    same = known.command == command
    return known if same else Refusal.of(Unmet("ledger.duplicate_id_conflict", command.id))


def decide(command: Command, index: Index, chart: Chart, sealed_through: date | None) -> Entry | Refusal:
    """Make the entry of a command under a free id, or list everything that stands against it."""
    entry: Entry | None
    if isinstance(command, LinesCommand):
        lines, entry = command.lines, asked(command)
        unmet = [] if len(lines) >= _LINES_MIN and _balanced(lines) else _against_lines(command.id, lines)
    else:
        target = index.entry(command.of)
        unmet = list(_against_target(command, target, index.done_by(command.of)))
        entry = None if target is None or unmet else answering(command, target)
    if entry is not None and chart.accounts:
        unmet += _against_chart(entry, index, chart)
    if sealed_through is not None and command.on <= sealed_through:
        figures = {"on": command.on, "sealed_through": sealed_through}
        unmet.append(Unmet("ledger.period_sealed", command.id, figures))
    return Refusal(tuple(unmet)) if entry is None or unmet else entry


def _balanced(lines: Sequence[Line]) -> bool:
    """Say whether lines add up to nothing; most entries are of one currency, and need one sum."""
    code, units = lines[0].currency, 0
    for line in lines:
        if line.currency != code:
            return not balance_of(lines)
        units += line.amount_minor
    return not units


def _against_lines(entry_id: str, lines: Sequence[Line]) -> list[Unmet]:
    few = [Unmet("ledger.too_few_lines", entry_id, {"lines": len(lines)})]
    return (few if len(lines) < _LINES_MIN else []) + [
        Unmet(
            "ledger.unbalanced",
            entry_id,
            {"currency": difference.currency.code, "difference": plain(difference)},
        )
        for difference in balance_of(lines).moneys
    ]


def _against_target(
    command: Reverse | SettleHold | VoidHold, target: Entry | None, done_by: str | None
) -> Iterator[Unmet]:
    if target is None:
        yield Unmet("ledger.unknown_target", command.id, {"of": command.of})
    elif isinstance(command, Reverse):
        yield from _against_reversal(command, target, done_by)
    else:
        yield from _against_resolution(command, target, done_by)


def _against_reversal(command: Reverse, target: Entry, done_by: str | None) -> Iterator[Unmet]:
    if isinstance(target.command, Hold):
        yield Unmet("ledger.hold_is_voided_not_reversed", command.id, {"of": command.of})
    elif isinstance(target.command, VoidHold):
        yield Unmet("ledger.nothing_to_reverse", command.id, {"of": command.of})
    elif done_by:
        yield Unmet("ledger.already_reversed", command.id, {"of": command.of, "by": done_by})


def _against_resolution(
    command: SettleHold | VoidHold, target: Entry, done_by: str | None
) -> Iterator[Unmet]:
    if not isinstance(target.command, Hold):
        yield Unmet("ledger.not_a_hold", command.id, {"of": command.of})
        return
    if done_by:
        yield Unmet("ledger.hold_already_resolved", command.id, {"of": command.of, "by": done_by})
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


def _against_chart(entry: Entry, index: Index, chart: Chart) -> Iterator[Unmet]:
    touched = dict.fromkeys((line.account, line.currency) for line in (*entry.settled, *entry.pending))
    for account in dict.fromkeys(account for account, _ in touched):
        if chart.only_these and chart.account(account) is None:
            yield Unmet(
                "ledger.unknown_account", entry.id, {"account": account, "nearest": chart.nearest(account)}
            )
    for account, currency in touched:
        bounds = chart.bounds(account, currency)
        if bounds is not None:
            before = index.standing(account, currency)
            yield from _against_bounds(entry, account, bounds, before)


def _against_bounds(entry: Entry, account: str, bounds: Bounds, before: Standing) -> Iterator[Unmet]:
    """Compare what the balance may come to; what leads back from outside of the bounds is let through."""
    after = before.after(entry, account, bounds.currency)
    if bounds.minimum is not None and after.lowest < min(minor(bounds.minimum), before.lowest):
        balance = from_minor(after.lowest, bounds.currency)
        figures: dict[str, Param] = {"account": account, "balance": balance, "minimum": bounds.minimum}
        yield Unmet("ledger.below_minimum", entry.id, figures)
    if bounds.maximum is not None and after.highest > max(minor(bounds.maximum), before.highest):
        balance = from_minor(after.highest, bounds.currency)
        most: dict[str, Param] = {"account": account, "balance": balance, "maximum": bounds.maximum}
        yield Unmet("ledger.above_maximum", entry.id, most)
