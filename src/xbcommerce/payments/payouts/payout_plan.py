"""Which sellers are paid now, how much, and what is carried forward and why.

Everything a seller has in one currency adds up first, debts included; nothing is netted across currencies.
A credit counts from the day on which it is available, a debit as soon as it is known. The minimum is
inclusive and tested before the fee. Each payout names the entries that it pays, and an entry that an earlier
payout names is never paid again.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.money import Bag
    >>> from xbcommerce.payments import plan_payouts
    >>> from xbcommerce.payments.payouts import PayoutTerms, SellerEntry
    >>> terms = PayoutTerms(minimum=Bag.of([Money("25.00", "EUR")]), fee=Bag.of([Money("0.50", "EUR")]))
    >>> friday = date(2026, 11, 6)
    >>> entries = [
    ...     SellerEntry("c1", "anna", Money("120.00", "EUR"), friday),
    ...     SellerEntry("c2", "ben", Money("24.99", "EUR"), friday),
    ...     SellerEntry("c3", "anna", Money("40.00", "EUR"), date(2026, 11, 9)),
    ... ]
    >>> plan = plan_payouts(entries, terms, on=friday)
    >>> print(plan)
    anna is paid EUR 119.50, after a fee of EUR 0.50
    anna: EUR 40.00 is carried forward: available from Nov 9, 2026
    ben: EUR 24.99 is carried forward: below the minimum of EUR 25.00
    Paid in all: EUR 119.50 (1)
    >>> plan_payouts(entries, terms, on=friday, issued=plan.payouts).payouts
    ()
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum

from attrs import Attribute, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, positive_field
from xbcommerce.kernel.money import Bag, from_minor, minor
from xbcommerce.kernel.naming import repeated
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet
from xbcommerce.payments.keys import Keyed
from xbcommerce.payments.reported import exactly, named

from .messages import ENGLISH


@frozen
class SellerEntry:
    """Money that a seller has earned, or owes.

    Attributes:
        id: Unique for ever, e.g. of the capture's share or the refund's.
        seller: Whose it is.
        amount: Positive for a credit, negative for a debit.
        available_on: The first day on which a credit may be paid; None for any.
    """

    id: str = field(validator=named)
    seller: str = field(validator=named)
    amount: Money = field(converter=exactly)
    available_on: date | None = None


def _nothing_negative(_instance: object, attribute: Attribute[Bag], amounts: Bag) -> None:
    if any(units < 0 for units in amounts.amounts_minor.values()):
        msg = f"{attribute.name}={amounts}: expected at least nothing in every currency"
        raise InvalidValueError(msg)


@frozen
class PayoutTerms:
    """When a payout is worth making, and what it costs; by currency, nothing where none is named.

    Attributes:
        minimum: The least balance that is paid, that amount included.
        fee: What is taken off every payout.
    """

    minimum: Bag = field(factory=Bag, validator=_nothing_negative, kw_only=True)
    fee: Bag = field(factory=Bag, validator=_nothing_negative, kw_only=True)


@frozen
class Payout(Keyed):
    """Money to be sent to a seller.

    Attributes:
        seller: Who gets it.
        amount: What is sent.
        fee: What was taken off the balance before.
        entries: The ids of everything that it settles, sorted; they add up to amount and fee.
        attempt: 1, and more where an earlier payout of any of the entries came back.
    """

    seller: str
    amount: Money = field(converter=exactly)
    fee: Money = field(converter=exactly)
    entries: tuple[str, ...]
    attempt: int = field(default=1, validator=positive_field)

    @property
    def balance(self) -> Money:
        """What the entries add up to."""
        return from_minor(minor(self.amount) + minor(self.fee), self.amount.currency)

    def note(self) -> Note:
        """Explain it in one line."""
        figures: dict[str, Param] = {"seller": self.seller, "amount": self.amount}
        if not self.fee.amount:
            return Note("payout.paid", figures)
        return Note("payout.paid_less_fee", {**figures, "fee": self.fee})


class CarryReason(Enum):
    """Why a balance is not paid."""

    NEGATIVE_BALANCE = "negative_balance"
    """The seller owes it; later credits of the currency are set off against it."""
    BELOW_MINIMUM = "below_minimum"
    FEE_EXCEEDS_BALANCE = "fee_exceeds_balance"
    """Nothing would be left after the fee."""
    NOT_YET_AVAILABLE = "not_yet_available"
    """Credits of a later day."""


@frozen
class Carried:
    """A balance that is carried forward.

    Attributes:
        seller: Whose it is.
        amount: How much; negative where the seller owes it.
        reason: Why.
        figure: The minimum, the fee, or the day from which it is available; None for a debt.
    """

    seller: str
    amount: Money = field(converter=exactly)
    reason: CarryReason
    figure: Money | date | None = None

    def note(self) -> Note:
        """Explain it in one line."""
        figures: dict[str, Param] = {"seller": self.seller, "amount": self.amount}
        limit = {} if self.figure is None else {"limit": self.figure}
        return Note(f"payout.{self.reason.value}", {**figures, **limit})


@frozen
class PayoutPlan:
    """What is paid on a day, and what is carried forward.

    Attributes:
        on: The day; credits of later days wait.
        payouts: By seller, then currency.
        carried: By seller, then currency.
    """

    on: date
    payouts: tuple[Payout, ...]
    carried: tuple[Carried, ...]

    @property
    def control_sums(self) -> Bag:
        """What is sent in all, by currency: what the file to the bank must add up to."""
        return Bag.of(payout.amount for payout in self.payouts)

    def why(self) -> tuple[Note, ...]:
        """Return every payout, everything that is carried and why, and the control sums."""
        counts: dict[str, int] = {}
        for payout in self.payouts:
            code = payout.amount.currency.code
            counts[code] = counts.get(code, 0) + 1
        sums = (
            Note("payout.control_sum", {"amount": amount, "count": counts[amount.currency.code]})
            for amount in self.control_sums.moneys
        )
        notes = (*(one.note() for one in self.payouts), *(one.note() for one in self.carried), *sums)
        return notes or (Note("payout.nothing"),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def plan_payouts(
    entries: Iterable[SellerEntry],
    terms: PayoutTerms,
    *,
    on: date,
    issued: Iterable[Payout] = (),
    returned: Iterable[Payout] = (),
) -> PayoutPlan | Refusal:
    """Decide which sellers are paid.

    Args:
        entries: Everything that sellers have earned or owe, in any order; repetitions count once.
        terms: Minimums and fees.
        on: The day.
        issued: All earlier payouts, under way or done; what they name is settled.
        returned: Those of them that came back; what they name is paid again, under another key.

    Returns:
        The plan, or a `Refusal` with ``payout.entry_conflict`` for every id that stands for two different
        entries: nobody is paid until a person decides.
    """
    distinct = sorted(set(entries), key=lambda entry: (entry.id, repr(entry)))
    twofold = repeated(entry.id for entry in distinct)
    if twofold:
        return Refusal.of(*(Unmet("payout.entry_conflict", entry_id) for entry_id in twofold))
    back = tuple(returned)
    settled = {entry_id for payout in issued if payout not in back for entry_id in payout.entries}
    tries: dict[str, int] = {}
    for payout in back:
        tries |= {entry_id: max(payout.attempt, tries.get(entry_id, 0)) for entry_id in payout.entries}
    groups: dict[tuple[str, str], list[SellerEntry]] = {}
    for entry in distinct:
        if entry.id not in settled:
            groups.setdefault((entry.seller, entry.amount.currency.code), []).append(entry)
    decided = [one for place in sorted(groups) for one in _decided(groups[place], terms, tries, on)]
    return PayoutPlan(
        on,
        tuple(one for one in decided if isinstance(one, Payout)),
        tuple(one for one in decided if isinstance(one, Carried)),
    )


def _decided(
    entries: Sequence[SellerEntry], terms: PayoutTerms, tries: Mapping[str, int], on: date
) -> Iterator[Payout | Carried]:
    """Decide about everything of one seller in one currency."""
    counts = [entry for entry in entries if _counts(entry, on)]
    balance = _sum(entries, counts)
    if minor(balance):
        yield _paid_or_carried(counts, balance, terms, tries)
    later = [entry for entry in entries if not _counts(entry, on)]
    if later:
        days = [entry.available_on for entry in later if entry.available_on is not None]
        reason = CarryReason.NOT_YET_AVAILABLE
        yield Carried(entries[0].seller, _sum(entries, later), reason, min(days))


def _counts(entry: SellerEntry, on: date) -> bool:
    return entry.available_on is None or entry.available_on <= on or minor(entry.amount) < 0


def _sum(entries: Sequence[SellerEntry], some: Iterable[SellerEntry]) -> Money:
    return from_minor(sum(minor(entry.amount) for entry in some), entries[0].amount.currency)


def _paid_or_carried(
    entries: Sequence[SellerEntry], balance: Money, terms: PayoutTerms, tries: Mapping[str, int]
) -> Payout | Carried:
    seller, code, units = entries[0].seller, balance.currency.code, minor(balance)
    minimum, fee = terms.minimum[code], terms.fee[code]
    if units < 0:
        return Carried(seller, balance, CarryReason.NEGATIVE_BALANCE)
    if units < minor(minimum):
        return Carried(seller, balance, CarryReason.BELOW_MINIMUM, minimum)
    if units <= minor(fee):
        return Carried(seller, balance, CarryReason.FEE_EXCEEDS_BALANCE, fee)
    ids = tuple(entry.id for entry in entries)
    attempt = 1 + max(tries.get(entry_id, 0) for entry_id in ids)
    return Payout(seller, from_minor(units - minor(fee), code), fee, ids, attempt)
