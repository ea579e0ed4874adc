"""What stock, orders and shortage cost in a replay: in one currency, or in plain numbers.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.supply.replay import ReplayCosts
    >>> week = ReplayCosts.in_money(Money("0.02", "EUR"), Money("120.00", "EUR"), Money("3.50", "EUR"))
    >>> spent = week.cost(stock=40_000, orders=5, short=12, owed=0)
    >>> spent.money(spent.total)
    Money('1442.00', 'EUR')
"""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import decimal_of, figure, not_negative
from xbcommerce.kernel.money import Rounding, code_of, exponent_of, from_minor, round_fraction, same_currency
from xbcommerce.kernel.unmet import Param


@frozen
class ReplayCost:
    """What a replay cost, exactly, in units of the currency.

    Attributes:
        holding: Of the stock that lay there.
        ordering: Of placing orders, and of ways dearer than the cheapest.
        shortage: Of what was not there.
        currency: Its code; empty for plain numbers.
    """

    holding: Fraction
    ordering: Fraction
    shortage: Fraction
    currency: str = ""

    @property
    def total(self) -> Fraction:
        """All together."""
        return self.holding + self.ordering + self.shortage

    def money(self, amount: Fraction) -> Money:
        """Return a part of the cost as money, rounded once, half to even.

        Raises:
            InvalidValueError: The costs are plain numbers.
        """
        if not self.currency:
            msg = f"{decimal_of(amount)} has no currency; give the costs with ReplayCosts.in_money"
            raise InvalidValueError(msg)
        units = amount * 10 ** exponent_of(self.currency)
        return from_minor(round_fraction(units, Rounding.HALF_EVEN), self.currency)

    def shown(self, amount: Fraction) -> Param:
        """Return a part of the cost for readers: money where there is a currency."""
        return self.money(amount) if self.currency else decimal_of(amount, 2)


@frozen(kw_only=True)
class ReplayCosts:
    """What is paid for what.

    Attributes:
        holding_per_unit_bucket: For a unit that is left at the end of a bucket.
        per_order: For placing an order, whatever its size.
        per_unit_short: Once for a unit that is not there when it is wanted, lost or not.
        per_unit_owed_bucket: For a unit that is owed at the end of a bucket.
        currency: Of all of them; empty for plain numbers.
    """

    holding_per_unit_bucket: Fraction = field(converter=figure, validator=not_negative)
    per_order: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative)
    per_unit_short: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative)
    per_unit_owed_bucket: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative)
    currency: str = ""

    def __attrs_post_init__(self) -> None:
        if self.currency:
            exponent_of(self.currency)

    @classmethod
    def in_money(
        cls,
        holding_per_unit_bucket: Money,
        per_order: Money,
        per_unit_short: Money,
        per_unit_owed_bucket: Money | None = None,
    ) -> ReplayCosts:
        """Take the costs from money, which may be finer than the currency pays in.

        Raises:
            CurrencyMismatchError: They are in several currencies.
        """
        code = code_of(per_order)
        owed = per_order * 0 if per_unit_owed_bucket is None else per_unit_owed_bucket
        given = (holding_per_unit_bucket, per_order, per_unit_short, owed)
        amounts = [Fraction(same_currency(money, code).amount) for money in given]
        return cls(
            holding_per_unit_bucket=amounts[0],
            per_order=amounts[1],
            per_unit_short=amounts[2],
            per_unit_owed_bucket=amounts[3],
            currency=code,
        )

    def cost(
        self, *, stock: int, orders: int, short: int, owed: int, premium: Fraction = Fraction(0)
    ) -> ReplayCost:
        """Add up what a replay cost.

        Args:
            stock: Units left at the ends of all buckets together.
            orders: Orders placed.
            short: Units that were not there when they were wanted.
            owed: Units owed at the ends of all buckets together.
            premium: What dearer ways than the cheapest cost more.
        """
        return ReplayCost(
            stock * self.holding_per_unit_bucket,
            orders * self.per_order + premium,
            short * self.per_unit_short + owed * self.per_unit_owed_bucket,
            self.currency,
        )
