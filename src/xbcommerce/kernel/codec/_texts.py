"""The texts of numbers and times: as ISO 8601 and RFC 9557 have them, exact, and strict when read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from .problems import UnstorableValueError

_WRITTEN_OUT = 40  # a canonical decimal spells out powers of ten up to this one

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?", re.ASCII)
_FRACTION = re.compile(r"-?[0-9]+(/0*[1-9][0-9]*)?", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_INSTANT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9:.]+))(?:\[([\w/+-]+)\])?", re.ASCII)
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?", re.ASCII)
_DURATION = re.compile(
    r"(?P<sign>-?)P(?=[0-9T])((?P<days>[0-9]+)D)?"
    r"(T(?=[0-9])((?P<hours>[0-9]+)H)?((?P<minutes>[0-9]+)M)?((?P<seconds>[0-9]+)(\.(?P<micros>[0-9]{1,6}))?S)?)?",
    re.ASCII,
)


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def write_decimal(value: Decimal) -> str:
    """Write a finite decimal with all its digits."""
    if not value.is_finite():
        msg = f"{value}: expected a finite Decimal"
        raise UnstorableValueError(msg)
    return str(value)


def canonical_decimal(value: Decimal) -> str:
    """Write equal decimals alike: ``1.50`` as ``1.5``."""
    sign, digits, exponent = Decimal(write_decimal(value)).as_tuple()
    if not any(digits):
        return "0"
    text = "".join(map(str, digits))
    kept = text.rstrip("0")
    power = int(exponent) + len(text) - len(kept)
    short = Decimal(f"{'-' * sign}{kept}E{power}")
    return f"{short:f}" if abs(power) <= _WRITTEN_OUT else str(short)


def write_instant(value: datetime) -> str:
    """Write an instant with its offset, and its zone if that has a name (RFC 9557)."""
    if value.utcoffset() is None:
        msg = f"{value.isoformat()} has no time zone and names no instant; give one"
        raise UnstorableValueError(msg)
    zone = value.tzinfo
    name = f"[{zone.key}]" if isinstance(zone, ZoneInfo) and zone.key else ""
    return f"{value.isoformat()}{name}"


def canonical_instant(value: datetime) -> str:
    """Write equal instants alike: in UTC."""
    text = write_instant(value)
    try:
        return value.astimezone(UTC).isoformat()
    except OverflowError:  # within a day of year 1 or 9999
        return text


def read_instant(text: str) -> datetime:
    """Read an instant; with a zone, as the local time there."""
    found = _INSTANT.fullmatch(text)
    if not found:
        raise ValueError(text)
    value, zone = datetime.fromisoformat(found[1]), found[2]
    if not zone:
        return value
    for fold in (0, 1):
        local = value.replace(tzinfo=ZoneInfo(zone), fold=fold)
        if local.utcoffset() == value.utcoffset():
            return local
    return value.astimezone(ZoneInfo(zone))  # the zone's rules have changed since: keep the instant


def write_time(value: time) -> str:
    """Write a time of day."""
    if value.tzinfo is not None:
        msg = f"{value.isoformat()}: expected a time of day without zone; store the zone beside it"
        raise UnstorableValueError(msg)
    return value.isoformat()


def write_duration(value: timedelta) -> str:
    """Write days and seconds (ISO 8601)."""
    sign, size = ("-", -value) if value < timedelta() else ("", value)
    seconds = (
        f"{size.seconds}.{size.microseconds:06}".rstrip("0").rstrip(".")
        if size.microseconds
        else f"{size.seconds}"
    )
    days = f"{size.days}D" if size.days else ""
    return f"{sign}P{days}" + (f"T{seconds}S" if seconds != "0" or not days else "")


def read_duration(text: str) -> timedelta:
    """Read days, hours, minutes and seconds; months and years have no fixed length."""
    found = _DURATION.fullmatch(text)
    if not found:
        raise ValueError(text)
    parts = {name: int(found[name] or 0) for name in ("days", "hours", "minutes", "seconds")}
    size = timedelta(**parts, microseconds=int((found["micros"] or "0").ljust(6, "0")))
    return -size if found["sign"] else size


def write_zone(value: ZoneInfo) -> str:
    """Write the key of a time zone."""
    if not value.key:
        msg = f"{value!r} has no name; make it with ZoneInfo(key)"
        raise UnstorableValueError(msg)
    return value.key


def read_decimal(text: str) -> Decimal:
    """Read digits, a point and an exponent; no NaN, no underscores."""
    return Decimal(_matching(_DECIMAL, text))


def read_fraction(text: str) -> Fraction:
    """Read ``3`` or ``3/2``."""
    return Fraction(_matching(_FRACTION, text))


def read_date(text: str) -> date:
    """Read ``2026-03-01`` and no other form of ISO 8601."""
    return date.fromisoformat(_matching(_DATE, text))


def read_time(text: str) -> time:
    """Read ``09:30`` with seconds and microseconds if given."""
    return time.fromisoformat(_matching(_TIME, text))
