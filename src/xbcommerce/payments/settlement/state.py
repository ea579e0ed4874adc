"""The way of one order's money from the buyer to the bank, told from whatever has been reported so far.

A `Settlement` keeps the reports and derives everything from them, so their order and their repetition cannot
matter. What is contradicted counts nothing until a person decides, and shows up as a conflict.

Example:
    >>> from datetime import UTC, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import (
    ...     FundsSettled, OrderConfirmed, PaymentProcessed, SettlementPlan, fold)
    >>> plan = SettlementPlan("o7", currency="GBP", target="CNY", provider="acme", bank_account="CN-1")
    >>> at = datetime(2026, 10, 30, 9, tzinfo=UTC)
    >>> late = PaymentProcessed("e2", "o7", at, Money("50.00", "GBP"), fee=Money("1.45", "GBP"))
    >>> early = FundsSettled("e3", "o7", at, Money("48.55", "GBP"))
    >>> state = fold(plan, [early, late, early, OrderConfirmed("e1", "o7", at, Money("50.00", "GBP"))])
    >>> state.stage, state.net == Money("48.55", "GBP")
    (<Stage.SETTLED: 'settled'>, True)
    >>> state.missing[0].code, state.missing[0].params["amount"]
    ('settlement.await_conversion', Money('48.55', 'GBP'))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TypeVar

from attrs import evolve, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import Bag, from_minor, minor, minus
from xbcommerce.kernel.unmet import Note, Unmet
from xbcommerce.payments.ledger.journal import Line, balances_of
from xbcommerce.payments.messages import ENGLISH
from xbcommerce.payments.reported import Report

from .accounts import CLEARING, Account
from .conflicts import Contradictions, contradictions
from .facts import (
    BankCredited,
    EscrowReleased,
    Fact,
    FeeCharged,
    FundsConverted,
    FundsRemitted,
    FundsSettled,
    OrderConfirmed,
    PaymentFailed,
    PaymentInitiated,
    PaymentProcessed,
    ReserveReleased,
)
from .plan import Exit, SettlementPlan, Stage
from .posting import lines_of

R = TypeVar("R", bound=Report)


def _distinct(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Drop repetitions and put the rest into one order, whatever order they came in."""
    return tuple(sorted(set(facts), key=lambda fact: (fact.event_id, repr(fact))))


@frozen
class Settlement:
    """Everything reported about the money of one order, and what follows from it.

    Attributes:
        plan: What is meant to happen.
        facts: The distinct reports; equal for every order and repetition of delivery.
    """

    plan: SettlementPlan
    facts: tuple[Fact, ...] = field(default=(), converter=_distinct)

    def __attrs_post_init__(self) -> None:
        """Refuse reports about another order."""
        others = sorted({fact.order_id for fact in self.facts} - {self.plan.order_id})
        if others:
            msg = f"facts of {', '.join(others)} in the settlement of {self.plan.order_id}; group by order_id"
            raise InvalidValueError(msg)

    @cached_property
    def _contradictions(self) -> Contradictions:
        return contradictions(self.facts, self.plan.currency)

    @property
    def conflicts(self) -> tuple[Unmet, ...]:
        """Reports that contradict one another or the plan; until a person decides, none of them counts."""
        return self._contradictions.conflicts

    @cached_property
    def counted(self) -> tuple[Fact, ...]:
        """The reports that nothing contradicts, each once, by event id."""
        void = self._contradictions.event_ids
        return tuple(fact for fact in self.facts if fact.event_id not in void)

    def reports_of(self, kind: type[R]) -> tuple[R, ...]:
        """Return the reports of one kind that nothing contradicts, by event id."""
        return tuple(fact for fact in self.counted if isinstance(fact, kind))

    @cached_property
    def _lines(self) -> tuple[Line, ...]:
        return tuple(line for fact in self.counted for line in lines_of(fact))

    @cached_property
    def accounts(self) -> FrozenMap[Account, Bag]:
        """The balance of every account, in every currency; together they are nothing, always."""
        balances = balances_of(self._lines)
        return FrozenMap({place: balances[place.value] for place in Account if place.value in balances})

    def at(self, account: Account, currency: str | None = None) -> Money:
        """Return the balance of an account in one currency, by default the buyer's."""
        return self.accounts.get(account, Bag())[currency or self.plan.currency]

    def left_minor(self, place: Account, currency: str) -> int:
        """Return how much has ever left a place, in minor units of a currency."""
        return -sum(
            min(line.amount_minor, 0)
            for line in self._lines
            if line.account == place.value and line.currency == currency
        )

    @property
    def outstanding(self) -> FrozenMap[Account, Bag]:
        """What has not reached the bank, by where it lies; empty when the order is complete."""
        return FrozenMap({place: self.accounts[place] for place in CLEARING if place in self.accounts})

    @property
    def ordered(self) -> Money:
        """What the buyer owes for the order."""
        return from_minor(-minor(self.at(Account.SALES)), self.plan.currency)

    @property
    def gross(self) -> Money:
        """What has been captured from the buyer."""
        return self._sum(fact.gross for fact in self.reports_of(PaymentProcessed))

    @property
    def fee(self) -> Money | None:
        """What the provider has taken; None while it holds money and has not said what it takes."""
        if not self._fee_reported and self.at(Account.PROVIDER_CLEARING).amount > 0:
            return None
        return self.at(Account.PROCESSING_FEES)

    @property
    def _fee_reported(self) -> bool:
        return any(
            isinstance(fact, FeeCharged)
            or (isinstance(fact, PaymentProcessed | FundsSettled) and fact.fee is not None)
            for fact in self.counted
        )

    @property
    def net(self) -> Money | None:
        """What is left of the captured amount after the fee; None while the fee is unknown."""
        fee = self.fee
        return None if fee is None else minus(self.gross, fee)

    @property
    def settled(self) -> Money:
        """What has come to the shop's balance with the provider, released reserves and escrow apart."""
        return self._sum(fact.net for fact in self.reports_of(FundsSettled))

    @property
    def released(self) -> Money:
        """What has come to the balance out of the reserve and out of escrow."""
        return self._sum(
            fact.amount
            for fact in self.counted
            if isinstance(fact, ReserveReleased | EscrowReleased) and fact.to is Account.SELLER_BALANCE
        )

    @property
    def refunded(self) -> Money:
        """What has been given back to the buyer."""
        return self.at(Account.REFUNDS)

    @property
    def charged_back(self) -> Money:
        """What the buyer's bank has taken back, won disputes apart."""
        return self.at(Account.CHARGEBACKS)

    @property
    def conversions(self) -> tuple[FundsConverted, ...]:
        """The exchanges, by event id."""
        return self.reports_of(FundsConverted)

    @property
    def converted(self) -> Money:
        """What exchanges have brought in the bank's currency."""
        return self._sum((deal.target for deal in self.conversions), self.plan.target)

    @property
    def remitted(self) -> Money:
        """What has left the balance for the bank, transfers that came back included."""
        return self._sum((fact.amount for fact in self.reports_of(FundsRemitted)), self.plan.target)

    @property
    def credited(self) -> Money:
        """What stands on the bank account."""
        return self._sum((fact.amount for fact in self.reports_of(BankCredited)), self.plan.target)

    def _sum(self, amounts: Iterable[Money], currency: str | None = None) -> Money:
        code = currency or self.plan.currency
        return from_minor(sum(minor(amount) for amount in amounts if amount.currency.code == code), code)

    @property
    def exits(self) -> frozenset[Exit]:
        """Where money left the way to the bank, if it did."""
        left = {
            Exit.FAILED: bool(self.failures) and not self.gross.amount and not self.may_retry,
            Exit.REFUNDED: self.refunded.amount > 0,
            Exit.CHARGED_BACK: self.charged_back.amount > 0,
        }
        return frozenset(way for way, taken in left.items() if taken)

    @property
    def failures(self) -> tuple[PaymentFailed, ...]:
        """The tries that failed, in the order of the tries."""
        failed = self.reports_of(PaymentFailed)
        return tuple(sorted(failed, key=lambda fact: (fact.attempt, fact.event_id)))

    @property
    def may_retry(self) -> bool:
        """Whether another try is allowed: none was refused for good, and there are tries left."""
        tries = {fact.attempt for fact in self.failures}
        return all(fact.may_retry for fact in self.failures) and len(tries) < self.plan.attempts_max

    @property
    def stage(self) -> Stage:
        """How far all of the money has come; what lies behind is in `missing`."""
        reached = Stage.EXPECTED
        for stage, passed in self._steps():
            if not passed:
                break
            reached = stage
        return reached

    def _steps(self) -> Iterator[tuple[Stage, bool]]:
        kinds = {type(fact) for fact in self.counted}
        yield Stage.CONFIRMED, OrderConfirmed in kinds
        yield Stage.INITIATED, bool(kinds & {PaymentInitiated, PaymentProcessed})
        yield Stage.PROCESSED, PaymentProcessed in kinds and not self._holds(Account.BUYER_RECEIVABLE)
        yield Stage.SETTLED, not self._holds(Account.PROVIDER_CLEARING)
        balance = self.accounts.get(Account.SELLER_BALANCE, Bag()).amounts_minor
        yield Stage.CONVERTED, not any(code != self.plan.target for code in balance)
        yield Stage.REMITTED, not balance
        yield Stage.COMPLETE, not self.outstanding

    def _holds(self, place: Account) -> bool:
        return any(amount > 0 for amount in self.accounts.get(place, Bag()).amounts_minor.values())

    @property
    def is_complete(self) -> bool:
        """Whether every cent is at the bank or accounted for, and no report contradicts another.

        Exactly then `missing` is empty and there are no conflicts: what the shop owes the provider keeps an
        order open until it is netted or acknowledged.
        """
        return self.stage is Stage.COMPLETE and not self.conflicts

    @property
    def missing(self) -> tuple[Unmet, ...]:
        """What must still happen, or be reported, with the amounts; empty when the order is complete."""
        from .why import what_is_missing

        return what_is_missing(self)

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return where every cent went, what is missing and what is contradicted."""
        from .why import where_it_went

        return where_it_went(self)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def fold(plan: SettlementPlan, facts: Iterable[Fact]) -> Settlement:
    """Tell the state of an order's money from reports in any order, with any of them repeated.

    Raises:
        InvalidValueError: A report is about another order.
    """
    return Settlement(plan, tuple(facts))


def evolve_with(state: Settlement, *facts: Fact) -> Settlement:
    """Take further reports into account; the same as folding them all together.

    Raises:
        InvalidValueError: A report is about another order.
    """
    return evolve(state, facts=(*state.facts, *facts))
