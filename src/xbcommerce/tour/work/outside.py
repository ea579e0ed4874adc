"""The world outside the shop, scripted: a payment provider, an exchange desk and a bank that answer effects.

Fees, reserve and delays come from the provider's terms in the shop's data, exchange rates are the ECB's, and
times are fixed delays after the order, so that two runs say the same. The provider reports some events twice
and in the wrong order, as providers do: nothing minds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.calendars import WorkCalendar
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import Fixed, Quote, Rate, RateTable
from xbcommerce.kernel.money import Rounding, from_minor, minus, scale
from xbcommerce.payments import (
    Account,
    Answered,
    BankCredited,
    ConfirmCredit,
    ConvertFunds,
    Effect,
    Fact,
    FundsConverted,
    FundsRemitted,
    FundsSettled,
    InitiatePayment,
    NotSent,
    PaymentInitiated,
    PaymentProcessed,
    RemitFunds,
    RequestSettlement,
    ReserveReleased,
    Settlement,
    SettlementPlan,
    quote_fee,
)
from xbcommerce.tour.shop import ProviderTerms

RATE_AGE_DAYS = 7
WIRE_FEE_MINOR = 100
"""What the sending bank keeps of a remittance, in minor units; constructed for the demo."""

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_HUNDRED = 100
_EVERY_THIRD = 3


class NoRateForDealError(InvalidValueError):
    """The exchange desk has no rate for a deal: the packaged fixings do not reach that day."""

    code = "tour.no_rate"


@frozen
class Outside:
    """Provider, exchange desk and bank of one order.

    Attributes:
        plan: The order's settlement plan; its schedule is what the provider charges.
        ordered_at: When the order came in; all answers happen at fixed delays after it.
        rates: Market rates.
        terms: What the provider holds back, takes for an exchange, and how long it needs.
        now: What happens later has not happened yet.
    """

    plan: SettlementPlan
    ordered_at: datetime
    rates: RateTable
    terms: ProviderTerms
    now: datetime

    def send(self, effect: Effect) -> Answered | NotSent:
        """Carry an effect out, unless it takes longer; the same effect gets the same answer."""
        facts = tuple(self._facts(effect))
        done_at = max((fact.at for fact in facts), default=self.now)
        if done_at > self.now:
            return NotSent(f"not before {done_at.date()}")
        twice_and_backwards = int(effect.key, 16) % _EVERY_THIRD == 0
        return Answered((*reversed(facts), *facts) if twice_and_backwards else facts)

    def releases(self, state: Settlement) -> tuple[Fact, ...]:
        """Report that what was held back is free again: nobody asks for it, it comes by itself."""
        held, order = state.at(Account.RESERVE), self.plan.order_id
        if not held.amount:
            return ()
        return (ReserveReleased(f"{order}-released", order, self._free_at(1), held),)

    def _facts(self, effect: Effect) -> Iterator[Fact]:
        name, order = effect.key[:12], effect.order_id
        match effect:
            case InitiatePayment(amount=amount, attempt=attempt):
                yield PaymentInitiated(f"{name}-sent", order, self.ordered_at + _MINUTE, amount, attempt)
                yield self._captured(f"{name}-paid", amount, attempt)
            case RequestSettlement(amount=amount):
                yield self._settled(f"{name}-settled", amount)
            case ConvertFunds(amount=amount, target=target, after=after):
                yield self._exchanged(f"{name}-converted", amount, target, self._tranche(after))
            case RemitFunds(amount=amount, after=after):
                number, fee = self._tranche(after), from_minor(WIRE_FEE_MINOR, amount.currency)
                at, reference = _working_days_after(self._free_at(number), 1), self._reference(number)
                yield FundsRemitted(f"{name}-remitted", order, at, amount, reference, fee)
            case ConfirmCredit(amount=amount, after=after):
                number = self._tranche(after)
                at, reference = _working_days_after(self._free_at(number), 2), self._reference(number)
                yield BankCredited(f"{name}-credited", order, at, amount, reference)
            case _:
                return

    def _tranche(self, after: Money) -> int:
        """Number the parts of the money: 0 what was settled, 1 what was held back."""
        return 1 if after.amount else 0

    def _reference(self, tranche: int) -> str:
        return f"E2E-{self.plan.order_id}-{tranche + 1}"

    def _free_at(self, tranche: int) -> datetime:
        """Say when a part of the money is free on the provider's balance."""
        settled_at = _working_days_after(self.ordered_at, self.terms.settle_days)
        return settled_at + tranche * self.terms.reserve_days * _DAY

    def _captured(self, event_id: str, amount: Money, attempt: int) -> PaymentProcessed:
        schedule = self.plan.schedule
        fee = None if schedule is None else quote_fee(schedule, amount).total
        at = self.ordered_at + 2 * _MINUTE
        return PaymentProcessed(event_id, self.plan.order_id, at, amount, fee, attempt)

    def _settled(self, event_id: str, amount: Money) -> FundsSettled:
        reserve = scale(amount, self.terms.reserve_percent / _HUNDRED, Rounding.FLOOR)
        net = minus(amount, reserve)
        return FundsSettled(event_id, self.plan.order_id, self._free_at(0), net, reserve=reserve)

    def _exchanged(self, event_id: str, amount: Money, target: str, tranche: int) -> FundsConverted:
        at, base = self._free_at(tranche) + _MINUTE, amount.currency.code
        mid = self.rates.as_of(base, target, at.date(), max_age_days=RATE_AGE_DAYS)
        if not isinstance(mid, Rate):
            raise NoRateForDealError(str(mid))
        deal = Quote(
            event_id,
            base,
            target,
            Fixed.SOURCE,
            amount,
            mid=mid.value,
            spread_bps=Decimal(self.terms.spread_bps),
            locked_at=at,
            expires_at=at + _MINUTE,
        )
        return FundsConverted(event_id, self.plan.order_id, at, amount, deal.target, mid)


def _working_days_after(at: datetime, days: int) -> datetime:
    """Return the same time of day, some working days later."""
    return at + (WorkCalendar.of().add_working_days(at.date(), days) - at.date())
