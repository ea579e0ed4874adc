"""Everything in money: the price, the waiting, the expected loss and the expected lateness, added up.

An alternative to points where a shop knows what a day is worth to it.

Example:
    >>> from xbcommerce.logistics import generalised_cost
    >>> line = generalised_cost("9.80", days=9, amount_per_day="0.80", loss_rate="0.008", value=45,
    ...                         on_time="0.93", late_amount=5)
    >>> float(line.total), float(line.waiting), float(line.loss), float(line.lateness)
    (17.71, 7.2, 0.36, 0.35)
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, figure


@frozen
class GeneralisedCost:
    """The parts, exact, in major units of one currency."""

    price: Fraction
    waiting: Fraction
    loss: Fraction
    lateness: Fraction

    @property
    def total(self) -> Fraction:
        """The sum of the parts."""
        return self.price + self.waiting + self.loss + self.lateness


def generalised_cost(
    price: Figure,
    *,
    days: Figure,
    amount_per_day: Figure,
    loss_rate: Figure,
    value: Figure,
    on_time: Figure,
    late_amount: Figure,
) -> GeneralisedCost:
    """Add price, days x rate, value x loss rate and late amount x (1 - on time).

    All amounts are in one currency.

    Args:
        price: What the channel charges.
        days: How long it takes.
        amount_per_day: What a day of waiting costs.
        loss_rate: Share of parcels that are lost, from 0 to 1.
        value: What a parcel is worth.
        on_time: Share of parcels that arrive as promised, from 0 to 1.
        late_amount: What a late parcel costs.

    Raises:
        InvalidValueError: An amount below zero, or a share outside 0 to 1.
    """
    amounts = [figure(each) for each in (price, days, amount_per_day, value, late_amount)]
    lost, punctual = figure(loss_rate), figure(on_time)
    if min(amounts) < 0 or not (0 <= lost <= 1 and 0 <= punctual <= 1):
        msg = (
            f"amounts {[str(each) for each in amounts]}, loss_rate={lost}, on_time={punctual}: expected "
            "amounts of at least 0 and shares from 0 to 1"
        )
        raise InvalidValueError(msg)
    base, wait, rate, worth, late = amounts
    return GeneralisedCost(base, wait * rate, worth * lost, late * (1 - punctual))
