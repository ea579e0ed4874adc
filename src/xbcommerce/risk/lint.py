"""Read a policy before it decides anything: rules that never fire, always fire, repeat others or have ended.

Example:
    >>> from xbcommerce.risk.expression import Field
    >>> from xbcommerce.risk.facts import FactField, Schema
    >>> from xbcommerce.risk.lint import lint_rules
    >>> from xbcommerce.risk.outcome import Outcome
    >>> from xbcommerce.risk.rule import Rule
    >>> from xbcommerce.risk.values import Kind
    >>> schema = Schema((FactField("age", Kind.INT),))
    >>> rules = (Rule("R1", (Field("age") > 17) & (Field("age") < 18), Outcome.DECLINE, reason="age"),)
    >>> for finding in lint_rules(rules, schema):
    ...     print(finding)
    Rule R1 can never be true: age > 17 and age < 18.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from attrs import frozen

from xbcommerce.kernel.unmet import Note, Param, Unmet

from .analysis import can_be_true, implies, is_always_true
from .checking import leaves
from .combine import MOST_SEVERE, Combine, FirstMatch, Score
from .expression import Condition, InList
from .facts import Schema
from .messages import ENGLISH
from .policy import Policy, rule_problems
from .rule import Rule


@frozen
class Finding:
    """Something odd about one or two rules.

    Attributes:
        unmet: What it is, with its figures.
        rules: The ids; for ``subsumed`` and ``shadowed`` first the one that adds nothing.
    """

    unmet: Unmet
    rules: tuple[str, ...]

    @property
    def code(self) -> str:
        """``"unsatisfiable"``, ``"tautology"``, ``"duplicate"``, ``"subsumed"``, ``"shadowed"``, ..."""
        return self.unmet.code.rpartition(".")[2]

    def why(self) -> tuple[Note | Unmet, ...]:
        """Say what it is."""
        return (self.unmet,)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def lint(
    policy: Policy, *, lists: Iterable[str] | None = None, on: date | None = None
) -> tuple[Finding, ...]:
    """Read a policy; see `lint_rules`."""
    return lint_rules(policy.rules, policy.schema, combine=policy.combine, lists=lists, on=on)


def lint_rules(
    rules: Iterable[Rule],
    schema: Schema,
    *,
    combine: Combine = MOST_SEVERE,
    lists: Iterable[str] | None = None,
    on: date | None = None,
) -> tuple[Finding, ...]:
    """Read rules that need not form a policy yet.

    ``unsatisfiable`` and ``tautology`` speak of known values. ``duplicate`` and ``subsumed`` need the same
    outcome. Under `FirstMatch` a rule that an earlier one covers is ``shadowed`` whatever its outcome; under
    `Score` a covered rule still adds its points and is no finding. What cannot be analysed gives no finding.

    Args:
        rules: In the order of the policy.
        schema: The fields.
        combine: How the policy combines.
        lists: Names of the lists that will be supplied; ``None`` leaves them unchecked.
        on: The day, to find rules that have ended; ``None`` leaves it unchecked.
    """
    every = tuple(rules)
    misfit = rule_problems(every, schema)
    bad = {problem.where for problem in misfit}
    sound = [rule for rule in every if rule.id not in bad]
    found = [Finding(problem, (problem.where,)) for problem in misfit]
    supplied = None if lists is None else frozenset(lists)
    for rule in sound:
        found += _one(rule, schema, supplied, on)
    dead = {finding.rules[0] for finding in found if finding.code == "unsatisfiable"}
    live = [rule for rule in sound if rule.enabled and rule.id not in dead]
    found += [
        finding for first, second in combinations(live, 2) for finding in _two(first, second, schema, combine)
    ]
    return tuple(found)


def _one(rule: Rule, schema: Schema, lists: frozenset[str] | None, on: date | None) -> Iterator[Finding]:
    text = str(rule.when)
    if can_be_true(rule.when, schema) is False:
        yield _finding("unsatisfiable", rule, {"condition": text})
    elif is_always_true(rule.when, schema):
        yield _finding("tautology", rule, {"condition": text})
    if lists is not None:
        for name in _lists(rule.when):
            if name not in lists:
                yield _finding("unknown_list", rule, {"list": name})
    if on is not None and rule.validity.end is not None and rule.validity.end <= on:
        yield _finding("expired", rule, {"ended": rule.validity.end})


def _lists(condition: Condition) -> tuple[str, ...]:
    return tuple(dict.fromkeys(leaf.name for leaf in leaves(condition) if isinstance(leaf, InList)))


def _two(first: Rule, second: Rule, schema: Schema, combine: Combine) -> Iterator[Finding]:
    same_outcome, in_order = first.outcome is second.outcome, isinstance(combine, FirstMatch)
    if not (same_outcome or in_order) or not first.validity.overlaps(second.validity):
        return
    narrower = implies(second.when, first.when, schema)  # the later within the earlier
    wider = implies(first.when, second.when, schema)
    if narrower and wider and same_outcome:
        yield _finding("duplicate", first, {"other": second.id}, second)
    elif in_order:
        if narrower and _covers(first, second):
            yield _finding("shadowed", second, {"other": first.id}, first)
    elif not isinstance(combine, Score):
        if narrower and _covers(first, second):
            yield _finding("subsumed", second, {"other": first.id}, first)
        elif wider and _covers(second, first):
            yield _finding("subsumed", first, {"other": second.id}, second)


def _covers(wider: Rule, narrower: Rule) -> bool:
    """Say whether the wider rule is in force on every day the narrower is."""
    return wider.validity.intersection(narrower.validity) == narrower.validity


def _finding(code: str, rule: Rule, params: dict[str, Param], *others: Rule) -> Finding:
    return Finding(Unmet(f"lint.{code}", rule.id, params), (rule.id, *(other.id for other in others)))
