"""Logistics: chargeable weight, limits, tariffs, surcharges, zones, eligibility, quotes, scoring."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from moneyed import Money

from tests.reference.runner import optional_day
from xbcommerce.kernel.calendars import Weekday, WorkCalendar
from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.fx import RateTable
from xbcommerce.kernel.measures import Dimensions, convert
from xbcommerce.kernel.money import Rounding, exponent_of, round_fraction
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.logistics import (
    AmbiguousZone,
    BandsError,
    Break,
    Breaks,
    ByWeight,
    Carton,
    Channel,
    ChannelQuote,
    ChargeableRule,
    Compare,
    Condition,
    Consignment,
    Criterion,
    Curve,
    Destination,
    Facts,
    FirstPlusAdditional,
    Fixed,
    Flag,
    FlatBand,
    FlatBands,
    Fuel,
    FuelIndex,
    FuelRow,
    GoodsRule,
    Lane,
    LineHaul,
    Load,
    Mode,
    OfValue,
    Op,
    Orientation,
    PackedCarton,
    PackingItem,
    PackingPlan,
    Parcel,
    Per,
    Percent,
    PerKg,
    PerKgBand,
    Placement,
    Postcodes,
    QuoteLine,
    Route,
    Sailings,
    Scope,
    Size,
    SizeLimits,
    Step,
    Surcharge,
    Tariff,
    TransitDays,
    TransitTimes,
    Tube,
    Warehouse,
    WeightOrMeasure,
    Zone,
    ZoneRule,
    bill,
    cheapest_within,
    check_plan,
    days_within,
    find_zone,
    generalised_cost,
    itinerary,
    legs_together,
    reasons_against,
    rule_on,
    score_all,
    weight_interval,
)
from xbcommerce.logistics.shopping import converted, in_order

Case = dict[str, Any]


def decimal(value: Fraction, places: int) -> str:
    """Write a fraction as the cases do: finite decimals short, others with fixed places."""
    text = _fixed(value, places, Rounding.HALF_EVEN)
    exact = (value * 10**places).denominator == 1
    return text.rstrip("0").rstrip(".") if exact and "." in text else text


def _fixed(value: Fraction, places: int, rounding: Rounding = Rounding.HALF_UP) -> str:
    return f"{Decimal(round_fraction(value * 10**places, rounding)).scaleb(-places):f}"


def _mm(value: str, unit: str) -> Fraction:
    return convert(Decimal(value), unit, "mm")


def _size(parcel: Case) -> Size:
    return Size.of([_mm(side, parcel["length_unit"]) for side in parcel["dims"]])


def _weight_g(parcel: Case) -> Fraction:
    return convert(Decimal(parcel["weight"]), parcel["weight_unit"], "g")


def _step(step: Case | None) -> Step | None:
    return None if step is None else Step.of(step["step"], Rounding(step["mode"]))


def _rule(rule: Case, validity: Validity | None = None, scope: str = "parcel") -> ChargeableRule:
    return ChargeableRule(
        length_unit=rule["length_unit"],
        weight_unit=rule["weight_unit"],
        divisor=rule.get("divisor"),
        density=rule.get("density"),
        side_step=_step(rule.get("dim_rounding")),
        shape_factor=rule.get("shape_factor", 1),
        volume_over=rule.get("applies_when_volume_over"),
        longest_over=rule.get("applies_when_longest_over"),
        share=rule.get("share", 1),
        minimum=rule.get("minimum", 0),
        weight_step=_step(rule.get("weight_rounding")),
        scope=Scope(scope),
        validity=validity or Validity(),
    )


def _volumetric(case: Case) -> object:
    if "rules" in case:
        rules = [
            _rule(
                row["rule"],
                Validity.from_inclusive(optional_day(row["valid_from"]), optional_day(row["valid_to"])),
            )
            for row in case["rules"]
        ]
        rule = rule_on(rules, date.fromisoformat(case["ship_date"]))
        if isinstance(rule, Refusal):
            return {"refusal": rule.codes[0]}
    else:
        rule = _rule(case["rule"], scope=case.get("scope", "parcel"))
    gram = convert(1, "g", rule.weight_unit)
    if "parcels" in case:
        charged = rule.weigh_all([(_size(each), _weight_g(each)) for each in case["parcels"]])
        return {"chargeable_total": decimal(charged.weight_g * gram, 9)}
    parcel = case["parcel"]
    charged = rule.weigh(_size(parcel), _weight_g(parcel))
    sides = [rule.side(_mm(side, parcel["length_unit"])) for side in parcel["dims"]]
    answer = {
        "dims_used": [decimal(side, 9) for side in sides],
        "chargeable": decimal(charged.weight_g * gram, 9),
    }
    if "rules" in case:
        return answer
    volumetric = None if charged.volumetric_g is None else decimal(charged.volumetric_g * gram, 9)
    return answer | {"volume": decimal(rule.volume(_size(parcel)), 9), "volumetric": volumetric}


_LIMITS = {
    "max_length": "length_mm",
    "max_second": "second_mm",
    "max_third": "third_mm",
    "max_girth": "girth_mm",
    "max_length_plus_girth": "length_plus_girth_mm",
    "max_sum": "sum_mm",
    "max_tube_length": "tube_length_mm",
    "max_tube_length_plus_2d": "tube_length_plus_2d_mm",
}


def _limits(limits: Case) -> SizeLimits:
    fields: dict[str, Any] = {
        _LIMITS[name]: _mm(value, limits["length_unit"]) for name, value in limits.items() if name in _LIMITS
    }
    if "max_volume" in limits:
        fields["volume_mm3"] = Fraction(limits["max_volume"]) * _mm("1", limits["length_unit"]) ** 3
    if "max_weight" in limits:
        fields["weight_g"] = convert(Decimal(limits["max_weight"]), limits["weight_unit"], "g")
    if "min_dims" in limits:
        fields["min_sides_mm"] = [_mm(side, limits["length_unit"]) for side in limits["min_dims"]]
    return SizeLimits(**fields)


def _codes(found: tuple[Unmet, ...]) -> list[str]:
    """Write our codes as the cases do."""
    codes: set[str] = set()
    for unmet in found:
        match unmet.code.split("."):
            case ["limit", "min_sides"]:
                codes.add("MIN_DIMS")
            case ["limit", name]:
                codes.add(f"MAX_{name.upper()}")
            case ["goods", "denied"]:
                codes.add(f"GOODS:{unmet.params['goods']}")
            case ["goods", "unknown"]:
                codes.add(f"GOODS_UNKNOWN:{unmet.params['goods']}")
            case ["destination", "not_served" | "ambiguous"]:
                codes.add("DESTINATION")
            case ["value", "over_ceiling"]:
                codes.add("MAX_VALUE")
            case _:
                codes.add(unmet.code.rpartition(".")[2].upper())
    return sorted(codes)


def _size_limits(case: Case) -> object:
    limits = _limits(case["limits"]) if "limits" in case else None
    if "tube" in case:
        unit = case["tube"]["length_unit"]
        tube = Tube(_mm(case["tube"]["length"], unit), _mm(case["tube"]["diameter"], unit))
        mm = convert(1, "mm", unit)
        if limits is None:
            return {"girth": decimal(tube.girth_mm * mm, 9), "volume": decimal(tube.volume_mm3 * mm**3, 9)}
        violations = _codes(limits.tube_violations(tube))
        return {"length_plus_2d": decimal(tube.length_plus_2d_mm * mm, 9), "violations": violations}
    parcel = case["parcel"]
    size, mm = _size(parcel), convert(1, "mm", parcel["length_unit"])
    answer: Case = {
        "girth": decimal(size.girth_mm * mm, 9),
        "length_plus_girth": decimal(size.length_plus_girth_mm * mm, 9),
        "sum_of_sides": decimal(size.sum_mm * mm, 9),
    }
    if limits is not None:
        answer["violations"] = _codes(limits.violations(size, _weight_g(parcel)))
    return answer


def _tariff(card: Case) -> Tariff:
    gram = convert(1, card.get("weight_unit", "kg"), "g")
    per_kg = 1_000 / gram

    def grams(name: str, row: Case = card) -> Fraction:
        return Fraction(row.get(name, 0)) * gram

    match card["kind"]:
        case "flat_bands":
            return FlatBands(
                tuple(FlatBand(grams("over", b), grams("upto", b), b["price"]) for b in card["bands"])
            )
        case "per_unit_bands":
            bands = (
                PerKgBand(
                    grams("over", b), grams("upto", b), Fraction(b["per_unit"]) * per_kg, b.get("handling", 0)
                )
                for b in card["bands"]
            )
            return PerKg(tuple(bands), grams("minimum_weight"), card.get("minimum_charge", 0))
        case "first_additional":
            first, step = grams("first_weight"), grams("step")
            return FirstPlusAdditional(first, card["first_price"], step, card["step_price"])
        case "breaks":
            breaks = (Break(grams("from", b), Fraction(b["rate"]) * per_kg) for b in card["breaks"])
            return Breaks(tuple(breaks), card.get("minimum_charge", 0), card.get("as_if_heavier", True))
        case "weight_or_measure":
            return WeightOrMeasure(
                card["rate_per_revenue_ton"], card.get("minimum_revenue_tons", 0), card.get("m3_per_ton", 1)
            )
    msg = f"unknown tariff {card['kind']!r}"
    raise ValueError(msg)


def _rate(case: Case) -> object:
    if "build_card" in case:
        try:
            _tariff(case["build_card"])
        except BandsError as error:
            return {"build_errors": [code.upper() for code in error.problems]}
        return {"build_errors": []}
    card = case["tariff"]
    tariff, unit = _tariff(card), case.get("weight_unit") or card["weight_unit"]
    volume_mm3 = Fraction(case.get("volume_m3", 0)) * 10**9
    load = Load(convert(Decimal(case["weight"]), unit, "g"), volume_mm3)
    priced = tariff.price(load)
    if isinstance(priced, Refusal):
        return {"refusal": "NO_BAND"}
    places = exponent_of(card["currency"])
    answer = {"price": _fixed(priced.amount, places)}
    if isinstance(tariff, WeightOrMeasure):
        return answer | {"revenue_tons": decimal(tariff.revenue_tons(load), 9)}
    answer["charged_weight"] = decimal(priced.charged_weight_g * convert(1, "g", unit), 9)
    if (priced.amount * 10**places).denominator != 1:
        answer["exact_price"] = decimal(priced.amount, 9)
    return answer


def _condition(when: Case | None) -> Condition | None:
    if when is None:
        return None
    return (
        Flag(when["fact"], when["value"])
        if when["op"] == "is"
        else Compare(when["fact"], Op(when["op"]), when["value"])
    )


def _surcharge_stage(row: Case) -> Surcharge:
    code = row["code"]
    common: Case = {
        "when": _condition(row.get("when")),
        "minimum": row.get("minimum"),
        "maximum": row.get("maximum"),
    }
    per = Per(row.get("per", "shipment"))
    match row["kind"]:
        case "fixed":
            return Fixed(code, row["amount"], per=per, **common)
        case "per_unit":
            return ByWeight(code, row["rate"], per=per, **common)
        case "percent":
            return Percent(code, row["rate"], row["of"], **common)
        case "greater_of_fixed_percent":
            return OfValue(code, row["amount"], row["rate"], per=per, **common)
    msg = f"unknown surcharge {row['kind']!r}"
    raise ValueError(msg)


def _facts(facts: Case) -> Facts:
    flags = {name: value for name, value in facts.items() if isinstance(value, bool)}
    numbers = {name: Fraction(value) for name, value in facts.items() if name not in flags}
    if "weight" in numbers:
        numbers["weight_g"] = numbers["weight"] * 1_000
    if "value" in numbers:
        numbers["declared_value"] = numbers["value"]
    return Facts(numbers, flags)


def _surcharge(case: Case) -> object:
    rounding = Rounding(case["rounding"])
    if "fuel_index" in case:
        rows = (FuelRow(date.fromisoformat(row["valid_from"]), row["rate"]) for row in case["fuel_index"])
        index, on = FuelIndex(tuple(rows)), date.fromisoformat(case["ship_date"])
        drawn = bill(case["base"], [Fuel("FUEL", index)], Facts(), on=on, rounding=rounding)
        row = index.on(on)
        if isinstance(drawn, Refusal) or isinstance(row, Unmet):
            return {"refusal": "NO_FUEL_RATE"}
        return {"rate": _fixed(row.percent, 2), "fuel": _fixed(Fraction(dict(drawn.lines)["FUEL"], 100), 2)}
    facts, places = _facts(case["facts"]), case["places"]
    stages = [_surcharge_stage(row) for row in case["surcharges"]]
    parcels = [facts] * int(case["facts"].get("parcels", 1))
    on = date(2026, 1, 1)  # no stage here looks at the day
    drawn = bill(case["base"], stages, facts, on=on, rounding=rounding, parcels=parcels, digits=places)
    if isinstance(drawn, Refusal):
        return {"refusal": drawn.codes[0]}
    scale = 10**places
    lines = {code: _fixed(Fraction(amount, scale), places) for code, amount in drawn.lines}
    return {"lines": lines, "total": _fixed(Fraction(drawn.total_minor, scale), places)}


def _zone_rule(row: Case) -> ZoneRule:
    countries = (row["country"],) if "country" in row else tuple(row.get("countries", ()))
    codes = row.get("postcodes")
    postcodes = None
    if codes is not None:
        postcodes = Postcodes(
            codes.get("exact", ()),
            codes.get("prefixes", ()),
            [(low, high) for low, high in codes.get("ranges", ())],
            codes.get("except", ()),
        )
    return ZoneRule(row["zone"], countries, tuple(row.get("everywhere_except", ())), postcodes)


def _zone(case: Case) -> object:
    found = find_zone([_zone_rule(row) for row in case["zones"]], case["country"], case.get("postcode", ""))
    match found:
        case Zone(name):
            return {"zone": name}
        case AmbiguousZone(names):
            return {"ambiguous": list(names)}
        case Refusal():
            return {"refusal": "NO_ZONE"}


def _goods_rule(row: Case, goods: str) -> GoodsRule:
    by_country: dict[str, str] = row.get("goods_by_country", {}).get(goods, {})
    allowed = row["goods"][goods] != "deny"
    opposite = "deny" if allowed else "allow"
    return GoodsRule(allowed, {country for country, verdict in by_country.items() if verdict == opposite})


def _channel(row: Case) -> Channel:
    countries = () if row["countries"] == "*" else tuple(row["countries"])
    limits = {name.removesuffix("_cm"): value for name, value in row.items() if name.endswith("_cm")}
    if "max_weight_kg" in row:
        limits["max_weight"] = row["max_weight_kg"]
    ceiling = row.get("max_value")
    first, last = row.get("valid", (None, None))
    anything = Lane(FlatBands((FlatBand(0, 10**9, 1),)), TransitDays(1, 1))
    return Channel(
        row["id"],
        row["id"],
        Mode.POSTAL,
        "USD",
        zones=[ZoneRule("ALL", countries, tuple(row.get("except", ())))],
        lanes={"ALL": anything},
        goods={goods: _goods_rule(row, goods) for goods in row["goods"]},
        limits=_limits(limits | {"length_unit": "cm", "weight_unit": "kg"}),
        validity=Validity.from_inclusive(optional_day(first), optional_day(last)),
        value_max=None if ceiling is None else Money(ceiling["amount"], ceiling["currency"]),
        takes_po_box=row.get("po_box", True),
        needs_phone=row.get("needs_phone", False),
    )


def _eligibility(case: Case) -> object:
    row = case["shipment"]
    sides = [round_fraction(_mm(side, "cm"), Rounding.CEILING) for side in row["dims_cm"]]
    weight_g = round_fraction(convert(Decimal(row["weight_kg"]), "kg", "g"), Rounding.CEILING)
    value = Money(row["value"], row["value_currency"]) if "value" in row else None
    parcel = Parcel(Dimensions(*sides), weight_g, set(row["goods"]), value)
    to = Destination(row["country"], row.get("postcode", ""), row.get("po_box"), row.get("phone"))
    on = date.fromisoformat(row["date"])
    eligible, refusals = list[str](), dict[str, list[str]]()
    for channel in map(_channel, case["channels"]):
        if against := _codes(reasons_against(channel, Consignment([parcel]), to, on)):
            refusals[channel.id] = against
        else:
            eligible.append(channel.id)
    return {"eligible": eligible, "refusals": refusals}


def _quote(quote_id: str, lines: Case, currency: str) -> ChannelQuote:
    amounts = (QuoteLine(code, Money(amount, currency)) for code, amount in lines.items())
    return ChannelQuote(
        quote_id, quote_id, Mode.AIR, "ALL", tuple(amounts), 1, Fraction(1), 1, TransitDays(1, 1)
    )


def _quote_fx(case: Case) -> object:
    target, on = case["target"], date(2026, 1, 1)
    per_target = {code: 1 / Fraction(rate) for code, rate in case["rates"].items() if code != target}
    fx = RateTable(target, "the case", {on: per_target})
    if "lines" in case:
        answer = converted(_quote("Q", case["lines"], case["currency"]), target, on, fx=fx)
        if isinstance(answer, Refusal):
            return {"refusal": "NO_FX_RATE"}
        lines = {line.code: f"{line.amount.amount:f}" for line in answer.lines}
        return {"total": f"{answer.total.amount:f}", "lines": lines}
    quotes, refusals = list[ChannelQuote](), dict[str, str]()
    for row in case["quotes"]:
        answer = converted(_quote(row["id"], {"BASE": row["total"]}, row["currency"]), target, on, fx=fx)
        if isinstance(answer, Refusal):
            refusals[row["id"]] = "NO_FX_RATE"
        else:
            quotes.append(answer)
    if not quotes:
        return {"refusals": refusals}
    answer_all: Case = {
        "totals": {each.channel_id: f"{each.total.amount:f}" for each in quotes},
        "order": [each.channel_id for each in in_order(quotes)],
    }
    return answer_all | ({"refusals": refusals} if refusals else {})


def _scoring(case: Case) -> object:
    if "curve" in case:
        curve = Curve([(x, value) for x, value in case["curve"]["points"]])
        return {"utility": [decimal(curve.at(x), 12) for x in case["values"]]}
    if "rates" in case:
        return _generalised_cost(case)
    criteria = [Criterion(row["name"], row["worst"], row["best"], row["weight"]) for row in case["criteria"]]
    ids = [row["id"] for row in case["channels"]]
    rows = [row["values"] for row in case["channels"]]
    scores = score_all(criteria, rows)
    order = sorted(
        range(len(ids)), key=lambda i: (-scores[i].total, Fraction(rows[i].get("cost", 0)), ids[i])
    )
    if "vary" in case:
        interval = weight_interval(criteria, scores, order[0], case["vary"])
        weights = {each.name: each.weight for each in criteria}
        now = weights[case["vary"]] / sum(weights.values())
        ends = [decimal(interval.low, 12), decimal(interval.high, 12)]
        return {"winner": ids[order[0]], "weight_now": decimal(now, 12), "interval": ends}
    parts = ({name: decimal(part, 12) for name, part in score.contributions.items()} for score in scores)
    return {
        "scores": {each: decimal(score.total, 12) for each, score in zip(ids, scores, strict=True)},
        "contributions": dict(zip(ids, parts, strict=True)),
        "clamped": {
            each: list(score.clamped) for each, score in zip(ids, scores, strict=True) if score.clamped
        },
        "order": [ids[i] for i in order],
    }


def _generalised_cost(case: Case) -> object:
    rates = case["rates"]
    costs = {
        row["id"]: generalised_cost(
            row["price"],
            days=row["days"],
            amount_per_day=rates["per_day"],
            loss_rate=row["loss_rate"],
            value=rates["value"],
            on_time=row["on_time"],
            late_amount=rates["late_cost"],
        )
        for row in case["channels"]
    }
    order = sorted(costs, key=lambda each: (costs[each].total, each))
    return {
        "generalised_cost": {each: decimal(cost.total, 9) for each, cost in costs.items()},
        "order": order,
    }


def _calendar(row: Case) -> WorkCalendar:
    weekend = [day for day, worked in zip(Weekday, row["week"], strict=True) if not worked]
    holidays = map(date.fromisoformat, row.get("holidays", ()))
    return WorkCalendar.of(weekend, holidays, map(date.fromisoformat, row.get("extra_working_days", ())))


def _promise(case: Case) -> object:
    cutoff: dict[str, str] = case["cutoff"]
    times = {
        day: time.fromisoformat(cutoff.get(str(number), cutoff.get("default", "")))
        for number, day in enumerate(Weekday)
        if str(number) in cutoff or "default" in cutoff
    }
    warehouse = Warehouse(
        case["warehouse_zone"],
        _calendar(case["warehouse_calendar"]),
        cutoff=times,
        handling_days=case["handling_days"],
        pickup=_calendar(case["pickup_calendar"]),
    )
    row = case["line_haul"]
    if row["kind"] == "schedule":
        departures = tuple(map(date.fromisoformat, row["departures"]))
        haul = Sailings(departures, cutoff_days=row.get("cutoff_days", 0), transit_days=row["days"])
    else:
        haul = LineHaul(row["days"])
    route = Route(
        haul,
        customs=_calendar(case["customs_calendar"]),
        customs_days=case["customs_days"],
        delivery=_calendar(case["delivery_calendar"]),
        last_mile_days=case["last_mile_days"],
    )
    found = itinerary(datetime.fromisoformat(case["ordered_at"]), warehouse, route)
    if isinstance(found, Refusal):
        return {"refusal": found.codes[0]}
    steps = {
        "processing_day": found.processed_on,
        "ready": found.ready_on,
        "picked_up": found.picked_up_on,
        "departure": found.departed_on,
        "arrived": found.arrived_on,
        "cleared": found.cleared_on,
        "delivered": found.delivered_on,
    }
    return {name: day.isoformat() for name, day in steps.items() if day is not None}


def _transit(case: Case) -> object:
    if "legs" in case:
        legs = [{int(days): share for days, share in leg.items()} for leg in case["legs"]]
        whole_way, quantile = legs_together(legs), case["quantile"]
        days = days_within(whole_way, quantile)
        apart = sum(days_within(legs_together([leg]), quantile) for leg in legs)
        arrived = sum((share for each, share in whole_way.items() if each <= days), Fraction(0))
        return {"days": days, "probability": decimal(arrived, 12), "sum_of_leg_quantiles": apart}
    if "quantiles" in case:
        times = TransitTimes(int(day) for day in case["days"])
        return {
            q: {"nearest_rank": str(times.quantile(q)), "linear": decimal(times.interpolated(q), 9)}
            for q in case["quantiles"]
        }
    channels = {
        row["id"]: (Money(row["price"], "USD"), TransitTimes(row["history"])) for row in case["channels"]
    }
    days = case["within_days"]
    probability = {each: _fixed(times.within(days), 6) for each, (_, times) in channels.items()}
    found = cheapest_within(channels, days, case["confidence"])
    slow = found.unmet if isinstance(found, Refusal) else found.refused
    choice = None if isinstance(found, Refusal) else found.channel_id
    return {"probability": probability, "choice": choice, "refused": [unmet.where for unmet in slow]}


def _packing_check(case: Case) -> object:
    box = case["box"]
    inner = Dimensions(*box["inner"])
    carton = Carton("B", inner, inner, box.get("tare_g", 0), box.get("max_gross_g", 10**9))
    items = tuple(
        PackingItem(
            row["id"],
            Dimensions(*row["dims"]),
            row["weight_g"],
            row.get("qty", 1),
            Orientation(row.get("orientation", "any")),
        )
        for row in case["items"]
    )
    placements = tuple(
        Placement(row["id"], tuple(row["at"]), tuple(row["size"])) for row in case["placements"]
    )
    plan = PackingPlan(items, (PackedCarton(carton, placements),))
    return {"violations": sorted(map(_violation, check_plan(plan, min_support=case.get("min_support", 0))))}


def _violation(unmet: Unmet) -> str:
    """Write our codes as the cases do: the rule, then the items it concerns."""
    name = unmet.code.removeprefix("packing.").upper()
    if name == "OVERLAP":
        return f"{name}:{unmet.params['first']},{unmet.params['second']}"
    return name if name == "OVERWEIGHT" else f"{name}:{unmet.where.rpartition(', ')[2]}"


FAMILIES = {
    "volumetric": _volumetric,
    "size_limits": _size_limits,
    "rate": _rate,
    "surcharge": _surcharge,
    "zone": _zone,
    "eligibility": _eligibility,
    "quote_fx": _quote_fx,
    "scoring": _scoring,
    "promise": _promise,
    "transit": _transit,
    "packing_check": _packing_check,
}
