"""What a buyer should pay and what was tried: payment facts, what follows, what may be done next.

    PaymentTerms, PaymentFact          what should be paid; one report about one movement
    fold_payment, Payment              what follows from reports, late, twice and in any order
    decide_payment, PaymentPolicy      whether to authorise, capture, void or refund, or everything against it
    take_facts                         webhooks taken in one by one, strangers refused
    advise_retry, Situation            what to do after a timeout, a decline, a conflict of keys
    settlement_facts                   the same money as the settlement of the order is told
    by_reference                       which movement a provider's report line is about

Example:
    >>> from datetime import UTC, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments.intents import (
    ...     Authorize, PaymentPolicy, PaymentTerms, decide_payment, fold_payment)
    >>> terms = PaymentTerms("pay-1", "order-7", Money("100.00", "EUR"))
    >>> at = datetime(2026, 5, 1, 12, tzinfo=UTC)
    >>> command = Authorize(terms.amount, "a1")
    >>> yes = decide_payment(fold_payment(terms, []), command, PaymentPolicy(), at=at)
    >>> fold_payment(terms, yes.facts).status.value
    'pending'
"""

from .amounts import AmountSemantics
from .commands import (
    Authorize,
    AuthorizePayment,
    Capture,
    CapturePayment,
    PaymentCommand,
    PaymentRequest,
    Refund,
    RefundPayment,
    Void,
    VoidPayment,
)
from .decide import Accepted, PaymentPolicy, decide_payment
from .deliveries import take_facts
from .disputes import Dispute
from .facts import DeclineClass, DisputeStage, Operation, Outcome, PaymentFact
from .idempotency import Idempotency, Replays
from .movement import Movement
from .payment import Payment, evolve_payment, fold_payment
from .retry import RetryAction, RetryAdvice, Situation, advise_retry
from .settling import by_reference, settlement_facts
from .status import Flag, PaymentStatus
from .terms import PaymentTerms

__all__ = [
    "Accepted",
    "AmountSemantics",
    "Authorize",
    "AuthorizePayment",
    "Capture",
    "CapturePayment",
    "DeclineClass",
    "Dispute",
    "DisputeStage",
    "Flag",
    "Idempotency",
    "Movement",
    "Operation",
    "Outcome",
    "Payment",
    "PaymentCommand",
    "PaymentFact",
    "PaymentPolicy",
    "PaymentRequest",
    "PaymentStatus",
    "PaymentTerms",
    "Refund",
    "RefundPayment",
    "Replays",
    "RetryAction",
    "RetryAdvice",
    "Situation",
    "Void",
    "VoidPayment",
    "advise_retry",
    "by_reference",
    "decide_payment",
    "evolve_payment",
    "fold_payment",
    "settlement_facts",
    "take_facts",
]
