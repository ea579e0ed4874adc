"""Base prices by weight: each form of tariff a small class with one method, ``price(load)``.

    FlatBands             one price per band: postal packets
    PerKg                 a rate per kg and a handling fee per band: parcel lines
    FirstPlusAdditional   first weight, then equal steps: couriers
    Breaks                rate per kg falling at breaks, charged as if heavier where cheaper: air cargo
    WeightOrMeasure       the greater of cubic metres and tonnes: sea

Amounts are in the currency of the card that holds the tariff. A weight outside the bands is a `Refusal`,
never a zero. Prices need not rise with weight, on real cards they do not.

Example:
    >>> from xbcommerce.logistics.tariff import Load, PerKg, PerKgBand
    >>> line = PerKg((PerKgBand(0, 100, "98", "24"), PerKgBand(100, 200, "92", "22")))
    >>> [str(line.price(Load(grams)).amount) for grams in ("100", "100.1")]
    ['169/5', '78023/2500']
    >>> print(line.price(Load(201)))
    tariff.no_band (weight_g=201, weight_g_over=0, weight_g_max=200)
"""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import figure, figure_or_none, not_negative, positive
from xbcommerce.kernel.unmet import Refusal, Unmet

from .bands import Band, band_of, in_order

GRAMS_PER_KG = 1_000
MM3_PER_M3 = 1_000_000_000


@frozen
class Load:
    """What is priced: a chargeable weight and, for tariffs by measure, a volume."""

    weight_g: Fraction = field(converter=figure, validator=not_negative)
    volume_mm3: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative)


@frozen
class Priced:
    """A base price, exact and unrounded, in the card's currency.

    Attributes:
        amount: Major units, e.g. ``Fraction("31.2092")``.
        charged_weight_g: The weight the price is for: the load's own, or more where a minimum, a step or a
            cheaper break made it so.
    """

    amount: Fraction
    charged_weight_g: Fraction


@frozen
class FlatBand(Band):
    """One price for every weight of the band."""

    amount: Fraction = field(converter=figure, validator=not_negative)


def _flat(bands: tuple[FlatBand, ...]) -> tuple[FlatBand, ...]:
    return in_order(bands)


@frozen
class FlatBands:
    """One price per band.

    Raises:
        BandsError: The bands leave a gap, overlap or are empty.
    """

    bands: tuple[FlatBand, ...] = field(converter=_flat)

    def price(self, load: Load) -> Priced | Refusal:
        """Price a load by its band."""
        band = band_of(self.bands, load.weight_g)
        if band is None:
            return _no_band(self.bands, load.weight_g)
        return Priced(band.amount, load.weight_g)


@frozen
class PerKgBand(Band):
    """A rate per kg and a handling fee per parcel."""

    amount_per_kg: Fraction = field(converter=figure, validator=not_negative)
    handling: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative)


def _per_kg(bands: tuple[PerKgBand, ...]) -> tuple[PerKgBand, ...]:
    return in_order(bands)


@frozen
class PerKg:
    """Weight times the rate of its band, plus handling.

    Attributes:
        bands: Covering their range exactly once.
        minimum_weight_g: A lighter parcel is charged, and banded, at this weight.
        minimum_amount: The least a parcel costs.

    Raises:
        BandsError: The bands leave a gap, overlap or are empty.
    """

    bands: tuple[PerKgBand, ...] = field(converter=_per_kg)
    minimum_weight_g: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative)
    minimum_amount: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative)

    def price(self, load: Load) -> Priced | Refusal:
        """Price a load by its band; a parcel without weight has no band."""
        weight_g = load.weight_g
        if self.minimum_weight_g:
            weight_g = max(weight_g, self.minimum_weight_g)
        band = band_of(self.bands, weight_g)
        if band is None:
            return _no_band(self.bands, weight_g)
        amount = per_kg(weight_g, band.amount_per_kg) + band.handling
        return Priced(max(amount, self.minimum_amount) if self.minimum_amount else amount, weight_g)


@frozen
class FirstPlusAdditional:
    """A price for the first weight, then one for each started step: n = ceil((weight - first) / step).

    Attributes:
        weight_g_max: The heaviest load the card prices; None for no end.
    """

    first_weight_g: Fraction = field(converter=figure, validator=positive)
    first_amount: Fraction = field(converter=figure, validator=not_negative)
    step_g: Fraction = field(converter=figure, validator=positive)
    step_amount: Fraction = field(converter=figure, validator=not_negative)
    weight_g_max: Fraction | None = field(default=None, converter=figure_or_none, validator=positive)

    def price(self, load: Load) -> Priced | Refusal:
        """Price a load; the charged weight is the first weight and all started steps."""
        if self.weight_g_max is not None and load.weight_g > self.weight_g_max:
            return _outside(load.weight_g, Fraction(0), self.weight_g_max)
        over_g = load.weight_g - self.first_weight_g
        steps = -(-over_g // self.step_g) if over_g > 0 else 0
        return Priced(self.first_amount + steps * self.step_amount, self.first_weight_g + steps * self.step_g)


@frozen
class Break:
    """A rate per kg from ``from_g`` on, that weight included."""

    from_g: Fraction = field(converter=figure, validator=not_negative)
    amount_per_kg: Fraction = field(converter=figure, validator=not_negative)


def _breaks(breaks: tuple[Break, ...]) -> tuple[Break, ...]:
    ordered = tuple(sorted(breaks, key=lambda each: each.from_g))
    weights = [each.from_g for each in ordered]
    if not ordered or len(set(weights)) < len(weights):
        msg = f"breaks={[str(weight) for weight in weights]} g: expected at least one, each at its own weight"
        raise InvalidValueError(msg)
    return ordered


@frozen
class Breaks:
    """Air cargo rates: weight times the rate of its break, or the whole next break where that is cheaper.

    price = max(minimum, min(rate x weight, min over breaks b above the weight of rate_b x b)). The charged
    weight is reported; on a tie the actual weight stays.
    """

    breaks: tuple[Break, ...] = field(converter=_breaks)
    minimum_amount: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative)
    as_if_heavier: bool = True

    def price(self, load: Load) -> Priced | Refusal:
        """Price a load in its own break or as if heavier."""
        own = [each for each in self.breaks if each.from_g <= load.weight_g]
        options = [(per_kg(load.weight_g, own[-1].amount_per_kg), load.weight_g)] if own else []
        if self.as_if_heavier:
            above = self.breaks[len(own) :]
            options += [(per_kg(each.from_g, each.amount_per_kg), each.from_g) for each in above]
        if not options:
            first = {"weight_g": load.weight_g, "weight_g_min": self.breaks[0].from_g}
            return Refusal.of(Unmet("tariff.below_first_break", params=first))
        amount, weight_g = min(options)
        return Priced(max(amount, self.minimum_amount), weight_g)


@frozen
class WeightOrMeasure:
    """Sea freight by the revenue ton: the greater of volume and weight, at least the minimum, unrounded.

    Attributes:
        amount_per_revenue_ton: Price of one revenue ton.
        minimum_revenue_tons: The least that is charged, usually 1.
        m3_per_ton: Cubic metres that count as one ton, usually 1.
    """

    amount_per_revenue_ton: Fraction = field(converter=figure, validator=not_negative)
    minimum_revenue_tons: Fraction = field(default=Fraction(1), converter=figure, validator=not_negative)
    m3_per_ton: Fraction = field(default=Fraction(1), converter=figure, validator=positive)

    def revenue_tons(self, load: Load) -> Fraction:
        """Return the tons that are charged."""
        measured = load.volume_mm3 / MM3_PER_M3 / self.m3_per_ton
        return max(measured, load.weight_g / 1_000_000, self.minimum_revenue_tons)

    def price(self, load: Load) -> Priced | Refusal:
        """Price a load by weight or measure; the charged weight is its revenue tons."""
        tons = self.revenue_tons(load)
        return Priced(tons * self.amount_per_revenue_ton, tons * 1_000_000)


Tariff = FlatBands | PerKg | FirstPlusAdditional | Breaks | WeightOrMeasure
"""Any form of base price."""


def per_kg(weight_g: Fraction, amount_per_kg: Fraction) -> Fraction:
    """Multiply a weight by a rate; one fraction instead of two on the way."""
    return Fraction(
        weight_g.numerator * amount_per_kg.numerator,
        weight_g.denominator * amount_per_kg.denominator * GRAMS_PER_KG,
    )


def _no_band(bands: tuple[Band, ...], weight_g: Fraction) -> Refusal:
    return _outside(weight_g, bands[0].over_g, bands[-1].upto_g)


def _outside(weight_g: Fraction, over_g: Fraction, weight_g_max: Fraction) -> Refusal:
    params = {"weight_g": weight_g, "weight_g_over": over_g, "weight_g_max": weight_g_max}
    return Refusal.of(Unmet("tariff.no_band", params=params))
