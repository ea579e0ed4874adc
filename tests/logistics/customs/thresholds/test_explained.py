"""What a threshold, a decision and a levy say in words, in every language; and what records are refused."""

from __future__ import annotations

from datetime import date

from attrs import evolve
from hypothesis import given, settings
from moneyed import Money

from xbcommerce.kernel.fx import RateTable
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.logistics import Mode
from xbcommerce.logistics.customs import Buyer, GoodsLine, ImportConsignment, Place, TradeDates
from xbcommerce.logistics.customs.thresholds import (
    ChargeClass,
    Levy,
    ThresholdDecision,
    decide_thresholds,
    levied,
)
from xbcommerce.reference.customs.thresholds import threshold_rules
from xbcommerce.reference.texts import messages
from xbcommerce.testing.broken import Broken
from xbcommerce.testing.broken.customs_thresholds import broken_limits, broken_thresholds
from xbcommerce.testing.strategies.customs_thresholds import levies, threshold_decisions

HALF = settings(max_examples=settings.default.max_examples // 2)
NO_RATES = RateTable("EUR", "none", {})
TEXTS = messages()
SHIRTS = GoodsLine("shirts", Money("10.00", "EUR"), 2, hs_code="610910")


def decided(parcel: ImportConsignment, on: date) -> ThresholdDecision:
    """Decide with the packaged rules."""
    return decide_thresholds(parcel, TradeDates.all_on(on), threshold_rules(), NO_RATES)


@HALF
@given(threshold_decisions(), levies())
def test_every_line_of_an_explanation_is_a_sentence(decision: ThresholdDecision, levy: Levy) -> None:
    """No code is left bare, in English or in Chinese."""
    for told in (decision, levy):
        for line in told.why():
            for language in ("en", "zh_Hans", "zh_Hant"):
                assert TEXTS.render(line, language) != str(line), (line, language)


def test_a_flat_charge_is_told_as_a_sum_or_as_a_range() -> None:
    """Two codes for certain, or one to two."""
    mug = GoodsLine("mug", Money("5.00", "EUR"), hs_code="691200")
    parcel = ImportConsignment(Place("FR"), "CN", [SHIRTS, mug], declaration="H7")
    assert "  EUR 3.00 for each of 2 distinct codes: EUR 6.00" in str(decided(parcel, date(2026, 8, 3)))
    unknown = evolve(parcel, lines=[SHIRTS, evolve(mug, hs_code=None)])
    text = str(decided(unknown, date(2026, 8, 3)))
    assert "  EUR 3.00 for each distinct code; there are 1 to 2" in text
    assert "All of it may be declared with the data set H7" in text


def test_the_dearest_piece_is_told_of_a_limit_by_item() -> None:
    """Norway measures each item: two of 2,000 kroner are 2,000."""
    pans = GoodsLine("pans", Money("2000.00", "NOK"), 2)
    parcel = ImportConsignment(Place("NO"), "CN", [pans], registrations={"VOEC"})
    text = str(decided(parcel, date(2024, 6, 3)))
    assert "NOK 2,000.00" in text
    assert "below NOK 3,000.00" in text


def test_what_is_missing_is_told_with_its_place() -> None:
    """The way of carriage, which decides in Canada, and the origin, which decided in the United States."""
    to_canada = ImportConsignment(Place("CA"), "US", [GoodsLine("a", Money("35.00", "CAD"))])
    assert decided(to_canada, date(2024, 2, 1)).missing == (Unmet("threshold.fact_unknown", "mode"),)
    known = evolve(to_canada, mode=Mode.COURIER)
    assert decided(known, date(2024, 2, 1)).missing == ()
    to_america = ImportConsignment(Place("US"), "DE", [GoodsLine("a", Money("35.00", "USD"))])
    asked = {unmet.where for unmet in decided(to_america, date(2025, 6, 2)).missing}
    assert asked == {"lines[a].origin"}


def test_a_day_that_is_not_known_is_told_with_the_rule_that_goes_by_it() -> None:
    """The United States go by the entry."""
    parcel = ImportConsignment(Place("US"), "DE", [GoodsLine("a", Money("35.00", "USD"), origin="DE")])
    decision = decide_thresholds(parcel, TradeDates(imported=date(2025, 8, 29)), threshold_rules(), NO_RATES)
    assert [(unmet.code, unmet.where) for unmet in decision.missing] == [
        ("threshold.day_unknown", "dates.entered")
    ]


def test_an_announced_end_is_told_and_does_not_answer() -> None:
    """Great Britain's relief, in April 2029 as known today."""
    parcel = ImportConsignment(Place("GB"), "CN", [GoodsLine("a", Money("35.00", "GBP"))])
    decision = decided(parcel, date(2029, 4, 2))
    assert decision.duty.outcome.value == "relieved"
    assert "announced, not yet law" in str(decision)


def test_a_gift_in_dollars_to_the_union_needs_a_rate() -> None:
    """And the decision says which."""
    gift = ImportConsignment(
        Place("DE"), "US", [GoodsLine("a", Money("40.00", "USD"))], buyer=Buyer.PRIVATE_GIFT
    )
    decision = decided(gift, date(2026, 3, 2))
    assert {unmet.where for unmet in decision.missing} == {"USD/EUR"}
    assert "USD" in str(decision)


def test_a_test_of_charges_that_are_not_due_is_no_test() -> None:
    """A waiver of tax says nothing where only duty is due."""
    strap = ImportConsignment(Place("IE"), "CN", [GoodsLine("a", Money("10.00", "EUR"))])
    tests = decided(strap, date(2021, 6, 30)).not_levied
    due = {ChargeClass.DUTY: Money("1.00", "EUR")}
    assert levied(due, tests) == Levy(due)


@given(broken_limits() | broken_thresholds())
def test_a_record_that_makes_no_sense_is_refused(broken: Broken) -> None:
    """With the value at fault, and the way out."""
    broken.refusal()
