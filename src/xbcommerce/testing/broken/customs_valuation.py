"""Rules of valuation that count a part twice, shares of nothing, rates below zero."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from xbcommerce.kernel.money import UnknownCurrencyError
from xbcommerce.logistics.customs.valuation import TaxRate, Valuation
from xbcommerce.testing.strategies.customs_valuation import tax_rates, valuations

from .twin import Broken, Wrong, twins


def broken_valuations() -> st.SearchStrategy[Broken]:
    """A part that counts already or that there is not, a share above the whole, no currency."""
    again = st.sampled_from([frozenset({"goods"}), frozenset({"postage"})])
    return twins(
        valuations(),
        Wrong[Valuation]("added_twice", "tax_adds", again, "which the customs value lacks", shows=_listed),
        Wrong[Valuation](
            "share_of_nothing",
            "personal_use_pct",
            st.sampled_from([Fraction(0), Fraction(101)]),
            "above 0 and up to 100",
            shows=str,
        ),
        Wrong[Valuation]("no_such_currency", "currency", st.just("EURO"), "'EUR'", UnknownCurrencyError),
        Wrong[Valuation]("kind_in_words", "kind", st.just("fob"), "expected one of"),
    )


def _listed(names: frozenset[str]) -> str:
    return repr(sorted(names))


def broken_tax_rates() -> st.SearchStrategy[Broken]:
    """Rates below zero, or blurred by a binary float."""
    return twins(
        tax_rates(),
        Wrong[TaxRate]("below_zero", "rate_pct", st.just(Fraction(-1)), "at least 0", shows=str),
        Wrong[TaxRate]("rate_is_a_float", "rate_pct", st.just(8.1), "int, Decimal or Fraction"),
    )
