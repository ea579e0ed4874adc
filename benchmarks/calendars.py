"""Business hours beside a scan day by day, working days beside a loop over sets."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from importlib.util import find_spec
from zoneinfo import ZoneInfo

from benchmarks.measure import Bench, Peer
from xbcommerce.kernel.calendars import BusinessHours, TimeSpan, Week, WorkCalendar

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_ZONE = "Europe/Berlin"
_HOLIDAYS = frozenset(
    date(year, month, day)
    for year in range(2020, 2031)
    for month, day in ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26))
)
_WEEK = Week.parse("mon-fri 09:00-12:00 13:00-18:00")
_WORK = 8 * _HOUR
_SCAN = "scan of dates, aware datetimes"


def benches() -> list[Bench]:
    """Measure deadlines, elapsed time and pauses; adding and counting working days."""
    return [*_hours(), *_days()]


def _starts(count: int) -> list[datetime]:
    """Spread instants over five years, open and closed, to the second."""
    first = datetime(2022, 1, 1, tzinfo=UTC)
    return [first + timedelta(seconds=number * 7_919_993 % (5 * 365 * 86_400)) for number in range(count)]


def _scan(start: datetime, work: timedelta) -> datetime:
    """Find a deadline as most code does: local dates one after the other, aware datetimes throughout."""
    zone = ZoneInfo(_ZONE)
    day = start.astimezone(zone).date()
    while True:
        if day not in _HOLIDAYS:
            for interval in _WEEK.days[day.weekday()]:
                opened, closed = _ends(day, interval.start_s, interval.end_s, zone)
                free = closed - max(opened, start)
                if free >= work:
                    return max(opened, start) + work
                work -= max(free, timedelta())
        day += _DAY


def _scan_elapsed(start: datetime, end: datetime) -> timedelta:
    zone = ZoneInfo(_ZONE)
    day, last, total = start.astimezone(zone).date(), end.astimezone(zone).date(), timedelta()
    while day <= last:
        if day not in _HOLIDAYS:
            for interval in _WEEK.days[day.weekday()]:
                opened, closed = _ends(day, interval.start_s, interval.end_s, zone)
                total += max(min(closed, end) - max(opened, start), timedelta())
        day += _DAY
    return total


def _ends(day: date, start_s: int, end_s: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    return (
        (midnight + timedelta(seconds=start_s)).astimezone(UTC),
        (midnight + timedelta(seconds=end_s)).astimezone(UTC),
    )


def _hours() -> list[Bench]:
    hours = BusinessHours(_ZONE, _WEEK, _HOLIDAYS)
    many, few = _starts(10_000), _starts(200)
    pauses = [[TimeSpan(start + _HOUR, start + 3 * _HOUR)] for start in many]
    pairs = [(start, start + 21 * _DAY) for start in many]

    def scan(work: timedelta, faster: float | None) -> Peer:
        return Peer(_SCAN, lambda: [_scan(start, work) for start in few], len(few), faster=faster)

    return [
        Bench(
            "deadline of 8 h",
            lambda: [hours.deadline(start, _WORK) for start in many],
            [scan(_WORK, 2), *_businesstimedelta(few)],
            len(many),
        ),
        Bench(
            "deadline of 80 h",
            lambda: [hours.deadline(start, 10 * _WORK) for start in many],
            [scan(10 * _WORK, 15)],
            len(many),
        ),
        Bench(
            "deadline of 8 h with a pause",
            lambda: [hours.deadline(start, _WORK, one) for start, one in zip(many, pauses, strict=True)],
            [scan(_WORK, None)],
            len(many),
        ),
        Bench(
            "elapsed over three weeks",
            lambda: [hours.elapsed(*pair) for pair in pairs],
            [
                Peer(
                    _SCAN,
                    lambda: [_scan_elapsed(start, start + 21 * _DAY) for start in few],
                    len(few),
                    faster=20,
                )
            ],
            len(many),
        ),
        Bench(
            "first deadline of a new calendar",
            lambda: BusinessHours(_ZONE, _WEEK, _HOLIDAYS).deadline(few[0], _WORK),
            [Peer(_SCAN, lambda: _scan(few[0], _WORK))],
            rounds=50,
        ),
    ]


def _businesstimedelta(starts: list[datetime]) -> list[Peer]:
    if find_spec("businesstimedelta") is None:
        print("skipped a peer of deadlines: businesstimedelta is not installed")
        return []
    import businesstimedelta as peer
    import pytz

    zone = pytz.timezone(_ZONE)
    shifts = [
        peer.WorkDayRule(
            start_time=time(interval.start_s // 3_600),
            end_time=time(interval.end_s // 3_600),
            working_days=[0, 1, 2, 3, 4],
            tz=zone,
        )
        for interval in _WEEK.days[0]
    ]
    rules = peer.Rules([*shifts, peer.HolidayRule(dict.fromkeys(_HOLIDAYS, "off"), tz=zone)])
    work = peer.BusinessTimeDelta(rules, timedelta=_WORK)
    local = [start.astimezone(zone) for start in starts]
    return [Peer("businesstimedelta", lambda: [start + work for start in local], len(starts), faster=15)]


def _days() -> list[Bench]:
    calendar = WorkCalendar.of(holidays=_HOLIDAYS)
    days = [date(2022, 1, 1) + number * 37 % 1_800 * _DAY for number in range(10_000)]

    def loop(day: date, n: int) -> date:
        while n:
            day += _DAY
            n -= day.weekday() < 5 and day not in _HOLIDAYS  # noqa: PLR2004  # Saturday
        return day

    def count(start: date, end: date) -> int:
        total = 0
        while start < end:
            total += start.weekday() < 5 and start not in _HOLIDAYS  # noqa: PLR2004  # Saturday
            start += _DAY
        return total

    def adding(n: int, faster: float | None, at_most: float | None) -> Bench:
        peer = Peer(
            "loop over a set",
            lambda: [loop(day, n) for day in days[:2_000]],
            2_000,
            at_most=at_most,
            faster=faster,
        )
        ours = lambda: [calendar.add_working_days(day, n) for day in days]  # noqa: E731  # as its peer
        return Bench(f"add {n} working days", ours, [peer], len(days))

    return [
        adding(5, None, 4),
        adding(45, 2, None),
        Bench(
            "count the working days of a year",
            lambda: [calendar.count(day, day + 365 * _DAY) for day in days],
            [
                Peer(
                    "loop over a set",
                    lambda: [count(day, day + 365 * _DAY) for day in days[:200]],
                    200,
                    faster=20,
                )
            ],
            len(days),
        ),
        Bench(
            "is_working_day",
            lambda: [calendar.is_working_day(day) for day in days],
            [
                Peer(
                    "weekday and a set",
                    lambda: [day.weekday() < 5 and day not in _HOLIDAYS for day in days],  # noqa: PLR2004
                    len(days),
                )
            ],
            len(days),
        ),
    ]
