"""Codes, correlations and statements about codes with one defect."""

from __future__ import annotations

from hypothesis import strategies as st

from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs.classification import (
    Authority,
    Correlation,
    CorrelationError,
    HsCode,
    HsEdition,
    HsLevel,
    InvalidHsCodeError,
    Nomenclature,
)
from xbcommerce.testing.strategies.customs_classification import (
    classifications,
    code_pairs,
    correlations,
    hs_codes,
    nomenclatures,
    rulings,
)

from .twin import Broken, Wrong, calls, twins


def broken_hs_codes() -> st.SearchStrategy[Broken]:
    """Codes of odd length, with lost zeros, other signs, too many digits, in a reserved chapter; numbers."""
    sound = hs_codes().map(lambda code: code.digits)
    long = st.integers(7, 12).map("85".__mul__)
    lost = sound.filter(lambda digits: digits[0] == "0").map(lambda digits: digits[1:])
    signs = st.sampled_from(["6109-10", "HS 6109", "６１０９", "6109.1O", "6109\n10"])
    typed = hs_codes(levels=(HsLevel.SUBHEADING, HsLevel.NATIONAL)).map(str)
    refused = calls(
        HsCode.parse,
        Wrong(
            "odd_length", "text", sound.map(lambda digits: digits[:-1]), "hs_code.odd_length", Refusal, str
        ),
        Wrong("leading_zero_lost", "text", lost, "hs_code.odd_length", Refusal, str),
        Wrong("separator", "text", st.sampled_from(["101.1", "6.10910"]), "hs_code.separator", Refusal, str),
        Wrong("not_digits", "text", signs, "hs_code.not_digits", Refusal, str),
        Wrong("too_long", "text", long, "hs_code.too_long", Refusal, str),
        Wrong("chapter_reserved", "text", st.just("771234"), "hs_code.chapter_reserved", Refusal, str),
        Wrong("no_chapter", "text", st.just("001234"), "hs_code.no_chapter", Refusal, str),
    )
    return st.one_of(
        refused,
        calls(HsCode.of, Wrong("number", "text", st.integers(), "expected text", InvalidHsCodeError)),
        twins(hs_codes(), Wrong("typed", "digits", typed, "read typed codes", InvalidHsCodeError)),
    )


def broken_nomenclatures() -> st.SearchStrategy[Broken]:
    """Trees with a code that hangs in the air, of no level, or in no section."""
    titles = st.sampled_from([{"0101": "Horses"}, {"01": "Animals", "010121": "Pure-bred"}])
    return twins(
        nomenclatures().map(_with_a_code),
        Wrong("hangs", "titles", titles, "is no tree", shows=max),
        Wrong(
            "national", "titles", st.just(_NATIONAL), "is no tree", shows=lambda given: max(given, key=len)
        ),
        Wrong("no_section", "sections", st.just(()), "is in no section", shows=lambda _: "chapter"),
    )


_NATIONAL = {"01": "", "0101": "", "010121": "", "01012100": ""}


def _with_a_code(sound: Nomenclature) -> Nomenclature:
    return Nomenclature(sound.edition, {**sound.titles, "01": "Animals"}, sound.sections)


def broken_code_pairs() -> st.SearchStrategy[Broken]:
    """Pairs by an extent that there is not."""
    return twins(code_pairs(), Wrong("extent", "of_old", st.just("all"), "expected one of"))


def broken_correlations() -> st.SearchStrategy[Broken]:
    """Tables with editions in the wrong order, a pair told twice, or codes that are no subheadings."""
    early = st.just(HsEdition.HS2012)
    twice = st.just([("442010", "442011"), ("442010", "442011")])
    other = hs_codes(levels=(HsLevel.HEADING, HsLevel.NATIONAL)).map(lambda code: [(str(code), "442011")])
    return st.one_of(
        twins(
            correlations(),
            Wrong(
                "order", "new", early, "the older edition comes first", CorrelationError, lambda _: "HS2012"
            ),
        ),
        calls(
            Correlation.complete,
            Wrong("twice", "pairs", twice, "is told twice", CorrelationError, lambda _: "4420.10 to 4420.11"),
            Wrong("level", "pairs", other, "is no subheading", CorrelationError, lambda rows: rows[0][0]),
            old=HsEdition.HS2017,
            new=HsEdition.HS2022,
        ),
    )


def broken_classifications() -> st.SearchStrategy[Broken]:
    """Statements surer than sure, rulings without number, opinions with one, codes that are none."""
    opinions = classifications(by=(Authority.BROKER, Authority.MODEL))
    return st.one_of(
        twins(
            opinions,
            Wrong("surer_than_sure", "confidence", st.integers(2, 100), "a share from 0 to 1", shows=str),
            Wrong("no_code", "code", st.just("61091"), "grow in pairs", InvalidHsCodeError, str),
            Wrong("opinion_with_ruling", "ruling", rulings(), "names its ruling", shows=lambda r: r.number),
        ),
        twins(
            classifications(by=(Authority.RULING,)),
            Wrong("ruling_without_number", "ruling", st.none(), "names its ruling"),
        ),
    )
