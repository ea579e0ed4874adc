"""Rolling reserves: a share of every payable is held for some days and then released, whole.

A hold is the floor of the payable times the rate. It is free on its day plus the calendar days of the terms,
on that day already. A cap limits what is held at one time; what is released on a day makes room for the holds
of that day.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.payments import ReserveTerms
    >>> from xbcommerce.payments.payouts import Payable, reserve_schedule
    >>> terms = ReserveTerms(1_000, release_after_days=10, cap=Money("250.00", "USD"))
    >>> week = [Payable(date(2026, 1, 15), Money("1000.00", "USD")),
    ...         Payable(date(2026, 1, 20), Money("2000.01", "USD"))]
    >>> schedule = reserve_schedule(terms, week, currency="USD")
    >>> print(schedule)
    Jan 15, 2026: USD 100.00 of USD 1,000.00 is held until Jan 25, 2026
    Jan 20, 2026: USD 150.00 of USD 2,000.01 is held until Jan 30, 2026 (the cap leaves out USD 50.00)
    Held in all: USD 250.00
    >>> schedule.held_on(date(2026, 1, 25))
    Money('150.00', 'USD')
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, count_field
from xbcommerce.kernel.figures import figure, within
from xbcommerce.kernel.fx import BPS
from xbcommerce.kernel.money import Rounding, divide, from_minor, minor, same_currency, total
from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.payments.reported import exactly, exactly_or_none, not_negative

from .messages import ENGLISH


@frozen
class ReserveTerms:
    """What a provider or platform holds back.

    Attributes:
        rate_bps: Share of every payable, in hundredths of a percent.
        release_after_days: Calendar days from the hold to its release.
        cap: The most that is held at one time; None for no limit.
    """

    rate_bps: Fraction = field(converter=figure, validator=within(0, BPS))
    release_after_days: int = field(validator=count_field, kw_only=True)
    cap: Money | None = field(default=None, converter=exactly_or_none, validator=not_negative, kw_only=True)

    def release_on(self, held_on: date) -> date:
        """Return the day on which a hold is free.

        Raises:
            InvalidValueError: It lies beyond the year 9999.
        """
        try:
            return held_on + timedelta(days=self.release_after_days)
        except OverflowError:
            msg = f"release_after_days={self.release_after_days} from {held_on}: lies beyond the year 9999"
            raise InvalidValueError(msg) from None


@frozen
class Payable:
    """Money that would be paid out on a day; negative where more went back than came."""

    on: date
    amount: Money = field(converter=exactly)


@frozen
class ReserveHold:
    """What is held of one payable.

    Attributes:
        payable: What it is a share of.
        amount: What is held.
        beyond_cap: What would be held without the cap, beyond that.
        release_on: The day on which it is free.
    """

    payable: Payable
    amount: Money
    beyond_cap: Money
    release_on: date

    @property
    def on(self) -> date:
        """The day from which it is held."""
        return self.payable.on

    def note(self) -> Note:
        """Explain it in one line."""
        figures: dict[str, Param] = {
            "on": self.on,
            "amount": self.amount,
            "payable": self.payable.amount,
            "until": self.release_on,
        }
        if not self.beyond_cap.amount:
            return Note("reserve.hold", figures)
        return Note("reserve.hold_capped", {**figures, "beyond": self.beyond_cap})


@frozen
class ReserveSchedule:
    """Every hold with its release; the releases add up to the holds, always.

    Attributes:
        terms: The rule.
        currency: What the payables are in.
        holds: One for each payable, by day.
    """

    terms: ReserveTerms
    currency: str
    holds: tuple[ReserveHold, ...]

    @property
    def held(self) -> Money:
        """What is ever held, in all."""
        return total((hold.amount for hold in self.holds), self.currency)

    @property
    def releases(self) -> tuple[tuple[date, Money], ...]:
        """Day and amount of every release, in the order of the holds."""
        return tuple((hold.release_on, hold.amount) for hold in self.holds)

    def held_on(self, day: date) -> Money:
        """Return what is held at the end of a day; a hold is free on the day of its release."""
        open_holds = (hold.amount for hold in self.holds if hold.on <= day < hold.release_on)
        return total(open_holds, self.currency)

    def why(self) -> tuple[Note, ...]:
        """Return every hold, and their sum."""
        return (*(hold.note() for hold in self.holds), Note("reserve.total", {"held": self.held}))

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def reserve_schedule(terms: ReserveTerms, payables: Iterable[Payable], *, currency: str) -> ReserveSchedule:
    """Compute what is held of each payable, and until when.

    Args:
        terms: The rule.
        payables: In any order; those of one day are held in the order given. Of a negative one nothing is.
        currency: The one currency of all of them.

    Raises:
        CurrencyMismatchError: A payable or the cap is in another currency.
    """
    cap = None if terms.cap is None else minor(same_currency(terms.cap, currency))
    by_day = sorted(payables, key=lambda payable: payable.on)
    return ReserveSchedule(terms, currency, _holds(terms, by_day, currency, cap))


def _holds(
    terms: ReserveTerms, payables: Sequence[Payable], currency: str, cap: int | None
) -> tuple[ReserveHold, ...]:
    holds: list[ReserveHold] = []
    held: deque[tuple[date, int]] = deque()  # in the order of their releases, since all wait equally long
    held_minor = 0
    for payable in payables:
        while held and held[0][0] <= payable.on:
            held_minor -= held.popleft()[1]
        wanted = _share_minor(minor(same_currency(payable.amount, currency)), terms.rate_bps)
        taken = wanted if cap is None else min(wanted, max(0, cap - held_minor))
        release_on = terms.release_on(payable.on)
        held.append((release_on, taken))
        held_minor += taken
        amount, beyond = from_minor(taken, currency), from_minor(wanted - taken, currency)
        holds.append(ReserveHold(payable, amount, beyond, release_on))
    return tuple(holds)


def _share_minor(payable_minor: int, rate_bps: Fraction) -> int:
    if payable_minor <= 0:
        return 0
    return divide(payable_minor * rate_bps.numerator, rate_bps.denominator * BPS, Rounding.FLOOR)
