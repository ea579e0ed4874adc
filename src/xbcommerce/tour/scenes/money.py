"""Where every cent of one order went, and whether the books and the bank agree on all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xbcommerce.kernel.calendars import WorkCalendar
from xbcommerce.kernel.money import total
from xbcommerce.kernel.unmet import Note
from xbcommerce.payments import (
    Account,
    BankCredited,
    Expected,
    FundsRemitted,
    Ledger,
    Reconciliation,
    Settlement,
    Stage,
    StatementLine,
    book,
    fold,
    reconcile,
    trial_balance,
)
from xbcommerce.tour.charts import Bar, Bars, Step, Waterfall
from xbcommerce.tour.page import Block, Cell, Line, Scene, Table, Why
from xbcommerce.tour.work.desk import Desk
from xbcommerce.tour.work.money import plan_of, settlement_of, stream_of

BANK_DAYS = 1
"""Working days a remittance may take."""


def settlement_scene(desk: Desk) -> Scene:
    """Follow one order's money, then count how far all others have come."""
    order = desk.shop.story("main")
    state = settlement_of(desk, order)
    facts = len(desk.payments.read(stream_of(order)))
    states = settlements(desk)
    return Scene(
        "settlement",
        Note("tour.scene.settlement"),
        (
            Line(Note("tour.settlement.asked", {"order": order.id, "total": order.total, "facts": facts})),
            Why(state.why()),
            *_waterfalls(state),
            Line(Note("tour.settlement.alone")),
            Why(reconciled(desk, (state,)).why()),
            _stages(states),
        ),
    )


def settlements(desk: Desk) -> tuple[Settlement, ...]:
    """Return where the money of every order is whose payment has begun."""
    kept = ((order, desk.payments.read(stream_of(order))) for order in desk.shop.orders)
    return tuple(fold(plan_of(desk, order), facts) for order, facts in kept if facts)


def _waterfalls(state: Settlement) -> Iterator[Block]:
    steps = [Step(Note("tour.money.gross"), state.gross, level=True)]
    if state.fee is not None:
        steps.append(Step(Note("tour.money.fee"), -state.fee))
    reserve = state.at(Account.RESERVE)
    if reserve.amount:
        steps.append(Step(Note("tour.money.reserve"), -reserve))
    left = total((step.amount for step in steps), state.gross.currency)
    steps.append(Step(Note("tour.money.settled"), left, level=True))
    yield Waterfall(Note("tour.money.at_provider"), tuple(steps))
    if not state.conversions:
        return
    at_mid = total((deal.at_mid for deal in state.conversions), state.plan.target)
    spread = total((deal.spread for deal in state.conversions), state.plan.target)
    fees = state.at(Account.BANK_FEES, state.plan.target)
    transit = state.at(Account.IN_TRANSIT, state.plan.target)
    waiting = state.at(Account.SELLER_BALANCE, state.plan.target)
    steps = [
        Step(Note("tour.money.at_mid"), at_mid, level=True),
        Step(Note("tour.money.spread"), -spread),
        *(
            Step(Note(code), -amount)
            for code, amount in (
                ("tour.money.wire_fee", fees),
                ("tour.money.in_transit", transit),
                ("tour.money.on_balance", waiting),
            )
            if amount.amount
        ),
        Step(Note("tour.money.at_bank"), state.credited, level=True),
    ]
    yield Waterfall(Note("tour.money.to_the_bank"), tuple(steps))


def _stages(states: tuple[Settlement, ...]) -> Bars:
    counts = {stage: sum(state.stage is stage for state in states) for stage in Stage}
    bars = tuple(
        Bar(Note(f"tour.stage.{stage.value}"), count, tone="good" if stage is Stage.COMPLETE else "plain")
        for stage, count in counts.items()
        if stage is not Stage.EXPECTED
    )
    return Bars(Note("tour.settlement.stages", {"orders": len(states)}), bars)


def books_scene(desk: Desk) -> Scene:
    """Post everything that was reported and hold it against the bank's statement."""
    states = settlements(desk)
    books = book(Ledger(), *states, on=desk.shop.today)
    found = reconciled(desk, states)
    clear = not found.missing and not found.difference.amount
    return Scene(
        "books",
        Note("tour.scene.books"),
        (
            Line(Note("tour.books.posted", {"entries": len(books.entries), "orders": len(states)})),
            _trial_balance(books, states),
            Line(Note("tour.books.balanced"), "good"),
            Line(Note("tour.books.statement", {"lines": len(found.lines), "today": desk.shop.today})),
            Why(found.why()),
            Line(Note("tour.books.agree" if clear else "tour.books.differ"), "good" if clear else "plain"),
        ),
    )


def reconciled(desk: Desk, states: tuple[Settlement, ...]) -> Reconciliation:
    """Hold what was sent to the bank against the bank's statement up to today."""
    facts = [fact for state in states for fact in state.counted]
    expected = [
        Expected.of(fact.reference, "payout", fact.due, _due_on(fact))
        for fact in facts
        if isinstance(fact, FundsRemitted)
    ]
    statement = [
        StatementLine.of(fact.event_id, fact.reference, "payout", fact.amount)
        for fact in facts
        if isinstance(fact, BankCredited)
    ]
    return reconcile(expected, statement, period_end=desk.shop.today, currency=desk.shop.currency)


def _due_on(sent: FundsRemitted) -> date:
    """Say by when a remittance should stand on the statement."""
    return WorkCalendar.of().add_working_days(sent.at.date(), BANK_DAYS)


def _trial_balance(books: Ledger, states: tuple[Settlement, ...]) -> Table:
    codes = sorted({state.plan.currency for state in states} | {state.plan.target for state in states})
    rows: list[tuple[Cell, ...]] = []
    for account in Account:
        balance = books.balance(account.value)
        amounts = [balance[code] for code in codes]
        if any(amount.amount for amount in amounts):
            rows.append((Note(f"tour.account.{account.value}"), *(a if a.amount else None for a in amounts)))
    together = trial_balance(books).difference
    rows.append((Note("tour.account.total"), *(together[code] for code in codes)))
    columns = (Note("tour.column.account"), *(Note("tour.name", {"name": code}) for code in codes))
    return Table(Note("tour.books.trial_balance"), columns, tuple(rows))
