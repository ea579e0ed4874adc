"""Looking rates up: from one day, exact, of the age that was allowed, or not at all."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import MalformedRatesError, NoRate, Rate, RateTable, StaleRate, significant
from xbcommerce.reference.rates import ecb_rates
from xbcommerce.testing.strategies.money import currency_codes, rate_tables, rate_values

FILE = Path(__file__).parents[4] / "shared/data/payments/ecb/eurofxref-hist.csv.gz"
DAYS = st.dates(date(2026, 9, 28), date(2026, 11, 10))
CODES = currency_codes()


@given(rate_tables(), CODES, CODES, DAYS)
def test_the_answer_is_the_newest_day_that_has_both(
    table: RateTable, base: str, quote: str, on: date
) -> None:
    """No later day up to the one asked for has both currencies, and the rate is that day's exact quotient."""
    answer = table.as_of(base, quote, on, max_age_days=1_000)

    def both(day: date) -> bool:
        return all(code == "EUR" or code in table.fixings[day] for code in (base, quote))

    usable = [day for day in table.fixings if day <= on and both(day)]
    if isinstance(answer, Rate):
        assert answer.as_of == max(usable)
        fixing = {"EUR": Fraction(1), **table.fixings[answer.as_of]}
        assert answer.value == fixing[quote] / fixing[base]
    else:
        assert isinstance(answer, NoRate)
        assert not usable or answer.unknown


@given(rate_tables(), CODES, CODES, DAYS, st.integers(0, 20))
def test_an_old_rate_is_never_used_in_silence(
    table: RateTable, base: str, quote: str, on: date, max_age_days: int
) -> None:
    """A rate is within the limit; a stale answer is beyond it, and carries the rate and its age."""
    match table.as_of(base, quote, on, max_age_days=max_age_days):
        case Rate(as_of=day):
            assert 0 <= (on - day).days <= max_age_days
        case StaleRate(latest=latest) as stale:
            assert stale.age_days == (on - latest.as_of).days > max_age_days
        case NoRate() as none:
            assert none.code == ("unknown_currency" if none.unknown else "no_rate")


@given(rate_tables(), CODES, CODES, CODES, DAYS)
def test_crossing_twice_is_crossing_once(table: RateTable, a: str, b: str, c: str, on: date) -> None:
    """Rates of one day multiply exactly, and back is the inverse."""
    first, second = (table.as_of(x, y, on, max_age_days=99) for x, y in ((a, b), (b, c)))
    whole = table.as_of(a, c, on, max_age_days=99)
    if isinstance(first, Rate) and isinstance(second, Rate) and isinstance(whole, Rate):
        if first.as_of == second.as_of == whole.as_of:
            assert first.value * second.value == whole.value
        assert first.inverse().inverse() == first


def test_a_currency_that_left_the_table_goes_stale() -> None:
    """The last rouble fixing of 2022 is not today's price, and its age is told."""
    table = RateTable.from_csv(
        ["Date,RUB,USD", "2022-03-01,117.201,1.1162", "2022-03-15,N/A,1.0991"], source="ECB"
    )
    stale = table.as_of("EUR", "RUB", date(2022, 3, 15), max_age_days=5)
    assert isinstance(stale, StaleRate)
    assert (stale.latest.as_of, stale.age_days) == (date(2022, 3, 1), 14)
    assert stale.unmet().code == "fx.stale_rate"
    usable = table.as_of("USD", "RUB", date(2022, 3, 4), max_age_days=5)
    assert isinstance(usable, Rate)
    assert usable.value == Fraction("117.201") / Fraction("1.1162")


def test_both_sides_come_from_one_day() -> None:
    """A newer fixing of one currency is not mixed with an older one of the other."""
    days = {
        date(2026, 10, 1): {"USD": Decimal("1.1"), "JPY": 170},
        date(2026, 10, 2): {"USD": Decimal("1.2")},
    }
    rate = RateTable("EUR", "a bank", days).as_of("USD", "JPY", date(2026, 10, 2), max_age_days=5)
    assert isinstance(rate, Rate)
    assert (rate.value, rate.as_of) == (Fraction(1700, 11), date(2026, 10, 1))


def test_bad_cells_are_told_all_at_once() -> None:
    """A file with four mistakes names four places."""
    rows = ["Date,USD,JPY", "2026-10-01,1.1,abc", "2026-10-01,-1,170", "yesterday,1.1,170"]
    with pytest.raises(MalformedRatesError) as refused:
        RateTable.from_csv(rows, source="a bank")
    for place in (
        "4 problems",
        "line 2, JPY: 'abc'",
        "line 3: 2026-10-01",
        "line 3, USD",
        "line 4: 'yesterday'",
    ):
        assert place in str(refused.value)


@pytest.mark.parametrize("rows", [[], [""], ["Datum,USD", "2026-10-01,1"]])
def test_a_file_without_its_header_is_refused(rows: list[str]) -> None:
    """An empty file is not a table without rates."""
    with pytest.raises(MalformedRatesError):
        RateTable.from_csv(rows, source="a bank")


@pytest.mark.parametrize("value", [0, -1, Decimal("NaN"), 1.1, float("nan")])
def test_a_rate_is_positive_and_exact(value: Decimal) -> None:
    """Zero, negative numbers, NaN and floats price nothing."""
    with pytest.raises(InvalidValueError):
        Rate("EUR", "USD", value, date(2026, 10, 30), "a bank")  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["eur", "EURO", "", "€"])
def test_a_rate_has_codes(code: str) -> None:
    """Three capital letters, also of currencies that are gone."""
    with pytest.raises(InvalidValueError):
        Rate(code, "USD", Fraction(1), date(2026, 10, 30), "a bank")
    assert Rate("DEM", "FRF", Fraction(3), date(1998, 1, 2), "a bank").quote == "FRF"


def test_a_day_is_added_without_touching_the_others() -> None:
    """The table of yesterday stays what it was."""
    before = RateTable("EUR", "a bank", {date(2026, 10, 29): {"USD": Decimal("1.113")}})
    after = before.with_fixing(date(2026, 10, 30), {"USD": Decimal("1.1172")})
    assert (len(before.days), len(after.days)) == (1, 2)
    newest = after.as_of("EUR", "USD", date(2026, 10, 31), max_age_days=3)
    assert isinstance(newest, Rate)
    assert newest.as_of == date(2026, 10, 30)


@given(rate_values(), st.integers(1, 12))
def test_significant_figures_are_counted_from_the_first_digit(value: Fraction, digits: int) -> None:
    """At most so many digits, and off by at most half of the last one."""
    rounded = significant(value, digits)
    assert len(rounded.as_tuple().digits) <= digits
    assert abs(Fraction(rounded) / value - 1) <= Fraction(1, 2) * Fraction(10) ** (1 - digits)


@pytest.mark.parametrize(("value", "digits"), [(0, 3), (-1, 3), (0.5, 3), (Fraction(1, 3), 0), (1, 2.5)])
def test_figures_of_nothing_cannot_be_counted(value: Fraction, digits: int) -> None:
    """Nothing has no first figure to count from: it is refused, where counting would never end."""
    with pytest.raises(InvalidValueError):
        significant(value, digits)


def test_a_file_opened_for_bytes_is_refused() -> None:
    """The message says what to open it as."""
    with pytest.raises(MalformedRatesError, match="text mode"):
        RateTable.from_csv([b"Date,USD"], source="a bank")  # type: ignore[list-item]


def test_the_packaged_fixings_are_those_of_the_bank() -> None:
    """Forty days, eleven currencies, none missing; equal to the bank's own file where that lies beside."""
    table = ecb_rates()
    assert len(table.days) == 40
    assert table.days[-1] == date(2026, 10, 30)
    assert {len(fixing) for fixing in table.fixings.values()} == {11}
    if not FILE.exists():
        pytest.skip(f"the bank's own file is not there: {FILE.name}")
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as lines:
        whole = RateTable.from_csv(lines, source=table.source, currencies=table.currencies)
    assert {day: whole.fixings[day] for day in table.days} == dict(table.fixings)
    gaps = [later - earlier for earlier, later in pairwise(whole.days)]
    assert max(gaps) <= timedelta(days=5), "five days bridge every closing of the bank since 1999"


@pytest.mark.parametrize(
    ("fixings", "said"),
    [
        ({"USD": Decimal("1.16")}, r"fixings: expected \{day: \{'USD': Decimal\('1\.16'\)\}\}, got \{'USD'"),
        ({"2026-03-02": {"USD": Decimal("1.16")}}, r"fixings: expected \{day: "),
        ({date(2026, 3, 2): {"USD": "1.16"}}, r"rate='1\.16': .*for text say Decimal\('1\.16'\)"),
        ({date(2026, 3, 2): {"USD": 1.16}}, r"rate=1\.16: .*for a float say Decimal\(str\(x\)\)"),
    ],
)
def test_rates_that_are_told_otherwise_are_refused_with_how_they_are_told(
    fixings: Mapping[Any, Any], said: str
) -> None:
    """Without their day, by a day in words, as text, as floats."""
    with pytest.raises(InvalidValueError, match=said):
        RateTable("EUR", "a bank", fixings)
