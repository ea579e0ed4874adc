"""Documents in a file."""

from __future__ import annotations

from xbcommerce.kernel.errors import whole
from xbcommerce.kernel.ports import Document, VersionConflictError, may_exist

from .file import LAST, SqliteFile


class SqliteDocuments(SqliteFile):
    """The documents of a file; see `Documents` for what the methods promise."""

    def get(self, key: str) -> Document | None:
        """Return the document as last written, or None."""
        if not may_exist(key):
            return None
        rows = self._rows("SELECT key, version, body FROM document WHERE key = ?", key)
        return Document(*rows[0]) if rows else None

    def put(self, key: str, body: str, *, expected_version: int) -> Document:
        """Write a document if it is still at the version last seen; see `Documents.put`."""
        document = Document(key, whole(expected_version, "expected_version") + 1, body)
        with self._writing() as connection:
            found = connection.execute("SELECT version FROM document WHERE key = ?", (key,)).fetchone()
            actual = found[0] if found else 0
            if actual != expected_version:
                raise VersionConflictError(key, expected_version, actual)
            connection.execute(
                "INSERT INTO document (key, version, body) VALUES (?, ?, ?) "
                "ON CONFLICT (key) DO UPDATE SET version = excluded.version, body = excluded.body",
                (key, document.version, body),
            )
        return document

    def keys(self, prefix: str = "") -> tuple[str, ...]:
        """Return the keys of all documents that begin with ``prefix``, sorted."""
        if not may_exist(prefix):
            return ()
        rows = self._rows(
            "SELECT key FROM document WHERE key >= ? AND key < ? ORDER BY key", prefix, prefix + LAST
        )
        return tuple(key for (key,) in rows)
