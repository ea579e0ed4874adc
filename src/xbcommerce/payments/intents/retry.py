"""What may be done after a request went wrong, so that trying again never becomes a second charge.

Only a situation that is classified leaves the provider and its key: a request that certainly did not
arrive, or a "no" that was certainly said. After silence or an error the same request may be asked about, or
sent again under the same key while the provider still knows it; never under another key, and never to
another provider.

Example:
    >>> from datetime import UTC, datetime, timedelta
    >>> from xbcommerce.payments.intents import Idempotency, Replays, Situation, advise_retry
    >>> rules = Idempotency(Replays.ALL, window=timedelta(hours=24))
    >>> sent_at = datetime(2026, 5, 1, 10, tzinfo=UTC)
    >>> advice = advise_retry(
    ...     Situation.UNKNOWN, rules, first_sent_at=sent_at, at=sent_at + timedelta(minutes=5))
    >>> [action.value for action in advice.actions], advice.new_key, advice.may_fall_back
    (['query', 'resend_same_key'], False, False)
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import Enum

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, member
from xbcommerce.kernel.unmet import Note, Refusal, Unmet

from .facts import DeclineClass
from .idempotency import Idempotency, Replays
from .messages import ENGLISH


class Situation(Enum):
    """What became of a request, as far as anyone can tell."""

    NOT_SENT = "not_sent"
    """It certainly did not arrive: no address, connection refused, turned away before execution."""
    UNKNOWN = "unknown"
    """It may or may not have been carried out: no answer in time."""
    PROVIDER_ERROR = "provider_error"
    """The provider answered that something broke on its side; whether before or after, nobody knows."""
    DECLINED = "declined"
    """It was certainly said no to."""


class RetryAction(Enum):
    """What may be done next."""

    QUERY = "query"
    RESEND_SAME_KEY = "resend_same_key"
    OTHER_PROVIDER = "other_provider"
    OTHER_METHOD = "other_method"
    RETRY_LATER = "retry_later"
    AUTHENTICATE = "authenticate"
    MANUAL_REVIEW = "manual_review"


_AFTER_DECLINE = {
    DeclineClass.HARD: (RetryAction.OTHER_METHOD,),
    DeclineClass.SOFT: (RetryAction.RETRY_LATER, RetryAction.OTHER_PROVIDER, RetryAction.OTHER_METHOD),
    DeclineClass.AUTHENTICATION_REQUIRED: (RetryAction.AUTHENTICATE,),
}

_UNCLASSIFIED = {Situation.UNKNOWN, Situation.PROVIDER_ERROR}


@frozen
class RetryAdvice:
    """What may be done after a request went wrong.

    Attributes:
        situation: What became of it.
        actions: What may be done, the best first.
        key_valid_until: Until when the provider knows the key, half open; None if it never saw it.
        new_key: Whether another request, under a key of its own, is safe.
    """

    situation: Situation
    actions: tuple[RetryAction, ...] = field(converter=tuple[RetryAction, ...])
    key_valid_until: datetime | None
    new_key: bool = field(kw_only=True)

    @property
    def may_fall_back(self) -> bool:
        """Whether another provider may be asked: only after a classified outcome."""
        return RetryAction.OTHER_PROVIDER in self.actions

    def why(self) -> tuple[Note, ...]:
        """Return the situation, what may be done, and what must not."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[Note]:
        yield Note(f"retry.situation_{self.situation.value}")
        for action in self.actions:
            yield Note(f"retry.{action.value}")
        if self.key_valid_until is not None:
            yield Note("retry.key_valid_until", {"until": self.key_valid_until})
        if not self.new_key:
            yield Note("retry.no_new_key")

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def advise_retry(
    situation: Situation,
    rules: Idempotency,
    *,
    first_sent_at: datetime,
    at: datetime,
    decline: DeclineClass | None = None,
    same_parameters: bool = True,
) -> RetryAdvice | Refusal:
    """Say what may be done after a request went wrong.

    Args:
        situation: What became of it.
        rules: What the provider promises about repeated requests.
        first_sent_at: When the request was first sent under its key.
        at: Now.
        decline: What the "no" means; needed after a decline.
        same_parameters: Whether what is to be sent is the same request. While the outcome is unclear nothing
            else may be sent, and a known key with other content is refused by the provider.

    Returns:
        The advice, or `Refusal` (``retry.key_reuse_with_other_parameters``).

    Raises:
        InvalidValueError: A situation that is none, or a decline that is not classified.
        NaiveDatetimeError: An instant has no time zone.
    """
    member(situation, Situation, "situation")
    until = rules.until(first_sent_at)
    if situation in _UNCLASSIFIED:
        if not same_parameters:
            return Refusal.of(
                Unmet("retry.key_reuse_with_other_parameters", "request", {"key_valid_until": until})
            )
        known = rules.covers(first_sent_at, at=at)
        return RetryAdvice(situation, _while_unclear(situation, rules, known=known), until, new_key=False)
    if situation is Situation.NOT_SENT:
        anywhere = (RetryAction.RESEND_SAME_KEY, RetryAction.OTHER_PROVIDER)
        return RetryAdvice(situation, anywhere, None, new_key=True)
    if decline is None:
        msg = "decline=None after a decline: say what it means, DeclineClass.HARD if nobody knows"
        raise InvalidValueError(msg)
    actions = _AFTER_DECLINE[member(decline, DeclineClass, "decline")]
    return RetryAdvice(situation, actions, until, new_key=True)


def _while_unclear(situation: Situation, rules: Idempotency, *, known: bool) -> tuple[RetryAction, ...]:
    """Ask, or send the same again where that can bring an answer; else a person must look.

    A provider that replays every answer gives its error again, so after an error only asking helps.
    """
    error_again = situation is Situation.PROVIDER_ERROR and rules.replays is Replays.ALL
    query = (RetryAction.QUERY,) if rules.can_query else ()
    resend = (RetryAction.RESEND_SAME_KEY,) if known and not error_again else ()
    return (*query, *resend) or (RetryAction.MANUAL_REVIEW,)
