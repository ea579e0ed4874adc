"""CN 22 or CN 23: by product, value and weight."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs.declarations import (
    PostalForm,
    PostalProduct,
    RequirementRecord,
    in_sdr,
    postal_form,
)
from xbcommerce.reference.customs.requirements import requirements

ON = date(2026, 3, 1)
RULES = requirements()


def form(product: str, value_sdr: str | Fraction, weight_g: int) -> str:
    """Choose by the packaged rule."""
    found = postal_form(PostalProduct(product), value_sdr=value_sdr, weight_g=weight_g, rules=RULES, on=ON)
    assert isinstance(found, PostalForm)
    return found.value


@pytest.mark.parametrize(
    ("product", "value_sdr", "weight_g", "expected"),
    [
        ("letter-post", "299.99", 800, "CN22"), ("letter-post", "300.00", 2_000, "CN22"),
        ("letter-post", "300.01", 800, "CN23"), ("letter-post", "10", 2_001, "CN23"),
        ("letter-post", "0", 0, "CN22"), ("parcel", "40.00", 3_000, "CN23"), ("parcel", "1", 100, "CN23"),
    ],
)  # fmt: skip
def test_the_small_form_is_for_small_letter_post(
    product: str, value_sdr: str, weight_g: int, expected: str
) -> None:
    """Up to 300 SDR and 2 kg, both included; parcels always carry the large one."""
    assert form(product, value_sdr, weight_g) == expected


@given(st.sampled_from(PostalProduct), st.fractions(0, 1_000), st.integers(0, 5_000), st.fractions(0, 9))
def test_more_value_or_weight_never_makes_the_form_smaller(
    product: PostalProduct, value: Fraction, weight_g: int, more: Fraction
) -> None:
    """Once large, always large."""
    if form(product.value, value, weight_g) == "CN23":
        assert form(product.value, value + more, weight_g) == "CN23"
        assert form(product.value, value, weight_g + int(more * 100)) == "CN23"


def test_a_value_becomes_sdr_exactly_by_the_rate_that_is_given() -> None:
    """Either way round; never rounded to the limit."""
    euros = Money("360.00", "EUR")
    assert in_sdr(euros, Rate("EUR", "XDR", Fraction(5, 6), ON, "IMF")) == 300
    assert in_sdr(euros, Rate("XDR", "EUR", Fraction(6, 5), ON, "IMF")) == 300
    a_little_more = in_sdr(Money("360.01", "EUR"), Rate("XDR", "EUR", Fraction(6, 5), ON, "IMF"))
    assert form("letter-post", a_little_more, 100) == "CN23"
    with pytest.raises(InvalidValueError, match="USD/EUR: expected one between EUR and XDR"):
        in_sdr(euros, Rate("USD", "EUR", Fraction(1), ON, "IMF"))


def test_bad_figures_and_unknown_days_are_refused() -> None:
    """A negative value or weight is no value; a set without the rule says so."""
    with pytest.raises(InvalidValueError, match="at least 0"):
        form("letter-post", "-1", 100)
    with pytest.raises(InvalidValueError, match="weight_g=-1"):
        form("parcel", "1", -1)
    empty = RuleSet[RequirementRecord]([], ON)
    no = postal_form(PostalProduct.LETTER_POST, value_sdr="1", weight_g=1, rules=empty, on=ON)
    assert isinstance(no, Refusal)
    assert no.codes == ("rule.none",)
    parcel = postal_form(PostalProduct.PARCEL, value_sdr="1", weight_g=1, rules=empty, on=ON)
    assert parcel is PostalForm.CN23
