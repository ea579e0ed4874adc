"""A fixed duty for each postal item, by the rate that another programme sets for the origin.

The United States charged postal items so while their relief for low values was suspended and carriers could
not yet work out percentages. Records stand under ``postal-duty/JURISDICTION/NAME``.

Source: Executive Order 14324, section 3.

Example:
    >>> from datetime import date
    >>> from xbcommerce.reference.customs.programmes import programmes
    >>> found = programmes().as_of("postal-duty/US/ieepa", date(2025, 9, 15))
    >>> [str(found.value.charge(1, rate).amount) for rate in ("15.9", "16", "25", "25.1")]
    ['80.00', '160.00', '160.00', '200.00']
"""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, whole
from xbcommerce.kernel.figures import Figure, decimal_of, figure, figure_or_none, not_negative
from xbcommerce.kernel.money import from_minor, minor, plain

PREFIX = "postal-duty/"
"""Under which keys such duties stand."""


@frozen
class RateBracket:
    """What one item is charged while the rate is in the bracket.

    Attributes:
        amount: For one item.
        below_pct: It is for rates below this.
        up_to_pct: It is for rates up to and including this; neither for all that remain.

    Raises:
        InvalidValueError: Both bounds, or an amount below zero.
    """

    amount: Money
    below_pct: Fraction | None = field(default=None, converter=figure_or_none, validator=not_negative)
    up_to_pct: Fraction | None = field(default=None, converter=figure_or_none, validator=not_negative)

    def __attrs_post_init__(self) -> None:
        if self.below_pct is not None and self.up_to_pct is not None:
            msg = f"below_pct={self.below_pct}, up_to_pct={self.up_to_pct}: a bracket ends at one of them"
            raise InvalidValueError(msg)
        if minor(self.amount) < 0:
            msg = f"amount={plain(self.amount)}: expected an amount of at least 0"
            raise InvalidValueError(msg)

    @property
    def end(self) -> tuple[Fraction, bool] | None:
        """Where it ends, and whether it holds there too; None for the last."""
        if self.up_to_pct is not None:
            return self.up_to_pct, True
        return None if self.below_pct is None else (self.below_pct, False)

    def holds(self, rate_pct: Fraction) -> bool:
        """Say whether a rate is not above the bracket."""
        return self.end is None or (rate_pct, True) <= self.end


@frozen
class PostalDuty:
    """One record's value.

    Attributes:
        brackets: By rising rate; the last has no end.

    Raises:
        InvalidValueError: Brackets out of order, or without one that is open.
    """

    brackets: tuple[RateBracket, ...] = field(converter=tuple[RateBracket, ...])

    def __attrs_post_init__(self) -> None:
        ends = [bracket.end for bracket in self.brackets]
        closed = [end for end in ends if end is not None]
        if ends[-1:] != [None] or len(closed) != len(ends) - 1 or closed != sorted(set(closed)):
            msg = f"brackets={self.brackets}: expected rising ends, and the last one, alone, without an end"
            raise InvalidValueError(msg)

    def charge(self, items: int, rate_pct: Figure) -> Money:
        """Return the duty on items of an origin with a rate, in percent.

        Raises:
            InvalidValueError: Items that are no whole number, or a rate below zero.
        """
        rate = figure(rate_pct)
        if rate < 0:
            msg = f"rate_pct={decimal_of(rate)}: expected a rate of at least 0"
            raise InvalidValueError(msg)
        bracket = next(bracket for bracket in self.brackets if bracket.holds(rate))
        units = minor(bracket.amount) * whole(items, "items")
        return from_minor(units, bracket.amount.currency.code)

    def __str__(self) -> str:
        return " / ".join(plain(bracket.amount) for bracket in self.brackets) + " an item"
