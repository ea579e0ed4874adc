"""What a unit costs on the shelf, in the reporting currency: price, freight and duty, exact until shown.

A missing or stale exchange rate is a refusal with its reason, never a zero and never the unconverted figure.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import RateTable
    >>> from xbcommerce.supply import Leg, LeadTime, LotTerms, Offer, Pmf, PriceTier, landed_unit
    >>> offer = Offer("cn-sea", "sea", LeadTime.of(Leg("sea", Pmf.point(40))),
    ...     [PriceTier(1, Money("21.50", "CNY"))], LotTerms(), Money("0.35", "EUR"), duty_rate="0.065")
    >>> rates = RateTable("EUR", "ECB", {date(2026, 10, 30): {"CNY": Decimal("8.2")}})
    >>> cost = landed_unit(offer, 500, currency="EUR", rates=rates, on=date(2026, 11, 2), rate_age_days_max=5)
    >>> str(cost.shown.amount)
    '3.1651'
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import Rounding, currency_of, exponent_of, from_minor, minor, round_fraction
from xbcommerce.kernel.unmet import Param, Refusal, Unmet
from xbcommerce.supply.ports import FxRates

from .offers import DutyBasis, Offer

_FINER_DECIMALS = 2


@frozen
class LandedUnit:
    """The cost of one unit, in exact minor units of the reporting currency.

    Attributes:
        currency: The reporting currency.
        price_minor: What the supplier gets.
        freight_minor: What the carrier gets.
        duty_minor: What customs gets: rate times price, with freight under CIF.
        order_cost_minor: What placing one order costs, whatever its size; not part of a unit.
        rates: The exchange rates used.
    """

    currency: str
    price_minor: Fraction
    freight_minor: Fraction
    duty_minor: Fraction
    order_cost_minor: Fraction
    rates: tuple[Rate, ...]

    @property
    def total_minor(self) -> Fraction:
        """Price, freight and duty."""
        return self.price_minor + self.freight_minor + self.duty_minor

    def cost(self, quantity: int) -> Money:
        """Return the landed cost of several units, rounded once, half to even."""
        return from_minor(round_fraction(self.total_minor * quantity, Rounding.HALF_EVEN), self.currency)

    @property
    def shown(self) -> Money:
        """The cost of a unit for readers."""
        return self.readable(self.total_minor)

    def readable(self, amount_minor: Fraction) -> Money:
        """Return a part of the cost with at most two decimals more than the currency pays in."""
        decimals = exponent_of(self.currency) + _FINER_DECIMALS
        figures = round_fraction(amount_minor * 10**_FINER_DECIMALS, Rounding.HALF_EVEN)
        amount = Decimal(figures).scaleb(-decimals).normalize()
        return Money(amount, currency_of(self.currency))


def landed_unit(
    offer: Offer,
    quantity: int,
    *,
    currency: str,
    rates: FxRates,
    on: date,
    rate_age_days_max: int,
) -> LandedUnit | Refusal:
    """Work out what a unit costs on the shelf if so many are ordered.

    Args:
        offer: Price tiers, freight and duty.
        quantity: Units ordered; decides the tier.
        currency: The reporting currency.
        rates: Exchange rates; not asked for the reporting currency itself.
        on: The day as of which rates are taken.
        rate_age_days_max: How old a rate may be.

    Returns:
        The cost; or a `Refusal` with every missing or stale rate and a missing price tier.
    """
    found: dict[str, Rate] = {}
    unmet: list[Unmet] = []
    for code in offer.currencies:
        if code == currency:
            continue
        match rates.as_of(code, currency, on, max_age_days=rate_age_days_max):
            case Rate() as rate:
                found[code] = rate
            case missing:
                pair: dict[str, Param] = {"base": code, "quote": currency, "on": on}
                pair["days_max"] = rate_age_days_max
                unmet.append(Unmet(f"offer.{missing.code}", offer.id, pair))
    tier = offer.tier(quantity)
    if tier is None:
        first = offer.tiers[0].min_quantity
        unmet.append(Unmet("offer.no_price", offer.id, {"quantity_units": quantity, "first_units": first}))
    if tier is None or unmet:
        return Refusal(unmet)
    price = _converted(tier.unit_price, currency, found)
    freight = _converted(offer.freight_per_unit, currency, found)
    basis = price + freight if offer.duty_basis is DutyBasis.CIF else price
    order_cost = Fraction(0) if offer.order_cost is None else _converted(offer.order_cost, currency, found)
    return LandedUnit(currency, price, freight, basis * offer.duty_rate, order_cost, tuple(found.values()))


def _converted(money: Money, currency: str, rates: dict[str, Rate]) -> Fraction:
    """Return exact minor units of the reporting currency; nothing is rounded here."""
    code = money.currency.code
    return Fraction(minor(money)) if code == currency else minor(money) * rates[code].per_minor
