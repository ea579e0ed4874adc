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

from xbcommerce.kernel.money import Rounding, scale
from xbcommerce.kernel.unmet import Note, Param, Unmet

from .considered import Considered, Rejected
from .forecast import Forecast
from .messages import ENGLISH
from .position import Position
from .probability import decimal_of


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
        chosen: The offer that decides; also when waiting. None if all are rejected.
        others: The offers that could be taken too, cheapest first.
        rejected: The offers that cannot.
    """

    outcome: Outcome
    on: date
    next_review_on: date
    target: Fraction
    forecast: Forecast
    position: Position
    chosen: Considered | None
    others: tuple[Considered, ...]
    rejected: tuple[Rejected, ...]

    @property
    def lines(self) -> tuple[OrderLine, ...]:
        """What to order: one line, or none."""
        if self.outcome is not Outcome.ORDER or self.chosen is None:
            return ()
        best = self.chosen
        return (
            OrderLine(
                best.offer_id,
                best.mode,
                best.quantity,
                best.unit_price,
                scale(best.unit_price, best.quantity, Rounding.HALF_EVEN),
                best.landed.cost(best.quantity),
                best.arrives_p50,
                best.arrives_p90,
            ),
        )

    @property
    def order_by(self) -> date | None:
        """The last safe order date of the chosen offer."""
        return None if self.chosen is None else self.chosen.order_by

    @property
    def reorder_point(self) -> int | None:
        """Units at or below which to order by the chosen offer, rounded up."""
        return None if self.chosen is None else -int(-self.chosen.reorder_point.level // 1)

    @property
    def safety_stock(self) -> Decimal | None:
        """Units held against bad luck, by the chosen offer."""
        return None if self.chosen is None else decimal_of(self.chosen.reorder_point.safety_stock, 3)

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the decision, each figure behind it, the other offers, and every rejection."""
        return tuple(self._notes())

    def _notes(self) -> Iterator[Note | Unmet]:
        yield self._head()
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
        if self.chosen is not None:
            yield from self.chosen.why()
        for other in self.others:
            yield other.beside()
        for rejected in self.rejected:
            yield from rejected.unmet

    def _head(self) -> Note:
        figures: dict[str, Param] = {"on": self.on, "review_on": self.next_review_on}
        if self.chosen is None:
            return Note("recommend.no_offer", {**figures, "offers": len(self.rejected)})
        figures |= {
            "offer": self.chosen.offer_id,
            "mode": self.chosen.mode,
            "target_pct": decimal_of(self.target * 100, 2),
            "service_pct": self.chosen.service_now * 100,
        }
        if self.chosen.order_by is not None:
            figures["order_by"] = self.chosen.order_by
        for line in self.lines:
            figures |= {
                "quantity_units": line.quantity,
                "price": line.price,
                "unit_price": line.unit_price,
                "landed_cost": line.landed_cost,
            }
            return Note("recommend.order" if self.chosen.in_time else "recommend.order_late", figures)
        return Note("recommend.wait" if "order_by" in figures else "recommend.no_demand", figures)

    def __str__(self) -> str:
        return ENGLISH.explain(self)

    def _repr_html_(self) -> str:
        from html import escape

        head, *rest = str(self).splitlines()
        items = "".join(f"<li>{escape(line)}</li>" for line in rest)
        return f"<p><b>{escape(head)}</b></p><ul>{items}</ul>"
