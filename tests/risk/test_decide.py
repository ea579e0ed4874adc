"""Decisions: every rule ends somewhere, more evidence is never milder, replay gives the same bytes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import chain

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.codec import from_json, to_json
from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.errors import InvalidValueError, NaiveDatetimeError
from xbcommerce.kernel.fx import Rate
from xbcommerce.risk import (
    ALLOW_OVERRIDES,
    FIRST_MATCH,
    IGNORE,
    MOST_SEVERE,
    REFUSE,
    Band,
    Bands,
    Combine,
    FactField,
    Facts,
    FactsError,
    Field,
    Kind,
    NamedList,
    Outcome,
    Policy,
    PolicyNotInForceError,
    Rule,
    Schema,
    Score,
    Skip,
    SkipReason,
    Snooze,
    Truth,
    UndecidedError,
    Verdict,
    decide,
    evaluate,
)
from xbcommerce.testing.strategies.risk import AT, facts, policies, rules, verdicts

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SCHEMA = Schema(
    (
        *(FactField(name, Kind.BOOL) for name in ("large", "late", "vip")),
        FactField("total", Kind.MONEY),
        FactField("email", Kind.TEXT),
    )
)
LARGE = Rule("R1", Field("large").equals(other=True), Outcome.REVIEW, reason="order.large", points=30)
LATE = Rule("R2", Field("late").equals(other=True), Outcome.DECLINE, reason="buyer.late", points=50)
VIP = Rule("R3", Field("vip").equals(other=True), Outcome.ALLOW, reason="buyer.vip")


def policy(*some: Rule, combine: Combine = MOST_SEVERE) -> Policy:
    """Build a policy of some rules."""
    return Policy("orders", 1, SCHEMA, some or (LARGE, LATE, VIP), combine=combine)


def known(**values: bool) -> Facts:
    """Build facts, false unless said otherwise."""
    return SCHEMA.facts({"large": False, "late": False, "vip": False, **values})


@given(data=st.data())
def test_every_rule_ends_as_exactly_one_of_hit_miss_unknown_skipped(data: st.DataObject) -> None:
    """Nothing is lost, nothing counts twice, and each agrees with evaluating the rule alone."""
    drawn = data.draw(policies())
    seen = data.draw(facts(drawn.schema))
    verdict = decide(drawn, seen, at=AT)
    ends: dict[str, list[str]] = {
        "true": [hit.rule for hit in verdict.hits],
        "false": list(verdict.misses),
        "unknown": [unknown.rule for unknown in verdict.unknowns],
    }
    skipped = {skip.rule for skip in verdict.skips}
    assert sorted([*chain(*ends.values()), *skipped]) == sorted(rule.id for rule in drawn.rules)
    for rule in drawn.rules:
        if rule.id not in skipped:
            assert rule.id in ends[evaluate(rule.when, seen).truth.value]


@given(data=st.data())
def test_the_order_of_rules_never_matters_except_under_first_match(data: st.DataObject) -> None:
    """The whole verdict is the same, digest included."""
    unordered = st.sampled_from(
        (MOST_SEVERE, ALLOW_OVERRIDES, Score(Bands((Band(0, "allow"), Band(50, "hold")))))
    )
    drawn = data.draw(policies(combine=unordered))
    seen = data.draw(facts(drawn.schema))
    shuffled = evolve(drawn, rules=data.draw(st.permutations(drawn.rules)))
    assert decide(shuffled, seen, at=AT) == decide(drawn, seen, at=AT)


@given(data=st.data())
def test_more_evidence_never_lowers_severity(data: st.DataObject) -> None:
    """One more rule, whatever it says, leaves the outcome or makes it more severe."""
    drawn = data.draw(policies(combine=st.just(MOST_SEVERE)))
    seen = data.draw(facts(drawn.schema))
    more = evolve(drawn, rules=(*drawn.rules, data.draw(rules(drawn.schema, rule_id="extra"))))
    assert decide(more, seen, at=AT).outcome >= decide(drawn, seen, at=AT).outcome


@given(data=st.data())
def test_replaying_a_stored_decision_gives_the_same_bytes(data: st.DataObject) -> None:
    """Policy and facts are read back from text and decide alike."""
    drawn = data.draw(policies())
    seen = data.draw(facts(drawn.schema))
    first = to_json(decide(drawn, seen, at=AT))
    again = decide(from_json(to_json(drawn), Policy), from_json(to_json(seen), Facts), at=AT)
    assert to_json(again) == first


@given(verdict=verdicts())
def test_a_verdict_round_trips_and_can_be_read(verdict: Verdict) -> None:
    """Stored verdicts stay; each prints one line a finding, without a bare code."""
    assert from_json(to_json(verdict), Verdict) == verdict
    text = str(verdict)
    assert verdict.policy in text
    assert len(text.splitlines()) == len(verdict.why())
    assert "risk." not in text
    assert verdict._repr_html_().startswith("<p><strong>")


def test_the_most_severe_hit_wins_and_hits_are_sorted_by_severity() -> None:
    """With the values they read."""
    verdict = decide(policy(), known(large=True, late=True, vip=True), at=NOW)
    assert verdict.outcome is Outcome.DECLINE
    assert [hit.rule for hit in verdict.hits] == ["R2", "R1", "R3"]
    assert verdict.reasons == ("buyer.late", "order.large", "buyer.vip")
    assert dict(verdict.hits[0].reads) == {"late": True}
    assert verdict.hits[0].because == ("late = yes",)


def test_an_allow_rule_overrides_only_where_the_policy_says_so() -> None:
    """A trusted buyer passes under "allow overrides" alone; an unknown allow rule does not."""
    seen = known(late=True, vip=True)
    assert decide(policy(), seen, at=NOW).outcome is Outcome.DECLINE
    assert decide(policy(combine=ALLOW_OVERRIDES), seen, at=NOW).outcome is Outcome.ALLOW
    unsure = SCHEMA.facts({"late": True, "large": False})
    assert decide(policy(combine=ALLOW_OVERRIDES), unsure, at=NOW).outcome is Outcome.DECLINE


def test_the_first_match_decides_and_later_rules_are_listed_as_not_reached() -> None:
    """Also an unknown rule stops there, with what an unknown does."""
    first = policy(LARGE, LATE, combine=FIRST_MATCH)
    verdict = decide(first, known(large=True, late=True), at=NOW)
    assert verdict.outcome is Outcome.REVIEW
    assert verdict.skips == (Skip("R2", SkipReason.NOT_REACHED),)
    unsure = decide(first, SCHEMA.facts({"late": True}), at=NOW)
    assert (unsure.outcome, unsure.missing) == (Outcome.REVIEW, ("large",))
    ignoring = evolve(first, on_unknown=IGNORE)
    assert decide(ignoring, SCHEMA.facts({"late": True}), at=NOW).outcome is Outcome.DECLINE


@pytest.mark.parametrize(
    ("values", "score", "outcome"),
    [({}, 0, "allow"), ({"large": True}, 30, "challenge"), ({"large": True, "late": True}, 80, "hold")],
    ids=["nothing", "one", "both"],
)
def test_points_add_up_to_a_band(values: dict[str, bool], score: int, outcome: str) -> None:
    """A cut-off belongs to the severe side."""
    bands = Bands((Band(0, "allow"), Band(30, "challenge"), Band(80, "hold")))
    points_only = [evolve(rule, outcome=Outcome.ALLOW) for rule in (LARGE, LATE)]
    verdict = decide(policy(*points_only, combine=Score(bands)), known(**values), at=NOW)
    assert (verdict.score, verdict.outcome.value) == (score, outcome)


def test_the_outcome_of_a_hit_is_a_floor_under_a_score() -> None:
    """A low score does not make a decline a review."""
    bands = Bands((Band(0, "allow"), Band(90, "hold")))
    assert decide(policy(combine=Score(bands)), known(late=True), at=NOW).outcome is Outcome.DECLINE


@pytest.mark.parametrize(
    "bands",
    [
        (Band(10, "allow"), Band(20, "hold")),
        (Band(0, "hold"), Band(20, "review")),
        (Band(0, "low"), Band(20, "high")),
    ],
    ids=["no_zero", "falling", "no_outcome"],
)
def test_bands_that_cannot_decide_are_refused(bands: tuple[Band, ...]) -> None:
    """Every score from zero up has an outcome, and a higher one is never milder."""
    with pytest.raises(InvalidValueError):
        Score(Bands(bands))


def test_an_unknown_rule_counts_as_the_policy_says() -> None:
    """Review by default, an outcome, ignored, or its own answer."""
    unsure = SCHEMA.facts({"large": False, "vip": False})
    assert decide(policy(), unsure, at=NOW).outcome is Outcome.REVIEW
    assert decide(evolve(policy(), on_unknown=Outcome.HOLD), unsure, at=NOW).outcome is Outcome.HOLD
    ignored = decide(evolve(policy(), on_unknown=IGNORE), unsure, at=NOW)
    assert (ignored.outcome, ignored.unknowns[0].counts_as) == (Outcome.ALLOW, None)
    own = policy(LARGE, evolve(LATE, on_unknown=Outcome.CHALLENGE))
    assert decide(own, unsure, at=NOW).outcome is Outcome.CHALLENGE


def test_a_policy_may_refuse_to_decide_on_incomplete_facts() -> None:
    """The error lists every gap of every rule."""
    strict = evolve(policy(), on_unknown=REFUSE)
    with pytest.raises(UndecidedError, match="complete facts only") as caught:
        decide(strict, SCHEMA.facts({"vip": True}), at=NOW)
    assert [gap.where for gap in caught.value.refusal.unmet] == ["large", "late"]
    assert decide(strict, known(), at=NOW).outcome is Outcome.ALLOW


def test_disabled_and_ended_rules_are_skipped_with_the_reason() -> None:
    """Validity is of days in the zone of the decision."""
    ended = evolve(LATE, validity=Validity(None, date(2026, 3, 2)))
    verdict = decide(policy(evolve(LARGE, enabled=False), ended), known(large=True, late=True), at=NOW)
    assert verdict.outcome is Outcome.ALLOW
    assert verdict.skips == (Skip("R1", SkipReason.DISABLED), Skip("R2", SkipReason.NOT_IN_FORCE))
    day_before = decide(policy(ended), known(late=True), at=NOW - timedelta(days=1))
    assert day_before.outcome is Outcome.DECLINE


@pytest.mark.parametrize(
    ("start_h", "end_h", "pivot", "outcome"),
    [(0, 1, "b-7", Outcome.ALLOW), (-1, 0, "b-7", Outcome.DECLINE), (0, 1, "b-8", Outcome.DECLINE)],
)
def test_a_snooze_removes_hits_of_its_group_and_pivot_while_it_lasts(
    start_h: int, end_h: int, pivot: str, outcome: Outcome
) -> None:
    """The start belongs to it, the end does not."""
    snooze = Snooze("credit", "b-7", NOW + timedelta(hours=start_h), NOW + timedelta(hours=end_h))
    grouped = policy(evolve(LATE, group="credit"))
    verdict = decide(grouped, known(late=True), at=NOW, snoozes=[snooze], pivot=pivot)
    assert verdict.outcome is outcome


def test_a_snooze_of_no_group_or_no_time_is_refused() -> None:
    """It would silence everything, or nothing."""
    for group, pivot, end in (("", "b", NOW + timedelta(1)), ("g", "", NOW + timedelta(1)), ("g", "b", NOW)):
        with pytest.raises(InvalidValueError):
            Snooze(group, pivot, NOW, end)


def test_lists_and_rates_that_were_read_are_named_in_the_verdict() -> None:
    """With version and day, so that the decision can be checked later."""
    rule = Rule(
        "R1", Field("email").listed("bad") & (Field("total") > Money(100, "USD")), Outcome.HOLD, reason="x"
    )
    rate = Rate("EUR", "USD", Decimal("1.1"), date(2026, 3, 2), "a bank")
    other = Rate("GBP", "USD", Decimal("1.3"), date(2026, 3, 2), "a bank")
    listed = NamedList("bad", "2026-03-01", ["a@example.com"])
    verdict = decide(
        policy(rule),
        SCHEMA.facts({"email": "a@example.com", "total": Money(95, "EUR")}),
        at=NOW,
        lists=[listed],
        rates=[rate, other],
    )
    assert verdict.outcome is Outcome.HOLD
    assert dict(verdict.lists) == {"bad": "2026-03-01"}
    assert verdict.rates == (rate,)
    assert "2026-03-01" in str(verdict)
    assert "1 EUR = 1.1 USD" in str(verdict)


def test_a_naive_instant_a_foreign_schema_and_a_policy_out_of_force_are_refused() -> None:
    """Each with the value and the way out."""
    with pytest.raises(NaiveDatetimeError):
        decide(policy(), known(), at=datetime(2026, 3, 2))  # noqa: DTZ001
    with pytest.raises(FactsError, match=r"policy\.schema\.facts"):
        decide(policy(), Schema(()).facts({}), at=NOW)
    ended = evolve(policy(), validity=Validity(None, date(2026, 3, 1)))
    with pytest.raises(PolicyNotInForceError, match="not on 2026-03-02"):
        decide(ended, known(), at=NOW)


def test_a_truth_is_made_of_three_values() -> None:
    """None is unknown."""
    assert [Truth.of(value) for value in (True, False, None)] == [Truth.TRUE, Truth.FALSE, Truth.UNKNOWN]


def test_outcomes_are_totally_ordered() -> None:
    """From mild to severe, in one place."""
    names = ["allow", "challenge", "review", "hold", "decline"]
    assert [outcome.value for outcome in sorted(Outcome, reverse=True)] == names[::-1]
    assert Outcome.HOLD >= Outcome.HOLD > Outcome.REVIEW <= Outcome.REVIEW < Outcome.DECLINE
    assert [outcome.severity for outcome in Outcome] == [0, 1, 2, 3, 4]
