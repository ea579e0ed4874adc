"""Lines of statements and expectations with one defect."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.money import InexactAmountError, UnknownCurrencyError
from xbcommerce.testing.strategies.reports import expectations, statement_lines

from .twin import Broken, Wrong, twins

_FLOATS = st.sampled_from([19.99, 0.5])
_CODES = st.sampled_from(["EURO", "eur"])


def broken_statement_lines() -> st.SearchStrategy[Broken]:
    """Lines with amounts that are no minor units, in no currency, or at no rate."""
    too_fine = st.just(Money("50.005", "GBP"))
    return twins(
        statement_lines(),
        Wrong("gross_is_a_float", "gross_minor", _FLOATS, "for Money use .of(...)"),
        Wrong("fee_is_a_float", "fee_minor", _FLOATS, "for Money use .of(...)"),
        Wrong("net_is_a_float", "net_minor", _FLOATS, "for Money use .of(...)"),
        Wrong("unknown_currency", "currency", _CODES, "did you mean 'EUR'?", UnknownCurrencyError),
        Wrong("rate_below_zero", "rate", st.just(Fraction(-1, 2)), "above zero", shows=str),
        Wrong(
            "presentment_finer_than_the_minor_unit",
            "presentment",
            too_fine,
            "name a rounding",
            InexactAmountError,
            lambda _: "50.005 GBP",
        ),
    )


def broken_expectations() -> st.SearchStrategy[Broken]:
    """Expectations with amounts that are no minor units, or in no currency."""
    return twins(
        expectations(),
        Wrong("gross_is_a_float", "gross_minor", _FLOATS, "for Money use .of(...)"),
        Wrong("fee_is_a_float", "fee_minor", _FLOATS, "for Money use .of(...)"),
        Wrong("unknown_currency", "currency", _CODES, "did you mean 'EUR'?", UnknownCurrencyError),
    )
