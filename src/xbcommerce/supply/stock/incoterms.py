"""From which day goods are ours: the point at which risk passes under the agreed Incoterm.

Incoterms decide who bears cost and risk, not the title; accounts take goods in when risk passes unless the
contract says otherwise (IFRS 15.38 names risks and rewards among the signs of control). A host with other
contracts lays its own records over the packaged ones (`xbcommerce.reference.incoterms`).

Example:
    >>> from datetime import date
    >>> from xbcommerce.reference.incoterms import incoterms
    >>> from xbcommerce.supply.stock import Milestone, ownership
    >>> reached = {Milestone.WITH_CARRIER: date(2026, 3, 1), Milestone.ON_BOARD: date(2026, 3, 4),
    ...     Milestone.ARRIVED: date(2026, 4, 9)}
    >>> ours = ownership(incoterms(), "FOB", reached, on=date(2026, 3, 1))
    >>> ours.owner(date(2026, 3, 3), seller="acme"), ours.owner(date(2026, 3, 4), seller="acme")
    ('acme', '')
    >>> print(ours)
    Under FOB the goods are ours from Mar 4, 2026, when they were on board
    >>> ownership(incoterms(), "DAP", reached, on=date(2026, 3, 1)).owned_days(date(2026, 4, 12))
    3
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from attrs import frozen

from xbcommerce.kernel.dated import Found, RuleSet
from xbcommerce.kernel.dated.validity import calendar_day
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet

from .messages import ENGLISH


class Milestone(Enum):
    """A point on the way from the seller to the buyer at which risk can pass, in the order of the way."""

    READY = "ready"
    """At the buyer's disposal at the seller's premises."""
    WITH_CARRIER = "with_carrier"
    """Handed over to the carrier."""
    ALONGSIDE = "alongside"
    """Alongside the vessel."""
    ON_BOARD = "on_board"
    """On board the vessel."""
    ARRIVED = "arrived"
    """At the named destination, ready to be unloaded."""
    CLEARED = "cleared"
    """The same, cleared for import, duty paid."""
    UNLOADED = "unloaded"
    """At the named destination, unloaded."""


_WAY = tuple(Milestone)


@frozen
class DeliveryPoint:
    """Where a term has the seller deliver, and so lets risk pass.

    Attributes:
        milestone: The point.
        sea_only: Whether the term is made for sea and inland waterway only.
    """

    milestone: Milestone
    sea_only: bool = False


@frozen
class Ownership:
    """From when on goods on their way are ours.

    Attributes:
        incoterm: By which term.
        milestone: Where risk passes.
        ours_from: The day on which it did; None if that point is not reached yet.
        record: The id of the record that says so.
    """

    incoterm: str
    milestone: Milestone
    ours_from: date | None
    record: str

    def owner(self, day: date, *, seller: str) -> str:
        """Name the owner on a day, as in `Place`: empty for us."""
        return "" if self.ours_from is not None and self.ours_from <= day else seller

    def owned_days(self, until: date) -> int:
        """Count the days from when the goods are ours to a day, such as that of the arrival."""
        return 0 if self.ours_from is None else max(0, (until - self.ours_from).days)

    def why(self) -> tuple[Note, ...]:
        """Return the day and the point."""
        if self.ours_from is None:
            return (Note(f"stock.not_ours.{self.milestone.value}", {"incoterm": self.incoterm}),)
        figures: dict[str, Param] = {"incoterm": self.incoterm, "on": self.ours_from}
        return (Note(f"stock.ours.{self.milestone.value}", figures),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def ownership(
    terms: RuleSet[DeliveryPoint], incoterm: str, reached: Mapping[Milestone, date], *, on: date
) -> Ownership | Refusal:
    """Say from when on goods are ours.

    Args:
        terms: Delivery points by term, e.g. `xbcommerce.reference.incoterms.incoterms()`.
        incoterm: The agreed term, e.g. ``"FOB"``.
        reached: The day on which each milestone was reached, as far as known.
        on: The day of the contract.

    Returns:
        An `Ownership`; or a `Refusal`: ``stock.unknown_incoterm`` on that day, or
        ``stock.milestone_missing`` where a later milestone was reached and the decisive one has no day.
    """
    calendar_day(on, "on")
    found = terms.as_of(incoterm, on)
    if not isinstance(found, Found):
        return Refusal.of(Unmet("stock.unknown_incoterm", incoterm, {"on": on, "known": terms.keys}))
    decisive = found.value.milestone
    later = [point.value for point in _WAY[_WAY.index(decisive) + 1 :] if point in reached]
    if decisive not in reached and later:
        figures: dict[str, Param] = {"milestone": decisive.value, "later": tuple(later)}
        return Refusal.of(Unmet("stock.milestone_missing", incoterm, figures))
    return Ownership(incoterm, decisive, reached.get(decisive), found.record.id)
