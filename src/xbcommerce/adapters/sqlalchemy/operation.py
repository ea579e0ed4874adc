"""What the parts of a store share: operations on a connection, made from checked arguments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import BigInteger, BindParameter, Connection, Text, bindparam

from xbcommerce.adapters.sqlite.file import LAST

T = TypeVar("T")

Operation = Callable[[Connection], T]
"""What one call of a store does within the transaction that a carrier, sync or async, has opened."""


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
