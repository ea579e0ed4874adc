"""Working days, business hours and units: reference cases as calls of the public API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.reference.runner import optional_day
from xbcommerce.kernel.calendars import (
    BusinessHours,
    Closure,
    Interval,
    NoOpeningHoursError,
    NoWorkingDayError,
    Roll,
    TimeSpan,
    Week,
    Weekday,
    Weekend,
    WorkCalendar,
    intersection,
)
from xbcommerce.kernel.measures import Measure, compare, convert

Input = dict[str, Any]


def _days(texts: Iterable[str]) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def _weekends(record: Mapping[str, Any]) -> list[Weekend]:
    if "weekends" in record:
        return [
            Weekend.of(*one["days"], start=optional_day(one["valid_from"]), end=optional_day(one["valid_to"]))
            for one in record["weekends"]
        ]
    if "week" in record:
        return [Weekend.from_week(record["week"])]
    return [Weekend.of(*record.get("weekend", ("sat", "sun")))]


def _calendar(record: Mapping[str, Any]) -> WorkCalendar:
    return WorkCalendar(
        tuple(_weekends(record)),
        frozenset(_days(record.get("holidays", ()))),
        frozenset(_days(record.get("working_days", record.get("extra_working_days", ())))),
        tuple(Closure(*_days(ends)) for ends in record.get("closures", ())),
    )


def calendar(case: Input) -> object:
    """Dispatch on the case's operation; cases without one count from a start that rolls first."""
    try:
        days = _calendar(case.get("calendar", case))
        return _operation(days, case) if "op" in case else _shipping(days, case)
    except NoWorkingDayError as error:
        return {"error": error.code.upper()}


def _shipping(days: WorkCalendar, case: Input) -> object:
    if "count_from" in case:
        return {"working_days": days.count(*_days((case["count_from"], case["count_to"])))}
    start = date.fromisoformat(case["start"])
    return {"date": days.add_working_days(start, case["add_working_days"], roll_start=True).isoformat()}


def _operation(days: WorkCalendar, case: Input) -> object:
    match case["op"]:
        case "is_working_day":
            return {"result": days.is_working_day(date.fromisoformat(case["date"]))}
        case "weekend_as_of":
            return {"working": days.is_working_day(date.fromisoformat(case["date"]))}
        case "add_working_days":
            return {
                "date": days.add_working_days(date.fromisoformat(case["start"]), case["days"]).isoformat()
            }
        case "roll":
            convention = case["convention"].replace("-", "_").replace("none", "unadjusted")
            return {"date": days.roll(date.fromisoformat(case["date"]), Roll(convention)).isoformat()}
        case "count_working_days":
            return {"count": days.count(*_days((case["start"], case["end_exclusive"])))}
        case "nth_working_day":
            return {"date": _nth(days, case).isoformat()}
        case "cutoff":
            return {"processing_day": _processing_day(days, case).isoformat()}
        case other:
            msg = f"no operation {other!r}"
            raise ValueError(msg)


def _nth(days: WorkCalendar, case: Input) -> date:
    year, month = (case["year"], case["month"]) if "year" in case else map(int, case["month"].split("-")[:2])
    return days.nth_working_day_of_month(year, month, case["n"])


def _processing_day(days: WorkCalendar, case: Input) -> date:
    cutoff = case["cutoff"]
    limits = (
        time.fromisoformat(cutoff)
        if isinstance(cutoff, str)
        else {Weekday.parse(day): time.fromisoformat(text) for day, text in cutoff.items()}
    )
    return days.processing_day(datetime.fromisoformat(case["instant"]), case["zone"], limits)


def _intervals(pairs: Iterable[tuple[str, str]]) -> list[Interval]:
    return [Interval.parse(f"{start}-{end}") for start, end in pairs]


def _hours(record: Mapping[str, Any]) -> BusinessHours:
    return BusinessHours(
        record["zone"],
        Week(_intervals(record["week"].get(day.value, ())) for day in Weekday),
        _days(record.get("holidays", ())),
        {date.fromisoformat(day): _intervals(pairs) for day, pairs in record.get("shifts", {}).items()},
    )


def _pauses(case: Input) -> list[TimeSpan]:
    return [_span(ends) for ends in case.get("pauses", ())]


def _span(ends: Iterable[str]) -> TimeSpan:
    start, end = map(datetime.fromisoformat, ends)
    return TimeSpan(start, end)


def _z(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def deadline(case: Input) -> object:
    """When the work is done."""
    work = timedelta(seconds=case["work_seconds"])
    start = datetime.fromisoformat(case["start"])
    return {"due": _z(_hours(case["hours"]).deadline(start, work, _pauses(case)))}


def elapsed(case: Input) -> object:
    """Open time between two instants."""
    start, end = datetime.fromisoformat(case["start"]), datetime.fromisoformat(case["end"])
    return {"seconds": _hours(case["hours"]).elapsed(start, end, _pauses(case)) // timedelta(seconds=1)}


def next_open(case: Input) -> object:
    """Whether it is open, and from when."""
    hours, at = _hours(case["hours"]), datetime.fromisoformat(case["at"])
    return {"open": hours.is_open(at), "next_open": _z(hours.next_open(at))}


def both_open(case: Input) -> object:
    """When two desks are open at once."""
    start, end = datetime.fromisoformat(case["start"]), datetime.fromisoformat(case["end"])
    spans = intersection(_hours(case["first"]), _hours(case["second"]), start, end)
    return {"spans": [[_z(span.start), _z(span.end)] for span in spans]}


def hours_error(case: Input) -> object:
    """What is raised by whatever the case gives enough input for."""
    try:
        if "first" in case:
            return both_open(case)
        if "work_seconds" in case:
            return deadline(case)
        if "end" in case:
            return elapsed(case)
        return next_open(case) if "at" in case else {"hours": str(_hours(case["hours"]))}
    except NoOpeningHoursError:
        return {"raises": "NoOpeningHours"}
    except ValueError:
        return {"raises": "ValueError"}


def units(case: Input) -> object:
    """Convert, or compare two measured values under whatever names they come."""
    if "compare" in case:
        first, second = (_measure(one) for one in case["compare"])
        return {"sign": compare(first, second)}
    return {"value": _text(convert(Decimal(case["value"]), case["from"], case["to"]))}


def _measure(record: Mapping[str, str]) -> Measure:
    value = next(text for name, text in record.items() if name != "unit")
    return Measure(Decimal(value), record["unit"])


def _text(value: Fraction) -> str:
    """Write a fraction as a decimal where it ends, else as a fraction."""
    digits = next((n for n in range(60) if (value * 10**n).denominator == 1), None)
    if digits is None:
        return str(value)
    return f"{Decimal(f'{int(value * 10**digits)}e-{digits}'):f}"


FAMILIES = {
    "calendar": calendar,
    "hours.deadline": deadline,
    "hours.elapsed": elapsed,
    "hours.error": hours_error,
    "hours.intersection": both_open,
    "hours.next_open": next_open,
    "units": units,
}
