"""Keep the books in step with what has been reported, order by order.

Entries are only ever added: a report that turns out to be contradicted is reversed, so that the books always
say what the settlements say, and every step of how they came to say it can be read.

Example:
    >>> from datetime import UTC, date, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import Account, Ledger, OrderConfirmed, SettlementPlan, book, fold
    >>> plan = SettlementPlan("o7", currency="GBP", target="CNY", provider="acme", bank_account="CN-1")
    >>> at = datetime(2026, 10, 30, 9, tzinfo=UTC)
    >>> state = fold(plan, [OrderConfirmed("e1", "o7", at, Money("50.00", "GBP"))])
    >>> books = book(Ledger(), state, on=at.date())
    >>> print(books.balance("buyer_receivable"), "|", books.balance("sales"), "|", books.trial_balance())
    50.00 GBP | -50.00 GBP | nothing
    >>> book(books, state, on=at.date()) == books
    True
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, tzinfo

from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.unmet import Refusal

from .journal import Command, Reverse
from .ledger import Ledger, post_all
from .messages import ENGLISH
from .posting import entry_id, entry_of
from .settlement import Settlement


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

    Args:
        ledger: The books.
        states: Any number of orders.
        on: The day of corrections, and of reports whose own day is already sealed.
        zone: Where the books are kept; it decides the day of an instant.

    Returns:
        An entry for each fact that counts and is not in the books, a reversal for each that is and no longer
        counts; empty if nothing changed.
    """
    commands: list[Command] = []
    for state in states:
        counted = {fact.event_id for fact in state.counted}
        for event in sorted({fact.event_id: fact for fact in state.facts}.values(), key=lambda f: f.event_id):
            written = ledger.entry(entry_id(event))
            undone = written is not None and written.id in ledger.index.done_by
            if event.event_id not in counted and written is not None and not undone:
                commands.append(Reverse(f"undo:{written.id}", on, written.id))
            entry = entry_of(event, zone=zone) if event.event_id in counted else None
            if entry is not None and written is None:
                commands.append(entry)
    return tuple(commands)


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
