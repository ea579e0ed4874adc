"""Where we are: the shop, its store, and whether this run began or went on."""

from __future__ import annotations

from attrs import frozen

from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.tour.page import Line, Scene
from xbcommerce.tour.work.desk import Desk


@frozen
class Progress:
    """What a run found in the store and what it added.

    Attributes:
        file: The store's file, as the reader would name it.
        found: Events and documents that were there already.
        added: Events and documents written by this run.
    """

    file: str
    found: int
    added: int

    @property
    def line(self) -> Line:
        """Say whether the run began, went on, or had nothing to do."""
        figures: dict[str, str | int] = {"file": self.file, "found": self.found, "added": self.added}
        if not self.found:
            return Line(Note("tour.started", figures))
        return Line(Note("tour.resumed" if self.added else "tour.resumed_complete", figures), "good")


def opening(desk: Desk, progress: Progress) -> Scene:
    """Introduce the shop."""
    shop = desk.shop
    figures: dict[str, Param] = {
        "shop": shop.name,
        "currency": shop.currency,
        "products": len(shop.products),
        "markets": tuple(str(key) for key in shop.listing_keys),
        "orders": len(shop.orders),
        "today": shop.today,
    }
    return Scene(
        "shop",
        Note("tour.scene.shop"),
        (
            Line(Note("tour.shop", figures)),
            Line(Note("tour.invented", {"source": desk.rates.source}), "quiet"),
            progress.line,
        ),
    )
