"""What the buyer owes at the border, by which rule, and what is not known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from moneyed import Money

from xbcommerce.kernel.money import total
from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.logistics.customs import LandedCost
from xbcommerce.logistics.customs.incoterms import Party
from xbcommerce.logistics.customs.landed_cost import Collected
from xbcommerce.tour.page import Block, Cell, Line, Scene, Table, Why
from xbcommerce.tour.shop import ShopOrder
from xbcommerce.tour.work.border import SCHEMES, elsewhere, landed, mode_of
from xbcommerce.tour.work.desk import Desk

Parcels = tuple[tuple[ShopOrder, LandedCost], ...]
_ELSEWHERE = "DE"


def border_scene(desk: Desk) -> Scene:
    """Show one order landed, the same goods sent elsewhere, and all that crossed a border."""
    order = desk.shop.story("main")
    figures: dict[str, Param] = {
        "order": order.id,
        "total": order.total,
        "country": order.buyer.shipping_country,
        "schemes": SCHEMES,
    }
    parcels = landed_parcels(desk)
    return Scene(
        "border",
        Note("tour.scene.border"),
        (
            Line(Note("tour.border.asked", figures)),
            *_landed(desk, order),
            _by_country(parcels),
            *_not_settled(parcels),
        ),
    )


def landed_parcels(desk: Desk) -> Parcels:
    """Land every order that was sent across a border."""
    sent = ((order, mode_of(desk, order)) for order in desk.shop.orders)
    return tuple((order, landed(desk, order, mode)) for order, mode in sent if mode is not None)


def _landed(desk: Desk, order: ShopOrder) -> Iterator[Block]:
    mode = mode_of(desk, order)
    if mode is not None:
        yield Why(landed(desk, order, mode).why())
        yield Line(Note("tour.border.elsewhere", {"country": _ELSEWHERE}))
        yield Why(elsewhere(desk, order, mode, _ELSEWHERE).why())


def _by_country(parcels: Parcels) -> Table:
    quotes: dict[str, list[LandedCost]] = {}
    for order, quote in parcels:
        quotes.setdefault(order.buyer.shipping_country, []).append(quote)
    names = ("destination", "parcels", "goods", "in_price", "at_border", "not_settled")
    columns = tuple(Note(f"tour.column.{name}") for name in names)
    rows = tuple(_row(country, of_country) for country, of_country in sorted(quotes.items()))
    return Table(Note("tour.border.all"), columns, rows)


def _row(country: str, quotes: list[LandedCost]) -> tuple[Cell, ...]:
    """Add up what is settled; what is not is counted."""
    settled = [quote for quote in quotes if quote.settled]
    goods = _total(quote.low.value for quote in settled if quote.low is not None)
    paid = (
        _total(quote.due_from(Party.BUYER, place) for quote in settled)
        for place in (Collected.AT_SALE, Collected.AT_BORDER)
    )
    return (country, len(quotes), goods, *paid, len(quotes) - len(settled))


def _total(amounts: Iterable[Money | None]) -> Money | None:
    found = [amount for amount in amounts if amount is not None]
    return total(found, found[0].currency.code) if found else None


def _not_settled(parcels: Parcels) -> Iterator[Block]:
    """Show of each parcel that is not settled what would settle it."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (order.id, order.buyer.shipping_country, _at_least(quote), unmet)
        for order, quote in parcels
        for unmet in quote.unmet
    )
    if rows:
        names = ("order", "destination", "at_least", "missing")
        columns = tuple(Note(f"tour.column.{name}") for name in names)
        yield Table(Note("tour.border.not_settled"), columns, rows)
        yield Line(Note("tour.border.sample"), "quiet")


def _at_least(quote: LandedCost) -> Money | None:
    return None if quote.low is None else quote.low.charged()
