"""Disputes told from the chargebacks of a payment: how far each has come, and whether it is over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from .facts import DisputeStage, Operation, PaymentFact
from .movement import Movement

_ORDER = tuple(DisputeStage)
_ENDS = {DisputeStage.WON, DisputeStage.LOST}
_CONTESTED = {DisputeStage.REPRESENTMENT, DisputeStage.PRE_ARBITRATION, DisputeStage.ARBITRATION}


@frozen
class Dispute:
    """Everything reported about one dispute.

    Attributes:
        dispute_id: Its name.
        stages: The stages reported, in any order.
        has_open_chargeback: Whether the bank has announced a chargeback and not yet said what came of it.
    """

    dispute_id: str
    stages: frozenset[DisputeStage]
    has_open_chargeback: bool

    @property
    def stage(self) -> DisputeStage | None:
        """The furthest stage reported; None if none was."""
        return max(self.stages, key=_ORDER.index, default=None)

    @property
    def is_contradicted(self) -> bool:
        """Whether it is said to be both won and lost."""
        return self.stages >= _ENDS

    @property
    def is_open(self) -> bool:
        """Whether more is to come: it is being contested, or a chargeback is announced and not averted."""
        if self.stage is DisputeStage.WON:
            return False
        return self.has_open_chargeback or self.stage in _CONTESTED


def disputes_of(
    facts: Iterable[PaymentFact], movements: Mapping[tuple[Operation, str], Movement]
) -> tuple[Dispute, ...]:
    """Gather the disputes of a payment, by name."""
    stages: dict[str, set[DisputeStage]] = {}
    announced: set[str] = set()
    for fact in facts:
        if fact.operation not in {Operation.CHARGEBACK, Operation.CHARGEBACK_REVERSAL}:
            continue
        known = stages.setdefault(fact.dispute_id, set())
        if fact.stage is not None:
            known.add(fact.stage)
        waits = movements[fact.operation, fact.reference].still_open is not None
        if waits and fact.operation is Operation.CHARGEBACK:
            announced.add(fact.dispute_id)
    return tuple(Dispute(name, frozenset(stages[name]), name in announced) for name in sorted(stages))
