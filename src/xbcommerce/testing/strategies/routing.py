"""Purchases, who might take their payment, rankings, what comes after a failed try; rates in between."""

from __future__ import annotations

from datetime import timedelta

from attrs import evolve
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.fx import Fixed, NoRate, Quote, Rate, StaleRate
from xbcommerce.kernel.money import from_minor, minor
from xbcommerce.payments import (
    Candidate,
    CaptureTerms,
    FeeSchedule,
    Purchase,
    capture_rate,
    next_route,
    rank_routes,
)
from xbcommerce.payments.fx import Beyond, CaptureRate, FxDifference, Position, fx_difference
from xbcommerce.payments.intents import DeclineClass, Situation
from xbcommerce.payments.providers import EVERYWHERE, MethodKind, MethodOffer
from xbcommerce.payments.routing import (
    LandedNet,
    NextRoute,
    ProviderAccount,
    RoutePlan,
    RoutePolicy,
    RouteTry,
    landed_net,
)

from .money import moneys, quotes, rate_values, rates
from .payments import fee_schedules
from .providers import COUNTRIES, method_offers

PROVIDERS = ("acme", "antom", "paypal", "stripe")
"""Names of providers, in the order in which they win ties."""

_EURO_MAX = 10**6
_PURCHASE = Purchase(Money("89.00", "EUR"), "DE", "USD")


@st.composite
def purchases(draw: st.DrawFn, *, settlement: str | None = None) -> Purchase:
    """What buyers in euros are to pay, to sellers in one of four currencies."""
    return Purchase(
        draw(moneys(currencies=("EUR",), minor_min=100, minor_max=_EURO_MAX)),
        draw(st.sampled_from(COUNTRIES)),
        settlement or draw(st.sampled_from(["EUR", "USD", "CNY", "JPY"])),
        card_country=draw(st.none() | st.sampled_from(COUNTRIES)),
    )


@st.composite
def eligible_candidates(
    draw: st.DrawFn, *, purchase: Purchase = _PURCHASE, provider: str = "acme"
) -> Candidate:
    """Candidates that may take a given purchase, in euros: everything is known of them."""
    target = purchase.settlement
    exchanged = target != "EUR"
    kind = draw(st.sampled_from(MethodKind))
    offer = MethodOffer(kind, kind.value, currencies=EVERYWHERE, countries=EVERYWHERE)
    before = draw(st.lists(fee_schedules(currency="EUR"), max_size=1))
    after = draw(st.lists(fee_schedules(currency=target), max_size=1))
    return Candidate(
        provider=provider,
        offer=offer,
        fees=(*before, *after),
        payout=draw(st.just(FeeSchedule()) | fee_schedules(currency=target)),
        rate=draw(rates(base="EUR", quote=target)) if exchanged else None,
        spread_bps=draw(st.integers(0, 500)) if exchanged else None,
        success=draw(st.fractions(0, 1, max_denominator=100)),
        lag_days=draw(st.integers(0, 14)),
    )


@st.composite
def candidates(draw: st.DrawFn) -> Candidate:
    """Candidates of every kind, with gaps: what is not known is None."""
    rate = rates(base="EUR", quote="USD")
    no_rate = st.just(NoRate("EUR", "USD", draw(rate).as_of))
    stale = rate.map(lambda old: StaleRate(old, old.as_of + timedelta(9), 5))
    return Candidate(
        provider=draw(st.sampled_from(PROVIDERS)),
        offer=draw(method_offers()),
        fees=draw(st.none() | st.lists(fee_schedules(currency="EUR"), max_size=2).map(tuple)),
        payout=draw(st.none() | fee_schedules(currency="USD")),
        rate=draw(st.none() | rate | no_rate | stale),
        spread_bps=draw(st.none() | st.integers(0, 500)),
        success=draw(st.none() | st.fractions(0, 1, max_denominator=100)),
        lag_days=draw(st.none() | st.integers(0, 14)),
    )


def route_policies() -> st.SearchStrategy[RoutePolicy]:
    """What a day of waiting costs."""
    return st.integers(0, 20).map(RoutePolicy)


@st.composite
def landed_nets(draw: st.DrawFn) -> LandedNet:
    """Payments from the buyer to the seller's bank."""
    purchase = draw(purchases())
    return landed_net(draw(eligible_candidates(purchase=purchase, provider="acme")), purchase)


@st.composite
def route_plans(draw: st.DrawFn) -> RoutePlan:
    """Rankings of one to four providers, some of them left out."""
    purchase = draw(purchases(settlement="USD"))
    names = draw(st.lists(st.sampled_from(PROVIDERS), min_size=1, unique=True))
    able = [draw(eligible_candidates(purchase=purchase, provider=name)) for name in names]
    gap = draw(st.lists(candidates().map(lambda one: evolve(one, provider="gap", fees=None)), max_size=1))
    plan = rank_routes(purchase, [*able, *gap], draw(route_policies()))
    assert isinstance(plan, RoutePlan), plan
    return plan


def route_tries(*, places: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[RouteTry]:
    """Routes that were tried, and what became of them."""
    where = places if places is not None else st.sampled_from(["acme, card", "paypal, paypal"])
    declined = st.builds(RouteTry, where, st.just(Situation.DECLINED), st.sampled_from(DeclineClass))
    others = st.sampled_from([each for each in Situation if each is not Situation.DECLINED])
    return declined | st.builds(RouteTry, where, others)


@st.composite
def next_routes(draw: st.DrawFn) -> NextRoute:
    """Whom to try after the first could not be reached."""
    plan = draw(route_plans().filter(lambda one: len(one.routes) > 1))
    best = next_route(plan, [RouteTry(plan.best.candidate.place, Situation.NOT_SENT)])
    assert isinstance(best, NextRoute), best
    return best


def provider_accounts() -> st.SearchStrategy[ProviderAccount]:
    """Sellers' accounts, with what they know from using them."""
    return st.builds(
        ProviderAccount,
        st.sampled_from(PROVIDERS),
        st.sampled_from(COUNTRIES),
        success=st.none() | st.fractions(0, 1, max_denominator=100),
        lag_days=st.none() | st.integers(0, 14),
        payout=st.none() | fee_schedules(currency="USD"),
    )


@st.composite
def fx_differences(draw: st.DrawFn) -> FxDifference:
    """Claims and debts between two rates."""
    booked = draw(rates())
    settled = evolve(booked, value=draw(rate_values()))
    amount = draw(moneys(currencies=(booked.base,), minor_min=0))
    return fx_difference(amount, booked, settled, draw(st.sampled_from(Position)))


def capture_terms() -> st.SearchStrategy[CaptureTerms]:
    """What holds when a quote has expired."""
    return st.builds(CaptureTerms, st.integers(0, 100), st.sampled_from(Beyond))


@st.composite
def capture_rates(draw: st.DrawFn) -> CaptureRate:
    """Rates to capture at, before and after the quote expired, near the market and far from it."""
    fresh = quotes().filter(lambda one: one.fixed is Fixed.SOURCE and not one.used_by)
    quote: Quote = draw(fresh)
    moved = quote.mid * draw(st.integers(9_800, 10_200)) / 10_000
    market = Rate(quote.base, quote.quote, moved, quote.expires_at.date(), "a bank")
    part = from_minor(draw(st.integers(1, minor(quote.amount))), quote.base)
    at = quote.locked_at + draw(st.sampled_from([timedelta(minutes=30), timedelta(days=2)]))
    terms = draw(capture_terms().filter(lambda one: one.beyond is not Beyond.DO_NOT_CAPTURE))
    answer = capture_rate(quote, market, part, "order-7", terms, at=at)
    assert isinstance(answer, CaptureRate), answer
    return answer
