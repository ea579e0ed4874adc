"""The packaged programmes and rates: as known then and now, each with its source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from xbcommerce.kernel.dated import Found, RuleSet, Status, Void
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs import TradeDates, TradeFacts
from xbcommerce.logistics.customs.classification import HsCode
from xbcommerce.logistics.customs.duties import DutyFacts, Unparsed
from xbcommerce.logistics.customs.tariff import Additions, DutyMeasure, MeasureKind, additions, measures_for
from xbcommerce.reference.customs.duty_rates import duty_rates
from xbcommerce.reference.customs.origin_rules import origin_rules
from xbcommerce.reference.customs.programmes import programmes

SHIRT = HsCode("610910")
USD = DutyFacts("USD", 100)


def us_rules() -> RuleSet[object]:
    """Put programmes and rates together."""
    return RuleSet([*programmes().records, *duty_rates().records], date(2026, 11, 25))  # type: ignore[list-item]


def on_top(
    origin: str, on: str, *, known: str | None = None, goods: Iterable[str] = ()
) -> Additions | Refusal:
    """Charge what comes on top of a cotton shirt worth 100 USD."""
    facts = TradeFacts(origin=origin, hs_code=SHIRT, goods=frozenset(goods))
    day, told = date.fromisoformat(on), None if known is None else date.fromisoformat(known)
    dates = TradeDates.all_on(day)
    found = measures_for(facts, ("US",), dates, programmes(), told)
    assert all(one.sure for one in found.applicable), found
    (duty,) = measures_for(facts, ("US",), dates, duty_rates()).third_country
    return additions(found.additional, duty.measure.duty, USD)


def charged(origin: str, on: str, **more: object) -> dict[str, str]:
    """Name what is charged, with its amount."""
    found = on_top(origin, on, **more)  # type: ignore[arg-type]
    assert isinstance(found, Additions), found
    return {one.applicable.name: str(one.amount) for one in found.charged if one.amount}


@pytest.mark.parametrize(
    ("on", "surcharge"),
    [("2026-02-23", {}), ("2026-02-24", {"section-122": "10"}), ("2026-07-23", {"section-122": "10"})],
)
def test_section_122_holds_from_its_first_to_its_last_day(on: str, surcharge: dict[str, str]) -> None:
    """For 150 days; exempt goods pay nothing."""
    assert charged("BR", on) == surcharge
    assert charged("BR", on, goods={"section-122-exempt"}) == {}


def test_what_followed_section_122_goes_by_country() -> None:
    """Flat for some, up to a total for others: a shirt of 16.5 % has nothing left to fill up."""
    assert charged("GB", "2026-09-30") == {"section-301-global-10": "10"}
    assert charged("VN", "2026-09-30") == {"section-301-global-12.5": "25/2"}
    assert charged("CN", "2026-09-30") == {"section-301-china": "15/2", "section-301-global-12.5": "25/2"}
    assert charged("DE", "2026-09-30") == charged("JP", "2026-09-30") == {}


def test_the_duties_under_ieepa_were_law_when_assessed_and_are_void_as_known_later() -> None:
    """The look-up says which, by the day of knowing."""
    assert charged("SG", "2025-09-15", known="2025-10-01") == {"ieepa-reciprocal": "10"}
    assert charged("SG", "2025-09-15") == {}
    then = programmes().as_of("duty/US/*/ieepa-reciprocal", date(2025, 9, 15), known=date(2026, 2, 19))
    now = programmes().as_of("duty/US/*/ieepa-reciprocal", date(2025, 9, 15), known=date(2026, 2, 20))
    assert (type(then), type(now)) == (Found, Void)


def test_japan_s_add_on_became_a_total_backwards() -> None:
    """A shirt paid 15 % more as known in August 2025, and nothing more as known from 9 September."""
    assert charged("JP", "2025-08-15", known="2025-08-20") == {"ieepa-reciprocal-japan": "15"}
    assert charged("JP", "2025-08-15", known="2025-09-09") == {}


def test_a_programme_whose_rate_is_not_packaged_is_refused_and_not_free() -> None:
    """A country of Annex I pays what the annex says, which nobody entered."""
    found = on_top("NO", "2025-09-15", known="2025-10-01")
    assert isinstance(found, Refusal)
    assert found.codes[0] == "duty.unparsed"


def test_only_named_programmes_have_no_rate() -> None:
    """Rates in words are few, and never a third country duty."""
    words = {
        record.key.split("/")[3]
        for record in us_rules().records
        if isinstance(value := record.value, DutyMeasure) and isinstance(value.duty, Unparsed)
    }
    assert words == {
        "ieepa-china",
        "ieepa-fentanyl-north-america",
        "ieepa-reciprocal-annex",
        "section-232-autos-deals",
        "section-232-metals-whole",
        "section-301-china",
    }


def test_every_packaged_record_has_source_tier_and_day_of_reading() -> None:
    """And no set has a gap, an overlap or an overdue review."""
    for rules in (programmes(), duty_rates(), origin_rules()):
        assert rules.lint() == ()
        for record in rules.records:
            assert record.source is not None
            assert record.source.read_on is not None


def test_sampled_rates_that_nobody_compared_are_estimates() -> None:
    """Only what a page read states is law."""
    for record in duty_rates().records:
        assert record.value.kind is MeasureKind.THIRD_COUNTRY
        compared = record.source is not None and "as known to the trade" not in record.source.title
        assert compared or record.status is Status.ESTIMATED


@pytest.mark.parametrize(
    ("where", "code", "on", "rate"),
    [
        ("CH", "851713", "2024-01-01", "NIHIL"),
        ("CH", "851713", "2023-12-31", None),
        ("CH", "040610", "2026-01-01", None),
        ("SG", "610910", "2026-01-01", "NIHIL"),
        ("SG", "220300", "2026-01-01", None),
        ("EU", "910211", "2026-01-01", "4.5 % MIN 0.3 EUR / p/st MAX 0.8 EUR / p/st"),
        ("EU", "010121", "2026-01-01", None),
        ("ZA", "610910", "2026-01-01", None),
    ],
)
def test_rates_are_there_or_told_to_be_missing(where: str, code: str, on: str, rate: str | None) -> None:
    """Never zero for want of a record."""
    dates = TradeDates.all_on(date.fromisoformat(on))
    found = measures_for(TradeFacts(hs_code=HsCode(code)), (where,), dates, us_rules())
    assert [one.measure.expression for one in found.third_country] == ([rate] if rate else [])
    assert bool(found.unmet) is (rate is None)
