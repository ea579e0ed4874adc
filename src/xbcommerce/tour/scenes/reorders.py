"""How much to reorder, from whom, by sea or by air, and by which day."""

from __future__ import annotations

from collections.abc import Iterator

from xbcommerce.kernel.unmet import Note
from xbcommerce.supply import Considered, Outcome, Recommendation
from xbcommerce.supply.replay import project_stock
from xbcommerce.tour.charts import Lines
from xbcommerce.tour.page import Block, Cell, Line, Scene, Table, Why
from xbcommerce.tour.supply_charts import projection_chart
from xbcommerce.tour.work.desk import Desk
from xbcommerce.tour.work.reorders import Question, chosen_method, questions

_DAYS_AHEAD = 140


def reorder_scene(desk: Desk) -> Scene:
    """Show how the forecast was chosen, one product in full, and the plan for all."""
    asked = questions(desk)
    answers = {question.key: _stored(desk, question) for question in asked}
    example = next(
        (question for question in asked if answers[question.key].outcome is Outcome.ORDER), asked[0]
    )
    answer = answers[example.key]
    place = {"sku": example.product.sku, "warehouse": example.warehouse.city}
    return Scene(
        "reorder",
        Note("tour.scene.reorder"),
        (
            Line(Note("tour.reorder.method")),
            Why(chosen_method(asked).why()),
            Line(Note("tour.reorder.example", place)),
            Why(answer.why()),
            *_offers(answer),
            _projection(desk, example, answer),
            _plan(asked, answers),
            *_left_out(desk, asked),
        ),
    )


def _stored(desk: Desk, question: Question) -> Recommendation:
    found = desk.records.get(question.key)
    if found is None or not isinstance(found.value, Recommendation):
        raise TypeError(question.key)
    return found.value


def _offers(answer: Recommendation) -> Iterator[Block]:
    columns = ("offer", "arrives_p50", "arrives_p90", "quantity", "unit_price", "annual_cost", "in_time")
    yield Table(
        Note("tour.reorder.offers"),
        tuple(Note(f"tour.column.{name}") for name in columns),
        tuple(_offer_row(each) for each in (*answer.taken, *answer.others)),
    )


def _offer_row(each: Considered) -> tuple[Cell, ...]:
    in_time = Note("tour.yes") if each.in_time else Note("tour.no")
    days = (each.arrives_p50, each.arrives_p90)
    return (each.offer_id, *days, each.quantity, each.unit_price, each.annual_cost, in_time)


def _projection(desk: Desk, question: Question, answer: Recommendation) -> Lines:
    """Draw the stock week by week: with the order recommended, in a bad case, and without any."""
    closed = {closure.first: closure for factory in desk.shop.factories for closure in factory.closures}
    projection = project_stock(answer, days=_DAYS_AHEAD, closures=closed.values())
    return projection_chart(projection, question.product.sku)


def _left_out(desk: Desk, asked: tuple[Question, ...]) -> Iterator[Block]:
    planned = {question.product.sku for question in asked}
    others = tuple(product.sku for product in desk.shop.products if product.sku not in planned)
    if others:
        yield Line(Note("tour.reorder.left_out", {"skus": others}), "quiet")


def _plan(asked: tuple[Question, ...], answers: dict[str, Recommendation]) -> Table:
    columns = (
        "warehouse",
        "sku",
        "per_week",
        "on_hand",
        "on_order",
        "decision",
        "quantity",
        "mode",
        "order_by",
        "landed_cost",
    )
    rows: list[tuple[Cell, ...]] = []
    for question in asked:
        answer = answers[question.key]
        head: tuple[Cell, ...] = (
            question.warehouse.id,
            question.product.sku,
            round(answer.forecast.mean_per_day * 7),
            question.stock.on_hand,
            question.stock.on_order or None,
            Note(f"tour.reorder.outcome.{answer.outcome.value}"),
        )
        if not answer.lines:
            rows.append((*head, None, None, answer.order_by, None))
        for line in answer.lines:
            mode = Note(f"tour.mode.{line.mode}")
            rows.append((*head, line.quantity, mode, answer.order_by, line.landed_cost))
    return Table(
        Note("tour.reorder.plan"), tuple(Note(f"tour.column.{name}") for name in columns), tuple(rows)
    )
