"""The rule language: values that compare by meaning, refuse traps, and survive being stored."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.codec import from_json, to_json
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import InexactAmountError
from xbcommerce.risk import (
    AllOf,
    AnyOf,
    AtLeast,
    Bounds,
    Compare,
    Condition,
    DaysBetween,
    ExpressionError,
    FactField,
    Field,
    IsKnown,
    Kind,
    Literal,
    Not,
    OneOf,
    Op,
    Ratio,
    Schema,
    Sum,
    misfits,
)
from xbcommerce.testing.strategies.risk import conditions, schemas

SCHEMA = Schema(
    (
        FactField("score", Kind.INT),
        FactField("income", Kind.DECIMAL),
        FactField("eur", Kind.MONEY, currency="EUR"),
        FactField("usd", Kind.MONEY, currency="USD"),
        FactField("any", Kind.MONEY),
        FactField("country", Kind.TEXT),
        FactField("vip", Kind.BOOL),
        FactField("opened", Kind.DATE),
    )
)
FIELD = {name: SCHEMA.field(name) for name in SCHEMA.names}


@given(data=st.data())
def test_conditions_round_trip_through_the_codec(data: st.DataObject) -> None:
    """Every condition is read back equal and hashes alike."""
    condition = data.draw(conditions(data.draw(schemas())))
    again = from_json(to_json(condition, Condition), Condition)
    assert again == condition
    assert hash(again) == hash(condition)
    assert str(again) == str(condition)


def test_equal_figures_make_equal_rules_and_equal_bytes() -> None:
    """0.30 is 0.3 and EUR 5 is EUR 5.00; 1, True and Decimal 1 stay three figures."""
    one, two = FIELD["income"] > Decimal("0.30"), FIELD["income"] > Decimal("0.3")
    assert one == two
    assert to_json(one) == to_json(two)
    assert to_json(Literal(Money(5, "EUR"))) == to_json(Literal(Money("5.00", "EUR")))
    assert len({Literal(1), Literal(value=True), Literal(Decimal(1))}) == 3
    assert Literal(Decimal("-0.0")) == Literal(Decimal(0))


def test_operators_build_what_they_say() -> None:
    """The short form is the long form."""
    score = Field("score")
    assert (score < 5) == Compare(score, Op.LT, Literal(5))
    assert (score >= Field("limit")).right == Field("limit")
    assert score.equals(5) == Compare(score, Op.EQ, 5)
    assert score.differs(5).op is Op.NE
    assert score / Field("income") == Ratio(score, Field("income"))
    assert (score < 1) & (score > 2) & (score > 3) == AllOf((score < 1, score > 2, score > 3))
    assert (score < 1) | (score > 2) | (score > 3) == AnyOf((score < 1, score > 2, score > 3))
    assert ~(score < 1) == Not(score < 1)


def test_a_condition_has_no_truth_of_its_own() -> None:
    """A chain such as 1 < x < 5, or `and` between conditions, would silently drop half of the rule."""
    with pytest.raises(TypeError, match="no truth before it meets facts"):
        _ = 1 < Field("score") < 5
    with pytest.raises(TypeError, match=r"& \| ~"):
        _ = (Field("score") < 1) and (Field("score") > 5)


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: Field("income") < 0.1, ExpressionError),
        (lambda: Field("income") < Decimal("NaN"), ExpressionError),
        (lambda: OneOf(Field("country"), ()), ExpressionError),
        (lambda: Sum(()), ExpressionError),
        (lambda: AllOf(("score < 5",)), ExpressionError),
        (lambda: AtLeast(-1, ()), InvalidValueError),
        (lambda: Field("eur") > Money("1.005", "EUR"), InexactAmountError),
    ],
    ids=["float", "nan", "empty_list", "empty_sum", "text", "negative_k", "sub_unit"],
)
def test_what_cannot_mean_anything_is_refused(make: object, error: type[Exception]) -> None:
    """Floats, NaN, empty lists and text in place of a condition."""
    with pytest.raises(error):
        make()  # type: ignore[operator]


@pytest.mark.parametrize(
    ("condition", "codes"),
    [
        (Field("scor") < 5, ["rule.unknown_field"]),
        (IsKnown(Field("scor")), ["rule.unknown_field"]),
        (Field("score") < Field("country"), ["rule.wrong_type"]),
        (Field("score").equals("500"), ["rule.wrong_type"]),
        (Field("vip").equals(1), ["rule.wrong_type"]),
        (Field("country") > "DE", ["rule.no_order"]),
        (Field("eur") > Money(5, "USD"), ["rule.currency_mismatch"]),
        (Field("eur") > Field("usd"), ["rule.currency_mismatch"]),
        (Field("eur") > 5, ["rule.wrong_type"]),
        (Field("eur") + Field("usd") > Money(5, "EUR"), ["rule.currency_mismatch"]),
        (Field("country") / Field("score") > 1, ["rule.wrong_type"]),
        (DaysBetween(Field("opened"), Field("score")) > 1, ["rule.wrong_type"]),
        (Field("score").listed("vips"), ["rule.wrong_type"]),
        (Field("country").one_of("DE", 5), ["rule.wrong_type"]),
        (Field("score").between(1, Money(5, "EUR"), Bounds.CLOSED), ["rule.wrong_type"]),
        ((Field("scor") < 5) & (Field("country") > "DE"), ["rule.unknown_field", "rule.no_order"]),
    ],
    ids=str,
)
def test_a_rule_that_does_not_fit_the_schema_is_told_so(condition: Condition, codes: list[str]) -> None:
    """Every misfit is listed, before any fact is seen."""
    assert [misfit.code for misfit in misfits(condition, SCHEMA)] == codes


@pytest.mark.parametrize(
    "condition",
    [
        Field("score") < Decimal("5.5"),
        Field("score") < Field("income"),
        Field("any") > Money(5, "USD"),
        Field("any") > Field("eur"),
        Field("eur") / Field("any") > Decimal("0.5"),
        Field("eur") + Field("eur") > Money(5, "EUR"),
        DaysBetween(Field("opened"), date(2026, 3, 1)) > 30,
        Field("vip").equals(other=True),
        Field("country").differs("DE"),
    ],
    ids=str,
)
def test_a_rule_that_fits_is_not_complained_about(condition: Condition) -> None:
    """Whole and decimal numbers mix; money of any currency may meet money of one."""
    assert misfits(condition, SCHEMA) == ()


@given(data=st.data())
def test_drawn_conditions_fit_their_schema(data: st.DataObject) -> None:
    """The strategy and the check agree on what fits."""
    schema = data.draw(schemas())
    assert misfits(data.draw(conditions(schema)), schema) == ()


def test_a_rule_reads_aloud_without_ambiguity() -> None:
    """Brackets stand where parts could be read in two ways."""
    late, score = Field("late") >= 3, Field("score") < 480
    assert str((late | score) & ~late) == "(late ≥ 3 or score < 480) and (not late ≥ 3)"
    assert str(AtLeast(1, (late, score))) == "at least 1 of (late ≥ 3; score < 480)"
    assert str(AllOf(())) == "always"
    assert str(AnyOf(())) == "never"
    assert str(Field("a").between(1, 5, Bounds.CLOSED_OPEN)) == "a in [1, 5)"
    assert str((Field("a") + 1) / Field("b") > Decimal("0.5")) == "(a + 1) / b > 0.5"
