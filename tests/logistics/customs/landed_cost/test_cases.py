"""Real parcels, landed: the answer, what it rests on, and what it says when something is missing."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from moneyed import Money

from tests.logistics.customs.landed_cost.parcels import FX, ISSUED, TARIFF, rules
from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, Status, Validity
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import RateTable
from xbcommerce.logistics import Mode
from xbcommerce.logistics.customs import (
    Buyer,
    Cost,
    CostAbovePriceError,
    CostKind,
    GoodsLine,
    ImportConsignment,
    Place,
    TradeDates,
)
from xbcommerce.logistics.customs.charges import AtRate, ChargeKind, ChargeRule, UnknownBaseError
from xbcommerce.logistics.customs.incoterms import Party
from xbcommerce.logistics.customs.landed_cost import (
    DAP,
    DDP,
    IOSS,
    STANDARD,
    Collected,
    LandedCost,
    Option,
    OtherRulesError,
    ReplayError,
    compare,
    landed_cost,
    quoted,
    refund_of,
    replay,
    what_changes,
)
from xbcommerce.logistics.customs.rules import CustomsRule, CustomsRules
from xbcommerce.logistics.customs.tariff import DutyMeasure, MeasureKind, measure_key

SUMMER = TradeDates.all_on(date(2026, 8, 3))
MUG = GoodsLine("mug", Money("40.00", "EUR"), hs_code="691200", origin="JP", net_weight_g=900)


def parcel(place: str = "DE", *lines: GoodsLine, **options: object) -> ImportConsignment:
    """Make a parcel from China; only what matters is said."""
    said: dict[str, object] = {"mode": Mode.POSTAL, "declaration": "H7", **options}
    return ImportConsignment(Place(place), "CN", lines or (MUG,), **said)  # type: ignore[arg-type]


def land(consignment: ImportConsignment, dates: TradeDates = SUMMER, **options: object) -> LandedCost:
    """Land it by the rules of the tests."""
    return landed_cost(consignment, dates, rules(), FX, **options)  # type: ignore[arg-type]


def overlaid(key: str, value: CustomsRule, status: Status = Status.ENACTED) -> CustomsRules:
    """Lay one record over the rules of the tests."""
    return rules().overlay(
        RuleSet([Dated(f"test {key}", key, value, ALWAYS, ISSUED, TARIFF, status)], ISSUED)
    )


def codes(quote: LandedCost) -> list[str]:
    """Return what would settle a quote."""
    return [unmet.code for unmet in quote.unmet]


@pytest.mark.parametrize(
    ("day", "duty", "tax"), [(date(2026, 6, 30), "0.00", "7.60"), (date(2026, 7, 1), "3.00", "8.17")]
)
def test_the_union_charges_three_euros_a_code_from_july_2026(day: date, duty: str, tax: str) -> None:
    """And VAT on them: 19 % of 43 euros."""
    quote = land(parcel(), TradeDates.all_on(day))
    assert quote.duties == Money(duty, "EUR")
    assert quote.taxes == Money(tax, "EUR")


def test_vat_is_collected_in_the_sale_under_ioss_and_at_the_border_without() -> None:
    """The same amount, by another way, from the buyer both times."""
    sale, border = land(IOSS.of(parcel())), land(attrs.evolve(parcel(), registrations=()))
    assert sale.due_from(Party.BUYER, Collected.AT_SALE) == border.taxes
    assert border.due_from(Party.BUYER, Collected.AT_SALE) == Money("0.00", "EUR")
    assert sale.total == border.total


def test_duty_and_tax_have_bases_of_their_own() -> None:
    """Duty on goods, freight and insurance; VAT also on the way from the border."""
    costs = [
        Cost(CostKind.FREIGHT, Money("30.00", "EUR")),
        Cost(CostKind.INLAND, Money("12.00", "EUR")),
    ]
    shirts = GoodsLine("shirts", Money("300.00", "EUR"), hs_code="610910", origin="JP")
    quote = land(parcel("IE", shirts, costs=costs, declaration="H1", buyer=Buyer.BUSINESS))
    assert [(charge.name, charge.base.amount, charge.amount.amount) for charge in quote.charges] == [
        ("duty", Money("330.00", "EUR").amount, Money("39.60", "EUR").amount),
        ("vat", Money("381.60", "EUR").amount, Money("87.77", "EUR").amount),
    ]


def test_an_additional_duty_stands_apart_from_the_duty() -> None:
    """Both are duties, each with its own record."""
    line = attrs.evolve(MUG, unit_price=Money("400.00", "EUR"), origin="CN", net_weight_g=9_000)
    quote = land(parcel("DE", line, declaration="H1"))
    names = {charge.name: charge.kind for charge in quote.charges}
    assert names == {
        "duty": ChargeKind.DUTY,
        "ad_1": ChargeKind.ADDITIONAL_DUTY,
        "vat": ChargeKind.IMPORT_TAX,
    }
    assert quote.duties == Money("100.00", "EUR")


def test_a_missing_origin_gives_bounds_and_names_what_would_settle_them() -> None:
    """With or without the duty against dumping."""
    line = attrs.evolve(MUG, unit_price=Money("400.00", "EUR"), origin=None)
    quote = land(parcel("DE", line, declaration="H1"))
    assert str(quote.bounds) == "99.80 EUR to 195.00 EUR"
    assert [(unmet.code, unmet.where) for unmet in quote.unmet] == [
        ("landed_cost.duty_open", "lines[mug].origin")
    ]
    assert quote.total is None


def test_a_short_code_is_bounded_by_its_candidates_and_open_without_them() -> None:
    """A heading alone says nothing about the most."""
    line = attrs.evolve(MUG, unit_price=Money("400.00", "EUR"), hs_code="61", net_weight_g=None)
    found = land(parcel("DE", attrs.evolve(line, candidates=["610910"]), declaration="H1"))
    assert found.bounds is not None
    assert found.bounds.settled
    without = land(parcel("DE", line, declaration="H1"))
    assert without.bounds is None
    assert "landed_cost.code_open" in codes(without)


def test_a_specific_duty_without_the_weight_is_open_and_never_zero() -> None:
    """8 % and 0.50 euros a kilogram on shoes."""
    shoes = GoodsLine("shoes", Money("400.00", "EUR"), hs_code="640399", origin="JP")
    quote = land(parcel("DE", shoes, declaration="H1"))
    assert quote.bounds is None
    assert codes(quote) == ["duty.missing_quantity"]
    known = land(parcel("DE", attrs.evolve(shoes, net_weight_g=2_000), declaration="H1"))
    assert known.duties == Money("33.00", "EUR")


def test_a_currency_without_a_rate_on_the_day_leaves_the_value_unknown() -> None:
    """The rate is named; nothing is counted as zero."""
    quote = landed_cost(parcel("GB"), SUMMER, rules(), RateTable("EUR", "none", {}))
    assert (quote.low, quote.bounds, codes(quote)) == (None, None, ["fx.unknown_currency"])


def test_a_place_without_rules_is_unknown() -> None:
    """Paraguay: not relieved, not zero, not due."""
    quote = land(parcel("PY"))
    assert (quote.total, quote.bounds, codes(quote)) == (None, None, ["rule.none"])


def test_a_day_before_all_records_is_unknown() -> None:
    """No rule of valuation then."""
    assert codes(land(parcel(), TradeDates.all_on(date(1950, 1, 1)))) == ["rule.none"]


def test_a_day_that_nobody_gave_is_asked_for() -> None:
    """Nobody puts the day of the sale in place of that of the import."""
    quote = land(parcel(), TradeDates(sold=date(2026, 8, 3)))
    assert [unmet.where for unmet in quote.unmet] == ["dates.imported"]


def test_a_fee_whose_records_have_run_out_leaves_no_upper_bound() -> None:
    """The US merchandise processing fee from October 2026."""
    shirts = GoodsLine("shirts", Money("4000.00", "USD"), hs_code="610910", origin="JP")
    sent = parcel("US", shirts, declaration="formal", buyer=Buyer.BUSINESS, mode=Mode.AIR)
    assert land(sent, TradeDates.all_on(date(2026, 9, 30))).fees == Money("33.58", "USD")
    later = land(sent, TradeDates.all_on(date(2026, 10, 1)))
    assert (later.bounds, codes(later)) == (None, ["rule.none"])


def test_two_records_of_one_rule_are_not_chosen_from() -> None:
    """A host's own beside the packaged one, without superseding it."""
    (packaged,) = rules().records_of("valuation/EU")
    both = rules().overlay(RuleSet([attrs.evolve(packaged, id="our own")], ISSUED))
    assert codes(landed_cost(parcel(), SUMMER, both, FX)) == ["rule.ambiguous"]


def test_an_overdue_rule_answers_and_says_so() -> None:
    """The quote has no upper bound until somebody has looked."""
    vat = ChargeRule("eco", ChargeKind.FEE, AtRate(1), ("tax_value",))
    record = Dated("eco", "charge/DE/eco", vat, ALWAYS, ISSUED, TARIFF, review_by=date(2026, 1, 1))
    quote = landed_cost(parcel(), SUMMER, rules().overlay(RuleSet([record], ISSUED)), FX)
    assert codes(quote) == ["rule.stale"]
    assert quote.bounds is None


def test_a_base_that_names_nothing_is_refused_rather_than_left_untaxed() -> None:
    """A typing mistake in a host's own rule."""
    wrong = overlaid("charge/DE/eco", ChargeRule("eco", ChargeKind.FEE, AtRate(1), ("tax_valeu",)))
    with pytest.raises(UnknownBaseError, match="did you mean 'tax_value'"):
        landed_cost(parcel(), SUMMER, wrong, FX)


def test_costs_above_the_prices_that_contain_them_are_refused() -> None:
    """With both amounts."""
    inside = [Cost(CostKind.FREIGHT, Money("41.00", "EUR"), in_price=True)]
    with pytest.raises(CostAbovePriceError, match=r"41.00 EUR.*40.00 EUR only"):
        land(parcel("DE", costs=inside))


def test_a_term_that_nobody_knows_leaves_the_payor_open_and_the_amount_as_it_is() -> None:
    """It never moves an amount."""
    quote = land(parcel(term="XYZ"))
    assert quote.total == land(parcel()).total
    assert {charge.payor for charge in quote.charges} == {None}
    assert [note.code for note in quote.notes] == ["incoterm.unknown"]


def test_prices_with_tax_inside_are_freed_of_it_first() -> None:
    """47.60 euros with 19 % inside are 40.00."""
    line = attrs.evolve(MUG, unit_price=Money("47.60", "EUR"))
    assert land(parcel("DE", line, tax_in_prices_pct=19)).total == land(parcel()).total


def test_options_side_by_side_say_who_pays_and_what_differs() -> None:
    """DDP moves the border charges to the seller."""
    found = compare(parcel(), SUMMER, rules(), FX, options=[DAP, DDP, IOSS, STANDARD])
    assert found["DDP"].due_from(Party.SELLER) == Money("11.17", "EUR")
    assert found["DAP"].due_from(Party.SELLER) == Money("0.00", "EUR")
    assert "flat_duty" not in str(found["standard"]) or found["standard"].duties is not None
    assert [each.option.name for each in found.cheapest] == ["DAP", "DDP", "IOSS", "standard"]
    with pytest.raises(KeyError, match="these were: DAP"):
        found["FOB"]


@pytest.mark.parametrize("options", [[], [DAP, attrs.evolve(DDP, name="DAP")]], ids=["none", "twice"])
def test_options_need_names_of_their_own(options: list[Option]) -> None:
    """And there must be one."""
    with pytest.raises(InvalidValueError, match="options"):
        compare(parcel(), SUMMER, rules(), FX, options=options)


def test_a_catalogue_says_what_a_day_changes() -> None:
    """Consumers' small parcels to the Union; not the business one, nor that to Australia."""
    catalogue = [parcel(), parcel("AU"), parcel(buyer=Buyer.BUSINESS, declaration="H1")]
    found = what_changes(catalogue, date(2026, 6, 30), date(2026, 7, 1), rules(), FX)
    assert [(change.consignment, change.difference) for change in found][:1] == [
        (catalogue[0], Money("3.57", "EUR"))
    ]
    assert catalogue[1] not in [change.consignment for change in found]


def surcharged(*, void: bool) -> CustomsRules:
    """Lay a surcharge on all goods over the rules, as law or struck down since."""
    surcharge, days = DutyMeasure(MeasureKind.SURCHARGE, "10 %"), Validity(date(2025, 8, 7))
    enacted = Dated("s", measure_key("US", "*", "s"), surcharge, days, date(2025, 8, 1), TARIFF)
    struck = enacted.voided("s-void", recorded_on=date(2026, 2, 20), source=TARIFF)
    return rules().overlay(RuleSet([enacted, struck] if void else [enacted], ISSUED))


def test_what_a_void_tariff_took_comes_back_and_nothing_else() -> None:
    """As the duties under the IEEPA: law when they were assessed, void as known later."""
    shirts = GoodsLine("shirts", Money("1000.00", "USD"), hs_code="610910", origin="JP")
    sent = parcel("US", shirts, declaration="formal", buyer=Buyer.BUSINESS, mode=Mode.AIR)
    dates, law = TradeDates.all_on(date(2025, 9, 15)), surcharged(void=True)
    rates = RateTable("EUR", "none", {})
    then = landed_cost(sent, dates, surcharged(void=False), rates)
    assert then.duties == Money("220.00", "USD")
    refund = refund_of(then, law, rates)
    assert refund.amount == Money("100.00", "USD")
    assert refund.charges == (("s", Money("100.00", "USD")),)
    assert refund_of(refund.now, law, rates).amount == Money("0.00", "USD")


def test_a_quote_is_replayed_with_its_own_rules_only() -> None:
    """Other rules are refused by name, and an answer that differs is told."""
    _, record = quoted(parcel(), SUMMER, rules(), FX)
    with pytest.raises(OtherRulesError, match="fetch those by their digest"):
        replay(record, surcharged(void=True))
    with pytest.raises(ReplayError, match="another version"):
        replay(attrs.evolve(record, answer="0" * 64), rules())


def northern_ireland(eu: str, uk: str) -> LandedCost:
    """Land 1,000 pounds of goods at two duties."""
    records = {
        measure_key("EU", "732393", "mfn"): DutyMeasure(MeasureKind.THIRD_COUNTRY, eu),
        measure_key("GB", "732393", "mfn"): DutyMeasure(MeasureKind.THIRD_COUNTRY, uk),
    }
    law = rules().overlay(
        RuleSet([Dated(key, key, value, ALWAYS, ISSUED, TARIFF) for key, value in records.items()], ISSUED)
    )
    pans = GoodsLine("pans", Money("1000.00", "GBP"), hs_code="732393", origin="JP")
    return landed_cost(parcel("XI", pans, declaration="H1"), SUMMER, law, FX)


@pytest.mark.parametrize(("eu", "duties", "taxes"), [("3 %", "0.00", "200.00"), ("3.1 %", "31.00", "206.20")])
def test_northern_ireland_pays_the_union_s_duty_where_the_two_are_too_far_apart(
    eu: str, duties: str, taxes: str
) -> None:
    """More than 3 % of the customs value; British VAT either way."""
    quote = northern_ireland(eu, "0 %")
    assert (quote.duties, quote.taxes) == (Money(duties, "GBP"), Money(taxes, "GBP"))


def test_northern_ireland_is_open_while_one_duty_is() -> None:
    """A specific duty of the Union without its quantity."""
    quote = northern_ireland("5 EUR / hl", "0 %")
    assert quote.bounds is None
    assert "landed_cost.at_risk_open" in codes(quote)


@pytest.mark.parametrize(("retail", "relieved"), [(16_668, True), (16_669, False)])
def test_what_a_japanese_buyer_imports_for_himself_counts_at_sixty_percent(
    *, retail: int, relieved: bool
) -> None:
    """10,000 yen are relieved; one more is charged, on the share and not on the price."""
    toy = GoodsLine("toy", Money(retail, "JPY"), hs_code="950300", origin="CN")
    quote = land(parcel("JP", toy, personal_use=True))
    assert (quote.taxes == Money(0, "JPY")) is relieved
    assert quote.low is not None
    assert quote.low.value == Money(retail, "JPY")
    if not relieved:
        assert quote.taxes == Money(800, "JPY")
    assert land(parcel("JP", toy)).taxes == Money(1_500, "JPY")


def test_a_correction_that_was_recorded_since_is_not_claimed_with_a_void_duty() -> None:
    """The duty turned out to be 10 %, not 12: that is for a correction of the entry, not for a refund."""
    shirts = GoodsLine("shirts", Money("1000.00", "USD"), hs_code="610910", origin="JP")
    sent = parcel("US", shirts, declaration="formal", buyer=Buyer.BUSINESS, mode=Mode.AIR)
    dates, law = TradeDates.all_on(date(2025, 9, 15)), surcharged(void=True)
    key = measure_key("US", "610910", "mfn")
    corrected = Dated(
        "corrected",
        key,
        DutyMeasure(MeasureKind.THIRD_COUNTRY, "10 %"),
        ALWAYS,
        date(2026, 12, 1),
        TARIFF,
        supersedes=key,
    )
    later = RuleSet([*law.records, corrected], date(2026, 12, 2))
    rates = RateTable("EUR", "none", {})
    then = landed_cost(sent, dates, surcharged(void=False), rates)
    assert landed_cost(sent, dates, later, rates).duties == Money("100.00", "USD")
    assert refund_of(then, later, rates).amount == Money("100.00", "USD")
