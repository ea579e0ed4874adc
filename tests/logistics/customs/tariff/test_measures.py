"""Tariffs: which measures apply to a line, and which may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, Source, Status, Validity
from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError
from xbcommerce.logistics.customs import DateBasis, TradeDates, TradeFacts, When
from xbcommerce.logistics.customs.classification import HsCode
from xbcommerce.logistics.customs.tariff import (
    DutyMeasure,
    InTransit,
    MeasureKey,
    MeasureKind,
    Measures,
    PreferenceScheme,
    measure_key,
    measures_for,
    scheme_key,
)
from xbcommerce.testing.strategies.customs_tariff import measure_keys, tariffs
from xbcommerce.testing.strategies.customs_trade import trade_dates, trade_facts

LAW, DAY = Source("a tariff", tier="A"), date(2026, 1, 1)
DATES = TradeDates.all_on(date(2026, 3, 1))
THIRD, ADDED = MeasureKind.THIRD_COUNTRY, MeasureKind.SURCHARGE


def record(
    hs: str, name: str, measure: DutyMeasure | None = None, *, where: str = "EU", **more: object
) -> Dated[DutyMeasure]:
    """Make a record of a duty of as many percent as its prefix has digits."""
    value = measure or DutyMeasure(THIRD if name == "mfn" else ADDED, f"{len(hs)} %")
    given = {"validity": ALWAYS, "recorded_on": DAY, "source": LAW, **more}
    return Dated(f"{where}-{hs}-{name}", measure_key(where, hs, name), value, **given)  # type: ignore[arg-type]


def look(
    code: str | None, *records: Dated[DutyMeasure], dates: TradeDates = DATES, **facts: object
) -> Measures:
    """Look a code up in a tariff."""
    line = TradeFacts(hs_code=None if code is None else HsCode(code), **facts)  # type: ignore[arg-type]
    return measures_for(line, ("DE", "EU"), dates, RuleSet(records, DAY))


def names(measures: Measures, *, sure: bool = True) -> list[str]:
    """Name what applies, or what may."""
    return sorted(f"{one.hs or '*'}/{one.name}" for one in measures.applicable if one.sure is sure)


def test_of_third_country_duties_the_longest_prefix_applies() -> None:
    """The chapter's duty gives way to the heading's, and that to the subheading's."""
    tariff = [record(hs, "mfn") for hs in ("61", "6109", "610910")]
    assert names(look("6109100010", *tariff)) == ["610910/mfn"]
    assert names(look("610990", *tariff)) == ["6109/mfn"]
    assert names(look("620520", *tariff)) == []


def test_a_code_without_a_duty_is_not_free() -> None:
    """Missing is an outcome."""
    found = look("950300", record("61", "mfn"))
    assert [unmet.code for unmet in found.unmet] == ["duty_measure.no_third_country"]
    assert not found.settled
    assert "that is not zero" in str(found)


def test_a_short_code_leaves_every_duty_below_it_open() -> None:
    """With two subheadings under the heading, both may apply, and the heading's own if neither does."""
    tariff = [record(hs, "mfn") for hs in ("6109", "610910", "610990")]
    found = look("6109", *tariff)
    assert (names(found), names(found, sure=False)) == ([], ["6109/mfn", "610910/mfn", "610990/mfn"])
    assert {unmet.code for unmet in found.unsettled} == {"duty_measure.code_too_short"}
    assert {unmet.where for unmet in look(None, *tariff).unsettled} == {"hs_code"}


def test_all_that_comes_on_top_applies_each_by_its_longest_prefix() -> None:
    """A programme that spares a subheading has a record of nothing there."""
    spared = DutyMeasure(ADDED, "NIHIL")
    tariff = [record("61", "mfn"), record("*", "a"), record("610910", "a", spared), record("6109", "b")]
    found = look("610910", *tariff)
    assert names(found) == ["61/mfn", "6109/b", "610910/a"]
    assert [str(one.measure) for one in found.additional] == ["surcharge of NIHIL", "surcharge of 4 %"]


def test_what_an_unknown_origin_would_settle_is_told() -> None:
    """A duty on one country's goods may apply while nobody says where they were made."""
    dumped = DutyMeasure(MeasureKind.ANTI_DUMPING, "20 %", When(origins=frozenset({"CN"})))
    tariff = [record("61", "mfn"), record("61", "ad", dumped)]
    assert [unmet.where for unmet in look("6109", *tariff).unsettled] == ["origin"]
    assert names(look("6109", *tariff, origin="CN")) == ["61/ad", "61/mfn"]
    assert names(look("6109", *tariff, origin="VN")) == ["61/mfn"]


def test_a_wider_measure_never_stands_behind_one_of_the_same_conditions() -> None:
    """Whether the goods are of China is not known; if they are, the list's own rate applies, else neither."""
    china = When(origins=frozenset({"CN"}))
    listed = DutyMeasure(ADDED, "7.5 %", china)
    tariff = [record("61", "mfn"), record("*", "list", DutyMeasure(ADDED, "25 %", china))]
    both = [*tariff, record("610910", "list", listed)]
    assert names(look("610910", *both), sure=False) == ["610910/list"]
    other = record("610910", "list", attrs.evolve(listed, when=When(origins=frozenset({"CN", "HK"}))))
    assert names(look("610910", *tariff, other), sure=False) == ["*/list", "610910/list"]
    assert names(look("6109", *both), sure=False) == ["*/list", "610910/list"]


@pytest.mark.parametrize("origin", ["RS", "XS"])
def test_origins_are_told_in_iso_or_in_customs_codes(origin: str) -> None:
    """Serbia is XS on a customs form."""
    dumped = DutyMeasure(MeasureKind.ANTI_DUMPING, "20 %", When(origins=frozenset({"RS"})))
    assert names(look("6109", record("61", "mfn"), record("61", "ad", dumped), origin=origin)) == [
        "61/ad",
        "61/mfn",
    ]


def test_a_state_s_measure_stands_for_the_union_s_of_the_same_name() -> None:
    """The most particular jurisdiction comes first."""
    found = look("6109", record("61", "mfn"), record("61", "mfn", where="DE"))
    assert [one.record.id for one in found.applicable] == ["DE-61-mfn"]


def test_two_duties_under_one_prefix_contradict_each_other() -> None:
    """Nobody chooses between them."""
    other = DutyMeasure(THIRD, "9 %")
    found = look("6109", record("61", "mfn"), record("61", "general", other))
    assert (names(found), len(found.third_country)) == ([], 2)
    assert [unmet.code for unmet in found.unsettled] == ["duty_measure.several"]


def test_measures_that_are_not_law_are_told_and_not_charged() -> None:
    """A measure struck down is void, one announced is not law, and one without a record is not in force."""
    tariff = [
        record("61", "mfn"),
        record("61", "void", status=Status.VOID),
        record("61", "soon", status=Status.ANNOUNCED),
        record("61", "gone", validity=Validity(None, date(2026, 3, 1))),
    ]
    found = look("6109", *tariff)
    assert names(found) == ["61/mfn"]
    assert {line.code for line in found.told} == {"rule.announced", "rule.void"}


def test_overdue_and_contradictory_records_may_apply() -> None:
    """Nobody has looked at the one, and the other says two things."""
    stale = record("61", "mfn", review_by=date(2025, 12, 31))
    twice = [record("61", "a"), attrs.evolve(record("61", "a"), id="again")]
    found = look("6109", stale, *twice)
    assert (names(found), len(found.applicable)) == ([], 3)
    assert {unmet.code for unmet in found.unsettled} == {"rule.ambiguous", "rule.stale"}


def test_a_day_that_is_not_known_leaves_a_measure_open() -> None:
    """Nobody puts today in its place."""
    by_entry = DutyMeasure(ADDED, "3 %", date_basis=DateBasis.ENTERED)
    found = look("6109", record("61", "mfn"), record("61", "a", by_entry), dates=TradeDates(imported=DAY))
    assert names(found) == ["61/mfn"]
    assert [unmet.where for unmet in found.unsettled] == ["dates.entered"]


@pytest.mark.parametrize(
    ("loaded", "entered", "spared"),
    [
        ("2025-04-04", "2025-05-26", True),
        ("2025-04-05", "2025-05-26", False),
        ("2025-04-04", "2025-05-27", False),
        ("2025-04-04", None, None),
        (None, "2025-05-27", False),
        (None, None, None),
    ],
)
def test_goods_under_way_are_spared_by_two_days(
    loaded: str | None,
    entered: str | None,
    spared: bool | None,  # noqa: FBT001 (a column of the table)
) -> None:
    """Loaded before the one and entered before the other; one of them alone may decide against it."""
    rule = InTransit(date(2025, 4, 5), date(2025, 5, 27))
    days = {"exported": loaded, "entered": entered}
    dates = TradeDates(sold=DAY, **{name: date.fromisoformat(day) for name, day in days.items() if day})
    assert rule.spares(dates) is spared
    assert bool(rule.unknown(dates)) is (spared is None)


def test_spared_goods_are_not_charged_and_unknown_days_are_told() -> None:
    """The look-up asks the clause."""
    clause = InTransit(date(2026, 2, 1), date(2026, 4, 1))
    tariff = [record("61", "mfn"), record("61", "a", DutyMeasure(ADDED, "3 %", in_transit=clause))]
    before = TradeDates(imported=DAY, exported=date(2026, 1, 31), entered=date(2026, 3, 31))
    assert names(look("6109", *tariff, dates=before)) == ["61/mfn"]
    after = attrs.evolve(before, exported=date(2026, 2, 1))
    assert names(look("6109", *tariff, dates=after)) == ["61/a", "61/mfn"]
    unknown = look("6109", *tariff, dates=TradeDates(imported=DAY, entered=date(2026, 3, 31)))
    assert [unmet.where for unmet in unknown.unsettled] == ["dates.exported"]


def test_a_preference_leaves_its_countries_to_its_scheme() -> None:
    """The scheme's record of the day counts; without one nobody knows."""
    free = DutyMeasure(MeasureKind.PREFERENCE, "NIHIL", scheme="japan")
    scheme = Dated(
        "s", scheme_key("EU", "japan"), PreferenceScheme("EPA", {"JP"}), Validity(DAY, None), DAY, LAW
    )
    tariff = [record("61", "mfn"), record("61", "japan", free)]
    records: list[Dated[Any]] = [*tariff, scheme]
    rules = RuleSet(records, DAY)

    def found(origin: str | None, dates: TradeDates = DATES) -> Measures:
        return measures_for(TradeFacts(origin=origin, hs_code=HsCode("6109")), ("EU",), dates, rules)

    assert names(found("JP")) == ["61/japan", "61/mfn"]
    assert names(found("CN")) == ["61/mfn"]
    assert [unmet.where for unmet in found(None).unsettled] == ["origin"]
    earlier = found("JP", TradeDates.all_on(date(2025, 12, 31)))
    assert [unmet.code for unmet in earlier.unsettled] == ["duty_measure.scheme_unknown"]


@pytest.mark.parametrize("key", ["duty/EU/6109", "vat/EU/6109/mfn", "duty/EU/610/mfn", "duty//6109/mfn"])
def test_a_key_that_is_none_is_refused(key: str) -> None:
    """Four parts, and a code."""
    with pytest.raises(InvalidValueError, match="610"):
        MeasureKey.parse(key)


@given(measure_keys())
def test_keys_are_read_as_they_are_written(key: MeasureKey) -> None:
    """All goods included."""
    assert MeasureKey.parse(str(key)) == key


def candidates(measures: Measures) -> set[str]:
    """Return the records that apply or may."""
    return {one.record.id for one in measures.applicable}


@given(tariffs(), trade_facts(), trade_dates(), st.data())
def test_a_longer_code_never_widens_the_candidates(
    rules: RuleSet[DutyMeasure], facts: TradeFacts, dates: TradeDates, data: st.DataObject
) -> None:
    """More digits rule measures out and never bring new ones in."""
    longer = HsCode(data.draw(st.sampled_from(["6109100010", "6109", "640399", "610990"])))
    shorter = data.draw(st.none() | st.integers(1, len(longer.digits) // 2).map(lambda n: n * 2))
    short = None if shorter is None else HsCode(longer.digits[:shorter])
    wide = measures_for(attrs.evolve(facts, hs_code=short), ("EU",), dates, rules)
    narrow = measures_for(attrs.evolve(facts, hs_code=longer), ("EU",), dates, rules)
    assert candidates(narrow) <= candidates(wide)


@given(tariffs(), trade_facts(), trade_dates(), st.sampled_from(["CN", "JP", "US"]))
def test_a_known_origin_never_widens_the_candidates(
    rules: RuleSet[DutyMeasure], facts: TradeFacts, dates: TradeDates, origin: str
) -> None:
    """Nor does any other fact; and what was sure stays so."""
    open_ = measures_for(attrs.evolve(facts, origin=None), ("EU",), dates, rules)
    told = measures_for(attrs.evolve(facts, origin=origin), ("EU",), dates, rules)
    assert candidates(told) <= candidates(open_)
    sure = {one.record.id for one in open_.applicable if one.sure}
    assert sure <= {one.record.id for one in told.applicable if one.sure}


@given(tariffs(), trade_facts(), trade_dates())
def test_a_look_up_is_settled_or_says_what_would_settle_it(
    rules: RuleSet[DutyMeasure], facts: TradeFacts, dates: TradeDates
) -> None:
    """And it is the same however the records were put in."""
    found = measures_for(facts, ("EU",), dates, rules)
    assert found.settled is not bool(found.unsettled)
    again = RuleSet(reversed(rules.records), rules.issued)
    assert measures_for(facts, ("EU",), dates, again) == found
    assert str(found)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: measure_key("UK", "6912.00", "mfn"), "'UK'; did you mean 'GB'"),
        (lambda: DutyMeasure(MeasureKind.THIRD_COUNTRY, 9.8), r"expression=9\.8: .*such as '9\.8 %'"),  # type: ignore[arg-type]
    ],
)
def test_a_measure_that_nobody_would_find_or_read_is_refused(make: Callable[[], object], said: str) -> None:
    """A country's nickname in a key, a float for a rate."""
    with pytest.raises(XbcommerceError, match=said):
        make()


@pytest.mark.parametrize(
    ("measure", "short"),
    [
        (DutyMeasure(THIRD, "16.50%"), "16.5 %"),
        (DutyMeasure(THIRD, "NIHIL"), "0 %"),
        (DutyMeasure(ADDED, "7.5 %"), "7.5 %"),
        (DutyMeasure(MeasureKind.TOP_UP, "15 %"), "top up to 15 %"),
        (DutyMeasure(MeasureKind.PREFERENCE, "2 %", scheme="japan"), "preference (japan) of 2 %"),
    ],
)
def test_what_is_charged_is_told_in_figures_where_they_say_enough(measure: DutyMeasure, short: str) -> None:
    """Beside the name of its charge; a scheme or a total is told with them."""
    assert measure.in_short == short


def test_a_rate_in_words_reads_as_words() -> None:
    """And what can be read as a rate."""
    in_words = DutyMeasure(MeasureKind.SURCHARGE, "by lists of 2025")
    assert (str(in_words), str(DutyMeasure(MeasureKind.SURCHARGE, "10%"))) == (
        "surcharge: by lists of 2025", "surcharge of 10 %",
    )  # fmt: skip
