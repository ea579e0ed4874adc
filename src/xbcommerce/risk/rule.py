"""One rule of a policy, and a snooze that silences a group of rules for one buyer for a while.

Example:
    >>> from xbcommerce.risk.expression import Field
    >>> from xbcommerce.risk.outcome import Outcome
    >>> from xbcommerce.risk.rule import Rule
    >>> rule = Rule("CR01", Field("overdue_days") > 60, Outcome.DECLINE, reason="overdue.long")
    >>> print(rule)
    CR01: overdue_days > 60 -> decline (overdue.long)
"""

from __future__ import annotations

from datetime import date, datetime

from attrs import field, frozen

from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.errors import InvalidValueError, aware_field, count_field

from .expression import Condition, condition_of
from .outcome import Outcome


@frozen
class Rule:
    """When something is true of the facts, something happens, for a reason.

    Attributes:
        id: Stable over versions of the policy, unique within one.
        when: The condition.
        outcome: What a hit asks for; under `Score` the floor that a hit sets.
        reason: The code of the reason, e.g. ``"credit.over_limit"``; the key of its texts.
        group: What a snooze silences together, e.g. ``"velocity"``.
        points: What a hit adds to the score under `Score`.
        validity: The days on which the rule is looked at.
        enabled: Whether it is looked at at all.
        confidential: Never told to the customer, e.g. a sanctions hit.
        on_unknown: What this rule asks for when it is unknown, instead of what the policy says.

    Raises:
        ExpressionError: ``when`` is no condition, such as the ``False`` that ``field == True`` makes.
    """

    id: str
    when: Condition = field(converter=condition_of)
    outcome: Outcome
    reason: str = field(kw_only=True)
    group: str = field(default="", kw_only=True)
    points: int = field(default=0, kw_only=True, validator=count_field)
    validity: Validity = field(factory=Validity, kw_only=True)
    enabled: bool = field(default=True, kw_only=True)
    confidential: bool = field(default=False, kw_only=True)
    on_unknown: Outcome | None = field(default=None, kw_only=True)

    def in_force(self, on: date) -> bool:
        """Say whether the rule is looked at on a day."""
        return self.enabled and self.validity.covers(on)

    def same_formula(self, other: Rule) -> bool:
        """Say whether two rules test the same, whatever they are called and do."""
        return self.when == other.when

    def __str__(self) -> str:
        return f"{self.id}: {self.when} -> {self.outcome.value} ({self.reason})"


@frozen
class Snooze:
    """Silence the rules of a group for one pivot (a buyer, an account, a card) from ``start`` until ``end``.

    A snooze only ever removes hits. ``start`` belongs to it, ``end`` does not.
    """

    group: str
    pivot: str
    start: datetime = field(validator=aware_field)
    end: datetime = field(validator=aware_field)

    def __attrs_post_init__(self) -> None:
        if not self.group or not self.pivot or self.end <= self.start:
            msg = f"{self}: expected a group, a pivot, and an end after the start"
            raise InvalidValueError(msg)

    def covers(self, rule: Rule, pivot: str, at: datetime) -> bool:
        """Say whether it silences a rule for a pivot at an instant."""
        return self.group == rule.group and self.pivot == pivot and self.start <= at < self.end

    def __str__(self) -> str:
        return f"{self.group} for {self.pivot} from {self.start.isoformat()} until {self.end.isoformat()}"
