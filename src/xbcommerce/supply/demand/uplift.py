"""How much an event lifts demand: a ratio that is believed the more, the more it was seen.

Example:
    >>> from xbcommerce.supply import event_uplift
    >>> event_uplift([30, 42, 36], [20, 18, 22, 20], prior_weight="2")
    Uplift(ratio=1.8, shrunk=1.48, factor=1.48)
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, figure

from .series import DemandError


@frozen
class Uplift:
    """What an event does to demand.

    Attributes:
        ratio: Mean of the event's buckets over mean of the ordinary ones.
        shrunk: ``1 + (ratio - 1) n / (n + prior weight)``, with ``n`` the event's buckets.
        factor: The shrunk ratio within floor and cap: what to multiply with.
    """

    ratio: float
    shrunk: float
    factor: float


def event_uplift(
    event: Sequence[float],
    base: Sequence[float],
    *,
    prior_weight: Figure = 2,
    floor: Figure = "0.2",
    cap: Figure = 5,
) -> Uplift:
    """Estimate how much an event lifts demand over ordinary buckets.

    Args:
        event: Units a bucket during events.
        base: Units a bucket otherwise, closed buckets left out.
        prior_weight: Buckets' worth of belief that nothing happens.
        floor: The least factor.
        cap: The largest factor.

    Raises:
        DemandError: ``no_base``: no event bucket, or no demand to compare it with.
    """
    ordinary = sum(base) / len(base) if base else 0.0
    if not event or not ordinary > 0:
        msg = f"{len(event)} event buckets beside {len(base)} of {ordinary:g} units on average; give demand"
        raise DemandError.because("no_base", msg)
    ratio = sum(event) / len(event) / ordinary
    return shrunk_uplift(ratio, len(event), prior_weight=prior_weight, floor=floor, cap=cap)


def shrunk_uplift(
    ratio: float, seen: float, *, prior_weight: Figure = 2, floor: Figure = "0.2", cap: Figure = 5
) -> Uplift:
    """Believe a ratio the more, the more buckets it was seen in.

    Args:
        ratio: Event over ordinary demand.
        seen: Buckets it was seen in; parts of one count as such.
        prior_weight: Buckets' worth of belief that nothing happens.
        floor: The least factor, above 0.
        cap: The largest factor.

    Raises:
        InvalidValueError: Limits that do not ascend from above 0, or less than no belief.
    """
    low, high, prior = figure(floor), figure(cap), figure(prior_weight)
    if not 0 < low <= high or prior < 0:
        msg = f"floor={floor}, cap={cap}, prior_weight={prior_weight}: expected 0 < floor <= cap, weight >= 0"
        raise InvalidValueError(msg)
    shrunk = 1 + (ratio - 1) * seen / (seen + float(prior))
    return Uplift(ratio, shrunk, min(float(high), max(float(low), shrunk)))
