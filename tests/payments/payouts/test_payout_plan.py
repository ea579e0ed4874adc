"""Payout plans: nobody is paid more than it has, no cent twice, and what is not paid is explained."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from tests.payments.sizes import HALF
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import Bag, from_minor, minor
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import plan_payouts
from xbcommerce.payments.payouts import Carried, CarryReason, Payout, PayoutPlan, PayoutTerms, SellerEntry
from xbcommerce.testing.strategies.payouts import FIRST_DAY, payout_terms, seller_entry_lists

FRIDAY = date(2026, 11, 6)
NO_TERMS = PayoutTerms()


def euros(amount: str) -> Money:
    """Make euros."""
    return Money(amount, "EUR")


def entry(entry_id: str, amount: str, *, on: date | None = None, seller: str = "anna") -> SellerEntry:
    """Write an entry."""
    return SellerEntry(entry_id, seller, euros(amount), on)


def planned(
    entries: list[SellerEntry],
    terms: PayoutTerms = NO_TERMS,
    *,
    on: date = FRIDAY,
    issued: tuple[Payout, ...] = (),
    returned: tuple[Payout, ...] = (),
) -> PayoutPlan:
    """Plan, and expect a plan."""
    plan = plan_payouts(entries, terms, on=on, issued=issued, returned=returned)
    assert isinstance(plan, PayoutPlan), plan
    return plan


def terms(minimum: str = "0.00", fee: str = "0.00") -> PayoutTerms:
    """Ask for a minimum and a fee in euros."""
    return PayoutTerms(minimum=Bag.of([euros(minimum)]), fee=Bag.of([euros(fee)]))


def reasons(plan: PayoutPlan) -> list[CarryReason]:
    """Name why balances are carried forward."""
    return [carried.reason for carried in plan.carried]


@given(seller_entry_lists(), payout_terms(), st.integers(0, 8))
def test_every_cent_is_paid_or_carried(
    entries: tuple[SellerEntry, ...], rule: PayoutTerms, days: int
) -> None:
    """Seller by seller and currency by currency; control sums are what is sent."""
    plan = planned(list(entries), rule, on=FIRST_DAY + timedelta(days))
    for seller in {entry.seller for entry in entries}:
        paid = Bag.of(payout.balance for payout in plan.payouts if payout.seller == seller)
        carried = Bag.of(one.amount for one in plan.carried if one.seller == seller)
        assert paid + carried == Bag.of(entry.amount for entry in entries if entry.seller == seller)
    assert plan.control_sums == Bag.of(payout.amount for payout in plan.payouts)


@given(seller_entry_lists(), payout_terms(), st.integers(0, 8))
def test_no_payout_is_above_what_is_available(
    entries: tuple[SellerEntry, ...], rule: PayoutTerms, days: int
) -> None:
    """Credits of later days do not count, debits of any day do."""
    on = FIRST_DAY + timedelta(days)
    for payout in planned(list(entries), rule, on=on).payouts:
        code = payout.amount.currency.code
        available = sum(
            minor(entry.amount)
            for entry in entries
            if (entry.seller, entry.amount.currency.code) == (payout.seller, code)
            and (entry.amount.amount < 0 or entry.available_on is None or entry.available_on <= on)
        )
        assert 0 < minor(payout.amount) <= available
        assert minor(payout.balance) == available
        assert minor(payout.balance) >= minor(rule.minimum[code])


@HALF
@given(seller_entry_lists(), payout_terms(), st.data())
def test_over_many_days_no_cent_is_paid_twice(
    entries: tuple[SellerEntry, ...], rule: PayoutTerms, data: st.DataObject
) -> None:
    """Entries come in late, twice and in any order, and earlier payouts are remembered."""
    told = data.draw(st.permutations([*entries, *entries]))
    known: list[SellerEntry] = []
    issued: list[Payout] = []
    back: list[Payout] = []
    for day in range(10):
        known += told[day * len(told) // 10 : (day + 1) * len(told) // 10]
        on, before = FIRST_DAY + timedelta(day), (tuple(issued), tuple(back))
        issued += planned(known, rule, on=on, issued=before[0], returned=before[1]).payouts
        assert planned(known, rule, on=on, issued=tuple(issued), returned=before[1]).payouts == ()
        if data.draw(st.booleans()) and issued:
            back.append(issued[-1])
    paid = [entry_id for payout in issued if payout not in back for entry_id in payout.entries]
    assert len(paid) == len(set(paid))
    assert len({payout.key for payout in issued}) == len(issued)
    by_id = {entry.id: entry for entry in entries}
    for payout in issued:
        assert payout.balance == sum(
            (by_id[entry_id].amount for entry_id in payout.entries), from_minor(0, payout.amount.currency)
        )


@given(seller_entry_lists(), payout_terms(), st.randoms(use_true_random=True))
def test_the_order_of_entries_does_not_matter(
    entries: tuple[SellerEntry, ...], rule: PayoutTerms, chance: object
) -> None:
    """Nor does repetition; the keys are the same too."""
    shuffled = [*entries, *entries]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert planned(shuffled, rule) == planned(list(entries), rule)


def test_the_minimum_is_inclusive_and_tested_before_the_fee() -> None:
    """25.00 is paid, less the fee, and so falls below the minimum; 24.99 is not paid."""
    plan = planned([entry("a", "25.00"), entry("b", "24.99", seller="ben")], terms("25.00", "0.50"))
    assert [(payout.seller, payout.amount) for payout in plan.payouts] == [("anna", euros("24.50"))]
    assert plan.carried == (Carried("ben", euros("24.99"), CarryReason.BELOW_MINIMUM, euros("25.00")),)


def test_a_fee_that_leaves_nothing_is_not_taken() -> None:
    """The balance waits until something would be left."""
    assert reasons(planned([entry("a", "0.50")], terms(fee="0.50"))) == [CarryReason.FEE_EXCEEDS_BALANCE]
    assert planned([entry("a", "0.51")], terms(fee="0.50")).payouts[0].amount == euros("0.01")


def test_a_chargeback_after_the_payout_is_set_off_inside_its_currency() -> None:
    """Dollars do not pay euros; later euros do."""
    entries = [entry("sale", "100.00")]
    issued = planned(entries).payouts
    entries += [entry("lost", "-100.00"), SellerEntry("usd", "anna", Money("500.00", "USD"))]
    second = planned(entries, issued=issued)
    assert [payout.amount for payout in second.payouts] == [Money("500.00", "USD")]
    assert second.carried == (Carried("anna", euros("-100.00"), CarryReason.NEGATIVE_BALANCE),)
    entries.append(entry("next", "130.00"))
    third = planned(entries, issued=(*issued, *second.payouts))
    assert [(payout.amount, payout.entries) for payout in third.payouts] == [
        (euros("30.00"), ("lost", "next"))
    ]


def test_a_debit_counts_before_its_day_and_a_credit_does_not() -> None:
    """Nobody is paid money that is known to go back."""
    monday = FRIDAY + timedelta(days=3)
    plan = planned([entry("a", "10.00"), entry("b", "-4.00", on=monday), entry("c", "7.00", on=monday)])
    assert [payout.amount for payout in plan.payouts] == [euros("6.00")]
    assert plan.carried == (Carried("anna", euros("7.00"), CarryReason.NOT_YET_AVAILABLE, monday),)


def test_a_payout_that_came_back_is_paid_again_under_another_key() -> None:
    """The bank takes the old one for the same, and would not pay it."""
    entries = [entry("a", "10.00")]
    (first,) = planned(entries).payouts
    (second,) = planned(entries, issued=(first,), returned=(first,)).payouts
    assert (second.balance, second.entries, second.attempt) == (first.balance, first.entries, 2)
    assert second.key != first.key
    assert planned(entries, issued=(first, second), returned=(first,)).payouts == ()
    (third,) = planned(entries, issued=(first, second), returned=(first, second)).payouts
    assert third.attempt == 3


def test_the_key_depends_on_what_is_paid() -> None:
    """Another entry, another payout."""
    first, second = (planned(some).payouts[0] for some in ([entry("a", "9.00")], [entry("b", "9.00")]))
    assert first.key != second.key


def test_an_entry_with_two_contents_stops_everything() -> None:
    """Every such id is named, once."""
    wrong = [entry("a", "10.00"), entry("a", "11.00"), entry("a", "12.00"), entry("b", "1.00")]
    answer = plan_payouts([*wrong, entry("b", "1.00")], NO_TERMS, on=FRIDAY)
    assert isinstance(answer, Refusal)
    assert [(unmet.code, unmet.where) for unmet in answer.unmet] == [("payout.entry_conflict", "a")]


def test_an_empty_plan_says_so() -> None:
    """A day without anything."""
    assert str(planned([])) == "Nothing is to be paid, and nothing is carried forward"


def test_negative_terms_and_nameless_entries_are_refused() -> None:
    """Nobody is paid for being paid."""
    with pytest.raises(InvalidValueError, match=r"fee=-1\.00 EUR"):
        PayoutTerms(fee=Bag.of([euros("-1.00")]))
    with pytest.raises(InvalidValueError, match="id=''"):
        entry("", "1.00")
