"""The documents: their SQL and what is decided around it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Connection, Text, column, select, table, update
from sqlalchemy.dialects import postgresql, sqlite

from xbcommerce.adapters.sqlite.file import LARGEST
from xbcommerce.kernel.errors import whole
from xbcommerce.kernel.ports import Document, VersionConflictError, may_exist

from .layout import Layout
from .operation import Operation, between, text, whole_number


class KeptDocuments:
    """Operations on the documents of one store."""

    def __init__(self, layout: Layout) -> None:
        document = table(
            layout.named("document"),
            column("key", Text()),
            column("version", BigInteger()),
            column("body", Text()),
            schema=layout.schema,
        )
        c = document.c
        mine = c.key == text("its_key")
        self._get = select(c.version, c.body).where(mine)
        new = postgresql.insert(document) if layout.postgresql else sqlite.insert(document)
        create = new.values(key=text("its_key"), version=1, body=text("new_body")).on_conflict_do_nothing()
        self._create = create.execution_options(preserve_rowcount=True)
        self._replace = (
            update(document)
            .where(mine, c.version == whole_number("seen"))
            .values(version=whole_number("seen") + 1, body=text("new_body"))
        )
        self._keys = select(c.key).where(c.key >= text("first"), c.key < text("beyond")).order_by(c.key)

    def get(self, key: str) -> Operation[Document | None]:
        """Select a document."""

        def run(connection: Connection) -> Document | None:
            if not may_exist(key):
                return None
            found = connection.execute(self._get, {"its_key": key}).one_or_none()
            return None if found is None else Document(key, found[0], found[1])

        return run

    def put(self, key: str, body: str, *, expected_version: int) -> Operation[Document]:
        """Insert or update a document in one statement, which does nothing at another version."""
        document = Document(key, whole(expected_version, "expected_version") + 1, body)
        parameters = {"its_key": key, "new_body": body, "seen": expected_version}

        def run(connection: Connection) -> Document:
            statement = self._replace if expected_version else self._create
            possible = expected_version < LARGEST
            if possible and connection.execute(statement, parameters).rowcount == 1:
                return document
            found = connection.execute(self._get, {"its_key": key}).one_or_none()
            actual = found[0] if found else 0
            # an isolated transaction of a host may not see the other's version, but that there is one
            raise VersionConflictError(
                key, expected_version, actual if actual != expected_version else expected_version + 1
            )

        return run

    def keys(self, prefix: str = "") -> Operation[tuple[str, ...]]:
        """Select the keys that begin with a prefix."""

        def run(connection: Connection) -> tuple[str, ...]:
            if not may_exist(prefix):
                return ()
            return tuple(connection.execute(self._keys, between(prefix)).scalars())

        return run
