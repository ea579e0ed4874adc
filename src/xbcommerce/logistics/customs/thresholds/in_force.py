"""Which thresholds are to be asked on the days of a trade: certainly, or perhaps.

A record that is overdue for review, several that contradict each other, a day of the trade that is not known,
days of which no record speaks: each leaves a threshold that may or may not be in force, with the reason. An
announcement is told and never asked; a rule that was struck down is not in force.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from attrs import frozen

from xbcommerce.kernel.dated import Ambiguous, Announced, Answer, Dated, Found, NoRule, RuleSet, Stale, Void
from xbcommerce.kernel.unmet import Note, Unmet
from xbcommerce.logistics.customs.trade import TradeDates, TradeFacts

from .threshold import ChargeClass, Effect, Threshold

PREFIX = "threshold/"
"""Under which keys thresholds stand: ``threshold/JURISDICTION/NAME``."""
_KEPT = 4_096
"""For how many places and days the law is kept."""


@frozen
class InForce:
    """A threshold to be asked.

    Attributes:
        record: Where it stands.
        on: The day of the trade that it goes by; None is not known.
        doubt: Why it may not be in force, or may read otherwise; empty where it is.
        silent: No record speaks for the day: its limit is not known either.
    """

    record: Dated[Threshold]
    on: date | None
    doubt: tuple[Unmet, ...] = ()
    silent: bool = False

    @property
    def threshold(self) -> Threshold:
        """The law's words."""
        return self.record.value


@frozen
class Law:
    """What the rules say of one charge at one place.

    Attributes:
        asked: The thresholds to ask.
        told: What was announced against them.
    """

    asked: tuple[InForce, ...]
    told: tuple[Note | Unmet, ...] = ()

    @cached_property
    def about(self) -> Callable[[TradeFacts, bool], tuple[bool | None, ...]]:
        """Return of each threshold whether it is about (facts of a line, with proofs of origin or not)."""
        return lru_cache(_KEPT)(self._about)

    def _about(self, facts: TradeFacts, proven: bool) -> tuple[bool | None, ...]:  # noqa: FBT001 (a key)
        return tuple(one.threshold.asks_about(facts, proven=proven) for one in self.asked)


def law_of(
    charge: ChargeClass,
    jurisdictions: Iterable[str],
    dates: TradeDates,
    rules: RuleSet[Any],
    known: date | None = None,
) -> Law:
    """Gather the thresholds of one charge.

    Args:
        charge: Duty or tax.
        jurisdictions: Whose rules hold, the most particular first.
        dates: The days of the trade.
        rules: Records under ``threshold/…``; what else the set holds is ignored.
        known: What was known by this day counts; None is the day of issue.
    """
    return rules.view(_laws).of(charge, tuple(jurisdictions), dates, known)


@frozen
class _Laws:
    """What a rule set says; kept by charge, place and days."""

    rules: RuleSet[Any]

    @cached_property
    def of(self) -> Callable[[ChargeClass, tuple[str, ...], TradeDates, date | None], Law]:
        """Return the law of (charge, jurisdictions, days, known)."""
        return lru_cache(_KEPT)(self._of)

    def _of(
        self, charge: ChargeClass, jurisdictions: tuple[str, ...], dates: TradeDates, known: date | None
    ) -> Law:
        asked: list[InForce] = []
        told: list[Note | Unmet] = []
        for keys in _by_name(jurisdictions, self.rules).values():
            one = _first_that_speaks(charge, keys, dates, self.rules, known)
            asked.extend(one.asked)
            told.extend(one.told)
        return Law(tuple(asked), tuple(told))


def _laws(rules: RuleSet[Any]) -> _Laws:
    return _Laws(rules)


def _by_name(jurisdictions: Iterable[str], rules: RuleSet[Any]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for jurisdiction in jurisdictions:
        prefix = f"{PREFIX}{jurisdiction}/"
        for key in rules.keys_under(prefix):
            names.setdefault(key.removeprefix(prefix), []).append(key)
    return names


def _first_that_speaks(
    charge: ChargeClass, keys: list[str], dates: TradeDates, rules: RuleSet[Any], known: date | None
) -> Law:
    """Ask one name in every jurisdiction, the most particular first, until one has a record for the day."""
    silent = Law(())
    for key in keys:
        series = tuple(_thresholds(rules, key, charge))
        if not series:
            continue
        on = dates.on(series[0].value.date_basis)
        if on is None:
            basis = series[0].value.date_basis.value
            unknown = (Unmet("threshold.day_unknown", f"dates.{basis}", {"key": key}),)
            return Law(tuple(InForce(record, None, unknown) for record in _standing(series)))
        answer = rules.as_of(key, on, known)
        if not isinstance(answer, NoRule):
            return _asked(answer, charge, on)
        if not silent.asked:
            doubt = _doubt(answer)
            silent = Law(tuple(InForce(record, on, doubt, silent=True) for record in _standing(series)))
    return silent


def _doubt(answer: NoRule | Stale[Any] | Ambiguous[Any]) -> tuple[Unmet, ...]:
    """Return what stands against using an answer."""
    return tuple(line for line in answer.why() if isinstance(line, Unmet))


def _asked(answer: Answer[Any], charge: ChargeClass, on: date) -> Law:
    match answer:
        case Found(record, announced):
            told = answer.why()[1:] if announced else ()
            return Law(tuple(_one(record, charge, on)), told)
        case Stale(record):
            return Law(tuple(_one(record, charge, on, _doubt(answer))))
        case Ambiguous(records):
            doubt = _doubt(answer)
            return Law(tuple(each for record in records for each in _one(record, charge, on, doubt)))
        case Announced() | Void() | NoRule():
            return Law((), answer.why())


def _one(
    record: Dated[Any], charge: ChargeClass, on: date, doubt: tuple[Unmet, ...] = ()
) -> Iterator[InForce]:
    value = record.value
    if isinstance(value, Threshold) and charge in value.charges and value.effect is not Effect.NONE:
        yield InForce(record, on, doubt)


def _thresholds(rules: RuleSet[Any], key: str, charge: ChargeClass) -> Iterator[Dated[Threshold]]:
    for record in rules.records_of(key):
        if isinstance(record.value, Threshold) and charge in record.value.charges:
            yield record


def _standing(series: Iterable[Dated[Threshold]]) -> Iterator[Dated[Threshold]]:
    """Leave out what can never be asked: that there is nothing."""
    return (record for record in series if record.value.effect is not Effect.NONE)
