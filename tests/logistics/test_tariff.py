"""Tariffs: real cards at their breaks, and cards that fail when they are built."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics import (
    BandsError,
    Break,
    Breaks,
    FirstPlusAdditional,
    FlatBand,
    FlatBands,
    Load,
    PerKg,
    PerKgBand,
    Priced,
    Tariff,
    WeightOrMeasure,
)
from xbcommerce.testing.strategies.logistics import breaks, first_plus_additional, flat_bands, per_kg, tariffs

LINE = PerKg(
    (
        PerKgBand(0, 100, 98, 24),
        PerKgBand(100, 200, 92, 22),
        PerKgBand(200, 700, 90, 18),
        PerKgBand(700, 2_000, 87, 13),
        PerKgBand(2_000, 30_000, 82, 13),
    )
)
PACKET = FlatBands((FlatBand(0, 100, "19.50"), FlatBand(100, 250, "20.80"), FlatBand(250, 500, "27.20")))
COURIER = FirstPlusAdditional(500, 60, 500, 18)
AIR = Breaks((Break(0, "37.15"), Break(45_000, "18.28")))


def price(
    tariff: Tariff, weight_g: Decimal | int | str, volume_mm3: int = 0
) -> tuple[Fraction, Fraction] | str:
    """Return amount and charged weight, or the code of the refusal."""
    priced = tariff.price(Load(weight_g, volume_mm3))
    return (priced.amount, priced.charged_weight_g) if isinstance(priced, Priced) else priced.codes[0]


@pytest.mark.parametrize(
    ("tariff", "weight_g", "amount", "charged_g"),
    [
        (LINE, 100, "33.80", 100),  # exactly on a break: the lower band
        (LINE, "100.1", "31.2092", "100.1"),  # the price falls at the break
        (LINE, 30_000, "2473", 30_000),  # exactly on the last break: priced, not dropped
        (PACKET, 250, "20.80", 250),
        (PACKET, "250.5", "27.20", "250.5"),  # a one-gram grid has no price here
        (COURIER, 20, "60", 500),
        (COURIER, 500, "60", 500),
        (COURIER, 501, "78", 1_000),
        (COURIER, 1_200, "96", 1_500),
        (AIR, 22_000, "817.30", 22_000),
        (AIR, 30_000, "822.60", 45_000),  # the whole next break is cheaper
        (AIR, 50_000, "914", 50_000),
    ],
)
def test_real_cards_price_their_breaks(
    tariff: Tariff, weight_g: int | str, amount: str, charged_g: int | str
) -> None:
    """Bands hold up to and including their upper bound."""
    assert price(tariff, weight_g) == (Fraction(amount), Fraction(charged_g))


@pytest.mark.parametrize(("tariff", "weight_g"), [(LINE, 30_001), (PACKET, 501), (LINE, 0), (PACKET, 0)])
def test_a_weight_outside_the_bands_is_refused(tariff: Tariff, weight_g: int) -> None:
    """With the weights the card covers; never a zero, never nothing."""
    assert price(tariff, weight_g) == "tariff.no_band"


def test_a_courier_card_may_end() -> None:
    """The heaviest weight is included."""
    ends = FirstPlusAdditional(500, 60, 500, 18, weight_g_max=1_000)
    assert price(ends, 1_000) == (78, 1_000)
    assert price(ends, 1_001) == "tariff.no_band"


def test_the_minimum_weight_chooses_the_band() -> None:
    """0.12 kg is priced as 0.3 kg."""
    assert price(PerKg((PerKgBand(0, 20_000, 47, 16),), 300), 120) == (Fraction("30.10"), 300)


def test_as_if_heavier_keeps_the_actual_weight_on_a_tie() -> None:
    """At 22.5 kg of 40 against 45 kg of 20 both cost 900."""
    tie = Breaks((Break(0, 40), Break(45_000, 20)))
    assert price(tie, 22_500) == (900, 22_500)


def test_a_first_break_above_the_weight_is_a_refusal() -> None:
    """A card that starts at 45 kg has no price for 30 kg, unless it charges as if heavier."""
    assert price(Breaks((Break(45_000, 20),), as_if_heavier=False), 30_000) == "tariff.below_first_break"
    assert price(Breaks((Break(45_000, 20),)), 30_000) == (900, 45_000)


def test_sea_freight_takes_the_greater_of_weight_and_measure() -> None:
    """2 m3 against 1.8 t, and the minimum of one revenue ton."""
    sea = WeightOrMeasure(45)
    assert price(sea, 1_800_000, 2 * 10**9) == (90, 2_000_000)
    assert price(sea, 300_000, 6 * 10**8) == (45, 1_000_000)
    assert price(sea, 2_500_000, 10**9) == (Fraction("112.5"), 2_500_000)


@pytest.mark.parametrize(
    ("bands", "problems"),
    [
        ([(0, 1_000), (1_500, 2_000)], ("band_gap",)),
        ([(0, 1_000), (900, 2_000)], ("band_overlap",)),
        ([(0, 1_000), (1_000, 1_000)], ("band_empty",)),
        ([(0, 1_000), (2_000, 1_500)], ("band_empty", "band_gap")),
        ([(0, 1_000), (900, 2_000), (2_500, 3_000)], ("band_overlap", "band_gap")),
        ([], ("band_empty",)),
    ],
)
def test_a_card_with_holes_fails_when_it_is_built(
    bands: list[tuple[int, int]], problems: tuple[str, ...]
) -> None:
    """Every gap, overlap and empty band is named at once; no quote ever meets one."""
    with pytest.raises(BandsError) as caught:
        FlatBands(tuple(FlatBand(low, high, 5) for low, high in bands))
    assert caught.value.problems == problems


def test_a_hole_among_large_weights_is_told_to_the_gram() -> None:
    """A card for sea freight: six digits would show a gap from a weight to itself."""
    with pytest.raises(BandsError, match="no price from 12345678 g to 12345679 g;"):
        FlatBands((FlatBand(0, 12_345_678, 5), FlatBand(12_345_679, 20_000_000, 9)))
    with pytest.raises(BandsError, match=r"two prices from 1234567 g to 1234567\.5 g;"):
        FlatBands((FlatBand(0, "1234567.5", 5), FlatBand(1_234_567, 2_000_000, 9)))


def test_bands_may_come_in_any_order() -> None:
    """A card is sorted when it is built."""
    assert FlatBands(tuple(reversed(PACKET.bands))) == PACKET


def test_negative_figures_are_refused() -> None:
    """Weights and prices of at least zero."""
    with pytest.raises(InvalidValueError, match="over_g=-1"):
        FlatBand(-1, 100, 5)
    with pytest.raises(InvalidValueError, match="amount=-5"):
        FlatBand(0, 100, -5)
    with pytest.raises(InvalidValueError, match="weight_g=-1"):
        Load(-1)


def test_breaks_need_their_own_weights() -> None:
    """Two rates from one weight on would be a draw."""
    with pytest.raises(InvalidValueError, match="each at its own weight"):
        Breaks((Break(0, 1), Break(0, 2)))


@given(flat_bands() | per_kg(), st.data())
def test_every_gram_up_to_the_last_break_has_exactly_one_band(
    tariff: FlatBands | PerKg, data: st.DataObject
) -> None:
    """The neighbour of a break one gram above belongs to the next band, one gram below to the same."""
    bands = tariff.bands
    at = data.draw(st.integers(0, len(bands) - 1))
    for weight_g in (bands[at].upto_g, bands[at].upto_g - 1, bands[at].upto_g + 1):
        holding = [band for band in bands if band.over_g < weight_g <= band.upto_g]
        priced = tariff.price(Load(max(weight_g, Fraction(0))))
        floor_g = tariff.minimum_weight_g if isinstance(tariff, PerKg) else 0
        if weight_g > floor_g:
            assert isinstance(priced, Priced) == (len(holding) == 1)
            if isinstance(tariff, FlatBands) and isinstance(priced, Priced):
                assert priced.amount == holding[0].amount


@given(tariffs(), st.integers(0, 600_000), st.integers(0, 10**9))
def test_a_load_is_priced_or_refused_and_never_charged_lighter(
    tariff: Tariff, weight_g: int, volume: int
) -> None:
    """No tariff charges below the load's weight or below zero."""
    priced = tariff.price(Load(weight_g, volume))
    if isinstance(priced, Refusal):
        assert priced.codes[0].startswith("tariff.")
    else:
        assert priced.charged_weight_g >= weight_g
        assert priced.amount >= 0


@given(first_plus_additional(), st.integers(1, 9_000), st.integers(0, 500))
def test_courier_prices_rise_with_weight(tariff: FirstPlusAdditional, weight_g: int, more_g: int) -> None:
    """Equal steps cannot fall."""
    light, heavy = tariff.price(Load(weight_g)), tariff.price(Load(weight_g + more_g))
    assert isinstance(light, Priced)
    assert isinstance(heavy, Priced)
    assert heavy.amount >= light.amount


@given(breaks(), st.integers(1, 500_000))
def test_charging_as_if_heavier_never_costs_more(tariff: Breaks, weight_g: int) -> None:
    """The option only ever lowers a price."""
    plain = Breaks(tariff.breaks, tariff.minimum_amount, as_if_heavier=False).price(Load(weight_g))
    option = Breaks(tariff.breaks, tariff.minimum_amount, as_if_heavier=True).price(Load(weight_g))
    assert isinstance(plain, Priced)
    assert isinstance(option, Priced)
    assert option.amount <= plain.amount
