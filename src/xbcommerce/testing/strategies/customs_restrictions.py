"""What may be sent: facts of goods, restrictions, provisions of the air on batteries.

Ratings, masses and counts lie on the limits of the rules as often as beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from xbcommerce.kernel.dated import Dated, RuleSet, Source, Status, Validity
from xbcommerce.logistics import Compare, Flag, Mode, Op
from xbcommerce.logistics.customs import Buyer, When
from xbcommerce.logistics.customs.restrictions import (
    AerosolFacts,
    BatteryClass,
    BatteryFacts,
    BatteryProvision,
    BatterySection,
    Chemistry,
    Direction,
    FactTest,
    GoodsFacts,
    Level,
    LiquidFacts,
    MagnetFacts,
    Mark,
    Packing,
    Restriction,
    classify_battery,
    provision_key,
)

ON = date(2026, 6, 1)
CLASSES = ("aerosol", "battery_in_device", "battery_loose", "food", "liquid", "magnet", "vape")
_REASONS = ("battery_by_post", "vapes_banned", "own_rule")
_PLACES = ("AU", "DE", "EU", "SG", "US")


def _figures(*marks: str) -> st.SearchStrategy[Fraction]:
    """Draw numbers on the limits and a smallest step beside them."""
    exact = [Fraction(mark) for mark in marks]
    steps = (-Fraction(1, 1_000), Fraction(0), Fraction(1, 1_000))
    return st.builds(Fraction.__add__, st.sampled_from(exact), st.sampled_from(steps))


def _maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def battery_facts(*, whole: bool = False) -> st.SearchStrategy[BatteryFacts]:
    """Batteries or cells in a package; facts may be missing.

    Args:
        whole: Everything is told.
    """
    cells, batteries = _rated(_figures("2.7", "20"), whole), _rated(_figures("2.7", "37", "100"), whole)
    return st.one_of(
        _package(whole, cells=cells[0], cell_wh=cells[1], cell_lithium_g=cells[2]),
        _package(whole, batteries=batteries[0], battery_wh=batteries[1], battery_lithium_g=batteries[2]),
    )


def _rated(wh: st.SearchStrategy[Fraction], whole: bool) -> tuple[st.SearchStrategy[Any], ...]:  # noqa: FBT001
    told = (st.integers(1, 6), wh, _figures("1", "2"))
    return tuple(values if whole else _maybe(values) for values in told)


def _package(whole: bool, **rated: st.SearchStrategy[Any]) -> st.SearchStrategy[BatteryFacts]:  # noqa: FBT001
    facts: dict[str, st.SearchStrategy[Any]] = {
        "chemistry": st.sampled_from([Chemistry.LITHIUM_ION, Chemistry.LITHIUM_METAL]),
        "packing": st.sampled_from(Packing),
        "net_kg": _figures("0.4", "2.5", "5", "10", "35"),
        "charge_pct": _figures("30", "90"),
        "button_cells": st.booleans(),
        "packages": st.integers(1, 3),
        "tested": st.booleans(),
        "damaged": st.booleans(),
    }
    told = {name: values if whole else _maybe(values) for name, values in facts.items()}
    return st.builds(BatteryFacts, **told, **rated)


def magnet_facts() -> st.SearchStrategy[MagnetFacts]:
    """Magnets whose field falls with the distance."""
    near, far = _maybe(_figures("0.159", "0.418", "1")), _maybe(_figures("0.1", "0.418"))
    return st.tuples(near, far).filter(_falls).map(lambda fields: MagnetFacts(*fields))


def _falls(fields: tuple[Fraction | None, Fraction | None]) -> bool:
    near, far = fields
    return near is None or far is None or far <= near


def liquid_facts() -> st.SearchStrategy[LiquidFacts]:
    """Liquids about the limits of flash point and alcohol."""
    return st.builds(
        LiquidFacts, _maybe(_figures("-20", "60")), _maybe(_figures("50")), _maybe(_figures("24", "70"))
    )


def aerosol_facts() -> st.SearchStrategy[AerosolFacts]:
    """Spray cans of about a litre at most."""
    return st.builds(AerosolFacts, _maybe(_figures("250", "1000")), _maybe(st.booleans()))


def goods_facts(*, whole: bool = False) -> st.SearchStrategy[GoodsFacts]:
    """Facts of any of the kinds, with up to two kinds of battery.

    Args:
        whole: Everything is told of the batteries there are, and of nothing else.
    """
    batteries = st.lists(battery_facts(whole=whole), max_size=2)
    if whole:
        return st.builds(GoodsFacts, batteries)
    return st.builds(
        GoodsFacts,
        batteries,
        magnet=_maybe(magnet_facts()),
        liquid=_maybe(liquid_facts()),
        aerosol=_maybe(aerosol_facts()),
    )


def battery_sections(*, names: Sequence[str] = ("I", "IA")) -> st.SearchStrategy[BatterySection]:
    """Sections that take every rating, with and without a limit of charge."""
    charges = st.sampled_from([(None, None), ("30", None), ("30", "2.7")])
    return st.builds(
        _strictest,
        st.sampled_from(names),
        _maybe(_figures("5")),
        _maybe(_figures("10", "35")),
        charges,
        st.sampled_from(Mark),
        st.booleans(),
    )


def _strictest(
    name: str,
    passenger: Fraction | None,
    cargo: Fraction | None,
    charge: tuple[str | None, str | None],
    mark: Mark,
    declared: bool,  # noqa: FBT001 (drawn)
) -> BatterySection:
    most, over = charge
    return BatterySection(
        name,
        passenger_kg_max=passenger,
        cargo_kg_max=cargo,
        charge_pct_max=most,
        charge_over_wh=over,
        mark=mark,
        declaration=declared,
    )


def battery_provisions() -> st.SearchStrategy[BatteryProvision]:
    """Provisions with a mild section before the strictest, or with none on record."""
    mild = BatterySection(
        "II", cell_wh_max=20, battery_wh_max=100, passenger_kg_max=5, cargo_kg_max=5, mark=Mark.UNLESS_FEW
    )
    sections = battery_sections().map(lambda strict: (mild, strict)) | st.just(())
    return st.builds(BatteryProvision, st.sampled_from(["3480", "3481"]), st.just("967"), sections)


def battery_classes() -> st.SearchStrategy[BatteryClass]:
    """Packages that are told wholly, classified by a provision drawn."""
    provisions = battery_provisions().filter(lambda provision: bool(provision.sections))
    found = st.builds(_classified, battery_facts(whole=True), provisions)
    return found.filter(lambda one: isinstance(one, BatteryClass))


def _classified(facts: BatteryFacts, provision: BatteryProvision) -> Any:  # noqa: ANN401
    chemistry, packing = facts.chemistry, facts.packing
    assert chemistry is not None
    assert packing is not None
    key = provision_key(chemistry, packing)
    record = Dated("drawn", key, provision, Validity(), ON, Source("drawn"))
    return classify_battery(facts, RuleSet([record], ON), on=ON)


def fact_tests() -> st.SearchStrategy[FactTest]:
    """What a restriction asks of the goods."""
    compared = st.builds(
        Compare,
        st.sampled_from(["batteries", "battery_wh", "liquid_flash_point_c", "net_kg"]),
        st.sampled_from(Op),
        _figures("2", "5", "60", "100"),
    )
    flags = st.builds(Flag, st.sampled_from(["damaged", "lithium", "aerosol_flammable"]), st.booleans())
    return compared | flags


def restrictions() -> st.SearchStrategy[Restriction]:
    """Rules of every level about places, modes, buyers, classes and facts of the goods."""
    some = st.frozensets
    whens = st.builds(
        When,
        modes=some(st.sampled_from(Mode), max_size=3),
        buyers=some(st.sampled_from(Buyer), max_size=1),
        carriers=some(st.sampled_from(["fedex", "usps"]), max_size=1),
        goods=some(st.sampled_from(CLASSES), max_size=4),
        not_goods=some(st.sampled_from(["alcohol"]), max_size=1),
    )
    return st.builds(
        _restriction,
        st.sampled_from(Level),
        st.sampled_from(_REASONS),
        some(st.sampled_from(_PLACES), max_size=2),
        st.sampled_from(Direction),
        whens,
        st.lists(fact_tests(), max_size=2),
    )


def _restriction(
    level: Level,
    reason: str,
    places: frozenset[str],
    direction: Direction,
    when: When,
    facts: list[FactTest],
) -> Restriction:
    document = "permit" if level is Level.NEEDS_DOCUMENT else ""
    return Restriction(
        level, reason, places=places, direction=direction, when=when, facts=tuple(facts), document=document
    )


@st.composite
def restriction_sets(draw: st.DrawFn) -> RuleSet[Restriction]:
    """Up to five restrictions that hold on `ON`, some of them beside others under one key."""
    statuses = st.sampled_from([Status.ENACTED, Status.ESTIMATED])
    records = (
        Dated(
            f"drawn-{number}",
            draw(st.sampled_from(["restriction/a", "restriction/b", f"restriction/{number}"])),
            rule,
            Validity(),
            ON,
            Source("a circular"),
            draw(statuses),
        )
        for number, rule in enumerate(draw(st.lists(restrictions(), max_size=5)))
    )
    return RuleSet[Restriction](records, ON)
