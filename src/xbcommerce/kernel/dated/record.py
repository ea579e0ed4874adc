"""One dated fact: what holds, when, since when we know it, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Generic, TypeVar

import attrs
from attrs import Attribute, field, frozen
from attrs.validators import optional

from xbcommerce.kernel.errors import InvalidValueError

from .source import Source
from .validity import ALWAYS, Validity, day_field

T = TypeVar("T")


class Status(Enum):
    """What kind of fact a record is."""

    ENACTED = "enacted"
    """It is the rule."""
    ANNOUNCED = "announced"
    """Somebody said that it will be the rule; it never answers as one."""
    VOID = "void"
    """The rule was struck down: neither zero nor absent."""
    ESTIMATED = "estimated"
    """Our best guess of the rule, used until the true one is known."""


def _named(_instance: object, attribute: Attribute[str], value: str) -> None:
    if not value or value != value.strip():
        msg = f"{attribute.name}={value!r}: expected a name without outer spaces"
        raise InvalidValueError(msg)


@frozen
class Dated(Generic[T]):
    """A record; it is never changed, only superseded by a later one.

    Attributes:
        id: Unique in its rule set, e.g. ``"de-vat-2020-07"``.
        key: What it is about; records of one key form a series, e.g. ``"vat/DE/standard"``.
        value: The fact itself, any hashable value. Of a void record: what was struck down.
        validity: The days for which it states the fact.
        recorded_on: The day from which we knew it.
        source: Who says so; None is allowed and reported by `lint`.
        status: See `Status`.
        supersedes: The id of the record that this one replaces, whole.
        from_date: Replace it only from this day on; before, the old record stands and this one is silent.
        review_by: The last day on which it may be used without being looked at again.

    Raises:
        InvalidValueError: An empty id or key, a record that supersedes itself, a ``from_date`` without
            ``supersedes`` or at or after the end of ``validity``.
        NotADayError: A day that is an instant.
    """

    id: str = field(validator=_named)
    key: str = field(validator=_named)
    value: T
    validity: Validity
    recorded_on: date = field(validator=day_field)
    source: Source | None
    status: Status = Status.ENACTED
    supersedes: str | None = None
    from_date: date | None = field(default=None, validator=optional(day_field))
    review_by: date | None = field(default=None, validator=optional(day_field))

    def __attrs_post_init__(self) -> None:
        if self.supersedes == self.id:
            msg = f"record {self.id!r} supersedes itself"
            raise InvalidValueError(msg)
        if self.from_date is None:
            return
        if self.supersedes is None:
            msg = f"record {self.id!r} has from_date={self.from_date} but supersedes nothing"
            raise InvalidValueError(msg)
        if self.validity.end is not None and self.from_date >= self.validity.end:
            msg = f"record {self.id!r} takes over on {self.from_date}, after its own end {self.validity.end}"
            raise InvalidValueError(msg)

    @property
    def in_force(self) -> Validity:
        """The days for which this record speaks: its validity, from ``from_date`` on."""
        if self.from_date is None:
            return self.validity
        return self.validity.intersection(Validity(self.from_date, None)) or self.validity

    def voided(
        self, record_id: str, *, recorded_on: date, source: Source | None, from_date: date | None = None
    ) -> Dated[T]:
        """Make the record that strikes this one down, for the same days.

        Args:
            record_id: Id of the new record.
            recorded_on: The day we learnt of it.
            source: Who says so.
            from_date: Strike it down only from this day on.
        """
        return attrs.evolve(
            self,
            id=record_id,
            recorded_on=recorded_on,
            source=source,
            status=Status.VOID,
            supersedes=self.id,
            from_date=from_date,
            review_by=None,
        )

    def __str__(self) -> str:
        status = "" if self.status is Status.ENACTED else f" [{self.status.value}]"
        when = "" if self.validity == ALWAYS else f", {self.validity}"
        return f"{self.id}: {self.key} = {self.value}{when}{status}"


def by_key(records: Iterable[Dated[T]]) -> dict[str, list[Dated[T]]]:
    """Return the series of each key, keys and records in the order they come."""
    series: dict[str, list[Dated[T]]] = {}
    for record in records:
        series.setdefault(record.key, []).append(record)
    return series
