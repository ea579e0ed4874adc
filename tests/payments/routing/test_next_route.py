"""Whom to try next: after a certain no, never after silence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import Candidate, FeeSchedule, Purchase, next_route, rank_routes
from xbcommerce.payments.intents import DeclineClass, Situation
from xbcommerce.payments.providers import EVERYWHERE, MethodKind, MethodOffer
from xbcommerce.payments.routing import NextRoute, RoutePlan, RoutePolicy, RouteTry
from xbcommerce.testing.strategies.routing import route_plans, route_tries

NOT_SENT = Situation.NOT_SENT


def plan_of(*kinds: MethodKind) -> RoutePlan:
    """Rank providers a, b, c of these kinds, in this order."""
    able = [
        Candidate(
            provider="abc"[place],
            offer=MethodOffer(kind, kind.value, currencies=EVERYWHERE, countries=EVERYWHERE),
            fees=(FeeSchedule(percent=Decimal(place)),),
            payout=FeeSchedule(),
            success=1,
            lag_days=0,
        )
        for place, kind in enumerate(kinds)
    ]
    plan = rank_routes(Purchase(Money("100.00", "EUR"), "DE", "EUR"), able, RoutePolicy())
    assert isinstance(plan, RoutePlan)
    return plan


CARDS_THEN_WALLET = plan_of(MethodKind.CARD, MethodKind.CARD, MethodKind.WALLET)


def declined(place: str, decline: DeclineClass) -> RouteTry:
    """Say that a route was declined."""
    return RouteTry(place, Situation.DECLINED, decline)


@pytest.mark.parametrize(
    ("tried", "following"),
    [
        ([], "a"),
        ([RouteTry("a, card", NOT_SENT)], "b"),
        ([declined("a, card", DeclineClass.SOFT)], "b"),
        ([declined("a, card", DeclineClass.HARD)], "c"),
        ([declined("a, card", DeclineClass.SOFT), RouteTry("b, card", NOT_SENT)], "c"),
        ([RouteTry("b, card", NOT_SENT)], "a"),
    ],
)
def test_the_best_that_is_left_comes_next(tried: list[RouteTry], following: str) -> None:
    """A hard no to a card makes another provider's card pointless, so a wallet is next."""
    answer = next_route(CARDS_THEN_WALLET, tried)
    assert isinstance(answer, NextRoute)
    assert answer.route.provider == following


def test_what_comes_next_reads_as_a_sentence() -> None:
    """With what it is worth."""
    answer = next_route(CARDS_THEN_WALLET, [RouteTry("a, card", NOT_SENT)])
    assert str(answer) == "Next, after a, card: b, card, expect EUR 99.00"


@pytest.mark.parametrize("situation", [Situation.UNKNOWN, Situation.PROVIDER_ERROR])
def test_nobody_is_tried_after_silence(situation: Situation) -> None:
    """Though another try was declined for certain: every unclear one is named."""
    tried = [declined("a, card", DeclineClass.SOFT), RouteTry("b, card", situation)]
    answer = next_route(CARDS_THEN_WALLET, tried)
    assert isinstance(answer, Refusal)
    assert [(each.code, each.where) for each in answer.unmet] == [("route.ask_first", "b, card")]


def test_a_buyer_who_must_prove_who_they_are_is_asked_first() -> None:
    """The same route does it then."""
    answer = next_route(CARDS_THEN_WALLET, [declined("a, card", DeclineClass.AUTHENTICATION_REQUIRED)])
    assert isinstance(answer, Refusal)
    assert answer.codes == ("route.authenticate_first",)


def test_at_the_end_nobody_is_left() -> None:
    """Every route tried, or every kind refused."""
    cards = plan_of(MethodKind.CARD, MethodKind.CARD)
    for tried in (
        [RouteTry("a, card", NOT_SENT), RouteTry("b, card", NOT_SENT)],
        [declined("a, card", DeclineClass.HARD)],
    ):
        answer = next_route(cards, tried)
        assert isinstance(answer, Refusal)
        assert answer.codes == ("route.none_left",)


def test_tries_that_cannot_be_are_refused() -> None:
    """Of nobody in the plan; a decline without its class; a class without a decline."""
    with pytest.raises(InvalidValueError, match="tried z, card: not in the plan"):
        next_route(CARDS_THEN_WALLET, [RouteTry("z, card", NOT_SENT)])
    with pytest.raises(InvalidValueError, match="a decline has a class"):
        RouteTry("a, card", Situation.DECLINED)
    with pytest.raises(InvalidValueError, match="nothing else has one"):
        RouteTry("a, card", NOT_SENT, DeclineClass.SOFT)


@settings(max_examples=25)
@given(route_plans(), st.data())
def test_a_fallback_is_never_one_that_was_tried_and_never_follows_doubt(
    plan: RoutePlan, data: st.DataObject
) -> None:
    """Whatever happened before."""
    places = [route.candidate.place for route in plan.routes]
    tried = data.draw(st.lists(route_tries(places=st.sampled_from(places)), max_size=3))
    answer = next_route(plan, tried)
    if isinstance(answer, NextRoute):
        assert all(each.is_classified for each in tried)
        assert answer.route.candidate.place not in {each.place for each in tried}
    elif not all(each.is_classified for each in tried):
        assert "route.ask_first" in answer.codes
    else:
        assert set(answer.codes) <= {"route.authenticate_first", "route.none_left"}
