"""What of the fees comes back when a payment is refunded, in one part or in many.

Each charge returns in proportion to what has been refunded so far, rounded down once for all refunds
together, less what earlier refunds brought back: so partial refunds return, to the cent, what one full refund
would.

Example:
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.payments import FeePlan, FeeSchedule
    >>> from xbcommerce.payments.fees import FeeCharge, FeeSituation, FeeStep, Returned, fees_returned
    >>> schedule = FeeSchedule(percent=Decimal("3.4"), fixed=Money("0.35", "EUR"))
    >>> checkout = FeeCharge("checkout", FeeStep.CAPTURE, schedule, returned=Returned.PERCENTAGES)
    >>> plan = FeePlan([checkout], home={"DE"})
    >>> print(fees_returned(plan, Money("100.00", "EUR"), Money("50.00", "EUR"), FeeSituation("EUR", "EUR")))
    Refund of EUR 50.00 of EUR 100.00: EUR 1.70 of the fees comes back
      checkout: EUR 1.70 of EUR 3.75
"""

from __future__ import annotations

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import Rounding, code_of, divide, from_minor, minor, plain, same_currency
from xbcommerce.kernel.unmet import Note, Refusal, Unmet

from .conditions import FeeSituation
from .messages import ENGLISH
from .plan import TAKEN_BY_PAYMENT, FeeCharge, FeePlan, Returned, StepFee, fees_at
from .quote import FeeKind


@frozen
class FeeReturn:
    """What one charge took, and what of it comes back now."""

    charge: FeeCharge
    taken: Money
    returned: Money


@frozen
class FeesReturned:
    """What comes back with a refund.

    Attributes:
        gross: What had been paid.
        refund: What is given back now.
        returns: Each charge that was taken by the payment.
    """

    gross: Money
    refund: Money
    returns: tuple[FeeReturn, ...]

    @property
    def total(self) -> Money:
        """What the provider gives back."""
        return from_minor(sum(minor(each.returned) for each in self.returns), self.gross.currency)

    def why(self) -> tuple[Note, ...]:
        """Return the total and each charge."""
        return (
            Note("fees.returned", {"gross": self.gross, "refund": self.refund, "total": self.total}),
            *(
                Note(
                    "fees.returned_charge",
                    {"name": each.charge.name, "taken": each.taken, "returned": each.returned},
                )
                for each in self.returns
            ),
        )

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def fees_returned(
    plan: FeePlan,
    gross: Money,
    refund: Money,
    situation: FeeSituation,
    *,
    refunded_before: Money | None = None,
) -> FeesReturned | Refusal:
    """Say what of the fees on a payment comes back with a refund; what the refund itself costs is `fees_at`.

    Args:
        plan: The provider's list.
        gross: What the buyer paid, more than nothing.
        refund: What is given back now.
        situation: The payment, as when it was made.
        refunded_before: What had been given back already; default nothing.

    Returns:
        The returns; or a refusal that names every charge of which nobody has said whether it comes back, and
        every surcharge that cannot be decided.

    Raises:
        InvalidValueError: More is given back than was paid, or an amount is negative.
        CurrencyMismatchError: Amounts of different currencies.
    """
    code = code_of(gross)
    before = 0 if refunded_before is None else minor(same_currency(refunded_before, code))
    after = before + minor(same_currency(refund, code))
    if not 0 <= before <= after <= minor(gross):
        msg = f"refund={plain(refund)} after {plain(from_minor(before, code))} of {plain(gross)}: too much"
        raise InvalidValueError(msg)
    taken: list[StepFee] = []
    unmet: list[Unmet] = []
    for step in TAKEN_BY_PAYMENT:
        fees = fees_at(plan, step, gross, situation)
        if isinstance(fees, Refusal):
            unmet += fees.unmet
        else:
            taken += fees.fees
    unmet += [
        Unmet("fees.return_unknown", each.charge.name)
        for each in taken
        if each.charge.returned is Returned.UNKNOWN
    ]
    if unmet:
        return Refusal(tuple(unmet))
    return FeesReturned(gross, refund, tuple(_return(each, before, after) for each in taken))


def _return(fee: StepFee, before: int, after: int) -> FeeReturn:
    base, whole = _returnable(fee), minor(fee.quote.amount)
    units = divide(base * after, whole, Rounding.DOWN) - divide(base * before, whole, Rounding.DOWN)
    return FeeReturn(fee.charge, fee.quote.total, from_minor(units, fee.quote.total.currency))


def _returnable(fee: StepFee) -> int:
    """Return what comes back with a full refund; the fixed parts stay, even where a cap binds."""
    match fee.charge.returned:
        case Returned.ALL:
            return minor(fee.quote.total)
        case Returned.PERCENTAGES:
            bounded = sum(minor(line.amount) for line in fee.quote.lines if line.kind is not FeeKind.MINIMUM)
            return max(0, bounded - fee.schedule.flat[2])
        case _:
            return 0
