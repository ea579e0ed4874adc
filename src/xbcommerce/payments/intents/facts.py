"""What a provider says about one movement of a payment: an authorisation, a capture, a refund, a dispute.

A fact is one report: of which operation, under which reference, with what outcome. Nothing in it says what
the payment is now; that follows from all facts together, in whatever order and however often they came.

Example:
    >>> from datetime import UTC, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import Operation, Outcome, PaymentFact
    >>> at = datetime(2026, 5, 1, 12, tzinfo=UTC)
    >>> ten = Money(10, "EUR")
    >>> fact = PaymentFact("evt-1", "pay-1", at, Operation.CAPTURE, "cap-1", Outcome.SUCCEEDED, ten)
    >>> fact.amount, fact.outcome.is_final
    (Money('10.00', 'EUR'), True)
    >>> PaymentFact("evt-1", "pay-1", at, Operation.VOID, "v-1", Outcome.PENDING, Money("0.00", "EUR"))
    Traceback (most recent call last):
    ...
    xbcommerce.kernel.errors.InvalidValueError: amount=0.00 EUR: expected more than nothing
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any

from attrs import Attribute, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, aware_field, member, member_of
from xbcommerce.payments.reported import exactly, named, positive


class Operation(Enum):
    """What moves, or reserves, money of a payment."""

    AUTHORIZE = "authorize"
    CAPTURE = "capture"
    VOID = "void"
    EXPIRE = "expire"
    REFUND = "refund"
    CHARGEBACK = "chargeback"
    CHARGEBACK_REVERSAL = "chargeback_reversal"


class Outcome(Enum):
    """What has become of a movement: the first four are open, the others final."""

    REQUESTED = "requested"
    UNKNOWN = "unknown"
    ACTION_REQUIRED = "action_required"
    PENDING = "pending"
    DECLINED = "declined"
    FAILED = "failed"
    SUCCEEDED = "succeeded"
    REVERSED = "reversed"

    @property
    def is_final(self) -> bool:
        """Whether nothing more is to come, but a contradiction or a reversal."""
        return self not in OPEN_OUTCOMES


OPEN_OUTCOMES = (Outcome.REQUESTED, Outcome.UNKNOWN, Outcome.ACTION_REQUIRED, Outcome.PENDING)
"""Outcomes that are still open, each knowing more than the ones before."""


class DeclineClass(Enum):
    """What a "no" of the buyer's bank means for the next try."""

    HARD = "hard"
    """This method will never do: stolen card, closed account."""
    SOFT = "soft"
    """It may do later or elsewhere: no funds, issuer not available."""
    AUTHENTICATION_REQUIRED = "authentication_required"
    """It does once the buyer has proved who they are."""


class DisputeStage(Enum):
    """How far a dispute has come; each stage lies behind the ones before, and the last two are its end."""

    INQUIRY = "inquiry"
    """The bank asks for information (a retrieval request); no money moves."""
    CHARGEBACK = "chargeback"
    """The first chargeback: the bank takes the money."""
    REPRESENTMENT = "representment"
    """The shop contests it; the money may come back for the time being."""
    PRE_ARBITRATION = "pre_arbitration"
    """The bank insists (second chargeback); it may take the money again."""
    ARBITRATION = "arbitration"
    """The card scheme decides."""
    WON = "won"
    LOST = "lost"


_DISPUTES = {Operation.CHARGEBACK, Operation.CHARGEBACK_REVERSAL}


def _declined_only(
    fact: PaymentFact, attribute: Attribute[DeclineClass | None], value: DeclineClass | None
) -> None:
    if value is None:
        return
    member(value, DeclineClass, attribute.name)
    if fact.outcome is not Outcome.DECLINED:
        outcome = fact.outcome.value
        msg = f"{attribute.name}={value.value} with outcome {outcome}: only a declined one has it"
        raise InvalidValueError(msg)


def _disputes_only(fact: PaymentFact, attribute: Attribute[Any], value: DisputeStage | str | None) -> None:
    if value and fact.operation not in _DISPUTES:
        text = value if isinstance(value, str) else value.value
        msg = (
            f"{attribute.name}={text!r} of a {fact.operation.value}: "
            "only a chargeback or its reversal belongs to a dispute"
        )
        raise InvalidValueError(msg)


@frozen
class PaymentFact:
    """One report about one movement.

    A movement is an operation under a reference. Where the provider takes money back a second time, after
    it had returned it, that is another movement: give it another reference within the same ``dispute``.

    Attributes:
        event_id: The report's name; a second delivery has the same. One event may tell of several movements.
        payment_id: The payment.
        at: When it happened, never when it was delivered.
        operation: What was done.
        reference: Which one of its kind, e.g. the reference given in the command.
        outcome: What became of it.
        amount: How much; see `AmountSemantics` for several successes under one reference.
        decline: What a decline means, if the reporter classifies it.
        stage: How far the dispute has come, if the reporter says. News that move no money, such as a contest
            or a verdict, are reported with outcome ``PENDING``.
        dispute: The dispute that several movements belong to; empty means the reference.

    Raises:
        InvalidValueError: A name is empty, the amount is not above nothing, or a decline or a stage stands
            where there can be none.
        InexactAmountError: The amount is finer than the currency's minor unit.
        NaiveDatetimeError: The instant has no time zone.
    """

    event_id: str = field(validator=named)
    payment_id: str = field(validator=named)
    at: datetime = field(validator=aware_field)
    operation: Operation = field(validator=member_of(Operation))
    reference: str = field(validator=named)
    outcome: Outcome = field(validator=member_of(Outcome))
    amount: Money = field(converter=exactly, validator=positive)
    decline: DeclineClass | None = field(default=None, validator=_declined_only, kw_only=True)
    stage: DisputeStage | None = field(default=None, validator=_disputes_only, kw_only=True)
    dispute: str = field(default="", validator=_disputes_only, kw_only=True)

    @property
    def place(self) -> str:
        """The movement, for people: ``"capture cap-1"``."""
        return f"{self.operation.value} {self.reference}"

    @property
    def dispute_id(self) -> str:
        """The dispute that it belongs to, if it belongs to one."""
        return self.dispute or self.reference
