"""No course of commands takes an account across its bounds, and the books agree with the simplest model."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from moneyed import Money

from tests.payments.sizes import HALF
from xbcommerce.kernel.money import minor
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import (
    ENGLISH,
    Chart,
    Command,
    Hold,
    Ledger,
    Line,
    Post,
    Posted,
    Replayed,
    Reverse,
    SettleHold,
    VoidHold,
    post,
    seal,
    trial_balance,
)
from xbcommerce.payments.ledger import AccountType, Bounds, ChartAccount
from xbcommerce.testing.strategies.accounts import charts
from xbcommerce.testing.strategies.books import commands

DAY = date(2026, 10, 30)
WALLET = Chart((ChartAccount("wallet", AccountType.ASSET, (Bounds(minimum=Money(0, "EUR")),)),))


def moved(kind: type[Post | Hold], entry_id: str, units: int, account: str = "wallet") -> Post | Hold:
    """Move cents onto an account, or hold them."""
    return kind(entry_id, DAY, "moved", (Line(account, "EUR", units), Line("other", "EUR", -units)))


def written(ledger: Ledger, *asked: Command) -> Ledger:
    """Write what must be accepted."""
    for command in asked:
        outcome = post(ledger, command)
        assert isinstance(outcome, Posted), outcome
        ledger = outcome.ledger
    return ledger


def codes(ledger: Ledger, command: Command) -> tuple[str, ...]:
    """Name the objections to a command."""
    outcome = post(ledger, command)
    return outcome.codes if isinstance(outcome, Refusal) else ()


def test_the_last_cent_may_be_spent_and_not_one_more() -> None:
    """The refusal shows what the balance would be, and the bound."""
    books = written(Ledger(chart=WALLET), moved(Post, "in", 500))
    refused = post(books, moved(Post, "out", -501))
    assert isinstance(refused, Refusal)
    assert ENGLISH.explain(refused) == (
        "out would take wallet to EUR -0.01, what is held included; it must not fall below EUR 0.00"
    )
    assert written(books, moved(Post, "out", -500)).balance("wallet")["EUR"] == Money("0.00", "EUR")


def test_what_is_held_cannot_be_spent_twice() -> None:
    """A held credit takes from what is available, a held debit does not add to it, a void gives back."""
    books = written(Ledger(chart=WALLET), moved(Post, "in", 500), moved(Hold, "hold", -300))
    assert codes(books, moved(Post, "out", -201)) == ("ledger.below_minimum",)
    assert codes(books, moved(Hold, "more", -201)) == ("ledger.below_minimum",)
    promised = written(books, moved(Hold, "promised", 900))
    assert codes(promised, moved(Post, "out", -201)) == ("ledger.below_minimum",)
    assert written(books, VoidHold("void", DAY, "hold"), moved(Post, "out", -500))
    settled = written(books, SettleHold("part", DAY, "hold", Money("1.00", "EUR")))
    assert written(settled, moved(Post, "out", -400)).balance("wallet")["EUR"] == Money("0.00", "EUR")


def test_a_reversal_keeps_bounds_too() -> None:
    """What has been spent since cannot be taken back."""
    books = written(Ledger(chart=WALLET), moved(Post, "in", 500), moved(Post, "out", -400))
    assert codes(books, Reverse("undo", DAY, "in")) == ("ledger.below_minimum",)


def test_an_account_outside_of_new_bounds_may_come_back_step_by_step() -> None:
    """Bounds declared over old books forbid going further out, and nothing else."""
    old = written(Ledger(), moved(Post, "out", -500))
    books = Ledger(old.entries, chart=WALLET)
    assert codes(books, moved(Post, "more", -1)) == ("ledger.below_minimum",)
    assert written(books, moved(Post, "back", 100)).balance("wallet")["EUR"] == Money("-4.00", "EUR")


def test_a_closed_chart_refuses_other_accounts_and_says_which_was_meant() -> None:
    """Every one of them, next to every other objection."""
    books = seal(Ledger(chart=Chart(WALLET.accounts, only_these=True)), DAY)
    refused = post(books, moved(Post, "x", -1, "walet"))
    assert isinstance(refused, Refusal)
    assert refused.codes == ("ledger.unknown_account", "ledger.unknown_account", "ledger.period_sealed")
    assert {unmet.params["account"]: unmet.params["nearest"] for unmet in refused.unmet[:2]} == {
        "other": "",
        "walet": "wallet",
    }


@HALF
@given(charts(), st.lists(commands(), max_size=25))
def test_bounds_hold_after_any_sequence(chart: Chart, asked: list[Command]) -> None:
    """Whatever is held comes to count or not: the balance stays between its bounds."""
    ledger = Ledger(chart=chart)
    for command in asked:
        outcome = post(ledger, command)
        ledger = ledger if isinstance(outcome, Refusal) else outcome.ledger
        for account, currency, standing in ledger.index.standings():
            bounds = chart.bounds(account, currency)
            if bounds is not None and bounds.minimum is not None:
                assert standing.lowest >= minor(bounds.minimum)
            if bounds is not None and bounds.maximum is not None:
                assert standing.highest <= minor(bounds.maximum)
            assert min(standing) >= 0


IDS = st.sampled_from(["e1", "e2", "e3", "e4"])
DAYS = st.sampled_from([date(2026, 10, day) for day in (1, 2, 3)])
UNITS = st.integers(-6, 6)


class LedgerMachine(RuleBasedStateMachine):
    """Books of a wallet that must not be overdrawn, beside a list of signed lines."""

    @initialize()
    def begin(self) -> None:
        """Open the books."""
        self.ledger = Ledger(chart=WALLET)
        self.settled: dict[str, tuple[date, int]] = {}
        self.held: dict[str, int] = {}
        self.asked: dict[str, Command] = {}
        self.undone: set[str] = set()
        self.sealed = date(2026, 9, 30)

    def ask(self, command: Command, effect: int, *, hold: int = 0, known: bool = True) -> bool:
        """Ask, and say whether it was written; it must be, unless the model objects."""
        outcome = post(self.ledger, command)
        if command.id in self.asked:
            same = self.asked[command.id] == command
            assert isinstance(outcome, Replayed if same else Refusal)
            return False
        in_wallet = sum(units for _, units in self.settled.values())
        at_worst = in_wallet + sum(units for units in self.held.values() if units < 0)
        allowed = known and command.on > self.sealed and at_worst + min(effect, 0) + min(hold, 0) >= 0
        if known and effect > 0:
            allowed = command.on > self.sealed
        assert isinstance(outcome, Posted if allowed else Refusal), outcome
        if isinstance(outcome, Posted):
            self.ledger = outcome.ledger
            self.asked[command.id] = command
        return isinstance(outcome, Posted)

    @rule(entry_id=IDS, on=DAYS, units=UNITS)
    def write(self, entry_id: str, on: date, units: int) -> None:
        """Move money."""
        lines = (Line("wallet", "EUR", units), Line("other", "EUR", -units))
        if self.ask(Post(entry_id, on, "moved", lines), units):
            self.settled[entry_id] = (on, units)

    @rule(entry_id=IDS, on=DAYS, units=UNITS)
    def hold(self, entry_id: str, on: date, units: int) -> None:
        """Hold money."""
        lines = (Line("wallet", "EUR", units), Line("other", "EUR", -units))
        if self.ask(Hold(entry_id, on, "held", lines), 0, hold=units):
            self.held[entry_id] = units

    @rule(entry_id=IDS, on=DAYS, of=IDS)
    def void(self, entry_id: str, on: date, of: str) -> None:
        """Release what is held."""
        if self.ask(VoidHold(entry_id, on, of), 0, known=of in self.held):
            del self.held[of]

    @rule(entry_id=IDS, on=DAYS, of=IDS)
    def settle(self, entry_id: str, on: date, of: str) -> None:
        """Let what is held count; it was counted as spent already."""
        units = self.held.get(of, 0)
        if self.ask(SettleHold(entry_id, on, of), max(units, 0), known=of in self.held):
            self.settled[entry_id] = (on, self.held.pop(of))

    @rule(entry_id=IDS, on=DAYS, of=IDS)
    def reverse(self, entry_id: str, on: date, of: str) -> None:
        """Undo what counts, once."""
        known = of in self.settled and of not in self.undone
        units = -self.settled[of][1] if known else 0
        if self.ask(Reverse(entry_id, on, of), units, known=known):
            self.settled[entry_id] = (on, units)
            self.undone.add(of)

    @rule(through=DAYS)
    def close(self, through: date) -> None:
        """Seal; the balances of a sealed day never change again."""
        self.ledger = seal(self.ledger, through)
        self.sealed = max(self.sealed, through)

    @rule()
    def look_back(self) -> None:
        """Ask an older ledger, or go through storage: nothing changes."""
        again = Ledger(self.ledger.entries, self.ledger.sealed_through, WALLET)
        assert again == self.ledger
        assert again.balances() == self.ledger.balances()

    @invariant()
    def the_books_are_the_models(self) -> None:
        """Balances now and on each day, what is held, and nothing lost."""
        for on in (None, date(2026, 10, 1), date(2026, 10, 2)):
            found = self.ledger.balance("wallet", on)["EUR"]
            assert minor(found) == sum(u for day, u in self.settled.values() if on is None or day <= on)
        held = self.ledger.pending().get("wallet")
        assert (0 if held is None else minor(held["EUR"])) == sum(self.held.values())
        assert not trial_balance(self.ledger).difference
        assert minor(self.ledger.balance("wallet")["EUR"]) + sum(u for u in self.held.values() if u < 0) >= 0


TestLedgerMachine = LedgerMachine.TestCase
TestLedgerMachine.settings = settings(max_examples=60, stateful_step_count=15, deadline=None)


@given(st.lists(commands(), max_size=20), st.dates(date(2026, 10, 1), date(2026, 10, 31)))
def test_the_balances_of_a_sealed_period_never_change(asked: list[Command], through: date) -> None:
    """Whatever is asked afterwards."""
    half = len(asked) // 2
    ledger = Ledger()
    for command in asked[:half]:
        outcome = post(ledger, command)
        ledger = ledger if isinstance(outcome, Refusal) else outcome.ledger
    ledger = seal(ledger, through)
    before = ledger.balances(through), ledger.pending(through), trial_balance(ledger, through)
    for command in asked[half:]:
        outcome = post(ledger, command)
        ledger = ledger if isinstance(outcome, Refusal) else outcome.ledger
    assert (ledger.balances(through), ledger.pending(through), trial_balance(ledger, through)) == before


@pytest.mark.parametrize("units", [1, 10**30])
def test_amounts_of_any_size_are_exact(units: int) -> None:
    """Integers do not overflow."""
    books = written(Ledger(), moved(Post, "big", units), moved(Post, "one", 1))
    assert minor(books.balance("wallet")["EUR"]) == units + 1
