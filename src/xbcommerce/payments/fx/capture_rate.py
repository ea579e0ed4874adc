"""At which rate a payment is captured whose exchange was quoted when it was authorised.

Between the two the quote may have expired. If the market has hardly moved, it is honoured all the same; if it
has moved further than the terms allow, the terms say what to do: ask for a new quote first, capture at the
market with the spread that was quoted, or do not capture. A rate that is missing is never guessed.

Example:
    >>> from datetime import UTC, date, datetime, timedelta
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import Fixed, Quote, Rate
    >>> from xbcommerce.payments import CaptureTerms, capture_rate
    >>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> quote = Quote("q1", "EUR", "USD", Fixed.SOURCE, Money("80.00", "EUR"), mid=Decimal("1.10"),
    ...     spread_bps=100, locked_at=nine, expires_at=nine + timedelta(hours=1))
    >>> market = Rate("EUR", "USD", Decimal("1.1022"), date(2026, 3, 4), "a bank")
    >>> print(capture_rate(quote, market, Money("80.00", "EUR"), "order-7",
    ...     CaptureTerms(tolerance_bps=25), at=nine + timedelta(days=2)))
    Quote q1 expired on Mar 2, 2026 10:00...; the market has moved by 20 bps, at most 25 are tolerated
    It is honoured: EUR 80.00 = USD 87.12 at 1.089
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from fractions import Fraction

from attrs import evolve, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import member_of
from xbcommerce.kernel.figures import figure, not_negative
from xbcommerce.kernel.fx import (
    BPS,
    Conversion,
    NoRate,
    Quote,
    QuoteUse,
    Rate,
    StaleRate,
    convert,
    decide_quote,
    rate_text,
    significant,
)
from xbcommerce.kernel.money import CurrencyMismatchError, Rounding, minus
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet

from .messages import ENGLISH


class Beyond(Enum):
    """What the parties agreed for a quote that expired while the market moved further than tolerated."""

    REQUOTE = "requote"
    """Ask for a new quote before anything is captured."""
    AT_MARKET = "at_market"
    """Capture at the market with the quoted spread; the seller bears the difference, or gains it."""
    DO_NOT_CAPTURE = "do_not_capture"
    """Leave it: the authorisation is voided or expires."""


@frozen
class CaptureTerms:
    """What holds when a quote has expired before the capture.

    Attributes:
        tolerance_bps: How far the market may have moved, in either direction, limit included.
        beyond: What to do if it has moved further.
    """

    tolerance_bps: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative)
    beyond: Beyond = field(default=Beyond.REQUOTE, validator=member_of(Beyond))


@frozen
class CaptureRate:
    """The rate to capture at, or what must be done first.

    Attributes:
        quote: The offer; marked as used where it is the one that counts.
        use: What becomes of it.
        move_bps: How far the market has moved since it was made, exact; None where nobody asked.
        terms: What was agreed.
        promised: What the quote would bring.
        actual: What the capture brings; None where a new quote comes first.
    """

    quote: Quote
    use: QuoteUse
    move_bps: Fraction | None
    terms: CaptureTerms
    promised: Conversion
    actual: Conversion | None

    @property
    def difference(self) -> Money | None:
        """What the capture brings beside what was promised; negative is the seller's loss."""
        if self.actual is None:
            return None
        return minus(self.actual.amount, self.promised.amount)

    def why(self) -> tuple[Note, ...]:
        """Return how the quote stands, how the market moved, and what follows."""
        figures: dict[str, Param] = {"quote": self.quote.id, "expires_at": self.quote.expires_at}
        if self.use is QuoteUse.USE_QUOTE or self.move_bps is None:
            return Note("capture_rate.stands", figures), self._deal("capture_rate.as_quoted", self.promised)
        figures |= {"move_bps": self.move_bps, "tolerance_bps": self.terms.tolerance_bps}
        head = Note("capture_rate.expired", figures)
        if self.use is QuoteUse.USE_WITHIN_TOLERANCE:
            return head, self._deal("capture_rate.honoured", self.promised)
        if self.actual is None or self.difference is None:
            return head, Note("capture_rate.requote", {"promised": self.promised.amount})
        against = Note(
            "capture_rate.difference", {"promised": self.promised.amount, "difference": self.difference}
        )
        return head, self._deal("capture_rate.at_market", self.actual), against

    def _deal(self, code: str, deal: Conversion) -> Note:
        rate = rate_text(deal.rate.value)
        return Note(code, {"given": deal.source, "received": deal.amount, "rate": rate})

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def capture_rate(
    quote: Quote,
    market: Rate | NoRate | StaleRate,
    amount: Money,
    deal: str,
    terms: CaptureTerms,
    *,
    at: datetime,
) -> CaptureRate | Refusal:
    """Decide at which rate an authorised payment is captured.

    Args:
        quote: The offer that was made when the payment was authorised.
        market: The market's rate now; asked only where the quote no longer stands.
        amount: What is captured, in ``quote.base``; part of what was quoted, or all.
        deal: What the quote is used for, e.g. an order's id; the same deal may ask again.
        terms: What was agreed.
        at: Now.

    Returns:
        The rate with the quote to be stored; a need for a new quote (``actual`` is None); or a refusal:
        ``fx.quote_used`` by another deal, ``fx.quote_not_yet``, ``fx.no_rate``, ``fx.stale_rate`` or
        ``fx.unknown_currency`` where the quote has expired and the market is not known,
        ``capture_rate.moved`` where the terms forbid the capture.

    Raises:
        CurrencyMismatchError: ``amount`` or ``market`` does not fit the quote.
        InvalidValueError: ``deal`` is empty, or ``at`` has no time zone.
    """
    promised = convert(amount, _client(quote, quote.mid), Rounding.HALF_EVEN)
    spent = quote.spend(deal, at=at)
    if isinstance(spent, Quote):
        return CaptureRate(spent, QuoteUse.USE_QUOTE, None, terms, promised, promised)
    if quote.used_by or at < quote.locked_at:
        return spent
    if not isinstance(market, Rate):
        return Refusal.of(market.unmet())
    if (market.base, market.quote) != (quote.base, quote.quote):
        msg = f"the market's rate is {market.base}/{market.quote}, the quote {quote.base}/{quote.quote}"
        raise CurrencyMismatchError(msg)
    decision = decide_quote(quote, market.value, at=at, tolerance_bps=terms.tolerance_bps)
    if decision.use is QuoteUse.USE_WITHIN_TOLERANCE:
        honoured = evolve(quote, used_by=deal)
        return CaptureRate(honoured, decision.use, decision.move_bps, terms, promised, promised)
    if terms.beyond is Beyond.DO_NOT_CAPTURE:
        figures: dict[str, Param] = {
            "expires_at": quote.expires_at,
            "move_bps": decision.move_bps,
            "tolerance_bps": terms.tolerance_bps,
        }
        return Refusal.of(Unmet("capture_rate.moved", f"quote {quote.id}", figures))
    actual = None
    if terms.beyond is Beyond.AT_MARKET:
        actual = convert(amount, _client(quote, market.value), Rounding.HALF_EVEN)
    return CaptureRate(quote, decision.use, decision.move_bps, terms, promised, actual)


def _client(quote: Quote, mid: Fraction) -> Rate:
    """Return a rate with the quote's spread and digits: its own at its own mid."""
    value = significant(mid * (1 - quote.spread_bps / BPS), quote.rate_digits)
    return Rate(quote.base, quote.quote, value, quote.locked_at.date(), f"quote {quote.id}")
