"""Figures with their uncertainty."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.codec import from_json, to_json
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.estimate import Estimate, Unknown, mean, student_quantile, wilson
from xbcommerce.testing.strategies.rules import estimates

SURE = Decimal("0.95")


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [  # Newcombe 1998, table I, method 3 (score without continuity correction)
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_agrees_with_the_published_table(successes: int, n: int, low: float, high: float) -> None:
    """To the four digits printed."""
    found = wilson(successes, n)
    assert isinstance(found, Estimate)
    assert found.value == successes / n
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(0, 5_000), st.integers(1, 5_000))
def test_a_share_stays_between_none_and_all(successes: int, n: int) -> None:
    """The interval holds the share, is never a point, and mirrors that of the failures."""
    successes = min(successes, n)
    found, mirrored = wilson(successes, n), wilson(n - successes, n)
    assert isinstance(found, Estimate)
    assert isinstance(mirrored, Estimate)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.low < found.high
    assert math.isclose(found.low, 1 - mirrored.high, abs_tol=1e-12)


@given(st.integers(0, 50), st.integers(1, 50))
def test_more_confidence_is_wider_and_more_data_narrower(successes: int, n: int) -> None:
    """As it must be."""
    successes = min(successes, n)
    usual, surer = wilson(successes, n), wilson(successes, n, confidence=Decimal("0.99"))
    more = wilson(successes * 10, n * 10)
    assert isinstance(usual, Estimate)
    assert isinstance(surer, Estimate)
    assert isinstance(more, Estimate)
    assert surer.margin >= usual.margin >= more.margin


def test_nothing_observed_is_unknown_and_not_zero() -> None:
    """An explicit answer that says what it would take."""
    assert wilson(0, 0) == Unknown(sample_size=0, needed=1, method="wilson")
    assert mean([]) == Unknown(sample_size=0, needed=2, method="student")
    assert mean([3.0]) == Unknown(sample_size=1, needed=2, method="student")
    assert str(mean([3.0])) == "unknown: 1 observed, student needs at least 2"


@pytest.mark.parametrize(
    ("confidence", "degrees", "expected"),
    [  # published table of Student's t, two-sided
        ("0.95", 1, 12.706),
        ("0.95", 2, 4.303),
        ("0.95", 5, 2.571),
        ("0.95", 30, 2.042),
        ("0.95", 120, 1.980),
        ("0.99", 4, 4.604),
        ("0.999", 10, 4.587),
        ("0.5", 7, 0.711),
        ("0.95", 1_000, 1.962),
    ],
)
def test_students_t_agrees_with_the_published_table(confidence: str, degrees: int, expected: float) -> None:
    """To the three digits printed."""
    assert round(student_quantile(Decimal(confidence), degrees), 3) == expected


def test_the_series_and_the_expansion_of_t_meet() -> None:
    """No jump where one takes over from the other."""
    for confidence in (Decimal("0.5"), SURE, Decimal("0.999")):
        before, at = student_quantile(confidence, 199), student_quantile(confidence, 200)
        assert 0 < before - at < 1e-3


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30))
def test_a_mean_lies_in_the_middle_of_its_interval(values: list[float]) -> None:
    """And within the observations."""
    found = mean(values)
    assert isinstance(found, Estimate)
    assert math.isclose(found.value - found.low, found.high - found.value, abs_tol=1e-6)
    assert min(values) - 1e-6 <= found.value <= max(values) + 1e-6
    assert found.sample_size == len(values)


def test_equal_observations_leave_no_margin() -> None:
    """Four times the same."""
    found = mean([7.0] * 4)
    assert isinstance(found, Estimate)
    assert (found.low, found.value, found.high, found.margin) == (7.0, 7.0, 7.0, 0.0)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_nan_and_infinity_are_refused_with_their_place(bad: float) -> None:
    """In an estimate and in observations."""
    with pytest.raises(InvalidValueError, match="low="):
        Estimate(1.0, bad, 2.0, 1, "wilson")
    with pytest.raises(InvalidValueError, match=r"values\[1\]"):
        mean([1.0, bad])


def test_a_value_outside_its_interval_is_refused() -> None:
    """On either side."""
    for low, high in ((1.1, 2.0), (0.0, 0.9), (2.0, 0.0)):
        with pytest.raises(InvalidValueError, match=r"value=1\.0: lies outside its own interval"):
            Estimate(1.0, low, high, 1, "wilson")


@pytest.mark.parametrize("confidence", [Decimal(0), Decimal(1), Decimal(95), Decimal("NaN"), 0.95])
def test_confidence_is_a_decimal_between_none_and_all(confidence: Decimal) -> None:
    """95 means something else."""
    for estimate in (
        lambda: Estimate(1.0, 1.0, 1.0, 1, "wilson", confidence),
        lambda: wilson(1, 2, confidence=confidence),
        lambda: mean([1.0, 2.0], confidence=confidence),
        lambda: student_quantile(confidence, 3),
    ):
        with pytest.raises(InvalidValueError, match="confidence="):
            estimate()


def test_counts_are_whole_and_fit() -> None:
    """More successes than tries, negative or fractional counts are refused."""
    with pytest.raises(InvalidValueError, match="successes=3: more than the n=2"):
        wilson(3, 2)
    with pytest.raises(InvalidValueError, match="successes=-1"):
        wilson(-1, 2)
    with pytest.raises(InvalidValueError, match=r"n=2\.0"):
        wilson(1, 2.0)  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="sample_size=True"):
        Estimate(1.0, 1.0, 1.0, True, "wilson")  # noqa: FBT003


@given(estimates())
def test_estimates_go_through_json(estimate: Estimate) -> None:
    """Bit for bit."""
    assert from_json(to_json(estimate), Estimate) == estimate


def test_an_estimate_reads_aloud() -> None:
    """Value, interval, confidence, sample size, method."""
    text = str(wilson(87, 1_250, confidence=Decimal("0.90")))
    assert text == "0.0696 (0.05867 to 0.08239 with 90% confidence, 1250 observed, wilson)"
