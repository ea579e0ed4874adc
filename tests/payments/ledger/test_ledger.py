"""Books that only grow and always balance, and that say what the settlements say."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st
from moneyed import Money

from tests.payments.sizes import HALF
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import Bag, from_minor
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import (
    CLEARING,
    ENGLISH,
    Account,
    Command,
    Fact,
    FundsSettled,
    Ledger,
    Line,
    OrderConfirmed,
    PaymentInitiated,
    PaymentProcessed,
    Post,
    Posted,
    Replayed,
    Reverse,
    SettlementPlan,
    VoidHold,
    book,
    bring_into_line,
    fold,
    post,
    post_all,
    seal,
    trial_balance,
)
from xbcommerce.payments.settlement.books import NotBookableError
from xbcommerce.testing.strategies.books import commands, entry_lines, ledgers
from xbcommerce.testing.strategies.payments import (
    START,
    Run,
    facts_of_any_kind,
    runs,
    settlement_plans,
)

DAY = date(2026, 10, 30)


def sale(entry_id: str = "s1", amount: str = "10.00", on: date = DAY) -> Post:
    """Write a sale."""
    lines = (Line.of("bank", Money(amount, "EUR")), Line.of(Account.SALES, Money(f"-{amount}", "EUR")))
    return Post(entry_id, on, "sale", lines)


@given(st.lists(commands(), max_size=25))
def test_the_books_balance_after_every_command(asked: list[Command]) -> None:
    """Whatever is asked, written or refused: nothing, in every currency; and nothing is ever taken out."""
    ledger = Ledger()
    for command in asked:
        outcome = post(ledger, command)
        after = ledger if isinstance(outcome, Refusal) else outcome.ledger
        assert after.entries[: len(ledger.entries)] == ledger.entries
        assert not trial_balance(after).difference
        assert not sum(after.pending().values(), Bag())
        ledger = after


@given(st.lists(commands(), max_size=20))
def test_many_at_once_is_one_by_one(asked: list[Command]) -> None:
    """The fast way gives the same books and the same answers."""
    ledger = Ledger()
    answers: list[object] = []
    for command in asked:
        outcome = post(ledger, command)
        if isinstance(outcome, Refusal):
            answers.append(outcome)
        else:
            ledger = outcome.ledger
            answers.append(outcome.entry)
    assert post_all(Ledger(), asked) == (ledger, tuple(answers))


@given(st.lists(st.builds(Line, st.sampled_from("ab"), st.sampled_from(["EUR", "JPY"]), st.integers(-3, 3))))
def test_an_entry_is_written_if_and_only_if_it_balances(lines: list[Line]) -> None:
    """At least two lines, adding up to nothing in each currency by itself, too much as well as too little."""
    balanced = len(lines) > 1 and not Bag.of(line.amount for line in lines)
    assert isinstance(post(Ledger(), Post("x", DAY, "sale", tuple(lines))), Posted) == balanced


@given(ledgers())
def test_everything_written_can_be_delivered_again(ledger: Ledger) -> None:
    """The same command is a replay that changes nothing."""
    for entry in ledger.entries:
        outcome = post(ledger, entry.command)
        assert isinstance(outcome, Replayed)
        assert outcome.ledger == ledger


@given(entry_lines(), st.randoms(use_true_random=True))
def test_the_order_of_lines_is_no_content(lines: tuple[Line, ...], chance: object) -> None:
    """The same lines in another order are the same entry."""
    shuffled = list(lines)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert Post("s1", DAY, "sale", lines) == Post("s1", DAY, "sale", tuple(shuffled))


@given(ledgers(), entry_lines())
def test_a_reversal_restores_every_balance(ledger: Ledger, lines: tuple[Line, ...]) -> None:
    """Posted and reversed is as if it had never been, to the cent, and both stay readable."""
    posted = post(ledger, Post("new", DAY, "sale", lines))
    assert isinstance(posted, Posted)
    undone = post(posted.ledger, Reverse("undo", DAY, "new"))
    assert isinstance(undone, Posted)
    assert undone.ledger.balances() == ledger.balances()
    assert len(undone.ledger.entries) == len(ledger.entries) + 2


@given(ledgers(), st.data())
def test_a_reversal_of_a_reversal_restores_what_was(ledger: Ledger, data: st.DataObject) -> None:
    """Any entry that may be reversed: twice is as if never, once more is refused."""
    ids = [entry.id for entry in ledger.entries]
    if not ids:
        return
    undone = post(ledger, Reverse("undo", DAY, data.draw(st.sampled_from(ids))))
    if isinstance(undone, Refusal):
        return
    redone = post(undone.ledger, Reverse("redo", DAY, "undo"))
    assert isinstance(redone, Posted)
    assert redone.ledger.balances() == ledger.balances()
    assert isinstance(post(redone.ledger, Reverse("again", DAY, "undo")), Refusal)


@given(ledgers(), st.dates(date(2026, 10, 1), date(2026, 10, 31)))
def test_balances_as_of_a_day_are_those_of_its_entries(ledger: Ledger, on: date) -> None:
    """Entries of later days do not count, whenever they were written."""
    until = Ledger(tuple(entry for entry in ledger.entries if entry.on <= on))
    assert ledger.balances(on) == until.balances()


def test_another_content_under_a_known_id_is_refused_and_told() -> None:
    """Other lines, another day, another kind: none of them is a replay."""
    books = post_all(Ledger(), [sale()])[0]
    for other in (sale(amount="11.00"), sale(on=date(2026, 10, 31)), Reverse("s1", DAY, "s1")):
        refused = post(books, other)
        assert isinstance(refused, Refusal)
        assert refused.codes == ("ledger.duplicate_id_conflict",)


def test_a_refusal_lists_every_objection() -> None:
    """Too short, unbalanced and too late at once."""
    books = seal(Ledger(), DAY)
    refused = post(books, Post("x", DAY, "sale", (Line.of("bank", Money("1.00", "EUR")),)))
    assert isinstance(refused, Refusal)
    assert refused.codes == ("ledger.too_few_lines", "ledger.unbalanced", "ledger.period_sealed")
    assert "books are sealed through" in ENGLISH.explain(refused)


def test_a_refused_id_stays_free() -> None:
    """A correction may use the id that was refused."""
    bad = Post("x", DAY, "sale", (Line.of("a", Money("1.00", "EUR")), Line.of("b", Money("-0.99", "EUR"))))
    assert isinstance(post(Ledger(), bad), Refusal)
    assert isinstance(post(Ledger(), sale("x")), Posted)


def test_sealing_never_opens() -> None:
    """An earlier day changes nothing."""
    assert seal(seal(Ledger(), DAY), date(2026, 1, 1)).sealed_through == DAY


@pytest.mark.parametrize("through", [None, "2026-04-30", datetime(2026, 4, 30)])  # noqa: DTZ001
def test_books_are_sealed_through_a_day(through: object) -> None:
    """Not an instant, which lies in two days at once, and no text of one."""
    with pytest.raises(InvalidValueError, match="through="):
        seal(Ledger(), through)  # type: ignore[arg-type]


def test_what_cannot_be_booked_is_refused_at_the_door() -> None:
    """A moment for a day, fractions of a cent, gold, no id."""
    with pytest.raises(InvalidValueError):
        Reverse("r", datetime(2026, 10, 30), "s")  # noqa: DTZ001
    with pytest.raises(InvalidValueError):
        Line("bank", "EUR", 0.5)  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError):
        Line("bank", "XAU", 1)
    with pytest.raises(InvalidValueError):
        VoidHold("", DAY, "h")


@HALF
@given(runs(), st.data())
def test_the_books_follow_the_reports_at_every_step(run: Run, data: st.DataObject) -> None:
    """Reports in any order: after each one the books balance and say what the settlement says."""
    ledger = Ledger()
    known: list[Fact] = []
    for fact in data.draw(st.permutations(run.facts)):
        known.append(fact)
        state = fold(run.plan, known)
        ledger = book(ledger, state, on=DAY)
        assert not trial_balance(ledger).difference
        assert ledger.balances() == {account.value: bag for account, bag in state.accounts.items()}
        assert bring_into_line(ledger, [state], on=DAY) == ()
    assert not any(ledger.balance(place.value) for place in CLEARING)
    assert ledger.balance("bank")[run.plan.target] == fold(run.plan, run.facts).credited


POUNDS = SettlementPlan("order-7", currency="GBP", target="GBP", provider="acme", bank_account="account-1")


def told(event: str, units: int, kind: str = "confirmed") -> Fact:
    """Report an amount under an event id, as one of three kinds."""
    head, amount = (event, "order-7", START), from_minor(units, "GBP")
    match kind:
        case "begun":
            return PaymentInitiated(*head, amount)
        case "paid":
            return PaymentProcessed(*head, amount)
        case _:
            return OrderConfirmed(*head, amount)


COUNTS_AGAIN = [told("e2", 100), told("e1", 200), told("e1", 100, "begun")]
"""The order stands, is contradicted, and stands again because the contradiction is contradicted itself."""
COUNTS_A_THIRD_TIME = [
    told("f", 100),
    told("e1", 200),
    told("e1", 100, "begun"),
    told("e2", 300),
    told("e2", 100, "begun"),
]
COLLIDING = st.builds(
    told,
    st.sampled_from(["e1", "e2", "e3"]),
    st.integers(1, 2),
    st.sampled_from(["confirmed", "begun", "paid"]),
)
"""Reports that meet all the time: three events, two amounts, three kinds."""


@given(st.just(POUNDS) | settlement_plans(), st.lists(facts_of_any_kind() | COLLIDING, max_size=10))
@example(POUNDS, [told("e2", 100), told("e1", 100), told("e1", 100, "begun")])
@example(POUNDS, COUNTS_AGAIN)
@example(POUNDS, COUNTS_A_THIRD_TIME)
def test_the_books_say_what_the_settlement_says_whatever_is_reported(
    plan: SettlementPlan, facts: list[Fact]
) -> None:
    """Contradicted, cleared, contradicted again: after each report the balances are those of the state."""
    ledger = Ledger()
    for end in range(1, len(facts) + 1):
        state = fold(plan, facts[:end])
        grown = book(ledger, state, on=DAY)
        assert grown.entries[: len(ledger.entries)] == ledger.entries
        ledger = grown
        assert not trial_balance(ledger).difference
        assert ledger.balances() == {account.value: bag for account, bag in state.accounts.items()}
        assert bring_into_line(ledger, [state], on=date(2026, 11, 30)) == ()


@given(st.lists(st.lists(COLLIDING, max_size=6), max_size=5))
def test_the_books_follow_a_person_who_decides(decisions: list[list[Fact]]) -> None:
    """Reports taken back and replaced by others of the same events: the books follow each state exactly."""
    ledger = Ledger()
    for facts in decisions:
        state = fold(POUNDS, facts)
        ledger = book(ledger, state, on=DAY)
        assert ledger.balances() == {account.value: bag for account, bag in state.accounts.items()}
        assert bring_into_line(ledger, [state], on=date(2026, 11, 30)) == ()


def test_a_report_that_nobody_holds_any_more_is_reversed_and_other_orders_stay() -> None:
    """Only entries of the order that is passed in; an id that merely looks alike is another's."""
    paid = [told("e1", 100, "paid"), told("e2", 200, "paid")]
    other = fold(evolve(POUNDS, order_id="order-77"), [evolve(paid[0], order_id="order-77")])
    books = book(Ledger(), fold(POUNDS, paid), other, on=DAY)
    after = book(books, fold(POUNDS, paid[:1]), on=DAY)
    assert [entry.id for entry in after.entries[len(books.entries) :]] == ["undo:fact:order-7:e2"]
    again = book(after, fold(POUNDS, paid), on=DAY)
    assert again.entries[-1].id == "again-2:fact:order-7:e2"
    assert again.balances() == books.balances()


def test_a_report_that_counts_again_is_written_under_the_next_number() -> None:
    """Each time it was reversed it is written anew, and every entry can be read."""
    ledger = Ledger()
    for end in range(1, len(COUNTS_A_THIRD_TIME) + 1):
        ledger = book(ledger, fold(POUNDS, COUNTS_A_THIRD_TIME[:end]), on=DAY)
    assert [entry.id for entry in ledger.entries] == [
        "fact:order-7:f",
        "undo:fact:order-7:f",
        "again-2:fact:order-7:f",
        "undo:again-2:fact:order-7:f",
        "again-3:fact:order-7:f",
    ]


def test_a_reversal_made_by_hand_is_mended() -> None:
    """Whoever reversed the entry, or its reversal: the books are brought back to what the state says."""
    counts = fold(POUNDS, COUNTS_AGAIN[:1])
    books = book(Ledger(), counts, on=DAY)
    reversed_ = post_all(books, [Reverse("by hand", DAY, "fact:order-7:e2")])[0]
    assert book(reversed_, counts, on=DAY).balances() == books.balances()
    restored = post_all(reversed_, [Reverse("by hand again", DAY, "by hand")])[0]
    assert book(restored, counts, on=DAY) == restored
    contradicted = book(restored, fold(POUNDS, COUNTS_AGAIN[:2]), on=DAY)
    assert not contradicted.balances()


def test_one_event_of_two_orders_is_an_entry_in_each() -> None:
    """A payout settles many orders under one event id; names never run into one another."""
    orders = ("7", "8", "7:e", "7%3Ae")
    states = [
        fold(evolve(POUNDS, order_id=order), [OrderConfirmed("e", order, START, Money("1.00", "GBP"))])
        for order in orders
    ]
    books = book(Ledger(), *states, on=DAY)
    assert books.balance("sales")["GBP"] == Money("-4.00", "GBP")
    assert len({entry.id for entry in books.entries}) == len(orders)


def test_a_report_of_a_sealed_day_is_written_on_the_day_of_corrections() -> None:
    """It came too late for its own day; the books still take it, and once."""
    state = fold(POUNDS, COUNTS_AGAIN[:1])
    books = book(seal(Ledger(), START.date()), state, on=date(2026, 11, 2))
    assert [entry.on for entry in books.entries] == [date(2026, 11, 2)]
    assert book(books, state, on=date(2026, 11, 3)) == books


def test_what_was_reversed_is_left_alone_afterwards() -> None:
    """Booking the same contradicted state on a later day writes nothing more."""
    versions = [FundsSettled("e", "order-7", START, Money(amount, "GBP")) for amount in ("1.00", "2.00")]
    once = book(Ledger(), fold(POUNDS, versions[:1]), on=DAY)
    undone = book(once, fold(POUNDS, versions), on=DAY)
    assert (len(once.entries), len(undone.entries)) == (1, 2)
    assert book(undone, fold(POUNDS, versions), on=date(2026, 10, 31)) == undone


@HALF
@given(runs())
def test_a_sealed_period_is_not_written_into(run: Run) -> None:
    """All or nothing, and the message says why."""
    books = seal(Ledger(), date(2027, 1, 1))
    with pytest.raises(NotBookableError, match="sealed through"):
        book(books, fold(run.plan, run.facts), on=DAY)
