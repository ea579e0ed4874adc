"""Disputes told from the chargebacks of a payment: how far each has come, and whether it is over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

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
        first_at: The earliest instant that any report about it names.
        last_at: The latest.
    """

    dispute_id: str
    stages: frozenset[DisputeStage]
    has_open_chargeback: bool
    first_at: datetime
    last_at: datetime

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
    reports: dict[str, list[PaymentFact]] = {}
    for fact in facts:
        if fact.operation in {Operation.CHARGEBACK, Operation.CHARGEBACK_REVERSAL}:
            reports.setdefault(fact.dispute_id, []).append(fact)
    return tuple(_told(name, reports[name], movements) for name in sorted(reports))


def _told(
    name: str, reports: Sequence[PaymentFact], movements: Mapping[tuple[Operation, str], Movement]
) -> Dispute:
    stages = frozenset(fact.stage for fact in reports if fact.stage is not None)
    announced = any(
        fact.operation is Operation.CHARGEBACK
        and movements[fact.operation, fact.reference].still_open is not None
        for fact in reports
    )
    instants = [fact.at for fact in reports]
    return Dispute(name, stages, announced, min(instants), max(instants))
