"""A table is settled as each of its rows is, on every engine; or refused, with every row in the way."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import from_minor, minor
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import FeeSchedule
from xbcommerce.payments.settlement import SettlementTerms
from xbcommerce.testing.strategies.settlement_terms import settlement_terms

pytest.importorskip("narwhals", reason="narwhals is not installed; it comes with xbcommerce[frames]")
pl = pytest.importorskip("polars", reason="polars is not installed; xbcommerce[all] brings it")

import narwhals.stable.v2 as nw  # noqa: E402 (after the skip)

from xbcommerce.frames import ENGLISH, NotAFrameError, RowRates, settle_frame  # noqa: E402 (after the skip)

Columns = Mapping[str, Sequence[Any]]
Table = Any
"""Of whichever engine."""
ROWS = 400
"""A table; times the terms that are drawn, more than ten thousand rows are compared."""


def _pandas(columns: Columns) -> Table:
    return importlib.import_module("pandas").DataFrame(dict(columns))


def _pandas_on_arrow(columns: Columns) -> Table:
    frame = _pandas(columns)
    frame.index = [f"row {row}" for row in range(len(frame))][::-1]
    return frame.convert_dtypes(dtype_backend="pyarrow")


ENGINES: Mapping[str, tuple[Callable[[Columns], Table], tuple[str, ...]]] = {
    "polars": (pl.DataFrame, ()),
    "pandas": (_pandas, ("pandas",)),
    "pandas on pyarrow": (_pandas_on_arrow, ("pandas", "pyarrow")),
    "pyarrow": (lambda columns: importlib.import_module("pyarrow").table(dict(columns)), ("pyarrow",)),
}


@pytest.fixture(params=ENGINES)
def table(request: pytest.FixtureRequest) -> Callable[[Columns], Table]:
    """Make a table of each engine that is installed."""
    make, needs = ENGINES[request.param]
    for name in needs:
        pytest.importorskip(name, reason=f"{name} is not installed; polars stands for all engines")
    return make


def terms(currency: str = "USD", rate: str = "0.8951") -> SettlementTerms:
    """Take 2.9 % and 30 units, and share three to one."""
    schedule = FeeSchedule(percent=Decimal("2.9"), fixed=from_minor(30, currency))
    mid = Rate(currency, "EUR", Fraction(rate), date(2026, 10, 30), "a bank")
    return SettlementTerms(schedule, mid, reserve_bps=1_000, spread_bps=150, weights=(3, 1))


DOLLARS, YEN = terms(), terms("JPY", "0.00583")
POUNDS = evolve(terms("GBP", "1.1993"), weights=(1, 1))


def rows_of(frame: Table) -> list[dict[str, Any]]:
    """Read a table of any engine row by row."""
    return list(nw.from_native(frame).rows(named=True))


def expected(one: SettlementTerms, units: int) -> dict[str, Any]:
    """Settle one payment alone, and write it as a row of a table."""
    done = one.settle(from_minor(units, one.currency))
    figures = {
        "fee": done.fee_minor,
        "net": minor(done.net),
        "reserve": done.reserve_minor,
        "payable": minor(done.payable),
        "at_mid": done.at_mid_minor,
        "spread": done.spread_minor,
        "remitted": minor(done.remitted),
        **{f"share_{party}": share for party, share in enumerate(done.shares_minor, 1)},
    }
    return {"target": one.target, **{f"{name}_minor": figure for name, figure in figures.items()}}


def amounts(random: Random, rows: int) -> list[int]:
    """Draw payments of every size: nothing, less than its fee, and near the end of 64 bits."""
    sizes = [10, 500, 10**6, 10**11, 2**53, 2**60]
    return [0, 1, *(random.randrange(random.choice(sizes)) for _ in range(rows - 2))]


@settings(max_examples=40)
@given(settlement_terms(), st.integers(0, 2**32))
def test_a_table_says_what_settle_says_of_each_row(one: SettlementTerms, seed: int) -> None:
    """Fees of every shape, negative nets, nothing, and amounts that must leave the columns: to the unit."""
    drawn = amounts(Random(seed), ROWS)  # noqa: S311 (examples, not secrets)
    done = settle_frame(pl.DataFrame({"gross_minor": drawn}), one)
    if isinstance(done, Refusal):
        assert done.codes == ("table.too_large",)
        return
    for units, row in zip(drawn, done.rows(named=True), strict=True):
        assert row == {"gross_minor": units, **expected(one, units)}


def test_every_engine_says_the_same(table: Callable[[Columns], Table]) -> None:
    """Columns of the table stay as they are, rows too, with three currencies and their digits mixed."""
    random = Random(7)  # noqa: S311 (examples, not secrets)
    agreed = {one.currency: one for one in (DOLLARS, YEN, POUNDS)}
    codes = random.choices(list(agreed), k=ROWS)
    drawn = [random.randrange(10**6) for _ in codes]
    sales = table({"order": [*range(ROWS)], "paid": drawn, "currency": codes})
    done = settle_frame(sales, agreed.values(), gross="paid", currency="currency")
    assert type(done) is type(sales)
    for number, (units, code, row) in enumerate(zip(drawn, codes, rows_of(done), strict=True)):
        assert row == {"order": number, "paid": units, "currency": code, **expected(agreed[code], units)}
    assert {str(dtype) for name, dtype in nw.from_native(done).schema.items() if name.endswith("_minor")} == {
        "Int64"
    }
    if hasattr(sales, "index"):
        assert list(done.index) == list(sales.index)


def test_beyond_64_bits_rows_are_computed_on_integers(table: Callable[[Columns], Table]) -> None:
    """A rate of eight decimals overflows near 9.2e10 units: around the border, nothing changes."""
    fine = evolve(DOLLARS, rate=evolve(DOLLARS.rate, value=Fraction(89_512_345, 10**8)))
    border = 2**63 // (2 * 89_512_345)
    drawn = [border + step for step in range(-50, 51)] + [12, 9_200_000_000_000_000_000 // 2, 0, 92 * 10**9]
    for units, row in zip(drawn, rows_of(settle_frame(table({"gross_minor": drawn}), fine)), strict=True):
        assert row == {"gross_minor": units, **expected(fine, units)}


def test_what_fits_no_column_is_refused_by_row() -> None:
    """A million yen for a dollar, of nearly all the dollars that 64 bits can count."""
    rich = terms("USD", "1000000")
    sales = pl.DataFrame(
        {"gross_minor": [100, 2**62, 2**63, 5, 2**64 - 1]}, schema={"gross_minor": pl.UInt64}
    )
    refused = settle_frame(sales, rich)
    assert isinstance(refused, Refusal)
    assert ENGLISH.explain(refused) == (
        "gross_minor: what follows from it does not fit into 64 bits, in rows 1-2, 4"
    )
    assert rows_of(settle_frame(sales[[0, 3]], rich))[1]["share_1_minor"] < 0  # a fee of more than was paid


def test_small_integers_are_widened_first() -> None:
    """An amount that fits eight bits has a product that does not."""
    sales = pl.DataFrame({"gross_minor": [100, 127]}, schema={"gross_minor": pl.Int8})
    assert [row["fee_minor"] for row in rows_of(settle_frame(sales, DOLLARS))] == [33, 34]


def test_every_row_may_have_a_rate(table: Callable[[Columns], Table]) -> None:
    """Numerators over one scale, or over a column of their own."""
    random = Random(3)  # noqa: S311 (examples, not secrets)
    drawn = [
        (random.randrange(10**6), random.randrange(1, 10**9), random.randrange(1, 10**9)) for _ in range(50)
    ]
    drawn.append((2**45, 10**9 - 1, 10**9))
    sales = table(dict(zip(("gross_minor", "top", "bottom"), zip(*drawn, strict=True), strict=True)))
    for per in (10**8, "bottom"):
        done = rows_of(settle_frame(sales, YEN, rates=RowRates("top", per=per)))
        for (units, top, bottom), row in zip(drawn, done, strict=True):
            rate = Fraction(top, bottom if per == "bottom" else 10**8)
            own = evolve(YEN, rate=evolve(YEN.rate, value=rate))
            assert {name: row[name] for name in expected(own, units)} == expected(own, units)


def test_every_row_that_stands_in_the_way_is_named(table: Callable[[Columns], Table]) -> None:
    """Gaps, negative amounts, rates of nothing and currencies without terms: all of them, at once."""
    sales = {
        "gross_minor": [100, -5, 7, 8, -9, 10],
        "currency": ["USD", "EUR", "USD", "EUR", None, "CHF"],
        "rate_e8": [1, 1, 0, 1, 1, 1],
    }
    refused = settle_frame(
        table(sales), [DOLLARS, YEN], currency="currency", rates=RowRates("rate_e8", per=10**8)
    )
    assert isinstance(refused, Refusal)
    assert ENGLISH.explain(refused).splitlines() == [
        "gross_minor: at least 0 is expected, rows 1, 4 go down to -9",
        "currency: missing in rows 4",
        "currency: no terms for CHF (rows 5); there are terms for USD, JPY",
        "currency: no terms for EUR (rows 1, 3); there are terms for USD, JPY",
        "rate_e8: at least 1 is expected, rows 2 go down to 0",
    ]


def test_missing_amounts_are_named() -> None:
    """A gap is no zero; a whole column of them is one span."""
    sales = pl.DataFrame({"gross_minor": [None, 5, None, None]}, schema={"gross_minor": pl.Int64})
    assert str(settle_frame(sales, DOLLARS)) == "table.missing at gross_minor (rows=('0', '2-3'))"


@pytest.mark.parametrize(
    ("values", "dtype"),
    [([1.0, 2.0], "Float64"), (["1", "2"], "String"), ([True, False], "Boolean"), ([Decimal(1)], "Decimal")],
)
def test_only_integers_are_amounts(values: list[object], dtype: str) -> None:
    """Not even floats that look whole: the caller says what they were meant to be."""
    refused = settle_frame(pl.DataFrame({"gross_minor": values}), DOLLARS)
    assert isinstance(refused, Refusal)
    assert refused.codes == ("table.not_whole",)
    assert f"gross_minor: expected integers, got {dtype}" in ENGLISH.explain(refused)


def test_a_gap_that_pandas_turned_into_floats_is_refused() -> None:
    """There is no missing integer in numpy, so pandas silently makes all of them floats."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed; polars stands for all engines")
    refused = settle_frame(pandas.DataFrame({"gross_minor": [2**53 + 1, None]}), DOLLARS)
    assert isinstance(refused, Refusal)
    assert refused.codes == ("table.not_whole",)
    nullable = pandas.DataFrame({"gross_minor": pandas.array([2**53 + 1, None], dtype="Int64")})
    assert str(settle_frame(nullable, DOLLARS)) == "table.missing at gross_minor (rows=('1',))"
    full = pandas.DataFrame({"gross_minor": pandas.array([2**53 + 1], dtype="Int64")})
    (row,) = rows_of(settle_frame(full, DOLLARS))
    assert row == {"gross_minor": 2**53 + 1, **expected(DOLLARS, 2**53 + 1)}


def test_columns_are_neither_guessed_nor_overwritten() -> None:
    """A near name is proposed; a column of the answer that is there already is an objection."""
    sales = pl.DataFrame({"gross_minr": [1], "fee_minor": [1]})
    refused = settle_frame(sales, DOLLARS, currency="colour")
    assert isinstance(refused, Refusal)
    assert ENGLISH.explain(refused).splitlines() == [
        "gross_minor: there is no such column; did you mean gross_minr?",
        "colour: there is no such column; there are gross_minr, fee_minor",
        "fee_minor: the answer has a column of this name; rename the one in the table",
    ]


def test_an_empty_table_has_the_columns_of_the_answer(table: Callable[[Columns], Table]) -> None:
    """Nothing to settle is settled."""
    done = settle_frame(nw.from_native(table({"gross_minor": [1], "currency": ["USD"]})).head(0), DOLLARS)
    assert isinstance(done, nw.DataFrame)
    assert list(done.columns) == ["gross_minor", "currency", *expected(DOLLARS, 1)]
    assert done.is_empty()
    both = settle_frame(
        pl.DataFrame({"gross_minor": [5], "currency": ["JPY"]}), [DOLLARS, YEN], currency="currency"
    )
    assert rows_of(both) == [{"gross_minor": 5, "currency": "JPY", **expected(YEN, 5)}]


def test_what_is_no_table_in_memory_is_refused() -> None:
    """With the way out."""
    with pytest.raises(NotAFrameError, match=r"LazyFrame: .*collect it first"):
        settle_frame(pl.LazyFrame({"gross_minor": [1]}), DOLLARS)
    with pytest.raises(NotAFrameError, match="dict: expected a data frame of polars, pandas or pyarrow"):
        settle_frame({"gross_minor": [1]}, DOLLARS)


@pytest.mark.parametrize(
    ("agreed", "says"),
    [
        ([], "there are no terms"),
        ([DOLLARS, YEN], "terms for USD, JPY: name the column"),
        ([DOLLARS, DOLLARS], "several terms for USD"),
        ([DOLLARS, evolve(YEN, weights=(1,))], r"terms with \[1, 2\] shares"),
    ],
)
def test_terms_that_leave_a_choice_are_refused(agreed: list[SettlementTerms], says: str) -> None:
    """Which terms and which columns are meant is never guessed."""
    currency = None if "name the column" in says else "currency"
    with pytest.raises(InvalidValueError, match=says):
        settle_frame(pl.DataFrame({"gross_minor": [1], "currency": ["USD"]}), agreed, currency=currency)
    with pytest.raises(InvalidValueError, match="per=0: expected a whole number of at least 1"):
        RowRates("rate", per=0)


def test_the_example_of_the_scalar_is_a_row() -> None:
    """USD 149.99 leaves EUR 115.33, shared 86.50 and 28.83."""
    (row,) = rows_of(settle_frame(pl.DataFrame({"gross_minor": [minor(Money("149.99", "USD"))]}), DOLLARS))
    assert (row["remitted_minor"], row["share_1_minor"], row["share_2_minor"]) == (11_533, 8_650, 2_883)
