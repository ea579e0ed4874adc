"""Duties come to exact amounts, or to everything that they lack."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import Rounding
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs.duties import (
    AdValorem,
    Bound,
    Charged,
    Component,
    DutyExpression,
    DutyFacts,
    Limit,
    Limited,
    Sign,
    Signed,
    Specific,
    Sum,
    Term,
    ad_valorem_equivalent,
    evaluate,
    parse_duty,
    rate_of,
    terms_of,
)
from xbcommerce.testing.strategies.customs_duties import (
    ad_valorem_duties,
    charged_expressions,
    duty_facts,
    duty_sums,
    duty_terms,
    specific_duties,
)
from xbcommerce.testing.strategies.money import CURRENCIES

KNOWN = DutyFacts.of(Money("1000.00", "GBP"), {"kg": 5_000, "litres": 100, "abv": 5}, fx={"EUR": "0.8571"})


def duty(text: str) -> DutyExpression:
    """Read a duty that can be read."""
    read = parse_duty(text)
    assert not isinstance(read, Refusal)
    return read


def amount(expression: DutyExpression, facts: DutyFacts) -> Fraction:
    """Work out a duty that lacks nothing."""
    charged = evaluate(expression, facts)
    assert isinstance(charged, Charged)
    return charged.amount


def lacking(text: str, facts: DutyFacts) -> list[str]:
    """Name what stands in the way of a duty."""
    refused = evaluate(duty(text), facts)
    assert isinstance(refused, Refusal)
    return [f"{unmet.code.partition('.')[2]} {unmet.where}" for unmet in refused.unmet]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8.00 %", "80"),
        ("NIHIL", "0"),
        ("3 EUR", "2.5713"),
        ("9.10 % MAX 1.00 % + 0.90 GBP / 100 kg", "55"),
        ("9.10 % MIN 1.00 % + 0.90 GBP / 100 kg", "91"),
        ("13.8 % MIN 13.0 GBP / 100 kg MAX 15.0 GBP / 100 kg - 7.0 GBP / 100 kg", "400"),
        ("50 % MAX 20 % MIN 30 %", "300"),
        ("50 % MIN 30 % MAX 20 %", "200"),
        ("0.50 GBP / % vol/hl + 1 GBP / hl", "3.5"),
        ("5 % - 2 GBP / 100 kg", "0"),
    ],
)
def test_a_duty_comes_to_its_amount(text: str, expected: str) -> None:
    """Of goods worth 1,000 GBP, five tonnes of them, or a hundred litres of beer."""
    assert amount(duty(text), KNOWN) == Fraction(expected)


def test_everything_that_is_missing_is_named_once() -> None:
    """Quantities, rates, the table of Meursing codes and the customs value, each with its place."""
    text = "5 % + 1 EUR / % vol/hl + 2 USD / hl + 16 % of retail price + 1 GBP / 100 kg/net eda + AC"
    assert lacking(text, DutyFacts("GBP")) == [
        "missing_quantity customs_value",
        "missing_quantity quantities[litres]",
        "missing_quantity quantities[abv]",
        "missing_rate fx[EUR]",
        "missing_rate fx[USD]",
        "missing_quantity quantities[retail_price]",
        "missing_quantity quantities[kg]",
        "missing_meursing meursing[AC]",
    ]


def test_an_agricultural_component_is_never_nothing() -> None:
    """It is what the table has under the goods' code; that amount may lack something itself."""
    text = "9 % + AC"
    assert lacking(text, KNOWN) == ["missing_meursing meursing[AC]"]
    table = {Component.AGRICULTURAL: Specific("20", "EUR", "DTN")}
    assert amount(duty(text), attrs.evolve(KNOWN, meursing=table)) == 90 + 20 * 50 * Fraction("0.8571")
    assert lacking(text, DutyFacts("EUR", 100, meursing=table)) == ["missing_quantity quantities[kg]"]


def test_plain_mass_stands_in_for_a_part_of_it_and_says_so() -> None:
    """As the UK's calculator has it; a drained mass that is told wins, and gross mass is more than net."""
    drained = duty("1 GBP / 100 kg/net eda")
    assert amount(drained, KNOWN) == 50
    assert "kg_drained is not known; kg stands in for it" in str(evaluate(drained, KNOWN))
    told = attrs.evolve(KNOWN, quantities={"kg": 5_000, "kg_drained": 3_000})
    assert amount(drained, told) == 30
    assert "stands in" not in str(evaluate(drained, told))
    assert lacking("1 GBP / 100 kg/br", KNOWN) == ["missing_quantity quantities[kg_gross]"]


def test_a_unit_of_declaration_is_no_duty() -> None:
    """So it comes to no amount, not even to nothing."""
    assert lacking("p/st", KNOWN) == ["no_duty p/st"]


def test_an_explanation_tells_every_step() -> None:
    """The terms, the bounds that moved the amount and those that did not, the floor."""
    text = "13.8 % MIN 9 % MAX 5 EUR / 100 kg - 8 GBP / 100 kg"
    assert str(evaluate(duty(text), KNOWN)).splitlines() == [
        "duty of 13.8 % MIN 9 % MAX 5 EUR / 100 kg - 8 GBP / 100 kg: 0 GBP",
        "  13.8 % of 1,000 GBP: 138 GBP",
        "  9 % of 1,000 GBP: 90 GBP",
        "  5 EUR / 100 kg, 50 times, at 0.8571 GBP for 1 EUR: 214.275 GBP",
        "  8 GBP / 100 kg, 50 times: 400 GBP",
        "  at least 9 %, which is 90 GBP: already 138",
        "  at most 5 EUR / 100 kg - 8 GBP / 100 kg, which is -185.725 GBP: less than 138",
        "  185.725 GBP below zero; no duty is charged, and none is paid out",
    ]


def test_an_amount_becomes_money_by_a_rounding_that_is_named() -> None:
    """Alcohol duty of the UK rounds down."""
    beer = DutyFacts("GBP", quantities={"litres": "33.7", "abv": "12.5"})
    charged = evaluate(duty("0.47 GBP / % vol/hl + 1.30 GBP / hl"), beer)
    assert isinstance(charged, Charged)
    assert charged.rounded(Rounding.DOWN).amount == Decimal("2.41")
    assert charged.rounded(Rounding.HALF_UP).amount == Decimal("2.42")


@given(ad_valorem_duties(), duty_facts(), st.integers(0, 1_000))
def test_an_ad_valorem_duty_scales_with_the_value(percent: AdValorem, facts: DutyFacts, times: int) -> None:
    """A thousand lines bear a thousand times the duty, exactly."""
    assert facts.customs_value is not None
    more = attrs.evolve(facts, customs_value=facts.customs_value * times)
    assert amount(percent, more) == amount(percent, facts) * times


@given(duty_terms() | duty_sums(), duty_terms() | duty_sums(), duty_facts())
def test_min_is_the_greater_and_max_the_lesser(one: Term | Sum, other: Term | Sum, facts: DutyFacts) -> None:
    """The words name the bound, not the outcome; both sides count, and the answer is one of them."""
    sides = amount(one, facts), amount(other, facts)
    assert amount(Limited(one, [Limit(Bound.MIN, other)]), facts) == max(sides)
    assert amount(Limited(one, [Limit(Bound.MAX, other)]), facts) == min(sides)


@given(charged_expressions(), duty_facts(), st.data())
def test_a_missing_fact_never_yields_a_number(
    expression: DutyExpression, facts: DutyFacts, data: st.DataObject
) -> None:
    """Take any one fact away: the duty did not need it and is the same, or it is refused by its place."""
    name = data.draw(st.sampled_from([*facts.quantities, *facts.fx, "customs_value", *facts.meursing]))
    left = {
        "quantities": {key: value for key, value in facts.quantities.items() if key != name},
        "fx": {key: value for key, value in facts.fx.items() if key != name},
        "meursing": {key: value for key, value in facts.meursing.items() if key is not name},
        "customs_value": None if name == "customs_value" else facts.customs_value,
    }
    fewer = DutyFacts(facts.currency, **left)  # type: ignore[arg-type]
    charged = evaluate(expression, fewer)
    if isinstance(charged, Charged):
        stood_in = isinstance(name, str) and fewer.quantity(name) is not None
        assert stood_in or charged.amount == amount(expression, facts)
    else:
        place = name.value if isinstance(name, Component) else str(name)
        assert any(place in unmet.where for unmet in charged.unmet)


@given(duty_terms() | duty_sums(), duty_terms(), duty_facts())
def test_adding_a_term_never_lowers_a_duty_and_taking_one_off_never_raises_it(
    base: Term | Sum, term: Term, facts: DutyFacts
) -> None:
    """Since no term is below zero, and the floor is under both."""
    first, rest = (base.first, base.rest) if isinstance(base, Sum) else (base, ())
    raised = Sum(first, (*rest, Signed(Sign.PLUS, term)))
    lowered = Sum(first, (*rest, Signed(Sign.MINUS, term)))
    assert amount(raised, facts) >= amount(base, facts) >= amount(lowered, facts) >= 0


@given(charged_expressions(), duty_facts(), st.sampled_from(CURRENCIES))
def test_another_currency_at_one_to_one_changes_no_amount(
    expression: DutyExpression, facts: DutyFacts, currency: str
) -> None:
    """Only what the number is called."""
    even = dict.fromkeys(CURRENCIES, 1)
    here, there = attrs.evolve(facts, fx=even), attrs.evolve(facts, currency=currency, fx=even)
    assert amount(expression, here) == amount(expression, there)


@given(specific_duties(), duty_facts(), st.integers(1, 9))
def test_a_specific_duty_follows_its_rate(term: Specific, facts: DutyFacts, times: int) -> None:
    """Twice as dear a currency, twice the duty."""
    assume(term.currency != facts.currency)
    rates = {code: rate * times for code, rate in facts.fx.items()}
    assert amount(term, attrs.evolve(facts, fx=rates)) == times * amount(term, facts)


@given(charged_expressions(), duty_facts())
def test_parts_are_the_terms_in_their_order(expression: DutyExpression, facts: DutyFacts) -> None:
    """Each exact; a duty of one term is that term."""
    charged = evaluate(expression, facts)
    assert isinstance(charged, Charged)
    assert len(charged.parts) == len(tuple(terms_of(expression)))
    if len(charged.parts) == 1:
        assert charged.parts[0].amount == charged.amount
    assert charged.why()


@given(charged_expressions(), duty_facts())
def test_the_ad_valorem_equivalent_gives_the_same_amount(
    expression: DutyExpression, facts: DutyFacts
) -> None:
    """A percentage of the customs value that stands for the whole duty."""
    assert facts.customs_value is not None
    assume(facts.customs_value > 0)
    percent = ad_valorem_equivalent(expression, facts)
    assert isinstance(percent, Fraction)
    assert facts.customs_value * percent / 100 == amount(expression, facts)


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("8 %", "8"),
        ("NIHIL", "0"),
        ("5 % + 2.5 %", "7.5"),
        ("5 % - 8 %", "0"),
        ("9 % MAX 4 % + 1 % MIN 6 %", "6"),
        ("16.5 % of retail price", None),
        ("8 % + 1 EUR / kg", None),
        ("p/st", None),
    ],
)
def test_percentages_alone_are_a_rate_without_any_facts(text: str, percent: str | None) -> None:
    """And so is no duty; everything else depends on the goods."""
    expected = None if percent is None else Fraction(percent)
    assert rate_of(duty(text)) == expected
    if expected is not None:
        assert ad_valorem_equivalent(duty(text), DutyFacts("EUR")) == expected


def test_an_equivalent_needs_a_value_and_all_that_the_duty_needs() -> None:
    """Everything at once; goods worth nothing have no equivalent."""
    duty_per_kg = duty("35.10 EUR / 100 kg")
    refused = ad_valorem_equivalent(duty_per_kg, DutyFacts("EUR"))
    assert isinstance(refused, Refusal)
    assert refused.codes == ("duty.missing_quantity", "duty.no_equivalent")
    refused = ad_valorem_equivalent(duty_per_kg, DutyFacts("EUR", 0, {"kg": 3}))
    assert isinstance(refused, Refusal)
    assert refused.codes == ("duty.no_equivalent",)


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ({"quantities": {"kg": -1}}, r"quantities\['kg'\]=-1"),
        ({"quantities": {"kg": 0.5}}, "0.5"),
        ({"fx": {"USD": 0}}, r"fx\['USD'\]=0"),
        ({"customs_value": -1}, "customs_value=-1"),
    ],
)
def test_facts_that_no_line_has_are_refused(facts: dict[str, object], shown: str) -> None:
    """With what is wrong."""
    with pytest.raises(InvalidValueError, match=shown):
        DutyFacts("EUR", **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("amount", ["NaN", "Infinity"])
def test_a_value_that_is_no_number_is_refused(amount: str) -> None:
    """Where it is told, not where it would be multiplied."""
    with pytest.raises(InvalidValueError, match=f"customs_value={amount}: expected a finite number"):
        DutyFacts.of(Money(amount, "GBP"))
