"""Preference schemes by day and country, rules of origin by code, postal duty, Northern Ireland."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import Dated, RuleSet, Source, Validity
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.money import CurrencyMismatchError, from_minor
from xbcommerce.kernel.places import UnknownCountryError
from xbcommerce.logistics.customs.classification import HsCode
from xbcommerce.logistics.customs.tariff import (
    AtRiskTest,
    OriginRule,
    OriginRules,
    PostalDuty,
    PreferenceScheme,
    RateBracket,
    Scheme,
    TariffSide,
    schemes,
)
from xbcommerce.reference.customs.schemes import preference_schemes
from xbcommerce.testing.strategies.customs_classification import hs_codes
from xbcommerce.testing.strategies.customs_tariff import (
    at_risk_tests,
    origin_rule_sets,
    postal_duties,
)
from xbcommerce.testing.strategies.customs_tariff import schemes as drawn_schemes

DAY = timedelta(days=1)


def names(importer: str, origin: str, on: str) -> list[str]:
    """Name the packaged schemes."""
    return [one.name for one in schemes(importer, origin, date.fromisoformat(on), preference_schemes())]


@pytest.mark.parametrize(
    ("origin", "on", "expected"),
    [
        ("JP", "2020-12-31", []),
        ("JP", "2021-01-01", ["japan"]),
        ("JP", "2024-12-23", ["japan"]),
        ("JP", "2024-12-24", ["cptpp", "japan"]),
        ("NZ", "2023-05-30", []),
        ("NZ", "2023-05-31", ["new-zealand"]),
        ("AU", "2024-12-24", ["australia", "cptpp"]),
        ("BD", "2023-06-18", ["gsp"]),
        ("BD", "2023-06-19", ["dcts-ldcs"]),
        ("IN", "2026-07-14", ["dcts-general-enhanced"]),
        ("IN", "2026-07-15", ["dcts-general-enhanced", "india"]),
        ("KE", "2023-06-18", ["gsp", "kenya"]),
        ("KE", "2026-01-01", ["kenya"]),
        ("XS", "2026-01-01", ["serbia"]),
        ("RS", "2026-01-01", ["serbia"]),
        ("XK", "2026-01-01", ["kosovo"]),
        ("DE", "2026-01-01", ["eu"]),
        ("EU", "2026-01-01", ["eu"]),
        ("US", "2026-01-01", []),
    ],
)
def test_british_schemes_hold_from_their_first_to_their_last_day(
    origin: str, on: str, expected: list[str]
) -> None:
    """The source's last days are inclusive; a country may be in two schemes, or in none."""
    assert names("GB", origin, on) == expected


def test_records_that_contradict_each_other_are_told_both() -> None:
    """A preference may be missed, and is not chosen by chance."""
    law, always = Source("a treaty", tier="A"), Validity(None, None)
    one, other = (
        Dated(name, "scheme/GB/x", PreferenceScheme(name, {"JP"}), always, date(2026, 1, 1), law)
        for name in "ab"
    )
    found = schemes("GB", "JP", date(2026, 1, 1), RuleSet([one, other], date(2026, 1, 1)))
    assert [str(scheme) for scheme in found] == ["x: a", "x: b"]


def test_each_importer_has_schemes_of_its_own() -> None:
    """Goods from Great Britain enter the Union under the agreement, and nothing by that name at home."""
    assert names("EU", "GB", "2026-01-01") == ["united-kingdom"]
    assert names("XI", "CA", "2026-11-25") == names("EU", "CA", "2026-11-25") == ["canada"]
    assert names("JP", "DE", "2026-01-01") == []


def test_a_country_that_there_is_not_is_refused() -> None:
    """A mistyped origin is not a country without preference."""
    with pytest.raises(UnknownCountryError, match="'UK'"):
        names("GB", "UK", "2026-01-01")


def test_every_packaged_scheme_names_its_source_and_no_group_for_a_country() -> None:
    """44 of the United Kingdom, 40 for Northern Ireland and those of the Union, without a gap."""
    rules = preference_schemes()
    assert (len(rules.keys_under("scheme/GB/")), len(rules.keys_under("scheme/XI/"))) == (44, 40)
    assert rules.lint() == ()
    for record in rules.records:
        assert record.source is not None
        assert record.source.read_on is not None
        assert all(len(code) == len("GB") and code.isupper() for code in record.value.countries)


@given(drawn_schemes(), st.integers(-2, 2))
def test_a_scheme_holds_on_exactly_the_days_of_its_record(scheme: Scheme, shift: int) -> None:
    """From the first day to the last, and on no other."""
    validity: Validity = scheme.record.validity
    edge = validity.last_day or validity.start or date(2026, 1, 1)
    on = edge + shift * DAY
    origin = min(scheme.record.value.countries)
    rules = RuleSet([scheme.record], scheme.record.recorded_on)
    found = schemes("GB", origin, on, rules)
    assert bool(found) is validity.covers(on)


def test_cumulation_and_proofs_are_kept_as_the_source_lists_them() -> None:
    """By kind of cumulation."""
    scheme = PreferenceScheme("EPA", ["JP"], ["eur1"], {"bilateral": ["GB", "JP"]})
    assert scheme.cumulation["bilateral"] == {"GB", "JP"}
    assert str(scheme) == "EPA (eur1)"


def test_a_range_of_rules_holds_for_the_codes_under_its_ends() -> None:
    """And for shorter codes that may go on into it."""
    rules = OriginRules([OriginRule("2801", "2853", [["CTSH"], []]), OriginRule("2103", "2104", [["CTH"]])])
    assert [str(rule) for rule in rules.about("285390")] == ["2801-2853: CTSH or see the text"]
    assert rules.about("2854") == ()
    assert len(rules.about("28")) == 1
    with pytest.raises(InvalidValueError, match="ends before it begins"):
        OriginRule("2853", "2801", [])


@given(origin_rule_sets(), hs_codes())
def test_a_longer_code_never_has_more_rules_of_origin(rules: OriginRules, code: HsCode) -> None:
    """What its chapter may be asked includes what it is asked."""
    assert set(rules.about(code)) <= set(rules.about(code.chapter))


@given(postal_duties(), st.integers(0, 450), st.integers(0, 5))
def test_a_postal_duty_is_charged_for_each_item_by_one_bracket(
    duty: PostalDuty, tenths: int, items: int
) -> None:
    """The first bracket whose end is not passed."""
    rate = Fraction(tenths, 10)
    bracket = next(bracket for bracket in duty.brackets if bracket.holds(rate))
    assert duty.charge(items, rate) == bracket.amount * items
    assert rate <= (bracket.up_to_pct or bracket.below_pct or rate)
    assert bracket.below_pct is None or rate < bracket.below_pct


def test_a_postal_duty_refuses_what_is_no_rate_and_no_item() -> None:
    """Both are programming errors."""
    duty = PostalDuty([RateBracket(Money("80.00", "USD"))])
    with pytest.raises(InvalidValueError, match="rate_pct=-1"):
        duty.charge(1, -1)
    with pytest.raises(InvalidValueError, match="items"):
        duty.charge(-1, 1)
    assert str(duty) == "80.00 USD an item"


@pytest.mark.parametrize(
    ("value", "uk", "eu", "chosen", "limit"),
    [
        ("100.00", "3.00", "6.00", "UK", "3.00"),
        ("100.00", "3.00", "6.01", "EU", "3.00"),
        ("100.00", "6.01", "3.00", "EU", "3.00"),
        ("100.16", "0.00", "3.00", "UK", "3.00"),
        ("100.17", "0.00", "3.01", "UK", "3.01"),
    ],
)
def test_the_british_duty_is_kept_up_to_a_limit_rounded_first(
    value: str, uk: str, eu: str, chosen: str, limit: str
) -> None:
    """Exactly at the limit it stays; the sign of the difference does not count (unverified)."""
    pounds = [Money(amount, "GBP") for amount in (value, uk, eu)]
    found = AtRiskTest("3").decide(pounds[0], uk_duty=pounds[1], eu_duty=pounds[2])
    assert (found.chosen.value, f"{found.limit.amount:f}") == (chosen, limit)
    assert found.duty.amount == pounds[1 if chosen == "UK" else 2].amount


def test_two_currencies_are_not_compared() -> None:
    """Convert first."""
    with pytest.raises(CurrencyMismatchError):
        AtRiskTest("3").decide(Money(1, "GBP"), uk_duty=Money(1, "GBP"), eu_duty=Money(1, "EUR"))


@given(at_risk_tests(), st.integers(0, 10**7), st.integers(0, 10**6), st.integers(0, 10**6))
def test_equal_duties_are_british_and_the_test_is_symmetric(
    test: AtRiskTest, value: int, one: int, other: int
) -> None:
    """Swapping the two amounts changes neither the distance nor who is chosen."""
    worth, first, second = (from_minor(units, "GBP") for units in (value, one, other))
    found = test.decide(worth, uk_duty=first, eu_duty=second)
    assert test.decide(worth, uk_duty=second, eu_duty=first).chosen is found.chosen
    assert test.decide(worth, uk_duty=first, eu_duty=first).chosen is TariffSide.UK
    assert str(found)
    assert str(test).startswith(str(decimal_of(test.limit_pct)))
