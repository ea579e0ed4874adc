"""Projections and service curves drawn: every name once, nothing over another, in every language."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.calendars import Closure
from xbcommerce.kernel.messages import Messages
from xbcommerce.reference import messages
from xbcommerce.supply.replay import Projection, ReplayCost, ServiceCurve, ServicePoint
from xbcommerce.testing.strategies.replay import projections, service_curves
from xbcommerce.tour.charts import ChartError, Point, Points, to_svg, to_text
from xbcommerce.tour.supply_charts import projection_chart, service_chart

LANGS = ("en", "zh_Hans", "zh_Hant")
SVG = "{http://www.w3.org/2000/svg}"
PLAIN = Messages.english({})
MONDAY = date(2011, 12, 5)


def point(setting: str, fill: str, cost: int, currency: str = "GBP") -> ServicePoint:
    """A setting that serves a share at a cost."""
    return ServicePoint(setting, fill, 10, ReplayCost(Fraction(cost), Fraction(0), Fraction(0), currency))


@settings(max_examples=20)
@given(service_curves())
def test_better_service_costs_more_along_the_best_settings(curve: ServiceCurve) -> None:
    """Whatever is not among them is beaten by one that is."""
    best = curve.efficient
    assert [one.fill_rate for one in best] == sorted({one.fill_rate for one in best})
    assert [one.price for one in best] == sorted({one.price for one in best})
    for other in curve.points:
        assert any(one.fill_rate >= other.fill_rate and one.price <= other.price for one in best)


@settings(max_examples=10)
@given(service_curves(), projections(), st.sampled_from(LANGS), st.sampled_from([360, 680]))
def test_any_of_them_is_drawn_in_every_language(
    curve: ServiceCurve, projection: Projection, lang: str, width_px: int
) -> None:
    """No code is left without a text, and the drawing is XML."""
    for chart in (service_chart(curve, "LAMP-1"), projection_chart(projection, "LAMP-1")):
        drawing = to_svg(chart, messages(), lang, width_px=width_px)
        ET.fromstring(drawing)  # noqa: S314  # drawn by ourselves
        for text in (drawing, *to_text(chart, messages(), lang)):
            assert "curve." not in text
            assert "projection." not in text


@pytest.mark.parametrize("width_px", [360, 680])
def test_no_name_is_written_over_another(width_px: int) -> None:
    """Twelve settings close together: a name that finds no room is left to the table and the description."""
    spread = [point(f"service {n} %", f"0.{90 + n % 9}", 900 + 17 * n) for n in range(12)]
    drawing = to_svg(
        service_chart(ServiceCurve(tuple(spread)), "cakestand"), messages(), "en", width_px=width_px
    )
    root = ET.fromstring(drawing)  # noqa: S314  # drawn by ourselves
    placed = [
        (float(text.attrib["x"]), float(text.attrib["y"]), len(text.text or "") * 5.5)
        for text in root.iter(f"{SVG}text")
        if (text.text or "").startswith("service")
    ]
    assert len(placed) > 3
    for (x, y, wide), (other_x, other_y, other_wide) in combinations(placed, 2):
        assert abs(y - other_y) >= 12 or x + wide <= other_x or other_x + other_wide <= x
    assert all(x >= 0 and x + wide <= width_px for x, _, wide in placed)
    assert len(re.findall(r"service \d+ %", root.findtext(f"{SVG}desc") or "")) == 12


def test_the_axis_names_the_currency_or_says_stock() -> None:
    """Costs in pounds, plain costs, and no costs at all."""
    curves = [point("a", "0.9", 5), point("a", "0.9", 5, ""), ServicePoint("a", "0.9", 10)]
    labels = [messages().render(service_chart(ServiceCurve((one,)), "x").y_label) for one in curves]  # type: ignore[arg-type]
    assert labels == [
        "cost of stock and orders, in GBP",
        "cost of stock and orders",
        "units in stock on average",
    ]


def test_points_of_several_currencies_share_no_axis() -> None:
    """Nor is there a chart of nothing."""
    points = [Point("a", 1, Money(1, "EUR")), Point("b", 2, Money(1, "USD"))]
    with pytest.raises(ChartError, match="EUR, USD on one axis"):
        Points("t", "x", "y", points)
    with pytest.raises(ChartError, match="nothing on one axis"):
        Points("t", "x", "y", ())


def test_rows_stand_in_the_order_of_x() -> None:
    """The best have a full dot; wide names are cut, not the figures."""
    points = [Point("长长的名字" * 8, Decimal("97.5"), 3), Point("b", 90, 7, joined=True)]
    rows = to_text(Points("t", "served", "cost", points), PLAIN, "en", width=40)
    assert [row.split()[0] for row in rows[1:]] == ["●", "○"]
    assert rows[2].endswith("97.5      3")
    assert "…" in rows[2]


def test_a_projection_says_when_the_shelf_is_empty() -> None:
    """With the order, in a bad case, without; in words of every language."""
    days = [MONDAY + timedelta(weeks=week) for week in range(4)]
    closed = Closure(MONDAY, MONDAY + timedelta(days=9))
    projection = Projection(days, [9, 5, 3, 1], [9, 4, 0, 0], [9, 0, 0, 0], 8, [closed])
    assert (projection.empty_on, projection.at_risk_on) == (None, days[2])
    assert str(projection).splitlines() == [
        "With what is ordered, stock is expected to last beyond Dec 26, 2011.",
        "In a bad case it is empty on Dec 19, 2011.",
        "Without an order the shelf is empty on Dec 12, 2011.",
    ]
    chart = projection_chart(projection, "cakestand")
    assert [mark.value for mark in chart.marks] == [8]
    assert "closed (Dec 5, 2011 – Dec 14, 2011)" in to_svg(chart, messages(), "en")
    with pytest.raises(ValueError, match="a level for each"):
        Projection(days, [9, 5, 3, 1], [9, 4, 0], [9, 0, 0, 0])
