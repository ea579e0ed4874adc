"""The ports over Django's ORM, for SQLite and PostgreSQL.

Inside ``transaction.atomic()`` of the host, what is written here is part of the host's transaction: an order
and the events about it are stored together, or neither.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F, Max, Q, QuerySet

from xbcommerce.adapters.effects import Claim, distinct
from xbcommerce.kernel.errors import aware, whole
from xbcommerce.kernel.ports import (
    Document,
    EffectConflictError,
    NewEffect,
    NewEvent,
    PendingEffect,
    StorageError,
    StoredEvent,
    UnknownEffectError,
    VersionConflictError,
    checked_name,
    checked_text,
    may_exist,
)

from .models import DocumentRow, EffectRow, EventRow

LARGEST = 2**63 - 1  # what a database takes for a number
TRIES = 3  # of a write that collided with another; by then the other can be seen


class DjangoStore:
    """Events, documents and effects in the host's own database; stateless, make one wherever you need it."""

    def append(self, stream: str, events: Sequence[NewEvent], *, expected_version: int) -> int:
        """Store all of the events or none."""
        return self.record(stream, events, (), expected_version=expected_version)

    def record(
        self,
        stream: str,
        events: Sequence[NewEvent],
        effects: Sequence[NewEffect],
        *,
        expected_version: int,
    ) -> int:
        """Store all of the events and effects, or nothing."""
        checked_name(stream, "stream")
        whole(expected_version, "expected_version")
        with _explained():
            for _ in range(TRIES - 1):
                with suppress(IntegrityError), transaction.atomic():
                    return _record(stream, list(events), effects, expected_version)
            with transaction.atomic():
                return _record(stream, list(events), effects, expected_version)

    def read(self, stream: str, *, after: int = 0) -> tuple[StoredEvent, ...]:
        """Return the events behind version ``after``, in order."""
        whole(after, "after")
        if not may_exist(stream):
            return ()
        rows = EventRow.objects.filter(stream=stream, version__gt=after).order_by("version")
        fields = ("stream", "version", "kind", "data", "at", "position")
        with _explained():
            return tuple(StoredEvent(*row) for row in rows.values_list(*fields))

    def streams(self, prefix: str = "") -> tuple[str, ...]:
        """Return the names of all streams that begin with ``prefix``, sorted."""
        rows = EventRow.objects.filter(stream__startswith=prefix).values_list("stream", flat=True)
        return _exactly(prefix, rows.distinct())

    def get(self, key: str) -> Document | None:
        """Return the document as last written, or None."""
        if not may_exist(key):
            return None
        with _explained():
            row = DocumentRow.objects.filter(key=key).values_list("key", "version", "body").first()
        return Document(*row) if row else None

    def put(self, key: str, body: str, *, expected_version: int) -> Document:
        """Write a document if it is still at the version last seen."""
        document = Document(key, whole(expected_version, "expected_version") + 1, body)
        with _explained():
            if not _put(document, expected_version):
                found = self.get(key)
                raise VersionConflictError(key, expected_version, found.version if found else 0)
        return document

    def keys(self, prefix: str = "") -> tuple[str, ...]:
        """Return the keys of all documents that begin with ``prefix``, sorted."""
        rows = DocumentRow.objects.filter(key__startswith=prefix).values_list("key", flat=True)
        return _exactly(prefix, rows)

    def claim(self, *, at: datetime, until: datetime, limit: int = 100) -> tuple[PendingEffect, ...]:
        """Take effects that are due; others skip what is being claimed."""
        Claim.of(at, until, limit)  # checks them
        free = Q(claimed_until=None) | Q(claimed_until__lte=at)
        due = EffectRow.objects.select_for_update(skip_locked=True).filter(
            free, delivered_at=None, parked=False, due_at__lte=at
        )
        with _explained(), transaction.atomic():
            taken = _pending(due.order_by("position")[: min(limit, LARGEST)])
            EffectRow.objects.filter(position__in=[each.position for each in taken]).update(
                claimed_until=until
            )
        return taken

    def delivered(self, key: str, *, at: datetime) -> None:
        """Report an effect as carried out."""
        _report(key, delivered_at=aware(at, "at"), claimed_until=None)

    def failed(self, key: str, error: str, *, retry_at: datetime) -> None:
        """Report an attempt as failed."""
        checked_text(error, "error")
        again = aware(retry_at, "retry_at")
        _report(key, attempts=F("attempts") + 1, last_error=error, due_at=again, claimed_until=None)

    def park(self, key: str, error: str) -> None:
        """Report an effect as poison."""
        checked_text(error, "error")
        _report(key, attempts=F("attempts") + 1, last_error=error, parked=True, claimed_until=None)

    def retry(self, key: str, *, due_at: datetime) -> None:
        """Take an effect up again."""
        _report(key, attempts=0, parked=False, due_at=aware(due_at, "due_at"), claimed_until=None)

    def pending(self, *, parked: bool | None = None) -> tuple[PendingEffect, ...]:
        """Return the effects that are not delivered, in order."""
        rows = EffectRow.objects.filter(delivered_at=None).order_by("position")
        with _explained():
            return _pending(rows if parked is None else rows.filter(parked=parked))


def _record(
    stream: str, events: Sequence[NewEvent], effects: Sequence[NewEffect], expected_version: int
) -> int:
    actual = EventRow.objects.filter(stream=stream).aggregate(last=Max("version"))["last"] or 0
    if actual != expected_version:
        raise VersionConflictError(stream, expected_version, actual)
    EventRow.objects.bulk_create(
        EventRow(stream=stream, version=version, kind=event.kind, data=event.data, at=event.at)
        for version, event in enumerate(events, start=expected_version + 1)
    )
    for effect in distinct(effects):
        row, made = EffectRow.objects.get_or_create(
            key=effect.key,
            defaults={"stream": stream, "kind": effect.kind, "data": effect.data, "due_at": effect.due_at},
        )
        if not made and (row.stream, row.kind, row.data) != (stream, effect.kind, effect.data):
            raise EffectConflictError(effect.key)
    return expected_version + len(events)


def _put(document: Document, expected_version: int) -> bool:
    """Write where the version is still the one seen: one statement, so nobody comes between."""
    if expected_version:
        rows = DocumentRow.objects.filter(key=document.key, version=expected_version)
        return bool(rows.update(version=document.version, body=document.body))
    try:
        with transaction.atomic():
            DocumentRow.objects.create(key=document.key, version=document.version, body=document.body)
    except IntegrityError:
        return False
    return True


def _report(key: str, **changes: object) -> None:
    with _explained():
        rows = EffectRow.objects.filter(key=key) if may_exist(key) else EffectRow.objects.none()
        if not rows.filter(delivered_at=None).update(**changes) and not rows.exists():
            raise UnknownEffectError(key)


def _pending(rows: QuerySet[EffectRow]) -> tuple[PendingEffect, ...]:
    fields = ("key", "stream", "kind", "data", "due_at", "attempts", "last_error", "position", "parked")
    return tuple(PendingEffect(*row) for row in rows.values_list(*fields))


def _exactly(prefix: str, names: Iterable[str]) -> tuple[str, ...]:
    """Sort by code point, and drop what a database found that ignores case."""
    if not may_exist(prefix):
        return ()
    with _explained():
        return tuple(sorted(name for name in names if name.startswith(prefix)))


@contextmanager
def _explained() -> Generator[None]:
    """Say in the library's words that the database could not."""
    try:
        yield
    except DatabaseError as error:
        msg = f"the database of the shop: {error}"
        raise StorageError(msg) from error
