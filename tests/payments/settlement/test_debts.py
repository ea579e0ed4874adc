"""A chargeback after the payout keeps the order open until it is set off or acknowledged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, NaiveDatetimeError
from xbcommerce.kernel.money import Bag, from_minor, minor
from xbcommerce.payments import (
    Account,
    BankCredited,
    ChargebackReversed,
    ChargedBack,
    CoverDebt,
    DebtAcknowledged,
    DebtNetted,
    Exit,
    Fact,
    FundsRemitted,
    FundsSettled,
    Ledger,
    OrderConfirmed,
    PaymentProcessed,
    Refunded,
    RequestSettlement,
    ReserveReleased,
    Settlement,
    SettlementPlan,
    Stage,
    book,
    evolve_with,
    fold,
    next_effects,
)
from xbcommerce.payments.settlement import net_debts, owed_to_provider
from xbcommerce.testing.strategies.payments import Run, runs

AT = datetime(2026, 10, 30, 9, tzinfo=UTC)


def pounds(amount: str) -> Money:
    """Make pounds."""
    return Money(amount, "GBP")


def plan(order: str, *, provider: str = "acme", currency: str = "GBP") -> SettlementPlan:
    """Plan an order whose bank account is in the buyer's currency."""
    return SettlementPlan(
        order, currency=currency, target=currency, provider=provider, bank_account="account-1"
    )


def paid_out(order: str, *more: Fact, amount: str = "100.00") -> Settlement:
    """Carry an order to the bank."""
    money = pounds(amount)
    return fold(
        plan(order),
        [
            OrderConfirmed("confirmed", order, AT, money),
            PaymentProcessed("paid", order, AT, money, pounds("0.00")),
            FundsSettled("settled", order, AT, money),
            FundsRemitted("sent", order, AT, money, "ref-1"),
            BankCredited("credited", order, AT, money, "ref-1"),
            *more,
        ],
    )


def captured(order: str, amount: str, **terms: str) -> Settlement:
    """Capture an order, and leave the money with the provider."""
    return fold(
        plan(order, **terms),
        [
            OrderConfirmed("confirmed", order, AT, Money(amount, terms.get("currency", "GBP"))),
            PaymentProcessed("paid", order, AT, Money(amount, terms.get("currency", "GBP")), None),
        ],
    )


def charged_back(order: str, amount: str, event: str = "lost") -> ChargedBack:
    """Lose a dispute."""
    return ChargedBack(event, order, AT, pounds(amount))


def test_an_order_is_not_complete_while_it_owes_the_provider() -> None:
    """Stage, missing, explanation and effects say the same."""
    owes = paid_out("o7", charged_back("o7", "40.00"))
    assert (owes.stage, owes.is_complete) == (Stage.REMITTED, False)
    assert [item.code for item in owes.missing] == ["settlement.owed_to_provider"]
    assert "Every cent is accounted for" not in str(owes)
    assert next_effects(owes, at=AT) == (CoverDebt("o7", "acme", pounds("40.00"), pounds("0.00")),)


def test_an_acknowledged_debt_completes_the_order_and_stays_in_the_books() -> None:
    """The money is owed still, but nothing is waited for."""
    state = paid_out("o7", charged_back("o7", "40.00"), DebtAcknowledged("ack", "o7", AT, pounds("40.00")))
    assert state.is_complete
    assert state.exits == {Exit.CHARGED_BACK}
    assert state.at(Account.PROVIDER_PAYABLE) == pounds("-40.00")
    assert str(state).splitlines()[-3:] == [
        "Sent to account account-1: GBP 100.00",
        "= on the bank account: GBP 100.00",
        "Every cent is accounted for",
    ]
    assert "+ owed to the provider, kept in the books: GBP 40.00" in str(state)
    assert next_effects(state, at=AT) == ()


def test_a_part_of_a_debt_leaves_the_rest_open_under_another_key() -> None:
    """What was covered, or asked to be, is not asked for again."""
    owes = paid_out("o7", charged_back("o7", "40.00"))
    (first,) = next_effects(owes, at=AT)
    assert next_effects(owes, at=AT, issued=[first]) == ()
    more = evolve_with(owes, charged_back("o7", "10.00", "lost again"))
    (rest,) = next_effects(more, at=AT, issued=[first])
    assert isinstance(rest, CoverDebt)
    assert (rest.amount, rest.after) == (pounds("10.00"), pounds("40.00"))
    part = evolve_with(owes, DebtAcknowledged("ack", "o7", AT, pounds("15.00")))
    (second,) = next_effects(part, at=AT)
    assert isinstance(second, CoverDebt)
    assert (second.amount, second.after) == (pounds("25.00"), pounds("15.00"))
    assert second.key != first.key


def test_a_won_dispute_after_the_acknowledgement_leaves_money_with_the_provider() -> None:
    """It is asked for like any other money."""
    state = paid_out(
        "o7",
        charged_back("o7", "40.00"),
        DebtAcknowledged("ack", "o7", AT, pounds("40.00")),
        ChargebackReversed("won", "o7", AT, pounds("40.00")),
    )
    assert not state.is_complete
    (ask,) = next_effects(state, at=AT)
    assert isinstance(ask, RequestSettlement)
    assert ask.amount == pounds("40.00")


def test_the_fee_of_a_dispute_that_was_won_is_owed() -> None:
    """The money came back, the fee did not."""
    lost = ChargedBack("lost", "o7", AT, pounds("40.00"), fee=pounds("15.00"))
    state = paid_out("o7", lost, ChargebackReversed("won", "o7", AT, pounds("40.00")))
    assert owed_to_provider(state) == pounds("15.00")
    assert [item.code for item in state.missing] == ["settlement.owed_to_provider"]
    assert state.exits == frozenset()


def test_a_fee_above_its_capture_is_owed() -> None:
    """Small payments cost more than they bring."""
    state = fold(
        plan("o7"),
        [
            OrderConfirmed("confirmed", "o7", AT, pounds("0.20")),
            PaymentProcessed("paid", "o7", AT, pounds("0.20"), pounds("0.30")),
        ],
    )
    assert owed_to_provider(state) == pounds("0.10")
    assert [type(effect) for effect in next_effects(state, at=AT)] == [CoverDebt]


def test_a_hole_in_the_reports_is_no_debt() -> None:
    """Settled and refunded, but no capture was told: nothing is asked for until it is."""
    told: list[Fact] = [
        OrderConfirmed("confirmed", "o7", AT, pounds("100.00")),
        FundsSettled("settled", "o7", AT, pounds("97.00")),
        Refunded("back", "o7", AT, pounds("100.00")),
    ]
    state = fold(plan("o7"), told)
    assert owed_to_provider(state) == pounds("0.00")
    assert "settlement.unaccounted_provider_clearing" in [item.code for item in state.missing]
    assert CoverDebt not in map(type, next_effects(state, at=AT))
    late = evolve_with(state, PaymentProcessed("paid", "o7", AT, pounds("100.00"), pounds("3.00")))
    assert owed_to_provider(late) == pounds("100.00")


def test_a_new_capture_of_the_order_nets_by_itself() -> None:
    """Inside one order and currency nothing has to be said."""
    state = paid_out(
        "o7", charged_back("o7", "40.00"), PaymentProcessed("more", "o7", AT, pounds("40.00"), pounds("0.00"))
    )
    assert state.at(Account.PROVIDER_CLEARING) == pounds("0.00")
    assert [item.code for item in state.missing] == ["settlement.unaccounted_buyer_receivable"]


def test_a_reserve_that_covers_a_chargeback_goes_back_to_the_provider() -> None:
    """It is drawn on, so it never reaches the balance."""
    state = fold(
        plan("o7"),
        [
            OrderConfirmed("confirmed", "o7", AT, pounds("100.00")),
            PaymentProcessed("paid", "o7", AT, pounds("100.00"), pounds("0.00")),
            FundsSettled("settled", "o7", AT, pounds("90.00"), reserve=pounds("10.00")),
            FundsRemitted("sent", "o7", AT, pounds("90.00"), "ref-1"),
            BankCredited("credited", "o7", AT, pounds("90.00"), "ref-1"),
            Refunded("back", "o7", AT, pounds("10.00")),
            ReserveReleased("drawn", "o7", AT, pounds("10.00"), Account.PROVIDER_CLEARING),
        ],
    )
    assert state.is_complete
    assert state.released == pounds("0.00")


def test_debts_are_set_off_against_money_of_the_same_provider_and_currency_only() -> None:
    """Yen are not pounds, and another provider is somebody else."""
    owes = paid_out("o7", charged_back("o7", "40.00"))
    strangers = [
        captured("yen", "5000", currency="JPY"),
        captured("other", "80.00", provider="rival"),
    ]
    assert net_debts([owes, *strangers], at=AT) == ()
    told = net_debts([owes, *strangers, captured("o8", "30.00"), captured("o9", "30.00")], at=AT)
    assert [(fact.order_id, fact.debtor, fact.creditor, fact.amount) for fact in told] == [
        ("o7", "o7", "o8", pounds("30.00")),
        ("o8", "o7", "o8", pounds("30.00")),
        ("o7", "o7", "o9", pounds("10.00")),
        ("o9", "o7", "o9", pounds("10.00")),
    ]


def test_a_netted_debt_completes_the_one_and_shrinks_the_other() -> None:
    """Over both orders the set-off is nothing."""
    owes, has = paid_out("o7", charged_back("o7", "40.00")), captured("o8", "100.00")
    owes, has = tell([owes, has], net_debts([owes, has], at=AT))
    assert owes.is_complete
    assert "+ owed to the provider, set off against order o8: GBP 40.00" in str(owes)
    assert has.at(Account.PROVIDER_CLEARING) == pounds("60.00")
    books = book(Ledger(), owes, has, on=date(2026, 10, 30))
    assert not books.balance(Account.NETTING.value)


def test_a_set_off_told_to_one_order_only_is_completed_first() -> None:
    """A host that broke off between the two facts does not set the same money off twice."""
    owes, has = paid_out("o7", charged_back("o7", "40.00")), captured("o8", "30.00")
    first, second = net_debts([owes, has], at=AT)
    for broken_off, missing in (
        ([evolve_with(owes, first), has], second),
        ([owes, evolve_with(has, second)], first),
    ):
        assert net_debts(broken_off, at=AT) == (missing,)


def tell(states: Sequence[Settlement], facts: Sequence[DebtNetted]) -> list[Settlement]:
    """Give every order the facts about it."""
    return [
        evolve_with(state, *(fact for fact in facts if fact.order_id == state.plan.order_id))
        for state in states
    ]


@given(
    st.lists(st.integers(0, 5_000), min_size=1, max_size=5),
    st.lists(st.integers(1, 5_000), max_size=5),
    st.data(),
)
def test_netting_moves_what_it_can_and_loses_nothing(
    debts: list[int], money: list[int], data: st.DataObject
) -> None:
    """Debts fall by what money falls by, and afterwards there is debt or money, never both."""
    states = [paid_out(f"d{n}", amount="60.00") for n in range(len(debts))]
    states = [
        evolve_with(state, ChargedBack("lost", state.plan.order_id, AT, from_minor(units, "GBP")))
        if units
        else state
        for state, units in zip(states, debts, strict=True)
    ]
    states += [captured(f"c{n}", str(from_minor(units, "GBP").amount)) for n, units in enumerate(money)]
    states = data.draw(st.permutations(states))
    after = tell(states, net_debts(states, at=AT))
    balances = [minor(state.at(Account.PROVIDER_CLEARING)) for state in after]
    assert sum(balances) == sum(money) - sum(debts)
    assert min(balances) >= 0 or max(balances) <= 0
    assert not sum((state.accounts.get(Account.NETTING, Bag()) for state in after), Bag())
    assert net_debts(after, at=AT) == ()


@given(runs(), st.integers(1, 10**6))
def test_a_chargeback_after_a_whole_run_opens_it_and_acknowledging_closes_it(run: Run, units: int) -> None:
    """Whatever the order went through before."""
    order, amount = run.plan.order_id, from_minor(units, run.plan.currency)
    lost = fold(run.plan, [*run.facts, ChargedBack("lost", order, AT, amount)])
    assert not lost.is_complete
    (debt,) = next_effects(lost, at=AT)
    assert isinstance(debt, CoverDebt)
    assert debt.amount == amount
    settled = evolve_with(lost, DebtAcknowledged("ack", order, AT, amount))
    assert settled.is_complete
    assert settled.missing == ()


def test_a_set_off_that_makes_no_sense_is_refused() -> None:
    """One order cannot net with itself by report, and a third one is not concerned."""
    for order, debtor, creditor in (("o7", "o7", "o7"), ("o9", "o7", "o8")):
        with pytest.raises(InvalidValueError, match=debtor):
            DebtNetted("n", order, AT, pounds("1.00"), debtor, creditor)
    with pytest.raises(NaiveDatetimeError):
        net_debts([], at=datetime(2026, 10, 30))  # noqa: DTZ001
