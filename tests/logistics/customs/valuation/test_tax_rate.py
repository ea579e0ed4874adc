"""Looking a rate of tax up: the most particular jurisdiction that has rates of its own decides."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.dated import Dated, Found, NoRule, RuleSet, Validity
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.logistics.customs.valuation import TaxRate, key_in, tax_rate

ISSUED = date(2026, 1, 1)
DAY = date(2026, 3, 1)


def rules(*keys: str) -> RuleSet[TaxRate]:
    """State a rate under each key."""
    return RuleSet(
        [
            Dated(key, key, TaxRate(at), Validity(date(2026, 1, 1)), ISSUED, None)
            for at, key in enumerate(keys)
        ],
        ISSUED,
    )


@pytest.mark.parametrize(
    ("places", "kind", "key"),
    [
        (["CA-ON", "CA"], "standard", "vat/CA-ON/standard"),
        (["CA-BC", "CA"], "standard", "vat/CA/standard"),
        (["CA-ON", "CA"], "reduced", "vat/CA-ON/reduced"),
        (["XI", "GB"], "standard", "vat/GB/standard"),
        (["US"], "standard", "vat/US/standard"),
    ],
)
def test_whose_rates_hold(places: list[str], kind: str, key: str) -> None:
    """Ontario has a tax of its own, so that the federal reduced rate says nothing about it."""
    known = rules("vat/CA-ON/standard", "vat/CA/reduced", "vat/CA/standard", "vat/GB/standard")
    answer = tax_rate(known, places, kind, DAY)
    assert key_in(known, "vat", places, kind) == key
    assert (answer.record.key if isinstance(answer, Found) else getattr(answer, "key", "")) == key


def test_a_day_before_the_series_of_a_region_is_not_answered_by_its_state() -> None:
    """The Azores before 2014 are not known; the mainland's rate is certainly wrong."""
    known = RuleSet(
        [
            Dated("pt", "vat/PT/standard", TaxRate("23"), Validity(), ISSUED, None),
            Dated("az", "vat/PT-20/standard", TaxRate("18"), Validity(date(2014, 1, 1)), ISSUED, None),
        ],
        ISSUED,
    )
    assert isinstance(tax_rate(known, ["PT-20", "PT", "EU"], "standard", date(2013, 12, 31)), NoRule)


def test_a_key_that_only_begins_alike_is_another_ones() -> None:
    """``valuation/EU`` is no rule of ``valuation/E``."""
    assert key_in(rules("valuation/EUX"), "valuation", ["E", "EU"]) == "valuation/E"
    assert key_in(rules("valuation/EU"), "valuation", ["DE", "EU"]) == "valuation/EU"


def test_nobodys_jurisdiction_is_refused() -> None:
    """With the way out."""
    with pytest.raises(InvalidValueError, match=r"take them from Place\(...\).jurisdictions\(on\)"):
        tax_rate(rules(), [], "standard", DAY)


@given(st.lists(st.sampled_from(["A", "B", "C"]), min_size=1, unique=True), st.sets(st.sampled_from("ABC")))
def test_the_first_with_rates_of_its_own_decides(places: list[str], having: set[str]) -> None:
    """Whatever the order of the records."""
    known = rules(*(f"vat/{name}/standard" for name in sorted(having)))
    expected = next((name for name in places if name in having), places[0])
    assert key_in(known, "vat", places, "standard") == f"vat/{expected}/standard"
