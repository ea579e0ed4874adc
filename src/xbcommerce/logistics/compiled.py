"""Cards compiled once into whole numbers, for the plain case that most quotes are.

The plain case: one parcel, measured in whole millimetres and charged by the whole gram, no reason against the
channel, and a card of common forms. `priced` works it out with integers and a search by bisection. In any
other case it answers None and `xbcommerce.logistics.quoting` goes the long way, which alone knows how to
refuse; a law in the tests holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import floor

from xbcommerce.kernel.dated import ALWAYS
from xbcommerce.kernel.money import Rounding, currency_of, divide, exponent_of, round_fraction
from xbcommerce.kernel.unmet import Unmet

from .card import Card, Due, Grams, Prices
from .channel import Channel, Destination
from .chargeable import ChargeableRule
from .conditions import Compare, InZone
from .consignment import Consignment
from .eligibility import zone_for
from .quote_line import QuoteLine, line_of
from .surcharge import BASE, Fixed, Fuel, Percent, Surcharge
from .tariff import GRAMS_PER_KG, FlatBands, PerKg, Tariff
from .zone import Zone

PlainPrice = tuple[str, int, tuple[QuoteLine, ...], int]
"""A price of the plain case: the zone, the charged grams, the lines, and their sum in minor units."""


def compiled(channel: Channel) -> Card | None:
    """Compile a card; None where its form is not one of the common ones."""
    limits = channel.limits
    grams = _grams(channel.chargeable)
    scale = 10 ** exponent_of(channel.currency)
    prices = {name: _prices(lane.tariff, scale) for name, lane in channel.lanes.items()}
    positions = {code: at for at, code in enumerate((BASE, *(stage.code for stage in channel.surcharges)))}
    stages = [_due(channel, stage, positions, scale) for stage in channel.surcharges]
    due = tuple(stage for stage in stages if stage is not None)
    if grams is None or len(due) < len(stages) or channel.value_max is not None or limits.min_sides_mm:
        return None
    return Card(
        _by_country(channel),
        frozenset(name for name, rule in channel.goods.items() if rule.allowed and not rule.except_in),
        limits.caps,
        grams,
        {name: found for name, found in prices.items() if found is not None},
        due,
        currency_of(channel.currency),
        exponent_of(channel.currency),
    )


def priced(
    channel: Channel, card: Card, consignment: Consignment, destination: Destination, on: date
) -> PlainPrice | None:
    """Price a parcel of the plain case; None for the long way."""
    measures = consignment.whole
    if measures is None or not consignment.parcels[0].goods <= card.goods:
        return None
    if (destination.po_box and not channel.takes_po_box) or (channel.needs_phone and not destination.phone):
        return None
    if channel.validity is not ALWAYS and not channel.validity.covers(on):
        return None
    for at, cap in card.caps:
        if measures[at] > cap:
            return None
    zone = card.zones.get(destination.country) if card.zones is not None else _zone(channel, destination)
    grams = card.grams.of(measures[6], measures[7])
    prices = card.prices.get(zone) if zone is not None else None
    if zone is None or grams is None or prices is None:
        return None
    base = prices.at(grams, channel.rounding)
    if base is None:
        return None
    drawn = _lines(card, channel.rounding, base, zone, destination, on)
    return None if drawn is None else (zone, grams, *drawn)


def _lines(
    card: Card, rounding: Rounding, base: int, zone: str, destination: Destination, on: date
) -> tuple[tuple[QuoteLine, ...], int] | None:
    stages = card.stages
    lines, amounts = [card.line(BASE, base)], [base] + [0] * len(stages)
    for at, stage in enumerate(stages, 1):
        when = stage.when
        if when is not None:
            known = zone in when.zones if isinstance(when, InZone) else destination.flags.get(when.fact)
            if known is None:
                return None
            if known is not (isinstance(when, InZone) or when.value):
                continue
        n, d = stage.numerator, stage.denominator
        if stage.fuel is not None:
            row = stage.fuel.index.on(on)
            if isinstance(row, Unmet):
                return None
            n, d = row.percent.numerator, row.percent.denominator * 100
        if stage.of is not None:
            n *= sum([amounts[each] for each in stage.of])
        amounts[at] = divide(n, d, rounding)
        lines.append(stage.line or card.line(stage.code, amounts[at]))
    return tuple(lines), sum(amounts)


def _zone(channel: Channel, destination: Destination) -> str | None:
    found = zone_for(channel, destination)
    return found.name if isinstance(found, Zone) else None


def _by_country(channel: Channel) -> dict[str, str] | None:
    """Return the zones of the countries on a card without postcodes; None where those matter."""
    if any(rule.postcodes is not None or not rule.countries for rule in channel.zones):
        return None
    countries = {country for rule in channel.zones for country in rule.countries}
    found = {country: _zone(channel, Destination(country)) for country in sorted(countries)}
    return {country: zone for country, zone in found.items() if zone is not None}


def _grams(rules: Sequence[ChargeableRule]) -> Grams | None:
    """Compile a rule that holds on every day, compares on every parcel, and charges all of the excess."""
    rule = rules[0] if len(rules) == 1 else None
    if (
        rule is None
        or rule.validity != ALWAYS
        or rule.minimum
        or rule.share != 1
        or rule.side_step is not None
    ):
        return None
    if rule.volume_over is not None or rule.longest_over is not None:
        return None
    ratio, step = rule.g_per_mm3, rule.step_g
    if step is None:
        return Grams(ratio.numerator, ratio.denominator, 0, Rounding.UP)
    if step.size.denominator != 1:
        return None
    return Grams(ratio.numerator, ratio.denominator, step.size.numerator, step.rounding)


def _prices(tariff: Tariff, scale: int) -> Prices | None:
    if isinstance(tariff, FlatBands):
        lines = [_line(Fraction(0), band.amount, scale) for band in tariff.bands]
    elif isinstance(tariff, PerKg) and not tariff.minimum_weight_g and not tariff.minimum_amount:
        lines = [_line(band.amount_per_kg / GRAMS_PER_KG, band.handling, scale) for band in tariff.bands]
    else:
        return None
    return Prices(floor(tariff.bands[0].over_g), [floor(band.upto_g) for band in tariff.bands], lines)


def _line(per_g: Fraction, fixed: Fraction, scale: int) -> tuple[int, int, int]:
    """Write ``(per_g x grams + fixed) x scale`` over one denominator."""
    below = per_g.denominator * fixed.denominator
    return (
        per_g.numerator * fixed.denominator * scale,
        fixed.numerator * per_g.denominator * scale,
        below,
    )


def _due(channel: Channel, stage: Surcharge, positions: dict[str, int], scale: int) -> Due | None:
    when = stage.when
    if stage.minimum is not None or stage.maximum is not None or isinstance(when, Compare):
        return None
    match stage:
        case Fixed():
            amount = stage.amount * scale
            line = line_of(stage.code, round_fraction(amount, channel.rounding), channel.currency)
            return Due(stage.code, when, amount.numerator, amount.denominator, line=line)
        case Percent():
            of = tuple(positions[code] for code in stage.of)
            return Due(stage.code, when, stage.percent.numerator, stage.percent.denominator * 100, of)
        case Fuel():
            return Due(stage.code, when, 0, 1, tuple(positions[code] for code in stage.of), stage)
        case _:
            return None
