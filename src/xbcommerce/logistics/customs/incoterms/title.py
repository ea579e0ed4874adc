"""Where ownership passes: the contract and its law say so, no term of trade does.

Incoterms divide costs, risk and duties. Who owns the goods on their way follows from the contract of sale (a
reservation of title until payment, say) and the law that governs it. Where the contract is silent, books take
ownership to pass with the risk, as a convention, and say that it is one.

Example:
    >>> from datetime import date
    >>> from xbcommerce.logistics.customs.incoterms import RiskPoint, read_term, title
    >>> from xbcommerce.reference.customs.incoterms import incoterm_rules
    >>> fob = read_term("FOB", incoterm_rules(), on=date(2026, 3, 1))
    >>> print(title(fob))
    The contract does not say where ownership passes, and FOB does not rule it; by convention it is ...
    >>> title(fob, agreed=RiskPoint.CLEARED).by_contract
    True
"""

from __future__ import annotations

from attrs import frozen

from xbcommerce.kernel.errors import member
from xbcommerce.kernel.unmet import Note

from .messages import ENGLISH
from .rule import RiskPoint
from .term import Term


@frozen
class TitlePoint:
    """Where ownership passes, and on what ground.

    Attributes:
        term: The term of the sale.
        point: Where it passes.
        by_contract: The contract says so; False is the convention that it passes with the risk.
    """

    term: str
    point: RiskPoint
    by_contract: bool

    def why(self) -> tuple[Note, ...]:
        """Say the ground, then the point."""
        ground = "contract" if self.by_contract else "convention"
        return (
            Note(f"incoterm.title.by_{ground}", {"term": self.term}),
            Note(f"incoterm.title.{self.point.value}"),
        )

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def title(term: Term, *, agreed: RiskPoint | None = None) -> TitlePoint:
    """Say where ownership passes.

    Args:
        term: The term of the sale.
        agreed: Where the contract lets ownership pass; None where it is silent.

    Raises:
        InvalidValueError: ``agreed`` is no `RiskPoint`.
    """
    if agreed is None:
        return TitlePoint(term.name, term.rule.risk_passes, by_contract=False)
    return TitlePoint(term.name, member(agreed, RiskPoint, "agreed"), by_contract=True)
