"""Event log, documents and outbox in PostgreSQL or SQLite, through SQLAlchemy 2: sync, async, or on your own.

One call opens, creates and upgrades the tables. A write is stored wholly or not at all, and once it returns
it is as durable as the database makes a commit. Any number of processes and threads may write; writers to one
stream are told of each other, and positions rise in the order in which events can be seen.

    SqlAlchemyStore(url)            connections of its own; for PostgreSQL install the extra ``postgres``
    SqlAlchemyStore(engine)         the engine that you have
    store.on(connection)            your transaction: what you write and what the store writes commit together
    AsyncSqlAlchemyStore(url)       the same for asyncio

Example:
    >>> from tempfile import TemporaryDirectory
    >>> from sqlalchemy import create_engine
    >>> from xbcommerce.adapters.sqlalchemy import SqlAlchemyStore
    >>> with TemporaryDirectory() as folder:
    ...     engine = create_engine(f"sqlite:///{folder}/shop.db")
    ...     store = SqlAlchemyStore(engine, prefix="shop_")
    ...     with engine.begin() as connection:  # your transaction
    ...         document = store.on(connection).put("plan", "{}", expected_version=0)
    ...     store.keys()
    ...     engine.dispose()
    ('plan',)
"""

from .async_store import AsyncSqlAlchemyStore
from .joined import AsyncJoinedStore, JoinedStore
from .store import SqlAlchemyStore

__all__ = ["AsyncJoinedStore", "AsyncSqlAlchemyStore", "JoinedStore", "SqlAlchemyStore"]
