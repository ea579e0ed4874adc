"""What was ordered, promised and received, and whether it came on time and in full.

Only good units count. A line is complete on the first day on which the good units so far reach the order less
the tolerance; it is on time if that day lies in the window around the promised day, and in full if what came
by the window's end lies within the tolerances. A line that is not complete and whose window is still open is
not judged; a line that nobody delivered is late.

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply.suppliers import (
    ...     DeliveryWindow, Receipt, SupplyLine, delivery_performance)
    >>> lines = [
    ...     SupplyLine("po-1", 100, date(2026, 3, 10), [Receipt(date(2026, 3, 10), 100)]),
    ...     SupplyLine("po-2", 100, date(2026, 3, 10), [Receipt(date(2026, 3, 12), 100)]),
    ...     SupplyLine("po-3", 50, date(2026, 4, 20)),
    ... ]
    >>> print(delivery_performance(lines, DeliveryWindow(), on=date(2026, 3, 31)))
    Of 2 lines 1 came on time and in full (on time 1, in full 1); still open: 1
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.dated.validity import day_field
from xbcommerce.kernel.errors import count_field, positive_field
from xbcommerce.kernel.figures import figure, share, within
from xbcommerce.kernel.unmet import Note

from .messages import ENGLISH


@frozen(order=True)
class Receipt:
    """Units that arrived on a day.

    Attributes:
        on: The day.
        good: Units that passed inspection.
        defective: Units that did not.
    """

    on: date = field(validator=day_field)
    good: int = field(validator=count_field)
    defective: int = field(default=0, validator=count_field)


def _by_day(receipts: Iterable[Receipt]) -> tuple[Receipt, ...]:
    return tuple(sorted(receipts))


@frozen
class SupplyLine:
    """One line of a purchase order.

    Attributes:
        id: The caller's key.
        ordered: Units.
        promised_on: The day the supplier promised.
        receipts: What has arrived, in any order.
        ordered_on: The day of the order; None if unknown, then it says nothing about lead times.
    """

    id: str
    ordered: int = field(validator=positive_field)
    promised_on: date = field(validator=day_field)
    receipts: tuple[Receipt, ...] = field(default=(), converter=_by_day)
    ordered_on: date | None = None

    def completed_on(self, least_good: Fraction) -> date | None:
        """Return the first day on which the good units so far reach a number; None if they have not."""
        good = 0
        for receipt in self.receipts:
            good += receipt.good
            if good >= least_good:
                return receipt.on
        return None

    def good_until(self, day: date) -> int:
        """Return the good units received up to a day, that day included."""
        return sum(receipt.good for receipt in self.receipts if receipt.on <= day)


@frozen(kw_only=True)
class DeliveryWindow:
    """How far a delivery may be off and still count.

    Attributes:
        early_days: Days before the promised one.
        late_days: Days after it.
        under_share: How much less may come, as a share of the order.
        over_share: How much more.
    """

    early_days: int = field(default=0, validator=count_field)
    late_days: int = field(default=0, validator=count_field)
    under_share: Fraction = field(default=Fraction(0), converter=figure, validator=share)
    over_share: Fraction = field(default=Fraction(0), converter=figure, validator=within(0, None))


@frozen
class Judged:
    """One line in the light of a window; both None while it is still open."""

    line: SupplyLine
    on_time: bool | None
    in_full: bool | None

    @property
    def is_open(self) -> bool:
        """Whether it is too early to tell."""
        return self.on_time is None


@frozen
class DeliveryPerformance:
    """How a supplier delivered.

    Attributes:
        judged: Every line, in the order given.
    """

    judged: tuple[Judged, ...]

    @property
    def evaluated(self) -> int:
        """Lines that could be judged."""
        return len(self.judged) - self.open

    @property
    def open(self) -> int:
        """Lines for which it is too early."""
        return sum(one.is_open for one in self.judged)

    @property
    def on_time(self) -> int:
        """Lines completed within the window."""
        return sum(bool(one.on_time) for one in self.judged)

    @property
    def in_full(self) -> int:
        """Lines of which the right quantity came by the window's end."""
        return sum(bool(one.in_full) for one in self.judged)

    @property
    def otif(self) -> int:
        """Lines on time and in full."""
        return sum(bool(one.on_time and one.in_full) for one in self.judged)

    @property
    def otif_rate(self) -> Fraction | None:
        """Their share of the lines judged; None if there are none."""
        return Fraction(self.otif, self.evaluated) if self.evaluated else None

    def why(self) -> tuple[Note, ...]:
        """Return the counts."""
        figures = {name: getattr(self, name) for name in ("evaluated", "otif", "on_time", "in_full", "open")}
        return (Note("supplier.otif", figures),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def delivery_performance(
    lines: Iterable[SupplyLine], window: DeliveryWindow, *, on: date
) -> DeliveryPerformance:
    """Judge every line on a day.

    Args:
        lines: Orders with their receipts.
        window: What counts as on time and in full.
        on: The day of the judgement; a window that ends on it is still open.
    """
    return DeliveryPerformance(tuple(_judge(line, window, on) for line in lines))


def _judge(line: SupplyLine, window: DeliveryWindow, on: date) -> Judged:
    first = line.promised_on - timedelta(days=window.early_days)
    last = line.promised_on + timedelta(days=window.late_days)
    least = line.ordered * (1 - window.under_share)
    completed = line.completed_on(least)
    if completed is None and last >= on:
        return Judged(line, None, None)
    most = line.ordered * (1 + window.over_share)
    on_time = completed is not None and first <= completed <= last
    return Judged(line, on_time, least <= line.good_until(last) <= most)
