"""Settlement on whole minor units beside the same arithmetic on Money and Decimal; allocation; the edges.

The peers do the same steps with the same roundings and give the same cents; that is asserted before timing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

from attrs import frozen
from moneyed import Currency, Money, get_currency

from benchmarks.measure import Bench, Peer
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import Allocate, allocate, allocate_units, from_minor, minor
from xbcommerce.payments import Breakdown, FeeSchedule, Surcharge, settle

_ROUND = 200
_LAPS = 5  # so that a run of ours takes as long as the peer's, and is disturbed as often
_CENT = Decimal("0.01")
_USD, _EUR = get_currency("USD"), get_currency("EUR")
_AMOUNTS = [Money(Decimal(1_999 + 137 * i).scaleb(-2), _USD) for i in range(_ROUND)]
_PER_USD = Decimal("0.8951")
_RATE = Rate("USD", "EUR", Fraction(_PER_USD), date(2026, 10, 30), "Source: ECB statistics")
_SCHEDULE = FeeSchedule(
    percent=Decimal("2.9"),
    fixed=Money("0.30", "USD"),
    surcharges=(Surcharge("cross_border", Decimal("1.5")),),
)
_WEIGHTS = (3, 1, 2)


def _to_cent(money: Money, rounding: str) -> Money:
    return Money(money.amount.quantize(_CENT, rounding), money.currency)


def _split(money: Money, weights: Sequence[int]) -> list[Money]:
    """Share Money by largest remainder, on Money and Decimal."""
    whole = sum(weights)
    shares, remainders = [], []
    for weight in weights:
        exact = money * weight / whole
        floor = _to_cent(exact, ROUND_FLOOR)
        shares.append(floor)
        remainders.append(exact - floor)
    rest = int((money - sum(shares, Money(0, money.currency))).amount / _CENT)
    for index in sorted(range(len(shares)), key=lambda i: (-remainders[i].amount, i))[:rest]:
        shares[index] += Money(_CENT, money.currency)
    return shares


@frozen
class MoneyBreakdown:
    """What the peer answers: the same figures, as Money."""

    gross: Money
    fee: Money
    reserve: Money
    at_mid: Money
    spread: Money
    remitted: Money
    shares: tuple[Money, ...]


def settle_on_money(
    gross: Money,
    schedule: FeeSchedule,
    rate: Decimal,
    target: Currency,
    *,
    reserve_bps: int,
    spread_bps: int,
    weights: Sequence[int],
) -> MoneyBreakdown:
    """Take the same steps on Money and Decimal: fee, reserve, conversion, spread, split."""
    percent = schedule.percent + sum(extra.percent for extra in schedule.surcharges)
    fee = _to_cent(gross * percent / 100, ROUND_HALF_UP)
    if schedule.fixed is not None:
        fee += schedule.fixed
    if schedule.minimum is not None:
        fee = max(fee, schedule.minimum)
    if schedule.cap is not None:
        fee = min(fee, schedule.cap)
    net = gross - fee
    reserve = _to_cent(net * reserve_bps / 10_000, ROUND_FLOOR)
    payable = net - reserve
    at_mid = Money((payable.amount * rate).quantize(_CENT, ROUND_HALF_UP), target)
    spread = _to_cent(at_mid * spread_bps / 10_000, ROUND_HALF_UP)
    remitted = at_mid - spread
    return MoneyBreakdown(gross, fee, reserve, at_mid, spread, remitted, tuple(_split(remitted, weights)))


def _all(run: Callable[[Money], object]) -> Callable[[], object]:
    return lambda: [run(amount) for amount in _AMOUNTS]


def _settle(gross: Money) -> Breakdown:
    return settle(gross, _SCHEDULE, _RATE, reserve_bps=1_000, spread_bps=150, weights=_WEIGHTS)


def _settle_on_money(gross: Money) -> MoneyBreakdown:
    return settle_on_money(
        gross, _SCHEDULE, _PER_USD, _EUR, reserve_bps=1_000, spread_bps=150, weights=_WEIGHTS
    )


def _read(done: Breakdown) -> MoneyBreakdown:
    return MoneyBreakdown(
        done.gross,
        done.fee,
        done.reserve,
        done.converted_at_mid,
        done.spread,
        done.remitted,
        done.shares,
    )


def _agree() -> None:
    for gross in _AMOUNTS:
        ours, theirs = _read(_settle(gross)), _settle_on_money(gross)
        if ours != theirs:
            msg = f"the peer does not compute the same for {gross}: {ours} and {theirs}"
            raise AssertionError(msg)


def benches() -> list[Bench]:
    """Return the rows of this topic."""
    _agree()
    units = [minor(amount) for amount in _AMOUNTS]
    numbers = [amount.amount for amount in _AMOUNTS]
    return [
        Bench(
            "settle on minor units",
            lambda: [_settle(amount) for _ in range(_LAPS) for amount in _AMOUNTS],
            [Peer("the same steps on Money + Decimal", _all(_settle_on_money), work=_ROUND, faster=5)],
            work=_LAPS * _ROUND,
            rounds=21,
        ),
        Bench(
            "settle, every figure read as Money",
            _all(lambda gross: _read(_settle(gross))),
            [Peer("the same steps on Money + Decimal", _all(_settle_on_money), work=_ROUND)],
            work=_ROUND,
        ),
        Bench(
            "allocate_units, three parts",
            lambda: [allocate_units(n, _WEIGHTS, Allocate.LARGEST_REMAINDER) for n in units],
            [Peer("largest remainder on Money", _all(lambda m: _split(m, _WEIGHTS)), work=_ROUND)],
            work=_ROUND,
        ),
        Bench(
            "allocate Money, three parts",
            _all(lambda m: allocate(m, _WEIGHTS, Allocate.LARGEST_REMAINDER)),
            [Peer("largest remainder on Money", _all(lambda m: _split(m, _WEIGHTS)), work=_ROUND)],
            work=_ROUND,
        ),
        Bench(
            "minor(money)",
            _all(minor),
            [
                Peer(
                    "bare Decimal: int(amount.scaleb(2))", lambda: [int(n.scaleb(2)) for n in numbers], _ROUND
                ),
                Peer("Money.get_amount_in_sub_unit", _all(Money.get_amount_in_sub_unit), _ROUND),
            ],
            work=_ROUND,
        ),
        Bench(
            "from_minor(units, code)",
            lambda: [from_minor(n, "USD") for n in units],
            [
                Peer(
                    "bare Decimal(units).scaleb(-2)", lambda: [Decimal(n).scaleb(-2) for n in units], _ROUND
                ),
                Peer("Money(Decimal, currency)", lambda: [Money(n, _USD) for n in numbers], _ROUND),
            ],
            work=_ROUND,
        ),
    ]
