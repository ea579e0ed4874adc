"""The stock ledger: no cent is made or lost, whatever moves come, by whatever method."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterable, Sequence
from datetime import date

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import from_minor, minor
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.reference import languages, messages
from xbcommerce.supply.stock import (
    CustomerReturn,
    GoodsIssue,
    GoodsReceipt,
    LateCost,
    OpeningStock,
    OwnershipChange,
    Place,
    Recorded,
    Replayed,
    StockAdjustment,
    StockEntry,
    StockLedger,
    StockMove,
    StockRules,
    StockStatus,
    StockTransfer,
    ValuationMethod,
    record,
    record_all,
    spread_late_cost,
    worth,
)
from xbcommerce.testing.strategies.stock import stock_courses, stock_entries, stock_ledgers, stock_rules

DAY, HALL, SHIP = date(2026, 3, 2), Place("hall"), Place("ship", StockStatus.IN_TRANSIT)
THEIRS = evolve(HALL, owner="acme")
METHODS = pytest.mark.parametrize("method", ValuationMethod)


def came(name: str, quantity: int, value: str, *, on: date = DAY, place: Place = HALL) -> GoodsReceipt:
    """Receive mugs."""
    return GoodsReceipt.of(name, on, "mug", quantity, place, Money(value, "EUR"))


def went(name: str, quantity: int, *, on: date = DAY, place: Place = HALL) -> GoodsIssue:
    """Issue mugs."""
    return GoodsIssue(name, on, "mug", quantity, place)


def ledger_of(
    *moves: StockMove, method: ValuationMethod = ValuationMethod.FIFO, below_zero: bool = False
) -> StockLedger:
    """Record moves of which none is refused."""
    ledger, refused = record_all(StockLedger(StockRules("EUR", method, below_zero=below_zero)), moves)
    assert refused == ()
    return ledger


def refusal_of(ledger: StockLedger, move: StockMove) -> Refusal:
    """Record a move that is refused."""
    refused = record(ledger, move)
    assert isinstance(refused, Refusal)
    return refused


def cost_of(ledger: StockLedger, move_id: str) -> int:
    """Return the cost at which an issue left, in cents."""
    entry = ledger.entry(move_id)
    assert entry is not None
    return entry.change.issued


def growing(rules: StockRules, course: Iterable[StockMove]) -> Iterable[StockLedger]:
    """Record a course move by move, and yield every ledger on the way."""
    ledger = StockLedger(rules)
    for move in course:
        answer = record(ledger, move)
        if not isinstance(answer, Refusal):
            ledger = answer.ledger
            yield ledger


@settings(max_examples=2_000)
@given(stock_rules(), stock_courses())
def test_value_is_conserved_to_the_cent_after_every_move(
    rules: StockRules, course: Sequence[StockMove]
) -> None:
    """Opening + receipts + late costs - issues - expensed + revaluations = closing."""
    closing = 0
    ledger, _ = record_all(StockLedger(rules), course)
    for entry in ledger.entries:
        closing += entry.change.net
    assert closing == minor(ledger.totals().closing) == sum(minor(ledger.value(sku)) for sku in ledger.skus)
    assert not ledger.totals().difference.amount
    for sku in ledger.skus:
        layers = ledger.layers(sku)
        assert sum(minor(layer.value) for layer in layers) == minor(ledger.value(sku))
        assert sum(layer.quantity for layer in layers) == ledger.units(sku)
        assert all(minor(layer.value) >= 0 for layer in layers if layer.quantity > 0)
        assert not ledger.totals(sku).difference.amount


@settings(max_examples=200)
@given(stock_rules(), stock_courses())
def test_units_are_conserved_too(rules: StockRules, course: Sequence[StockMove]) -> None:
    """What stands at all places is what came in less what went out; nothing goes below zero unasked."""
    ledger, _ = record_all(StockLedger(rules), course)
    for sku in ledger.skus:
        units = sum(_change(entry) for entry in ledger.entries if entry.sku == sku)
        assert units == sum(ledger.held(sku).values())
        assert rules.below_zero or all(there > 0 for there in ledger.held(sku).values())


def _change(entry: StockEntry) -> int:
    match entry.move:
        case GoodsIssue(quantity=quantity):
            return -quantity
        case StockTransfer() | OwnershipChange() | LateCost():
            return 0
        case move:
            return move.quantity


@settings(max_examples=100)
@given(stock_rules(), stock_courses(most=8))
def test_an_older_ledger_stays_as_it_was(rules: StockRules, course: Sequence[StockMove]) -> None:
    """Whatever is recorded behind it: every ledger on the way equals one folded from its own moves alone."""
    for ledger in tuple(growing(rules, course)):
        alone = StockLedger(rules, ledger.moves)
        assert ledger == alone
        assert ledger.entries == alone.entries
        for sku in ledger.skus:
            assert (ledger.held(sku), ledger.layers(sku)) == (alone.held(sku), alone.layers(sku))


@settings(max_examples=100)
@given(stock_ledgers(), stock_courses())
def test_a_replay_changes_nothing_and_other_content_is_a_conflict(
    ledger: StockLedger, course: Sequence[StockMove]
) -> None:
    """A move is known by its id for ever, and told from another one under the same id."""
    assert record_all(ledger, ledger.moves) == (ledger, ())
    known = {move.id: move for move in ledger.moves}
    for move in course:
        if move.id in known:
            answer = record(ledger, move)
            if move == known[move.id]:
                assert answer == Replayed(ledger, ledger.entry(move.id))
            else:
                assert isinstance(answer, Refusal)
                assert answer.codes == ("stock.id_conflict",)


@settings(max_examples=100)
@given(stock_rules(), stock_courses())
def test_a_refused_move_changes_nothing(rules: StockRules, course: Sequence[StockMove]) -> None:
    """Recording the accepted moves alone gives the same ledger and values."""
    ledger, refused = record_all(StockLedger(rules), course)
    assert len(ledger.moves) + len(refused) == len(course)
    clean, nothing = record_all(StockLedger(rules), ledger.moves)
    assert (clean, clean.totals(), nothing) == (ledger, ledger.totals(), ())


@given(stock_entries())
def test_every_change_is_explained_in_every_language(entry: StockEntry) -> None:
    """One line a reason; the figures are put in."""
    for language in languages():
        text = messages().explain(entry, language)
        assert entry.move.id in text
        assert "{" not in text
        assert "stock." not in text


@METHODS
def test_three_units_for_ten_euros_leave_without_a_remainder(method: ValuationMethod) -> None:
    """The last unit takes what is left."""
    moves = [GoodsIssue(f"so-{number}", DAY, "mug", 1, HALL, "grn-1") for number in range(3)]
    ledger = ledger_of(came("grn-1", 3, "10.00"), *moves, method=method)
    assert [cost_of(ledger, move.id) for move in moves] == [333, 334, 333]
    assert ledger.layers("mug") == ()
    assert ledger.value("mug") == Money("0.00", "EUR")


def test_what_erpnext_drops_silently_is_a_revaluation() -> None:
    """Five went out at 100 before they came; six came at 10: the 450 in between are posted, not lost."""
    ledger = ledger_of(
        OpeningStock("open", DAY, "mug", -5, HALL, -500_00, "EUR"), came("grn-1", 6, "60.00"), below_zero=True
    )
    assert [(layer.quantity, layer.value) for layer in ledger.layers("mug")] == [(1, Money("10.00", "EUR"))]
    assert ledger.totals().revalued == Money("450.00", "EUR")
    assert not ledger.totals().difference.amount


@METHODS
def test_a_late_cost_reaches_goods_that_are_gone_as_an_expense(method: ValuationMethod) -> None:
    """Odoo and ERPNext leave it on the shelf, or lose it; here the share of units issued is expensed."""
    issue = GoodsIssue("so-1", DAY, "mug", 30, HALL, "grn-1")
    ledger = ledger_of(
        came("grn-1", 100, "250.00"),
        issue,
        LateCost.of("freight", DAY, "grn-1", Money("45.00", "EUR")),
        method=method,
    )
    assert ledger.totals().expensed == Money("13.50", "EUR")
    assert ledger.value("mug") == Money("206.50", "EUR")  # 70 units at 2.50 and 0.45 each


def test_a_late_credit_note_takes_back_what_a_late_bill_gave() -> None:
    """To the cent, in stock and in expenses."""
    bill = LateCost.of("bill", DAY, "grn-1", Money("10.01", "EUR"))
    before = ledger_of(came("grn-1", 7, "70.00"), went("so-1", 3))
    after = ledger_of(*before.moves, bill, evolve(bill, id="credit", amount_minor=-1001))
    assert after.layers("mug") == before.layers("mug")
    assert not after.totals().expensed.amount


@given(
    st.integers(-100_000, 100_000), st.dictionaries(st.sampled_from("abcd"), st.integers(1, 99), min_size=1)
)
def test_a_bill_for_many_receipts_is_shared_out_whole(cents: int, shares: dict[str, int]) -> None:
    """Each receipt bears its part, under an id of its own, and recording all of them twice is a replay."""
    costs = spread_late_cost("bill", DAY, from_minor(cents, "EUR"), shares)
    assert sum(cost.amount_minor for cost in costs) == cents
    receipts = [GoodsReceipt(name, DAY, name, 9, HALL, 2_000_00, "EUR") for name in shares]
    ledger = ledger_of(*receipts, *costs)
    assert minor(ledger.totals().late_costs) == cents
    assert record_all(ledger, costs) == (ledger, ())


def test_a_credit_note_cannot_take_more_than_goods_are_worth() -> None:
    """A layer below nothing would be no asset."""
    credit = LateCost.of("credit", DAY, "grn-1", Money("-10.01", "EUR"))
    refused = refusal_of(ledger_of(came("grn-1", 4, "10.00")), credit)
    assert refused.codes == ("stock.credit_exceeds_value",)


def test_a_return_comes_back_at_the_cost_it_left_with() -> None:
    """In parts, and never more than all of it, though prices have moved since."""
    ledger = ledger_of(came("grn-1", 3, "10.00"), went("so-1", 3), came("grn-2", 10, "90.00"))
    back = [CustomerReturn(f"rma-{number}", DAY, "so-1", 1, HALL) for number in range(3)]
    ledger = ledger_of(*ledger.moves, *back)
    costs = [entry.change.received for entry in ledger.entries if isinstance(entry.move, CustomerReturn)]
    assert costs == [333, 334, 333]
    once_more = refusal_of(ledger, CustomerReturn("rma-3", DAY, "so-1", 1, HALL))
    assert str(once_more) == "stock.return_exceeds_issue at rma-3 (issue=so-1, quantity=1, out=0)"


@METHODS
def test_a_transfer_changes_no_value(method: ValuationMethod) -> None:
    """From the ship through bond to the shelf, all units ours all the way."""
    bond = Place("hall", StockStatus.BONDED)
    ledger = ledger_of(
        came("grn-1", 10, "33.33", place=SHIP),
        StockTransfer("t1", DAY, "mug", 10, SHIP, bond),
        StockTransfer("t2", DAY, "mug", 4, bond, HALL),
        method=method,
    )
    assert dict(ledger.held("mug")) == {HALL: 4, bond: 6}
    assert ledger.units("mug", status=StockStatus.AVAILABLE) == 4
    assert ledger.value("mug") == Money("33.33", "EUR")


def test_goods_of_others_are_counted_and_never_valued() -> None:
    """On the ship under DAP they are the seller's; at the gate they become ours, and worth something."""
    theirs = evolve(SHIP, owner="acme")
    ledger = ledger_of(GoodsReceipt("asn-1", DAY, "mug", 10, theirs, 0, "EUR"))
    assert (ledger.units("mug"), ledger.units("mug", owner="acme")) == (0, 10)
    assert not ledger.value("mug").amount
    taken = OwnershipChange("dap-1", DAY, "mug", 10, theirs, "", 50_00, "EUR", incoterm="DAP")
    ledger = ledger_of(*ledger.moves, taken, LateCost.of("duty", DAY, "dap-1", Money("5.00", "EUR")))
    assert dict(ledger.held("mug")) == {SHIP: 10}
    assert ledger.value("mug") == Money("55.00", "EUR")


def test_a_found_unit_is_worth_what_its_neighbours_are_worth() -> None:
    """Unless somebody says otherwise; where nothing is there, what the last receipt cost."""
    found = StockAdjustment("count-1", DAY, "mug", 2, HALL)
    there = ledger_of(came("grn-1", 10, "100.00"), came("grn-2", 10, "200.00"), found)
    assert there.totals().received == Money("330.00", "EUR")
    gone = ledger_of(came("grn-1", 1, "7.00"), went("so-1", 1), found)
    assert gone.value("mug") == Money("14.00", "EUR")
    said = ledger_of(came("grn-1", 1, "7.00"), evolve(found, unit_cost=Money("1.2345", "EUR")))
    assert said.value("mug") == Money("9.47", "EUR")
    assert refusal_of(ledger_of(), found).codes == ("stock.cost_unknown",)


def test_a_back_dated_move_is_refused_or_explicit() -> None:
    """A receipt found in March cannot change the cost of what went out in April unseen."""
    ledger = ledger_of(came("grn-1", 5, "10.00"), went("so-1", 5, on=date(2026, 4, 1)))
    late = came("grn-0", 5, "99.00", on=date(2026, 3, 1))
    refused = refusal_of(ledger, late)
    assert str(refused) == "stock.back_dated at grn-0 (sku=mug, on=2026-03-01, last_on=2026-04-01)"
    assert "mark it as back-dated" in messages().explain(refused)
    answer = record(ledger, evolve(late, back_dated=True))
    assert isinstance(answer, Recorded)
    assert cost_of(answer.ledger, "so-1") == 10_00
    other = record(ledger, evolve(late, sku="pot"))
    assert isinstance(other, Recorded)  # each item has days of its own


def test_every_objection_is_listed_at_once() -> None:
    """Wrong day, too few units, nobody knows the cost."""
    ledger = ledger_of(GoodsReceipt("asn", DAY, "mug", 1, THEIRS, 0, "EUR"))
    refused = refusal_of(ledger, went("so-1", 5, on=date(2026, 1, 1)))
    assert refused.codes == ("stock.back_dated", "stock.short", "stock.cost_unknown")


@pytest.mark.parametrize(
    ("move", "code"),
    [
        (GoodsReceipt("x", DAY, "mug", 1, HALL, 100, "USD"), "stock.other_currency"),
        (
            StockTransfer("x", DAY, "mug", 1, HALL, evolve(HALL, owner="acme")),
            "stock.transfer_to_another_owner",
        ),
        (LateCost("x", DAY, "nobody", 100, "EUR"), "stock.unknown_receipt"),
        (CustomerReturn("x", DAY, "grn-1", 1, HALL), "stock.unknown_issue"),
        (OpeningStock("x", DAY, "mug", -1, HALL, -100, "EUR"), "stock.opening_below_stock"),
        (went("x", 11), "stock.short"),
        (StockAdjustment("x", DAY, "mug", -11, HALL), "stock.short"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_a_reason(move: StockMove, code: str) -> None:
    """The codes are for programs; every one has a sentence in every language."""
    refused = refusal_of(ledger_of(came("grn-1", 10, "20.00")), move)
    assert refused.codes == (code,)
    assert all("stock." not in messages().explain(refused, language) for language in languages())


def test_a_lot_is_named_and_in_hand() -> None:
    """Under specific lot nothing goes below zero, even where the ledger lets other goods do so."""
    ledger = ledger_of(came("a", 2, "2.00"), method=ValuationMethod.SPECIFIC, below_zero=True)
    assert refusal_of(ledger, went("x", 1)).codes == ("stock.lot_missing",)
    assert refusal_of(ledger, evolve(went("x", 3), lot="a")).codes == ("stock.lot_short",)
    assert cost_of(
        ledger_of(*ledger.moves, evolve(went("x", 1), lot="a"), method=ValuationMethod.SPECIFIC), "x"
    )


def test_layers_are_covered_in_the_order_in_which_they_were_owed() -> None:
    """Two sales below zero at two costs, covered by one receipt in parts."""
    moves = (came("r1", 10, "50.00"), went("i1", 15), came("r2", 2, "14.00"), went("i2", 4))
    ledger = ledger_of(*moves, came("r3", 10, "80.00"), below_zero=True)
    assert [cost_of(ledger, name) for name in ("i1", "i2")] == [75_00, 28_00]
    revalued = [entry.change.revalued for entry in ledger.entries if entry.change.revalued]
    assert revalued == [10_00 - 14_00, 15_00 + 28_00 - 56_00]
    assert [(layer.quantity, minor(layer.value)) for layer in ledger.layers("mug")] == [(3, 24_00)]


@given(st.integers(1, 50), st.integers(0, 10_000_000))
def test_fifo_and_lifo_agree_where_all_cost_the_same(quantity: int, unit_cost: int) -> None:
    """And so does the average, as long as nothing is rounded."""
    moves = [
        GoodsReceipt("r1", DAY, "mug", 30, HALL, 30 * unit_cost, "EUR"),
        GoodsReceipt("r2", DAY, "mug", 30, HALL, 30 * unit_cost, "EUR"),
        went("i", quantity),
    ]
    kinds = (ValuationMethod.FIFO, ValuationMethod.LIFO, ValuationMethod.AVERAGE)
    assert {cost_of(ledger_of(*moves, method=method), "i") for method in kinds} == {quantity * unit_cost}


FLOWS = st.lists(st.tuples(st.integers(-9, 9).filter(bool), st.integers(0, 500)), max_size=30)


@given(FLOWS, st.sampled_from([ValuationMethod.FIFO, ValuationMethod.LIFO]))
def test_layers_agree_with_units_that_stand_in_a_row(
    flows: list[tuple[int, int]], method: ValuationMethod
) -> None:
    """The simplest model there is: each unit with its cost, taken from the front or from the back."""
    row: list[int] = []
    ledger, end = StockLedger(StockRules("EUR", method)), 0 if method is ValuationMethod.FIFO else -1
    for number, (units, unit_cost) in enumerate(flows):
        name = f"m{number}"
        if units > 0:
            row += [unit_cost] * units
            move: StockMove = GoodsReceipt(name, DAY, "mug", units, HALL, units * unit_cost, "EUR")
        else:
            move = went(name, -units)
        answer = record(ledger, move)
        if -units > len(row):
            assert isinstance(answer, Refusal)
            continue
        assert isinstance(answer, Recorded)
        ledger = answer.ledger
        assert cost_of(ledger, name) == sum(row.pop(end) for _ in range(-units))
        assert minor(ledger.value("mug")) == sum(row)


def test_a_ledger_is_copied_and_pickled_by_its_moves() -> None:
    """The working state is shared, and never leaves the process."""
    ledger = ledger_of(came("grn-1", 3, "10.00"), went("so-1", 1))
    for twin in (copy.deepcopy(ledger), pickle.loads(pickle.dumps(ledger))):  # noqa: S301 (our own)
        assert twin == ledger
        assert twin.totals() == ledger.totals()


def test_moves_that_were_never_accepted_make_no_ledger() -> None:
    """The constructor folds what it is given, and says which move it cannot take."""
    with pytest.raises(InvalidValueError, match=r"moves\[0\] cannot have been recorded .* stock\.short"):
        StockLedger(StockRules("EUR"), (StockTransfer("t", DAY, "mug", 1, SHIP, HALL),))
    receipt = came("grn-1", 1, "1.00")
    with pytest.raises(InvalidValueError, match="grn-1 stands there twice"):
        StockLedger(StockRules("EUR"), (receipt, receipt))


def test_a_unit_cost_may_be_finer_than_a_cent() -> None:
    """It is multiplied first and rounded once, half-even."""
    assert worth(300, Money("1.2345", "EUR")) == Money("370.35", "EUR")
    assert [worth(n, Money("0.005", "EUR")) for n in (1, 3)] == [Money("0.00", "EUR"), Money("0.02", "EUR")]


def test_the_name_of_a_place_is_no_place() -> None:
    """Nor is the name of a status: goods would lie where nobody looks for them."""
    with pytest.raises(InvalidValueError, match=r"place='Lyon': expected a Place, e\.g\. Place\('Lyon'\)"):
        GoodsIssue("so-1", date(2026, 3, 2), "mug", 1, "Lyon")  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match=r"status='in_transit': expected one of StockStatus"):
        Place("Ever Given", "in_transit")  # type: ignore[arg-type]
