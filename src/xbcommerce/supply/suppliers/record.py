"""What a supplier's deliveries say: punctuality, lead times, defects; shrunk where orders are few.

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply.suppliers import (
    ...     DeliveryWindow, Receipt, SupplierPrior, SupplyLine, supplier_record)
    >>> lines = [SupplyLine(f"po-{n}", 100, date(2026, 3, 10), [Receipt(date(2026, 3, 9 + n), 98, 2)],
    ...     ordered_on=date(2026, 2, 1)) for n in range(4)]
    >>> print(supplier_record(lines, DeliveryWindow(late_days=1, under_share="0.05"), on=date(2026, 4, 1),
    ...     prior=SupplierPrior(otif_rate="0.885", defect_rate="0.01")))
    Of 4 lines 2 came on time and in full (on time 2, in full 3); still open: 0
    Expect 82 % on time and in full, and 1.17 % defective
    Lead time: half within 37 days, 95 % within 39 days (deliveries: 4)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.figures import decimal_of, figure, not_negative, share
from xbcommerce.kernel.unmet import Note
from xbcommerce.supply.lead_times.pmf import ObservedDurations, fit_durations

from .deliveries import DeliveryPerformance, DeliveryWindow, SupplyLine, delivery_performance
from .messages import ENGLISH
from .scorecard import shrunk_rate


@frozen(kw_only=True)
class SupplierPrior:
    """What suppliers achieve in general, and as how many observations that counts.

    Attributes:
        otif_rate: Share of lines on time and in full.
        defect_rate: Share of units that fail inspection.
        lines_weight: As how many lines the first counts.
        units_weight: As how many units the second counts.
    """

    otif_rate: Fraction = field(converter=figure, validator=share)
    defect_rate: Fraction = field(converter=figure, validator=share)
    lines_weight: Fraction = field(default=Fraction(20), converter=figure, validator=not_negative)
    units_weight: Fraction = field(default=Fraction(2_000), converter=figure, validator=not_negative)


@frozen
class SupplierRecord:
    """A supplier's deliveries in figures.

    Attributes:
        deliveries: Every line judged.
        otif_rate: Share on time and in full, shrunk; None if nothing is known and nothing assumed.
        defect_rate: Share of units that failed inspection, shrunk; None likewise.
        lead_times: Days from order to completion, of lines whose order day is known; None if there are none.
    """

    deliveries: DeliveryPerformance
    otif_rate: Fraction | None
    defect_rate: Fraction | None
    lead_times: ObservedDurations | None

    def why(self) -> tuple[Note, ...]:
        """Return the counts, the shrunk shares and the lead times."""
        notes = [*self.deliveries.why()]
        if self.otif_rate is not None and self.defect_rate is not None:
            expected = {
                "otif_pct": decimal_of(self.otif_rate * 100, 0),
                "defect_pct": decimal_of(self.defect_rate * 100, 2),
            }
            notes.append(Note("supplier.expected", expected))
        if self.lead_times is not None:
            days = {f"p{p}_days": self.lead_times.pmf.quantile(f"0.{p}") for p in (50, 95)}
            notes.append(Note("supplier.lead_time", {**days, "deliveries": self.lead_times.used}))
        return tuple(notes)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def supplier_record(
    lines: Sequence[SupplyLine], window: DeliveryWindow, *, on: date, prior: SupplierPrior
) -> SupplierRecord:
    """Sum up a supplier's deliveries.

    Args:
        lines: Orders with their receipts.
        window: What counts as on time and in full.
        on: The day of the judgement.
        prior: What suppliers achieve in general.
    """
    deliveries = delivery_performance(lines, window, on=on)
    receipts = [receipt for line in lines for receipt in line.receipts]
    defective = sum(receipt.defective for receipt in receipts)
    units = defective + sum(receipt.good for receipt in receipts)
    return SupplierRecord(
        deliveries,
        _shrunk(deliveries.otif, deliveries.evaluated, prior.otif_rate, prior.lines_weight),
        _shrunk(defective, units, prior.defect_rate, prior.units_weight),
        _lead_times(lines, window),
    )


def _shrunk(successes: int, trials: int, rate: Fraction, weight: Fraction) -> Fraction | None:
    if not trials and not weight:
        return None
    return shrunk_rate(successes, trials, prior_rate=rate, prior_weight=weight)


def _lead_times(lines: Sequence[SupplyLine], window: DeliveryWindow) -> ObservedDurations | None:
    days: list[int] = []
    for line in lines:
        completed = line.completed_on(line.ordered * (1 - window.under_share))
        if completed is not None and line.ordered_on is not None:
            days.append((completed - line.ordered_on).days)
    return fit_durations(days) if any(day >= 0 for day in days) else None
