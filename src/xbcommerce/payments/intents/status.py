"""What a payment is, in one word: the first of a list of rules that holds.

Doubt and contradiction come first, because they forbid every further step; then money that went back, then
money that came, then what is only reserved or awaited, then what came to nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from .facts import Outcome

if TYPE_CHECKING:
    from .payment import Payment


class PaymentStatus(Enum):
    """The one word that lists and filters show; figures and flags say the rest."""

    CREATED = "created"
    ACTION_REQUIRED = "action_required"
    PENDING = "pending"
    IN_DOUBT = "in_doubt"
    AUTHORIZED = "authorized"
    PARTIALLY_CAPTURED = "partially_captured"
    CAPTURED = "captured"
    VOIDED = "voided"
    EXPIRED = "expired"
    DECLINED = "declined"
    FAILED = "failed"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"
    DISPUTED = "disputed"
    CHARGED_BACK = "charged_back"
    CONFLICTED = "conflicted"


class Flag(Enum):
    """What should not have happened and did."""

    OVER_CAPTURED = "over_captured"
    """More was captured than had been authorised."""
    OVER_REFUNDED = "over_refunded"
    """More went back to the buyer than had been captured."""


_RULES: tuple[tuple[PaymentStatus, Callable[[Payment], bool]], ...] = (
    (PaymentStatus.CONFLICTED, lambda it: bool(it.conflicts)),
    (PaymentStatus.IN_DOUBT, lambda it: it.is_in_doubt),
    (PaymentStatus.CHARGED_BACK, lambda it: it.charged_back.amount > 0),
    (PaymentStatus.DISPUTED, lambda it: any(dispute.is_open for dispute in it.disputes)),
    (PaymentStatus.REFUNDED, lambda it: it.refunded.amount >= it.captured.amount > 0),
    (PaymentStatus.PARTIALLY_REFUNDED, lambda it: it.refunded.amount > 0),
    (PaymentStatus.CAPTURED, lambda it: it.captured.amount >= it.terms.amount.amount),
    (PaymentStatus.PARTIALLY_CAPTURED, lambda it: it.captured.amount > 0),
    (PaymentStatus.AUTHORIZED, lambda it: it.capturable.amount > 0),
    (PaymentStatus.ACTION_REQUIRED, lambda it: Outcome.ACTION_REQUIRED in it.open_outcomes),
    (PaymentStatus.PENDING, lambda it: bool(it.open_outcomes)),
    (PaymentStatus.VOIDED, lambda it: it.voided.amount > 0),
    (PaymentStatus.EXPIRED, lambda it: it.expired.amount > 0),
    (PaymentStatus.DECLINED, lambda it: Outcome.DECLINED in it.final_outcomes),
    (PaymentStatus.FAILED, lambda it: Outcome.FAILED in it.final_outcomes),
)


def status_of(payment: Payment) -> PaymentStatus:
    """Return the first status whose rule holds; a payment of which nothing is known is created."""
    return next((status for status, holds in _RULES if holds(payment)), PaymentStatus.CREATED)


def flags_of(payment: Payment) -> tuple[Flag, ...]:
    """Name what should not have happened; a capture without any authorisation (a sale) is no over-capture."""
    given_back = payment.refunded.amount + payment.charged_back.amount
    holds = {
        Flag.OVER_CAPTURED: payment.captured.amount > payment.authorized.amount > 0,
        Flag.OVER_REFUNDED: given_back > payment.captured.amount,
    }
    return tuple(flag for flag, raised in holds.items() if raised)
