"""What the demo shop sells: products with their size, prices, cost, sales and stock."""

from __future__ import annotations

from datetime import date, timedelta

from attrs import field, frozen
from moneyed import Money

from xbcommerce.catalog import Key, Offer, Product, Value
from xbcommerce.kernel.errors import InvalidValueError, count_field, positive_field
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.measures import Dimensions


@frozen
class WeeklySales:
    """Units sold in whole weeks, Monday to Sunday.

    Attributes:
        first_week: Monday of the first week; a new product starts when it was launched.
        units: For each market it is sold in, by the text of its listing key, one number a week.
        stockouts: Mondays of the weeks in which it ran out; more would have been sold.

    Raises:
        InvalidValueError: The first week starts on no Monday, or markets differ in their number of weeks.
    """

    first_week: date
    units: FrozenMap[str, tuple[int, ...]]
    stockouts: tuple[date, ...] = field(default=(), converter=tuple[date, ...])

    def __attrs_post_init__(self) -> None:
        if self.first_week.isoweekday() != 1:
            msg = f"first_week={self.first_week} is no Monday"
            raise InvalidValueError(msg)
        if len({len(units) for units in self.units.values()}) > 1:
            msg = f"weeks from {self.first_week}: every market needs the same number of them"
            raise InvalidValueError(msg)

    @property
    def mondays(self) -> tuple[date, ...]:
        """The first day of every week."""
        weeks = max(map(len, self.units.values()), default=0)
        return tuple(self.first_week + timedelta(weeks=index) for index in range(weeks))

    def total(self, *markets: str) -> tuple[int, ...]:
        """Return the units of each week in some markets, in all of them if none is named."""
        chosen = [units for market, units in self.units.items() if not markets or market in markets]
        return tuple(sum(week) for week in zip(*chosen, strict=True)) or (0,) * len(self.mondays)


@frozen
class Stock:
    """What one warehouse has of a product: units there, and units ordered that come on a day.

    Raises:
        InvalidValueError: Units on order without a day they are due, or a day without units.
    """

    on_hand: int = field(validator=count_field)
    on_order: int = field(default=0, validator=count_field)
    due_on: date | None = None

    def __attrs_post_init__(self) -> None:
        if bool(self.on_order) != (self.due_on is not None):
            msg = (
                f"on_order={self.on_order}, due_on={self.due_on}: units on order need a day, and a day units"
            )
            raise InvalidValueError(msg)


@frozen
class ShopProduct:
    """One product of the shop.

    Attributes:
        product: What listings and declarations say about it.
        dimensions: Outer size of one unit in its own box.
        weight_g: Weight of one unit in its own box.
        prices: Regular price by market (text of the listing key), in the market's currency.
        floors: Lowest price the shop may ask, by market.
        cost: What one unit costs the shop, delivered to Shenzhen.
        sales: What was sold, week by week.
        stock: By warehouse.
        listed: Markets where it is on sale today.
    """

    product: Product
    dimensions: Dimensions
    weight_g: int = field(validator=positive_field)
    prices: FrozenMap[str, Money]
    floors: FrozenMap[str, Money]
    cost: Money
    sales: WeeklySales
    stock: FrozenMap[str, Stock]
    listed: tuple[str, ...] = field(converter=tuple[str, ...])

    @property
    def sku(self) -> str:
        """The shop's own number."""
        return self.product.sku

    def offer(self, market: str) -> Offer:
        """Return the price section for a market; without a price where none is decided."""
        return Offer(self.prices.get(market), self.floors.get(market))


@frozen
class Featured:
    """The listing that the tour follows: first as it was typed in, refused, then put right.

    Attributes:
        sku: Which product; `Shop.product` has it as the shop knows it.
        market: For which market, as the text of its listing key.
        draft: What was typed into the listing.
        offer: Price, floor and promotion as first entered.
        fixed_values: Values that put the draft right.
        fixed_offer: Price, floor and promotion put right.
    """

    sku: str
    market: str
    draft: Product
    offer: Offer
    fixed_values: FrozenMap[Key, Value]
    fixed_offer: Offer

    @property
    def fixed(self) -> Product:
        """The draft put right."""
        return self.draft.with_values(self.fixed_values)
