"""A batch that breaks off in the middle, to see whether half of it stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar, overload

T = TypeVar("T")


class BrokenOffError(Exception):
    """Not the store's fault."""


class BreaksOff(Sequence[T], Generic[T]):
    """Two items, of which the second cannot be had."""

    def __init__(self, first: T) -> None:
        self.first = first

    def __len__(self) -> int:
        return 2

    def __iter__(self) -> Iterator[T]:
        yield self[0]
        yield self[1]

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if index == 0:
            return self.first
        raise BrokenOffError
