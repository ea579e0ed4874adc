"""What has become of each payout of a file, told from all the bank's reports, in whatever order they came.

A report of a transfer itself counts before one of its batch, and that before one of the file. Among reports
of one kind the one that says most counts, so an old "accepted" never undoes a "settled"; settled and rejected
at once is a conflict, and a question for the bank.

Example:
    >>> from datetime import UTC, date, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import PayoutFile
    >>> from xbcommerce.payments.payout_files import BankAccount, Party, PaymentInstruction, StatusFact
    >>> from xbcommerce.payments.payout_files import StatusReport, Transfer, fates_of
    >>> shop, number = Party("XB Commerce GmbH"), BankAccount(number="1234567")
    >>> paid = [Transfer(f"PO-{i}", Money("10.00", "USD"), Party("Kavya"), number) for i in (1, 2)]
    >>> batch = PaymentInstruction("B1", date(2026, 11, 2), shop, BankAccount(number="1"), paid)
    >>> file = PayoutFile("MSG-1", datetime(2026, 10, 30, 9, tzinfo=UTC), shop, [batch])
    >>> closed = StatusFact("RJCT", ("AC04 account closed",), "PO-2", "B1")
    >>> print(fates_of(file, [StatusReport("MSG-1", StatusFact("ACSC"), facts=(closed,))]))
    PO-1: settled (ACSC)
    PO-2: rejected (RJCT) AC04 account closed
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from attrs import field, frozen

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Note, Unmet

from .messages import ENGLISH
from .pain002 import Fate, StatusFact, StatusReport
from .payout_file import PayoutFile

_ORDER = tuple(Fate)
_SILENT = StatusFact("")


@frozen
class PayoutFate:
    """What has become of one transfer.

    Attributes:
        fate: In one word.
        statuses: The bank's codes that said so, sorted.
        reasons: The bank's, sorted.
    """

    fate: Fate
    statuses: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    @classmethod
    def of(cls, fact: StatusFact) -> PayoutFate:
        """Take what one report says."""
        return cls(fact.fate, (fact.status,) if fact.status else (), tuple(sorted(set(fact.reasons))))

    def join(self, other: PayoutFate) -> PayoutFate:
        """Put two reports of one transfer together; in whatever order, and however often, it is the same."""
        if {self.fate, other.fate} == {Fate.SETTLED, Fate.REJECTED}:
            return _merged(self, other, Fate.CONFLICTED)
        top, low = (self, other) if _ORDER.index(self.fate) >= _ORDER.index(other.fate) else (other, self)
        adds = low.fate is top.fate or (top.fate is Fate.CONFLICTED and low.fate in _FINAL)
        return _merged(top, low, top.fate) if adds else top


_FINAL = (Fate.SETTLED, Fate.REJECTED)


def _merged(one: PayoutFate, other: PayoutFate, fate: Fate) -> PayoutFate:
    statuses, reasons = {*one.statuses, *other.statuses}, {*one.reasons, *other.reasons}
    return PayoutFate(fate, tuple(sorted(statuses)), tuple(sorted(reasons)))


@frozen
class PayoutFates:
    """What has become of every transfer of a file.

    Attributes:
        by_id: Fates by end-to-end id, in the file's order.
        strangers: Ids, or UETRs, that reports of this file name and the file does not have.
    """

    by_id: FrozenMap[str, PayoutFate]
    strangers: tuple[str, ...] = field(default=(), converter=tuple[str, ...])

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return one line a transfer, then the ids that nobody knows."""
        lines: list[Note | Unmet] = [
            Note(
                f"payout_fate.{one.fate.value}",
                {"id": own_id, "status": ", ".join(one.statuses), "reasons": "; ".join(one.reasons)},
            )
            for own_id, one in self.by_id.items()
        ]
        return (*lines, *(Unmet("payout_fate.stranger", own_id) for own_id in self.strangers))

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def fates_of(file: PayoutFile, reports: Iterable[StatusReport]) -> PayoutFates:
    """Tell the fate of every transfer of a file; reports about other files are left aside.

    A transfer is known by its end-to-end id, or by its UETR where a report names only that.

    Args:
        file: As it was sent.
        reports: All there are, in any order, repeated or not.
    """
    ours = [report for report in reports if report.message_id == file.message_id]
    group = _joined(report.group for report in ours)
    batches = {batch.id: _of_batch(batch.id, ours) for batch in file.batches}
    by_uetr = {transfer.uetr: transfer.id for transfer in file.transfers if transfer.uetr}
    by_id: dict[str, list[StatusFact]] = {}
    for report in ours:
        for fact in report.facts:
            own_id = fact.id or by_uetr.get(fact.uetr, fact.uetr)
            by_id.setdefault(own_id, []).append(fact)
    fates = {
        transfer.id: _closest(_joined(by_id.get(transfer.id, ())), batches[batch.id], group)
        for batch in file.batches
        for transfer in batch.transfers
    }
    return PayoutFates(FrozenMap(fates), tuple(sorted(by_id.keys() - fates.keys())))


def rejected_ids(fates: Iterable[PayoutFates]) -> frozenset[str]:
    """Return the end-to-end ids of transfers that the bank has rejected, and not also settled."""
    by_id: dict[str, PayoutFate] = {}
    for one in fates:
        for own_id, fate in one.by_id.items():
            by_id[own_id] = by_id[own_id].join(fate) if own_id in by_id else fate
    return frozenset(own_id for own_id, fate in by_id.items() if fate.fate is Fate.REJECTED)


def _of_batch(batch_id: str, reports: Iterable[StatusReport]) -> PayoutFate:
    return _joined(fact for report in reports for fact in report.batches if fact.batch_id == batch_id)


def _joined(facts: Iterable[StatusFact]) -> PayoutFate:
    return reduce(PayoutFate.join, map(PayoutFate.of, facts), PayoutFate.of(_SILENT))


def _closest(*fates: PayoutFate) -> PayoutFate:
    """Return the first that says anything: the transfer's own, its batch's, the file's."""
    return next((one for one in fates if one.fate is not Fate.UNREPORTED), fates[-1])
