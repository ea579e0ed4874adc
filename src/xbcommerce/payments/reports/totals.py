"""Control sums of a report, and the exchanges that its lines amount to.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.payments import StatementLine
    >>> from xbcommerce.payments.reports import control_sums, conversions
    >>> lines = [StatementLine.of("1", "x", "fx_conversion", Money("-18.40", "BRL")),
    ...     StatementLine.of("2", "x", "fx_conversion", Money("3.27", "USD"))]
    >>> {code: sums.net for code, sums in control_sums(lines).items()}
    {'BRL': Money('-18.40', 'BRL'), 'USD': Money('3.27', 'USD')}
    >>> conversions(lines)[0].rate
    Fraction(327, 1840)
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import from_minor
from xbcommerce.payments.reconciliation.statement import StatementLine


@frozen
class ControlSum:
    """What the lines of one currency come to.

    Attributes:
        currency: Their currency.
        count: How many there are.
        gross_minor: Sum before fees.
        fee_minor: Sum of the fees.
        net_minor: Sum of what counts.
    """

    currency: str
    count: int
    gross_minor: int
    fee_minor: int
    net_minor: int

    @property
    def net(self) -> Money:
        """Sum of what counts."""
        return from_minor(self.net_minor, self.currency)


def control_sums(lines: Iterable[StatementLine]) -> FrozenMap[str, ControlSum]:
    """Add up lines by currency, by code; a currency whose lines come to nothing is kept."""
    sums: dict[str, list[int]] = {}
    for line in lines:
        found = sums.setdefault(line.currency, [0, 0, 0, 0])
        for place, amount in enumerate((1, line.gross_minor, line.fee_minor, line.net_minor)):
            found[place] += amount
    return FrozenMap({code: ControlSum(code, *sums[code]) for code in sorted(sums)})


@frozen
class ExchangeMade:
    """Money of one currency given for money of another.

    Attributes:
        ref: What its lines share.
        sold: What was given.
        bought: What was received.
    """

    ref: str
    sold: Money
    bought: Money

    @property
    def rate(self) -> Fraction:
        """Units bought for one unit sold, exactly; what the provider's spread is in already."""
        return Fraction(self.bought.amount) / Fraction(self.sold.amount)


def conversions(lines: Iterable[StatementLine]) -> tuple[ExchangeMade, ...]:
    """Pair the lines of the kind ``fx_conversion`` by reference: one that goes, one that comes.

    A reference with anything but one sum in each of two currencies, one below and one above zero, is no
    exchange and left out; its lines stay lines.
    """
    by_ref: dict[str, list[StatementLine]] = {}
    for line in lines:
        if line.kind == "fx_conversion":
            by_ref.setdefault(line.ref, []).append(line)
    made: list[ExchangeMade] = []
    for ref, pair in by_ref.items():
        nets = sorted(control_sums(pair).values(), key=lambda sums: sums.net_minor)
        if [sums.net_minor > 0 for sums in nets] == [False, True] and nets[0].net_minor:
            made.append(ExchangeMade(ref, from_minor(-nets[0].net_minor, nets[0].currency), nets[1].net))
    return tuple(made)
