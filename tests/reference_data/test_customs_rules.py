"""All packaged customs rules together: sourced, without gaps, and silent about every other place."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from moneyed import Money

from xbcommerce.kernel.codec import from_json
from xbcommerce.kernel.dated import Dated, NoRule, Status, Tier
from xbcommerce.kernel.fx import RateTable
from xbcommerce.kernel.places import countries, eu_members
from xbcommerce.logistics.customs import GoodsLine, ImportConsignment, Place, TradeDates
from xbcommerce.logistics.customs.charges import ChargeRule, in_order
from xbcommerce.logistics.customs.landed_cost import landed_cost
from xbcommerce.logistics.customs.rules import CustomsRules
from xbcommerce.logistics.customs.worth import CUSTOMS_VALUE, PARTS, TAX_VALUE
from xbcommerce.reference.customs.rules import packaged_rules

RULES = packaged_rules()
TODAY = date(2026, 11, 25)
ON = TradeDates.all_on(TODAY)
KNOWN = {"GB", "US", "CA", "AU", "NZ", "JP", "SG", "CH", "NO", "KR", "BR", "CN", "IN"}


def test_the_lint_finds_nothing() -> None:
    """No gap, no overlap, no missing source, no overdue review, no announcement that has come."""
    assert RULES.lint() == ()


@pytest.mark.parametrize("record", RULES.records, ids=lambda record: record.id)
def test_every_record_says_who_says_so_how_good_that_is_and_when_it_was_read(record: Dated[Any]) -> None:
    """A source with its tier and the day."""
    assert record.source is not None
    assert record.source.tier in Tier
    assert record.source.read_on is not None
    assert record.source.read_on <= TODAY
    assert record.recorded_on <= RULES.issued
    if record.status is Status.ANNOUNCED:
        assert record.validity.start is not None


def test_the_set_survives_its_own_canonical_form() -> None:
    """So that a host can store it, and find it by its digest."""
    again: CustomsRules = from_json(RULES.canonical_json(), CustomsRules)
    assert again == RULES
    assert again.digest == RULES.digest


def test_laying_the_rules_over_themselves_changes_nothing() -> None:
    """Once or twice."""
    assert RULES.overlay(RULES) == RULES
    assert RULES.overlay(RULES).digest == RULES.digest


@pytest.mark.parametrize("country", sorted(country.alpha2 for country in countries()))
def test_of_every_other_destination_nothing_is_known(country: str) -> None:
    """No rule of valuation, and so a quote without an amount; those we know have one."""
    places = Place(country).jurisdictions(TODAY)
    known = country in KNOWN | eu_members(TODAY) | {"XI"} or "EU" in places.duty
    answers = [RULES.as_of(f"valuation/{name}", TODAY) for name in places.duty]
    assert all(isinstance(answer, NoRule) for answer in answers) is not known
    goods = [GoodsLine("mug", Money("40.00", "EUR"), hs_code="691200", origin="CN")]
    quote = landed_cost(
        ImportConsignment(Place(country), "CN", goods), ON, RULES, RateTable("EUR", "none", {})
    )
    if not known:
        assert (quote.low, quote.bounds) == (None, None)
        assert quote.unmet


def _charges(jurisdiction: str) -> list[ChargeRule]:
    answers = [RULES.as_of(key, TODAY) for key in RULES.keys_under(f"charge/{jurisdiction}/")]
    return [answer.value for answer in answers if hasattr(answer, "value")]


@pytest.mark.parametrize("jurisdiction", sorted({key.split("/")[1] for key in RULES.keys_under("charge/")}))
def test_the_bases_of_a_place_name_what_exists(jurisdiction: str) -> None:
    """Parts of the value, and charges of the same place, without a circle."""
    parts = (*PARTS, CUSTOMS_VALUE, TAX_VALUE)
    rules = _charges(jurisdiction)
    assert len(in_order(rules, parts)) == len(rules)


def test_rules_of_one_kind_stand_under_one_prefix() -> None:
    """So that a key tells what its value is."""
    kinds: dict[str, set[str]] = {}
    for record in RULES.records:
        kinds.setdefault(record.key.split("/")[0], set()).add(type(record.value).__name__)
    several = {prefix: names for prefix, names in kinds.items() if len(names) > 1}
    assert several == {
        "incoterm": {"FormerTerm", "IncotermRule"},
        "requirement": {"PostalFormRule", "Requirement", "StopWords"},
    }
