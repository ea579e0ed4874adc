"""Which carton, which channel, at what cost, arriving when."""

from __future__ import annotations

from decimal import Decimal

from xbcommerce.kernel.money import total
from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.logistics import ChannelChoice
from xbcommerce.logistics.tenths import in_tenths
from xbcommerce.tour.charts import StackedBars, StackedRow
from xbcommerce.tour.page import Block, Cell, Line, Scene, Table, Why
from xbcommerce.tour.work.desk import Desk
from xbcommerce.tour.work.orders import Dispatch, dispatch


def dispatch_scene(desk: Desk) -> Scene:
    """Show one order packed, quoted and sent, and how all others travelled."""
    order = desk.shop.story("main")
    way = dispatch(desk, order)
    figures: dict[str, Param] = {
        "order": order.id,
        "warehouse": desk.shop.warehouse_of(order.market).city,
        "country": order.buyer.shipping_country,
        "lines": tuple(f"{line.quantity} x {line.sku}" for line in order.lines),
    }
    return Scene(
        "dispatch",
        Note("tour.scene.dispatch"),
        (Line(Note("tour.dispatch.asked", figures)), *_packed(way), *_chosen(way), _all(desk)),
    )


def _packed(way: Dispatch) -> tuple[Block, ...]:
    return () if way.plan is None else (Why(way.plan.why()),)


def _chosen(way: Dispatch) -> tuple[Block, ...]:
    if not isinstance(way.choice, ChannelChoice):
        return ()
    choice = way.choice
    names = tuple(criterion.name for criterion in choice.policy.criteria)
    rows = tuple(
        StackedRow(
            ranked.quote.channel_name,
            tuple(in_tenths([ranked.score.contributions[name] for name in names])),
            tone="good" if place == 0 else "plain",
        )
        for place, ranked in enumerate(choice.ranked)
    )
    chart = StackedBars(
        Note("tour.dispatch.scores"), tuple(Note(f"tour.criterion.{name}") for name in names), rows
    )
    return (
        Line(
            Note("tour.dispatch.chosen", {"channel": choice.best.channel_name, "total": choice.best.total}),
            "good",
        ),
        Why(choice.why()),
        chart,
    )


def _all(desk: Desk) -> Table:
    sent: dict[str, list[Dispatch]] = {}
    for order in desk.shop.orders:
        way = dispatch(desk, order)
        if isinstance(way.choice, ChannelChoice):
            sent.setdefault(way.choice.best.channel_name, []).append(way)
    columns = ("channel", "parcels", "weight_kg", "cost")
    rows = tuple(_row(desk, name, ways) for name, ways in sorted(sent.items()))
    return Table(Note("tour.dispatch.all"), tuple(Note(f"tour.column.{name}") for name in columns), rows)


def _row(desk: Desk, name: str, ways: list[Dispatch]) -> tuple[Cell, ...]:
    parcels = [parcel for way in ways if way.plan is not None for parcel in way.plan.parcels]
    costs = [way.choice.best.total for way in ways if isinstance(way.choice, ChannelChoice)]
    weight_g = sum(parcel.weight_g for parcel in parcels)
    return (name, len(parcels), Decimal(weight_g) / 1000, total(costs, desk.shop.currency))
