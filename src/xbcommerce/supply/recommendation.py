"""The answer to "what do we reorder": order, wait, or no way to buy, with every figure behind it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.money import Rounding, scale
from xbcommerce.kernel.unmet import Note, Param, Unmet

from .considered import Considered, Rejected
from .forecast import Forecast
from .messages import ENGLISH
from .position import Position


class Outcome(Enum):
    """What to do."""

    ORDER = "order"
    """Order now: waiting for the next review is not safe."""
    WAIT = "wait"
    """Nothing to order yet."""
    NO_OFFER = "no_offer"
    """Every offer is rejected, each with its reasons."""


@frozen
class OrderLine:
    """One line to order.

    Attributes:
        offer_id: From which offer.
        mode: How it travels.
        quantity: Units.
        unit_price: In the supplier's currency.
        price: Quantity times unit price.
        landed_cost: The whole line on the shelf, in the reporting currency.
        arrives_p50: Half of such orders are there by then.
        arrives_p90: Nine in ten are there by then.
    """

    offer_id: str
    mode: str
    quantity: int
    unit_price: Money
    price: Money
    landed_cost: Money
    arrives_p50: date
    arrives_p90: date


@frozen
class Recommendation:
    """What to do about one item on one day.

    Attributes:
        outcome: Order, wait, or no offer.
        on: The day of the decision.
        next_review_on: When to look again.
        target: Share of cycles to be met in full.
        forecast: Demand per day.
        position: The stock that was counted.
        taken: The offers that decide, also when waiting: one, or a fast one to bridge the gap and then the
            cheap one. None of them if all are rejected.
        others: The offers that could be taken too, cheapest first.
        rejected: The offers that cannot.
    """

    outcome: Outcome
    on: date
    next_review_on: date
    target: Fraction
    forecast: Forecast
    position: Position
    taken: tuple[Considered, ...]
    others: tuple[Considered, ...]
    rejected: tuple[Rejected, ...]

    @property
    def lines(self) -> tuple[OrderLine, ...]:
        """What to order: nothing, one line, or two."""
        return tuple(map(_line, self.taken)) if self.outcome is Outcome.ORDER else ()

    @property
    def order_by(self) -> date | None:
        """The last safe order date: the earliest of the offers that decide; None if nothing presses."""
        return min((one.order_by for one in self.taken if one.order_by is not None), default=None)

    @property
    def reorder_point(self) -> int | None:
        """Units at or below which the regular offer is ordered, rounded up; None if there is no offer."""
        return math.ceil(self.taken[-1].reorder_point.level) if self.taken else None

    @property
    def safety_stock(self) -> Decimal | None:
        """Units of the reorder point that are held against bad luck; None if there is no offer."""
        return decimal_of(self.taken[-1].reorder_point.safety_stock, 3) if self.taken else None

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the decision, each figure behind it, the other offers, and every rejection."""
        return tuple(self._notes())

    def _notes(self) -> Iterator[Note | Unmet]:
        yield from self._heads()
        yield Note(
            "recommend.demand",
            {
                "mean_per_day": decimal_of(self.forecast.mean_per_day, 3),
                "sd_per_day": decimal_of(math.sqrt(self.forecast.variance_per_day), 3),
                "method": self.forecast.method,
                "sample_size": self.forecast.sample_size,
            },
        )
        yield Note(
            "recommend.position",
            {
                "on_hand_units": self.position.on_hand,
                "arriving_units": self.position.arriving(),
                "reserved_units": self.position.reserved,
                "backorder_units": self.position.backorders,
            },
        )
        for one in self.taken:
            yield from one.why()
        for other in self.others:
            yield other.beside()
        for rejected in self.rejected:
            yield from rejected.unmet

    def _heads(self) -> Iterator[Note]:
        review: dict[str, Param] = {"on": self.on, "review_on": self.next_review_on}
        if self.outcome is Outcome.NO_OFFER:
            yield Note("recommend.no_offer", {**review, "offers": len(self.rejected)})
        for one, line in zip(self.taken, self.lines, strict=False):
            yield _order(one, line, self.target)
        if self.outcome is Outcome.WAIT:
            first = self.taken[0]
            figures = {**review, "offer": first.offer_id, "mode": first.mode}
            if self.order_by is None:
                yield Note("recommend.no_demand", figures)
            else:
                yield Note("recommend.wait", {**figures, "order_by": self.order_by})

    def __str__(self) -> str:
        return ENGLISH.explain(self)

    def _repr_html_(self) -> str:
        from html import escape

        head, *rest = str(self).splitlines()
        items = "".join(f"<li>{escape(line)}</li>" for line in rest)
        return f"<p><b>{escape(head)}</b></p><ul>{items}</ul>"


def _line(one: Considered) -> OrderLine:
    return OrderLine(
        one.offer_id,
        one.mode,
        one.quantity,
        one.unit_price,
        scale(one.unit_price, one.quantity, Rounding.HALF_EVEN),
        one.landed.cost(one.quantity),
        one.arrives_p50,
        one.arrives_p90,
    )


def _order(one: Considered, line: OrderLine, target: Fraction) -> Note:
    figures: dict[str, Param] = {
        "offer": line.offer_id,
        "mode": line.mode,
        "quantity_units": line.quantity,
        "unit_price": line.unit_price,
        "price": line.price,
        "landed_cost": line.landed_cost,
        "p90": line.arrives_p90,
    }
    if one.in_time and one.order_by is not None:
        return Note("recommend.order", {**figures, "order_by": one.order_by})
    shares = {"target_pct": decimal_of(target * 100, 2), "service_pct": decimal_of(one.service_now * 100, 2)}
    return Note("recommend.order_late", {**figures, **shares})
