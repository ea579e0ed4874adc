"""Product identifiers: lengths, check digits, and the statement that there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs.declarations import (
    InvalidProductIdError,
    ProductId,
    ProductIdKind,
    product_id_unmet,
)

M, NS, S, NONE = ProductIdKind.M_PID, ProductIdKind.NS_PID, ProductIdKind.S_PID, ProductIdKind.NONE


@pytest.mark.parametrize(
    ("kind", "value", "codes"),
    [
        (M, "x", ()), (M, "x" * 128, ()), (M, "x" * 129, ("product_id.too_long",)),
        (NS, "y" * 64, ()), (NS, "y" * 65, ("product_id.too_long",)), (NS, "鞋-1", ()),
        (M, "", ("product_id.empty",)), (NS, "  ", ("product_id.empty",)), (S, "", ("product_id.empty",)),
        (M, " x", ("product_id.not_plain",)), (M, "a\nb", ("product_id.not_plain",)),
        (NS, "\t" + "y" * 64, ("product_id.too_long", "product_id.not_plain")),
        (S, "4006381333931", ()), (S, "96385074", ()), (S, "036000291452", ()), (S, "00012345600012", ()),
        (S, "4006381333932", ("gtin.check_digit",)), (S, "400638133393", ("gtin.check_digit",)),
        (S, "40063813339", ("gtin.length",)), (S, "SKU-1", ("gtin.not_digits",)),
        (NONE, "", ()), (NONE, "x", ("product_id.not_empty",)),
    ],
)  # fmt: skip
def test_each_kind_has_its_form(kind: ProductIdKind, value: str, codes: tuple[str, ...]) -> None:
    """At the limit it is taken, one character above it is not."""
    assert tuple(item.code for item in product_id_unmet(kind, value)) == codes


@given(st.sampled_from(ProductIdKind), st.text(max_size=140))
def test_reading_and_making_agree(kind: ProductIdKind, value: str) -> None:
    """What is read is sound; what is not sound is never made."""
    found = ProductId.parse(kind, value)
    if isinstance(found, ProductId):
        assert found == ProductId(kind, value.strip())
    else:
        with pytest.raises(InvalidProductIdError, match="value="):
            ProductId(kind, value.strip())


def test_a_number_is_no_text() -> None:
    """A GTIN that a spreadsheet took for a number has lost its zeros; the way out is told."""
    found = ProductId.parse(S, "36000291452")
    assert isinstance(found, Refusal)
    assert found.codes == ("gtin.length",)
