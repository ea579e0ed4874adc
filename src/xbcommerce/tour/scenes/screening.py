"""Whom to trust: sixty orders screened, and the ones worth a look."""

from __future__ import annotations

from collections.abc import Iterator

from xbcommerce.kernel.unmet import Note
from xbcommerce.risk import Outcome, Verdict, customer_notes
from xbcommerce.tour.charts import Bar, Bars, Tone
from xbcommerce.tour.messages import tour_texts
from xbcommerce.tour.page import Block, Line, Scene, Why
from xbcommerce.tour.shop import ShopOrder
from xbcommerce.tour.work.desk import Desk
from xbcommerce.tour.work.journal import OrderScreened
from xbcommerce.tour.work.orders import stream_of

_TONES: dict[Outcome, Tone] = {
    Outcome.ALLOW: "good",
    Outcome.CHALLENGE: "plain",
    Outcome.REVIEW: "plain",
    Outcome.HOLD: "bad",
    Outcome.DECLINE: "bad",
}


def screening_scene(desk: Desk) -> Scene:
    """Show the outcomes and, for every kind of doubt, one order with its reasons."""
    verdicts = {order.id: verdict_of(desk, order) for order in desk.shop.orders}
    counts = {
        outcome: sum(verdict.outcome is outcome for verdict in verdicts.values()) for outcome in Outcome
    }
    bars = tuple(
        Bar(Note(f"tour.outcome.{outcome.value}"), counts[outcome], tone=_TONES[outcome])
        for outcome in Outcome
    )
    return Scene(
        "screening",
        Note("tour.scene.screening"),
        (
            Line(Note("tour.screening.asked", {"orders": len(verdicts)})),
            Bars(Note("tour.screening.outcomes"), bars),
            *_doubts(desk, verdicts),
        ),
    )


def verdict_of(desk: Desk, order: ShopOrder) -> Verdict:
    """Return the verdict that was written down."""
    first = desk.orders.read(stream_of(order))[0]
    if not isinstance(first, OrderScreened):
        raise TypeError(first)
    return first.verdict


def _doubts(desk: Desk, verdicts: dict[str, Verdict]) -> Iterator[Block]:
    for name in ("suspicious", "velocity", "over_limit", "declined"):
        if name not in desk.shop.stories:
            continue
        order = desk.shop.story(name)
        verdict = verdicts[order.id]
        yield Line(Note(f"tour.screening.{name}", {"order": order.id, "total": order.total}), "bad")
        yield Why(verdict.why())
        yield Line(Note("tour.screening.told"), "quiet")
        yield Why(customer_notes(verdict, tour_texts()))
