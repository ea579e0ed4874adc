"""The store for asyncio: the same operations, carried by an asynchronous driver."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import Self, TypeVar

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from xbcommerce.kernel.ports import StorageError

from .async_methods import AsyncStoreMethods
from .engine import async_engine, layout_of
from .failures import explained
from .joined import AsyncJoinedStore
from .layout import Layout
from .methods import Operations
from .opening import prepare
from .operation import Operation
from .transaction import AUTOCOMMIT, StaleConnectionError, read, write

T = TypeVar("T")


class AsyncSqlAlchemyStore(AsyncStoreMethods):
    """What `SqlAlchemyStore` is, awaited; it belongs to one event loop.

    Example:
        >>> import asyncio
        >>> from tempfile import TemporaryDirectory
        >>> from xbcommerce.adapters.sqlalchemy import AsyncSqlAlchemyStore
        >>> async def plan(folder):
        ...     async with AsyncSqlAlchemyStore(f"sqlite:///{folder}/shop.db") as store:
        ...         return await store.put("plan", '{"quantity": 40}', expected_version=0)
        >>> with TemporaryDirectory() as folder:
        ...     asyncio.run(plan(folder))
        Document(key='plan', version=1, body='{"quantity": 40}')
    """

    def __init__(
        self,
        url_or_engine: str | URL | AsyncEngine,
        *,
        prefix: str = "xbcommerce_",
        schema: str | None = None,
        wait_s: float = 10.0,
    ) -> None:
        """Name the database; nothing is connected before `open`, or ``async with``.

        Args:
            url_or_engine: As for `SqlAlchemyStore`; ``sqlite:`` means ``sqlite+aiosqlite:``.
            prefix: As for `SqlAlchemyStore`.
            schema: As for `SqlAlchemyStore`.
            wait_s: As for `SqlAlchemyStore`.

        Raises:
            BadUrlError: The address cannot be read, or its database or driver is not there.
            NoFileError: It names an SQLite file that cannot be made.
        """
        self._given = isinstance(url_or_engine, AsyncEngine)
        self._engine: AsyncEngine = (
            url_or_engine if isinstance(url_or_engine, AsyncEngine) else async_engine(url_or_engine, wait_s)
        )
        self._layout: Layout = layout_of(
            self._engine.sync_engine, prefix=prefix, schema=schema, wait_s=wait_s
        )
        self._autocommitting = self._engine.execution_options(**AUTOCOMMIT) if self._given else self._engine
        self._does = Operations(self._layout)
        self._open = False

    async def open(self) -> Self:
        """Connect, create the tables if there are none, and bring them to the newest version.

        Raises:
            StorageError: As `SqlAlchemyStore` does on opening.
        """
        self._open = True
        try:
            self._layout = await self._run(lambda it: prepare(it, self._layout, whole_file=not self._given))
        except BaseException:
            await self.close()
            raise
        self._does = Operations(self._layout)
        return self

    def on(self, connection: AsyncConnection) -> AsyncJoinedStore:
        """Return this store within the transaction of a connection of the host; see `SqlAlchemyStore.on`."""
        return AsyncJoinedStore(connection, self._does)

    async def close(self) -> None:
        """Close the connections, if the store made them; closing twice is no mistake."""
        self._open = False
        if not self._given:
            await self._engine.dispose()

    async def __aenter__(self) -> Self:
        return await self.open()

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _read(self, operation: Operation[T]) -> T:
        return await self._run(lambda connection: read(connection, operation, self._layout))

    async def _write(self, operation: Operation[T], *, ordered: bool = False) -> T:
        return await self._run(lambda connection: write(connection, operation, self._layout, ordered=ordered))

    async def _run(self, work: Operation[T]) -> T:
        try:
            return await self._once(work)
        except StaleConnectionError:  # the pool has noticed, and gives another connection
            return await self._once(work)

    async def _once(self, work: Operation[T]) -> T:
        if not self._open:
            msg = f"{self._layout.where}: the store is closed; open it, or use `async with`"
            raise StorageError(msg)
        async with AsyncExitStack() as stack:
            try:
                connection = await stack.enter_async_context(self._autocommitting.connect())
            except SQLAlchemyError as error:
                raise explained(error, self._layout) from error
            return await connection.run_sync(work)
