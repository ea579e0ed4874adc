"""Stock: places, moves and whole courses of them, ledgers, reservations, ownership, findings, counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import from_minor
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.supply.ports import WrittenStock
from xbcommerce.supply.stock import (
    AgeBucket,
    Ageing,
    Countable,
    CountLine,
    CountPlan,
    CountReconciliation,
    Cover,
    CustomerReturn,
    DeliveryPoint,
    Firmness,
    GoodsIssue,
    GoodsReceipt,
    LateCost,
    Milestone,
    OpeningStock,
    Ownership,
    OwnershipChange,
    Place,
    Planned,
    Release,
    Reservations,
    Reserve,
    StockAdjustment,
    StockCount,
    StockEntry,
    StockFinding,
    StockLayer,
    StockLedger,
    StockMove,
    StockRules,
    StockStatus,
    StockTotals,
    StockTransfer,
    StockView,
    ValuationMethod,
    ValueChange,
    WatchRules,
    ageing,
    count_plan,
    days_of_cover,
    reconcile_count,
    record_all,
    reserve,
    watch_stock,
)

FIRST = date(2026, 1, 1)
"""The day of the first drawn move."""
_NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
_SKUS = ("mug", "pot")
_OURS = (
    Place("Hamburg"),
    Place("Hamburg", StockStatus.QUALITY_HOLD),
    Place("Ever Given", StockStatus.IN_TRANSIT),
)
_ALL = (*_OURS, Place("Hamburg", StockStatus.BONDED, "acme"))
_BYTES = 5
"""Of a drawn move: its kind, place, units, value, and which earlier move it names."""
_CLASSES = ("A", "B", "C")
_TOLERANCE = FrozenMap({"A": Fraction(0), "B": Fraction(1, 100), "C": Fraction(1, 20)})


def _days() -> st.SearchStrategy[date]:
    return st.integers(0, 400).map(lambda days: FIRST + timedelta(days=days))


def _instants() -> st.SearchStrategy[datetime]:
    return st.integers(0, 600).map(lambda minutes: _NOON + timedelta(minutes=minutes))


def places(*, ours: bool = False) -> st.SearchStrategy[Place]:
    """Shelves, vessels and bonded halls; with ``ours``, only those with goods of ours."""
    return st.sampled_from(_OURS if ours else _ALL)


def stock_rules(
    *, methods: Sequence[ValuationMethod] = tuple(ValuationMethod)
) -> st.SearchStrategy[StockRules]:
    """Ledgers in euros, by any method, some of which may go below zero."""
    return st.builds(StockRules, st.just("EUR"), st.sampled_from(methods), below_zero=st.booleans())


def stock_courses(*, most: int = 12) -> st.SearchStrategy[tuple[StockMove, ...]]:
    """Moves as they may come in: in order of days, naming one another, some of them impossible."""
    lengths = st.integers(0, most).map(lambda moves: moves * _BYTES)
    return lengths.flatmap(lambda size: st.binary(min_size=size, max_size=size)).map(_course)


def _course(drawn: bytes) -> tuple[StockMove, ...]:
    """Read a few bytes as one move: a course is drawn a hundred times faster than field by field."""
    rows = [drawn[start : start + _BYTES] for start in range(0, len(drawn), _BYTES)]
    return tuple(_move(number, tuple(row)) for number, row in enumerate(rows))


def stock_moves() -> st.SearchStrategy[StockMove]:
    """One move of any kind."""
    return stock_courses(most=3).filter(bool).map(lambda moves: moves[-1])


def _move(number: int, row: tuple[int, ...]) -> StockMove:  # noqa: PLR0911 (one for each kind)
    kind, where, units, cents, named = row
    name, on, sku = f"m{number}", FIRST + timedelta(days=number), _SKUS[where % 5 == 0]
    spot = max(0, where % 8 - 4)  # mostly the first one
    place, other = _ALL[spot], _ALL[(spot + 1 + where // 8 % 3) % 4]
    quantity, value = units % 20 + 1, cents * 7 * (units % 20 + 1) + named % 3
    lot, earlier = f"m{named % (number + 1)}", f"m{named % (number + 1)}"
    ours = not place.owner
    match "rrrriiiiittaavlloOn"[kind % 19]:
        case "r":
            return GoodsReceipt(name, on, sku, quantity, place, value if ours else 0, "EUR")
        case "i":
            return GoodsIssue(name, on, sku, quantity, place, lot)
        case "t":
            return StockTransfer(name, on, sku, quantity, place, other)
        case "a":
            change = quantity if cents % 2 else -quantity
            cost = from_minor(value, "EUR") if named % 2 else None
            return StockAdjustment(name, on, sku, change, place, lot if change < 0 else "", cost)
        case "v":
            return CustomerReturn(name, on, earlier, units % 3 + 1, place)
        case "l":
            return LateCost(name, on, earlier, cents * 10 - 300, "EUR")
        case "o":
            return OwnershipChange(name, on, sku, quantity, _ALL[3], "", value, "EUR", incoterm="DAP")
        case "O":
            return OwnershipChange(name, on, sku, quantity, _OURS[where % 3], "acme", lot=lot)
        case _:
            return OpeningStock(name, on, sku, -quantity, _OURS[where % 3], -value, "EUR")


@st.composite
def stock_ledgers(draw: st.DrawFn, *, rules: st.SearchStrategy[StockRules] | None = None) -> StockLedger:
    """Draw ledgers of whatever could be recorded of a course."""
    empty = StockLedger(draw(stock_rules() if rules is None else rules))
    return record_all(empty, draw(stock_courses()))[0]


def stock_entries() -> st.SearchStrategy[StockEntry]:
    """Moves with what they did."""
    return stock_ledgers().filter(lambda ledger: ledger.moves).map(lambda ledger: ledger.entries[-1])


def value_changes() -> st.SearchStrategy[ValueChange]:
    """What moves did to the value."""
    return stock_entries().map(lambda entry: entry.change)


def stock_totals() -> st.SearchStrategy[StockTotals]:
    """How the value of a ledger came about."""
    return stock_ledgers().map(lambda ledger: ledger.totals())


def stock_layers() -> st.SearchStrategy[StockLayer]:
    """Units with their value, some of which expire."""
    return st.builds(
        StockLayer,
        st.integers(1, 500),
        st.integers(0, 100_000).map(lambda cents: from_minor(cents, "EUR")),
        st.sampled_from(["grn-1", "grn-2"]),
        st.sampled_from(["", "lot-7"]),
        _days(),
        st.none() | _days(),
    )


def written_stocks() -> st.SearchStrategy[tuple[WrittenStock, ...]]:
    """A stock journal as it was written: moves that could be recorded, and reservations."""
    return st.builds(_written, stock_ledgers(), reservations())


def _written(ledger: StockLedger, kept: Reservations) -> tuple[WrittenStock, ...]:
    records = (*ledger.moves, *kept.moves)
    return tuple(WrittenStock(number, _NOON, record) for number, record in enumerate(records, start=1))


@st.composite
def reserves(draw: st.DrawFn) -> Reserve:
    """Draw hard and soft reservations, some of which expire."""
    key, sku, quantity = (
        f"so-{draw(st.integers(1, 9))}",
        draw(st.sampled_from(_SKUS)),
        draw(st.integers(1, 20)),
    )
    at = draw(_instants())
    ends = draw(st.none() | st.integers(1, 600))
    expires_at = None if ends is None else at + timedelta(minutes=ends)
    return Reserve(key, sku, "Hamburg", quantity, at, draw(st.sampled_from(Firmness)), expires_at)


def releases() -> st.SearchStrategy[Release]:
    """Reservations that end."""
    keys = st.integers(1, 9).map(lambda number: f"so-{number}")
    return st.builds(
        Release, keys, st.integers(0, 600).map(lambda minutes: _NOON + timedelta(minutes=minutes))
    )


@st.composite
def reservations(draw: st.DrawFn) -> Reservations:
    """Draw what could be reserved of fifty units."""
    kept = Reservations()
    for wanted in draw(st.lists(reserves(), max_size=4)):
        answer = reserve(kept, wanted, on_hand=50)
        kept = kept if isinstance(answer, Refusal) else answer
    return kept


def delivery_points() -> st.SearchStrategy[DeliveryPoint]:
    """Where a term lets risk pass."""
    return st.builds(DeliveryPoint, st.sampled_from(Milestone), st.booleans())


@st.composite
def ownerships(draw: st.DrawFn) -> Ownership:
    """Draw from when on goods are ours, if they are."""
    incoterm, milestone = draw(st.sampled_from([("FOB", Milestone.ON_BOARD), ("DAP", Milestone.ARRIVED)]))
    return Ownership(incoterm, milestone, draw(st.none() | _days()), f"incoterms-2020-{incoterm.lower()}")


def planned() -> st.SearchStrategy[Planned]:
    """Units that come or are promised away."""
    return st.builds(Planned, _days(), st.integers(-200, 200))


def covers() -> st.SearchStrategy[Cover]:
    """How long stock lasts."""
    paths = st.lists(st.floats(0, 100), max_size=8)
    return st.builds(days_of_cover, st.integers(0, 500), paths, bucket_days=st.just(7))


def ageings() -> st.SearchStrategy[Ageing]:
    """Stock by age."""
    layers = st.lists(stock_layers(), max_size=4)
    bounds = st.just((30, 60, 90))
    return st.builds(ageing, layers, st.just("EUR"), on=_days(), upper_bounds_days=bounds)


def age_buckets() -> st.SearchStrategy[AgeBucket]:
    """Units of an age."""
    return ageings().map(lambda found: found.buckets[0])


@st.composite
def stock_views(draw: st.DrawFn) -> StockView:
    """Draw what may be known of an item, much of it unknown."""
    return StockView(
        draw(st.sampled_from(_SKUS)),
        draw(st.integers(-5, 500)),
        position=draw(st.none() | st.integers(0, 800)),
        reorder_point=draw(st.none() | st.integers(0, 300)),
        mean_per_day=draw(st.none() | st.fractions(0, 20, max_denominator=10)),
        last_issued_on=draw(st.none() | _days()),
        layers=draw(st.lists(stock_layers(), max_size=3)),
        below_zero=draw(st.sampled_from([FrozenMap[str, int](), FrozenMap({"Hamburg": -2})])),
    )


def watch_rules() -> st.SearchStrategy[WatchRules]:
    """What counts as wrong, some of it nothing."""
    days = st.none() | st.integers(0, 200)
    return st.builds(
        WatchRules, target_cover_days=days, slow_cover_days=days, dead_days=days, expiry_days=days
    )


@st.composite
def stock_findings(draw: st.DrawFn) -> StockFinding:
    """Draw what is found in an item that has fewer units than none somewhere."""
    view = draw(stock_views().filter(lambda one: one.below_zero))
    return draw(st.sampled_from(watch_stock([view], draw(watch_rules()), on=draw(_days()))))


def countables() -> st.SearchStrategy[Countable]:
    """Items in a counting programme, some never counted."""
    return st.builds(
        Countable,
        st.integers(1, 99).map(lambda number: f"sku-{number}"),
        st.sampled_from(_CLASSES),
        st.none() | _days(),
    )


def count_plans() -> st.SearchStrategy[CountPlan]:
    """The work of a counting programme."""
    items = st.fixed_dictionaries({name: st.integers(0, 2_000) for name in _CLASSES})
    yearly = st.just({"A": 12, "B": 4, "C": 1})
    return st.builds(count_plan, items, yearly, working_days=st.integers(1, 365))


def count_lines() -> st.SearchStrategy[CountLine]:
    """Items as counted, mostly off by a little."""
    return st.builds(
        CountLine,
        st.integers(1, 99).map(lambda number: f"sku-{number}"),
        st.sampled_from(_CLASSES),
        st.integers(0, 300),
        st.integers(0, 300),
        st.integers(0, 1_000_000).map(lambda cost: Money(cost, "EUR") / 10_000),
    )


def stock_counts() -> st.SearchStrategy[StockCount]:
    """Counts of a few items at one place."""
    lines = st.lists(count_lines(), max_size=5, unique_by=lambda line: line.sku)
    return st.builds(StockCount, st.just("count-7"), _days(), places(ours=True), lines)


def count_reconciliations() -> st.SearchStrategy[CountReconciliation]:
    """Counts held against the books."""
    return stock_counts().map(lambda count: reconcile_count(count, _TOLERANCE, currency="EUR"))
