"""Facts about the offer that costs least a year."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply import CycleService, Forecast, LotTerms
from xbcommerce.supply.sourcing import Choice, PlainOffer, choose
from xbcommerce.testing.strategies.sourcing import plain_offers
from xbcommerce.testing.strategies.supply import forecasts

STEADY = Forecast(20, 36)
OFFERS = st.lists(plain_offers(), min_size=1, max_size=3, unique_by=lambda offer: offer.id)
SEA = PlainOffer(
    "cn-sea", mode="sea", tiers=[(0, "3.20"), (1000, "3.00"), (5000, "2.80")], terms=LotTerms(500, 24),
    freight_per_unit="0.35", duty_rate="0.065", order_cost=60, lead_time_mean_days=42, lead_time_sd_days=7,
    owned_in_transit_days=42,
)  # fmt: skip
ROAD = PlainOffer(
    "pl-road", mode="road", tiers=[(0, "4.10"), (800, "3.95")], terms=LotTerms(200, 6),
    freight_per_unit="0.20", order_cost=60, lead_time_mean_days=9, lead_time_sd_days=1.5,
)  # fmt: skip


def chosen(*offers: PlainOffer, forecast: Forecast = STEADY, **limits: int) -> Choice:
    """Choose at 95 %."""
    return choose(offers, forecast, target=CycleService(".95"), carrying_rate="0.25", **limits)


@given(OFFERS, forecasts(mean_max=20), st.integers(1, 500), st.integers(0, 100))
@settings(deadline=None, max_examples=50)
def test_a_dominated_offer_never_changes_the_choice(
    offers: list[PlainOffer], forecast: Forecast, dearer: int, slower: int
) -> None:
    """One that is dearer and no faster than another, on the same terms."""
    worst = offers[0]
    dominated = evolve(
        worst,
        id="dominated",
        tiers=[(start, price + Fraction(dearer, 100)) for start, price in worst.tiers],
        lead_time_mean_days=worst.lead_time_mean_days + slower,
    )
    assert chosen(*offers, dominated, forecast=forecast).chosen == chosen(*offers, forecast=forecast).chosen


@given(OFFERS, forecasts(mean_max=20), st.integers(2, 1_000))
@settings(deadline=None, max_examples=50)
def test_money_times_k_scales_cost_by_k_and_quantities_stay(
    offers: list[PlainOffer], forecast: Forecast, factor: int
) -> None:
    """A yuan or a fen."""
    scaled = [
        evolve(
            offer,
            tiers=[(start, price * factor) for start, price in offer.tiers],
            freight_per_unit=offer.freight_per_unit * factor,
            order_cost=offer.order_cost * factor,
        )
        for offer in offers
    ]
    one, other = chosen(*offers, forecast=forecast), chosen(*scaled, forecast=forecast)
    assert one.chosen == other.chosen
    for key, worked in one.offers.items():
        assert other.offers[key].quantity == worked.quantity
        assert other.offers[key].annual_cost == worked.annual_cost * factor


def test_supplier_quantity_and_lead_time_are_chosen_together() -> None:
    """The sea wins for what sells, the road for what hardly does."""
    assert chosen(SEA, ROAD).chosen == "cn-sea"
    assert chosen(SEA, ROAD, forecast=Forecast(0.4, 0.81)).chosen == "pl-road"


def test_every_reason_against_an_offer_is_named() -> None:
    """Too slow, and more than the longest cover: at once, too slow first."""
    none = chosen(SEA, forecast=Forecast(1, 1), available_days=30, cover_days_max=90)
    assert none.chosen is None
    assert none.rejected["cn-sea"].codes == ("offer.too_slow", "offer.moq_exceeds_cover")
    assert "it takes 56 days, 30 are left" in str(none)
    assert "504 units lasts longer than allowed" in str(none)


def test_an_offer_without_a_rate_is_rejected_and_never_taken_at_par() -> None:
    """Even if its bare figures look cheap."""
    answered = chosen(evolve(SEA, fx_rate=None), ROAD)
    assert answered.chosen == "pl-road"
    assert answered.rejected["cn-sea"].codes == ("offer_choice.no_rate",)


def test_a_lead_time_exactly_as_long_as_allowed_is_fast_enough() -> None:
    """42 and twice 7 days are 56."""
    assert chosen(SEA, available_days=56).chosen == "cn-sea"
    assert chosen(SEA, available_days=55).chosen is None


def test_capital_on_the_way_counts_by_who_owns_it() -> None:
    """Delivered goods bind none: the same offer is dearer by m x days x rate x landed cost."""
    theirs, ours = (chosen(evolve(SEA, owned_in_transit_days=days)).offers["cn-sea"] for days in (0, 42))
    assert ours.annual_cost - theirs.annual_cost == Fraction("0.25") * ours.landed_unit_cost * 20 * 42


def test_a_target_below_one_half_is_not_clamped() -> None:
    """Its safety stock is negative and lowers the cost."""
    half, less = (
        choose([SEA], STEADY, target=CycleService(p), carrying_rate="0.25").offers["cn-sea"]
        for p in (".5", ".3")
    )
    assert less.safety_stock < 0 <= half.safety_stock
    assert less.annual_cost < half.annual_cost


def test_offers_need_ids_of_their_own() -> None:
    """Two of one name cannot be told apart."""
    with pytest.raises(InvalidValueError, match="several offers are called 'cn-sea'"):
        chosen(SEA, SEA)
