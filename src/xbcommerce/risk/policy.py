"""A policy: rules over one schema, how they combine, and what an unknown does; a value with a digest.

Example:
    >>> from xbcommerce.risk.expression import Field
    >>> from xbcommerce.risk.facts import FactField, Schema
    >>> from xbcommerce.risk.outcome import Outcome
    >>> from xbcommerce.risk.policy import Policy
    >>> from xbcommerce.risk.rule import Rule
    >>> from xbcommerce.risk.values import Kind
    >>> schema = Schema((FactField("overdue_days", Kind.INT, unit="days"),))
    >>> late = Rule("CR01", Field("overdue_day") > 60, Outcome.DECLINE, reason="overdue.long")
    >>> Policy("credit", 1, schema, (late,))
    Traceback (most recent call last):
    ...
    xbcommerce.risk.policy.PolicyError: policy credit v1: Rule CR01 reads overdue_day, ... mean overdue_days?
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from attrs import evolve, field, frozen

from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.errors import InvalidValueError, positive_field
from xbcommerce.kernel.unmet import Unmet

from .checking import misfits
from .combine import MOST_SEVERE, Combine, FirstMatch, OnUnknown, TreatAs, on_unknown
from .facts import Schema
from .messages import ENGLISH
from .outcome import Outcome
from .rule import Rule


class PolicyError(InvalidValueError):
    """A policy whose rules do not fit its schema, or share an id; ``unmet`` lists everything, per rule."""

    code = "policy"

    def __init__(self, message: str, unmet: tuple[Unmet, ...] = ()) -> None:
        super().__init__(message)
        self.unmet = unmet


@frozen(cache_hash=True)
class Policy:
    """Rules that decide together.

    Attributes:
        id: Stable over versions, e.g. ``"b2b-credit"``.
        version: 1, 2, 3 ...; a changed policy is a new version.
        schema: The fields that its rules may read.
        rules: In order; the order matters only under `FirstMatch`.
        combine: How results become one outcome.
        on_unknown: What a rule does that lacks facts: an outcome (default review), `IGNORE` or `REFUSE`.
        default: The outcome when no rule hits and none is unknown; except under `FirstMatch`, and for an
            allow rule that overrides, it is also the mildest that can come out.
        validity: The days on which it decides.
        recorded_on: When this version was written down, for `policy_as_of`.

    Raises:
        PolicyError: A rule names an unknown field (the nearest is named), compares unlike things, or an id
            is used twice; everything is listed at once.
    """

    id: str
    version: int = field(validator=positive_field)
    schema: Schema
    rules: tuple[Rule, ...] = field(converter=tuple[Rule, ...])
    combine: Combine = field(default=MOST_SEVERE, kw_only=True)
    on_unknown: OnUnknown = field(default=TreatAs(Outcome.REVIEW), converter=on_unknown, kw_only=True)
    default: Outcome = field(default=Outcome.ALLOW, kw_only=True)
    validity: Validity = field(factory=Validity, kw_only=True)
    recorded_on: date | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        problems = rule_problems(self.rules, self.schema)
        if problems:
            lines = " ".join(ENGLISH.render(problem) for problem in problems)
            msg = f"policy {self.id} v{self.version}: {lines}"
            raise PolicyError(msg, problems)

    @property
    def digest(self) -> str:
        """The SHA-256 of its canonical JSON, as 64 hex digits; the same for the same rules in another order.

        Under `FirstMatch` the order is part of the policy.
        """
        return _digest(self)

    @property
    def is_ordered(self) -> bool:
        """Say whether the order of the rules matters."""
        return isinstance(self.combine, FirstMatch)

    def rule(self, rule_id: str) -> Rule:
        """Return a rule by its id.

        Raises:
            PolicyError: There is none.
        """
        found = next((rule for rule in self.rules if rule.id == rule_id), None)
        if found is None:
            ids = ", ".join(rule.id for rule in self.rules)
            msg = f"policy {self.id} has no rule {rule_id!r}; it has: {ids}"
            raise PolicyError(msg)
        return found


def rule_problems(rules: Iterable[Rule], schema: Schema) -> tuple[Unmet, ...]:
    """List what keeps rules from forming a policy over a schema; ``where`` is the rule's id."""
    every = tuple(rules)
    problems = [
        Unmet(item.code, rule.id, item.params) for rule in every for item in misfits(rule.when, schema)
    ]
    counts = Counter(rule.id for rule in every)
    problems += [Unmet("rule.duplicate_id", rule_id, {"times": n}) for rule_id, n in counts.items() if n > 1]
    return tuple(problems)


@lru_cache(maxsize=256)
def _digest(policy: Policy) -> str:
    from hashlib import sha256

    from xbcommerce.kernel.codec import canonical_json

    if not policy.is_ordered:
        policy = evolve(policy, rules=sorted(policy.rules, key=lambda rule: rule.id))
    return sha256(canonical_json(policy).encode()).hexdigest()


@frozen
class NoPolicy:
    """No version of the policy was in force, as far as was known: unknown, not "allow"."""

    on: date
    known: date | None


def policy_as_of(policies: Iterable[Policy], on: date, known: date | None = None) -> Policy | NoPolicy:
    """Return the version in force on a day, as known on a day.

    Among the versions whose validity covers ``on``, the one recorded last wins, of one day the higher
    version; so a correction written down later applies to the past only where ``known`` allows it.

    Args:
        policies: Versions of one policy.
        on: The day the decision is for.
        known: Leave out what was recorded after this day; default everything is known.
    """
    in_force = [
        policy
        for policy in policies
        if policy.validity.covers(on)
        and (known is None or policy.recorded_on is None or policy.recorded_on <= known)
    ]
    if not in_force:
        return NoPolicy(on, known)
    return max(in_force, key=lambda policy: (policy.recorded_on or date.min, policy.version))
