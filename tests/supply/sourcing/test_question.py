"""Facts about targets, duty, margins, exchange margins and days to be there by, in recommendations."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.adapters.duties import RuleDutyRates
from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, Source
from xbcommerce.kernel.fx import RateTable
from xbcommerce.kernel.money import CurrencyMismatchError, UnknownCurrencyError
from xbcommerce.logistics.customs import DateBasis, When
from xbcommerce.logistics.customs.tariff import DutyMeasure, MeasureKind, measure_key
from xbcommerce.logistics.customs.valuation import RateDay, Valuation, ValueKind
from xbcommerce.reference.incoterms import incoterms
from xbcommerce.supply import (
    CycleService,
    DaysOfCover,
    FillRate,
    Forecast,
    LeadTime,
    Leg,
    LotTerms,
    Offer,
    OfferError,
    Outcome,
    Pmf,
    Position,
    PriceTier,
    Recommendation,
    ReviewRules,
    StockoutCost,
    stock_target,
)
from xbcommerce.supply.sourcing import (
    Imported,
    Question,
    Rejected,
    answer,
    owned_in_transit_days,
    with_duties,
)
from xbcommerce.supply.stock import Milestone
from xbcommerce.testing.strategies.supply import RATES, forecasts, offers, positions

MONDAY = date(2026, 11, 2)
FIXINGS = RateTable("EUR", "ECB", {date(2026, 10, 30): {"CNY": 8, "USD": Fraction("1.25")}})
RULES = ReviewRules(carrying_rate="0.25")
KETTLES = Imported("85161080", origin="CN", destination="DE")
CHINESE = DutyMeasure(MeasureKind.THIRD_COUNTRY, "6.5 %", When(origins={"CN"}))
VALUATION = Valuation("EUR", ValueKind.CIF, RateDay(DateBasis.IMPORTED))
TARIC = RuleDutyRates(
    RuleSet(
        [
            Dated("kettles", measure_key("EU", "85161080", "mfn"), CHINESE, ALWAYS, MONDAY, Source("TARIC")),
            Dated("valuation", "valuation/EU", VALUATION, ALWAYS, MONDAY, Source("TARIC")),
        ],
        issued=MONDAY,
    )
)
SEA = Offer(
    "sea", "sea", LeadTime.of(Leg("door to door", Pmf({40: ".9", 50: ".1"}))),
    [PriceTier(1, Money("21.50", "CNY"))], LotTerms(200, 24), Money("0.35", "USD"), duty_rate="0.065",
)  # fmt: skip
AIR = Offer(
    "air", "air", LeadTime.of(Leg("door to door", Pmf({11: ".5", 13: ".5"}))),
    [PriceTier(1, Money("21.50", "CNY"))], LotTerms(50, 12), Money("2.60", "USD"), duty_rate="0.065",
)  # fmt: skip


def asked(stock: int = 900, **changes: object) -> Question:
    """Ask about an item that sells eight a day."""
    question = Question(Position(stock), Forecast(8, 30), CycleService(".95"), MONDAY, "EUR", FIXINGS, RULES)
    return evolve(question, **changes)


def decide(stock: int, *offers: Offer | Rejected, **changes: object) -> Recommendation:
    """Answer it."""
    return answer(asked(stock, **changes), offers or (SEA, AIR))


# targets


@pytest.mark.parametrize("target", [FillRate(".98"), DaysOfCover(14), StockoutCost(Money("3.00", "EUR"))])
def test_any_target_sets_the_reorder_point(target: FillRate | DaysOfCover | StockoutCost) -> None:
    """At the level that the theory of targets gives for this lead time and lot."""
    answered = decide(900, SEA, target=target)
    one = answered.taken[0]
    at = answered.target
    assert at == target
    now = SEA.lead_time.arrival(MONDAY).days_from(MONDAY)
    later = SEA.lead_time.arrival(MONDAY + timedelta(days=7)).days_from(MONDAY)
    if isinstance(target, DaysOfCover):
        level = stock_target(target, Forecast(8, 30), now, review_days=7, until_next=later)
        assert one.reorder_point.level == pytest.approx(level.level, abs=1)
    assert one.goal
    assert "Goal" in str(answered)


def test_a_dearer_shortage_holds_more_stock() -> None:
    """Ten euros a unit against one."""
    cheap, dear = (
        decide(900, SEA, target=StockoutCost(Money(cost, "EUR"))).taken[0].reorder_point.level
        for cost in (1, 10)
    )
    assert cheap < dear


def test_a_shortage_that_costs_too_little_rejects_the_offer_with_its_reason() -> None:
    """No stock pays; nothing is ordered silently."""
    answered = decide(900, SEA, target=StockoutCost(Money("0.01", "EUR")))
    assert answered.outcome is Outcome.NO_OFFER
    assert answered.rejected[0].unmet[0].where == "sea"


# duty


def test_duty_asked_of_a_port_is_duty_given_by_hand() -> None:
    """The answer names its source."""
    imported = evolve(SEA, duty_rate=0, imported=KETTLES)
    by_port = decide(450, *with_duties([imported], TARIC, on=MONDAY))
    assert by_port.lines == decide(450, SEA).lines
    assert "Duty by TARIC." in str(by_port)


def test_an_unknown_duty_rejects_the_offer_and_is_never_free() -> None:
    """Nor is one that nobody asked for."""
    elsewhere = evolve(SEA, duty_rate=0, imported=evolve(KETTLES, origin="VN"))
    unknown = decide(450, *with_duties([elsewhere, AIR], TARIC, on=MONDAY))
    assert [one.offer_id for one in unknown.rejected] == ["sea"]
    assert unknown.rejected[0].unmet[0].code == "offer.no_duty_rate"
    assert "is not known (duty_measure.no_third_country)" in str(unknown)
    not_asked = decide(450, elsewhere)
    assert not_asked.rejected[0].unmet[0].code == "offer.duty_not_asked"


def test_duty_comes_from_one_side() -> None:
    """An offer that names both is contradictory."""
    with pytest.raises(OfferError, match="give either imported="):
        evolve(SEA, imported=KETTLES)


def test_tax_that_is_kept_is_part_of_what_a_unit_costs() -> None:
    """On price, freight and duty."""
    plain, taxed = (
        decide(450, offer).taken[0].landed for offer in (SEA, evolve(SEA, nonrecoverable_tax_rate="0.20"))
    )
    assert taxed.total_minor == plain.total_minor * Fraction("1.2")
    assert "Tax at the border" in str(decide(450, evolve(SEA, nonrecoverable_tax_rate="0.20")))


# exchange


def test_what_the_bank_takes_is_counted() -> None:
    """One per cent on top of every rate, and said."""
    rules = evolve(RULES, fx_margin="0.01")
    plain, dear = decide(450, SEA), decide(450, SEA, rules=rules)
    assert dear.taken[0].landed.total_minor == plain.taken[0].landed.total_minor * Fraction("1.01")
    assert "The bank takes 1 % on top of the rate." in str(dear)


# days to be there by


def test_an_offer_that_comes_too_late_for_the_season_is_rejected_with_all_its_reasons() -> None:
    """Too slow, and too large."""
    rules = evolve(RULES, cover_days_max=10)
    answered = decide(450, SEA, rules=rules, arrive_by=MONDAY + timedelta(days=30))
    assert [no.code for no in answered.rejected[0].unmet] == ["offer.too_slow", "offer.moq_exceeds_cover"]
    fast = decide(450, SEA, AIR, arrive_by=MONDAY + timedelta(days=30))
    assert [one.offer_id for one in fast.taken] == ["air"]


# bridges


def test_a_bridge_is_as_large_as_pays_where_the_margin_is_known() -> None:
    """For the whole window until the ship lands: the more a sale brings, the more."""
    dear, thin = (decide(150, margin=Money(margin, "EUR")) for margin in ("30.00", "2.40"))
    assert [one.offer_id for one in dear.taken] == ["air", "sea"]
    assert dear.taken[0].quantity > thin.taken[0].quantity > decide(150).taken[0].quantity
    assert "a sale brings EUR 30.00" in str(dear)


def test_where_a_sale_brings_less_than_the_premium_there_is_no_bridge() -> None:
    """The shortage is said instead."""
    answered = decide(150, margin=Money("1.00", "EUR"))
    assert [one.offer_id for one in answered.taken] == ["sea"]
    assert "No bridge from air" in str(answered)


def test_a_margin_in_another_currency_is_refused() -> None:
    """As is a reporting currency that is none."""
    with pytest.raises(CurrencyMismatchError):
        asked(margin=Money("1.00", "USD"))
    with pytest.raises(UnknownCurrencyError):
        asked(currency="XXL")


# the choice


@given(
    positions(), forecasts(mean_max=20), st.lists(offers(), min_size=1, max_size=2, unique_by=lambda o: o.id)
)
@settings(deadline=None, max_examples=20)
def test_a_dominated_offer_never_changes_what_is_done(
    position: Position, forecast: Forecast, given: list[Offer]
) -> None:
    """One like another, but dearer."""
    rules = evolve(RULES, rate_age_days_max=2_000)
    question = Question(position, forecast, CycleService(".9"), date(2026, 3, 2), "EUR", RATES, rules)
    tiers = [evolve(tier, unit_price=tier.unit_price * 2) for tier in given[0].tiers]
    dominated = evolve(given[0], id="dominated", tiers=tiers)
    assert answer(question, [*given, dominated]).taken == answer(question, given).taken


# capital on the way


@pytest.mark.parametrize(
    ("incoterm", "days"), [("EXW", 40), ("FCA", 40), ("FOB", 36), ("CIF", 36), ("DAP", 4)]
)
def test_the_incoterm_says_for_how_long_goods_on_the_way_are_ours(incoterm: str, days: int) -> None:
    """From the point at which risk passes."""
    sea = LeadTime.of(*(Leg(name, Pmf.point(length)) for name, length in
                        (("production", 20), ("to port", 4), ("ocean", 32), ("customs", 4))))  # fmt: skip
    reached = {
        Milestone.READY: "production", Milestone.WITH_CARRIER: "production",
        Milestone.ON_BOARD: "to port", Milestone.ARRIVED: "ocean",
    }  # fmt: skip
    assert owned_in_transit_days(incoterms(), incoterm, sea, reached, on=MONDAY) == days


def test_an_incoterm_or_a_leg_that_nobody_knows_is_a_reason() -> None:
    """Not zero days."""
    sea = LeadTime.of(Leg("door to door", Pmf.point(40)))
    assert "stock.unknown_incoterm" in str(owned_in_transit_days(incoterms(), "ABC", sea, {}, on=MONDAY))
    assert "sourcing.no_leg" in str(owned_in_transit_days(incoterms(), "FOB", sea, {}, on=MONDAY))
