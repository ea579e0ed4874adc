"""How much an event lifts demand: a ratio that is believed the more, the more it was seen.

Example:
    >>> from xbcommerce.supply import event_uplift
    >>> event_uplift([30, 42, 36], [20, 18, 22, 20], prior_weight="2")
    Uplift(ratio=1.8, shrunk=1.48, factor=1.48)
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

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
    shrunk = 1 + (ratio - 1) * len(event) / (len(event) + float(figure(prior_weight)))
    return Uplift(ratio, shrunk, min(float(figure(cap)), max(float(figure(floor)), shrunk)))
