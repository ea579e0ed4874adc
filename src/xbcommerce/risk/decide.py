"""Put facts to a policy: a pure function, the same bytes for the same input.

Example:
    >>> from datetime import UTC, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.risk.decide import decide
    >>> from xbcommerce.risk.facts import FactField, Schema
    >>> from xbcommerce.risk.outcome import Outcome
    >>> from xbcommerce.risk.policy import Policy
    >>> from xbcommerce.risk.rule import Rule
    >>> from xbcommerce.risk.values import Kind
    >>> schema = Schema((FactField("total", Kind.MONEY, currency="EUR"), FactField("late", Kind.INT)))
    >>> policy = Policy("orders", 1, schema, (
    ...     Rule("R1", schema.field("total") > Money(500, "EUR"), Outcome.HOLD, reason="order.large"),
    ...     Rule("R2", schema.field("late") >= 3, Outcome.DECLINE, reason="buyer.late")))
    >>> facts = schema.facts({"total": Money(900, "EUR")})
    >>> verdict = decide(policy, facts, at=datetime(2026, 3, 1, tzinfo=UTC))
    >>> verdict.outcome, verdict.reasons, verdict.missing
    (<Outcome.HOLD: 'hold'>, ('order.large', 'buyer.late'), ('late',))
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache

from attrs import define, field

from xbcommerce.kernel.dated import ALWAYS
from xbcommerce.kernel.errors import InvalidValueError, aware
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.unmet import Refusal

from .combine import Refuse, Score, Signal, TreatAs
from .compiled import Node, compiled
from .evaluate import known, reasons
from .facts import Facts, FactsError
from .lists import NamedList
from .lookups import Lookups
from .messages import ENGLISH
from .outcome import Truth
from .policy import Policy
from .reading import Gaps, Values
from .rule import Rule, Snooze
from .verdict import Hit, Skip, SkipReason, Unknown, Verdict


class PolicyNotInForceError(InvalidValueError):
    """A policy asked to decide on a day it does not cover; find the right version with `policy_as_of`."""

    code = "policy_not_in_force"


class UndecidedError(InvalidValueError):
    """A policy that refuses to decide on incomplete facts; ``refusal`` lists every gap, per rule."""

    code = "undecided"

    def __init__(self, message: str, refusal: Refusal) -> None:
        super().__init__(message)
        self.refusal = refusal


@define
class _Findings:
    """What the rules said, in the order of the rules."""

    hits: list[Hit] = field(factory=list[Hit])
    unknowns: list[Unknown] = field(factory=list[Unknown])
    skips: list[Skip] = field(factory=list[Skip])
    misses: list[str] = field(factory=list[str])
    signals: list[Signal] = field(factory=list[Signal])


def decide(
    policy: Policy,
    facts: Facts,
    *,
    at: datetime,
    lists: Iterable[NamedList] = (),
    rates: Iterable[Rate] = (),
    snoozes: Sequence[Snooze] = (),
    pivot: str = "",
) -> Verdict:
    """Decide.

    Every rule ends as hit, miss, unknown or skipped; the policy's strategy makes one outcome of hits and
    unknowns.

    Args:
        policy: The rules.
        facts: What is known; of the policy's schema.
        at: The instant of the decision; its calendar day, in its own zone, is the day for validity.
        lists: Named lists that rules ask for; one that is not given makes those rules unknown.
        rates: Exchange rates, one a pair, for money in another currency than a rule's.
        snoozes: Groups that are silenced.
        pivot: Whom the snoozes speak of, e.g. the buyer's id.

    Raises:
        NaiveDatetimeError: ``at`` has no time zone.
        PolicyNotInForceError: The policy's validity does not cover the day.
        FactsError: The facts are of another schema, or a plain mapping.
        UndecidedError: A rule is unknown and the policy's ``on_unknown`` is `REFUSE`.
    """
    _check(policy, facts, aware(at, "at"))
    look, values, found = Lookups.of(lists, rates), dict(facts.values), _Findings()
    stops, on = policy.is_ordered, at.date()
    for rule, node, always in _ready(policy):
        if snoozes or not always:
            skip = _skip(rule, on, at, snoozes, pivot)
            if skip is not None:
                found.skips.append(Skip(rule.id, skip))
                continue
        if stops and found.signals:
            found.skips.append(Skip(rule.id, SkipReason.NOT_REACHED))
            continue
        answer = node.test(values, look)
        if answer is False:
            found.misses.append(rule.id)
        elif answer is True:
            _note_hit(rule, node, values, look, found)
        else:
            _note_unknown(policy, rule, answer, found)
    return _verdict(policy, at, found, look)


def _skip(rule: Rule, on: date, at: datetime, snoozes: Iterable[Snooze], pivot: str) -> SkipReason | None:
    if not rule.enabled:
        return SkipReason.DISABLED
    if not rule.in_force(on):
        return SkipReason.NOT_IN_FORCE
    return SkipReason.SNOOZED if any(snooze.covers(rule, pivot, at) for snooze in snoozes) else None


def _check(policy: Policy, facts: object, at: datetime) -> None:
    if not isinstance(facts, Facts):
        msg = f"facts={facts!r} ({type(facts).__name__}): expected Facts; write policy.schema.facts({{...}})"
        raise FactsError(msg)
    if not policy.validity.covers(at.date()):
        msg = f"policy {policy.id} v{policy.version} holds {policy.validity}, not on {at.date()}"
        raise PolicyNotInForceError(msg)
    if facts.schema is not policy.schema and facts.schema != policy.schema:
        msg = f"the facts follow another schema than policy {policy.id}; use policy.schema.facts(...)"
        raise FactsError(msg)


@lru_cache(maxsize=256)
def _ready(policy: Policy) -> tuple[tuple[Rule, Node, bool], ...]:
    """Make the rules ready to run, once a policy; each with whether it is in force on every day."""
    return tuple(
        (rule, compiled(rule.when), rule.enabled and rule.validity == ALWAYS) for rule in policy.rules
    )


def _note_hit(rule: Rule, node: Node, values: Values, look: Lookups, found: _Findings) -> None:
    reads, because = known(node.fields, values), reasons(node, Truth.TRUE, values, look)
    hit = Hit(rule.id, rule.outcome, rule.reason, reads, because, rule.points, rule.confidential)
    found.hits.append(hit)
    found.signals.append(Signal(rule.outcome, rule.points))


def _note_unknown(policy: Policy, rule: Rule, gaps: Gaps, found: _Findings) -> None:
    counts_as = rule.on_unknown
    if counts_as is None and isinstance(policy.on_unknown, TreatAs):
        counts_as = policy.on_unknown.outcome
    found.unknowns.append(Unknown(rule.id, rule.outcome, counts_as, rule.reason, gaps, rule.confidential))
    if counts_as is not None:
        found.signals.append(Signal(counts_as, hit=False))


def _verdict(policy: Policy, at: datetime, found: _Findings, look: Lookups) -> Verdict:
    if isinstance(policy.on_unknown, Refuse):
        _refuse_gaps(policy, found.unknowns)
    return Verdict(
        policy.id,
        policy.version,
        policy.digest,
        at,
        policy.combine.join(found.signals, policy.default),
        policy.combine.name,
        tuple(sorted(found.hits, key=lambda hit: (-hit.outcome.severity, hit.rule))),
        tuple(sorted(found.unknowns, key=lambda unknown: unknown.rule)),
        tuple(sorted(found.skips, key=lambda skip: skip.rule)),
        tuple(sorted(found.misses)),
        sum(hit.points for hit in found.hits) if isinstance(policy.combine, Score) else None,
        FrozenMap({name: look.used_lists[name].version for name in sorted(look.used_lists)}),
        look.rates_read,
    )


def _refuse_gaps(policy: Policy, unknowns: Iterable[Unknown]) -> None:
    gaps = tuple(
        dict.fromkeys(gap for unknown in unknowns if unknown.counts_as is None for gap in unknown.gaps)
    )
    if gaps:
        lines = " ".join(ENGLISH.render(gap) for gap in gaps)
        msg = f"policy {policy.id} decides on complete facts only: {lines}"
        raise UndecidedError(msg, Refusal(gaps))
