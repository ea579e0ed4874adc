"""Base stock: at every review, order what brings the position back to one level."""

from __future__ import annotations

from attrs import field, frozen

from xbcommerce.kernel.errors import count_field

from .review import Review


@frozen
class BaseStock:
    """Order up to a level whenever the position lies below it; with a level of 0, only what is owed."""

    level: int = field(validator=count_field)

    def order(self, review: Review, /) -> int:
        """Return the units that are missing."""
        return max(0, self.level - review.position)
