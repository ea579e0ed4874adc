"""What a webhook gets of a true history of payment: most reports in order, some late, some twice, some never.

Providers deliver at least once and in no order, and now and then not at all. Feed what was ``received`` to
your handler; whatever it makes of it must follow from the distinct facts alone. `fact_deliveries` tells of
settlements, from the order to the bank; `payment_deliveries` of one payment with its captures, refunds and
disputes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from attrs import field, frozen
from hypothesis import strategies as st

from xbcommerce.payments import Fact, PaymentFact

from .payment_facts import PaymentRun
from .payment_facts import payment_runs as whole_payments
from .payments import Run
from .payments import runs as whole_runs

_WEEK_MINUTES = 7 * 24 * 60


class Report(Protocol):
    """A fact of any kind: its name, the same whenever it is told again, and when it happened."""

    @property
    def event_id(self) -> str:
        """The provider's name for it."""
        ...

    @property
    def at(self) -> datetime:
        """When it happened."""
        ...


F = TypeVar("F", bound=Report)


@frozen
class Arrival(Generic[F]):
    """One call of the webhook: which fact, and when it came in."""

    fact: F
    at: datetime


@frozen
class FactDelivery:
    """A true history of a settlement, and how it was delivered.

    Printed, it is a line for every fact: when it happened, and when it came in.

    Attributes:
        run: The plan, and what really happened, in order.
        arrivals: The calls of the webhook, in order.
    """

    run: Run
    arrivals: tuple[Arrival[Fact], ...] = field(converter=tuple[Arrival[Fact], ...])

    @property
    def received(self) -> tuple[Fact, ...]:
        """What the webhook is called with, call by call."""
        return tuple(arrival.fact for arrival in self.arrivals)

    @property
    def lost(self) -> tuple[Fact, ...]:
        """What happened and was never delivered."""
        return _lost(self.run.facts, self.received)

    @property
    def doubled(self) -> tuple[Fact, ...]:
        """What was delivered more than once."""
        return _doubled(self.run.facts, self.received)

    @property
    def late(self) -> tuple[Fact, ...]:
        """What came in, for the first time, after something that happened later."""
        return _late(self.received)

    def __str__(self) -> str:
        named = [(fact, type(fact).__name__) for fact in self.run.facts]
        return "\n".join(_line(fact, name, self.arrivals, self.late) for fact, name in named)


@frozen
class PaymentDelivery:
    """A true history of one payment, and how it was delivered; printed as `FactDelivery` is.

    Attributes:
        run: The terms, and what really happened, in order.
        arrivals: The calls of the webhook, in order.
    """

    run: PaymentRun
    arrivals: tuple[Arrival[PaymentFact], ...] = field(converter=tuple[Arrival[PaymentFact], ...])

    @property
    def received(self) -> tuple[PaymentFact, ...]:
        """What the webhook is called with, call by call."""
        return tuple(arrival.fact for arrival in self.arrivals)

    @property
    def lost(self) -> tuple[PaymentFact, ...]:
        """What happened and was never delivered."""
        return _lost(self.run.facts, self.received)

    @property
    def doubled(self) -> tuple[PaymentFact, ...]:
        """What was delivered more than once."""
        return _doubled(self.run.facts, self.received)

    @property
    def late(self) -> tuple[PaymentFact, ...]:
        """What came in, for the first time, after something that happened later."""
        return _late(self.received)

    def __str__(self) -> str:
        named = [(fact, f"{fact.operation.value} {fact.outcome.value}") for fact in self.run.facts]
        return "\n".join(_line(fact, name, self.arrivals, self.late) for fact, name in named)


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
    return FactDelivery(run, _arrivals(draw, run.facts, lost_max, late_max, doubled_max))


@st.composite
def payment_deliveries(
    draw: st.DrawFn,
    *,
    runs: st.SearchStrategy[PaymentRun] | None = None,
    lost_max: int = 1,
    late_max: int = 3,
    doubled_max: int = 2,
) -> PaymentDelivery:
    """Payments as a webhook gets them; options as of `fact_deliveries`, ``runs`` of `payment_runs`."""
    run = draw(whole_payments() if runs is None else runs)
    return PaymentDelivery(run, _arrivals(draw, run.facts, lost_max, late_max, doubled_max))


def _arrivals(
    draw: st.DrawFn, facts: Sequence[F], lost_max: int, late_max: int, doubled_max: int
) -> list[Arrival[F]]:
    places = st.integers(0, len(facts) - 1)
    minutes = st.integers(1, _WEEK_MINUTES)
    lost = draw(st.sets(places, max_size=lost_max))
    late = draw(st.dictionaries(places, minutes, max_size=late_max))
    again = draw(st.dictionaries(places, minutes, max_size=doubled_max))
    arrivals: list[Arrival[F]] = []
    for place, fact in enumerate(facts):
        if place in lost:
            continue
        at = fact.at + timedelta(minutes=late.get(place, 0))
        arrivals.append(Arrival(fact, at))
        if place in again:
            arrivals.append(Arrival(fact, at + timedelta(minutes=again[place])))
    return sorted(arrivals, key=lambda arrival: (arrival.at, arrival.fact.event_id))


def _lost(facts: Iterable[F], received: Sequence[F]) -> tuple[F, ...]:
    return tuple(fact for fact in facts if fact not in received)


def _doubled(facts: Iterable[F], received: Sequence[F]) -> tuple[F, ...]:
    return tuple(fact for fact in facts if received.count(fact) > 1)


def _late(received: Iterable[F]) -> tuple[F, ...]:
    first = list(dict.fromkeys(received))
    return tuple(
        fact for place, fact in enumerate(first) if any(other.at > fact.at for other in first[:place])
    )


def _line(fact: F, name: str, arrivals: Iterable[Arrival[F]], late: Sequence[F]) -> str:
    came = [f"{arrival.at:%d %b %H:%M}" for arrival in arrivals if arrival.fact == fact]
    told = f"came in {' and '.join(came)}" if came else "never came in"
    marks = (" (late)" if fact in late else "") + (" (twice)" if len(came) > 1 else "")
    return f"{fact.at:%d %b %H:%M} {fact.event_id} {name} {told}{marks}"
