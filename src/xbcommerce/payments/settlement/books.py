"""Keep the books in step with what has been reported, order by order.

Entries are only ever added: a report that turns out to be contradicted is reversed, and written anew if it
comes to count again. So the books always say what the settlements say, and every step of how they came to say
it can be read.

Example:
    >>> from datetime import UTC, date, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import (
    ...     Account, Ledger, OrderConfirmed, SettlementPlan, book, fold, trial_balance)
    >>> plan = SettlementPlan("o7", currency="GBP", target="CNY", provider="acme", bank_account="CN-1")
    >>> at = datetime(2026, 10, 30, 9, tzinfo=UTC)
    >>> state = fold(plan, [OrderConfirmed("e1", "o7", at, Money("50.00", "GBP"))])
    >>> books = book(Ledger(), state, on=at.date())
    >>> print(books.balance("buyer_receivable"), "|", books.balance("sales"))
    50.00 GBP | -50.00 GBP
    >>> print(trial_balance(books).difference)
    nothing
    >>> book(books, state, on=at.date()) == books
    True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, tzinfo

from attrs import evolve

from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments.ledger.journal import Command, Entry, Post, Reverse
from xbcommerce.payments.ledger.ledger import Ledger, post_all
from xbcommerce.payments.messages import ENGLISH

from .posting import entries_about, entry_id, entry_of
from .state import Settlement


class NotBookableError(XbcommerceError):
    """The books refused an entry, for example because its period is sealed; nothing was written."""

    code = "not_bookable"

    @classmethod
    def from_refusals(cls, refusals: Iterable[Refusal]) -> NotBookableError:
        """Name every objection."""
        return cls("\n".join(ENGLISH.explain(refusal) for refusal in refusals))


def bring_into_line(
    ledger: Ledger, states: Iterable[Settlement], *, on: date, zone: tzinfo = UTC
) -> tuple[Command, ...]:
    """List what must be written so that the books say what the settlements say.

    A report that comes to count again after its entry was reversed is written anew under a numbered id
    (``again-2:fact:...``), as often as it takes. An entry whose report the state no longer holds is reversed
    too: one that a person dropped, or a movement of a payment that is told differently now. So the ids that
    begin with ``fact:`` belong to facts alone, and a state must hold all that was reported of its order.

    Args:
        ledger: The books.
        states: Any number of orders; entries of others are left as they are.
        on: The day of corrections, and of reports whose own day is already sealed.
        zone: Where the books are kept; it decides the day of an instant.

    Returns:
        An entry for each fact that counts and does not stand in the books, a reversal for each that stands
        there and does not count, or not with that content, or that nobody reports any more; empty if the
        books say what the settlements say.
    """
    commands: list[Command] = []
    for state in states:
        told = {entry_id(fact) for fact in state.facts}
        wanted = {entry_id(fact): entry_of(fact, zone=zone) for fact in state.counted}
        known = ledger.index.ids_of(entries_about(state.plan.order_id))
        for first_id in (*sorted(told), *(first_id for first_id in known if first_id not in told)):
            commands += _corrections(ledger, first_id, wanted.get(first_id), on)
    return tuple(commands)


def _corrections(ledger: Ledger, first_id: str, wanted: Post | None, on: date) -> Iterator[Command]:
    """List what takes the entries of one event to the one that is wanted, or to none."""
    written = 0
    stands = False
    while (entry := ledger.entry(_numbered(first_id, written + 1))) is not None:
        written += 1
        last, counts = _last_word(ledger, entry.id)
        if counts and not stands and wanted is not None and _says(entry, wanted):
            stands = True
        elif counts:
            yield Reverse(f"undo:{last}", on, last)
    if wanted is not None and not stands:
        corrected = written > 0 or (ledger.sealed_through is not None and wanted.on <= ledger.sealed_through)
        yield evolve(wanted, id=_numbered(first_id, written + 1), on=on if corrected else wanted.on)


def _numbered(first_id: str, number: int) -> str:
    """Name the entry of an event that is written for the first, second, ... time."""
    return first_id if number == 1 else f"again-{number}:{first_id}"


def _last_word(ledger: Ledger, entry: str) -> tuple[str, bool]:
    """Follow reversals, and reversals of reversals, to the last; say whether the entry stands after it."""
    last, stands = entry, True
    while (by := ledger.index.done_by(last)) is not None:
        last, stands = by, not stands
    return last, stands


def _says(entry: Entry, wanted: Post) -> bool:
    """Say whether an entry is what is wanted, on whatever day it was written."""
    return isinstance(entry.command, Post) and evolve(entry.command, id=wanted.id, on=wanted.on) == wanted


def book(ledger: Ledger, *states: Settlement, on: date, zone: tzinfo = UTC) -> Ledger:
    """Write into the books what has been reported since, all of it or nothing.

    Args:
        ledger: The books.
        states: Any number of orders.
        on: The day of corrections.
        zone: Where the books are kept; it decides the day of an instant.

    Raises:
        NotBookableError: An entry was refused; the message names every objection.
    """
    books, outcomes = post_all(ledger, bring_into_line(ledger, states, on=on, zone=zone))
    refusals = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    if refusals:
        raise NotBookableError.from_refusals(refusals)
    return books
