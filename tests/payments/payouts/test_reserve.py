"""Rolling reserves: what is held is released, whole, and never more is held than the cap allows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import CurrencyMismatchError, minor, total
from xbcommerce.payments import ReserveTerms
from xbcommerce.payments.payouts import Payable, ReserveSchedule, reserve_entries, reserve_schedule
from xbcommerce.testing.strategies.payouts import payables, reserve_schedules, reserve_terms

DAY = date(2026, 3, 1)


def euros(amount: str) -> Money:
    """Make euros."""
    return Money(amount, "EUR")


def week(*amounts: str) -> list[Payable]:
    """One payable a day."""
    return [Payable(DAY + timedelta(days=n), euros(amount)) for n, amount in enumerate(amounts)]


@given(reserve_schedules())
def test_releases_add_up_to_the_holds(schedule: ReserveSchedule) -> None:
    """And none of it is held before its first day or after its last."""
    released = total((amount for _, amount in schedule.releases), schedule.currency)
    assert released == schedule.held
    assert minor(schedule.held_on(date(2026, 1, 1))) == 0
    assert minor(schedule.held_on(date(2027, 12, 31))) == 0


@given(reserve_schedules())
def test_what_is_held_on_a_day_is_holds_begun_less_holds_ended(schedule: ReserveSchedule) -> None:
    """Day by day, and never more than the cap."""
    days = {hold.on for hold in schedule.holds} | {hold.release_on for hold in schedule.holds}
    for day in days:
        begun = sum(minor(hold.amount) for hold in schedule.holds if hold.on <= day)
        ended = sum(minor(hold.amount) for hold in schedule.holds if hold.release_on <= day)
        assert minor(schedule.held_on(day)) == begun - ended
        if schedule.terms.cap is not None:
            assert minor(schedule.held_on(day)) <= minor(schedule.terms.cap)


@given(reserve_schedules())
def test_a_hold_is_a_share_of_its_payable_rounded_down(schedule: ReserveSchedule) -> None:
    """What the cap leaves out is told beside it."""
    for hold in schedule.holds:
        exact = max(0, minor(hold.payable.amount)) * schedule.terms.rate_bps / 10_000
        wanted = minor(hold.amount) + minor(hold.beyond_cap)
        assert wanted <= exact < wanted + 1
        assert hold.release_on == hold.on + timedelta(days=schedule.terms.release_after_days)


@given(reserve_terms(), st.lists(payables(), max_size=6), st.randoms(use_true_random=True))
def test_the_order_of_payables_does_not_matter_for_the_sum(
    terms: ReserveTerms, wanted: list[Payable], chance: object
) -> None:
    """Of different days, at least: within one day the order is the caller's."""
    one_a_day = list({payable.on: payable for payable in wanted}.values())
    shuffled = list(one_a_day)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    mine, theirs = (reserve_schedule(terms, some, currency="EUR") for some in (one_a_day, shuffled))
    assert mine == theirs


def test_the_releases_of_a_day_make_room_for_its_holds() -> None:
    """35 are freed on the day on which 35 are held under a cap of 40."""
    terms = ReserveTerms(500, release_after_days=30, cap=euros("40.00"))
    some = [Payable(day, euros("700.00")) for day in (DAY, date(2026, 3, 2), date(2026, 3, 31))]
    schedule = reserve_schedule(terms, some, currency="EUR")
    assert [hold.amount for hold in schedule.holds] == [euros("35.00"), euros("5.00"), euros("35.00")]
    assert schedule.held_on(date(2026, 3, 31)) == euros("40.00")


def test_nothing_is_held_of_what_is_owed() -> None:
    """A day on which more went back than came."""
    schedule = reserve_schedule(
        ReserveTerms(1_000, release_after_days=5), week("-50.00", "0.09"), currency="EUR"
    )
    assert [hold.amount for hold in schedule.holds] == [euros("0.00"), euros("0.00")]


@given(reserve_schedules())
def test_as_entries_a_reserve_delays_money_and_takes_none(schedule: ReserveSchedule) -> None:
    """Debits and credits add up to nothing, under ids of their own."""
    entries = reserve_entries(schedule, "anna")
    assert sum(minor(entry.amount) for entry in entries) == 0
    assert len({entry.id for entry in entries}) == len(entries)


def test_another_currency_and_impossible_terms_are_refused() -> None:
    """Nothing is converted, nothing negative is held, and no more than all."""
    terms = ReserveTerms(1_000, release_after_days=5, cap=Money("1.00", "USD"))
    with pytest.raises(CurrencyMismatchError):
        reserve_schedule(terms, [], currency="EUR")
    with pytest.raises(CurrencyMismatchError):
        reserve_schedule(ReserveTerms(1_000, release_after_days=5), week("1.00"), currency="USD")
    for rate, days in ((10_001, 5), (-1, 5), (0.5, 5), (100, -1)):
        with pytest.raises(InvalidValueError):
            ReserveTerms(rate, release_after_days=days)  # type: ignore[arg-type]
    for days in (10**7, 10**10, 10**100):
        with pytest.raises(InvalidValueError, match=f"release_after_days={days} .* beyond the year 9999"):
            reserve_schedule(ReserveTerms(1_000, release_after_days=days), week("1.00"), currency="EUR")
