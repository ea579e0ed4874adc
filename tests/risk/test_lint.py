"""Lint: contradictions are found by analysis, and the analysis never contradicts evaluation."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import Validity
from xbcommerce.risk import (
    FIRST_MATCH,
    MOST_SEVERE,
    AllOf,
    AnyOf,
    AtLeast,
    Band,
    Bands,
    BandsError,
    Bounds,
    Condition,
    FactField,
    Field,
    Kind,
    NamedList,
    Not,
    Outcome,
    Policy,
    Rule,
    Schema,
    Score,
    Span,
    Truth,
    check_spans,
    evaluate,
    lint,
    lint_rules,
    standard_credit_policy,
)
from xbcommerce.risk.analysis import can_be_true, implies, is_always_true
from xbcommerce.testing.strategies.risk import conditions, facts, schemas

SCHEMA = Schema(
    (
        FactField("age", Kind.INT),
        FactField("rate", Kind.DECIMAL),
        FactField("eur", Kind.MONEY, currency="EUR"),
        FactField("any", Kind.MONEY),
        FactField("hour", Kind.DURATION),
        FactField("day", Kind.DATE),
        FactField("country", Kind.TEXT),
        FactField("other", Kind.TEXT),
        FactField("vip", Kind.BOOL),
    )
)
age, rate, eur, hour, country = (Field(name) for name in ("age", "rate", "eur", "hour", "country"))
VIP = Field("vip").equals(other=True)
ENDED = Validity(None, date(2026, 1, 1))


def rule(rule_id: str, when: Condition, outcome: Outcome = Outcome.REVIEW) -> Rule:
    """Build a rule."""
    return Rule(rule_id, when, outcome, reason="x")


@pytest.mark.parametrize(
    "never",
    [
        (hour > timedelta(hours=22)) & (hour < timedelta(hours=6)),
        (rate > Decimal(100)) & (rate <= Decimal(100)),
        (age > 17) & (age < 18),
        age.equals(Decimal("17.5")),
        (eur > Money("10.00", "EUR")) & (eur < Money("10.01", "EUR")),
        (Field("day") > date(2026, 3, 1)) & (Field("day") < date(2026, 3, 2)),
        country.one_of("DE", "FR") & country.equals("IT"),
        country.equals("DE") & country.differs("DE"),
        VIP & Field("vip").equals(other=False),
        VIP & ~VIP,
        country.equals(Field("other")) & Field("other").differs(country),
        country.listed("bad") & ~country.listed("bad"),
        (rate / age > 2) & (rate / age < 1),
        age.between(5, 4, Bounds.CLOSED),
        AtLeast(3, (VIP, VIP)),
        AtLeast(2, (age < 5, age > 5)),
        AnyOf(()),
    ],
    ids=str,
)
def test_a_rule_that_can_never_be_true_is_found(never: Condition) -> None:
    """Whole numbers, days and money in one currency have nothing between two steps; decimals have."""
    assert can_be_true(never, SCHEMA) is False
    assert [item.code for item in lint_rules([rule("R1", never)], SCHEMA)] == ["unsatisfiable"]


@pytest.mark.parametrize(
    "sound",
    [
        (rate > 17) & (rate < 18),
        (Field("any") > Money(10, "EUR")) & (Field("any") < Money(5, "USD")),
        (hour > timedelta(hours=22)) | (hour < timedelta(hours=6)),
        country.equals(Field("other")),
        age.equals(Decimal("17.0")),
    ],
    ids=str,
)
def test_a_rule_that_can_be_true_is_left_alone(sound: Condition) -> None:
    """No finding without proof."""
    assert lint_rules([rule("R1", sound)], SCHEMA) == ()


@pytest.mark.parametrize(
    "always",
    [
        (rate < 10) | (rate >= 10),
        (age <= 17) | (age >= 18),
        VIP | ~VIP,
        country.one_of("DE") | country.differs("DE"),
        AtLeast(1, (age < 5, age >= 5)),
        AllOf(()),
    ],
    ids=str,
)
def test_a_rule_that_is_true_for_every_known_value_is_found(always: Condition) -> None:
    """It decides nothing."""
    assert is_always_true(always, SCHEMA) is True
    assert [item.code for item in lint_rules([rule("R1", always)], SCHEMA)] == ["tautology"]


@given(data=st.data())
def test_analysis_never_contradicts_evaluation(data: st.DataObject) -> None:
    """What can never be true is not true, what always is not false, and what is implied follows."""
    schema = data.draw(schemas())
    one, two = (data.draw(conditions(schema, with_is_known=False)) for _ in range(2))
    known = data.draw(facts(schema, complete=True))
    watched = NamedList("watched", "1", data.draw(st.sets(st.sampled_from(["DE", "GB"]))))
    first, second = (evaluate(item, known, lists=[watched]).truth for item in (one, two))
    if first is Truth.TRUE:
        assert can_be_true(one, schema) is not False
    if first is Truth.FALSE:
        assert is_always_true(one, schema) is not True
    if first is Truth.TRUE and second is Truth.FALSE:
        assert implies(one, two, schema) is not True


@given(data=st.data())
def test_every_condition_implies_itself_and_excludes_its_negation(data: st.DataObject) -> None:
    """As far as it can be analysed at all."""
    schema = data.draw(schemas())
    one = data.draw(conditions(schema))
    assert implies(one, one, schema) is not False
    assert can_be_true(AllOf((one, Not(one))), schema) is not True


def test_pairs_of_rules_are_compared_where_they_end_alike() -> None:
    """Equal rules, and a rule that adds nothing to a wider one; first the narrower."""
    large, larger = rule("R1", eur > Money(100, "EUR")), rule("R2", eur > Money(500, "EUR"))
    assert [(f.code, f.rules) for f in lint_rules([large, larger], SCHEMA)] == [("subsumed", ("R2", "R1"))]
    assert [(f.code, f.rules) for f in lint_rules([larger, large], SCHEMA)] == [("subsumed", ("R2", "R1"))]
    again = evolve(large, id="R3")
    assert [(f.code, f.rules) for f in lint_rules([large, again], SCHEMA)] == [("duplicate", ("R1", "R3"))]
    assert lint_rules([large, evolve(larger, outcome=Outcome.DECLINE)], SCHEMA) == ()
    assert lint_rules([evolve(large, validity=ENDED), larger], SCHEMA) == ()
    assert lint_rules([evolve(large, enabled=False), larger], SCHEMA) == ()


def test_what_covers_a_rule_depends_on_how_rules_combine() -> None:
    """First match never reaches it whatever its outcome; a score still adds its points."""
    large = rule("R1", eur > Money(100, "EUR"), Outcome.REVIEW)
    larger = rule("R2", eur > Money(500, "EUR"), Outcome.DECLINE)
    found = lint_rules([large, larger], SCHEMA, combine=FIRST_MATCH)
    assert [(item.code, item.rules) for item in found] == [("shadowed", ("R2", "R1"))]
    assert lint_rules([larger, large], SCHEMA, combine=FIRST_MATCH) == ()
    score = Score(Bands((Band(0, "allow"), Band(50, "hold"))))
    assert lint_rules([large, evolve(larger, outcome=Outcome.REVIEW)], SCHEMA, combine=score) == ()


def test_unknown_fields_types_lists_and_ended_rules_are_found() -> None:
    """Each with the rule it stands in, all at once."""
    rules = [
        rule("R1", Field("agee") < 18),
        rule("R2", country > "DE"),
        rule("R3", country.listed("bad")),
        evolve(rule("R4", VIP), validity=ENDED),
    ]
    found = lint_rules(rules, SCHEMA, lists=["good"], on=date(2026, 1, 1))
    assert [(item.code, item.rules[0]) for item in found] == [
        ("unknown_field", "R1"),
        ("no_order", "R2"),
        ("unknown_list", "R3"),
        ("expired", "R4"),
    ]
    assert str(found[2]) == "Rule R3 asks for the list bad, which was not supplied."
    assert "did you mean age" in str(found[0])


def test_the_packaged_policy_has_no_findings() -> None:
    """We read our own."""
    policy = standard_credit_policy("EUR", first_order_max=Money(1000, "EUR"))
    assert lint(policy, lists=[], on=date(2026, 3, 1)) == ()
    assert policy.combine is MOST_SEVERE


def test_a_condition_too_wide_to_analyse_claims_nothing() -> None:
    """Time is bounded; no finding is better than a wrong one."""
    wide = AllOf(tuple(country.listed(f"a{n}") | country.listed(f"b{n}") for n in range(10)))
    assert can_be_true(wide, SCHEMA) is None
    assert lint(Policy("p", 1, SCHEMA, (rule("R1", wide),))) == ()


@pytest.mark.parametrize(
    ("spans", "gaps", "overlaps"),
    [
        ([(0, 40), (40, 70), (70, 100)], [], []),
        ([(70, 100), (0, 40), (40, 70)], [], []),
        ([(0, 40), (45, 100)], [(40, 45)], []),
        ([(0, 50), (40, 100)], [], [(40, 50)]),
        ([(10, 90)], [(0, 10), (90, 100)], []),
        ([], [(0, 100)], []),
        ([(0, 100), (20, 30), (40, 50)], [], [(20, 30), (40, 50)]),
        ([(-10, 0), (100, 120), (0, 100)], [], []),
        ([(120, 130)], [(0, 100)], []),
    ],
    ids=str,
)
def test_bands_cover_their_domain_once(
    spans: list[tuple[int, int]], gaps: list[tuple[int, int]], overlaps: list[tuple[int, int]]
) -> None:
    """Holes and double covers are told, in whatever order the bands come."""
    found = check_spans([Span(*ends) for ends in spans], domain=Span(0, 100))
    assert [(span.start, span.end) for span in found.gaps] == gaps
    assert [(span.start, span.end) for span in found.overlaps] == overlaps


@given(score=st.integers(0, 200), floor=st.sampled_from([(), ("low",), ("high",)]))
def test_a_floor_raises_a_level_and_never_lowers_it(score: int, floor: tuple[str, ...]) -> None:
    """Whatever the score."""
    bands = Bands((Band(0, "low"), Band(40, "medium"), Band(70, "high")))
    rank = bands.levels.index
    assert rank(bands.level(score, floors=floor)) == max(rank(bands.level(score)), *map(rank, floor), 0)
    assert bands.level(score) == ("high" if score >= 70 else "medium" if score >= 40 else "low")


@pytest.mark.parametrize(
    "bands",
    [(), (Band(0, "a"), Band(0, "b")), (Band(5, "a"), Band(0, "b")), (Band(0, "a"), Band(5, "a"))],
    ids=["none", "equal", "falling", "twice"],
)
def test_bands_that_do_not_rise_are_refused(bands: tuple[Band, ...]) -> None:
    """Every score has one level."""
    with pytest.raises(BandsError):
        Bands(bands)


def test_a_score_below_all_bands_or_an_unknown_floor_is_refused() -> None:
    """Neither gets the lowest level in silence; a span holds at least one score."""
    bands = Bands((Band(10, "low"),))
    with pytest.raises(BandsError, match="below the lowest"):
        bands.level(9)
    with pytest.raises(BandsError, match="no level 'lw'"):
        bands.level(10, floors=["lw"])
    with pytest.raises(BandsError):
        Span(5, 5)
