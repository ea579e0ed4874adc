"""Zones: the most specific rule, exceptions, draws, and no match."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics import AmbiguousZone, Postcodes, Zone, ZoneRule, find_zone
from xbcommerce.testing.strategies.logistics import COUNTRIES, zone_rules

FRANCE = (
    ZoneRule("A", ("FR",), postcodes=Postcodes(prefixes=("20",), excepted=("20999",))),
    ZoneRule("B", ("FR",), postcodes=Postcodes(prefixes=("200",))),
    ZoneRule("C", ("FR",), postcodes=Postcodes(exact=("20 090",))),
    ZoneRule("R", ("FR",), postcodes=Postcodes(ranges=(("35000", "35999"),))),
    ZoneRule("D", ("FR",)),
    ZoneRule("E", ("FR", "BE")),
    ZoneRule("ROW", except_countries=("RU",)),
)


@pytest.mark.parametrize(
    ("country", "postcode", "zone"),
    [
        ("FR", "20090", "C"),  # exact before prefix
        ("FR", "20080", "B"),  # the longer prefix
        ("FR", "20 1 00", "A"),  # spaces do not count
        ("FR", "20999", "D"),  # the exception takes the postcode rule away, not the country
        ("FR", "35580", "R"),
        ("FR", "355", "D"),  # a range holds codes of its own length only
        ("FR", "", "D"),
        ("BE", "1000", "E"),
        ("BR", "01310-100", "ROW"),
    ],
)
def test_the_most_specific_rule_wins(country: str, postcode: str, zone: str) -> None:
    """Exact > longer prefix > range > country > group > everywhere."""
    assert find_zone(FRANCE, country, postcode) == Zone(zone)


def test_an_excluded_country_is_a_refusal_with_its_address() -> None:
    """Not an empty list."""
    found = find_zone(FRANCE, "RU", "101000")
    assert isinstance(found, Refusal)
    assert found.unmet[0].params == {"country": "RU", "postcode": "101000"}


def test_equal_ranks_are_a_draw_and_named() -> None:
    """The order of the list decides nothing."""
    assert find_zone((ZoneRule("Y", ("JP",)), ZoneRule("X", ("JP",))), "JP", "1") == AmbiguousZone(("X", "Y"))


@pytest.mark.parametrize("bad", [("35000", "3599"), ("35999", "35000")])
def test_a_range_of_two_lengths_or_backwards_is_refused(bad: tuple[str, str]) -> None:
    """It would match nothing, or too much."""
    with pytest.raises(InvalidValueError, match="the lower first"):
        Postcodes(ranges=(bad,))


def test_an_empty_prefix_is_refused() -> None:
    """It would match every code."""
    with pytest.raises(InvalidValueError, match="blank"):
        Postcodes(prefixes=("",))


@given(
    st.lists(zone_rules(), max_size=6),
    st.sampled_from(COUNTRIES),
    st.sampled_from(("", "20090", "HS1", "35580")),
)
def test_the_order_of_rules_does_not_matter(rules: list[ZoneRule], country: str, postcode: str) -> None:
    """Reversed, the answer is the same."""
    assert find_zone(rules, country, postcode) == find_zone(rules[::-1], country, postcode)
