"""Payouts as transfers: the file adds up to the plan, and everybody who cannot be paid is named."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import Bag
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import Ledger, Line, Post, plan_payouts, post_all
from xbcommerce.payments.payout_files import BankAccount, Fate, Party, PayoutFate, PayoutFates
from xbcommerce.payments.payouts import (
    Payout,
    PayoutPlan,
    PayoutTerms,
    SellerAccount,
    SellerEntry,
    payout_entry,
    returned_entry,
    returned_payouts,
    transfers_of,
)
from xbcommerce.testing.strategies.payouts import (
    FIRST_DAY,
    SELLERS,
    payout_plans,
    payout_terms,
    seller_entry_lists,
)

NUMBER = BankAccount(number="1234567", bic="MHCBJPJT")
ACCOUNTS = [
    SellerAccount(seller, currency, Party(seller), NUMBER)
    for seller in SELLERS
    for currency in ("EUR", "JPY")
]


@given(payout_plans())
def test_transfers_add_up_to_the_control_sums(plan: PayoutPlan) -> None:
    """One for each payout, in its order, under its key."""
    transfers = transfers_of(plan, ACCOUNTS)
    assert not isinstance(transfers, Refusal)
    assert Bag.of(transfer.amount for transfer in transfers) == plan.control_sums
    assert [transfer.id for transfer in transfers] == [payout.key for payout in plan.payouts]
    assert [transfer.creditor.name for transfer in transfers] == [payout.seller for payout in plan.payouts]


def test_everybody_without_one_account_is_named() -> None:
    """None is as bad as two; an account in another currency is none."""
    entries = [SellerEntry(f"c-{who}", who, Money("9.00", "EUR")) for who in SELLERS]
    plan = plan_payouts(entries, PayoutTerms(), on=date(2026, 11, 6))
    assert isinstance(plan, PayoutPlan)
    euros = [one for one in ACCOUNTS if one.currency == "EUR"]
    yen = SellerAccount("anna", "JPY", Party("anna"), NUMBER)
    refusal = transfers_of(plan, [yen, *euros[1:], euros[2]])
    assert isinstance(refusal, Refusal)
    assert [(unmet.code, unmet.where) for unmet in refusal.unmet] == [
        ("payout.no_account", "anna"),
        ("payout.two_accounts", "chen"),
    ]


@given(seller_entry_lists(), payout_terms(), st.lists(st.sets(st.integers(0, 9)), max_size=4))
def test_a_rejected_payout_is_paid_anew_and_no_cent_is_lost_or_doubled(
    entries: tuple[SellerEntry, ...], terms: PayoutTerms, rejections: list[set[int]]
) -> None:
    """Whatever the bank sends back is owed again by itself; the books by seller agree after every round."""
    day = FIRST_DAY + timedelta(days=60)
    owed = [_earned(entry) for entry in set(entries) if entry.amount.amount]
    books = post_all(Ledger(), owed)[0]
    issued: tuple[Payout, ...] = ()
    fates: list[PayoutFates] = []
    for rejected in (*rejections, set[int]()):
        back = returned_payouts(issued, fates)
        plan = plan_payouts(entries, terms, on=day, issued=issued, returned=back)
        assert isinstance(plan, PayoutPlan)
        assert not {payout.key for payout in plan.payouts} & {payout.key for payout in issued}
        issued = (*issued, *plan.payouts)
        fates.append(_told(plan, rejected))
        lost = returned_payouts(plan.payouts, fates)
        commands = [payout_entry(payout, on=day) for payout in plan.payouts]
        undone = [returned_entry(payout, on=day) for payout in lost]
        books, outcomes = post_all(books, [*commands, *undone])
        assert not [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
        arrived = [payout for payout in issued if payout not in returned_payouts(issued, fates)]
        for seller in SELLERS:
            paid = Bag.of(payout.balance for payout in arrived if payout.seller == seller)
            earned = Bag.of(entry.amount for entry in set(entries) if entry.seller == seller)
            assert books.balance(f"seller:{seller}") + earned == paid


def _earned(entry: SellerEntry) -> Post:
    lines = (Line.of(f"seller:{entry.seller}", -entry.amount), Line.of("sales", entry.amount))
    return Post(entry.id, FIRST_DAY, "earned", lines)


def _told(plan: PayoutPlan, rejected: set[int]) -> PayoutFates:
    """Let the bank reject some payouts of a plan and settle the others."""
    return PayoutFates(
        FrozenMap(
            {
                payout.key: PayoutFate(Fate.REJECTED if number in rejected else Fate.SETTLED)
                for number, payout in enumerate(plan.payouts)
            }
        )
    )


def test_settled_and_rejected_at_once_is_paid_to_nobody_again() -> None:
    """A question for the bank, whichever of two files said what."""
    plan = plan_payouts([SellerEntry("c", "anna", Money("9.00", "EUR"))], PayoutTerms(), on=FIRST_DAY)
    assert isinstance(plan, PayoutPlan)
    both = [_told(plan, set()), _told(plan, {0})]
    assert returned_payouts(plan.payouts, both[1:]) == plan.payouts
    assert returned_payouts(plan.payouts, both) == returned_payouts(plan.payouts, both[::-1]) == ()
