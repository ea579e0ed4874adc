"""Which few items carry most of the value: classes A, B, C by cumulative share, computed exactly.

Items are sorted by value, then key, so input order never matters. An item is in a class while the share
reached *before* it lies strictly below the cut (then a lone item is an A), or *including* it. Shares are
exact fractions: in floats 0.7 + 0.1 lies below 0.8.

Example:
    >>> from xbcommerce.supply import classify_abc
    >>> classes = classify_abc({"a": 80, "b": 15, "c": 5})
    >>> {key: value.name for key, value in classes.items()}
    {'a': 'A', 'b': 'B', 'c': 'C'}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from fractions import Fraction

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, figure
from xbcommerce.kernel.frozen import FrozenMap


class AbcClass(Enum):
    """A carries most of the value, C the long tail."""

    A = "A"
    B = "B"
    C = "C"


class Share(Enum):
    """Which share decides an item's class."""

    BEFORE = "before"
    """Of the items before it."""
    INCLUDING = "including"
    """Of the items before it and itself."""


def classify_abc(
    values: Mapping[str, Figure],
    *,
    cuts: Sequence[Figure] = ("0.80", "0.95"),
    share: Share = Share.BEFORE,
) -> FrozenMap[str, AbcClass]:
    """Put items into classes A, B and C by their share of the total value.

    Args:
        values: Item to value, e.g. revenue in minor units, never negative.
        cuts: Shares at which A and B end, ascending, within 0 and 1.
        share: Which share decides.

    Returns:
        Item to class, in descending order of value. Where the total is 0, all items are C.

    Raises:
        InvalidValueError: A negative value, or cuts that are not two ascending shares.
    """
    exact_values = {key: figure(value) for key, value in values.items()}
    for key, value in exact_values.items():
        if value < 0:
            msg = f"value of {key!r} is {value}; expected at least 0"
            raise InvalidValueError(msg)
    limits = [figure(cut) for cut in cuts]
    if len(limits) != len(AbcClass) - 1 or not 0 <= limits[0] <= limits[1] <= 1:
        msg = f"cuts={tuple(map(str, cuts))}: expected two ascending shares, such as ('0.80', '0.95')"
        raise InvalidValueError(msg)
    total = sum(exact_values.values(), Fraction(0))
    reached = Fraction(0)
    classes: dict[str, AbcClass] = {}
    for key, value in sorted(exact_values.items(), key=lambda item: (-item[1], item[0])):
        before, reached = reached, reached + value
        decisive = before if share is Share.BEFORE else reached
        classes[key] = _class(decisive, total, limits) if total else AbcClass.C
    return FrozenMap(classes)


def _class(decisive: Fraction, total: Fraction, limits: Sequence[Fraction]) -> AbcClass:
    if decisive < limits[0] * total:
        return AbcClass.A
    return AbcClass.B if decisive < limits[1] * total else AbcClass.C
