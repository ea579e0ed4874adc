"""A payment explained: its status, its figures, and what is wrong or open."""

from __future__ import annotations

from collections.abc import Iterator

from moneyed import Money

from xbcommerce.kernel.unmet import Note, Param, Unmet

from .facts import Outcome
from .movement import Movement
from .payment import Payment


def figures_of(payment: Payment) -> tuple[Note | Unmet, ...]:
    """List what is known, then what is awaited, then what is wrong."""
    return tuple(_lines(payment))


def _lines(payment: Payment) -> Iterator[Note | Unmet]:
    terms = payment.terms
    yield Note(f"payment.is_{payment.status.value}", {"payment": terms.payment_id, "amount": terms.amount})
    for name, amount in _figures(payment).items():
        if amount.amount:
            yield Note(f"payment.{name}", {"amount": amount})
    yield from _attempts(payment)
    for dispute in payment.disputes:
        if dispute.stage is not None:
            yield Note(f"payment.dispute_{dispute.stage.value}", {"dispute": dispute.dispute_id})
    for flag in payment.flags:
        yield Unmet(f"payment.{flag.value}")
    yield from payment.conflicts


def _figures(payment: Payment) -> dict[str, Money]:
    return {
        "authorized": payment.authorized,
        "captured": payment.captured,
        "voided": payment.voided,
        "expired": payment.expired,
        "refunded": payment.refunded,
        "charged_back": payment.charged_back,
        "capturable": payment.capturable,
        "refundable": payment.refundable,
    }


def _attempts(payment: Payment) -> Iterator[Note]:
    for movement in payment.movements.values():
        figures: dict[str, Param] = {"movement": movement.place}
        if movement.still_open is not None:
            figures["amount"] = payment.money(movement.open_minor)
            code = f"payment.awaits_{movement.still_open.value}"
            yield Note(code, figures)
        elif Outcome.REVERSED in movement.outcomes:
            yield Note("payment.movement_reversed", figures)
        elif not movement.successes:
            yield Note(_ended_as(movement), figures)


def _ended_as(movement: Movement) -> str:
    """Name the code of a movement that came to nothing."""
    classes = [final.decline.value for final in movement.declines if final.decline is not None]
    if classes:
        return f"payment.declined_{classes[-1]}"
    return "payment.movement_declined" if movement.declines else "payment.movement_failed"
