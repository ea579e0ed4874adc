"""Codes of the Harmonized System, small nomenclatures, correlations, and statements about codes."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from xbcommerce.kernel.dated import Validity
from xbcommerce.logistics.customs.classification import (
    Authority,
    Classification,
    CodePair,
    Correlation,
    Exactly,
    Extent,
    HsCode,
    HsEdition,
    HsLevel,
    Nomenclature,
    OneOf,
    Ruling,
    Section,
    Settled,
    Uncorrelated,
    Unsettled,
    correlate,
    settle,
)

_PAIR = st.integers(0, 99).map("{:02}".format)
_PAIRS_MORE = {
    HsLevel.CHAPTER: [0],
    HsLevel.HEADING: [1],
    HsLevel.SUBHEADING: [2],
    HsLevel.NATIONAL: [3, 4, 5],
}
_CHAPTERS = [f"{number:02}" for number in (*range(1, 77), *range(78, 100))]


def hs_codes(*, levels: tuple[HsLevel, ...] = (*HsLevel,)) -> st.SearchStrategy[HsCode]:
    """Well-formed codes, whether an edition has them or not.

    Args:
        levels: How far they go; default every level.
    """
    counts = st.sampled_from([count for level in levels for count in _PAIRS_MORE[level]])
    more = counts.flatmap(lambda count: st.lists(_PAIR, min_size=count, max_size=count))
    return st.tuples(st.sampled_from(_CHAPTERS), more).map(
        lambda parts: HsCode("".join((parts[0], *parts[1])))
    )


def subheadings() -> st.SearchStrategy[HsCode]:
    """Codes of six digits."""
    return hs_codes(levels=(HsLevel.SUBHEADING,))


@st.composite
def nomenclatures(draw: st.DrawFn) -> Nomenclature:
    """Draw a tree of some subheadings with all that lies above them, in one section."""
    digits = draw(st.sets(subheadings().map(lambda code: code.digits), max_size=12))
    prefixes = {each[:length] for each in digits for length in (2, 4, 6)}
    titles = {each: draw(st.text(max_size=8)) for each in sorted(prefixes)}
    return Nomenclature(draw(st.sampled_from(HsEdition)), titles, [draw(sections())])


def sections() -> st.SearchStrategy[Section]:
    """One section with every chapter."""
    return st.builds(Section, st.sampled_from(["I", "XI"]), st.just("01"), st.just("99"), st.text(max_size=8))


def correlations(
    *, old: HsEdition = HsEdition.HS2017, new: HsEdition = HsEdition.HS2022
) -> st.SearchStrategy[Correlation]:
    """Complete tables over few codes, so that they split and merge.

    Args:
        old: The older edition.
        new: The newer one.
    """
    few = [f"8517{number}" for number in range(10, 16)]
    pairs = st.lists(st.tuples(st.sampled_from(few), st.sampled_from(few)), unique=True, max_size=10)
    return pairs.map(lambda drawn: Correlation.complete(old, new, drawn))


def code_pairs() -> st.SearchStrategy[CodePair]:
    """Two subheadings that share goods, by whatever extent."""
    extents = st.sampled_from(Extent)
    return st.builds(CodePair, subheadings(), subheadings(), extents, extents)


def correlated() -> st.SearchStrategy[Exactly | OneOf | Uncorrelated]:
    """Answers about a code in another edition, of every kind."""
    codes = st.sampled_from([f"8517{number}" for number in range(10, 16)])
    editions = st.sampled_from([HsEdition.HS2017, HsEdition.HS2022, HsEdition.HS2028])
    tables = st.tuples(correlations())
    return st.builds(correlate, codes, editions, editions, tables)


def _days() -> st.SearchStrategy[date]:
    return st.dates(date(2022, 1, 1), date(2027, 12, 31))


@st.composite
def rulings(draw: st.DrawFn) -> Ruling:
    """Draw a binding ruling of three years."""
    start = draw(_days())
    number = f"{draw(st.sampled_from(['DEBTI', 'FRBTI', 'NY']))}-{draw(st.integers(1, 9_999))}"
    days = Validity(start, start + timedelta(days=3 * 365))
    return Ruling(number, draw(st.sampled_from(["EU", "GB", "US"])), days)


@st.composite
def classifications(
    draw: st.DrawFn,
    *,
    codes: st.SearchStrategy[HsCode] | None = None,
    by: tuple[Authority, ...] = (*Authority,),
) -> Classification:
    """Draw a statement that goods have a code, in HS 2022.

    Args:
        draw: Hypothesis gives it.
        codes: What is said; default codes that go far enough for a declaration.
        by: Who may say it.
    """
    authority = draw(st.sampled_from(by))
    return Classification(
        draw(hs_codes(levels=(HsLevel.SUBHEADING, HsLevel.NATIONAL)) if codes is None else codes),
        HsEdition.HS2022,
        authority,
        draw(_days()),
        who=draw(st.sampled_from(["", "Kim", "Lee"])),
        confidence=draw(st.none() | st.fractions(0, 1, max_denominator=100)),
        ruling=draw(rulings()) if authority is Authority.RULING else None,
    )


def settled_codes() -> st.SearchStrategy[Settled | Unsettled]:
    """Codes that count on a day, and open questions between candidates."""
    few = st.sampled_from(["6109", "610910", "61091000", "420222"]).map(HsCode)
    opinions = classifications(codes=few, by=(Authority.BROKER, Authority.SUPPLIER))
    return st.lists(opinions, min_size=1, max_size=4).map(_settled)


def _settled(statements: list[Classification]) -> Settled | Unsettled:
    last = max(each.said_on for each in statements)
    answer = settle(statements, on=last, jurisdiction="EU", edition=HsEdition.HS2022)
    assert isinstance(answer, Settled | Unsettled)  # every opinion was said by then
    return answer
