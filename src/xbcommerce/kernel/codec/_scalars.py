"""The exact text of each simple value: what is written, what is read, and nothing that only looks like it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from sys import float_info
from typing import Any, cast
from zoneinfo import ZoneInfo

from attrs import frozen
from moneyed import Currency, Money

from xbcommerce.kernel.money import UnknownCurrencyError, currency_of, from_minor, minor

from ._shapes import Codec
from .problems import Mismatch, UnstorableValueError, shown

_WRITTEN_OUT = 40  # a canonical decimal spells out powers of ten up to this one

_LARGEST_FLOAT = float_info.max

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


@frozen
class Scalar:
    """One simple type and its text.

    Attributes:
        tag: Its name where the declared type leaves it open: ``{"decimal": "1.5"}``.
        expects: What a reader is told to give.
        write: From a value of exactly this type; raises UnstorableValueError.
        read: From text; raises Mismatch, or ValueError.
        canonical: As ``write``, but equal values give equal text.
    """

    tag: str
    expects: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]
    canonical: Callable[[Any], str]

    def parse(self, data: object) -> object:
        """Read text, refusing everything that is not this scalar's own form."""
        if type(data) is not str:
            raise Mismatch(self.expects, data)
        try:
            return self.read(data)
        except (ValueError, ArithmeticError, LookupError, OSError):
            raise Mismatch(self.expects, data) from None


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def _write_decimal(value: Decimal) -> str:
    if not value.is_finite():
        msg = f"{value}: expected a finite Decimal"
        raise UnstorableValueError(msg)
    return str(value)


def _canonical_decimal(value: Decimal) -> str:
    sign, digits, exponent = Decimal(_write_decimal(value)).as_tuple()
    if not any(digits):
        return "0"
    text = "".join(map(str, digits))
    kept = text.rstrip("0")
    power = int(exponent) + len(text) - len(kept)
    short = Decimal(f"{'-' * sign}{kept}E{power}")
    return f"{short:f}" if abs(power) <= _WRITTEN_OUT else str(short)


def _write_instant(value: datetime) -> str:
    if value.utcoffset() is None:
        msg = f"{value.isoformat()} has no time zone and names no instant; give one"
        raise UnstorableValueError(msg)
    zone = value.tzinfo
    name = f"[{zone.key}]" if isinstance(zone, ZoneInfo) and zone.key else ""
    return f"{value.isoformat()}{name}"


def _canonical_instant(value: datetime) -> str:
    text = _write_instant(value)
    try:
        return value.astimezone(UTC).isoformat()
    except OverflowError:  # within a day of year 1 or 9999
        return text


def _read_instant(text: str) -> datetime:
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


def _write_time(value: time) -> str:
    if value.tzinfo is not None:
        msg = f"{value.isoformat()}: expected a time of day without zone; store the zone beside it"
        raise UnstorableValueError(msg)
    return value.isoformat()


def _write_duration(value: timedelta) -> str:
    sign, size = ("-", -value) if value < timedelta() else ("", value)
    seconds = (
        f"{size.seconds}.{size.microseconds:06}".rstrip("0").rstrip(".")
        if size.microseconds
        else f"{size.seconds}"
    )
    days = f"{size.days}D" if size.days else ""
    return f"{sign}P{days}" + (f"T{seconds}S" if seconds != "0" or not days else "")


def _read_duration(text: str) -> timedelta:
    found = _DURATION.fullmatch(text)
    if not found:
        raise ValueError(text)
    parts = {name: int(found[name] or 0) for name in ("days", "hours", "minutes", "seconds")}
    size = timedelta(**parts, microseconds=int((found["micros"] or "0").ljust(6, "0")))
    return -size if found["sign"] else size


def _write_zone(value: ZoneInfo) -> str:
    if not value.key:
        msg = f"{value!r} has no name; make it with ZoneInfo(key)"
        raise UnstorableValueError(msg)
    return value.key


def _scalar(
    tag: str,
    expects: str,
    write: Callable[[Any], str],
    read: Callable[[str], Any],
    canonical: Callable[[Any], str] | None = None,
) -> Scalar:
    return Scalar(tag, expects, write, read, canonical or write)


SCALARS: Mapping[type, Scalar] = {
    Decimal: _scalar(
        "decimal",
        "a decimal as text such as '1.50'",
        _write_decimal,
        lambda text: Decimal(_matching(_DECIMAL, text)),
        _canonical_decimal,
    ),
    Fraction: _scalar(
        "fraction",
        "a fraction as text such as '3/2'",
        str,
        lambda text: Fraction(_matching(_FRACTION, text)),
    ),
    date: _scalar(
        "date",
        "a date such as '2026-03-01'",
        date.isoformat,
        lambda text: date.fromisoformat(_matching(_DATE, text)),
    ),
    datetime: _scalar(
        "datetime",
        "a datetime with zone such as '2026-03-01T09:30:00+00:00'",
        _write_instant,
        _read_instant,
        _canonical_instant,
    ),
    time: _scalar(
        "time",
        "a time of day such as '09:30'",
        _write_time,
        lambda text: time.fromisoformat(_matching(_TIME, text)),
    ),
    timedelta: _scalar("duration", "a duration such as 'P2DT5400S'", _write_duration, _read_duration),
    Currency: _scalar(
        "currency_code",
        "a currency code such as 'EUR'",
        lambda value: currency_of(value.code).code,
        currency_of,
    ),
    ZoneInfo: _scalar("zone", "a time zone such as 'Europe/Berlin'", _write_zone, ZoneInfo),
}
"""Every simple type that is written as text, by exact type."""

TAGS: Mapping[str, type] = {scalar.tag: kind for kind, scalar in SCALARS.items()}

MONEY = 'money such as {"minor": 1999, "currency": "USD"}'


def _write_money(value: Money) -> dict[str, int | str]:
    """Write money in minor units, or as a decimal amount where it is finer than its currency."""
    if type(value) is not Money:
        msg = f"expected Money, got {shown(value)}"
        raise UnstorableValueError(msg)
    code = value.currency.code
    try:
        currency_of(code)
        return {"minor": minor(value), "currency": code}
    except UnknownCurrencyError as unknown:
        raise UnstorableValueError(str(unknown)) from None
    except ValueError:
        return {"amount": _canonical_decimal(value.amount), "currency": code}


def read_money(data: object) -> Money:
    """Read both forms of money.

    Raises:
        Mismatch: It is neither.
    """
    if type(data) is not dict:
        raise Mismatch(MONEY, data)
    fields: dict[str, object] = data
    code = fields.get("currency")
    if type(code) is not str:
        raise Mismatch(MONEY, data)
    try:
        currency = currency_of(code)
    except UnknownCurrencyError as unknown:
        expected = f"an active currency of ISO 4217 ({unknown})"
        raise Mismatch(expected, code) from None
    match fields:
        case {"minor": int() as units, "currency": _} if len(fields) == 2 and type(units) is int:  # noqa: PLR2004
            return from_minor(units, code)
        case {"amount": str() as text, "currency": _} if len(fields) == 2:  # noqa: PLR2004
            amount = SCALARS[Decimal].parse(text)
            return Money(amount, currency)
        case _:
            raise Mismatch(MONEY, data)


def is_text(value: str) -> bool:
    """Say whether a string is Unicode text; a lone surrogate is none, and no store keeps it."""
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def plain_codec(kind: type) -> Codec:
    """Make the codec of str, int, bool, float or None: JSON has them, but must not mix them up."""
    expected = "null" if kind is type(None) else kind.__name__

    def write(value: object) -> object:
        problem = _plain_problem(kind, value)
        if problem:
            msg = f"expected {problem if problem != kind.__name__ else expected}, got {shown(value)}"
            raise UnstorableValueError(msg)
        return value

    def read(data: object, _kind: object) -> object:
        problem = _plain_problem(kind, data)
        if problem:
            raise Mismatch(problem, data)
        return float(data) if kind is float and type(data) is int else data

    return Codec(write, read, write)


def _plain_problem(kind: type, value: object) -> str:
    """Say what was expected instead of a value that is not exactly of its kind; empty if all is well.

    ``True`` is no int and ``1.0`` neither, but 1 is a float: JSON writers drop the point.
    """
    if kind is str:
        return "str" if type(value) is not str else "" if is_text(value) else "Unicode text"
    if kind is float and type(value) is int:
        return "" if abs(value) <= _LARGEST_FLOAT else "a finite float"
    if type(value) is not kind:
        return "null" if kind is type(None) else kind.__name__
    if kind is float and not isfinite(cast("float", value)):
        return "a finite float"
    return ""


def scalar_codec(scalar: Scalar, kind: type, *, canonical: bool) -> Codec:
    """Make the codec of one simple type; a reader takes its text with or without the tag."""
    text_of = scalar.canonical if canonical else scalar.write

    def write(value: object) -> str:
        if type(value) is not kind:
            msg = f"expected {kind.__name__}, got {shown(value)}"
            raise UnstorableValueError(msg)
        return text_of(value)

    def read(data: object, _kind: object) -> object:
        if type(data) is dict and data.keys() == {scalar.tag}:
            data = cast("dict[str, object]", data)[scalar.tag]
        return scalar.parse(data)

    return Codec(write, read, lambda value: {scalar.tag: write(value)})


def money_codec() -> Codec:
    """Make the codec of money, whose form says what it is."""
    return Codec(_write_money, lambda data, _: read_money(data), _write_money)


PLAIN: frozenset[object] = frozenset({str, int, bool, float, type(None)})
