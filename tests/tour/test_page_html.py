"""The page is one file that needs nothing else, escapes all it is given, and says its language."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.messages import Messages
from xbcommerce.kernel.unmet import Note, Unmet
from xbcommerce.tour.charts import Bar, Bars
from xbcommerce.tour.html_page import SceneTwiceError, render_html
from xbcommerce.tour.page import Line, Scene, Table, Why

VOID = {"meta", "br"}
TEXTS = Messages.of(
    {"said": {"en": "{text}"}, "scene": {"en": "A scene", "zh_Hans": "一幕", "zh_Hant": "一幕"}}
)


class Reader(HTMLParser):
    """Collects tags, links, ids and text, and checks that tags close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an opened tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that closes itself, as in SVG."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the last open tag."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text.append(data)


def scene(text: str = "x", name: str = "s") -> Scene:
    """Make a scene with one block of each kind, all saying ``text``."""
    said = Note("said", {"text": text})
    return Scene(
        name,
        said,
        (
            Line(said, "good"),
            Line(said),
            Why((said, Unmet("said", "w", {"text": text}))),
            Table(
                said, (said, said, said), ((text, Money("9.90", "EUR"), None), (said, Money(5, "EUR"), True))
            ),
            Bars(said, [Bar(said, 3), Bar(text, 5)]),
        ),
    )


def page(*scenes: Scene, lang: str = "en") -> tuple[str, Reader]:
    """Write and read a page."""
    html = render_html(scenes, TEXTS, lang, title=Note("scene"), subtitle="", footer=["small print"])
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return html, reader


@given(st.text(max_size=30))
def test_typed_text_is_text_and_never_markup(text: str) -> None:
    """Whatever people type, the page has the same tags as with a harmless word."""
    _, harmless = page(scene("x"))
    _, reader = page(scene(text + "</style><script>alert('x')</script>\"'&<!--"))
    kinds = [tag for tag, _ in reader.tags if tag not in {"text", "tspan"}]
    assert kinds == [tag for tag, _ in harmless.tags if tag not in {"text", "tspan"}]
    assert "script" not in kinds


def test_the_page_needs_nothing_from_elsewhere() -> None:
    """No script, no address of another place, and a policy that forbids both."""
    html, reader = page(scene())
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in reader.tags}
    outside = [value for _, attrs in reader.tags for name, value in attrs.items() if name in {"src", "href"}]
    assert all((value or "").startswith("#") for value in outside)
    assert re.findall(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", html) == []
    assert "default-src 'none'" in html


@pytest.mark.parametrize(("lang", "tag"), [("en", "en"), ("zh_Hans", "zh-Hans"), ("zh_Hant", "zh-Hant")])
def test_the_page_says_its_language(lang: str, tag: str) -> None:
    """Browsers and screen readers take fonts and voice from it."""
    _, reader = page(scene(), lang=lang)
    assert reader.tags[0] == ("html", {"lang": tag})


def test_the_table_of_contents_leads_to_every_scene() -> None:
    """Each link has a target, each scene a link."""
    _, reader = page(scene(name="one"), scene(name="two"))
    links = [attrs["href"] for tag, attrs in reader.tags if tag == "a"]
    ids = [attrs["id"] for tag, attrs in reader.tags if tag == "section"]
    assert links == [f"#{name}" for name in ids] == ["#one", "#two"]
    everything = [attrs["id"] for _, attrs in reader.tags if "id" in attrs]
    assert len(everything) == len(set(everything))
    labelled = {attrs["aria-labelledby"] for _, attrs in reader.tags if "aria-labelledby" in attrs}
    assert labelled <= set(everything)


def test_two_scenes_with_one_id_are_refused() -> None:
    """A link could not tell them apart."""
    with pytest.raises(SceneTwiceError, match="used twice: s"):
        page(scene(), scene())


def test_figures_are_set_to_the_right_and_rows_are_named() -> None:
    """The first cell of a row is its heading; amounts are right-aligned; unknown is a dash."""
    html, _ = page(scene())
    assert (
        '<th scope="row" class="tight">x</th><td class="right">EUR 9.90</td><td class="tight">–</td>' in html
    )
    assert '<th scope="col" class="right">x</th>' in html


def test_the_page_is_made_for_dark_rooms_paper_and_telephones() -> None:
    """The style sheet knows all three."""
    html, _ = page(scene())
    for media in ("prefers-color-scheme: dark", "@media print", "max-width: 560px", "width=device-width"):
        assert media in html


def test_a_reason_that_starts_with_spaces_stands_deeper() -> None:
    """Parts of a figure stand below it."""
    why = Why([Note("said", {"text": text}) for text in ("fee EUR 1.75", "  fixed EUR 0.20")])
    html, _ = page(Scene("s", Note("scene"), (why,)))
    assert '<li>fee EUR 1.75</li><li class="deeper">fixed EUR 0.20</li>' in html
