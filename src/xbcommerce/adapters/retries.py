"""What becomes of an effect after an attempt: the one decision under both drivers."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError, aware, positive_field
from xbcommerce.kernel.ports import PendingEffect, keepable

ERROR_LENGTH = 2_000
"""How much of an error's text is kept."""


class UndeliverableError(XbcommerceError, RuntimeError):
    """Raised by ``send`` where no further attempt can help: the effect is parked at once."""

    code = "undeliverable"


def _positive(_instance: object, attribute: Attribute[timedelta], value: timedelta) -> None:
    if value <= timedelta(0):
        msg = f"{attribute.name}={value}: expected a time above zero"
        raise InvalidValueError(msg)


@frozen(kw_only=True)
class RetryPolicy:
    """How often, and after which waits, a failed effect is tried again.

    The defaults try eight times within about two hours: after 30 s, 1, 2, 4, 8, 16 and 32 minutes.

    Attributes:
        attempts_max: After so many failures it is parked, for a person to look at.
        first_wait: The wait after the first failure.
        factor: By how much each wait is longer than the one before.
        longest_wait: No wait is longer.

    Raises:
        InvalidValueError: A count below one, or a wait that is none.
    """

    attempts_max: int = field(default=8, validator=positive_field)
    first_wait: timedelta = field(default=timedelta(seconds=30), validator=_positive)
    factor: int = field(default=2, validator=positive_field)
    longest_wait: timedelta = field(default=timedelta(hours=1), validator=_positive)

    def wait_after(self, failures: int) -> timedelta:
        """Return how long to wait after so many failures, of which there is at least one.

        Example:
            >>> from xbcommerce.adapters.drivers import RetryPolicy
            >>> [RetryPolicy().wait_after(failures).total_seconds() for failures in (1, 2, 3, 99)]
            [30.0, 60.0, 120.0, 3600.0]
        """
        wait = self.first_wait
        for _ in range(failures - 1):
            if wait >= self.longest_wait or self.factor == 1:
                break
            wait *= self.factor
        return min(wait, self.longest_wait)


@frozen
class Delivered:
    """It was carried out."""

    key: str


@frozen
class Failed:
    """It was not, or nobody knows; it will be tried again."""

    key: str
    error: str
    retry_at: datetime


@frozen
class Parked:
    """It was not, and is not tried again until a person says so."""

    key: str
    error: str


Outcome = Delivered | Failed | Parked
"""What becomes of an effect after an attempt."""


def outcome_of(
    effect: PendingEffect, error: Exception | None, *, at: datetime, policy: RetryPolicy
) -> Outcome:
    """Decide what becomes of an effect after an attempt.

    Args:
        effect: As claimed.
        error: What ``send`` raised; None if it returned.
        at: Now.
        policy: How often to try.

    Returns:
        `Delivered`; `Failed` with the time of the next attempt; or `Parked`, if the error is an
        `UndeliverableError` or there were as many failures as the policy allows.
    """
    aware(at, "at")
    if error is None:
        return Delivered(effect.key)
    text = keepable(f"{type(error).__name__}: {error}", length_max=ERROR_LENGTH)
    failures = effect.attempts + 1
    if isinstance(error, UndeliverableError) or failures >= policy.attempts_max:
        return Parked(effect.key, text)
    return Failed(effect.key, text, at + policy.wait_after(failures))


@frozen
class DeliveryReport:
    """What one run of a driver did, effect by effect, in the order in which they were claimed."""

    outcomes: tuple[Outcome, ...] = ()

    @property
    def delivered(self) -> tuple[str, ...]:
        """The keys of what was carried out."""
        return tuple(outcome.key for outcome in self.outcomes if isinstance(outcome, Delivered))

    @property
    def failed(self) -> tuple[Failed, ...]:
        """What will be tried again."""
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, Failed))

    @property
    def parked(self) -> tuple[Parked, ...]:
        """What waits for a person."""
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, Parked))

    def __str__(self) -> str:
        waiting = f"{len(self.failed)} to be tried again, {len(self.parked)} parked"
        again = [f"{each.key}: {each.error}; again at {each.retry_at.isoformat()}" for each in self.failed]
        parked = [f"{each.key}: {each.error}; parked" for each in self.parked]
        return "\n".join([f"{len(self.delivered)} delivered, {waiting}", *again, *parked])
