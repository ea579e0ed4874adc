"""Declarations, their lines and product identifiers with one defect."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.places import UnknownCountryError
from xbcommerce.logistics.customs.classification.hs_code import InvalidHsCodeError
from xbcommerce.logistics.customs.declarations import InvalidProductIdError, ProductIdKind
from xbcommerce.testing.strategies.customs_declarations import (
    declarations,
    declared_lines,
    postal_form_rules,
    product_ids,
)

from .twin import Broken, Wrong, twins


def broken_product_ids() -> st.SearchStrategy[Broken]:
    """Identifiers that are too long, blank, or no GTIN."""
    free = product_ids().filter(lambda each: each.kind in {ProductIdKind.M_PID, ProductIdKind.NS_PID})
    standard = product_ids().filter(lambda each: each.kind is ProductIdKind.S_PID)
    error = InvalidProductIdError
    too_long = Wrong[Any]("product_id_too_long", "value", st.just("x" * 129), "at most", error)
    blank = Wrong[Any]("product_id_blank", "value", st.sampled_from(["", " "]), "Y081", error)
    digit = Wrong[Any]("gtin_check_digit", "value", st.just("4006381333932"), "1", error)
    return twins(free, too_long, blank) | twins(standard, digit)


def broken_declared_lines() -> st.SearchStrategy[Broken]:
    """Lines with a negative weight or value, half a piece, a short code or an unknown country."""
    return twins(
        declared_lines(),
        Wrong("net_weight_negative", "net_weight_g", st.integers(-500, -1), "at least 0"),
        Wrong("half_a_piece", "quantity", st.sampled_from([1.5, True]), "whole number"),
        Wrong("value_negative", "value", st.just(Money("-1.00", "EUR")), "at least 0", shows=_amount),
        Wrong("hs_code_odd", "hs_code", st.just("61091"), "grow in pairs", InvalidHsCodeError, shows=str),
        Wrong("origin_unknown", "origin", st.just("UK"), "did you mean 'GB'", UnknownCountryError),
    )


def _amount(_value: object) -> str:
    return "-1.00 EUR"


def broken_declarations() -> st.SearchStrategy[Broken]:
    """Declarations of nothing, or with a line told twice."""
    return twins(
        declarations(),
        Wrong("nothing_declared", "lines", st.just(()), "at least one", shows=lambda _: "lines=()"),
        Wrong(
            "line_twice", "lines", lambda sound: st.just((*sound.lines, sound.lines[0])), "id of its own",
            shows=lambda lines: repr(lines[0].id),
        ),
        Wrong("gross_weight_negative", "gross_weight_g", st.just(-1), "at least 0"),
    )  # fmt: skip


def broken_postal_form_rules() -> st.SearchStrategy[Broken]:
    """Limits of nothing."""
    return twins(
        postal_form_rules(),
        Wrong("value_limit_zero", "value_max_sdr", st.just(0), "above 0", shows=str),
        Wrong("weight_limit_zero", "weight_max_g", st.just(0), "at least 1"),
    )
