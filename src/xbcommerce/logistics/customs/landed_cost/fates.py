"""What thresholds leave of each charge, line by line: at the least and at the most.

The least takes the best of what may be, the most takes the worst; where nothing is open they are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs
from attrs import frozen

from xbcommerce.logistics.customs.charges import ChargeKind
from xbcommerce.logistics.customs.thresholds import LineOutcome, Outcome, ThresholdDecision

from .charged import Collected

_NOTHING, _ALL = Fraction(0), Fraction(1)
_CHARGED = frozenset({Outcome.DUE, Outcome.AT_BORDER, Outcome.AT_SALE, Outcome.NO_RULE})
"""Outcomes under which a charge is worked out; nobody knows how much where there is no rule."""


@frozen
class Fate:
    """What becomes of one kind of charge.

    Attributes:
        shares: The share of each line that is charged.
        collected: Where.
        tested: Whether it is held against what is too small to be levied, as charges at the border are: at
            the least where it may be, at the most where it certainly is.
    """

    shares: tuple[Fraction, ...]
    collected: Collected = Collected.AT_BORDER
    tested: bool = True

    @property
    def whole(self) -> bool:
        """Whether all of every line is charged."""
        return all(share == 1 for share in self._distinct)

    @property
    def nothing(self) -> bool:
        """Whether no line is charged at all."""
        return not any(self._distinct)

    @property
    def _distinct(self) -> Iterable[Fraction]:
        """Return each share once, as far as lines have one in common."""
        return {id(share): share for share in self.shares}.values()


def fate_of(kind: ChargeKind, decision: ThresholdDecision, *, most: bool) -> Fate:
    """Read what becomes of a kind of charge out of what thresholds decided.

    Args:
        kind: Fees are charged whatever the thresholds say; additional duties and excise follow the duty.
        decision: What thresholds decided.
        most: Read it at the most, else at the least.
    """
    if kind is ChargeKind.FEE:
        return Fate((_ALL,) * len(decision.duty.lines))
    outcome = decision.tax if kind is ChargeKind.IMPORT_TAX else decision.duty
    at_sale = kind is ChargeKind.IMPORT_TAX and _at_sale(outcome.lines, most=most)
    where = Collected.AT_SALE if at_sale else Collected.AT_BORDER
    tested = not _at_sale(outcome.lines, most=not most)
    return Fate(tuple(_shares(outcome.lines, most=most)), where, tested)


def _shares(lines: tuple[LineOutcome, ...], *, most: bool) -> Iterator[Fraction]:
    """Read each line; what several lines have in common, they share."""
    last, share = lines[0], _share(lines[0], most=most)
    for line in lines:
        if line.possible is not last.possible or line.charged is not last.charged:
            last, share = line, _share(line, most=most)
        yield share


def either(one: ThresholdDecision, other: ThresholdDecision, *, most: bool) -> ThresholdDecision:
    """Join what thresholds decide at two prices, where the price may be anything between them.

    Args:
        one: At one end.
        other: At the other.
        most: Of the shares that are charged take the larger, else the smaller.
    """
    return attrs.evolve(
        one,
        duty=attrs.evolve(one.duty, lines=_joined(one.duty.lines, other.duty.lines, most=most)),
        tax=attrs.evolve(one.tax, lines=_joined(one.tax.lines, other.tax.lines, most=most)),
        flat=one.flat or other.flat,
    )


def _joined(
    some: Iterable[LineOutcome], others: Iterable[LineOutcome], *, most: bool
) -> tuple[LineOutcome, ...]:
    extreme = max if most else min
    return tuple(
        LineOutcome(line.id, line.possible | other.possible, extreme(line.charged, other.charged))
        for line, other in zip(some, others, strict=True)
    )


def _share(line: LineOutcome, *, most: bool) -> Fraction:
    charged = line.possible & _CHARGED
    free = line.possible - _CHARGED
    if not charged or (free and not most):
        return _NOTHING
    return _ALL if Outcome.AT_SALE in charged else line.charged


def _at_sale(lines: tuple[LineOutcome, ...], *, most: bool) -> bool:
    """Say whether the tax is collected in the sale: of every line, since one sale has one way of doing it."""
    possible = [Outcome.AT_SALE in line.possible for line in lines]
    certain = [line.possible <= {Outcome.AT_SALE} for line in lines]
    return all(certain) if most else any(possible)
