"""Fee schedules, whole runs of reports about an order's money, books and statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import count

from attrs import field, frozen
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.fx import Rate, convert
from xbcommerce.kernel.money import Rounding, from_minor, minor
from xbcommerce.payments import (
    Account,
    BankCredited,
    Breakdown,
    ChargebackReversed,
    ChargedBack,
    DebtAcknowledged,
    DebtNetted,
    DeliveryConfirmed,
    DisputeClosed,
    DisputeOpened,
    Effect,
    EscrowHeld,
    EscrowReleased,
    Fact,
    FeeCharged,
    FeeQuote,
    FeeSchedule,
    FundsConverted,
    FundsRemitted,
    FundsSettled,
    OrderConfirmed,
    PaymentFailed,
    PaymentInitiated,
    PaymentProcessed,
    Protection,
    Refunded,
    RefundReversed,
    RemittanceReturned,
    ReserveReleased,
    ReserveTerms,
    Settlement,
    SettlementPlan,
    Surcharge,
    Tier,
    TierMode,
    fold,
    next_effects,
    quote_fee,
    settle,
)
from xbcommerce.payments.payouts import AfterDelivery, DisputesClosed
from xbcommerce.testing.parts import parts_of

from .money import CURRENCIES, moneys, percents, rate_values, rates

START = datetime(2026, 10, 30, 9, tzinfo=UTC)
"""When the drawn reports begin."""

_LARGE = 10**7
_SURCHARGE_NAMES = st.sampled_from(["cross_border", "premium_card", "percent", "fixed", "minimum", "cap"])
"""Some of them named like lines of a fee that are none: names decide nothing."""


def surcharges(*, currency: str) -> st.SearchStrategy[Surcharge]:
    """Named extras with a percentage, a fixed part, or both."""
    fixed = st.none() | moneys(currencies=(currency,), minor_min=0, minor_max=200)
    return st.builds(Surcharge, _SURCHARGE_NAMES, percents(), fixed)


@st.composite
def tiers(draw: st.DrawFn, *, currency: str) -> tuple[Tier, ...]:
    """No tiers, or up to three of rising size."""
    bounds = sorted(draw(st.sets(st.integers(1, _LARGE), max_size=2)))
    if not bounds:
        return ()
    tops = [from_minor(bound, currency) for bound in bounds]
    return tuple(Tier(top, draw(percents())) for top in [*tops, None])


@st.composite
def fee_schedules(draw: st.DrawFn, *, currency: str = "USD") -> FeeSchedule:
    """Price lists of every shape, in one currency."""
    small = st.none() | moneys(currencies=(currency,), minor_min=0, minor_max=500)
    minimum = draw(small)
    low = 0 if minimum is None else minor(minimum)
    cap = draw(st.none() | moneys(currencies=(currency,), minor_min=low, minor_max=low + 5_000))
    return FeeSchedule(
        percent=draw(percents()),
        fixed=draw(small),
        minimum=minimum,
        cap=cap,
        surcharges=tuple(draw(st.lists(surcharges(currency=currency), max_size=2))),
        tiers=draw(tiers(currency=currency)),
        tier_mode=draw(st.sampled_from(TierMode)),
        round_each=draw(st.booleans()),
        rounding=draw(st.sampled_from(Rounding)),
    )


@st.composite
def fee_quotes(draw: st.DrawFn) -> FeeQuote:
    """Fees on amounts of any size."""
    schedule = draw(fee_schedules())
    return quote_fee(schedule, draw(moneys(currencies=("USD",), minor_min=0, minor_max=_LARGE)))


@st.composite
def breakdowns(draw: st.DrawFn) -> Breakdown:
    """Amounts settled, converted and split."""
    rate = draw(rates())
    return settle(
        draw(moneys(currencies=(rate.base,), minor_min=0, minor_max=_LARGE)),
        draw(fee_schedules(currency=rate.base)),
        rate,
        reserve_bps=draw(st.integers(0, 2_000)),
        spread_bps=draw(st.integers(0, 500)),
        weights=draw(st.lists(st.integers(1, 100), min_size=1, max_size=4)),
    )


_PROTECTION = Protection((AfterDelivery(days=3, held_days_max=21), DisputesClosed()))


@st.composite
def settlement_plans(draw: st.DrawFn) -> SettlementPlan:
    """Plans for one order, between any two currencies or within one."""
    currency = draw(st.sampled_from(CURRENCIES))
    return SettlementPlan(
        "order-7",
        currency=currency,
        target=draw(st.sampled_from(CURRENCIES)),
        provider="acme",
        bank_account="account-1",
        schedule=draw(st.none() | fee_schedules(currency=currency)),
        attempts_max=draw(st.integers(1, 3)),
        reserve=draw(
            st.none() | st.builds(ReserveTerms, st.just(1_000), release_after_days=st.integers(0, 90))
        ),
        protection=draw(st.sampled_from([None, _PROTECTION])),
    )


@frozen
class Run:
    """A plan and the reports of a whole, consistent run of it, in the order in which things happened."""

    plan: SettlementPlan
    facts: tuple[Fact, ...] = field(converter=tuple[Fact, ...])


def _cut(draw: st.DrawFn, units: int) -> list[int]:
    """Cut whole units into one or two positive parts."""
    second = draw(st.integers(0, units - 1))
    return [units - second, second] if second else [units]


Head = tuple[str, str, datetime]
"""What every report starts with: its event id, its order, its instant."""


def _heads(order_id: str) -> Iterator[Head]:
    """Hand out event ids and rising instants."""
    for number in count(1):
        yield f"event-{number:02}", order_id, START + timedelta(minutes=number)


@st.composite
def runs(draw: st.DrawFn, *, plans: st.SearchStrategy[SettlementPlan] | None = None) -> Run:
    """Whole runs: one or two captures, settlements, exchanges and remittances, and a reserve now and then.

    Every fee is reported and everything reaches the bank, so the settlement of all facts is complete.
    """
    plan = draw(plans or settlement_plans())
    heads = _heads(plan.order_id)
    code = plan.currency
    gross = draw(st.integers(1_000, _LARGE))
    facts: list[Fact] = [
        OrderConfirmed(*next(heads), from_minor(gross, code)),
        PaymentInitiated(*next(heads), from_minor(gross, code)),
    ]
    settled = 0
    for part in _cut(draw, gross):
        fee = draw(st.integers(0, part // 10))
        facts.append(PaymentProcessed(*next(heads), from_minor(part, code), from_minor(fee, code)))
        reserve = draw(st.integers(0, (part - fee) // 10))
        net = from_minor(part - fee - reserve, code)
        facts.append(FundsSettled(*next(heads), net, reserve=from_minor(reserve, code)))
        if reserve:
            facts.append(ReserveReleased(*next(heads), from_minor(reserve, code)))
        settled += part - fee
    facts += _to_the_bank(draw, plan, settled, heads)
    return Run(plan, tuple(facts))


def _to_the_bank(draw: st.DrawFn, plan: SettlementPlan, settled: int, heads: Iterator[Head]) -> list[Fact]:
    facts: list[Fact] = []
    balance = settled
    if plan.currency != plan.target:
        balance = 0
        value = draw(rate_values().map(lambda rate: max(rate, Fraction(1))))
        mid = Rate(plan.currency, plan.target, value * 10**4, START.date(), "a bank")
        for part in _cut(draw, settled):
            source = from_minor(part, plan.currency)
            at_mid = minor(convert(source, mid, Rounding.HALF_UP).amount)
            target = max(1, at_mid - draw(st.integers(0, at_mid // 20)))
            facts.append(FundsConverted(*next(heads), source, from_minor(target, plan.target), mid))
            balance += target
    for number, part in enumerate(_cut(draw, balance)):
        fee = draw(st.integers(0, (part - 1) // 10))
        sent = FundsRemitted(
            *next(heads), from_minor(part, plan.target), f"ref-{number}", from_minor(fee, plan.target)
        )
        facts += [sent, BankCredited(*next(heads), sent.due, sent.reference)]
    return facts


_PLACES = (Account.PROVIDER_CLEARING, Account.SELLER_BALANCE, Account.IN_TRANSIT)
_MID = Rate("GBP", "CNY", Fraction("8.9141"), START.date(), "a bank")
_KINDS: tuple[Callable[[Head, Money, Money, int], Fact], ...] = (
    lambda head, money, _, __: OrderConfirmed(*head, money),
    lambda head, money, _, attempt: PaymentInitiated(*head, money, attempt),
    lambda head, money, tenth, attempt: PaymentProcessed(*head, money, tenth, attempt),
    lambda head, money, _, attempt: PaymentProcessed(*head, money, None, attempt),
    lambda head, _, __, attempt: PaymentFailed(*head, "insufficient_funds", attempt > 1, attempt),
    lambda head, money, _, attempt: FeeCharged(*head, money, _PLACES[attempt], "monthly"),
    lambda head, money, tenth, _: FundsSettled(*head, money, tenth, tenth),
    lambda head, money, _, __: FundsSettled(*head, money),
    lambda head, money, _, __: ReserveReleased(*head, money),
    lambda head, money, _, __: FundsConverted(
        *head, from_minor(minor(money), "GBP"), from_minor(minor(money) * 9, "CNY"), _MID
    ),
    lambda head, money, tenth, _: FundsRemitted(*head, money, "ref-1", tenth),
    lambda head, money, _, __: BankCredited(*head, money, "ref-1"),
    lambda head, money, tenth, _: RemittanceReturned(*head, money, "ref-1", tenth),
    lambda head, money, tenth, _: Refunded(*head, money, tenth),
    lambda head, money, tenth, _: ChargedBack(*head, money, tenth),
    lambda head, money, _, __: ChargebackReversed(*head, money),
    lambda head, money, _, __: RefundReversed(*head, money),
    lambda head, money, _, __: EscrowHeld(*head, money),
    lambda head, money, _, attempt: EscrowReleased(*head, money, _PLACES[attempt - 1]),
    lambda head, money, _, attempt: ReserveReleased(*head, money, _PLACES[attempt - 1]),
    lambda head, _, __, ___: DeliveryConfirmed(*head),
    lambda head, _, __, attempt: DisputeOpened(*head, f"d-{attempt}"),
    lambda head, _, __, attempt: DisputeClosed(*head, f"d-{attempt}"),
    lambda head, money, _, __: DebtNetted(*head, money, "order-7", "order-8"),
    lambda head, money, _, __: DebtNetted(*head, money, "order-8", "order-7"),
    lambda head, money, _, __: DebtAcknowledged(*head, money),
)


@st.composite
def facts_of_any_kind(draw: st.DrawFn) -> Fact:
    """One report of any kind about any amount; together they need not make sense."""
    event = draw(st.integers(1, 12))
    units = draw(st.integers(100, _LARGE))
    code = draw(st.sampled_from(["GBP", "CNY"]))
    make = draw(st.sampled_from(_KINDS))
    head = (f"event-{event:02}", "order-7", START)
    return make(head, from_minor(units, code), from_minor(units // 10, code), 1 + event % 2)


@st.composite
def settlements(draw: st.DrawFn) -> Settlement:
    """Any state: whole runs, parts of runs, and reports that contradict one another."""
    run = draw(runs())
    known = draw(parts_of(run.facts))
    return fold(run.plan, [*known, *draw(st.lists(facts_of_any_kind(), max_size=2))])


@st.composite
def effects(draw: st.DrawFn) -> Effect:
    """What settlements ask of the outside world."""
    asked = draw(settlements().map(lambda state: next_effects(state, at=START + timedelta(1))).filter(bool))
    return draw(st.sampled_from(asked))
