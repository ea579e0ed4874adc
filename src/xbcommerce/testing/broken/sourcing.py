"""Loads, cartons, items, offers, imported goods and terms of orders with one defect."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.money import plain
from xbcommerce.supply.lots import Load
from xbcommerce.testing.strategies.sourcing import (
    annual_costs,
    cartons,
    containers,
    duties,
    imported_goods,
    loads,
    plain_offers,
    runout_items,
    supplier_terms,
    wanted_lines,
)

from .twin import Broken, Wrong, twins

_NEGATIVE = st.sampled_from([Fraction(-1, 2), -3])


def broken_annual_costs() -> st.SearchStrategy[Broken]:
    """Costs of a year with less than no demand, or in floats."""
    return twins(
        annual_costs(),
        Wrong("negative_demand", "demand_per_year", st.just(-3), "at least 0", shows=str),
        Wrong(
            "inexact_order_cost",
            "order_cost",
            st.just(0.1),
            "expected an int, Decimal or Fraction",
            shows=str,
        ),
    )


def broken_loads() -> st.SearchStrategy[Broken]:
    """Loads lighter than nothing."""
    return twins(loads(), Wrong("negative_weight", "weight_kg", _NEGATIVE, "at least 0", shows=str))


def broken_cartons() -> st.SearchStrategy[Broken]:
    """Cartons of nothing, or that take no room and weigh nothing."""
    return twins(
        cartons(),
        Wrong("no_units", "units", st.integers(-5, 0), "at least 1", shows=str),
        Wrong("takes_nothing", "gross", st.just(Load()), "a volume or a weight above 0", shows=str),
    )


def broken_containers() -> st.SearchStrategy[Broken]:
    """Containers without room for a kilogram, and dearer than nothing the wrong way."""
    return twins(
        containers(),
        Wrong("bears_no_weight", "capacity", st.just(Load(50, 0)), "volume and weight above 0", shows=str),
        Wrong("negative_cost", "cost", _NEGATIVE, "at least 0", shows=str),
    )


def broken_runout_items() -> st.SearchStrategy[Broken]:
    """Items without a price, or ordered backwards."""
    return twins(
        runout_items(),
        Wrong("no_price", "tiers", st.just(()), "expected at least one", shows=lambda _: "[]"),
        Wrong("negative_order", "ordered", st.integers(-9, -1), "at least 0", shows=str),
        Wrong("negative_demand", "demand_mean_per_day", _NEGATIVE, "at least 0", shows=str),
    )


def broken_plain_offers() -> st.SearchStrategy[Broken]:
    """Offers with two prices for one quantity, a rate of nothing, or endless days."""
    return twins(
        plain_offers(),
        Wrong(
            "two_prices", "tiers", st.just(((5, "2"), (5, "3"))), "each from its own quantity",
            shows=lambda _: "[5, 5]",
        ),
        Wrong("no_rate", "fx_rate", st.just("0"), "above 0", shows=str),
        Wrong("endless_days", "lead_time_mean_days", st.just(float("inf")), "finite number", shows=str),
        Wrong("negative_duty", "duty_rate", st.just("-0.1"), "at least 0", shows=lambda _: "-1/10"),
    )  # fmt: skip


def broken_imported_goods() -> st.SearchStrategy[Broken]:
    """Headings too short, or written with dots, and countries by name."""
    return twins(
        imported_goods(),
        Wrong("heading", "hs_code", st.sampled_from(["8516", "8516.10.80"]), "6 to 10 digits"),
        Wrong("country_by_name", "origin", st.sampled_from(["China", "cn"]), "two capital letters"),
    )


def broken_duties() -> st.SearchStrategy[Broken]:
    """Duty below nothing, or in floats."""
    return twins(
        duties(),
        Wrong("negative_rate", "rate", st.just("-0.05"), "at least 0", shows=lambda _: "-1/20"),
        Wrong("float_rate", "rate", st.just(0.05), "expected an int, Decimal or Fraction", shows=str),
    )


def broken_supplier_terms() -> st.SearchStrategy[Broken]:
    """A minimum below nothing."""
    return twins(
        supplier_terms(),
        Wrong("negative_minimum", "minimum_value", st.just(Money(-5, "USD")), "at least 0", shows=plain),
    )


def broken_wanted_lines() -> st.SearchStrategy[Broken]:
    """Lines that want less than nothing."""
    return twins(
        wanted_lines(), Wrong("negative_quantity", "quantity", st.integers(-9, -1), "at least 0", shows=str)
    )
