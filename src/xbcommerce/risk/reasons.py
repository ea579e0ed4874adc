"""What the customer is told: at most four principal reasons, in their language, nothing that tips them off.

The limit of four is that of Regulation B (12 CFR 1002, comment 9(b)(2)-1). A confidential hit, such as one
of sanctions screening, is never told, nor hinted at: the customer reads the same opening as everybody.
"""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages
from xbcommerce.kernel.unmet import Note

from .messages import ENGLISH
from .outcome import Outcome
from .verdict import Verdict

PRINCIPAL_REASONS_MAX = 4


def principal_reasons(verdict: Verdict, *, limit: int = PRINCIPAL_REASONS_MAX) -> tuple[str, ...]:
    """Return the reason codes a customer may be told: most severe first, then by rule id, each once.

    Left out are confidential hits and hits that merely allow.

    Args:
        verdict: The decision.
        limit: How many at most.
    """
    told = [hit.reason for hit in verdict.hits if not hit.confidential and hit.outcome > Outcome.ALLOW]
    return tuple(dict.fromkeys(told))[: max(limit, 0)]


def customer_notes(
    verdict: Verdict, messages: Messages = ENGLISH, *, limit: int = PRINCIPAL_REASONS_MAX
) -> tuple[Note, ...]:
    """Return what to write to the customer: one opening for the outcome, then the principal reasons.

    A reason without a text of its own (``customer.<reason>`` in the catalogue) becomes a neutral sentence.

    Args:
        verdict: The decision.
        messages: The catalogue that will be used, to know which reasons have a text.
        limit: How many reasons at most.
    """
    codes = [f"customer.{reason}" for reason in principal_reasons(verdict, limit=limit)]
    asked = (item for item in verdict.unknowns if item.counts_as and item.missing and not item.confidential)
    if not codes and any(asked):
        codes = ["customer.information_missing"]
    known = [code if code in messages.templates else "customer.other" for code in codes]
    return (Note(f"customer.{verdict.outcome.value}"), *(Note(code) for code in dict.fromkeys(known)))


def customer_text(
    verdict: Verdict, messages: Messages = ENGLISH, lang: str = "en", *, limit: int = PRINCIPAL_REASONS_MAX
) -> str:
    """Write the customer-safe explanation, one sentence a line; see `customer_notes`."""
    notes = customer_notes(verdict, messages, limit=limit)
    return "\n".join(messages.render(note, lang) for note in notes)
