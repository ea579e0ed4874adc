"""What providers say of themselves: wires, methods, price lists over a payment, lags; rules of them."""

from __future__ import annotations

from datetime import date, time, timedelta
from fractions import Fraction
from functools import partial
from typing import TypeVar

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, Source, Status
from xbcommerce.kernel.money import from_minor
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import FeePlan, ProviderRules, Surcharge, fees_at
from xbcommerce.payments.fees import (
    ConditionalSurcharge,
    FeeCharge,
    FeeSituation,
    FeesReturned,
    FeeStep,
    Returned,
    StepFees,
    Trigger,
    fees_returned,
)
from xbcommerce.payments.intents import AmountSemantics, Idempotency, Replays
from xbcommerce.payments.payouts import Lag
from xbcommerce.payments.providers import (
    EVERYWHERE,
    Limits,
    MethodKind,
    MethodOffer,
    SettlementLag,
    WireFormat,
)

from .money import CURRENCIES, moneys, percents
from .payments import fee_schedules

T = TypeVar("T")

COUNTRIES = ("DE", "US", "GB", "CN")
"""Where buyers, cards and accounts are; failing examples shrink towards the first."""

_LARGE = 10**7
_READ = date(2026, 10, 30)


def wire_formats() -> st.SearchStrategy[WireFormat]:
    """Rules of the wire: the digits of ISO 4217 or others, any step."""
    digits = st.none() | st.integers(0, 4)
    return st.builds(WireFormat, digits, st.sampled_from([1, 5, 10, 100]))


def limits(*, currency: str = "EUR") -> st.SearchStrategy[Limits]:
    """A smallest amount, a largest, or both."""
    low = moneys(currencies=(currency,), minor_min=0, minor_max=1_000)
    high = moneys(currencies=(currency,), minor_min=10_000, minor_max=_LARGE)
    return st.builds(Limits, low, st.none() | high) | st.builds(Limits, st.none(), high)


@st.composite
def method_offers(draw: st.DrawFn) -> MethodOffer:
    """Methods that are offered everywhere, somewhere, or nobody knows where."""
    some = st.frozensets(st.sampled_from(COUNTRIES), min_size=1)
    codes = st.frozensets(st.sampled_from(CURRENCIES), min_size=1)
    limited = draw(st.lists(st.sampled_from(CURRENCIES), max_size=2, unique=True))
    return MethodOffer(
        draw(st.sampled_from(MethodKind)),
        draw(st.sampled_from(["card", "Alipay", "PayPal"])),
        currencies=draw(codes | st.just(EVERYWHERE) | st.none()),
        countries=draw(some | st.just(EVERYWHERE) | st.none()),
        limits=[draw(limits(currency=code)) for code in limited],
    )


def fee_situations(
    *,
    presentments: st.SearchStrategy[str] | None = None,
    card_countries: st.SearchStrategy[str | None] | None = None,
) -> st.SearchStrategy[FeeSituation]:
    """Payments as conditional fees see them; some cards are of nobody knows where."""
    codes = st.sampled_from(CURRENCIES)
    anywhere = st.none() | st.sampled_from(COUNTRIES)
    cards = anywhere if card_countries is None else card_countries
    return st.builds(FeeSituation, codes if presentments is None else presentments, codes, cards)


@st.composite
def conditional_surcharges(draw: st.DrawFn, *, currency: str = "USD") -> ConditionalSurcharge:
    """Surcharges for cards from abroad or for conversion, everywhere or for some cards."""
    fixed = st.none() | moneys(currencies=(currency,), minor_min=0, minor_max=200)
    surcharge = Surcharge(draw(st.sampled_from(["abroad", "conversion"])), draw(percents()), draw(fixed))
    some = st.frozensets(st.sampled_from(COUNTRIES), max_size=1)
    return ConditionalSurcharge(
        surcharge, draw(st.sampled_from(Trigger)), only_in=draw(some), except_in=draw(some)
    )


@st.composite
def fee_charges(draw: st.DrawFn, *, currency: str = "USD") -> FeeCharge:
    """Charges at any step, in one currency."""
    return FeeCharge(
        draw(st.sampled_from(["processing", "method"])),
        draw(st.sampled_from(FeeStep)),
        draw(fee_schedules(currency=currency)),
        extras=draw(st.lists(conditional_surcharges(currency=currency), max_size=2)),
        returned=draw(st.sampled_from(Returned)),
    )


def fee_plans(*, currency: str = "USD") -> st.SearchStrategy[FeePlan]:
    """Price lists over the life of a payment."""
    home = st.frozensets(st.sampled_from(COUNTRIES), max_size=2)
    return st.builds(FeePlan, st.lists(fee_charges(currency=currency), max_size=4), home)


_paid = partial(moneys, currencies=("USD",), minor_min=1, minor_max=_LARGE)


@st.composite
def step_fees(draw: st.DrawFn) -> StepFees:
    """The fees of one step, where all that they hang on is known."""
    situation = draw(fee_situations(card_countries=st.sampled_from(COUNTRIES)))
    fees = fees_at(draw(fee_plans()), draw(st.sampled_from(FeeStep)), draw(_paid()), situation)
    assert isinstance(fees, StepFees), fees
    return fees


@st.composite
def fee_returns(draw: st.DrawFn) -> FeesReturned:
    """What comes back with a refund, in part or whole."""
    gross = draw(_paid())
    refund = from_minor(draw(st.integers(0, int(gross.amount * 100))), "USD")
    situation = draw(fee_situations(card_countries=st.sampled_from(COUNTRIES)))
    returned = fees_returned(draw(fee_plans().filter(_said)), gross, refund, situation)
    assert not isinstance(returned, Refusal), returned
    return returned


def _said(plan: FeePlan) -> bool:
    return all(charge.returned is not Returned.UNKNOWN for charge in plan.charges)


def settlement_lags() -> st.SearchStrategy[SettlementLag]:
    """Lags in working days or all days, with a cut-off or without."""
    bare = st.builds(SettlementLag, st.integers(0, 14), st.sampled_from(Lag))
    cut_off = st.builds(
        SettlementLag,
        st.integers(0, 14),
        st.sampled_from(Lag),
        cutoff=st.sampled_from([time(12), time(16, 30)]),
        zone=st.sampled_from(["UTC", "Asia/Shanghai"]),
    )
    return bare | cut_off


def _record(key: str, value: T) -> Dated[T]:
    source = Source("a price page", tier="C", read_on=_READ)
    return Dated(key.replace("/", "-"), key, value, ALWAYS, _READ, source, status=Status.ESTIMATED)


@st.composite
def provider_rule_sets(draw: st.DrawFn, *, provider: str = "acme") -> ProviderRules:
    """Records of one provider, some of them missing: then nobody knows."""

    def known(key: str, values: st.SearchStrategy[T]) -> RuleSet[T]:
        return RuleSet(
            draw(st.lists(values, max_size=1).map(lambda some: [_record(key, one) for one in some])), _READ
        )

    day = st.builds(Idempotency, st.sampled_from(Replays), window=st.just(timedelta(days=1)))
    return ProviderRules(
        wires=known(f"{provider}/*/*", wire_formats()),
        idempotency=known(provider, day),
        amounts=known(provider, st.sampled_from(AmountSemantics)),
        fees=known(f"{provider}/*/card", fee_plans()),
        spreads_bps=known(f"{provider}/*", st.integers(0, 500).map(Fraction)),
        lags=known(f"{provider}/*/card", settlement_lags()),
        methods=known(f"{provider}/card", method_offers()),
    )


def amounts_paid(*, currencies: tuple[str, ...] = CURRENCIES) -> st.SearchStrategy[Money]:
    """What buyers pay: more than nothing."""
    return moneys(currencies=currencies, minor_min=1, minor_max=_LARGE)
