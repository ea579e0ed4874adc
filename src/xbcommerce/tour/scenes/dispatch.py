"""Which carton, which channel, at what cost, arriving when."""

from __future__ import annotations

from decimal import Decimal

from moneyed import Money

from xbcommerce.kernel.money import total
from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.logistics import ChannelChoice, PackingPlan
from xbcommerce.logistics.tenths import in_tenths
from xbcommerce.tour.charts import StackedBars, StackedRow
from xbcommerce.tour.page import Block, Cell, Line, Scene, Table, Why
from xbcommerce.tour.shop import ShopOrder
from xbcommerce.tour.work.desk import Desk
from xbcommerce.tour.work.journal import ChannelChosen, OrderPacked
from xbcommerce.tour.work.orders import stream_of


def dispatch_scene(desk: Desk) -> Scene:
    """Show one order packed, quoted and sent, and how all others travelled."""
    order = desk.shop.story("main")
    plan, choice = _kept(desk, order)
    figures: dict[str, Param] = {
        "order": order.id,
        "warehouse": desk.shop.warehouse_of(order.market).city,
        "country": order.buyer.shipping_country,
        "lines": tuple(f"{line.quantity} x {line.sku}" for line in order.lines),
    }
    return Scene(
        "dispatch",
        Note("tour.scene.dispatch"),
        (Line(Note("tour.dispatch.asked", figures)), *_packed(plan), *_chosen(choice), _all(desk)),
    )


def _kept(desk: Desk, order: ShopOrder) -> tuple[PackingPlan | None, ChannelChoice | None]:
    """Return how an order was packed and what it travelled by, as written down."""
    events = desk.orders.read(stream_of(order))
    plans = (event.plan for event in events if isinstance(event, OrderPacked))
    choices = (event.choice for event in events if isinstance(event, ChannelChosen))
    return next(plans, None), next(choices, None)


def _packed(plan: PackingPlan | None) -> tuple[Block, ...]:
    return () if plan is None else (Why(plan.why()),)


def _chosen(choice: ChannelChoice | None) -> tuple[Block, ...]:
    if choice is None:
        return ()
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
    sent: dict[str, list[tuple[PackingPlan, Money]]] = {}
    for order in desk.shop.orders:
        plan, choice = _kept(desk, order)
        if plan is not None and choice is not None:
            sent.setdefault(choice.best.channel_name, []).append((plan, choice.best.total))
    columns = ("channel", "parcels", "weight_kg", "cost")
    rows = tuple(_row(desk, name, left) for name, left in sorted(sent.items()))
    return Table(Note("tour.dispatch.all"), tuple(Note(f"tour.column.{name}") for name in columns), rows)


def _row(desk: Desk, name: str, sent: list[tuple[PackingPlan, Money]]) -> tuple[Cell, ...]:
    parcels = [parcel for plan, _ in sent for parcel in plan.parcels]
    costs = [cost for _, cost in sent]
    weight_g = sum(parcel.weight_g for parcel in parcels)
    return (name, len(parcels), Decimal(weight_g) / 1000, total(costs, desk.shop.currency))
