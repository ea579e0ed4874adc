"""Rows of a table inserted in order, as each database does it best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen
from sqlalchemy import Connection

from xbcommerce.kernel.codec.documents import one_line

from .driver import Parameters, say, say_each
from .layout import Layout


@frozen
class Insertion:
    """An insert of rows that are known to be new.

    Attributes:
        statement: The SQL.
        as_json: Whether it takes all rows as one JSON text; else it is run for one row after the other.
    """

    statement: str
    as_json: bool

    @classmethod
    def of(cls, layout: Layout, table: str, columns: Mapping[str, str]) -> Insertion:
        """Insert into a table by columns and their types.

        PostgreSQL gets one statement, so that it plans and answers once; to SQLite a row costs no trip.
        """
        into = f"INSERT INTO {layout.quoted(table)} ({', '.join(columns)})"
        if not layout.postgresql:
            return cls(f"{into} VALUES ({', '.join(layout.marked(len(columns)))})", as_json=False)
        (rows,) = layout.marked(1)
        fields = (f"CAST(one ->> {place} AS {kind})" for place, kind in enumerate(columns.values()))
        source = f"json_array_elements(CAST(CAST({rows} AS TEXT) AS JSON))"
        chosen = f"SELECT {', '.join(fields)} FROM {source} WITH ORDINALITY AS given (one, nth) ORDER BY nth"  # noqa: S608 (checked names)
        return cls(f"{into} {chosen}", as_json=True)

    def insert(self, connection: Connection, rows: Sequence[Parameters]) -> None:
        """Insert rows, of which there may be none, in the given order."""
        if not rows:
            return
        if self.as_json:
            say(connection, self.statement, (one_line(rows),))
        else:
            say_each(connection, self.statement, rows)
