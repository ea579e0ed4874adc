"""Packing: known puzzles, reasons for what stays behind, plans that pass an independent check."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.measures import Dimensions
from xbcommerce.logistics import (
    Carton,
    Orientation,
    PackedCarton,
    PackingItem,
    PackingPlan,
    Placement,
    check_plan,
    pack,
)
from xbcommerce.testing.strategies.shipping import cartons, packing_items, packing_plans

DATA = Path(__file__).parents[3] / "shared" / "data" / "logistics"


def box(*sides: int, carton_id: str = "B", tare_g: int = 0, max_gross_g: int = 10**9) -> Carton:
    """Make a carton without walls."""
    inner = Dimensions(*sides)
    return Carton(carton_id, inner, inner, tare_g, max_gross_g)


def item(
    *sides: int, quantity: int = 1, item_id: str = "A", weight_g: int = 1, flat: bool = False
) -> PackingItem:
    """Make an item of which only what matters is given."""
    orientation = Orientation.FLAT if flat else Orientation.ANY
    return PackingItem(item_id, Dimensions(*sides), weight_g, quantity, orientation)


@pytest.mark.parametrize(
    ("carton", "items"),
    [
        (box(425, 250, 150), [item(260, 198, 65, quantity=2), item(175, 122, 45, quantity=2, item_id="B")]),
        (box(725, 725, 650), [item(260, 260, 460, quantity=6)]),
        (box(250, 1360, 260), [item(90, 200, 200, quantity=15, flat=True)]),
        (box(6, 1, 5), [item(3, 1, 2, quantity=5)]),
        (box(90, 40, 30), [item(40, 30, 30, quantity=3)]),
        (box(4, 4, 4), [item(2, 2, 2, quantity=8)]),
        (box(4, 4, 8), [item(1, 2, 4, quantity=16)]),
        (box(200, 200, 300), [item(65, 66, 83, quantity=27)]),
        (box(10, 10, 3), [item(6, 10, 2), item(4, 10, 1, item_id="B"), item(4, 10, 2, item_id="C")]),
    ],
    ids=["two pairs", "six", "flat", "exact", "rotated", "cubes", "bricks", "27", "layers"],
)
def test_puzzles_that_other_packers_missed_fit_one_carton(carton: Carton, items: list[PackingItem]) -> None:
    """Cases from the issue lists of other libraries."""
    plan = pack(items, [carton])
    assert len(plan.cartons) == 1
    assert plan.unpacked == ()
    assert check_plan(plan) == ()


@pytest.mark.parametrize(
    ("carton", "items", "count"),
    [
        (box(4, 4, 4), [item(2, 2, 2, quantity=9)], 2),
        (box(10, 10, 10), [item(6, 6, 6, quantity=2)], 2),
        (box(40, 40, 40), [item(35, 35, 5, quantity=11)], 2),
        (box(30, 30, 30, tare_g=500, max_gross_g=10_000), [item(10, 10, 10, quantity=5, weight_g=4_000)], 3),
        (box(30, 30, 30, tare_g=400, max_gross_g=2_000), [item(5, 5, 5, quantity=7, weight_g=400)], 2),
    ],
    ids=["nine cubes", "big cubes", "slabs", "weight", "exact weight"],
)
def test_what_does_not_fit_one_carton_takes_more(
    carton: Carton, items: list[PackingItem], count: int
) -> None:
    """By room or by weight; the carton itself counts."""
    plan = pack(items, [carton])
    assert len(plan.cartons) == count
    assert check_plan(plan) == ()


def test_the_smallest_carton_that_takes_all_is_used() -> None:
    """Whatever order the cartons are listed in."""
    small, large = box(10, 10, 10, carton_id="S"), box(20, 20, 20, carton_id="L")
    for kinds in ([small, large], [large, small]):
        plan = pack([item(10, 10, 5, quantity=2)], kinds)
        assert [packed.carton.id for packed in plan.cartons] == ["S"]


def test_what_no_carton_takes_is_told_and_the_rest_is_packed() -> None:
    """Too long, too heavy for every carton it fits into, and one that is fine."""
    carton = box(20, 20, 20, tare_g=100, max_gross_g=5_000)
    long, heavy = item(25, 5, 5, item_id="long", quantity=2), item(5, 5, 5, item_id="heavy", weight_g=4_901)
    plan = pack([long, heavy, item(5, 5, 5, item_id="ok")], [carton])
    assert [(each.item_id, each.quantity, each.reason.code) for each in plan.unpacked] == [
        ("heavy", 1, "packing.too_heavy"),
        ("long", 2, "packing.too_large"),
    ]
    assert [piece.item_id for piece in plan.cartons[0].placements] == ["ok"]
    assert "long: 25 x 5 x 5 mm does not fit into any carton" in str(plan)
    assert check_plan(plan) == ()


def test_a_flat_item_is_too_large_where_only_tipping_would_help() -> None:
    """Its height stays upright."""
    assert pack([item(5, 5, 20, flat=True)], [box(20, 20, 10)]).unpacked[0].reason.code == "packing.too_large"


def test_without_cartons_everything_is_too_large() -> None:
    """A shop without cartons gets an answer, no exception."""
    assert [each.reason.code for each in pack([item(1, 1, 1)], []).unpacked] == ["packing.too_large"]


def test_parcels_carry_weight_goods_and_value() -> None:
    """Gross weight with the carton; a value only where every piece has one in one currency."""
    carton = Carton("S", Dimensions(100, 100, 100), Dimensions(104, 104, 104), 90, 5_000)
    mug = evolve(item(50, 50, 50, weight_g=300, quantity=2), value=Money("9.50", "EUR"))
    lamp = PackingItem(
        "L", Dimensions(50, 50, 50), 200, goods={"battery_in_device"}, value=Money("20", "EUR")
    )
    (parcel,) = pack([mug, lamp], [carton]).parcels
    assert (parcel.dimensions, parcel.weight_g, parcel.value) == (carton.outer, 890, Money("39", "EUR"))
    assert parcel.goods == {"general", "battery_in_device"}
    for other in (None, Money("20", "USD")):
        assert pack([mug, evolve(lamp, value=other)], [carton]).parcels[0].value is None


def test_ids_that_occur_twice_are_refused() -> None:
    """Placements name items by id."""
    with pytest.raises(InvalidValueError, match="item ids"):
        pack([item(1, 1, 1), item(2, 2, 2)], [])
    with pytest.raises(InvalidValueError, match="carton ids"):
        pack([], [box(1, 1, 1), box(2, 2, 2)])


def test_a_carton_must_be_larger_outside_and_hold_something() -> None:
    """With both figures in the message."""
    with pytest.raises(InvalidValueError, match="does not fit into outer"):
        Carton("S", Dimensions(10, 10, 10), Dimensions(9, 12, 12), 0, 100)
    with pytest.raises(InvalidValueError, match="leaves nothing"):
        Carton("S", Dimensions(1, 1, 1), Dimensions(1, 1, 1), 100, 100)


CUBE = item(5, 5, 5, weight_g=100)
PLANK = item(5, 4, 3, weight_g=100, flat=True)


@pytest.mark.parametrize(
    ("what", "at", "size", "code"),
    [
        (CUBE, (6, 0, 0), (5, 5, 5), "packing.out_of_bounds"),
        (CUBE, (-1, 0, 0), (5, 5, 5), "packing.out_of_bounds"),
        (PLANK, (0, 0, 0), (5, 5, 3), "packing.size_mismatch"),
        (PLANK, (0, 0, 0), (5, 3, 4), "packing.orientation"),
        (CUBE, (0, 0, 1), (5, 5, 5), "packing.unsupported"),
    ],
    ids=["out", "negative", "size", "tipped", "floating"],
)
def test_the_check_finds_what_is_wrong(
    what: PackingItem, at: tuple[int, int, int], size: tuple[int, int, int], code: str
) -> None:
    """Each kind of error, in plans made by hand."""
    plan = PackingPlan((what,), (PackedCarton(box(10, 10, 10), (Placement("A", at, size),)),))
    assert [unmet.code for unmet in check_plan(plan, min_support="0.5")] == [code]


def test_the_check_counts_and_weighs() -> None:
    """Missing, surplus and unknown pieces, and a carton that is too heavy with its tare."""
    here = Placement("A", (0, 0, 0), (5, 5, 5))
    stray = Placement("X", (5, 0, 0), (5, 5, 5))
    carton = box(10, 10, 10, tare_g=200, max_gross_g=299)
    twice = PackingPlan((evolve(CUBE, quantity=2),), (PackedCarton(carton, (here, stray)),))
    assert [unmet.code for unmet in check_plan(twice)] == [
        "packing.overweight",
        "packing.unknown_item",
        "packing.missing",
    ]
    doubled = PackingPlan((CUBE,), (PackedCarton(box(10, 10, 10), (here, evolve(here, at_mm=(5, 5, 5)))),))
    assert [unmet.code for unmet in check_plan(doubled)] == ["packing.extra"]


@given(packing_plans())
def test_a_plan_always_passes_the_check(plan: PackingPlan) -> None:
    """Nothing overlaps, sticks out, is tipped, lost or too heavy."""
    assert check_plan(plan) == ()
    assert all(packed.placements for packed in plan.cartons)


@given(
    st.lists(packing_items(), min_size=1, max_size=5, unique_by=lambda each: each.id),
    st.lists(cartons(), min_size=1, max_size=3, unique_by=lambda each: each.id),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_list_does_not_matter(
    items: list[PackingItem], kinds: list[Carton], random: object
) -> None:
    """Shuffled items and cartons give the very same cartons."""
    shuffled, mixed = list(items), list(kinds)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert pack(shuffled, mixed).cartons == pack(items, kinds).cartons


@given(packing_plans(), st.integers(2, 5))
def test_scaling_all_lengths_keeps_the_plan(plan: PackingPlan, factor: int) -> None:
    """A packer that thinks in centimetres finds the same places."""

    def larger(size: Dimensions) -> Dimensions:
        return Dimensions(size.length_mm * factor, size.width_mm * factor, size.height_mm * factor)

    kinds = {packed.carton.id: packed.carton for packed in plan.cartons}
    items = [evolve(each, dimensions=larger(each.dimensions)) for each in plan.items]
    grown = [evolve(each, inner=larger(each.inner), outer=larger(each.outer)) for each in kinds.values()]
    again, plain = pack(items, grown), pack(plan.items, list(kinds.values()))
    assert [
        [(each.item_id, tuple(side // factor for side in each.at_mm)) for each in packed.placements]
        for packed in again.cartons
    ] == [[(each.item_id, each.at_mm) for each in packed.placements] for packed in plain.cartons]


@pytest.mark.parametrize(("orientation", "column"), [(Orientation.ANY, "free"), (Orientation.FLAT, "flat")])
def test_real_orders_take_no_more_cartons_than_boxpacker(orientation: Orientation, column: str) -> None:
    """2,144 real orders in four cartons; every third is packed and checked here."""
    if not DATA.is_dir():
        pytest.skip(
            f"the packing corpus is not beside the repository: {DATA.name} has no packing_orders.csv.gz"
        )
    with (DATA / "packing_boxes.csv").open(newline="", encoding="utf-8") as rows:
        kinds = [_carton(row) for row in csv.DictReader(rows)]
    orders: dict[str, list[dict[str, str]]] = defaultdict(list)
    with gzip.open(DATA / "packing_orders.csv.gz", "rt", newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            orders[row["order_id"]].append(row)
    with gzip.open(DATA / "packing_orders_expected.csv.gz", "rt", newline="", encoding="utf-8") as rows:
        peer = {row["order_id"]: int(row[f"peer_boxes_{column}"]) for row in csv.DictReader(rows)}
    chosen = sorted(orders)[::3]
    ours = 0
    for order in chosen:
        plan = pack([_item(row, n, orientation) for n, row in enumerate(orders[order])], kinds)
        assert check_plan(plan) == (), order
        assert not plan.unpacked, order
        ours += len(plan.cartons)
    assert ours <= sum(peer[order] for order in chosen)


def _carton(row: dict[str, str]) -> Carton:
    inner, outer = (
        Dimensions(*(int(row[f"{kind}_{side}_mm"]) for side in ("length", "width", "height")))
        for kind in ("inner", "outer")
    )
    return Carton(row["box_id"], inner, outer, int(row["tare_g"]), int(row["max_gross_g"]))


def _item(row: dict[str, str], number: int, orientation: Orientation) -> PackingItem:
    sides = Dimensions(*(int(row[f"{side}_mm"]) for side in ("length", "width", "height")))
    weight_g = max(1, int(row["weight_g"]))
    return PackingItem(f"line {number}", sides, weight_g, int(row["quantity"]), orientation)
