"""Which charges a place levies on the days of a trade, and of which nobody knows whether it does.

Rules stand under ``charge/JURISDICTION/NAME``; a name in a more particular jurisdiction stands for the same
name in a wider one. A name whose records are silent on the day is a gap in what is known, not a charge of
zero; a flat duty alone is asked only where a threshold calls for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import field, frozen

from xbcommerce.kernel.dated import Ambiguous, Announced, Dated, Found, NoRule, RuleSet, Stale, Void
from xbcommerce.kernel.unmet import Note, Unmet
from xbcommerce.logistics.customs.charges import ChargeKind, ChargeRule, PerCode
from xbcommerce.logistics.customs.goods import TradeFacts
from xbcommerce.logistics.customs.place import Jurisdictions
from xbcommerce.logistics.customs.trade import TradeDates

PREFIX = "charge/"
"""Under which keys charges stand."""


@frozen
class Levies:
    """The charges of a place.

    Attributes:
        records: Those that hold, the ones that may not be about the consignment too.
        unmet: Why there may be others, or others than these.
        notes: What was struck down or announced.
    """

    records: tuple[Dated[ChargeRule], ...] = field(converter=tuple[Dated[ChargeRule], ...])
    unmet: tuple[Unmet, ...] = field(default=(), converter=tuple[Unmet, ...])
    notes: tuple[Note | Unmet, ...] = field(default=(), converter=tuple[Note | Unmet, ...])


def levies_of(
    places: Jurisdictions, facts: TradeFacts, dates: TradeDates, rules: RuleSet[Any], known: date | None
) -> Levies:
    """Gather the charges of a place.

    Args:
        places: Whose duties and whose taxes hold.
        facts: Of the consignment, to leave out what is certainly not about it.
        dates: The days of the trade.
        rules: Records under ``charge/…``; what else the set holds is ignored.
        known: What was known by this day counts; None is the day of issue.
    """
    records: list[Dated[ChargeRule]] = []
    unmet: list[Unmet] = []
    notes: list[Note | Unmet] = []
    for keys in _by_name(places, rules).values():
        one = _first_that_speaks(keys, facts, dates, rules, known)
        records.extend(one.records)
        unmet.extend(one.unmet)
        notes.extend(one.notes)
    return Levies(records, unmet, notes)


def _by_name(places: Jurisdictions, rules: RuleSet[Any]) -> dict[tuple[str, bool], list[str]]:
    """Return the keys of each name, the most particular jurisdiction first; duties and taxes apart."""
    names: dict[tuple[str, bool], list[str]] = {}
    for chain, tax in ((places.duty, False), (places.tax, True)):
        for jurisdiction in chain:
            prefix = f"{PREFIX}{jurisdiction}/"
            for key in rules.keys_under(prefix):
                if any(_is_tax(record) is tax for record in rules.records_of(key)):
                    names.setdefault((key.removeprefix(prefix), tax), []).append(key)
    return names


def _is_tax(record: Dated[Any]) -> bool | None:
    value = record.value
    return value.kind is ChargeKind.IMPORT_TAX if isinstance(value, ChargeRule) else None


def _first_that_speaks(
    keys: list[str], facts: TradeFacts, dates: TradeDates, rules: RuleSet[Any], known: date | None
) -> Levies:
    silent = Levies(())
    for key in keys:
        series = [record for record in _rules(rules, key) if record.value.when.holds(facts) is not False]
        if not series:
            continue
        basis = series[0].value.date_basis
        on = dates.on(basis)
        if on is None:
            return Levies((), [Unmet("landed_cost.day_unknown", f"dates.{basis.value}", {"key": key})])
        answer = rules.as_of(key, on, known)
        if not isinstance(answer, NoRule):
            return _told(answer)
        if not all(isinstance(record.value.amount, PerCode) for record in series):
            silent = Levies((), [line for line in answer.why() if isinstance(line, Unmet)])
    return silent


def _told(answer: Any) -> Levies:  # noqa: ANN401 (values are a union)
    match answer:
        case Found(record, announced):
            return Levies([record], (), answer.why()[1:] if announced else ())
        case Stale(record):
            return Levies([record], [line for line in answer.why() if isinstance(line, Unmet)])
        case Void() | Announced():
            return Levies((), (), answer.why())
        case Ambiguous():
            return Levies((), [line for line in answer.why() if isinstance(line, Unmet)])
        case _:  # pragma: no cover (six outcomes)
            raise AssertionError(answer)


def _rules(rules: RuleSet[Any], key: str) -> Iterator[Dated[ChargeRule]]:
    return (record for record in rules.records_of(key) if isinstance(record.value, ChargeRule))
