"""Parts of what was drawn, as one choice, so that an example still shrinks to few of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


def parts_of(whole: Sequence[T]) -> st.SearchStrategy[tuple[T, ...]]:
    """Some of the values, in their order: one choice, however many there are."""
    choices = st.integers(0, 2 ** len(whole) - 1)
    return choices.map(lambda bits: tuple(one for place, one in enumerate(whole) if bits >> place & 1))
