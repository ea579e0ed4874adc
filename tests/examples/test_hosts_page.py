"""What the page on hosts quotes stands in the examples, word for word; what it runs, runs with all pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "hosts.md").read_text(encoding="utf-8")
QUOTED = re.findall(r"^```(?:py|toml)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
SOURCES = [
    path.read_text(encoding="utf-8")
    for pattern in ("*.py", "*.toml")
    for path in sorted((ROOT / "examples").rglob(pattern))
]


@pytest.mark.parametrize("block", QUOTED, ids=lambda block: block.strip().splitlines()[0][:40])
def test_a_quotation_is_exact(block: str) -> None:
    """A block that is shown and not run is a part of an example, with its indentation."""
    assert any(block in source for source in SOURCES)


def test_quotations_are_found() -> None:
    """If none were found, the test above would pass on anything."""
    assert len(QUOTED) >= 6


@pytest.mark.parametrize("name", re.findall(r"^\| `([\w./]+)` \|", PAGE, re.MULTILINE))
def test_every_example_named_exists(name: str) -> None:
    """The table names what is there."""
    assert (ROOT / "examples" / name).exists()
