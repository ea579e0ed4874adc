"""A store is opened by its address; what cannot be opened says what could, and tells no secret."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from xbcommerce.adapters import registry
from xbcommerce.adapters.failures import BadUrlError
from xbcommerce.adapters.memory import MemoryStore
from xbcommerce.adapters.registry import AdapterLoadError, UnknownSchemeError, known_schemes, open_store
from xbcommerce.adapters.sqlite import SqliteStore
from xbcommerce.kernel.ports import StorageError


@pytest.fixture
def others(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Stand in for what is installed; filled by the test before the first look."""
    points: list[object] = []
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points if group else [])
    registry._points.cache_clear()  # noqa: SLF001
    yield points
    registry._points.cache_clear()  # noqa: SLF001


def point(name: str, value: str) -> object:
    """Name an adapter."""
    from importlib.metadata import EntryPoint

    return EntryPoint(name, value, registry.GROUP)


def test_the_librarys_own_stores_are_found() -> None:
    """They are registered as anybody's are."""
    own = {"memory", "sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg"}
    assert own <= set(known_schemes())


def test_memory_is_fresh_each_time() -> None:
    """Two stores in memory know nothing of each other."""
    one, other = open_store("memory:"), open_store("MEMORY:")
    one.put("plan", "{}", expected_version=0)
    assert isinstance(one, MemoryStore)
    assert other.get("plan") is None


@pytest.mark.parametrize("name", ["shop.db", "my shop? 100% #1 商店.db"])
def test_a_file_is_named_relative_or_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Three slashes begin in the present folder, four at the root; awkward names are percent-encoded."""
    monkeypatch.chdir(tmp_path)
    encoded = name.replace("%", "%25").replace("?", "%3F").replace("#", "%23")
    with closing(open_store(f"sqlite:///{encoded}")) as store:
        assert isinstance(store, SqliteStore)
        store.put("plan", "{}", expected_version=0)
    with closing(open_store(f"sqlite:///{tmp_path}/{encoded}")) as store:
        assert store.keys() == ("plan",)
    assert (tmp_path / name).is_file()


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:",
        "sqlite:shop.db",
        "sqlite:/shop.db",
        "sqlite://",
        "sqlite:///",
        "sqlite://shop.db",
        "sqlite:///shop.db?wait_s=5",
        "sqlite:///a#1.db",
        "memory:shop",
        "memory://",
    ],
)
def test_an_address_that_is_none_of_its_adapter_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    """It says how to write one, and makes no file."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadUrlError, match=r"sqlite:///shop\.db|write memory:"):
        open_store(url)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    """What the adapter says reaches the caller."""
    with pytest.raises(StorageError, match="its folder does not exist"):
        open_store(f"sqlite:///{tmp_path}/nowhere/shop.db")


def test_the_table_store_opens_by_the_address_of_sqlalchemy(tmp_path: Path) -> None:
    """A scheme with a driver goes to SQLAlchemy."""
    pytest.importorskip(
        "xbcommerce.adapters.sqlalchemy", reason="SQLAlchemy is not installed; extra `sqlalchemy` brings it"
    )
    with closing(open_store(f"sqlite+pysqlite:///{tmp_path}/shop.db")) as store:
        assert type(store).__name__ == "SqlAlchemyStore"
        store.put("plan", "{}", expected_version=0)
        assert store.keys() == ("plan",)


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without SQLAlchemy, the message says what to install, and does not show the password."""
    for name in [name for name in sys.modules if name.startswith("xbcommerce.adapters.sqlalchemy")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    with pytest.raises(AdapterLoadError, match=r"xbcommerce\[postgres\]") as refused:
        open_store("postgresql+psycopg://ann:secret@db/shop")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("url", ["", "shop.db", "/srv/shop.db", "//ann:secret@db/shop", "1st:x", ":memory:"])
def test_what_has_no_scheme_is_no_address(url: str) -> None:
    """A bare path is not guessed at; the text, which may hold a password, is not repeated."""
    with pytest.raises(BadUrlError, match="begins with a scheme") as refused:
        open_store(url)
    assert "secret" not in str(refused.value)


def test_an_unknown_scheme_names_the_known_ones() -> None:
    """With the nearest first, as data too, and without what follows the scheme."""
    with pytest.raises(UnknownSchemeError) as refused:
        open_store("postgres://ann:secret@db/shop")
    error = refused.value
    assert str(error).startswith("no store for 'postgres:'; did you mean 'postgresql:'? Known are memory:, ")
    assert "secret" not in str(error)
    assert (error.scheme, error.known) == ("postgres", known_schemes())
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301


def test_without_adapters_there_is_nothing_to_name(others: list[object]) -> None:
    """A program frozen without its metadata is told so."""
    assert others == []
    with pytest.raises(UnknownSchemeError, match="Known are none"):
        open_store("memory:")


def test_a_third_party_is_opened_by_its_scheme(others: list[object]) -> None:
    """Whatever the entry point names gets the whole address; nothing is loaded before it is asked for."""
    others += [point("dict", "builtins:str"), point("broken", "nowhere:at_all")]
    assert known_schemes() == ("broken", "dict")
    assert open_store("Dict://some/where?x=1") == "Dict://some/where?x=1"


@pytest.mark.parametrize("value", ["xbcommerce_nowhere:open_url", "json:open_url"])
def test_an_adapter_that_cannot_be_loaded_is_named(others: list[object], value: str) -> None:
    """Who registered it, what is missing, what to do."""
    others.append(point("broken", value))
    with pytest.raises(AdapterLoadError, match=r"'broken:' is served by .*cannot be loaded: .*install what"):
        open_store("broken:")


def test_two_adapters_of_one_scheme_are_refused(others: list[object]) -> None:
    """Nobody knows which is meant; the same one found twice is no matter."""
    others += [point("dict", "builtins:str"), point("dict", "builtins:str")]
    assert open_store("dict:") == "dict:"
    registry._points.cache_clear()  # noqa: SLF001
    others.append(point("DICT", "builtins:repr"))
    with pytest.raises(AdapterLoadError, match=r"builtins:str of .* and builtins:repr of .*; uninstall one"):
        open_store("dict:")
