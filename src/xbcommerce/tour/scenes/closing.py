"""What was written down, and where to go from here."""

from __future__ import annotations

from xbcommerce.kernel.unmet import Note
from xbcommerce.tour.page import Line, Scene, Table
from xbcommerce.tour.work.desk import Desk

_KINDS = ("listing", "order", "payment")


def closing(desk: Desk) -> Scene:
    """Count the streams and events of the store, and name the next steps."""
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
            Line(Note("tour.next"), "quiet"),
        ),
    )
