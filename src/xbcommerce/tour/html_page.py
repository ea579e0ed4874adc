"""Scenes as one HTML file that needs nothing else: no script, no font, no picture from elsewhere.

Everything that comes from a value is escaped; the page forbids itself all outside resources.

Example:
    >>> from xbcommerce.kernel.messages import Messages
    >>> from xbcommerce.kernel.unmet import Note
    >>> from xbcommerce.tour.page import Line, Scene
    >>> texts = Messages.of({"hello": {"en": "{name} sells", "zh_Hans": "{name}开卖"}})
    >>> scene = Scene("start", Note("hello", {"name": "A&B"}), ())
    >>> html = render_html([scene], texts, "zh_Hans", title="xbcommerce", subtitle="", footer=())
    >>> "<html lang='zh-Hans'>".replace("'", '"') in html, "A&amp;B开卖" in html
    (True, True)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.messages import Messages
from xbcommerce.kernel.naming import repeated

from .charts import Chart, Label, to_svg
from .charts.labels import NO, YES
from .charts.text_width import columns
from .html_style import STYLE
from .page import Block, Cell, Line, Scene, Table, Why, cell_text, say

_RIGHT = ' class="right"'
_TIGHT_COLUMNS = 22
_TELEPHONE_PX = 360
_SIGNS = {"good": YES, "bad": NO}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


class SceneTwiceError(InvalidValueError):
    """Two scenes with one id, so that links would lead to the wrong one."""

    code = "scene.twice"


def render_html(
    scenes: Sequence[Scene],
    texts: Messages,
    lang: str,
    *,
    title: Label,
    subtitle: Label,
    footer: Iterable[Label],
) -> str:
    """Write a whole page.

    Args:
        scenes: What to show, in order; each id once.
        texts: The words for its codes.
        lang: The reader's language, e.g. ``"en"``, ``"zh_Hans"``; becomes the page's ``lang``.
        title: The name of the page.
        subtitle: One or two sentences below it; may be empty.
        footer: Small print, one paragraph each.

    Raises:
        SceneTwiceError: Two scenes share an id.
    """
    if twice := repeated(scene.id for scene in scenes):
        msg = f"scene ids used twice: {', '.join(twice)}; a page needs each once"
        raise SceneTwiceError(msg)
    name = escape(say(title, texts, lang))
    below = _paragraph(say(subtitle, texts, lang)) if subtitle else ""
    links = "".join(
        f'<li><a href="#{scene.id}">{escape(say(scene.title, texts, lang))}</a></li>' for scene in scenes
    )
    sections = "".join(_section(scene, texts, lang) for scene in scenes)
    small = "".join(_paragraph(say(line, texts, lang)) for line in footer)
    return f"""<!DOCTYPE html>
<html lang="{escape(lang.replace("_", "-"))}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="color-scheme" content="light dark">
<title>{name}</title>
<style>{STYLE}</style>
</head>
<body>
<div class="frame">
<header><h1 id="top">{name}</h1>{below}</header>
<div class="body">
<nav aria-labelledby="top"><ol>{links}</ol></nav>
<main>
{sections}</main>
</div>
<footer>{small}</footer>
</div>
</body>
</html>
"""


def _section(scene: Scene, texts: Messages, lang: str) -> str:
    heading = f"{scene.id}--heading"
    blocks = "\n".join(_block(block, heading, texts, lang) for block in scene.blocks)
    title = escape(say(scene.title, texts, lang))
    return (
        f'<section id="{scene.id}" aria-labelledby="{heading}">'
        f'<h2 id="{heading}"><span>{title}</span></h2>\n{blocks}\n</section>\n'
    )


def _block(block: Block, heading: str, texts: Messages, lang: str) -> str:
    match block:
        case Line(item, kind):
            return _paragraph(say(item, texts, lang), kind)
        case Why(items):
            lines = "".join(_reason(say(item, texts, lang)) for item in items)
            return f'<ul class="why">{lines}</ul>'
        case Table():
            return _table(block, heading, texts, lang)
        case chart:
            return _drawing(chart, texts, lang)


def _paragraph(text: str, kind: str = "plain") -> str:
    looks = "" if kind == "plain" else f' class="{kind}"'
    sign = f"<span>{_SIGNS[kind]}</span>" if kind in _SIGNS else ""
    content = f"<span>{escape(text)}</span>" if sign else escape(text)
    return f"<p{looks}>{sign}{content}</p>"


def _reason(text: str) -> str:
    """Write one line of an explanation; a text that starts with spaces belongs to the line above it."""
    deeper = ' class="deeper"' if text.startswith(" ") else ""
    return f"<li{deeper}>{escape(text.lstrip())}</li>"


def _drawing(chart: Chart, texts: Messages, lang: str) -> str:
    """Draw a chart for screens and for telephones; the style sheet shows one of the two."""
    title = escape(say(chart.title, texts, lang))
    wide, narrow = to_svg(chart, texts, lang), to_svg(chart, texts, lang, width_px=_TELEPHONE_PX)
    return (
        f'<figure class="drawing"><figcaption>{title}</figcaption>'
        f'<div class="wide">{wide}</div><div class="narrow">{narrow}</div></figure>'
    )


def _table(table: Table, heading: str, texts: Messages, lang: str) -> str:
    right = [table.is_right(place) for place in range(len(table.columns))]
    head = "".join(
        f'<th scope="col"{_RIGHT if at_right else ""}>{escape(say(name, texts, lang))}</th>'
        for name, at_right in zip(table.columns, right, strict=True)
    )
    rows = "".join(f"<tr>{_cells(row, right, texts, lang)}</tr>\n" for row in table.rows)
    title = say(table.title, texts, lang) if table.title else ""
    caption = f"<figcaption>{escape(title)}</figcaption>" if title else ""
    named = f'aria-label="{escape(title)}"' if title else f'aria-labelledby="{heading}"'
    return (
        f'<figure class="table">{caption}<div class="scroll" role="region" tabindex="0" {named}>'
        f"<table><thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table></div></figure>"
    )


def _cells(row: Sequence[Cell], right: Sequence[bool], texts: Messages, lang: str) -> str:
    """Write a row; its first cell names it, unless it is a figure. Short names and days stay on one line."""
    written: list[str] = []
    for place, (cell, at_right) in enumerate(zip(row, right, strict=True)):
        content = cell_text(cell, texts, lang)
        words = columns(content) > _TIGHT_COLUMNS and not isinstance(cell, date)
        looks = _RIGHT if at_right else ' class="words"' if words else ' class="tight"'
        opening, name = ('th scope="row"', "th") if place == 0 and not at_right else ("td", "td")
        written.append(f"<{opening}{looks}>{escape(content)}</{name}>")
    return "".join(written)
