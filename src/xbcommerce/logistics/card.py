"""What a channel's card becomes when it is compiled to whole numbers, by `xbcommerce.logistics.compiled`."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal

from attrs import frozen
from moneyed import Currency, Money

from xbcommerce.kernel.money import Rounding, divide

from .conditions import Flag, InZone
from .quote_line import QuoteLine
from .surcharge import Fuel


@frozen(eq=False)
class Prices:
    """Bands up to whole grams, each a line ``(a x grams + b) / c`` in minor units."""

    over_g: int
    upto_g: list[int]
    lines: list[tuple[int, int, int]]

    def at(self, grams: int, rounding: Rounding) -> int | None:
        """Return the price in minor units; None outside the bands."""
        band = bisect_left(self.upto_g, grams)
        if grams <= self.over_g or band == len(self.upto_g):
            return None
        a, b, c = self.lines[band]
        return divide(a * grams + b, c, rounding)


@frozen(eq=False)
class Due:
    """A surcharge in whole numbers: ``numerator / denominator`` minor units, or that share of earlier lines.

    Attributes:
        when: A flag or a zone; None for always.
        of: Positions of the lines it is a share of; None for an amount.
        fuel: Where the share comes from on the day; None where it is fixed.
        line: The line of an amount, which is always the same.
    """

    code: str
    when: Flag | InZone | None
    numerator: int
    denominator: int
    of: tuple[int, ...] | None = None
    fuel: Fuel | None = None
    line: QuoteLine | None = None


@frozen(eq=False)
class Grams:
    """Charged grams: the greater of scale and volume times ``n / d``, rounded up to a step of whole grams."""

    n: int
    d: int
    step_g: int
    rounding: Rounding

    def of(self, volume_mm3: int, weight_g: int) -> int | None:
        """Return the charged weight; None where it is no whole number of grams."""
        above, below = self.n * volume_mm3, self.d
        if above <= weight_g * below:
            above, below = weight_g, 1
        if self.step_g and self.rounding is Rounding.UP:
            return -(-above // (below * self.step_g)) * self.step_g
        if self.step_g:
            return divide(above, below * self.step_g, self.rounding) * self.step_g
        return above if below == 1 else None


@frozen(eq=False)
class Card:
    """A whole card.

    Attributes:
        zones: By country, where postcodes do not matter; None where they do.
        goods: Classes that are taken everywhere.
        caps: Limits in whole units, with the place of what they limit in `Consignment.whole`.
        grams: How the charged weight comes about.
        prices: By zone, where the tariff has a common form.
        stages: The surcharges.
        currency: Of every amount.
        digits: Of its minor unit.
    """

    zones: dict[str, str] | None
    goods: frozenset[str]
    caps: tuple[tuple[int, int], ...]
    grams: Grams
    prices: dict[str, Prices]
    stages: tuple[Due, ...]
    currency: Currency
    digits: int

    def line(self, code: str, amount_minor: int) -> QuoteLine:
        """Make a line; the currency was looked up before."""
        return QuoteLine(code, Money(Decimal(f"{amount_minor}e-{self.digits}"), self.currency))
