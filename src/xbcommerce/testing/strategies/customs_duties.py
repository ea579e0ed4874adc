"""Duty expressions, what is known of lines of goods, and what the duties come to."""

from __future__ import annotations

from fractions import Fraction
from itertools import cycle

from hypothesis import assume
from hypothesis import strategies as st

from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs.duties import (
    UNITS,
    AdValorem,
    AgriculturalComponent,
    Bound,
    Charged,
    Component,
    DutyExpression,
    DutyFacts,
    Free,
    Limit,
    Limited,
    MeasurementUnit,
    Part,
    RetailShare,
    Sign,
    Signed,
    Specific,
    Sum,
    SupplementaryUnit,
    Term,
    Unparsed,
    evaluate,
    read_duty,
)

from .money import CURRENCIES, currency_codes, rate_values

QUANTITIES = tuple(sorted({name for unit in UNITS.values() for name in unit.quantities} | {"retail_price"}))
"""Every quantity that some duty asks of a line."""


def printed_numbers() -> st.SearchStrategy[Fraction]:
    """Numbers as tariffs print them: up to three decimals, from 0 to a thousand."""
    return st.integers(0, 10**6).map(lambda thousandths: Fraction(thousandths, 1_000))


def measurement_units() -> st.SearchStrategy[MeasurementUnit]:
    """Units that duties are stated in."""
    return st.sampled_from(tuple(UNITS.values()))


def ad_valorem_duties() -> st.SearchStrategy[AdValorem]:
    """Percentages of the customs value."""
    return printed_numbers().map(AdValorem)


def retail_shares() -> st.SearchStrategy[RetailShare]:
    """Percentages of the retail price."""
    return printed_numbers().map(RetailShare)


def specific_duties() -> st.SearchStrategy[Specific]:
    """Amounts per unit, or for the whole line."""
    return st.builds(Specific, printed_numbers(), currency_codes(), st.none() | st.sampled_from(tuple(UNITS)))


def agricultural_components() -> st.SearchStrategy[AgriculturalComponent]:
    """What a Meursing code decides."""
    return st.sampled_from(Component).map(AgriculturalComponent)


def duty_terms() -> st.SearchStrategy[Term]:
    """What may be added up and compared."""
    return st.one_of(ad_valorem_duties(), specific_duties(), retail_shares(), agricultural_components())


def signed_duties() -> st.SearchStrategy[Signed]:
    """Further terms of a sum."""
    return st.builds(Signed, st.sampled_from(Sign), duty_terms())


def duty_sums() -> st.SearchStrategy[Sum]:
    """Terms added up and taken off."""
    return st.builds(Sum, duty_terms(), st.lists(signed_duties(), min_size=1, max_size=3))


def duty_limits() -> st.SearchStrategy[Limit]:
    """Bounds, each with what it is."""
    return st.builds(Limit, st.sampled_from(Bound), duty_terms() | duty_sums())


def limited_duties() -> st.SearchStrategy[Limited]:
    """Sums held against others."""
    return st.builds(Limited, duty_terms() | duty_sums(), st.lists(duty_limits(), min_size=1, max_size=3))


def free_duties() -> st.SearchStrategy[Free]:
    """No duty."""
    return st.just(Free())


def supplementary_units() -> st.SearchStrategy[SupplementaryUnit]:
    """Units of declaration, which are no duty."""
    return st.sampled_from(tuple(UNITS)).map(SupplementaryUnit)


def charged_expressions() -> st.SearchStrategy[DutyExpression]:
    """Duties of every shape that come to an amount."""
    return st.one_of(duty_terms(), duty_sums(), limited_duties(), free_duties())


def duty_expressions() -> st.SearchStrategy[DutyExpression]:
    """Everything that can be read where a duty is printed."""
    return charged_expressions() | supplementary_units()


@st.composite
def unparsed_duties(draw: st.DrawFn) -> Unparsed:
    """Texts that nobody can read, kept with the reasons."""
    sound, junk = draw(duty_expressions()), draw(st.sampled_from(["&@#", "ABC", "1 XYZ / kg", "1 EUR / foo"]))
    unread = read_duty(f"{sound} + {junk}")
    assume(isinstance(unread, Unparsed))
    return unread  # type: ignore[return-value]  # assumed


@st.composite
def duty_facts(draw: st.DrawFn, *, currency: str = "EUR") -> DutyFacts:
    """Lines of which everything is known that any duty may ask, in one currency of all of `CURRENCIES`."""
    amounts = st.integers(0, 10**7).map(lambda cents: Fraction(cents, 100))
    others = [code for code in CURRENCIES if code != currency]
    table = st.builds(Specific, printed_numbers(), currency_codes(), st.just("DTN"))
    few = cycle(draw(st.lists(amounts, min_size=5, max_size=5)))  # some fifty would make examples slow
    two = cycle(draw(st.lists(table, min_size=2, max_size=2)))
    return DutyFacts(
        currency,
        draw(amounts),
        dict(zip(QUANTITIES, few, strict=False)),
        draw(st.fixed_dictionaries(dict.fromkeys(others, rate_values()))),
        dict(zip(Component, two, strict=False)),
    )


@st.composite
def charged_duties(draw: st.DrawFn) -> Charged:
    """Duties, worked out."""
    charged = evaluate(draw(charged_expressions()), draw(duty_facts()))
    assume(not isinstance(charged, Refusal))
    return charged  # type: ignore[return-value]  # assumed


def duty_parts() -> st.SearchStrategy[Part]:
    """Terms, worked out."""
    return charged_duties().filter(lambda charged: bool(charged.parts)).map(lambda charged: charged.parts[0])
