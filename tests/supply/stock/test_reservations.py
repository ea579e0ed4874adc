"""Reservations: promises are kept, wishes yield, and both end by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.supply.stock import Firmness, Release, Reservations, Reserve, release, reserve
from xbcommerce.testing.strategies.stock import releases, reserves

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
ASKED = st.lists(reserves() | releases(), max_size=8)


def kept(asked: Sequence[Reserve | Release], on_hand: int) -> Reservations:
    """Ask for everything, in the order of the clock."""
    held = Reservations()
    for one in sorted(asked, key=lambda each: each.at):
        answer = reserve(held, one, on_hand=on_hand) if isinstance(one, Reserve) else release(held, one)
        held = held if isinstance(answer, Refusal) else answer
    return held


@given(ASKED, st.integers(0, 60), st.integers(0, 1_300))
def test_promises_never_exceed_what_is_there(
    asked: list[Reserve | Release], on_hand: int, minutes: int
) -> None:
    """At any instant, for every item; and each promise is covered in full."""
    held, at = kept(asked, on_hand), NOON + timedelta(minutes=minutes)
    for sku in ("mug", "pot"):
        assert held.reserved(sku, "Hamburg", at=at, firmness=Firmness.HARD) <= on_hand
        covered = held.covered(sku, "Hamburg", on_hand=on_hand, at=at)
        assert sum(covered.values()) <= on_hand
        for one in held.active(sku, "Hamburg", at=at):
            assert covered[one.key] <= one.quantity
            assert one.firmness is Firmness.SOFT or covered[one.key] == one.quantity


@given(ASKED)
def test_asking_again_changes_nothing(asked: list[Reserve | Release]) -> None:
    """What was accepted is accepted again, even where nothing would be free any more."""
    held = kept(asked, 50)
    for one in held.moves:
        again = reserve(held, one, on_hand=0) if isinstance(one, Reserve) else release(held, one)
        assert again == held


def test_a_reservation_ends_at_the_instant_of_its_expiry() -> None:
    """Not a second later, and without anybody's doing."""
    cart = Reserve("cart", "mug", "Hamburg", 5, NOON, Firmness.SOFT, LATER)
    held = reserve(Reservations(), cart, on_hand=5)
    assert isinstance(held, Reservations)
    second = timedelta(seconds=1)
    assert [held.reserved("mug", "Hamburg", at=at) for at in (LATER - second, LATER)] == [5, 0]


def test_a_wish_does_not_get_what_another_wish_holds() -> None:
    """The second cart waits, the order does not; the cart then goes without."""
    cart = Reserve("cart-1", "mug", "Hamburg", 5, NOON, Firmness.SOFT)
    held = reserve(Reservations(), cart, on_hand=5)
    assert isinstance(held, Reservations)
    second = reserve(held, evolve(cart, key="cart-2", quantity=1), on_hand=5)
    assert isinstance(second, Refusal)
    assert second.codes == ("stock.not_free",)
    order = reserve(held, Reserve("so-1", "mug", "Hamburg", 4, NOON), on_hand=5)
    assert isinstance(order, Reservations)
    assert dict(order.covered("mug", "Hamburg", on_hand=5, at=NOON)) == {"so-1": 4, "cart-1": 1}


def test_the_same_key_with_other_content_is_a_conflict_and_an_unknown_one_is_named() -> None:
    """A retry is told from a second wish."""
    first = Reserve("so-1", "mug", "Hamburg", 4, NOON)
    held = reserve(Reservations(), first, on_hand=5)
    assert isinstance(held, Reservations)
    assert str(reserve(held, evolve(first, quantity=1), on_hand=5)) == "stock.reservation_conflict at so-1"
    assert str(release(held, Release("so-9", NOON))) == "stock.unknown_reservation at so-9"


def test_a_reservation_that_ends_before_it_begins_is_refused() -> None:
    """Expiry lies behind the asking."""
    with pytest.raises(InvalidValueError, match="expected an instant after at="):
        Reserve("so-1", "mug", "Hamburg", 4, NOON, expires_at=NOON)
