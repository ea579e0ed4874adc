"""Surcharges: stages in order, named bases, conditions, bounds, and a total that is the sum of its lines."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import Rounding
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.logistics import (
    Bill,
    ByWeight,
    Compare,
    Facts,
    Fixed,
    Flag,
    Fuel,
    FuelIndex,
    FuelRow,
    InZone,
    OfValue,
    Op,
    Per,
    Percent,
    Surcharge,
    bill,
)
from xbcommerce.logistics.surcharge import check_stages
from xbcommerce.testing.strategies.logistics import DAY, prices, surcharge_stages

WEEKLY = FuelIndex(
    (FuelRow(date(2026, 9, 7), "17.25"), FuelRow(date(2026, 9, 14), "17.75")), date(2026, 9, 21)
)


def lines(
    base: str, *stages: Surcharge, facts: Facts | None = None, parcels: tuple[Facts, ...] = ()
) -> dict[str, int]:
    """Draw up a bill in cents."""
    known = facts or Facts()
    drawn = bill(base, stages, known, on=date(2026, 9, 14), rounding=Rounding.HALF_UP, parcels=parcels)
    assert isinstance(drawn, Bill), drawn
    return dict(drawn.lines)


def test_the_basis_changes_the_bill() -> None:
    """18.75 % on 15.10 is 2.83; with 4.20 remote area 3.62; named before it is due, 2.83 again."""
    remote, both = Fixed("REMOTE", "4.20"), Percent("FUEL", "18.75", ("BASE", "REMOTE"))
    assert lines("15.10", remote, Percent("FUEL", "18.75"))["FUEL"] == 283
    assert lines("15.10", remote, both)["FUEL"] == 362
    assert lines("15.10", both, remote)["FUEL"] == 283


def test_a_rate_per_kg_has_a_minimum_and_a_maximum() -> None:
    """0.75 a kg: at least 25, at most 40."""
    stage = ByWeight("REMOTE", "0.75", minimum=25, maximum=40)
    by_weight = [lines("30", stage, facts=Facts({"weight_g": kg * 1_000}))["REMOTE"] for kg in (32, 40, 60)]
    assert by_weight == [2_500, 3_000, 4_000]


@pytest.mark.parametrize(
    ("op", "at", "over"), [(Op.OVER, 0, 1), (Op.AT_LEAST, 1, 1), (Op.UNDER, 0, 0), (Op.AT_MOST, 1, 0)]
)
def test_over_is_strict_and_at_least_is_not(op: Op, at: int, over: int) -> None:
    """Exactly 266 cm pays nothing under ``over``."""
    stage = Fixed("LARGE", 40, when=Compare("length_plus_girth_mm", op, 2_660))
    due = [len(lines("20", stage, facts=Facts({"length_plus_girth_mm": mm}))) - 1 for mm in (2_660, 2_661)]
    assert due == [at, over]


def test_per_parcel_counts_the_parcels_that_meet_the_condition() -> None:
    """Two of three are oversize, each with its own facts."""
    parcels = tuple(Facts({"longest_mm": mm}) for mm in (900, 1_001, 1_200))
    stage = Fixed("OVERSIZE", 90, per=Per.PARCEL, when=Compare("longest_mm", Op.OVER, 1_000))
    assert lines("20", stage, parcels=parcels)["OVERSIZE"] == 18_000


def test_cash_on_delivery_is_the_greater_of_fee_and_share() -> None:
    """2.50 or 1.2 % of the value."""
    stage = OfValue("COD", "2.50", "1.2")
    assert [lines("12.40", stage, facts=Facts({"declared_value": value}))["COD"] for value in (180, 300)] == [
        250,
        360,
    ]


def test_a_zone_may_pay_more() -> None:
    """Conditions look at the zone of the destination too."""
    stage = Fixed("ISLAND", 5, when=InZone(frozenset({"CANARY"})))
    assert "ISLAND" in lines("20", stage, facts=Facts(zone="CANARY"))
    assert "ISLAND" not in lines("20", stage, facts=Facts(zone="ES"))


@pytest.mark.parametrize(
    ("stage", "fact"),
    [
        (Fixed("REMOTE", 5, when=Flag("remote")), "remote"),
        (ByWeight("HEAVY", 1), "weight_g"),
        (OfValue("COD", 1, 1), "declared_value"),
        (Fixed("ISLAND", 5, when=InZone(frozenset({"X"}))), "zone"),
    ],
    ids=["flag", "weight", "value", "zone"],
)
def test_an_unknown_fact_is_a_refusal(stage: Surcharge, fact: str) -> None:
    """Unknown is neither yes nor no, and never zero."""
    drawn = bill(20, [stage], Facts(), on=DAY, rounding=Rounding.HALF_UP)
    assert isinstance(drawn, Refusal)
    assert [unmet.params["fact"] for unmet in drawn.unmet] == [fact]


def test_every_missing_fact_is_told_at_once() -> None:
    """Not the first alone."""
    stages = (Fixed("REMOTE", 5, when=Flag("remote")), Fuel("FUEL", WEEKLY), OfValue("COD", 1, 1))
    drawn = bill(20, stages, Facts(), on=date(2026, 9, 6), rounding=Rounding.HALF_UP)
    assert isinstance(drawn, Refusal)
    assert drawn.codes == ("surcharge.fact_unknown", "fuel.no_rate", "surcharge.fact_unknown")


def test_the_fuel_table_knows_its_ends() -> None:
    """The first day of a row has its rate; before the first row and from the end on there is none."""
    assert lines("40", Fuel("FUEL", WEEKLY))["FUEL"] == 710
    for day, code in ((date(2026, 9, 6), "fuel.no_rate"), (date(2026, 9, 21), "fuel.ended")):
        missing = WEEKLY.on(day)
        assert isinstance(missing, Unmet)
        assert missing.code == code


@pytest.mark.parametrize(("rounding", "fuel"), [(Rounding.HALF_UP, 123), (Rounding.HALF_EVEN, 122)])
def test_half_a_cent_goes_where_the_card_says(rounding: Rounding, fuel: int) -> None:
    """12.25 % of 10.00 is 1.225."""
    drawn = bill(10, [Percent("FUEL", "12.25")], Facts(), on=DAY, rounding=rounding)
    assert isinstance(drawn, Bill)
    assert dict(drawn.lines)["FUEL"] == fuel


def test_one_zone_is_not_a_set_of_letters() -> None:
    """A bare text would be due in the zones D and E."""
    with pytest.raises(InvalidValueError, match="zones='DE': expected several names"):
        InZone("DE")


@pytest.mark.parametrize(
    ("stages", "says"),
    [
        ([Fixed("A", 1), Fixed("A", 2)], "'A' is used twice"),
        ([Fixed("BASE", 1)], "'BASE' is used twice"),
        ([Percent("FUEL", 10, ("BASE", "REMOT"))], "REMOT"),
    ],
    ids=["twice", "base", "misspelt"],
)
def test_a_card_whose_lines_do_not_match_is_refused(stages: list[Surcharge], says: str) -> None:
    """A misspelt base would silently count as nothing."""
    with pytest.raises(InvalidValueError, match=says):
        check_stages(stages)


def test_a_fuel_table_without_rows_or_with_two_for_a_day_is_refused() -> None:
    """No silent default."""
    with pytest.raises(InvalidValueError, match="at least one"):
        FuelIndex(())
    with pytest.raises(InvalidValueError, match="each on its own day"):
        FuelIndex((FuelRow(DAY, 1), FuelRow(DAY, 2)))


@given(
    prices(),
    surcharge_stages(),
    st.sampled_from(Rounding),
    st.sampled_from((0, 2, 3)),
    st.sampled_from((True, False)),
)
def test_the_total_is_the_sum_of_rounded_lines(
    base: Fraction, stages: tuple[Surcharge, ...], rounding: Rounding, digits: int, remote: object
) -> None:
    """Whatever stages there are; and the first line is always the base."""
    facts = Facts(
        {"weight_g": 1_200, "longest_mm": 500, "declared_value": 40},
        {"remote": remote is True, "cod": True},
        "FAR",
    )
    drawn = bill(base, stages, facts, on=DAY, rounding=rounding, parcels=[facts, facts], digits=digits)
    assert isinstance(drawn, Bill)
    assert drawn.total_minor == sum(amount for _, amount in drawn.lines)
    assert drawn.lines[0][0] == "BASE"
    assert [code for code, _ in drawn.lines[1:]] == [
        stage.code for stage in stages if stage.code in dict(drawn.lines)
    ]
