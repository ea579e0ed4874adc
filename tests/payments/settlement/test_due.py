"""What is held is asked for when it is due, once, and never before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import from_minor, minor
from xbcommerce.payments import (
    Account,
    DeliveryConfirmed,
    DisputeClosed,
    DisputeOpened,
    Effect,
    EscrowHeld,
    EscrowReleased,
    Fact,
    FundsSettled,
    OrderConfirmed,
    PaymentProcessed,
    Protection,
    ReleaseHeld,
    ReserveReleased,
    ReserveTerms,
    Settlement,
    SettlementPlan,
    evolve_with,
    fold,
    next_effects,
)
from xbcommerce.payments.payouts import AfterDelivery, DisputesClosed
from xbcommerce.payments.settlement import escrow_due, reserve_due

AT = datetime(2026, 10, 30, 17, tzinfo=UTC)
PLAN = SettlementPlan(
    "o7",
    currency="GBP",
    target="GBP",
    provider="acme",
    bank_account="account-1",
    reserve=ReserveTerms(1_000, release_after_days=90),
    protection=Protection((AfterDelivery(days=3), DisputesClosed())),
    zone="Asia/Shanghai",
)


def pounds(amount: str) -> Money:
    """Make pounds."""
    return Money(amount, "GBP")


def held(event: str, amount: str, at: datetime = AT) -> FundsSettled:
    """Settle 10 pounds, and hold an amount as a reserve."""
    return FundsSettled(event, "o7", at, pounds("10.00"), reserve=pounds(amount))


def escrow(*facts: Fact) -> Settlement:
    """Capture 50 pounds and hold them for the buyer's protection."""
    return fold(
        PLAN,
        [
            OrderConfirmed("confirmed", "o7", AT, pounds("50.00")),
            PaymentProcessed("paid", "o7", AT, pounds("50.00"), pounds("0.00")),
            EscrowHeld("held", "o7", AT, pounds("50.00")),
            *facts,
        ],
    )


def releases(state: Settlement, on: date, *issued: Effect) -> list[tuple[Account, Money, Money]]:
    """List what is asked to be released at noon of a day in Shanghai."""
    noon = datetime(on.year, on.month, on.day, 4, tzinfo=UTC)
    return [
        (effect.place, effect.amount, effect.after)
        for effect in next_effects(state, at=noon, issued=issued)
        if isinstance(effect, ReleaseHeld)
    ]


def test_a_reserve_is_asked_for_on_its_day_by_the_calendar_of_the_plan() -> None:
    """17:00 in London is the next day in Shanghai: 31 October plus 90 days."""
    state = fold(PLAN, [held("s", "5.00")])
    assert releases(state, date(2027, 1, 28)) == []
    assert releases(state, date(2027, 1, 29)) == [(Account.RESERVE, pounds("5.00"), pounds("0.00"))]


def test_only_what_is_due_is_asked_for_and_the_next_under_another_key() -> None:
    """Two holds, ten days apart."""
    state = fold(PLAN, [held("s", "5.00"), held("t", "7.00", AT + timedelta(days=10))])
    day = date(2027, 1, 29)
    assert releases(state, day) == [(Account.RESERVE, pounds("5.00"), pounds("0.00"))]
    asked = ReleaseHeld("o7", "acme", Account.RESERVE, pounds("5.00"), pounds("0.00"))
    assert releases(state, day, asked) == []
    later = day + timedelta(days=10)
    assert releases(state, later, asked) == [(Account.RESERVE, pounds("7.00"), pounds("5.00"))]
    told = evolve_with(state, ReserveReleased("r", "o7", AT, pounds("5.00")))
    assert releases(told, later) == [(Account.RESERVE, pounds("7.00"), pounds("5.00"))]


def test_a_release_that_came_early_is_not_asked_for() -> None:
    """Providers release by themselves too."""
    state = fold(PLAN, [held("s", "5.00"), ReserveReleased("r", "o7", AT, pounds("5.00"))])
    assert not reserve_due(state, date(2028, 1, 1))
    assert releases(state, date(2028, 1, 1)) == []


def test_escrow_is_visible_and_conserved() -> None:
    """It is no money of the balance, and the order waits for it."""
    state = escrow()
    assert state.at(Account.ESCROW) == pounds("50.00")
    assert [item.code for item in state.missing] == ["settlement.await_protection"]
    assert "- held by the provider until the buyer is served: GBP 50.00" in str(state)
    free = evolve_with(state, EscrowReleased("free", "o7", AT, pounds("50.00")))
    assert (free.at(Account.SELLER_BALANCE), free.released) == (pounds("50.00"), pounds("50.00"))


def test_escrow_is_asked_for_when_its_conditions_hold() -> None:
    """Three days after the earliest report of the delivery, and not while a dispute is open."""
    state = escrow()
    assert releases(state, date(2027, 1, 1)) == []
    delivered = evolve_with(
        state,
        DeliveryConfirmed("d1", "o7", AT + timedelta(days=1)),
        DeliveryConfirmed("d2", "o7", AT + timedelta(days=9)),
    )
    assert not delivered.conflicts
    assert releases(delivered, date(2026, 11, 3)) == []
    whole = [(Account.ESCROW, pounds("50.00"), pounds("0.00"))]
    assert releases(delivered, date(2026, 11, 4)) == whole
    contested = evolve_with(delivered, DisputeOpened("q", "o7", AT, "d-1"))
    assert releases(contested, date(2026, 11, 4)) == []
    assert [
        unmet.code for one in escrow_due(contested, date(2026, 11, 4)).decisions for unmet in one.unmet
    ] == ["protection.dispute_open"]
    closed = evolve_with(contested, DisputeClosed("z", "o7", AT, "d-1"))
    assert releases(closed, date(2026, 11, 4)) == whole


def test_a_dispute_heard_closed_before_it_was_heard_opened_is_closed() -> None:
    """Reports come in any order."""
    state = escrow(
        DeliveryConfirmed("d", "o7", AT),
        DisputeClosed("z", "o7", AT, "d-1"),
        DisputeOpened("q", "o7", AT + timedelta(days=1), "d-1"),
    )
    assert releases(state, date(2026, 11, 3)) == [(Account.ESCROW, pounds("50.00"), pounds("0.00"))]


def test_escrow_that_goes_back_to_the_buyer_leaves_nothing_to_release() -> None:
    """It is released to the provider, who refunds it."""
    state = escrow(
        DeliveryConfirmed("d", "o7", AT),
        EscrowReleased("back", "o7", AT, pounds("20.00"), Account.PROVIDER_CLEARING),
    )
    assert releases(state, date(2026, 11, 3)) == [(Account.ESCROW, pounds("30.00"), pounds("20.00"))]
    with pytest.raises(InvalidValueError, match="bank: use seller_balance"):
        EscrowReleased("x", "o7", AT, pounds("1.00"), Account.BANK)


def test_without_terms_nothing_is_asked_for() -> None:
    """The provider then releases by itself."""
    plan = SettlementPlan("o7", currency="GBP", target="GBP", provider="acme", bank_account="account-1")
    state = fold(plan, [held("s", "5.00"), EscrowHeld("h", "o7", AT, pounds("5.00"))])
    assert releases(state, date(2030, 1, 1)) == []


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 10_000)), min_size=1, max_size=6),
    st.lists(st.integers(80, 200), min_size=1, max_size=6),
    st.booleans(),
)
def test_over_any_days_the_releases_asked_for_add_up_to_the_holds(
    holds: list[tuple[int, int]],
    looks: list[int],
    answered: bool,  # noqa: FBT001 - drawn
) -> None:
    """Whether the provider answers or not: each penny once, none before its day, all in the end."""
    facts: list[Fact] = [
        FundsSettled(
            f"s{n}", "o7", AT + timedelta(days=day), pounds("1.00"), reserve=from_minor(units, "GBP")
        )
        for n, (day, units) in enumerate(holds)
    ]
    state, issued = fold(PLAN, facts), list[Effect]()
    for days in [*sorted(looks), 400]:
        now = AT + timedelta(days=days)
        for effect in next_effects(state, at=now, issued=issued):
            if isinstance(effect, ReleaseHeld):
                issued.append(effect)
                if answered:
                    fact = ReserveReleased(effect.key, "o7", now, effect.amount)
                    state = evolve_with(state, fact)
        asked = sum(minor(effect.amount) for effect in issued if isinstance(effect, ReleaseHeld))
        assert asked == sum(units for day, units in holds if day + 90 <= days)
    spans = [
        (minor(effect.after), minor(effect.after) + minor(effect.amount))
        for effect in issued
        if isinstance(effect, ReleaseHeld)
    ]
    assert all(first[1] == second[0] for first, second in pairwise(spans))
