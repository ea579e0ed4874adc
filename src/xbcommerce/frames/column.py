"""A column of whole numbers that calculates as an ``int`` does, on any engine.

Example:
    >>> import narwhals.stable.v2 as nw
    >>> import polars
    >>> from xbcommerce.frames.column import Column
    >>> from xbcommerce.kernel.money import Rounding
    >>> from xbcommerce.kernel.money.rounding import rounded
    >>> halves = Column(nw.from_native(polars.Series([-5, 5, 7]), series_only=True))
    >>> rounded(halves, 2, Rounding.HALF_UP).series.to_list()
    [-3, 3, 4]
"""

from __future__ import annotations

from typing import Any, Self

import narwhals.stable.v2 as nw
from attrs import frozen


@frozen(eq=False, order=False)
class Column:
    """The carrier that a formula of the rooms takes for a table: see `xbcommerce.kernel.money.whole`.

    Attributes:
        series: 64-bit integers without gaps.
    """

    series: nw.Series[Any]

    def __add__(self, other: Self | int, /) -> Self:
        return type(self)(self.series + _bare(other))

    def __sub__(self, other: Self | int, /) -> Self:
        return type(self)(self.series - _bare(other))

    def __mul__(self, other: Self | int, /) -> Self:
        return type(self)(self.series * _bare(other))

    def __floordiv__(self, other: Self | int, /) -> Self:
        return type(self)(self.series // _bare(other))

    def __lt__(self, other: Self | int, /) -> Self:
        return type(self)((self.series < _bare(other)).cast(nw.Int64))

    def __gt__(self, other: Self | int, /) -> Self:
        return type(self)((self.series > _bare(other)).cast(nw.Int64))


def _bare(other: Column | int) -> Any:  # noqa: ANN401 (what narwhals itself asks for)
    return other.series if isinstance(other, Column) else other
