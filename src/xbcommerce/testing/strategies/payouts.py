"""What reaches whom and when: availability, reserves, protection, splits, payouts, running settlements."""

from __future__ import annotations

from datetime import date, time, timedelta
from fractions import Fraction

from attrs import evolve
from hypothesis import strategies as st

from xbcommerce.kernel.calendars import WorkCalendar
from xbcommerce.kernel.money import Bag, Rounding, from_minor, minor
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import (
    DeliveryConfirmed,
    EscrowHeld,
    EscrowReleased,
    Fact,
    FundsSettled,
    Progress,
    Protection,
    ReserveTerms,
    asks,
    plan_payouts,
    split_capture,
)
from xbcommerce.payments.payouts import (
    AfterDelivery,
    AfterHold,
    Availability,
    AvailabilityTerms,
    CaptureSplit,
    Carried,
    Claim,
    Condition,
    DisputesClosed,
    Evidence,
    Holding,
    Lag,
    Payable,
    Payout,
    PayoutPlan,
    PayoutTerms,
    Releasable,
    ReserveSchedule,
    Role,
    SellerAccount,
    SellerEntry,
    SplitAccount,
    availability,
    give_back,
    releasable,
    reserve_schedule,
)
from xbcommerce.payments.settlement import Ask

from .money import moneys
from .payments import START, Run, runs, settlements
from .payout_files import bank_accounts, parties
from .time import instants

FIRST_DAY = START.date()
"""The day around which drawn days lie."""

SELLERS = ("anna", "ben", "chen")
"""Whom payouts are drawn for."""

_ROUND = st.sampled_from([Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.FLOOR])


def _days(last: int = 30) -> st.SearchStrategy[date]:
    return st.integers(0, last).map(lambda days: FIRST_DAY + timedelta(days))


def provider_calendars() -> st.SearchStrategy[WorkCalendar]:
    """Calendars with a weekend and a few holidays of these weeks."""
    weekends = st.sampled_from([("sat", "sun"), ("fri", "sat"), ()])
    return st.builds(WorkCalendar.of, weekends, st.frozensets(_days(), max_size=4))


def availability_terms() -> st.SearchStrategy[AvailabilityTerms]:
    """Rules of providers: cut-offs to the minute, lags of up to a week, a few zones."""
    return st.builds(
        AvailabilityTerms,
        st.builds(time, st.integers(0, 23), st.integers(0, 59)),
        st.integers(0, 7),
        st.sampled_from(Lag),
        zone=st.sampled_from(["UTC", "Europe/Berlin", "Asia/Shanghai", "America/New_York"]),
        calendar=provider_calendars(),
    )


def availabilities() -> st.SearchStrategy[Availability]:
    """Captures of these weeks, and when their money is free."""
    captured = instants(first=FIRST_DAY, last=FIRST_DAY + timedelta(30))
    return st.builds(availability, captured, availability_terms())


def reserve_terms(*, currency: str = "EUR") -> st.SearchStrategy[ReserveTerms]:
    """Rates up to all of it, up to three weeks, with and without a cap."""
    return st.builds(
        ReserveTerms,
        st.integers(0, 10_000) | st.builds(Fraction, st.integers(0, 10_000), st.integers(1, 7)),
        release_after_days=st.integers(0, 21),
        cap=st.none() | moneys(currencies=(currency,), minor_min=0, minor_max=50_000),
    )


def payables(*, currency: str = "EUR") -> st.SearchStrategy[Payable]:
    """Money that would be paid on a day; now and then more went back than came."""
    return st.builds(Payable, _days(), moneys(currencies=(currency,), minor_min=-20_000, minor_max=200_000))


def reserve_schedules() -> st.SearchStrategy[ReserveSchedule]:
    """Reserves of up to eight payables, in whatever order they came."""
    many = st.lists(payables(), max_size=8)
    return st.builds(reserve_schedule, reserve_terms(), many, currency=st.just("EUR"))


def holdings() -> st.SearchStrategy[Holding]:
    """Money held for an order."""
    amounts = moneys(currencies=("EUR", "JPY"), minor_min=1, minor_max=100_000)
    return st.builds(Holding, st.sampled_from(["o7", "o8", "o9"]), amounts, _days())


def evidences() -> st.SearchStrategy[Evidence]:
    """Delivered or not, contested or not."""
    disputes = st.lists(st.sampled_from(["d-1", "d-2"]), unique=True, max_size=2).map(tuple[str, ...])
    return st.builds(Evidence, st.none() | _days(), disputes)


def conditions() -> st.SearchStrategy[Condition]:
    """What money may wait for."""
    few, most = st.integers(0, 10), st.none() | st.integers(0, 30)
    return st.one_of(
        st.builds(AfterDelivery, days=few, held_days_max=most),
        st.builds(AfterHold, days=few),
        st.just(DisputesClosed()),
    )


def protections() -> st.SearchStrategy[Protection]:
    """One to three conditions."""
    return st.lists(conditions(), min_size=1, max_size=3).map(Protection)


def releasables() -> st.SearchStrategy[Releasable]:
    """Decisions about up to three holdings."""
    held = st.lists(holdings(), max_size=3)
    return st.builds(releasable, protections(), held, evidences(), on=_days(40))


@st.composite
def claim_lists(draw: st.DrawFn, *, currency: str = "EUR", whole_minor: int = 100) -> tuple[Claim, ...]:
    """Claims that fit an amount of at least ``whole_minor``: tax, a commission, one to three sellers."""
    tax = from_minor(draw(st.integers(0, whole_minor // 5)), currency)
    sellers = draw(st.lists(st.sampled_from(SELLERS), unique=True, min_size=1))
    weights = [draw(st.integers(0, 9) if number else st.integers(1, 9)) for number in range(len(sellers))]
    return (
        Claim.fixed("vat", Role.TAX, tax),
        Claim.share("market", Role.PLATFORM, bps=draw(st.integers(0, 3_000)), rounding=draw(_ROUND)),
        *(
            Claim.rest(seller, Role.SELLER, weight=weight)
            for seller, weight in zip(sellers, weights, strict=True)
        ),
    )


@st.composite
def capture_splits(draw: st.DrawFn) -> CaptureSplit:
    """Captures shared by tax, platform and sellers."""
    units = draw(st.integers(1, 10**6))
    split = split_capture("cap-1", from_minor(units, "EUR"), draw(claim_lists(whole_minor=units)))
    assert isinstance(split, CaptureSplit), split
    return split


@st.composite
def split_accounts(draw: st.DrawFn) -> SplitAccount:
    """Split captures with up to three refunds taken out, of which some fit those who bear them."""
    account = SplitAccount(draw(capture_splits()))
    for number in range(draw(st.integers(0, 3))):
        left = sum(minor(share.amount) for share in account.left)
        if not left:
            break
        amount = from_minor(draw(st.integers(1, left)), "EUR")
        roles = draw(st.sampled_from([tuple(Role), (Role.SELLER,), (Role.SELLER, Role.TAX)]))
        after = give_back(account, f"ref-{number}", amount, roles=roles)
        account = account if isinstance(after, Refusal) else after
    return account


@st.composite
def seller_entry_lists(draw: st.DrawFn) -> tuple[SellerEntry, ...]:
    """What sellers earned and owe, in two currencies, each under an id of its own."""
    size = draw(st.integers(0, 10))
    amounts = moneys(currencies=("EUR", "JPY"), minor_min=-8_000, minor_max=20_000)
    return tuple(
        SellerEntry(f"e{number}", draw(st.sampled_from(SELLERS)), draw(amounts), draw(st.none() | _days(6)))
        for number in range(size)
    )


def payout_terms() -> st.SearchStrategy[PayoutTerms]:
    """Minimums and fees in the two currencies, or none."""

    def bags(largest: int) -> st.SearchStrategy[Bag]:
        return st.fixed_dictionaries({}, optional={
            code: st.integers(0, largest) for code in ("EUR", "JPY")
        }).map(Bag)  # fmt: skip

    return st.builds(PayoutTerms, minimum=bags(5_000), fee=bags(500))


@st.composite
def payout_plans(draw: st.DrawFn) -> PayoutPlan:
    """Plans of a day for up to three sellers."""
    plan = plan_payouts(draw(seller_entry_lists()), draw(payout_terms()), on=draw(_days(6)))
    assert isinstance(plan, PayoutPlan), plan
    return plan


def seller_accounts() -> st.SearchStrategy[SellerAccount]:
    """Where sellers are paid."""
    currencies = st.sampled_from(["EUR", "JPY"])
    return st.builds(SellerAccount, st.sampled_from(SELLERS), currencies, parties(), bank_accounts())


def payouts() -> st.SearchStrategy[Payout]:
    """Payouts of such plans."""
    return payout_plans().filter(lambda plan: bool(plan.payouts)).map(lambda plan: plan.payouts[0])


def carried_balances() -> st.SearchStrategy[Carried]:
    """Balances that such plans carry forward."""
    return payout_plans().filter(lambda plan: bool(plan.carried)).map(lambda plan: plan.carried[0])


def escrow_runs() -> st.SearchStrategy[Run]:
    """Whole runs in which a third of what is settled is held until delivery; all of it reaches the bank."""

    def told(run: Run) -> Run:
        return Run(run.plan, tuple(fact for one in run.facts for fact in _by_way_of_escrow(one)))

    return runs().map(told)


def _by_way_of_escrow(fact: Fact) -> tuple[Fact, ...]:
    if not isinstance(fact, FundsSettled) or not (held := minor(fact.net) // 3):
        return (fact,)
    amount = from_minor(held, fact.net.currency)
    order, at = fact.order_id, fact.at
    return (
        EscrowHeld(f"{fact.event_id}-held", order, at, amount),
        evolve(fact, net=from_minor(minor(fact.net) - held, fact.net.currency)),
        DeliveryConfirmed(f"{fact.event_id}-delivered", order, at),
        EscrowReleased(f"{fact.event_id}-free", order, at, amount),
    )


@st.composite
def progresses(draw: st.DrawFn) -> Progress:
    """Settlements on their way, with questions that are not answered yet."""
    state = draw(settlements())
    open_effects = [ask.effect for ask in asks(Progress(state), at=START + timedelta(1))]
    cut = draw(st.integers(0, len(open_effects)))
    return Progress(state, tuple(open_effects[:cut]), tuple(open_effects[cut:]))


def questions() -> st.SearchStrategy[Ask]:
    """What settlements on their way ask a gateway."""
    asked = progresses().map(lambda progress: asks(progress, at=START + timedelta(1))).filter(bool)
    return asked.flatmap(st.sampled_from)
