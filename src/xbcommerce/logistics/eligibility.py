"""May these parcels go by this channel: every reason why not, at once.

A goods class that the card does not mention is refused as unknown; a declared value that is missing or in
another currency than the channel's ceiling is no permission either. Limits and dates are inclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xbcommerce.kernel.money import minor
from xbcommerce.kernel.unmet import Param, Refusal, Unmet

from .channel import Channel, Destination
from .limits import Size
from .parcel import Parcel
from .zone import AmbiguousZone, Zone, find_zone


def reasons_against(
    channel: Channel, parcels: Sequence[Parcel], destination: Destination, on: date
) -> tuple[Unmet, ...]:
    """List everything that keeps a shipment from a channel; nothing means it may go.

    Args:
        channel: The channel.
        parcels: All parcels of the shipment.
        destination: Where it goes.
        on: The day of shipping.
    """
    found = [*_dates(channel, on), *_destination(channel, destination)]
    for number, parcel in enumerate(parcels, 1):
        where = f"{channel.name}, parcel {number}"
        found += _goods(channel, parcel, destination, where)
        found += channel.limits.violations(Size.of(parcel.dimensions.sorted_mm), parcel.weight_g, where)
        found += _value(channel, parcel, where)
    return tuple(found)


def zone_for(channel: Channel, destination: Destination) -> Zone | Unmet:
    """Return the channel's zone of a destination, or why there is none."""
    zone = find_zone(channel.zones, destination.country, destination.postcode)
    place: dict[str, Param] = {"country": destination.country, "postcode": destination.postcode}
    match zone:
        case Zone():
            return zone
        case AmbiguousZone(names):
            return Unmet("destination.ambiguous", channel.name, {**place, "zones": names})
        case Refusal():
            return Unmet("destination.not_served", channel.name, place)


def _dates(channel: Channel, on: date) -> list[Unmet]:
    if channel.validity.covers(on):
        return []
    return [Unmet("channel.not_valid", channel.name, {"on": on, "validity": str(channel.validity)})]


def _destination(channel: Channel, destination: Destination) -> list[Unmet]:
    zone, found = zone_for(channel, destination), list[Unmet]()
    if isinstance(zone, Unmet):
        found.append(zone)
    if not channel.takes_po_box and destination.po_box:
        found.append(Unmet("destination.po_box", channel.name))
    if channel.needs_phone and not destination.phone:
        found.append(Unmet("destination.phone_missing", channel.name))
    return found


def _goods(channel: Channel, parcel: Parcel, destination: Destination, where: str) -> list[Unmet]:
    found: list[Unmet] = []
    for goods in sorted(parcel.goods):
        rule = channel.goods.get(goods)
        params: dict[str, Param] = {"goods": goods, "country": destination.country}
        if rule is None:
            found.append(Unmet("goods.unknown", where, params))
        elif not rule.allows(destination.country):
            found.append(Unmet("goods.denied", where, params))
    return found


def _value(channel: Channel, parcel: Parcel, where: str) -> list[Unmet]:
    ceiling = channel.value_max
    if ceiling is None:
        return []
    if parcel.value is None:
        return [Unmet("value.unknown", where, {"value_max": ceiling})]
    if parcel.value.currency != ceiling.currency:
        return [Unmet("value.other_currency", where, {"value": parcel.value, "value_max": ceiling})]
    if minor(parcel.value) > minor(ceiling):
        return [Unmet("value.over_ceiling", where, {"value": parcel.value, "value_max": ceiling})]
    return []
