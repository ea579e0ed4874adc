"""The life of a listing, its gate and its report."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.catalog import (
    LISTING,
    Approve,
    Archive,
    Attribute,
    ComplianceRule,
    Delist,
    Describe,
    Finding,
    InAudit,
    Listing,
    ListingCommand,
    ListingEvent,
    ListingKey,
    ListingStandard,
    MaterialPolicy,
    Offer,
    Phase,
    PriceMove,
    Product,
    Promotion,
    Publish,
    Published,
    Reject,
    Relist,
    Resume,
    Revise,
    SetOffer,
    Submit,
    Suspend,
    in_phase,
    listing_report,
)
from xbcommerce.kernel.codec import from_json, to_json
from xbcommerce.kernel.dated import Dated, RuleSet, Source, Validity
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.testing.strategies.catalog import listings, offers, products

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
KEY = ListingKey.parse("amazon/DE/de/EUR")
SOURCE = Source(
    "Regulation (EU) 2023/988", "https://eur-lex.europa.eu/eli/reg/2023/988/oj", "A", date(2026, 1, 5)
)
GPSR = Dated(
    id="eu-gpsr-1",
    key="responsible-person",
    value=ComplianceRule("responsible_person", ("DE", "FR"), title="responsible person in the EU"),
    validity=Validity(date(2024, 12, 13), None),
    recorded_on=date(2024, 1, 1),
    source=SOURCE,
)
STANDARD = ListingStandard(
    "amazon-de-1",
    (Attribute("title", localizable=True), Attribute("hs_code")),
    ("title", "hs_code"),
    RuleSet((GPSR,), issued=date(2026, 1, 5)),
    images_min=2,
    title_length_max=20,
)
MUG = Product.of(
    "MUG-1",
    {
        "title": {"de": "Becher"},
        "hs_code": "691110",
        "images": ["front.jpg", "back.jpg"],
        "gtin": "4006381333931",
        "responsible_person": "Muster GmbH, Berlin",
    },
)
OFFER = Offer(Money("19.90", "EUR"), Money("12.00", "EUR"))
READY = Listing.new(KEY, MUG, OFFER)
FINDING = Finding("title[de]", "says nothing about the size")


def after(listing: Listing[Phase], *commands: ListingCommand) -> Listing[Phase]:
    """Carry a listing through commands that must all be accepted."""
    for command in commands:
        applied = LISTING.apply(listing, command)
        assert not isinstance(applied, Refusal), str(applied)
        listing = applied.state
    return listing


SUBMIT = Submit("ann", AT, STANDARD)
APPROVE = Approve("bob", AT)
PUBLISH = Publish("bob", AT)


def test_a_complete_listing_goes_from_preparation_to_sale() -> None:
    """Submitted by one, approved by another, published: three events."""
    listing = after(READY, SUBMIT, APPROVE, PUBLISH)
    assert listing.phase == Published(AT)
    assert listing.version == 3


def test_an_empty_listing_is_refused_with_everything_it_lacks() -> None:
    """All sections speak in one answer, in the order content, media, price, compliance."""
    bare = Listing.new(KEY, Product.of("MUG-1", {"gtin": "4006381333932"}))
    refusal = LISTING.decide(bare, SUBMIT)
    assert isinstance(refusal, Refusal)
    assert refusal.codes == (
        "attribute.missing",
        "attribute.missing",
        "gtin.check_digit",
        "image.too_few",
        "price.missing",
        "compliance.missing",
    )


@given(listings())
def test_the_report_lists_what_submit_would_be_refused_for(listing: Listing[Phase]) -> None:
    """Report and gate are one: same requirements, same order."""
    report = listing_report(listing, STANDARD, on=AT.date())
    fresh = Listing.new(listing.key, listing.product, listing.offer)
    assert report.unmet == LISTING.explain(fresh, SUBMIT)
    assert report.ready == (not report.unmet)
    assert len(str(report).splitlines()) == 1 + len(report.unmet) + bool(report.unknown_law)


def test_nobody_audits_what_they_submitted() -> None:
    """Four eyes hold for approving and for rejecting."""
    in_audit = after(READY, SUBMIT)
    for command in (Approve("ann", AT), Reject("ann", AT, (FINDING,))):
        assert LISTING.explain(in_audit, command)[0].code == "audit.same_person"


def test_a_rejection_keeps_its_findings_for_the_person_who_mends() -> None:
    """Back in preparation, the findings are there; without a blocking one it is refused."""
    in_audit = after(READY, SUBMIT)
    assert LISTING.explain(in_audit, Reject("bob", AT, ()))[0].code == "audit.findings_missing"
    assert after(in_audit, Reject("bob", AT, (FINDING,))).phase.findings == (FINDING,)


def test_resume_goes_back_to_where_the_listing_was_suspended() -> None:
    """From sale back to sale since the same instant, from audit back to audit."""
    for listing in (after(READY, SUBMIT), after(READY, SUBMIT, APPROVE, PUBLISH)):
        back = after(listing, Suspend("cy", AT, "recall"), Resume("cy", AT))
        assert back.phase == listing.phase


def test_a_delisted_listing_can_be_prepared_anew_and_archived_without_open_orders() -> None:
    """Open orders keep a listing from being archived."""
    gone = after(READY, SUBMIT, APPROVE, PUBLISH, Delist("cy", AT, "season over"))
    assert LISTING.explain(gone, Archive("cy", AT, 2))[0].params["open_orders"] == 2
    assert LISTING.possible(after(gone, Relist("cy", AT)))[:2] == (Describe, SetOffer)
    assert LISTING.possible(after(gone, Archive("cy", AT))) == ()


def test_a_reason_made_of_blanks_is_none() -> None:
    """Suspending and delisting need a reason a person can read."""
    live = after(READY, SUBMIT, APPROVE, PUBLISH)
    assert LISTING.explain(live, Suspend("cy", AT, "  "))[0].code == "reason.missing"


def test_a_rule_asks_only_from_the_day_it_holds() -> None:
    """The day before a law takes effect its document is not asked for."""
    without = evolve(READY, product=Product.of("MUG-1", {"title": {"de": "Becher"}}))
    day_before = listing_report(without, STANDARD, on=date(2024, 12, 12))
    first_day = listing_report(without, STANDARD, on=date(2024, 12, 13))
    assert [item.code for item in first_day.unmet if item not in day_before.unmet] == ["compliance.missing"]


def test_a_rule_that_is_unclear_never_passes_in_silence() -> None:
    """Two records for one day: the refusal names both; a record overdue for review is told, too."""
    twice = evolve(GPSR, id="eu-gpsr-2")
    unclear = evolve(STANDARD, compliance=RuleSet((GPSR, twice), issued=date(2026, 1, 5)))
    assert LISTING.explain(READY, Submit("ann", AT, unclear))[0].params["rules"] == ("eu-gpsr-1", "eu-gpsr-2")
    overdue = evolve(GPSR, review_by=date(2025, 1, 1))
    stale = evolve(STANDARD, compliance=RuleSet((overdue,), issued=date(2026, 1, 5)))
    assert LISTING.explain(READY, Submit("ann", AT, stale))[0].code == "compliance.stale"


@pytest.mark.parametrize(
    ("offer", "codes"),
    [
        (Offer(), ["price.missing"]),
        (Offer(Money("19.90", "USD")), ["price.currency"]),
        (Offer(Money(0, "EUR")), ["price.not_positive"]),
        (Offer(Money("11.99", "EUR"), Money("12.00", "EUR")), ["price.below_floor"]),
        (Offer(Money("12.00", "EUR"), Money("12.00", "USD")), ["floor.currency"]),
        (
            Offer(
                Money("12.00", "EUR"),
                Money("12.00", "EUR"),
                Promotion("sale", Decimal(1), date(2026, 1, 1), date(2026, 1, 2)),
            ),
            ["promotion.below_floor"],
        ),
        (
            Offer(Money("-1.00", "USD"), Money("0.00", "USD")),
            ["price.currency", "price.not_positive", "price.below_floor"],
        ),
    ],
)
def test_a_price_is_refused_for_every_reason_at_once(offer: Offer, codes: list[str]) -> None:
    """Currency, sign, floor and promotion are each told."""
    found = LISTING.explain(evolve(READY, offer=offer), SUBMIT)
    assert [item.code for item in found] == codes


COMMANDS: st.SearchStrategy[ListingCommand] = st.one_of(
    st.builds(Describe, st.just("ann"), st.just(AT), products()),
    st.builds(SetOffer, st.just("ann"), st.just(AT), offers()),
    st.builds(Revise, st.just("ann"), st.just(AT), products(), offers()),
    st.sampled_from(
        (
            SUBMIT,
            APPROVE,
            PUBLISH,
            Suspend("cy", AT, "recall"),
            Resume("cy", AT),
            Delist("cy", AT, "over"),
            Relist("cy", AT),
            Archive("cy", AT),
            Reject("bob", AT, (FINDING,)),
        )
    ),
)


@given(st.lists(COMMANDS, max_size=10))
def test_any_life_is_explained_stored_and_replayed(commands: list[ListingCommand]) -> None:
    """Explain agrees with decide; events survive JSON; replaying them gives the same listing."""
    listing: Listing[Phase] = READY
    stored: list[str] = []
    for command in commands:
        applied = LISTING.apply(listing, command)
        assert isinstance(applied, Refusal) == bool(LISTING.explain(listing, command))
        if not isinstance(applied, Refusal):
            listing = applied.state
            stored += [to_json(event) for event in applied.events]
    events = [from_json(text, ListingEvent) for text in stored]
    assert LISTING.replay(READY, events) == listing
    assert from_json(to_json(listing), Listing[Phase]) == listing


def test_a_country_whose_law_nobody_knows_is_told_in_the_report() -> None:
    """Passing under a standard that has no rule for a country is not a silent yes."""
    british = evolve(READY, key=ListingKey.parse("ebay/GB/de/GBP"), offer=Offer(Money("19.90", "GBP")))
    report = listing_report(british, STANDARD, on=AT.date())
    assert report.ready
    assert report.why()[-1].code == "compliance.unknown"
    assert "compliance.unknown" not in [
        item.code for item in listing_report(READY, STANDARD, on=AT.date()).why()
    ]
    lawless = evolve(STANDARD, compliance=None)
    assert listing_report(READY, lawless, on=AT.date()).unknown_law == "DE"


def test_the_table_has_no_dead_ends_but_the_archive() -> None:
    """Every phase is reachable, only Archived is terminal."""
    found = LISTING.lint()
    assert (found.phases, found.terminal, found.unreachable, found.ambiguous) == (7, ("Archived",), (), ())


def test_a_listing_in_a_phase_is_known_to_be() -> None:
    """`in_phase` narrows what is known of a listing."""
    in_audit = after(READY, SUBMIT)
    assert in_phase(in_audit, InAudit)
    assert not in_phase(READY, InAudit)


def test_a_price_move_is_material_only_beyond_the_free_band_in_either_direction() -> None:
    """Ten percent of 20.00 is free, a cent more is not; a field is always material."""
    policy = MaterialPolicy(("title",), Decimal(10))
    old = Money("20.00", "EUR")
    for new, material in (("18.00", ()), ("17.99", ("price",)), ("22.00", ()), ("22.01", ("price",))):
        assert policy.material(["price"], PriceMove(old, Money(new, "EUR"))) == material
    assert policy.needs_revision(Published(AT), ["title"])
    assert not policy.needs_revision(READY.phase, ["title"])
