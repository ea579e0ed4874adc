"""What is known of an item when somebody looks at it, and what he finds."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from fractions import Fraction

from attrs import field, frozen
from attrs.validators import optional

from xbcommerce.kernel.dated.validity import day_field
from xbcommerce.kernel.errors import count_field
from xbcommerce.kernel.figures import Figure, figure_or_none, not_negative
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Note, Param

from .ledger import StockLedger
from .messages import ENGLISH
from .place import StockStatus
from .stock_layer import StockLayer


class Severity(IntEnum):
    """How soon somebody should look."""

    NOTICE = 1
    """It costs money."""
    WARNING = 2
    """It will cost sales or goods unless somebody acts."""
    ALARM = 3
    """It does already, or the books are wrong."""


@frozen
class StockView:
    """What is known of an item when it is looked at.

    Attributes:
        sku: The item.
        units: Our units that may be sold.
        position: The same with what is on order, less what is owed; default ``units``.
        reorder_point: At which position it is ordered again; None if unknown.
        mean_per_day: Units wanted a day; None if unknown.
        last_issued_on: The newest day on which units went out; None if none ever did.
        layers: What the units are worth and how old they are, as from `StockLedger.layers`.
        below_zero: Places with fewer units than none.
    """

    sku: str
    units: int
    position: int | None = field(default=None, kw_only=True)
    reorder_point: Fraction | None = field(
        default=None, converter=figure_or_none, validator=not_negative, kw_only=True
    )
    mean_per_day: Fraction | None = field(
        default=None, converter=figure_or_none, validator=not_negative, kw_only=True
    )
    last_issued_on: date | None = field(default=None, validator=optional(day_field), kw_only=True)
    layers: tuple[StockLayer, ...] = field(default=(), converter=tuple[StockLayer, ...], kw_only=True)
    below_zero: FrozenMap[str, int] = field(factory=FrozenMap[str, int], kw_only=True)

    @classmethod
    def of(
        cls,
        ledger: StockLedger,
        sku: str,
        *,
        position: int | None = None,
        reorder_point: Figure | None = None,
        mean_per_day: Figure | None = None,
    ) -> StockView:
        """Look at an item in a ledger; what the ledger does not know is told."""
        held = ledger.held(sku)
        return cls(
            sku,
            ledger.units(sku, status=StockStatus.AVAILABLE),
            position=position,
            reorder_point=reorder_point,
            mean_per_day=mean_per_day,
            last_issued_on=ledger.last_issued_on(sku),
            layers=ledger.layers(sku),
            below_zero=FrozenMap({str(place): units for place, units in held.items() if units < 0}),
        )

    @property
    def sound_layers(self) -> tuple[StockLayer, ...]:
        """The layers of units that are there."""
        return tuple(layer for layer in self.layers if layer.received_on is not None)


@frozen(kw_only=True)
class WatchRules:
    """What counts as wrong; None is not looked for.

    Attributes:
        target_cover_days: Units beyond what sells in so many days are too many.
        slow_cover_days: Stock that lasts longer is slow.
        dead_days: Stock at least as old, of which nothing went out for as long, is dead.
        expiry_days: Units that expire within so many days are expiring.
    """

    target_cover_days: int | None = field(default=None, validator=optional(count_field))
    slow_cover_days: int | None = field(default=None, validator=optional(count_field))
    dead_days: int | None = field(default=None, validator=optional(count_field))
    expiry_days: int | None = field(default=None, validator=optional(count_field))


@frozen
class StockFinding:
    """One thing that is wrong.

    Attributes:
        code: What, e.g. ``"stock.low"``.
        sku: With which item.
        severity: How bad it is.
        figures: By how much.
    """

    code: str
    sku: str
    severity: Severity
    figures: FrozenMap[str, Param] = field(converter=FrozenMap[str, Param])

    def why(self) -> tuple[Note, ...]:
        """Return the figures."""
        return (Note(self.code, {"sku": self.sku, **self.figures}),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)
