"""Batteries by air: sections, limits to the smallest step, the mark, the charge, and what is not known."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.dated import Dated, RuleSet, Source, Validity
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs.restrictions import (
    Aircraft,
    BatteryClass,
    BatteryFacts,
    BatteryProvision,
    BatterySection,
    Chemistry,
    Mark,
    Packing,
    classify_battery,
    watt_hours,
)
from xbcommerce.reference import languages, messages
from xbcommerce.reference.customs.restrictions import restriction_rules
from xbcommerce.testing.strategies.customs_restrictions import battery_facts

DAY = date(2026, 11, 25)
RULES = restriction_rules()
ION, METAL, SODIUM = Chemistry.LITHIUM_ION, Chemistry.LITHIUM_METAL, Chemistry.SODIUM_ION
ALONE, WITH, IN = Packing.ALONE, Packing.WITH_EQUIPMENT, Packing.IN_EQUIPMENT
STEP = Fraction(1, 1_000_000)
SOUND = {"tested": True, "damaged": False}


def package(chemistry: Chemistry, packing: Packing, **facts: object) -> BatteryFacts:
    """Tell a package of sound batteries that weigh little and are charged little."""
    return BatteryFacts(
        chemistry, packing, **{"net_kg": "0.4", "charge_pct": 20, "packages": 1, **SOUND, **facts}
    )


def classed(facts: BatteryFacts, *, on: date = DAY) -> BatteryClass:
    """Classify a package of which enough is known."""
    found = classify_battery(facts, RULES, on=on)
    assert isinstance(found, BatteryClass), found
    return found


def asked_for(facts: BatteryFacts, *, on: date = DAY) -> tuple[str, ...]:
    """Return what is asked of a package that cannot be classified."""
    found = classify_battery(facts, RULES, on=on)
    assert isinstance(found, Refusal), found
    assert set(found.codes) == {"dangerous_goods.needs_fact"}
    return tuple(unmet.where for unmet in found.unmet)


@pytest.mark.parametrize(
    ("mah", "volts", "wh"),
    [
        ("10000", "3.7", "37"), ("2600", "3.63", "9.438"), ("26800", "3.7", "99.16"),
        ("5000", "20", "100"), (3000, "1.5", "4.5"), ("4500.5", "3.85", "17.326925"),
    ],
)  # fmt: skip
def test_watt_hours_are_ampere_hours_times_volts_exactly(mah: str | int, volts: str, wh: str) -> None:
    """Nothing is rounded, so that 99.999 Wh stay under 100."""
    assert watt_hours(mah, volts) == Fraction(wh)


@given(st.integers(1, 10**6), st.integers(1, 10**5))
def test_cells_in_series_or_parallel_hold_what_they_hold_together(mah: int, millivolts: int) -> None:
    """Twice the voltage or twice the charge is twice the energy."""
    volts = Fraction(millivolts, 1_000)
    assert 2 * watt_hours(mah, volts) == watt_hours(2 * mah, volts) == watt_hours(mah, 2 * volts)


@pytest.mark.parametrize(("mah", "volts"), [(0, "3.7"), (-1, "3.7"), (1000, 0), (37.5, "3.7"), ("x", 3)])
def test_a_battery_without_energy_is_refused(mah: object, volts: object) -> None:
    """A float too, since it is not the number on the label."""
    with pytest.raises(InvalidValueError):
        watt_hours(mah, volts)


@pytest.mark.parametrize(
    ("chemistry", "packing", "rating", "un", "instruction", "section", "passenger_kg", "cargo_kg"),
    [
        (ION, ALONE, {"battery_wh": 37}, "3480", "965", "IB", None, 10),
        (ION, ALONE, {"battery_wh": 120}, "3480", "965", "IA", None, 35),
        (ION, ALONE, {"cell_wh": 20}, "3480", "965", "IB", None, 10),
        (ION, WITH, {"battery_wh": 37}, "3481", "966", "II", 5, 5),
        (ION, WITH, {"battery_wh": 120}, "3481", "966", "I", 5, 35),
        (ION, IN, {"battery_wh": 37}, "3481", "967", "II", 5, 5),
        (ION, IN, {"battery_wh": 120}, "3481", "967", "I", 5, 35),
        (METAL, ALONE, {"battery_lithium_g": 2}, "3090", "968", "IB", None, "2.5"),
        (METAL, ALONE, {"cell_lithium_g": "1.1"}, "3090", "968", "IA", None, 35),
        (METAL, WITH, {"cell_lithium_g": 1}, "3091", "969", "II", 5, 5),
        (METAL, WITH, {"battery_lithium_g": "2.1"}, "3091", "969", "I", 5, 35),
        (METAL, IN, {"battery_lithium_g": "0.3"}, "3091", "970", "II", 5, 5),
        (METAL, IN, {"battery_lithium_g": 8}, "3091", "970", "I", 5, 35),
    ],
)  # fmt: skip
def test_sections_and_their_limits(
    chemistry: Chemistry,
    packing: Packing,
    rating: dict[str, object],
    un: str,
    instruction: str,
    section: str,
    passenger_kg: object,
    cargo_kg: object,
) -> None:
    """As carriers and packers of dangerous goods tell them."""
    found = classed(package(chemistry, packing, **rating))
    assert (found.un, found.packing_instruction, found.section.name) == (un, instruction, section)
    limits = [found.section.kg_max(aircraft) for aircraft in Aircraft]
    assert limits == [None if kg is None else Fraction(kg) for kg in (passenger_kg, cargo_kg)]
    assert found.may_fly(Aircraft.PASSENGER) is (passenger_kg is not None)
    assert found.may_fly(Aircraft.CARGO) is True
    assert found.section.declaration is (section != "II")


@pytest.mark.parametrize("packing", Packing)
@pytest.mark.parametrize(
    ("chemistry", "fact", "limit"),
    [
        (ION, "cell_wh", 20), (ION, "battery_wh", 100),
        (METAL, "cell_lithium_g", 1), (METAL, "battery_lithium_g", 2),
    ],
)  # fmt: skip
def test_a_rating_at_the_limit_is_small_and_a_step_above_it_is_not(
    packing: Packing, chemistry: Chemistry, fact: str, limit: int
) -> None:
    """20 Wh, 100 Wh, 1 g and 2 g are inclusive."""
    mild, strict = ("IB", "IA") if packing is ALONE else ("II", "I")
    for rating, name in ((limit - STEP, mild), (Fraction(limit), mild), (limit + STEP, strict)):
        assert classed(package(chemistry, packing, **{fact: rating})).section.name == name


@pytest.mark.parametrize(
    ("chemistry", "packing", "rating", "limit", "after"),
    [
        (ION, ALONE, {"battery_wh": 37}, 10, "IA"), (ION, IN, {"battery_wh": 37}, 5, "I"),
        (ION, WITH, {"battery_wh": 37}, 5, "I"), (METAL, ALONE, {"battery_lithium_g": 1}, "2.5", "IA"),
    ],
)  # fmt: skip
def test_a_package_too_heavy_for_the_mild_section_falls_into_the_next(
    chemistry: Chemistry, packing: Packing, rating: dict[str, object], limit: object, after: str
) -> None:
    """At most 10 kg under section IB, 5 kg under section II; the limit itself is in."""
    kg = Fraction(limit)
    at, above = (classed(package(chemistry, packing, **rating, net_kg=net)) for net in (kg, kg + STEP))
    assert at.section.name != after == above.section.name
    assert above.may_fly(Aircraft.PASSENGER) is False
    assert above.may_fly(Aircraft.CARGO) is True


def test_a_weight_that_settles_the_section_makes_the_rating_needless() -> None:
    """Above 5 kg in equipment it is section I, whatever the rating."""
    assert classed(package(ION, IN, batteries=90, net_kg=6)).section.name == "I"


def test_above_the_last_limit_no_aircraft_takes_it() -> None:
    """35 kg go, a step more does not."""
    assert classed(package(ION, ALONE, battery_wh=120, net_kg=35)).may_fly(Aircraft.CARGO) is True
    over = classed(package(ION, ALONE, battery_wh=120, net_kg=35 + STEP))
    assert [unmet.code for unmet in over.unmet] == ["dangerous_goods.too_heavy"]
    assert over.may_fly(Aircraft.CARGO) is False


def test_batteries_by_themselves_are_charged_to_thirty_percent_at_most() -> None:
    """Exactly 30 % goes, a step more does not."""
    for charge, flies in ((Fraction(30), True), (30 + STEP, False)):
        found = classed(package(ION, ALONE, battery_wh=37, charge_pct=charge))
        assert found.may_fly(Aircraft.CARGO) is flies


def test_the_charge_beside_equipment_is_limited_from_2026_above_2_7_watt_hours() -> None:
    """Before, it was free; in equipment, it still is."""
    full = {"battery_wh": 37, "charge_pct": 100}
    assert classed(package(ION, WITH, **full), on=date(2025, 12, 31)).may_fly(Aircraft.PASSENGER) is True
    assert classed(package(ION, WITH, **full), on=date(2026, 1, 1)).may_fly(Aircraft.PASSENGER) is False
    assert classed(package(ION, IN, **full)).may_fly(Aircraft.PASSENGER) is True
    for rating, flies in ((Fraction("2.7"), True), (Fraction("2.7") + STEP, False)):
        found = classed(package(ION, WITH, cell_wh=rating, charge_pct=100))
        assert found.may_fly(Aircraft.PASSENGER) is flies


def test_a_battery_of_unknown_rating_beside_small_cells_is_not_freed_of_the_limit() -> None:
    """Each kind must be small."""
    mixed = package(ION, WITH, cells=1, cell_wh=2, batteries=1, net_kg=6, charge_pct=None)
    assert classed(mixed).open_facts == ("charge_pct",)


@pytest.mark.parametrize(
    ("facts", "marked"),
    [
        ({"batteries": 2}, False), ({"batteries": 3}, True), ({"batteries": None}, None),
        ({"batteries": 2, "packages": 2}, False), ({"batteries": 2, "packages": 3}, True),
        ({"batteries": 2, "packages": None}, None), ({"batteries": 3, "packages": None}, True),
        ({"batteries": 2, "cells": 4}, False), ({"batteries": 2, "cells": 5}, True),
    ],
)  # fmt: skip
def test_few_batteries_in_equipment_go_without_the_mark(
    facts: dict[str, object],
    marked: bool | None,  # noqa: FBT001
) -> None:
    """Four cells or two batteries a package, in two packages; a count that is missing is asked for."""
    cells = {"cell_wh": 10} if "cells" in facts else {}
    found = classed(package(ION, IN, battery_wh=37, **cells, **facts))
    assert found.mark_needed is marked
    assert bool(found.uncounted) is (marked is None)


@pytest.mark.parametrize(
    ("facts", "marked"),
    [
        ({"cells": 4}, False), ({"cells": 5, "button_cells": False}, True),
        ({"cells": 5, "button_cells": True}, False), ({"cells": 5}, None),
        ({"cells": 4, "packages": 9}, None),
    ],
)  # fmt: skip
def test_button_cells_in_equipment_need_no_mark(facts: dict[str, object], marked: bool | None) -> None:  # noqa: FBT001
    """However many there are."""
    found = classed(package(METAL, IN, cell_lithium_g="0.1", **facts))
    assert found.mark_needed is marked
    assert ("button_cells" in found.uncounted) is (marked is None)


@pytest.mark.parametrize(
    ("packing", "rating", "marked"),
    [(ALONE, 37, True), (ALONE, 120, False), (WITH, 37, True), (WITH, 120, False), (IN, 120, False)],
)
def test_other_sections_always_or_never_bear_the_mark(packing: Packing, rating: int, marked: bool) -> None:  # noqa: FBT001
    """Section IB and what lies beside equipment always; sections I and IA bear the label of class 9."""
    assert classed(package(ION, packing, battery_wh=rating)).mark_needed is marked


@pytest.mark.parametrize(
    ("facts", "code"),
    [({"damaged": True}, "dangerous_goods.damaged"), ({"tested": False}, "dangerous_goods.untested")],
)
def test_unsafe_batteries_fly_in_no_aircraft(facts: dict[str, object], code: str) -> None:
    """Damaged, recalled, or of a type that was not tested."""
    found = classed(package(ION, IN, battery_wh=37, **facts))
    assert [unmet.code for unmet in found.unmet] == [code]
    assert [found.may_fly(aircraft) for aircraft in Aircraft] == [False, False]


def test_missing_facts_are_asked_for_all_at_once() -> None:
    """Unknown is neither allowed nor forbidden."""
    assert asked_for(BatteryFacts(ION, IN, net_kg="0.4", **SOUND)) == ("battery_wh",)
    assert asked_for(BatteryFacts(ION, IN, cells=2, net_kg="0.4", **SOUND)) == ("cell_wh",)
    assert asked_for(BatteryFacts(METAL, IN, net_kg="0.4", **SOUND)) == ("battery_lithium_g",)
    assert asked_for(BatteryFacts(ION, ALONE)) == ("battery_wh", "tested", "damaged", "net_kg", "charge_pct")
    assert asked_for(BatteryFacts(**SOUND)) == ("chemistry", "packing", "net_kg")
    assert asked_for(BatteryFacts(METAL, **SOUND)) == ("packing", "battery_lithium_g", "net_kg")
    assert asked_for(package(ION, IN, cells=1, batteries=1, cell_wh=10)) == ("battery_wh",)


def test_one_rating_above_its_limit_settles_the_section_without_the_other() -> None:
    """A cell of 21 Wh is large whatever the batteries beside it."""
    assert classed(package(ION, IN, cells=1, batteries=1, cell_wh=21)).section.name == "I"


def test_a_section_stands_while_the_mass_is_not_told() -> None:
    """Its limit is known; whether it may fly is not."""
    found = classed(package(ION, IN, battery_wh=37, net_kg=None))
    assert found.section.name == "II"
    assert found.open_facts == ("net_kg", "batteries")
    assert found.may_fly(Aircraft.PASSENGER) is None


@pytest.mark.parametrize("packing", Packing)
def test_sodium_batteries_have_numbers_and_no_sections_on_record(packing: Packing) -> None:
    """Their limits were not verified, so that none are given."""
    found = classify_battery(package(SODIUM, packing, battery_wh=37), RULES, on=DAY)
    assert isinstance(found, Refusal)
    assert found.codes == ("dangerous_goods.no_sections",)
    assert found.unmet[0].params["un"] == ("3551" if packing is ALONE else "3552")


@pytest.mark.parametrize(
    ("chemistry", "on", "code"),
    [
        (ION, date(2022, 3, 31), "rule.none"), (Chemistry.OTHER, DAY, "rule.none"),
        (SODIUM, date(2024, 12, 31), "rule.none"),
    ],
)  # fmt: skip
def test_a_day_without_a_rule_is_refused(chemistry: Chemistry, on: date, code: str) -> None:
    """Neither yes nor no."""
    found = classify_battery(package(chemistry, ALONE, battery_wh=37), RULES, on=on)
    assert isinstance(found, Refusal)
    assert found.codes == (code,)


def test_an_edition_that_ran_out_must_be_looked_at_before_it_answers_again() -> None:
    """Editions are of a year."""
    after = date(2027, 1, 1)
    found = classify_battery(package(ION, ALONE, battery_wh=37), RULES, on=after, known=after)
    assert isinstance(found, Refusal)
    assert found.codes == ("rule.stale",)


@given(battery_facts(whole=True), st.data())
def test_a_missing_fact_never_lets_fly_what_a_known_one_kept_down(
    facts: BatteryFacts, data: st.DataObject
) -> None:
    """Whatever is left out, the answer is the same, or it is open."""
    names = st.sampled_from([one.name for one in attrs.fields(BatteryFacts)])
    gone = data.draw(st.sets(names, min_size=1, max_size=3))
    less = attrs.evolve(facts, **dict.fromkeys(gone))
    full, partial = (classify_battery(one, RULES, on=DAY) for one in (facts, less))
    assert isinstance(full, BatteryClass)
    if isinstance(partial, BatteryClass):
        for aircraft in Aircraft:
            assert partial.may_fly(aircraft) in {None, full.may_fly(aircraft)}


@given(battery_facts(whole=True), st.data())
def test_more_energy_mass_or_charge_never_opens_an_aircraft(facts: BatteryFacts, data: st.DataObject) -> None:
    """And the section never becomes milder."""
    kind = "cell" if facts.has_cells else "battery"
    name = data.draw(st.sampled_from([f"{kind}_wh", f"{kind}_lithium_g", "net_kg"]))
    more = attrs.evolve(facts, **{name: getattr(facts, name) + data.draw(st.fractions(0, 50))})
    before, after = classed(facts), classed(more)
    assert not (before.section.declaration and not after.section.declaration)
    for aircraft in Aircraft:
        if before.may_fly(aircraft) is False and name != "net_kg":
            assert after.may_fly(aircraft) is False


@pytest.mark.parametrize("language", languages())
def test_a_class_explains_itself_in_every_language(language: str) -> None:
    """With no text missing."""
    for facts in (package(ION, ALONE, battery_wh=37, charge_pct=31), BatteryFacts(ION, IN, battery_wh=37)):
        told = messages().explain(classed(facts), language)
        assert "dangerous_goods" not in told


def test_an_own_provision_decides_for_an_own_chemistry() -> None:
    """Hosts lay records of their own over the packaged ones."""
    dry = BatteryProvision(
        "3028", "-", [BatterySection("any", passenger_kg_max=30, cargo_kg_max=30, mark=Mark.NEVER)]
    )
    own = Dated("own", "dangerous-goods/air/other-alone", dry, Validity(), DAY, Source("own terms"))
    rules = RULES.overlay(RuleSet([own], DAY))
    found = classify_battery(package(Chemistry.OTHER, ALONE, batteries=4), rules, on=DAY)
    assert isinstance(found, BatteryClass)
    assert found.may_fly(Aircraft.PASSENGER) is True


def test_what_no_aircraft_takes_has_no_limit() -> None:
    """A section may be forbidden altogether."""
    section = BatterySection("I")
    assert section.net_kg_max is None


def test_a_section_twice_is_refused() -> None:
    """Each is named once."""
    two = BatterySection("II", battery_wh_max=100)
    with pytest.raises(InvalidValueError, match="more than once"):
        BatteryProvision("3481", "967", [two, two])
    with pytest.raises(InvalidValueError, match="give charge_pct_max"):
        BatterySection("II", charge_over_wh="2.7")
