"""One threshold asked about one consignment: for each line yes, no, or not known and what would settle it.

A line has the effect of a threshold if the threshold is about it, no other goods spoil the consignment for
it, and both limit and ceiling are kept. One certain no is enough; a fact that is not known leaves the answer
open, and open is never yes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from xbcommerce.kernel.dated import Dated
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.logistics.customs.consignment import ImportConsignment
from xbcommerce.logistics.customs.goods import GoodsLine
from xbcommerce.logistics.customs.goods_classes import classes_of
from xbcommerce.logistics.customs.trade import TradeFacts

from .in_force import InForce, Law
from .limit import Limit, Scope
from .measured import Measure, Measured
from .relief_shape import charged_shares
from .threshold import Effect, Shape, Threshold

Answers = tuple[bool | None, ...]
"""One a line; None is not known."""
_ONE = Fraction(1)


@frozen
class Trial:
    """What one threshold says.

    Attributes:
        record: Where it stands.
        about: Whether it is about each line, whatever the value.
        within: Whether each line has its effect.
        charged: The share of each line's value that is charged all the same; of a relief that leaves a part.
        measured: What its limit measures; None where that is not known.
        missing: What would settle what is open.
    """

    record: Dated[Threshold]
    about: Answers
    within: Answers
    charged: tuple[Fraction, ...]
    measured: Measured | None
    missing: tuple[Unmet, ...] = ()

    @property
    def by_piece(self) -> bool:
        """Whether lines of like goods may come out otherwise, by the number or the price of their pieces."""
        limit = self.threshold.limit
        by_item = limit is not None and limit.scope is Scope.ITEM
        return by_item or self.threshold.shape is Shape.ITEMS

    @property
    def threshold(self) -> Threshold:
        """The law's words."""
        return self.record.value

    @property
    def freed(self) -> Fraction:
        """How much of the consignment it frees for certain, as a share of what it measures."""
        measured = () if self.measured is None else self.measured.lines
        weights: Sequence[int] = measured if sum(measured) else [1] * len(self.charged)
        free = sum(
            ((1 - share) * weight for share, weight in zip(self.charged, weights, strict=True)), Fraction(0)
        )
        return free / sum(weights)


def ask(asked: InForce, about: Answers, consignment: ImportConsignment, measure: Measure) -> Trial:
    """Ask a threshold about a consignment.

    Args:
        asked: A threshold of values of goods, in force for certain or perhaps.
        about: Whether it is about each line; see `about_lines`.
        consignment: What is imported.
        measure: Measures the consignment by a limit on a day.
    """
    threshold = asked.threshold
    limit, missing = _measured(threshold.limit, asked, measure)
    ceiling, also_missing = _measured(threshold.ceiling, asked, measure)
    count = len(about)
    tests = [(None if asked.doubt else True,) * count]
    if threshold.ceiling is not None:
        tests.append(_kept(ceiling, count))
    whole = threshold.effect is not Effect.RELIEF or threshold.shape is Shape.CLIFF
    if whole or limit is None:
        tests.append(_kept(limit, count))
    within = _every(about, tests)
    if not whole and None in within:  # how much is left free depends on every line
        within = tuple(None if one else one for one in within)
    charged = (_ONE,) * count if limit is None else charged_shares(threshold.shape, limit, within)
    reasons: tuple[Unmet, ...] = ()
    if None in within:
        reasons = (*asked.doubt, *missing, *also_missing, *_unknown(threshold, consignment))
    return Trial(asked.record, about, within, charged, limit, tuple(dict.fromkeys(reasons)))


def _all(answers: Iterable[bool | None]) -> bool | None:
    """One no is no; else one that is not known leaves it open."""
    found = tuple(answers)
    if False in found:
        return False
    return None if None in found else True


def _every(about: Answers, tests: Sequence[Answers]) -> Answers:
    """Join the tests line by line; at once where they say the same of all lines, as they mostly do."""
    if any(one is not test[0] for test in tests for one in test):
        return tuple(map(_all, zip(about, *tests, strict=True)))
    rest = [test[0] for test in tests]
    joined = {answer: _all((answer, *rest)) for answer in set(about)}
    return tuple(joined[answer] for answer in about)


def _kept(measured: Measured | None, count: int) -> Answers:
    return (None,) * count if measured is None else measured.within


def _measured(
    limit: Limit | None, asked: InForce, measure: Measure
) -> tuple[Measured | None, tuple[Unmet, ...]]:
    """Measure by a limit that is known, on a day that is known."""
    if limit is None or asked.silent or asked.on is None:
        return None, ()
    found = measure(limit, asked.on)
    return (None, found.unmet) if isinstance(found, Refusal) else (found, ())


def kinds_of(consignment: ImportConsignment) -> Mapping[int, TradeFacts]:
    """Return what a threshold may ask of each line that something tells apart from those before it."""
    return {place: _facts(consignment, place) for place in set(consignment.alike)}


def about_lines(
    law: Law, consignment: ImportConsignment, kinds: Mapping[int, TradeFacts]
) -> tuple[Answers, ...]:
    """Say of each threshold of a law, line by line, whether it is about the line, whatever the value."""
    lines = consignment.lines
    known = {place: law.about(facts, bool(lines[place].proofs)) for place, facts in kinds.items()}
    columns = zip(*(known[place] for place in consignment.alike), strict=True)
    return tuple(
        _if_unspoiled(one.threshold, answers, consignment)
        for one, answers in zip(law.asked, columns, strict=True)
    )


def _if_unspoiled(threshold: Threshold, about: Answers, consignment: ImportConsignment) -> Answers:
    if not threshold.spoiled_by:
        return about
    unspoiled = _all(_apart(threshold, line) for line in consignment.lines)
    return tuple(_all((unspoiled, one)) for one in about)


def _apart(threshold: Threshold, line: GoodsLine) -> bool | None:
    """Say whether a line leaves the consignment unspoiled."""
    if not threshold.spoiled_by:
        return True
    if not threshold.spoiled_by.isdisjoint(line.goods):
        return False
    goods = classes_of(line)
    return None if goods is None else threshold.spoiled_by.isdisjoint(goods)


def _facts(consignment: ImportConsignment, place: int) -> TradeFacts:
    facts, goods = consignment.line_facts[place], classes_of(consignment.lines[place])
    return facts if goods == facts.goods else evolve(facts, goods=goods)


def _unknown(threshold: Threshold, consignment: ImportConsignment) -> Iterator[Unmet]:
    """Name the facts that the threshold asks for and nobody gave."""
    for place, line in enumerate(consignment.lines):
        facts = _facts(consignment, place)
        first = threshold.preference_first(proven=bool(line.proofs))
        asked = (
            *threshold.when.unknown(facts),
            *(() if first is None else first.unknown(facts)),
            *(() if _apart(threshold, line) is not None else ("goods",)),
        )
        for name in asked:
            yield Unmet("threshold.fact_unknown", line.place_of(name))
