"""Buyer protection: captured money waits until conditions hold, and it is plain which ones do not yet.

Conditions are values in a list that a host shortens or extends; all of them must hold for money to be free.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.payments import Protection
    >>> from xbcommerce.payments.payouts import AfterDelivery, DisputesClosed, Evidence, Holding, releasable
    >>> terms = Protection((AfterDelivery(days=3, held_days_max=21), DisputesClosed()))
    >>> held = Holding("o7", Money("80.00", "EUR"), date(2026, 11, 2))
    >>> print(releasable(terms, [held], Evidence(date(2026, 11, 5), ("d-1",)), on=date(2026, 11, 7)))
    o7: EUR 80.00 stays held
      Delivered on Nov 5, 2026; free 3 days later, on Nov 8, 2026
      Dispute d-1 is open
    >>> releasable(terms, [held], Evidence(date(2026, 11, 5)), on=date(2026, 11, 8)).free["EUR"]
    Money('80.00', 'EUR')
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from attrs import field, frozen
from attrs.validators import optional
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, count_field
from xbcommerce.kernel.money import Bag
from xbcommerce.kernel.unmet import Note, Param, Unmet
from xbcommerce.payments.reported import exactly, positive

from .messages import ENGLISH


@frozen
class Holding:
    """Money held for the protection of a buyer.

    Attributes:
        id: What it is held for, e.g. the order or the event that held it.
        amount: How much.
        held_on: Since when.
    """

    id: str
    amount: Money = field(converter=exactly, validator=positive)
    held_on: date


@frozen
class Evidence:
    """What is known about an order on its way to the buyer.

    Attributes:
        delivered_on: When delivery was confirmed; None if it is not.
        open_disputes: The disputes that are not closed.
    """

    delivered_on: date | None = None
    open_disputes: tuple[str, ...] = ()


@frozen
class AfterDelivery:
    """Delivery is confirmed and some days have passed, or the money has been held for long enough.

    Attributes:
        days: Calendar days from the confirmed delivery; 0 for the same day.
        held_days_max: Calendar days after which unconfirmed delivery no longer keeps it; None for never.
    """

    days: int = field(default=0, validator=count_field, kw_only=True)
    held_days_max: int | None = field(default=None, validator=optional(count_field), kw_only=True)

    def objections(self, holding: Holding, evidence: Evidence, on: date) -> Iterable[Unmet]:
        """Return what stands against the release on a day."""
        latest = None if self.held_days_max is None else holding.held_on + timedelta(self.held_days_max)
        if latest is not None and on >= latest:
            return
        delivered_on = evidence.delivered_on
        if delivered_on is None or delivered_on > on:
            if latest is None:
                yield Unmet("protection.not_delivered", holding.id)
            else:
                yield Unmet("protection.not_delivered_until", holding.id, {"free_on": latest})
            return
        free_on = min(filter(None, (delivered_on + timedelta(self.days), latest)))
        if on < free_on:
            figures: dict[str, Param] = {"delivered_on": delivered_on, "days": self.days, "free_on": free_on}
            yield Unmet("protection.soon_after_delivery", holding.id, figures)


@frozen
class AfterHold:
    """Some days have passed since the money was held.

    Attributes:
        days: Calendar days from the hold.
    """

    days: int = field(validator=count_field, kw_only=True)

    def objections(self, holding: Holding, _evidence: Evidence, on: date) -> Iterable[Unmet]:
        """Return what stands against the release on a day."""
        free_on = holding.held_on + timedelta(self.days)
        if on < free_on:
            yield Unmet("protection.soon_after_hold", holding.id, {"days": self.days, "free_on": free_on})


@frozen
class DisputesClosed:
    """No dispute about the order is open."""

    def objections(self, holding: Holding, evidence: Evidence, _on: date) -> Iterable[Unmet]:
        """Return what stands against the release on a day."""
        for dispute in evidence.open_disputes:
            yield Unmet("protection.dispute_open", holding.id, {"dispute": dispute})


Condition = AfterDelivery | AfterHold | DisputesClosed
"""What money may wait for."""


@frozen
class Protection:
    """Until when the provider keeps the money of an order.

    Attributes:
        conditions: All must hold.
    """

    conditions: tuple[Condition, ...] = field(converter=tuple[Condition, ...])

    def __attrs_post_init__(self) -> None:
        """Refuse to hold money for nothing."""
        if not self.conditions:
            msg = "conditions=(): money is held for a reason; give one, or no Protection at all"
            raise InvalidValueError(msg)


@frozen
class HoldingDecision:
    """Whether one holding is free on a day; it is if nothing stands against it."""

    holding: Holding
    unmet: tuple[Unmet, ...]

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the verdict and every objection."""
        figures: dict[str, Param] = {"holding": self.holding.id, "amount": self.holding.amount}
        return (Note("protection.kept" if self.unmet else "protection.free", figures), *self.unmet)


@frozen
class Releasable:
    """What of the money held is free on a day, and why the rest is not.

    Attributes:
        on: The day.
        decisions: One for each holding, in the order given.
    """

    on: date
    decisions: tuple[HoldingDecision, ...]

    @property
    def free(self) -> Bag:
        """What may be released."""
        return Bag.of(one.holding.amount for one in self.decisions if not one.unmet)

    @property
    def kept(self) -> Bag:
        """What stays held."""
        return Bag.of(one.holding.amount for one in self.decisions if one.unmet)

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return every holding with everything that stands against its release."""
        return tuple(line for one in self.decisions for line in one.why())

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def releasable(
    protection: Protection, holdings: Iterable[Holding], evidence: Evidence, *, on: date
) -> Releasable:
    """Decide what is free on a day; every condition that does not hold is named.

    Args:
        protection: The conditions.
        holdings: What is held.
        evidence: What is known about the order.
        on: The day.
    """
    return Releasable(
        on,
        tuple(
            HoldingDecision(
                holding,
                tuple(
                    unmet
                    for condition in protection.conditions
                    for unmet in condition.objections(holding, evidence, on)
                ),
            )
            for holding in holdings
        ),
    )
