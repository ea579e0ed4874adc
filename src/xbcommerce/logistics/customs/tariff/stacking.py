"""What comes on top of a duty: which measures are charged together, each on which part of the value.

Additions do not see one another: each is a share of the value, whatever their order. Three things bind them.

A measure names those that it does not stack on (`DutyMeasure.yields_to`): where one of them is charged, it is
not. That is decided from the top, so that a measure which yields itself displaces nothing.

A measure on a content takes the value of that material; one on the rest takes the value less the contents on
which another measure is charged.

A top-up is what is missing from the duty to a total rate, and nothing where the duty is higher already. A
duty that holds amounts per kilogram is converted to the percentage it comes to for the goods first (the ad
valorem equivalent; assumed from the notes of the HTS).

Example:
    >>> from xbcommerce.logistics.customs.tariff import top_up_pct
    >>> top_up_pct("15", "2.5"), top_up_pct("15", "17")
    (Fraction(25, 2), Fraction(0, 1))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs
from attrs import frozen

from xbcommerce.kernel.figures import Figure, decimal_of, figure
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet
from xbcommerce.logistics.customs.duties import (
    Charged,
    DutyExpression,
    DutyFacts,
    Unparsed,
    ad_valorem_equivalent,
    evaluate,
    rate_of,
)

from .measure import DutyBase, MeasureKind
from .messages import ENGLISH
from .standing import Applicable

_NOTHING = Fraction(0)


def top_up_pct(total_pct: Figure, column1_pct: Figure) -> Fraction:
    """Return what is missing from a duty to a total, in percent; never below zero."""
    return max(figure(total_pct) - figure(column1_pct), _NOTHING)


@frozen
class Addition:
    """One measure that is charged on top.

    Attributes:
        applicable: The measure.
        base: The part of the value it is charged on.
        amount: Exact, in the currency of the facts.
        rate_pct: Percent of the base; None where it is no percentage.
    """

    applicable: Applicable
    base: Fraction
    amount: Fraction
    rate_pct: Fraction | None


@frozen
class Additions:
    """What is charged on top of a duty.

    Attributes:
        currency: Of all amounts.
        charged: By name.
        yielded: Measures that are not charged, with the names of those they do not stack on.
    """

    currency: str
    charged: tuple[Addition, ...]
    yielded: tuple[tuple[Applicable, tuple[str, ...]], ...] = ()

    @property
    def total(self) -> Fraction:
        """All of it, exactly."""
        return sum((one.amount for one in self.charged), _NOTHING)

    def why(self) -> tuple[Note, ...]:
        """Say each addition with its base, then what does not stack."""
        return (*map(self._note, self.charged), *(_yielded(one, to) for one, to in self.yielded))

    def _note(self, one: Addition) -> Note:
        figures: dict[str, Param] = {
            "measure": str(one.applicable.measure),
            "base": decimal_of(one.base),
            "amount": decimal_of(one.amount),
            "currency": self.currency,
            "record": one.applicable.record.id,
        }
        if one.applicable.measure.kind is MeasureKind.TOP_UP and one.rate_pct is not None:
            return Note("duty_addition.top_up", {**figures, "rate_pct": decimal_of(one.rate_pct)})
        return Note("duty_addition.charged", figures)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def _yielded(one: Applicable, to: tuple[str, ...]) -> Note:
    return Note("duty_addition.yields", {"measure": str(one.measure), "name": one.name, "to": to})


def additions(
    additional: Iterable[Applicable],
    column1: DutyExpression | Unparsed,
    facts: DutyFacts,
    contents: Mapping[str, Figure] | None = None,
) -> Additions | Refusal:
    """Work out what comes on top of a duty.

    Args:
        additional: The measures to charge (`Measures.additional`): those that are sure for the least, all
            for the most.
        column1: The duty that was chosen, which top-ups lift.
        facts: Customs value and quantities of the line.
        contents: Value of each material in the goods, by name, in the currency of the facts; what does not
            stand here is not known.

    Returns:
        The additions; or a refusal with everything that is missing: what `evaluate` lacks,
        ``duty_addition.content_unknown``, ``duty_addition.contents_above_value``, and
        ``duty_addition.circle`` where measures yield to each other.
    """
    ordered = sorted(additional, key=lambda one: (one.name, one.record.id))
    stacked = _stacked(ordered)
    if isinstance(stacked, Unmet):
        return Refusal.of(stacked)
    charged = [one for one in ordered if not stacked[one.name]]
    values = {name: figure(value) for name, value in (contents or {}).items()}
    bases = [_base(one, charged, facts, values) for one in charged]
    found = [
        base if isinstance(base, Refusal) else _addition(one, base, column1, facts)
        for one, base in zip(charged, bases, strict=True)
    ]
    if unmet := [gap for one in found if isinstance(one, Refusal) for gap in one.unmet]:
        return Refusal(tuple({(gap.code, gap.where): gap for gap in reversed(unmet)}.values())[::-1])
    yielded = tuple((one, stacked[one.name]) for one in ordered if stacked[one.name])
    return Additions(facts.currency, tuple(one for one in found if isinstance(one, Addition)), yielded)


def _stacked(applicable: Iterable[Applicable]) -> dict[str, tuple[str, ...]] | Unmet:
    """Return for each name the names it yields to; empty for what is charged. A circle is refused."""
    yields: dict[str, frozenset[str]] = {}
    for one in applicable:
        yields[one.name] = yields.get(one.name, frozenset()) | one.measure.yields_to
    decided: dict[str, tuple[str, ...]] = {}
    waiting = {name: to & yields.keys() for name, to in yields.items()}
    while waiting:
        ready = [name for name, to in waiting.items() if to <= decided.keys()]
        if not ready:
            return Unmet("duty_addition.circle", "yields_to", {"names": tuple(sorted(waiting))})
        for name in ready:
            to = waiting.pop(name)
            decided[name] = tuple(sorted(other for other in to if not decided[other]))
    return decided


def _base(
    one: Applicable, charged: Iterable[Applicable], facts: DutyFacts, contents: Mapping[str, Fraction]
) -> Fraction | Refusal | None:
    """Return the part of the value that a measure is charged on; None where the value is not known."""
    match one.measure.base:
        case DutyBase.WHOLE:
            return facts.customs_value
        case DutyBase.CONTENT:
            return _content(one.measure.content, contents)
        case DutyBase.REST:
            names = sorted({other.measure.content for other in charged if other.measure.content})
            found = [_content(name, contents) for name in names]
            if unmet := tuple(gap for each in found if isinstance(each, Refusal) for gap in each.unmet):
                return Refusal(unmet)
            return _rest(facts.customs_value, [each for each in found if isinstance(each, Fraction)])


def _content(name: str, contents: Mapping[str, Fraction]) -> Fraction | Refusal:
    value = contents.get(name)
    if value is None:
        return Refusal.of(Unmet("duty_addition.content_unknown", f"contents[{name}]", {"content": name}))
    return value


def _rest(value: Fraction | None, contents: Iterable[Fraction]) -> Fraction | Refusal | None:
    taken = sum(contents, _NOTHING)
    if value is None or taken <= value:
        return None if value is None else value - taken
    figures: dict[str, Param] = {"contents": decimal_of(taken), "value": decimal_of(value)}
    return Refusal.of(Unmet("duty_addition.contents_above_value", "contents", figures))


def _addition(
    one: Applicable, base: Fraction | None, column1: DutyExpression | Unparsed, facts: DutyFacts
) -> Addition | Refusal:
    on_base = attrs.evolve(facts, customs_value=base)
    if one.measure.kind is MeasureKind.TOP_UP:
        return _top_up(one, on_base, column1, facts)
    charged = evaluate(one.measure.duty, on_base)
    if isinstance(charged, Charged):
        return Addition(one, base or _NOTHING, charged.amount, rate_of(one.measure.duty))
    return charged


def _top_up(
    one: Applicable, on_base: DutyFacts, column1: DutyExpression | Unparsed, facts: DutyFacts
) -> Addition | Refusal:
    reached = ad_valorem_equivalent(column1, facts)
    total = ad_valorem_equivalent(one.measure.duty, facts)
    if isinstance(reached, Refusal) or isinstance(total, Refusal) or on_base.customs_value is None:
        unmet = reached.unmet if isinstance(reached, Refusal) else ()
        value = Unmet(
            "duty.missing_quantity", "customs_value", {"need": "customs_value", "term": str(one.measure)}
        )
        return Refusal(unmet or (value,))
    rate, base = top_up_pct(total, reached), on_base.customs_value
    return Addition(one, base, base * rate / 100, rate)
