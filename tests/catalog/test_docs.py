"""The documentation's table and diagram of a listing's life."""

from __future__ import annotations

from pathlib import Path

import pytest

from xbcommerce.catalog import LISTING
from xbcommerce.kernel.workflow import to_markdown, to_mermaid


@pytest.mark.parametrize("draw", [to_markdown, to_mermaid])
def test_the_page_shows_the_table_that_decides(draw: object) -> None:
    """What is printed in docs/catalog.md is what the rows say."""
    page = (Path(__file__).parents[2] / "docs" / "catalog.md").read_text(encoding="utf-8")
    assert draw(LISTING) in page, f"write the output of {draw.__name__}(LISTING) into docs/catalog.md"  # type: ignore[operator]
