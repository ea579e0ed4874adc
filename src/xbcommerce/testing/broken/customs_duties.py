"""Duties no tariff prints, texts nobody can read, and facts that no line of goods has."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from xbcommerce.kernel.money import UnknownCurrencyError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs.duties import (
    AdValorem,
    DutyFacts,
    Limited,
    Specific,
    Sum,
    UnknownMeasurementUnitError,
    parse_duty,
)
from xbcommerce.testing.strategies.customs_duties import (
    ad_valorem_duties,
    duty_facts,
    duty_sums,
    limited_duties,
    specific_duties,
)

from .twin import Broken, Wrong, calls, twins


def broken_ad_valorem_duties() -> st.SearchStrategy[Broken]:
    """Rates below zero, without end, or blurred by a binary float."""
    unprinted = st.sampled_from([Fraction(-1), Fraction(1, 3)])
    return twins(
        ad_valorem_duties(),
        Wrong[AdValorem]("not_printable", "rate_pct", unprinted, "as tariffs print them", shows=str),
        Wrong[AdValorem]("rate_is_a_float", "rate_pct", st.just(0.25), "int, Decimal or Fraction"),
    )


def broken_specific_duties() -> st.SearchStrategy[Broken]:
    """Units and currencies that there are not."""
    return twins(
        specific_duties(),
        Wrong[Specific]("no_such_unit", "unit", st.just("DTX"), "'DTN'", UnknownMeasurementUnitError),
        Wrong[Specific]("no_such_currency", "currency", st.just("EURO"), "'EUR'", UnknownCurrencyError),
    )


def broken_duty_sums() -> st.SearchStrategy[Broken]:
    """Sums of one term, and bounds that are none."""
    alone = "stands for itself"
    return twins(
        duty_sums(), Wrong[Sum]("sum_of_one", "rest", st.just(()), alone, shows=lambda _: "rest=()")
    ) | twins(
        limited_duties(),
        Wrong[Limited]("no_bound", "limits", st.just(()), alone, shows=lambda _: "limits=()"),
    )


def broken_duty_texts() -> st.SearchStrategy[Broken]:
    """Texts with one thing in them that is no part of a duty."""
    texts = st.sampled_from(
        ["+", "10% + Blah", "5 % + 100 XYZ / kg", "1 EUR / foobar", "1 EUR / 100 kg / foo", "NIHIL / kg", "8"]
    )
    wrong = Wrong[None]("not_readable", "text", texts, "column=", Refusal, str)
    return calls(parse_duty, wrong)


def broken_duty_facts() -> st.SearchStrategy[Broken]:
    """Less than nothing of something, and rates at which money is worth nothing."""
    return twins(
        duty_facts(),
        Wrong[DutyFacts](
            "negative_quantity", "quantities", st.just({"kg": -1}), "at least 0", shows=lambda _: "'kg']=-1"
        ),
        Wrong[DutyFacts]("rate_of_zero", "fx", st.just({"USD": 0}), "above 0", shows=lambda _: "'USD']=0"),
        Wrong[DutyFacts]("negative_value", "customs_value", st.just("-5"), "at least 0", shows=str),
    )
