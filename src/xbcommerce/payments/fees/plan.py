"""When a provider takes which fee, on what condition, and whether it comes back with a refund.

A list has several charges: Adyen takes a processing fee when a payment is authorised and again when a refund
is asked for, and the fee of the payment method when it is settled; a dispute costs a fixed amount. Each
charge is a `FeeSchedule` at one step, with surcharges that depend on the payment.

Example:
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.payments import FeePlan, FeeSchedule, fees_at
    >>> from xbcommerce.payments.fees import FeeCharge, FeeSituation, FeeStep
    >>> card = FeeSchedule(percent=Decimal("2.9"), fixed=Money("0.30", "USD"))
    >>> dispute = FeeSchedule(fixed=Money("15.00", "USD"))
    >>> plan = FeePlan([FeeCharge("card", FeeStep.CAPTURE, card),
    ...     FeeCharge("dispute", FeeStep.DISPUTE, dispute)], home={"US"})
    >>> print(fees_at(plan, FeeStep.DISPUTE, Money("100.00", "USD"), FeeSituation("USD", "USD")))
    Fees on dispute of USD 100.00: USD 15.00
      dispute: USD 15.00
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from attrs import evolve, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, member_of
from xbcommerce.kernel.money import from_minor, minor
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet

from .conditions import ConditionalSurcharge, FeeSituation
from .countries import alpha2_set
from .messages import ENGLISH
from .quote import FeeQuote, quote_fee
from .schedule import FeeSchedule


class FeeStep(Enum):
    """When a fee is taken."""

    AUTHORIZE = "authorize"
    CAPTURE = "capture"
    SETTLE = "settle"
    REFUND = "refund"
    PAYOUT = "payout"
    DISPUTE = "dispute"


TAKEN_BY_PAYMENT = (FeeStep.AUTHORIZE, FeeStep.CAPTURE, FeeStep.SETTLE)
"""The steps of every payment that goes well; only their fees can come back with a refund."""


class Returned(Enum):
    """What of a fee comes back when the payment is refunded, in proportion to the refund."""

    ALL = "all"
    """Everything."""
    PERCENTAGES = "percentages"
    """Everything but the fixed parts, minimum and cap."""
    NOTHING = "nothing"
    """The provider keeps it."""
    UNKNOWN = "unknown"
    """Nobody has said."""


def _named(_instance: object, _attribute: object, value: str) -> None:
    if not value:
        msg = "name='': name the charge as the provider's list does, e.g. 'processing'"
        raise InvalidValueError(msg)


@frozen
class FeeCharge:
    """One charge of a list.

    Attributes:
        name: The provider's word for it.
        step: When it is taken.
        schedule: How much, whatever the payment.
        extras: Surcharges that depend on the payment; their fixed parts are in the schedule's currency.
        returned: What comes back with a refund.
    """

    name: str = field(validator=_named)
    step: FeeStep = field(validator=member_of(FeeStep))
    schedule: FeeSchedule
    extras: tuple[ConditionalSurcharge, ...] = field(
        default=(), converter=tuple[ConditionalSurcharge, ...], kw_only=True
    )
    returned: Returned = field(default=Returned.UNKNOWN, validator=member_of(Returned), kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse surcharges that the schedule could not take, all of them together."""
        self._with(self.extras)

    def _with(self, extras: Iterable[ConditionalSurcharge]) -> FeeSchedule:
        added = tuple(extra.surcharge for extra in extras)
        return evolve(self.schedule, surcharges=(*self.schedule.surcharges, *added))

    def schedule_in(self, situation: FeeSituation, home: frozenset[str]) -> FeeSchedule | Unmet:
        """Return the schedule with the surcharges that are due, or say what must be known first."""
        verdicts = [(extra, extra.applies(situation, home)) for extra in self.extras]
        if open_ones := tuple(extra.surcharge.name for extra, due in verdicts if due is None):
            return Unmet("fees.card_country_unknown", self.name, {"surcharges": open_ones})
        return self._with(extra for extra, due in verdicts if due)


@frozen
class FeePlan:
    """The price list of a provider for one method, from authorisation to dispute.

    Attributes:
        charges: In the list's order.
        home: The countries whose cards are no cards from abroad.
    """

    charges: tuple[FeeCharge, ...] = field(converter=tuple[FeeCharge, ...])
    home: frozenset[str] = field(converter=alpha2_set)

    def schedules(
        self, situation: FeeSituation, steps: Iterable[FeeStep] = TAKEN_BY_PAYMENT
    ) -> tuple[FeeSchedule, ...] | Refusal:
        """Return the schedule of each charge at some steps, or everything that must be known first."""
        wanted = set(steps)
        found = [each.schedule_in(situation, self.home) for each in self.charges if each.step in wanted]
        if unmet := tuple(one for one in found if isinstance(one, Unmet)):
            return Refusal(unmet)
        return tuple(one for one in found if isinstance(one, FeeSchedule))


@frozen
class StepFee:
    """What one charge takes.

    Attributes:
        charge: The charge.
        schedule: Its price list, with the surcharges that were due.
        quote: The fee, line by line.
    """

    charge: FeeCharge
    schedule: FeeSchedule
    quote: FeeQuote


@frozen
class StepFees:
    """The fees of one step.

    Attributes:
        step: When.
        amount: What the step is about: the payment, the refund, the payout, what is disputed.
        fees: Each charge with its quote.
    """

    step: FeeStep
    amount: Money
    fees: tuple[StepFee, ...]

    @property
    def total(self) -> Money:
        """What is taken, in the currency of ``amount``."""
        return from_minor(sum(minor(each.quote.total) for each in self.fees), self.amount.currency)

    def why(self) -> tuple[Note, ...]:
        """Return the total and each charge with its surcharges."""
        figures: dict[str, Param] = {"amount": self.amount, "fees": self.total}
        return (
            Note(f"fees.{self.step.value}", figures),
            *(Note("fees.charge", {"name": each.charge.name, "fee": each.quote.total}) for each in self.fees),
        )

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def fees_at(plan: FeePlan, step: FeeStep, amount: Money, situation: FeeSituation) -> StepFees | Refusal:
    """Price one step of a payment's life.

    Args:
        plan: The provider's list.
        step: Which step.
        amount: What it is about, exact and not negative.
        situation: What conditional surcharges ask.

    Returns:
        The fees; or a refusal that names every surcharge that cannot be decided.

    Raises:
        CurrencyMismatchError: A charge's fixed parts are of another currency than ``amount``.
    """
    schedules = plan.schedules(situation, [step])
    if isinstance(schedules, Refusal):
        return schedules
    charges = [charge for charge in plan.charges if charge.step is step]
    fees = [
        StepFee(charge, schedule, quote_fee(schedule, amount))
        for charge, schedule in zip(charges, schedules, strict=True)
    ]
    return StepFees(step, amount, tuple(fees))
