"""May these parcels go by this channel: every reason why not, at once.

A goods class that the card does not mention is refused as unknown; a declared value that is missing or in
another currency than the channel's ceiling is no permission either. Limits and dates are inclusive.
"""

from __future__ import annotations

from datetime import date

from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.money import minor
from xbcommerce.kernel.unmet import Param, Unmet

from .channel import Channel, Destination
from .consignment import Consignment
from .parcel import Parcel
from .zone import AmbiguousZone, Zone, find_zone


def reasons_against(
    channel: Channel, consignment: Consignment, destination: Destination, on: date
) -> tuple[Unmet, ...]:
    """List everything that keeps a shipment from a channel; nothing means it may go.

    Args:
        channel: The channel.
        consignment: All parcels of the shipment.
        destination: Where it goes.
        on: The day of shipping.
    """
    zone = zone_for(channel, destination)
    found = [zone] if isinstance(zone, Unmet) else []
    return (*found, *reasons_within(channel, consignment, destination, on))


def reasons_within(
    channel: Channel, consignment: Consignment, destination: Destination, on: date
) -> tuple[Unmet, ...]:
    """List what keeps a shipment from a channel apart from where the channel goes."""
    found: list[Unmet] = []
    if not channel.validity.covers(on):
        found.append(
            Unmet("channel.not_valid", channel.name, {"on": on, "validity": _period(channel.validity)})
        )
    if not channel.takes_po_box and destination.po_box:
        found.append(Unmet("destination.po_box", channel.name))
    if channel.needs_phone and not destination.phone:
        found.append(Unmet("destination.phone_missing", channel.name))
    for number, (parcel, size) in enumerate(zip(consignment.parcels, consignment.sizes, strict=True), 1):
        where = consignment.place(channel.name, number)
        found += _goods(channel, parcel, destination.country, where)
        found += channel.limits.violations(size, parcel.weight_g, where)
        found += _value(channel, parcel, where)
    return tuple(found)


def zone_for(channel: Channel, destination: Destination) -> Zone | Unmet:
    """Return the channel's zone of a destination, or why there is none."""
    zone = find_zone(channel.zones, destination.country, destination.postcode)
    if isinstance(zone, Zone):
        return zone
    place: dict[str, Param] = {"country": destination.country, "postcode": destination.postcode}
    if isinstance(zone, AmbiguousZone):
        return Unmet("destination.ambiguous", channel.name, {**place, "zones": zone.names})
    return Unmet("destination.not_served", channel.name, place)


def _goods(channel: Channel, parcel: Parcel, country: str, where: str) -> list[Unmet]:
    found: list[Unmet] = []
    for goods in sorted(parcel.goods):
        rule = channel.goods.get(goods)
        if rule is None:
            found.append(Unmet("goods.unknown", where, _named("goods.unknown", goods, country)))
        elif not rule.allows(country):
            found.append(Unmet("goods.denied", where, _named("goods.denied", goods, country)))
    return found


def _period(validity: Validity) -> str:
    """Write the first and the last day of a card, alike in every language."""
    return f"{validity.start or ''} ... {validity.last_day or ''}".strip()


def _named(code: str, goods: str, country: str) -> dict[str, Param]:
    return {"goods": goods, "country": country, "text": f"{code}.{goods}"}


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
