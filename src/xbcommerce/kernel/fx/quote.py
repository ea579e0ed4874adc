"""A price for a currency deal, as a value: what is fixed, at what rate, until when, used once.

Example:
    >>> from datetime import UTC, datetime, timedelta
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import Fixed, Quote
    >>> from xbcommerce.kernel.money import plain
    >>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> quote = Quote("q1", "GBP", "CHF", Fixed.SOURCE, Money("250.00", "GBP"), mid=Decimal("1.12415"),
    ...     spread_bps=200, rate_digits=6, locked_at=nine, expires_at=nine + timedelta(hours=1))
    >>> quote.client_rate, plain(quote.target), plain(quote.cost)
    (Decimal('1.10167'), '275.42 CHF', '5.62 CHF')
    >>> used = quote.spend("order-7", at=nine + timedelta(minutes=59))
    >>> print(used.spend("order-8", at=nine + timedelta(minutes=59)))
    fx.quote_used at quote q1 (used_by=order-7)
    >>> print(quote.spend("order-7", at=nine + timedelta(hours=1)))
    fx.quote_expired at quote q1 (at=2026-03-02 10:00:00+00:00, expires_at=2026-03-02 10:00:00+00:00)
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from attrs import Attribute, evolve, field, frozen
from attrs.validators import optional
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, aware, aware_field, member_of, positive_field
from xbcommerce.kernel.money import (
    CurrencyMismatchError,
    Exact,
    Rounding,
    code_of,
    exact,
    from_minor,
    minor,
    plain,
)
from xbcommerce.kernel.unmet import Refusal, Unmet

from .convert import convert, fund
from .rate import Rate, code_field, positive_rate, significant

BPS = 10_000
"""Basis points in one whole."""


class Fixed(Enum):
    """The side of a deal whose amount is given; the other follows from the rate."""

    SOURCE = "source"
    TARGET = "target"


def _bps(value: Exact) -> Fraction:
    spread = exact(value, "spread_bps")
    if not 0 <= spread < BPS:
        msg = f"spread_bps={value}: expected at least 0 and below {BPS}"
        raise InvalidValueError(msg)
    return spread


def _positive_amount(quote: Quote, _field: Attribute[Money], value: Money) -> None:
    code = quote.base if quote.fixed is Fixed.SOURCE else quote.quote
    if code_of(value) != code:
        msg = f"amount={plain(value)}: the fixed side is the {quote.fixed.value}, in {code}"
        raise CurrencyMismatchError(msg)
    if minor(value) <= 0:
        msg = f"amount={plain(value)}: expected more than nothing"
        raise InvalidValueError(msg)


def _expires_later(quote: Quote, field_: Attribute[datetime], value: datetime) -> None:
    aware(value, field_.name)
    if value <= quote.locked_at:
        msg = f"expires_at={value} is not after locked_at={quote.locked_at}"
        raise InvalidValueError(msg)


@frozen
class Quote:
    """An offer to convert, valid on ``[locked_at, expires_at)`` and good for one deal.

    The client rate is ``mid x (1 - spread)``, half even to ``rate_digits`` significant figures; the free side
    is rounded by ``rounding``.

    Attributes:
        id: The provider's name for the offer.
        base: The source currency.
        quote: The target currency.
        fixed: Which side ``amount`` is.
        amount: A positive amount of the fixed side.
        mid: The market rate, units of target for one unit of source.
        spread_bps: What the provider keeps of it, in hundredths of a percent; 0 to below 10,000.
        rate_digits: Significant figures of the client rate.
        rounding: How the free side is rounded; None means half even for a free target and up for a free
            source, so that a fixed target is funded.
        locked_at: From when the offer stands.
        expires_at: From when it does not; the instant itself is already outside.
        used_by: The deal that used it; empty while it is free.
    """

    id: str
    base: str = field(validator=code_field)
    quote: str = field(validator=code_field)
    fixed: Fixed = field(validator=member_of(Fixed))
    amount: Money = field(validator=_positive_amount)
    mid: Fraction = field(converter=positive_rate, kw_only=True)
    spread_bps: Fraction = field(converter=_bps, kw_only=True)
    rate_digits: int = field(default=8, validator=positive_field, kw_only=True)
    rounding: Rounding | None = field(default=None, validator=optional(member_of(Rounding)), kw_only=True)
    locked_at: datetime = field(validator=aware_field, kw_only=True)
    expires_at: datetime = field(validator=_expires_later, kw_only=True)
    used_by: str = field(default="", kw_only=True)

    @property
    def client_rate(self) -> Decimal:
        """The rate of the deal: units of target for one unit of source."""
        return significant(self.mid * (1 - self.spread_bps / BPS), self.rate_digits)

    @property
    def source(self) -> Money:
        """What is given."""
        return self.amount if self.fixed is Fixed.SOURCE else self._free(Fraction(self.client_rate))

    @property
    def target(self) -> Money:
        """What is received."""
        return self.amount if self.fixed is Fixed.TARGET else self._free(Fraction(self.client_rate))

    @property
    def cost(self) -> Money:
        """What the deal costs beside the same deal at mid (half even), in the currency of the free side."""
        ours = minor(self._free(Fraction(self.client_rate)))
        at_mid = minor(self._free(self.mid, Rounding.HALF_EVEN))
        if self.fixed is Fixed.SOURCE:
            return from_minor(at_mid - ours, self.quote)
        return from_minor(ours - at_mid, self.base)

    def _free(self, value: Fraction, rounding: Rounding | None = None) -> Money:
        rate = Rate(self.base, self.quote, value, self.locked_at.date(), self.id)
        if self.fixed is Fixed.SOURCE:
            return convert(self.amount, rate, rounding or self.rounding or Rounding.HALF_EVEN).amount
        return fund(self.amount, rate, rounding or self.rounding or Rounding.CEILING).source

    def is_open(self, at: datetime) -> bool:
        """Say whether the offer stands at an instant; its use is another matter.

        Raises:
            NaiveDatetimeError: ``at`` has no time zone.
        """
        return self.locked_at <= aware(at, "at") < self.expires_at

    def spend(self, deal: str, *, at: datetime) -> Quote | Refusal:
        """Use the offer for one deal; the same deal may ask again and gets the same answer.

        Args:
            deal: What it is used for, e.g. an order's id.
            at: When.

        Returns:
            The used quote, to be stored; or a refusal: ``fx.quote_used`` by another deal,
            ``fx.quote_expired`` or ``fx.quote_not_yet``.

        Raises:
            InvalidValueError: ``deal`` is empty, or ``at`` has no time zone.
        """
        aware(at, "at")
        if not deal:
            msg = "deal='': name the deal that uses the quote, so that no other can"
            raise InvalidValueError(msg)
        if self.used_by == deal:
            return self
        where = f"quote {self.id}"
        unmet: list[Unmet] = []
        if self.used_by:
            unmet.append(Unmet("fx.quote_used", where, {"used_by": self.used_by}))
        if at >= self.expires_at:
            unmet.append(Unmet("fx.quote_expired", where, {"at": at, "expires_at": self.expires_at}))
        if at < self.locked_at:
            unmet.append(Unmet("fx.quote_not_yet", where, {"at": at, "locked_at": self.locked_at}))
        return Refusal.of(*unmet) if unmet else evolve(self, used_by=deal)


class QuoteUse(Enum):
    """What to do with a quote, given the market now."""

    USE_QUOTE = "use_quote"
    """It stands."""
    USE_WITHIN_TOLERANCE = "use_quote_within_tolerance"
    """It does not stand, but the market has hardly moved: honour it."""
    REQUOTE = "requote"
    """It does not stand and the market has moved."""
    REFUSE_USED = "refuse_used"
    """Another deal has used it."""


@frozen
class QuoteDecision:
    """What to do, and how far the market has moved.

    Attributes:
        use: What to do.
        move_bps: ``(market / quoted mid - 1) x 10,000``, exact.
        tolerance_bps: How far it may move, both ways, the limit included.
    """

    use: QuoteUse
    move_bps: Fraction
    tolerance_bps: Fraction


def decide_quote(quote: Quote, market: Exact, *, at: datetime, tolerance_bps: Exact = 0) -> QuoteDecision:
    """Decide whether an offer is used, honoured though it does not stand, or asked for again.

    Args:
        quote: The offer.
        market: The mid rate of the market now.
        at: Now.
        tolerance_bps: How far the market may have moved, in either direction, limit included.

    Raises:
        InvalidValueError: ``market`` is not positive, ``tolerance_bps`` negative, or ``at`` without a zone.
    """
    tolerance = exact(tolerance_bps, "tolerance_bps")
    if tolerance < 0:
        msg = f"tolerance_bps={tolerance_bps}: expected at least 0"
        raise InvalidValueError(msg)
    move = (positive_rate(market) / quote.mid - 1) * BPS
    stands = quote.is_open(at)
    if quote.used_by:
        use = QuoteUse.REFUSE_USED
    elif stands:
        use = QuoteUse.USE_QUOTE
    elif abs(move) <= tolerance:
        use = QuoteUse.USE_WITHIN_TOLERANCE
    else:
        use = QuoteUse.REQUOTE
    return QuoteDecision(use, move, tolerance)
