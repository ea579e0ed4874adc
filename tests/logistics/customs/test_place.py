"""Whose duty and whose tax hold at a place: two questions with dated answers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.places import UnknownCountryError, eu_standing
from xbcommerce.logistics.customs import Jurisdictions, Place
from xbcommerce.testing.strategies.customs_trade import places
from xbcommerce.testing.strategies.rules import days

NOW = date(2026, 3, 1)
LAST_OF_TRANSITION, FIRST_AFTER = date(2020, 12, 31), date(2021, 1, 1)
OF_THE_STATE = {
    "Germany": (Place("DE"), NOW, ("DE", "EU"), ("DE", "EU")),
    "Bavaria": (Place("DE", "DE-BY"), NOW, ("DE-BY", "DE", "EU"), ("DE-BY", "DE", "EU")),
    "Greece": (Place("GR"), NOW, ("GR", "EU"), ("GR", "EU")),
    "Switzerland": (Place("CH"), NOW, ("CH",), ("CH",)),
    "Ontario": (Place("CA", "CA-ON"), NOW, ("CA-ON", "CA"), ("CA-ON", "CA")),
    "Serbia by its customs code": (Place("XS"), NOW, ("RS",), ("RS",)),
    "Croatia before it joined": (Place("HR"), date(2013, 6, 30), ("HR",), ("HR",)),
    "Croatia": (Place("HR"), date(2013, 7, 1), ("HR", "EU"), ("HR", "EU")),
}
BRITAIN = {
    "Great Britain as a member": (Place("GB"), date(2020, 1, 31), ("GB", "EU"), ("GB", "EU")),
    "Great Britain in transition": (Place("GB"), LAST_OF_TRANSITION, ("GB", "EU"), ("GB", "EU")),
    "Great Britain": (Place("GB"), FIRST_AFTER, ("GB",), ("GB",)),
    "Northern Ireland in transition": (
        Place("XI"), LAST_OF_TRANSITION, ("GB-NIR", "GB", "EU"), ("GB-NIR", "GB", "EU"),
    ),
    "Northern Ireland": (Place("XI"), FIRST_AFTER, ("XI", "GB"), ("XI", "GB")),
    "Londonderry by its postal code": (Place("GB", "", "bt48 7nn"), NOW, ("XI", "GB"), ("XI", "GB")),
    "Belfast by its region": (Place("GB", "GB-NIR"), NOW, ("XI", "GB"), ("XI", "GB")),
    "Jersey in transition": (Place("JE"), LAST_OF_TRANSITION, ("JE", "GB", "EU"), ("JE",)),
    "Jersey": (Place("JE"), FIRST_AFTER, ("JE",), ("JE",)),
}  # fmt: skip
SPECIAL = {
    "Tenerife": (Place("ES", "", "38001"), NOW, ("ES-CN", "ES", "EU"), ("ES-CN",)),
    "the Canary Islands": (Place("ES", "ES-CN"), NOW, ("ES-CN", "ES", "EU"), ("ES-CN",)),
    "Madrid": (Place("ES", "", "28001"), NOW, ("ES", "EU"), ("ES", "EU")),
    "Ceuta": (Place("ES", "", "51001"), NOW, ("ES-CE",), ("ES-CE",)),
    "Heligoland": (Place("DE", "", "27498"), NOW, ("Heligoland",), ("Heligoland",)),
    "Büsingen": (Place("DE", "", "78266"), NOW, ("Büsingen am Hochrhein",), ("Büsingen am Hochrhein",)),
    "Monaco": (Place("MC"), NOW, ("MC", "FR", "EU"), ("MC", "FR", "EU")),
    "Monaco by a French code": (Place("FR", "", "98000"), NOW, ("MC", "FR", "EU"), ("MC", "FR", "EU")),
    "Campione before it was in": (
        Place("IT", "", "22061"), date(2019, 12, 31), ("Campione d'Italia",), ("Campione d'Italia",),
    ),
    "Campione": (
        Place("IT", "", "22061"), date(2020, 1, 1), ("Campione d'Italia", "IT", "EU"), ("Campione d'Italia",),
    ),
    "Livigno": (Place("IT", "", "23041"), NOW, ("Livigno",), ("Livigno",)),
    "the Azores": (Place("PT", "PT-20"), NOW, ("PT-20", "PT", "EU"), ("PT-20", "PT", "EU")),
    "Ponta Delgada": (Place("PT", "", "9500-150"), NOW, ("PT-20", "PT", "EU"), ("PT-20", "PT", "EU")),
    "Réunion": (Place("RE"), NOW, ("FR-974", "FR", "EU"), ("FR-974",)),
    "Mount Athos": (Place("GR", "GR-69"), NOW, ("GR-69", "GR", "EU"), ("GR-69",)),
    "San Marino": (Place("SM"), NOW, ("SM",), ("SM",)),
}  # fmt: skip
CASES = {**OF_THE_STATE, **BRITAIN, **SPECIAL}


@pytest.mark.parametrize(("place", "on", "duty", "tax"), CASES.values(), ids=CASES)
def test_duty_and_tax_are_those_of_the_place_on_the_day(
    place: Place, on: date, duty: tuple[str, ...], tax: tuple[str, ...]
) -> None:
    """The most particular first, the Union last, each where it holds."""
    assert place.jurisdictions(on) == Jurisdictions(duty, tax)


@given(places(), days())
def test_the_union_is_asked_where_its_territories_say_so(place: Place, on: date) -> None:
    """Its duty in the customs territory, its tax in the VAT territory, and never first."""
    found = place.jurisdictions(on)
    standing = eu_standing(place.country, on, subdivision=place.subdivision, postal_code=place.postal_code)
    assert ("EU" in found.duty[1:], "EU" in found.tax[1:]) == (standing.customs, standing.vat)
    assert "EU" not in {found.duty[0], found.tax[0]}


@given(places(), days())
def test_no_jurisdiction_is_asked_twice(place: Place, on: date) -> None:
    """And at least one always is."""
    found = place.jurisdictions(on)
    assert all(len(set(chain)) == len(chain) > 0 for chain in (found.duty, found.tax))


@pytest.mark.parametrize(
    ("code", "hint"), [("UK", "did you mean 'GB'"), ("EL", "did you mean 'GR'"), ("de", "did you mean 'DE'")]
)
def test_a_code_that_no_country_has_is_refused_with_the_one_that_is_meant(code: str, hint: str) -> None:
    """An unknown territory has no rules, and zero would be one."""
    with pytest.raises(UnknownCountryError, match=f"unknown country code '{code}'.*{hint}"):
        Place(code)


@pytest.mark.parametrize(
    ("country", "subdivision"), [("CA", "Ontario"), ("DE", "US-CA"), ("US", "us-ca"), ("PT", "Azores")]
)
def test_a_province_is_told_in_full_and_of_its_country(country: str, subdivision: str) -> None:
    """What no rule knows would pay no provincial tax."""
    with pytest.raises(
        InvalidValueError, match=f"subdivision='{subdivision}': .* code of {country}, such as"
    ):
        Place(country, subdivision)


def test_a_bare_province_is_told_how_it_is_written_in_full() -> None:
    """A bare ``ON`` would pay no provincial tax, since no rule is known by that name."""
    with pytest.raises(InvalidValueError, match=r"subdivision='ON': .*of CA; did you mean 'CA-ON'"):
        Place("CA", "ON")


@pytest.mark.parametrize(("country", "subdivision"), [("XI", "GB-NIR"), ("RE", "FR-974"), ("PM", "FR-PM")])
def test_a_territory_may_be_told_by_its_own_code_and_its_states(country: str, subdivision: str) -> None:
    """Alone or together, they mean the same."""
    told = [Place(country), Place(country, subdivision), Place(subdivision[:2], subdivision)]
    assert len({place.jurisdictions(NOW) for place in told}) == 1


def test_a_place_reads_as_it_was_given() -> None:
    """What is not told is left out."""
    assert [str(Place("DE")), str(Place("PT", "PT-20", "9500-150"))] == ["DE", "PT PT-20 9500-150"]
