"""Orders on their way out of the door: screened, packed, quoted, sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import Rate, convert
from xbcommerce.kernel.money import Rounding
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics import (
    GENERAL,
    Channel,
    ChannelChoice,
    ChoicePolicy,
    Criterion,
    Destination,
    PackingItem,
    PackingPlan,
    choose,
    pack,
    shop,
)
from xbcommerce.risk import Outcome, Verdict
from xbcommerce.tour.shop import ShopOrder

from .desk import Desk, append_rest
from .hamburg import HAMBURG
from .journal import (
    ChannelChosen,
    OrderEvent,
    OrderPacked,
    OrderReleased,
    OrderScreened,
    OrderSent,
    OrderStopped,
)
from .screening import RATE_AGE_DAYS, screen

REVIEWER = "Mei"
SHIPPING_CLASS = FrozenMap({"electric": GENERAL, "fragile": GENERAL})
"""Goods classes of the catalogue that no carrier has a rule about."""
CUSTOMS_CURRENCY = "USD"
"""In which parcels declare their value."""
_HOUR = timedelta(hours=1)


def channel_policy(desk: Desk) -> ChoicePolicy:
    """Say what matters to the shop when it sends: cost most, then the time nine in ten take, then half."""
    return ChoicePolicy(
        (
            Criterion("cost", 400, 0, weight=5),
            Criterion("p90_days", 45, 3, weight=3),
            Criterion("p50_days", 40, 2, weight=2),
        ),
        currency=desk.shop.currency,
        p90_days_max=45,
    )


@frozen
class Dispatch:
    """How an order left, as far as it went; the events are what the store holds."""

    verdict: Verdict
    released_by: str = ""
    plan: PackingPlan | None = None
    choice: ChannelChoice | Refusal | None = None

    @property
    def is_sent(self) -> bool:
        """Whether a carrier has it."""
        return isinstance(self.choice, ChannelChoice)


def stream_of(order: ShopOrder) -> str:
    """Name the stream of an order."""
    return f"order/{order.id}"


def dispatch(desk: Desk, order: ShopOrder) -> Dispatch:
    """Decide everything about an order up to the carrier's door; a pure function of the shop's data."""
    verdict = screen(desk, order)
    if verdict.outcome >= Outcome.HOLD:
        return Dispatch(verdict)
    released_by = REVIEWER if verdict.outcome is Outcome.REVIEW else ""
    plan = pack(_items(desk, order), desk.shop.cartons)
    if plan.unpacked:
        return Dispatch(verdict, released_by, plan)
    offers = shop(
        plan.parcels,
        channels_for(desk, order),
        Destination(order.buyer.shipping_country, phone=True, flags={"remote": False}),
        order.at.date(),
        currency=desk.shop.currency,
        fx=desk.rates,
    )
    return Dispatch(verdict, released_by, plan, choose(offers, channel_policy(desk)))


def channels_for(desk: Desk, order: ShopOrder) -> tuple[Channel, ...]:
    """Return the services of the warehouse that an order leaves from."""
    return HAMBURG if desk.shop.warehouse_of(order.market).country == "DE" else desk.channels


def carry_order(desk: Desk, order: ShopOrder, way: Dispatch) -> Iterator[str]:
    """Append what is still missing on an order's way; names the stream after each event."""
    yield from append_rest(desk.orders, stream_of(order), tuple(_events(order, way)))


def booking_key(order: ShopOrder, channel_id: str) -> str:
    """Return the idempotency key of a booking: the same order and channel, the same key."""
    return sha256(f"book\x1f{order.id}\x1f{channel_id}".encode()).hexdigest()[:32]


def _events(order: ShopOrder, way: Dispatch) -> Iterator[OrderEvent]:
    at = order.at
    yield OrderScreened(at, way.verdict)
    if way.verdict.outcome >= Outcome.HOLD:
        yield OrderStopped(at, "policy")
        return
    if way.released_by:
        yield OrderReleased(at + _HOUR, way.released_by)
    if way.plan is not None and not way.plan.unpacked:
        yield OrderPacked(at + 2 * _HOUR, way.plan)
    if isinstance(way.choice, ChannelChoice):
        best = way.choice.best
        yield ChannelChosen(at + 2 * _HOUR, way.choice)
        yield OrderSent(at + 3 * _HOUR, best.channel_id, booking_key(order, best.channel_id))
    else:
        yield OrderStopped(at + 2 * _HOUR, "packing")


def _items(desk: Desk, order: ShopOrder) -> list[PackingItem]:
    return [
        PackingItem(
            line.sku,
            (product := desk.shop.product(line.sku)).dimensions,
            product.weight_g,
            line.quantity,
            goods={SHIPPING_CLASS.get(each, each) for each in product.product.goods} or {GENERAL},
            value=_declared(desk, order, line.unit_price),
        )
        for line in order.lines
    ]


def _declared(desk: Desk, order: ShopOrder, price: Money) -> Money | None:
    """Put a price into the currency that parcels are declared in; None if there is no rate for the day."""
    rate = desk.rates.as_of(
        price.currency.code, CUSTOMS_CURRENCY, order.at.date(), max_age_days=RATE_AGE_DAYS
    )
    return convert(price, rate, Rounding.HALF_UP).amount if isinstance(rate, Rate) else None
