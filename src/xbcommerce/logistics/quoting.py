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
    Postal packet (parcels: 1): 640 g weighed, 640 g charged
      base price: USD 9.40
      total: USD 9.40
      half arrive within 14 days, nine in ten within 23 days
    >>> print(quote(packet, [mug], Destination("US"), date(2026, 3, 2)))
    destination.not_served at Postal packet (country=US, postcode=)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import count_field
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import Rate, rate_text
from xbcommerce.kernel.money import exponent_of, from_minor, minor, same_currency
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet

from .channel import Channel, Destination, Pricing, TransitDays
from .chargeable import ChargeableRule, rule_on
from .compiled import priced
from .conditions import Facts
from .consignment import Consignment
from .eligibility import reasons_within, zone_for
from .messages import ENGLISH
from .mode import Mode
from .parcel import Parcel
from .quote_line import QuoteLine, line_of
from .surcharge import Bill, bill, counts_parcels
from .tariff import Load, Priced, Tariff
from .zone import Zone


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

    @cached_property
    def total(self) -> Money:
        """The sum of the lines."""
        return from_minor(self.total_minor, self.currency)

    @cached_property
    def total_minor(self) -> int:
        """The sum of the lines in minor units."""
        return sum(minor(same_currency(line.amount, self.currency)) for line in self.lines)

    @cached_property
    def cost(self) -> Fraction:
        """The total in major units."""
        return Fraction(self.total_minor, 10 ** exponent_of(self.currency))

    @property
    def exact_total(self) -> Fraction:
        """The total in major units before it was rounded in conversion; what quotes are ordered by."""
        if self.priced is None or self.rate is None:
            return self.cost
        return _major(self.priced) * self.rate.value

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
            *map(_line_note, self.lines),
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


def _line_note(line: QuoteLine) -> Note:
    params: dict[str, Param] = {"line": line.code, "amount": line.amount, "text": f"quote.line.{line.code}"}
    return Note("quote.line", params)


def _major(money: Money) -> Fraction:
    return Fraction(minor(money), 10 ** exponent_of(money.currency.code))


def quote(
    channel: Channel, parcels: Parcel | Sequence[Parcel], destination: Destination, on: date
) -> ChannelQuote | Refusal:
    """Price a shipment by a channel.

    Args:
        channel: The channel.
        parcels: All parcels of the shipment, at least one; a single one may be given as it is.
        destination: Where it goes.
        on: The day of shipping: decides card, chargeable rule and fuel rate.

    Returns:
        The quote in the card's currency, or every reason against it.

    Raises:
        InvalidValueError: There are no parcels.
    """
    return quote_consignment(channel, Consignment(parcels), destination, on)


def quote_consignment(
    channel: Channel, consignment: Consignment, destination: Destination, on: date
) -> ChannelQuote | Refusal:
    """Do the same as `quote` for parcels that were measured before."""
    card = channel.card
    plain = None if card is None else priced(channel, card, consignment, destination, on)
    if plain is not None:
        zone, grams, lines, total_minor = plain
        return _quote(channel, consignment, zone, lines, Fraction(grams), total_minor)
    return quote_at_length(channel, consignment, destination, on)


def quote_at_length(
    channel: Channel, consignment: Consignment, destination: Destination, on: date
) -> ChannelQuote | Refusal:
    """Quote by the definition, for every card and parcel; `quote_consignment` answers the same sooner."""
    zone, rule = zone_for(channel, destination), rule_on(channel.chargeable, on)
    against = [zone] if isinstance(zone, Unmet) else []
    against += reasons_within(channel, consignment, destination, on)
    if isinstance(rule, Refusal):
        against += _at(channel.name, rule)
    if isinstance(zone, Unmet) or isinstance(rule, Refusal):
        return Refusal(tuple(against))
    lane = channel.lanes[zone.name]
    base, unpriced = _base(channel, lane.tariff, rule, consignment)
    drawn = _bill(channel, consignment, destination, zone, on, base, rule)
    against += unpriced
    if isinstance(drawn, Refusal):
        return Refusal((*against, *_at(channel.name, drawn)))
    if against:
        return Refusal(tuple(against))
    lines = tuple(line_of(code, amount, channel.currency) for code, amount in drawn.lines)
    return _quote(channel, consignment, zone.name, lines, base.charged_weight_g, drawn.total_minor)


def _quote(
    channel: Channel,
    consignment: Consignment,
    zone: str,
    lines: tuple[QuoteLine, ...],
    charged_weight_g: Fraction,
    total_minor: int,
) -> ChannelQuote:
    made = ChannelQuote(
        channel.id,
        channel.name,
        channel.mode,
        zone,
        lines,
        len(consignment.parcels),
        charged_weight_g,
        consignment.weight_g,
        channel.lanes[zone].transit,
        channel.features,
        channel.ratings,
    )
    object.__setattr__(made, "total_minor", total_minor)  # known already: a cached property, filled early
    return made


def facts_of(
    channel: Channel,
    consignment: Consignment,
    charged_weight_g: Fraction,
    destination: Destination,
    zone: Zone,
) -> Facts:
    """Say what the channel's surcharges may ask about some parcels.

    Numbers: ``weight_g`` (charged), those of `Consignment.numbers`, and ``declared_value`` where every parcel
    has one in the card's currency. Flags are those of the destination.
    """
    numbers = {**consignment.numbers, "weight_g": charged_weight_g}
    value = consignment.declared_value(channel.currency)
    if value is not None:
        numbers["declared_value"] = value
    return Facts(numbers, destination.flags, zone.name)


def _bill(
    channel: Channel,
    consignment: Consignment,
    destination: Destination,
    zone: Zone,
    on: date,
    base: Priced,
    rule: ChargeableRule,
) -> Bill | Refusal:
    """Add the surcharges; facts of single parcels are made only where a stage asks for them."""
    parcels = [
        facts_of(channel, each, rule.weigh_all(each.weighed).weight_g, destination, zone)
        for each in (consignment.alone if any(map(counts_parcels, channel.surcharges)) else ())
    ]
    return bill(
        base.amount,
        channel.surcharges,
        facts_of(channel, consignment, base.charged_weight_g, destination, zone),
        on=on,
        rounding=channel.rounding,
        parcels=parcels,
        digits=exponent_of(channel.currency),
    )


def _base(
    channel: Channel, tariff: Tariff, rule: ChargeableRule, consignment: Consignment
) -> tuple[Priced, list[Unmet]]:
    """Price the parcels one by one or together; what has no price counts as nothing and is listed."""
    by_parcel = channel.pricing is Pricing.PARCEL
    lots = consignment.alone if by_parcel else (consignment,)
    found = [tariff.price(Load(rule.weigh_all(lot.weighed).weight_g, lot.volume_mm3)) for lot in lots]
    priced = [each for each in found if isinstance(each, Priced)]
    against = [
        unmet
        for number, each in enumerate(found, 1)
        if isinstance(each, Refusal)
        for unmet in _at(consignment.place(channel.name, number) if by_parcel else channel.name, each)
    ]
    if len(priced) == 1:
        return priced[0], against
    amount = sum((each.amount for each in priced), Fraction(0))
    return Priced(amount, sum((each.charged_weight_g for each in priced), Fraction(0))), against


def _at(where: str, refusal: Refusal) -> list[Unmet]:
    return [Unmet(unmet.code, where, unmet.params) for unmet in refusal.unmet]
