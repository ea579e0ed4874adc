"""What the parts of a store share: operations on a connection, made from checked arguments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, TypeGuard, TypeVar

from attrs import frozen
from sqlalchemy import BigInteger, BindParameter, Connection, Text, bindparam

from xbcommerce.adapters.sqlite.file import LAST

T = TypeVar("T")

Operation = Callable[[Connection], T]
"""What one call of a store does within the transaction that a carrier, sync or async, has opened."""


@frozen
class OneStatement(Generic[T]):
    """An operation that is one statement if all goes well: to SQLite a transaction of its own.

    Attributes:
        at_once: Does it outside of a transaction; returns None if nothing was done.
        whole: Does it, or finds out why not, within a transaction.
    """

    at_once: Operation[T | None]
    whole: Operation[T]

    def __call__(self, connection: Connection) -> T:
        """Do it within a transaction."""
        return self.whole(connection)


def is_one_statement(operation: Operation[T]) -> TypeGuard[OneStatement[T]]:
    """Tell whether an operation is one statement if all goes well."""
    return isinstance(operation, OneStatement)


def text(name: str) -> BindParameter[Any]:
    """Return a parameter that is text."""
    return bindparam(name, type_=Text())


def whole_number(name: str) -> BindParameter[Any]:
    """Return a parameter that is a whole number."""
    return bindparam(name, type_=BigInteger())


def between(prefix: str) -> dict[str, str]:
    """Return the parameters ``first`` and ``beyond`` around all names that begin with ``prefix``."""
    return {"first": prefix, "beyond": prefix + LAST}


def written(at: datetime) -> str:
    """Return an instant in UTC as text that sorts by time."""
    return at.isoformat(timespec="microseconds")
