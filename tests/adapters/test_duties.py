"""Duty rates out of a rule set keep the contract, and sabotaged ones are caught."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from attrs import evolve
from hypothesis import Phase, settings

from xbcommerce.adapters.duties import COMMERCIAL, RuleDutyRates
from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, Source, Status, Validity
from xbcommerce.kernel.figures import decimal_of
from xbcommerce.logistics.customs import DateBasis, When
from xbcommerce.logistics.customs.tariff import (
    DutyBase,
    DutyMeasure,
    MeasureKind,
    PreferenceScheme,
    measure_key,
)
from xbcommerce.logistics.customs.valuation import RateDay, TaxRate, Valuation, ValueKind
from xbcommerce.reference.customs.rules import packaged_rules
from xbcommerce.supply.ports import DutyRates
from xbcommerce.supply.sourcing import Duty, DutyBasis, Imported, UnknownDuty
from xbcommerce.testing.contracts import DutyRatesContract
from xbcommerce.testing.contracts.duty_rates import KnownDuty

RECORDED = date(2025, 12, 1)
ISSUED = date(2026, 1, 1)
MARCH = date(2026, 3, 2)
KETTLES = Imported("85161080", origin="CN", destination="DE")
TARIFF = Source("a tariff made up for tests", tier="D")


def recorded(key: str, value: object, days: Validity = ALWAYS, source: str = TARIFF.title) -> Dated[object]:
    """Record one rule; told apart by its key and its days."""
    return Dated(f"{key} {days}", key, value, days, RECORDED, Source(source) if source else None)


def rule_set(facts: Iterable[KnownDuty]) -> RuleSet[object]:
    """Tell facts as the customs room does: a measure for an origin, how the place values, its tax."""
    records: list[Dated[object]] = []
    for goods, days, duty in facts:
        place = goods.destination
        kind = ValueKind.CIF if duty.basis is DutyBasis.CIF else ValueKind.FOB
        measure = third_country(f"{decimal_of(duty.rate * 100)} %", When(origins={goods.origin}))
        records += [
            recorded(measure_key(place, goods.hs_code, "mfn"), measure, days, duty.source),
            recorded(f"valuation/{place}", Valuation("EUR", kind, RateDay(DateBasis.IMPORTED)), days),
            recorded(f"vat/{place}/standard", TaxRate(duty.nonrecoverable_tax_rate * 100), days),
        ]
    return RuleSet(records, issued=ISSUED)


def third_country(text: str, when: When | None = None) -> DutyMeasure:
    """Make the duty that is due where nothing better is claimed."""
    return DutyMeasure(MeasureKind.THIRD_COUNTRY, text, when or When())


def tariff(*measures: DutyMeasure, kind: ValueKind = ValueKind.CIF, **changes: object) -> RuleDutyRates:
    """Read rates out of a German tariff with these measures on kettles."""
    records = [
        recorded("valuation/DE", Valuation("EUR", kind, RateDay(DateBasis.IMPORTED))),
        recorded("scheme/DE/vietnam", PreferenceScheme("vietnam", {"VN"})),
        *(recorded(measure_key("DE", "851610", f"m{at}"), one) for at, one in enumerate(measures)),
    ]
    return RuleDutyRates(RuleSet(records, issued=ISSUED), **changes)


class TestRuleDutyRates(DutyRatesContract):
    """Rates in a rule set, for an importer who keeps the tax."""

    def knowing(self, facts: Iterable[KnownDuty]) -> DutyRates:
        """Look into a rule set."""
        return RuleDutyRates(rule_set(facts), recovers_tax=False)


class FreeIfUnknown(RuleDutyRates):
    """The defect of the field: what has no rate is duty free."""

    def as_of(self, goods: Imported, on: date, /) -> Duty | UnknownDuty:
        """Answer zero."""
        found = super().as_of(goods, on)
        return found if isinstance(found, Duty) else Duty(0)


class ForgetsOrigin(RuleDutyRates):
    """Rates by heading and destination only."""

    def as_of(self, goods: Imported, on: date, /) -> Duty | UnknownDuty:
        """Ask for the origins that have a rate."""
        answers = (
            super(ForgetsOrigin, self).as_of(evolve(goods, origin=code), on) for code in ("CN", "VN", "IN")
        )
        return next((duty for duty in answers if isinstance(duty, Duty)), UnknownDuty("rule.none"))


class ForgetsEnd(RuleDutyRates):
    """A rate that ended still holds."""

    def as_of(self, goods: Imported, on: date, /) -> Duty | UnknownDuty:
        """Ask for the first day on which anything holds."""
        days = [on, *(record.validity.start or on for record in self.rules.records)]
        found = (super(ForgetsEnd, self).as_of(goods, day) for day in days)
        return next((duty for duty in found if isinstance(duty, Duty)), UnknownDuty("rule.none"))


@pytest.mark.parametrize("twin", [FreeIfUnknown, ForgetsOrigin, ForgetsEnd])
def test_a_sabotaged_twin_is_caught(twin: type[RuleDutyRates]) -> None:
    """Some law of the contract fails."""

    class TestTwin(DutyRatesContract):
        examples = settings(max_examples=30, database=None, phases=[Phase.generate])

        def knowing(self, facts: Iterable[KnownDuty]) -> DutyRates:
            return twin(rule_set(facts), recovers_tax=False)

    caught = []
    for name in [name for name in dir(TestTwin) if name.startswith("test_")]:
        try:
            getattr(TestTwin(), name)()
        except AssertionError:
            caught.append(name)
    assert caught


def test_an_announced_rate_is_not_one_yet() -> None:
    """Nobody charges it."""
    known = rule_set([(KETTLES, ALWAYS, Duty("0.027"))])
    announced = [evolve(record, status=Status.ANNOUNCED) for record in known.records if "/mfn" in record.key]
    others = [record for record in known.records if "/mfn" not in record.key]
    rates = RuleDutyRates(RuleSet([*others, *announced], issued=ISSUED))
    assert rates.as_of(KETTLES, MARCH) == UnknownDuty("duty_measure.no_third_country")


def test_what_comes_on_top_is_in_the_rate() -> None:
    """A duty against dumping, and a top-up of the duty to a total; both are named as sources."""
    dumping = DutyMeasure(MeasureKind.ANTI_DUMPING, "20 %", When(origins={"CN"}))
    top_up = DutyMeasure(MeasureKind.TOP_UP, "15 %")
    duty = tariff(third_country("2.7 %"), dumping, top_up).as_of(KETTLES, MARCH)
    assert duty == Duty("0.35", source=TARIFF.title)
    elsewhere = tariff(third_country("2.7 %"), dumping, top_up).as_of(evolve(KETTLES, origin="VN"), MARCH)
    assert elsewhere == Duty("0.15", source=TARIFF.title)


@pytest.mark.parametrize(
    ("measures", "reason"),
    [
        ([third_country("1 EUR / kg")], "duty.missing_quantity"),
        ([third_country("2 % + 1 EUR / kg")], "duty.missing_quantity"),
        ([third_country("2 %"), DutyMeasure(MeasureKind.SURCHARGE, "1 EUR / kg")], "duty.missing_quantity"),
        ([third_country("2 %"), DutyMeasure(MeasureKind.SURCHARGE, "by list")], "duty.unparsed"),
        (
            [
                third_country("2 %"),
                DutyMeasure(MeasureKind.SURCHARGE, "50 %", base=DutyBase.CONTENT, content="steel"),
            ],
            "duty_addition.content_unknown",
        ),
        (
            [third_country("2 %"), DutyMeasure(MeasureKind.SURCHARGE, "9 %", When(ship_from={"CN"}))],
            "duty_measure.fact_unknown",
        ),
    ],
)
def test_what_no_rate_can_say_is_not_known(measures: list[DutyMeasure], reason: str) -> None:
    """So much a kilogram, a duty in words, a share of what is in the goods, a fact that nobody told."""
    assert tariff(*measures).as_of(KETTLES, MARCH) == UnknownDuty(reason)


def test_a_fact_that_the_host_tells_settles_it() -> None:
    """Shipped from Hong Kong, the surcharge on what is shipped from China is not charged."""
    measures = third_country("2 %"), DutyMeasure(MeasureKind.SURCHARGE, "9 %", When(ship_from={"CN"}))
    for country, rate in (("CN", "0.11"), ("HK", "0.02")):
        rates = tariff(*measures, facts=evolve(COMMERCIAL, ship_from=country))
        assert rates.as_of(KETTLES, MARCH) == Duty(rate, source=TARIFF.title)


def test_a_preference_counts_with_its_proof_alone() -> None:
    """Free from Vietnam for a supplier who proves it, at the full rate for one who does not."""
    measures = third_country("2.7 %"), DutyMeasure(MeasureKind.PREFERENCE, "NIHIL", scheme="vietnam")
    vietnam = evolve(KETTLES, origin="VN")
    assert tariff(*measures).as_of(vietnam, MARCH) == Duty("0.027", source=TARIFF.title)
    assert tariff(*measures, proofs={"vietnam"}).as_of(vietnam, MARCH) == Duty(0, source=TARIFF.title)


def test_the_basis_is_that_of_the_place() -> None:
    """The Union adds the freight to the value, the United States do not."""
    shirts = Imported("610910", origin="BD", destination="DE")
    rates = RuleDutyRates(packaged_rules())
    for place, basis in (("DE", DutyBasis.CIF), ("GB", DutyBasis.CIF), ("AU", DutyBasis.FOB)):
        duty = rates.as_of(evolve(shirts, destination=place), MARCH)
        assert isinstance(duty, Duty)
        assert duty.basis is basis


def test_tax_that_is_not_recovered_is_the_standard_rate() -> None:
    """And a place whose rate nobody knows has none."""
    rates = RuleDutyRates(packaged_rules(), recovers_tax=False)
    shirts = Imported("610910", origin="BD", destination="DE")
    duty = rates.as_of(shirts, MARCH)
    assert isinstance(duty, Duty)
    assert str(duty.nonrecoverable_tax_rate) == "19/100"
    no_tax = tariff(third_country("2.7 %"), recovers_tax=False)
    assert no_tax.as_of(KETTLES, MARCH) == UnknownDuty("rule.none")


@pytest.mark.parametrize(
    ("goods", "reason"),
    [
        (Imported("8516108", origin="CN", destination="DE"), "hs_code.odd_length"),
        (Imported("85161080", origin="CN", destination="XQ"), "unknown_country"),
        (Imported("85161080", origin="CN", destination="PY"), "rule.none"),
    ],
)
def test_goods_and_places_that_nobody_knows_have_no_rate(goods: Imported, reason: str) -> None:
    """A code of seven digits, a country that is none, a place without rules."""
    assert RuleDutyRates(packaged_rules()).as_of(goods, MARCH) == UnknownDuty(reason)
