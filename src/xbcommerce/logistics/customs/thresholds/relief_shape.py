"""How much a relief leaves to be charged: all or nothing, the excess, or the pieces that do not fit.

Example:
    >>> from xbcommerce.logistics.customs.thresholds.relief_shape import most_that_fits
    >>> most_that_fits([(8_00, 6)], 40_00, ["socks"])  # six gifts of 8.00 under 40.00
    (5,)
    >>> most_that_fits([(30_00, 1), (25_00, 1), (20_00, 1)], 45_00, "abc")  # the last two fit best
    (0, 1, 1)
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xbcommerce.kernel.money import Rounding, divide, minor

from .limit import Boundary, Limit
from .measured import Measured
from .threshold import Shape

_ONE = Fraction(1)
_NOTHING = Fraction(0)


def charged_shares(shape: Shape, measured: Measured, within: Sequence[bool | None]) -> tuple[Fraction, ...]:
    """Return the share of each line's value that is charged; a line that is not within is charged whole.

    Of an allowance every line bears the excess alike, by value. Of whole pieces those are freed that free the
    most value together; which, where several choices free as much, does not depend on the order of the lines.
    """
    match shape:
        case Shape.CLIFF:
            return tuple(_NOTHING if one else _ONE for one in within)
        case Shape.ALLOWANCE:
            total = sum(units for units, one in zip(measured.lines, within, strict=True) if one)
            excess = max(0, total - minor(measured.limit.amount))
            share = Fraction(excess, total) if total else Fraction(0)
            return tuple(share if one else _ONE for one in within)
        case Shape.ITEMS:
            return _by_pieces(measured, within)


def _by_pieces(measured: Measured, within: Sequence[bool | None]) -> tuple[Fraction, ...]:
    places = [place for place, one in enumerate(within) if one]
    lines = [(measured.lines[place], measured.pieces[place]) for place in places]
    if measured.limit.admits(sum(units for units, _ in lines)):
        return tuple(Fraction(not one) for one in within)
    pieces = [(divide(units, count, Rounding.UP), count) for units, count in lines]
    keys = [measured.ids[place] for place in places]
    free = dict(zip(places, most_that_fits(pieces, _room(measured.limit), keys), strict=True))
    return tuple(1 - Fraction(free.get(place, 0), count) for place, count in enumerate(measured.pieces))


def _room(limit: Limit) -> int:
    """Return the most minor units that keep a limit."""
    return minor(limit.amount) - (limit.boundary is Boundary.BELOW)


def most_that_fits(pieces: Sequence[tuple[int, int]], room: int, keys: Sequence[str]) -> tuple[int, ...]:
    """Choose whole pieces that come to as much as possible and yet fit.

    Args:
        pieces: Minor units of one piece, and how many there are, line by line.
        room: Minor units that the pieces may come to together.
        keys: The ids of the lines, which settle ties.

    Returns:
        How many pieces of each line. Where choices come to as much, dear pieces go first, then smaller ids.
    """
    taken = [0 if price else count for price, count in pieces]  # what is worth nothing always fits
    last: dict[int, int] = {0: -1}  # each sum that is reached, and the line of the piece that reached it
    for place in sorted(range(len(pieces)), key=lambda place: (-pieces[place][0], keys[place])):
        price, count = pieces[place]
        for start in tuple(last) if price else ():
            for units in range(start + price, min(room, start + count * price) + 1, price):
                if units in last:
                    break  # that sum goes on from there, with more pieces left
                last[units] = place
    units = max(last)
    while units:
        taken[last[units]] += 1
        units -= pieces[last[units]][0]
    return tuple(taken)
