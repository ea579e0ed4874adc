"""The answer to "what do we reorder": order, wait, or no way to buy, with every figure behind it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.money import Rounding, scale
from xbcommerce.kernel.unmet import Note, Param, Unmet
from xbcommerce.supply.forecasts.forecast import Forecast
from xbcommerce.supply.stock.position import Position
from xbcommerce.supply.targets.targets import Target
from xbcommerce.supply.wording import by_mode, percent

from .considered import Considered, Rejected
from .messages import SPOKEN


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
        target: What stock is held for.
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
    target: Target
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
    def bridge_later(self) -> Considered | None:
        """The offer that can still bridge the gap at a later review, where what is ordered now comes late.

        None where the order is in time, where a bridge is part of it already, or where no offer can wait.
        """
        if self.outcome is not Outcome.ORDER or len(self.taken) != 1 or self.taken[0].in_time:
            return None
        return next((one for one in self.others if one.can_wait), None)

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
        yield from self.forecast.why()
        yield Note(
            "recommend.position",
            {
                "on_hand_units": self.position.on_hand,
                "arriving_units": self.position.arriving(),
                "reserved_units": self.position.reserved,
                "backorder_units": self.position.backorders,
            },
        )
        if self.position.on_order:
            yield Note("recommend.undated", {"on_order_units": self.position.on_order})
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
        lines = self.lines
        for one, line in zip(self.taken, lines, strict=False):
            yield _order(one, line)
        if (bridge := self.bridge_later) is not None and bridge.order_by is not None:
            place: dict[str, Param] = {"offer": bridge.offer_id, "mode": bridge.mode}
            yield Note(
                by_mode("recommend.bridge_later", bridge.mode),
                {**review, **place, "order_by": bridge.order_by},
            )
        elif len(lines) > 1 and self.taken[0].in_time and not self.taken[-1].in_time:
            first = self.taken[0]
            again: dict[str, Param] = {"offer": first.offer_id, "mode": first.mode}
            yield Note(by_mode("recommend.bridge_again", first.mode), {**review, **again})
        if self.outcome is Outcome.WAIT:
            first = self.taken[0]
            figures = {**review, "offer": first.offer_id, "mode": first.mode}
            if self.order_by is None:
                yield Note("recommend.no_demand", figures)
            else:
                yield Note(by_mode("recommend.wait", first.mode), {**figures, "order_by": self.order_by})

    def __str__(self) -> str:
        return SPOKEN.explain(self)

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


def _order(one: Considered, line: OrderLine) -> Note:
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
        return Note(by_mode("recommend.order", one.mode), {**figures, "order_by": one.order_by})
    shares = {"target_pct": decimal_of(one.wanted * 100, 2), "service_pct": percent(one.service_now)}
    return Note(by_mode("recommend.order_late", one.mode), {**figures, **shares})
