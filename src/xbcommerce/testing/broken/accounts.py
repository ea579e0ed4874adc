"""Lines, bounds and charts with one defect."""

from __future__ import annotations

from attrs import evolve
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.money import CurrencyMismatchError, UnknownCurrencyError, from_minor
from xbcommerce.payments import Chart, Line
from xbcommerce.payments.ledger import Bounds, ChartAccount
from xbcommerce.testing.strategies.accounts import chart_accounts, charts

from .twin import Broken, Wrong, calls, twins


def broken_lines() -> st.SearchStrategy[Broken]:
    """Lines of fractions, or in a currency that is none."""
    return calls(
        Line,
        Wrong("fraction_of_a_cent", "amount_minor", st.sampled_from([0.5, 1.0, True]), "whole minor units"),
        Wrong("unknown_currency", "currency", st.just("EURO"), "did you mean 'EUR'?", UnknownCurrencyError),
        account="bank", currency="EUR", amount_minor=1,
    )  # fmt: skip


def broken_bounds() -> st.SearchStrategy[Broken]:
    """Bounds that bind nothing, that no balance meets, or in two currencies."""
    above = st.integers(1, 500).map(lambda units: from_minor(units, "EUR"))
    return calls(
        Bounds,
        Wrong("minimum_above_maximum", "minimum", above, "lies above", shows=lambda _: "maximum=0.00 EUR"),
        Wrong("two_currencies", "minimum", st.just(Money(-5, "USD")), "convert it first",
              CurrencyMismatchError, lambda _: "expected USD"),
        maximum=from_minor(0, "EUR"),
    ) | calls(Bounds, Wrong("no_bound", "minimum", st.none(), "give one of them"), maximum=None)  # fmt: skip


def broken_chart_accounts() -> st.SearchStrategy[Broken]:
    """Accounts with two bounds for one currency."""
    twice = (Bounds(maximum=Money(1, "EUR")), Bounds(minimum=Money(0, "EUR")))
    wrong = Wrong[ChartAccount](
        "two_bounds_in_a_currency", "bounds", st.just(twice), "join them", shows=lambda _: "EUR"
    )
    return twins(chart_accounts(), wrong)


def broken_charts() -> st.SearchStrategy[Broken]:
    """Charts that list a name twice."""

    def doubled(sound: Chart) -> st.SearchStrategy[tuple[ChartAccount, ...]]:
        first = sound.accounts[0]
        return st.just((*sound.accounts, evolve(first, bounds=())))

    listed = charts().filter(lambda chart: bool(chart.accounts))
    return twins(
        listed,
        Wrong("name_twice", "accounts", doubled, "keep one", shows=lambda wrong: repr(wrong[0].name)),
    )
