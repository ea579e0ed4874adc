"""What the tests of this folder share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .databases import put_away


@pytest.fixture(scope="session", autouse=True)
def _tidy() -> Iterator[None]:
    yield
    put_away()
