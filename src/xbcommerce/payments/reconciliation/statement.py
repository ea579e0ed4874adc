"""What a statement says and what was expected of it: whole minor units inside, `Money` on request.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.payments import StatementLine
    >>> line = StatementLine.of("t1", "o1", "payment", Money("100.00", "USD"), fee=Money("3.20", "USD"))
    >>> line.net, line.adds_up
    (Money('96.80', 'USD'), True)
    >>> StatementLine.of("t1", "o1", "payment", Money("100.005", "USD"))
    Traceback (most recent call last):
    ...
    xbcommerce.kernel.money.amounts.InexactAmountError: 100.005 USD is finer than the currency's 2 digits; ...
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import positive_rate
from xbcommerce.kernel.money import Exact, code_of, exponent_of, from_minor, minor
from xbcommerce.payments.reported import exactly_or_none, net_of, part_minor


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


def _refuse_units(currency: str, *units: object) -> None:
    """Refuse what is no whole number of a real currency's minor units."""
    wrong = next((amount for amount in units if type(amount) is not int), None)
    if wrong is not None:
        msg = f"{wrong!r} {currency}: expected whole minor units (an int); for Money use .of(...)"
        raise InvalidValueError(msg)


@frozen
class Expected:
    """Money that should appear on a statement.

    Attributes:
        ref: The reference it will carry.
        kind: ``"payment"``, ``"refund"``, ``"payout"``: matched together with ``ref``.
        currency: The statement's.
        gross_minor: The amount before the fee, signed as the statement signs it.
        due: The last day it may take.
        fee_minor: What is taken off it.
        presentment: The amount in the buyer's currency, where the statement is in another.
    """

    ref: str
    kind: str
    currency: str
    gross_minor: int
    due: date
    fee_minor: int = 0
    presentment: Money | None = field(default=None, converter=exactly_or_none, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse fractions of a minor unit."""
        exponent_of(self.currency)
        _refuse_units(self.currency, self.gross_minor, self.fee_minor)

    @classmethod
    def of(
        cls,
        ref: str,
        kind: str,
        gross: Money,
        due: date,
        *,
        fee: Money | None = None,
        presentment: Money | None = None,
    ) -> Expected:
        """Make it from money.

        Raises:
            InexactAmountError: An amount is finer than its currency.
            CurrencyMismatchError: The fee is of another currency.
        """
        code, fee_minor = code_of(gross), part_minor(fee, gross)
        return cls(ref, kind, code, minor(gross), due, fee_minor, presentment=presentment)

    @property
    def gross(self) -> Money:
        """The amount before the fee."""
        return from_minor(self.gross_minor, self.currency)

    @property
    def net_minor(self) -> int:
        """What should arrive, in minor units."""
        return self.gross_minor - self.fee_minor


@frozen
class StatementLine:
    """One line of a provider's report or a bank's statement.

    Attributes:
        id: Unique for its source.
        ref: The reference it carries.
        kind: As in `Expected`, one of `BY_KIND`, or the provider's own word.
        currency: What the amounts are in.
        gross_minor: The amount before the fee; money that leaves the account is negative.
        fee_minor: What was taken off it; negative if it was given back.
        net_minor: What counts. A line whose gross minus fee is something else is an arithmetic error.
        rate: Units of the statement's currency for one unit of the buyer's, if the line says so.
        presentment: The amount in the buyer's currency, if the line says so.
        booked_on: The day it was booked, in the report's own time zone.
        value_on: The day from which the money counts or is available.
        payout_id: The payout or batch it belongs to.
        provider: Who wrote the report.
        status: The provider's word for how far it is, e.g. ``"in_transit"``.
    """

    id: str
    ref: str
    kind: str
    currency: str
    gross_minor: int
    fee_minor: int
    net_minor: int
    rate: Fraction | None = field(default=None, kw_only=True)
    presentment: Money | None = field(default=None, kw_only=True)
    booked_on: date | None = field(default=None, kw_only=True)
    value_on: date | None = field(default=None, kw_only=True)
    payout_id: str = field(default="", kw_only=True)
    provider: str = field(default="", kw_only=True)
    status: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse fractions of a minor unit; a report has many lines, so what is usual is checked first."""
        exponent_of(self.currency)
        if not type(self.gross_minor) is type(self.fee_minor) is type(self.net_minor) is int:
            _refuse_units(self.currency, self.gross_minor, self.fee_minor, self.net_minor)
        if self.rate is not None and self.rate.numerator <= 0:
            positive_rate(self.rate)
        if self.presentment is not None:
            minor(self.presentment)

    @classmethod
    def of(
        cls,
        id: str,  # noqa: A002 (the field's name)
        ref: str,
        kind: str,
        gross: Money,
        *,
        fee: Money | None = None,
        net: Money | None = None,
        rate: Exact | None = None,
    ) -> StatementLine:
        """Make a line from money; a net that is not given is gross minus fee.

        Raises:
            InexactAmountError: An amount is finer than its currency.
            CurrencyMismatchError: Amounts of different currencies.
        """
        code, fee_minor = code_of(gross), part_minor(fee, gross)
        net_minor = net_of(gross, fee) if net is None else part_minor(net, gross)
        factor = None if rate is None else positive_rate(rate)
        return cls(id, ref, kind, code, minor(gross), fee_minor, net_minor, rate=factor)

    @property
    def gross(self) -> Money:
        """The amount before the fee."""
        return from_minor(self.gross_minor, self.currency)

    @property
    def fee(self) -> Money:
        """What was taken off it."""
        return from_minor(self.fee_minor, self.currency)

    @property
    def net(self) -> Money:
        """What counts."""
        return from_minor(self.net_minor, self.currency)

    @property
    def adds_up(self) -> bool:
        """Whether gross minus fee is net."""
        return self.gross_minor - self.fee_minor == self.net_minor
