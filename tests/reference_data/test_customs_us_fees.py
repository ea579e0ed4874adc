"""What the United States charge for an entry, by fiscal year."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.dated import Dated, Found, NoRule, Status
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import Rounding, round_fraction
from xbcommerce.logistics.customs import DateBasis, Exchange, TradeFacts
from xbcommerce.logistics.customs.charges import Bound, Charge, ChargeRule, FixedAmount, Reckoned, reckon
from xbcommerce.logistics.mode import Mode
from xbcommerce.reference.customs.us_fees import us_fees

FEES = us_fees()
FILE = Path(__file__).parents[3] / "shared/data/customs/us_entry_fees.json"
AFTER = date(2026, 10, 1)
FLAT = {
    "informal_automated": "charge/US/mpf-informal",
    "dutiable_mail": "charge/US/dutiable-mail",
    "express_waybill": "charge/US/express-waybill",
}


def rule(key: str, day: date) -> ChargeRule:
    """Return a fee that holds on a day."""
    found = FEES.as_of(key, day)
    assert isinstance(found, Found)
    return found.value


def charged(fee: ChargeRule, goods: int, freight: int = 0) -> Reckoned:
    """Charge a fee of one line, in cents."""
    parts = {"customs_value": (goods,), "freight": (freight,)}
    (done,) = reckon([Charge.of(fee, lines=1)], parts, ["a"], Exchange("USD", FrozenMap({})))
    return done


def test_the_series_have_no_gap_and_no_overlap() -> None:
    """The flat fees of fiscal year 2020, which no source states, are estimated."""
    assert FEES.lint() == ()
    estimated = [record.id for record in FEES.records if record.status is Status.ESTIMATED]
    assert estimated == ["charge-us-dutiable-mail-2019-10-01", "charge-us-mpf-informal-2019-10-01"]
    assert all(record.source is not None and record.source.read_on for record in FEES.records)


def test_every_compiled_amount_is_packaged() -> None:
    """By fiscal year."""
    if not FILE.exists():
        pytest.skip("the optional input ../shared/data/customs/us_entry_fees.json is absent")
    compiled = json.loads(FILE.read_text(encoding="utf-8"))
    for row in compiled["records"]:
        day = date.fromisoformat(row["valid_from"])
        fee = rule("charge/US/mpf", day)
        assert fee.minimum is not None
        assert fee.maximum is not None
        assert (fee.minimum.amount, fee.maximum.amount) == (Decimal(row["mpf_min"]), Decimal(row["mpf_max"]))
        for name, key in FLAT.items():
            if row[name] is not None:
                amount = rule(key, day).amount
                assert isinstance(amount, FixedAmount)
                assert amount.amount.amount == Decimal(row[name]), (key, day)


@pytest.mark.parametrize("record", FEES.records, ids=lambda record: record.id)
def test_every_record_answers_from_its_first_day_to_its_last(record: Dated[ChargeRule]) -> None:
    """Not the day before, and not the day after."""
    start, last = record.validity.start, record.validity.last_day
    assert start is not None
    for day in filter(None, (start, last)):
        assert rule(record.key, day) is record.value
    beside = FEES.as_of(record.key, start - timedelta(days=1))
    assert isinstance(beside, NoRule) or (isinstance(beside, Found) and beside.record is not record)


@pytest.mark.parametrize("key", [key for key in FEES.keys if key != "charge/US/hmf"])
def test_an_old_fee_does_not_answer_for_a_year_that_is_not_known(key: str) -> None:
    """From the first of October 2026 there is no rule, which is not a fee of zero."""
    assert isinstance(FEES.as_of(key, AFTER - timedelta(days=1)), Found)
    assert isinstance(FEES.as_of(key, AFTER), NoRule)
    assert isinstance(FEES.as_of(key, date(2027, 2, 1)), NoRule)


@pytest.mark.parametrize(
    ("day", "value", "fee", "bound"),
    [
        ("2018-09-30", 2_500_00, 25_67, Bound.MINIMUM),
        ("2018-10-01", 2_500_00, 26_22, Bound.MINIMUM),
        ("2018-01-01", 10_000_00, 34_64, None),
        ("2026-09-30", 10_000_00, 34_64, None),
        ("2025-11-01", 188_500_00, 651_50, Bound.MAXIMUM),
        ("2025-11-01", 188_077_00, 651_50, None),
        ("2025-11-01", 188_076_00, 651_50, None),
        ("2025-11-01", 188_000_00, 651_23, None),
    ],
)
def test_a_formal_entry_pays_a_share_within_the_bounds_of_its_year(
    day: str, value: int, fee: int, bound: Bound | None
) -> None:
    """Freight is no part of it."""
    done = charged(rule("charge/US/mpf", date.fromisoformat(day)), value, freight=900_00)
    assert (done.total, done.bound) == (fee, bound)


@given(st.integers(0, 10**9), st.dates(date(2018, 1, 1), date(2026, 9, 30)))
def test_the_fee_is_the_share_held_between_its_bounds(value: int, day: date) -> None:
    """For every value and every day."""
    fee = rule("charge/US/mpf", day)
    assert fee.minimum is not None
    assert fee.maximum is not None
    share = round_fraction(value * Fraction("0.003464"), Rounding.HALF_UP)
    least, most = (int(money.amount * 100) for money in (fee.minimum, fee.maximum))
    assert charged(fee, value).total == min(max(share, least), most)


def test_harbor_maintenance_is_charged_on_cargo_that_came_by_sea() -> None:
    """On its value alone, by the day of import."""
    fee = rule("charge/US/hmf", date(2024, 1, 10))
    assert fee.date_basis is DateBasis.IMPORTED
    assert charged(fee, 10_000_00, freight=900_00).total == 12_50
    assert [fee.when.holds(TradeFacts(mode=mode)) for mode in Mode] == [mode is Mode.SEA for mode in Mode]
    assert fee.when.holds(TradeFacts()) is None


@pytest.mark.parametrize(
    ("declaration", "mode", "keys"),
    [
        ("formal", Mode.AIR, ["mpf"]),
        ("formal", Mode.SEA, ["hmf", "mpf"]),
        ("formal", Mode.COURIER, ["mpf"]),
        ("informal", Mode.AIR, ["mpf-informal"]),
        ("informal", Mode.SEA, ["hmf", "mpf-informal"]),
        ("informal", Mode.COURIER, ["express-waybill"]),
        ("informal", Mode.POSTAL, ["dutiable-mail"]),
    ],
)
def test_an_entry_pays_one_fee_for_its_processing(declaration: str, mode: Mode, keys: list[str]) -> None:
    """By the kind of entry and the way it came."""
    facts = TradeFacts(declaration=declaration, mode=mode)
    day = date(2025, 11, 1)
    found = [key for key in FEES.keys if rule(key, day).when.holds(facts)]
    assert found == [f"charge/US/{key}" for key in keys]
