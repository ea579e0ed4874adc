"""Facts about how wrong forecasts are."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply import forecast_errors

UNITS = st.integers(0, 500).map(float)
PAIRS = st.lists(st.tuples(UNITS, UNITS), min_size=1, max_size=20)


@given(PAIRS)
def test_measures_keep_their_order(pairs: list[tuple[float, float]]) -> None:
    """|bias| is at most MAE, MAE at most RMSE; sMAPE is a share; the signal is at most the count."""
    said, came = zip(*pairs, strict=True)
    found = forecast_errors(said, came)
    assert abs(found.bias) <= found.mae * (1 + 1e-12)
    assert found.mae <= found.rmse * (1 + 1e-12)
    assert 0 <= found.smape <= 1
    if found.tracking_signal is not None:
        assert abs(found.tracking_signal) <= len(pairs) * (1 + 1e-12)
        assert found.tracking_signal * found.bias <= 0


@given(PAIRS, st.integers(2, 50))
def test_shares_do_not_depend_on_the_unit_and_errors_do(pairs: list[tuple[float, float]], pack: int) -> None:
    """Pieces or packs."""
    said, came = zip(*pairs, strict=True)
    pieces = forecast_errors(said, came, train=came)
    packs = forecast_errors(
        [pack * one for one in said], [pack * one for one in came], train=[pack * one for one in came]
    )
    for name in ("wape", "smape", "tracking_signal", "mase", "rmsse"):
        assert getattr(packs, name) == pytest.approx(getattr(pieces, name)), name
    for name in ("mae", "rmse", "bias"):
        assert getattr(packs, name) == pytest.approx(pack * getattr(pieces, name)), name


@given(st.lists(UNITS, min_size=1, max_size=12))
def test_a_perfect_forecast_has_no_error_and_no_signal(came: list[float]) -> None:
    """Zero over zero is absent, not infinite."""
    found = forecast_errors(came, came, quantiles=["0.9"])
    assert (found.mae, found.rmse, found.bias, found.smape) == (0, 0, 0, 0)
    assert found.tracking_signal is None
    assert found.pinball == {Fraction(9, 10): 0.0}
    assert found.wape == (0.0 if any(came) else None)


@given(PAIRS)
def test_half_the_absolute_error_is_the_loss_of_the_median(pairs: list[tuple[float, float]]) -> None:
    """And a high quantile minds too little more than too much."""
    said, came = zip(*pairs, strict=True)
    found = forecast_errors(said, came, quantiles=["0.5"])
    assert found.pinball[Fraction(1, 2)] == pytest.approx(found.mae / 2)
    low = forecast_errors([5.0], [10.0], quantiles=["0.9"]).pinball
    high = forecast_errors([15.0], [10.0], quantiles=["0.9"]).pinball
    assert (low[Fraction(9, 10)], high[Fraction(9, 10)]) == pytest.approx((4.5, 0.5))


def test_the_naive_forecast_of_its_own_past_scales_to_one() -> None:
    """A seasonal past is compared with the season before."""
    past = [10.0, 20, 12, 24]
    found = forecast_errors(past[:-2], past[2:], train=past, season_length=2)
    assert (found.mase, found.rmsse) == (1.0, 1.0)


@pytest.mark.parametrize("train", [(), (5.0,), (4.0, 4.0, 4.0)])
def test_a_past_that_is_short_or_never_varied_scales_nothing(train: tuple[float, ...]) -> None:
    """Absent, not infinite."""
    found = forecast_errors([1.0], [2.0], train=train)
    assert (found.mase, found.rmsse) == (None, None)


@pytest.mark.parametrize(
    ("said", "came", "options"),
    [
        ([], [], {}),
        ([1.0], [1.0, 2.0], {}),
        ([float("nan")], [1.0], {}),
        ([1.0], [float("inf")], {}),
        ([1.0], [1.0], {"quantiles": ["1.5"]}),
        ([1.0], [1.0], {"season_length": 0}),
    ],
    ids=str,
)
def test_what_cannot_be_compared_is_refused(
    said: list[float], came: list[float], options: dict[str, list[str]]
) -> None:
    """Nothing, unequal numbers of buckets, numbers that are none."""
    with pytest.raises(InvalidValueError):
        forecast_errors(said, came, **options)  # type: ignore[arg-type]
