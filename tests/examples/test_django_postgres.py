"""The Django shop keeps the same contracts on PostgreSQL, where two writers meet for real."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.adapters.postgres_server import url

pytest.importorskip("django", reason="Django is not installed; extra `hosts` brings it")
ROOT = Path(__file__).parents[2]


def as_django_says(address: str) -> dict[str, object]:
    """Write SQLAlchemy's address of a server as an entry of Django's DATABASES."""
    parts = urlsplit(address)
    found = {
        "NAME": unquote(parts.path[1:]),
        "USER": parts.username and unquote(parts.username),
        "PASSWORD": parts.password and unquote(parts.password),
        "HOST": parts.hostname or parse_qs(parts.query).get("host", [""])[0],
        "PORT": parts.port,
    }
    return {"ENGINE": "django.db.backends.postgresql", **{k: v for k, v in found.items() if v}}


@pytest.mark.postgres
def test_the_shop_keeps_its_contracts_on_postgresql() -> None:
    """The tests of the example, all of them, in a process whose Django speaks to the server."""
    environment = {**os.environ, "DJANGO_SHOP_DATABASE": json.dumps(as_django_says(url()))}
    finished = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", "examples/django_shop"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stdout[-3000:]
    assert " passed" in finished.stdout
    assert "skipped" not in finished.stdout
