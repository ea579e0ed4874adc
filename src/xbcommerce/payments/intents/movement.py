"""One movement of a payment as a join of what was reported about it, so that order cannot matter.

A movement keeps the highest open outcome it has heard of and all final ones. Joining is associative,
commutative and idempotent (a semilattice, as in conflict-free replicated data types: Shapiro et al. 2011),
so any order and any repetition of reports gives the same movement.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from attrs import evolve, frozen

from xbcommerce.kernel.money import minor

from .amounts import AmountSemantics
from .facts import OPEN_OUTCOMES, DeclineClass, Operation, Outcome, PaymentFact

_NO_SUCCESS = {Outcome.DECLINED, Outcome.FAILED}


class Contradiction(Enum):
    """How the reports about one movement contradict one another."""

    OUTCOME = "payment.outcome_conflict"
    """It is said to have succeeded and not to have succeeded."""
    AMOUNT = "payment.amount_conflict"
    """A movement that happens once succeeded with different amounts."""


@frozen
class Final:
    """One final report.

    Attributes:
        event_id: Its name.
        outcome: What it says.
        amount_minor: How much, in minor units.
        at: When it happened.
        decline: What a decline means.
    """

    event_id: str
    outcome: Outcome
    amount_minor: int
    at: datetime
    decline: DeclineClass | None = None


@frozen
class Movement:
    """An operation under a reference, and everything reported about it.

    Attributes:
        operation: What was done.
        reference: Which one of its kind.
        first_at: The earliest instant that any report names.
        open_outcome: The highest open outcome reported.
        open_minor: The largest amount that an open report names, in minor units.
        finals: The final reports.
    """

    operation: Operation
    reference: str
    first_at: datetime
    open_outcome: Outcome | None = None
    open_minor: int = 0
    finals: frozenset[Final] = frozenset()

    @classmethod
    def of(cls, fact: PaymentFact) -> Movement:
        """Make a movement that has been reported once."""
        units = minor(fact.amount)
        if not fact.outcome.is_final:
            return cls(fact.operation, fact.reference, fact.at, fact.outcome, units)
        final = Final(fact.event_id, fact.outcome, units, fact.at, fact.decline)
        return cls(fact.operation, fact.reference, fact.at, finals=frozenset({final}))

    def join(self, other: Movement) -> Movement:
        """Take together what two movements under the same reference have heard."""
        return Movement(
            self.operation,
            self.reference,
            min(self.first_at, other.first_at),
            _higher(self.open_outcome, other.open_outcome),
            max(self.open_minor, other.open_minor),
            self.finals | other.finals,
        )

    @property
    def place(self) -> str:
        """The movement, for people: ``"capture cap-1"``."""
        return f"{self.operation.value} {self.reference}"

    @property
    def still_open(self) -> Outcome | None:
        """The open outcome; None once a final one has closed it."""
        return None if self.finals else self.open_outcome

    @property
    def outcomes(self) -> frozenset[Outcome]:
        """The final outcomes reported."""
        return frozenset(final.outcome for final in self.finals)

    @property
    def successes(self) -> tuple[Final, ...]:
        """The reports of success, earliest first; none if the movement was reversed."""
        if self.reversed_at is not None:
            return ()
        succeeded = (final for final in self.finals if final.outcome is Outcome.SUCCEEDED)
        return tuple(sorted(succeeded, key=lambda final: (final.at, final.event_id)))

    @property
    def declines(self) -> tuple[Final, ...]:
        """The reports of a "no", earliest first."""
        declined = (final for final in self.finals if final.outcome is Outcome.DECLINED)
        return tuple(sorted(declined, key=lambda final: (final.at, final.event_id)))

    @property
    def reversed_at(self) -> datetime | None:
        """When it was reversed; None if it was not."""
        return min((final.at for final in self.finals if final.outcome is Outcome.REVERSED), default=None)

    def contradiction(self, amounts: AmountSemantics) -> Contradiction | None:
        """Say how its reports contradict one another, if they do; a reversal settles every quarrel."""
        successes = self.successes
        if successes and self.outcomes & _NO_SUCCESS:
            return Contradiction.OUTCOME
        if amounts is AmountSemantics.SINGLE and len({final.amount_minor for final in successes}) > 1:
            return Contradiction.AMOUNT
        return None

    def steps(self, amounts: AmountSemantics) -> tuple[Final, ...]:
        """List the successes as what each has added; empty while the movement counts nothing.

        Args:
            amounts: How the provider reports amounts. One that happens once is its earliest report; totals
                are turned into what each adds to the smaller ones.
        """
        if self.contradiction(amounts) is not None:
            return ()
        match amounts:
            case AmountSemantics.SINGLE:
                return self.successes[:1]
            case AmountSemantics.CUMULATIVE:
                return _increments(self.successes)
            case AmountSemantics.DELTA:
                return self.successes

    def undone(self, amounts: AmountSemantics) -> tuple[Final, ...]:
        """List the steps that counted until a reversal undid them."""
        if self.reversed_at is None:
            return ()
        rest = frozenset(final for final in self.finals if final.outcome is not Outcome.REVERSED)
        return evolve(self, finals=rest).steps(amounts)

    def counted_minor(self, amounts: AmountSemantics) -> int:
        """Return what the movement has moved, in minor units."""
        return sum(step.amount_minor for step in self.steps(amounts))


def _increments(successes: tuple[Final, ...]) -> tuple[Final, ...]:
    """Turn totals, in whatever order they came, into what each adds to the next smaller one."""
    steps: list[Final] = []
    so_far = 0
    for final in sorted(successes, key=lambda final: (final.amount_minor, final.at, final.event_id)):
        if final.amount_minor > so_far:
            added = final.amount_minor - so_far
            steps.append(Final(final.event_id, final.outcome, added, final.at))
            so_far = final.amount_minor
    return tuple(steps)


def _higher(one: Outcome | None, other: Outcome | None) -> Outcome | None:
    known = [outcome for outcome in (one, other) if outcome is not None]
    return max(known, key=OPEN_OUTCOMES.index, default=None)
