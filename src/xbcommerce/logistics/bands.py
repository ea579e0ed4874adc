"""Weight bands "over … up to and including …", checked when the card is built.

A parcel exactly on a break pays the lower band's price, and one exactly on the last break is priced.
(Karrio reads bands as [from, to), so both cases go wrong there; a closed one-gram grid, as in one Royal
Mail plugin, has no price for 250.5 g.)

Example:
    >>> from xbcommerce.logistics.bands import BandsError
    >>> from xbcommerce.logistics.tariff import FlatBand, FlatBands
    >>> try:
    ...     FlatBands((FlatBand(0, 1_000, "5"), FlatBand(1_500, 2_000, "7")))
    ... except BandsError as error:
    ...     print(error)
    band_gap: no price from 1000 g to 1500 g; let each band begin where the one before ends
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import decimal_of, figure, not_negative


class BandsError(InvalidValueError):
    """A card whose bands leave a gap, overlap or are empty; ``problems`` has all of them."""

    code = "bands"
    problems: tuple[str, ...] = ()

    @classmethod
    def of(cls, found: Sequence[tuple[str, str]]) -> BandsError:
        """Make the error for all problems found: pairs of code and sentence."""
        error = cls("; ".join(f"{code}: {text}" for code, text in found))
        error.problems = tuple(code for code, _ in found)
        return error


@frozen
class Band:
    """A weight range over ``over_g``, up to and including ``upto_g``."""

    over_g: Fraction = field(converter=figure, validator=not_negative)
    upto_g: Fraction = field(converter=figure)


B = TypeVar("B", bound=Band)


def in_order(bands: Sequence[B]) -> tuple[B, ...]:
    """Sort bands and refuse a card that does not cover its range exactly once.

    Raises:
        BandsError: Listing every ``band_empty``, ``band_gap`` and ``band_overlap``.
    """
    ordered = tuple(sorted(bands, key=lambda band: (band.over_g, band.upto_g)))
    found = [
        ("band_empty", f"over {decimal_of(band.over_g)} g up to {decimal_of(band.upto_g)} g holds no weight")
        for band in ordered
        if band.over_g >= band.upto_g
    ]
    for below, above in pairwise(ordered):
        if below.upto_g < above.over_g:
            text = f"no price from {decimal_of(below.upto_g)} g to {decimal_of(above.over_g)} g"
            found.append(("band_gap", f"{text}; let each band begin where the one before ends"))
        elif below.upto_g > above.over_g:
            text = f"two prices from {decimal_of(above.over_g)} g to {decimal_of(below.upto_g)} g"
            found.append(("band_overlap", f"{text}; let each band begin where the one before ends"))
    if not ordered:
        found.append(("band_empty", "a card needs at least one band"))
    if found:
        raise BandsError.of(found)
    return ordered


def band_of(bands: Sequence[B], weight_g: Fraction) -> B | None:
    """Find the band of a weight in an ordered card; None outside all of them."""
    at = bisect_left(bands, weight_g, key=lambda band: band.upto_g)
    if at == len(bands) or weight_g <= bands[at].over_g:
        return None
    return bands[at]
