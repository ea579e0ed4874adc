"""A set of dated records that answers what held on a day, as known on a day.

The set never changes; a host lays its own records over the packaged ones and gets a new set, with its own
digest. A decision that keeps the digest can be replayed to the same bytes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cached_property
from typing import Any, Generic, TypeVar

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError

from .answer import Answer, NoRule
from .diff import AnswerChange, RecordChange, answer_changes, record_changes
from .history import Span, Track
from .lint import Finding, findings
from .record import Dated, by_key
from .validity import calendar_day, day_field

T = TypeVar("T")
View = TypeVar("View")

_SHOWN_MAX = 8
"""Records that a set writes out when it is printed."""
_LAST = "\U0010ffff"
"""The character that no key's next one comes after."""


class RecordConflictError(InvalidValueError):
    """Records that cannot stand in one rule set: ids twice, or supersession across keys or in a circle."""

    code = "record_conflict"


class Precedence(Enum):
    """What an overlay's records displace."""

    RECORD = "record"
    """A record of the same id; all others join, and supersede what they say they supersede."""
    KEY = "key"
    """The whole series of every key that the overlay has a record of."""


def _in_order(records: Iterable[Dated[T]]) -> tuple[Dated[T], ...]:
    return tuple(sorted(records, key=lambda record: (record.key, record.id)))


def _consistent(_instance: object, _attribute: object, records: Sequence[Dated[Any]]) -> None:
    by_id: dict[str, Dated[Any]] = {}
    for record in records:
        if record.id in by_id:
            msg = f"two records have the id {record.id!r} (keys {by_id[record.id].key!r} and {record.key!r})"
            raise RecordConflictError(msg)
        by_id[record.id] = record
    for record in records:
        older = by_id.get(record.supersedes) if record.supersedes is not None else None
        if older is not None and older.key != record.key:
            msg = f"{record.id!r} ({record.key!r}) supersedes {older.id!r} of another key ({older.key!r})"
            raise RecordConflictError(msg)
    _refuse_circles(by_id)


def _refuse_circles(by_id: Mapping[str, Dated[Any]]) -> None:
    clear: set[str] = set()
    for first in by_id:
        path: dict[str, None] = {}
        step: str | None = first
        while step is not None and step in by_id and step not in clear:
            if step in path:
                msg = f"records supersede each other in a circle: {', '.join(path)}"
                raise RecordConflictError(msg)
            path[step] = None
            step = by_id[step].supersedes
        clear.update(path)


def _in_short(records: Sequence[Dated[Any]]) -> str:
    """Write records out where somebody would read them, and count them where nobody would."""
    return repr(records) if len(records) <= _SHOWN_MAX else f"<{len(records)} records>"


@frozen
class RuleSet(Generic[T]):
    """Records of one kind of fact, kept in the order of key and id whatever order they came in.

    Attributes:
        records: All of them, superseded ones too.
        issued: The day for which the set was put together; what was known then is what it answers by
            default. Never the clock.

    Raises:
        RecordConflictError: An id twice, or supersession across keys or in a circle.

    Example:
        >>> from datetime import date
        >>> from xbcommerce.kernel.dated import Dated, RuleSet, Source, Validity
        >>> law = Source("Finance Act", tier="A")
        >>> rules = RuleSet([
        ...     Dated("old", "vat", "19 %", Validity(None, date(2020, 7, 1)), date(2019, 1, 1), law),
        ...     Dated("cut", "vat", "16 %", Validity.from_inclusive(date(2020, 7, 1), date(2020, 12, 31)),
        ...           date(2020, 6, 5), law),
        ... ], issued=date(2020, 12, 1))
        >>> rules.as_of("vat", date(2020, 8, 1)).value
        '16 %'
        >>> print(rules.as_of("vat", date(2020, 8, 1), known=date(2020, 1, 1)))
        no rule is known for vat on Aug 1, 2020, as known on Jan 1, 2020
    """

    records: tuple[Dated[T], ...] = field(converter=_in_order, validator=_consistent, repr=_in_short)
    issued: date = field(validator=day_field)

    @cached_property
    def _tracks(self) -> Mapping[str, Track[T]]:
        return {key: Track[T].of(records, self.issued) for key, records in by_key(self.records).items()}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every key of the set, sorted."""
        return tuple(self._tracks)

    def keys_under(self, prefix: str) -> tuple[str, ...]:
        """Return the keys that begin with ``prefix``, sorted, e.g. all of ``"threshold/EU/"``."""
        first = bisect_left(self.keys, prefix)
        last = bisect_left(self.keys, prefix + _LAST, first)
        return self.keys[first:last]

    @cached_property
    def _views(self) -> dict[object, Any]:
        return {}

    def view(self, build: Callable[[RuleSet[T]], View]) -> View:
        """Return what ``build`` makes of the set; it is made once for each set and goes when the set goes.

        Args:
            build: A function of the set alone, known by its name in a module, e.g. one that sorts the rates
                of a tariff by code.
        """
        if build not in self._views:
            self._views[build] = build(self)
        made: View = self._views[build]
        return made

    def records_of(self, key: str) -> tuple[Dated[T], ...]:
        """Return all records of a key, by id."""
        track = self._tracks.get(key)
        return () if track is None else track.records

    def as_of(self, key: str, on: date, known: date | None = None) -> Answer[T]:
        """Say what held for ``key`` on a day, as known on a day.

        Args:
            key: Of which series.
            on: The day asked about, a calendar day of the jurisdiction.
            known: Records recorded up to and on this day are taken into account; None is ``issued``.

        Raises:
            NotADayError: ``on`` or ``known`` is an instant; see `local_date`.
        """
        if isinstance(on, datetime) or isinstance(known, datetime):
            calendar_day(on, "on")
            calendar_day(known or on, "known")
        track = self._tracks.get(key)
        if track is not None:
            line = track.line(known)
            answer = line.answers[bisect_right(line.starts, on)]
            if answer is not None:
                return answer
        return NoRule(key, on, known or self.issued)

    def history(self, key: str, known: date | None = None) -> tuple[Span[T], ...]:
        """Return the spans of days with one answer each, in order, as known on a day."""
        track = self._tracks.get(key)
        return () if track is None else tuple(track.line(known).spans())

    def overlay(self, other: RuleSet[T], *, precedence: Precedence = Precedence.RECORD) -> RuleSet[T]:
        """Lay ``other`` over this set: its records win, the later day of issue counts.

        Args:
            other: The set on top, e.g. a host's own.
            precedence: What its records displace.

        Raises:
            RecordConflictError: An id that names records of different keys in the two sets.
        """
        if precedence is Precedence.KEY:
            displaced = set(other.keys)
            kept = [record for record in self.records if record.key not in displaced]
        else:
            above = {record.id: record.key for record in other.records}
            kept = [record for record in self.records if above.get(record.id) != record.key]
        return RuleSet[T]([*kept, *other.records], max(self.issued, other.issued))

    def lint(self, on: date | None = None) -> tuple[Finding, ...]:
        """Return everything suspect in the set as of a day, by default ``issued``; see `Finding`."""
        return findings(self.records, self.issued if on is None else calendar_day(on, "on"))

    def diff(self, other: RuleSet[T]) -> tuple[RecordChange[T], ...]:
        """Return the records that ``other`` adds, drops or states differently, by key and id."""
        return record_changes(self.records, other.records)

    def changes(
        self, before: date, after: date, *, known: date | None = None, keys: Iterable[str] | None = None
    ) -> tuple[AnswerChange[T], ...]:
        """Return the keys whose answer on ``after`` is another than on ``before``.

        Args:
            before: One day.
            after: The other day.
            known: As in `as_of`.
            keys: Which keys matter, e.g. those of a shop's own catalogue; default all.
        """
        wanted = self.keys if keys is None else tuple(keys)
        pairs = ((self.as_of(key, before, known), self.as_of(key, after, known)) for key in wanted)
        return answer_changes(wanted, pairs)

    def canonical_json(self) -> str:
        """Write the set as JSON that is the same for equal sets, byte for byte.

        Read it with `xbcommerce.kernel.codec.from_json` as ``RuleSet[Decimal]`` or what the values are.
        """
        from xbcommerce.kernel.codec import canonical_json

        return canonical_json(self)

    @cached_property
    def digest(self) -> str:
        """The sha256 of `canonical_json`, in hexadecimal: the name of exactly these rules."""
        from hashlib import sha256

        return sha256(self.canonical_json().encode()).hexdigest()
