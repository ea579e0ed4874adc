"""Facts about packs within packs and about events."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply import DemandError, PackLevel, event_uplift, pack

LEVELS = (PackLevel("carton", 24), PackLevel("layer", 240), PackLevel("pallet", 960))


@pytest.mark.parametrize(
    ("need", "quantity", "packs"),
    [
        (910, 960, {"pallet": 1, "layer": 0, "carton": 0}),
        (700, 720, {"pallet": 0, "layer": 3, "carton": 0}),
        (1, 24, {"pallet": 0, "layer": 0, "carton": 1}),
        (0, 0, {"pallet": 0, "layer": 0, "carton": 0}),
    ],
)
def test_a_pack_that_is_nearly_full_is_completed(need: int, quantity: int, packs: dict[str, int]) -> None:
    """From small to large."""
    packed = pack(need, LEVELS, round_up_share="0.8")
    assert (packed.quantity, packed.packs) == (quantity, packs)


@given(st.integers(-10, 5_000), st.fractions(0, 1))
def test_packs_add_up_and_cover_the_need(need: int, share: object) -> None:
    """Whatever is completed."""
    packed = pack(need, LEVELS, round_up_share=share)  # type: ignore[arg-type]
    assert packed.quantity >= need
    assert sum(packed.packs[level.name] * level.units for level in LEVELS) == packed.quantity


def test_packs_that_do_not_nest_are_refused() -> None:
    """And so is having none."""
    with pytest.raises(InvalidValueError, match="no multiple of carton of 24"):
        pack(5, [PackLevel("carton", 24), PackLevel("layer", 100)], round_up_share="1")
    with pytest.raises(InvalidValueError, match="PackLevel"):
        pack(5, [], round_up_share="1")


def test_an_event_seen_once_is_believed_less_and_never_beyond_the_cap() -> None:
    """Shrunk towards one, then cut."""
    once = event_uplift([400], [20, 25, 15], prior_weight=4)
    assert (once.ratio, once.shrunk, once.factor) == (20.0, 4.8, 4.8)
    assert event_uplift([400], [20], prior_weight=0).factor == 5
    assert event_uplift([0], [20], prior_weight=0).factor == 0.2


@pytest.mark.parametrize(("event", "base"), [([], [3]), ([3], []), ([3], [0, 0])])
def test_an_event_without_anything_to_compare_with_is_refused(event: list[int], base: list[int]) -> None:
    """Nothing over nothing is no ratio."""
    with pytest.raises(DemandError, match="give demand"):
        event_uplift(event, base)
