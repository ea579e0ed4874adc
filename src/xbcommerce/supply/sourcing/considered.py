"""One offer worked out for one item on one day, or rejected with everything that stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.unmet import Note, Unmet
from xbcommerce.supply.targets.reorder import ReorderPoint
from xbcommerce.supply.wording import by_mode, percent

from .landed import LandedUnit


@frozen
class Considered:
    """One offer, worked out.

    Attributes:
        offer_id: The caller's key.
        mode: How it travels.
        reorder_point: Demand until an order of the *next* review could be on the shelf, at the target.
        position: Stock position that counts as cover until then, units.
        need: Units missing; at or below zero the next review is early enough.
        quantity: Units it would take, under its terms and prices.
        order_by: Last day on which an order still holds the target; the day of the decision if that has
            passed; None if nothing sells.
        service_now: Share of cases in which the position lasts until an order of today arrives.
        in_time: Whether that reaches the target.
        arrives_p10: Arrival of an order of today: one case in ten is earlier.
        arrives_p50: One in two is earlier.
        arrives_p90: Nine in ten are earlier.
        unit_price: What the supplier asks for a unit at this quantity.
        landed: What a unit costs on the shelf.
        annual_cost: Goods, orders and capital for a year of demand at this quantity.
        steps: How the need became the quantity.
        wanted: Share of order cycles without a shortage that the target asks of this offer.
        goal: Another target in words, and what it comes to.
    """

    offer_id: str
    mode: str
    reorder_point: ReorderPoint
    position: int
    need: int
    quantity: int
    order_by: date | None
    service_now: Decimal
    in_time: bool
    arrives_p10: date
    arrives_p50: date
    arrives_p90: date
    unit_price: Money
    landed: LandedUnit
    annual_cost: Money
    steps: tuple[Note, ...]
    wanted: Fraction
    goal: tuple[Note, ...] = ()

    @property
    def can_wait(self) -> bool:
        """Whether it comes in time, and still will if it is ordered at the next review."""
        return self.in_time and self.need <= 0

    def why(self) -> tuple[Note, ...]:
        """Return the figures of this offer: cover, need, quantity, cost and arrival."""
        return tuple(self._notes())

    def _notes(self) -> Iterator[Note]:
        point = self.reorder_point
        yield Note(by_mode("recommend.offer", self.mode), {"offer": self.offer_id, "mode": self.mode})
        below = point.safety_stock < 0
        places = 3 if below else 1
        yield Note(
            "recommend.cover_below_mean" if below else f"recommend.cover.{point.model.value}",
            {
                "mean_units": decimal_of(point.lead_time_demand_mean, places),
                "level_units": decimal_of(point.level, places),
                "safety_stock_units": decimal_of(point.safety_stock, places),
                "model": point.model.value,
            },
        )
        yield from self.goal
        figures = {"position_units": self.position, "need_units": self.need}
        yield Note("recommend.need" if self.need > 0 else "recommend.enough", figures)
        if self.need > 0:
            yield from self.steps
        yield Note(
            "recommend.landed",
            {
                "landed": self.landed.shown,
                "price": self.landed.readable(self.landed.price_minor),
                "freight": self.landed.readable(self.landed.freight_minor),
                "duty": self.landed.readable(self.landed.duty_minor),
            },
        )
        if self.landed.duty_source:
            yield Note("recommend.duty_source", {"source": self.landed.duty_source})
        if self.landed.tax_minor:
            yield Note("recommend.tax", {"tax": self.landed.readable(self.landed.tax_minor)})
        yield Note("recommend.annual", {"landed": self.landed.shown, "annual_cost": self.annual_cost})
        for rate in self.landed.rates:
            yield Note("recommend.rate", rate.note().params)
        if self.landed.fx_margin:
            yield Note("recommend.fx_margin", {"margin_pct": decimal_of(self.landed.fx_margin * 100, 3)})
        yield Note(
            "recommend.arrival",
            {"p10": self.arrives_p10, "p50": self.arrives_p50, "p90": self.arrives_p90},
        )

    def beside(self) -> Note:
        """Return one line about this offer as an alternative."""
        return Note(
            by_mode("recommend.other" if self.in_time else "recommend.other_late", self.mode),
            {
                "offer": self.offer_id,
                "mode": self.mode,
                "quantity_units": self.quantity,
                "landed": self.landed.shown,
                "annual_cost": self.annual_cost,
                "p90": self.arrives_p90,
                "service_pct": percent(self.service_now),
            },
        )


@frozen
class Rejected:
    """One offer that cannot be taken, with everything that stands in the way."""

    offer_id: str
    mode: str
    unmet: tuple[Unmet, ...]
