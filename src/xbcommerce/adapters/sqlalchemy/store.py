"""The store: one engine, one short transaction a write."""

from __future__ import annotations

from typing import Self, TypeVar

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from xbcommerce.kernel.ports import StorageError

from .engine import layout_of, sync_engine
from .failures import explained
from .joined import JoinedStore
from .layout import Layout
from .methods import Operations, StoreMethods
from .opening import prepare
from .operation import Operation
from .transaction import AUTOCOMMIT, StaleConnectionError, read, write

T = TypeVar("T")


class SqlAlchemyStore(StoreMethods):
    """Event log, documents and outbox in PostgreSQL or SQLite; see `Store` for what the methods promise.

    Threads may share a store; a forked process opens its own.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from xbcommerce.adapters.sqlalchemy import SqlAlchemyStore
        >>> with TemporaryDirectory() as folder, SqlAlchemyStore(f"sqlite:///{folder}/shop.db") as store:
        ...     store.put("plan", '{"quantity": 40}', expected_version=0)
        Document(key='plan', version=1, body='{"quantity": 40}')
    """

    def __init__(
        self,
        url_or_engine: str | URL | Engine,
        *,
        prefix: str = "xbcommerce_",
        schema: str | None = None,
        wait_s: float = 10.0,
    ) -> None:
        """Connect, create the tables if there are none, and bring them to the newest version.

        Args:
            url_or_engine: Such as ``postgresql://user:password@host/database`` or ``sqlite:///file.db``; or
                the engine that the host has, which is used and never changed.
            prefix: What the names of all tables begin with.
            schema: The PostgreSQL schema of the tables, created if need be; by default the first of the
                user's search path.
            wait_s: How many seconds to wait while others write. Of a host's engine for SQLite, the engine's
                own ``timeout`` counts.

        Raises:
            BadUrlError: The address cannot be read, or its database or driver is not there.
            NoFileError: It names an SQLite file that cannot be made.
            UnreachableStoreError: No server answers there, or it lets nobody in by that name and password.
            ForeignDatabaseError: Tables of those names exist that are not ours.
            NewerStoreError: The store was written by a newer version of this library.
            ReadOnlyStoreError: Tables would have to be made, and this user may not.
            LockedStoreError: Others were writing for longer than ``wait_s``.
        """
        given = isinstance(url_or_engine, Engine)
        engine = url_or_engine if isinstance(url_or_engine, Engine) else sync_engine(url_or_engine, wait_s)
        self._mine = None if given else engine
        self._engine: Engine | None = engine.execution_options(**AUTOCOMMIT) if given else engine
        self._layout: Layout = layout_of(engine, prefix=prefix, schema=schema, wait_s=wait_s)
        try:
            self._layout = self._run(lambda it: prepare(it, self._layout, whole_file=not given))
        except BaseException:
            self.close()
            raise
        self._does = Operations(self._layout)

    def on(self, connection: Connection) -> JoinedStore:
        """Return this store within the transaction of a connection of the host.

        What it writes is stored when the host commits and gone when the host rolls back, together with what
        the host writes itself.

        Args:
            connection: Of an engine for the same database, not in autocommit mode.

        Raises:
            InvalidValueError: The connection commits every statement by itself.
        """
        return JoinedStore(connection, self._does)

    def close(self) -> None:
        """Close the connections, if the store made them; closing twice is no mistake."""
        self._engine = None
        if self._mine is not None:
            self._mine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self, operation: Operation[T]) -> T:
        return self._run(lambda connection: read(connection, operation, self._layout))

    def _write(self, operation: Operation[T], *, ordered: bool = False) -> T:
        return self._run(lambda connection: write(connection, operation, self._layout, ordered=ordered))

    def _run(self, work: Operation[T]) -> T:
        try:
            return self._once(work)
        except StaleConnectionError:  # the pool has noticed, and gives another connection
            return self._once(work)

    def _once(self, work: Operation[T]) -> T:
        engine = self._engine
        if engine is None:
            msg = f"{self._layout.where}: the store is closed; open it again"
            raise StorageError(msg)
        try:
            connection = engine.connect()
        except SQLAlchemyError as error:
            raise explained(error, self._layout) from error
        with connection:
            return work(connection)
