"""What is owed at the border: every parcel that leaves its country, landed by the packaged rules."""

from __future__ import annotations

from attrs import evolve

from xbcommerce.logistics import Mode
from xbcommerce.logistics.customs import (
    DAP,
    DDP,
    IOSS,
    STANDARD,
    Buyer,
    GoodsLine,
    ImportConsignment,
    LandedCost,
    Place,
    TradeDates,
    compare,
    landed_cost,
)
from xbcommerce.logistics.customs.landed_cost import Comparison
from xbcommerce.tour.shop import OrderLine, ShopOrder

from .desk import Desk
from .journal import ChannelChosen
from .orders import channels_for, stream_of

SCHEMES = ("GB-VAT", "IOSS")
"""Under which the shop collects the tax of a country in the sale."""


def mode_of(desk: Desk, order: ShopOrder) -> Mode | None:
    """Return how an order was sent, as written down; None if it was not, or crossed no border."""
    if desk.shop.warehouse_of(order.market).country == order.buyer.shipping_country:
        return None
    modes = {channel.id: channel.mode for channel in channels_for(desk, order)}
    events = desk.orders.read(stream_of(order))
    chosen = (event.choice.best.channel_id for event in events if isinstance(event, ChannelChosen))
    return next((modes[channel_id] for channel_id in chosen), None)


def landed(desk: Desk, order: ShopOrder, mode: Mode) -> LandedCost:
    """Say what an order costs its buyer once it is through the border, on the day it came in."""
    return landed_cost(_consignment(desk, order, mode), _days(order), desk.customs, desk.rates)


def elsewhere(desk: Desk, order: ShopOrder, mode: Mode, country: str) -> Comparison:
    """Send the goods of an order to another country instead, in every way of selling."""
    sent = evolve(_consignment(desk, order, mode), destination=Place(country))
    return compare(sent, _days(order), desk.customs, desk.rates, options=(DAP, DDP, IOSS, STANDARD))


def _days(order: ShopOrder) -> TradeDates:
    return TradeDates.all_on(order.at.date())


def _consignment(desk: Desk, order: ShopOrder, mode: Mode) -> ImportConsignment:
    business = order.buyer.terms is not None
    return ImportConsignment(
        Place(order.buyer.shipping_country),
        desk.shop.warehouse_of(order.market).country,
        [_goods(desk, line) for line in order.lines],
        buyer=Buyer.BUSINESS if business else Buyer.CONSUMER,
        mode=mode,
        registrations=SCHEMES,
        personal_use=not business,
    )


def _goods(desk: Desk, line: OrderLine) -> GoodsLine:
    """Take what the catalogue knows; carriage is in the price, and not shown apart."""
    product = desk.shop.product(line.sku).product
    code, origin = product.value("hs_code"), product.value("origin")
    return GoodsLine(line.sku, line.unit_price, line.quantity, hs_code=str(code), origin=str(origin))
