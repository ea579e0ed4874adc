"""What a declaration lacks: every fact at once, by destination, day, scheme and value; what is suspect."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import Dated, RuleSet, Source, Validity
from xbcommerce.kernel.fx import RateTable
from xbcommerce.kernel.identifiers import Kind
from xbcommerce.kernel.places import Address
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.logistics.customs import Buyer, GoodsLine, ImportConsignment, Place, When
from xbcommerce.logistics.customs.declarations import (
    DECLARATION_FACTS,
    LINE_FACTS,
    Declaration,
    DeclaredLine,
    DeclaredParty,
    ProductId,
    ProductIdKind,
    Reason,
    Requirement,
    RequirementRecord,
    complete,
    declaration_of,
    suspect,
)
from xbcommerce.logistics.mode import Mode
from xbcommerce.reference import languages, messages
from xbcommerce.reference.customs.requirements import requirements
from xbcommerce.testing.strategies.customs_declarations import NUMBERS, declarations

RULES = requirements()
AFTER, BEFORE = date(2026, 11, 5), date(2026, 10, 31)
ANN = DeclaredParty(Address("Ann Lee", ["Am Sandtorkai 1"], "Hamburg", "DE", "20457"))
SHIRT = DeclaredLine("shirt", "cotton t-shirt", 1, 200, Money("18.00", "EUR"), "CN", "610910")
SKU = ProductId(ProductIdKind.M_PID, "SKU-1")
PARCEL = Declaration(
    [SHIRT],
    sender=ANN,
    recipient=ANN,
    reason=Reason.SALE,
    mode=Mode.POSTAL,
    data_set="H7",
    gross_weight_g=250,
)
PLACES = ("DE", "KR", "BR", "CN", "US", "NO", "AU", "GB", "TR", "JP", "CH")
DAYS = st.integers(0, 1_200).map(lambda days: date(2024, 1, 1) + timedelta(days=days))


def told(line: Mapping[str, Any] | None = None, **changes: Any) -> Declaration:  # noqa: ANN401
    """Change a declaration that is whole but for what the destination asks for."""
    return attrs.evolve(PARCEL, lines=[attrs.evolve(SHIRT, **(line or {}))], **changes)


def missing(declaration: Declaration, country: str, on: date, **options: Any) -> list[str]:  # noqa: ANN401
    """Name the places that are asked for."""
    return [item.where for item in complete(declaration, Place(country), on=on, rules=RULES, **options)]


@pytest.mark.parametrize(
    ("country", "on", "changes", "expected"),
    [
        ("DE", BEFORE, {}, []),
        ("DE", AFTER, {}, ["lines[shirt].product_identifier"]),
        ("DE", date(2026, 11, 1), {}, ["lines[shirt].product_identifier"]),
        ("DE", AFTER, {"buyer": Buyer.PRIVATE_GIFT}, []),
        ("DE", AFTER, {"buyer": Buyer.BUSINESS}, ["eori"]),
        ("DE", BEFORE, {"registrations": ["IOSS"]}, ["ioss_number"]),
        ("DE", AFTER, {"registrations": ["IOSS"]}, ["ioss_number", "lines[shirt].product_identifier"]),
        ("DE", BEFORE, {"data_set": "H1"}, ["lines[shirt].hs10"]),
        ("KR", AFTER, {}, ["pccc"]),
        ("KR", date(2018, 12, 31), {}, []),
        ("KR", AFTER, {"buyer": Buyer.BUSINESS}, []),
        ("BR", AFTER, {}, ["cpf"]),
        ("BR", AFTER, {"buyer": Buyer.BUSINESS}, ["cnpj"]),
        ("BR", date(2019, 12, 31), {}, []),
        ("CN", AFTER, {}, ["id_number"]),
        ("TR", AFTER, {}, ["id_number"]),
        ("US", AFTER, {}, []),
        ("US", AFTER, {"mode": Mode.COURIER}, ["lines[shirt].hs10"]),
        ("US", date(2025, 8, 28), {"mode": Mode.COURIER}, []),
        ("NO", AFTER, {"registrations": ["VOEC"]}, ["voec_number"]),
        ("AU", AFTER, {"registrations": ["AU-GST"]}, ["au_vendor_id"]),
        ("NZ", AFTER, {"registrations": ["NZ-GST"]}, ["nz_gst_number"]),
        ("SG", AFTER, {"registrations": ["SG-GST"]}, ["sg_gst_number"]),
        ("GB", AFTER, {"registrations": ["GB-VAT"]}, ["gb_vat_number"]),
        ("JP", AFTER, {}, []),
    ],
)  # fmt: skip
def test_each_destination_asks_for_its_own_facts(
    country: str, on: date, changes: Mapping[str, Any], expected: list[str]
) -> None:
    """From the day on which it asks, of whom it asks."""
    assert missing(told(**changes), country, on) == expected


@pytest.mark.parametrize(
    ("fact", "gap"),
    [
        ("description", {"description": ""}), ("description", {"description": " \n"}),
        ("quantity", {"quantity": None}), ("quantity", {"quantity": 0}), ("origin", {"origin": " "}),
        ("net_weight_g", {"net_weight_g": 0}), ("net_weight_g", {"net_weight_g": None}),
        ("value", {"value": None}), ("origin", {"origin": None}), ("hs6", {"hs_code": None}),
        ("hs6", {"hs_code": " "}), ("hs6", {"hs_code": "6109"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("country", PLACES)
def test_a_blank_or_short_fact_is_missing(country: str, fact: str, gap: Mapping[str, Any]) -> None:
    """Empty text, nothing, none of it, and a heading where a subheading is asked for."""
    assert f"lines[shirt].{fact}" in missing(told(line=gap), country, BEFORE)


@pytest.mark.parametrize(
    ("day", "mode", "asked"),
    [
        (date(2023, 2, 28), Mode.POSTAL, False), (date(2023, 3, 1), Mode.POSTAL, True),
        (date(2023, 3, 1), Mode.AIR, True), (date(2023, 3, 1), Mode.SEA, False),
        (date(2024, 6, 3), Mode.SEA, True), (date(2024, 6, 3), Mode.LAND, False),
        (date(2025, 4, 1), Mode.LAND, True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("country", ["FR", "NO", "CH", "XI"])
def test_codes_are_asked_for_by_release_of_the_import_control_system(
    country: str, day: date, mode: Mode, *, asked: bool
) -> None:
    """By air first, then by sea, then by road and rail; gifts included."""
    gap = told(line={"hs_code": None}, mode=mode, buyer=Buyer.PRIVATE_GIFT)
    assert ("lines[shirt].hs6" in missing(gap, country, day)) is asked


@pytest.mark.parametrize(
    ("amount", "asked"), [("149.99", True), ("150.00", True), ("150.01", False), ("0.00", True)]
)
def test_identifiers_are_asked_for_up_to_150_euros_of_the_whole_parcel(amount: str, *, asked: bool) -> None:
    """Both lines together; the limit itself is inside."""
    half = Money(Decimal(amount) / 2 if amount != "149.99" else "74.99", "EUR")
    other = Money(amount, "EUR") - half
    lines = [attrs.evolve(SHIRT, value=half), attrs.evolve(SHIRT, id="other", value=other)]
    found = missing(attrs.evolve(PARCEL, lines=lines), "DE", AFTER)
    assert ("lines[other].product_identifier" in found) is asked


def test_a_value_in_another_currency_needs_a_rate_and_is_never_guessed() -> None:
    """With a rate the need is decided; without, the fact is asked for and the reason said."""
    dollars = told(line={"value": Money("170.00", "USD")})
    table = RateTable("EUR", "ECB", {date(2026, 11, 4): {"USD": Decimal("1.16")}})
    assert missing(dollars, "DE", AFTER, rates=table) == ["lines[shirt].product_identifier"]
    dear = told(line={"value": Money("180.00", "USD")})
    assert missing(dear, "DE", AFTER, rates=table) == []
    for rates in (None, RateTable("EUR", "ECB", {date(2026, 11, 4): {"GBP": Decimal("0.86")}})):
        (item,) = complete(dear, Place("DE"), on=AFTER, rules=RULES, rates=rates)
        assert (item.code, item.params["depends_on"]) == ("declaration.perhaps_missing", ("value",))


@pytest.mark.parametrize(
    ("unknown", "country", "fact"),
    [
        ({"mode": None}, "US", "hs10"), ({"data_set": None}, "DE", "hs10"),
        ({"buyer": None}, "KR", "pccc"), ({"registrations": None}, "DE", "ioss_number"),
    ],
)  # fmt: skip
def test_what_cannot_be_decided_is_asked_for_with_what_it_depends_on(
    unknown: Mapping[str, Any], country: str, fact: str
) -> None:
    """Unknown is not no."""
    found = complete(told(**unknown), Place(country), on=BEFORE, rules=RULES)
    perhaps = [item for item in found if item.params.get("fact") == fact]
    assert [item.code for item in perhaps] == ["declaration.perhaps_missing"]
    assert all(item.params["depends_on"] for item in perhaps)


@pytest.mark.parametrize(
    ("registrations", "number", "codes"),
    [
        ("IOSS", "IM5280000461", []), ("IOSS", " im 528 0000461", []), ("IOSS", "", ["declaration.missing"]),
        ("IOSS", "   ", ["declaration.missing"]), ("IOSS", "IM52800004", ["id.length"]),
        ("IOSS", "DE136695976", ["id.prefix"]),
    ],
)  # fmt: skip
def test_a_number_that_is_none_is_not_present(registrations: str, number: str, codes: list[str]) -> None:
    """Blank ones are missing, malformed ones say what is wrong."""
    declared = told(registrations=[registrations], references={"ioss_number": number})
    found = complete(declared, Place("DE"), on=BEFORE, rules=RULES)
    assert [item.code for item in found][: len(codes) or 1] == codes


def test_everything_is_told_at_once() -> None:
    """An empty line to Germany under IOSS: twelve facts, each once."""
    empty = Declaration([DeclaredLine("x")], registrations=["IOSS"], mode=Mode.POSTAL, data_set="H7")
    found = missing(empty, "DE", BEFORE)
    assert len(found) == len(set(found))
    assert set(found) == {
        "sender_name", "sender_address", "recipient_name", "recipient_address", "gross_weight_g", "reason",
        "ioss_number", *(f"lines[x].{fact}" for fact in (
            "description", "quantity", "net_weight_g", "value", "origin", "hs6"
        )),
    }  # fmt: skip


@given(declarations(), st.sampled_from(PLACES), DAYS)
def test_no_place_is_asked_for_twice(declaration: Declaration, country: str, on: date) -> None:
    """However many rules ask for it."""
    found = missing(declaration, country, on)
    assert len(found) == len(set(found))


@given(declarations(whole=True), st.sampled_from(PLACES), DAYS)
def test_a_fact_is_never_asked_for_where_it_is_told(declaration: Declaration, country: str, on: date) -> None:
    """Of a whole declaration only what its strategy does not know is missing: numbers, ten digits."""
    found = complete(declaration, Place(country), on=on, rules=RULES)
    asked = {str(item.params.get("fact", item.where)) for item in found}
    assert not asked & ({*LINE_FACTS} - {"hs10", "product_identifier"} | {*DECLARATION_FACTS} | {*NUMBERS})


@given(declarations(), st.sampled_from([*NUMBERS]), st.sampled_from(PLACES), DAYS)
def test_a_number_more_never_adds_a_gap(declaration: Declaration, name: str, country: str, on: date) -> None:
    """It closes its own, and a blank one closes nothing."""
    before = set(missing(declaration, country, on))
    blank = attrs.evolve(declaration, references={**declaration.references, name: " "})
    more = attrs.evolve(declaration, references={**declaration.references, name: NUMBERS[name]})
    assert set(missing(blank, country, on)) == before
    assert set(missing(more, country, on)) == before - {name}


@given(declarations(), st.sampled_from(PLACES), DAYS, st.sampled_from(Mode), st.sampled_from(["H7", "H6"]))
def test_a_circumstance_more_never_adds_a_gap(
    declaration: Declaration, country: str, on: date, mode: Mode, data_set: str
) -> None:
    """What depended on it is decided, one way or the other."""
    unknown = attrs.evolve(declaration, mode=None, data_set=None)
    known = attrs.evolve(declaration, mode=mode, data_set=data_set)
    assert set(missing(known, country, on)) <= set(missing(unknown, country, on))


@given(declarations(), st.sampled_from(PLACES), DAYS)
def test_the_order_of_lines_does_not_matter(declaration: Declaration, country: str, on: date) -> None:
    """The same gaps, whichever line comes first."""
    turned = attrs.evolve(declaration, lines=declaration.lines[::-1])
    assert set(missing(turned, country, on)) == set(missing(declaration, country, on))


@given(declarations(), st.sampled_from(PLACES), DAYS)
def test_every_gap_reads_as_a_sentence_in_every_language(
    declaration: Declaration, country: str, on: date
) -> None:
    """With its source; no code is left bare."""
    found = complete(declaration, Place(country), on=on, rules=RULES)
    notes = suspect(declaration, Place(country), on=on, rules=RULES)
    for item in (*found, *notes):
        for language in languages():
            assert not messages().render(item, language).startswith(item.code)


def test_a_vague_description_is_warned_of_and_not_missing() -> None:
    """The list of the destination, or that of the world; each line once."""
    goods = told(line={"description": "Goods"})
    assert missing(goods, "JP", BEFORE) == []
    for country in PLACES:
        notes = suspect(goods, Place(country), on=BEFORE, rules=RULES)
        assert [note.code for note in notes].count("declaration.vague_description") == 1
    (note,) = suspect(goods, Place("JP"), on=BEFORE, rules=RULES)
    assert note.params["where"] == "lines[shirt].description"
    assert not suspect(PARCEL, Place("JP"), on=BEFORE, rules=RULES)


def test_what_is_voluntary_is_welcome_and_not_missing() -> None:
    """Identifiers from July to October 2026; one number is enough from then on, the other is welcome."""
    notes = suspect(PARCEL, Place("DE"), on=BEFORE, rules=RULES)
    assert [note.params["fact"] for note in notes] == ["product_identifier"]
    assert not suspect(PARCEL, Place("DE"), on=date(2026, 6, 30), rules=RULES)
    merchant = told(line={"product_ids": [SKU]})
    assert missing(merchant, "DE", AFTER) == []
    assert [note.params["fact"] for note in suspect(merchant, Place("DE"), on=AFTER, rules=RULES)] == [
        "ns_pid"
    ]
    none = told(line={"product_ids": [ProductId(ProductIdKind.NONE)]})
    assert missing(none, "DE", AFTER) == []
    assert not suspect(none, Place("DE"), on=AFTER, rules=RULES)


def test_the_canary_islands_are_asked_as_the_customs_union_they_are_in() -> None:
    """Codes and identifiers by customs, whatever the tax."""
    canary = Place("ES", postal_code="35001")
    gap = told(line={"hs_code": None})
    assert "lines[shirt].hs6" in [item.where for item in complete(gap, canary, on=BEFORE, rules=RULES)]


def own(record: Requirement, **options: Any) -> RuleSet[RequirementRecord]:  # noqa: ANN401
    """A host's own rule beside the packaged ones."""
    dated = Dated("own-1", "requirement/JP/own", record, Validity(None, None), date(2026, 1, 1), Source("shop"), **options)  # fmt: skip  # noqa: E501
    return RULES.overlay(RuleSet([dated], RULES.issued))


def test_a_host_asks_for_a_number_of_its_own() -> None:
    """By any name, of one carrier only, with the form of a known kind."""
    rules = own(Requirement("buyer_vat", When(carriers=frozenset({"acme"})), kind=Kind.EU_VAT))
    acme = told(carrier="acme")
    (item,) = complete(acme, Place("JP"), on=AFTER, rules=rules)
    assert (item.where, item.params["source"]) == ("buyer_vat", "shop")
    assert messages().render(item) == "buyer_vat: buyer_vat is missing (shop)"
    assert not complete(told(carrier="other"), Place("JP"), on=AFTER, rules=rules)
    wrong = attrs.evolve(acme, references={"buyer_vat": "DE136695977"})
    assert [each.code for each in complete(wrong, Place("JP"), on=AFTER, rules=rules)] == ["id.check"]


def test_rules_that_do_not_answer_clearly_are_told() -> None:
    """Two records for one day, or one whose review is overdue."""
    fact = Requirement("recipient_phone")
    stale = own(fact, review_by=date(2026, 10, 1))
    assert [item.code for item in complete(PARCEL, Place("JP"), on=AFTER, rules=stale)] == ["rule.stale"]
    twice = own(fact)
    second = attrs.evolve(twice.records_of("requirement/JP/own")[0], id="own-2")
    both = twice.overlay(RuleSet([second], RULES.issued))
    assert [item.code for item in complete(PARCEL, Place("JP"), on=AFTER, rules=both)] == ["rule.ambiguous"]


def test_a_decided_gap_replaces_an_undecided_one() -> None:
    """The world may ask for it, the country does."""
    rules = own(Requirement("recipient_phone"))
    perhaps = Requirement("recipient_phone", When(carriers=frozenset({"acme"})))
    unsure = attrs.evolve(
        rules.records_of("requirement/JP/own")[0], id="own-0", key="requirement/WORLD/phone", value=perhaps
    )
    both: RuleSet[RequirementRecord] = rules.overlay(RuleSet([unsure], RULES.issued))
    (item,) = complete(PARCEL, Place("JP"), on=AFTER, rules=both)
    assert (item.code, item.params["rule"]) == ("declaration.missing", "own-1")


def test_a_consignment_is_declared_with_what_it_knows() -> None:
    """Lines, buyer, carriage and schemes are taken over; the rest is given or stays missing."""
    mug = GoodsLine("mug", Money("11.00", "EUR"), 2, hs_code="691200", origin="CN", description="ceramic mug")
    parcel = ImportConsignment(Place("DE"), "CN", [mug], mode=Mode.POSTAL, buyer=Buyer.PRIVATE_GIFT)
    gift = declaration_of(parcel, recipient=ANN, product_ids={"mug": [SKU]}, references={"pccc": "P1"})
    assert (gift.reason, gift.lines[0].value) == (Reason.GIFT, Money("22.00", "EUR"))
    assert (gift.ship_from, gift.mode, gift.lines[0].product_ids) == ("CN", Mode.POSTAL, (SKU,))
    assert "lines[mug].net_weight_g" in missing(gift, "DE", BEFORE)
    sale = declaration_of(attrs.evolve(parcel, buyer=Buyer.BUSINESS), reason=Reason.SAMPLE)
    assert sale.reason is Reason.SAMPLE
    with pytest.raises(ValueError, match="no line has the id 'cup'"):
        declaration_of(parcel, product_ids={"cup": [SKU]})


def test_every_packaged_record_has_source_tier_and_day_of_reading() -> None:
    """Lint finds nothing, and every fact is one that somebody can tell."""
    assert not RULES.lint()
    assert all(record.source and record.source.read_on for record in RULES.records)
    facts = {one.value.fact for one in RULES.records if isinstance(one.value, Requirement)}
    for fact in facts:
        item = Unmet(
            "declaration.missing", fact, {"fact": fact, "source": "", "text": f"declaration.missing.{fact}"}
        )
        assert messages().render(item) != f"{fact}: {fact} is missing ()"
    assert isinstance(Refusal.of(item), Refusal)


@pytest.mark.parametrize("fact", [*LINE_FACTS, *DECLARATION_FACTS, *NUMBERS])
def test_every_fact_can_be_asked_for(fact: str) -> None:
    """Nobody told it, then somebody did."""
    rules = own(Requirement(fact))
    where = f"lines[shirt].{fact}" if fact in LINE_FACTS else fact
    nothing = Declaration([DeclaredLine("shirt")], mode=Mode.POSTAL, data_set="H7")
    asked = [item.where for item in complete(nothing, Place("JP"), on=AFTER, rules=rules)]
    assert asked.count(where) == 1
    somebody = attrs.evolve(ANN, phone="+49 40 1", email="ann@example.org")
    ids = [SKU, ProductId(ProductIdKind.NS_PID, "F-1")]
    full = told({"hs_code": "6109100010", "product_ids": ids}, sender=somebody, recipient=somebody)
    assert not complete(attrs.evolve(full, references=NUMBERS), Place("JP"), on=AFTER, rules=rules)
