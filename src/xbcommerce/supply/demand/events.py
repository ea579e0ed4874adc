"""Promotions and moving feasts: what they do to demand, learnt from the past, laid on the future.

An event is a name with windows of days, given by the host year by year, because Chinese New Year, Ramadan or
Black Friday do not fall on the same days twice. Its effect is learnt beside the ordinary buckets around each
window, so that a season or a growing shop is not taken for the event; it is shrunk towards no effect while
little was seen, and held within a floor and a cap. A bucket of which the event covers a part is changed in
part.

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply import DemandSeries, Event, learn_events
    >>> friday = Event.around("Black Friday", [date(2025, 11, 28), date(2026, 11, 27)], before_days=4,
    ...     after_days=2)
    >>> weeks = DemandSeries(date(2025, 11, 3), 7, [20, 20, 20, 80, 20, 20])
    >>> effects = learn_events(weeks, [friday])
    >>> print(effects)
    Black Friday: counts as 2 times ordinary demand; seen were 4 times (periods: 1)
    >>> effects.factors(date(2026, 11, 16), 7, 3)
    (1.0, 2.0, 1.0)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, whole
from xbcommerce.kernel.figures import Figure, decimal_of
from xbcommerce.kernel.naming import repeated
from xbcommerce.kernel.unmet import Note

from .messages import ENGLISH
from .series import DemandSeries, Flag
from .uplift import Uplift, shrunk_uplift

NEAR_BUCKETS = 8
"""How far ordinary buckets may lie from those they are compared with: two months of weeks, on either side."""


@frozen
class EventWindow:
    """Days of one occurrence, both included."""

    first: date
    last: date

    def __attrs_post_init__(self) -> None:
        """Refuse a window that ends before it begins."""
        if self.last < self.first:
            msg = f"a window from {self.first} to {self.last}; swap the days"
            raise InvalidValueError(msg)


def _windows(value: Iterable[EventWindow]) -> tuple[EventWindow, ...]:
    return tuple(sorted(value, key=lambda window: window.first))


@frozen
class Event:
    """Something that changes demand while it lasts, again and again.

    Attributes:
        name: For people, unique among events.
        windows: Its occurrences, past and to come, kept in order; no two on one day.
    """

    name: str
    windows: tuple[EventWindow, ...] = field(converter=_windows)

    def __attrs_post_init__(self) -> None:
        """Refuse an event without a day, and windows that overlap."""
        if not self.windows:
            msg = f"event {self.name!r} without windows; give the days of at least one occurrence"
            raise InvalidValueError(msg)
        for before, after in pairwise(self.windows):
            if after.first <= before.last:
                msg = f"event {self.name!r}: windows from {before.first} and {after.first} overlap; join them"
                raise InvalidValueError(msg)

    @classmethod
    def around(cls, name: str, days: Iterable[date], *, before_days: int = 0, after_days: int = 0) -> Event:
        """Build an event from one day a year and the days around it that it changes.

        Args:
            name: For people.
            days: The feast itself, year by year.
            before_days: Days before it that are changed too.
            after_days: Days after it that are changed too.
        """
        before = timedelta(days=whole(before_days, "before_days"))
        after = timedelta(days=whole(after_days, "after_days"))
        return cls(name, [EventWindow(day - before, day + after) for day in days])

    def share(self, first: date, days: int) -> Fraction:
        """Return the part of some days that the event covers."""
        last = first + timedelta(days=days - 1)
        covered = sum(
            max(0, (min(last, window.last) - max(first, window.first)).days + 1) for window in self.windows
        )
        return Fraction(covered, days)


@frozen
class EventEffect:
    """What was learnt about one event.

    Attributes:
        event: The event.
        uplift: What it does; None if the history does not hold it.
        buckets: Buckets it was seen in; parts of one count as such.
    """

    event: Event
    uplift: Uplift | None
    buckets: float = 0.0

    @property
    def factor(self) -> float:
        """What ordinary demand is multiplied with; 1 if nothing is known."""
        return 1.0 if self.uplift is None else self.uplift.factor

    def note(self) -> Note:
        """Say what it does and what that rests on."""
        if self.uplift is None:
            return Note("event.unseen", {"event": self.event.name})
        held = self.uplift.factor == self.uplift.shrunk
        figures = {
            "factor": decimal_of(self.uplift.factor, 2),
            "ratio": decimal_of(self.uplift.ratio, 2),
            "periods": decimal_of(self.buckets, 1),
        }
        return Note(f"event.{'learnt' if held else 'bounded'}", {"event": self.event.name, **figures})


@frozen
class EventEffects:
    """What was learnt about all events.

    Attributes:
        effects: In the order the events were given.
    """

    effects: tuple[EventEffect, ...] = field(converter=tuple[EventEffect, ...])

    def factors(self, start: date, bucket_days: int, buckets: int) -> tuple[float, ...]:
        """Return what demand is multiplied with in each bucket from a day on; events multiply each other.

        Divide history by it (``clean(series, factors=...)``) and multiply a forecast with it.
        """
        found = [1.0] * buckets
        for effect in self.effects:
            for index in range(buckets):
                share = effect.event.share(start + timedelta(days=index * bucket_days), bucket_days)
                found[index] *= 1 + (effect.factor - 1) * float(share)
        return tuple(found)

    def why(self) -> tuple[Note, ...]:
        """Return what each event does, and what is not known."""
        return tuple(effect.note() for effect in self.effects)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def learn_events(
    series: DemandSeries,
    events: Sequence[Event],
    *,
    prior_weight: Figure = 2,
    floor: Figure = "0.2",
    cap: Figure = 5,
    near: int = NEAR_BUCKETS,
) -> EventEffects:
    """Learn what events do to demand, each from the buckets that it alone covers.

    With ``w`` the part of a bucket that is covered, ``x`` its units and ``b`` the mean of ordinary buckets
    near it, the ratio is that of least squares, ``1 + sum w (x - b) / sum w² b``: mean over mean where
    buckets are covered whole. Closed and stocked-out buckets teach nothing, flagged promotions are not
    ordinary. A single item sees an event once a year: learn on the sum of a category, and use it for all.

    Args:
        series: The history.
        events: With their windows of past years.
        prior_weight: Buckets' worth of belief that nothing happens.
        floor: The least factor, above 0.
        cap: The largest factor.
        near: How many buckets away an ordinary bucket may be to be compared with.

    Raises:
        InvalidValueError: Two events of one name, ``near`` below 1, or limits that do not ascend.
    """
    whole(near, "near", minimum=1)
    if twice := repeated(event.name for event in events):
        msg = f"two events are called {twice[0]!r}; join their windows, or give each its own name"
        raise InvalidValueError(msg)
    shares = _shares(series, events)
    ordinary = [
        float(units) if flag is Flag.OK and not any(covered) else None
        for units, flag, covered in zip(series.quantities, series.flags, shares, strict=True)
    ]
    found: list[EventEffect] = []
    for place, event in enumerate(events):
        seen = _seen(series, place, shares, ordinary, near)
        if not seen:
            found.append(EventEffect(event, None))
            continue
        above = sum(share * (units - base) for share, units, base in seen)
        ratio = max(0.0, 1 + above / sum(share * share * base for share, _, base in seen))
        buckets = sum(share for share, _, _ in seen)
        uplift = shrunk_uplift(ratio, buckets, prior_weight=prior_weight, floor=floor, cap=cap)
        found.append(EventEffect(event, uplift, buckets))
    return EventEffects(found)


def _seen(
    series: DemandSeries,
    place: int,
    shares: Sequence[Sequence[float]],
    ordinary: Sequence[float | None],
    near: int,
) -> list[tuple[float, float, float]]:
    """Return share, units and base of every bucket that teaches about the event at a place, and no other."""
    seen: list[tuple[float, float, float]] = []
    for index, covered in enumerate(shares):
        alone = covered[place] and sum(map(bool, covered)) == 1
        base = _base(ordinary, index, near) if alone else None
        if base and series.flags[index] in {Flag.OK, Flag.PROMO}:
            seen.append((covered[place], series.quantities[index], base))
    return seen


def _shares(series: DemandSeries, events: Sequence[Event]) -> list[list[float]]:
    """Return, for each bucket, which part of it each event covers."""
    return [
        [float(event.share(series.day(index), series.bucket_days)) for event in events]
        for index in range(len(series.quantities))
    ]


def _base(ordinary: Sequence[float | None], index: int, near: int) -> float | None:
    """Return the mean of the ordinary buckets near one; None if there is none."""
    around = [units for units in ordinary[max(0, index - near) : index + near + 1] if units is not None]
    return sum(around) / len(around) if around else None
