"""Policies: refused when they do not fit, the same whatever the order, found by day, stored with a digest."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.codec import from_json, to_json
from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.risk import (
    FIRST_MATCH,
    IGNORE,
    Compare,
    ExpressionError,
    FactField,
    Field,
    Kind,
    NoPolicy,
    Outcome,
    Policy,
    PolicyError,
    Rule,
    Schema,
    TreatAs,
    policy_as_of,
)
from xbcommerce.testing.strategies.risk import policies

SCHEMA = Schema((FactField("late", Kind.INT), FactField("score", Kind.INT)))


def rule(rule_id: str, outcome: Outcome = Outcome.HOLD) -> Rule:
    """Build a rule that fits."""
    return Rule(rule_id, Field("late") >= 3, outcome, reason="buyer.late")


@given(policy=policies())
def test_a_policy_round_trips_through_the_codec_with_its_digest(policy: Policy) -> None:
    """A stored policy is the policy."""
    again = from_json(to_json(policy), Policy)
    assert again == policy
    assert again.digest == policy.digest


@given(policy=policies(), data=st.data())
def test_the_digest_knows_the_order_only_where_it_matters(policy: Policy, data: st.DataObject) -> None:
    """Sorting rules in an editor is no change, except under first match."""
    shuffled = evolve(policy, rules=data.draw(st.permutations(policy.rules)))
    if not policy.is_ordered or shuffled.rules == policy.rules:
        assert shuffled.digest == policy.digest
    else:
        assert shuffled.digest != policy.digest


def test_every_rule_that_does_not_fit_is_named_with_what_is_wrong() -> None:
    """All problems of all rules at once, also ids used twice."""
    bad = Rule("R2", Field("scor") < 5, Outcome.HOLD, reason="x")
    worse = Rule("R3", Field("score").equals("5"), Outcome.HOLD, reason="x")
    with pytest.raises(PolicyError, match=r"Rule R2 reads scor.*did you mean score\?.*500") as caught:
        Policy("p", 1, SCHEMA, (rule("R1"), rule("R1"), bad, worse))
    found = [(problem.where, problem.code) for problem in caught.value.unmet]
    assert found == [("R2", "rule.unknown_field"), ("R3", "rule.wrong_type"), ("R1", "rule.duplicate_id")]


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        (Field("total") > 500, r"money EUR with int: total > 500\..*Money\(500, 'EUR'\)"),
        (Field("total") > Money(5, "USD"), r"EUR with USD: total > 5\.00 USD\. Give the figure in EUR"),
        (Field("country") > "DE", r"no order: country > DE\. Use \.equals"),
        (Field("zzz") > 1, r"reads zzz, which the schema does not have; did you mean total or country\?"),
    ],
    ids=["type", "currency", "order", "field"],
)
def test_a_policy_that_does_not_fit_says_what_to_write_instead(when: Compare, sentence: str) -> None:
    """No code is printed: a sentence, and how to write it instead."""
    schema = Schema((FactField("total", Kind.MONEY, currency="EUR"), FactField("country", Kind.TEXT)))
    with pytest.raises(PolicyError, match=sentence) as caught:
        Policy("p", 1, schema, (Rule("M1", when, Outcome.HOLD, reason="x"),))
    assert "rule." not in str(caught.value)


@pytest.mark.parametrize("when", [Field("late") == True, None, "late >= 3", True])  # noqa: E712
def test_what_is_no_condition_is_refused_where_the_rule_is_made(when: object) -> None:
    """``field == True`` compares the rules themselves and is False: it would fail on the first order."""
    with pytest.raises(ExpressionError, match=r"say \.equals\(True\)"):
        Rule("R1", when, Outcome.HOLD, reason="x")  # type: ignore[arg-type]


def test_a_plain_outcome_says_what_an_unknown_counts_as() -> None:
    """Review is the default; ignoring is a choice that has to be made."""
    assert Policy("p", 1, SCHEMA, ()).on_unknown == TreatAs(Outcome.REVIEW)
    assert Policy("p", 1, SCHEMA, (), on_unknown=Outcome.HOLD).on_unknown == TreatAs(Outcome.HOLD)
    assert Policy("p", 1, SCHEMA, (), on_unknown=IGNORE).on_unknown is IGNORE


@pytest.mark.parametrize("version", [0, -1, True])
def test_versions_count_from_one(version: int) -> None:
    """A version that cannot be ordered is refused."""
    with pytest.raises(InvalidValueError):
        Policy("p", version, SCHEMA, ())


def test_a_rule_is_found_by_its_id() -> None:
    """Or the message lists those that exist."""
    policy = Policy("p", 1, SCHEMA, (rule("R1"),))
    assert policy.rule("R1") == rule("R1")
    with pytest.raises(PolicyError, match="'R9'; it has: R1"):
        policy.rule("R9")


def test_rules_compare_by_formula_whatever_they_do() -> None:
    """Stable ids are one thing, equal formulas another."""
    assert rule("R1").same_formula(rule("R2", Outcome.ALLOW))
    assert not rule("R1").same_formula(Rule("R1", Field("late") >= 4, Outcome.HOLD, reason="x"))


def _version(number: int, start: date, end: date | None, recorded: date) -> Policy:
    return Policy("p", number, SCHEMA, (), validity=Validity(start, end), recorded_on=recorded)


VERSIONS = (
    _version(1, date(2025, 1, 1), None, date(2024, 12, 15)),
    _version(2, date(2026, 1, 1), None, date(2025, 12, 20)),
    _version(3, date(2025, 11, 1), date(2026, 1, 1), date(2026, 2, 1)),
)


@pytest.mark.parametrize(
    ("on", "known", "expected"),
    [
        (date(2025, 6, 1), None, 1),
        (date(2026, 1, 1), None, 2),
        (date(2025, 12, 31), None, 3),
        (date(2025, 12, 31), date(2026, 1, 31), 1),
        (date(2026, 1, 1), date(2025, 12, 19), 1),
        (date(2024, 12, 31), None, None),
    ],
)
def test_the_version_recorded_last_rules_as_far_as_it_was_known(
    on: date, known: date | None, expected: int | None
) -> None:
    """A correction written later changes the past only for those who know of it."""
    found = policy_as_of(reversed(VERSIONS), on, known)
    assert (None if isinstance(found, NoPolicy) else found.version) == expected


def test_an_ordered_policy_is_one_that_stops_at_the_first_match() -> None:
    """No other strategy depends on the order."""
    assert Policy("p", 1, SCHEMA, (), combine=FIRST_MATCH).is_ordered
    assert not Policy("p", 1, SCHEMA, ()).is_ordered
