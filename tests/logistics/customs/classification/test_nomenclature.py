"""HS 2022 as packaged, editions by day, and the laws of a tree."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given

from xbcommerce.kernel.dated import NotADayError, Tier
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs.classification import (
    HsCode,
    HsEdition,
    HsLevel,
    InvalidHsCodeError,
    Nomenclature,
    NomenclatureError,
    Section,
    edition_on,
)
from xbcommerce.reference.customs.hs import hs2022
from xbcommerce.testing.strategies.customs_classification import nomenclatures

ALL = (Section("I", "01", "99", "Everything"),)


@pytest.mark.parametrize(
    ("level", "within", "count"),
    [
        (HsLevel.CHAPTER, None, 96),
        (HsLevel.HEADING, None, 1_228),
        (HsLevel.SUBHEADING, None, 5_612),
        (HsLevel.NATIONAL, None, 0),
        (HsLevel.HEADING, "61", 17),
        (HsLevel.SUBHEADING, "61", 106),
        (HsLevel.SUBHEADING, "6109", 2),
        (HsLevel.SUBHEADING, "610910", 1),
        (HsLevel.HEADING, "99", 0),
    ],
)
def test_hs_2022_has_as_many_codes_as_the_field_counts(
    level: HsLevel, within: str | None, count: int
) -> None:
    """Ninety-seven chapters, less the reserved one."""
    assert hs2022().count(level, within=within) == len(hs2022().codes(level, within=within)) == count


@pytest.mark.parametrize(
    "code",
    [
        "851713",
        "854340",  # electronic cigarettes, new in 2022
        "240412",
        "880622",
        "6109",
        "6109.10.00.40",  # its subheading does; the tail is a country's
    ],
)
def test_these_codes_exist_in_2022(code: str) -> None:
    """Also at other levels than the subheading."""
    assert hs2022().exists(code)


@pytest.mark.parametrize(
    "code",
    [
        "851712",  # mobile telephones until 2021
        "610911",
        "9999",  # of statistics, not of the nomenclature
        "9903.01.25",
        "98",
    ],
)
def test_these_are_well_formed_and_do_not_exist_in_2022(code: str) -> None:
    """Well-formed is not enough."""
    assert not hs2022().exists(code)


def test_a_code_of_the_reserved_chapter_is_not_even_asked_about() -> None:
    """It is no code; the error says so."""
    with pytest.raises(InvalidHsCodeError, match="reserved"):
        hs2022().exists("771234")


def test_every_code_has_its_section_and_the_code_above() -> None:
    """From the first chapter to the last."""
    hs = hs2022()
    assert len(hs.sections) == 21
    numbers = [section.number for chapter in hs.codes(HsLevel.CHAPTER) if (section := hs.section(chapter))]
    assert len(numbers) == 96
    assert list(dict.fromkeys(numbers)) == [section.number for section in hs.sections]
    assert hs.section("98") is None


def test_what_is_packaged_says_where_it_comes_from() -> None:
    """Source, tier and the day it was read."""
    source = hs2022().source
    assert source is not None
    assert (source.tier, source.read_on) == (Tier.B, date(2026, 11, 22))
    assert "PDDL" in source.title


def test_a_heading_cannot_be_declared_and_names_what_may_be_meant() -> None:
    """It is never taken for its first subheading."""
    (unmet,) = hs2022().undeclarable("6109", "line 1")
    assert unmet.params["below"] == ("6109.10", "6109.90")
    (unmet,) = hs2022().undeclarable("851712")
    assert str(unmet) == "hs_code.not_in_edition at hs_code (code=8517.12, edition=HS2022)"
    assert hs2022().undeclarable("8517.13.00") == ()


def test_above_and_below() -> None:
    """A national code lies below its subheading, though the edition does not know it."""
    hs = hs2022()
    assert hs.parent("6109.10.00.40") == HsCode("610910")
    assert hs.parent("610910") == HsCode("6109")
    assert hs.parent("61") is None
    assert hs.parent("999999") is None
    assert hs.children("61")[0] == HsCode("6101")
    assert hs.children("610910") == ()
    assert hs.title("6109.10.00") is None


@given(nomenclatures())
def test_parents_and_children_are_the_same_edges(tree: Nomenclature) -> None:
    """Seen from both ends; every code is reached from a chapter, once."""
    levels = (HsLevel.CHAPTER, HsLevel.HEADING, HsLevel.SUBHEADING)
    chapters, headings, subheadings = (tree.codes(level) for level in levels)
    below = [child for code in (*chapters, *headings) for child in tree.children(code)]
    assert sorted(below) == sorted([*headings, *subheadings])
    assert all(child in tree.children(parent) for child in below if (parent := tree.parent(child)))
    assert sum(tree.count(HsLevel.SUBHEADING, within=code) for code in chapters) == len(subheadings)


@pytest.mark.parametrize(
    ("titles", "words"),
    [
        ({"0101": ""}, "0101 without 01"),
        ({"01": "", "010121": ""}, "010121 without 0101"),
        ({"01": "", "0101": "", "010121": "", "01012100": ""}, "'01012100' has 8 digits"),
        ({"01": "", "0a": ""}, "'0a' is no digits"),
        ({"": ""}, "'' has 0 digits"),
        ({"00": ""}, "chapter 00 is in no section"),
    ],
)
def test_codes_that_make_no_tree_are_refused(titles: dict[str, str], words: str) -> None:
    """With the code at fault."""
    with pytest.raises(NomenclatureError, match=words):
        Nomenclature(HsEdition.HS2022, titles, ALL)


def test_all_faults_of_a_tree_are_told_at_once() -> None:
    """Somebody repairs a file, not a row."""
    with pytest.raises(NomenclatureError, match=r"0101 without 01; .*chapter 02 is in no section"):
        Nomenclature(HsEdition.HS2022, {"0101": "", "02": ""}, [Section("I", "01", "01", "")])


@pytest.mark.parametrize(
    ("on", "edition"),
    [
        (date(2012, 1, 1), HsEdition.HS2012),
        (date(2016, 12, 31), HsEdition.HS2012),
        (date(2017, 1, 1), HsEdition.HS2017),
        (date(2021, 12, 31), HsEdition.HS2017),
        (date(2022, 1, 1), HsEdition.HS2022),
        (date(2027, 12, 31), HsEdition.HS2022),
        (date(2028, 1, 1), HsEdition.HS2028),
    ],
)
def test_editions_change_with_the_year(on: date, edition: HsEdition) -> None:
    """Without gap and without overlap."""
    assert edition_on(on) is edition
    assert [each for each in HsEdition if each.validity.covers(on)] == [edition]


def test_before_the_first_known_edition_none_is_guessed() -> None:
    """And an instant is no day."""
    refusal = edition_on(date(2011, 12, 31))
    assert isinstance(refusal, Refusal)
    assert refusal.codes == ("hs_edition.unknown",)
    with pytest.raises(NotADayError):
        edition_on(datetime(2022, 1, 1))  # noqa: DTZ001 (that is the point)


def test_sections_follow_each_other_without_overlap() -> None:
    """Each chapter has one; 77 is nobody's."""
    sections = hs2022().sections
    assert all(one.last < next_one.first for one, next_one in pairwise(sections))
