"""What a channel charges for a shipment: a quote that says how, or a refusal with every reason.

Every line is rounded once in the card's way and the total is the sum of the lines, always.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.measures import Dimensions
    >>> from xbcommerce.logistics import (
    ...     ALLOW, Channel, Destination, FlatBand, FlatBands, Lane, Mode, Parcel, TransitDays,
    ...     ZoneRule, quote)
    >>> packet = Channel(
    ...     "PACKET", "Postal packet", Mode.POSTAL, "USD", zones=[ZoneRule("EU", ("DE", "FR"))],
    ...     lanes={"EU": Lane(FlatBands((FlatBand(0, 2_000, "9.40"),)), TransitDays(14, 23))},
    ...     goods={"general": ALLOW})
    >>> mug = Parcel(Dimensions(150, 120, 120), 640)
    >>> print(quote(packet, [mug], Destination("DE"), date(2026, 3, 2)))
    Postal packet, 1 parcel(s): 640 g weighed, 640 g charged
      BASE: USD 9.40
      total: USD 9.40
      14 days in half of all cases, 23 days in nine of ten
    >>> print(quote(packet, [mug], Destination("US"), date(2026, 3, 2)))
    destination.not_served at Postal packet (country=US, postcode=)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, count_field
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import Rate, rate_text
from xbcommerce.kernel.money import exponent_of, from_minor, total
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet

from .channel import Channel, Destination, Mode, Pricing, TransitDays
from .chargeable import ChargeableRule, rule_on
from .conditions import Facts
from .eligibility import reasons_against, zone_for
from .limits import Size
from .messages import ENGLISH
from .parcel import Parcel
from .surcharge import bill
from .tariff import Load, Priced, Tariff
from .zone import Zone


@frozen
class QuoteLine:
    """One line of a quote: the base price or a surcharge."""

    code: str
    amount: Money


@frozen
class ChannelQuote:
    """What a channel charges, and what it offers for it.

    Attributes:
        channel_id: The channel.
        channel_name: Its name, for people.
        mode: What carries the parcels.
        zone: The card's zone of the destination.
        lines: In the card's order; the total is their sum.
        parcels: How many are sent.
        charged_weight_g: The weight that was priced, after volumetric weight, steps and minimum.
        actual_weight_g: What the scale says.
        transit: How long it takes.
        features: What the channel offers, e.g. ``"tracked"``.
        ratings: Figures that choices may weigh.
        priced: What the card said before conversion into another currency; None if nothing was converted.
        rate: The rate of that conversion.
    """

    channel_id: str
    channel_name: str
    mode: Mode
    zone: str
    lines: tuple[QuoteLine, ...]
    parcels: int = field(validator=count_field)
    charged_weight_g: Fraction
    actual_weight_g: int = field(validator=count_field)
    transit: TransitDays
    features: frozenset[str] = frozenset()
    ratings: FrozenMap[str, Fraction] = field(factory=FrozenMap[str, Fraction])
    priced: Money | None = None
    rate: Rate | None = None

    @property
    def currency(self) -> str:
        """The code of the quote's currency."""
        return self.lines[0].amount.currency.code

    @property
    def total(self) -> Money:
        """The sum of the lines."""
        return total((line.amount for line in self.lines), self.currency)

    @property
    def exact_total(self) -> Fraction:
        """The total in major units before it was rounded in conversion; what quotes are ordered by."""
        if self.priced is None or self.rate is None:
            return Fraction(self.total.amount)
        return Fraction(self.priced.amount) * self.rate.value

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return weight, lines, total, conversion and transit times, line by line."""
        weight: dict[str, Param] = {
            "channel": self.channel_name,
            "parcels": self.parcels,
            "actual_weight_g": self.actual_weight_g,
            "charged_weight_g": self.charged_weight_g,
        }
        notes = [
            Note("quote.weight", weight),
            *(Note("quote.line", {"line": line.code, "amount": line.amount}) for line in self.lines),
            Note("quote.total", {"total": self.total}),
        ]
        if self.priced is not None and self.rate is not None:
            rate: dict[str, Param] = {"rate": rate_text(self.rate.value), "as_of": self.rate.as_of}
            source: dict[str, Param] = {"priced": self.priced, "source": self.rate.source}
            notes.append(Note("quote.converted", {**source, **rate}))
        days: dict[str, Param] = {"p50_days": self.transit.p50_days, "p90_days": self.transit.p90_days}
        return (*notes, Note("quote.transit", days))

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def quote(
    channel: Channel, parcels: Sequence[Parcel], destination: Destination, on: date
) -> ChannelQuote | Refusal:
    """Price a shipment by a channel.

    Args:
        channel: The channel.
        parcels: All parcels of the shipment, at least one.
        destination: Where it goes.
        on: The day of shipping: decides card, chargeable rule and fuel rate.

    Returns:
        The quote in the card's currency, or every reason against it.

    Raises:
        InvalidValueError: There are no parcels.
    """
    if not parcels:
        msg = "parcels=(): nothing to send; pack the items first"
        raise InvalidValueError(msg)
    against = list(reasons_against(channel, parcels, destination, on))
    zone, rule = zone_for(channel, destination), rule_on(channel.chargeable, on)
    if isinstance(rule, Refusal):
        against += _at(channel.name, rule)
    if isinstance(zone, Unmet) or isinstance(rule, Refusal):
        return Refusal(tuple(against))
    lane = channel.lanes[zone.name]
    base, unpriced = _base(channel, lane.tariff, rule, parcels)
    drawn = bill(
        base.amount,
        channel.surcharges,
        shipment_facts(channel, parcels, base.charged_weight_g, destination, zone),
        on=on,
        rounding=channel.rounding,
        parcels=[
            shipment_facts(
                channel, [parcel], rule.weigh(_size(parcel), parcel.weight_g).weight_g, destination, zone
            )
            for parcel in parcels
        ],
        digits=exponent_of(channel.currency),
    )
    against += unpriced
    if isinstance(drawn, Refusal):
        against += _at(channel.name, drawn)
    if against or isinstance(drawn, Refusal):
        return Refusal(tuple(against))
    return ChannelQuote(
        channel.id,
        channel.name,
        channel.mode,
        zone.name,
        tuple(QuoteLine(code, from_minor(amount, channel.currency)) for code, amount in drawn.lines),
        len(parcels),
        base.charged_weight_g,
        sum(parcel.weight_g for parcel in parcels),
        lane.transit,
        channel.features,
        channel.ratings,
    )


def shipment_facts(
    channel: Channel,
    parcels: Sequence[Parcel],
    charged_weight_g: Fraction,
    destination: Destination,
    zone: Zone,
) -> Facts:
    """Say what surcharges may ask about some parcels; measures are those of the largest.

    Numbers: ``weight_g`` (charged), ``actual_weight_g``, ``parcels``, ``longest_mm``, ``second_mm``,
    ``girth_mm``, ``length_plus_girth_mm``, ``volume_mm3``, and ``declared_value`` where every parcel has one
    in the card's currency. Flags are those of the destination.
    """
    sizes = [_size(parcel) for parcel in parcels]
    numbers = {
        "weight_g": charged_weight_g,
        "actual_weight_g": Fraction(sum(parcel.weight_g for parcel in parcels)),
        "parcels": Fraction(len(parcels)),
        "longest_mm": max(size.length_mm for size in sizes),
        "second_mm": max(size.second_mm for size in sizes),
        "girth_mm": max(size.girth_mm for size in sizes),
        "length_plus_girth_mm": max(size.length_plus_girth_mm for size in sizes),
        "volume_mm3": max(size.volume_mm3 for size in sizes),
    }
    values = [parcel.value for parcel in parcels if parcel.value is not None]
    if len(values) == len(parcels) and all(value.currency.code == channel.currency for value in values):
        numbers["declared_value"] = sum((Fraction(value.amount) for value in values), Fraction(0))
    return Facts(numbers, destination.flags, zone.name)


def _base(
    channel: Channel, tariff: Tariff, rule: ChargeableRule, parcels: Sequence[Parcel]
) -> tuple[Priced, list[Unmet]]:
    """Price the parcels one by one or together; what has no price counts as nothing and is listed."""
    weighed = [(_size(parcel), parcel.weight_g) for parcel in parcels]
    lots = [[each] for each in weighed] if channel.pricing is Pricing.PARCEL else [weighed]
    amount, weight_g, against = Fraction(0), Fraction(0), list[Unmet]()
    for number, lot in enumerate(lots, 1):
        volume_mm3 = sum((size.volume_mm3 for size, _ in lot), Fraction(0))
        priced = tariff.price(Load(rule.weigh_all(lot).weight_g, volume_mm3))
        if isinstance(priced, Refusal):
            place = f", parcel {number}" if channel.pricing is Pricing.PARCEL else ""
            against += _at(f"{channel.name}{place}", priced)
        else:
            amount += priced.amount
            weight_g += priced.charged_weight_g
    return Priced(amount, weight_g), against


def _size(parcel: Parcel) -> Size:
    return Size.of(parcel.dimensions.sorted_mm)


def _at(where: str, refusal: Refusal) -> list[Unmet]:
    return [Unmet(unmet.code, where, unmet.params) for unmet in refusal.unmet]
