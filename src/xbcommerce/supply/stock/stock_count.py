"""A count held against the books: how accurate the records are, and which adjustments it proposes.

A line is accurate when it is off by at most its class's tolerance, as a share of the book quantity; where the
books say 0, only 0 is. Lines beyond it are counted again before anything is adjusted. Adjustments are
proposals: somebody approves them and records them; their ids come from the count, so that doing so twice is
a replay.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.supply.stock import CountLine, Place, StockCount, reconcile_count
    >>> count = StockCount("count-7", date(2026, 6, 1), Place("Hamburg"), [
    ...     CountLine("mug", "B", 200, 202, Money("2.50", "EUR")),
    ...     CountLine("pot", "A", 10, 9, Money("80.00", "EUR"))])
    >>> done = reconcile_count(count, {"A": "0", "B": "0.01"}, currency="EUR")
    >>> print(done)
    count-7: 1 of 2 records accurate; net variance EUR -75.00, gross EUR 85.00
    mug: 202 counted, 200 in the books; adjust by 2
    pot: 9 counted, 10 in the books; count again
    >>> [(move.id, move.quantity) for move in done.proposed]
    [('count-7/mug', 2)]
    >>> [move.id for move in reconcile_count(count, {"A": "0", "B": "0.01"}, currency="EUR",
    ...     confirmed={"pot"}).proposed]
    ['count-7/mug', 'count-7/pot']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.dated.validity import day_field
from xbcommerce.kernel.errors import InvalidValueError, count_field
from xbcommerce.kernel.figures import Figure, figure
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import total
from xbcommerce.kernel.naming import name_set, repeated
from xbcommerce.kernel.unmet import Note

from .messages import ENGLISH
from .moves import StockAdjustment, worth
from .place import Place, named, placed


@frozen
class CountLine:
    """One item of a count.

    Attributes:
        sku: The item.
        count_class: Its class, which decides the tolerance.
        book: Units by the books when it was counted.
        counted: Units found.
        unit_cost: What a unit is worth; may be finer than a cent.
        lot: The batch, where stock is valued by specific lot.
    """

    sku: str = field(validator=named)
    count_class: str = field(validator=named)
    book: int
    counted: int = field(validator=count_field)
    unit_cost: Money
    lot: str = ""

    @property
    def key(self) -> str:
        """The item, with its lot if it has one."""
        return f"{self.sku}/{self.lot}" if self.lot else self.sku

    @property
    def difference(self) -> int:
        """Units found beyond the books."""
        return self.counted - self.book

    @property
    def variance(self) -> Money:
        """What they are worth, rounded half-even."""
        return worth(self.difference, self.unit_cost)


def _lines(lines: Iterable[CountLine]) -> tuple[CountLine, ...]:
    return tuple(lines)


def _each_once(_instance: object, _attribute: object, lines: tuple[CountLine, ...]) -> None:
    if twice := repeated(line.key for line in lines):
        msg = f"lines name {', '.join(twice)} twice; add up what was found at one place"
        raise InvalidValueError(msg)


@frozen
class StockCount:
    """What was counted at one place on one day, each item or lot once.

    Attributes:
        id: The caller's key; the ids of adjustments begin with it.
        on: The day.
        place: Where.
        lines: One an item, or a lot.
    """

    id: str = field(validator=named)
    on: date = field(validator=day_field)
    place: Place = field(validator=placed)
    lines: tuple[CountLine, ...] = field(converter=_lines, validator=_each_once)


@frozen
class CountReconciliation:
    """A count in the light of tolerances.

    Attributes:
        count: What was counted.
        accurate: The items, or lots, whose records are accurate.
        confirmed: The items that were counted again and stand.
        net_variance: The worth of all differences.
        gross_variance: The same without signs, so that gains do not hide losses.
    """

    count: StockCount
    accurate: frozenset[str]
    confirmed: frozenset[str]
    net_variance: Money
    gross_variance: Money

    @property
    def accuracy(self) -> Fraction | None:
        """Accurate records as a share of all (inventory record accuracy); None if none was counted."""
        return Fraction(len(self.accurate), len(self.count.lines)) if self.count.lines else None

    @property
    def recount(self) -> tuple[str, ...]:
        """The items to be counted again, in the order of the count."""
        settled = self.accurate | self.confirmed
        return tuple(line.key for line in self.count.lines if line.key not in settled)

    @property
    def proposed(self) -> tuple[StockAdjustment, ...]:
        """The moves that bring the books to what was found; for somebody to approve and record."""
        count, held = self.count, set(self.recount)
        return tuple(
            StockAdjustment(
                f"{count.id}/{line.key}", count.on, line.sku, line.difference, count.place, line.lot
            )
            for line in count.lines
            if line.difference and line.key not in held
        )

    def why(self) -> tuple[Note, ...]:
        """Return the accuracy, and every line that differs."""
        head = Note(
            "stock.count",
            {
                "count": self.count.id,
                "accurate": len(self.accurate),
                "records": len(self.count.lines),
                "net_variance": self.net_variance,
                "gross_variance": self.gross_variance,
            },
        )
        held = set(self.recount)
        return (
            head,
            *(
                Note(
                    "stock.count_again" if line.key in held else "stock.count_adjust",
                    {"sku": line.key, "counted": line.counted, "book": line.book, "units": line.difference},
                )
                for line in self.count.lines
                if line.difference
            ),
        )

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def reconcile_count(
    count: StockCount,
    tolerance_share: Mapping[str, Figure],
    *,
    currency: str,
    confirmed: Iterable[str] = (),
) -> CountReconciliation:
    """Hold a count against the books.

    Args:
        count: What was counted.
        tolerance_share: By class, how far a record may be off as a share of the book quantity.
        currency: Of the unit costs.
        confirmed: Items, or lots, that were counted again with the same result.

    Raises:
        InvalidValueError: A class without a tolerance.
        CurrencyMismatchError: A unit cost in another currency.
    """
    shares = FrozenMap({name: figure(value) for name, value in tolerance_share.items()})
    variances = [line.variance for line in count.lines]
    return CountReconciliation(
        count,
        frozenset(line.key for line in count.lines if _is_accurate(line, shares)),
        name_set(confirmed, "confirmed"),
        total(variances, currency),
        total(map(abs, variances), currency),
    )


def _is_accurate(line: CountLine, shares: Mapping[str, Fraction]) -> bool:
    if line.count_class not in shares:
        listed = ", ".join(map(repr, shares))
        msg = f"class {line.count_class!r} has no tolerance; those listed are {listed or 'none'}"
        raise InvalidValueError(msg)
    return abs(line.difference) <= shares[line.count_class] * abs(line.book)
