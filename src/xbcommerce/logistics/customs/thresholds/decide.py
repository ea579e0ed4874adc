"""Ask every threshold of a place about a consignment, and settle what becomes of duty and tax."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from xbcommerce.kernel.dated import Dated, Found, RuleSet
from xbcommerce.kernel.fx import FxRates
from xbcommerce.logistics.customs.consignment import ImportConsignment
from xbcommerce.logistics.customs.trade import DateBasis, TradeDates, TradeFacts
from xbcommerce.logistics.customs.valuation import Valuation, personal_share, valuation_in

from .decision import ChargeOutcome, LineOutcome, Outcome, ThresholdDecision, heaviest
from .flat_codes import FlatDuty, flat_duty
from .in_force import PREFIX, InForce, Law, law_of
from .measured import Measure, measure_of
from .threshold import ChargeClass, Effect, Threshold
from .trial import Trial, about_lines, ask, kinds_of

_OUTCOMES = {
    Effect.AT_SALE: Outcome.AT_SALE,
    Effect.RELIEF: Outcome.RELIEVED,
    Effect.FLAT_CHARGE: Outcome.FLAT,
}
"""What comes of each effect; the first that a line has is the one that counts."""

_NOTHING, _ALL = Fraction(0), Fraction(1)
_OTHERWISE = {ChargeClass.DUTY: Outcome.DUE, ChargeClass.TAX: Outcome.AT_BORDER}


def decide_thresholds(
    consignment: ImportConsignment,
    dates: TradeDates,
    rules: RuleSet[Any],
    rates: FxRates,
    *,
    known: date | None = None,
) -> ThresholdDecision:
    """Decide what thresholds mean for a consignment.

    A tax that is collected in the sale is not charged at the border. Else, of each line, the relief counts
    that frees most of it: reliefs do not add up. Else a flat charge takes the place of the tariff, or the
    charge is due. A place is known if the rules hold a threshold or a rule of valuation for it; of any other
    nothing is said.

    Args:
        consignment: What is imported.
        dates: The days of the trade. Whose rules hold goes by the day of import, or by the latest day known.
        rules: Records under ``threshold/JURISDICTION/NAME``; other records are ignored.
        rates: Exchange rates into the currencies of the limits.
        known: What was known by this day counts; None is the day on which the rules were issued.

    Returns:
        The decision. It never frees what a missing fact could make due; see `ChargeOutcome.possible`.
    """
    jurisdictions = consignment.destination.jurisdictions(_day(dates))
    of = {ChargeClass.DUTY: jurisdictions.duty, ChargeClass.TAX: jurisdictions.tax}
    laws = {charge: law_of(charge, names, dates, rules, known) for charge, names in of.items()}
    measure = measure_of(
        consignment, rates, _personal_pct(consignment, jurisdictions.duty, rules, dates, known)
    )
    kinds = kinds_of(consignment)
    duty, tax = (
        _settle(charge, laws[charge], consignment, kinds, measure, is_known=_is_known(names, rules))
        for charge, names in of.items()
    )
    return ThresholdDecision(
        duty,
        tax,
        _flat(duty, consignment),
        _not_levied(laws.values(), consignment),
        _in_vain(laws[ChargeClass.TAX], tax, consignment),
    )


def _day(dates: TradeDates) -> date:
    imported = dates.on(DateBasis.IMPORTED)
    return imported or max(day for basis in DateBasis if (day := dates.on(basis)) is not None)


def _personal_pct(
    consignment: ImportConsignment,
    jurisdictions: Sequence[str],
    rules: RuleSet[Any],
    dates: TradeDates,
    known: date | None,
) -> Fraction | None:
    """Return the percentage of the prices that is the value of what is imported for personal use."""
    if not consignment.personal_use:
        return None
    answer = valuation_in(rules, jurisdictions, _day(dates), known)
    law = answer.value if isinstance(answer, Found) else None
    return personal_share(law, consignment) if isinstance(law, Valuation) else None


def _is_known(jurisdictions: Iterable[str], rules: RuleSet[Any]) -> bool:
    return any(
        rules.keys_under(f"{PREFIX}{name}/")
        or rules.records_of(f"valuation/{name}")
        or rules.keys_under(f"valuation/{name}/")
        for name in jurisdictions
    )


def _settle(
    charge: ChargeClass,
    law: Law,
    consignment: ImportConsignment,
    kinds: Mapping[int, TradeFacts],
    measure: Measure,
    *,
    is_known: bool,
) -> ChargeOutcome:
    if not is_known:
        lines = tuple(
            LineOutcome(line.id, frozenset({Outcome.NO_RULE}), Fraction(1)) for line in consignment.lines
        )
        return ChargeOutcome(charge, lines)
    trials = tuple(
        ask(one, about, consignment, measure)
        for one, about in zip(law.asked, about_lines(law, consignment, kinds), strict=True)
        if one.threshold.effect in _OUTCOMES and set(about) != {False}
    )
    lines = _lines(charge, consignment, trials)
    decider = _decider(heaviest(lines), trials)
    return ChargeOutcome(charge, lines, trials, "" if decider is None else decider.record.id, law.told)


def _lines(
    charge: ChargeClass, consignment: ImportConsignment, trials: Sequence[Trial]
) -> tuple[LineOutcome, ...]:
    """Settle each line; lines of which every threshold says the same are settled once."""
    if any(trial.by_piece for trial in trials):
        return tuple(_line(charge, place, line.id, trials) for place, line in enumerate(consignment.lines))
    known: dict[tuple[bool | None, ...], LineOutcome] = {}
    answers = list(zip(*(trial.within for trial in trials), strict=True)) or [()] * len(consignment.lines)
    lines: list[LineOutcome] = []
    for place, (line, said) in enumerate(zip(consignment.lines, answers, strict=True)):
        like = known.get(said)
        if like is None:
            like = known[said] = _line(charge, place, line.id, trials)
        lines.append(LineOutcome(line.id, like.possible, like.charged))
    return tuple(lines)


def _line(charge: ChargeClass, place: int, line_id: str, trials: Sequence[Trial]) -> LineOutcome:
    """Go through the effects in order, until one is certain."""
    charged = min((trial.charged[place] for trial in _reliefs(trials)), default=_ALL)
    possible: set[Outcome] = set()
    for effect, outcome in _OUTCOMES.items():
        answers = {trial.within[place] for trial in trials if trial.threshold.effect is effect}
        if (not charged) if effect is Effect.RELIEF else (True in answers):
            return LineOutcome(line_id, frozenset({*possible, outcome}), _NOTHING)
        if None in answers:
            possible.add(outcome)
    return LineOutcome(line_id, frozenset({*possible, _OTHERWISE[charge]}), charged)


def _reliefs(trials: Iterable[Trial]) -> Iterable[Trial]:
    return (trial for trial in trials if trial.threshold.effect is Effect.RELIEF)


def _decider(outcome: Outcome, trials: Sequence[Trial]) -> Trial | None:
    """Find what settled it: the threshold whose effect it is, or that frees most, or the widest not kept."""
    for trial in trials:
        effect = trial.threshold.effect
        if effect is not Effect.RELIEF and _OUTCOMES[effect] is outcome and True in trial.within:
            return trial
    relieving = (trial for trial in _reliefs(trials) if True in trial.within)
    not_kept = (trial for trial in trials if True in trial.about and trial.measured is not None)
    return max(relieving, key=_freed, default=None) or max(not_kept, key=_width, default=None)


def _freed(trial: Trial) -> tuple[Fraction, str]:
    return trial.freed, trial.record.id


def _width(trial: Trial) -> tuple[bool, Decimal, str]:
    limit = trial.threshold.limit
    width = Decimal(0) if limit is None else limit.amount.amount
    return trial.threshold.effect is Effect.RELIEF, width, trial.record.id


def _flat(duty: ChargeOutcome, consignment: ImportConsignment) -> FlatDuty | None:
    """Count the codes of the lines whose tariff a flat charge replaces, or may replace."""
    lines = tuple(
        line.outcome is Outcome.FLAT or (None if Outcome.FLAT in line.possible else False)
        for line in duty.lines
    )
    charges = (trial.threshold.flat for trial in duty.trials if set(trial.within) != {False})
    charge = next((one for one in charges if one is not None), None)
    return None if charge is None or set(lines) == {False} else flat_duty(charge, lines, consignment)


def _not_levied(laws: Iterable[Law], consignment: ImportConsignment) -> tuple[Dated[Threshold], ...]:
    """Gather the tests of amounts due that are certainly to be made."""
    found = {
        one.record.id: one.record
        for law in laws
        for one in law.asked
        if one.threshold.effect is Effect.NOT_LEVIED and not one.doubt and _about_all(one, consignment)
    }
    return tuple(found[record_id] for record_id in sorted(found))


def _about_all(one: InForce, consignment: ImportConsignment) -> bool:
    when = one.threshold.when
    return not when.asks or all(when.holds(facts) for facts in consignment.line_facts)


def _in_vain(law: Law, tax: ChargeOutcome, consignment: ImportConsignment) -> tuple[str, ...]:
    """Find the schemes under which tax was collected that is charged at the border all the same."""
    if tax.outcome is not Outcome.AT_BORDER or Outcome.AT_SALE in tax.possible:
        return ()
    schemes = frozenset[str]().union(
        *(one.threshold.when.registered for one in law.asked if one.threshold.effect is Effect.AT_SALE)
    )
    return tuple(sorted(schemes & (consignment.registrations or frozenset())))
