"""What a claim or a debt in another currency gained or lost between booking and settlement.

Both values are rounded to the minor unit, half up, each at its own rate; the difference goes to an account of
its own. A receivable gains when the currency rises, a payable loses: IAS 21.28 puts both in profit or loss.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import Rate
    >>> from xbcommerce.payments.fx import Position, fx_difference
    >>> booked = Rate("USD", "EUR", Decimal("0.92"), date(2026, 3, 2), "a bank")
    >>> settled = Rate("USD", "EUR", Decimal("0.95"), date(2026, 3, 20), "a bank")
    >>> print(fx_difference(Money("100.00", "USD"), booked, settled, Position.PAYABLE))
    USD 100.00 payable: EUR 92.00 when booked on Mar 2, 2026, EUR 95.00 when settled on Mar 20, 2026
    The exchange rate cost EUR 3.00
"""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, member_of
from xbcommerce.kernel.fx import Conversion, Rate, convert, usable
from xbcommerce.kernel.money import CurrencyMismatchError, Rounding, from_minor, minor, plain
from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.payments.ledger.journal import Line

from .messages import ENGLISH

FX_DIFFERENCE = "fx_difference"
"""The account that differences go to: gains negative, as credits are, losses positive."""


class Position(Enum):
    """Which way the money is owed."""

    RECEIVABLE = "receivable"
    """Owed to the shop: by a buyer, by a provider."""
    PAYABLE = "payable"
    """Owed by the shop: a refund, a supplier's invoice."""


@frozen
class FxDifference:
    """An amount at the rate it was booked and at the rate it was settled.

    Attributes:
        position: Which way it was owed.
        booked: The amount in the shop's currency, as booked.
        settled: The same, as settled.
    """

    position: Position = field(validator=member_of(Position))
    booked: Conversion
    settled: Conversion

    @property
    def gain_minor(self) -> int:
        """What was gained, in minor units of the shop's currency; negative is a loss."""
        risen = minor(self.settled.amount) - minor(self.booked.amount)
        return risen if self.position is Position.RECEIVABLE else -risen

    @property
    def gain(self) -> Money:
        """What was gained, in the shop's currency; negative is a loss."""
        return from_minor(self.gain_minor, self.booked.rate.quote)

    def lines(self, account: str | Enum) -> tuple[Line, ...]:
        """Return what brings an account from the booked to the settled value, balanced.

        Args:
            account: Where the receivable or payable stands.

        Returns:
            Two lines; none where nothing was gained or lost.
        """
        if not self.gain_minor:
            return ()
        line = Line.of(account, self.gain)
        return line, Line(FX_DIFFERENCE, line.currency, -line.amount_minor)

    def why(self) -> tuple[Note, ...]:
        """Return both values and what came of it."""
        figures: dict[str, Param] = {
            "amount": self.booked.source,
            "booked": self.booked.amount,
            "booked_on": self.booked.rate.as_of,
            "settled": self.settled.amount,
            "settled_on": self.settled.rate.as_of,
        }
        head = Note(f"fx_difference.{self.position.value}", figures)
        if self.gain_minor >= 0:
            return head, Note("fx_difference.gain", {"gain": self.gain})
        return head, Note("fx_difference.loss", {"loss": -self.gain})

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def fx_difference(amount: Money, booked: Rate, settled: Rate, position: Position) -> FxDifference:
    """Compare what an amount was booked at with what it was settled at.

    Args:
        amount: What is owed, exact and not negative; ``position`` says which way.
        booked: The rate it was booked at, into the shop's currency.
        settled: The rate it was settled at, of the same pair.
        position: Which way it is owed.

    Raises:
        CurrencyMismatchError: The rates are of different pairs, or ``amount`` does not fit them.
        UnusableRateError: A rate is `NoRate` or `StaleRate`; the message carries its sentence.
        InvalidValueError: ``amount`` is negative.
    """
    if (usable(booked).base, booked.quote) != (usable(settled).base, settled.quote):
        msg = f"booked at {booked.base}/{booked.quote}, settled at {settled.base}/{settled.quote}: one pair"
        raise CurrencyMismatchError(msg)
    if minor(amount) < 0:
        msg = f"amount={plain(amount)}: at least nothing; what the shop owes is Position.PAYABLE"
        raise InvalidValueError(msg)
    return FxDifference(
        position,
        convert(amount, booked, Rounding.HALF_UP),
        convert(amount, settled, Rounding.HALF_UP),
    )
