"""One line, one expectation: by reference and kind, the same gross first; linear, repetitions or not."""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Sequence

from xbcommerce.kernel.fx import Rate, convert
from xbcommerce.kernel.money import Rounding, minor

from .statement import BY_KIND, Expected, LineClass, StatementLine

Key = tuple[str, str]
"""Reference and kind."""

# Looking a member up through its class costs more than matching a line.
_MATCHED, _DUPLICATE = LineClass.MATCHED, LineClass.DUPLICATE
_UNKNOWN, _ARITHMETIC = LineClass.UNKNOWN, LineClass.ARITHMETIC_ERROR
_OWN = dict(BY_KIND)
_USED = -1


class _Several:
    """Expectations of one reference and kind, to be used up one after the other."""

    def __init__(self, items: Sequence[Expected], *first: int) -> None:
        self._items = items
        self._waiting: deque[int] = deque()
        self._by_gross: dict[int, deque[int]] = {}
        self._used: set[int] = set()
        for index in first:
            self.add(index)

    def add(self, index: int) -> None:
        self._waiting.append(index)
        self._by_gross.setdefault(self._items[index].gross_minor, deque()).append(index)

    def take(self, gross_minor: int) -> int:
        """Use up the first one of this gross, else the first of any; `_USED` if none is left."""
        same = self._unused(self._by_gross.get(gross_minor, deque()))
        queue = same or self._unused(self._waiting)
        if not queue:
            return _USED
        index = queue.popleft()
        self._used.add(index)
        return index

    def _unused(self, queue: deque[int]) -> deque[int]:
        while queue and queue[0] in self._used:
            queue.popleft()
        return queue


def match(
    items: Sequence[Expected],
    lines: Sequence[StatementLine],
    *,
    items_taken: Container[int],
    lines_taken: Container[int],
) -> tuple[list[LineClass], list[int | None]]:
    """Class every line, and say by position which expectation it met.

    Args:
        items: What should appear.
        lines: What appeared.
        items_taken: Expectations that are spoken for.
        lines_taken: Lines that are; they are classed as matched and meet nothing here.
    """
    waiting = _by_key(items, items_taken)
    seen: set[str] = set()
    met: list[int | None] = [None] * len(lines)
    classes: list[LineClass] = []
    index: int | None
    for place, line in enumerate(lines):
        found = own_class(line, seen)
        seen.add(line.id)
        if found is None and place in lines_taken:
            found = _MATCHED
        elif found is None:
            open_here = waiting.get(key := (line.ref, line.kind))
            if isinstance(open_here, _Several):
                index = open_here.take(line.gross_minor)
            else:
                index = open_here
                if index is not None:
                    waiting[key] = _USED
            if index is None:
                found = _UNKNOWN
            elif index == _USED:
                found = _DUPLICATE
            else:
                met[place] = index
                item = items[index]
                same = line.gross_minor == item.gross_minor and line.fee_minor == item.fee_minor
                found = _MATCHED if same else deviation(line, item)
        classes.append(found)
    return classes, met


def own_class(line: StatementLine, seen: Container[str]) -> LineClass | None:
    """Class a line by itself: repeated, wrong in its sums, or of a kind that nobody expects; else None."""
    if line.id in seen:
        return _DUPLICATE
    if line.gross_minor - line.fee_minor != line.net_minor:
        return _ARITHMETIC
    return _OWN.get(line.kind)


def _by_key(items: Sequence[Expected], taken: Container[int]) -> dict[Key, int | _Several]:
    """Index what is to be met; where one key stands for several, they queue."""
    waiting: dict[Key, int | _Several] = {}
    for index, item in enumerate(items):
        key = (item.ref, item.kind)
        if index in taken:
            waiting.setdefault(key, _USED)
            continue
        other = waiting.setdefault(key, index)
        if other == index:
            continue
        if other == _USED:
            waiting[key] = index
        elif isinstance(other, _Several):
            other.add(index)
        else:
            waiting[key] = _Several(items, other, index)
    return waiting


def deviation(line: StatementLine, item: Expected) -> LineClass:
    """Say how a line that met an expectation is not what was expected."""
    if line.gross_minor == item.gross_minor:
        return LineClass.FEE_DIFFERENCE
    if item.presentment is not None and line.rate is not None:
        rate = Rate(item.presentment.currency.code, line.currency, line.rate, item.due, line.id)
        if minor(convert(item.presentment, rate, Rounding.HALF_UP).amount) == line.gross_minor:
            return LineClass.FX_DIFFERENCE
    return LineClass.AMOUNT_MISMATCH
