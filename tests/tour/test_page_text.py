"""Scenes on a terminal: aligned, wrapped, safe, and without a colour nobody asked for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.codec import from_json, to_json
from xbcommerce.kernel.messages import Messages
from xbcommerce.kernel.unmet import Note, Unmet
from xbcommerce.tour.charts import Bar, Bars, Tone
from xbcommerce.tour.charts.text_width import columns
from xbcommerce.tour.page import Cell, Line, PageError, Scene, Table, Why
from xbcommerce.tour.text_page import render_text

TEXTS = Messages.of(
    {
        "scene": {"en": "A listing", "zh_Hans": "一条刊登", "zh_Hant": "一則刊登"},
        "said": {"en": "{text}"},
        "title.missing": {"en": "{where} is missing", "zh_Hans": "缺少 {where}"},
        "product": {"en": "Product", "zh_Hans": "商品"},
        "price": {"en": "Price", "zh_Hans": "价格"},
        "note": {"en": "Remark", "zh_Hans": "备注"},
    }
)
COLUMNS = (Note("product"), Note("price"), Note("note"))


def table(*rows: tuple[Cell, ...]) -> Scene:
    """Make a scene of one table."""
    return Scene("s", Note("scene"), (Table(None, COLUMNS, rows),))


def lines(scene: Scene, lang: str = "en", width: int = 100) -> list[str]:
    """Write a scene without its heading."""
    return render_text(scene, TEXTS, lang, width=width).splitlines()[3:]


def test_figures_stand_at_the_right_and_words_at_the_left() -> None:
    """Prices line up by their last digit, unknown is a dash, yes and no are signs."""
    scene = table(
        ("LAMP-1", Money("1059.90", "EUR"), True), ("露营灯", None, Unmet("title.missing", "title[de]"))
    )
    assert lines(scene) == [
        "  Product         Price  Remark",
        "  ───────  ────────────  ────────────────────",
        "  LAMP-1   EUR 1,059.90  ✓",
        "  露营灯              –  title[de] is missing",
    ]


def test_columns_of_a_chinese_table_line_up() -> None:
    """Every line of the table starts its second column at the same place, counted in columns."""
    scene = table(("LAMP", Decimal("1.5"), "x"), ("露营灯和马克杯", Decimal(20), "x"))
    rows = [line for line in lines(scene, "zh_Hans") if line.endswith("x")]
    assert len({columns(row) for row in rows}) == 1


def test_a_table_wider_than_the_terminal_wraps_its_words_and_never_its_figures() -> None:
    """Long remarks take more lines; prices stay whole."""
    remark = Note("said", {"text": "the promotion would sell below the lowest price that the shop allows"})
    found = lines(table(("LAMP-CAMP", Money("39.90", "EUR"), remark)), width=50)
    assert len(found) > 4
    assert sum("EUR 39.90" in line for line in found) == 1


def test_a_table_too_wide_for_any_wrapping_becomes_records() -> None:
    """On a very narrow terminal each row is a list of names and values."""
    found = lines(table(("LAMP", Money("123456789.90", "EUR"), "x")), width=22)
    assert found == ["  - Product: LAMP", "    Price: EUR", "    123,456,789.90", "    Remark: x"]


@given(
    st.lists(
        st.tuples(st.text(max_size=60), st.none() | st.integers(0, 10**6), st.text(max_size=60)), max_size=5
    ),
    st.integers(44, 120),
)
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, int | None, str]], width: int) -> None:
    """Whatever people typed."""
    scene = Scene(
        "s",
        Note("scene"),
        (
            Table(Note("scene"), COLUMNS, tuple(rows)),
            *(Line(Note("said", {"text": text}), "bad") for text, _, _ in rows),
            Why([Note("said", {"text": text}) for _, _, text in rows]),
        ),
    )
    assert all(columns(line) <= width for line in render_text(scene, TEXTS, "en", width=width).split("\n"))


@pytest.mark.parametrize("typed", ["\x1b[2J", "a\rb", "a\nb", "\x07", "\u202egnp.exe", "\x9b2J"])
def test_typed_text_cannot_steer_the_terminal(typed: str) -> None:
    """Control characters from data are not passed on."""
    scene = Scene("s", Note("scene"), (Line(Note("said", {"text": typed})), *table((typed, 1, typed)).blocks))
    text = render_text(scene, TEXTS, "en")
    assert not set("\x1b\r\x07\u202e\x9b") & set(text)


def test_colours_only_where_they_were_asked_for() -> None:
    """Plain text is plain; coloured text is the same text with codes that are always closed."""
    scene = Scene(
        "s", Note("scene"), (Line(Note("said", {"text": "no"}), "bad"), Why((Unmet("title.missing", "t"),)))
    )
    plain, coloured = (render_text(scene, TEXTS, "en", colour=colour) for colour in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[31m✗ no\x1b[0m" in coloured
    assert coloured.replace("\x1b[31m", "").replace("\x1b[1m", "").replace("\x1b[0m", "") == plain


def test_good_and_bad_news_differ_without_colour() -> None:
    """A sign stands before them."""
    kinds: tuple[Tone, ...] = ("good", "bad", "quiet")
    scene = Scene("s", Note("scene"), [Line(Note("said", {"text": kind}), kind) for kind in kinds])
    assert lines(scene) == ["✓ good", "✗ bad", "quiet"]


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    """The message names the row."""
    with pytest.raises(PageError, match="row 2 has 2 cells for 3 columns"):
        table(("a", 1, "b"), ("a", 1))


@pytest.mark.parametrize("name", ["", "a b", "ä", 'x"'])
def test_a_scene_id_must_make_an_address(name: str) -> None:
    """It becomes a link."""
    with pytest.raises(PageError, match="becomes the address"):
        Scene(name, Note("scene"), ())


def test_scenes_round_trip_through_the_codec() -> None:
    """A stored scene is the scene."""
    scene = Scene(
        "s",
        Note("scene"),
        (
            Line(Note("said", {"text": "x"}), "good"),
            Why((Unmet("title.missing", "t"),)),
            Table(
                None, COLUMNS, (("a", Money("1.50", "EUR"), None), (date(2026, 10, 30), Decimal("0.5"), True))
            ),
            Bars("t", [Bar("a", 1)]),
        ),
    )
    assert from_json(to_json(scene), Scene) == scene


def test_a_scene_reads_in_the_readers_language() -> None:
    """Codes become sentences of the language that is asked for."""
    scene = Scene("s", Note("scene"), (Line(Unmet("title.missing", "title[de]")),))
    texts = [render_text(scene, TEXTS, lang).splitlines() for lang in ("en", "zh_Hans", "zh_Hant")]
    assert [(text[0], text[3]) for text in texts] == [
        ("A listing", "title[de] is missing"),
        ("一条刊登", "缺少 title[de]"),
        ("一則刊登", "title[de] is missing"),
    ]


def test_a_reason_that_starts_with_spaces_stands_deeper() -> None:
    """Parts of a figure stand below it."""
    items = [Note("said", {"text": text}) for text in ("fee EUR 1.75", "  fixed EUR 0.20")]
    assert lines(Scene("s", Note("scene"), (Why(items),))) == ["    · fee EUR 1.75", "      · fixed EUR 0.20"]
