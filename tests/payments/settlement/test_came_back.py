"""Transfers that come back: the money is in the balance again, is sent again, and arrives once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import Bag, from_minor, minor
from xbcommerce.payments import (
    Account,
    BankCredited,
    ConfirmCredit,
    Fact,
    FundsRemitted,
    FundsSettled,
    RemitFunds,
    RemittanceReturned,
    Settlement,
    SettlementPlan,
    evolve_with,
    fold,
    next_effects,
)
from xbcommerce.payments.payout_files import Fate, PayoutFate, PayoutFates
from xbcommerce.payments.reconciliation import expected_at_bank
from xbcommerce.payments.settlement import came_back

AT = datetime(2026, 10, 30, 9, tzinfo=UTC)
PLAN = SettlementPlan("o7", currency="GBP", target="GBP", provider="acme", bank_account="GB-1")


def fates(*references: str, fate: Fate = Fate.REJECTED) -> PayoutFates:
    """Let the bank say one thing of some transfers."""
    return PayoutFates(FrozenMap({reference: PayoutFate(fate) for reference in references}))


def settled(pence: int) -> Settlement:
    """Have money in the balance."""
    return fold(PLAN, [FundsSettled("s", "o7", AT, from_minor(pence, "GBP"))])


@given(st.integers(1, 10**6), st.lists(st.integers(0, 30), max_size=5))
def test_however_often_it_comes_back_it_arrives_whole_but_for_fees(pence: int, fees: list[int]) -> None:
    """Each try has a key of its own; what banks keep is an expense, and nothing else is missing."""
    state, keys = settled(pence), set[str]()
    for number, fee in enumerate(fees):
        (remit,) = next_effects(state, at=AT)
        assert isinstance(remit, RemitFunds)
        keys.add(remit.key)
        state = evolve_with(state, FundsRemitted(f"out-{number}", "o7", AT, remit.amount, remit.key))
        (confirm,) = next_effects(state, at=AT)
        assert isinstance(confirm, ConfirmCredit)
        keys.add(confirm.key)
        kept = from_minor(min(fee, minor(remit.amount) - 1), "GBP")
        back = RemittanceReturned(f"back-{number}", "o7", AT, remit.amount, remit.key, kept)
        state = evolve_with(state, back)
        assert state.at(Account.SELLER_BALANCE) + state.at(Account.BANK_FEES) == from_minor(pence, "GBP")
        assert not state.at(Account.IN_TRANSIT).amount
    assert len(keys) == 2 * len(fees)


@given(st.lists(st.sampled_from(Fate), min_size=1, max_size=4), st.randoms(use_true_random=True))
def test_what_the_bank_rejected_is_told_once(words: list[Fate], chance: object) -> None:
    """Told again with the next report it says nothing; settled and rejected at once says nothing either."""
    sent = FundsRemitted("out", "o7", AT, Money("10.00", "GBP"), "PO-1", Money("0.30", "GBP"))
    state = evolve_with(settled(1_000), sent)
    reports = [fates("PO-1", "PO-2", fate=word) for word in words]
    told = came_back(state, reports, at=AT)
    chance.shuffle(reports)  # type: ignore[attr-defined]
    assert came_back(state, reports, at=AT) == told
    doubtful = Fate.SETTLED in words or Fate.CONFLICTED in words
    expected: tuple[Fact, ...] = ()
    if Fate.REJECTED in words and not doubtful:
        expected = (RemittanceReturned("returned-out", "o7", AT, Money("9.70", "GBP"), "PO-1"),)
    assert told == expected
    assert came_back(evolve_with(state, *told), reports, at=AT + timedelta(days=1)) == ()


def test_a_return_is_told_to_people() -> None:
    """And what is in the balance again is missing at the bank."""
    sent = FundsRemitted("out", "o7", AT, Money("10.00", "GBP"), "PO-1")
    state = evolve_with(settled(1_000), sent)
    state = evolve_with(state, *came_back(state, [fates("PO-1")], at=AT))
    assert "Transfer PO-1 came back: GBP 10.00" in str(state)
    assert state.outstanding[Account.SELLER_BALANCE] == Bag.of([Money("10.00", "GBP")])
    assert expected_at_bank(state, due=lambda at: at.date()) == ()
    again = FundsRemitted("again", "o7", AT, Money("10.00", "GBP"), "PO-2")
    whole = evolve_with(state, again, BankCredited("in", "o7", AT, Money("10.00", "GBP"), "PO-2"))
    assert whole.at(Account.BANK) == Money("10.00", "GBP")
    assert not whole.at(Account.SELLER_BALANCE).amount
