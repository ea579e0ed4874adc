"""Codes across editions: splits are never chosen, merges found both ways, what is not listed is unknown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.dated import Tier
from xbcommerce.logistics.customs.classification import (
    CodePair,
    Correlation,
    CorrelationError,
    Exactly,
    Extent,
    HsCode,
    HsEdition,
    OneOf,
    Uncorrelated,
    correlate,
)
from xbcommerce.reference import messages
from xbcommerce.reference.customs.hs import hs2022, hs_correlations
from xbcommerce.testing.strategies.customs_classification import correlations

HS12, HS17, HS22, HS28 = HsEdition
FEW = [HsCode(f"8517{number}") for number in range(10, 16)]
A, B, C, D = FEW[:4]


def table(*pairs: tuple[HsCode, HsCode], old: HsEdition = HS17, new: HsEdition = HS22) -> Correlation:
    """Make a complete table."""
    return Correlation.complete(old, new, [(first.digits, second.digits) for first, second in pairs])


def packaged(code: str, of: HsEdition = HS17, to: HsEdition = HS22) -> Exactly | OneOf | Uncorrelated:
    """Ask the packaged tables."""
    return correlate(code, of, to, hs_correlations())


def digits(answer: Exactly | OneOf | Uncorrelated) -> list[str]:
    """Return the candidates as texts."""
    return [code.digits for code in answer.candidates]


def test_an_unchanged_code_is_taken_over_only_because_the_table_says_so() -> None:
    """Pure-bred horses stayed; of T-shirts nothing is packaged, though the code looks the same."""
    assert packaged("010121") == Exactly(HsCode("010121"), HS17, HS22, HsCode("010121"))
    tshirts = packaged("610910")
    assert isinstance(tshirts, Uncorrelated)
    assert tshirts.reason.code == "correlation.not_listed"
    assert tshirts.candidates == ()


def test_a_split_code_names_all_candidates() -> None:
    """Wooden ornaments were split by tropical wood, food preparations by nicotine and more."""
    ornaments = packaged("4420.10")
    assert isinstance(ornaments, OneOf)
    assert digits(ornaments) == ["442011", "442019"]
    assert digits(packaged("210690")) == ["160100", "160210", "160290", "210690", "240491", "300693"]


def test_the_way_back_of_a_split_is_exact() -> None:
    """Electronic cigarettes were all of them machines of 8543.70, which became much else."""
    cigarettes = packaged("854340", HS22, HS17)
    assert isinstance(cigarettes, Exactly)
    assert cigarettes.code == HsCode("854370")
    machines = packaged("854370")
    assert isinstance(machines, OneOf)
    assert {"854340", "854370"} < set(digits(machines))


def test_telephones_are_not_settled_where_the_table_may_lack_some() -> None:
    """8517.12 became at least two codes; waste of telephones went to other headings."""
    phones = packaged("851712")
    assert isinstance(phones, Uncorrelated)
    assert phones.reason.code == "correlation.not_all_listed"
    assert digits(phones) == ["851713", "851714"]


def test_transducers_are_no_telephones() -> None:
    """A widely used conversion sends 8541.51 of 2022 to 8517.12 of 2017, which trade figures refute."""
    for code in ("854151", "854159"):
        back = packaged(code, HS22, HS17)
        assert isinstance(back, Uncorrelated)
        assert "851712" not in digits(back)
        assert "854150" in digits(back)


def test_what_is_packaged_is_sourced_and_exists() -> None:
    """Every newer code is one of the packaged nomenclature."""
    for each in hs_correlations():
        assert each.source is not None
        assert each.source.tier is Tier.C
        assert each.source.read_on == date(2026, 11, 25)
        assert each.pairs
        assert all(hs2022().exists(pair.new) for pair in each.pairs)


@pytest.mark.parametrize("code", ["61", "6109", "61091000"])
def test_only_subheadings_have_counterparts(code: str) -> None:
    """A heading is many codes, a national one is a country's own; neither is cut to fit."""
    answer = packaged(code)
    assert isinstance(answer, Uncorrelated)
    assert answer.reason.code == "correlation.level"


def test_without_tables_that_lead_there_nothing_is_known() -> None:
    """And within one edition a code is itself."""
    future = packaged("300241", HS22, HS28)
    assert isinstance(future, Uncorrelated)
    assert future.reason.code == "correlation.no_table"
    assert packaged("300241", HS22, HS22) == Exactly(HsCode("300241"), HS22, HS22, HsCode("300241"))


def test_a_split_that_merges_again_is_exact() -> None:
    """Candidates are gathered along the way, not chosen at its first step."""
    tables = [table((A, A), (A, B), old=HS12, new=HS17), table((A, C), (B, C))]
    assert correlate(A, HS12, HS22, tables) == Exactly(A, HS12, HS22, C)
    back = correlate(C, HS22, HS12, tables)
    assert isinstance(back, Exactly)
    assert back.code == A


def test_one_unknown_part_makes_the_whole_unknown() -> None:
    """What is known of the other part is told."""
    tables = [table((A, A), (A, B), old=HS12, new=HS17), table((A, C))]
    answer = correlate(A, HS12, HS22, tables)
    assert isinstance(answer, Uncorrelated)
    assert answer.candidates == (C,)


def test_a_direct_table_is_better_than_two_steps() -> None:
    """Each step may widen the candidates."""
    steps = [table((A, A), (A, B), old=HS12, new=HS17), table((A, A), (B, D))]
    direct = table((A, D), old=HS12, new=HS22)
    assert digits(correlate(A, HS12, HS22, steps)) == [A.digits, D.digits]
    assert digits(correlate(A, HS12, HS22, [*steps, direct])) == [D.digits]


def test_two_tables_between_the_same_editions_are_refused() -> None:
    """Nobody chose between them."""
    with pytest.raises(CorrelationError, match="choose one"):
        correlate(A, HS17, HS22, [table((A, B)), table((A, C))])


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([(A, B, "whole", "whole"), (A, C, "whole", "whole")], "stands in 2 pairs that hold all of it"),
        ([(A, B, "part", "whole")], "stands in 1 pairs that hold part of it"),
        ([(A, B, "whole", "part")], "of HS2022 stands in 1 pairs"),
        ([(A, B, "part", "whole"), (A, C, "open", "whole")], "disagree on how much"),
        ([(A, B, "open", "open"), (A, B, "open", "open")], "is told twice"),
        ([(HsCode("6109"), A, "open", "open")], "6109 is no subheading"),
    ],
)
def test_pairs_that_contradict_each_other_are_refused(
    pairs: list[tuple[HsCode, HsCode, str, str]], words: str
) -> None:
    """With all that is wrong."""
    read = [CodePair(old, new, Extent(of_old), Extent(of_new)) for old, new, of_old, of_new in pairs]
    with pytest.raises(CorrelationError, match=words):
        Correlation(HS17, HS22, read)


def test_a_table_goes_from_an_older_to_a_newer_edition() -> None:
    """The same edition is none either."""
    for new in (HS12, HS17):
        with pytest.raises(CorrelationError, match="older edition comes first"):
            Correlation(HS17, new, ())


def test_answers_speak_chinese() -> None:
    """Each kind."""
    for answer in (packaged("010121"), packaged("442010"), packaged("851712"), packaged("610910")):
        assert str(answer) != messages().explain(answer, "zh_Hans")


@given(correlations(), st.sampled_from(FEW), st.sampled_from(FEW))
def test_forwards_and_backwards_agree(between: Correlation, old: HsCode, new: HsCode) -> None:
    """New is a candidate for old exactly where old is one for new."""
    forward = correlate(old, HS17, HS22, [between])
    backward = correlate(new, HS22, HS17, [between])
    assert (new in forward.candidates) == (old in backward.candidates)


@given(correlations(), st.sampled_from(FEW))
def test_in_a_complete_table_the_kind_of_answer_is_the_number_of_pairs(
    between: Correlation, code: HsCode
) -> None:
    """None is unknown, one is exact, more are candidates."""
    answer = correlate(code, HS17, HS22, [between])
    named = {pair.new for pair in between.pairs if pair.old == code}
    assert set(answer.candidates) == named
    assert type(answer) is {0: Uncorrelated, 1: Exactly}.get(len(named), OneOf)


@given(correlations(old=HS12, new=HS17), correlations(), st.sampled_from(FEW))
def test_two_tables_compose_as_relations(first: Correlation, second: Correlation, code: HsCode) -> None:
    """Candidates are those of all candidates; one gap on the way and nothing is settled."""
    answer = correlate(code, HS12, HS22, [second, first])
    middle = correlate(code, HS12, HS17, [first]).candidates
    ends = [correlate(each, HS17, HS22, [second]) for each in middle]
    assert set(answer.candidates) == {code for end in ends for code in end.candidates}
    gap = not middle or any(isinstance(end, Uncorrelated) for end in ends)
    assert isinstance(answer, Uncorrelated) == gap
