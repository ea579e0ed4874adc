"""The outbox: its SQL and what is decided around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Connection,
    Executable,
    Text,
    bindparam,
    column,
    false,
    null,
    or_,
    select,
    table,
    true,
    update,
)

from xbcommerce.adapters.effects import COLUMNS, Claim, distinct, is_known, microseconds, pending_effect
from xbcommerce.adapters.sqlite.file import LARGEST
from xbcommerce.kernel.ports import (
    NewEffect,
    NewEvent,
    PendingEffect,
    UnknownEffectError,
    checked_text,
    may_exist,
)

from .driver import Parameters
from .events import Events
from .layout import Layout
from .operation import Operation, text, whole_number
from .rows import Insertion

_CONTENT = ("key", "stream", "kind", "data")
_NEW = {"key": "TEXT", "stream": "TEXT", "kind": "TEXT", "data": "TEXT", "due_us": "BIGINT"}


class Effects:
    """Operations on the outbox of one store."""

    def __init__(self, layout: Layout, events: Events) -> None:
        self._events = events
        numbers = ("due_us", "attempts", "position", "claimed_until_us", "delivered_us")
        effect = table(
            layout.named("effect"),
            *(column(name, Text()) for name in (*_CONTENT, "last_error")),
            *(column(name, BigInteger()) for name in numbers),
            column("parked", Boolean()),
            schema=layout.schema,
        )
        c = effect.c
        waiting = c.delivered_us.is_(None)
        shown = [c[name] for name in COLUMNS]
        self._new = Insertion.of(layout, "effect", _NEW)
        self._content = select(c.key, c.stream, c.kind, c.data).where(
            c.key.in_(bindparam("keys", expanding=True, type_=Text()))
        )
        pending = select(*shown).where(waiting).order_by(c.position)
        self._pending: Mapping[bool | None, Executable] = {
            None: pending,
            True: pending.where(c.parked),
            False: pending.where(~c.parked),
        }
        due = (
            select(c.position)
            .where(waiting, ~c.parked, c.due_us <= whole_number("now"))
            .where(or_(c.claimed_until_us.is_(None), c.claimed_until_us <= whole_number("now")))
            .order_by(c.position)
            .limit(whole_number("most"))
            .with_for_update(skip_locked=True)  # PostgreSQL: claimers at once share the work
            .cte("due")
        )
        self._claim: Executable = (
            update(effect)
            .where(c.position.in_(select(due.c.position)))
            .values(claimed_until_us=whole_number("until"))
            .returning(*shown)
        )
        reported = update(effect).where(c.key == text("its_key"), waiting).values(claimed_until_us=null())
        failed = reported.values(attempts=c.attempts + 1, last_error=text("error"))
        self._deliver = reported.values(delivered_us=whole_number("now"))
        self._fail = failed.values(due_us=whole_number("due"))
        self._park = failed.values(parked=true())
        self._retry = reported.values(attempts=0, parked=false(), due_us=whole_number("due"))

    def record(
        self,
        stream: str,
        events: Sequence[NewEvent],
        effects: Sequence[NewEffect],
        *,
        expected_version: int,
    ) -> Operation[int]:
        """Insert all of the events and effects or nothing; the transaction must give positions in turn."""
        append = self._events.append(stream, events, expected_version=expected_version)
        kept = tuple(effects)

        def run(connection: Connection) -> int:
            if not kept:
                return append(connection)
            self._events.check(connection, stream, expected_version)
            new = self._unknown(connection, kept, stream)
            version = append(connection)
            self._new.insert(connection, [_row(stream, effect) for effect in new])
            return version

        return run

    def _unknown(self, connection: Connection, effects: Sequence[NewEffect], stream: str) -> list[NewEffect]:
        """Return what is not recorded yet, once each.

        Raises:
            EffectConflictError: A key stands for another effect.
        """
        wanted = distinct(effects)
        found = connection.execute(self._content, {"keys": [effect.key for effect in wanted]})
        known = {row[0]: tuple(row)[1:] for row in found}
        return [effect for effect in wanted if not is_known(stream, effect, known.get(effect.key))]

    def claim(
        self, *, at: datetime, until: datetime, limit: int = 100
    ) -> Operation[tuple[PendingEffect, ...]]:
        """Take what is due in one statement."""
        claim = Claim.of(at, until, limit)
        parameters = {"now": claim.at_us, "until": claim.until_us, "most": min(claim.limit, LARGEST)}

        def run(connection: Connection) -> tuple[PendingEffect, ...]:
            claimed = map(pending_effect, connection.execute(self._claim, parameters))
            return tuple(sorted(claimed, key=lambda effect: effect.position))

        return run

    def delivered(self, key: str, *, at: datetime) -> Operation[None]:
        """Report success."""
        return self._report(self._deliver, key, now=microseconds(at))

    def failed(self, key: str, error: str, *, retry_at: datetime) -> Operation[None]:
        """Report a failure."""
        return self._report(self._fail, key, error=checked_text(error, "error"), due=microseconds(retry_at))

    def park(self, key: str, error: str) -> Operation[None]:
        """Report a failure for good."""
        return self._report(self._park, key, error=checked_text(error, "error"))

    def retry(self, key: str, *, due_at: datetime) -> Operation[None]:
        """Start anew."""
        return self._report(self._retry, key, due=microseconds(due_at))

    def _report(self, statement: Executable, key: str, **values: str | int) -> Operation[None]:
        def run(connection: Connection) -> None:
            if may_exist(key):
                if connection.execute(statement, {"its_key": key, **values}).rowcount == 1:
                    return
                if connection.execute(self._content, {"keys": [key]}).first():
                    return  # delivered already: a late report changes nothing
            raise UnknownEffectError(key)

        return run

    def pending(self, *, parked: bool | None = None) -> Operation[tuple[PendingEffect, ...]]:
        """Select what is not delivered."""

        def run(connection: Connection) -> tuple[PendingEffect, ...]:
            return tuple(map(pending_effect, connection.execute(self._pending[parked])))

        return run


def _row(stream: str, effect: NewEffect) -> Parameters:
    return (effect.key, stream, effect.kind, effect.data, microseconds(effect.due_at))
