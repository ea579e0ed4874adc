"""Whether a payment may be authorised, captured, voided or refunded now; if not, everything in the way.

A "yes" carries the fact that the movement was requested, to be stored before the request is sent, and the
request itself. Stored first, the request counts against what is left, so two refunds at once cannot exceed
a capture.

Example:
    >>> from datetime import UTC, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import (
    ...     Operation, Outcome, PaymentFact, PaymentPolicy, PaymentTerms, Refund, decide_payment,
    ...     fold_payment)
    >>> at = datetime(2026, 5, 1, 12, tzinfo=UTC)
    >>> captured = PaymentFact(
    ...     "e1", "pay-1", at, Operation.CAPTURE, "c", Outcome.SUCCEEDED, Money("100.00", "EUR"))
    >>> payment = fold_payment(PaymentTerms("pay-1", "order-7", Money("100.00", "EUR")), [captured])
    >>> print(decide_payment(payment, Refund(Money("100.01", "EUR"), "r1"), PaymentPolicy(), at=at))
    payment.exceeds_refundable at amount (amount=100.01 EUR, maximum=100.00 EUR)
    >>> yes = decide_payment(payment, Refund(Money("30.00", "EUR"), "r1"), PaymentPolicy(), at=at)
    >>> type(yes.effects[0]).__name__, yes.facts[0].outcome.value
    ('RefundPayment', 'requested')
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from attrs import field, frozen
from attrs.validators import optional
from moneyed import Money

from xbcommerce.kernel.errors import aware, aware_field, count_field
from xbcommerce.kernel.money import InexactAmountError, Rounding, code_of, divide, minor
from xbcommerce.kernel.unmet import Param, Refusal, Unmet

from .commands import (
    Authorize,
    Capture,
    PaymentCommand,
    PaymentRequest,
    Refund,
    Void,
    operation_of,
    request_of,
)
from .facts import Operation, Outcome, PaymentFact
from .payment import Payment

_BPS = 10_000


@frozen
class PaymentPolicy:
    """What the provider and the contract with it allow.

    Attributes:
        multi_capture: Whether an authorisation may be captured in several parts.
        over_capture_bps: How much more than was authorised may be captured, in hundredths of a percent of the
            authorised amount, rounded down.
        authorization_expires_at: From when the authorisation can no longer be captured; the instant itself is
            already outside. None if it does not expire, or nobody knows.
    """

    multi_capture: bool = field(default=True, kw_only=True)
    over_capture_bps: int = field(default=0, validator=count_field, kw_only=True)
    authorization_expires_at: datetime | None = field(
        default=None, validator=optional(aware_field), kw_only=True
    )


@frozen
class Accepted:
    """A command that may be carried out.

    Attributes:
        facts: What to store first: that the movement was requested.
        effects: What to send then.
    """

    facts: tuple[PaymentFact, ...]
    effects: tuple[PaymentRequest, ...]


def decide_payment(
    payment: Payment, command: PaymentCommand, policy: PaymentPolicy, *, at: datetime
) -> Accepted | Refusal:
    """Decide on a command, and list everything that stands in its way.

    The list starts with what is wrong with the amount, then says whether the payment can be acted upon at
    all, then what the operation needs. What cannot be judged is left out: limits of an amount that is no
    amount of this currency, figures of a payment whose reports contradict one another.

    Args:
        payment: What has been reported.
        command: What is wanted.
        policy: What the provider allows.
        at: Now.

    Raises:
        NaiveDatetimeError: ``at`` has no time zone.
    """
    aware(at, "at")
    unmet = (*_amount(payment, command), *_state(payment), *_operation(payment, command, policy, at))
    return Refusal(unmet) if unmet else _accepted(payment, command, at)


def _accepted(payment: Payment, command: PaymentCommand, at: datetime) -> Accepted:
    request = request_of(payment.terms.payment_id, command)
    fact = PaymentFact(
        f"requested-{request.key}",
        payment.terms.payment_id,
        at,
        operation_of(command),
        command.reference,
        Outcome.REQUESTED,
        command.amount,
    )
    return Accepted((fact,), (request,))


def _amount(payment: Payment, command: PaymentCommand) -> Iterator[Unmet]:
    amount = command.amount
    figures: dict[str, Param] = {"amount": amount}
    if code_of(amount) != payment.terms.currency:
        expected: dict[str, Param] = {"currency": payment.terms.currency}
        yield Unmet("payment.currency_mismatch", "amount", {**figures, **expected})
    if _units(amount) is None:
        yield Unmet("payment.excess_precision", "amount", figures)
    if amount.amount <= 0:
        yield Unmet("payment.amount_not_positive", "amount", figures)


def _units(amount: Money) -> int | None:
    """Return minor units; None if the amount is finer than they are."""
    try:
        return minor(amount)
    except InexactAmountError:
        return None


def _state(payment: Payment) -> Iterator[Unmet]:
    if payment.conflicts:
        conflicts = tuple(conflict.code for conflict in payment.conflicts)
        yield Unmet("payment.payment_conflicted", "payment", {"conflicts": conflicts})
    for movement in payment.movements.values():
        if movement.still_open is Outcome.UNKNOWN:
            yield Unmet("payment.outcome_unknown", movement.place)


def _operation(
    payment: Payment, command: PaymentCommand, policy: PaymentPolicy, at: datetime
) -> Iterator[Unmet]:
    if payment.conflicts:
        return
    match command:
        case Authorize():
            yield from _within(command, payment, "exceeds_amount", _authorizable(payment))
        case Capture():
            yield from _capture(payment, command, policy, at)
        case Void():
            yield from _void(payment, command)
        case Refund():
            yield from _refund(payment, command)
    if (operation_of(command), command.reference) in payment.movements:
        yield Unmet("payment.reference_used", command.reference)


def _authorizable(payment: Payment) -> int:
    """Return what of the amount is neither set aside, nor taken, nor asked for.

    Where more was taken than set aside, as by a sale without authorisation, it is nothing: one that came
    after it would look like the one that was exceeded. The rest is another payment of the order.
    """
    if payment.uncaptured_minor < 0:
        return 0
    held = payment.moved_minor[Operation.CAPTURE] + payment.uncaptured_minor
    return minor(payment.terms.amount) - held - payment.open_minor[Operation.AUTHORIZE]


def _capture(payment: Payment, command: Capture, policy: PaymentPolicy, at: datetime) -> Iterator[Unmet]:
    authorized = payment.moved_minor[Operation.AUTHORIZE]
    if not authorized:
        yield Unmet("payment.not_authorized", "payment")
        return
    expires_at = policy.authorization_expires_at
    if expires_at is not None and at >= expires_at:
        yield Unmet("payment.authorization_expired", "payment", {"expired_at": expires_at})
    begun = payment.moved_minor[Operation.CAPTURE] + payment.open_minor[Operation.CAPTURE]
    if begun and not policy.multi_capture:
        yield Unmet("payment.already_captured", "payment", {"captured": payment.money(begun)})
    tolerance = divide(authorized * policy.over_capture_bps, _BPS, Rounding.FLOOR)
    yield from _within(command, payment, "exceeds_capturable", _unpromised(payment) + tolerance)


def _void(payment: Payment, command: Void) -> Iterator[Unmet]:
    if not payment.moved_minor[Operation.AUTHORIZE]:
        yield Unmet("payment.not_authorized", "payment")
        return
    if payment.captured.amount and not payment.capturable.amount:
        figures: dict[str, Param] = {"captured": payment.captured, "maximum": payment.refundable}
        way_out = {"suggest": "refund", "text": "payment.already_captured_refund"}
        yield Unmet("payment.already_captured", "payment", {**figures, **way_out})
        return
    yield from _within(command, payment, "exceeds_capturable", _unpromised(payment))


def _refund(payment: Payment, command: Refund) -> Iterator[Unmet]:
    if not payment.captured.amount:
        yield Unmet("payment.nothing_to_refund", "payment")
        return
    yield from _within(command, payment, "exceeds_refundable", minor(payment.refundable))


def _unpromised(payment: Payment) -> int:
    """Return what is left of the authorisation once open captures and voids have come through."""
    waiting = payment.open_minor
    return payment.uncaptured_minor - waiting[Operation.CAPTURE] - waiting[Operation.VOID]


def _within(command: PaymentCommand, payment: Payment, code: str, maximum: int) -> Iterator[Unmet]:
    """Refuse an amount above the maximum, which is never below nothing."""
    units = _units(command.amount)
    if units is None or command.amount.currency.code != payment.terms.currency:
        return
    if units > max(0, maximum):
        figures: dict[str, Param] = {"amount": command.amount, "maximum": payment.money(max(0, maximum))}
        yield Unmet(f"payment.{code}", "amount", figures)
