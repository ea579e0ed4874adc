"""What a statement says and what was expected of it."""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import positive_rate
from xbcommerce.kernel.money import Exact, minor
from xbcommerce.payments.settlement.report import exactly, exactly_or_none, net_of


class LineClass(Enum):
    """What a line, or a gap, turned out to be."""

    MATCHED = "matched"
    FEE_DIFFERENCE = "fee_difference"
    """The right amount, another fee."""
    FX_DIFFERENCE = "fx_difference"
    """The right amount in the buyer's currency, converted at another rate."""
    AMOUNT_MISMATCH = "amount_mismatch"
    DUPLICATE = "duplicate"
    """A line id that stood before, or an expectation that is already met."""
    UNKNOWN = "unknown"
    """Nobody expected it."""
    MISSING = "missing"
    """Expected, due, not there."""
    TIMING = "timing"
    """Expected, and not due before the statement ended."""
    CHARGEBACK = "chargeback"
    RESERVE = "reserve"
    PROVIDER_FEE = "provider_fee"
    ARITHMETIC_ERROR = "arithmetic_error"
    """Its own figures do not add up; it meets no expectation."""


BY_KIND: FrozenMap[str, LineClass] = FrozenMap(
    {
        "chargeback": LineClass.CHARGEBACK,
        "chargeback_reversal": LineClass.CHARGEBACK,
        "reserve_hold": LineClass.RESERVE,
        "reserve_release": LineClass.RESERVE,
        "provider_fee": LineClass.PROVIDER_FEE,
    }
)
"""Kinds of lines that a provider writes by itself, so that nobody expects them one by one."""


def _rate_or_none(value: Exact | None) -> Fraction | None:
    return None if value is None else positive_rate(value)


@frozen
class Expected:
    """Money that should appear on a statement.

    Attributes:
        ref: The reference it will carry.
        kind: ``"payment"``, ``"refund"``, ``"payout"``: matched together with ``ref``.
        gross: The amount before the fee, signed as the statement signs it.
        due: The last day it may take.
        fee: What is taken off it; default nothing.
        presentment: The amount in the buyer's currency, where the statement is in another.
    """

    ref: str
    kind: str
    gross: Money = field(converter=exactly)
    due: date
    fee: Money | None = field(default=None, converter=exactly_or_none, kw_only=True)
    presentment: Money | None = field(default=None, converter=exactly_or_none, kw_only=True)

    @property
    def net_minor(self) -> int:
        """What should arrive, in minor units."""
        return net_of(self.gross, self.fee)


@frozen
class StatementLine:
    """One line of a provider's report or a bank's statement.

    Attributes:
        id: Unique for its source.
        ref: The reference it carries.
        kind: As in `Expected`, or one of `BY_KIND`.
        gross: The amount before the fee.
        fee: What was taken off it; default nothing.
        net: What counts; default ``gross - fee``. A line that says otherwise is an arithmetic error.
        rate: Units of the statement's currency for one unit of the buyer's, if the line says so.
    """

    id: str
    ref: str
    kind: str
    gross: Money = field(converter=exactly)
    fee: Money | None = field(default=None, converter=exactly_or_none, kw_only=True)
    net: Money | None = field(default=None, converter=exactly_or_none, kw_only=True)
    rate: Fraction | None = field(default=None, converter=_rate_or_none, kw_only=True)

    @property
    def net_minor(self) -> int:
        """What counts, in minor units."""
        return net_of(self.gross, self.fee) if self.net is None else minor(self.net)

    @property
    def adds_up(self) -> bool:
        """Whether gross minus fee is net."""
        return self.net_minor == net_of(self.gross, self.fee)
