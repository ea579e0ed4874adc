"""Countries, territories, postal codes, addresses."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.codec import from_json, to_json
from xbcommerce.kernel.dated import NotADayError
from xbcommerce.kernel.places import (
    Address,
    EuStanding,
    UnknownCountryError,
    countries,
    country,
    customs_code,
    eu_members,
    eu_standing,
    from_customs_code,
    postal_code,
    postal_shapes,
    special_territories,
    territory,
)
from xbcommerce.testing.strategies.rules import addresses, postal_codes

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data" / "customs"
NOW = date(2026, 11, 22)


def standing(place: str, on: date = NOW) -> EuStanding:
    """Look a place up from ``"ES 35001"``, ``"FR-974"`` or ``"MC"``."""
    state, _, code = place.partition(" ")
    subdivision = state if "-" in state else ""
    return eu_standing(state[:2], on, subdivision=subdivision, postal_code=code)


def test_the_generated_tables_are_fresh() -> None:
    """The lists in codegen are the source; what is committed comes from them."""
    script = ROOT / "codegen" / "places.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


class TestCountries:
    """ISO 3166-1 and what customs forms write beside it."""

    def test_every_code_finds_its_country(self) -> None:
        """By any of the three codes; 249 on the list, and Kosovo."""
        assert len(countries()) == 250
        for place in countries():
            assert country(place.alpha2) == country(place.alpha3) == place
            assert place.numeric is None or country(place.numeric) == place

    @pytest.mark.parametrize(
        ("codes", "numeric"), [("DE DEU", "276"), ("CN CHN", "156"), ("RO ROU", "642"), ("SS SSD", "728")]
    )
    def test_some_codes_by_heart(self, codes: str, numeric: str) -> None:
        """Guards against a shifted list."""
        alpha2, alpha3 = codes.split()
        assert (country(alpha2).alpha3, country(alpha2).numeric) == (alpha3, numeric)

    @pytest.mark.parametrize(("code", "hint"), [("UK", "GB"), ("EL", "GR"), ("de", "DE"), (" FR", "FR")])
    def test_an_unknown_code_is_refused_with_what_was_meant(self, code: str, hint: str) -> None:
        """Habits of others are named, never silently taken."""
        with pytest.raises(UnknownCountryError, match=f"did you mean '{hint}'") as refused:
            country(code)
        assert isinstance(refused.value, LookupError)

    @pytest.mark.parametrize("code", ["AN", "ZZ", "", "XX", "999", "Germany"])
    def test_former_and_invented_codes_are_unknown(self, code: str) -> None:
        """There is no nearest country."""
        with pytest.raises(UnknownCountryError, match="unknown country code"):
            country(code)

    def test_names_are_in_the_readers_language(self) -> None:
        """By CLDR, whatever the spelling of the tag."""
        assert country("GR").name() == "Greece"
        assert country("GR").name("zh-CN") == "希腊"
        assert country("GR").name("zh_TW") == "希臘"

    def test_customs_forms_have_codes_of_their_own(self) -> None:
        """Serbia, Kosovo, Northern Ireland."""
        assert customs_code("RS") == "XS"
        assert from_customs_code("XS") == country("RS")
        assert from_customs_code("XI") == country("GB")
        assert from_customs_code("XK") == country("XK")
        assert customs_code("DE") == "DE"
        assert from_customs_code("DE") == country("DE")


class TestEuStanding:
    """Three axes, each with its own dates."""

    @pytest.mark.parametrize(
        ("place", "axes", "name"),
        [  # member, customs, VAT
            ("DE 10115", "yyy", None),
            ("ES 28013", "yyy", None),
            ("DE 78266", "ynn", "Büsingen am Hochrhein"),
            ("DE 27498", "ynn", "Heligoland"),
            ("ES 35001", "yyn", "Canary Islands"),
            ("ES 38670", "yyn", "Canary Islands"),
            ("ES-CN", "yyn", "Canary Islands"),
            ("ES 51001", "ynn", "Ceuta"),
            ("ES 52006", "ynn", "Melilla"),
            ("FI 22100", "yyn", "Åland Islands"),
            ("AX", "yyn", "Åland Islands"),
            ("AX AX-22100", "yyn", "Åland Islands"),
            ("FR 97110", "yyn", "Guadeloupe"),
            ("FR F-97110", "yyn", "Guadeloupe"),
            ("GP", "yyn", "Guadeloupe"),
            ("FR-974", "yyn", "Réunion"),
            ("FR 97133", "nnn", "Saint-Barthélemy"),
            ("FR 97150", "yyn", "Saint-Martin"),
            ("FR 98800", "nnn", "New Caledonia"),
            ("FR 98000", "nyy", "Monaco"),
            ("MC", "nyy", "Monaco"),
            ("FR 75001", "yyy", None),
            ("GR 63086", "yyn", "Mount Athos"),
            ("IT 23041", "ynn", "Livigno"),
            ("IT 22061", "yyn", "Campione d'Italia"),
            ("IT 23030", "yyy", None),
            ("PT 9500-321", "yyy", "Azores"),
            ("PT 9000-001", "yyy", "Madeira"),
            ("AT 6991", "yyy", "Mittelberg"),
            ("DK 3900", "nnn", "Greenland"),
            ("GB SW1A 1AA", "nnn", None),
            ("GB BT48 7NN", "nnn", "Northern Ireland"),
            ("XI", "nnn", "Northern Ireland"),
            ("SM", "nnn", "San Marino"),
            ("CH 8001", "nnn", None),
            ("XK", "nnn", None),
            ("US 97110", "nnn", None),
        ],
    )
    def test_a_place_stands_where_law_puts_it(self, place: str, axes: str, name: str | None) -> None:
        """By country code, subdivision or postal code, in any spelling."""
        found = standing(place)
        assert "".join("ny"[axis] for axis in (found.member, found.customs, found.vat)) == axes
        assert found.territory == name

    @pytest.mark.parametrize(
        ("on", "axes"),
        [
            (date(1972, 12, 31), (False, False, False)),
            (date(1973, 1, 1), (True, True, False)),
            (date(2020, 1, 31), (True, True, True)),
            (date(2020, 2, 1), (False, True, True)),
            (date(2020, 12, 31), (False, True, True)),
            (date(2021, 1, 1), (False, False, False)),
        ],
    )
    def test_the_united_kingdom_left_in_two_steps(self, on: date, axes: tuple[bool, ...]) -> None:
        """Membership on one day, the customs and VAT territories eleven months later."""
        found = eu_standing("GB", on)
        assert (found.member, found.customs, found.vat) == axes

    def test_northern_ireland_keeps_the_rules_for_goods(self) -> None:
        """From 2021 on, with a VAT prefix of its own; before, it was as the rest."""
        now, before = standing("GB BT1 1AA"), standing("GB BT1 1AA", date(2020, 12, 31))
        assert (now.goods_rules, now.vat_prefix) == (True, "XI")
        assert (before.goods_rules, before.vat_prefix, before.vat) == (False, "GB", True)
        assert standing("GB").vat_prefix is None

    def test_greek_vat_numbers_begin_with_el(self) -> None:
        """Others begin with the country's code."""
        assert standing("GR").vat_prefix == "EL"
        assert standing("DE").vat_prefix == "DE"
        assert standing("CH").vat_prefix is None

    def test_campione_joined_the_customs_territory_later(self) -> None:
        """On 2020-01-01, without the VAT territory."""
        assert not standing("IT 22061", date(2019, 12, 31)).customs
        assert standing("IT 22061", date(2020, 1, 1)).customs

    def test_local_rates_are_told_from_their_day(self) -> None:
        """Where a territory charges its own VAT; IGIC and IPSI are no VAT."""
        assert standing("FR 97200").local_vat_pct == Decimal("8.5")
        assert standing("PT 9500").local_vat_pct == Decimal(16)
        assert standing("PT 9500", date(2021, 6, 30)).local_vat_pct is None
        assert standing("FR 97300").local_vat_pct == 0
        assert standing("ES 35001").local_vat_pct is None

    @pytest.mark.parametrize(
        ("on", "count"),
        [
            (date(1957, 12, 31), 0),
            (date(1958, 1, 1), 6),
            (date(1995, 1, 1), 15),
            (date(2004, 4, 30), 15),
            (date(2004, 5, 1), 25),
            (date(2013, 7, 1), 28),
            (date(2020, 2, 1), 27),
        ],
    )
    def test_the_union_grew_and_shrank(self, on: date, count: int) -> None:
        """The number of states after each treaty."""
        assert len(eu_members(on)) == count

    def test_a_standing_explains_itself(self) -> None:
        """Each axis, the local rate and the sources."""
        text = str(standing("FR 97110"))
        assert text.startswith("Guadeloupe is part of the European Union on Nov 22, 2026\n")
        assert "is not in the EU VAT territory" in text
        assert "its own standard VAT rate of 8.5 %" in text
        assert "ibericode/vat-rates" in text

    def test_every_fact_names_a_source_with_its_day(self) -> None:
        """Also of the territories."""
        for place in special_territories():
            assert place.sources
            assert all(source.read_on for source in place.sources)

    def test_every_territory_is_found_by_its_own_codes(self) -> None:
        """And no code or postal prefix means two."""
        for place in special_territories():
            for code in place.codes:
                assert territory(code[:2], subdivision=code if "-" in code else "") == place
            for prefix in place.postal_prefixes:
                assert territory(place.state, postal_code=prefix) == place

    def test_an_unknown_country_or_an_instant_is_refused(self) -> None:
        """No standing is invented."""
        with pytest.raises(UnknownCountryError, match="'UK'; did you mean 'GB'"):
            eu_standing("UK", NOW)
        with pytest.raises(NotADayError):
            eu_standing("DE", datetime(2026, 1, 1, tzinfo=UTC))

    def test_a_standing_goes_through_json(self) -> None:
        """With its sources."""
        found = standing("FR 97110")
        assert from_json(to_json(found), EuStanding) == found

    def test_the_territories_agree_with_the_compiled_list(self) -> None:
        """Every row of the list the facts come from answers the same here."""
        path = DATA / "vat" / "eu_special_territories.csv"
        if not path.exists():
            pytest.skip(f"{path.name} is not there")
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
            if row["state"] == "XI":
                continue
            name = row["territory"].partition(" (")[0]
            (place,) = (place for place in special_territories() if place.name == name)
            found = eu_standing(place.state, NOW, postal_code=place.postal_prefixes[0])
            assert found.territory == name
            assert found.customs == (row["in_eu_customs_territory"] == "yes"), name
            assert found.vat == (row["in_eu_vat_territory"] == "yes"), name


class TestPostalCodes:
    """One spelling of a code, or none."""

    @pytest.mark.parametrize(
        ("typed", "where", "canonical"),
        [
            ("d-56068", "DE", "56068"),
            (" 56068 ", "DE", "56068"),
            ("se228dl", "GB", "SE22 8DL"),
            ("EC1A1BB", "GB", "EC1A 1BB"),
            ("ＳＷ１Ａ　１ＡＡ", "GB", "SW1A 1AA"),
            ("〒154ー0023", "JP", "154-0023"),
            ("1540023", "JP", "154-0023"),
            ("١٣٣١١", "SD", "13311"),
            ("1073", "LV", "LV-1073"),
            ("lv 1073", "LV", "LV-1073"),
            ("100", "AD", "AD100"),
            ("K1P1J1", "CA", "K1P 1J1"),
            ("902101234", "US", "90210-1234"),
            ("1065am", "NL", "1065 AM"),
            ("00950", "PL", "00-950"),
            ("11455", "SE", "114 55"),
            ("D02AF30", "IE", "D02 AF30"),
            ("d6w xy00", "IE", "D6W XY00"),
            ("22290175", "BR", "22290-175"),
            ("gy11aa", "GG", "GY1 1AA"),
            ("any  thing", "AE", "ANY THING"),
        ],
    )
    def test_a_code_is_written_as_its_post_writes_it(self, typed: str, where: str, canonical: str) -> None:
        """Case, spaces, dashes, width and a country's prefix do not matter."""
        assert postal_code(typed, where) == canonical

    @pytest.mark.parametrize(
        ("typed", "where"),
        [
            ("5606", "DE"),
            ("560688", "DE"),
            ("F-56068", "DE"),
            ("9021O", "US"),
            ("1234é", "AT"),
            ("", "DE"),
            ("GB", "GB"),
        ],
    )
    def test_what_cannot_be_a_code_of_the_country_is_none(self, typed: str, where: str) -> None:
        """Nothing is padded, cut or guessed."""
        assert postal_code(typed, where) is None

    @given(st.data())
    def test_a_canonical_code_stays_as_it_is(self, data: st.DataObject) -> None:
        """Every shape of every country, and the same without its separators in small letters."""
        where = data.draw(
            st.sampled_from([place.alpha2 for place in countries() if postal_shapes(place.alpha2)])
        )
        code = data.draw(postal_codes(country=where))
        assert postal_code(code, where) == code
        squeezed = code.replace("-", " ").lower()
        assert postal_code(squeezed, where) == code

    def test_the_examples_of_the_data_set_are_well_shaped(self) -> None:
        """All 140 countries with a pattern."""
        path = DATA / "postal" / "zip_patterns.json"
        if not path.exists():
            pytest.skip(f"{path.name} is not there")
        rows = [row for row in json.loads(path.read_text()) if "zip_regex" in row and "zip_example" in row]
        bad = [row["code"] for row in rows if postal_code(row["zip_example"], row["code"]) is None]
        assert bad == []
        assert len(rows) > 130


class TestAddress:
    """Everything missing or malformed, at once."""

    home = Address("Ann Lee", ("12 Main St",), "Oakland", "US", "94601", "US-CA")

    def test_an_empty_address_lists_all_it_lacks(self) -> None:
        """Not just the first thing."""
        codes = [item.code for item in Address("", (), "", "US").unmet()]
        assert codes == [
            "address.recipient_missing",
            "address.lines_missing",
            "address.city_missing",
            "address.postal_code_missing",
            "address.subdivision_missing",
        ]

    @pytest.mark.parametrize(
        ("field", "value", "codes"),
        [
            ("recipient", " ", ["address.recipient_missing"]),
            ("lines", ("", "  "), ["address.lines_missing"]),
            ("city", "", ["address.city_missing"]),
            ("country", "", ["address.country_missing", "address.subdivision_malformed"]),
            ("country", "UK", ["address.country_unknown", "address.subdivision_malformed"]),
            ("postal_code", "", ["address.postal_code_missing"]),
            ("postal_code", "9460", ["address.postal_code_malformed"]),
            ("subdivision", "", ["address.subdivision_missing"]),
            ("subdivision", "California", ["address.subdivision_malformed"]),
            ("subdivision", "CA-ON", ["address.subdivision_malformed"]),
        ],
    )
    def test_each_fault_has_its_code(self, field: str, value: object, codes: list[str]) -> None:
        """One change to a good address."""
        assert self.home.unmet() == ()
        assert [item.code for item in evolve(self.home, **{field: value}).unmet()] == codes

    def test_a_country_without_codes_or_cities_needs_none(self) -> None:
        """Hong Kong has no postal codes, Singapore is one city."""
        assert Address("Lee", ("1 Queen's Road",), "", "HK").unmet() == ()
        assert Address("Lim", ("1 Orchard Road",), "", "SG", "238823").unmet() == ()
        assert Address("Ali", ("Street 1",), "Dubai", "AE").unmet() == ()

    @given(addresses())
    def test_a_good_address_is_canonical_and_goes_through_json(self, address: Address) -> None:
        """Tidying it changes nothing, and loses neither city nor any other field."""
        assert address.unmet() == ()
        assert address.canonical() == address
        assert from_json(to_json(address), Address) == address

    def test_tidying_keeps_what_it_cannot_read(self) -> None:
        """A wrong code stays for the reader to see."""
        typed = Address("  Ann  Lee ", (" 12  Main St ", ""), " Berlin", "de", " d-10115", "")
        assert typed.canonical() == Address("Ann Lee", ("12 Main St",), "Berlin", "DE", "10115")
        assert Address("A", ("B",), "C", "DE", " 12 ").canonical().postal_code == "12"

    def test_an_address_prints_in_lines(self) -> None:
        """For a label proof."""
        assert str(self.home) == "Ann Lee\n12 Main St\n94601 Oakland US-CA\nUS"


def test_a_text_of_a_page_is_no_country_and_is_not_shown_whole() -> None:
    """A message is for people to read."""
    with pytest.raises(UnknownCountryError, match=r"'x{40}'\.\.\. \(50000 characters\)") as caught:
        from_customs_code("x" * 50_000)
    assert len(str(caught.value)) < 200
