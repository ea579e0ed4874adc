"""Whether to fly in a part of an order that is on the sea: as a decision with its figures.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.supply import Forecast, Incoming, LeadTime, Leg, Pmf, Position
    >>> from xbcommerce.supply.sourcing import expedite
    >>> ship = Incoming(date(2026, 4, 1), 1200)
    >>> plane = LeadTime.of(Leg("flight", Pmf({9: ".5", 11: ".5"})))
    >>> print(expedite(ship, Position(on_hand=300, incoming=[ship]), Forecast(20, 36), air=plane,
    ...     on=date(2026, 3, 2), margin=Money("9.00", "EUR"), air_premium=Money("2.50", "EUR"), multiple=12))
    Fly 324 of 1,200 units: they arrive by Mar 13, 2026, the ship on Apr 1, 2026. Without them 300 ...
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, frozen
from moneyed import Money

from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.money import Rounding, code_of, from_minor, minor, round_fraction, same_currency
from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.supply.distributions.daily_demand import daily_demand
from xbcommerce.supply.forecasts.forecast import Forecast
from xbcommerce.supply.lead_times.lead_time import LeadTime
from xbcommerce.supply.lead_times.pmf import Pmf
from xbcommerce.supply.stock.position import Incoming, Position

from .expedite_part import ExpeditePart, expedite_quantity
from .messages import SPOKEN
from .window import WindowShortage


@frozen
class Expedite:
    """What to do about an open order.

    Attributes:
        open_order: The part that goes by sea unless it is flown.
        quantity: Units to fly; 0 leaves all of it on the sea.
        arrives_p90: Nine in ten of such flights are there by then.
        short_units: Missing on average between flight and ship, if none is flown.
        owed_units: Sold already without being there.
        expected_gain: Margin saved, less premium and holding.
        premium: What flying the quantity costs more.
    """

    open_order: Incoming
    quantity: int
    arrives_p90: date
    short_units: Decimal
    owed_units: int
    expected_gain: Money
    premium: Money

    def why(self) -> tuple[Note, ...]:
        """Return the part to fly with its gain, or why none is."""
        figures: dict[str, Param] = {
            "quantity_units": self.quantity,
            "open_units": self.open_order.quantity,
            "p90": self.arrives_p90,
            "due_on": self.open_order.due_on,
            "short_units": self.short_units,
            "owed_units": self.owed_units,
            "gain": self.expected_gain,
            "premium": self.premium,
        }
        return (Note("expedite.fly" if self.quantity else "expedite.wait", figures),)

    def __str__(self) -> str:
        return SPOKEN.explain(self)


def expedite(
    open_order: Incoming,
    position: Position,
    forecast: Forecast,
    *,
    air: LeadTime,
    on: date,
    margin: Money,
    air_premium: Money,
    extra_holding: Money | None = None,
    multiple: int = 1,
) -> Expedite:
    """Decide how much of an open order to fly in.

    Args:
        open_order: Units on the sea and the day they are due.
        position: Stock; the open order itself may be among its incoming and is then left out. What else is
            due before it counts as if it were there.
        forecast: Demand per day.
        air: From today to the shelf by air.
        on: Today.
        margin: What a sale brings beyond what the unit costs by sea.
        air_premium: What flying a unit costs more.
        extra_holding: What a unit costs that is flown and not sold before the ship lands; None for nothing.
        multiple: Whole packs to fly.

    Raises:
        CurrencyMismatchError: Costs in several currencies.
        InvalidValueError: A cost below zero.
    """
    currency = code_of(margin)
    others = list(position.incoming)
    if open_order in others:
        others.remove(open_order)
    stock = evolve(position, incoming=others).inventory_position(horizon=open_order.due_on)
    arrival = air.arrival(on)
    holding = from_minor(0, currency) if extra_holding is None else extra_holding
    part = ExpeditePart(0, 0.0, 0.0, 1.0)
    if forecast.mean_per_day:
        sea = Pmf.point(max(0, (open_order.due_on - on).days))
        gap = WindowShortage(max(0, stock), daily_demand(forecast), arrival.days_from(on), sea)
        part = expedite_quantity(
            gap,
            margin_per_unit=minor(margin),
            air_premium_per_unit=minor(same_currency(air_premium, currency)),
            extra_holding_per_unit=minor(same_currency(holding, currency)),
            multiple=multiple,
            units_max=open_order.quantity,
            owed_units=max(0, -stock),
        )
    gain = round_fraction(Fraction(part.expected_gain), Rounding.HALF_EVEN)
    return Expedite(
        open_order,
        part.quantity,
        arrival.quantile("0.9"),
        decimal_of(part.expected_window_shortage, 1),
        max(0, -stock),
        from_minor(gain, currency),
        from_minor(minor(air_premium) * part.quantity, currency),
    )
