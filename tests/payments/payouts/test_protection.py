"""Protection: money is free when every condition holds, and each that does not is named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import Bag
from xbcommerce.payments import Protection
from xbcommerce.payments.payouts import (
    AfterDelivery,
    AfterHold,
    DisputesClosed,
    Evidence,
    Holding,
    Releasable,
    releasable,
)
from xbcommerce.testing.strategies.payouts import evidences, holdings, protections, releasables

HELD = Holding("o7", Money("80.00", "EUR"), date(2026, 11, 2))


def codes(protection: Protection, evidence: Evidence, on: date) -> list[str]:
    """Name what stands against the release."""
    (one,) = releasable(protection, [HELD], evidence, on=on).decisions
    return [unmet.code.removeprefix("protection.") for unmet in one.unmet]


@pytest.mark.parametrize(
    ("delivered", "on", "expected"),
    [
        (None, date(2026, 11, 22), ["not_delivered_until"]),
        (None, date(2026, 11, 23), []),
        (date(2026, 11, 5), date(2026, 11, 7), ["soon_after_delivery"]),
        (date(2026, 11, 5), date(2026, 11, 8), []),
        (date(2026, 11, 22), date(2026, 11, 22), ["soon_after_delivery"]),
        (date(2026, 11, 22), date(2026, 11, 23), []),
        (date(2026, 11, 9), date(2026, 11, 8), ["not_delivered_until"]),
    ],
)
def test_delivery_and_the_longest_wait(delivered: date | None, on: date, expected: list[str]) -> None:
    """Three days after the delivery, or 21 after the hold, whichever comes first; on that day already."""
    protection = Protection((AfterDelivery(days=3, held_days_max=21),))
    assert codes(protection, Evidence(delivered), on) == expected


def test_everything_that_stands_against_it_is_named() -> None:
    """Not only the first."""
    protection = Protection((AfterDelivery(), AfterHold(days=7), DisputesClosed()))
    assert codes(protection, Evidence(None, ("d-1", "d-2")), date(2026, 11, 3)) == [
        "not_delivered",
        "soon_after_hold",
        "dispute_open",
        "dispute_open",
    ]


def test_a_dispute_keeps_money_however_long_it_has_been_held() -> None:
    """The longest wait is about delivery only."""
    protection = Protection((AfterDelivery(held_days_max=21), DisputesClosed()))
    assert codes(protection, Evidence(None, ("d-1",)), date(2027, 11, 2)) == ["dispute_open"]


@given(releasables())
def test_free_and_kept_are_all_that_is_held(decision: Releasable) -> None:
    """Nothing is forgotten, and what is free is explained by no objection."""
    held = Bag.of(one.holding.amount for one in decision.decisions)
    assert decision.free + decision.kept == held
    assert len(str(decision).splitlines()) == len(decision.why()) or not decision.decisions


@given(protections(), holdings(), evidences(), st.integers(0, 60), st.integers(0, 60))
def test_what_is_free_stays_free(
    protection: Protection, holding: Holding, evidence: Evidence, days: int, more: int
) -> None:
    """With the same evidence, a later day frees no less."""
    on = date(2026, 10, 30) + timedelta(days)
    earlier, later = (
        releasable(protection, [holding], evidence, on=day) for day in (on, on + timedelta(more))
    )
    assert not earlier.free or later.free == earlier.free


@given(protections(), holdings(), evidences(), st.integers(0, 60))
def test_one_condition_less_frees_no_less(
    protection: Protection, holding: Holding, evidence: Evidence, days: int
) -> None:
    """All must hold, so each can only keep money."""
    on = date(2026, 10, 30) + timedelta(days)
    whole = releasable(protection, [holding], evidence, on=on)
    for condition in protection.conditions:
        alone = releasable(Protection((condition,)), [holding], evidence, on=on)
        assert not whole.free or alone.free


def test_money_is_not_held_for_nothing() -> None:
    """No condition, no protection; no amount, no holding."""
    with pytest.raises(InvalidValueError, match="give one"):
        Protection(())
    with pytest.raises(InvalidValueError, match="more than nothing"):
        Holding("o7", Money("0.00", "EUR"), date(2026, 11, 2))
    with pytest.raises(InvalidValueError, match="days=-1"):
        AfterDelivery(days=-1)
