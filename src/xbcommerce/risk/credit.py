"""A buyer's credit limit beside the exposure: what is available, and whether one more order fits.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.risk.credit import CreditLimit, credit_position
    >>> from xbcommerce.risk.exposure import ItemKind, OpenItem, exposure
    >>> owed = exposure([OpenItem(ItemKind.OPEN_INVOICE, Money(15_000, "USD"))], "USD")
    >>> position = credit_position(CreditLimit("b-7", Money(20_000, "USD")), owed, order=Money(5_000, "USD"))
    >>> position.fits, position.after_order
    (True, Money('0.00', 'USD'))
    >>> print(position)
    Of the limit USD 20,000.00, USD 15,000.00 is used; USD 5,000.00 is available.
    An order of USD 5,000.00 fits; USD 0.00 is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import evolve, field, frozen
from moneyed import Money

from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import Rounding, from_minor, minor, same_currency
from xbcommerce.kernel.unmet import Note, Unmet

from .exposure import Exposure, NoExposure, in_currency, not_negative
from .lookups import Lookups
from .messages import ENGLISH


@frozen
class CreditLimit:
    """How much a buyer may owe, in the currency of the limit, on the days it is granted for."""

    buyer: str
    amount: Money = field(validator=not_negative)
    validity: Validity = field(factory=Validity)

    def on(self, day: date) -> CreditLimit | None:
        """Return the limit if it is granted on a day, else ``None``: unknown, not zero."""
        return self if self.validity.covers(day) else None


@frozen
class CreditPosition:
    """Limit, exposure and an order.

    Attributes:
        limit: What may be owed.
        exposure: What is.
        available: The difference; below zero where the limit is exceeded already.
        order: The order in question, in the limit's currency.
        after_order: What would be available after it; below zero by how much it is too large.
    """

    limit: Money
    exposure: Money
    available: Money
    order: Money | None = None
    after_order: Money | None = None

    @property
    def fits(self) -> bool:
        """Say whether the order, or without one today's exposure, stays within the limit; equality does."""
        return minor(self.available if self.after_order is None else self.after_order) >= 0

    def why(self) -> tuple[Note | Unmet, ...]:
        """List limit, exposure and what is available, then what the order does."""
        figures = {"limit": self.limit, "exposure": self.exposure, "available": self.available}
        within = minor(self.available) >= 0
        head = Note("credit.position" if within else "credit.position_exceeded", figures)
        if self.order is None or self.after_order is None:
            return (head,)
        code = "credit.order_fits" if self.fits else "credit.order_too_large"
        over = from_minor(abs(minor(self.after_order)), self.limit.currency)
        return (head, Note(code, {"order": self.order, "left": over}))

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def credit_position(
    limit: CreditLimit,
    exposure: Exposure,
    *,
    order: Money | None = None,
    rates: Iterable[Rate] = (),
    rounding: Rounding = Rounding.HALF_UP,
) -> CreditPosition | NoExposure:
    """Set an exposure and perhaps an order against a limit: it passes when ``exposure + order <= limit``.

    Args:
        limit: The limit.
        exposure: In the currency of the limit.
        order: The order's total; in another currency it is converted with one of ``rates``.
        rates: To the limit's currency.
        rounding: How a converted order is rounded.

    Raises:
        CurrencyMismatchError: The exposure is in another currency than the limit.
    """
    currency = limit.amount.currency.code
    available = minor(limit.amount) - minor(same_currency(exposure.exposure, currency))
    position = CreditPosition(limit.amount, exposure.exposure, from_minor(available, currency))
    if order is None:
        return position
    taken = in_currency(order, currency, Lookups.of((), rates), rounding, where="order")
    if isinstance(taken, Unmet):
        return NoExposure((taken,))
    left = from_minor(available - minor(taken), currency)
    return evolve(position, order=taken, after_order=left)


@frozen
class LimitLevels:
    """One order against several limits at once: buyer, group, country; each has its own exposure."""

    levels: FrozenMap[str, CreditPosition] = field(converter=FrozenMap[str, CreditPosition])

    @property
    def exceeded(self) -> tuple[str, ...]:
        """Every level that the order does not fit, in order."""
        return tuple(name for name, position in self.levels.items() if not position.fits)

    @property
    def fits(self) -> bool:
        """Say whether it fits all of them."""
        return not self.exceeded

    @property
    def available(self) -> Mapping[str, Money]:
        """What is available at each level before the order."""
        return {name: position.available for name, position in self.levels.items()}
