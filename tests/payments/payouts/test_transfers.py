"""Payouts as transfers: the file adds up to the plan, and everybody who cannot be paid is named."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from moneyed import Money

from xbcommerce.kernel.money import Bag
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import (
    BankAccount,
    Party,
    PayoutPlan,
    PayoutTerms,
    SellerAccount,
    SellerEntry,
    plan_payouts,
    transfers_of,
)
from xbcommerce.testing.strategies.payouts import SELLERS, payout_plans

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
