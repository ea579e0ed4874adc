"""What comes on top of a duty, what does not stack on what, and on which part of the value."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.dated import ALWAYS, Dated, Source
from xbcommerce.kernel.figures import Figure
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs.duties import AdValorem, DutyFacts, Free, Specific, read_duty
from xbcommerce.logistics.customs.tariff import (
    Additions,
    Applicable,
    DutyBase,
    DutyMeasure,
    MeasureKind,
    additions,
    top_up_pct,
)
from xbcommerce.testing.strategies.customs_tariff import CONTENTS, applicable_measures

FACTS = DutyFacts("USD", 1_000)
ON_TOP = tuple(kind for kind in MeasureKind if kind.additional)
RATES = st.integers(0, 400).map(lambda tenths: f"{tenths // 10}.{tenths % 10} %")


def on_top(name: str, expression: str = "10 %", **more: object) -> Applicable:
    """Make a measure that applies."""
    kind = more.pop("kind", MeasureKind.SURCHARGE)
    measure = DutyMeasure(kind, expression, **more)  # type: ignore[arg-type]
    record = Dated(name, f"duty/US/*/{name}", measure, ALWAYS, date(2026, 1, 1), Source("a law", tier="A"))
    return Applicable(record, "", name)


def reckoned(*some: Applicable, contents: dict[str, Figure] | None = None) -> dict[str, Fraction]:
    """Reckon what is charged, by name."""
    found = additions(some, Free(), FACTS, contents)
    assert isinstance(found, Additions), found
    return {one.applicable.name: one.amount for one in found.charged}


@pytest.mark.parametrize(
    ("total", "column1", "added"),
    [("15", "2.5", "12.5"), ("15", "17", "0"), ("15", "15", "0"), ("15", "4.4", "10.6")],
)
def test_a_top_up_fills_a_duty_up_to_a_total(total: str, column1: str, added: str) -> None:
    """It is no add-on, and never takes anything off."""
    assert top_up_pct(total, column1) == Fraction(added)
    deal = on_top("deal", f"{total} %", kind=MeasureKind.TOP_UP)
    found = additions([deal], AdValorem(column1), FACTS)
    assert isinstance(found, Additions)
    assert found.total == Fraction(added) * 10


def test_a_duty_by_weight_is_converted_before_it_is_topped_up() -> None:
    """0.90 USD a kilogram on 20 kg worth 600 USD is 3 %, so that 12 % are missing."""
    deal = on_top("deal", "15 %", kind=MeasureKind.TOP_UP)
    found = additions([deal], Specific("0.90", "USD", "KGM"), DutyFacts("USD", 600, {"kg": 20}))
    assert isinstance(found, Additions)
    assert (found.charged[0].rate_pct, found.total) == (Fraction(12), Fraction(72))
    assert str(found) == "top up to 15 %: 12 % of 600 USD is 72; record deal"


def test_a_top_up_needs_what_the_duty_needs() -> None:
    """The weight, or the value."""
    deal = on_top("deal", "15 %", kind=MeasureKind.TOP_UP)
    no_weight = additions([deal], Specific("0.90", "USD", "KGM"), FACTS)
    assert isinstance(no_weight, Refusal)
    assert no_weight.codes == ("duty.missing_quantity",)
    no_value = additions([deal], AdValorem("3"), DutyFacts("USD"))
    assert isinstance(no_value, Refusal)
    assert no_value.unmet[0].where == "customs_value"


def test_additions_do_not_see_one_another() -> None:
    """25 % and 10 % of 1,000 are 350, not 375."""
    assert reckoned(on_top("a", "25 %"), on_top("b", "10 %")) == {"a": 250, "b": 100}


def test_metals_take_their_content_and_countries_the_rest() -> None:
    """The surcharge of a country spares the content on which that of a metal is charged."""
    steel = on_top("steel", "50 %", base=DutyBase.CONTENT, content="steel")
    country = on_top("country", "10 %", base=DutyBase.REST)
    assert reckoned(steel, country, contents={"steel": "300"}) == {"steel": 150, "country": 70}
    assert reckoned(country, contents={"steel": "300"}) == {"country": 100}


def test_a_content_nobody_told_is_unmet_and_not_zero() -> None:
    """All gaps at once, each once."""
    steel = on_top("steel", "50 %", base=DutyBase.CONTENT, content="steel")
    found = additions([steel, on_top("country", base=DutyBase.REST)], Free(), FACTS)
    assert isinstance(found, Refusal)
    assert [(unmet.code, unmet.where) for unmet in found.unmet] == [
        ("duty_addition.content_unknown", "contents[steel]")
    ]
    rich = additions([steel, on_top("country", base=DutyBase.REST)], Free(), FACTS, {"steel": 1_001})
    assert isinstance(rich, Refusal)
    assert rich.codes == ("duty_addition.contents_above_value",)


def test_what_does_not_stack_yields_and_says_so() -> None:
    """A programme that is not charged itself displaces nothing."""
    cars = on_top("cars")
    country = on_top("country", yields_to={"cars"})
    third = on_top("third", yields_to={"country"})
    assert set(reckoned(cars, country, third)) == {"cars", "third"}
    found = additions([cars, country, third], Free(), FACTS)
    assert isinstance(found, Additions)
    assert [(one.name, to) for one, to in found.yielded] == [("country", ("cars",))]
    assert "does not stack on cars" in str(found)
    assert set(reckoned(country, third)) == {"country"}


def test_measures_that_yield_to_each_other_are_refused() -> None:
    """Somebody has to say which goes first."""
    found = additions([on_top("a", yields_to={"b"}), on_top("b", yields_to={"a"})], Free(), FACTS)
    assert isinstance(found, Refusal)
    assert found.unmet[0].params["names"] == ("a", "b")


def test_a_rate_in_words_is_refused_and_not_free() -> None:
    """A programme whose rate nobody entered leaves the whole open."""
    found = additions([on_top("a", "by Annex I"), on_top("b")], Free(), FACTS)
    assert isinstance(found, Refusal)
    assert found.codes[0] == "duty.unparsed"


@given(RATES, RATES)
def test_a_top_up_is_never_negative_and_reaches_its_total(total: str, column1: str) -> None:
    """Duty and top-up together come to the total at least, and to the duty at least."""
    duty = read_duty(column1)
    found = additions([on_top("deal", total, kind=MeasureKind.TOP_UP)], duty, FACTS)
    assert isinstance(found, Additions)
    reached = Fraction(column1.removesuffix(" %")) * 10
    assert found.total >= 0
    assert reached + found.total == max(reached, Fraction(total.removesuffix(" %")) * 10)


@given(
    st.lists(
        applicable_measures(kinds=ON_TOP, expressions=RATES), max_size=4, unique_by=lambda one: one.name
    ),
    st.data(),
)
def test_the_order_of_measures_is_irrelevant(some: list[Applicable], data: st.DataObject) -> None:
    """Whatever is charged, and whatever is refused."""
    contents = dict.fromkeys(CONTENTS, Fraction(100))
    first = additions(some, AdValorem("5"), FACTS, contents)
    assert additions(data.draw(st.permutations(some)), AdValorem("5"), FACTS, contents) == first
    assert isinstance(first, Refusal) or first.total >= 0


@given(st.lists(RATES, max_size=4))
def test_rates_add_up(rates: list[str]) -> None:
    """They are never multiplied."""
    found = additions([on_top(str(place), rate) for place, rate in enumerate(rates)], Free(), FACTS)
    assert isinstance(found, Additions)
    assert found.total == sum((Fraction(rate.removesuffix(" %")) * 10 for rate in rates), Fraction(0))
