"""Landed cost, traced and dated, beside the bare arithmetic of one parcel in decimals; and many lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from moneyed import Money

from benchmarks.measure import Bench, Peer
from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, Source
from xbcommerce.kernel.fx import RateTable
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
from xbcommerce.logistics.customs.landed_cost import landed_cost
from xbcommerce.logistics.customs.rules import CustomsRule, CustomsRules
from xbcommerce.logistics.customs.tariff import DutyMeasure, MeasureKind, measure_key
from xbcommerce.reference.customs.rules import packaged_rules

_DAY = date(2026, 8, 3)
_TARIFF = {
    "610910": "12", "691200": "9", "640399": "8", "950300": "0", "420222": "3", "853952": "3.7",
    "330499": "0", "851713": "0", "910211": "4.5", "732393": "3.2",
}  # fmt: skip
_CODES = tuple(_TARIFF)
_NO_RATES = RateTable("EUR", "none", {})
_CENT = Decimal("0.01")


def _rules() -> CustomsRules:
    """Put a tariff of ten codes in place of the packaged sample."""
    source = Source("a tariff made up for measuring", tier="D")
    measures: dict[str, CustomsRule] = {
        measure_key("EU", code, "mfn"): DutyMeasure(MeasureKind.THIRD_COUNTRY, f"{rate} %")
        for code, rate in _TARIFF.items()
    }
    own = [Dated(key, key, value, ALWAYS, _DAY, source) for key, value in measures.items()]
    others = [record for record in packaged_rules().records if not record.key.startswith("duty/")]
    return RuleSet([*others, *own], packaged_rules().issued)


def _parcel(lines: int) -> ImportConsignment:
    goods = [
        GoodsLine(f"line {at:04}", Money(f"{30 + at % 7}.00", "EUR"), 2, hs_code=_CODES[at % 10], origin="CN")
        for at in range(lines)
    ]
    costs = [Cost(CostKind.FREIGHT, Money("90.00", "EUR")), Cost(CostKind.INLAND, Money("9.00", "EUR"))]
    return ImportConsignment(
        Place("DE"), "CN", goods, costs, buyer=Buyer.BUSINESS, mode=Mode.AIR, declaration="H1"
    )


def _shares(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Split cents by weights so that they sum, largest remainder first."""
    whole = sum(weights)
    exact = [amount * weight / whole for weight in weights]
    shares = [units.quantize(_CENT, ROUND_DOWN) for units in exact]
    rest = int((amount - sum(shares)) / _CENT)
    order = sorted(range(len(weights)), key=lambda at: (shares[at] - exact[at], -weights[at], at))
    for at in order[:rest]:
        shares[at] += _CENT
    return shares


def _bare(parcel: ImportConsignment) -> Callable[[], tuple[Decimal, list[Decimal]]]:
    """Reckon the same cents as a script would: decimals in lists, nothing looked up, explained or kept."""
    goods = [line.unit_price.amount * line.quantity for line in parcel.lines]
    rates = [Decimal(_TARIFF[_CODES[at % 10]]) / 100 for at in range(len(goods))]
    freight, inland = (cost.amount.amount for cost in parcel.costs)
    vat = Decimal("0.19")

    def run() -> tuple[Decimal, list[Decimal]]:
        customs = [price + more for price, more in zip(goods, _shares(freight, goods), strict=True)]
        exact = [value * rate for value, rate in zip(customs, rates, strict=True)]
        duty = sum(exact).quantize(_CENT, ROUND_HALF_UP)
        duties = _shares(duty, exact)
        taxed = [sum(parts) for parts in zip(customs, _shares(inland, goods), duties, strict=True)]
        tax = (sum(taxed) * vat).quantize(_CENT, ROUND_HALF_UP)
        lines = [value + share for value, share in zip(taxed, _shares(tax, taxed), strict=True)]
        return sum(goods) + freight + inland + duty + tax, lines

    return run


def _checked(parcel: ImportConsignment, rules: CustomsRules) -> None:
    quote = landed_cost(parcel, TradeDates.all_on(_DAY), rules, _NO_RATES)
    total, lines = _bare(parcel)()
    if quote.total is None or (quote.total.amount, [line.total.amount for line in quote.lines]) != (
        total,
        lines,
    ):
        msg = f"the peer reckons something else: {quote.total} and {total}"
        raise ValueError(msg)


def _look_ups(rules: CustomsRules) -> Bench:
    keys = [key for key in rules.keys if key.startswith("vat/")]
    days = {key: [record.validity.start or date.min for record in rules.records_of(key)] for key in keys}
    records = {key: rules.records_of(key) for key in keys}

    def ours() -> None:
        for key in keys:
            rules.as_of(key, _DAY)

    def bisection() -> None:
        for key in keys:
            records[key][bisect_right(days[key], _DAY) - 1]

    return Bench(
        "as_of over the packaged rates of tax",
        ours,
        [Peer("bisect over the same days", bisection, work=len(keys), at_most=5)],
        work=len(keys),
    )


def benches() -> list[Bench]:
    """Measure a look-up, a quote of ten lines, and quotes of a hundred and a thousand."""
    rules, dates = _rules(), TradeDates.all_on(_DAY)
    parcels = {lines: _parcel(lines) for lines in (10, 100, 1_000)}
    for parcel in parcels.values():
        _checked(parcel, rules)

    def land(lines: int, times: int) -> Callable[[], None]:
        def run() -> None:
            for _ in range(times):
                landed_cost(parcels[lines], dates, rules, _NO_RATES)

        return run

    def bare(lines: int, times: int) -> Callable[[], None]:
        reckoned = _bare(parcels[lines])

        def run() -> None:
            for _ in range(times):
                reckoned()

        return run

    return [
        _look_ups(rules),
        Bench(
            "land 10 lines, traced",
            land(10, 100),
            [Peer("the same cents in bare decimals", bare(10, 100), work=100, at_most=15)],
            work=100,
            rounds=15,
        ),
        Bench(
            "land 1,000 lines, traced",
            land(1_000, 1),
            [
                Peer("the same cents in bare decimals", bare(1_000, 10), work=10, at_most=15),
                Peer("100 lines, ten times", land(100, 10), work=1, at_most=1.25),
            ],
            rounds=11,
        ),
    ]
