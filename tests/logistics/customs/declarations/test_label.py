"""The fields of CN 22 and CN 23: nothing printed that is not known, and totals that add up."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from moneyed import Money

from xbcommerce.kernel.places import Address
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs.declarations import (
    Declaration,
    DeclaredLine,
    DeclaredParty,
    LabelFields,
    Reason,
    cn22_fields,
    cn23_fields,
)
from xbcommerce.testing.strategies.customs_declarations import declarations

MUG = DeclaredLine("mug", " ceramic \n mug", 2, 700, Money("22.00", "EUR"), "CN", "691200")
SPOON = DeclaredLine("spoon", "bamboo spoon", 3, 45, Money("4.50", "EUR"))
ANN = DeclaredParty(Address("Ann Lee", ["Am Sandtorkai 1"], "Hamburg", "DE", "20457"), "+49 40 1", "")
PARCEL = Declaration([MUG, SPOON], recipient=ANN, reason=Reason.SALE, gross_weight_g=830)


def printed(fields: LabelFields | Refusal) -> LabelFields:
    """Take the fields."""
    assert isinstance(fields, LabelFields), fields
    return fields


def test_the_small_form_reads_as_the_label_does() -> None:
    """Two lines, the gross weight, the sum of the values; what is not known is left out."""
    assert str(printed(cn22_fields(PARCEL))) == (
        "CN22\ncategory: sale of goods\n"
        "  2 x ceramic mug, 0.700 kg, EUR 22.00, HS 6912.00, origin CN\n"
        "  3 x bamboo spoon, 0.045 kg, EUR 4.50\n"
        "total: 0.830 kg, EUR 26.50"
    )


def test_the_large_form_has_parties_references_and_postage() -> None:
    """Blank references are not printed."""
    told = attrs.evolve(
        PARCEL, references={"ioss_number": "IM5280000461", "pccc": " "}, postage=Money("5.20", "EUR")
    )
    head = printed(cn23_fields(told)).head
    assert head["addressee"] == "Ann Lee, Am Sandtorkai 1, 20457 Hamburg, DE"
    assert (head["addressee_phone"], head["postage"]) == ("+49 40 1", "5.20 EUR")
    assert (head["ioss_number"], head["net_weight_kg"]) == ("IM5280000461", "0.745")
    assert not {"sender", "sender_phone", "addressee_email", "pccc"} & head.keys()
    assert "ioss_number: IM5280000461" in str(printed(cn23_fields(told)))


@given(declarations(whole=True))
def test_the_lines_add_up_to_the_totals(declaration: Declaration) -> None:
    """Weights and values, digit by digit, on both forms."""
    for fields in (printed(cn22_fields(declaration)), printed(cn23_fields(declaration))):
        value = sum(Decimal(line["value"]) for line in fields.lines)
        assert Decimal(fields.head["total_value"]) == value
        net = sum(Decimal(line["net_weight_kg"]) for line in fields.lines)
        gross = declaration.gross_weight_g
        assert Decimal(fields.head["total_weight_kg"]) == (net if gross is None else Decimal(gross) / 1_000)
        assert len(fields.lines) == len(declaration.lines)
    assert Decimal(printed(cn23_fields(declaration)).head["net_weight_kg"]) == net


@given(declarations())
def test_a_form_is_printed_or_refused_with_every_reason(declaration: Declaration) -> None:
    """Nothing is filled in for what is missing."""
    found = cn22_fields(declaration)
    gaps = sum(
        [not line.description.strip(), not line.quantity, not line.net_weight_g, line.value is None].count(
            True
        )
        for line in declaration.lines
    )
    refused = [] if isinstance(found, LabelFields) else list(found.codes)
    assert refused.count("declaration.unprintable") == gaps
    assert type(cn23_fields(declaration)) is type(found)


@pytest.mark.parametrize(
    ("line", "gross_g", "code"),
    [
        ({"value": Money("4.50", "USD")}, 830, "declaration.currencies_differ"),
        ({}, 744, "declaration.gross_below_net"),
        ({"value": Money("4.505", "EUR")}, 830, "declaration.fraction_of_unit"),
        ({"value": Money("4.5", "JPY")}, 830, "declaration.fraction_of_unit"),
        ({"net_weight_g": 0}, 830, "declaration.unprintable"),
    ],
)
def test_what_does_not_add_up_is_refused(line: dict[str, object], gross_g: int, code: str) -> None:
    """Two currencies, a parcel lighter than its goods, half a cent."""
    spoon = attrs.evolve(SPOON, **line)  # type: ignore[arg-type]
    found = cn22_fields(attrs.evolve(PARCEL, lines=[MUG, spoon], gross_weight_g=gross_g))
    assert isinstance(found, Refusal)
    assert code in found.codes


def test_without_a_gross_weight_the_net_weights_stand() -> None:
    """As small letters are handed in; yen have no decimals."""
    yen = attrs.evolve(MUG, value=Money("3600", "JPY"))
    head = printed(cn22_fields(Declaration([yen]))).head
    assert (head["total_weight_kg"], head["total_value"], head["currency"]) == ("0.700", "3600", "JPY")
    assert "category" not in head
