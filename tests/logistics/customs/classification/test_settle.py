"""Which of several statements about a code counts, and that nobody is chosen in silence."""

from __future__ import annotations

from datetime import date, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.dated import NotADayError, Validity
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs.classification import (
    RANKING,
    Authority,
    Classification,
    HsCode,
    HsEdition,
    Ruling,
    Settled,
    Unsettled,
    settle,
)
from xbcommerce.reference import messages
from xbcommerce.reference.customs.hs import hs_correlations
from xbcommerce.testing.strategies.customs_classification import classifications

DAY = date(2026, 6, 1)
EARLIER = date(2026, 3, 1)


def said(code: str, by: Authority = Authority.BROKER, who: str = "", **more: Any) -> Classification:  # noqa: ANN401
    """Make a statement of March 2026 in HS 2022."""
    facts = {"edition": HsEdition.HS2022, "said_on": EARLIER, **more}
    return Classification(code, by=by, who=who, **facts)


def ruling(code: str, jurisdiction: str = "EU", validity: Validity | None = None) -> Classification:
    """Make a binding ruling."""
    days = validity or Validity(date(2024, 5, 2), date(2027, 5, 2))
    return said(code, Authority.RULING, ruling=Ruling("DEBTI-1", jurisdiction, days))


def answer(*statements: Classification, **terms: Any) -> Settled | Unsettled | Refusal:  # noqa: ANN401
    """Settle for the EU on the first of June."""
    return settle(statements, **{"on": DAY, "jurisdiction": "EU", **terms})


def codes(decision: Settled | Unsettled | Refusal) -> list[str]:
    """Return the candidates of a decision."""
    assert not isinstance(decision, Refusal)
    return [code.digits for code in decision.candidates]


def notes(decision: Settled | Unsettled | Refusal) -> list[str]:
    """Return why statements were set aside."""
    assert not isinstance(decision, Refusal)
    return [note.code.removeprefix("classification.") for note in decision.aside]


def test_a_binding_ruling_beats_a_broker_who_beats_a_supplier() -> None:
    """And whoever is overruled is told."""
    supplier = said("420222", Authority.SUPPLIER, "Mill 3")
    broker = said("610990")
    decision = answer(supplier, broker, ruling("610910"))
    assert isinstance(decision, Settled)
    assert codes(decision) == ["610910"]
    assert notes(decision) == ["overruled", "overruled"]
    assert codes(answer(supplier, broker)) == ["610990"]
    assert codes(answer(supplier)) == ["420222"]


@pytest.mark.parametrize(
    "powerless",
    [
        ruling("610910", "GB"),
        ruling("610910", validity=Validity(date(2020, 1, 1), date(2023, 1, 1))),
        ruling("610910", validity=Validity(date(2020, 1, 1), DAY)),
        ruling("610910", validity=Validity(date(2026, 6, 2), None)),
    ],
)
def test_a_ruling_that_does_not_bind_here_and_today_is_set_aside(powerless: Classification) -> None:
    """The last day of its validity is the day before its end."""
    decision = answer(powerless, said("420222", Authority.MODEL))
    assert codes(decision) == ["420222"]
    assert notes(decision) == ["not_binding"]


def test_brokers_who_contradict_each_other_leave_all_candidates() -> None:
    """The supplier does not arbitrate between experts."""
    decision = answer(
        said("610910", who="Kim"), said("420222", who="Lee"), said("610910", Authority.SUPPLIER)
    )
    assert isinstance(decision, Unsettled)
    assert codes(decision) == ["420222", "610910"]


def test_two_valid_rulings_that_differ_are_not_chosen_between() -> None:
    """It happens: they come from two member states."""
    assert codes(answer(ruling("610910"), ruling("420222"))) == ["420222", "610910"]


def test_who_goes_deeper_makes_more_precise_what_others_left_open() -> None:
    """Of equal and of lower rank."""
    decision = answer(said("6109"), said("61091000", who="Kim"), said("6109100040", Authority.SUPPLIER))
    assert codes(decision) == ["6109100040"]
    assert notes(decision) == []
    assert codes(answer(said("6109"), said("420222", Authority.SUPPLIER))) == ["6109"]


def test_lower_voices_that_narrow_differently_leave_their_candidates() -> None:
    """The broker named the heading, two suppliers two subheadings of it, a model something else."""
    decision = answer(
        said("6109"),
        said("610910", Authority.SUPPLIER, "Mill 3"),
        said("610990", Authority.SUPPLIER, "Mill 4"),
        said("420222", Authority.MODEL),
    )
    assert codes(decision) == ["610910", "610990"]
    assert notes(decision) == ["overruled"]


def test_a_later_word_of_the_same_voice_replaces_the_earlier() -> None:
    """Of nameless voices nobody knows whether they are the same."""
    early, late = said("420222", who="Kim", said_on=date(2025, 1, 1)), said("610910", who="Kim")
    decision = answer(late, early)
    assert (codes(decision), notes(decision)) == (["610910"], ["replaced"])
    nameless = said("420222", said_on=date(2025, 1, 1)), said("610910")
    assert codes(answer(*nameless)) == ["420222", "610910"]


def test_what_was_said_after_the_day_did_not_count_on_it() -> None:
    """Nor does it replace what was said before."""
    late = said("610910", who="Kim", said_on=date(2026, 6, 2))
    decision = answer(said("420222", who="Kim"), late)
    assert (codes(decision), notes(decision)) == (["420222"], ["later"])
    assert codes(answer(said("420222", who="Kim"), late, on=date(2026, 6, 2))) == ["610910"]


def test_a_guess_below_the_wanted_confidence_is_set_aside() -> None:
    """A share exactly at the limit passes; without a share nothing is measured."""
    guesses = [
        said("610910", Authority.MODEL, confidence="0.80"),
        said("420222", Authority.MODEL, confidence="0.79"),
    ]
    decision = answer(*guesses, confidence_min="0.8")
    assert (codes(decision), notes(decision)) == (["610910"], ["unsure"])
    assert codes(answer(*guesses)) == ["420222", "610910"]
    assert codes(answer(said("610910"), confidence_min=1)) == ["610910"]


def test_statements_of_another_edition_are_carried_over_or_set_aside() -> None:
    """A split code leaves its parts, which a broker of today may settle."""
    ornament = said("4420.10.00", Authority.SUPPLIER, edition=HsEdition.HS2017)
    tables = hs_correlations()
    assert codes(answer(ornament, tables=tables)) == ["442011", "442019"]
    assert codes(answer(ornament, said("442011", Authority.MODEL), tables=tables)) == ["442011"]
    phone = said("851712", edition=HsEdition.HS2017)
    decision = answer(phone, said("851713", Authority.MODEL), tables=tables)
    assert (codes(decision), notes(decision)) == (["851713"], ["not_carried"])
    assert codes(answer(phone, edition=HsEdition.HS2017)) == ["851712"]
    assert codes(answer(phone, on=date(2027, 1, 1), edition=HsEdition.HS2017)) == ["851712"]


def test_a_host_ranks_as_it_trusts() -> None:
    """Whom it leaves out is not asked."""
    mine, broker = said("610910", Authority.OWN), said("420222")
    decision = answer(mine, broker, ranking=(Authority.OWN,))
    assert (codes(decision), notes(decision)) == (["610910"], ["not_ranked"])
    assert codes(answer(mine, broker)) == ["420222"]
    with pytest.raises(InvalidValueError, match="own stands twice"):
        answer(mine, ranking=(Authority.OWN, Authority.OWN))


def test_where_nobody_counts_it_is_refused_with_every_reason() -> None:
    """Never a default code."""
    refusal = answer(ruling("610910", "GB"), said("420222", said_on=date(2026, 7, 1)))
    assert isinstance(refusal, Refusal)
    assert refusal.codes == ("classification.none", "classification.later", "classification.not_binding")
    nothing = answer()
    assert isinstance(nothing, Refusal)
    assert nothing.codes == ("classification.none",)
    unknown = answer(said("610910"), on=date(2000, 1, 1))
    assert isinstance(unknown, Refusal)
    assert unknown.codes == ("hs_edition.unknown",)
    with pytest.raises(NotADayError):
        answer(said("610910"), on=datetime(2026, 6, 1))  # noqa: DTZ001 (that is the point)


def test_decisions_speak_chinese() -> None:
    """Settled, unsettled and refused."""
    decisions = (
        answer(said("610910"), said("420222", Authority.MODEL)),
        answer(said("610910"), said("420222")),
        answer(),
    )
    for decision in decisions:
        assert "HS2022" in messages().explain(decision, "zh_Hant")
        assert "classification." not in messages().explain(decision)


def test_a_statement_keeps_to_what_it_is() -> None:
    """A ruling has its number, an opinion has none, and nobody is surer than sure."""
    with pytest.raises(InvalidValueError, match="names its ruling"):
        said("610910", Authority.RULING)
    with pytest.raises(InvalidValueError, match="names its ruling"):
        said("610910", Authority.BROKER, ruling=Ruling("1", "EU", Validity(None, None)))
    with pytest.raises(InvalidValueError, match="a share from 0 to 1"):
        said("610910", confidence=2)
    with pytest.raises(InvalidValueError):
        said("610910", confidence=0.5)


FEW = st.sampled_from(["61", "6109", "610910", "610990", "61091000", "420222", "42022200"]).map(HsCode)
ANYBODY = st.lists(classifications(codes=FEW), max_size=6)


@given(ANYBODY, st.randoms(use_true_random=False))
def test_the_order_and_repetition_of_statements_do_not_matter(
    statements: list[Classification], chance: Random
) -> None:
    """Facts come late, twice and in any order."""
    shuffled = [*statements, *statements[:2]]
    chance.shuffle(shuffled)
    assert answer(*shuffled) == answer(*statements)


@given(ANYBODY)
def test_every_statement_counts_or_is_told_why_not(statements: list[Classification]) -> None:
    """And every candidate is one that somebody said, in full."""
    decision = answer(*statements)
    if isinstance(decision, Refusal):
        assert len(decision.unmet) == 1 + len(set(statements))
        return
    assert len(decision.by) + len(decision.aside) == len(set(statements))
    assert set(decision.candidates) <= {each.code for each in decision.by}
    assert (len(decision.candidates) == 1) is isinstance(decision, Settled)


@given(ANYBODY)
def test_who_ranks_highest_is_never_overruled(statements: list[Classification]) -> None:
    """Every candidate lies within what some voice of the first rank said, or is that."""
    decision = answer(*statements)
    if isinstance(decision, Refusal):
        return
    best = min((each.by for each in decision.by), key=RANKING.index)
    first = [each.code for each in decision.by if each.by is best]
    assert all(any(code.within(other) for other in first) for code in decision.candidates)
