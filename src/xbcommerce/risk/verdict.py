"""What a policy decided, with everything it saw: hits with their values, unknowns with their gaps, skips.

A verdict is a value made of exact parts only: replaying the same facts gives the same bytes. It does not
depend on the order of the rules, except under `FirstMatch`.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from attrs import field, frozen

from xbcommerce.kernel.errors import aware_field
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.unmet import Note, Param, Unmet

from .messages import ENGLISH
from .outcome import Outcome
from .values import Value, show


class SkipReason(Enum):
    """Why a rule was not looked at."""

    DISABLED = "disabled"
    NOT_IN_FORCE = "not_in_force"
    SNOOZED = "snoozed"
    NOT_REACHED = "not_reached"
    """Under `FirstMatch`, an earlier rule had decided."""


@frozen
class Hit:
    """A rule whose condition is true.

    Attributes:
        rule: Its id.
        outcome: What it asks for.
        reason: The code of its reason.
        reads: The values it read.
        because: The parts of the condition that made it true, read aloud.
        points: What it adds to a score.
        confidential: Whether the customer must not be told.
    """

    rule: str
    outcome: Outcome
    reason: str
    reads: FrozenMap[str, Value]
    because: tuple[str, ...]
    points: int = 0
    confidential: bool = False


@frozen
class Unknown:
    """A rule that could not be decided.

    Attributes:
        rule: Its id.
        outcome: What it would have asked for.
        counts_as: What it counted as; ``None`` where the policy ignores unknowns.
        reason: The code of its reason.
        gaps: Everything that stands in the way; ``where`` names the field, currency pair or list.
        confidential: Whether the customer must not be told.
    """

    rule: str
    outcome: Outcome
    counts_as: Outcome | None
    reason: str
    gaps: tuple[Unmet, ...]
    confidential: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the fields that somebody has to supply."""
        codes = {"unknown.missing", "unknown.null"}
        return tuple(gap.where for gap in self.gaps if gap.code in codes)


@frozen
class Skip:
    """A rule that was not looked at, and why."""

    rule: str
    reason: SkipReason


@frozen
class Verdict:
    """The decision of a policy.

    Attributes:
        policy: Id of the policy.
        version: Its version.
        digest: Its digest, so that a stored verdict names the exact rules.
        at: When it was made.
        outcome: What happens.
        combine: The name of the strategy, e.g. ``"most_severe"``.
        hits: Most severe first, then by rule id.
        unknowns: By rule id.
        skips: By rule id.
        misses: Ids of the rules that are false, sorted.
        score: The summed points, under `Score` only.
        lists: Version of each named list that was read.
        rates: The exchange rates that were read, with their days.
    """

    policy: str
    version: int
    digest: str
    at: datetime = field(validator=aware_field)
    outcome: Outcome
    combine: str
    hits: tuple[Hit, ...]
    unknowns: tuple[Unknown, ...]
    skips: tuple[Skip, ...]
    misses: tuple[str, ...]
    score: int | None = None
    lists: FrozenMap[str, str] = field(factory=FrozenMap[str, str])
    rates: tuple[Rate, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the fields to supply for a decision without unknowns, each once, sorted."""
        return tuple(sorted({name for unknown in self.unknowns for name in unknown.missing}))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return every reason code once, hits before unknowns and most severe first; for analysts."""
        codes = [hit.reason for hit in self.hits] + [unknown.reason for unknown in self.unknowns]
        return tuple(dict.fromkeys(codes))

    def why(self) -> tuple[Note | Unmet, ...]:
        """List the outcome, every hit with its values, every gap, every rule not looked at; for analysts.

        A hit is two lines: its reason in plain words, and below it the rule, the formula and the values read.
        """
        head: dict[str, Param] = {
            "policy": self.policy,
            "version": self.version,
            "digest": self.digest[:12],
        }
        return (
            Note(f"risk.verdict.{self.outcome.value}", head),
            Note(f"risk.combine.{self.combine}"),
            *(Note("risk.score", {"score": score}) for score in (self.score,) if score is not None),
            *(note for hit in self.hits for note in _hit(hit)),
            *(note for unknown in self.unknowns for note in _unknown(unknown)),
            *(Note(f"risk.skip.{skip.reason.value}", {"rule": skip.rule}) for skip in self.skips),
            *(Note("risk.misses", {"rules": rules}) for rules in (self.misses,) if rules),
            *(Note("risk.list", {"list": name, "version": version}) for name, version in self.lists.items()),
            *(Note("risk.rate", rate.note().params) for rate in self.rates),
        )

    def __str__(self) -> str:
        return ENGLISH.explain(self)

    def _repr_html_(self) -> str:
        from html import escape

        head, *rest = (ENGLISH.render(note) for note in self.why())
        lines = "".join(f"<li>{escape(line)}</li>" for line in rest)
        return f"<p><strong>{escape(head)}</strong></p><ul>{lines}</ul>"


def _hit(hit: Hit) -> tuple[Note, ...]:
    """Say the reason, then the rule with what it read; a reason without a text of its own is named."""
    values = tuple(f"{name} {show(value)}" for name, value in hit.reads.items())
    reason = Note("risk.reason", {"reason": hit.reason, "text": hit.reason})
    values_read = Note(
        f"risk.hit.{hit.outcome.value}",
        {"rule": hit.rule, "because": hit.because, "values": values or ("-",), "reason": hit.reason},
    )
    return (reason, values_read)


def _unknown(unknown: Unknown) -> tuple[Note | Unmet, ...]:
    code = unknown.counts_as.value if unknown.counts_as else "ignored"
    line = Note(f"risk.unknown.{code}", {"rule": unknown.rule, "reason": unknown.reason})
    return (line, *unknown.gaps)
