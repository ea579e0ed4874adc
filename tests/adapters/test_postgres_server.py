"""A server is given or started; where none can be had, tests say so, or fail where it is required."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from . import postgres_server
from .postgres_server import GIVEN, REQUIRED, NoPostgresError

ASK = "from tests.adapters import postgres_server; print(postgres_server.url())"


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Find only a folder without programs, and no fault with the driver."""
    monkeypatch.setattr(postgres_server, "_need_driver", lambda: None)
    monkeypatch.setattr(postgres_server, "_binaries", lambda: iter([tmp_path]))


@pytest.mark.usefixtures("nothing_installed")
def test_what_was_tried_is_told_with_the_ways_out() -> None:
    """The reason has every place looked at, and how to have a server."""
    with pytest.raises(
        NoPostgresError, match=r"initdb.*set XBCOMMERCE_TEST_POSTGRES .*apt install postgresql"
    ):
        postgres_server.start()


@pytest.mark.usefixtures("nothing_installed")
def test_without_a_server_a_test_is_skipped_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    """The skip carries the reason."""
    monkeypatch.delenv(REQUIRED, raising=False)
    with pytest.raises(pytest.skip.Exception, match="no PostgreSQL server"):
        postgres_server.own()


@pytest.mark.usefixtures("nothing_installed")
def test_where_a_server_is_required_a_test_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that CI does not pass without having asked PostgreSQL."""
    monkeypatch.setenv(REQUIRED, "1")
    with pytest.raises(pytest.fail.Exception, match="no PostgreSQL server"):
        postgres_server.own()


@pytest.mark.postgres
def test_a_url_in_the_environment_wins() -> None:
    """Nothing is started then."""
    postgres_server.url()
    environment = {**os.environ, GIVEN: "postgresql+psycopg://me@elsewhere/shop"}
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stdout == "postgresql+psycopg://me@elsewhere/shop\n"


@pytest.mark.postgres
def test_a_server_leaves_nothing_behind() -> None:
    """After it is closed, its folder is gone, whether it was running or stopped."""
    for stopped in (False, True):
        server = postgres_server.own()
        folder = Path(server.url.partition("host=")[2])
        assert (folder / "data").exists()
        if stopped:
            server.stop()
        server.close()
        assert not folder.exists()
