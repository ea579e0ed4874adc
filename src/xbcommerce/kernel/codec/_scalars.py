"""Simple values that JSON lacks, each written as text and told apart by a tag where need be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from attrs import frozen
from moneyed import Currency

from xbcommerce.kernel.money import currency_of

from ._shapes import Codec, is_object
from ._texts import (
    canonical_decimal,
    canonical_instant,
    read_date,
    read_decimal,
    read_duration,
    read_fraction,
    read_instant,
    read_time,
    write_decimal,
    write_duration,
    write_instant,
    write_time,
    write_zone,
)
from .problems import Mismatch, UnstorableValueError


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
        write_decimal,
        read_decimal,
        canonical_decimal,
    ),
    Fraction: _scalar(
        "fraction",
        "a fraction as text such as '3/2'",
        str,
        read_fraction,
    ),
    date: _scalar(
        "date",
        "a date such as '2026-03-01'",
        date.isoformat,
        read_date,
    ),
    datetime: _scalar(
        "datetime",
        "a datetime with zone such as '2026-03-01T09:30:00+00:00'",
        write_instant,
        read_instant,
        canonical_instant,
    ),
    time: _scalar(
        "time",
        "a time of day such as '09:30'",
        write_time,
        read_time,
    ),
    timedelta: _scalar("duration", "a duration such as 'P2DT5400S'", write_duration, read_duration),
    Currency: _scalar(
        "currency_code",
        "a currency code such as 'EUR'",
        lambda value: currency_of(value.code).code,
        currency_of,
    ),
    ZoneInfo: _scalar("zone", "a time zone such as 'Europe/Berlin'", write_zone, ZoneInfo),
}
"""Every simple type that is written as text, by exact type."""

TAGS: Mapping[str, type] = {scalar.tag: kind for kind, scalar in SCALARS.items()}


def scalar_codec(scalar: Scalar, kind: type, *, canonical: bool) -> Codec:
    """Make the codec of one simple type; a reader takes its text with or without the tag."""
    text_of = scalar.canonical if canonical else scalar.write

    def write(value: object) -> str:
        if type(value) is not kind:
            raise UnstorableValueError.instead_of(kind.__name__, value)
        return text_of(value)

    def read(data: object, _kind: object) -> object:
        if is_object(data) and data.keys() == {scalar.tag}:
            data = data[scalar.tag]
        return scalar.parse(data)

    return Codec(write, read, lambda value: {scalar.tag: write(value)})
