"""Restrictions: every rule that speaks, every fact that is missing, and by which ways goods may go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import Dated, RuleSet, Source, Status, Validity
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.logistics import Compare, Facts, Flag, Mode, Op
from xbcommerce.logistics.customs import Buyer, GoodsLine, ImportConsignment, Place, When
from xbcommerce.logistics.customs.restrictions import (
    AerosolFacts,
    Allow,
    BatteryFacts,
    BatteryProvision,
    BatterySection,
    Block,
    Carriage,
    Chemistry,
    Direction,
    GoodsFacts,
    Level,
    LiquidFacts,
    MagnetFacts,
    NeedsDocument,
    NeedsFacts,
    Packing,
    Restriction,
    Verdict,
    Warn,
    carriage_options,
    check_restrictions,
    provision_key,
    strictness,
)
from xbcommerce.reference import languages, messages
from xbcommerce.reference.customs.restrictions import restriction_rules
from xbcommerce.testing.strategies.customs_restrictions import (
    ON,
    battery_facts,
    goods_facts,
    restriction_sets,
    restrictions,
)

DAY = date(2026, 11, 25)
RULES = restriction_rules()
STEP = Fraction(1, 1_000_000)
ION, IN, ALONE = Chemistry.LITHIUM_ION, Packing.IN_EQUIPMENT, Packing.ALONE


def line(line_id: str = "it", *, goods: set[str] | None = None) -> GoodsLine:
    """Name goods of some classes."""
    return GoodsLine(line_id, Money("10.00", "EUR"), goods=goods or set())


def parcel(
    *lines: GoodsLine,
    to: str = "DE",
    ship_from: str = "CN",
    mode: Mode | None = Mode.SEA,
    carrier: str | None = None,
    buyer: Buyer = Buyer.CONSUMER,
) -> ImportConsignment:
    """Send goods, by sea where nothing is said."""
    return ImportConsignment(
        Place(to), ship_from, lines or (line(),), mode=mode, carrier=carrier, buyer=buyer
    )


def rules_of(*values: Restriction, **record: Any) -> RuleSet[Any]:  # noqa: ANN401
    """Make rules of plain restrictions, one a key."""
    keys = (f"restriction/world/{number}" for number in range(len(values)))
    said = {"validity": Validity(), "recorded_on": DAY, "source": Source("a circular")}
    records = (
        Dated(key.replace("/", "-"), key, value, **{**said, **record})
        for key, value in zip(keys, values, strict=True)
    )
    return RuleSet(records, DAY)


def asked(
    consignment: ImportConsignment,
    facts: GoodsFacts | None = None,
    *,
    rules: RuleSet[Any] = RULES,
    on: date = DAY,
    via: Sequence[str] = (),
) -> Verdict:
    """Ask the rules, the packaged ones where nothing is said, about the first line."""
    told = {consignment.lines[0].id: facts} if facts else {}
    return check_restrictions(consignment, rules, on=on, facts=told, via=via)


def device(**facts: Any) -> GoodsFacts:  # noqa: ANN401
    """Tell a device with a sound lithium ion battery in it."""
    sound = {"net_kg": "0.2", "packages": 1, "tested": True, "damaged": False, "button_cells": False}
    return GoodsFacts([BatteryFacts(ION, IN, **{"batteries": 1, "battery_wh": 37, **sound, **facts})])


@pytest.mark.parametrize(
    ("goods", "to", "ship_from", "kind", "reason"),
    [
        ("vape", "SG", "CN", Block, "vapes_banned"),
        ("vape", "HK", "CN", Block, "vapes_banned"),
        ("vape", "TH", "CN", Block, "vapes_banned"),
        ("vape", "IN", "CN", Block, "vapes_banned"),
        ("vape", "AU", "CN", NeedsDocument, "vapes_need_permit"),
        ("vape_disposable", "AU", "CN", NeedsDocument, "vapes_need_permit"),
        ("toy_in_food", "US", "DE", Block, "toy_in_food"),
        ("food", "US", "DE", NeedsDocument, "food_prior_notice"),
        ("wood_packaging", "US", "CN", NeedsDocument, "wood_packaging"),
        ("wood_packaging", "DE", "CN", NeedsDocument, "wood_packaging"),
        ("plants", "FR", "CN", NeedsDocument, "plants_phytosanitary"),
        ("seeds", "GB", "CN", NeedsDocument, "plants_phytosanitary"),
        ("meat", "DE", "US", Block, "meat_dairy_by_parcel"),
        ("dairy", "IE", "GB", Block, "meat_dairy_by_parcel"),
        ("cites", "DE", "TH", NeedsDocument, "cites_species"),
        ("cites", "GB", "TH", NeedsDocument, "cites_species"),
        ("cites", "JP", "DE", NeedsDocument, "cites_species"),
        ("cosmetics", "DE", "KR", NeedsDocument, "cosmetics_responsible_person"),
        ("perfume", "GB", "FR", NeedsDocument, "cosmetics_responsible_person"),
        ("used_clothing", "PH", "JP", Block, "used_clothing_banned"),
    ],
)  # fmt: skip
def test_what_countries_ask_and_forbid(
    goods: str, to: str, ship_from: str, kind: type[Verdict], reason: str
) -> None:
    """A modest first set, each with its source."""
    found = asked(parcel(line(goods={goods}), to=to, ship_from=ship_from))
    assert isinstance(found, kind)
    assert [one.code for one in found.reasons] == [f"restriction.{reason}"]
    assert all(one.source is not None and one.record in found.records for one in found.reasons)


@pytest.mark.parametrize(
    ("goods", "to", "ship_from"),
    [
        ("vape", "DE", "CN"), ("plants", "FR", "DE"), ("wood_packaging", "DE", "CH"), ("food", "US", "US"),
        ("cosmetics", "DE", "FR"), ("general", "US", "DE"), ("cites", "FR", "DE"),
    ],
)  # fmt: skip
def test_nothing_is_said_inside_the_places_that_rule_so(goods: str, to: str, ship_from: str) -> None:
    """From Germany to France no border of the Union is crossed."""
    assert isinstance(asked(parcel(line(goods={goods}), to=to, ship_from=ship_from)), Allow)


@pytest.mark.parametrize(
    ("goods", "to", "first", "before"),
    [
        ("vape", "AU", date(2024, 3, 1), Allow), ("vape_disposable", "AU", date(2024, 1, 1), Allow),
        ("vape", "HK", date(2022, 4, 30), Allow), ("plants", "DE", date(2019, 12, 14), Allow),
        ("wood_packaging", "US", date(2005, 9, 16), Allow), ("vape", "SG", date(2018, 2, 1), Block),
    ],
)  # fmt: skip
def test_rules_hold_from_their_first_day(goods: str, to: str, first: date, before: type[Verdict]) -> None:
    """Where the first day is not verified, the days before are told as an estimate."""
    consignment = parcel(line(goods={goods}), to=to)
    on_day, day_before = (asked(consignment, on=day) for day in (first, first - timedelta(days=1)))
    assert type(on_day) is not Allow
    assert [one.doubt for one in on_day.reasons] == [""]
    assert type(day_before) is before
    assert [one.doubt for one in day_before.reasons] == ([] if before is Allow else ["estimated"])


def test_private_persons_get_no_meat_and_traders_are_not_asked() -> None:
    """The rule is about small consignments to natural persons; food for infants is free of it."""
    ham = line(goods={"meat"})
    assert isinstance(asked(parcel(ham, ship_from="US", buyer=Buyer.PRIVATE_GIFT)), Block)
    assert isinstance(asked(parcel(ham, ship_from="US", buyer=Buyer.BUSINESS)), Allow)
    assert isinstance(asked(parcel(line(goods={"dairy", "infant_food"}), ship_from="US")), Allow)


def test_a_country_on_the_way_has_its_say() -> None:
    """Wood packaging through the United States bears the mark too."""
    crate = parcel(line(goods={"wood_packaging"}), to="MX", ship_from="CN")
    assert isinstance(asked(crate), Allow)
    through = asked(crate, via=["US"])
    assert isinstance(through, NeedsDocument)
    assert through.documents == ("ispm_15_mark",)


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        (device(), Allow),
        (device(batteries=2), Allow),
        (device(batteries=3), Block),
        (device(battery_wh=100), Allow),
        (device(battery_wh=100 + STEP), Block),
        (device(damaged=True), Block),
        (device(batteries=None), NeedsFacts),
        (device(battery_wh=None), NeedsFacts),
        (device(damaged=None), NeedsFacts),
        (device(batteries=None, battery_wh=None, cells=4, cell_wh=20), Allow),
        (device(batteries=None, battery_wh=None, cells=5, cell_wh=20), Block),
        (device(batteries=None, battery_wh=None, cells=5, cell_wh=20, button_cells=None), NeedsFacts),
        (device(batteries=None, battery_wh=None, cells=1, cell_wh=20 + STEP), Block),
        (GoodsFacts([BatteryFacts(ION, ALONE)]), Block),
        (GoodsFacts([BatteryFacts(ION, Packing.WITH_EQUIPMENT)]), Block),
        (GoodsFacts([BatteryFacts(Chemistry.SODIUM_ION, IN)]), Block),
        (GoodsFacts([BatteryFacts(Chemistry.OTHER, ALONE)]), Allow),
        (GoodsFacts([BatteryFacts(None, ALONE)]), NeedsFacts),
        (GoodsFacts([BatteryFacts(ION)]), NeedsFacts),
        (GoodsFacts(aerosol=AerosolFacts()), Block),
        (GoodsFacts(liquid=LiquidFacts(flash_point_c=60)), Block),
        (GoodsFacts(liquid=LiquidFacts(flash_point_c=60 + STEP)), Allow),
        (GoodsFacts(liquid=LiquidFacts()), NeedsFacts),
        (GoodsFacts(magnet=MagnetFacts("0.159")), Block),
        (GoodsFacts(magnet=MagnetFacts("0.158")), Allow),
        (GoodsFacts(magnet=MagnetFacts()), NeedsFacts),
    ],
)  # fmt: skip
def test_what_goes_by_post(facts: GoodsFacts, kind: type[Verdict]) -> None:
    """Few small batteries in equipment; no flammable liquid; never by silence."""
    assert type(asked(parcel(mode=Mode.POSTAL), facts)) is kind


@pytest.mark.parametrize(
    ("goods", "pct", "kind"),
    [("alcohol", 24, Allow), ("alcohol", 24 + STEP, Block), ("alcohol", None, NeedsFacts)],
)
def test_alcohol_by_post(goods: str, pct: Fraction | None, kind: type[Verdict]) -> None:
    """Up to 24 % by volume; the carrier may be stricter."""
    drink = GoodsFacts(liquid=LiquidFacts(flash_point_c=30, alcohol_pct=pct))
    bottle = parcel(line(goods={goods}), mode=Mode.POSTAL, carrier="royal-mail")
    assert type(asked(bottle, drink)) is kind


def test_a_carriers_own_rule_is_about_that_carrier() -> None:
    """And who carries it is asked for where it is not known."""
    beer = GoodsFacts(liquid=LiquidFacts(flash_point_c=80, alcohol_pct=5))
    for carrier, kind in (("usps", Block), ("ups", Allow), (None, NeedsFacts)):
        sent = parcel(line(goods={"alcohol"}), to="GB", ship_from="US", mode=Mode.POSTAL, carrier=carrier)
        found = asked(sent, beer)
        assert type(found) is kind
        assert found.missing == (("carrier",) if carrier is None else ())


@pytest.mark.parametrize(
    ("facts", "kind", "missing"),
    [
        (device(), Allow, ()),
        (device(batteries=3), Warn, ()),
        (device(battery_wh=120), NeedsDocument, ()),
        (device(net_kg=6), NeedsDocument, ()),
        (device(damaged=True), Block, ()),
        (device(damaged=True, battery_wh=None), Block, ("battery_wh",)),
        (device(tested=None), NeedsFacts, ("tested",)),
        (device(packages=None), Warn, ("packages",)),
        (device(battery_wh=None), NeedsFacts, ("battery_wh",)),
        (GoodsFacts(magnet=MagnetFacts("0.158")), Allow, ()),
        (GoodsFacts(magnet=MagnetFacts("0.159", "0.1")), NeedsDocument, ()),
        (GoodsFacts(magnet=MagnetFacts("1", "0.418")), NeedsDocument, ()),
        (GoodsFacts(magnet=MagnetFacts("1", Fraction("0.418") + STEP)), Block, ()),
        (GoodsFacts(magnet=MagnetFacts("1")), NeedsFacts, ("magnet_field_at_4600_mm_a_per_m",)),
        (GoodsFacts(aerosol=AerosolFacts(volume_ml=1000)), NeedsDocument, ()),
        (GoodsFacts(aerosol=AerosolFacts(volume_ml=1001)), Block, ()),
        (GoodsFacts(aerosol=AerosolFacts()), NeedsFacts, ("aerosol_volume_ml",)),
        (GoodsFacts(liquid=LiquidFacts(flash_point_c=60)), NeedsDocument, ()),
        (GoodsFacts(liquid=LiquidFacts(flash_point_c=61)), Allow, ()),
    ],
)  # fmt: skip
@pytest.mark.parametrize("mode", [Mode.AIR, Mode.COURIER])
def test_what_flies(mode: Mode, facts: GoodsFacts, kind: type[Verdict], missing: tuple[str, ...]) -> None:
    """By air freight and by express alike."""
    found = asked(parcel(mode=mode, carrier="own"), facts)
    assert type(found) is kind
    assert found.missing == missing


def test_power_banks_fly_in_cargo_aircraft_with_a_declaration_and_the_mark() -> None:
    """All of it is told at once."""
    told = BatteryFacts(
        ION,
        ALONE,
        batteries=1,
        battery_wh=37,
        net_kg="0.3",
        charge_pct=30,
        packages=1,
        tested=True,
        damaged=False,
    )
    found = asked(parcel(mode=Mode.AIR), GoodsFacts([told]))
    assert [one.code for one in found.reasons] == [
        "dangerous_goods.declare", "dangerous_goods.cargo_only", "dangerous_goods.put_mark",
    ]  # fmt: skip
    assert found.documents == ("shippers_declaration",)


def test_a_class_with_batteries_and_no_facts_asks_for_them() -> None:
    """The card's word is not enough for an aircraft."""
    found = asked(parcel(line(goods={"battery_in_device"}), mode=Mode.AIR))
    assert isinstance(found, NeedsFacts)
    assert found.missing == ("batteries",)
    assert isinstance(asked(parcel(line(goods={"battery_in_device"}), mode=Mode.SEA)), Allow)


def test_an_unknown_mode_is_asked_for() -> None:
    """Where it would decide."""
    found = asked(parcel(mode=None), device(damaged=True))
    assert isinstance(found, NeedsFacts)
    assert "mode" in found.missing
    assert isinstance(asked(parcel(mode=None)), Allow)


def test_express_carriers_want_to_know_who_sends_batteries() -> None:
    """An approval of the account is a document like any other."""
    found = asked(parcel(mode=Mode.COURIER, carrier="dhl-express"), device())
    assert isinstance(found, NeedsDocument)
    assert found.documents == ("carrier_approval",)


def test_all_reasons_are_told_at_once_the_strictest_first() -> None:
    """A gift box of many faults."""
    box = parcel(line("cream", goods={"cosmetics"}), line("can", goods={"aerosol"}), mode=Mode.POSTAL)
    found = asked(box)
    assert [(one.where, one.level) for one in found.reasons] == [
        ("can", Level.BLOCK), ("cream", Level.NEEDS_DOCUMENT),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "missing"),
    [
        ("3303.00", "liquid_flash_point_c"),
        ("2208.30", "liquid_alcohol_pct"),
        ("8507.60", "packing"),
        ("8506.50.10", "packing"),
    ],
)
def test_a_code_says_what_nobody_has_called_by_its_class(code: str, missing: str) -> None:
    """Perfume and power banks do not go by post for want of a word; a mug goes."""
    sent = parcel(attrs.evolve(line(), hs_code=code), mode=Mode.POSTAL)
    found = asked(sent)
    assert isinstance(found, NeedsFacts)
    assert missing in found.missing
    assert isinstance(asked(parcel(attrs.evolve(line(), hs_code="6912.00"), mode=Mode.POSTAL)), Allow)


def test_the_bare_word_of_a_battery_leaves_open_which() -> None:
    """It is no yes; facts and classes that say more count before it."""
    telephone = attrs.evolve(line(goods={"battery"}), hs_code="8517.13")
    found = asked(parcel(telephone, mode=Mode.POSTAL))
    assert isinstance(found, NeedsFacts)
    assert {"lithium", "packing"} <= set(found.missing)
    assert isinstance(asked(parcel(telephone, mode=Mode.AIR)), NeedsFacts)
    bank = GoodsFacts([BatteryFacts(ION, ALONE)])
    assert isinstance(asked(parcel(telephone, mode=Mode.POSTAL), bank), Block)


def test_a_class_that_is_told_counts_before_the_code_of_a_battery() -> None:
    """A code of batteries does not say how they are packed; the host does."""
    loose = attrs.evolve(line(goods={"battery_loose"}), hs_code="8507.60")
    bank = GoodsFacts([BatteryFacts(ION, ALONE)])
    assert "packing" not in asked(parcel(loose, mode=Mode.POSTAL)).missing
    assert isinstance(asked(parcel(attrs.evolve(line(), hs_code="8507.60"), mode=Mode.POSTAL), bank), Block)


def test_codes_of_different_classes_leave_the_goods_open() -> None:
    """What may be perfume is no yes."""
    either = attrs.evolve(line(), candidates=["330300", "330410"])
    found = asked(parcel(either, mode=Mode.POSTAL))
    assert isinstance(found, NeedsFacts)
    assert "goods" in found.missing


def test_an_open_question_of_no_record_is_a_sentence_without_gaps() -> None:
    """Batteries by air of which nothing is known but that they are there."""
    found = asked(parcel(line(goods={"battery_loose"}), mode=Mode.AIR))
    assert str(found).splitlines()[1:] == ["it: open by air until more is known of its batteries: batteries"]


def test_a_bare_mode_is_no_way_to_send() -> None:
    """It is told by what it must be."""
    with pytest.raises(InvalidValueError, match=r"ways: .* is no Carriage"):
        carriage_options(parcel(), [Mode.POSTAL], RULES, on=DAY)  # type: ignore[list-item]


def test_facts_about_no_line_are_refused() -> None:
    """They were meant for another."""
    with pytest.raises(InvalidValueError, match="did you mean 'lamp'"):
        check_restrictions(parcel(line("lamp")), RULES, on=DAY, facts={"lmap": device()})


def test_two_records_for_one_key_both_speak() -> None:
    """Nobody chooses the milder one."""
    mild, hard = Restriction(Level.WARN, "a"), Restriction(Level.BLOCK, "b")
    source = Source("a circular")
    records = [Dated(rule.reason, "restriction/x", rule, Validity(), DAY, source) for rule in (mild, hard)]
    found = asked(parcel(), rules=RuleSet(records, DAY))
    assert isinstance(found, Block)
    assert [one.doubt for one in found.reasons] == ["ambiguous", "ambiguous"]


def test_an_overdue_record_still_speaks_and_a_void_one_does_not() -> None:
    """Neither does one that was only announced."""
    block = Restriction(Level.BLOCK, "a")
    overdue = asked(parcel(), rules=rules_of(block, review_by=DAY - timedelta(days=1)))
    assert [one.doubt for one in overdue.reasons] == ["stale"]
    for status in (Status.VOID, Status.ANNOUNCED):
        assert isinstance(asked(parcel(), rules=rules_of(block, status=status)), Allow)


def test_a_host_lays_its_own_rules_over() -> None:
    """Of any goods, with facts of its own, and with words of its own."""
    own = Restriction(
        Level.BLOCK, "too_loud", when=When(goods={"speaker"}), facts=[Compare("sound_db", Op.OVER, 100)],
        title="speakers of more than 100 dB",
    )  # fmt: skip
    rules = RULES.overlay(rules_of(own))
    loud = GoodsFacts(others=Facts({"sound_db": Fraction(101)}))
    found = asked(parcel(line(goods={"speaker"})), loud, rules=rules)
    assert isinstance(found, Block)
    assert "speakers of more than 100 dB" in str(found)
    assert asked(parcel(line(goods={"speaker"})), rules=rules).missing == ("sound_db",)


def test_a_rule_about_the_consignment_is_told_once() -> None:
    """Not once a line."""
    rule = Restriction(Level.BLOCK, "no_gifts", when=When(buyers={Buyer.PRIVATE_GIFT}))
    found = asked(parcel(line("a"), line("b"), buyer=Buyer.PRIVATE_GIFT), rules=rules_of(rule))
    assert [one.where for one in found.reasons] == [""]
    assert "consignment: forbidden" in str(found)


def test_a_permission_on_record_undoes_no_prohibition() -> None:
    """It is told beside it."""
    both = rules_of(Restriction(Level.ALLOW, "fine"), Restriction(Level.BLOCK, "not_fine"))
    assert isinstance(asked(parcel(), rules=both), Block)


@pytest.mark.parametrize("direction", Direction)
def test_each_direction_looks_at_its_own_end(direction: Direction) -> None:
    """One rule of one place, three journeys."""
    rules = rules_of(Restriction(Level.BLOCK, "a", places={"US"}, direction=direction))
    journeys = {
        Direction.IMPORT: {"to": "US", "ship_from": "CN"},
        Direction.EXPORT: {"to": "CN", "ship_from": "US"},
        Direction.TRANSIT: {"to": "MX", "ship_from": "CN"},
    }
    for way, ends in journeys.items():
        via = ["US"] if way is Direction.TRANSIT else []
        assert isinstance(asked(parcel(**ends), rules=rules, via=via), Block) is (way is direction)


CONSIGNMENTS = st.builds(
    lambda goods, to, ship_from, mode, carrier: parcel(
        line(goods=goods), to=to, ship_from=ship_from, mode=mode, carrier=carrier
    ),
    st.sets(st.sampled_from(["aerosol", "battery_loose", "food", "liquid", "vape"]), max_size=2),
    st.sampled_from(["AU", "DE", "SG", "US"]),
    st.sampled_from(["CN", "DE", "US"]),
    st.none() | st.sampled_from(Mode),
    st.none() | st.sampled_from(["fedex", "usps"]),
)


@given(CONSIGNMENTS, goods_facts(), restriction_sets(), restrictions())
def test_one_more_restriction_never_loosens(
    consignment: ImportConsignment, facts: GoodsFacts, rules: RuleSet[Any], more: Restriction
) -> None:
    """Whatever it says, and even under a key that is taken."""
    before = asked(consignment, facts, rules=rules, on=ON)
    for key in ("restriction/a", "restriction/new"):
        record = Dated("one-more", key, more, Validity(), ON, Source("a circular"))
        after = asked(consignment, facts, rules=rules.overlay(RuleSet([record], ON)), on=ON)
        assert strictness(after) >= strictness(before)
        assert {one.record for one in before.reasons} <= {one.record for one in after.reasons}


@given(CONSIGNMENTS, st.lists(goods_facts(), min_size=3, max_size=3), restriction_sets(), st.randoms())
def test_the_order_of_lines_and_rules_changes_nothing(
    consignment: ImportConsignment, facts: list[GoodsFacts], rules: RuleSet[Any], chance: Random
) -> None:
    """The same answer, reason for reason."""
    lines = [attrs.evolve(consignment.lines[0], id=name) for name in "abc"]
    told = dict(zip("abc", facts, strict=True))
    records = list(rules.records)
    answers = set[Verdict]()
    for _ in range(2):
        chance.shuffle(lines)
        chance.shuffle(records)
        mixed = attrs.evolve(consignment, lines=lines)
        answers.add(check_restrictions(mixed, RuleSet(records, ON), on=ON, facts=told))
    assert len(answers) == 1


@given(
    CONSIGNMENTS,
    battery_facts(whole=True),
    st.sets(st.sampled_from([one.name for one in attrs.fields(BatteryFacts)])),
)
def test_a_missing_fact_never_turns_a_block_into_a_yes(
    consignment: ImportConsignment, told: BatteryFacts, gone: set[str]
) -> None:
    """Under the packaged rules: what was forbidden stays so, or it is asked."""
    full = asked(consignment, GoodsFacts([told]))
    less = asked(consignment, GoodsFacts([attrs.evolve(told, **dict.fromkeys(gone))]))
    if isinstance(full, Block):
        assert isinstance(less, Block | NeedsFacts)
    if isinstance(less, Block):
        assert isinstance(full, Block)


@given(CONSIGNMENTS, battery_facts(whole=True), restriction_sets())
def test_unknown_mode_and_carrier_hide_no_block(
    consignment: ImportConsignment, told: BatteryFacts, rules: RuleSet[Any]
) -> None:
    """Whoever carries it in the end was among the open questions."""
    facts = GoodsFacts([told])
    blind = asked(attrs.evolve(consignment, mode=None, carrier=None), facts, rules=rules, on=ON)
    if isinstance(asked(consignment, facts, rules=rules, on=ON), Block):
        assert isinstance(blind, Block | NeedsFacts)


@given(CONSIGNMENTS, goods_facts())
def test_every_verdict_can_be_told_in_every_language(
    consignment: ImportConsignment, facts: GoodsFacts
) -> None:
    """Under the packaged rules no text is missing."""
    found = asked(consignment, facts)
    for language in languages():
        for told in messages().explain(found, language).splitlines():
            assert not told.lstrip().startswith(("restriction.", "dangerous_goods."))


def test_ways_are_told_the_freest_first_and_none_is_left_out() -> None:
    """What a shop asks before it asks for prices."""
    ways = [
        Carriage(Mode.POSTAL),
        Carriage(Mode.AIR),
        Carriage(Mode.SEA),
        Carriage(Mode.COURIER, "dhl-express"),
    ]
    found = carriage_options(parcel(), ways, RULES, on=DAY, facts={"it": device(batteries=3)})
    assert [(str(one.carriage), type(one.verdict).__name__, one.open) for one in found] == [
        ("sea", "Allow", True), ("air", "Warn", True), ("courier dhl-express", "NeedsDocument", True),
        ("postal", "Block", False),
    ]  # fmt: skip
    assert str(found[0]).startswith("By sea:\nIt may be sent")


def test_every_packaged_record_names_its_source() -> None:
    """Title, address, tier and day of reading; no gap, no overlap, nothing overdue."""
    for record in RULES.records:
        assert record.source is not None
        assert record.source.url
        assert record.source.read_on is not None
        assert record.review_by is not None
    assert RULES.lint() == ()
    assert len(RULES.keys) > 40


def test_every_packaged_reason_has_a_sentence() -> None:
    """In every language."""
    reasons = {one.value.reason for one in RULES.records if isinstance(one.value, Restriction)}
    for reason in reasons:
        assert set(messages().templates[f"restriction.{reason}"]) == set(languages())


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Restriction(Level.NEEDS_DOCUMENT, "a"), "names one"),
        (lambda: GoodsFacts(BatteryFacts()), "batteries="),
        (lambda: BatteryFacts(charge_pct=101), "from 0 to 100"),
        (lambda: MagnetFacts(1, 2), "at most"),
    ],
)
def test_what_cannot_be_is_refused(make: Callable[[], object], words: str) -> None:
    """With the way out."""
    with pytest.raises(InvalidValueError, match=words):
        make()


def test_a_flag_of_the_goods_is_asked_for() -> None:
    """Flammable or not is on the can."""
    rules = rules_of(
        Restriction(Level.BLOCK, "a", when=When(goods={"aerosol"}), facts=[Flag("aerosol_flammable")])
    )
    for flammable, kind in ((True, Block), (False, Allow), (None, NeedsFacts)):
        can = GoodsFacts(aerosol=AerosolFacts(flammable=flammable))
        assert type(asked(parcel(), can, rules=rules)) is kind


def test_a_section_that_no_aircraft_carries_blocks() -> None:
    """An edition may forbid a kind altogether."""
    nowhere = BatteryProvision("3481", "967", [BatterySection("I")])
    record = Dated("own", provision_key(ION, IN), nowhere, Validity(), DAY, Source("own terms"))
    found = asked(parcel(mode=Mode.AIR), device(), rules=RuleSet([record], DAY))
    assert isinstance(found, Block)
    assert found.reasons[0].code == "dangerous_goods.no_aircraft"


def test_each_kind_of_battery_is_asked_by_itself() -> None:
    """A large one in the mower beside it does not make the small one in the remote control large."""
    rule = Restriction(
        Level.BLOCK, "large_in_device", when=When(goods={"battery_in_device"}),
        facts=[Compare("battery_wh", Op.OVER, 100)],
    )  # fmt: skip
    small_in, large_alone = BatteryFacts(ION, IN, battery_wh=5), BatteryFacts(ION, ALONE, battery_wh=300)
    both = GoodsFacts([small_in, large_alone])
    assert both.classes == {"battery_in_device", "battery_loose"}
    assert isinstance(asked(parcel(), both, rules=rules_of(rule)), Allow)
    large_in = GoodsFacts([small_in, attrs.evolve(large_alone, packing=IN)])
    assert isinstance(asked(parcel(), large_in, rules=rules_of(rule)), Block)
