"""Territories that stand otherwise than the state they belong to, and how to find one from an address."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

from attrs import frozen

from xbcommerce.kernel.dated import Source, Validity, parse_day

from ._eu_states import STATES
from ._eu_territories import TERRITORIES
from ._habits import habits_of
from ._sources import SOURCES
from .postal import squeezed


@frozen
class Territory:
    """A part of a state, or a state of its own, that stands otherwise than its state.

    Attributes:
        name: E.g. ``"Canary Islands"``.
        state: Alpha-2 code of the state it belongs to, for tax and customs purposes.
        codes: Country and subdivision codes that mean it, e.g. ``("ES-CN", "IC")``.
        postal_prefixes: How its postal codes begin, within those of the state.
        member: When it was part of the Union, None for never; so are the next two.
        customs: When it was in the customs territory.
        vat: When it was in the VAT territory.
        goods_rules: When EU rules for goods hold though it is outside (Northern Ireland).
        local_vat_pct: Its own standard rate where one is charged in place of the state's.
        local_vat_since: From when ``local_vat_pct`` holds, None where the start is unknown.
        note: What else to know.
        sources: Who says so.
    """

    name: str
    state: str
    codes: tuple[str, ...]
    postal_prefixes: tuple[str, ...]
    member: Validity | None
    customs: Validity | None
    vat: Validity | None
    goods_rules: Validity | None
    local_vat_pct: Decimal | None
    local_vat_since: date | None
    note: str
    sources: tuple[Source, ...]


def _period(text: str, state: Validity | None = None) -> Validity | None:
    """Read a period of the tables: empty, ``no``, ``state``, or ``first day/day after``."""
    if text == "state":
        return state
    start, slash, end = text.partition("/")
    return Validity(parse_day(start), parse_day(end) if end else None) if slash else None


def _source(name: str) -> Source:
    title, url, tier, read_on = SOURCES[name]
    return Source(title, url, tier, parse_day(read_on))


@cache
def whole_state(code: str) -> Territory:
    """Return a state as one plain territory, by alpha-2 code; one that never joined is outside throughout."""
    member, customs, vat, sources = STATES.get(code, ("", "", "", ()))
    return Territory(
        name=code,
        state=code,
        codes=(code,),
        postal_prefixes=(),
        member=_period(member),
        customs=_period(customs),
        vat=_period(vat),
        goods_rules=None,
        local_vat_pct=None,
        local_vat_since=None,
        note="",
        sources=tuple(map(_source, sources)),
    )


@cache
def special_territories() -> tuple[Territory, ...]:
    """Return the territories that stand otherwise than their state, in the order of state and name."""
    found: list[Territory] = []
    for row in TERRITORIES:
        state = whole_state(row["state"])
        pct, since = row.get("local_vat_pct"), row.get("local_vat_since")
        found.append(
            Territory(
                name=row["name"],
                state=row["state"],
                codes=tuple(row.get("codes", "").split()),
                postal_prefixes=tuple(row.get("postal_prefixes", "").split()),
                member=_period(row["member"], state.member),
                customs=_period(row["customs"], state.customs),
                vat=_period(row["vat"], state.vat),
                goods_rules=_period(row.get("goods_rules", "")),
                local_vat_pct=Decimal(pct) if pct else None,
                local_vat_since=parse_day(since) if since else None,
                note=row.get("note", ""),
                sources=tuple(map(_source, row["source"].split())),
            )
        )
    return tuple(found)


def territory(country: str, *, subdivision: str = "", postal_code: str = "") -> Territory | None:
    """Return the special territory that an address lies in, None for the rest of its state.

    A code of its own decides; else the longest beginning of a postal code that fits.

    Args:
        country: Alpha-2 code, of the state (``"FR"``) or the territory's own (``"GP"``, ``"XI"``).
        subdivision: ISO 3166-2 code, e.g. ``"ES-CN"``; may be empty.
        postal_code: In any spelling; may be empty.

    Example:
        >>> found = territory("FR", postal_code="97110")
        >>> found.name, found.codes
        ('Guadeloupe', ('FR-971', 'GP'))
    """
    for place in special_territories():
        if country in place.codes or (subdivision and subdivision in place.codes):
            return place
    code = _without_prefix(squeezed(postal_code), country)
    matches = [
        (len(prefix), place.name, place)
        for place in special_territories()
        if place.state == country
        for prefix in place.postal_prefixes
        if code.startswith(prefix)
    ]
    return max(matches, default=(0, "", None), key=lambda match: match[:2])[2]


def _without_prefix(code: str, country: str) -> str:
    """Drop the country's letters before a code of digits: F97110, FI22100."""
    for prefix in (country, *habits_of(country).prefixes):
        if code.startswith(prefix) and code[len(prefix) :].isdigit():
            return code[len(prefix) :]
    return code
