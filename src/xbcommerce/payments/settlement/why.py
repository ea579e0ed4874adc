"""A settlement explained: where every cent went, and what has not happened yet."""

from __future__ import annotations

from collections.abc import Iterator

from moneyed import Money

from xbcommerce.kernel.fx import rate_text
from xbcommerce.kernel.money import Bag, from_minor, minor
from xbcommerce.kernel.unmet import Note, Param, Unmet
from xbcommerce.payments.fees.quote import FeeKind, FeeLine, quote_fee
from xbcommerce.payments.fees.schedule import FeeSchedule

from .accounts import Account
from .due import owed_to_provider
from .facts import DebtNetted, FeeCharged, OrderConfirmed, PaymentProcessed, RemittanceReturned
from .plan import Exit
from .state import Settlement

_AWAITED = {
    Account.BUYER_RECEIVABLE: "settlement.await_payment",
    Account.PROVIDER_CLEARING: "settlement.await_settlement",
    Account.RESERVE: "settlement.await_release",
    Account.ESCROW: "settlement.await_protection",
    Account.SELLER_BALANCE: "settlement.await_conversion",
    Account.IN_TRANSIT: "settlement.await_credit",
}


def what_is_missing(state: Settlement) -> tuple[Unmet, ...]:
    """List what must still happen or be reported, along the way from the buyer to the bank."""
    return tuple(_missing(state))


def _missing(state: Settlement) -> Iterator[Unmet]:
    if not state.reports_of(OrderConfirmed):
        yield Unmet("settlement.await_confirmation", "order")
    if Exit.FAILED in state.exits:
        yield Unmet("settlement.payment_failed", "payment", {"reason": state.failures[-1].reason})
    for place, bag in state.outstanding.items():
        for amount in bag.moneys:
            yield _outstanding(state, place, amount)
    if state.gross.amount and state.fee is None:
        yield Unmet("settlement.fee_unknown", Account.PROVIDER_CLEARING.value)


def _outstanding(state: Settlement, place: Account, amount: Money) -> Unmet:
    if amount.amount > 0:
        code = _AWAITED[place]
        if place is Account.SELLER_BALANCE and amount.currency.code == state.plan.target:
            code = "settlement.await_remittance"
        return Unmet(code, place.value, {"amount": amount})
    too_much = from_minor(-minor(amount), amount.currency)
    if place is Account.PROVIDER_CLEARING and owed_to_provider(state) == too_much:
        return Unmet("settlement.owed_to_provider", place.value, {"amount": too_much})
    return Unmet(f"settlement.unaccounted_{place.value}", place.value, {"amount": too_much})


def where_it_went(state: Settlement) -> tuple[Note | Unmet, ...]:
    """List every step with its figures, then what is missing and what is contradicted."""
    head = Note(f"settlement.order_{state.stage.value}", {"order": state.plan.order_id})
    notes: list[Note | Unmet] = [head]
    notes += _with_provider(state)
    notes += _to_the_bank(state)
    notes += state.missing
    notes += state.conflicts
    if state.is_complete:
        notes.append(Note("settlement.complete"))
    return tuple(notes)


def _with_provider(state: Settlement) -> Iterator[Note]:
    if not state.gross.amount:
        return
    yield Note("settlement.gross", {"gross": state.gross, "ordered": state.ordered})
    if state.fee is not None:
        yield Note("settlement.fee", {"fee": state.fee})
        yield from _against_schedule(state, state.fee)
        later = _taken_later(state)
        if later.amount:
            yield Note("settlement.fee_later", {"fee": later})
    if state.refunded.amount:
        yield Note("settlement.refunded", {"refunded": state.refunded})
    if state.charged_back.amount:
        yield Note("settlement.charged_back", {"charged_back": state.charged_back})
    reserve = state.at(Account.RESERVE)
    if reserve.amount:
        yield Note("settlement.reserve", {"reserved": reserve})
    escrow = state.at(Account.ESCROW)
    if escrow.amount:
        yield Note("settlement.escrow", {"held": escrow})
    yield from _set_off(state)
    settled = from_minor(minor(state.settled) + minor(state.released), state.plan.currency)
    if settled.amount:
        yield Note("settlement.net", {"settled": settled})


def _taken_later(state: Settlement) -> Money:
    """Add up the fees that the provider took in the plan's currency after it had settled."""
    code = state.plan.currency
    taken = sum(
        minor(fact.amount)
        for fact in state.reports_of(FeeCharged)
        if fact.taken_from is Account.SELLER_BALANCE and fact.amount.currency.code == code
    )
    return from_minor(taken, code)


def _set_off(state: Settlement) -> Iterator[Note]:
    for fact in state.reports_of(DebtNetted):
        if fact.debtor == state.plan.order_id:
            yield Note("settlement.netted_by", {"amount": fact.amount, "order": fact.creditor})
        else:
            yield Note("settlement.netted_for", {"amount": fact.amount, "order": fact.debtor})
    acknowledged = from_minor(-minor(state.at(Account.PROVIDER_PAYABLE)), state.plan.currency)
    if acknowledged.amount:
        yield Note("settlement.acknowledged", {"amount": acknowledged})


def _against_schedule(state: Settlement, fee: Money) -> Iterator[Note]:
    if state.plan.schedule is None:
        return
    parts = _priced(state, state.plan.schedule)
    lines = [
        FeeLine(kind, name, from_minor(part, fee.currency)).note()
        for (kind, name), part in parts.items()
        if part
    ]
    expected = sum(parts.values())
    if minor(fee) == expected:
        yield from lines
        yield Note("settlement.fee_as_agreed")
        return
    difference = from_minor(minor(fee) - expected, fee.currency)
    figures: dict[str, Param] = {"expected": from_minor(expected, fee.currency), "difference": difference}
    yield Note("settlement.fee_differs", figures)
    yield from lines  # under the figure they add up to


def _priced(state: Settlement, schedule: FeeSchedule) -> dict[tuple[FeeKind, str], int]:
    """Price every capture by itself, as providers do, and add up part by part, in minor units."""
    parts: dict[tuple[FeeKind, str], int] = {}
    for capture in state.reports_of(PaymentProcessed):
        for line in quote_fee(schedule, capture.gross).lines:
            part = line.kind, line.name
            parts[part] = parts.get(part, 0) + minor(line.amount)
    return parts


def _to_the_bank(state: Settlement) -> Iterator[Note]:
    for deal in state.conversions:
        rate: dict[str, Param] = {
            "rate": rate_text(deal.mid.value),
            "on": deal.mid.as_of,
            "source": deal.mid.source,
        }
        yield Note("settlement.at_mid", {"sold": deal.source, **rate, "at_mid": deal.at_mid})
        yield Note("settlement.spread", {"spread": deal.spread})
        yield Note("settlement.converted", {"converted": deal.target})
    for fee in state.accounts.get(Account.PROCESSING_FEES, Bag()).moneys:
        if fee.currency.code != state.plan.currency:  # taken after the exchange
            yield Note("settlement.fee", {"fee": fee})
    if state.remitted.amount:
        yield Note("settlement.remitted", {"remitted": state.remitted, "account": state.plan.bank_account})
    for fact in state.reports_of(RemittanceReturned):
        yield Note("settlement.returned", {"amount": fact.amount, "reference": fact.reference})
    for fee in state.accounts.get(Account.BANK_FEES, Bag()).moneys:
        yield Note("settlement.bank_fee", {"fee": fee})
    if state.credited.amount:
        yield Note("settlement.credited", {"credited": state.credited})
