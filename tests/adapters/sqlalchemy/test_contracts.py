"""PostgreSQL and SQLite keep every contract, awaited or not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from xbcommerce.adapters.journal import EventJournal
from xbcommerce.adapters.rule_sets import DocumentRuleSets
from xbcommerce.adapters.stock_journal import EventStockJournal
from xbcommerce.kernel.dated import RuleSet
from xbcommerce.testing.contracts import (
    DocumentsContract,
    EventLogContract,
    JournalContract,
    OutboxContract,
    RuleSetsContract,
    StockJournalContract,
)

from .databases import OnAsyncPostgres, OnAsyncSqlite, OnPostgres, OnSqlite


class _Books:
    """Books over the events of a store."""

    def wrapped(self, store: Any) -> Any:  # noqa: ANN401 (of any kind)
        return EventJournal(store)


class _Stock:
    """Stock over the events of a store."""

    def wrapped(self, store: Any) -> Any:  # noqa: ANN401 (of any kind)
        return EventStockJournal(store)


class _Rules:
    """Rule sets over the documents of a store."""

    def wrapped(self, store: Any) -> Any:  # noqa: ANN401 (of any kind)
        return DocumentRuleSets[Decimal](store, RuleSet[Decimal])


class TestSqliteEventLog(OnSqlite, EventLogContract):
    """Events in a file."""


class TestSqliteDocuments(OnSqlite, DocumentsContract):
    """Documents in a file."""


class TestSqliteOutbox(OnSqlite, OutboxContract):
    """Effects in a file."""


class TestSqliteJournal(_Books, OnSqlite, JournalContract):
    """Books in a file."""


class TestSqliteStockJournal(_Stock, OnSqlite, StockJournalContract):
    """Stock in a file."""


class TestSqliteRuleSets(_Rules, OnSqlite, RuleSetsContract):
    """Rule sets in a file."""


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
class TestPostgresJournal(_Books, OnPostgres, JournalContract):
    """Books on a server."""


@pytest.mark.postgres
class TestPostgresStockJournal(_Stock, OnPostgres, StockJournalContract):
    """Stock on a server."""


@pytest.mark.postgres
class TestPostgresRuleSets(_Rules, OnPostgres, RuleSetsContract):
    """Rule sets on a server."""


@pytest.mark.postgres
class TestAsyncPostgresEventLog(OnAsyncPostgres, EventLogContract):
    """Events on a server, awaited."""


@pytest.mark.postgres
class TestAsyncPostgresDocuments(OnAsyncPostgres, DocumentsContract):
    """Documents on a server, awaited."""


@pytest.mark.postgres
class TestAsyncPostgresOutbox(OnAsyncPostgres, OutboxContract):
    """Effects on a server, awaited."""
