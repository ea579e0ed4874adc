"""How a landed cost explains itself: what it prints adds up, names every record, and guesses nothing."""

from __future__ import annotations

from datetime import date

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st
from moneyed import Money

from tests.logistics.customs.landed_cost.parcels import DAYS, FX, parcels, rules
from xbcommerce.kernel.money import total
from xbcommerce.kernel.unmet import Note, Unmet
from xbcommerce.logistics.customs import (
    DAP,
    DDP,
    IOSS,
    STANDARD,
    Cost,
    CostKind,
    GoodsLine,
    ImportConsignment,
    LandedCost,
    Option,
    Place,
    TradeDates,
    landed_cost,
)
from xbcommerce.logistics.customs.landed_cost.differences import differences
from xbcommerce.reference.customs.rules import packaged_rules

days = st.sampled_from(DAYS).map(TradeDates.all_on)
JULY = date(2026, 7, 1)
SHIRTS = GoodsLine("shirts", Money("18.00", "EUR"), 2, hs_code="610910", origin="CN")
BRICKS = GoodsLine("bricks", Money("24.00", "EUR"), hs_code="690410", origin="CN")


def packaged(country: str, *lines: GoodsLine, on: date = JULY, **facts: object) -> LandedCost:
    """Land lines by the packaged rules alone."""
    freight = [Cost(CostKind.FREIGHT, Money("8.00", "EUR"))]
    parcel = ImportConsignment(Place(country), "CN", lines, freight, **facts)
    return landed_cost(parcel, TradeDates.all_on(on), packaged_rules(), FX)


def said(quote: LandedCost, prefix: str) -> list[Note | Unmet]:
    """Return what a quote says of one kind."""
    return [line for line in quote.why() if line.code.startswith(prefix)]


@given(parcels(), days)
def test_who_pays_what_where_adds_up_to_the_charges(parcel: ImportConsignment, dates: TradeDates) -> None:
    """Each amount once, and none of nothing."""
    quote = landed_cost(parcel, dates, rules(), FX)
    assume(quote.settled)
    assert quote.low is not None
    amounts = [line.params["amount"] for line in said(quote, "landed_cost.pays.")]
    paid = [amount for amount in amounts if isinstance(amount, Money)]
    assert total(paid, quote.low.worth.currency) == quote.low.charged()
    assert all(amount.amount for amount in paid)


@given(parcels(), days, st.sampled_from([DAP, DDP, IOSS, STANDARD]))
def test_the_differences_lead_from_one_option_to_the_other(
    parcel: ImportConsignment, dates: TradeDates, option: Option
) -> None:
    """Charge by charge, what is more less what is less."""
    first = landed_cost(parcel, dates, rules(), FX)
    other = landed_cost(option.of(parcel), dates, rules(), FX)
    assume(first.settled and other.settled)
    assert first.low is not None
    assert other.low is not None
    moved = first.low.charged()
    for line in differences(first, other):
        amount = line.params["amount"]
        assert isinstance(amount, Money)
        assert amount.amount > 0
        more = line.code in {"landed_cost.more", "landed_cost.only_here"}
        moved = moved + amount if more else moved - amount
    assert moved == other.low.charged()


@given(parcels(), days)
def test_every_record_that_decided_is_named_once(parcel: ImportConsignment, dates: TradeDates) -> None:
    """Those of the charges, and those of the limits that were measured."""
    quote = landed_cost(parcel, dates, rules(), FX)
    named = [rule.id for rule in quote.decided_by]
    assert len(set(named)) == len(named)
    charged = {rule.id for charge in quote.charges for rule in charge.decided_by}
    assert quote.decision is not None
    trials = [outcome.trial for outcome in (quote.decision.duty, quote.decision.tax)]
    assert charged | {trial.record.id for trial in trials if trial is not None} <= set(named)


def test_a_record_is_told_in_short_and_in_full_when_asked() -> None:
    """Its id with the tier of its source, an estimate by name; printed, its days and its source."""
    rate = next(rule for rule in packaged("CA", SHIRTS).decided_by if rule.key == "duty/CA/610910/mfn")
    assert rate.short == "ca-mfn-610910 [C, estimated]"
    assert str(rate).startswith("ca-mfn-610910 (from 2022-01-01; ")


def test_the_base_of_a_duty_is_that_of_the_lines_it_is_known_for() -> None:
    """Bricks without a rate are not in it, so that the formula is true."""
    quote = packaged("CA", SHIRTS, BRICKS)
    assert quote.low is not None
    duty = next(charge for charge in quote.low.charges if charge.name == "duty")
    assert duty.base == Money("57.60", "CAD")
    assert duty.amount == Money("10.37", "CAD")  # 18 %
    assert [unmet.code for unmet in quote.unmet] == ["duty_measure.no_third_country"]


def test_a_duty_in_words_asks_for_the_rate_of_the_goods() -> None:
    """The lists of section 301 hold thousands of codes that are not packaged."""
    quote = packaged("US", BRICKS, declaration="informal")
    assert "lines[bricks] bears a duty by list of section 301; lay the rate of these goods over that" in str(
        quote
    )


def test_charges_that_come_to_the_same_by_two_ways_are_told_once() -> None:
    """Whether the seller is registered moves the tax, not its amount."""
    quote = packaged("FR", SHIRTS, declaration="H7", registrations=None)
    assert not quote.settled
    assert quote.bounds is not None
    assert quote.bounds.settled
    assert quote.summary.code == "landed_cost.alike"
    assert not said(quote, "landed_cost.at_most")
    assert [unmet.where for unmet in quote.unmet] == ["registrations"]


def test_what_was_struck_down_is_told_and_not_charged() -> None:
    """The duties under the IEEPA on a parcel of December 2025."""
    quote = packaged("US", SHIRTS, on=date(2025, 12, 15), declaration="informal")
    lines = [line for line in str(quote).splitlines() if line.startswith("Struck down, and not charged")]
    assert [line.rpartition(" ")[2] for line in lines] == [
        "us-ieepa-china-void",
        "us-ieepa-fentanyl-china-void",
    ]
    assert not any(charge.name.startswith("ieepa") for charge in quote.charges)


def test_a_fact_of_the_whole_is_asked_for_once() -> None:
    """Not line by line."""
    quote = packaged("US", SHIRTS, evolve(SHIRTS, id="more shirts"))
    asked = [unmet.where for unmet in quote.unmet if unmet.code == "landed_cost.fact_open"]
    assert asked
    assert not any(where.startswith("lines[") for where in asked)
