"""The way of an order's money: the same for every order of delivery, conserved at every step."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, NaiveDatetimeError
from xbcommerce.kernel.fx import Rate, RateTable
from xbcommerce.kernel.money import Bag, CurrencyMismatchError, from_minor, minor, total
from xbcommerce.kernel.unmet import Note
from xbcommerce.payments import (
    ENGLISH,
    Account,
    BankCredited,
    ChargebackReversed,
    ChargedBack,
    Exit,
    Fact,
    FeeCharged,
    FeeSchedule,
    FundsConverted,
    FundsRemitted,
    FundsSettled,
    OrderConfirmed,
    PaymentFailed,
    PaymentInitiated,
    PaymentProcessed,
    Refunded,
    ReviewConflict,
    Settlement,
    SettlementPlan,
    Stage,
    evolve_with,
    fold,
    lines_of,
    next_effects,
    quote_fee,
    settle,
)
from xbcommerce.testing.strategies.payments import Run, facts_of_any_kind, fee_schedules, runs, settlements
from xbcommerce.testing.strategies.payouts import escrow_runs

PLAN = SettlementPlan("order-7", currency="GBP", target="GBP", provider="acme", bank_account="account-1")
AT = datetime(2026, 10, 30, 9, tzinfo=UTC)
STAGES = list(Stage)


def pounds(amount: str) -> Money:
    """Make pounds."""
    return Money(amount, "GBP")


def confirmed(amount: str = "100.00") -> OrderConfirmed:
    """Confirm the order."""
    return OrderConfirmed("confirmed", "order-7", AT, pounds(amount))


def processed(event: str, gross: str, fee: str | None = "0.00", *, attempt: int = 1) -> PaymentProcessed:
    """Capture money."""
    taken = None if fee is None else pounds(fee)
    return PaymentProcessed(event, "order-7", AT, pounds(gross), taken, attempt)


def settled(event: str, net: str) -> FundsSettled:
    """Settle money."""
    return FundsSettled(event, "order-7", AT, pounds(net))


@given(runs(), st.data())
def test_order_and_repetition_of_reports_do_not_matter(run: Run, data: st.DataObject) -> None:
    """Any permutation, any report repeated, all at once or one by one: the same state."""
    delivered = data.draw(st.permutations([*run.facts, *data.draw(st.lists(st.sampled_from(run.facts)))]))
    whole = fold(run.plan, run.facts)
    assert fold(run.plan, delivered) == whole
    state = fold(run.plan, [])
    for fact in delivered:
        state = evolve_with(state, fact)
    assert state == whole
    assert (state.stage, state.missing, state.accounts) == (whole.stage, whole.missing, whole.accounts)


@given(st.lists(facts_of_any_kind(), max_size=12), st.randoms(use_true_random=True))
def test_contradictions_do_not_depend_on_order_either(facts: list[Fact], chance: object) -> None:
    """Reports that make no sense together give one state too, conflicts included."""
    shuffled = [*facts, *facts]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = fold(PLAN, facts), fold(PLAN, shuffled)
    assert first == second
    assert first.conflicts == second.conflicts
    assert first.accounts == second.accounts
    assert ENGLISH.explain(first) == ENGLISH.explain(second)


@given(st.lists(facts_of_any_kind(), max_size=12))
def test_money_is_conserved_whatever_is_reported(facts: list[Fact]) -> None:
    """After every prefix of any reports, all accounts together are nothing, in every currency."""
    for end in range(len(facts) + 1):
        state = fold(PLAN, facts[:end])
        assert not sum(state.accounts.values(), Bag())


@given(facts_of_any_kind())
def test_every_report_is_balanced_by_itself(fact: Fact) -> None:
    """The lines of one fact add up to nothing in every currency."""
    assert not Bag.of(line.amount for line in lines_of(fact))


@given(runs() | escrow_runs())
def test_a_whole_run_is_complete(run: Run) -> None:
    """Everything has reached the bank, nothing is missing, and the figures add up."""
    state = fold(run.plan, run.facts)
    assert state.stage is Stage.COMPLETE
    assert state.is_complete
    assert (state.missing, state.conflicts, dict(state.outstanding)) == ((), (), {})
    assert state.fee is not None
    assert minor(state.gross) == minor(state.fee) + minor(state.settled) + minor(state.released)
    bank_fees = minor(state.at(Account.BANK_FEES, run.plan.target))
    assert minor(state.remitted) == minor(state.credited) + bank_fees


@given(runs() | escrow_runs(), st.data())
def test_what_is_told_adds_up_at_every_moment(run: Run, data: st.DataObject) -> None:
    """Captured = fee + settled + reserve + escrow + still with the provider, for any part of the reports."""
    known = data.draw(st.sets(st.sampled_from(run.facts)))
    state = fold(run.plan, known)
    fees = minor(state.at(Account.PROCESSING_FEES))
    held = sum(
        minor(state.at(place)) for place in (Account.PROVIDER_CLEARING, Account.RESERVE, Account.ESCROW)
    )
    assert minor(state.gross) == fees + minor(state.settled) + minor(state.released) + held


@given(runs(), st.data())
def test_a_run_in_its_own_order_only_moves_forward(run: Run, data: st.DataObject) -> None:
    """Reports in the order of events never lower what has come through the bank."""
    end = data.draw(st.integers(0, len(run.facts)))
    earlier, later = fold(run.plan, run.facts[:end]), fold(run.plan, run.facts)
    assert minor(earlier.credited) <= minor(later.credited)
    assert STAGES.index(earlier.stage) <= STAGES.index(later.stage)
    assert not earlier.conflicts


@given(settlements())
def test_every_state_explains_itself(state: Settlement) -> None:
    """No code without a text: the explanation has no bare codes and no holes."""
    text = str(state)
    assert text
    codes = [item.code for item in state.why()]
    assert [code for code in codes if code not in ENGLISH.templates] == []
    assert state.is_complete == ("settlement.complete" in codes)


def test_two_captures_under_one_reference_add_up() -> None:
    """Partial captures are events of their own: the last does not replace the first."""
    state = fold(PLAN, [confirmed(), processed("a", "60.00"), processed("b", "40.00")])
    assert state.gross == pounds("100.00")
    assert state.stage is Stage.PROCESSED


def test_a_part_of_the_money_does_not_carry_the_order() -> None:
    """60 of 100 settled: the order as a whole waits for the buyer, and the parts are told."""
    state = fold(PLAN, [confirmed(), processed("a", "60.00"), settled("s", "60.00")])
    assert state.stage is Stage.INITIATED
    assert [item.code for item in state.missing] == [
        "settlement.await_payment",
        "settlement.await_remittance",
    ]


def test_a_late_failure_does_not_wipe_a_success_in_silence() -> None:
    """Paid and failed for one try is a conflict: nothing counts and somebody must look."""
    failed = PaymentFailed("f", "order-7", AT, "timeout")
    state = fold(PLAN, [confirmed(), processed("a", "100.00"), failed])
    assert [conflict.code for conflict in state.conflicts] == ["settlement.outcome_conflict"]
    assert state.gross == pounds("0.00")
    second = fold(PLAN, [confirmed(), failed, processed("a", "100.00", attempt=2)])
    assert not second.conflicts
    assert second.gross == pounds("100.00")


def test_one_event_with_two_contents_is_a_conflict() -> None:
    """Neither amount is believed."""
    state = fold(PLAN, [confirmed(), processed("a", "100.00"), processed("a", "10.00")])
    assert [conflict.code for conflict in state.conflicts] == ["settlement.event_conflict"]
    assert state.gross == pounds("0.00")
    assert not state.is_complete


def test_a_confirmation_sent_again_under_another_id_counts_once() -> None:
    """Webhooks give a repeated report a new id and a later instant: the buyer owes once."""
    again = OrderConfirmed("again", "order-7", AT + timedelta(hours=1), Money("100", "GBP"))
    state = fold(PLAN, [again, confirmed(), processed("a", "100.00")])
    assert (state.conflicts, state.ordered) == ((), pounds("100.00"))
    assert [fact.event_id for fact in state.counted] == ["a", "confirmed"]  # the earlier one
    assert state.stage is Stage.PROCESSED


def test_what_happens_once_for_a_try_counts_once_and_captures_add_up() -> None:
    """A try begun or failed and told again is one; two captures of the same amount are two."""
    later = AT + timedelta(minutes=5)
    told = [
        confirmed(),
        *(
            PaymentInitiated(event, "order-7", at, pounds("100.00"))
            for event, at in (("i", AT), ("j", later))
        ),
        *(PaymentFailed(event, "order-7", AT, "no_funds", attempt=2) for event in "fg"),
        processed("a", "50.00"),
        processed("b", "50.00"),
    ]
    state = fold(PLAN, told)
    assert [fact.event_id for fact in state.counted] == ["a", "b", "confirmed", "f", "i"]
    assert state.gross == pounds("100.00")


@given(st.permutations(["10.00", "10.00", "20.00"]))
def test_an_order_confirmed_with_other_figures_is_a_conflict(amounts: list[str]) -> None:
    """Nobody knows what the buyer owes; the sentence counts what differs, not what was told again."""
    told = [
        OrderConfirmed(f"e{i}", "order-7", AT, pounds(amount)) for i, amount in enumerate(amounts, start=1)
    ]
    state = fold(PLAN, told)
    (conflict,) = state.conflicts
    assert conflict.code == "settlement.confirmed_twice"
    assert ENGLISH.render(conflict).startswith("The order was confirmed with 2 different amounts (e")
    assert state.ordered == pounds("0.00")


def test_an_order_in_another_currency_than_its_plan_is_a_conflict_that_names_both() -> None:
    """It counts nothing, and nothing is paid, until a person has looked."""
    euros = Money("80.00", "EUR")
    told = (
        OrderConfirmed("e", "order-7", AT, euros),
        PaymentInitiated("i", "order-7", AT, euros),
        PaymentProcessed("p", "order-7", AT, euros),
    )
    for fact in told:
        state = fold(PLAN, [fact])
        (conflict,) = state.conflicts
        assert conflict.where == fact.event_id
        assert ENGLISH.render(conflict) == (
            f"Report {fact.event_id} is about EUR 80.00, "
            "but the plan of the order is in GBP; it does not count"
        )
        assert not state.accounts
        assert [type(effect) for effect in next_effects(state, at=AT)] == [ReviewConflict]


def test_a_price_list_in_another_currency_than_the_plan_is_refused() -> None:
    """It could not price a single payment."""
    with pytest.raises(CurrencyMismatchError, match="price list in EUR cannot price payments in GBP"):
        charged_by(FeeSchedule(fixed=Money("0.20", "EUR")))


def charged_by(schedule: FeeSchedule) -> SettlementPlan:
    """Plan with a price list."""
    return SettlementPlan(
        "order-7", currency="GBP", target="GBP", provider="acme", bank_account="a", schedule=schedule
    )


def test_fees_are_expected_for_each_capture() -> None:
    """Two captures of 40.00 at 2.4 % and 0.20 cost twice 1.16, not 2.12 on the sum."""
    plan = charged_by(FeeSchedule(percent=Decimal("2.4"), fixed=pounds("0.20")))
    told = [confirmed("80.00"), processed("a", "40.00", "1.16"), processed("b", "40.00", "1.16")]
    assert fold(plan, told).why()[2:6] == (
        Note("settlement.fee", {"fee": pounds("2.32")}),
        Note("fee.percent", {"name": "percent", "amount": pounds("1.92")}),
        Note("fee.fixed", {"name": "fixed", "amount": pounds("0.40")}),
        Note("settlement.fee_as_agreed"),
    )


@given(
    fee_schedules(currency="GBP"), st.lists(st.integers(1, 10**6), min_size=1, max_size=4), st.integers(0, 9)
)
def test_the_parts_of_a_fee_add_up_to_the_figure_above_them(
    schedule: FeeSchedule, captures: list[int], extra: int
) -> None:
    """Charged as listed is as agreed; else the list adds up to its own figure, beside the difference."""
    told: list[Fact] = []
    for number, gross in enumerate(from_minor(units, "GBP") for units in captures):
        fee = quote_fee(schedule, gross).total
        told.append(PaymentProcessed(str(number), "order-7", AT, gross, fee))
    listed = total((fact.fee for fact in told if isinstance(fact, PaymentProcessed) and fact.fee), "GBP")
    beyond = from_minor(extra, "GBP")
    if extra:
        told.append(FeeCharged("x", "order-7", AT, beyond, Account.PROVIDER_CLEARING))
    notes = fold(charged_by(schedule), told).why()
    parts = [note.params["amount"] for note in notes if note.code.startswith("fee.")]
    assert total((part for part in parts if isinstance(part, Money)), "GBP") == listed
    differs = Note("settlement.fee_differs", {"expected": listed, "difference": beyond})
    assert (differs if extra else Note("settlement.fee_as_agreed")) in notes
    if extra and parts:
        assert notes[notes.index(differs) + 1].code.startswith("fee.")


def test_a_fee_nobody_reported_is_unknown_not_zero() -> None:
    """While the provider holds money and is silent about its fee, fee and net are unknown."""
    state = fold(PLAN, [confirmed(), processed("a", "100.00", None), settled("s", "97.00")])
    assert state.fee is None
    assert state.net is None
    assert [item.code for item in state.missing][-1] == "settlement.fee_unknown"
    told = evolve_with(
        state, FeeCharged("fee", "order-7", AT, pounds("3.00"), Account.PROVIDER_CLEARING, "processing")
    )
    assert (told.fee, told.net, told.stage) == (pounds("3.00"), pounds("97.00"), Stage.CONVERTED)


def test_a_fee_taken_after_the_exchange_is_told_in_its_currency() -> None:
    """Between what was received and what was sent, so that the lines add up."""
    plan = evolve(PLAN, target="USD")
    mid = Rate("GBP", "USD", Fraction(5, 4), AT.date(), "a bank")
    state = fold(
        plan,
        [
            confirmed(),
            processed("a", "100.00", None),
            settled("s", "100.00"),
            FundsConverted("c", "order-7", AT, pounds("100.00"), Money("124.00", "USD"), mid),
            FeeCharged("f", "order-7", AT, Money("3.00", "USD"), Account.SELLER_BALANCE),
            FundsRemitted("r", "order-7", AT, Money("121.00", "USD"), "ref-1"),
        ],
    )
    lines = str(state).splitlines()
    assert lines[lines.index("= received: USD 124.00") + 1 :][:2] == [
        "- fees of the provider: USD 3.00",
        "Sent to account account-1: USD 121.00",
    ]


def test_a_fee_taken_after_the_settlement_is_told_apart() -> None:
    """Else captured less fees would not come to what was settled."""
    told = [confirmed(), processed("a", "100.00", None), settled("s", "100.00")]
    late = FeeCharged("f", "order-7", AT, pounds("3.00"), Account.SELLER_BALANCE)
    assert str(fold(PLAN, [*told, late])).splitlines()[2:] == [
        "- fees of the provider: GBP 3.00",
        "  of this, GBP 3.00 was taken later, from the shop's balance",
        "= settled to the shop's balance: GBP 100.00",
        "GBP 97.00 waits to be sent to the bank",
    ]


def test_a_chargeback_after_the_payout_is_owed_and_a_won_dispute_clears_it() -> None:
    """A dispute won is a fact of its own; until then the shop owes the provider."""
    paid_out = [
        confirmed(),
        processed("a", "100.00"),
        settled("s", "100.00"),
        FundsRemitted("r", "order-7", AT, pounds("100.00"), "ref-1"),
        BankCredited("b", "order-7", AT, pounds("100.00"), "ref-1"),
    ]
    lost = fold(PLAN, [*paid_out, ChargedBack("c", "order-7", AT, pounds("100.00"))])
    assert lost.exits == {Exit.CHARGED_BACK}
    assert [item.code for item in lost.missing] == ["settlement.owed_to_provider"]
    assert (lost.stage, lost.is_complete) == (Stage.REMITTED, False)
    won = evolve_with(lost, ChargebackReversed("w", "order-7", AT, pounds("100.00")))
    assert won.exits == frozenset()
    assert won.is_complete


@given(st.lists(facts_of_any_kind(), max_size=12))
def test_complete_means_that_nothing_is_missing(facts: list[Fact]) -> None:
    """Stage, missing and conflicts agree, whatever is reported."""
    state = fold(PLAN, facts)
    assert state.is_complete == (not state.missing and not state.conflicts)


@given(settlements())
def test_a_run_is_complete_exactly_when_nothing_is_missing(state: Settlement) -> None:
    """Also for consistent reports, of which some are not known yet."""
    assert state.is_complete == (not state.missing and not state.conflicts)


def test_more_captured_than_ordered_is_told() -> None:
    """Over-capture is not clamped away."""
    state = fold(PLAN, [confirmed("50.00"), processed("a", "60.00")])
    assert state.gross == pounds("60.00")
    assert state.missing[0].code == "settlement.unaccounted_buyer_receivable"
    assert state.missing[0].params["amount"] == pounds("10.00")


def test_more_refunded_than_captured_is_told() -> None:
    """The provider is owed what it gave back beyond what it held."""
    state = fold(
        PLAN, [confirmed(), processed("a", "100.00"), Refunded("r", "order-7", AT, pounds("110.00"))]
    )
    assert state.exits == {Exit.REFUNDED}
    assert state.at(Account.PROVIDER_CLEARING) == pounds("-10.00")


def test_a_settlement_heard_of_before_its_payment_waits_for_it() -> None:
    """The hole is named, with its amount, and closes when the report arrives."""
    early = fold(PLAN, [confirmed(), settled("s", "97.00")])
    assert early.missing[1].code == "settlement.unaccounted_provider_clearing"
    assert (
        evolve_with(early, processed("a", "100.00", "3.00")).missing[0].code == "settlement.await_remittance"
    )


def test_a_final_failure_is_an_exit_and_a_retry_is_not() -> None:
    """A hard decline ends it; a soft one only when no try is left."""
    soft = PaymentFailed("f", "order-7", AT, "insufficient_funds", may_retry=True)
    assert fold(PLAN, [confirmed(), soft]).exits == {Exit.FAILED}
    patient = SettlementPlan(
        "order-7", currency="GBP", target="GBP", provider="acme", bank_account="a", attempts_max=2
    )
    assert fold(patient, [confirmed(), soft]).exits == frozenset()


def test_the_cost_of_an_exchange_is_measured_against_the_market() -> None:
    """At mid 100 pounds are 891.41 yuan; 886.95 arrived, so 4.46 were the price."""
    deal = FundsConverted("x", "order-7", AT, pounds("100.00"), Money("886.95", "CNY"), _mid())
    assert deal.spread == Money("4.46", "CNY")


def _mid() -> Rate:
    return Rate("GBP", "CNY", Fraction("8.9141"), date(2026, 10, 30), "Source: ECB statistics")


def test_reports_that_cannot_be_true_are_refused_at_the_door() -> None:
    """NaN, nothing, a foreign fee, another order, a clock without a zone, a rate of another pair."""
    for broken in (
        lambda: processed("a", "NaN"),
        lambda: processed("a", "0.00"),
        lambda: processed("a", "1.005"),
        lambda: processed("", "1.00"),
        lambda: PaymentProcessed("a", "order-7", AT, pounds("1.00"), Money("0.10", "EUR")),
        lambda: processed("a", "1.00", "-0.10"),
        lambda: FundsConverted("x", "order-7", AT, pounds("1.00"), Money("1.00", "USD"), _mid()),
        lambda: fold(PLAN, [OrderConfirmed("e", "order-8", AT, pounds("1.00"))]),
        lambda: FeeCharged("f", "order-7", AT, pounds("1.00"), Account.SALES),
    ):
        with pytest.raises(InvalidValueError):
            broken()
    with pytest.raises(NaiveDatetimeError):
        PaymentInitiated("e", "order-7", datetime(2026, 10, 30), pounds("1.00"))  # noqa: DTZ001


def test_equal_amounts_and_instants_are_one_report() -> None:
    """1 and 1.00 pounds, nine in London and ten in Berlin: the same event, no conflict."""
    there = AT.astimezone(timezone(timedelta(hours=1)))
    one = PaymentProcessed("a", "order-7", AT, Money("1", "GBP"))
    two = PaymentProcessed("a", "order-7", there, Money("1.000", "GBP"))
    assert one == two
    assert not fold(PLAN, [one, two]).conflicts


@pytest.mark.parametrize("amount", [80.0, "80.00 GBP", 80, None])
def test_a_bare_number_is_no_money(amount: object) -> None:
    """The message shows the value and what to give instead."""
    for refused in (
        lambda: OrderConfirmed("e", "order-7", AT, amount),  # type: ignore[arg-type]
        lambda: quote_fee(FeeSchedule(), amount),  # type: ignore[arg-type]
        lambda: settle(amount, FeeSchedule(), _mid()),  # type: ignore[arg-type]
    ):
        with pytest.raises(InvalidValueError) as error:
            refused()
        assert str(error.value).startswith(f"{amount!r} is no Money but of type")
        assert 'Money("12.50", "EUR")' in str(error.value)


def test_a_missing_or_stale_rate_is_refused_in_its_own_words() -> None:
    """Neither an exchange nor a settlement is computed with the answer that there is no rate."""
    table = RateTable("GBP", "a bank", {date(2026, 10, 1): {"CNY": 9}})
    for pair, on, words in (
        (("GBP", "JPY"), date(2026, 10, 1), "does not know JPY"),
        (("GBP", "CNY"), date(2026, 10, 30), "29 days old"),
    ):
        rate = table.as_of(*pair, on, max_age_days=5)
        with pytest.raises(InvalidValueError, match=words):
            settle(pounds("50.00"), FeeSchedule(), rate)  # type: ignore[arg-type]
        with pytest.raises(InvalidValueError, match=words):
            FundsConverted("x", "order-7", AT, pounds("1.00"), Money("9", pair[1]), rate)  # type: ignore[arg-type]
