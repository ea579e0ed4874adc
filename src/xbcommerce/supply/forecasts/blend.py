"""Several methods asked at once: the mean of what they say.

Forecasts that err in different ways cancel each other's errors; a plain mean of a few is hard to beat and
needs no weights that could overfit (Bates and Granger 1969; Clemen 1989).

Example:
    >>> from xbcommerce.supply import Blend, Mean, Naive
    >>> Blend([Naive(), Mean()]).name, Blend([Naive(), Mean()]).path([4, 8])
    ('blend(naive,mean)', [4.0, 7.0])
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError

from .adida import Adida
from .forecaster import Method, expected, looks_ahead
from .intermittent import Croston, DecayingSba, Tsb
from .season import HoltWinters, SeasonalNaive
from .smoothing import Mean, MovingAverage, Naive, Ses, Zero
from .trend import Drift, Holt

SingleMethod = (
    Adida
    | Croston
    | DecayingSba
    | Drift
    | Holt
    | HoltWinters
    | Mean
    | MovingAverage
    | Naive
    | SeasonalNaive
    | Ses
    | Tsb
    | Zero
)
"""A method of ours that is no blend; all have names, so that a blend has one too."""


@frozen
class Blend:
    """The mean of several methods, each counting the same; none of them a blend itself."""

    methods: tuple[SingleMethod, ...] = field(converter=tuple[SingleMethod, ...])

    def __attrs_post_init__(self) -> None:
        """Refuse fewer than two, and what is no method of ours."""
        if len(self.methods) < 2 or not all(isinstance(one, SingleMethod) for one in self.methods):  # noqa: PLR2004
            names = ", ".join(str(getattr(one, "name", one)) for one in self.methods)
            msg = f"a blend of ({names}); give two or more methods that are no blends"
            raise InvalidValueError(msg)

    @property
    def name(self) -> str:
        """For example ``"blend(ma:6,ses:0.2)"``."""
        return f"blend({','.join(one.name for one in self.methods)})"

    def path(self, values: Sequence[float | None]) -> list[float]:
        """Return the mean of the methods' paths."""
        return _means([_path(one, values) for one in self.methods])

    def ahead(self, values: Sequence[float | None], periods: int) -> list[float]:
        """Return the mean of what the methods expect of each of the next buckets."""
        return _means([expected(one, values, periods) for one in self.methods])


def _path(method: Method, values: Sequence[float | None]) -> list[float]:
    """Return a method's path over all buckets; one that does not see missing buckets stands still there."""
    if looks_ahead(method):
        return method.path(values)
    said = [0.0, *method.path([value for value in values if value is not None])]
    path: list[float] = []
    count = 0
    for value in values:
        count += value is not None
        path.append(said[count])
    return path


def _means(paths: Sequence[Sequence[float]]) -> list[float]:
    return [sum(bucket) / len(paths) for bucket in zip(*paths, strict=True)]
