"""Facts about forecast methods."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply import Croston, CrostonBias, Tsb, parse_method
from xbcommerce.testing.strategies.supply import quantities

NAMES = ("zero", "naive", "mean", "ma:6", "ses:0.2", "croston:0.1", "sba:0.1:0.2", "sbj:0.1", "tsb:0.2:0.1")
MORE = ("decay:0.1:0.1:0.05", "adida:0.1:0.3")
METHODS = st.sampled_from(NAMES + MORE).map(parse_method)


@pytest.mark.parametrize("name", NAMES + MORE)
def test_a_method_is_read_from_its_own_name(name: str) -> None:
    """Name and method are two forms of one thing."""
    assert parse_method(name).name == name


@pytest.mark.parametrize(
    "text", ["", "holt", "ma", "ma:-3", "ma:0", "ses:2", "ses:x", "ses:NaN", "sba", "tsb:0.1"]
)
def test_what_is_no_method_is_refused(text: str) -> None:
    """Unknown names, and constants outside 0 and 1."""
    with pytest.raises(InvalidValueError):
        parse_method(text)


@given(METHODS, quantities())
def test_every_prefix_of_a_path_is_the_path_of_the_prefix(method: object, units: list[int]) -> None:
    """A method never looks ahead, so one pass serves every origin of a selection."""
    path = method.path(units)  # type: ignore[attr-defined]
    assert len(path) == len(units)
    cut = len(units) // 2
    assert path[:cut] == method.path(units[:cut])  # type: ignore[attr-defined]


@given(METHODS, quantities())
def test_a_forecast_lies_between_nothing_and_the_largest_sale(method: object, units: list[int]) -> None:
    """No method here invents demand."""
    for said in method.path(units):  # type: ignore[attr-defined]
        assert 0 <= said <= max(units) + 1e-9


@given(st.integers(1, 50), st.integers(5, 40))
def test_tsb_forgets_an_item_that_stopped_selling_while_croston_does_not(size: int, dry: int) -> None:
    """Over a tail of zeros TSB falls strictly, Croston stands still."""
    units = [0, size, 0, size] + [0] * dry
    fading = Tsb("0.2", "0.2").path(units)[3:]
    assert all(after < before for before, after in pairwise(fading))
    assert len(set(Croston("0.1", "0.1").path(units)[3:])) == 1


def test_the_corrections_of_croston_are_factors_of_the_interval_constant() -> None:
    """1 - b/2 and 1 - b/(2 - b)."""
    units = [0, 9, 0, 8, 0, 0, 9]
    plain = Croston("0.3", "0.2").path(units)[-1]
    assert Croston("0.3", "0.2", CrostonBias.SBA).path(units)[-1] == pytest.approx(plain * 0.9)
    assert Croston("0.3", "0.2", CrostonBias.SBJ).path(units)[-1] == pytest.approx(plain * (1 - 0.2 / 1.8))


@given(st.integers(1, 30))
def test_an_item_without_a_sale_is_forecast_as_nothing(weeks: int) -> None:
    """Also by the methods for intermittent demand."""
    for name in NAMES + MORE:
        assert parse_method(name).path([0] * weeks)[-1] == 0


def test_sba_with_decay_fades_after_twice_the_mean_interval() -> None:
    """Four demands in a row, then nothing: after z buckets m is (4 + z) / 4, so it fades from z = 5 on."""
    still = parse_method("sba:0.1").path([8] * 4)[-1]
    fading = parse_method("decay:0.1:0.1:0.5").path([8] * 4 + [0] * 30)
    assert fading[7] == pytest.approx(still)
    assert fading[-1] < fading[8] < still


def test_bounds_of_adida_must_ascend() -> None:
    """The message names both."""
    with pytest.raises(InvalidValueError, match=r"alpha_min=0\.3"):
        parse_method("adida:0.3:0.1")
