"""Open a store by its address, whoever wrote the adapter: a setting says ``sqlite:///shop.db``.

An adapter is found by the scheme of the address, through entry points of the group ``xbcommerce.stores``: a
name (the scheme) and a function that takes the address and returns a `Store`. The library registers its own
adapters in that way, and so does any other distribution that is installed beside it:

    [project.entry-points."xbcommerce.stores"]
    jsonl = "xbcommerce_jsonl:open_url"

What is found first:

    memory:                          `xbcommerce.adapters.memory`
    sqlite:///shop.db                `xbcommerce.adapters.sqlite`, a file of the present folder
    sqlite:////srv/shop.db           the same, an absolute path
    sqlite+pysqlite:///shop.db       the same file in the tables of `xbcommerce.adapters.sqlalchemy`
    postgresql+psycopg://host/shop   `xbcommerce.adapters.sqlalchemy`

Example:
    >>> from xbcommerce.adapters.registry import known_schemes, open_store
    >>> open_store("memory:").put("plan", "{}", expected_version=0).version
    1
    >>> {"memory", "sqlite"} <= set(known_schemes())
    True
    >>> open_store("sqlit:///shop.db")
    Traceback (most recent call last):
    ...
    xbcommerce.adapters.registry.UnknownSchemeError: no store for 'sqlit:'; did you mean 'sqlite:'? Known ...
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Protocol, cast
from urllib.parse import unquote, urlsplit

from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.ports import Store

from .failures import BadUrlError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "xbcommerce.stores"
"""The group of entry points under which adapters are found."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


class OpenStore(Store, Protocol):
    """A store with somebody to close it; ``contextlib.closing`` does."""

    def close(self) -> None:
        """Let go of files and connections."""
        ...


Opener = Callable[[str], OpenStore]
"""What an entry point names: takes the whole address; returns the store, opened and upgraded."""


class UnknownSchemeError(BadUrlError):
    """No installed adapter serves such addresses.

    Attributes:
        scheme: The scheme asked for.
        known: The schemes that are served.
    """

    code = "unknown_scheme"

    def __init__(self, scheme: str, known: tuple[str, ...]) -> None:
        self.scheme, self.known = scheme, known
        near = get_close_matches(scheme, known, n=1)
        hint = f"; did you mean '{near[0]}:'?" if near else "."
        listed = ", ".join(f"{name}:" for name in known) or "none"
        super().__init__(f"no store for '{scheme}:'{hint} Known are {listed}")

    def __reduce__(self) -> tuple[type[UnknownSchemeError], tuple[str, tuple[str, ...]]]:
        return (type(self), (self.scheme, self.known))


class AdapterLoadError(XbcommerceError, ImportError):
    """An adapter is installed, but cannot be loaded, e.g. because an extra was not installed with it."""

    code = "adapter_load"


def open_store(url: str) -> OpenStore:
    """Open the store at an address; created and upgraded where the adapter does so.

    Args:
        url: A scheme that an adapter serves, and what that adapter makes of the rest.

    Raises:
        UnknownSchemeError: No installed adapter serves the scheme.
        BadUrlError: It is no address, or not one as the adapter expects it.
        AdapterLoadError: The adapter, or what it needs, cannot be imported; or two distributions serve the
            scheme and nobody knows which is meant.
        StorageError: The store cannot be opened.
    """
    found = _SCHEME.match(url)
    if not found:  # the address itself is not shown: it may hold a password
        msg = "a store's address begins with a scheme, such as sqlite:///shop.db or memory:"
        raise BadUrlError(msg)
    scheme = found[1].lower()
    points = _points()
    if scheme not in points:
        raise UnknownSchemeError(scheme, known_schemes())
    return _loaded(scheme, points[scheme])(url)


def known_schemes() -> tuple[str, ...]:
    """Return the schemes that installed adapters serve, sorted; adapters are looked for once a process."""
    return tuple(sorted(_points()))


@cache
def _points() -> Mapping[str, tuple[EntryPoint, ...]]:
    from importlib.metadata import entry_points

    points: dict[str, tuple[EntryPoint, ...]] = {}
    for point in entry_points(group=GROUP):
        others = points.get(point.name.lower(), ())
        if point.value not in {other.value for other in others}:
            points[point.name.lower()] = (*others, point)
    return FrozenMap(points)


def _loaded(scheme: str, points: tuple[EntryPoint, ...]) -> Opener:
    point, *others = points
    if others:
        places = " and ".join(f"{each.value} of {_distribution(each)}" for each in points)
        msg = f"'{scheme}:' is served by {places}; uninstall one of them"
        raise AdapterLoadError(msg)
    try:
        return cast("Opener", point.load())
    except (ImportError, AttributeError) as error:
        msg = (
            f"'{scheme}:' is served by {point.value} of {_distribution(point)}, which cannot be loaded: "
            f"{error}; install what it needs, or mend its entry point"
        )
        raise AdapterLoadError(msg) from error


def _distribution(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else "an unknown distribution"


def memory_store(url: str) -> OpenStore:
    """Open ``memory:``, a fresh store at every call."""
    from .memory import MemoryStore

    if url.partition(":")[2]:
        msg = f"{url!r}: a store in memory has no name; write memory:"
        raise BadUrlError(msg)
    return MemoryStore()


def sqlite_store(url: str) -> OpenStore:
    """Open ``sqlite:///FILE``; other options than the path are arguments of `SqliteStore`.

    Raises:
        BadUrlError: There is no path, or there is more than a path.
    """
    from .sqlite import SqliteStore

    parts = urlsplit(url)
    path = unquote(parts.path[1:])
    if parts.netloc or parts.query or parts.fragment or not path or not url[7:].startswith("///"):
        msg = (
            f"{url!r}: expected sqlite:///shop.db for a file of this folder, sqlite:////srv/shop.db for any "
            "other; write ?, # and % of its name as %3F, %23 and %25"
        )
        raise BadUrlError(msg)
    return SqliteStore(path)


def sqlalchemy_store(url: str) -> OpenStore:
    """Open what SQLAlchemy calls a database URL.

    Raises:
        AdapterLoadError: SQLAlchemy is not installed.
    """
    try:
        from .sqlalchemy import SqlAlchemyStore
    except ModuleNotFoundError as error:
        if error.name != "sqlalchemy":
            raise
        msg = (
            f"{url.partition(':')[0]}: needs SQLAlchemy; "
            "pip install 'xbcommerce[sqlalchemy]', or 'xbcommerce[postgres]'"
        )
        raise AdapterLoadError(msg) from error
    return SqlAlchemyStore(url)
