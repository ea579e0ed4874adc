"""The texts of every room: each code in each language, with the same figures."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from string import Formatter

import pytest

from xbcommerce.kernel.messages import Messages
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.reference import languages, messages
from xbcommerce.reference.texts import ROOMS, english, translations
from xbcommerce.tour.messages import tour_texts
from xbcommerce.tour.plan.summary import texts as plan_texts

SRC = Path(__file__).parents[2] / "src" / "xbcommerce"
CHINESE = ("zh_Hans", "zh_Hant")


def _figures(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def _literal_codes(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every code written out in ``Unmet("...")`` or ``Note("...")``, with its place."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id not in {"Unmet", "Note"} or not (node.args or node.keywords):
                continue
            named = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            first = node.args[0] if node.args else named[0]
            for code in _texts(first):
                yield code, f"{path.relative_to(SRC)}:{node.lineno}"


def _texts(node: ast.expr) -> list[str]:
    """Return the texts an expression may be: a literal, or a choice between literals."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body), *_texts(node.orelse)]
    return []


def test_every_code_written_in_the_tour_has_an_english_text() -> None:
    """The tour may use the texts of every room, its own, and those of its plan command."""
    known = {**tour_texts().templates, **plan_texts().templates}
    lacking = [f"{code} ({place})" for code, place in _literal_codes(SRC / "tour") if code not in known]
    assert not lacking, "no English text for:\n  " + "\n  ".join(lacking)


@pytest.mark.parametrize("texts", [tour_texts(), plan_texts()], ids=["tour", "plan"])
def test_the_tour_speaks_chinese_with_the_same_figures(texts: Messages) -> None:
    """Every text of the tour and of its plan command is in all languages, with the same placeholders."""
    for code, by_language in texts.templates.items():
        assert set(by_language) >= {"en", *CHINESE}, code
        assert len({frozenset(_figures(template)) for template in by_language.values()}) == 1, code


@pytest.mark.parametrize("room", ROOMS)
def test_every_code_written_in_a_room_has_an_english_text(room: str) -> None:
    """A literal code in Unmet or Note is in the room's ENGLISH; the kernel's may be in any room's."""
    known = (
        messages().templates
        if room == "kernel"
        else {**english(room).templates, **english("kernel").templates}
    )
    lacking = [f"{code} ({place})" for code, place in _literal_codes(SRC / room) if code not in known]
    assert not lacking, f"no English text in {room}/messages.py for:\n  " + "\n  ".join(lacking)


@pytest.mark.parametrize("language", CHINESE)
@pytest.mark.parametrize("room", ROOMS)
def test_every_room_speaks_chinese(room: str, language: str) -> None:
    """Each translation covers exactly the codes of the room's English."""
    codes = english(room).templates.keys()
    translated = translations(room).get(language, {}).keys()
    lacking, stray = sorted(codes - translated), sorted(translated - codes)
    assert not lacking, f"messages/{room}.json [{language}] lacks:\n  " + "\n  ".join(lacking)
    assert not stray, f"messages/{room}.json [{language}] has codes that {room} does not know:\n  {stray}"


@pytest.mark.parametrize("room", ROOMS)
def test_translations_carry_the_same_figures(room: str) -> None:
    """A placeholder in one language is in all of them."""
    wrong = [
        f"{code} [{language}]: {sorted(_figures(template))}, in English {sorted(_figures(texts['en']))}"
        for language, templates in translations(room).items()
        for code, template in templates.items()
        if (texts := english(room).templates.get(code)) and _figures(template) != _figures(texts["en"])
    ]
    assert not wrong, "placeholders differ:\n  " + "\n  ".join(wrong)


@pytest.mark.parametrize("room", ROOMS)
def test_chinese_texts_are_chinese(room: str) -> None:
    """A translation with words has a Chinese character among them: nothing was copied over."""
    copied = [
        f"{code} [{language}]: {template}"
        for language, templates in translations(room).items()
        for code, template in templates.items()
        if (words := "".join(text for text, *_ in Formatter().parse(template)))
        and re.search(r"[a-z]{3}", words)
        and not re.search(r"[\u4e00-\u9fff]", words)
    ]
    assert not copied, "\n".join(copied)


def test_no_two_rooms_share_a_code_with_different_texts() -> None:
    """One code, one sentence: rooms are merged into one catalogue."""
    seen: dict[str, tuple[str, str]] = {}
    clashes: list[str] = []
    for room in ROOMS:
        for code, texts in english(room).templates.items():
            other, text = seen.setdefault(code, (room, texts["en"]))
            if text != texts["en"]:
                clashes.append(f"{code}: {other} says {text!r}, {room} says {texts['en']!r}")
    assert not clashes, "\n".join(clashes)


def test_every_file_belongs_to_a_room() -> None:
    """No packaged translation is left behind by a room that was renamed."""
    files = {path.stem for path in (SRC / "reference" / "messages").glob("*.json")}
    assert files <= set(ROOMS)


def test_a_host_replaces_any_sentence() -> None:
    """A catalogue laid over the packaged one wins code by code and language by language."""
    own = messages() | Messages.of({"address.city_missing": {"en": "Which town?"}})
    missing = Unmet("address.city_missing", "city")
    assert own.render(missing, "en") == "Which town?"
    assert own.render(missing, "zh_TW") == "地址缺少城市"


def test_languages_start_with_english() -> None:
    """The packaged languages are English and both kinds of Chinese."""
    assert languages() == ("en", *CHINESE)


def test_rooms_that_exist_are_listed() -> None:
    """A new room with texts must be named in the loader."""
    with_texts = {path.parent.name for path in SRC.glob("*/messages.py")} - {"kernel", "tour"}
    assert with_texts <= set(ROOMS)
    assert all(find_spec(f"xbcommerce.{room}") for room in with_texts)
