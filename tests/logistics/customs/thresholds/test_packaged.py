"""The packaged thresholds, each at its own limit, on its own days; and parcels before and after a change."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from moneyed import Money

from xbcommerce.kernel.dated import Dated, Status
from xbcommerce.kernel.fx import RateTable
from xbcommerce.kernel.money import from_minor, minor
from xbcommerce.logistics import Mode
from xbcommerce.logistics.customs import (
    Buyer,
    Cost,
    CostKind,
    GoodsLine,
    ImportConsignment,
    Place,
    TradeDates,
)
from xbcommerce.logistics.customs.thresholds import (
    Basis,
    Boundary,
    ChargeClass,
    ChargeOutcome,
    Effect,
    Outcome,
    Scope,
    Shape,
    Threshold,
    ThresholdDecision,
    decide_thresholds,
    levied,
)
from xbcommerce.reference.customs.thresholds import threshold_rules

RULES = threshold_rules()
NO_RATES = RateTable("EUR", "none", {})
VALUED = [
    record
    for record in RULES.records
    if record.status is not Status.ANNOUNCED
    and record.value.effect in {Effect.RELIEF, Effect.AT_SALE, Effect.FLAT_CHARGE}
]
DUE = [record for record in RULES.records if record.value.effect is Effect.NOT_LEVIED]
SHAPED = {Shape.ALLOWANCE, Shape.ITEMS}


def decided(parcel: ImportConsignment, on: str, **days: date) -> ThresholdDecision:
    """Decide with the packaged thresholds, everything happening on one day."""
    dates = evolve(TradeDates.all_on(date.fromisoformat(on)), **days)
    return decide_thresholds(parcel, dates, RULES, NO_RATES)


def parcel(place: str, *prices: str, goods: str = "", **facts: Any) -> ImportConsignment:  # noqa: ANN401
    """Make a parcel of single pieces, prices as ``"150.00 EUR"``; goods are those of the first."""
    moneys = [Money(*price.split()) for price in prices]
    lines = [
        GoodsLine(str(n), money, goods={goods} if goods and not n else (), origin=facts.get("origin"))
        for n, money in enumerate(moneys)
    ]
    known = {name: value for name, value in facts.items() if name not in {"origin", "ship_from"}}
    return ImportConsignment(Place(place), facts.get("ship_from", "CN"), lines, **known)


def outcomes(decision: ThresholdDecision) -> tuple[str, str]:
    """Return what becomes of duty and of tax."""
    return decision.duty.outcome.value, decision.tax.outcome.value


def day_of(record: Dated[Threshold]) -> date:
    """Take a day on which a record holds: its last, or its first."""
    if record.validity.end is not None:
        return record.validity.end - timedelta(1)
    return record.validity.start or date(2026, 3, 2)


def parcel_for(record: Dated[Threshold], units: int) -> ImportConsignment:
    """Make a parcel that a record is about, worth so many minor units."""
    jurisdiction = record.key.split("/")[1]
    when, limit = record.value.when, record.value.limit
    assert limit is not None
    buyers = when.buyers or {Buyer.CONSUMER}
    modes = when.modes or {Mode.AIR}
    return ImportConsignment(
        Place("FR" if jurisdiction == "EU" else jurisdiction),
        min(when.ship_from or {"CN"}),
        [GoodsLine("one", from_minor(units, limit.currency), origin="DE")],
        buyer=min(buyers, key=lambda one: one.value),
        mode=min(modes, key=lambda one: one.value),
        registrations=when.registered,
    )


def charge_of(record: Dated[Threshold], decision: ThresholdDecision) -> ChargeOutcome:
    """Return the outcome of a charge that a record is about."""
    return decision.duty if ChargeClass.DUTY in record.value.charges else decision.tax


@pytest.mark.parametrize("record", VALUED, ids=lambda record: record.id)
def test_every_record_is_right_to_one_minor_unit(record: Dated[Threshold]) -> None:
    """One unit below the limit is within, one above is not, and the limit itself is as the law says."""
    limit = record.value.limit
    assert limit is not None
    for shift in (-1, 0, 1):
        decision = decide_thresholds(
            parcel_for(record, minor(limit.amount) + shift),
            TradeDates.all_on(day_of(record)),
            RULES,
            NO_RATES,
        )
        (trial,) = (one for one in charge_of(record, decision).trials if one.record.id == record.id)
        within = shift < 0 or (shift == 0 and limit.boundary is Boundary.UP_TO)
        if record.value.shape in SHAPED:
            assert (trial.within, trial.charged == (0,)) == ((True,), within)
        else:
            assert trial.within == (within,)


@pytest.mark.parametrize("record", DUE, ids=lambda record: record.id)
def test_every_amount_due_is_tested_right_to_one_unit(record: Dated[Threshold]) -> None:
    """The same of amounts that are not levied; where an authority rounds, to one step."""
    limit, charge = record.value.limit, min(record.value.charges, key=lambda one: one.value)
    assert limit is not None
    step = minor(record.value.rounding.amount_step or from_minor(1, limit.currency))
    for shift in (-step, 0, step):
        due = from_minor(minor(limit.amount) + shift, limit.currency)
        waived = not levied({charge: due}, [record]).collected[charge].amount
        assert waived is (shift < 0 or (shift == 0 and limit.boundary is Boundary.UP_TO))


def test_every_record_names_its_source_and_when_it_was_read() -> None:
    """A title that a reader can look up, a tier, a day."""
    for record in RULES.records:
        assert record.source is not None
        assert record.source.read_on is not None


def test_nothing_in_the_set_is_suspect() -> None:
    """No gap, no overlap, no review overdue, no announcement whose day has come."""
    assert RULES.lint() == ()


def test_all_records_of_a_key_go_by_one_day_of_the_trade() -> None:
    """So that a look-up knows its day before it knows the record."""
    for key in RULES.keys:
        assert len({record.value.date_basis for record in RULES.records_of(key)}) == 1, key


def test_a_series_ends_open_or_leaves_the_word_to_a_wider_one() -> None:
    """An end is a record of its own that says there is nothing; Ireland then follows the Union."""
    for key in RULES.keys:
        enacted = [one for one in RULES.records_of(key) if one.status is not Status.ANNOUNCED]
        ends = {record.validity.end for record in enacted}
        if None not in ends:
            assert key in {"threshold/EU/flat-duty", "threshold/IE/tax-relief"}


CHANGES = [
    ("EU, relief of duty", parcel("FR", "150.00 EUR"), "2026-06-30", ("relieved", "at_border"),
     "2026-07-01", ("flat", "at_border")),
    ("EU, 22 euros of tax", parcel("DE", "22.00 EUR"), "2021-06-30", ("relieved", "relieved"),
     "2021-07-01", ("relieved", "at_border")),
    ("EU, import scheme", parcel("DE", "150.00 EUR", registrations={"IOSS"}), "2021-06-30",
     ("relieved", "at_border"), "2021-07-01", ("relieved", "at_sale")),
    ("EU, flat duty ends", parcel("FR", "10.00 EUR"), "2028-06-30", ("flat", "at_border"),
     "2028-07-01", ("due", "at_border")),
    ("GB, low value relief ends", parcel("GB", "15.00 GBP"), "2020-12-31", ("relieved", "relieved"),
     "2021-01-01", ("relieved", "at_sale")),
    ("GB, 18 to 15", parcel("GB", "18.00 GBP"), "2011-10-31", ("relieved", "relieved"),
     "2011-11-01", ("relieved", "at_border")),
    ("GB, gifts 36 to 34", parcel("GB", "36.00 GBP", buyer=Buyer.PRIVATE_GIFT), "2013-12-31",
     ("relieved", "relieved"), "2014-01-01", ("relieved", "at_border")),
    ("US, China and Hong Kong", parcel("US", "799.00 USD", origin="CN"), "2025-05-01",
     ("relieved", "relieved"), "2025-05-02", ("due", "at_border")),
    ("US, all others", parcel("US", "800.00 USD", origin="DE"), "2025-08-28", ("relieved", "relieved"),
     "2025-08-29", ("due", "at_border")),
    ("US, by post as well", parcel("US", "5.00 USD", origin="HK", mode=Mode.POSTAL), "2025-05-01",
     ("relieved", "relieved"), "2025-05-02", ("due", "at_border")),
    ("US, gifts stay", parcel("US", "100.00 USD", origin="CN", buyer=Buyer.PRIVATE_GIFT), "2025-05-01",
     ("relieved", "relieved"), "2026-11-22", ("relieved", "relieved")),
    ("CA, courier from the United States", parcel("CA", "150.00 CAD", ship_from="US", mode=Mode.COURIER),
     "2020-06-30", ("due", "at_border"), "2020-07-01", ("relieved", "at_border")),
    ("NZ, waiver to value", parcel("NZ", "1000.00 NZD"), "2019-11-30", ("due", "at_border"),
     "2019-12-01", ("relieved", "relieved")),
    ("AU, tax in the sale", parcel("AU", "1000.00 AUD", registrations={"AU-GST"}), "2018-06-30",
     ("relieved", "relieved"), "2018-07-01", ("relieved", "at_sale")),
    ("SG, tax in the sale", parcel("SG", "400.00 SGD", mode=Mode.AIR, registrations={"SG-GST"}),
     "2022-12-31", ("due", "relieved"), "2023-01-01", ("due", "at_sale")),
    ("NO, 350 kroner end", parcel("NO", "349.99 NOK"), "2023-12-31", ("relieved", "relieved"),
     "2024-01-01", ("due", "at_border")),
    ("NO, food", parcel("NO", "100.00 NOK", goods="food"), "2019-12-31", ("relieved", "relieved"),
     "2020-01-01", ("due", "at_border")),
    ("NO, VOEC", parcel("NO", "2999.99 NOK", registrations={"VOEC"}), "2020-03-31", ("due", "at_border"),
     "2020-04-01", ("relieved", "at_sale")),
    ("CN, cross-border retail", parcel("CN", "5000.00 CNY", ship_from="JP", registrations={"CBEC"}),
     "2018-12-31", ("due", "at_border"), "2019-01-01", ("relieved", "at_border")),
    ("BR, 50 dollars", parcel("BR", "50.00 USD", registrations={"REMESSA-CONFORME"}), "2024-07-31",
     ("relieved", "at_border"), "2024-08-01", ("due", "at_border")),
]  # fmt: skip


@pytest.mark.parametrize(("parcel", "before", "was", "after", "then"), [c[1:] for c in CHANGES],
                         ids=[c[0] for c in CHANGES])  # fmt: skip
def test_a_law_changes_on_its_day(
    parcel: ImportConsignment, before: str, was: tuple[str, str], after: str, then: tuple[str, str]
) -> None:
    """The last day of the old law, and the first of the new."""
    assert (outcomes(decided(parcel, before)), outcomes(decided(parcel, after))) == (was, then)


CASES = [
    ("two shirts are one consignment", parcel("GB", "70.00 GBP", "70.00 GBP"), "2023-05-10",
     "due", "at_border"),
    ("a business accounts itself", parcel("GB", "100.00 GBP", buyer=Buyer.BUSINESS), "2023-05-10",
     "relieved", "at_sale"),
    ("a gift is not sold", parcel("GB", "100.00 GBP", buyer=Buyer.PRIVATE_GIFT), "2023-05-10",
     "relieved", "at_border"),
    ("wine beside socks", parcel("GB", "20.00 GBP", "20.00 GBP", goods="alcohol"), "2023-05-10",
     "due", "at_border"),
    ("perfume has no relief of duty", parcel("FR", "40.00 EUR", goods="perfume"), "2022-03-01",
     "due", "at_border"),
    ("perfume is sold under the scheme", parcel("FR", "40.00 EUR", goods="perfume", registrations={"IOSS"}),
     "2022-03-01", "due", "at_sale"),
    ("perfume is charged flat", parcel("FR", "40.00 EUR", goods="perfume"), "2026-09-01",
     "flat", "at_border"),
    ("a business in the Union", parcel("FR", "40.00 EUR", buyer=Buyer.BUSINESS, registrations={"IOSS"}),
     "2026-09-01", "due", "at_border"),
    ("Mexican courier parcel", parcel("CA", "40.00 CAD", ship_from="MX", mode=Mode.COURIER), "2024-02-01",
     "relieved", "relieved"),
    ("a courier from China", parcel("CA", "20.01 CAD", mode=Mode.COURIER), "2024-02-01", "due", "at_border"),
    ("a courier from China, small", parcel("CA", "20.00 CAD", mode=Mode.COURIER), "2024-02-01",
     "relieved", "relieved"),
    ("the mails from the United States", parcel("CA", "35.00 CAD", ship_from="US", mode=Mode.POSTAL),
     "2024-02-01", "due", "at_border"),
    ("nobody collects in Australia", parcel("AU", "300.00 AUD"), "2024-02-01", "relieved", "relieved"),
    ("two items over the limit together", parcel("AU", "600.00 AUD", "600.00 AUD", registrations={"AU-GST"}),
     "2024-02-01", "due", "at_border"),
    ("New Zealand taxes item by item", parcel("NZ", "600.00 NZD", "600.00 NZD", registrations={"NZ-GST"}),
     "2024-02-01", "due", "at_sale"),
    ("so does Singapore", parcel("SG", "280.00 SGD", "280.00 SGD", mode=Mode.AIR, registrations={"SG-GST"}),
     "2024-02-01", "due", "at_sale"),
    ("no relief by land", parcel("SG", "100.00 SGD", mode=Mode.LAND), "2024-02-01", "due", "at_border"),
    ("3,000 kroner is not less", parcel("NO", "3000.00 NOK", registrations={"VOEC"}), "2024-06-01",
     "due", "at_border"),
    ("Japanese shoes", parcel("JP", "8000 JPY", goods="footwear"), "2024-02-01", "due", "at_border"),
    ("Korea from China", parcel("KR", "151.00 USD"), "2024-02-01", "due", "at_border"),
    ("Korea from the United States", parcel("KR", "200.00 USD", ship_from="US"), "2024-02-01",
     "relieved", "relieved"),
    ("chocolate spoils the parcel", parcel("KR", "5.00 USD", "190.00 USD", goods="food", ship_from="US"),
     "2024-02-01", "due", "at_border"),
    ("Northern Ireland is not Great Britain", parcel("XI", "100.00 GBP"), "2024-02-01",
     "relieved", "at_border"),
    ("Northern Ireland under the import scheme", parcel("XI", "100.00 GBP", registrations={"IOSS"}),
     "2024-02-01", "relieved", "at_sale"),
    ("nothing is known", parcel("PY", "10.00 USD"), "2024-02-01", "no_rule", "no_rule"),
    ("duty of the Union, tax of the islands", ImportConsignment(Place("ES", postal_code="35001"), "CN",
     [GoodsLine("a", Money("40.00", "EUR"))]), "2024-02-01", "relieved", "no_rule"),
]  # fmt: skip


@pytest.mark.parametrize(("parcel", "on", "duty", "tax"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])  # fmt: skip
def test_what_becomes_of_a_parcel(parcel: ImportConsignment, on: str, duty: str, tax: str) -> None:
    """Places, buyers, goods, carriage and sellers, with the packaged rules."""
    assert outcomes(decided(parcel, on)) == (duty, tax)


def test_a_kind_of_goods_without_relief_does_not_take_it_from_the_others() -> None:
    """Perfume beside socks: of the duty the socks are free, and no simplified data set is left."""
    decision = decided(parcel("FR", "40.00 EUR", "10.00 EUR", goods="perfume"), "2022-03-01")
    assert [line.outcome for line in decision.duty.lines] == [Outcome.DUE, Outcome.RELIEVED]
    assert decision.simplified == ""


def test_other_arrivals_of_the_day_count() -> None:
    """Section 321 is by person and day: 300 beside 500 is free, a cent more is not."""
    beside = evolve(parcel("US", "300.00 USD", origin="DE"), same_day=[Money("500.00", "USD")])
    free = decided(beside, "2024-03-04")
    assert free.duty.trial is not None
    assert free.duty.trial.measured is not None
    assert (outcomes(free)[0], free.duty.trial.measured.money) == ("relieved", Money("800.00", "USD"))
    more = evolve(beside, same_day=[Money("500.01", "USD")])
    assert outcomes(decided(more, "2024-03-04"))[0] == "due"


def test_other_purchases_of_the_year_count_in_china() -> None:
    """5,000 yuan an order, 26,000 a year."""
    order = parcel("CN", "5000.00 CNY", ship_from="JP", registrations={"CBEC"})
    kept = evolve(order, same_year=[Money("21000.00", "CNY")])
    over = evolve(order, same_year=[Money("21000.01", "CNY")])
    assert [outcomes(decided(one, "2024-01-05"))[0] for one in (kept, over)] == ["relieved", "due"]


def test_the_same_parcel_passes_or_fails_by_its_invoice() -> None:
    """Carriage of 15 on 140 euros: shown apart it does not count, else it does."""
    for shown, duty in ((True, "relieved"), (False, "due")):
        freight = Cost(CostKind.FREIGHT, Money("15.00", "EUR"), shown=shown)
        decision = decided(evolve(parcel("ES", "140.00 EUR"), costs=[freight]), "2022-03-01")
        assert outcomes(decision)[0] == duty


def test_ireland_measured_carriage_in_and_germany_did_not() -> None:
    """18 euros and 5 of carriage, on the last day of the relief."""
    freight = Cost(CostKind.FREIGHT, Money("5.00", "EUR"))
    found = [
        outcomes(decided(evolve(parcel(place, "18.00 EUR"), costs=[freight]), "2021-06-30"))[1]
        for place in ("IE", "DE")
    ]
    assert found == ["at_border", "relieved"]


def test_prices_with_tax_are_freed_of_it_first() -> None:
    """1,100 dollars with ten percent of tax are 1,000."""
    told = evolve(parcel("AU", "1100.00 AUD", registrations={"AU-GST"}), tax_in_prices_pct=Fraction(10))
    assert outcomes(decided(told, "2024-02-01")) == ("relieved", "at_sale")


def test_a_canadian_gift_is_taxed_on_the_excess() -> None:
    """200 dollars: 140 of them."""
    decision = decided(parcel("CA", "150.00 CAD", "50.00 CAD", buyer=Buyer.PRIVATE_GIFT), "2024-02-01")
    assert [line.charged for line in decision.tax.lines] == [Fraction(7, 10)] * 2


def test_tax_collected_under_a_scheme_that_does_not_hold_is_told() -> None:
    """165 euros are above the limit of the import scheme: the buyer pays at the border, and gets it back."""
    sold = parcel("DE", "82.50 EUR", "82.50 EUR", registrations={"IOSS"})
    decision = decided(sold, "2022-03-01")
    assert decision.collected_in_vain == ("IOSS",)
    assert "The tax that was collected under IOSS is not the one that is due" in str(decision)
    assert decided(parcel("DE", "82.50 EUR", registrations={"IOSS"}), "2022-03-01").collected_in_vain == ()


def test_the_arrival_counts_and_not_the_order() -> None:
    """Sold on the last days of the relief, imported after it: taxed."""
    decision = decided(parcel("DE", "20.00 EUR"), "2021-07-02", sold=date(2021, 6, 28))
    assert outcomes(decision)[1] == "at_border"


def test_a_small_parcel_may_be_declared_in_short() -> None:
    """H7 is for what is relieved or charged flat; not before it existed, nor in other countries."""
    for place, price, on, data_set in (
        ("FR", "150.00 EUR", "2022-03-01", "H7"),
        ("FR", "150.01 EUR", "2022-03-01", ""),
        ("FR", "150.00 EUR", "2021-06-30", ""),
        ("FR", "150.00 EUR", "2026-07-01", "H7"),
        ("GB", "100.00 GBP", "2022-03-01", ""),
    ):
        assert decided(parcel(place, price), on).simplified == data_set


@pytest.mark.parametrize(("place", "on", "ids"), [
    ("DE", "2021-06-30", ("de-not-levied-2010-11-01",)),
    ("DE", "2021-07-01", ("de-not-levied-2021-07-01",)),
    ("IE", "2021-06-30", ("ie-not-levied-2021-01-01",)),
    ("IE", "2021-07-01", ()),
    ("CH", "2024-02-01", ("ch-duty-not-levied-2017-01-01", "ch-tax-not-levied-2017-01-01")),
    ("GB", "2020-06-01", ("gb-not-levied-2010-01-01",)),
    ("GB", "2021-01-01", ()),
    ("NZ", "2010-09-30", ("nz-not-levied-open",)),
    ("NZ", "2019-11-30", ("nz-not-levied-2010-10-01",)),
    ("FR", "2024-02-01", ()),
])  # fmt: skip
def test_which_amounts_are_not_levied(place: str, on: str, ids: tuple[str, ...]) -> None:
    """The tests to make on what is worked out, by place and day."""
    found = decided(parcel(place, "10.00 EUR"), on).not_levied
    assert tuple(record.id for record in found) == ids


def test_days_before_the_first_record_are_not_known() -> None:
    """Korea before 2015: free or charged, nobody knows; and it is said which record is missing."""
    decision = decided(parcel("KR", "100.00 USD"), "2010-01-05")
    assert outcomes(decision) == ("unknown", "unknown")
    assert decision.duty.possible == {Outcome.RELIEVED, Outcome.DUE}
    assert {unmet.code for unmet in decision.missing} == {"rule.none"}


def test_scopes_and_bases_of_all_kinds_are_in_use() -> None:
    """No word of the vocabulary is idle."""
    limits = [one for record in RULES.records for one in (record.value.limit, record.value.ceiling) if one]
    assert {limit.scope for limit in limits} == set(Scope)
    assert {limit.basis for limit in limits} == set(Basis)


@pytest.mark.parametrize(("code", "candidates", "duty"), [
    ("220421", (), "due"),
    ("2402", (), "due"),
    ("330300", (), "due"),
    ("330410", (), "relieved"),
    ("220110", (), "relieved"),
    (None, (), "relieved"),
    (None, ("220421", "220830"), "due"),
    (None, ("220421", "220110"), "unknown"),
    ("22", (), "unknown"),
])  # fmt: skip
def test_a_bottle_is_a_bottle_whatever_the_host_calls_it(
    code: str | None, candidates: tuple[str, ...], duty: str
) -> None:
    """Alcohol, tobacco and perfume are told by their codes; where codes leave it open, so is the relief."""
    one = GoodsLine("a", Money("40.00", "EUR"), hs_code=code, candidates=candidates)
    decision = decided(ImportConsignment(Place("FR"), "CN", [one]), "2022-03-01")
    assert outcomes(decision)[0] == duty
    if duty == "unknown":
        assert [unmet.where for unmet in decision.duty.missing] == ["lines[a].goods"]


def test_wine_by_its_code_spoils_a_sale_under_the_scheme() -> None:
    """A bottle beside a book: nothing of the parcel is taxed in the sale."""
    lines = [
        GoodsLine("book", Money("10.00", "EUR"), hs_code="490199"),
        GoodsLine("wine", Money("10.00", "EUR"), hs_code="220421"),
    ]
    sold = ImportConsignment(Place("FR"), "CN", lines, registrations={"IOSS"})
    decision = decided(sold, "2022-03-01")
    assert (outcomes(decision)[1], decision.collected_in_vain) == ("at_border", ("IOSS",))
