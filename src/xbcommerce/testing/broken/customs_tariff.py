"""Measures that contradict themselves, brackets out of order, ranges that end before they begin."""

from __future__ import annotations

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.logistics.customs.tariff import (
    DutyMeasure,
    MeasureKind,
    OriginRule,
    PostalDuty,
    PreferenceScheme,
    Quota,
    RateBracket,
    measure_key,
)
from xbcommerce.testing.strategies.customs_tariff import (
    duty_measures,
    origin_rules,
    postal_duties,
    preference_schemes,
)

from .twin import Broken, Wrong, calls, twins


def broken_duty_measures() -> st.SearchStrategy[Broken]:
    """A preference of no scheme, a quota that is none, a top-up to an amount, an end use without papers."""
    of = {kind: duty_measures(kinds=[kind]) for kind in MeasureKind}
    quota = st.just(Quota("09.2104"))
    return st.one_of(
        twins(of[MeasureKind.PREFERENCE], Wrong[DutyMeasure]("no_scheme", "scheme", st.just(""), "'japan'")),
        twins(
            of[MeasureKind.SUSPENSION],
            Wrong[DutyMeasure]("quota_of_none", "quota", quota, "QUOTA", shows=str),
            Wrong[DutyMeasure]("content_of_whole", "content", st.just("steel"), "CONTENT"),
            Wrong[DutyMeasure]("kind_in_words", "kind", st.just("suspension"), "expected one of"),
        ),
        twins(
            of[MeasureKind.TOP_UP],
            Wrong[DutyMeasure]("top_up_to_amount", "expression", st.just("2 EUR / kg"), "'15 %'"),
        ),
        twins(
            of[MeasureKind.END_USE],
            Wrong[DutyMeasure](
                "no_document", "documents", st.just(frozenset[str]()), "authorisation", shows=_set
            ),
        ),
    )


def _set(names: frozenset[str]) -> str:
    return f"documents={sorted(names)}"


def broken_preference_schemes() -> st.SearchStrategy[Broken]:
    """One country as a text, which would become its letters."""
    return twins(
        preference_schemes(),
        Wrong[PreferenceScheme]("countries_are_a_text", "countries", st.just("JP"), "countries={'JP'}"),
    )


def broken_postal_duties() -> st.SearchStrategy[Broken]:
    """No bracket, or none that is open."""
    closed = RateBracket(Money("80.00", "USD"), below_pct=16)
    wrong = st.sampled_from([(), (closed,), (closed, closed), (RateBracket(closed.amount), closed)])
    return twins(
        postal_duties(), Wrong[PostalDuty]("not_covered", "brackets", wrong, "without an end", shows=str)
    )


def broken_origin_rules() -> st.SearchStrategy[Broken]:
    """Ranges of no digits."""
    return twins(
        origin_rules(), Wrong[OriginRule]("no_digits", "first", st.sampled_from(["", "85.08", "x"]), "'8508'")
    )


def broken_measure_keys() -> st.SearchStrategy[Broken]:
    """Codes that are none, names with a slash."""
    return calls(
        measure_key,
        Wrong("odd_code", "hs", st.sampled_from(["610", "77"]), shows=str),
        Wrong("slash", "name", st.just("a/b"), "duty/EU/610910/mfn", shows=str),
        jurisdiction="EU",
        hs="6109",
        name="mfn",
    )
