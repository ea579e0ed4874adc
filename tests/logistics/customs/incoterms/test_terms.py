"""Terms of trade: who pays, who bears the risk, how a contract names a term, and when a term does not fit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.dated import Dated, RuleSet, Source, Validity
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs.incoterms import (
    Cover,
    IncotermRule,
    Party,
    RiskPoint,
    Term,
    TradeCost,
    read_term,
    title,
    warnings,
)
from xbcommerce.logistics.mode import Mode
from xbcommerce.reference import languages, messages
from xbcommerce.reference.customs.incoterms import incoterm_rules

DAY = date(2026, 3, 1)
RULES = incoterm_rules()
CURRENT = ("CFR", "CIF", "CIP", "CPT", "DAP", "DDP", "DPU", "EXW", "FAS", "FCA", "FOB")
SELLER = {  # from left to right as in the tables of the trade
    TradeCost.EXPORT_CLEARANCE: {*CURRENT} - {"EXW"},
    TradeCost.ORIGIN_INLAND: {*CURRENT} - {"EXW"},
    TradeCost.MAIN_CARRIAGE: {"CPT", "CIP", "CFR", "CIF", "DAP", "DPU", "DDP"},
    TradeCost.INSURANCE: {"CIP", "CIF", "DAP", "DPU", "DDP"},
    TradeCost.UNLOADING: {"DPU"},
    TradeCost.IMPORT_CLEARANCE: {"DDP"},
    TradeCost.IMPORT_DUTY_TAX: {"DDP"},
    TradeCost.DESTINATION_INLAND: {"CPT", "CIP", "DAP", "DPU", "DDP"},
}


def term(text: str, *, on: date = DAY) -> Term:
    """Read a term that is one."""
    found = read_term(text, RULES, on=on)
    assert isinstance(found, Term), found
    return found


def refused(text: str, *, on: date = DAY) -> Refusal:
    """Read a text that names no term."""
    found = read_term(text, RULES, on=on)
    assert isinstance(found, Refusal), found
    return found


@pytest.mark.parametrize("cost", TradeCost)
@pytest.mark.parametrize("name", CURRENT)
def test_each_cost_is_paid_as_the_tables_of_the_trade_say(name: str, cost: TradeCost) -> None:
    """Eleven terms, eight costs."""
    assert term(name).payor(cost) is (Party.SELLER if name in SELLER[cost] else Party.BUYER)


@given(st.sampled_from(CURRENT), st.sampled_from(CURRENT), st.lists(st.integers(0, 10**6), min_size=8))
def test_a_term_moves_the_payor_and_never_the_amount(one: str, other: str, amounts: list[int]) -> None:
    """Whatever the term, seller and buyer together pay the same."""

    def paid(name: str, party: Party) -> int:
        costs = zip(TradeCost, amounts, strict=False)
        return sum(amount for cost, amount in costs if term(name).payor(cost) is party)

    assert sum(paid(one, party) for party in Party) == sum(paid(other, party) for party in Party)


@pytest.mark.parametrize(
    ("name", "cover"), [("CIP", Cover.A), ("CIF", Cover.C), ("DDP", None), ("FOB", None)]
)
def test_only_cip_and_cif_oblige_to_insure(name: str, cover: Cover | None) -> None:
    """All risks under CIP, the named casualties under CIF; under others whoever bears the risk may."""
    found = term(name)
    assert found.rule.cover is cover
    assert found.rule.must_be_paid(TradeCost.INSURANCE) is (cover is not None)
    assert found.rule.must_be_paid(TradeCost.UNLOADING)


@given(st.sampled_from(CURRENT))
def test_who_bears_the_risk_of_the_main_carriage_insures_it_unless_the_term_says_otherwise(name: str) -> None:
    """The payor of the insurance follows the risk, but for CIP and CIF."""
    rule = term(name).rule
    at_destination = rule.risk_passes in {RiskPoint.ARRIVED, RiskPoint.CLEARED, RiskPoint.UNLOADED}
    assert (rule.payor(TradeCost.INSURANCE) is Party.SELLER) is (at_destination or rule.cover is not None)


def test_the_cover_of_cip_was_raised_in_2020() -> None:
    """A contract under the older edition has clauses C, on whatever day it is read."""
    assert term("CIP Incoterms 2010").rule.cover is Cover.C
    assert term("CIP", on=date(2019, 12, 31)).rule.cover is Cover.C
    assert term("CIP", on=date(2020, 1, 1)).rule.cover is Cover.A


@pytest.mark.parametrize(
    ("text", "name", "place", "edition"),
    [
        ("DAP", "DAP", "", 2020),
        (" dap ", "DAP", "", 2020),
        ("DAP 2020", "DAP", "", 2020),
        ("DAP 2010", "DAP", "", 2010),
        ("DAP (2010)", "DAP", "", 2010),
        ("DAP Incoterms® 2020", "DAP", "", 2020),
        ("DAP Hamburg (Incoterms 2010)", "DAP", "Hamburg", 2010),
        ("FOB Shanghai", "FOB", "Shanghai", 2020),
        ("FOB Shanghai, Incoterms® 2020", "FOB", "Shanghai", 2020),
        ("fca: 20457 Hamburg - INCOTERMS(R) RULES 2020", "FCA", "20457 Hamburg", 2020),
        ("DAP 2020 Antwerpen, Incoterms 2010", "DAP", "2020 Antwerpen", 2010),
        ("CIF New York, NY 10001", "CIF", "New York, NY 10001", 2020),
        ("DPU 1000 Bruxelles", "DPU", "1000 Bruxelles", 2020),
        ("EXW Incoterms", "EXW", "", 2020),
    ],
)
def test_a_contract_names_term_place_and_edition(text: str, name: str, place: str, edition: int) -> None:
    """In any case and order, with or without the word Incoterms."""
    found = term(text)
    assert (found.name, found.place, found.rule.edition, found.legacy) == (name, place, edition, False)


@pytest.mark.parametrize(
    ("text", "name", "written"),
    [
        ("DDU", "DAP", "DDU"), ("DAT", "DPU", "DAT"), ("ddu Hamburg", "DAP", "DDU"),
        ("DAT (2010)", "DPU", "DAT"), ("DDU (2000)", "DAP", "DDU"), ("DDU Incoterms 2000", "DAP", "DDU"),
    ],
)  # fmt: skip
def test_a_dropped_name_is_read_as_its_successor_and_flagged(text: str, name: str, written: str) -> None:
    """Its costs are those of the successor."""
    found = term(text)
    assert (found.name, found.written, found.legacy) == (name, written, True)
    assert found.rule.seller_pays == term(name).rule.seller_pays


def test_dat_was_in_force_until_2020() -> None:
    """On a day of its edition it is no legacy name."""
    assert not term("DAT Rotterdam", on=date(2015, 6, 1)).legacy
    assert term("DAT (2010)").rule.edition == 2010


@pytest.mark.parametrize(
    ("name", "consider"), [("DAF", "DAP"), ("DES", "DAP"), ("DEQ", "DPU"), ("DAF 2000", "DAP")]
)
def test_a_name_without_successor_is_refused_with_what_to_look_at(name: str, consider: str) -> None:
    """The risk of these terms passed elsewhere; nobody may rewrite the contract."""
    (no,) = refused(name).unmet
    assert (no.code, no.params["consider"]) == ("incoterm.no_equivalent", (consider,))


@pytest.mark.parametrize("text", ["", "  ", "XYZ", "DDPX", "D", "2020", "Incoterms 2020", "(DAP)"])
def test_what_names_no_term_is_refused_with_the_terms_there_are(text: str) -> None:
    """Whatever the text."""
    (no,) = refused(text).unmet
    assert no.code == "incoterm.unknown"
    assert set(CURRENT) < set(no.params["known"])  # type: ignore[arg-type]


def test_an_edition_that_nobody_stated_is_refused() -> None:
    """There was no DPU in 2010, and nothing is known of 1990."""
    assert refused("DPU Incoterms 2010").codes == ("incoterm.edition_unknown",)
    assert refused("FOB (1990)").unmet[0].params["known"] == ("2010", "2020")
    assert refused("XYZ (2020)").codes == ("incoterm.unknown",)
    assert refused("FOB", on=date(2010, 12, 31)).codes == ("incoterm.unknown",)


@pytest.mark.parametrize("text", ["DAP 2020 Antwerpen", "FOB Antwerp 2020", "FCA Antwerpen 2010"])
def test_a_year_that_may_be_a_postal_code_is_refused(text: str) -> None:
    """2020 is an edition and a part of Antwerp."""
    assert refused(text).codes == ("incoterm.edition_unclear",)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text breaks the reader, and none is taken for a term that it does not begin with."""
    found = read_term(text, RULES, on=DAY)
    assert isinstance(found, Refusal) or text.strip().upper().startswith(found.written)


def test_a_successor_that_is_not_on_record_is_refused() -> None:
    """A host that keeps only part of the records learns which one is missing."""
    part = RuleSet([one for one in RULES.records if one.key == "incoterm/DDU"], RULES.issued)
    no = read_term("DDU", part, on=DAY)
    assert isinstance(no, Refusal)
    assert (no.codes, no.unmet[0].where) == (("incoterm.unknown",), "DAP")


@pytest.mark.parametrize("name", CURRENT)
@pytest.mark.parametrize("mode", [*Mode, None])
def test_sea_terms_by_any_other_way_are_warned_of(name: str, mode: Mode | None) -> None:
    """By air, express, post or land; what is not known is not warned of."""
    found = {note.code for note in warnings(term(name), mode=mode, cross_border=False)}
    suspect = name in {"FAS", "FOB", "CFR", "CIF"} and mode not in {None, Mode.SEA}
    assert found == ({"incoterm.sea_only"} if suspect else set())


@pytest.mark.parametrize(
    ("name", "instead"), [("FOB", "FCA"), ("FAS", "FCA"), ("CFR", "CPT"), ("CIF", "CIP")]
)
def test_sea_terms_in_containers_are_warned_of_with_the_term_to_use(name: str, instead: str) -> None:
    """The term to use has the same costs, but for what lies between the ship and the door."""
    (note,) = warnings(term(name), mode=Mode.SEA, in_containers=True)
    assert (note.code, note.params["instead"]) == ("incoterm.in_container", instead)
    more = term(instead).rule.seller_pays - term(name).rule.seller_pays
    assert more <= {TradeCost.DESTINATION_INLAND}
    assert not warnings(term(instead), mode=Mode.SEA, in_containers=True)


@pytest.mark.parametrize(
    ("name", "code"), [("EXW", "incoterm.export_by_buyer"), ("DDP", "incoterm.import_vat_by_seller")]
)
def test_the_ends_of_the_scale_are_warned_of_across_a_border(name: str, code: str) -> None:
    """Who does not sit in the country can often neither export nor import."""
    assert [note.code for note in warnings(term(name), mode=Mode.POSTAL)] == [code]
    assert not warnings(term(name), mode=Mode.POSTAL, cross_border=False)


def test_ownership_is_the_contracts_and_the_convention_says_that_it_is_one() -> None:
    """No term rules it."""
    silent, agreed = title(term("CIF")), title(term("CIF"), agreed=RiskPoint.CLEARED)
    assert (silent.point, silent.by_contract) == (RiskPoint.ON_BOARD, False)
    assert "by convention" in str(silent)
    assert (agreed.point, agreed.by_contract) == (RiskPoint.CLEARED, True)
    assert "The contract says" in str(agreed)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", CURRENT)
def test_a_term_explains_itself_in_every_language(name: str, language: str) -> None:
    """Every line is a sentence, with no code left bare."""
    found = term(name)
    said = messages().explain(found, language) + messages().explain(title(found), language)
    assert "incoterm." not in said
    assert len(said.splitlines()) >= 10


def test_the_explanation_of_ddu_reads_as_a_shopkeeper_would_say_it() -> None:
    """The name it has today, who pays what in the order of the way, where the risk passes."""
    lines = str(term("DDU Hamburg")).splitlines()
    assert lines[:2] == [
        "DAP Hamburg (Incoterms 2020)",
        "  DDU is no longer a term of Incoterms; today it reads DAP",
    ]
    assert "  the buyer pays import duty and tax" in lines
    assert lines[-1] == "  the risk passes once the goods are at the destination, ready to be unloaded"


def test_a_hosts_own_edition_is_laid_over() -> None:
    """A term of a day to come, under the same key."""
    own = IncotermRule(2030, {TradeCost.EXPORT_CLEARANCE}, RiskPoint.WITH_CARRIER)
    new = Dated("fca-2030", "incoterm/FCA", own, Validity(date(2030, 1, 1), None), DAY, Source("ICC"), supersedes="incoterms-2020-fca", from_date=date(2030, 1, 1))  # fmt: skip  # noqa: E501
    rules = RULES.overlay(RuleSet([new], date(2026, 11, 25)))
    found = read_term("FCA", rules, on=date(2030, 1, 1))
    assert isinstance(found, Term)
    assert found.rule == own
    still = read_term("FCA Incoterms 2020", rules, on=date(2030, 1, 1))
    assert isinstance(still, Term)
    assert still.rule.edition == 2020


def test_every_packaged_record_has_source_tier_and_day_of_reading() -> None:
    """And lint finds nothing."""
    assert not RULES.lint()
    assert all(record.source and record.source.url and record.source.read_on for record in RULES.records)
