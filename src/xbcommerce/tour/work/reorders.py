"""What to reorder for each warehouse: sales to forecast, offers by sea and air, one recommendation each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.calendars import WorkCalendar
from xbcommerce.supply import (
    CycleService,
    DemandSeries,
    Flag,
    Forecast,
    Incoming,
    LeadTime,
    Leg,
    LotTerms,
    Offer,
    Pmf,
    Position,
    PriceTier,
    Recommendation,
    ReviewRules,
    Selection,
    forecast,
    parse_method,
    recommend,
    select,
)
from xbcommerce.tour.shop import LegCalendar, ShopProduct, Stock, SupplierOffer, SupplyLeg, Warehouse

from .desk import Desk

TARGET = CycleService(Decimal("0.95"))
RULES = ReviewRules(carrying_rate=Decimal("0.25"), review_days=7)
CANDIDATES = tuple(parse_method(text) for text in ("mean", "ma:8", "ses:0.2", "sba:0.1", "tsb:0.1:0.1"))
HORIZON_WEEKS = 6
ORIGINS = (6, 10, 14, 18, 22)


@frozen
class Question:
    """One product in one warehouse, with all that a recommendation rests on."""

    product: ShopProduct
    warehouse: Warehouse
    series: DemandSeries
    offers: tuple[Offer, ...]

    @property
    def key(self) -> str:
        """The key of its document."""
        return f"reorder/{self.warehouse.id}/{self.product.sku}"

    @property
    def stock(self) -> Stock:
        """What the warehouse has."""
        return self.product.stock.get(self.warehouse.id, Stock(0))

    @property
    def position(self) -> Position:
        """What the recommendation counts on."""
        stock = self.stock
        due = () if stock.due_on is None else (Incoming(stock.due_on, stock.on_order),)
        return Position(stock.on_hand, incoming=due)


def questions(desk: Desk) -> tuple[Question, ...]:
    """Ask for every product and warehouse that has sold it and can buy it."""
    return tuple(
        Question(product, warehouse, _series(product, warehouse), offers)
        for warehouse in desk.shop.warehouses
        for product in desk.shop.products
        if (offers := tuple(_offers(desk, product.sku, warehouse))) and _sold(product, warehouse)
    )


def chosen_method(asked: Iterable[Question]) -> Selection:
    """Choose one forecast method for the assortment, on its own past."""
    panel = {question.key: question.series for question in asked}
    return select(panel, CANDIDATES, horizon=HORIZON_WEEKS, origins=ORIGINS)


def forecast_of(question: Question, selection: Selection) -> Forecast:
    """Forecast one product's demand by the chosen method."""
    return forecast(question.series, parse_method(selection.chosen))


def answer(desk: Desk, question: Question, selection: Selection) -> Recommendation:
    """Recommend what to do about one product in one warehouse."""
    return recommend(
        question.position,
        forecast_of(question, selection),
        question.offers,
        target=TARGET,
        on=desk.shop.today,
        currency=desk.shop.currency,
        rates=desk.rates,
        rules=RULES,
    )


def carry_reorders(desk: Desk) -> Iterator[str]:
    """Write down every recommendation that is not there yet; names its document after each."""
    asked = questions(desk)
    selection = chosen_method(asked)
    for question in asked:

        def make(one: Question = question) -> Recommendation:
            return answer(desk, one, selection)

        if desk.keep(question.key, make):
            yield question.key


def _sold(product: ShopProduct, warehouse: Warehouse) -> bool:
    return any(product.sales.total(*warehouse.serves))


def _series(product: ShopProduct, warehouse: Warehouse) -> DemandSeries:
    sales = product.sales
    flags = [Flag.STOCKOUT if monday in sales.stockouts else Flag.OK for monday in sales.mondays]
    return DemandSeries(sales.first_week, 7, sales.total(*warehouse.serves), flags)


def _offers(desk: Desk, sku: str, warehouse: Warehouse) -> Iterator[Offer]:
    for offer in desk.shop.offers_for(sku):
        if offer.warehouse == warehouse.id:
            legs = [_leg(desk, offer, leg) for leg in offer.legs]
            yield Offer(
                f"{offer.factory}/{offer.mode}",
                offer.mode,
                LeadTime.of(*legs),
                (PriceTier(1, offer.unit_price),),
                LotTerms(offer.moq, offer.case_pack),
                offer.freight_per_unit,
                order_cost=Money("200.00", desk.shop.currency),
            )


def _leg(desk: Desk, offer: SupplierOffer, leg: SupplyLeg) -> Leg:
    pmf = Pmf({chance.days: chance.probability for chance in leg.chances})
    return Leg(leg.name, pmf, _calendar(desk, offer, leg.calendar))


def _calendar(desk: Desk, offer: SupplierOffer, days: LegCalendar) -> WorkCalendar | None:
    match days:
        case "factory":
            return WorkCalendar.of(("sun",), closures=desk.shop.factory(offer.factory).closures)
        case "office":
            return WorkCalendar.of()
        case "daily":
            return None
