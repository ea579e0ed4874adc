"""Settlement of a table beside `settle` row by row, and beside bare numpy as the limit.

All three give the same figures; that is asserted before timing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib.util import find_spec
from typing import Any

from moneyed import Money

from benchmarks.measure import Bench, Peer
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import from_minor
from xbcommerce.payments import Breakdown, FeeSchedule, Surcharge, Tier, settle
from xbcommerce.payments.settlement import SettlementTerms

_ROWS = 200_000
_SCALAR_ROWS = 5_000
_FIGURES = ("fee_minor", "reserve_minor", "at_mid_minor", "spread_minor")
_RATES = {"USD": "0.8951", "GBP": "1.1993", "CHF": "1.0641", "JPY": "0.0058"}


Array = Any  # of numpy, which is measured and never needed


def _terms(currency: str, *, tiered: bool = False) -> SettlementTerms:
    """Take 2.9 % and a fixed part, 1.5 % from abroad, and where asked less above 1,000."""
    fixed = from_minor(30, currency)
    tiers = (Tier(from_minor(100_000, currency), Decimal("0.4")), Tier(None, Decimal("0.1")))
    schedule = FeeSchedule(
        percent=Decimal("2.9"),
        fixed=fixed,
        surcharges=(Surcharge("cross_border", Decimal("1.5")),),
        tiers=tiers if tiered else (),
    )
    rate = Rate(currency, "EUR", Fraction(_RATES[currency]), date(2026, 10, 30), "Source: ECB statistics")
    return SettlementTerms(schedule, rate, reserve_bps=1_000, spread_bps=150, weights=(3, 1, 2))


def _settle(gross: Money, terms: SettlementTerms) -> Breakdown:
    return settle(gross, terms.schedule, terms.rate, reserve_bps=1_000, spread_bps=150, weights=(3, 1, 2))


def _half_up(numerator: Array, denominator: int) -> Array:
    return (2 * numerator + denominator - (numerator < 0)) // (2 * denominator)


def in_numpy(units: Array) -> dict[str, Array]:
    """Settle the dollars by hand: the limit. It guards nothing, and only knows these terms."""
    import numpy as np

    fee = _half_up(units * 44, 1_000) + 30
    net = units - fee
    reserve = np.maximum(net, 0) // 10
    payable = net - reserve
    at_mid = _half_up(payable * 8_951, 10_000)
    spread = _half_up(at_mid * 15, 1_000)
    remitted = at_mid - spread
    size = np.abs(remitted)
    exact = [size * weight for weight in (3, 1, 2)]
    floors = [part // 6 for part in exact]
    first, second, third = (part - 6 * floor for part, floor in zip(exact, floors, strict=True))
    ahead = (second > first, third > first, third > second)
    ranks = (0 + ahead[0] + ahead[1], 1 - ahead[0] + ahead[2], 2 - ahead[1] - ahead[2])
    rest, sign = size - sum(floors), np.sign(remitted)
    shares = [sign * (floor + (rank < rest)) for floor, rank in zip(floors, ranks, strict=True)]
    figures = (fee, net, reserve, payable, at_mid, spread, remitted, *shares)
    names = (
        "fee",
        "net",
        "reserve",
        "payable",
        "at_mid",
        "spread",
        "remitted",
        "share_1",
        "share_2",
        "share_3",
    )
    return {f"{name}_minor": figure for name, figure in zip(names, figures, strict=True)}


def _agree(table: Any, done: Any, terms: Mapping[str, SettlementTerms]) -> None:  # noqa: ANN401 (of polars)
    """Check the first rows against `settle`."""
    names = [*_FIGURES, "share_1_minor", "share_2_minor", "share_3_minor"]
    for (gross, one), row in zip(_moneys(table, terms), done.rows(named=True), strict=False):
        alone = _settle(gross, one)
        figures = [*(getattr(alone, name) for name in _FIGURES), *alone.shares_minor]
        if figures != [row[name] for name in names]:
            msg = f"the table does not say the same of {gross}: {row} and {alone}"
            raise AssertionError(msg)


def _moneys(table: Any, terms: Mapping[str, SettlementTerms]) -> list[tuple[Money, SettlementTerms]]:  # noqa: ANN401 (of polars)
    return [(from_minor(units, code), terms[code]) for units, code in table.head(_SCALAR_ROWS).rows()]


def _by_row(table: Any, terms: Mapping[str, SettlementTerms]) -> Callable[[], object]:  # noqa: ANN401 (of polars)
    moneys = _moneys(table, terms)
    return lambda: [_settle(gross, one) for gross, one in moneys]


def benches() -> list[Bench]:
    """Return the rows of this topic."""
    if missing := [name for name in ("narwhals", "numpy", "polars") if find_spec(name) is None]:
        print(f"skipped frames: {', '.join(missing)} is not installed")
        return []
    import numpy as np
    import polars as pl

    from xbcommerce.frames import settle_frame

    chance = np.random.default_rng(7)
    units = chance.integers(50, 500_000, _ROWS)
    dollars = pl.DataFrame({"gross_minor": units, "currency": ["USD"] * _ROWS})
    mixed = dollars.with_columns(currency=pl.Series(chance.choice(list(_RATES), _ROWS)))
    plain, tiered = _terms("USD"), {code: _terms(code, tiered=True) for code in _RATES}
    by_hand = pl.DataFrame(in_numpy(units))
    if not settle_frame(dollars, plain).select(by_hand.columns).equals(by_hand):
        msg = "numpy does not say the same"
        raise AssertionError(msg)
    _agree(dollars, settle_frame(dollars, plain), {"USD": plain})
    _agree(mixed, settle_frame(mixed, tiered.values(), currency="currency"), tiered)
    return [
        Bench(
            f"settle_frame, {_ROWS:,} rows of polars",
            lambda: settle_frame(dollars, plain),
            [
                Peer("settle, row by row", _by_row(dollars, {"USD": plain}), work=_SCALAR_ROWS, faster=25),
                Peer("bare numpy, these terms only", lambda: in_numpy(units), work=_ROWS),
            ],
            work=_ROWS,
            rounds=11,
        ),
        Bench(
            "settle_frame, four currencies, tiers",
            lambda: settle_frame(mixed, tiered.values(), currency="currency"),
            [Peer("settle, row by row", _by_row(mixed, tiered), work=_SCALAR_ROWS)],
            work=_ROWS,
        ),
    ]
