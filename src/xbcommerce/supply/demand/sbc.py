"""What kind of demand an item has: smooth, erratic, intermittent or lumpy.

Two figures decide: the mean interval between demands, ADI, in buckets per bucket with a demand, and the
squared coefficient of variation of the demands themselves, CV2. Below both cuts demand is smooth; the cuts
1.32 and 0.49 are those of Syntetos, Boylan and Croston (2005). A figure that meets its cut lies above it.

Example:
    >>> from xbcommerce.supply import classify_sbc
    >>> found = classify_sbc([0, 0, 5, 0, 0, 0, 3, 0, 4, 0])
    >>> found.kind.name, round(found.adi, 3), found.cv2
    ('INTERMITTENT', 3.333, 0.0625)
    >>> print(found)
    Intermittent demand: rare, of even size (periods from demand to demand 3.333, CV² of sizes 0.062)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from fractions import Fraction

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, decimal_of, figure
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Note

from .messages import ENGLISH
from .series import DemandSeries, clean
from .variation import squared_variation

ADI_CUT = Fraction("1.32")
CV2_CUT = Fraction("0.49")


class DemandClass(Enum):
    """How demand comes, by its timing and its size."""

    SMOOTH = "smooth"
    """Often, and of even size."""
    ERRATIC = "erratic"
    """Often, of uneven size."""
    INTERMITTENT = "intermittent"
    """Rarely, of even size."""
    LUMPY = "lumpy"
    """Rarely, and of uneven size."""
    NONE = "none"
    """Never."""


@frozen
class DemandPattern:
    """A class with the figures that decided it.

    Attributes:
        kind: The class.
        adi: Buckets per bucket with a demand; None without demand.
        cv2: Squared coefficient of variation of the demands; None without demand.
    """

    kind: DemandClass
    adi: float | None
    cv2: float | None

    def why(self) -> tuple[Note, ...]:
        """Return the class with its two figures."""
        if self.adi is None or self.cv2 is None:
            return (Note("demand.none"),)
        figures = {"adi": decimal_of(self.adi, 3), "cv2": decimal_of(self.cv2, 3)}
        return (Note(f"demand.{self.kind.value}", figures),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def classify_sbc(
    values: Sequence[float], *, adi_cut: Figure = ADI_CUT, cv2_cut: Figure = CV2_CUT, ddof: int = 1
) -> DemandPattern:
    """Classify demand by how often it comes and how much its size varies.

    Args:
        values: Units a bucket, open buckets only; zeros before the first sale count as they are.
        adi_cut: Interval from which on demand is rare.
        cv2_cut: Variation from which on sizes are uneven.
        ddof: What is taken off the count of demands in their variance; a single demand has variation 0.

    Raises:
        InvalidValueError: A negative cut, or a ``ddof`` that is neither 0 nor 1.
        DemandError: ``negative_demand`` or ``not_a_number``.
    """
    rare, uneven = figure(adi_cut), figure(cv2_cut)
    if rare < 0 or uneven < 0:
        msg = f"adi_cut={adi_cut}, cv2_cut={cv2_cut}: expected numbers of at least 0"
        raise InvalidValueError(msg)
    demands = [value for value in values if value]
    cv2 = squared_variation(demands, ddof=ddof)
    if cv2 is None:
        return DemandPattern(DemandClass.NONE, None, None)
    adi = Fraction(len(values), len(demands))
    return DemandPattern(_class(adi < rare, cv2 < uneven), float(adi), float(cv2))


def _class(often: bool, even: bool) -> DemandClass:  # noqa: FBT001  # the two axes of the square
    if often:
        return DemandClass.SMOOTH if even else DemandClass.ERRATIC
    return DemandClass.INTERMITTENT if even else DemandClass.LUMPY


def sbc_groups(panel: Mapping[str, DemandSeries], *, ddof: int = 1) -> FrozenMap[str, str]:
    """Name the class of every item of a panel, closed buckets left out: groups for `select_by_group`.

    Example:
        >>> from datetime import date
        >>> sbc_groups({"tea": DemandSeries(date(2026, 1, 5), 7, [4, 5, 4]),
        ...     "vase": DemandSeries(date(2026, 1, 5), 7, [0, 0, 2])})
        FrozenMap({'tea': 'smooth', 'vase': 'intermittent'})
    """
    return FrozenMap(
        {key: classify_sbc(clean(series).observed, ddof=ddof).kind.value for key, series in panel.items()}
    )
