"""Dated rules on real input: 205 records of standard VAT rates in 40 jurisdictions."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from xbcommerce.kernel.dated import Dated, Found, NoRule, RuleSet, Source, Validity, parse_day

SHARED = Path(__file__).parents[3] / "shared"
TIMELINES = SHARED / "data" / "customs" / "vat" / "vat_standard_timelines.csv"
CASES = SHARED / "reference" / "customs.json"
READ_ON = date(2026, 11, 22)


@pytest.fixture(scope="module")
def rates() -> RuleSet[Decimal]:
    """Read the series, as an importer would."""
    if not TIMELINES.exists():
        pytest.skip(f"{TIMELINES.name} is not there")
    records = [
        Dated(
            f"{row['jurisdiction']}-{row['valid_from']}",
            f"vat/{row['jurisdiction']}/{row['kind']}",
            Decimal(row["rate_pct"]),
            Validity(parse_day(row["valid_from"]), parse_day(row["valid_to_exclusive"] or "9999-12-31")),
            READ_ON,
            Source(row["sources"], tier=row["tier"], read_on=READ_ON),
        )
        for row in csv.DictReader(TIMELINES.read_text(encoding="utf-8").splitlines())
    ]
    return RuleSet(records, READ_ON)


def test_the_series_have_neither_gap_nor_overlap(rates: RuleSet[Decimal]) -> None:
    """Every record has a source, every day of a series one rate."""
    assert len(rates.records) > 200
    assert rates.lint() == ()


def test_every_reference_case_of_rates_is_answered(rates: RuleSet[Decimal]) -> None:
    """The rate of the day, or no rule where the tax did not exist: never zero."""
    if not CASES.exists():
        pytest.skip(f"{CASES.name} is not there")
    cases = [case for case in json.loads(CASES.read_text(encoding="utf-8")) if case["family"] == "as-of-vat"]
    assert cases
    for case in cases:
        asked, expected = case["input"], case["expected"]
        answer = rates.as_of(f"vat/{asked['jurisdiction']}/{asked['kind']}", date.fromisoformat(asked["on"]))
        if "rate_pct" in expected:
            assert isinstance(answer, Found), case["id"]
            assert answer.value == Decimal(expected["rate_pct"]), case["id"]
        else:
            assert isinstance(answer, NoRule), case["id"]


def test_what_new_year_2025_changed(rates: RuleSet[Decimal]) -> None:
    """Only Slovakia; by Estonia's and Romania's summer, those too."""
    changed = rates.changes(date(2024, 12, 31), date(2025, 1, 1))
    assert [str(change) for change in changed] == ["vat/SK/standard: 20 -> 23"]
    by_autumn = rates.changes(date(2025, 1, 1), date(2025, 9, 1), keys=["vat/EE/standard", "vat/RO/standard"])
    assert [str(change) for change in by_autumn] == ["vat/EE/standard: 22 -> 24", "vat/RO/standard: 19 -> 21"]
