"""Facts about rounding a need to what a supplier accepts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.supply import LotTerms, OrderQuantity, order_quantity
from xbcommerce.supply.lots.order_quantity import Units
from xbcommerce.testing.strategies.supply import lot_terms


def rounded(need: Units, terms: LotTerms) -> OrderQuantity:
    """Round where it must be possible."""
    found = order_quantity(need, terms)
    assert isinstance(found, OrderQuantity)
    return found


@pytest.mark.parametrize(
    ("need", "terms", "quantity", "uncovered"),
    [
        (0, LotTerms(50, 12), 0, 0),
        (-5, LotTerms(50, 12), 0, 0),
        (1, LotTerms(50, 12), 60, 0),  # defect 8 of the field: the minimum after the multiple gives 50
        (60, LotTerms(50, 12), 60, 0),
        (61, LotTerms(50, 12), 72, 0),
        (130, LotTerms(0, 50, tolerance_share="0.6"), 100, 30),
        (131, LotTerms(0, 50, tolerance_share="0.6"), 150, 0),
        (20, LotTerms(0, 50, tolerance_share="0.6"), 50, 0),  # never down to nothing
        (110, LotTerms(101, 50, tolerance_share="0.6"), 150, 0),  # never below the minimum
        (900, LotTerms(0, 24, 500), 480, 420),
        (Decimal("2.3"), LotTerms(Decimal(0), Decimal("0.1")), Decimal("2.3"), 0),
        (Decimal("0.7"), LotTerms(Decimal("1.5"), Decimal("0.25")), Decimal("1.5"), 0),
    ],
)
def test_a_need_is_rounded_to_packs_minimum_and_maximum_together(
    need: Units, terms: LotTerms, quantity: Units, uncovered: Units
) -> None:
    """Figure, also in tenths, and what stays open is said."""
    found = rounded(need, terms)
    assert (found.quantity, found.uncovered) == (quantity, uncovered)
    assert found.steps


def test_terms_that_leave_no_quantity_are_a_refusal_with_all_figures() -> None:
    """Whole packs of 60 between 50 and 55."""
    refused = order_quantity(40, LotTerms(50, 60, 55))
    assert isinstance(refused, Refusal)
    assert dict(refused.unmet[0].params) == {"moq": 50, "multiple": 60, "maximum": 55}


@pytest.mark.parametrize(
    "terms",
    [
        {"moq": -1},
        {"multiple": 0},
        {"multiple": -12},
        {"maximum": -1},
        {"moq": 1.5},
        {"moq": Decimal("NaN")},
        {"tolerance_share": "1.5"},
    ],
)
def test_terms_that_cannot_be_are_refused_when_they_are_made(terms: dict[str, Units]) -> None:
    """Negative, zero, fractional, NaN."""
    (name,) = terms
    with pytest.raises(InvalidValueError, match=name):
        LotTerms(**terms)  # type: ignore[arg-type]


@pytest.mark.parametrize("need", [Decimal("NaN"), Decimal("Infinity"), 2.5, True])
def test_a_need_that_is_no_exact_number_is_refused(need: Units) -> None:
    """Floats are rounded by the caller, who knows which way."""
    with pytest.raises(InvalidValueError, match="need"):
        order_quantity(need, LotTerms())


@given(st.integers(1, 5_000), lot_terms().filter(lambda terms: not terms.tolerance_share))
def test_rounding_covers_minimally_and_once(need: int, terms: LotTerms) -> None:
    """At least need and minimum, no pack less would do, and rounding again changes nothing."""
    found = rounded(need, terms)
    assert found.quantity % terms.multiple == 0
    assert found.quantity >= terms.moq
    assert found.quantity + found.uncovered >= need
    if not found.uncovered:
        assert found.quantity - terms.multiple < max(need, terms.moq)
    assert rounded(found.quantity, terms).quantity == found.quantity
    assert terms.maximum is None or found.quantity <= terms.maximum


@given(st.integers(1, 5_000), st.integers(0, 200), lot_terms())
def test_a_larger_need_never_orders_less(need: int, more: int, terms: LotTerms) -> None:
    """Rounding is monotone."""
    assert rounded(need, terms).quantity <= rounded(need + more, terms).quantity
