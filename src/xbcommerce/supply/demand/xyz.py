"""How steadily an item sells: classes X, Y and Z by the coefficient of variation over all buckets.

Zeros count, so an item that sells rarely is a Z however even its sales. X lies below the first cut, Y below
the second; a figure that meets a cut lies above it, compared exactly.

Example:
    >>> from xbcommerce.supply import classify_xyz
    >>> classify_xyz([4, 5, 4, 6, 5, 4])
    Steadiness(kind=<XyzClass.X: 'X'>, cv=0.15971914124998499)
    >>> classify_xyz([1, 3]).kind.name, classify_xyz([0, 0, 0])
    ('Y', Steadiness(kind=<XyzClass.Z: 'Z'>, cv=None))
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum
from fractions import Fraction

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, decimal_of, figure
from xbcommerce.kernel.unmet import Note

from .messages import ENGLISH
from .variation import squared_variation


class XyzClass(Enum):
    """X sells steadily, Z does not."""

    X = "X"
    Y = "Y"
    Z = "Z"


@frozen
class Steadiness:
    """A class with the figure that decided it.

    Attributes:
        kind: The class.
        cv: Standard deviation over mean, of all buckets; None without demand, which is a Z.
    """

    kind: XyzClass
    cv: float | None

    def why(self) -> tuple[Note, ...]:
        """Return the class with its figure."""
        if self.cv is None:
            return (Note("demand.xyz.none", {"kind": self.kind.value}),)
        return (Note("demand.xyz", {"kind": self.kind.value, "cv": decimal_of(self.cv, 3)}),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def classify_xyz(
    values: Sequence[float], *, cuts: Sequence[Figure] = ("0.5", "1"), ddof: int = 0
) -> Steadiness:
    """Classify an item by how much its demand varies from bucket to bucket.

    Args:
        values: Units a bucket, open buckets only.
        cuts: Coefficients of variation at which X and Y end, ascending.
        ddof: What is taken off the count of buckets in the variance; a single bucket has variation 0.

    Raises:
        InvalidValueError: Cuts that are not two ascending numbers, or a ``ddof`` that is neither 0 nor 1.
        DemandError: ``negative_demand`` or ``not_a_number``.
    """
    limits = [figure(cut) for cut in cuts]
    if len(limits) != len(XyzClass) - 1 or not 0 <= limits[0] <= limits[1]:
        msg = f"cuts={tuple(map(str, cuts))}: expected two ascending numbers, such as ('0.5', '1')"
        raise InvalidValueError(msg)
    cv2 = squared_variation(values, ddof=ddof)
    if cv2 is None:
        return Steadiness(XyzClass.Z, None)
    return Steadiness(_class(cv2, limits), math.sqrt(cv2))


def _class(cv2: Fraction, limits: Sequence[Fraction]) -> XyzClass:
    if cv2 < limits[0] ** 2:
        return XyzClass.X
    return XyzClass.Y if cv2 < limits[1] ** 2 else XyzClass.Z
