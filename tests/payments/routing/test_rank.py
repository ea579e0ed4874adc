"""Who should take a payment: by what arrives, exactly, whatever the order; who may not, with every reason."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import NoRate, Rate, StaleRate, UnusableRateError
from xbcommerce.kernel.money import minor, same_currency
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.payments import Candidate, FeeSchedule, Purchase, rank_routes
from xbcommerce.payments.providers import EVERYWHERE, Limits, MethodKind, MethodOffer
from xbcommerce.payments.routing import (
    ROUTE_RULES,
    LandedNet,
    RoutePlan,
    RoutePolicy,
    landed_net,
    route_reasons,
)
from xbcommerce.payments.routing.messages import ENGLISH
from xbcommerce.testing.strategies.routing import (
    candidates,
    eligible_candidates,
    landed_nets,
    purchases,
    route_plans,
    route_policies,
)

DAY = date(2026, 10, 30)
EURO = Rate("EUR", "USD", Decimal("1.10"), DAY, "a bank")
PURCHASE = Purchase(Money("100.00", "EUR"), "DE", "USD")
FEW = settings(max_examples=25)


def candidate(**terms: object) -> Candidate:
    """Make a candidate that takes 2 % and waits two days, but for what is given."""
    given: dict[str, object] = {
        "provider": "acme",
        "offer": MethodOffer(MethodKind.CARD, "card", currencies={"EUR"}, countries=EVERYWHERE),
        "fees": (FeeSchedule(percent=Decimal(2)),),
        "payout": FeeSchedule(),
        "rate": EURO,
        "spread_bps": 100,
        "success": "0.9",
        "lag_days": 2,
    }
    return Candidate(**{**given, **terms})  # type: ignore[arg-type]


def test_the_steps_come_in_the_order_of_the_contract() -> None:
    """98.00 EUR at 1.10 is 107.80 USD, 1.08 of which the exchange keeps; the payout takes its half dollar."""
    landed = landed_net(candidate(payout=FeeSchedule(fixed=Money("0.50", "USD"))), PURCHASE)
    assert landed == LandedNet(
        gross=Money("100.00", "EUR"),
        fees=Money("2.00", "EUR"),
        fees_after=Money("0.00", "USD"),
        at_mid=Money("107.80", "USD"),
        spread=Money("1.08", "USD"),
        payout_fee=Money("0.50", "USD"),
        net=Money("106.22", "USD"),
        rate=EURO,
    )


def test_fees_in_the_sellers_currency_come_off_after_the_exchange() -> None:
    """2.9 % and 30 cents of the dollars that were received."""
    card = FeeSchedule(percent=Decimal("2.9"), fixed=Money("0.30", "USD"))
    landed = landed_net(candidate(fees=(card,), spread_bps=0), PURCHASE)
    assert (landed.fees, landed.at_mid) == (Money("0.00", "EUR"), Money("110.00", "USD"))
    assert (landed.fees_after, landed.net) == (Money("3.49", "USD"), Money("106.51", "USD"))


def test_nothing_is_exchanged_within_one_currency() -> None:
    """No rate is needed, and no spread is taken."""
    landed = landed_net(candidate(rate=None, spread_bps=None), Purchase(Money("100.00", "EUR"), "DE", "EUR"))
    assert (landed.net, landed.spread, landed.rate) == (Money("98.00", "EUR"), Money("0.00", "EUR"), None)


@FEW
@given(landed_nets())
def test_every_cent_of_the_way_has_a_name(landed: LandedNet) -> None:
    """At the market rate less spread, fees and payout fee is what arrives."""
    taken = [landed.spread, landed.fees_after, landed.payout_fee]
    code = landed.net.currency.code
    assert minor(landed.at_mid) - sum(minor(same_currency(each, code)) for each in taken) == minor(landed.net)


@FEW
@given(route_plans(), st.randoms(use_true_random=True))
def test_the_ranking_does_not_hang_on_the_order_of_candidates(plan: RoutePlan, random: object) -> None:
    """Shuffled, the routes are the same in the same order, and the same are left out."""
    shuffled = [route.candidate for route in plan.routes] + [each.candidate for each in plan.rejected]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = rank_routes(plan.purchase, shuffled, plan.policy)
    assert isinstance(again, RoutePlan)
    assert again.routes == plan.routes
    assert {each.candidate.place for each in again.rejected} == {
        each.candidate.place for each in plan.rejected
    }


@FEW
@given(route_plans())
def test_dropping_a_candidate_changes_nothing_for_the_others(plan: RoutePlan) -> None:
    """What a route is worth depends on no other route."""
    others = [route.candidate for route in plan.routes[1:]]
    again = rank_routes(plan.purchase, others, plan.policy)
    assert (() if isinstance(again, Refusal) else again.routes) == plan.routes[1:]


@FEW
@given(st.data(), route_policies(), st.integers(0, 500))
def test_a_dearer_fee_never_ranks_higher(data: st.DataObject, policy: RoutePolicy, cents: int) -> None:
    """The same candidate with a higher fixed fee has at most the score."""
    purchase = data.draw(purchases())
    cheap = data.draw(eligible_candidates(purchase=purchase, provider="cheap"))
    extra = FeeSchedule(fixed=Money(Decimal(cents).scaleb(-2), "EUR"))
    assert cheap.fees is not None
    dear = evolve(cheap, provider="dear", fees=(*cheap.fees, extra))
    plan = rank_routes(purchase, [dear, cheap], policy)
    assert isinstance(plan, RoutePlan)
    scores = {route.provider: route.score for route in plan.routes}
    assert scores["dear"] <= scores["cheap"]
    assert plan.best.provider == "cheap"  # ties go to the name


@FEW
@given(route_plans())
def test_the_score_is_exact(plan: RoutePlan) -> None:
    """Landed net, times probability, times what patience leaves, as a fraction, best first."""
    for route in plan.routes:
        one = route.candidate
        assert one.success is not None
        assert one.lag_days is not None
        wait = 1 - plan.policy.day_cost_bps * one.lag_days / 10_000
        assert route.score == Fraction(route.landed.net.amount) * one.success * wait
    scores = [route.score for route in plan.routes]
    assert scores == sorted(scores, reverse=True)


@FEW
@given(purchases(), candidates())
def test_nothing_is_ranked_by_a_guess(purchase: Purchase, one: Candidate) -> None:
    """A candidate is ranked if nothing stands in the way, and left out with every reason otherwise."""
    reasons = route_reasons(one, purchase)
    plan = rank_routes(purchase, [one], RoutePolicy())
    if reasons:
        assert plan == Refusal(reasons)
        return
    assert isinstance(plan, RoutePlan)
    assert None not in {one.fees, one.payout, one.success, one.lag_days}
    assert one.offer.serves_currency("EUR") is one.offer.serves_country(purchase.buyer_country) is True


def test_all_reasons_are_told_in_order() -> None:
    """Currency, country, minimum, maximum, then what is not known."""
    pounds = MethodOffer(
        MethodKind.CARD,
        "card",
        currencies={"GBP"},
        countries={"GB"},
        limits=[Limits(Money("200.00", "EUR"), Money("300.00", "EUR"))],
    )
    bare = Candidate(provider="acme", offer=pounds)
    assert [each.code for each in route_reasons(bare, PURCHASE)] == [
        "route.currency_not_supported",
        "route.country_not_supported",
        "route.amount_below_minimum",
        "route.fees_unknown",
        "route.payout_fee_unknown",
        "route.rate_missing",
        "route.spread_unknown",
        "route.success_unknown",
        "route.lag_unknown",
    ]


@pytest.mark.parametrize(
    ("amount", "allowed"), [("4.99", False), ("5.00", True), ("9.00", True), ("9.01", False)]
)
def test_limits_are_inclusive(amount: str, allowed: object) -> None:
    """At the limit, a payment is taken."""
    limited = MethodOffer(
        MethodKind.CARD,
        "card",
        currencies={"EUR"},
        countries=EVERYWHERE,
        limits=[Limits(Money("5.00", "EUR"), Money("9.00", "EUR"))],
    )
    reasons = route_reasons(candidate(offer=limited), evolve(PURCHASE, amount=Money(amount, "EUR")))
    assert (not reasons) is allowed


@pytest.mark.parametrize(
    ("rate", "code"),
    [
        (None, "route.rate_missing"),
        (NoRate("EUR", "USD", DAY), "route.rate_missing"),
        (NoRate("EUR", "USD", DAY, ("USD",)), "route.rate_missing"),
        (Rate("USD", "EUR", Decimal("0.9"), DAY, "a bank"), "route.rate_missing"),
        (StaleRate(EURO, DAY + timedelta(9), 5), "route.rate_stale"),
    ],
)
def test_a_missing_rate_is_a_reason_and_never_nothing(rate: object, code: str) -> None:
    """Missing, unknown, of another pair or too old."""
    (reason,) = route_reasons(candidate(rate=rate), PURCHASE)
    assert reason.code == code
    assert ENGLISH.render(reason).startswith("Not acme, card: ")


def test_arithmetic_with_gaps_is_refused() -> None:
    """Whoever asks for what lands without asking for reasons is told."""
    with pytest.raises(UnusableRateError):
        landed_net(candidate(rate=None), PURCHASE)
    with pytest.raises(InvalidValueError, match="payout of acme, card is not known"):
        landed_net(candidate(payout=None), PURCHASE)


def test_a_fee_in_a_currency_on_no_way_is_a_reason() -> None:
    """Yen come by neither with the euros nor with the dollars."""
    yen = FeeSchedule(fixed=Money("30", "JPY"))
    reasons = route_reasons(candidate(fees=(yen,), payout=yen), PURCHASE)
    assert [each.code for each in reasons] == ["route.fees_elsewhere", "route.fees_elsewhere"]


def test_a_host_adds_rules_of_its_own() -> None:
    """A rule is a function in a list."""

    def never_acme(one: Candidate, _: Purchase) -> Unmet | None:
        return Unmet("shop.not_acme", one.place) if one.provider == "acme" else None

    plan = rank_routes(
        PURCHASE,
        [candidate(), candidate(provider="other")],
        RoutePolicy(),
        rules=[*ROUTE_RULES, never_acme],
    )
    assert isinstance(plan, RoutePlan)
    assert [route.provider for route in plan.routes] == ["other"]
    assert plan.rejected[0].refusal.codes == ("shop.not_acme",)


def test_one_method_twice_and_nobody_at_all() -> None:
    """The first is a mistake, the second an answer."""
    with pytest.raises(InvalidValueError, match="acme, card stands twice"):
        rank_routes(PURCHASE, [candidate(), candidate()], RoutePolicy())
    nobody = rank_routes(PURCHASE, [], RoutePolicy())
    assert isinstance(nobody, Refusal)
    assert nobody.codes == ("route.no_candidates",)


def test_in_a_notebook_a_ranking_is_a_table() -> None:
    """A row for each candidate; names are escaped, reasons are told."""
    left_out = candidate(provider="<other>", fees=None)
    plan = rank_routes(PURCHASE, [candidate(), left_out], RoutePolicy())
    assert isinstance(plan, RoutePlan)
    table = plan._repr_html_()
    assert table.count("<tr>") == 3
    assert "<td>USD 106.72</td><td>EUR 2.00</td><td>USD 1.08</td>" in table
    assert "<td>&lt;other&gt;, card</td>" in table
    assert "its price list is not known" in table


def test_a_wait_that_eats_everything_is_worth_nothing() -> None:
    """Not less: the dearest candidate must not come first because it waits longest."""
    plan = rank_routes(PURCHASE, [candidate(lag_days=400)], RoutePolicy(100))
    assert isinstance(plan, RoutePlan)
    assert plan.best.score == 0


def test_one_price_list_alone_is_told_from_all_of_them() -> None:
    """Two of one provider add up, so they come as a row."""
    offer = MethodOffer(MethodKind.CARD, "card", currencies=EVERYWHERE, countries=EVERYWHERE)
    with pytest.raises(InvalidValueError, match=r"e\.g\. fees=\(schedule,\)"):
        Candidate(provider="acme", offer=offer, fees=FeeSchedule())  # type: ignore[arg-type]
    assert Candidate(provider="acme", offer=offer, fees=[FeeSchedule()]).fees == (FeeSchedule(),)
