"""Whether a consignment may be sent: one of five answers, with every reason, and every question left open.

Block           at least one rule forbids it
NeedsFacts      no rule forbids it, but one may: a fact is missing that decides
NeedsDocument   it may go with what the reasons name
Warn            it may go, and something is to be minded
Allow           no rule speaks against it
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from xbcommerce.kernel.unmet import Note, Unmet

from .messages import ENGLISH
from .reason import Reason, each_once
from .restriction import Level

_STRICTNESS = tuple(Level)


def _in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Put the strictest first, whatever the order of rules and lines."""
    return tuple(
        sorted(
            reasons,
            key=lambda one: (-_STRICTNESS.index(one.level), one.where, one.code, one.record, one.missing),
        )
    )


@frozen
class _Verdict:
    """What an answer of any kind tells."""

    reasons: tuple[Reason, ...] = field(default=(), converter=_in_order)
    unsettled: tuple[Reason, ...] = field(default=(), converter=_in_order)

    @property
    def missing(self) -> tuple[str, ...]:
        """Every fact that would settle a question left open, each once."""
        return each_once(fact for reason in self.unsettled for fact in reason.missing)

    @property
    def documents(self) -> tuple[str, ...]:
        """Every document, registration and permission that is needed, each once."""
        named = (reason.figures.get("document") for reason in self.reasons)
        return each_once(str(name) for name in named if name)

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the records that speak."""
        return each_once(reason.record for reason in (*self.reasons, *self.unsettled) if reason.record)

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the answer, each reason from the strictest, each open question."""
        told = (line for reason in (*self.reasons, *self.unsettled) for line in reason.why())
        return (Note(f"restriction.verdict.{_NAMES[type(self)]}"), *told)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


@frozen
class Allow(_Verdict):
    """No rule speaks against it."""


@frozen
class Warn(_Verdict):
    """It may go, and something is to be minded."""


@frozen
class NeedsDocument(_Verdict):
    """It may go with what the reasons name."""


@frozen
class NeedsFacts(_Verdict):
    """No rule forbids it as far as is known; one may, and the facts that decide are missing."""


@frozen
class Block(_Verdict):
    """At least one rule forbids it."""


Verdict = Allow | Warn | NeedsDocument | NeedsFacts | Block
"""Whether a consignment may be sent."""

_NAMES: dict[type[_Verdict], str] = {
    Allow: "allow", Warn: "warn", NeedsDocument: "needs_document", NeedsFacts: "needs_facts", Block: "block",
}  # fmt: skip


def verdict_of(reasons: Iterable[Reason], unsettled: Iterable[Reason] = ()) -> Verdict:
    """Draw the conclusion: the strictest reason decides, and a stricter open question keeps a yes back.

    An open question about a mere warning keeps nothing back; it is told.
    """
    certain, left = tuple(reasons), tuple(unsettled)
    levels = {reason.level for reason in certain}
    if Level.BLOCK in levels:
        return Block(certain, left)
    if any(reason.level in {Level.BLOCK, Level.NEEDS_DOCUMENT} for reason in left):
        return NeedsFacts(certain, left)
    if Level.NEEDS_DOCUMENT in levels:
        return NeedsDocument(certain, left)
    if Level.WARN in levels or any(reason.level is Level.WARN for reason in left):
        return Warn(certain, left)
    return Allow(certain, left)


def strictness(verdict: Verdict) -> int:
    """Return how far an answer is from a plain yes: 0 for `Allow`, 4 for `Block`."""
    return tuple(_NAMES).index(type(verdict))
