"""Where the tables of a store are, and how its database says what every database can do."""

from __future__ import annotations

import re
from hashlib import blake2b

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError

_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]{0,39}")


@frozen
class Layout:
    """The place of one store in a database.

    Attributes:
        dialect: ``"postgresql"`` or ``"sqlite"``.
        where: The address for messages, without its password.
        prefix: What the names of all tables begin with.
        schema: The PostgreSQL schema they are in; None for the first of the search path.
        wait_s: How many seconds to wait for other writers.
        one_trip: Whether the driver takes several statements at once.
        mark: How the driver writes a parameter; ``n`` stands for its number.
        home: The PostgreSQL schema that the tables were found in.
    """

    dialect: str
    where: str
    prefix: str
    schema: str | None
    wait_s: float
    one_trip: bool
    mark: str
    home: str = ""

    def __attrs_post_init__(self) -> None:
        if self.prefix and not _IDENTIFIER.fullmatch(self.prefix):
            msg = f"prefix={self.prefix!r}: expected up to 40 of a-z, 0-9 and _, e.g. 'shop_'"
            raise InvalidValueError(msg)
        if self.schema is None:
            return
        if not self.postgresql:
            msg = f"schema={self.schema!r}: SQLite has none; choose a prefix instead"
            raise InvalidValueError(msg)
        if not _IDENTIFIER.fullmatch(self.schema):
            msg = f"schema={self.schema!r}: expected up to 40 of a-z, 0-9 and _, e.g. 'shop'"
            raise InvalidValueError(msg)

    @property
    def postgresql(self) -> bool:
        """Whether it is PostgreSQL."""
        return self.dialect == "postgresql"

    def named(self, table: str) -> str:
        """Return the name of a table without its schema."""
        return f"{self.prefix}{table}"

    def quoted(self, table: str) -> str:
        """Return the name of a table as SQL has it."""
        schema = f'"{self.schema}".' if self.schema else ""
        return f'{schema}"{self.named(table)}"'

    def marked(self, number: int) -> tuple[str, ...]:
        """Return the parameters of a statement as the driver has them."""
        return tuple(self.mark.replace("n", str(place)) for place in range(1, number + 1))

    @property
    def turn(self) -> str | None:
        """The statement that waits for one's turn to append; SQLite has one writer at a time anyway.

        Positions are given when a row is written and seen when its transaction ends. Without taking turns, a
        later position could be seen before an earlier one, and who follows the log by position would miss it.
        """
        return f"SELECT pg_advisory_xact_lock({number_of(self.home, self.prefix)})" if self.home else None

    def opening(self, *, ordered: bool) -> tuple[str, ...]:
        """Return the statements that open a transaction; ``ordered`` if it gives out positions."""
        if not self.postgresql:
            return ("BEGIN IMMEDIATE",)
        statements = ["BEGIN", f"SET LOCAL lock_timeout = {max(1, round(self.wait_s * 1000))}"]
        if ordered and self.turn:
            statements.append(self.turn)
        return ("; ".join(statements),) if self.one_trip else tuple(statements)


def number_of(*names: str) -> int:
    """Return a number for names, to lock by."""
    return int.from_bytes(blake2b(".".join(names).encode(), digest_size=8).digest(), signed=True)
