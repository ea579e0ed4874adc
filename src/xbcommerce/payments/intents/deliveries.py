"""From a provider's event to a payment: the host verifies and maps, this takes or refuses the batch.

The path of a webhook: the host checks the signature with the provider's own library, maps the event to
facts (one event may tell of several movements), stores them, and folds. Whatever comes late, twice or in
the wrong order is taken like anything else; an event before its order is stored and waits for the terms.

Example:
    >>> from datetime import UTC, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import Operation, Outcome, PaymentFact, PaymentTerms, fold_payment
    >>> from xbcommerce.payments.intents import take_facts
    >>> def mapped(event):  # the host's own few lines for each provider
    ...     outcome = {"charge.captured": Outcome.SUCCEEDED, "charge.failed": Outcome.FAILED}[event["type"]]
    ...     at = datetime.fromtimestamp(event["created"], UTC)
    ...     amount = Money(event["amount"], "JPY")
    ...     capture = (Operation.CAPTURE, event["charge"], outcome, amount)
    ...     return PaymentFact(event["id"], event["order"], at, *capture)
    >>> event = {"id": "evt-1", "type": "charge.captured", "created": 1777636800, "order": "pay-1",
    ...     "charge": "ch-1", "amount": 5000}
    >>> payment = fold_payment(PaymentTerms("pay-1", "order-7", Money(5000, "JPY")), [])
    >>> take_facts(payment, [mapped(event), mapped(event)]).status.value
    'captured'
    >>> print(take_facts(payment, [mapped({**event, "order": "pay-2"})]))
    payment.another_payment at facts[0] (event=evt-1, payment=pay-2, expected=pay-1)
"""

from __future__ import annotations

from collections.abc import Iterable

from xbcommerce.kernel.unmet import Refusal, Unmet

from .facts import PaymentFact
from .payment import Payment, evolve_payment


def take_facts(payment: Payment, facts: Iterable[PaymentFact]) -> Payment | Refusal:
    """Take a batch of reports into account, all of them or none.

    Returns:
        The payment with them; or a refusal that names every report about another payment, with its place.
    """
    batch = tuple(facts)
    expected = payment.terms.payment_id
    astray = tuple(
        Unmet(
            "payment.another_payment",
            f"facts[{place}]",
            {"event": fact.event_id, "payment": fact.payment_id, "expected": expected},
        )
        for place, fact in enumerate(batch)
        if fact.payment_id != expected
    )
    return Refusal(astray) if astray else evolve_payment(payment, *batch)
