"""Charges that cannot be meant: rates below zero, bounds that cross, bases that name themselves."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.money import plain
from xbcommerce.logistics.customs.charges import (
    AtRate,
    Bracket,
    ByTaxRate,
    ByValue,
    Charge,
    ChargeKind,
    ChargeRule,
)
from xbcommerce.testing.strategies.customs_charges import (
    at_rates,
    charge_rules,
    rates_by_value,
    tax_rate_shares,
)

from .twin import Broken, Wrong, calls, twins


def broken_at_rates() -> st.SearchStrategy[Broken]:
    """Rates below zero, or blurred by a binary float; shares of more than all."""
    return twins(
        at_rates(),
        Wrong[AtRate]("below_zero", "rate_pct", st.just(Fraction(-1)), "at least 0", shows=str),
        Wrong[AtRate]("rate_is_a_float", "rate_pct", st.just(8.1), "int, Decimal or Fraction"),
    ) | twins(
        tax_rate_shares(),
        Wrong[ByTaxRate]("more_than_all", "part", st.just(Fraction(6, 5)), "from 0 to 1", shows=str),
    )


def broken_rates_by_value() -> st.SearchStrategy[Broken]:
    """Steps of which none, or not the last alone, is open."""
    limited = Bracket(Fraction(5), Money("50.00", "EUR"))
    unended = st.sampled_from([(), (limited,), (Bracket(Fraction(5)), limited)])
    return twins(
        rates_by_value(),
        Wrong[ByValue]("no_open_end", "brackets", unended, "the last one, and no other, without up_to"),
    )


def broken_charge_rules() -> st.SearchStrategy[Broken]:
    """A part twice, itself, bounds that cross, all of its own base, more collected than due."""
    at_a_rate = charge_rules(names=("vat",), amounts=at_rates())
    bounded = at_a_rate.filter(lambda rule: rule.maximum is not None)
    inclusive = at_a_rate.filter(lambda rule: rule.inclusive)
    return st.one_of(
        twins(
            at_a_rate,
            Wrong[ChargeRule]("part_twice", "base", st.just(("goods", "goods")), "would count twice"),
            Wrong[ChargeRule]("names_itself", "base", st.just(("vat",)), "inclusive=True", shows=_named),
            Wrong[ChargeRule](
                "more_than_due", "collected", st.just(Fraction(6, 5)), "from 0 to 1", shows=str
            ),
        ),
        twins(bounded, Wrong[ChargeRule]("bounds_cross", "minimum", _above, "is above maximum", shows=plain)),
        twins(
            inclusive,
            Wrong[ChargeRule](
                "all_of_its_base", "amount", st.just(AtRate(Fraction(100))), "less than 100 %", shows=str
            ),
        ),
    )


def _named(_base: Any) -> str:  # noqa: ANN401
    return "vat"


def _above(rule: ChargeRule) -> st.SearchStrategy[Money]:
    assert rule.maximum is not None
    return st.just(rule.maximum + Money(1, "EUR"))


def broken_charges() -> st.SearchStrategy[Broken]:
    """Charges to be made of a rule that does not state its rate itself."""
    unstated = st.just(ChargeRule("vat", ChargeKind.IMPORT_TAX, ByTaxRate(), ("goods",)))
    wrong = Wrong[None]("no_rate_of_its_own", "rule", unstated, "give Charge the rates", shows=_named)
    return calls(Charge.of, wrong, lines=1)
