"""Trying again: never a second charge."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError, NaiveDatetimeError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments.intents import (
    DeclineClass,
    Idempotency,
    Replays,
    RetryAction,
    RetryAdvice,
    Situation,
    advise_retry,
)
from xbcommerce.testing.strategies.payment_facts import idempotency_rules, retry_advice

SENT_AT = datetime(2026, 5, 1, 10, tzinfo=UTC)
DAY = timedelta(hours=24)
UNCLEAR = [Situation.UNKNOWN, Situation.PROVIDER_ERROR]
ELSEWHERE = {RetryAction.OTHER_PROVIDER, RetryAction.OTHER_METHOD, RetryAction.RETRY_LATER}


@given(st.sampled_from(UNCLEAR), idempotency_rules(), st.timedeltas(timedelta(0), timedelta(days=60)))
def test_while_the_outcome_is_unclear_nothing_leaves_the_key_or_the_provider(
    situation: Situation, rules: Idempotency, waited: timedelta
) -> None:
    """However long ago, whatever the provider promises: no new key, nobody else, always something to do."""
    advice = advise_retry(situation, rules, first_sent_at=SENT_AT, at=SENT_AT + waited)
    assert isinstance(advice, RetryAdvice)
    assert not advice.new_key
    assert not advice.may_fall_back
    assert advice.actions
    assert not ELSEWHERE & set(advice.actions)
    if RetryAction.RESEND_SAME_KEY in advice.actions:
        assert waited < rules.window
        assert rules.replays is not Replays.NOTHING


@given(retry_advice())
def test_only_a_classified_outcome_allows_another_provider(advice: RetryAdvice) -> None:
    """Another provider is asked only where another key is safe."""
    assert advice.new_key or not advice.may_fall_back
    assert advice.may_fall_back <= (advice.situation in {Situation.NOT_SENT, Situation.DECLINED})
    assert "retry." not in str(advice)


def test_a_provider_that_forgets_everything_is_only_asked() -> None:
    """Sent again, the request would be carried out again."""
    advice = _after(Situation.UNKNOWN, Idempotency(Replays.NOTHING, window=DAY))
    assert advice.actions == (RetryAction.QUERY,)
    silent = _after(Situation.UNKNOWN, Idempotency(Replays.NOTHING, window=DAY, can_query=False))
    assert silent.actions == (RetryAction.MANUAL_REVIEW,)


def test_a_key_is_bound_to_its_content_while_the_outcome_is_unclear() -> None:
    """Another amount under the same key is refused, with the instant that the key runs out."""
    rules = Idempotency(Replays.ALL, window=DAY)
    refused = advise_retry(Situation.UNKNOWN, rules, first_sent_at=SENT_AT, at=SENT_AT, same_parameters=False)
    assert isinstance(refused, Refusal)
    assert refused.unmet[0].params["key_valid_until"] == SENT_AT + DAY
    changed = advise_retry(
        Situation.NOT_SENT, rules, first_sent_at=SENT_AT, at=SENT_AT, same_parameters=False
    )
    assert isinstance(changed, RetryAdvice)


def test_a_decline_must_be_classified() -> None:
    """Nobody knows what an unclassified "no" allows; the way out is named."""
    with pytest.raises(InvalidValueError, match=r"DeclineClass\.HARD if nobody knows"):
        _after(Situation.DECLINED, Idempotency(Replays.ALL, window=DAY))
    hard = advise_retry(
        Situation.DECLINED,
        Idempotency(Replays.ALL, window=DAY),
        first_sent_at=SENT_AT,
        at=SENT_AT,
        decline=DeclineClass.HARD,
    )
    assert isinstance(hard, RetryAdvice)
    assert not hard.may_fall_back


@pytest.mark.parametrize("situation", ["unknown", "declined", None])
def test_a_situation_is_no_text(situation: Situation) -> None:
    """An ``"unknown"`` taken for a decline would invite a second charge."""
    soft = cast("DeclineClass", "soft")
    for told, decline in ((situation, DeclineClass.SOFT), (Situation.DECLINED, soft)):
        with pytest.raises(InvalidValueError, match="expected one of"):
            advise_retry(told, Idempotency(Replays.ALL), first_sent_at=SENT_AT, at=SENT_AT, decline=decline)


def test_rules_need_a_window_and_instants_need_a_zone() -> None:
    """A negative window and a clock without a zone are mistakes."""
    with pytest.raises(InvalidValueError, match="window=-1 day"):
        Idempotency(Replays.ALL, window=timedelta(days=-1))
    with pytest.raises(NaiveDatetimeError):
        Idempotency(Replays.ALL, window=DAY).covers(SENT_AT.replace(tzinfo=None), at=SENT_AT)
    with pytest.raises(InvalidValueError, match="beyond the year 9999; give some years"):
        Idempotency(Replays.ALL, window=timedelta.max).until(SENT_AT)


def _after(situation: Situation, rules: Idempotency) -> RetryAdvice:
    advice = advise_retry(situation, rules, first_sent_at=SENT_AT, at=SENT_AT + timedelta(minutes=5))
    assert isinstance(advice, RetryAdvice)
    return advice
