"""Conditions of rules in three values: yes, no and not known; what comes later takes no answer back."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.logistics import Mode
from xbcommerce.logistics.customs import ANY, Buyer, TradeFacts, When
from xbcommerce.logistics.customs.classification import HsCode
from xbcommerce.testing.strategies.customs_trade import trade_facts, whens

NAMES = tuple(one.name for one in attrs.fields(TradeFacts))
LISTS = tuple(one.name for one in attrs.fields(When))
NOTHING = TradeFacts()


def filled(facts: TradeFacts, more: TradeFacts, names: tuple[str, ...] = NAMES) -> TradeFacts:
    """Tell of ``names`` what was not known; what was stays as it was."""
    told = {name: getattr(more, name) for name in names if getattr(facts, name) is None}
    return attrs.evolve(facts, **told)


complete = st.builds(
    TradeFacts,
    st.sampled_from(["CN", "DE"]),
    st.sampled_from(Mode),
    st.sampled_from(Buyer),
    st.sampled_from(["dhl", "post"]),
    st.sampled_from(["H1", "H7"]),
    st.frozensets(st.sampled_from(["GB-VAT", "IOSS"])),
    st.sampled_from(["CN", "JP"]),
    st.sampled_from(["6109100010", "6403990000", "6109900000"]).map(HsCode),
    st.frozensets(st.sampled_from(["alcohol", "perfume"])),
)
"""Everything a rule may ask, the code to its last digit."""


@given(whens(), trade_facts(), complete)
def test_a_fact_that_comes_later_never_flips_an_answer(
    when: When, facts: TradeFacts, more: TradeFacts
) -> None:
    """Decided is decided, whatever else is told."""
    answer = when.holds(facts)
    if answer is not None:
        assert when.holds(filled(facts, more)) is answer


@given(whens(), trade_facts(), st.sampled_from(["61", "6109", "6403"]), st.sampled_from(["10", "9900"]))
def test_a_code_that_is_told_further_never_flips_an_answer(
    when: When, facts: TradeFacts, short: str, more: str
) -> None:
    """Digits are added at the end."""
    answer = when.holds(attrs.evolve(facts, hs_code=HsCode(short)))
    if answer is not None:
        assert when.holds(attrs.evolve(facts, hs_code=HsCode(short + more))) is answer


@given(whens(), complete)
def test_all_facts_together_always_decide(when: When, facts: TradeFacts) -> None:
    """Nothing else is asked."""
    assert when.holds(facts) is not None
    assert when.unknown(facts) == ()


@given(whens(), trade_facts(), complete)
def test_the_facts_that_are_named_decide_and_no_others(
    when: When, facts: TradeFacts, more: TradeFacts
) -> None:
    """Telling them all decides; telling everything else leaves it as open as it was."""
    facts = attrs.evolve(facts, hs_code=None)  # a short code is known, and yet not all of it
    named = when.unknown(facts)
    others = tuple(name for name in NAMES if name not in named)
    assert (not named) == (when.holds(facts) is not None)
    assert all(getattr(facts, name) is None for name in named)
    assert when.holds(filled(facts, more, named)) is not None
    if named:
        assert when.holds(filled(facts, more, others)) is None


@given(whens(), whens(), trade_facts())
def test_lists_are_joined_by_and(one: When, other: When, facts: TradeFacts) -> None:
    """No beats not known beats yes, in whatever order the lists are asked."""
    own = {name: getattr(other, name) for name in LISTS if getattr(other, name)}
    assume(not any(getattr(one, name) for name in own))
    answers = {one.holds(facts), other.holds(facts)}
    joined = False if False in answers else None if None in answers else True
    assert attrs.evolve(one, **own).holds(facts) is joined


PAIRS = {
    "origins": ("not_origins", ["CN", "JP"]),
    "modes": ("not_modes", [*Mode]),
    "registered": ("not_registered", ["GB-VAT", "IOSS"]),
    "goods": ("not_goods", ["alcohol", "perfume"]),
    "hs": ("not_hs", ["61", "610910", "64"]),
}


@pytest.mark.parametrize("wanted", PAIRS)
@given(st.data(), trade_facts())
def test_none_of_is_the_opposite_of_one_of(wanted: str, data: st.DataObject, facts: TradeFacts) -> None:
    """Where nothing is known of the fact, both are not known."""
    unwanted, known = PAIRS[wanted]
    names = data.draw(st.frozensets(st.sampled_from(known), min_size=1))
    answers = When(**{wanted: names}).holds(facts), When(**{unwanted: names}).holds(facts)
    assert answers in {(True, False), (False, True), (None, None)}


@given(trade_facts())
def test_a_rule_without_condition_is_about_everything(facts: TradeFacts) -> None:
    """Even where nothing is known."""
    assert ANY.holds(facts) is True
    assert not ANY.asks


@given(whens())
def test_a_condition_is_open_where_nothing_is_known(when: When) -> None:
    """Every fact that it asks about is named, once."""
    asked = {name for name in LISTS if getattr(when, name)}
    assert when.asks is bool(asked)
    assert when.holds(NOTHING) is (None if asked else True)
    assert len(set(when.unknown(NOTHING))) == len(when.unknown(NOTHING)) <= len(asked)


CODES = {
    "under the prefix": ("6109100010", True),
    "the prefix itself": ("6109", True),
    "beside it": ("6110", False),
    "too short to tell": ("61", None),
    "of another chapter": ("64", False),
}


@pytest.mark.parametrize(("digits", "answer"), CODES.values(), ids=CODES)
def test_a_short_code_leaves_open_what_its_further_digits_decide(digits: str, *, answer: bool | None) -> None:
    """61 may become 6109 and may become 6110; nothing is padded with zeros."""
    facts = TradeFacts(hs_code=HsCode(digits))
    assert When(hs=frozenset({"6109"})).holds(facts) is answer
    assert When(not_hs=frozenset({"6109"})).holds(facts) is (None if answer is None else not answer)


def test_a_seller_without_schemes_is_not_one_of_whom_nothing_is_known() -> None:
    """Empty is an answer; None is none."""
    ioss = When(registered=frozenset({"IOSS"}))
    assert ioss.holds(TradeFacts(registrations=frozenset())) is False
    assert ioss.unknown(TradeFacts()) == ("registrations",)


@pytest.mark.parametrize("name", [name for name in LISTS if name not in {"buyers", "modes", "not_modes"}])
def test_one_name_where_a_list_is_meant_is_refused(name: str) -> None:
    """It would become its letters; the message writes it as it should be."""
    with pytest.raises(InvalidValueError, match=r"names='CN': expected several names; write names=\{'CN'\}"):
        When(**{name: "CN"})
