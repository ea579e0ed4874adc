"""What is decided about a consignment: laws that hold for any thresholds, and the reasons that are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, Source, Status, Validity
from xbcommerce.kernel.fx import RateTable
from xbcommerce.logistics import Mode
from xbcommerce.logistics.customs import GoodsLine, ImportConsignment, Place, TradeDates, When
from xbcommerce.logistics.customs.thresholds import (
    Basis,
    ChargeClass,
    ChargeOutcome,
    Effect,
    Limit,
    LineOutcome,
    Outcome,
    Scope,
    Shape,
    Threshold,
    ThresholdDecision,
    decide_thresholds,
)
from xbcommerce.testing.strategies.customs_thresholds import (
    ON,
    limits,
    small_parcels,
    threshold_decisions,
    threshold_rules,
    thresholds,
)

HALF = settings(max_examples=settings.default.max_examples // 2)
SET = TradeDates.all_on(ON)
NO_RATES = RateTable("EUR", "none", {ON: {}})
LAW = Source("a law", tier="A")
BOTH = (ChargeClass.DUTY, ChargeClass.TAX)


def rules(*values: Threshold, jurisdiction: str = "GB", **record: Any) -> RuleSet[Threshold]:  # noqa: ANN401
    """Make a rule set of thresholds of one place, each under a name of its own."""
    stated = {"validity": ALWAYS, "recorded_on": ON, "source": LAW, **record}
    return RuleSet(
        [Dated(f"r{n}", f"threshold/{jurisdiction}/n{n}", one, **stated) for n, one in enumerate(values)], ON
    )


def decide(
    parcel: ImportConsignment, known: RuleSet[Any], dates: TradeDates = SET, rates: RateTable = NO_RATES
) -> ThresholdDecision:
    """Decide without exchange rates."""
    return decide_thresholds(parcel, dates, known, rates)


def both(decision: ThresholdDecision) -> tuple[ChargeOutcome, ChargeOutcome]:
    """Return duty and tax."""
    return decision.duty, decision.tax


def goods(price: str, **facts: Any) -> ImportConsignment:  # noqa: ANN401
    """Make a parcel of one piece to Great Britain."""
    line = GoodsLine("a", Money(*price.split()))
    return ImportConsignment(Place("GB"), "CN", [line], **facts)


RELIEF = Threshold(BOTH, Effect.RELIEF, Limit(Money("135.00", "GBP")))


@HALF
@given(small_parcels(), threshold_rules(), st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(
    parcel: ImportConsignment, known: RuleSet[Threshold], random: Random
) -> None:
    """Each line has the same outcome wherever it stands."""
    lines = list(parcel.lines)
    random.shuffle(lines)
    there, here = decide(evolve(parcel, lines=lines), known), decide(parcel, known)
    for one, other in zip(both(here), both(there), strict=True):
        assert sorted(one.lines, key=line_id) == sorted(other.lines, key=line_id)
        assert (one.decided_by, one.outcome) == (other.decided_by, other.outcome)


def line_id(line: LineOutcome) -> str:
    """Return what a line is called."""
    return line.id


def completions(parcel: ImportConsignment) -> Iterator[ImportConsignment]:
    """Go through ways in which what is not known of a parcel may turn out."""
    modes = [parcel.mode] if parcel.mode else list(Mode)
    schemes = [frozenset(), {"IOSS"}, {"GB-VAT"}] if parcel.registrations is None else [parcel.registrations]
    declarations = [parcel.declaration] if parcel.declaration else ["H7", "H1"]
    codes = [[line.hs_code] if line.hs_code else [None, "610910", "6403999600"] for line in parcel.lines]
    for mode, registered, declaration, *known in product(modes, schemes, declarations, *codes[:2]):
        lines = [evolve(line, hs_code=code) for line, code in zip(parcel.lines, known, strict=False)]
        yield evolve(
            parcel,
            mode=mode,
            registrations=registered,
            declaration=declaration,
            lines=[*lines, *parcel.lines[2:]],
        )


@HALF
@given(small_parcels(), threshold_rules(), st.data())
def test_a_fact_that_comes_to_light_never_widens_what_is_possible(
    parcel: ImportConsignment, known: RuleSet[Threshold], data: st.DataObject
) -> None:
    """Whatever a missing fact turns out to be was possible before, and charges no more than the worst did."""
    before = both(decide(parcel, known))
    found = data.draw(st.sampled_from(list(completions(parcel))))
    for was, now in zip(before, both(decide(found, known)), strict=True):
        for one, other in zip(was.lines, now.lines, strict=True):
            assert other.possible <= one.possible
            assert other.charged <= one.charged


@HALF
@given(small_parcels(), threshold_rules())
def test_a_lost_day_never_frees(parcel: ImportConsignment, known: RuleSet[Threshold]) -> None:
    """Without the day that the thresholds go by nothing is free that was not, and nothing is certain."""
    there = decide(parcel, known)
    lost = decide(parcel, known, TradeDates(sold=ON))
    for was, now in zip(both(there), both(lost), strict=True):
        for one, other in zip(was.lines, now.lines, strict=True):
            assert one.possible <= other.possible
            assert one.charged <= other.charged


@HALF
@given(small_parcels(currency="USD"), threshold_rules())
def test_nothing_is_free_without_an_exchange_rate(
    parcel: ImportConsignment, known: RuleSet[Threshold]
) -> None:
    """A price in another currency than the limit, and no rate: never certainly relieved."""
    for charge in both(decide(parcel, known)):
        for line in charge.lines:
            assert line.charged == 1
            assert line.outcome in {Outcome.UNKNOWN, Outcome.DUE, Outcome.AT_BORDER}
        if charge.outcome is Outcome.UNKNOWN:
            assert "fx.unknown_currency" in {unmet.code for unmet in charge.missing}


@HALF
@given(threshold_decisions())
def test_what_is_not_known_says_what_would_settle_it(decision: ThresholdDecision) -> None:
    """And what is settled asks for nothing more."""
    for charge in both(decision):
        assert bool(charge.missing) is (charge.outcome is Outcome.UNKNOWN)
    assert str(decision)


@HALF
@given(small_parcels(), limits(scopes=(Scope.CONSIGNMENT,)), st.integers(1, 10**6))
def test_a_dearer_parcel_is_never_better_off(
    parcel: ImportConsignment, limit: Limit, more_minor: int
) -> None:
    """Raising a price never turns what is due into what is relieved."""
    known = rules(Threshold(BOTH, Effect.RELIEF, limit))
    first, *rest = parcel.lines
    dearer = evolve(first, unit_price=first.unit_price + Money(more_minor, "GBP"))
    before, after = decide(parcel, known).duty, decide(evolve(parcel, lines=[dearer, *rest]), known).duty
    assert all(x.charged <= y.charged for x, y in zip(before.lines, after.lines, strict=True))


@HALF
@given(small_parcels(), limits(scopes=(Scope.CONSIGNMENT,)))
def test_an_allowance_and_what_is_charged_are_the_value(parcel: ImportConsignment, limit: Limit) -> None:
    """Nothing is lost between the excess and the allowance, and only the excess is charged."""
    known = rules(Threshold(BOTH, Effect.RELIEF, limit, shape=Shape.ALLOWANCE))
    duty = decide(parcel, known).duty
    (trial,) = duty.trials
    assert trial.measured is not None
    values = trial.measured.lines
    charged = sum(units * line.charged for units, line in zip(values, duty.lines, strict=True))
    assert charged == max(0, sum(values) - limit.amount.get_amount_in_sub_unit())


@HALF
@given(small_parcels(), limits(scopes=(Scope.CONSIGNMENT,)))
def test_pieces_of_a_line_and_lines_of_a_piece_are_treated_alike(
    parcel: ImportConsignment, limit: Limit
) -> None:
    """Writing three pieces as three lines frees neither more nor less, and never more than the limit."""
    known = rules(Threshold(BOTH, Effect.RELIEF, limit, shape=Shape.ITEMS))
    plain = evolve(parcel, costs=(), same_day=())
    single = [
        evolve(line, id=f"{line.id}.{piece}", quantity=1)
        for line in plain.lines
        for piece in range(line.quantity)
    ]
    together, apart = decide(plain, known).duty, decide(evolve(plain, lines=single), known).duty
    assert freed(together, plain) == freed(apart, evolve(plain, lines=single))
    assert limit.admits(freed(together, plain)) or not freed(together, plain)


def freed(duty: ChargeOutcome, parcel: ImportConsignment) -> Fraction:
    """Return what is relieved, in minor units."""
    prices = [Fraction(line.price.amount) * 100 for line in parcel.lines]
    return sum(((1 - x.charged) * price for x, price in zip(duty.lines, prices, strict=True)), Fraction(0))


@HALF
@given(small_parcels(), thresholds())
def test_a_spoiling_piece_takes_the_whole_parcel_out(parcel: ImportConsignment, one: Threshold) -> None:
    """One bottle in a parcel: the threshold is about none of its lines."""
    if one.effect is Effect.RELIEF:
        first, *rest = parcel.lines
        bottle = evolve(first, goods={"alcohol"})
        dry = evolve(one, spoiled_by={"alcohol"})
        decision = decide(evolve(parcel, lines=[bottle, *rest]), rules(dry))
        assert all(line.outcome in {Outcome.DUE, Outcome.AT_BORDER} for line in decision.duty.lines)


def test_a_place_of_which_nothing_is_known_is_no_rule() -> None:
    """Neither zero nor due; a rule of valuation alone makes a place known."""
    parcel = goods("10.00 GBP")
    nowhere = decide(parcel, rules(RELIEF, jurisdiction="FR"))
    assert {nowhere.duty.outcome, nowhere.tax.outcome} == {Outcome.NO_RULE}
    assert "Nothing is known of the duty of this place" in str(nowhere)
    valued: RuleSet[Any] = RuleSet([Dated("v", "valuation/GB", "CIF", ALWAYS, ON, LAW)], ON)
    assert decide(parcel, valued).duty.outcome is Outcome.DUE


def test_records_of_other_kinds_are_ignored() -> None:
    """All customs rules may stand in one set."""
    known: RuleSet[Any] = RuleSet(
        [*rules(RELIEF).records, Dated("x", "threshold/GB/other", "no threshold", ALWAYS, ON, LAW)], ON
    )
    assert decide(goods("135.00 GBP"), known).duty.outcome is Outcome.RELIEVED


def test_a_particular_jurisdiction_speaks_before_a_wider_one() -> None:
    """By name: Ireland's own rule is asked, and where it is silent the Union's."""
    wide = Threshold(BOTH, Effect.RELIEF, Limit(Money("22.00", "EUR")))
    own = evolve(wide, limit=Limit(Money("10.00", "EUR")))
    until = Validity(None, ON)
    known = RuleSet(
        [
            Dated("ie", "threshold/IE/relief", own, until, ON, LAW),
            Dated("eu", "threshold/EU/relief", wide, ALWAYS, ON, LAW),
        ],
        ON,
    )
    irish = ImportConsignment(Place("IE"), "CN", [GoodsLine("a", Money("15.00", "EUR"))])
    eve = TradeDates.all_on(ON - timedelta(1))
    assert decide(irish, known, eve).tax.outcome is Outcome.AT_BORDER
    assert decide(irish, known).tax.outcome is Outcome.RELIEVED


STATES = [
    ("estimated", {"status": Status.ESTIMATED}, Outcome.RELIEVED, "that this record held then is estimated"),
    ("void", {"status": Status.VOID}, Outcome.DUE, "was struck down"),
    ("announced", {"status": Status.ANNOUNCED}, Outcome.DUE, "announced"),
    ("stale", {"review_by": ON - timedelta(1)}, Outcome.UNKNOWN, "r0"),
    ("not yet", {"validity": Validity(ON + timedelta(1))}, Outcome.UNKNOWN, "no rule is known"),
]


@pytest.mark.parametrize(("record", "outcome", "words"), [one[1:] for one in STATES],
                         ids=[one[0] for one in STATES])  # fmt: skip
def test_what_kind_of_record_it_is_counts(record: dict[str, Any], outcome: Outcome, words: str) -> None:
    """An estimate answers and is told; an announcement never answers; an overdue review leaves doubt."""
    decision = decide(goods("10.00 GBP"), rules(RELIEF, **record))
    assert decision.duty.outcome is outcome
    assert words in str(decision)


def test_records_that_contradict_each_other_leave_it_open() -> None:
    """Nobody chose: both readings are possible."""
    none = Threshold(BOTH, Effect.NONE)
    known = RuleSet(
        [Dated(n, "threshold/GB/relief", one, ALWAYS, ON, LAW) for n, one in (("a", RELIEF), ("b", none))], ON
    )
    duty = decide(goods("10.00 GBP"), known).duty
    assert (duty.outcome, duty.possible) == (Outcome.UNKNOWN, {Outcome.RELIEVED, Outcome.DUE})
    assert {unmet.code for unmet in duty.missing} == {"rule.ambiguous"}


def test_what_was_known_by_a_day_decides_as_of_that_day() -> None:
    """A relief recorded later was not known then."""
    known = rules(RELIEF)
    eve = ON - timedelta(1)
    before = decide_thresholds(goods("10.00 GBP"), SET, known, NO_RATES, known=eve)
    assert before.duty.outcome is Outcome.UNKNOWN


def test_the_rates_of_the_day_it_goes_by_count() -> None:
    """150 dollars are 129.31 euros on one day and 151 on another."""
    limit = Threshold(BOTH, Effect.RELIEF, Limit(Money("150.00", "USD")))
    later = ON + timedelta(1)
    rates = RateTable("USD", "a bank", {ON: {"GBP": Fraction(1, 2)}, later: {"GBP": Fraction(2)}})
    parcel = goods("100.00 GBP")
    cheap, dear = (decide(parcel, rules(limit), TradeDates.all_on(day), rates) for day in (later, ON))
    assert [one.duty.outcome for one in (cheap, dear)] == [Outcome.RELIEVED, Outcome.DUE]


def test_an_unknown_registration_leaves_the_sale_and_the_border_open() -> None:
    """And the fact that would settle it is named."""
    scheme = When(registered=frozenset({"AU-GST"}))
    at_sale = Threshold({ChargeClass.TAX}, Effect.AT_SALE, Limit(Money("1000.00", "GBP")), scheme)
    tax = decide(goods("10.00 GBP", registrations=None), rules(at_sale)).tax
    assert tax.possible == {Outcome.AT_SALE, Outcome.AT_BORDER}
    assert [unmet.where for unmet in tax.missing] == ["registrations"]


def test_a_ceiling_must_be_kept_as_well() -> None:
    """Two items of 600 keep a limit by item, and not the ceiling of the consignment."""
    whole = Limit(Money("1000.00", "GBP"), basis=Basis.CUSTOMS_VALUE)
    each = evolve(whole, scope=Scope.ITEM)
    capped = Threshold({ChargeClass.DUTY}, Effect.RELIEF, each, ceiling=whole)
    lines = [GoodsLine("a", Money("600.00", "GBP"), 2)]
    parcel = ImportConsignment(Place("GB"), "CN", lines)
    assert decide(parcel, rules(capped)).duty.outcome is Outcome.DUE
    assert decide(parcel, rules(evolve(capped, ceiling=None))).duty.outcome is Outcome.RELIEVED


def test_the_widest_limit_that_was_not_kept_is_the_one_told() -> None:
    """Korea's 200 before its 150."""
    narrow = evolve(RELIEF, limit=Limit(Money("100.00", "GBP")))
    duty = decide(goods("200.00 GBP"), rules(narrow, RELIEF)).duty
    assert duty.trial is not None
    assert duty.trial.threshold is RELIEF
    assert duty.outcome is Outcome.DUE


def test_a_decision_reads_as_it_was_reached() -> None:
    """What becomes of it, by which measure, by which record."""
    head, measured, *_ = decide(goods("135.01 GBP"), rules(RELIEF)).duty.why()
    assert head.code == "threshold.duty.due"
    assert measured.code == "threshold.measured.intrinsic.up_to"
    assert (measured.params["record"], measured.params["source"]) == ("r0", "a law [A]")
    assert measured.params["limit"] == Money("135.00", "GBP")
    assert measured.params["measured"] == Money("135.01", "GBP")


def jurisdictions_day() -> Iterable[date]:
    """Return the last day of the United Kingdom in the customs territory, and the first outside."""
    return date(2020, 12, 31), date(2021, 1, 1)


def test_whose_rules_hold_goes_by_the_latest_day_known_if_the_import_is_not() -> None:
    """A parcel to London in 2020 is under the Union's rules, in 2021 it is not."""
    eu = rules(RELIEF, jurisdiction="EU")
    found = [decide(goods("10.00 GBP"), eu, TradeDates(sold=day)).duty.outcome for day in jurisdictions_day()]
    assert found == [Outcome.UNKNOWN, Outcome.NO_RULE]
