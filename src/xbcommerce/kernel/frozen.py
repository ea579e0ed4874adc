"""A mapping that cannot change, so that values can hold one and still be hashed and compared.

Example:
    >>> from xbcommerce.kernel.frozen import FrozenMap
    >>> limits = FrozenMap({"weight_g": 2_000})
    >>> limits["weight_g"], hash(limits) == hash(FrozenMap([("weight_g", 2_000)]))
    (2000, True)
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping
from typing import TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")


class FrozenMap(Mapping[K, V]):
    """An immutable, hashable mapping that keeps the order it was given.

    Equal to any mapping with the same items, in whatever order. Its hash needs hashable values and is
    computed when asked for.
    """

    __slots__ = ("_items",)
    _items: dict[K, V]

    def __init__(self, items: Mapping[K, V] | Iterable[tuple[K, V]] = (), /) -> None:
        object.__setattr__(self, "_items", dict(items))

    def __setattr__(self, name: str, value: object) -> None:
        msg = f"a FrozenMap cannot change: {name}={value!r}"
        raise AttributeError(msg)

    def __getitem__(self, key: K) -> V:
        return self._items[key]

    def __contains__(self, key: object) -> bool:
        return key in self._items

    @overload
    def get(self, key: K, /) -> V | None: ...
    @overload
    def get(self, key: K, /, default: V | D) -> V | D: ...
    def get(self, key: K, /, default: D | None = None) -> V | D | None:
        """Return what stands under a key, or the default."""
        return self._items.get(key, default)

    def keys(self) -> KeysView[K]:
        """Return the keys, in order."""
        return self._items.keys()

    def items(self) -> ItemsView[K, V]:
        """Return the items, in order."""
        return self._items.items()

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"FrozenMap({self._items!r})"

    def __reduce__(self) -> tuple[type[FrozenMap[K, V]], tuple[dict[K, V]]]:
        return (type(self), (self._items,))
