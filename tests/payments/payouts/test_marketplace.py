"""A marketplace over many days: captures, refunds, reserves, payouts, and books that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.payments.sizes import HALF
from xbcommerce.kernel.money import Bag, minor
from xbcommerce.payments import Account, Ledger, Post, Posted, ReserveTerms, plan_payouts, post
from xbcommerce.payments.payouts import (
    CaptureSplit,
    Payable,
    Payout,
    PayoutPlan,
    PayoutTerms,
    Role,
    SellerEntry,
    SplitAccount,
    payout_entry,
    refund_entry,
    reserve_entries,
    reserve_schedule,
    seller_entries,
    split_entry,
)
from xbcommerce.testing.strategies.payouts import (
    FIRST_DAY,
    SELLERS,
    payout_terms,
    reserve_terms,
    split_accounts,
)


def weeks() -> st.SearchStrategy[list[SplitAccount]]:
    """Up to four captures, each with its refunds, under ids of their own."""
    return st.lists(split_accounts(), max_size=4).map(
        lambda accounts: [_named(account, f"cap-{n}") for n, account in enumerate(accounts)]
    )


def _named(account: SplitAccount, capture_id: str) -> SplitAccount:
    split = CaptureSplit(capture_id, account.split.amount, account.split.shares)
    refunds = tuple(
        type(refund)(f"{capture_id}-{refund.refund_id}", refund.amount, refund.shares)
        for refund in account.refunds
    )
    return SplitAccount(split, refunds)


def booked(*posts: Post) -> Ledger:
    """Write entries, and expect each to be written."""
    ledger = Ledger()
    for each in posts:
        outcome = post(ledger, each)
        assert isinstance(outcome, Posted), outcome
        ledger = outcome.ledger
    return ledger


def posts_of(accounts: Sequence[SplitAccount]) -> list[Post]:
    """Write splits and refunds as entries."""
    return [
        entry
        for account in accounts
        for entry in (
            split_entry(account.split, on=FIRST_DAY),
            *(refund_entry(refund, on=FIRST_DAY) for refund in account.refunds),
        )
    ]


def paid_over(entries: Sequence[SellerEntry], terms: PayoutTerms, *, days: int) -> list[Payout]:
    """Plan payouts day by day, and remember them."""
    issued: list[Payout] = []
    for day in range(days):
        plan = plan_payouts(entries, terms, on=FIRST_DAY + timedelta(day), issued=issued)
        assert isinstance(plan, PayoutPlan)
        issued += plan.payouts
    return issued


@given(weeks())
def test_the_books_give_everything_to_the_parties(accounts: list[SplitAccount]) -> None:
    """What parties are owed is what was captured less what was refunded, to the cent."""
    books = booked(*posts_of(accounts))
    parties = [name for name in books.balances() if name.partition(":")[0] in {role.value for role in Role}]
    owed = sum(minor(-books.balance(name)["EUR"]) for name in parties)
    captured = sum(minor(account.split.amount) for account in accounts)
    refunded = sum(minor(refund.amount) for account in accounts for refund in account.refunds)
    assert owed == captured - refunded
    assert minor(books.balance(Account.SALES.value)["EUR"]) == captured
    assert minor(books.balance(Account.REFUNDS.value)["EUR"]) == -refunded


@given(weeks(), payout_terms())
def test_a_sellers_account_is_what_is_yet_to_be_paid(
    accounts: list[SplitAccount], terms: PayoutTerms
) -> None:
    """Entries and books agree before and after the payouts."""
    entries = [entry for account in accounts for entry in seller_entries(account)]
    issued = paid_over(entries, terms, days=1)
    books = booked(*posts_of(accounts), *(payout_entry(payout, on=FIRST_DAY) for payout in issued))
    settled = {entry_id for payout in issued for entry_id in payout.entries}
    for seller in SELLERS:
        still = Bag.of(
            entry.amount for entry in entries if entry.seller == seller and entry.id not in settled
        )
        assert -books.balance(f"seller:{seller}") == still
    assert not sum(books.balances().values(), Bag())


@HALF
@given(weeks(), reserve_terms())
def test_a_reserve_delays_payouts_and_loses_nothing(
    accounts: list[SplitAccount], terms: ReserveTerms
) -> None:
    """When the last reserve is free, the sellers have got the same as without."""
    entries = [entry for account in accounts for entry in seller_entries(account)]
    held: list[SellerEntry] = []
    for seller in SELLERS:
        own = [Payable(FIRST_DAY, entry.amount) for entry in entries if entry.seller == seller]
        held += reserve_entries(reserve_schedule(terms, own, currency="EUR"), seller)
    plain, reserved = (paid_over(some, PayoutTerms(), days=30) for some in (entries, [*entries, *held]))
    for seller in SELLERS:
        mine, theirs = (
            sum(minor(payout.amount) for payout in some if payout.seller == seller)
            for some in (plain, reserved)
        )
        assert mine == theirs


@HALF
@given(weeks(), payout_terms())
def test_posting_a_payout_again_is_a_replay(accounts: list[SplitAccount], terms: PayoutTerms) -> None:
    """Its key is the name of its entry."""
    entries = [entry for account in accounts for entry in seller_entries(account)]
    once = [payout_entry(payout, on=FIRST_DAY) for payout in paid_over(entries, terms, days=1)]
    books = booked(*posts_of(accounts), *once)
    for again in once:
        assert not isinstance(post(books, again), Posted)
        assert post(books, again).ledger == books  # type: ignore[union-attr]
