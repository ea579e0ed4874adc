"""What a webhook gets of a true history of payment: most reports in order, some late, some twice, some never.

Providers deliver at least once and in no order, and now and then not at all. Feed `FactDelivery.received` to
your handler; whatever it makes of it must follow from the distinct facts alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from attrs import field, frozen
from hypothesis import strategies as st

from xbcommerce.payments import Fact

from .payments import Run
from .payments import runs as whole_runs

_WEEK_MINUTES = 7 * 24 * 60


@frozen
class Arrival:
    """One call of the webhook: which fact, and when it came in."""

    fact: Fact
    at: datetime


def _by_instant(arrivals: Iterable[Arrival]) -> tuple[Arrival, ...]:
    return tuple(sorted(arrivals, key=lambda arrival: (arrival.at, arrival.fact.event_id)))


@frozen
class FactDelivery:
    """A true history, and how it was delivered.

    Printed, it is a line for every fact: when it happened, and when it came in.

    Attributes:
        run: The plan, and what really happened, in order.
        arrivals: The calls of the webhook, in order.
    """

    run: Run
    arrivals: tuple[Arrival, ...] = field(converter=_by_instant)

    @property
    def received(self) -> tuple[Fact, ...]:
        """What the webhook is called with, call by call."""
        return tuple(arrival.fact for arrival in self.arrivals)

    @property
    def lost(self) -> tuple[Fact, ...]:
        """What happened and was never delivered."""
        return tuple(fact for fact in self.run.facts if fact not in self.received)

    @property
    def doubled(self) -> tuple[Fact, ...]:
        """What was delivered more than once."""
        return tuple(fact for fact in self.run.facts if self.received.count(fact) > 1)

    @property
    def late(self) -> tuple[Fact, ...]:
        """What came in, for the first time, after something that happened later."""
        first = list(dict.fromkeys(self.received))
        return tuple(
            fact for place, fact in enumerate(first) if any(other.at > fact.at for other in first[:place])
        )

    def __str__(self) -> str:
        return "\n".join(self._line(fact) for fact in self.run.facts)

    def _line(self, fact: Fact) -> str:
        came = [f"{arrival.at:%d %b %H:%M}" for arrival in self.arrivals if arrival.fact == fact]
        told = f"came in {' and '.join(came)}" if came else "never came in"
        marks = (" (late)" if fact in self.late else "") + (" (twice)" if len(came) > 1 else "")
        return f"{fact.at:%d %b %H:%M} {fact.event_id} {type(fact).__name__} {told}{marks}"


@st.composite
def fact_deliveries(
    draw: st.DrawFn,
    *,
    runs: st.SearchStrategy[Run] | None = None,
    lost_max: int = 1,
    late_max: int = 3,
    doubled_max: int = 2,
) -> FactDelivery:
    """Whole runs as a webhook gets them; examples shrink to the one fault that they need.

    ``runs`` are the true histories, by default `payments.runs`. Of each at most ``lost_max`` facts never come
    in, ``late_max`` come in up to a week late, and ``doubled_max`` come in a second time up to a week after;
    ``lost_max=0`` is a provider that never forgets.
    """
    run = draw(whole_runs() if runs is None else runs)
    places = st.integers(0, len(run.facts) - 1)
    minutes = st.integers(1, _WEEK_MINUTES)
    lost = draw(st.sets(places, max_size=lost_max))
    late = draw(st.dictionaries(places, minutes, max_size=late_max))
    again = draw(st.dictionaries(places, minutes, max_size=doubled_max))
    arrivals: list[Arrival] = []
    for place, fact in enumerate(run.facts):
        if place in lost:
            continue
        at = fact.at + timedelta(minutes=late.get(place, 0))
        arrivals.append(Arrival(fact, at))
        if place in again:
            arrivals.append(Arrival(fact, at + timedelta(minutes=again[place])))
    return FactDelivery(run, arrivals)
