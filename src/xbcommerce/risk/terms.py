"""Payment terms: when an invoice is due, until when a discount holds, and what it costs to let it pass.

"End of month plus 30 days" and "30 days, then end of month" are two terms that people call by one name.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from xbcommerce.risk.terms import PaymentTerms, TermsKind
    >>> terms = PaymentTerms(TermsKind.NET, 30, discount=Decimal("0.02"), discount_days=10)
    >>> terms.due(date(2026, 3, 2)), terms.discount_until(date(2026, 3, 2))
    (datetime.date(2026, 4, 1), datetime.date(2026, 3, 12))
    >>> float(terms.discount_cost())
    0.37244897959183676
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.calendars import Roll, WorkCalendar
from xbcommerce.kernel.errors import InvalidValueError, count_field
from xbcommerce.kernel.money import Rounding, scale


class TermsKind(Enum):
    """From where the days are counted."""

    NET = "net"
    """From the invoice date."""
    EOM_THEN_DAYS = "eom_then_days"
    """From the end of the invoice month."""
    DAYS_THEN_EOM = "days_then_eom"
    """From the invoice date, then on to the end of that month."""


@frozen
class PaymentTerms:
    """Terms such as net 30, or 2/10 net 30.

    Attributes:
        kind: How ``days`` are counted.
        days: Calendar days.
        discount: The share of the amount that early payment saves, e.g. ``Decimal("0.02")``.
        discount_days: Calendar days from the invoice date through which it holds, inclusive.

    Raises:
        InvalidValueError: A discount without its days or the other way round, or one not between 0 and 1.
    """

    kind: TermsKind
    days: int = field(validator=count_field)
    discount: Decimal | None = field(default=None, kw_only=True)
    discount_days: int | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if (self.discount is None) is not (self.discount_days is None):
            msg = f"discount={self.discount}, discount_days={self.discount_days}: give both or neither"
            raise InvalidValueError(msg)
        if self.discount is not None and not (self.discount.is_finite() and 0 < self.discount < 1):
            msg = f"discount={self.discount}: expected a share between 0 and 1, e.g. Decimal('0.02')"
            raise InvalidValueError(msg)
        if self.discount_days is not None and self.discount_days < 0:
            msg = f"discount_days={self.discount_days}: expected zero or more"
            raise InvalidValueError(msg)

    def due(
        self, invoice_date: date, calendar: WorkCalendar | None = None, roll: Roll = Roll.UNADJUSTED
    ) -> date:
        """Return the due date.

        Args:
            invoice_date: The day on the invoice.
            calendar: Working days where the money is received; needed unless ``roll`` is unadjusted.
            roll: Where a due date goes that is no working day.

        Raises:
            InvalidValueError: A roll convention without a calendar.
        """
        span = timedelta(days=self.days)
        match self.kind:
            case TermsKind.NET:
                day = invoice_date + span
            case TermsKind.EOM_THEN_DAYS:
                day = _month_end(invoice_date) + span
            case TermsKind.DAYS_THEN_EOM:
                day = _month_end(invoice_date + span)
        if roll is Roll.UNADJUSTED:
            return day
        if calendar is None:
            msg = f"roll={roll.value}: give the calendar that says which days are worked"
            raise InvalidValueError(msg)
        return calendar.roll(day, roll)

    def discount_until(self, invoice_date: date) -> date | None:
        """Return the last day of the discount, which is never moved; ``None`` without one."""
        if self.discount_days is None:
            return None
        return invoice_date + timedelta(days=self.discount_days)

    def owed(self, amount: Money, invoice_date: date, paid_on: date, rounding: Rounding) -> Money:
        """Return what is owed when paid on a day: less the discount through its last day."""
        until = self.discount_until(invoice_date)
        if self.discount is None or until is None or paid_on > until:
            return amount
        return scale(amount, 1 - Fraction(self.discount), rounding)

    def discount_cost(self, *, year_days: int = 365) -> Fraction | None:
        """Return the yearly cost of paying late instead: ``d / (1 - d) * year / (days - discount days)``.

        For terms counted from the invoice date. ``None`` without a discount, or where waiting gains no day.
        """
        if self.discount is None or self.discount_days is None or self.days <= self.discount_days:
            return None
        share = Fraction(self.discount)
        return share / (1 - share) * Fraction(year_days, self.days - self.discount_days)


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
