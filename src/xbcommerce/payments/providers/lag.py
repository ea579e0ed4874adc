"""How long a provider takes from the capture to the seller's balance, as far as it has said.

Example:
    >>> from datetime import time
    >>> from xbcommerce.kernel.calendars import WorkCalendar
    >>> from xbcommerce.payments.payouts import Lag
    >>> from xbcommerce.payments.providers import SettlementLag
    >>> lag = SettlementLag(5, Lag.BUSINESS)
    >>> lag.terms(WorkCalendar.of()) is None  # the cut-off is not known
    True
    >>> berlin = SettlementLag(2, Lag.BUSINESS, cutoff=time(16), zone="Europe/Berlin")
    >>> berlin.terms(WorkCalendar.of()).lag_days
    2
"""

from __future__ import annotations

from datetime import time

from attrs import field, frozen
from attrs.validators import optional

from xbcommerce.kernel.calendars import WorkCalendar
from xbcommerce.kernel.errors import InvalidValueError, count_field, member_of
from xbcommerce.payments.payouts.availability import AvailabilityTerms, Lag, known_zone


@frozen
class SettlementLag:
    """A provider's lag.

    Attributes:
        days: From the day on which it processes a capture.
        lag: Which days they are.
        cutoff: Local time until which a capture is processed on its day; None where nobody has said.
        zone: IANA name of the zone of the cut-off; None where nobody has said.

    Raises:
        InvalidValueError: A cut-off without its zone, which names no instant.
    """

    days: int = field(validator=count_field)
    lag: Lag = field(validator=member_of(Lag))
    cutoff: time | None = field(default=None, kw_only=True)
    zone: str | None = field(default=None, validator=optional(known_zone), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if (self.cutoff is None) is not (self.zone is None):
            msg = f"cutoff={self.cutoff}, zone={self.zone!r}: give both, or neither where they are not known"
            raise InvalidValueError(msg)

    def terms(self, calendar: WorkCalendar) -> AvailabilityTerms | None:
        """Return the full rule for `availability`, on the days the provider works; None without a cut-off."""
        if self.cutoff is None or self.zone is None:
            return None
        return AvailabilityTerms(self.cutoff, self.days, self.lag, zone=self.zone, calendar=calendar)
