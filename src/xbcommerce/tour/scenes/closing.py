"""What was written down, and where to go from here."""

from __future__ import annotations

from collections.abc import Iterator

from xbcommerce.kernel.ports import PendingEffect
from xbcommerce.kernel.unmet import Note
from xbcommerce.tour.page import Block, Line, Scene, Table
from xbcommerce.tour.work.desk import Desk

_KINDS = ("listing", "order", "payment")


def closing(desk: Desk) -> Scene:
    """Count the streams, events and pending effects of the store, and name the next steps."""
    streams = {kind: desk.store.streams(f"{kind}/") for kind in _KINDS}
    rows = tuple(
        (
            Note(f"tour.kind.{kind}"),
            len(names),
            sum(len(desk.store.read(name)) for name in names),
        )
        for kind, names in streams.items()
    )
    columns = (Note("tour.column.kind"), Note("tour.column.streams"), Note("tour.column.events"))
    return Scene(
        "store",
        Note("tour.scene.store"),
        (
            Table(Note("tour.store.written"), columns, rows),
            Line(Note("tour.store.replay")),
            *_pending(desk),
            Line(Note("tour.next"), "quiet"),
        ),
    )


def _pending(desk: Desk) -> Iterator[Block]:
    """Show what the world outside was asked for and has not done yet."""
    by_kind: dict[str, list[PendingEffect]] = {}
    for effect in desk.store.pending():
        by_kind.setdefault(effect.kind, []).append(effect)
    if not by_kind:
        return
    rows = tuple(
        (Note(f"tour.effect.{kind}"), len(effects), min(effect.due_at for effect in effects).date())
        for kind, effects in sorted(by_kind.items())
    )
    columns = tuple(Note(f"tour.column.{name}") for name in ("effect", "effects", "asked_again"))
    yield Table(Note("tour.store.pending"), columns, rows)
    yield Line(Note("tour.store.delivered"))
