"""Splitting: nothing lost, nobody cheated, the order of lines without influence where it must have none."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import (
    Allocate,
    AllocationError,
    Exact,
    NotMoneyError,
    Ties,
    ZeroWeights,
    allocate,
    allocate_capped,
    allocate_units,
    minor,
    plain,
    split_evenly,
)

AMOUNTS = st.integers(-(10**15), 10**15)
WEIGHT: st.SearchStrategy[Exact] = st.one_of(
    st.integers(0, 10**6), st.fractions(0, 10**3, max_denominator=997), st.decimals(0, 1_000, places=3)
)
WEIGHTS = st.lists(WEIGHT, min_size=1, max_size=8).filter(any)
MODES = st.sampled_from(Allocate)
TIES = st.sampled_from(Ties)


@given(AMOUNTS, WEIGHTS, MODES, TIES)
def test_nothing_is_lost(amount: int, weights: list[Exact], mode: Allocate, ties: Ties) -> None:
    """Shares and remainder add up to the amount in every mode."""
    split = allocate_units(amount, weights, mode, ties=ties)
    assert sum(split.shares) + split.remainder == amount
    if mode not in {Allocate.SEPARATE, Allocate.BLOCK_SEPARATE}:
        assert split.remainder == 0


@given(AMOUNTS, WEIGHTS, MODES.filter(lambda mode: mode is not Allocate.BLOCK_SEPARATE), TIES)
def test_every_share_is_within_one_unit_of_exact(
    amount: int, weights: list[Exact], mode: Allocate, ties: Ties
) -> None:
    """Nobody gains or loses a whole unit by rounding."""
    whole = sum(Fraction(weight) for weight in weights)
    for share, weight in zip(allocate_units(amount, weights, mode, ties=ties).shares, weights, strict=True):
        assert abs(share - amount * Fraction(weight) / whole) < 1


@given(AMOUNTS, WEIGHTS, MODES, TIES)
def test_a_refund_mirrors_its_payment(amount: int, weights: list[Exact], mode: Allocate, ties: Ties) -> None:
    """The split of the opposite amount is the opposite split."""
    there = allocate_units(amount, weights, mode, ties=ties)
    back = allocate_units(-amount, weights, mode, ties=ties)
    assert back.shares == tuple(-share for share in there.shares)
    assert back.remainder == -there.remainder


@given(AMOUNTS, WEIGHTS, MODES, TIES)
def test_who_has_no_weight_gets_nothing(
    amount: int, weights: list[Exact], mode: Allocate, ties: Ties
) -> None:
    """Not even the odd unit."""
    shares = allocate_units(amount, [*weights, 0], mode, ties=ties).shares
    assert shares[-1] == 0
    assert all(share == 0 for share, weight in zip(shares, weights, strict=False) if not weight)


@given(AMOUNTS, st.data())
def test_lines_of_a_cart_may_stand_in_any_order(amount: int, data: st.DataObject) -> None:
    """With weight and key as tie rule, a line's share does not depend on where it stands."""
    pairs = data.draw(
        st.lists(
            st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 5)), min_size=1, unique_by=lambda p: p[0]
        )
    )
    assume(any(weight for _, weight in pairs))
    shuffled = data.draw(st.permutations(pairs))

    def shares(lines: list[tuple[str, int]]) -> dict[str, int]:
        split = allocate_units(
            amount,
            [weight for _, weight in lines],
            Allocate.LARGEST_REMAINDER,
            ties=Ties.WEIGHT_THEN_KEY,
            keys=[key for key, _ in lines],
        )
        return dict(zip([key for key, _ in lines], split.shares, strict=True))

    assert shares(pairs) == shares(shuffled)


@given(AMOUNTS, WEIGHTS, st.integers(1, 10**6))
def test_only_proportions_matter(amount: int, weights: list[Exact], factor: int) -> None:
    """Weights times any factor split alike."""
    assert allocate_units(amount, weights, Allocate.LARGEST_REMAINDER) == allocate_units(
        amount, [Fraction(weight) * factor for weight in weights], Allocate.LARGEST_REMAINDER
    )


@given(st.integers(-1_000, 1_000), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 300)), min_size=1))
def test_no_line_gets_more_than_its_cap(amount: int, parts: list[tuple[int, int]]) -> None:
    """What fits is given, what does not is the remainder, and a cap is filled only by need."""
    weights, caps = [weight for weight, _ in parts], [cap for _, cap in parts]
    split = allocate_capped(amount, weights, caps)
    assert sum(split.shares) + split.remainder == amount
    room = sum(cap for weight, cap in parts if weight)
    assert abs(split.remainder) == max(0, abs(amount) - room)
    for share, (weight, cap) in zip(split.shares, parts, strict=True):
        assert abs(share) <= (cap if weight else 0)


def test_decimal_remainders_would_cheat_the_first_part() -> None:
    """1169.16 by 1, 49, 18: with 28 digits the spare unit goes to the third part; exactly, to the first."""
    shares = allocate(Money("1169.16", "GBP"), [1, 49, 18], Allocate.LARGEST_REMAINDER).shares
    assert [plain(share) for share in shares] == ["17.20 GBP", "842.48 GBP", "309.48 GBP"]


@pytest.mark.parametrize("amount", ["10.01", "-0.01", "0.00", "-100.00"])
def test_small_and_negative_amounts_split_in_two(amount: str) -> None:
    """The amounts that naive splitting loses a cent of."""
    money = Money(amount, "EUR")
    shares = split_evenly(money, 2, Allocate.TO_FIRST).shares
    assert sum(minor(share) for share in shares) == minor(money)
    assert abs(minor(shares[0]) - minor(shares[1])) <= 1


def test_all_zero_weights_are_refused_or_equal_as_asked() -> None:
    """Nobody is entitled to anything, unless the caller says that all are alike."""
    with pytest.raises(AllocationError) as refused:
        allocate(Money("5.00", "USD"), [0, 0], Allocate.TO_FIRST)
    assert refused.value.code == "all_weights_zero"
    even = allocate_units(5, [0, 0], Allocate.TO_FIRST, zero_weights=ZeroWeights.EQUAL)
    assert even.shares == (3, 2)


@pytest.mark.parametrize("weight", [0.5, float("nan"), Decimal("NaN"), Decimal("Infinity"), "1", True])
def test_a_weight_must_be_exact(weight: object) -> None:
    """Floats and what is no number are refused."""
    with pytest.raises(InvalidValueError):
        allocate_units(5, [1, weight], Allocate.TO_FIRST)  # type: ignore[list-item]


def test_a_mode_is_a_member_and_no_text() -> None:
    """Modes, ties and zero weights that are no members are refused, and the members named."""
    five = Money("5.00", "USD")
    for kind, refused in (
        (Allocate, lambda: allocate(five, [1, 1, 1], "nonsense")),  # type: ignore[arg-type]
        (Allocate, lambda: split_evenly(five, 2, "to_first")),  # type: ignore[arg-type]
        (Ties, lambda: allocate_units(5, [1, 1], Allocate.LARGEST_REMAINDER, ties="position")),  # type: ignore[arg-type]
        (Ties, lambda: allocate_capped(5, [1, 1], [3, 3], ties="position")),  # type: ignore[arg-type]
        (ZeroWeights, lambda: allocate_units(5, [0], Allocate.TO_FIRST, zero_weights="equal")),  # type: ignore[arg-type]
    ):
        with pytest.raises(InvalidValueError, match="expected one of") as error:
            refused()
        assert all(str(member) in str(error.value) for member in kind)
    with pytest.raises(NotMoneyError):
        allocate(5.0, [1, 1], Allocate.TO_FIRST)  # type: ignore[arg-type]


@pytest.mark.parametrize("parts", [0, -1, 1.5, True, "2", None])
def test_parts_are_counted(parts: object) -> None:
    """At least one, and whole."""
    with pytest.raises(AllocationError, match="expected at least one part"):
        split_evenly(Money("5.00", "USD"), parts, Allocate.TO_FIRST)  # type: ignore[arg-type]
