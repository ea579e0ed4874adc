"""How long it really takes: quantiles of what was observed, sums of legs, the cheapest channel in time.

For promises the nearest rank is right: it names a number of days that was observed, while interpolation
may name one that never was. The quantile of a sum of legs is not the sum of their quantiles; legs are
added as distributions (convolved).

Example:
    >>> from fractions import Fraction
    >>> from xbcommerce.logistics import TransitTimes, days_within, legs_together
    >>> line = TransitTimes((7, 8, 8, 9, 9, 9, 10, 10, 11, 15))
    >>> line.quantile("0.9"), line.within(10)
    (11, Fraction(4, 5))
    >>> both = legs_together([{1: "0.7", 2: "0.3"}, {5: "0.5", 6: "0.5"}])
    >>> dict(both) == {6: Fraction(7, 20), 7: Fraction(1, 2), 8: Fraction(3, 20)}
    True
    >>> days_within(both, "0.9")
    8
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, lcm

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, whole
from xbcommerce.kernel.figures import Figure, figure
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import minor, same_currency
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet

from .channel import TransitDays
from .messages import ENGLISH


def _observed(days: Iterable[int]) -> tuple[int, ...]:
    ordered = tuple(sorted(whole(day, "days") for day in days))
    if not ordered:
        msg = "days=(): nothing was observed; a quantile needs at least one shipment"
        raise InvalidValueError(msg)
    return ordered


def _share(q: Figure) -> Fraction:
    quantile = figure(q)
    if not 0 < quantile <= 1:
        msg = f"q={quantile}: expected a share above 0 and up to 1, e.g. '0.9'"
        raise InvalidValueError(msg)
    return quantile


@frozen
class TransitTimes:
    """Days that past shipments took, in order."""

    days: tuple[int, ...] = field(converter=_observed)

    def quantile(self, q: Figure) -> int:
        """Return the nearest rank: the fewest observed days within which a share ``q`` arrived."""
        return self.days[ceil(_share(q) * len(self.days)) - 1]

    def interpolated(self, q: Figure) -> Fraction:
        """Return the linear quantile, as spreadsheets and numpy give it; for statistics, not for promises."""
        at = _share(q) * (len(self.days) - 1)
        low = self.days[floor(at)]
        high = self.days[ceil(at)]
        return low + (high - low) * (at - floor(at))

    def within(self, days: int) -> Fraction:
        """Return the share that arrived within so many days."""
        return Fraction(bisect_right(self.days, days), len(self.days))

    def summary(self) -> TransitDays:
        """Return the half and nine-in-ten marks that a channel shows."""
        return TransitDays(self.quantile("0.5"), self.quantile("0.9"))


def legs_together(legs: Sequence[Mapping[int, Figure]]) -> FrozenMap[int, Fraction]:
    """Add independent legs: from the shares by days of each to those of the whole way.

    Args:
        legs: For each leg, the share of shipments that took so many days; the shares sum to 1.

    Raises:
        InvalidValueError: The shares of a leg do not sum to 1, or one is negative.
    """
    whole_way, scale = {0: 1}, 1
    for leg in legs:
        shares = {days: figure(part) for days, part in leg.items()}
        if sum(shares.values()) != 1 or min(shares.values()) < 0:
            shown = {days: str(part) for days, part in shares.items()}
            msg = f"leg={shown}: expected shares that sum to 1"
            raise InvalidValueError(msg)
        parts = lcm(*(part.denominator for part in shares.values()))
        counts = {days: int(part * parts) for days, part in shares.items()}
        longer: dict[int, int] = {}
        for done, so_far in whole_way.items():
            for days, count in counts.items():
                longer[done + days] = longer.get(done + days, 0) + so_far * count
        whole_way, scale = longer, scale * parts
    return FrozenMap((days, Fraction(count, scale)) for days, count in sorted(whole_way.items()))


def days_within(shares: Mapping[int, Fraction], q: Figure) -> int:
    """Return the fewest days within which a share ``q`` arrives."""
    wanted, arrived = _share(q), Fraction(0)
    for days, part in sorted(shares.items()):
        arrived += part
        if arrived >= wanted:
            return days
    msg = f"the shares sum to {arrived}, below q={wanted}"
    raise InvalidValueError(msg)


@frozen
class InTime:
    """The cheapest channel that arrives in time often enough.

    Attributes:
        channel_id: The choice.
        price: What it costs.
        within: The share of past shipments that arrived in time, for every channel.
        refused: The channels that are too slow.
    """

    channel_id: str
    price: Money
    within: FrozenMap[str, Fraction]
    refused: tuple[Unmet, ...]

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the choice and the channels that are too slow."""
        share = self.within[self.channel_id] * 100
        chosen: dict[str, Param] = {"channel": self.channel_id, "price": self.price, "arrived": share}
        return (Note("transit.cheapest", chosen), *self.refused)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def cheapest_within(
    channels: Mapping[str, tuple[Money, TransitTimes]], days: int, confidence: Figure
) -> InTime | Refusal:
    """Find the cheapest channel that arrived within so many days often enough; ties go to the smaller id.

    Args:
        channels: Price and history by channel id; prices of one currency.
        days: Calendar days the buyer waits.
        confidence: The share that must arrive in time, e.g. ``"0.9"``.

    Returns:
        The choice, or a refusal that states every channel's share.
    """
    asked = _share(confidence)
    within = {each: times.within(days) for each, (_, times) in channels.items()}
    slow = tuple(
        Unmet("transit.too_slow", each, {"arrived": arrived * 100, "days": days, "asked": asked * 100})
        for each, arrived in within.items()
        if arrived < asked
    )
    in_time = [each for each, arrived in within.items() if arrived >= asked]
    if not in_time:
        return Refusal(slow or (Unmet("choice.no_channels"),))
    code = channels[in_time[0]][0].currency.code
    best = min(in_time, key=lambda each: (minor(same_currency(channels[each][0], code)), each))
    return InTime(best, channels[best][0], FrozenMap(within), slow)
