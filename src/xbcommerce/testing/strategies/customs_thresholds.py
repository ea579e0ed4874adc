"""Thresholds of every effect, consignments near them, what they decide, and amounts too small to collect."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, Source
from xbcommerce.kernel.fx import RateTable
from xbcommerce.logistics import Mode
from xbcommerce.logistics.customs import (
    ANY,
    Buyer,
    Cost,
    CostKind,
    DateBasis,
    GoodsLine,
    ImportConsignment,
    Place,
    TradeDates,
    When,
)
from xbcommerce.logistics.customs.thresholds import (
    Basis,
    Boundary,
    ChargeClass,
    ChargeOutcome,
    DueRounding,
    Effect,
    FlatCharge,
    FlatDuty,
    Levy,
    Limit,
    LineOutcome,
    Measured,
    Scope,
    Shape,
    Threshold,
    ThresholdDecision,
    Trial,
    decide_thresholds,
    levied,
)
from xbcommerce.logistics.customs.thresholds.flat_codes import flat_duty
from xbcommerce.logistics.customs.thresholds.measured import measure_of

from .money import moneys

ON = date(2026, 3, 2)
"""The day of every trade here."""
_CURRENCY = "GBP"
_LIMIT_MAX = 20_000
_RATES = RateTable("EUR", "a bank", {ON: {}})
_SCHEMES = ("GB-VAT", "IOSS")
_GOODS = ("alcohol", "books", "food", "perfume", "tobacco")
_CODES = ("61", "6109", "610910", "6109100010", "640399")
_VALUES = st.sampled_from([basis for basis in Basis if basis is not Basis.AMOUNT_DUE])
_BOTH = frozenset(ChargeClass)
_CONSUMERS, _DRY = frozenset({Buyer.CONSUMER}), frozenset({"alcohol", "tobacco"})
_MAILS, _IOSS = frozenset({Mode.POSTAL, Mode.COURIER}), frozenset({"IOSS"})
_WHENS = (
    ANY,
    When(buyers=_CONSUMERS),
    When(buyers=frozenset({Buyer.PRIVATE_GIFT})),
    When(modes=_MAILS, not_goods=_DRY),
    When(not_goods=_DRY),
    When(registered=_IOSS, buyers=_CONSUMERS),
    When(not_registered=_IOSS),
    When(not_origins=frozenset({"CN"})),
)
_AROUND = moneys(currencies=(_CURRENCY,), minor_min=0, minor_max=_LIMIT_MAX)


def limits(*, scopes: tuple[Scope, ...] = (*Scope,)) -> st.SearchStrategy[Limit]:
    """Limits of a value, in pounds, on either side of their boundary."""
    return st.builds(Limit, _AROUND, st.sampled_from(Boundary), _VALUES, st.sampled_from(scopes))


def whens() -> st.SearchStrategy[When]:
    """Conditions on the buyer, the goods, the carriage and the seller, alone and together."""
    return st.sampled_from(_WHENS)


def flat_charges() -> st.SearchStrategy[FlatCharge]:
    """So many pounds a code, by six digits or ten."""
    digits = st.just({"H7": 6, "H1": 10}) | st.just({"H7": 6})
    first = st.none() | st.just(When(declarations=frozenset({"H1"}), not_registered=frozenset({"IOSS"})))
    return st.builds(FlatCharge, _AROUND, digits, first)


def due_roundings() -> st.SearchStrategy[DueRounding]:
    """To the penny, or to coarser steps."""
    steps = st.none() | moneys(currencies=(_CURRENCY,), minor_min=1, minor_max=100)
    return st.builds(DueRounding, steps, steps)


def thresholds(*, shapes: tuple[Shape, ...] = (*Shape,)) -> st.SearchStrategy[Threshold]:
    """Thresholds of every effect."""
    charges = st.sets(st.sampled_from(ChargeClass), min_size=1)
    due = st.builds(Limit, _AROUND, st.sampled_from(Boundary), st.just(Basis.AMOUNT_DUE))
    spoilers = st.frozensets(st.sampled_from(_GOODS), max_size=1)
    relief = st.builds(
        Threshold,
        charges,
        st.just(Effect.RELIEF),
        limits(),
        whens(),
        shape=st.sampled_from(shapes),
        ceiling=st.none() | limits(),
        spoiled_by=spoilers,
        simplified=st.sampled_from(["", "H7"]),
    )
    return st.one_of(
        st.builds(Threshold, charges, st.just(Effect.NONE)),
        relief,
        st.builds(Threshold, st.just({ChargeClass.TAX}), st.just(Effect.AT_SALE), limits(), whens()),
        st.builds(
            Threshold,
            st.just({ChargeClass.DUTY}),
            st.just(Effect.FLAT_CHARGE),
            limits(),
            whens(),
            flat=flat_charges(),
        ),
        st.builds(Threshold, charges, st.just(Effect.NOT_LEVIED), due, rounding=due_roundings()),
    )


@st.composite
def small_parcels(
    draw: st.DrawFn, *, destination: str = "GB", currency: str = _CURRENCY, price_minor_max: int = 10_000
) -> ImportConsignment:
    """Parcels of a few lines, near the limits of small values; some facts of them are not known."""
    amounts = moneys(currencies=(currency,), minor_min=0, minor_max=price_minor_max)
    lines = [
        GoodsLine(
            str(place),
            draw(amounts),
            draw(st.integers(1, 5)),
            hs_code=draw(st.none() | st.sampled_from(_CODES)),
            origin=draw(st.none() | st.sampled_from(["CN", "DE", "US"])),
            goods=draw(st.sampled_from([(), *((one,) for one in _GOODS)])),
            proofs=draw(st.sampled_from([(), ("japan",)])),
        )
        for place in range(draw(st.integers(1, 4)))
    ]
    costs = st.builds(Cost, st.sampled_from(CostKind), amounts, shown=st.booleans())
    return ImportConsignment(
        Place(destination),
        draw(st.sampled_from(["CN", "US"])),
        lines,
        draw(st.lists(costs, max_size=2)),
        buyer=draw(st.sampled_from(Buyer)),
        mode=draw(st.none() | st.sampled_from(Mode)),
        declaration=draw(st.none() | st.sampled_from(["H7", "H1"])),
        registrations=draw(st.sampled_from([frozenset(), _IOSS, frozenset(_SCHEMES), None])),
        same_day=draw(st.lists(amounts, max_size=1)),
    )


@st.composite
def threshold_rules(draw: st.DrawFn, *, jurisdiction: str = "GB") -> RuleSet[Threshold]:
    """Up to four thresholds of a place, each with a name of its own."""
    found = draw(st.lists(thresholds(), min_size=1, max_size=4))
    records = [
        Dated(f"t{place}", f"threshold/{jurisdiction}/{place}", one, ALWAYS, ON, Source("a law", tier="A"))
        for place, one in enumerate(found)
    ]
    return RuleSet(records, ON)


@st.composite
def threshold_decisions(draw: st.DrawFn) -> ThresholdDecision:
    """What drawn thresholds decide about a drawn parcel, on days of which one may not be known."""
    days = TradeDates.all_on(ON) if draw(st.booleans()) else TradeDates(entered=ON)
    return decide_thresholds(draw(small_parcels()), days, draw(threshold_rules()), _RATES)


def charge_outcomes() -> st.SearchStrategy[ChargeOutcome]:
    """What becomes of the duty, or of the tax."""
    return threshold_decisions().flatmap(lambda one: st.sampled_from([one.duty, one.tax]))


def line_outcomes() -> st.SearchStrategy[LineOutcome]:
    """What becomes of a charge on one line."""
    return charge_outcomes().map(lambda outcome: outcome.lines[0])


def trials() -> st.SearchStrategy[Trial]:
    """What one threshold says about a parcel."""
    return charge_outcomes().filter(lambda outcome: bool(outcome.trials)).map(lambda one: one.trials[0])


@st.composite
def measured_parcels(draw: st.DrawFn) -> Measured:
    """Parcels by the measure of a limit."""
    found = measure_of(draw(small_parcels()), _RATES, None)(draw(limits()), ON)
    assert isinstance(found, Measured), found
    return found


@st.composite
def flat_duties(draw: st.DrawFn) -> FlatDuty:
    """Flat charges on parcels whose codes may not be known."""
    parcel = draw(small_parcels())
    count = len(parcel.lines)
    lines = draw(st.lists(st.sampled_from([True, False, None]), min_size=count, max_size=count))
    return flat_duty(draw(flat_charges()), tuple(lines), parcel)


@st.composite
def levies(draw: st.DrawFn) -> Levy:
    """What is collected of a duty and a tax, where amounts up to a limit are not levied."""
    limit = Limit(draw(_AROUND), draw(st.sampled_from(Boundary)), Basis.AMOUNT_DUE, Scope.DECLARATION)
    charges = draw(st.sets(st.sampled_from(ChargeClass), min_size=1))
    test = Threshold(charges, Effect.NOT_LEVIED, limit, date_basis=DateBasis.IMPORTED)
    amounts = {charge: draw(_AROUND) for charge in sorted(_BOTH, key=lambda one: one.value)}
    return levied(amounts, [Dated("small", "threshold/GB/not-levied", test, ALWAYS, ON, None)])
