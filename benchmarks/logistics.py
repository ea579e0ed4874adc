"""Logistics: quoting and choosing beside a bare float loop and beside Money; packing real-sized orders."""

from __future__ import annotations

import math
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from moneyed import Money

from benchmarks.measure import Bench, Peer
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.measures import Dimensions
from xbcommerce.logistics import (
    ALLOW,
    Carton,
    Channel,
    ChannelChoice,
    ChargeableRule,
    ChoicePolicy,
    Criterion,
    Destination,
    Fixed,
    Flag,
    Lane,
    Mode,
    PackingItem,
    Parcel,
    Percent,
    PerKg,
    PerKgBand,
    SizeLimits,
    Step,
    TransitDays,
    ZoneRule,
    check_plan,
    choose,
    legs_together,
    pack,
    score_all,
    shop,
)

CHANNELS = 50
DAY = date(2026, 3, 2)
TO = Destination("DE", "20095", flags=FrozenMap({"remote": True}))
PARCEL = Parcel(Dimensions(300, 200, 150), 1_840)
RATINGS = ("on_time", "loss_rate", "claims", "co2_kg")
CRITERIA = (
    Criterion("cost", 120, 0, 5),
    Criterion("p90_days", 60, 0, 3),
    *(Criterion(name, 0, 1) for name in RATINGS),
)
LENGTH_CM_MAX, LENGTH_GIRTH_CM_MAX = 120, 300
BANDS = ((0, 300, 12, 4), (300, 2_000, 11, 3), (2_000, 10_000, 10, 3), (10_000, 30_000, 9, 2))


def _channel(number: int) -> Channel:
    bands = tuple(PerKgBand(over, upto, rate + number, fee) for over, upto, rate, fee in BANDS)
    return Channel(
        f"channel-{number:02}",
        f"Channel {number}",
        Mode.AIR,
        "USD",
        zones=[ZoneRule("EU", ("DE", "FR", "NL"))],
        lanes={"EU": Lane(PerKg(bands), TransitDays(5 + number % 20, 9 + number))},
        goods={"general": ALLOW},
        limits=SizeLimits(length_mm=1_200, length_plus_girth_mm=3_000, weight_g=30_000),
        chargeable=(ChargeableRule(divisor=6_000, weight_step=Step.of("0.05")),),
        surcharges=(
            Fixed("REMOTE", "4.50", when=Flag("remote")),
            Percent("FUEL", "18.75", ("BASE", "REMOTE")),
        ),
        ratings={name: Fraction((7 * number + place) % 100, 100) for place, name in enumerate(RATINGS)},
    )


def _figures(channel: Channel) -> dict[str, Any]:
    """Write a card as somebody in a hurry would: floats in a dictionary."""
    return {
        "countries": {"DE", "FR", "NL"},
        "goods": {"general"},
        "bands": [(over, upto, float(rate), float(fee)) for over, upto, rate, fee in _bands(channel)],
        "days": channel.lanes["EU"].transit.p90_days,
        "ratings": {name: float(value) for name, value in channel.ratings.items()},
    }


def _bands(channel: Channel) -> list[tuple[float, float, float, float]]:
    tariff = channel.lanes["EU"].tariff
    bands = tariff.bands if isinstance(tariff, PerKg) else ()
    return [
        (float(band.over_g), float(band.upto_g), float(band.amount_per_kg), float(band.handling))
        for band in bands
    ]


def _float_loop(cards: list[dict[str, Any]]) -> list[tuple[float, int]]:
    """Quote and score in floats: no reasons, no lines, wrong at the breaks."""
    ranked: list[tuple[float, int]] = []
    for number, card in enumerate(cards):
        if "DE" not in card["countries"] or "general" not in card["goods"]:
            continue
        length, width, height = 30.0, 20.0, 15.0
        if length > LENGTH_CM_MAX or length + 2 * (width + height) > LENGTH_GIRTH_CM_MAX:
            continue
        weight = math.ceil(max(1.84, length * width * height / 6000) / 0.05) * 0.05
        for over, upto, rate, fee in card["bands"]:
            if over < weight * 1000 <= upto:
                base = round(weight * rate + fee, 2)
                break
        else:
            continue
        fuel = round((base + 4.5) * 0.1875, 2)
        cost = round(base + 4.5 + fuel, 2)
        points = 5 * min(max((cost - 120) / -120, 0), 1) + 3 * min(max((card["days"] - 60) / -60, 0), 1)
        for name in RATINGS:
            points += min(max(card["ratings"][name], 0), 1)
        ranked.append((points / 12, number))
    ranked.sort(reverse=True)
    return ranked


def _money_loop(cards: list[dict[str, Any]]) -> list[tuple[Decimal, int]]:
    """Do the same with Decimal weights and Money amounts throughout."""
    ranked: list[tuple[Decimal, int]] = []
    cent, step = Decimal("0.01"), Decimal("0.05")
    for number, card in enumerate(cards):
        if "DE" not in card["countries"] or "general" not in card["goods"]:
            continue
        length, width, height = Decimal(30), Decimal(20), Decimal(15)
        if length > LENGTH_CM_MAX or length + 2 * (width + height) > LENGTH_GIRTH_CM_MAX:
            continue
        weight = (max(Decimal("1.84"), length * width * height / 6000) / step).to_integral_value(
            ROUND_CEILING
        ) * step
        for over, upto, rate, fee in card["bands"]:
            if over < weight * 1000 <= upto:
                base = _cents(rate * weight + fee, cent)
                break
        else:
            continue
        remote = Money("4.50", "USD")
        lines = [
            ("BASE", base),
            ("REMOTE", remote),
            ("FUEL", _cents((base + remote) * Decimal("0.1875"), cent)),
        ]
        cost = sum((line for _, line in lines), Money(0, "USD"))
        worst = Money(120, "USD")
        points = 5 * min(max((worst - cost) / worst, Decimal(0)), Decimal(1))
        points += 3 * min(max((Decimal(card["days"]) - 60) / -60, Decimal(0)), Decimal(1))
        for name in RATINGS:
            points += min(max(card["ratings"][name], Decimal(0)), Decimal(1))
        ranked.append((points / 12, number))
    ranked.sort(reverse=True)
    return ranked


def _cents(amount: Money, cent: Decimal) -> Money:
    return Money(amount.amount.quantize(cent, ROUND_HALF_UP), amount.currency)


def _quoting() -> Bench:
    channels = [_channel(number) for number in range(CHANNELS)]
    policy = ChoicePolicy(CRITERIA, currency="USD")
    floats = [_figures(channel) for channel in channels]
    moneys = [
        card
        | {
            "bands": [
                (over, upto, Money(str(rate), "USD"), Money(str(fee), "USD"))
                for over, upto, rate, fee in card["bands"]
            ],
            "ratings": {name: Decimal(str(value)) for name, value in card["ratings"].items()},
        }
        for card in floats
    ]

    def ours() -> object:
        return choose(shop([PARCEL], channels, TO, DAY, currency="USD"), policy)

    choice = ours()
    if not isinstance(choice, ChannelChoice) or len(choice.ranked) != CHANNELS:
        msg = f"the benchmark no longer chooses between {CHANNELS} channels: {choice}"
        raise ValueError(msg)
    same = _money_loop(moneys)[0][1]
    if choice.best.channel_id != channels[same].id:
        msg = f"ours chooses {choice.best.channel_id}, the loop {channels[same].id}"
        raise ValueError(msg)
    return Bench(
        f"quote and choose, {CHANNELS} channels x {len(CRITERIA)}",
        ours,
        [
            Peer(
                "a loop with floats, no reasons",
                lambda: [_float_loop(floats) for _ in range(20)],  # as long a run as ours
                work=20 * CHANNELS,
                at_most=12,
            ),
            Peer("the same loop with Money", lambda: _money_loop(moneys), work=CHANNELS, at_most=1),
        ],
        work=CHANNELS,
    )


def _scoring() -> Bench:
    rows = [
        {"cost": Fraction(1_000 + 37 * number, 100), "p90_days": Fraction(9 + number)}
        | {name: Fraction((7 * number + place) % 100, 100) for place, name in enumerate(RATINGS)}
        for number in range(CHANNELS)
    ]
    weights = sum((each.weight for each in CRITERIA), Fraction(0))

    def by_definition() -> object:
        return [[each.weight / weights * each.value(row[each.name]) for each in CRITERIA] for row in rows]

    def in_floats() -> object:
        anchors = [(each.name, float(each.worst), float(each.best), float(each.weight)) for each in CRITERIA]
        table = [{name: float(value) for name, value in row.items()} for row in rows]
        return [
            [
                weight * min(max((row[name] - worst) / (best - worst), 0), 1)
                for name, worst, best, weight in anchors
            ]
            for row in table
        ]

    return Bench(
        f"score, {CHANNELS} rows x {len(CRITERIA)}, exact",
        lambda: score_all(CRITERIA, rows),
        [
            Peer("the definition in Fractions", by_definition, work=CHANNELS, faster=6),
            Peer("the same in floats", in_floats, work=CHANNELS, at_most=2),
        ],
        work=CHANNELS,
    )


def _transit() -> Bench:
    legs = [{days: Fraction(1, 12) for days in range(start, start + 12)} for start in (1, 3, 2, 1)]
    floats = [{days: float(part) for days, part in leg.items()} for leg in legs]

    def in_floats() -> object:
        whole = {0: 1.0}
        for leg in floats:
            longer: dict[int, float] = {}
            for done, so_far in whole.items():
                for days, part in leg.items():
                    longer[done + days] = longer.get(done + days, 0.0) + so_far * part
            whole = longer
        return whole

    return Bench(
        "four transit legs together, exact",
        lambda: legs_together(legs),
        [Peer("the same in floats", in_floats, at_most=6)],
    )


def _packing() -> Bench:
    sides = ((260, 198, 65), (175, 122, 45), (105, 70, 14), (152, 101, 50), (80, 70, 50), (97, 71, 28))
    items = [
        PackingItem(f"item-{number}", Dimensions(*each), 400, quantity=4) for number, each in enumerate(sides)
    ]
    cartons = [
        Carton(name, Dimensions(*inner), Dimensions(*inner), 300, 15_000)
        for name, inner in (("S", (300, 230, 160)), ("M", (400, 300, 200)), ("L", (500, 400, 300)))
    ]
    plan = pack(items, cartons)
    if check_plan(plan):
        msg = f"the benchmark packs wrongly: {check_plan(plan)}"
        raise ValueError(msg)
    return Bench(
        "pack 24 pieces, three cartons to choose from",
        lambda: pack(items, cartons),
        [Peer("checking the plan", lambda: check_plan(plan))],
    )


def benches() -> list[Bench]:
    """Declare what is measured."""
    return [_quoting(), _scoring(), _transit(), _packing()]
