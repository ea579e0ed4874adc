"""Which zone of a card an address lies in: the most specific rule wins, a draw is reported.

Rank: exact postcode > prefix (longer first) > range (codes of the same length only) > country > group of
countries > everywhere. Postcodes are compared in capitals without spaces. An excepted postcode takes only
the postcode rule away; the country still has its own rules.

Example:
    >>> from xbcommerce.logistics.zone import Postcodes, ZoneRule, find_zone
    >>> zones = (
    ...     ZoneRule("REMOTE", ("GB",), postcodes=Postcodes(prefixes=("HS", "ZE"))),
    ...     ZoneRule("MAINLAND", ("GB",)),
    ... )
    >>> find_zone(zones, "GB", "ze1 0aa")
    Zone(name='REMOTE')
    >>> print(find_zone(zones, "IE", "D02"))
    zone.none (country=IE, postcode=D02)
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.unmet import Refusal, Unmet

Rank = tuple[int, int]
_EXACT, _PREFIX, _RANGE, _COUNTRY, _GROUP, _EVERYWHERE = 6, 5, 4, 3, 2, 1


def normal_postcode(code: str) -> str:
    """Write a postcode as rules compare it: capitals, no spaces."""
    return "".join(code.split()).upper()


def _codes(codes: Sequence[str]) -> tuple[str, ...]:
    normal = tuple(normal_postcode(code) for code in codes)
    if "" in normal:
        msg = f"postcodes {list(codes)}: a blank one would cover every address; leave it out"
        raise InvalidValueError(msg)
    return normal


def _ranges(ranges: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    ordered = tuple((normal_postcode(low), normal_postcode(high)) for low, high in ranges)
    for low, high in ordered:
        if len(low) != len(high) or low > high:
            msg = f"postcode range {low} to {high}: expected two codes of one length, the lower first"
            raise InvalidValueError(msg)
    return ordered


@frozen
class Postcodes:
    """Which postcodes of a country a rule covers.

    Attributes:
        exact: Whole codes.
        prefixes: Beginnings of codes.
        ranges: First and last code, both included, of one length.
        excepted: Codes, or their beginnings, that are left out.
    """

    exact: tuple[str, ...] = field(default=(), converter=_codes)
    prefixes: tuple[str, ...] = field(default=(), converter=_codes)
    ranges: tuple[tuple[str, str], ...] = field(default=(), converter=_ranges)
    excepted: tuple[str, ...] = field(default=(), converter=_codes)

    def rank(self, code: str) -> Rank | None:
        """Say how specifically a normal postcode is covered; None if it is not."""
        if code.startswith(self.excepted):
            return None
        if code in self.exact:
            return (_EXACT, 0)
        if lengths := [len(prefix) for prefix in self.prefixes if code.startswith(prefix)]:
            return (_PREFIX, max(lengths))
        if any(len(code) == len(low) and low <= code <= high for low, high in self.ranges):
            return (_RANGE, 0)
        return None


@frozen
class ZoneRule:
    """One line of a zone list.

    Attributes:
        zone: The zone's name on the card.
        countries: One country, a group, or empty for everywhere.
        except_countries: Left out of "everywhere" or of the group.
        postcodes: Narrows the rule to a part of its countries.
    """

    zone: str
    countries: tuple[str, ...] = ()
    except_countries: tuple[str, ...] = ()
    postcodes: Postcodes | None = None

    def rank(self, country: str, code: str) -> Rank | None:
        """Say how specifically the rule covers an address; None if it does not."""
        if country in self.except_countries or (self.countries and country not in self.countries):
            return None
        if self.postcodes is not None:
            return self.postcodes.rank(code)
        if not self.countries:
            return (_EVERYWHERE, 0)
        return (_COUNTRY, 0) if len(self.countries) == 1 else (_GROUP, 0)


@frozen
class Zone:
    """The zone an address lies in."""

    name: str


@frozen
class AmbiguousZone:
    """Two rules of equal rank name different zones; the card must say which."""

    names: tuple[str, ...]


def find_zone(rules: Sequence[ZoneRule], country: str, postcode: str) -> Zone | AmbiguousZone | Refusal:
    """Find the zone of an address.

    Args:
        rules: The card's zone list, in any order.
        country: Two-letter code.
        postcode: As the buyer wrote it; may be empty.
    """
    code = normal_postcode(postcode)
    ranked = [(rank, rule.zone) for rule in rules if (rank := rule.rank(country, code)) is not None]
    if not ranked:
        return Refusal.of(Unmet("zone.none", params={"country": country, "postcode": postcode}))
    best = max(rank for rank, _ in ranked)
    names = tuple(sorted({zone for rank, zone in ranked if rank == best}))
    return Zone(names[0]) if len(names) == 1 else AmbiguousZone(names)
