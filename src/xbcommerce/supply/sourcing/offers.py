"""What suppliers offer: a way, a lead time, prices by quantity, and what an order must look like.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.supply import Leg, LeadTime, LotTerms, Offer, Pmf, PriceTier
    >>> by_sea = Offer("cn-sea", "sea", LeadTime.of(Leg("door to door", Pmf({38: ".5", 45: ".5"}))),
    ...     [PriceTier(1, Money("21.50", "CNY")), PriceTier(1000, Money("19.80", "CNY"))],
    ...     LotTerms(moq=200, multiple=24), freight_per_unit=Money("0.35", "USD"))
    >>> by_sea.unit_price(999).amount, by_sea.unit_price(1000).amount
    (Decimal('21.50'), Decimal('19.80'))
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import field, frozen
from attrs.validators import optional
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, count_field
from xbcommerce.kernel.figures import figure, within
from xbcommerce.kernel.money import minor, plain
from xbcommerce.supply.lead_times.lead_time import LeadTime
from xbcommerce.supply.lots.loads import Carton
from xbcommerce.supply.lots.order_quantity import LotTerms

from .duty import DutyBasis, Imported


class OfferError(InvalidValueError):
    """An offer whose parts contradict each other; ``code`` says how."""

    code = "invalid_offer"


def _cost(_instance: object, _field: object, value: Money) -> None:
    if minor(value) < 0:
        msg = f"{plain(value)}: a price or cost may not be negative"
        raise OfferError(msg)


@frozen
class PriceTier:
    """A unit price from a quantity on, for all units of the order."""

    min_quantity: int = field(validator=count_field)
    unit_price: Money = field(validator=_cost)


def _tiers(value: Iterable[PriceTier]) -> tuple[PriceTier, ...]:
    tiers = tuple(sorted(value, key=lambda tier: tier.min_quantity))
    if not tiers:
        msg = "an offer without a price; give at least one PriceTier"
        raise OfferError(msg)
    if len({tier.min_quantity for tier in tiers}) < len(tiers):
        msg = f"two prices for one quantity among {[tier.min_quantity for tier in tiers]}"
        raise OfferError(msg)
    if len({tier.unit_price.currency.code for tier in tiers}) > 1:
        msg = f"prices in several currencies: {', '.join(plain(tier.unit_price) for tier in tiers)}"
        raise OfferError(msg)
    return tiers


def _whole_terms(_instance: object, _field: object, value: LotTerms) -> None:
    for number in (value.moq, value.multiple, value.maximum):
        if number is not None and type(number) is not int:
            msg = f"{number!r}: offers count whole units; sell by the smallest pack"
            raise OfferError(msg)


@frozen
class Offer:
    """One way to buy an item.

    Attributes:
        id: The caller's key, unique among the offers compared.
        mode: How it travels, e.g. ``"sea"``, ``"air"``; for people.
        lead_time: From order to shelf.
        tiers: Unit prices by quantity, one currency.
        terms: Minimum, case pack, maximum; whole units.
        freight_per_unit: Carriage of a unit, in any currency.
        duty_rate: Share of the duty basis, e.g. ``"0.065"``; the customs room knows it, 0 is duty free.
        duty_basis: What duty is charged on.
        order_cost: What placing one order costs, whatever its size; None for nothing.
        owned_in_transit_days: Days on the way for which the buyer's money is bound; `owned_in_transit_days`
            of this street tells them from the Incoterm.
        nonrecoverable_tax_rate: Tax on customs value and duty that the importer does not get back.
        imported: What crosses which border, where a port knows duty and tax; ``duty_rate`` and
            ``nonrecoverable_tax_rate`` are then left out.
        duty_source: Who said what duty is, for readers.
        supplier: Who sells, for orders of several items; empty if nobody asks.
        carton: What it ships in; None where room does not matter.
    """

    id: str
    mode: str
    lead_time: LeadTime
    tiers: tuple[PriceTier, ...] = field(converter=_tiers)
    terms: LotTerms = field(validator=_whole_terms)
    freight_per_unit: Money = field(validator=_cost)
    duty_rate: Fraction = field(default=Fraction(0), converter=figure, validator=within(0, None))
    duty_basis: DutyBasis = DutyBasis.CIF
    order_cost: Money | None = field(default=None, validator=optional(_cost))
    owned_in_transit_days: int = field(default=0, validator=count_field)
    nonrecoverable_tax_rate: Fraction = field(
        default=Fraction(0), converter=figure, validator=within(0, None), kw_only=True
    )
    imported: Imported | None = field(default=None, kw_only=True)
    duty_source: str = field(default="", kw_only=True)
    supplier: str = field(default="", kw_only=True)
    carton: Carton | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse a duty from two sides."""
        if self.imported is not None and (self.duty_rate or self.nonrecoverable_tax_rate):
            msg = f"{self.id}: give either imported= for a port to answer, or the rates themselves"
            raise OfferError(msg)

    def tier(self, quantity: int) -> PriceTier | None:
        """Return the price tier of a quantity; None below the first one."""
        fitting = [tier for tier in self.tiers if tier.min_quantity <= quantity]
        return fitting[-1] if fitting else None

    def unit_price(self, quantity: int) -> Money:
        """Return the unit price of a quantity.

        Raises:
            OfferError: The offer has no price for so few.
        """
        tier = self.tier(quantity)
        if tier is None:
            msg = (
                f"{self.id} has no price for {quantity}; its first price is from {self.tiers[0].min_quantity}"
            )
            raise OfferError(msg)
        return tier.unit_price

    @property
    def currencies(self) -> tuple[str, ...]:
        """All currencies its costs are in."""
        moneys = [self.tiers[0].unit_price, self.freight_per_unit]
        if self.order_cost is not None:
            moneys.append(self.order_cost)
        return tuple(dict.fromkeys(money.currency.code for money in moneys))
