"""A payout against the lines it is made of: reported where it does not balance, never accepted.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.payments.reports import payout_batch
    >>> print(payout_batch("b7", [Money("-1.00", "USD"), Money("-1.80", "USD")], Money("4.03", "USD")))
    Payout b7 of USD 4.03: 2 lines come to USD -2.80
      USD 6.83 is not explained by its lines
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.money import code_of, from_minor, minor, total
from xbcommerce.kernel.unmet import Note, Param, Unmet
from xbcommerce.payments.reconciliation.statement import StatementLine

from .messages import ENGLISH

_PAID_OUT = frozenset({"payout", "payout_reversal"})


@frozen
class PayoutBatch:
    """What was paid out, beside what the lines of the batch come to.

    Attributes:
        payout_id: The payout or batch.
        currency: Of all of it.
        count: How many lines there are.
        lines_minor: What they come to.
        payout_minor: What was sent to the bank; None where no payout is reported yet.
    """

    payout_id: str
    currency: str
    count: int
    lines_minor: int
    payout_minor: int | None

    @property
    def is_balanced(self) -> bool:
        """Whether the payout is exactly its lines."""
        return self.payout_minor == self.lines_minor

    @property
    def lines_total(self) -> Money:
        """What the lines come to."""
        return from_minor(self.lines_minor, self.currency)

    @property
    def difference(self) -> Money | None:
        """Payout minus lines; None where no payout is reported."""
        if self.payout_minor is None:
            return None
        return from_minor(self.payout_minor - self.lines_minor, self.currency)

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the payout, its lines, and what is between them."""
        figures: dict[str, Param] = {"payout": self.payout_id, "lines": self.count, "total": self.lines_total}
        if self.payout_minor is None or self.difference is None:
            return (Note("batch.not_paid", figures),)
        head = Note("batch.payout", {**figures, "amount": from_minor(self.payout_minor, self.currency)})
        if self.is_balanced:
            return (head, Note("batch.balanced"))
        return (head, Unmet("batch.unbalanced", self.payout_id, {"difference": self.difference}))

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def payout_batch(payout_id: str, nets: Iterable[Money], payout: Money) -> PayoutBatch:
    """Hold a payout against the nets of its lines.

    Raises:
        CurrencyMismatchError: Not all are of the payout's currency.
    """
    amounts, code = tuple(nets), code_of(payout)
    return PayoutBatch(payout_id, code, len(amounts), minor(total(amounts, code)), minor(payout))


def payout_batches(lines: Iterable[StatementLine]) -> tuple[PayoutBatch, ...]:
    """Hold every payout of a report against the lines of its batch, by payout and currency.

    Lines of the kind ``payout`` take what the others brought; lines without a payout id belong to none.
    """
    found: dict[tuple[str, str], tuple[list[int], list[int]]] = {}
    for line in lines:
        if line.payout_id:
            others, paid = found.setdefault((line.payout_id, line.currency), ([], []))
            (paid if line.kind in _PAID_OUT else others).append(line.net_minor)
    return tuple(
        PayoutBatch(payout_id, code, len(others), sum(others), -sum(paid) if paid else None)
        for (payout_id, code), (others, paid) in found.items()
    )
