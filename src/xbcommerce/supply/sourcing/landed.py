"""What a unit costs on the shelf, in the reporting currency: price, freight and duty, exact until shown.

A missing or stale exchange rate is a refusal with its reason, never a zero and never the unconverted figure.
A bank sells foreign currency dearer than the fixing: ``fx_margin`` is that share.

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

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.figures import Figure, figure
from xbcommerce.kernel.fx import FxRates, Rate
from xbcommerce.kernel.money import Rounding, currency_of, exponent_of, from_minor, minor, round_fraction
from xbcommerce.kernel.unmet import Param, Refusal, Unmet

from .duty import DutyBasis
from .offers import Offer

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
        tax_minor: Tax at the border that the importer does not get back.
        duty_source: Who said what duty is; empty where the offer itself did.
        fx_margin: What the bank takes on top of each rate; contained in the figures above.
    """

    currency: str
    price_minor: Fraction
    freight_minor: Fraction
    duty_minor: Fraction
    order_cost_minor: Fraction
    rates: tuple[Rate, ...]
    tax_minor: Fraction = Fraction(0)
    duty_source: str = field(default="", kw_only=True)
    fx_margin: Fraction = field(default=Fraction(0), kw_only=True)

    @property
    def total_minor(self) -> Fraction:
        """Price, freight, duty and tax."""
        return self.price_minor + self.freight_minor + self.duty_minor + self.tax_minor

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
    fx_margin: Figure = 0,
) -> LandedUnit | Refusal:
    """Work out what a unit costs on the shelf if so many are ordered.

    Args:
        offer: Price tiers, freight and duty.
        quantity: Units ordered; decides the tier.
        currency: The reporting currency.
        rates: Exchange rates; not asked for the reporting currency itself.
        on: The day as of which rates are taken.
        rate_age_days_max: How old a rate may be.
        fx_margin: What the bank takes on top of a rate, as a share.

    Returns:
        The cost; or a `Refusal` with every missing or stale rate, a missing price tier, and a duty that was
        not looked up (`xbcommerce.supply.sourcing.with_duties`).
    """
    found = rates_into(
        currency, offer.currencies, offer.id, rates=rates, on=on, age_days_max=rate_age_days_max
    )
    unmet = list(found.unmet) if isinstance(found, Refusal) else []
    tier = offer.tier(quantity)
    if tier is None:
        first = offer.tiers[0].min_quantity
        unmet.append(Unmet("offer.no_price", offer.id, {"quantity_units": quantity, "first_units": first}))
    if offer.imported is not None:
        unmet.append(Unmet("offer.duty_not_asked", offer.id, {"hs_code": offer.imported.hs_code}))
    if isinstance(found, Refusal) or tier is None or unmet:
        return Refusal(unmet)
    margin = figure(fx_margin)
    price, freight = (
        in_minor(money, currency, found, margin) for money in (tier.unit_price, offer.freight_per_unit)
    )
    basis = price + freight if offer.duty_basis is DutyBasis.CIF else price
    duty = basis * offer.duty_rate
    tax = (basis + duty) * offer.nonrecoverable_tax_rate
    order_cost = (
        Fraction(0) if offer.order_cost is None else in_minor(offer.order_cost, currency, found, margin)
    )
    used = tuple(found.values())
    return LandedUnit(
        currency,
        price,
        freight,
        duty,
        order_cost,
        used,
        tax,
        duty_source=offer.duty_source,
        fx_margin=margin if used else Fraction(0),
    )


def rates_into(
    currency: str, codes: Iterable[str], where: str, *, rates: FxRates, on: date, age_days_max: int
) -> Mapping[str, Rate] | Refusal:
    """Look up the rates of several currencies into one.

    Args:
        currency: The one; it needs no rate.
        codes: The others.
        where: Whose costs these are, for a refusal.
        rates: Exchange rates.
        on: The day as of which they are taken.
        age_days_max: How old a rate may be.

    Returns:
        Rates by currency; or a `Refusal` with every missing or stale one.
    """
    found: dict[str, Rate] = {}
    unmet: list[Unmet] = []
    for code in codes:
        if code == currency:
            continue
        match rates.as_of(code, currency, on, max_age_days=age_days_max):
            case Rate() as rate:
                found[code] = rate
            case missing:
                pair: dict[str, Param] = {"base": code, "quote": currency, "on": on, "days_max": age_days_max}
                unmet.append(Unmet(f"offer.{missing.code}", where, pair))
    return Refusal(unmet) if unmet else found


def in_minor(money: Money, currency: str, rates: Mapping[str, Rate], fx_margin: Fraction) -> Fraction:
    """Return exact minor units of the reporting currency, with the bank's margin; nothing is rounded here."""
    code = money.currency.code
    if code == currency:
        return Fraction(minor(money))
    return minor(money) * rates[code].per_minor * (1 + fx_margin)
