"""Facts about recommendations: by sea or by air, how much, by which day, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.calendars import Closure, WorkCalendar
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import RateTable
from xbcommerce.kernel.money import Rounding, UnknownCurrencyError, scale
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.reference import messages
from xbcommerce.supply import (
    CycleService,
    DemandModel,
    DutyBasis,
    Forecast,
    Incoming,
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
    landed_unit,
    recommend,
)
from xbcommerce.testing.strategies.supply import RATES, forecasts, offers, positions, recommendations

MONDAY = date(2026, 11, 2)
FIXINGS = RateTable("EUR", "ECB", {date(2026, 10, 30): {"CNY": 8, "USD": Fraction("1.25")}})
RULES = ReviewRules(carrying_rate="0.25")
STEADY = Forecast(8, 30, "ses:0.2", 52)


def by_sea(*legs: Leg, price: str = "21.50", **changes: object) -> Offer:
    """A cheap offer that takes forty days, or fifty if customs looks."""
    lead_time = LeadTime.of(*(legs or (Leg("door to door", Pmf({40: ".9", 50: ".1"})),)))
    offer = Offer(
        "sea",
        "sea",
        lead_time,
        [PriceTier(1, Money(price, "CNY"))],
        LotTerms(200, 24),
        Money("0.35", "USD"),
        duty_rate="0.065",
        owned_in_transit_days=30,
    )
    return evolve(offer, **changes)


def by_air(**changes: object) -> Offer:
    """A dear offer that takes a dozen days."""
    offer = Offer(
        "air",
        "air",
        LeadTime.of(Leg("door to door", Pmf({11: ".5", 13: ".5"}))),
        [PriceTier(1, Money("21.50", "CNY"))],
        LotTerms(50, 12),
        Money("2.60", "USD"),
        duty_rate="0.065",
    )
    return evolve(offer, **changes)


def decide(
    stock: int | Position,
    *given_offers: Offer,
    rates: RateTable = FIXINGS,
    rules: ReviewRules = RULES,
    forecast: Forecast = STEADY,
    on: date = MONDAY,
    target: str = ".95",
) -> Recommendation:
    """Decide about an item that sells eight a day; of stock, units on hand alone may be given."""
    return recommend(
        Position(on_hand=stock) if isinstance(stock, int) else stock,
        forecast,
        given_offers or (by_sea(), by_air()),
        target=CycleService(target),
        on=on,
        currency="EUR",
        rates=rates,
        rules=rules,
    )


def test_with_stock_enough_nothing_is_ordered_and_the_last_day_is_named() -> None:
    """The cheap offer can wait."""
    answer = decide(900)
    assert answer.outcome is Outcome.WAIT
    assert answer.lines == ()
    assert answer.order_by is not None
    assert answer.order_by >= answer.next_review_on == date(2026, 11, 9)
    assert str(answer).startswith("Nothing to order yet. sea (by sea) can be ordered until Dec")


def test_at_its_last_safe_date_the_cheap_offer_is_ordered() -> None:
    """One line, under its terms, that arrives before stock runs out."""
    answer = decide(450)
    assert answer.outcome is Outcome.ORDER
    (line,) = answer.lines
    assert (line.offer_id, line.quantity % 24, line.quantity >= 200) == ("sea", 0, True)
    assert answer.taken[0].in_time


def test_too_late_for_the_sea_the_air_bridges_the_gap_with_no_more_than_is_missing() -> None:
    """And the rest still comes by sea."""
    answer = decide(150)
    assert [line.offer_id for line in answer.lines] == ["air", "sea"]
    bridge = answer.taken[0]
    assert (bridge.need, bridge.quantity) == (45, 60)
    assert bridge.in_time
    assert answer.order_by == MONDAY


def test_with_empty_shelves_the_soonest_offer_bridges_although_both_are_late() -> None:
    """Neither holds the target; every day without stock counts."""
    answer = decide(0)
    assert [line.offer_id for line in answer.lines] == ["air", "sea"]
    assert not any(one.in_time for one in answer.taken)


def test_slightly_late_the_sea_is_still_taken_while_the_air_can_wait() -> None:
    """If the gap opens, a later review fills it by air, as goods due later do not count for it."""
    answer = decide(380)
    (line,) = answer.lines
    assert line.offer_id == "sea"
    assert not answer.taken[0].in_time
    assert "it is late already" in str(answer)


def test_a_receipt_due_after_stock_runs_out_calms_nobody() -> None:
    """Defect 13 of the field: 500 units due in 25 days do not feed the next 25, so the air bridges them."""
    due = MONDAY + timedelta(days=25)
    answer = decide(Position(on_hand=120, incoming=[Incoming(due, 500)]))
    assert [line.offer_id for line in answer.lines] == ["air"]
    assert decide(620).outcome is Outcome.WAIT


def test_a_missing_rate_rejects_the_offer_with_its_reason_and_is_never_zero() -> None:
    """Defect 9 of the field: the unconverted amount was used."""
    answer = decide(0, rates=RateTable("EUR", "ECB", {date(2026, 10, 30): {"CNY": 8}}))
    assert answer.outcome is Outcome.NO_OFFER
    assert {item.offer_id: [one.code for one in item.unmet] for item in answer.rejected} == {
        "sea": ["offer.unknown_currency"],
        "air": ["offer.unknown_currency"],
    }
    assert "sea: the exchange rates do not know USD or EUR" in str(answer)
    assert answer.reorder_point is answer.safety_stock is answer.order_by is None


def test_a_stale_rate_is_no_rate() -> None:
    """Its age and limit are said, for each currency of the offer."""
    answer = decide(0, on=date(2026, 12, 1))
    assert [one.code for item in answer.rejected for one in item.unmet] == ["offer.stale_rate"] * 4
    assert answer.rejected[0].unmet[0].params["days_max"] == 5


def test_the_reporting_currency_needs_no_rate() -> None:
    """An empty table will do for an offer in euros."""
    offer = by_air(tiers=[PriceTier(1, Money("2.50", "EUR"))], freight_per_unit=Money("0.10", "EUR"))
    answer = decide(0, offer, rates=RateTable("EUR", "none", {}))
    assert answer.outcome is Outcome.ORDER
    assert answer.taken[0].landed.rates == ()


@pytest.mark.parametrize(
    ("offer", "rules", "code"),
    [
        (by_sea(terms=LotTerms(50, 60, 55)), RULES, "lot.no_multiple"),
        (by_sea(terms=LotTerms(10_000, 500)), evolve(RULES, cover_days_max=180), "offer.moq_exceeds_cover"),
        (
            by_sea(tiers=[PriceTier(9_000, Money(1, "CNY"))], terms=LotTerms(0, 1, 500)),
            RULES,
            "offer.no_price",
        ),
    ],
)
def test_an_offer_that_cannot_be_taken_says_why(offer: Offer, rules: ReviewRules, code: str) -> None:
    """And does not hide the one that can."""
    answer = decide(0, offer, by_air(), rules=rules)
    assert [one.code for item in answer.rejected for one in item.unmet] == [code]
    assert [line.offer_id for line in answer.lines] == ["air"]
    assert answer.why()[-1] == answer.rejected[0].unmet[0]


def test_no_offer_at_all_is_an_answer() -> None:
    """Zero offers, zero rejections."""
    answer = recommend(
        Position(),
        STEADY,
        [],
        target=CycleService(".9"),
        on=MONDAY,
        currency="EUR",
        rates=FIXINGS,
        rules=RULES,
    )
    assert answer.outcome is Outcome.NO_OFFER


def test_what_does_not_sell_is_not_ordered() -> None:
    """There is no last day, and the reader is told so."""
    answer = decide(5, forecast=Forecast(0, 4))
    assert (answer.outcome, answer.order_by) == (Outcome.WAIT, None)
    assert str(answer).startswith("Nothing to order: stock outlasts every lead time ahead.")


def test_what_is_owed_to_buyers_is_ordered_even_if_nothing_more_sells() -> None:
    """Backorders count against the position."""
    answer = decide(Position(backorders=30), by_air(), forecast=Forecast(0, 0))
    assert [line.quantity for line in answer.lines] == [60]


def factory(*closures: Closure) -> Offer:
    """By sea from a factory with closures."""
    return by_sea(
        Leg("production", Pmf({12: ".5", 15: ".5"}), WorkCalendar.of(("sun",), closures=closures)),
        Leg("ocean", Pmf({28: ".7", 33: ".3"})),
    )


def test_before_a_factory_closes_the_reorder_point_grows_and_the_last_day_comes_earlier() -> None:
    """Chinese New Year 2027 is on 6 February; the closure is the shop's own data."""
    shut = Closure(date(2027, 1, 25), date(2027, 2, 21))
    fixings = FIXINGS.with_fixing(date(2027, 1, 15), {"CNY": 8, "USD": Fraction("1.25")})
    january = date(2027, 1, 18)
    open_year = decide(700, factory(), on=january, rates=fixings)
    closed_year = decide(700, factory(shut), on=january, rates=fixings)
    assert open_year.outcome is Outcome.WAIT
    assert closed_year.outcome is Outcome.ORDER
    assert open_year.reorder_point is not None
    assert closed_year.reorder_point is not None
    assert closed_year.reorder_point > open_year.reorder_point
    assert open_year.order_by is not None
    assert closed_year.order_by is not None
    assert closed_year.order_by < open_year.order_by


def test_a_price_break_is_taken_where_it_is_cheaper_a_year_and_not_where_it_only_fills_shelves() -> None:
    """Holding costs decide between one tier and the next."""
    tiers = [PriceTier(1, Money("21.50", "CNY")), PriceTier(1_000, Money("19.80", "CNY"))]
    assert decide(450, by_sea(tiers=tiers)).lines[0].quantity == 1_008
    slow = Forecast(0.2, 0.3)
    assert decide(0, by_sea(tiers=tiers), forecast=slow).lines[0].quantity == 216


def test_order_costs_lead_to_the_economic_quantity() -> None:
    """sqrt(2 D K / (rate v)) in whole packs, checked against every other quantity."""
    offer = by_sea(order_cost=Money("200", "EUR"), terms=LotTerms(0, 10))
    answer = decide(450, offer)
    taken = answer.taken[0]
    yearly = 8 * 365

    def cost(quantity: int) -> Fraction:
        unit = taken.landed.total_minor
        held = Fraction(quantity, 2) + Fraction(taken.reorder_point.safety_stock) + 8 * 30
        return yearly * unit + Fraction(yearly, quantity) * 20_000 + unit * held / 4

    assert taken.quantity == min(range(10, 5_000, 10), key=cost)
    assert round(cost(taken.quantity)) == int(taken.annual_cost.amount * 100)


def test_duty_is_charged_with_freight_or_without() -> None:
    """CIF adds it to the basis, FOB does not; nothing is rounded before the end."""
    cif = landed_unit(by_sea(), 1, currency="EUR", rates=FIXINGS, on=MONDAY, rate_age_days_max=5)
    fob = landed_unit(
        by_sea(duty_basis=DutyBasis.FOB), 1, currency="EUR", rates=FIXINGS, on=MONDAY, rate_age_days_max=5
    )
    assert not isinstance(cif, Refusal)
    assert not isinstance(fob, Refusal)
    assert cif.total_minor == (Fraction("268.75") + 28) * Fraction("1.065")
    assert cif.total_minor - fob.total_minor == 28 * Fraction("0.065")
    assert str(cif.cost(3).amount) == "9.48"


@pytest.mark.parametrize(
    ("tiers", "said"),
    [
        ([], "at least one PriceTier"),
        ([(1, "5 CNY"), (1, "4 CNY")], "two prices"),
        ([(1, "5 CNY"), (9, "4 USD")], "several currencies"),
        ([(1, "-5 CNY")], "negative"),
    ],
)
def test_prices_that_contradict_each_other_are_refused(tiers: list[tuple[int, str]], said: str) -> None:
    """When the offer is made."""
    with pytest.raises(OfferError, match=said):
        by_sea(tiers=[PriceTier(start, Money(*text.split())) for start, text in tiers])


def test_questions_that_cannot_be_asked_are_refused() -> None:
    """Two offers with one id, a currency that is none, a negative rate, a review every zero days."""
    with pytest.raises(InvalidValueError, match="several offers are called 'sea'"):
        decide(0, by_sea(), by_sea())
    with pytest.raises(UnknownCurrencyError):
        recommend(
            Position(),
            STEADY,
            [],
            target=CycleService(".9"),
            on=MONDAY,
            currency="EURO",
            rates=FIXINGS,
            rules=RULES,
        )
    for bad in ({"carrying_rate": "-0.1"}, {"review_days": 0}, {"cover_days_max": 0}):
        with pytest.raises(InvalidValueError, match=next(iter(bad))):
            ReviewRules(**{"carrying_rate": "0.25", **bad})  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="on_hand=-1"):
        Position(on_hand=-1)


def test_a_recommendation_shows_itself_in_a_notebook_with_texts_escaped() -> None:
    """The first line is the decision."""
    html = decide(900, by_sea(id="<sea>"))._repr_html_()  # what a notebook calls
    assert html.startswith("<p><b>Nothing to order yet. &lt;sea&gt;")


FAST = ReviewRules(carrying_rate="0.2", rate_age_days_max=2_000, model=DemandModel.NORMAL)


def answers(position: Position, forecast: Forecast, given_offers: Sequence[Offer]) -> Recommendation:
    """Decide with a rate for every currency and a normal curve, which is quick."""
    return recommend(
        position,
        forecast,
        given_offers,
        target=CycleService(".9"),
        on=MONDAY,
        currency="EUR",
        rates=RATES,
        rules=FAST,
    )


@settings(max_examples=50)
@given(positions(), forecasts(mean_max=20), offers(), offers(ids=st.just("other")))
def test_an_offer_that_is_worse_in_price_alone_never_changes_the_choice(
    position: Position, forecast: Forecast, first: Offer, second: Offer
) -> None:
    """A dominated offer is listed, and not taken."""
    dearer = [
        PriceTier(tier.min_quantity, scale(tier.unit_price, 2, Rounding.HALF_EVEN)) for tier in first.tiers
    ]
    without = answers(position, forecast, [first, second])
    with_it = answers(position, forecast, [first, second, evolve(first, id="z-dearer", tiers=dearer)])
    assert with_it.lines == without.lines
    assert with_it.taken == without.taken


@given(positions(), forecasts(mean_max=20), offers(currencies=("USD",)), st.integers(2, 9))
def test_all_money_times_k_scales_the_cost_and_keeps_the_quantity(
    position: Position, forecast: Forecast, offer: Offer, k: int
) -> None:
    """Choices do not depend on the size of the currency unit."""
    assert offer.order_cost is not None
    scaled = evolve(
        offer,
        tiers=[PriceTier(tier.min_quantity, tier.unit_price * k) for tier in offer.tiers],
        freight_per_unit=offer.freight_per_unit * k,
        order_cost=offer.order_cost * k,
    )
    before, after = answers(position, forecast, [offer]), answers(position, forecast, [scaled])
    assert [one.quantity for one in after.taken] == [one.quantity for one in before.taken]
    for small, large in zip(before.taken, after.taken, strict=True):
        assert large.landed.total_minor == small.landed.total_minor * k


@given(recommendations())
def test_every_offer_is_taken_listed_or_rejected_with_a_reason(answer: Recommendation) -> None:
    """None is lost, and every line of the explanation has a text."""
    seen = [*(one.offer_id for one in answer.taken), *(one.offer_id for one in answer.others)]
    seen += [one.offer_id for one in answer.rejected]
    assert len(seen) == len(set(seen))
    assert all(item.unmet for item in answer.rejected)
    assert "recommend." not in str(answer)
    unmet = [item for item in answer.why() if isinstance(item, Unmet)]
    assert unmet == [one for item in answer.rejected for one in item.unmet]
    for line in answer.lines:
        assert line.quantity > 0


@given(recommendations())
def test_what_is_ordered_covers_the_need_unless_the_supplier_cannot(answer: Recommendation) -> None:
    """Orders are placed where the next review would be too late, and only there."""
    if answer.outcome is Outcome.ORDER:
        assert answer.taken[0].need > 0
    if answer.outcome is Outcome.WAIT:
        assert answer.taken[0].need <= 0
        assert answer.order_by is None or answer.order_by >= answer.on


def test_where_the_order_is_late_but_a_faster_offer_can_wait_the_way_out_is_named() -> None:
    """The alarm is followed by who can bridge the gap, and by when, in every language."""
    answer = decide(380)
    bridge = answer.bridge_later
    assert bridge is not None
    assert bridge.offer_id == "air"
    assert bridge.order_by is not None
    assert bridge.order_by >= answer.next_review_on
    late, way_out = answer.why()[:2]
    assert (late.code, way_out.code) == ("recommend.order_late.sea", "recommend.bridge_later.air")
    assert "Until then air (by air) can bridge the gap: order it by" in str(answer)
    assert "空运）补上缺口" in messages().explain(answer, "zh_Hans")
    assert "空運）補上缺口" in messages().explain(answer, "zh_Hant")


@pytest.mark.parametrize("on_hand", [900, 450, 150, 0])
def test_no_bridge_is_promised_for_later_where_none_is_needed_or_one_is_ordered_now(on_hand: int) -> None:
    """In time, waiting, or bridged already; a bridge that may be needed again says so."""
    answer = decide(on_hand)
    assert answer.bridge_later is None
    assert ("air (by air) can bridge the gap again: look again on Nov 9, 2026" in str(answer)) == (
        on_hand == 150
    )
    assert "can bridge the gap: " not in str(answer)


def test_an_order_recorded_with_its_day_keeps_the_need_for_a_bridge_and_one_without_is_warned_of() -> None:
    """The sea order of the last review lands after stock runs out; only its due day tells."""
    dated = decide(Position(on_hand=120, incoming=[Incoming(MONDAY + timedelta(days=40), 480)]))
    assert [line.offer_id for line in dated.lines] == ["air"]
    assert "without a due day" not in str(dated)
    undated = decide(Position(on_hand=120, on_order=480))
    assert undated.lines == ()
    assert "Units on order without a due day: 480." in str(undated)


def test_the_yearly_cost_that_decides_is_said_of_all_offers_in_the_same_words() -> None:
    """So that they can be compared."""
    answer = decide(450)
    texts = [line.rpartition(": ")[2] for line in str(answer).splitlines() if " a year in goods" in line]
    for one, text in zip((*answer.taken, *answer.others), texts, strict=True):
        unit, yearly = f"EUR {one.landed.shown.amount}", f"EUR {one.annual_cost.amount:,}"
        assert text == f"{unit} a unit on the shelf, {yearly} a year in goods, orders and stock."


def test_unit_costs_show_two_decimals_more_than_the_currency_pays_in_at_most() -> None:
    """EUR 3.1651, not 3.165128."""
    answer = decide(0, by_sea(duty_rate="0.0653"))
    decimals = [len(found) for found in re.findall(r"EUR [\d,]+\.(\d+)", str(answer))]
    assert decimals
    assert max(decimals) <= 4


def test_the_share_of_a_late_order_never_reads_as_the_share_that_is_wanted() -> None:
    """One decimal, rounded down."""
    answers = [decide(on_hand) for on_hand in range(395, 440, 5)]
    late = [one for answer in answers for one in (*answer.taken, *answer.others) if not one.in_time]
    assert late
    assert all(one.service_now < Fraction("0.95") for one in late)


def test_modes_and_models_are_said_in_the_readers_language() -> None:
    """By sea and exact; a mode without a word is shown as given."""
    chinese = messages().explain(decide(450), "zh_Hans")
    assert "sea（海运）" in chinese
    assert "逐件精确计算" in chinese
    assert "（sea）" not in chinese
    assert "exact" not in chinese
    assert "（barge）" in messages().explain(decide(450, by_sea(mode="barge")), "zh_Hans")


def test_a_level_below_the_mean_is_explained_and_not_called_safety_stock() -> None:
    """An item that sells once a year meets the target with an empty shelf."""
    answer = decide(5, forecast=Forecast(0.001, 0.001))
    point = answer.taken[0].reorder_point
    assert point.safety_stock < 0
    assert "mostly fewer: 0 meet the target, without safety stock (-0.019)" in str(answer)
    assert "the target is met without any safety stock" in str(point)
