"""Facts about ABC classes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply import AbcClass, Share, classify_abc


@pytest.mark.parametrize(
    ("values", "share", "classes"),
    [
        ({"a": "80", "b": "15", "c": "5"}, Share.INCLUDING, "BCC"),
        ({"a": "80", "b": "15", "c": "5"}, Share.BEFORE, "ABC"),
        ({"only": "10"}, Share.INCLUDING, "C"),
        ({"only": "10"}, Share.BEFORE, "A"),
        ({"a": "0.7", "b": "0.1", "c": "0.2"}, Share.BEFORE, "AAB"),  # sorted: a, c, b
        ({"a": 0, "b": 0}, Share.BEFORE, "CC"),
    ],
)
def test_the_share_convention_decides(values: dict[str, str], share: Share, classes: str) -> None:
    """A share exactly at the cut is no longer below it, in exact arithmetic."""
    found = classify_abc(values, share=share)
    assert "".join(item.value for item in found.values()) == classes


@given(
    st.dictionaries(st.text("abcdef", min_size=1, max_size=4), st.integers(0, 1_000), min_size=1),
    st.randoms(),
)
def test_classes_partition_and_ignore_the_order_of_items(
    values: dict[str, int], chance: random.Random
) -> None:
    """Defect 12 of the field: one list, three answers."""
    shuffled = list(values.items())
    chance.shuffle(shuffled)
    found = classify_abc(values)
    assert found == classify_abc(dict(shuffled))
    assert found.keys() == values.keys()
    order = [item.value for item in found.values()]
    assert order == sorted(order)


@pytest.mark.parametrize("cuts", [("0.8",), ("0.9", "0.8"), ("0.8", "1.1"), ("x", "0.9")])
def test_cuts_that_do_not_ascend_are_refused(cuts: tuple[str, ...]) -> None:
    """As are negative values."""
    with pytest.raises(InvalidValueError):
        classify_abc({"a": 1}, cuts=cuts)
    with pytest.raises(InvalidValueError, match="'a' is -1"):
        classify_abc({"a": -1})
    assert AbcClass("A") is AbcClass.A
