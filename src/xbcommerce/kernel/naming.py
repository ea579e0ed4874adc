"""Names that people type: which one was meant, and which ones stand more than once.

Example:
    >>> from xbcommerce.kernel.naming import nearest, repeated
    >>> nearest("overdue_day", ["overdue_days", "country"]), nearest("x", ["country"])
    ('overdue_days', '')
    >>> repeated(["sea", "air", "sea"])
    ['sea']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .errors import InvalidValueError

_SHOWN = 40
"""Characters of a text that a message shows."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that looks most like ``name``; empty where none does."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, tuple(known), n=1)), "")


def shown(text: str) -> str:
    """Write a text that somebody typed for a message: quoted, and cut where nobody would read on.

    Example:
        >>> shown("ZZ"), shown("9" * 50_000)
        ("'ZZ'", "'9999999999999999999999999999999999999999'... (50000 characters)")
    """
    return repr(text) if len(text) <= _SHOWN else f"{text[:_SHOWN]!r}... ({len(text)} characters)"


def name_set(names: Iterable[str], what: str) -> frozenset[str]:
    """Take several names as a set; a bare text is refused, since it would become its letters.

    Raises:
        InvalidValueError: ``names``, the field ``what``, is one text.
    """
    if isinstance(names, str):
        msg = f"{what}={names!r}: expected several names; write {what}={{{names!r}}}"
        raise InvalidValueError(msg)
    return frozenset(names)


def repeated(names: Iterable[str]) -> list[str]:
    """Return the names that stand more than once, each once, sorted."""
    return sorted(name for name, times in Counter(names).items() if times > 1)
