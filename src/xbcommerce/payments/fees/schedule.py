"""The price list of a payment provider, as data."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from enum import Enum
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import lcm
from typing import NamedTuple

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, member_of
from xbcommerce.kernel.money import Exact, Rounding, exact, minor, plain
from xbcommerce.payments.reported import not_negative

_PERCENT_MAX = 100


def _percent(value: Exact | str) -> Decimal:
    if isinstance(value, str):
        try:
            value = Decimal(value)
        except InvalidOperation:
            msg = f"percent={value!r}: expected a number such as '2.9'"
            raise InvalidValueError(msg) from None
    percent = exact(value, "percent")
    if percent < 0:
        msg = f"percent={value}: expected at least 0"
        raise InvalidValueError(msg)
    if not isinstance(value, int | Decimal):
        msg = f"percent={value!r}: expected a Decimal such as Decimal('2.9')"
        raise InvalidValueError(msg)
    return Decimal(value)


@frozen
class Surcharge:
    """An extra that a provider names: cross-border, currency conversion, premium card.

    Attributes:
        name: The provider's word for it.
        percent: Of the amount.
        fixed: Per payment.
    """

    name: str
    percent: Decimal = field(default=Decimal(0), converter=_percent)
    fixed: Money | None = field(default=None, validator=not_negative)


@frozen
class Tier:
    """A percentage up to an amount, that amount included; ``up_to`` is None in the last tier."""

    up_to: Money | None = field(validator=not_negative)
    percent: Decimal = field(converter=_percent)


class TierMode(Enum):
    """How tiers rate an amount."""

    MARGINAL = "marginal"
    """Each slice at its own percentage."""
    WHOLE = "whole"
    """All of it at the percentage of the tier that holds the amount."""


class RatedLine(NamedTuple):
    """A percentage line in whole numbers: parts of ``denominator`` per minor unit of the amount.

    Attributes:
        numerator: Of the amount, from its first unit.
        steps: Where a tier ends (minor units), and by how much the next one differs.
        denominator: Of them all.
    """

    numerator: int
    steps: tuple[tuple[int, int], ...]
    denominator: int


def _ascending(_instance: object, _field: object, tiers: tuple[Tier, ...]) -> None:
    if not tiers:
        return
    bounds = [tier.up_to for tier in tiers]
    if bounds[-1] is not None or None in bounds[:-1]:
        msg = f"tiers up to {bounds}: the last one, and only the last, is open (up_to=None)"
        raise InvalidValueError(msg)
    sizes = [minor(bound) for bound in bounds if bound is not None]
    if sizes != sorted(set(sizes)):
        msg = (
            f"tiers up to {[plain(bound) for bound in bounds if bound is not None]}: expected rising amounts"
        )
        raise InvalidValueError(msg)


@frozen(kw_only=True)
class FeeSchedule:
    """The price list of a provider for one kind of payment.

    Attributes:
        percent: Of the amount, as the contract writes it: ``"2.9"`` or ``Decimal("2.9")``.
        fixed: Per payment.
        minimum: The fee is at least this.
        cap: The fee is at most this.
        surcharges: Named extras.
        tiers: Percentages by amount, beside or instead of ``percent``.
        tier_mode: Whether a tier rates its slice or the whole amount.
        round_each: Round every percentage line alone instead of their sum once.
        rounding: How, half up unless the contract says otherwise.
    """

    percent: Decimal = field(default=Decimal(0), converter=_percent)
    fixed: Money | None = field(default=None, validator=not_negative)
    minimum: Money | None = field(default=None, validator=not_negative)
    cap: Money | None = field(default=None, validator=not_negative)
    surcharges: tuple[Surcharge, ...] = ()
    tiers: tuple[Tier, ...] = field(default=(), validator=_ascending)
    tier_mode: TierMode = field(default=TierMode.MARGINAL, validator=member_of(TierMode))
    round_each: bool = False
    rounding: Rounding = field(default=Rounding.HALF_UP, validator=member_of(Rounding))

    def __attrs_post_init__(self) -> None:
        """Refuse amounts of several currencies and a minimum above the cap."""
        codes = sorted({amount.currency.code for amount in self._amounts})
        if len(codes) > 1:
            msg = f"a fee schedule in {', '.join(codes)}: make one for each currency"
            raise InvalidValueError(msg)
        if self.minimum is not None and self.cap is not None and minor(self.minimum) > minor(self.cap):
            msg = f"minimum={plain(self.minimum)} lies above cap={plain(self.cap)}"
            raise InvalidValueError(msg)
        percent = sum([self.percent, *(extra.percent for extra in self.surcharges)])
        percent += max((tier.percent for tier in self.tiers), default=Decimal(0))
        if percent > _PERCENT_MAX:
            msg = f"percentages add up to {percent}: a fee takes at most all of the amount"
            raise InvalidValueError(msg)

    @property
    def _amounts(self) -> list[Money]:
        own = [self.fixed, self.minimum, self.cap]
        others = [extra.fixed for extra in self.surcharges] + [tier.up_to for tier in self.tiers]
        return [amount for amount in own + others if amount is not None]

    @cached_property
    def currency(self) -> str | None:
        """The currency of its fixed parts; None if it has percentages only and fits any."""
        return next((amount.currency.code for amount in self._amounts), None)

    @cached_property
    def flat(self) -> tuple[int, int, int]:
        """Percentages beside the tiers as ``numerator / denominator``, and all fixed parts in minor units."""
        percent = Fraction(self.percent) + sum(Fraction(extra.percent) for extra in self.surcharges)
        fixed = [self.fixed, *(extra.fixed for extra in self.surcharges)]
        share = percent / 100
        return share.numerator, share.denominator, sum(minor(part) for part in fixed if part is not None)

    @cached_property
    def bounds(self) -> tuple[int, int | None]:
        """Minimum and cap in minor units."""
        low = 0 if self.minimum is None else minor(self.minimum)
        return low, None if self.cap is None else minor(self.cap)

    @cached_property
    def rated(self) -> tuple[RatedLine, ...]:
        """The lines that are rounded, each alone: one of all percentages, or with ``round_each`` several."""
        extras = [Fraction(extra.percent) / 100 for extra in self.surcharges]
        own = Fraction(self.percent) / 100
        if self.round_each:
            return (self._line(own), *(RatedLine(each.numerator, (), each.denominator) for each in extras))
        return (self._line(own + sum(extras)),)

    def _line(self, share: Fraction) -> RatedLine:
        """Put a share and the tiers over one denominator."""
        tiers = [share + Fraction(tier.percent) / 100 for tier in self.tiers] or [share]
        denominator = lcm(*(tier.denominator for tier in tiers))
        first, *others = (int(tier * denominator) for tier in tiers)
        tops = [minor(tier.up_to) for tier in self.tiers if tier.up_to is not None]
        risen = [high - low for low, high in pairwise([first, *others])]
        return RatedLine(first, tuple(zip(tops, risen, strict=True)), denominator)
