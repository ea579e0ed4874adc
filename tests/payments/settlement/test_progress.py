"""The process at any point: it breaks off anywhere, goes on, and arrives at the same books."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from tests.payments.sizes import HALF
from xbcommerce.adapters.payments import drive, drive_async
from xbcommerce.kernel.fx import Rate, convert
from xbcommerce.kernel.money import Rounding, from_minor, minor
from xbcommerce.payments import (
    Answered,
    BankCredited,
    ChargedBack,
    ConfirmCredit,
    ConvertFunds,
    CoverDebt,
    DebtAcknowledged,
    DeliveryConfirmed,
    Effect,
    EscrowHeld,
    EscrowReleased,
    Fact,
    FundsConverted,
    FundsRemitted,
    FundsSettled,
    GatewayAnswer,
    InitiatePayment,
    Ledger,
    NotSent,
    OrderConfirmed,
    OutcomeUnknown,
    PaymentInitiated,
    PaymentProcessed,
    Progress,
    Protection,
    QueryPayment,
    Refunded,
    ReleaseHeld,
    RemitFunds,
    RequestSettlement,
    ReserveReleased,
    ReserveTerms,
    ReviewConflict,
    SettlementPlan,
    Stage,
    asks,
    book,
    fold,
    hear,
    take,
)
from xbcommerce.payments.payouts import AfterDelivery
from xbcommerce.testing.gateway import ScriptedGateway, Turn

AT = datetime(2026, 10, 30, 9, tzinfo=UTC)
LATER = AT + timedelta(days=100)
MID = Rate("GBP", "CNY", Fraction("8.9141"), date(2026, 10, 30), "Source: ECB statistics")
PLAN = SettlementPlan(
    "o7",
    currency="GBP",
    target="CNY",
    provider="acme",
    bank_account="account-1",
    reserve=ReserveTerms(1_000, release_after_days=90),
    protection=Protection((AfterDelivery(days=3),)),
)
PAID_IN_POUNDS = evolve(PLAN, target="GBP")  # no exchange, whose rounding depends on the parts


class World:
    """A provider that keeps a tenth as reserve and a fifth in escrow, and a bank; once per key.

    It goes through ``faults``: ``send`` loses the answer after ("lost") or the request before ("refused").
    """

    def __init__(self, faults: Iterable[str] = ()) -> None:
        self.done: dict[str, tuple[Fact, ...]] = {}
        self.sent: list[str] = []
        self.faults = iter(faults)

    def send(self, effect: Effect, /) -> GatewayAnswer:
        """Carry out, remember under the key."""
        fault = next(self.faults, "")
        if fault == "refused":
            return NotSent("no connection")
        self.sent.append(effect.key)
        facts = self.done.setdefault(effect.key, tuple(self.facts_of(effect)))
        return OutcomeUnknown("lost") if fault == "lost" else Answered(facts)

    def query(self, key: str, /) -> GatewayAnswer:
        """Say what became of it, or lose that too."""
        if next(self.faults, "") == "lost":
            return OutcomeUnknown("lost again")
        return Answered(self.done[key])

    def facts_of(self, effect: Effect) -> Iterator[Fact]:
        """Tell what happens when it is carried out."""
        head = (f"w-{effect.key}", "o7", AT)
        match effect:
            case InitiatePayment(amount=amount, attempt=attempt):
                yield PaymentInitiated(f"i-{effect.key}", "o7", AT, amount, attempt)
                yield PaymentProcessed(*head, amount, _part(amount, 50), attempt)
                yield EscrowHeld(f"e-{effect.key}", "o7", AT, _part(amount, 5))
            case RequestSettlement(amount=amount):
                reserve = _part(amount, 10)
                yield FundsSettled(*head, amount - reserve, reserve=reserve)
            case ReleaseHeld(amount=amount, place=place):
                kind = ReserveReleased if place.value == "reserve" else EscrowReleased
                yield kind(*head, amount)
            case ConvertFunds(amount=amount):
                yield FundsConverted(*head, amount, convert(amount, MID, Rounding.DOWN).amount, MID)
            case RemitFunds(amount=amount):
                yield FundsRemitted(*head, amount, effect.key)
            case ConfirmCredit(amount=amount):
                yield BankCredited(*head, amount, effect.key)
            case CoverDebt(amount=amount):
                yield DebtAcknowledged(*head, amount)
            case QueryPayment() | ReviewConflict():
                return


class AwaitedWorld:
    """The same, awaited."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def send(self, effect: Effect, /) -> GatewayAnswer:
        """Send after a turn of the loop."""
        await asyncio.sleep(0)
        return self.world.send(effect)

    async def query(self, key: str, /) -> GatewayAnswer:
        """Query after a turn of the loop."""
        await asyncio.sleep(0)
        return self.world.query(key)


def _part(amount: Money, of: int) -> Money:
    return from_minor(minor(amount) // of, amount.currency)


def confirmed(pence: int = 10_000, plan: SettlementPlan = PLAN) -> Progress:
    """Begin with an order that is confirmed and delivered."""
    order = OrderConfirmed("order", "o7", AT, from_minor(pence, "GBP"))
    return Progress(fold(plan, [order, DeliveryConfirmed("there", "o7", AT)]))


class CrashError(Exception):
    """The host dies."""


def broken_off(progress: Progress, world: World, *, after: int, at: datetime) -> Progress:
    """Drive until the host dies right behind its n-th answer, before it has kept it; return what it kept."""
    kept = [progress]

    def keep(now: Progress) -> None:
        if len(kept) > after:
            raise CrashError
        kept.append(now)

    try:
        return drive(progress, world, at=at, keep=keep)
    except CrashError:
        return kept[-1]


def test_an_order_goes_all_the_way_with_reserve_and_escrow() -> None:
    """What is held comes when it is due, follows the rest to the bank, and nothing is left."""
    world = World()
    early = drive(confirmed(), world, at=AT)
    assert [unmet.code for unmet in early.state.missing] == [
        "settlement.await_release",
        "settlement.await_protection",
    ]
    assert early.state.stage is Stage.REMITTED
    late = drive(early, world, at=LATER)
    assert late.is_complete
    assert asks(late, at=LATER) == ()
    assert len(world.sent) == len(set(world.sent))


@HALF
@given(st.integers(100, 10**6), st.lists(st.sampled_from(["", "", "lost", "refused"]), max_size=12))
def test_lost_answers_and_lost_requests_change_nothing(pence: int, faults: list[str]) -> None:
    """In the end the balances are those of a world without faults, and nothing was carried out twice."""
    calm = drive(drive(confirmed(pence, PAID_IN_POUNDS), World(), at=AT), World(), at=LATER)
    world, progress = World(faults), confirmed(pence, PAID_IN_POUNDS)
    for _ in range(len(faults) + 1):
        progress = drive(progress, world, at=AT)
    for _ in range(len(faults) + 1):
        progress = drive(progress, world, at=LATER)
    assert progress.is_complete
    assert (progress.waiting, progress.in_doubt) == ((), ())
    assert progress.state.accounts == calm.state.accounts
    assert len(world.sent) == len(set(world.sent)) == len(world.done)


@HALF
@given(st.integers(100, 10**6), st.lists(st.integers(0, 12), max_size=4))
def test_a_crash_at_any_step_and_going_on_gives_the_same_books(pence: int, crashes: list[int]) -> None:
    """An answer that was not kept is given again under the same key."""
    calm = drive(drive(confirmed(pence), World(), at=AT), World(), at=LATER)
    world, progress = World(), confirmed(pence)
    for after in crashes:
        progress = broken_off(progress, world, after=after, at=AT)
    progress = drive(progress, world, at=AT)
    for after in crashes:
        progress = broken_off(progress, world, after=after, at=LATER)
    progress = drive(progress, world, at=LATER)
    assert progress.state == calm.state
    books = book(Ledger(), progress.state, on=LATER.date())
    assert books == book(Ledger(), calm.state, on=LATER.date())


@HALF
@given(st.lists(st.sampled_from(Turn), max_size=20))
def test_a_provider_that_loses_delays_repeats_and_reorders_changes_nothing(turns: list[Turn]) -> None:
    """Webhooks are heard between the calls; in the end the balances are those of a calm world."""
    calm = drive(drive(confirmed(10_000, PAID_IN_POUNDS), World(), at=AT), World(), at=LATER)
    gateway, progress = ScriptedGateway(World().facts_of, turns), confirmed(10_000, PAID_IN_POUNDS)
    for at in [AT] * (len(turns) + 1) + [LATER] * (len(turns) + 6):
        progress = hear(drive(progress, gateway, at=at), *gateway.webhooks())
    assert progress.is_complete, str(progress.state)
    assert progress.state.accounts == calm.state.accounts
    assert progress.in_doubt == ()


@HALF
@given(st.integers(1, 10_000), st.integers(0, 12), st.booleans())
def test_money_that_goes_back_on_the_way_ends_complete(
    pence: int,
    after: int,
    disputed: bool,  # noqa: FBT001 - drawn
) -> None:
    """A refund or a chargeback at any step: what is left arrives, what is owed is covered."""
    world = World()
    progress = broken_off(confirmed(), world, after=after, at=AT)
    back = ChargedBack if disputed else Refunded
    fact = back("back", "o7", AT, from_minor(pence, "GBP"))
    progress = hear(progress, fact)
    progress = drive(drive(progress, world, at=AT), world, at=LATER)
    assert progress.state.conflicts == ()
    assert progress.is_complete, str(progress.state)


@HALF
@given(st.integers(100, 10**6), st.lists(st.sampled_from(["", "lost", "refused"]), max_size=12))
def test_the_awaited_driver_does_the_same(pence: int, faults: list[str]) -> None:
    """The same loop, with await in it."""
    mine, theirs = World(faults), World(faults)
    awaited = asyncio.run(drive_async(confirmed(pence), AwaitedWorld(theirs), at=AT))
    assert awaited == drive(confirmed(pence), mine, at=AT)
    assert mine.sent == theirs.sent


def test_a_gateway_that_will_tell_later_is_not_asked_again() -> None:
    """The effect waits until a fact closes it or the host drops it."""
    progress = confirmed()
    (ask,) = asks(progress, at=AT)
    waiting = take(progress, ask, Answered())
    assert waiting.waiting == (ask.effect,)
    assert asks(waiting, at=AT) == ()


def test_a_silent_provider_is_asked_again_the_next_time() -> None:
    """Having nothing to say about a payment is no end of it."""
    begun = PaymentInitiated("i", "o7", AT, Money("100.00", "GBP"))
    progress = hear(confirmed(), begun)
    (ask,) = asks(progress, at=LATER)
    assert isinstance(ask.effect, QueryPayment)
    assert asks(take(progress, ask, Answered()), at=LATER) == (ask,)


def test_money_in_doubt_is_asked_about_before_anything_new() -> None:
    """And is not sent again."""
    progress = confirmed()
    (ask,) = asks(progress, at=AT)
    doubtful = take(progress, ask, OutcomeUnknown("no answer"))
    assert [(one.effect, one.again) for one in asks(doubtful, at=AT)] == [(ask.effect, True)]
    still = take(doubtful, asks(doubtful, at=AT)[0], OutcomeUnknown("no answer"))
    assert still == doubtful
    never = take(doubtful, asks(doubtful, at=AT)[0], NotSent("never heard of it"))
    assert asks(never, at=AT) == (ask,)


def test_a_world_that_moves_money_in_circles_is_left() -> None:
    """A bound on everything."""

    class Circle(World):
        def facts_of(self, effect: Effect) -> Iterator[Fact]:
            yield PaymentProcessed(f"w-{effect.key}", "o7", AT, Money("1.00", "GBP"))

    progress = drive(confirmed(), Circle(), at=AT, asks_max=5)
    assert len(progress.state.facts) == 7


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_it_can_be_driven_a_little_at_a_time(steps: int) -> None:
    """As often as the host likes."""
    world, progress = World(), confirmed()
    for _ in range(12):
        progress = drive(progress, world, at=LATER, asks_max=steps)
    assert progress.is_complete


@HALF
@given(st.integers(1_000, 10**6), st.lists(st.sampled_from(Turn), max_size=12))
def test_what_has_been_heard_is_waited_for_no_longer(pence: int, turns: list[Turn]) -> None:
    """Accepted, then told by a webhook: nothing waits for it, and the same is asked for as else."""
    gateway = ScriptedGateway(World().facts_of, turns)
    order = OrderConfirmed("c", "o7", AT, from_minor(pence, "GBP"))
    progress = Progress(fold(PAID_IN_POUNDS, [order, DeliveryConfirmed("d", "o7", AT)]))
    for _ in range(len(turns) + 12):
        progress = drive(progress, gateway, at=LATER)
        heard = hear(progress, *gateway.webhooks())
        still = evolve(heard, waiting=progress.waiting)
        assert asks(heard, at=LATER) == asks(still, at=LATER)
        progress = heard
    assert progress.is_complete
    assert not progress.waiting
