"""Whole pieces that fit, flat charges by code, amounts too small to collect."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import ALWAYS, Dated
from xbcommerce.kernel.money import CurrencyMismatchError, minor
from xbcommerce.logistics.customs import GoodsLine, ImportConsignment, Place
from xbcommerce.logistics.customs.thresholds import (
    Basis,
    ChargeClass,
    DueRounding,
    Effect,
    FlatCharge,
    FlatDuty,
    Levy,
    Limit,
    Scope,
    Threshold,
    amount_due,
    levied,
)
from xbcommerce.logistics.customs.thresholds.flat_codes import flat_duty
from xbcommerce.logistics.customs.thresholds.relief_shape import most_that_fits
from xbcommerce.testing.strategies.customs_thresholds import ON, flat_duties, levies

PIECES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 3)), min_size=1, max_size=4)
FLAT = FlatCharge(Money("3.00", "EUR"), {"H7": 6, "H6": 6, "H1": 10})


@given(PIECES, st.integers(0, 60))
def test_pieces_are_chosen_as_well_as_can_be(pieces: list[tuple[int, int]], room: int) -> None:
    """Every choice tried: none that fits comes to more."""
    chosen = most_that_fits(pieces, room, [str(place) for place in range(len(pieces))])
    worth = [
        sum(count * price for count, (price, _) in zip(counts, pieces, strict=True))
        for counts in product(*(range(count + 1) for _, count in pieces))
    ]
    assert all(0 <= count <= most for count, (_, most) in zip(chosen, pieces, strict=True))
    found = sum(count * price for count, (price, _) in zip(chosen, pieces, strict=True))
    assert found == max(units for units in worth if units <= room)


@given(PIECES, st.integers(0, 60), st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_the_order(
    pieces: list[tuple[int, int]], room: int, random: Random
) -> None:
    """The same lines have the same pieces free, wherever they stand."""
    keys = [chr(97 + place) for place in range(len(pieces))]
    places = list(range(len(pieces)))
    random.shuffle(places)
    chosen = dict(zip(keys, most_that_fits(pieces, room, keys), strict=True))
    moved = most_that_fits([pieces[n] for n in places], room, [keys[n] for n in places])
    assert dict(zip([keys[n] for n in places], moved, strict=True)) == chosen


def test_thousands_of_cheap_pieces_are_no_trouble() -> None:
    """A limit of 45 euros holds at most 4,500 pieces, however many there are."""
    assert most_that_fits([(1, 10**9), (2, 10**9)], 45_00, "ab") == (0, 2250)


def counted(codes: Sequence[str | None], declaration: str | None) -> FlatDuty:
    """Charge lines with these codes flat."""
    lines = [GoodsLine(str(n), Money("10.00", "EUR"), hs_code=code) for n, code in enumerate(codes)]
    parcel = ImportConsignment(Place("FR"), "CN", lines, declaration=declaration)
    return flat_duty(FLAT, (True,) * len(lines), parcel)


@pytest.mark.parametrize(("codes", "declaration", "low", "high"), [
    (["610910", "640399"], "H7", 2, 2),
    (["610910", "610910"], "H7", 1, 1),
    (["6109100010", "6109100090", "6403999600"], "H1", 3, 3),
    (["6109100010", "6109100090", "6403999600"], "H7", 2, 2),
    (["6109100010", "6109100090", "6403999600"], "H6", 2, 2),
    (["6109100010", "6109100090", "6403999600"], None, 2, 3),
    (["6109100010", "6109100090", "6403999600"], "other", 2, 3),
    (["610910", "610910"], "H1", 1, 2),
    (["610910", None], "H7", 1, 2),
    ([None, None, None], "H7", 1, 3),
    (["6109", "610910", "6403"], "H7", 2, 3),
])  # fmt: skip
def test_how_many_codes_there_are(
    codes: Sequence[str | None], declaration: str | None, low: int, high: int
) -> None:
    """Six digits in H7 and H6, ten in H1; what is not known may be one of the others or one of its own."""
    found = counted(codes, declaration)
    assert (found.count_low, found.count_high) == (low, high)
    assert found.total == (Money(3 * low, "EUR") if low == high else None)


@given(flat_duties())
def test_a_flat_charge_is_between_one_code_and_one_a_line(duty: FlatDuty) -> None:
    """At least one if a line is certainly charged, at most one for each that may be."""
    sure, maybe = sum(flat is True for flat in duty.lines), sum(flat is not False for flat in duty.lines)
    assert min(sure, 1) <= duty.count_low <= duty.count_high <= maybe
    assert duty.low <= duty.high


FRANCS = DueRounding(Money("1.00", "CHF"), Money("0.05", "CHF"))


@pytest.mark.parametrize(("base", "rate", "rounding", "due"), [
    ("5.20 EUR", "19", DueRounding(), "0.99"),
    ("5.30 EUR", "19", DueRounding(), "1.01"),
    ("25.97 EUR", "19", DueRounding(), "4.93"),
    ("61.49 CHF", "8.1", FRANCS, "4.95"),
    ("61.50 CHF", "8.1", FRANCS, "5.00"),
    ("62.50 CHF", "8.1", FRANCS, "5.10"),
    ("200.00 CHF", "2.5", FRANCS, "5.00"),
])  # fmt: skip
def test_an_authority_rounds_before_it_tests(base: str, rate: str, rounding: DueRounding, due: str) -> None:
    """The base to its step, the amount to its own, once each."""
    assert str(amount_due(Money(*base.split()), rate, rounding).amount) == due


def waiver(limit: str, *charges: ChargeClass, record_id: str = "small") -> Dated[Threshold]:
    """Make a record of what is not levied."""
    due = Limit(Money(limit, "NZD"), basis=Basis.AMOUNT_DUE, scope=Scope.DECLARATION)
    test = Threshold(charges, Effect.NOT_LEVIED, due)
    return Dated(record_id, f"threshold/NZ/{record_id}", test, ALWAYS, ON, None)


def test_charges_are_added_up_where_the_law_adds_them_up() -> None:
    """Duty of 40 and tax of 30 are above 60 together, though each is below; tested apart, neither is."""
    amounts = {ChargeClass.DUTY: Money("40.00", "NZD"), ChargeClass.TAX: Money("30.00", "NZD")}
    assert levied(amounts, [waiver("60.00", *ChargeClass)]).collected == amounts
    apart = [waiver("60.00", charge, record_id=charge.value) for charge in ChargeClass]
    assert not any(due.amount for due in levied(amounts, apart).collected.values())


@given(levies())
def test_a_charge_is_collected_whole_or_not_at_all(levy: Levy) -> None:
    """Nothing is reduced: what is waived is told with its record."""
    waived = any(minor(due) for due in levy.waived.values())
    assert waived <= (not all(due.amount for due in levy.collected.values()))
    assert str(levy).count("\n") == len(levy.collected) + len(levy.waived) - 1


def test_a_test_in_another_currency_is_refused() -> None:
    """Amounts are due in the currency of the destination."""
    with pytest.raises(CurrencyMismatchError):
        levied({ChargeClass.TAX: Money("5.00", "EUR")}, [waiver("60.00", ChargeClass.TAX)])
