"""What is meant to happen to the money of one order, and how far it can come."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import positive_field
from xbcommerce.kernel.money import CurrencyMismatchError, exponent_of
from xbcommerce.payments.fees.schedule import FeeSchedule
from xbcommerce.payments.payouts.availability import known_zone
from xbcommerce.payments.payouts.protection import Protection
from xbcommerce.payments.payouts.reserve import ReserveTerms


class Stage(Enum):
    """How far *all* of an order's money has come; parts of it may be further on."""

    EXPECTED = "expected"
    CONFIRMED = "confirmed"
    INITIATED = "initiated"
    PROCESSED = "processed"
    SETTLED = "settled"
    CONVERTED = "converted"
    REMITTED = "remitted"
    COMPLETE = "complete"


class Exit(Enum):
    """Where money left the way to the bank."""

    FAILED = "failed"
    REFUNDED = "refunded"
    CHARGED_BACK = "charged_back"


def _money_code(_instance: object, _field: Attribute[str], code: str) -> None:
    exponent_of(code)


def _prices_the_payment(
    plan: SettlementPlan, _field: Attribute[FeeSchedule | None], schedule: FeeSchedule | None
) -> None:
    if schedule is not None and schedule.currency not in {None, plan.currency}:
        msg = (
            f"a price list in {schedule.currency} cannot price payments in {plan.currency}; make one for each"
        )
        raise CurrencyMismatchError(msg)


@frozen
class SettlementPlan:
    """What is meant to happen to the money of one order.

    Attributes:
        order_id: The order.
        currency: What the buyer pays in.
        target: What the bank account is in.
        provider: Who takes the money.
        bank_account: Where it must end, e.g. an IBAN.
        schedule: What the provider should charge for each capture; shown beside what it did charge.
        attempts_max: How often a failed payment is tried, at most.
        answer_within: How long a provider may be silent before it is asked what became of a payment.
        reserve: When what the provider holds back is due; None if it releases it without being asked.
        protection: What money in escrow waits for; None if the provider frees it without being asked.
        zone: IANA name of the zone whose calendar says on which day something was held or delivered.
    """

    order_id: str
    currency: str = field(validator=_money_code, kw_only=True)
    target: str = field(validator=_money_code, kw_only=True)
    provider: str = field(kw_only=True)
    bank_account: str = field(kw_only=True)
    schedule: FeeSchedule | None = field(default=None, validator=_prices_the_payment, kw_only=True)
    attempts_max: int = field(default=1, validator=positive_field, kw_only=True)
    answer_within: timedelta = field(default=timedelta(minutes=15), kw_only=True)
    reserve: ReserveTerms | None = field(default=None, kw_only=True)
    protection: Protection | None = field(default=None, kw_only=True)
    zone: str = field(default="UTC", validator=known_zone, kw_only=True)
