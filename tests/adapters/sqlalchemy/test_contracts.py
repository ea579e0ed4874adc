"""PostgreSQL and SQLite keep every contract, awaited or not."""

from __future__ import annotations

import pytest

from xbcommerce.testing.contracts import DocumentsContract, EventLogContract, OutboxContract

from .databases import OnAsyncPostgres, OnAsyncSqlite, OnPostgres, OnSqlite


class TestSqliteEventLog(OnSqlite, EventLogContract):
    """Events in a file."""


class TestSqliteDocuments(OnSqlite, DocumentsContract):
    """Documents in a file."""


class TestSqliteOutbox(OnSqlite, OutboxContract):
    """Effects in a file."""


class TestAsyncSqliteEventLog(OnAsyncSqlite, EventLogContract):
    """Events in a file, awaited."""


class TestAsyncSqliteDocuments(OnAsyncSqlite, DocumentsContract):
    """Documents in a file, awaited."""


class TestAsyncSqliteOutbox(OnAsyncSqlite, OutboxContract):
    """Effects in a file, awaited."""


@pytest.mark.postgres
class TestPostgresEventLog(OnPostgres, EventLogContract):
    """Events on a server."""


@pytest.mark.postgres
class TestPostgresDocuments(OnPostgres, DocumentsContract):
    """Documents on a server."""


@pytest.mark.postgres
class TestPostgresOutbox(OnPostgres, OutboxContract):
    """Effects on a server."""


@pytest.mark.postgres
class TestAsyncPostgresEventLog(OnAsyncPostgres, EventLogContract):
    """Events on a server, awaited."""


@pytest.mark.postgres
class TestAsyncPostgresDocuments(OnAsyncPostgres, DocumentsContract):
    """Documents on a server, awaited."""


@pytest.mark.postgres
class TestAsyncPostgresOutbox(OnAsyncPostgres, OutboxContract):
    """Effects on a server, awaited."""
