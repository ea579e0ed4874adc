"""What was agreed with a supplier, and for how long: the terms that hold on a day, and when to renegotiate.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.dated import Validity
    >>> from xbcommerce.supply.suppliers import ContractTerms, terms_on
    >>> agreed = [ContractTerms("2025", Validity(date(2025, 1, 1), date(2026, 1, 1)), incoterm="FOB",
    ...     payment_days=30, deposit_share="0.3", notice_days=90)]
    >>> terms = terms_on(agreed, date(2025, 11, 15))
    >>> terms.id, terms.notice_due_on, terms.payment_due_on(date(2025, 11, 15))
    ('2025', datetime.date(2025, 10, 3), datetime.date(2025, 12, 15))
    >>> print(terms_on(agreed, date(2026, 2, 1)))
    supplier.no_contract (on=2026-02-01, last_ended_on=2026-01-01)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.dated.validity import calendar_day
from xbcommerce.kernel.errors import count_field
from xbcommerce.kernel.figures import figure, share
from xbcommerce.kernel.money import Allocate, allocate
from xbcommerce.kernel.unmet import Param, Refusal, Unmet


@frozen
class ContractTerms:
    """One agreement.

    Attributes:
        id: The caller's key.
        validity: Days on which orders fall under it.
        incoterm: Where cost and risk pass, e.g. ``"FOB"``; empty if it does not say.
        payment_days: Days from the invoice until the rest is due.
        deposit_share: Share paid with the order.
        late_penalty_share_per_day: What the supplier forfeits of the value for each day of delay.
        late_penalty_share_max: The most it forfeits.
        notice_days: How long before its end it must be renewed or cancelled.
    """

    id: str
    validity: Validity
    incoterm: str = field(default="", kw_only=True)
    payment_days: int = field(default=0, validator=count_field, kw_only=True)
    deposit_share: Fraction = field(default=Fraction(0), converter=figure, validator=share, kw_only=True)
    late_penalty_share_per_day: Fraction = field(
        default=Fraction(0), converter=figure, validator=share, kw_only=True
    )
    late_penalty_share_max: Fraction = field(
        default=Fraction(1), converter=figure, validator=share, kw_only=True
    )
    notice_days: int = field(default=0, validator=count_field, kw_only=True)

    @property
    def notice_due_on(self) -> date | None:
        """The last day to renew or cancel; None if it has no end."""
        return None if self.validity.end is None else self.validity.end - timedelta(days=self.notice_days)

    def payment_due_on(self, invoiced_on: date) -> date:
        """Return the day until which the rest is to be paid."""
        return calendar_day(invoiced_on, "invoiced_on") + timedelta(days=self.payment_days)

    def deposit_and_rest(self, value: Money) -> tuple[Money, Money]:
        """Split the value of an order into what is paid with it and what later; no cent is lost."""
        weights = [self.deposit_share, 1 - self.deposit_share]
        deposit, rest = allocate(value, weights, Allocate.LARGEST_REMAINDER).shares
        return deposit, rest

    def late_penalty_share(self, days_late: int) -> Fraction:
        """Return the share of an order's value that the supplier forfeits."""
        return min(self.late_penalty_share_max, max(0, days_late) * self.late_penalty_share_per_day)


def terms_on(contracts: Iterable[ContractTerms], on: date) -> ContractTerms | Refusal:
    """Find the terms that hold on a day.

    Returns:
        The terms; or a `Refusal`: ``supplier.no_contract``, or ``supplier.contracts_overlap`` with the ids.
    """
    calendar_day(on, "on")
    known = list(contracts)
    holding = [terms for terms in known if terms.validity.covers(on)]
    if len(holding) == 1:
        return holding[0]
    figures: dict[str, Param] = {"on": on}
    if holding:
        figures["ids"] = tuple(terms.id for terms in holding)
        return Refusal.of(Unmet("supplier.contracts_overlap", "", figures))
    ended = [
        terms.validity.end for terms in known if terms.validity.end is not None and terms.validity.end <= on
    ]
    if ended:
        figures["last_ended_on"] = max(ended)
    return Refusal.of(Unmet("supplier.no_contract", "", figures))
