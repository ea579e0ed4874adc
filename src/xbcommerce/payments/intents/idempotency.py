"""What a provider promises about a request sent twice under one idempotency key, as data.

The promises differ: Stripe gives the first answer again, errors included, for at least 24 hours;
Checkout.com repeats only answers that succeeded (both per their documentation). What may be done after a
silence or an error follows from this.

Example:
    >>> from datetime import UTC, datetime, timedelta
    >>> from xbcommerce.payments.intents import Idempotency, Replays
    >>> rules = Idempotency(Replays.ALL, window=timedelta(hours=24))
    >>> sent_at = datetime(2026, 5, 1, 10, tzinfo=UTC)
    >>> rules.covers(sent_at, at=datetime(2026, 5, 2, 9, 59, tzinfo=UTC)), rules.covers(
    ...     sent_at, at=datetime(2026, 5, 2, 10, tzinfo=UTC))
    (True, False)
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError, aware, member_of


class Replays(Enum):
    """Which answers a provider gives again to a key that it knows."""

    ALL = "all"
    """Every answer, errors too: sending again after an error brings the same error."""
    SUCCESS_ONLY = "success_only"
    """Successes alone: after an error, sending again is another try of the same request."""
    NOTHING = "nothing"
    """None: a request sent twice is carried out twice."""


def _some_time(_instance: object, attribute: Attribute[timedelta], value: timedelta) -> None:
    if value < timedelta(0):
        msg = f"{attribute.name}={value}: expected a time of at least nothing"
        raise InvalidValueError(msg)


@frozen
class Idempotency:
    """A provider's rules for repeated requests.

    Attributes:
        replays: Which answers it gives again.
        window: How long it remembers a key from the first request on, half open; at its end a key is new.
        can_query: Whether it can be asked what became of a request.

    Raises:
        InvalidValueError: The window is negative.
    """

    replays: Replays = field(validator=member_of(Replays))
    window: timedelta = field(default=timedelta(0), validator=_some_time, kw_only=True)
    can_query: bool = field(default=True, kw_only=True)

    def until(self, first_sent_at: datetime) -> datetime:
        """Return the instant from which a key is no longer known.

        Raises:
            NaiveDatetimeError: The instant has no time zone.
        """
        try:
            return aware(first_sent_at, "first_sent_at") + self.window
        except OverflowError:
            msg = f"window={self.window}: ends beyond the year 9999; give some years at most"
            raise InvalidValueError(msg) from None

    def covers(self, first_sent_at: datetime, *, at: datetime) -> bool:
        """Say whether a request sent again now is recognised as the first one.

        A provider that replays nothing recognises nothing.

        Raises:
            NaiveDatetimeError: An instant has no time zone.
        """
        remembered = aware(at, "at") < self.until(first_sent_at)
        return remembered and self.replays is not Replays.NOTHING
