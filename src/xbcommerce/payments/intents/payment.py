"""A payment, told from whatever has been reported about it so far.

A `Payment` keeps the terms and the distinct reports, and derives everything from them, so that their order
and their repetition cannot matter. What is contradicted counts nothing until a person decides, and shows as
a conflict; what is unknown makes the whole payment in doubt, because a second charge would be the price of
guessing.

Example:
    >>> from datetime import UTC, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import Operation, Outcome, PaymentFact, PaymentTerms, fold_payment
    >>> at = datetime(2026, 5, 1, 12, tzinfo=UTC)
    >>> def said(event, operation, reference, outcome, amount):
    ...     return PaymentFact(event, "pay-1", at, operation, reference, outcome, Money(amount, "EUR"))
    >>> captured = said("e2", Operation.CAPTURE, "c", Outcome.SUCCEEDED, "40.00")
    >>> approved = said("e1", Operation.AUTHORIZE, "a", Outcome.SUCCEEDED, "100.00")
    >>> terms = PaymentTerms("pay-1", "order-7", Money("100.00", "EUR"))
    >>> print(fold_payment(terms, [captured, captured, approved]))
    Payment pay-1 of EUR 100.00: captured in part
    Authorised: EUR 100.00
    Captured: EUR 40.00
    EUR 60.00 may still be captured
    EUR 40.00 may be refunded
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from attrs import evolve, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import from_minor, minor
from xbcommerce.kernel.unmet import Note, Unmet

from .conflicts import Sifted, distinct, sift
from .disputes import Dispute, disputes_of
from .facts import Operation, Outcome, PaymentFact
from .messages import ENGLISH
from .movement import Contradiction, Movement
from .status import Flag, PaymentStatus, flags_of, status_of
from .terms import PaymentTerms


@frozen
class Payment:
    """Everything reported about one payment, and what follows from it.

    Attributes:
        terms: What should be paid.
        facts: The distinct reports; equal for every order and repetition of delivery.

    Raises:
        InvalidValueError: A report is about another payment.
    """

    terms: PaymentTerms
    facts: tuple[PaymentFact, ...] = field(default=(), converter=distinct)

    def __attrs_post_init__(self) -> None:
        """Refuse reports about another payment."""
        others = sorted({fact.payment_id for fact in self.facts} - {self.terms.payment_id})
        if others:
            msg = (
                f"facts of {', '.join(others)} in payment {self.terms.payment_id}; "
                "take_facts refuses them one by one"
            )
            raise InvalidValueError(msg)

    @cached_property
    def _sifted(self) -> Sifted:
        return sift(self.terms, self.facts)

    @cached_property
    def movements(self) -> FrozenMap[tuple[Operation, str], Movement]:
        """What has been tried, by operation and reference."""
        found: dict[tuple[Operation, str], Movement] = {}
        for fact in self._sifted.counted:
            name, told = (fact.operation, fact.reference), Movement.of(fact)
            found[name] = found[name].join(told) if name in found else told
        return FrozenMap(found)

    def movements_of(self, operation: Operation) -> tuple[Movement, ...]:
        """Return the movements of one kind, the earliest first."""
        found = (one for one in self.movements.values() if one.operation is operation)
        return tuple(sorted(found, key=lambda one: (one.first_at, one.reference)))

    @cached_property
    def disputes(self) -> tuple[Dispute, ...]:
        """The disputes of the payment, by name."""
        return disputes_of(self._sifted.counted, self.movements)

    @cached_property
    def conflicts(self) -> tuple[Unmet, ...]:
        """Reports that contradict one another or the terms; until a person decides, none of them counts."""
        return (*self._sifted.conflicts, *self._contradicted())

    def _contradicted(self) -> Iterator[Unmet]:
        for movement in self.movements.values():
            match movement.contradiction(self.terms.amounts):
                case Contradiction() as contradiction:
                    yield Unmet(contradiction.value, movement.place)
                case None:
                    pass
        for dispute in self.disputes:
            if dispute.is_contradicted:
                yield Unmet("payment.dispute_conflict", dispute.dispute_id)

    @cached_property
    def open_outcomes(self) -> frozenset[Outcome]:
        """What movements still wait for."""
        waiting = (one.still_open for one in self.movements.values())
        return frozenset(outcome for outcome in waiting if outcome is not None)

    @cached_property
    def final_outcomes(self) -> frozenset[Outcome]:
        """What movements have ended with."""
        return frozenset(outcome for one in self.movements.values() for outcome in one.outcomes)

    @property
    def is_in_doubt(self) -> bool:
        """Whether the outcome of a movement is unknown: ask about it before anything else."""
        return Outcome.UNKNOWN in self.open_outcomes

    @cached_property
    def moved_minor(self) -> FrozenMap[Operation, int]:
        """What every operation has moved, in minor units."""
        moved = dict.fromkeys(Operation, 0)
        for movement in self.movements.values():
            moved[movement.operation] += movement.counted_minor(self.terms.amounts)
        return FrozenMap(moved)

    @cached_property
    def open_minor(self) -> FrozenMap[Operation, int]:
        """What every operation may still come to move, unknown outcomes included, in minor units."""
        waiting = dict.fromkeys(Operation, 0)
        for movement in self.movements.values():
            if movement.still_open is not None:
                waiting[movement.operation] += movement.open_minor
        return FrozenMap(waiting)

    def money(self, units: int) -> Money:
        """Make money of the payment's currency from minor units."""
        return from_minor(units, self.terms.currency)

    @property
    def authorized(self) -> Money:
        """What the buyer's bank has set aside, voided and expired parts included."""
        return self.money(self.moved_minor[Operation.AUTHORIZE])

    @property
    def captured(self) -> Money:
        """What has been taken from the buyer."""
        return self.money(self.moved_minor[Operation.CAPTURE])

    @property
    def voided(self) -> Money:
        """What the shop has set free again."""
        return self.money(self.moved_minor[Operation.VOID])

    @property
    def expired(self) -> Money:
        """What the bank has set free again."""
        return self.money(self.moved_minor[Operation.EXPIRE])

    @property
    def refunded(self) -> Money:
        """What the shop has given back."""
        return self.money(self.moved_minor[Operation.REFUND])

    @property
    def charged_back(self) -> Money:
        """What the bank has taken back, what it returned deducted; negative if a return is reported first."""
        moved = self.moved_minor
        return self.money(moved[Operation.CHARGEBACK] - moved[Operation.CHARGEBACK_REVERSAL])

    @property
    def uncaptured_minor(self) -> int:
        """What is left of the authorisation, in minor units; negative if more was captured."""
        moved = self.moved_minor
        gone = moved[Operation.CAPTURE] + moved[Operation.VOID] + moved[Operation.EXPIRE]
        return moved[Operation.AUTHORIZE] - gone

    @property
    def capturable(self) -> Money:
        """What is left of the authorisation."""
        return self.money(max(0, self.uncaptured_minor))

    @property
    def refundable(self) -> Money:
        """What may go back: captured, not gone back, and not on its way back, unknown outcomes included.

        A chargeback returned before it is reported to have been taken makes nothing refundable.
        """
        moved = self.moved_minor
        gone = moved[Operation.REFUND] + self.open_minor[Operation.REFUND] + max(0, minor(self.charged_back))
        return self.money(max(0, moved[Operation.CAPTURE] - gone))

    @property
    def status(self) -> PaymentStatus:
        """What the payment is, in one word."""
        return status_of(self)

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What should not have happened and did."""
        return flags_of(self)

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the status, every figure that is not nothing, and what is wrong or open."""
        from .why import figures_of

        return figures_of(self)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def fold_payment(terms: PaymentTerms, facts: Iterable[PaymentFact]) -> Payment:
    """Tell the state of a payment from reports in any order, with any of them repeated.

    Raises:
        InvalidValueError: A report is about another payment.
    """
    return Payment(terms, tuple(facts))


def evolve_payment(payment: Payment, *facts: PaymentFact) -> Payment:
    """Take further reports into account; the same as folding them all together.

    Raises:
        InvalidValueError: A report is about another payment.
    """
    return evolve(payment, facts=(*payment.facts, *facts))
