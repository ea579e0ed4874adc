"""Packaged rates of tax: every compiled fact, its boundary days, and what other data sets missed."""

from __future__ import annotations

import csv
import gzip
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from xbcommerce.kernel.dated import (
    Dated,
    Found,
    NoRule,
    Status,
    Suspicion,
    Tier,
    Validity,
    parse_day,
    series_findings,
)
from xbcommerce.kernel.places import special_territories
from xbcommerce.logistics.customs import Place
from xbcommerce.logistics.customs.valuation import TaxRate, tax_rate
from xbcommerce.reference.customs.vat import tax_rates

RATES = tax_rates()
FOLDER = Path(__file__).parents[3] / "shared/data/customs/vat"
OPEN_DATA = {"commerceguys", "gobl", "ibericode", "kdeldycke", "node-sales-tax", "vatnode"}
DAY = timedelta(days=1)


def rows(name: str) -> list[dict[str, str]]:
    """Read a compiled table, if it is there."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"the optional input ../shared/data/customs/vat/{name} is absent")
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def raw(name: str) -> dict[str, Any]:
    """Read another project's data set, if it is there."""
    path = FOLDER / "sources" / name
    if not path.exists():
        pytest.skip(f"the optional input ../shared/data/customs/vat/sources/{name} is absent")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        data: dict[str, Any] = json.load(file)
    return data


def rate(place: str, day: str, kind: str = "standard") -> Fraction | None:
    """Return the rate of a key on a day, None where there is none."""
    found = RATES.as_of(f"vat/{place}/{kind}", date.fromisoformat(day))
    return found.value.rate_pct if isinstance(found, Found) else None


def test_the_series_have_no_gap_and_no_overlap() -> None:
    """Nor any other finding."""
    assert RATES.lint() == ()
    assert len(RATES.keys) == 121


@pytest.mark.parametrize("record", RATES.records, ids=lambda record: record.id)
def test_every_record_answers_from_its_first_day_to_its_last(record: Dated[TaxRate]) -> None:
    """The day before and the day after are another record's, or nobody's."""
    start, end = record.validity.start, record.validity.end
    inside = [day for day in (start, record.validity.last_day) if day is not None]
    outside = [day for day in (start - DAY if start else None, end) if day is not None]
    for day in inside:
        found = RATES.as_of(record.key, day)
        assert isinstance(found, Found)
        assert found.record is record
    for day in outside:
        beside = RATES.as_of(record.key, day)
        assert isinstance(beside, NoRule) or (isinstance(beside, Found) and beside.record is not record)


def test_every_record_has_a_source_with_its_tier_and_the_day_it_was_read() -> None:
    """Estimates are marked as such, and one data set alone is never better than C."""
    for record in RATES.records:
        assert record.source is not None
        assert record.source.read_on is not None
        assert record.status in {Status.ENACTED, Status.ESTIMATED}
        single = record.source.title.removeprefix("open data set ")
        assert record.source.tier is Tier.C or single not in OPEN_DATA, record


@pytest.mark.parametrize("name", ["vat_standard_timelines.csv", "vat_reduced_rates.csv"])
def test_every_compiled_fact_is_packaged(name: str) -> None:
    """On its first and last day; where the start is not known, at least on the day before it ends."""
    for row in rows(name):
        key = f"vat/{row['jurisdiction']}/{row['kind'].replace('_', '-')}"
        start = parse_day(row["valid_from"]) if row["valid_from"] else None
        end = parse_day(row["valid_to_exclusive"]) if row["valid_to_exclusive"] else None
        days = [day for day in (start, end - DAY if end else date(2026, 11, 25)) if day is not None]
        for day in days:
            found = RATES.as_of(key, day)
            assert isinstance(found, Found), (key, day)
            assert found.value.rate_pct == Fraction(row["rate_pct"]), (key, day)


def test_no_day_before_the_first_attested_one_is_answered() -> None:
    """Neither for standard rates nor, before there was a tax at all, for reduced ones."""
    for row in rows("vat_standard_timelines.csv"):
        series = [record.validity.start for record in RATES.records_of(f"vat/{row['jurisdiction']}/standard")]
        first = min(day for day in series if day is not None)
        for key in RATES.keys_under(f"vat/{row['jurisdiction']}/"):
            assert isinstance(RATES.as_of(key, first - DAY), NoRule), key


@pytest.mark.parametrize(
    ("place", "day", "expected"),
    [
        ("HR", "2022-12-31", "25"),  # kdeldycke/vat-rates stops on the 30th
        ("JP", "2019-09-30", "8"),
        ("PT-20", "2021-06-30", "18"),
        ("PT-20", "2021-07-01", "16"),  # four data sets still say 18
        ("IE", "2020-08-31", "23"),
        ("IE", "2020-09-01", "21"),  # GOBL and kdeldycke miss the cut
        ("IE", "2021-02-28", "21"),
        ("IE", "2021-03-01", "23"),
        ("FR", "2013-12-31", "19.6"),  # GOBL starts 20 three years early
        ("RO", "2025-07-31", "19"),
        ("RO", "2025-08-01", "21"),  # a UTC timestamp starts it a day late
        ("DE", "2020-12-31", "16"),
        ("FI", "2024-08-31", "24"),
        ("CA-NS", "2025-03-31", "15"),
        ("CA-NS", "2025-04-01", "14"),
        ("FR-971", "2026-03-01", "8.5"),
        ("ES-CN", "2026-03-01", "7"),
    ],
)
def test_what_other_data_sets_got_wrong(place: str, day: str, expected: str) -> None:
    """Read at the tax's own law, in days of the place."""
    assert rate(place, day) == Fraction(expected)


@pytest.mark.parametrize(("place", "day"), [("AE", "2017-12-31"), ("SA", "2017-12-31"), ("US", "2026-03-01")])
def test_where_there_is_no_tax_there_is_no_rule(place: str, day: str) -> None:
    """Which is not a rate of zero."""
    assert rate(place, day) is None


def test_inclusive_ends_leave_a_day_open() -> None:
    """The gap of the data set that mixes both conventions is found before it is imported."""
    mixed = [Validity(date(2012, 3, 1), date(2022, 12, 31)), Validity(date(2023, 1, 1), None)]
    assert [finding.kind for finding in series_findings(mixed)] == [Suspicion.GAP]
    whole = [Validity.from_inclusive(date(2012, 3, 1), date(2022, 12, 31)), mixed[1]]
    assert series_findings(whole) == ()


def test_the_azores_are_wrong_in_a_data_set_of_2025() -> None:
    """It states 18 for a region that has had 16 since July 2021."""
    (portugal,) = raw("ibericode_vat-rates.json.gz")["items"]["PT"]
    stated = {place["name"]: Decimal(str(place["standard"])) for place in portugal["exceptions"]}
    assert stated["Azores"] == 18
    assert rate("PT-20", "2025-08-12") == 16
    assert stated["Madeira"] == rate("PT-30", "2025-08-12") == 22


def test_a_change_stored_as_an_instant_falls_on_the_wrong_day() -> None:
    """21:00 UTC on the first of August is the second in Bucharest; the law says the first."""
    changes = raw("node_sales_tax_rates.json.gz")["RO"]["before"]
    (instant,) = (datetime.fromisoformat(text) for text in changes)
    assert instant.astimezone(UTC) + timedelta(hours=3) == datetime(2025, 8, 2, tzinfo=UTC)
    assert rate("RO", "2025-08-01") == 21


def test_local_rates_are_those_of_the_territories() -> None:
    """A territory whose rate the places state has it here too, on every day they state it for."""
    for place in special_territories():
        if place.local_vat_pct is None:
            continue
        codes = (*place.codes, place.name)
        day = max(place.local_vat_since or date(2026, 3, 1), date(2026, 3, 1))
        found = tax_rate(RATES, [codes[0], place.state], "standard", day)
        assert isinstance(found, Found), place.name
        assert found.value.rate_pct == Fraction(place.local_vat_pct), place.name
        if place.local_vat_since is not None and len(RATES.records_of(found.record.key)) > 1:
            assert found.record.validity.start == place.local_vat_since


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place("PT", postal_code="9500-150"), "16"),
        (Place("FR", postal_code="97110"), "8.5"),
        (Place("FR", postal_code="75001"), "20"),
        (Place("MC"), "20"),
        (Place("AT", postal_code="6691"), "19"),
        (Place("ES", postal_code="35001"), "7"),
        (Place("CA", subdivision="CA-ON"), "13"),
        (Place("CA", subdivision="CA-AB"), "5"),
        (Place("XI"), "20"),
        (Place("GB", postal_code="BT1 5GS"), "20"),
    ],
)
def test_an_address_finds_its_rate(place: Place, expected: str) -> None:
    """By postal code or subdivision."""
    day = date(2026, 3, 1)
    found = tax_rate(RATES, place.jurisdictions(day).tax, "standard", day)
    assert isinstance(found, Found)
    assert found.value.rate_pct == Fraction(expected)
