"""Charts say exactly what they were given, and can be read wherever they are drawn."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.codec import from_json, to_json
from xbcommerce.kernel.messages import Messages
from xbcommerce.kernel.unmet import Note
from xbcommerce.tour.charts import (
    Bar,
    Bars,
    Chart,
    ChartError,
    Lines,
    Mark,
    Series,
    Span,
    StackedBars,
    StackedRow,
    Step,
    Waterfall,
    to_svg,
    to_text,
)
from xbcommerce.tour.charts.labels import say
from xbcommerce.tour.charts.scale import ticks
from xbcommerce.tour.charts.text_width import columns, cut, drawn_px, pad, wrap

TEXTS = Messages.of(
    {
        "stock": {"en": "Stock of {sku}", "zh_Hans": "{sku} 的库存"},
        "fee": {"en": "marketplace commission", "zh_Hans": "平台佣金"},
    }
)
SVG = "{http://www.w3.org/2000/svg}"
LANGS = ("en", "zh_Hans", "zh_Hant")


def read(drawing: str) -> ET.Element:
    """Read a drawing back."""
    return ET.fromstring(drawing)  # noqa: S314  # drawn by ourselves


def eur(amount: str) -> Money:
    """Make euros."""
    return Money(amount, "EUR")


def days(count: int) -> tuple[date, ...]:
    """Return Mondays in a row."""
    return tuple(date(2026, 11, 2) + timedelta(weeks=week) for week in range(count))


LONG = "A label of 25 characters!"
WIDE = "可充电六百流明防水便携户外帐篷照明露营应急灯具一只装"[:25]
TWELVE = Bars(
    "demand",
    [
        Bar(f"{LONG[:-2]}{n:02d}" if n % 2 else WIDE, 10 * n, 12 * n, "bad" if n == 3 else "plain")
        for n in range(12)
    ],
    Note("stock", {"sku": "LAMP"}),
)
SCORES = StackedBars(
    "score",
    ("cost", "speed", "reliability", "few claims"),
    [
        StackedRow(
            "Courier express to the door",
            [Decimal("0.36"), Decimal("0.08"), Decimal("0.12"), Decimal("0.05")],
        ),
        StackedRow("Post", [Fraction(1, 3), Fraction(1, 7), Fraction(0), Fraction(1, 50)], "good"),
    ],
)
TRAIL = Waterfall(
    "trail",
    [
        Step("paid by the buyer", eur("59.90"), level=True),
        Step(Note("fee"), eur("-8.99")),
        Step("reserve released", eur("5.00")),
        Step("at the bank", eur("55.91"), level=True),
    ],
)
STOCK = Lines(
    Note("stock", {"sku": "LAMP"}),
    days(26),
    [
        Series("without an order", [max(0, 400 - 24 * week) for week in range(26)]),
        Series("with the order", [None if week < 3 else 500 - 10 * week for week in range(26)]),
    ],
    [Mark("reorder point", 212), Mark("safety stock", 64)],
    [
        Span("factory closed", date(2027, 1, 28), date(2027, 2, 17)),
        Span("order by", days(5)[-1], days(5)[-1]),
    ],
)
CHARTS: tuple[Chart, ...] = (TWELVE, SCORES, TRAIL, STOCK)


@frozen
class Written:
    """One text of a drawing and the room it takes."""

    content: str
    left: float
    right: float
    base: float
    size: float


def written(drawing: str) -> list[Written]:
    """Read the texts of a drawing with an estimate of the room they take."""
    found = []
    for element in read(drawing).iter(f"{SVG}text"):
        size = float((re.search(r"font-size:(\d+)px", element.get("style", "")) or ["", "14"])[1])
        content, x = element.text or "", float(element.get("x", ""))
        width = drawn_px(content, size)
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[element.get("text-anchor", "start")]
        found.append(Written(content, left, left + width, float(element.get("y", "")), size))
    return found


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [680, 360])
def test_no_text_of_a_drawing_is_cut_or_lies_on_another(chart: Chart, lang: str, width: int) -> None:
    """Twelve bars with long labels and 26 points keep their texts apart and inside the picture."""
    drawing = to_svg(chart, TEXTS, lang, width_px=width)
    texts = written(drawing)
    height = float(read(drawing).get("viewBox", "").split()[3])
    for text in texts:
        assert text.left >= -0.5, text
        assert text.right <= width + 0.5, text
        assert text.size * 0.8 <= text.base <= height, text
    for index, one in enumerate(texts):
        for other in texts[index + 1 :]:
            apart = abs(one.base - other.base) >= min(one.size, other.size) * 0.9
            assert apart or one.right <= other.left or other.right <= one.left, (one, other)


@pytest.mark.parametrize("chart", CHARTS)
def test_a_drawing_can_be_heard(chart: Chart) -> None:
    """The picture has a role, a name and a description with its figures."""
    root = read(to_svg(chart, TEXTS, "en"))
    assert root.get("role") == "img"
    assert root.get("aria-label") == root.findtext(f"{SVG}title") == say(chart.title, TEXTS, "en")
    heard = root.findtext(f"{SVG}desc") or ""
    expected = {"Bars": "110 │ 132", "StackedBars": "cost 0.36", "Waterfall": "EUR -8.99", "Lines": "212"}
    assert expected[type(chart).__name__] in heard


def test_a_description_names_every_bar() -> None:
    """Nobody needs to see the picture to know its figures."""
    heard = read(to_svg(TRAIL, TEXTS, "zh_Hans")).findtext(f"{SVG}desc")
    assert heard == (
        "paid by the buyer: EUR 59.90; 平台佣金: EUR -8.99; "
        "reserve released: + EUR 5.00; at the bank: EUR 55.91"
    )


@given(label=st.text(max_size=40), value=st.integers(-(10**9), 10**9))
def test_a_drawing_is_well_formed_whatever_people_type(label: str, value: int) -> None:
    """Markup and control characters in a label are text, never structure."""
    drawing = to_svg(Bars(label, [Bar(label, value), Bar("<script>&", 1)]), TEXTS, "en")
    assert [text.content for text in written(drawing)][-2:] == ["<script>&", "1"]


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_text_charts_keep_to_the_width(chart: Chart, lang: str, width: int) -> None:
    """No line of a chart is wider than the terminal."""
    lines = to_text(chart, TEXTS, lang, width=width)
    assert max(map(columns, lines)) <= width


def test_bars_are_as_long_as_their_figures() -> None:
    """Half the figure is half the bar, to an eighth of a column; the smallest figure is still seen."""
    lines = to_text(
        Bars("stock", [Bar("a", 400), Bar("b", 200), Bar("c", 1), Bar("d", 0)]), TEXTS, "en", width=48
    )
    bars = [line[3:-5].rstrip() for line in lines]
    assert bars == ["█" * 40, "█" * 20, "▏", ""]


def test_negative_figures_grow_to_the_left() -> None:
    """Zero has one place for all bars."""
    lines = to_text(Bars("margin", [Bar("a", 30), Bar("b", -10)]), TEXTS, "en", width=48)
    assert lines == [f"a  {' ' * 10}{'█' * 30}   30", f"b  {'█' * 10}{' ' * 30}  -10"]


def test_a_waterfall_starts_each_change_where_the_last_one_ended() -> None:
    """The spans of a trail are levels from zero and changes from level to level."""
    amounts = [("0", "59.90"), ("59.90", "50.91"), ("50.91", "55.91"), ("0", "55.91")]
    assert TRAIL.spans == tuple((Decimal(start), Decimal(stop)) for start, stop in amounts)


def test_a_waterfall_that_loses_a_cent_is_refused() -> None:
    """A level must be what the steps add up to."""
    steps = [*TRAIL.steps[:-1], Step("at the bank", eur("55.90"), level=True)]
    with pytest.raises(ChartError, match=r"'at the bank' stands at 55\.90 EUR, but .* add up to 55\.91 EUR"):
        Waterfall("trail", steps)


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=11))
def test_a_waterfall_ends_at_the_sum_of_its_steps(changes: list[int]) -> None:
    """Whatever the changes, the last span ends at their sum, and any other level is refused."""
    steps = [Step("start", eur("10.00"), level=True), *(Step("x", Money(n, "EUR")) for n in changes)]
    assert Waterfall("trail", steps).spans[-1][1] == 10 + sum(changes)
    with pytest.raises(ChartError):
        Waterfall("trail", [*steps, Step("end", Money(11 + sum(changes), "EUR"), level=True)])


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: Bars("t", []), "bars: a chart needs at least one"),
        (
            lambda: Bars("t", [Bar("a", eur("1")), Bar("b", Money(1, "USD"))]),
            "EUR, USD cannot share one axis",
        ),
        (lambda: Bars("t", [Bar("a", eur("1"), 1)]), "EUR, plain numbers cannot share"),
        (lambda: StackedBars("t", ["a", "b"], [StackedRow("r", [1])]), "row r has 1 parts, expected 2"),
        (lambda: Waterfall("t", [Step("a", eur("1"))]), "first step a must be a level"),
        (lambda: Lines("t", days(2), [Series("s", [1])]), "series s has 1 values for 2 days"),
        (lambda: Lines("t", days(2)[::-1], [Series("s", [1, 2])]), "2026-11-02 follows 2026-11-09"),
        (
            lambda: Span("closed", date(2027, 2, 17), date(2027, 1, 28)),
            "ends on 2027-01-28, before it starts",
        ),
    ],
)
def test_a_chart_that_would_mislead_is_refused(make: object, reason: str) -> None:
    """The message says what is wrong with which figure."""
    assert callable(make)
    with pytest.raises(ChartError, match=re.escape(reason)):
        make()


@pytest.mark.parametrize("chart", CHARTS)
def test_charts_round_trip_through_the_codec(chart: Chart) -> None:
    """A stored chart is the chart."""
    assert from_json(to_json(chart), type(chart)) == chart


def test_totals_of_a_stack_are_exact() -> None:
    """A third and a seventh add up to ten twenty-firsts."""
    assert StackedRow("r", [Fraction(1, 3), Fraction(1, 7)]).total == Fraction(10, 21)
    assert StackedRow("r", [Decimal("0.1"), Decimal("0.2")]).total == Decimal("0.3")
    assert StackedRow("r", [eur("0.10"), eur("0.20")]).total == eur("0.30")


def test_a_gap_in_a_series_is_not_drawn_as_zero() -> None:
    """Unknown days have neither point nor line."""
    line = Lines("t", days(4), [Series("s", [5, None, 5, 5])])
    root = read(to_svg(line, TEXTS, "en"))
    assert len(list(root.iter(f"{SVG}circle"))) == 3
    assert [path.get("d", "").count("L") for path in root.iter(f"{SVG}path")] == [1]
    drawn = to_text(line, TEXTS, "en", width=40)
    assert not any(re.search(r"0 │.*\*", row) for row in drawn)


def test_a_span_outside_the_days_is_left_out_of_the_picture_but_named() -> None:
    """A closure next year does not stretch this year's axis."""
    chart = Lines(
        "t", days(4), [Series("s", [1, 2, 3, 4])], (), [Span("closed", date(2028, 1, 1), date(2028, 1, 9))]
    )
    assert not any("░" in row for row in to_text(chart, TEXTS, "en")[2:])
    assert "closed (Jan 1, 2028" in to_svg(chart, TEXTS, "en")


@given(st.integers(-(10**7), 10**7), st.integers(1, 10**7), st.integers(2, 9))
def test_ticks_enclose_the_range_evenly(low: int, size: int, about: int) -> None:
    """The first tick is at or below, the last at or above, all one step apart, and not too many."""
    found = ticks(Fraction(low), Fraction(low + size), about)
    steps = {after - before for before, after in itertools.pairwise(found)}
    assert found[0] <= low < low + size <= found[-1]
    assert len(steps) == 1
    assert len(found) <= about + 2


@given(st.text(), st.integers(1, 40))
def test_wrapping_keeps_every_word_and_the_width(text: str, width: int) -> None:
    """No line is too wide (but for a single wide character), and nothing but white space is lost."""
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(columns(line) <= width or len(line.strip()) <= 2 for line in lines)


def test_chinese_is_broken_between_characters_but_not_before_punctuation() -> None:
    """A comma does not start a line, a bracket does not end one, a Latin word stays whole."""
    text = "使用 LED，灯的商品（含电池）不能走空运。"
    for width in range(8, 40):
        lines = wrap(text, width)
        assert not any(line[0] in "，。）" or line[-1] == "（" for line in lines)
        assert sum("LED" in line for line in lines) == 1


def test_wide_characters_count_twice_and_marks_not_at_all() -> None:
    """Padding and cutting follow the columns of a terminal."""
    assert columns("灯A\u0301") == 3
    assert pad("灯", 3) + "|" == "灯 |"
    assert cut("露营灯可充电", 7) == "露营灯…"
    assert columns(cut("露营灯可充电", 8)) <= 8


def figures() -> st.SearchStrategy[int | Decimal | Fraction]:
    """Figures of every kind and size, negative ones among them."""
    return (
        st.integers(-(10**18), 10**18)
        | st.decimals(-(10**6), 10**6, places=3)
        | st.fractions(-1000, 1000, max_denominator=97)
    )


def charts() -> st.SearchStrategy[Chart]:
    """Charts with whatever figures and labels."""
    labels = st.text(max_size=30)
    bars = st.builds(
        Bars, labels, st.lists(st.builds(Bar, labels, figures(), st.none() | figures()), min_size=1)
    )
    stacked = st.integers(1, 5).flatmap(
        lambda size: st.builds(
            StackedBars,
            labels,
            st.just(("part",) * size),
            st.lists(
                st.builds(StackedRow, labels, st.lists(figures(), min_size=size, max_size=size)),
                min_size=1,
                max_size=6,
            ),
        )
    )
    lines = st.integers(1, 30).flatmap(
        lambda size: st.builds(
            Lines,
            labels,
            st.just(days(size)),
            st.lists(
                st.builds(Series, labels, st.lists(st.none() | figures(), min_size=size, max_size=size)),
                min_size=1,
                max_size=4,
            ),
            st.lists(st.builds(Mark, labels, figures()), max_size=2),
            st.lists(st.dates().map(lambda day: Span("span", day, day)), max_size=2),
        )
    )
    return bars | stacked | lines


@given(charts(), st.sampled_from(LANGS))
def test_whatever_is_accepted_can_be_drawn(chart: Chart, lang: str) -> None:
    """Zero, negative, huge and missing figures all have a place inside the picture."""
    drawing = to_svg(chart, TEXTS, lang)
    root = read(drawing)
    height = float(root.get("viewBox", "").split()[3])
    for box in root.iter(f"{SVG}rect"):
        x, y, width, tall = (float(box.get(name, "")) for name in ("x", "y", "width", "height"))
        assert -0.5 <= x <= x + width <= 681.5
        assert 0 <= y <= y + tall <= height
    assert to_text(chart, TEXTS, lang, width=100)


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=12))
def test_a_larger_figure_never_has_a_shorter_bar(values: list[int]) -> None:
    """On a page and on a terminal."""
    chart = Bars("t", [Bar("x", value) for value in sorted(values)])
    widths = [float(box.get("width", "")) for box in read(to_svg(chart, TEXTS, "en")).iter(f"{SVG}rect")]
    assert widths == sorted(widths)
    lines = to_text(chart, TEXTS, "en", width=80)
    full = [line.count("█") for line in lines]
    assert full == sorted(full)


def test_nothing_is_drawn_as_nothing_and_little_as_little() -> None:
    """Zero has no bar; the smallest figure has one that can be seen."""
    drawing = to_svg(Bars("t", [Bar("none", 0), Bar("one", 1), Bar("many", 10**6)]), TEXTS, "en")
    widths = [float(box.get("width", "")) for box in read(drawing).iter(f"{SVG}rect")]
    assert len(widths) == 2
    assert widths[0] == 1
