"""Facts about kinds of demand: by timing and size, and by steadiness."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.reference import messages
from xbcommerce.supply import DemandClass, DemandError, XyzClass, classify_sbc, classify_xyz
from xbcommerce.testing.strategies.supply import quantities


def test_a_figure_that_meets_its_cut_lies_above_it() -> None:
    """Thirty-three buckets with 25 demands have an interval of exactly 1.32, which no float can hold."""
    at_the_cut = [1] * 25 + [0] * 8
    assert classify_sbc(at_the_cut).kind is DemandClass.INTERMITTENT
    assert classify_sbc(at_the_cut, adi_cut="1.33").kind is DemandClass.SMOOTH
    assert classify_xyz([1, 3]).kind is XyzClass.Y
    assert classify_xyz([1, 3], cuts=("0.51", "1")).kind is XyzClass.X


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([4, 5, 4, 6], DemandClass.SMOOTH),
        ([1, 40, 2, 60], DemandClass.ERRATIC),
        ([0, 5, 0, 5], DemandClass.INTERMITTENT),
        ([0, 1, 0, 40, 0, 2], DemandClass.LUMPY),
        ([0, 0], DemandClass.NONE),
        ([], DemandClass.NONE),
    ],
)
def test_the_two_figures_make_four_classes_and_none(values: list[int], kind: DemandClass) -> None:
    """The words say so in three languages."""
    found = classify_sbc(values)
    assert found.kind is kind
    for lang in ("en", "zh_Hans", "zh_Hant"):
        assert messages().explain(found, lang)


@given(quantities(), st.sampled_from([0, 1]))
def test_the_figures_are_those_of_the_statistics(values: list[int], ddof: int) -> None:
    """Interval over demands, variance over squared mean of the demands, one demand does not vary."""
    found, demands = classify_sbc(values, ddof=ddof), [value for value in values if value]
    if not demands:
        assert (found.adi, found.cv2) == (None, None)
        return
    variance = (statistics.variance if ddof else statistics.pvariance)(demands) if len(demands) > 1 else 0
    assert found.adi == pytest.approx(len(values) / len(demands))
    assert found.cv2 == pytest.approx(variance / statistics.fmean(demands) ** 2, abs=1e-12)


@given(quantities(), st.integers(1, 50))
def test_classes_do_not_depend_on_the_unit(values: list[int], pack: int) -> None:
    """Pieces or packs, the same class."""
    packed = [pack * value for value in values]
    assert classify_sbc(packed).kind is classify_sbc(values).kind
    assert classify_xyz(packed).kind is classify_xyz(values).kind


def test_without_demand_an_item_is_a_z() -> None:
    """There is no coefficient, and the text says so."""
    assert classify_xyz([0, 0]) == classify_xyz([])
    assert str(classify_xyz([0, 0])) == "Class Z: there is no demand"


@pytest.mark.parametrize("value", [-1, float("nan"), float("inf")])
def test_what_is_no_demand_is_refused(value: float) -> None:
    """Negative buckets and numbers that are none."""
    with pytest.raises(DemandError):
        classify_sbc([3, value])
    with pytest.raises(DemandError):
        classify_xyz([3, value])


@pytest.mark.parametrize("wrong", [{"ddof": 2}, {"adi_cut": "-1"}, {"cv2_cut": "-1"}], ids=str)
def test_cuts_that_are_none_are_refused(wrong: dict[str, str]) -> None:
    """Negative, or a variance of no kind."""
    with pytest.raises(InvalidValueError):
        classify_sbc([1], **wrong)


@pytest.mark.parametrize("wrong", [{"ddof": -1}, {"cuts": ("1", "0.5")}, {"cuts": ("1",)}], ids=str)
def test_cuts_that_do_not_ascend_are_refused(wrong: dict[str, str]) -> None:
    """Descending, or too few."""
    with pytest.raises(InvalidValueError):
        classify_xyz([1], **wrong)
