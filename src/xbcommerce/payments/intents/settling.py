"""A payment told to the settlement: the money that came and went, as facts about the money of its order.

Derive them anew whenever the payment has changed and fold them with what banks report; do not pile them up.
A refund that bounced is told as a refund and its return. The event ids follow from the movement, so whatever
is delivered twice is the same fact, and nothing is counted twice.

Example:
    >>> from datetime import UTC, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import (
    ...     Operation, Outcome, PaymentFact, PaymentTerms, SettlementPlan, fold, fold_payment,
    ...     settlement_facts)
    >>> at = datetime(2026, 10, 30, 9, tzinfo=UTC)
    >>> captured = PaymentFact(
    ...     "e1", "pay-1", at, Operation.CAPTURE, "c", Outcome.SUCCEEDED, Money("50.00", "GBP"))
    >>> payment = fold_payment(PaymentTerms("pay-1", "o7", Money("50.00", "GBP")), [captured, captured])
    >>> plan = SettlementPlan("o7", currency="GBP", target="CNY", provider="acme", bank_account="CN-1")
    >>> fold(plan, settlement_facts(payment)).gross
    Money('50.00', 'GBP')
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from xbcommerce.payments.keys import key_of
from xbcommerce.payments.reported import Report
from xbcommerce.payments.settlement.exits import (
    ChargebackReversed,
    ChargedBack,
    PaymentFailed,
    Refunded,
    RefundReversed,
)
from xbcommerce.payments.settlement.facts import Fact, PaymentInitiated, PaymentProcessed
from xbcommerce.payments.settlement.holdings import DisputeClosed, DisputeOpened

from .amounts import AmountSemantics
from .facts import DeclineClass, Operation, Outcome
from .movement import Final, Movement
from .payment import Payment


def settlement_facts(payment: Payment) -> tuple[Fact, ...]:
    """Tell the settlement what it needs of a payment.

    Every authorisation is a try, or every sale if nothing is authorised; tries are numbered by their first
    instant, so a number may move while reports are still coming in. A try that ended without money failed;
    it may be repeated unless it was declined for good or not classified. What was voided is not tried
    again, what expired is.

    What contradicts itself is told twice, in contradictory words under one id, so that the settlement too
    counts it as nothing and has a person look, instead of asking the buyer to pay again.

    A dispute is open from its first report on, and closed when it is won or lost or the money went back and
    nobody contests that; so what is held for the buyer's protection waits for it.

    Returns:
        Captures, refunds, chargebacks and their reversals, what became of each try, disputes and their
        ends, and every contradiction.
    """
    moved = (*_moved(payment), *_undone(payment))
    return (*_tries(payment), *moved, *_disputed(payment), *_contradicted(payment))


def by_reference(*payments: Payment) -> Callable[[Report], str]:
    """Refer to what `settlement_facts` told of these payments by the reference of its movement.

    For `expected_of_provider`, where movements carry the provider's own ids, as Stripe's report does.
    Anything else, such as a fact that a host wrote itself, is referred to by its event id.
    """
    names = {
        _event(payment, movement, _name_of(payment, final)): movement.reference
        for payment in payments
        for movement in payment.movements.values()
        for final in movement.finals
    }
    return lambda fact: names.get(fact.event_id, fact.event_id)


@frozen
class _Try:
    """One try to get the money: its number, the movement, and whether it can still bring money."""

    number: int
    movement: Movement

    @property
    def has_failed(self) -> bool:
        """Whether it certainly brought nothing."""
        return bool(self.movement.finals) and not self.movement.successes


def _numbered(payment: Payment) -> tuple[_Try, ...]:
    movements = payment.movements_of(Operation.AUTHORIZE) or tuple(
        sale for sale in payment.movements_of(Operation.CAPTURE) if not _steps(payment, sale)
    )
    return tuple(_Try(number, movement) for number, movement in enumerate(movements, 1))


def _winner(tries: tuple[_Try, ...]) -> int:
    """Number the try that captures belong to: the first that has not failed, or one that nobody reported."""
    return next((each.number for each in tries if not each.has_failed), len(tries) + 1)


def _tries(payment: Payment) -> Iterator[Fact]:
    for each in _numbered(payment):
        movement = each.movement
        amount = payment.money(
            max((final.amount_minor for final in movement.finals), default=movement.open_minor)
        )
        head = (payment.terms.order_id, movement.first_at)
        yield PaymentInitiated(_event(payment, movement, "initiated"), *head, amount, each.number)
        ended = _end_of(payment, each)
        if ended is not None:
            reason, may_retry = ended
            failed = _event(payment, movement, "failed")
            yield PaymentFailed(failed, *head, reason, may_retry, each.number)


def _end_of(payment: Payment, each: _Try) -> tuple[str, bool] | None:
    """Say why a try brought no money and whether to try again; None while it may still bring some."""
    movement = each.movement
    if not each.has_failed:
        unused = not (payment.captured.amount or payment.capturable.amount or payment.open_outcomes)
        if not movement.successes or not unused:
            return None
        return ("voided", False) if payment.voided.amount else ("expired", True)
    if not movement.declines:
        return (Outcome.REVERSED if Outcome.REVERSED in movement.outcomes else Outcome.FAILED).value, True
    decline = movement.declines[-1].decline
    reason = Outcome.DECLINED.value if decline is None else f"declined_{decline.value}"
    return reason, decline not in {None, DeclineClass.HARD}


def _moved(payment: Payment) -> Iterator[Fact]:
    attempt = _winner(_numbered(payment))
    for movement in payment.movements.values():
        contradicted = movement.contradiction(payment.terms.amounts) is not None
        for step in movement.successes if contradicted else _steps(payment, movement):
            fact = _money_moved(payment, movement, step, attempt)
            if fact is not None:
                yield fact
                if contradicted:
                    yield PaymentFailed(
                        fact.event_id, fact.order_id, fact.at, "contradicted", attempt=attempt
                    )


def _undone(payment: Payment) -> Iterator[Fact]:
    """Tell what moved and came back: both movements, so that books show the two days."""
    for movement in payment.movements.values():
        at = movement.reversed_at
        if at is None:
            continue
        for step in movement.undone(payment.terms.amounts):
            fact = _money_moved(payment, movement, step, attempt=1)
            name = _event(payment, movement, f"undone {_name_of(payment, step)}")
            head = (name, payment.terms.order_id, at)
            match fact:
                case Refunded(amount=amount):
                    yield from (fact, RefundReversed(*head, amount))
                case ChargedBack(amount=amount):
                    yield from (fact, ChargebackReversed(*head, amount))
                case ChargebackReversed(amount=amount):
                    yield from (fact, ChargedBack(*head, amount))
                case _:
                    pass


def _money_moved(payment: Payment, movement: Movement, step: Final, attempt: int) -> Fact | None:
    amount = payment.money(step.amount_minor)
    head = (_event(payment, movement, _name_of(payment, step)), payment.terms.order_id, step.at)
    match movement.operation:
        case Operation.CAPTURE:
            return PaymentProcessed(*head, amount, attempt=attempt)
        case Operation.REFUND:
            return Refunded(*head, amount)
        case Operation.CHARGEBACK:
            return ChargedBack(*head, amount)
        case Operation.CHARGEBACK_REVERSAL:
            return ChargebackReversed(*head, amount)
        case Operation.AUTHORIZE | Operation.VOID | Operation.EXPIRE:
            return None


def _disputed(payment: Payment) -> Iterator[Fact]:
    order_id = payment.terms.order_id
    for dispute in payment.disputes:
        name = key_of("dispute", payment.terms.payment_id, dispute.dispute_id)
        yield DisputeOpened(f"opened-{name}", order_id, dispute.first_at, dispute.dispute_id)
        if not (dispute.is_open or dispute.is_contradicted):
            yield DisputeClosed(f"closed-{name}", order_id, dispute.last_at, dispute.dispute_id)


def _contradicted(payment: Payment) -> Iterator[Fact]:
    """Name each contradiction by an id of its own, which comes with two contents."""
    for conflict in payment.conflicts:
        at = min(fact.at for fact in payment.facts)
        event_id = f"conflict-{key_of(conflict.code, payment.terms.payment_id, conflict.where)}"
        yield PaymentInitiated(event_id, payment.terms.order_id, at, payment.terms.amount)
        yield PaymentFailed(event_id, payment.terms.order_id, at, conflict.code)


def _steps(payment: Payment, movement: Movement) -> tuple[Final, ...]:
    return movement.steps(payment.terms.amounts)


def _name_of(payment: Payment, step: Final) -> str:
    """Tell the steps of one movement apart; one that happens once needs no name."""
    return "" if payment.terms.amounts is AmountSemantics.SINGLE else step.event_id


def _event(payment: Payment, movement: Movement, part: str) -> str:
    """Name an event after the movement and the part of it."""
    name = movement.operation.value
    return f"{name}-{key_of(name, payment.terms.payment_id, movement.reference, part)}"
