"""Fee schedules, facts and settlements with one defect."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from attrs import evolve
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import NaiveDatetimeError
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import (
    CurrencyMismatchError,
    InexactAmountError,
    UnknownCurrencyError,
    from_minor,
    minor,
    plain,
)
from xbcommerce.payments import (
    Account,
    Fact,
    FeeCharged,
    FeeSchedule,
    FundsConverted,
    FundsSettled,
    OrderConfirmed,
    PaymentInitiated,
    PaymentProcessed,
    Settlement,
    Tier,
)
from xbcommerce.testing.strategies.money import moneys
from xbcommerce.testing.strategies.payments import START, fee_schedules, runs, settlement_plans

from .twin import Broken, Wrong, calls, twins

_POUNDS = Money("50.00", "GBP")


def broken_fee_schedules() -> st.SearchStrategy[Broken]:
    """Price lists in two currencies, with a floor above the ceiling, or that take more than all."""

    def cap_below(sound: FeeSchedule) -> st.SearchStrategy[Money]:
        return st.just(from_minor(minor(sound.minimum or Money(1, "USD")) - 1, "USD"))

    with_minimum = fee_schedules().filter(lambda fees: fees.minimum is not None and bool(minor(fees.minimum)))
    pounds = Money("0.20", "GBP")
    falling = (
        Tier(Money(900, "USD"), Decimal(1)),
        Tier(Money(100, "USD"), Decimal(1)),
        Tier(None, Decimal(1)),
    )
    closed = (Tier(Money(100, "USD"), Decimal(1)), Tier(Money(900, "USD"), Decimal(1)))
    in_dollars = fee_schedules().map(lambda fees: evolve(fees, fixed=Money("0.30", "USD"), cap=None))
    return st.one_of(
        twins(
            fee_schedules(),
            Wrong("percent_is_a_float", "percent", st.sampled_from([2.9, 0.5]), "say Decimal(str(x))"),
            Wrong(
                "takes_more_than_all",
                "percent",
                st.just(Decimal(101)),
                "at most all",
                shows=lambda _: "add up to",
            ),
            Wrong(
                "negative_fixed_part",
                "fixed",
                st.just(Money("-0.30", "USD")),
                "at least nothing",
                shows=plain,
            ),
            Wrong(
                "tiers_fall",
                "tiers",
                st.just(falling),
                "expected rising amounts",
                shows=lambda _: "900.00 USD",
            ),
            Wrong("last_tier_is_closed", "tiers", st.just(closed), "up_to=None", shows=lambda _: "900"),
        ),
        twins(with_minimum, Wrong("cap_below_minimum", "cap", cap_below, "lies above cap", shows=plain)),
        twins(
            in_dollars,
            Wrong(
                "two_currencies", "cap", st.just(pounds), "one for each currency", shows=lambda _: "GBP, USD"
            ),
        ),
    )


def broken_settlement_plans() -> st.SearchStrategy[Broken]:
    """Plans in a currency that is none, or that never try."""
    codes = st.sampled_from(["EURO", "eur"])
    return twins(
        settlement_plans(),
        Wrong("unknown_currency", "currency", codes, "did you mean 'EUR'?", UnknownCurrencyError),
        Wrong("unknown_target", "target", codes, "did you mean 'EUR'?", UnknownCurrencyError),
        Wrong("never_tries", "attempts_max", st.integers(-2, 0), "at least 1"),
    )


def broken_facts() -> st.SearchStrategy[Broken]:
    """Reports of nothing, by nobody, at no instant, in the wrong currency, or finer than money is."""
    head: dict[str, object] = {"event_id": "event-1", "order_id": "order-7", "at": START}
    nothing = moneys(currencies=("GBP",), minor_min=-10_000, minor_max=0)
    naive: st.SearchStrategy[datetime] = st.just(START.replace(tzinfo=None))
    yen = moneys(currencies=("JPY",), minor_min=1, minor_max=500)
    shop = st.sampled_from([Account.SALES, Account.BANK])
    backwards = st.just(Rate("CNY", "GBP", Decimal("0.11"), START.date(), "a bank"))
    too_fine = st.just(Money("50.005", "GBP"))
    more_than_nothing, named = "expected more than nothing", "cannot be told from another"
    return st.one_of(
        calls(
            OrderConfirmed,
            Wrong("no_event_id", "event_id", st.just(""), named, shows=lambda _: "event_id=''"),
            Wrong("no_order", "order_id", st.just(""), named, shows=lambda _: "order_id=''"),
            Wrong("no_time_zone", "at", naive, "give one", NaiveDatetimeError, lambda at: at.isoformat()),
            Wrong("nothing_ordered", "amount", nothing, more_than_nothing, shows=plain),
            Wrong("finer_than_the_minor_unit", "amount", too_fine, "name a rounding", InexactAmountError,
                  lambda _: "50.005 GBP"),
            **head, amount=_POUNDS,
        ),
        calls(
            PaymentInitiated,
            Wrong("no_attempt", "attempt", st.integers(-3, 0), "at least 1"),
            **head, amount=_POUNDS,
        ),
        calls(
            PaymentProcessed,
            Wrong("fee_in_another_currency", "fee", yen, "expected GBP", CurrencyMismatchError, plain),
            Wrong("negative_fee", "fee", st.just(Money(-1, "GBP")), "at least nothing", shows=plain),
            **head, gross=_POUNDS,
        ),
        calls(
            FundsSettled,
            Wrong("reserve_in_yen", "reserve", yen, "expected GBP", CurrencyMismatchError, plain),
            **head, net=_POUNDS,
        ),
        calls(
            FeeCharged,
            Wrong("taken_elsewhere", "taken_from", shop, "use provider_clearing", shows=lambda at: at.value),
            **head, amount=_POUNDS,
        ),
        calls(
            FundsConverted,
            Wrong("rate_of_another_pair", "mid", backwards, "does not fit", shows=str),
            **head, source=_POUNDS, target=Money(445, "CNY"),
        ),
    )  # fmt: skip


def broken_settlements() -> st.SearchStrategy[Broken]:
    """Settlements with a report about another order."""

    def astray(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return (evolve(facts[0], order_id="order-8"), *facts[1:])

    wrong = Wrong[Settlement](
        "fact_of_another_order", "facts", lambda sound: st.just(astray(sound.facts)), "group by order_id",
        shows=lambda _: "order-8",
    )  # fmt: skip
    return twins(runs().map(lambda run: Settlement(run.plan, run.facts)), wrong)
