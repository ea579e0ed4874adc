"""What the outside world must do: stable keys, nothing asked twice, and a driver that always arrives."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from tests.payments.sizes import HALF
from xbcommerce.adapters.payments import drive
from xbcommerce.kernel.errors import NaiveDatetimeError
from xbcommerce.kernel.fx import Rate, convert
from xbcommerce.kernel.money import Rounding, from_minor, minor
from xbcommerce.payments import (
    Answered,
    BankCredited,
    ConfirmCredit,
    ConvertFunds,
    CoverDebt,
    Effect,
    Fact,
    FundsConverted,
    FundsRemitted,
    FundsSettled,
    GatewayAnswer,
    InitiatePayment,
    OrderConfirmed,
    OutcomeUnknown,
    PaymentFailed,
    PaymentGateway,
    PaymentInitiated,
    PaymentProcessed,
    Progress,
    QueryPayment,
    ReleaseHeld,
    RemitFunds,
    RequestSettlement,
    ReviewConflict,
    Settlement,
    SettlementPlan,
    Stage,
    evolve_with,
    fold,
    next_effects,
)
from xbcommerce.testing.strategies.payments import Run, runs, settlements

AT = datetime(2026, 10, 30, 9, tzinfo=UTC)
PLAN = SettlementPlan(
    "order-7", currency="GBP", target="CNY", provider="acme", bank_account="account-1", attempts_max=2
)
MID = Rate("GBP", "CNY", Fraction("8.9141"), date(2026, 10, 30), "Source: ECB statistics")


class World(PaymentGateway):
    """A provider and a bank that do as they are told, once per key, and now and then lose an answer."""

    def __init__(self, losing: Iterable[bool] = ()) -> None:
        self.done: dict[str, tuple[Fact, ...]] = {}
        self.losing = iter(losing)

    def send(self, effect: Effect, /) -> GatewayAnswer:
        """Carry out, remember under the key, and perhaps lose the answer on the way back."""
        facts = self.done.setdefault(effect.key, tuple(self._facts(effect)))
        return OutcomeUnknown("lost") if next(self.losing, False) else Answered(facts)

    def query(self, key: str, /) -> GatewayAnswer:
        """Say what became of it."""
        return Answered(self.done.get(key, ()))

    def _facts(self, effect: Effect) -> Iterable[Fact]:
        head = (f"world-{effect.key}", effect.order_id, AT)
        match effect:
            case InitiatePayment(amount=amount, attempt=attempt):
                yield PaymentInitiated(f"begun-{effect.key}", effect.order_id, AT, amount, attempt)
                yield PaymentProcessed(
                    *head, amount, from_minor(minor(amount) // 50, amount.currency), attempt
                )
            case RequestSettlement(amount=amount):
                yield FundsSettled(*head, amount)
            case ConvertFunds(amount=amount):
                yield FundsConverted(*head, amount, convert(amount, MID, Rounding.DOWN).amount, MID)
            case RemitFunds(amount=amount):
                yield FundsRemitted(*head, amount, effect.key)
            case ConfirmCredit(amount=amount):
                yield BankCredited(*head, amount, effect.key)
            case QueryPayment() | ReviewConflict() | ReleaseHeld() | CoverDebt():
                return


@given(st.integers(1_000, 10**7), st.lists(st.booleans(), max_size=12))
def test_a_driver_arrives_and_pays_once_though_answers_are_lost(pence: int, losing: list[bool]) -> None:
    """Asking again under the same key brings the first answer; the money arrives whole, exactly once."""
    order = OrderConfirmed("e1", "order-7", AT, from_minor(pence, "GBP"))
    world = World(losing)
    state = drive(Progress(fold(PLAN, [order])), world, at=AT).state
    assert state.is_complete
    assert len(world.done) == 5
    assert state.gross == order.amount


@HALF
@given(settlements(), st.randoms(use_true_random=True))
def test_effects_and_keys_depend_on_the_state_alone(state: Settlement, chance: object) -> None:
    """Reports in another order ask for the same, under the same keys, which are all different."""
    facts = list(state.facts)
    chance.shuffle(facts)  # type: ignore[attr-defined]
    mine, theirs = (next_effects(each, at=AT + timedelta(1)) for each in (state, fold(state.plan, facts)))
    assert mine == theirs
    keys = [effect.key for effect in mine]
    assert keys == [effect.key for effect in theirs]
    assert len(set(keys)) == len(keys)


@HALF
@given(settlements())
def test_what_was_handed_out_is_not_asked_for_again(state: Settlement) -> None:
    """With every effect in the outbox there is nothing left to do."""
    asked = next_effects(state, at=AT + timedelta(1))
    assert next_effects(state, at=AT + timedelta(1), issued=asked) == ()


@HALF
@given(runs(), st.data())
def test_money_is_never_asked_to_move_twice(run: Run, data: st.DataObject) -> None:
    """While effects are open and more reports come in, no unit is covered by two effects of a kind."""
    issued: list[Effect] = []
    for end in range(1, len(run.facts) + 1):
        if data.draw(st.booleans()):
            issued += next_effects(fold(run.plan, run.facts[:end]), at=AT, issued=issued)
    spans: dict[tuple[type, str], list[tuple[int, int]]] = {}
    for effect in issued:
        if isinstance(effect, RequestSettlement | ConvertFunds | RemitFunds | ConfirmCredit):
            start = minor(effect.after)
            kind = (type(effect), effect.amount.currency.code)
            spans.setdefault(kind, []).append((start, start + minor(effect.amount)))
    for each in spans.values():
        each.sort()
        assert all(first[1] <= second[0] for first, second in pairwise(each))


@given(runs())
def test_nothing_is_left_to_do_when_all_is_done(run: Run) -> None:
    """A complete settlement asks for nothing."""
    assert next_effects(fold(run.plan, run.facts), at=AT + timedelta(1)) == ()


def test_a_silent_provider_is_asked_and_never_paid_again() -> None:
    """An unknown outcome invites a second charge; here it invites a question."""
    state = fold(PLAN, [_confirmed(), PaymentInitiated("i", "order-7", AT, _pounds())])
    assert next_effects(state, at=AT + timedelta(minutes=14)) == ()
    (question,) = next_effects(state, at=AT + timedelta(minutes=15))
    assert isinstance(question, QueryPayment)


def test_a_soft_failure_is_tried_again_under_another_key() -> None:
    """The second try is another effect; after the last there is none."""
    state = fold(PLAN, [_confirmed()])
    (first,) = next_effects(state, at=AT)
    failed = evolve_with(state, PaymentFailed("f1", "order-7", AT, "busy", may_retry=True, attempt=1))
    (second,) = next_effects(failed, at=AT)
    assert isinstance(second, InitiatePayment)
    assert second.attempt == 2
    assert first.key != second.key
    over = evolve_with(failed, PaymentFailed("f2", "order-7", AT, "busy", may_retry=True, attempt=2))
    assert next_effects(over, at=AT) == ()


def test_while_reports_contradict_one_another_nothing_moves() -> None:
    """A conflict asks for a person, and for nothing else."""
    state = fold(
        PLAN,
        [
            _confirmed(),
            PaymentProcessed("p", "order-7", AT, _pounds()),
            FundsSettled("s", "order-7", AT, Money("10.00", "GBP")),
            FundsSettled("s", "order-7", AT, Money("20.00", "GBP")),
        ],
    )
    (review,) = next_effects(state, at=AT)
    assert isinstance(review, ReviewConflict)
    assert review.conflict.code == "settlement.event_conflict"
    assert state.stage is Stage.PROCESSED


def test_effects_need_an_instant() -> None:
    """A clock without a zone is refused."""
    with pytest.raises(NaiveDatetimeError):
        next_effects(fold(PLAN, []), at=datetime(2026, 10, 30))  # noqa: DTZ001


def _pounds() -> Money:
    return Money("50.00", "GBP")


def _confirmed() -> OrderConfirmed:
    return OrderConfirmed("e1", "order-7", AT, _pounds())
