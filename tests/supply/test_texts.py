"""Facts about the texts of the supply room."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

import pytest

import xbcommerce.supply
from xbcommerce.supply import ENGLISH


def placeholders(text: str) -> set[str]:
    """Names in braces."""
    return set(re.findall(r"{(\w+)}", text))


@pytest.mark.parametrize("lang", ["zh_Hans", "zh_Hant"])
def test_every_text_is_there_in_chinese_with_the_same_figures(lang: str) -> None:
    """Code by code."""
    data = resources.files("xbcommerce.reference").joinpath("messages/supply.json").read_text("utf-8")
    texts = json.loads(data)[lang]
    assert texts.keys() == ENGLISH.templates.keys()
    for code, text in texts.items():
        assert placeholders(text) == placeholders(ENGLISH.templates[code]["en"]), code
        assert re.search(r"[\u4e00-\u9fff]", text), code


def test_every_code_in_the_source_has_a_text() -> None:
    """Codes of notes and requirements that stand in the source as such."""
    folder = Path(xbcommerce.supply.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py")))
    codes = set(re.findall(r"\"((?:selection|reorder|quantity|lot|offer|recommend)\.[a-z_]+)\"", source))
    assert codes <= ENGLISH.templates.keys()
    assert {"offer.no_rate", "offer.stale_rate", "offer.unknown_currency"} <= ENGLISH.templates.keys()
