"""Evaluation: strong Kleene logic, exact numbers, reasons; defects seen elsewhere as regressions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.fx import Rate
from xbcommerce.risk import (
    AllOf,
    AnyOf,
    AtLeast,
    Bounds,
    Compare,
    Condition,
    DaysBetween,
    Evaluation,
    ExpressionError,
    FactField,
    Field,
    IsKnown,
    Kind,
    Literal,
    NamedList,
    Not,
    Op,
    Ratio,
    Schema,
    TextOp,
    TextTest,
    Truth,
    TwoAnswersError,
    Value,
    evaluate,
)
from xbcommerce.testing.strategies.risk import conditions, facts, schemas, values

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
_RANK = {F: 0, U: 1, T: 2}
_BY_RANK = {rank: truth for truth, rank in _RANK.items()}
_ABC = Schema(tuple(FactField(name, Kind.BOOL) for name in "abc"))
WATCHED = NamedList("watched", "1", ("GB",))

SCHEMA = Schema(
    (
        FactField("score", Kind.INT),
        FactField("late", Kind.INT),
        FactField("rate", Kind.DECIMAL),
        FactField("debt", Kind.DECIMAL),
        FactField("income", Kind.DECIMAL),
        FactField("total", Kind.MONEY),
        FactField("limit", Kind.MONEY),
        FactField("country", Kind.TEXT),
        FactField("opened", Kind.DATE),
        FactField("closed", Kind.DATE),
        FactField("hour", Kind.DURATION),
    )
)


def found_for(condition: Condition, **known: Value | None) -> Evaluation:
    """Evaluate over the schema above."""
    return evaluate(condition, SCHEMA.facts(known))


def truth(condition: Condition, **known: Value | None) -> Truth:
    """Return only the truth."""
    return found_for(condition, **known).truth


def _verdicts(*truths: Truth) -> tuple[tuple[Condition, ...], dict[str, Value | None]]:
    names = "abc"[: len(truths)]
    known = {name: some is T for name, some in zip(names, truths, strict=True) if some is not U}
    return tuple(Field(name).equals(other=True) for name in names), dict(known)


@pytest.mark.parametrize("truths", list(product(Truth, repeat=3)))
def test_connectives_follow_the_truth_tables(truths: tuple[Truth, ...]) -> None:
    """And is the minimum, or the maximum, not turns; at least k counts what is and what could be."""
    parts, known = _verdicts(*truths)
    known_facts = _ABC.facts(known)
    ranks = [_RANK[some] for some in truths]
    assert evaluate(AllOf(parts), known_facts).truth is _BY_RANK[min(ranks)]
    assert evaluate(AnyOf(parts), known_facts).truth is _BY_RANK[max(ranks)]
    assert evaluate(Not(parts[0]), known_facts).truth is _BY_RANK[2 - ranks[0]]
    for k in range(5):
        hits, open_ = truths.count(T), truths.count(U)
        expected = T if hits >= k else (F if hits + open_ < k else U)
        assert evaluate(AtLeast(k, parts), known_facts).truth is expected


def test_empty_connectives_have_the_neutral_truth() -> None:
    """All of nothing holds, any of nothing does not."""
    assert truth(AllOf(())) is T
    assert truth(AnyOf(())) is F
    assert truth(AtLeast(0, ())) is T
    assert truth(AtLeast(1, ())) is F


@given(data=st.data())
def test_supplying_a_missing_fact_never_flips_a_decided_truth(data: st.DataObject) -> None:
    """Unknown may become known; true and false stay, whatever comes in."""
    schema = data.draw(schemas())
    condition = data.draw(conditions(schema, with_is_known=False))
    before = data.draw(facts(schema))
    missing = {name: values(item.kind) for name in before.missing if (item := schema.get(name))}
    after = before.also(data.draw(st.fixed_dictionaries({}, optional=missing)))
    first = evaluate(condition, before, lists=[WATCHED]).truth
    second = evaluate(condition, after, lists=[WATCHED]).truth
    assert first is U or second is first


@given(data=st.data())
def test_with_every_fact_only_a_ratio_by_zero_stays_unknown(data: st.DataObject) -> None:
    """Complete facts leave no other gap."""
    schema = data.draw(schemas())
    condition = data.draw(conditions(schema))
    found = evaluate(condition, data.draw(facts(schema, complete=True)), lists=[WATCHED])
    assert {gap.code for gap in found.gaps} <= {"unknown.ratio_by_zero"}
    assert found.missing == ()


@given(data=st.data())
def test_a_negation_is_the_opposite_and_double_negation_nothing(data: st.DataObject) -> None:
    """De Morgan holds with unknowns, too."""
    schema = data.draw(schemas())
    one, two = data.draw(conditions(schema)), data.draw(conditions(schema))
    known = data.draw(facts(schema))

    def found(condition: Condition) -> Truth:
        return evaluate(condition, known, lists=[WATCHED]).truth

    assert found(Not(Not(one))) is found(one)
    assert found(Not(AllOf((one, two)))) is found(AnyOf((Not(one), Not(two))))
    assert found(Not(AnyOf((one, two)))) is found(AllOf((Not(one), Not(two))))
    assert found(AllOf((one, two))) is found(AllOf((two, one)))
    assert found(AtLeast(2, (one, two))) is found(AllOf((one, two)))
    assert found(AtLeast(1, (one, two))) is found(AnyOf((one, two)))


@given(data=st.data())
def test_unknown_comes_with_gaps_and_decided_without(data: st.DataObject) -> None:
    """Nobody is left wondering why, and every gap that is a field is truly missing."""
    schema = data.draw(schemas())
    known = data.draw(facts(schema))
    found = evaluate(data.draw(conditions(schema)), known)
    assert (found.truth is U) is bool(found.gaps)
    for gap in found.gaps:
        if gap.code in {"unknown.missing", "unknown.null"}:
            assert not known.is_known(gap.where)
            assert gap.where in found.missing


@pytest.mark.parametrize(
    ("condition", "known", "expected"),
    [
        (Field("score") < 600, {}, U),
        (Field("score") < 600, {"score": None}, U),
        (~(Field("score") < 600), {}, U),
        (Field("score").differs(600), {}, U),
        (~Field("country").one_of("IR", "KP"), {}, U),
        (~Field("country").one_of("IR", "KP"), {"country": "DE"}, T),
        (Field("rate") > Decimal("0.1"), {"rate": Decimal("0.15")}, T),
        (Field("rate").equals(Decimal("0.3")), {"rate": Decimal("0.30")}, T),
        (Field("rate").equals(0), {"rate": Decimal("1e-7")}, F),
        (Field("rate").equals(0), {"rate": Decimal("1e-05")}, F),
        (Field("country").equals("none"), {"country": ""}, F),
        (Field("country").differs("none"), {"country": ""}, T),
        (IsKnown(Field("score")), {"score": None}, F),
        (IsKnown(Field("score")), {"score": 0}, T),
        (~IsKnown(Field("score")), {}, T),
        (Ratio(Field("debt"), Field("income")) > Decimal("0.6"), {"debt": 61, "income": 100}, T),
        (Ratio(Field("debt"), Field("income")) > Decimal("0.6"), {"debt": 61, "income": 0}, U),
        (Ratio(1, 3).equals(Ratio(2, 6)), {}, T),
        (Field("rate") + Field("rate") > Decimal("0.2"), {"rate": Decimal("0.1")}, F),
        (DaysBetween(Field("opened"), Field("closed")) < 30, {"opened": date(2026, 1, 1)}, U),
        (
            DaysBetween(Field("opened"), Field("closed")).equals(30),
            {"opened": date(2026, 1, 1), "closed": date(2026, 1, 31)},
            T,
        ),
        (Field("hour") - timedelta(hours=1) > timedelta(hours=2), {"hour": timedelta(hours=4)}, T),
        (TextTest(Field("country"), TextOp.STARTS_WITH, "D"), {"country": "DE"}, T),
        (TextTest(Field("country"), TextOp.ENDS_WITH, "D"), {"country": "DE"}, F),
        (TextTest(Field("country"), TextOp.CONTAINS, "E"), {}, U),
    ],
)
def test_facts_meet_conditions(condition: Condition, known: dict[str, Value | None], expected: Truth) -> None:
    """Missing is unknown also under not and not-in, small is not zero, exact is exact."""
    assert truth(condition, **known) is expected


@pytest.mark.parametrize(
    ("bounds", "low", "high"),
    [(Bounds.CLOSED, T, T), (Bounds.CLOSED_OPEN, T, F), (Bounds.OPEN_CLOSED, F, T), (Bounds.OPEN, F, F)],
)
def test_an_interval_has_the_ends_it_says(bounds: Bounds, low: Truth, high: Truth) -> None:
    """The edge itself is the test."""
    within = Field("score").between(480, 580, bounds)
    assert truth(within, score=480) is low
    assert truth(within, score=580) is high
    assert truth(within, score=500) is T
    assert truth(within, score=479) is F


def test_an_interval_can_fail_at_one_known_end() -> None:
    """A value below the low end is outside, whatever the unknown high end is."""
    within = Field("score").between(5, Field("late"), Bounds.CLOSED)
    assert truth(within, score=3) is F
    assert truth(within, score=7) is U


RATE = Rate("JPY", "USD", Decimal("0.0067"), date(2026, 5, 4), "a bank")


def test_money_in_two_currencies_meets_only_through_a_given_rate() -> None:
    """Exactly and without rounding; the inverse is not invented; the numbers alone never decide."""
    over = Field("total") > Money(20_000, "USD")
    known = SCHEMA.facts({"total": Money(3_000_000, "JPY")})
    assert evaluate(over, known, rates=[RATE]).truth is T
    alone = evaluate(over, known)
    assert alone.truth is U
    assert [(gap.code, gap.where) for gap in alone.gaps] == [("unknown.rate", "JPYUSD")]
    assert evaluate(over, known, rates=[RATE.inverse()]).truth is U


def test_the_currency_of_the_rule_rules() -> None:
    """The fact is converted into the figure's currency, on whichever side the figure stands."""
    known = SCHEMA.facts({"total": Money(3_000_000, "JPY")})
    assert (
        evaluate(Compare(Literal(Money(20_000, "USD")), Op.LT, Field("total")), known, rates=[RATE]).truth
        is T
    )
    assert evaluate(Field("total").one_of(Money(20_100, "USD")), known, rates=[RATE]).truth is T


def test_amounts_add_up_and_divide_in_one_currency() -> None:
    """Exposure plus order against limit; a share of the limit."""
    order = Field("total") + Money(5, "EUR")
    known: dict[str, Value | None] = {"total": Money(5, "EUR"), "limit": Money(10, "EUR")}
    assert truth(order > Field("limit"), **known) is F
    assert truth(Field("total") / Field("limit") >= Decimal("0.5"), **known) is T
    mixed = evaluate(order > Field("limit"), SCHEMA.facts({**known, "total": Money(5, "GBP")}))
    assert {gap.where for gap in mixed.gaps} == {"EURGBP"}


def test_a_list_answers_in_its_version_and_a_missing_one_is_unknown() -> None:
    """An absent list is not an empty list."""
    listed = Field("country").listed("watched")
    known = SCHEMA.facts({"country": "GB"})
    assert evaluate(listed, known, lists=[WATCHED]).truth is T
    assert evaluate(listed, known, lists=[NamedList("watched", "2", ())]).truth is F
    assert [gap.code for gap in evaluate(listed, known).gaps] == ["unknown.list"]
    with pytest.raises(TwoAnswersError, match="'1' and '2'"):
        evaluate(listed, known, lists=[WATCHED, NamedList("watched", "2", ())])


def test_two_rates_for_one_pair_are_refused() -> None:
    """A decision needs one."""
    other = Rate("JPY", "USD", Decimal("0.0068"), date(2026, 5, 4), "another")
    with pytest.raises(TwoAnswersError, match="JPY"):
        evaluate(AllOf(()), SCHEMA.facts({}), rates=[RATE, other])


def test_a_rule_says_what_it_read_and_because_of_what() -> None:
    """A true "any" is true because of its true parts only."""
    rule = (Field("late") >= 3) | ((Field("score") < 480) & Field("country").equals("DE"))
    found = found_for(rule, late=1, score=400, country="DE")
    assert found.because == ("score < 480", "country = DE")
    assert dict(found.reads) == {"late": 1, "score": 400, "country": "DE"}
    assert found_for(rule, late=3).because == ("late ≥ 3",)
    assert found_for(rule, late=3).missing == ("score", "country")
    assert found_for(~rule, late=1, score=500).because == ("late ≥ 3", "score < 480")


def test_a_condition_for_another_schema_is_refused() -> None:
    """A misspelt field is an error, never a silent unknown."""
    with pytest.raises(ExpressionError, match=r"did you mean score\?"):
        evaluate(Field("scores") < 5, SCHEMA.facts({}))
