"""Packaged rules of valuation: whole, sourced, and without a word before their first day."""

from __future__ import annotations

from datetime import date

import pytest

from xbcommerce.kernel.dated import Found, NoRule, Status
from xbcommerce.logistics.customs.valuation import ValueKind
from xbcommerce.reference.customs.valuations import valuations

RULES = valuations()


def test_every_country_with_rules_of_valuation_is_there() -> None:
    """And nothing is suspect."""
    codes = " ".join(key.removeprefix("valuation/") for key in RULES.keys)
    assert codes == "AU BR CA CH CN EU GB IN JP KR NO NZ SG US XI"
    assert RULES.lint() == ()


def test_values_free_on_board_are_those_of_four_countries() -> None:
    """All others take in the way to the border."""
    fob = [record.key for record in RULES.records if record.value.kind is ValueKind.FOB]
    assert fob == ["valuation/AU", "valuation/CA", "valuation/NZ", "valuation/US"]


def test_every_record_says_who_states_it_and_what_is_only_told() -> None:
    """What was not read at a named source is an estimate, with a day to look at it again."""
    for record in RULES.records:
        assert record.source is not None
        assert record.source.read_on is not None
        assert (record.status is Status.ESTIMATED) == (record.source.tier.value == "C"), record.id
        assert (record.status is Status.ESTIMATED) == (record.review_by is not None), record.id


@pytest.mark.parametrize("key", RULES.keys)
def test_the_first_day_has_the_rule_and_the_day_before_has_none(key: str) -> None:
    """Boundaries of the series."""
    (record,) = RULES.records_of(key)
    start = record.validity.start
    assert start is not None
    assert isinstance(RULES.as_of(key, start), Found)
    assert isinstance(RULES.as_of(key, date.fromordinal(start.toordinal() - 1)), NoRule)
