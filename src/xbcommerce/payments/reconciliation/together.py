"""Several lines for one expectation, one line for several: where the sums agree to the minor unit.

Only lines and expectations of one reference and kind are added up, in the order given, after those that have
a counterpart of the same gross are set aside. No subset is searched for: of two ways to make a sum, a program
cannot know the right one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from attrs import field, frozen

from .matching import Key, own_class
from .statement import Expected, StatementLine


@frozen
class Group:
    """Lines and expectations that meet as a whole, by their positions; a pair among several is one too.

    Attributes:
        lines: Positions of the lines in the statement.
        expected: Positions of the expectations.
    """

    lines: tuple[int, ...] = field(converter=tuple[int, ...])
    expected: tuple[int, ...] = field(converter=tuple[int, ...])


def groups_of(items: Sequence[Expected], lines: Sequence[StatementLine]) -> tuple[Group, ...]:
    """Find the lines and expectations that meet as groups."""
    here = _positions(lines, _matchable(lines))
    there = _positions(items, range(len(items)))
    return tuple(
        group
        for key, line_places in here.items()
        if key in there and (len(line_places) > 1 or len(there[key]) > 1)
        for group in _grouped(items, lines, there[key], line_places)
    )


def _matchable(lines: Sequence[StatementLine]) -> Iterator[int]:
    seen: set[str] = set()
    for position, line in enumerate(lines):
        if own_class(line, seen) is None:
            yield position
        seen.add(line.id)


def _positions(figures: Sequence[Expected | StatementLine], places: Iterable[int]) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = {}
    for place in places:
        found.setdefault((figures[place].ref, figures[place].kind), []).append(place)
    return found


def _grouped(
    items: Sequence[Expected],
    lines: Sequence[StatementLine],
    item_places: Sequence[int],
    line_places: Sequence[int],
) -> Iterator[Group]:
    by_gross: dict[int, deque[int]] = {}
    for place in item_places:
        by_gross.setdefault(items[place].gross_minor, deque()).append(place)
    alone: list[int] = []
    paired: set[int] = set()
    for place in line_places:
        same = by_gross.get(lines[place].gross_minor)
        if same:
            paired.add(item := same.popleft())
            yield Group((place,), (item,))
        else:
            alone.append(place)
    yield from _summed(items, lines, [place for place in item_places if place not in paired], alone)


def _summed(
    items: Sequence[Expected],
    lines: Sequence[StatementLine],
    item_places: Sequence[int],
    line_places: Sequence[int],
) -> Iterator[Group]:
    """Cut both sides wherever their running sums agree."""
    sums = accumulate(items[place].gross_minor for place in item_places)
    ends = {sum_minor: end for end, sum_minor in enumerate(sums, start=1)}
    first_line = first_item = sum_minor = 0
    for last_line, place in enumerate(line_places, start=1):
        sum_minor += lines[place].gross_minor
        end = ends.get(sum_minor, 0)
        if end > first_item:
            yield Group(line_places[first_line:last_line], item_places[first_item:end])
            first_line, first_item = last_line, end
