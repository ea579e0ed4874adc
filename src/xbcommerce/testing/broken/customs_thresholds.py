"""Thresholds with one defect."""

from __future__ import annotations

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.money import plain
from xbcommerce.logistics.customs.thresholds import Basis, ChargeClass, Effect, FlatCharge, Limit, Threshold
from xbcommerce.testing.strategies.customs_thresholds import limits, thresholds

from .twin import Broken, Wrong, twins

_FLAT = FlatCharge(Money("3.00", "EUR"), {"H7": 6})


def broken_limits() -> st.SearchStrategy[Broken]:
    """Limits below zero, boundaries and bases in words."""
    below = st.integers(1, 10**6).map(lambda units: Money(-units, "EUR"))
    return twins(
        limits(),
        Wrong("negative", "amount", below, "expected an amount of at least 0", shows=plain),
        Wrong("boundary_in_words", "boundary", st.just("up to"), "expected one of"),
        Wrong("basis_in_words", "basis", st.just("fob"), "expected one of"),
    )


def broken_thresholds() -> st.SearchStrategy[Broken]:
    """Thresholds of no charge, without the limit they need, with a flat charge that nobody charges."""
    reliefs = thresholds().filter(lambda one: one.effect is Effect.RELIEF)
    due = Limit(Money("5.00", "EUR"), basis=Basis.AMOUNT_DUE)
    return twins(
        reliefs,
        Wrong[Threshold]("of_no_charge", "charges", st.just(()), "duty, tax or both", shows=str),
        Wrong[Threshold]("without_limit", "limit", st.none(), "every effect but NONE has a limit"),
        Wrong[Threshold](
            "relief_of_amounts_due", "limit", st.just(due), "NOT_LEVIED, and it alone", shows=str
        ),
        Wrong[Threshold]("flat_and_free", "flat", st.just(_FLAT), "FLAT_CHARGE, and it alone", shows=str),
        Wrong[Threshold]("effect_in_words", "effect", st.just("free"), "expected one of"),
    ) | twins(
        reliefs.filter(lambda one: ChargeClass.DUTY in one.charges),
        Wrong[Threshold]("duty_in_the_sale", "effect", st.just(Effect.AT_SALE), "a tax alone", shows=str),
    )
