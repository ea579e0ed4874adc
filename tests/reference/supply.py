"""Demand, forecasts, lead times, reorder points and lots: reference cases as calls of the public API."""

from __future__ import annotations

import csv
import gzip
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from xbcommerce.kernel.calendars import Closure, Roll, Weekend, WorkCalendar
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.supply import (
    CycleService,
    DailyDemand,
    DemandSeries,
    EmpiricalDemand,
    ExactDemand,
    Flag,
    Forecast,
    LeadTime,
    Leg,
    LotTerms,
    NegativeBinomial,
    ObservedDurations,
    PackLevel,
    Pmf,
    Poisson,
    ReorderPoint,
    Returns,
    Sale,
    Selection,
    Share,
    classify_abc,
    clean,
    event_uplift,
    fit_durations,
    gamma_demand,
    normal_demand,
    order_quantity,
    pack,
    parse_method,
    reorder_point,
    select,
    weekly_buckets,
)

Input = dict[str, Any]
Row = Mapping[str, str]
DATA = Path(__file__).parents[3] / "shared/data/supply"
DAY = date.fromisoformat
MONDAY = date(2010, 12, 6)


# demand


def rows(case: Input) -> Iterator[Row]:
    """Read the data set that a case names."""
    with gzip.open(DATA / case["data"], "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def buckets(case: Input) -> object:
    """Sum dated rows into weeks."""
    sales = [
        Sale(DAY(row["date"]), row["qty"], DAY(row["sold_on"]) if row.get("sold_on") else None)
        for row in case["rows"]
    ]
    start, returns = DAY(case["start"]), Returns(case["returns"])
    return {"buckets": list(weekly_buckets(sales, start=start, weeks=case["weeks"], returns=returns).net)}


def cleaned(case: Input) -> object:
    """Clean a flagged history."""
    found = clean(DemandSeries(MONDAY, 7, case["qty"], map(Flag, case["flags"])))
    return {"base_rate": found.base_rate, "cleaned": list(found.quantities)}


def lifted(case: Input) -> object:
    """Estimate an event's uplift."""
    exactly = {name: str(case[name]) for name in ("prior_weight", "floor", "cap") if name in case}
    found = event_uplift(case["event_buckets"], case["base_buckets"], **exactly)
    return {"ratio": found.ratio, "shrunk": found.shrunk, "uplift": found.factor}


@cache
def weekly_matrix(data: str) -> Mapping[str, Sequence[int]]:
    """Read weekly demand by stock code; an absent week is zero."""
    found: dict[str, dict[int, int]] = {}
    for row in rows({"data": data}):
        found.setdefault(row["StockCode"], {})[int(row["week"])] = int(row["Quantity"])
    weeks = 1 + max(week for units in found.values() for week in units)
    return {code: [units.get(week, 0) for week in range(weeks)] for code, units in found.items()}


def totals(case: Input) -> object:
    """Sum a matrix week by week."""
    matrix = weekly_matrix(case["data"])
    units = [sum(row[week] for row in matrix.values()) for week in case["weeks"]]
    return {"skus": len(matrix), "units": units}


def data_uplift(case: Input) -> object:
    """Estimate an uplift on the weekly totals of a matrix."""
    weekly = [sum(column) for column in zip(*weekly_matrix(case["data"]).values(), strict=True)]
    (first, last), (start, end) = case["event_weeks"], case["base_weeks"]
    return {"ratio": event_uplift(weekly[first : last + 1], weekly[start : end + 1]).ratio}


def goods(case: Input) -> Iterator[Row]:
    """Pick the rows that a case counts as sales."""
    codes, prefixes = set(case["exclude_codes"]), tuple(case["exclude_prefixes"])
    for row in rows(case):
        code = row["StockCode"]
        if (
            code not in codes
            and not code.startswith(prefixes)
            and not (case["exclude_cancelled"] and row["InvoiceNo"].startswith("C"))
            and int(row["Quantity"]) >= case["min_quantity"]
            and Decimal(row["UnitPrice"]) > Decimal(case["min_price_exclusive"])
            and case.get("country", row["Country"]) == row["Country"]
        ):
            yield row


def sales_of(case: Input) -> object:
    """Count sales of goods in the full data set."""
    count, units, revenue, codes = 0, 0, Decimal(0), set[str]()
    for row in goods(case):
        count, units = count + 1, units + int(row["Quantity"])
        revenue += int(row["Quantity"]) * Decimal(row["UnitPrice"])
        codes.add(row["StockCode"])
    found = {"units": units, "revenue": str(revenue.quantize(Decimal("0.01")))}
    return found if "country" in case else {"rows": count, "skus": len(codes), **found}


def abc(case: Input) -> object:
    """Classify items by value."""
    classes = classify_abc(case["values"], cuts=case["cuts"], share=Share(case["share"]))
    named = {key: found.value for key, found in classes.items()}
    return {"classes": named, "counts": _counts(list(named.values()))}


def data_abc(case: Input) -> object:
    """Classify the goods of the full data set."""
    values: dict[str, Decimal] = {}
    for row in goods(case):
        price = Decimal(row["UnitPrice"]) if case["by"] == "revenue" else 1
        values[row["StockCode"]] = values.get(row["StockCode"], Decimal(0)) + int(row["Quantity"]) * price
    classes = classify_abc(values, cuts=case["cuts"], share=Share(case["share"]))
    return _counts([found.value for found in classes.values()])


def _counts(classes: Sequence[str]) -> dict[str, int]:
    return {name: classes.count(name) for name in "ABC"}


# forecasts


def intermittent(case: Input) -> object:
    """Forecast intermittent demand; the operation and its constants make the method's name."""
    match case["op"]:
        case "tsb":
            constants = [case["alpha_size"], case["alpha_probability"]]
        case "adida":
            constants = case["alpha_bounds"]
        case "sba_with_decay":
            constants = [case["alpha_size"], case["alpha_interval"], case["decay"]]
        case _:
            constants = [case["alpha_size"], case["alpha_interval"]]
    word = {"sba_with_decay": "decay"}.get(case["op"], case["op"])
    return {"forecast": parse_method(":".join([word, *map(str, constants)])).path(case["series"])[-1]}


def pooled(case: Input) -> object:
    """Choose over a panel, and for each item alone."""
    panel = {key: DemandSeries(MONDAY, 7, row) for key, row in case["panel"].items()}
    choice = _select(panel, case)
    alone = {key: _select({key: item}, case).chosen for key, item in panel.items()}
    rmse = {score.method: score.rmse for score in choice.scores}
    return {"chosen": choice.chosen, "rmse": rmse, "per_series": alone}


def _select(panel: Mapping[str, DemandSeries], case: Input) -> Selection:
    methods = [parse_method(name) for name in case["candidates"]]
    return select(panel, methods, horizon=case["horizon"], origins=case["origins"])


def data_pooled(case: Input) -> object:
    """Choose on the weeks before the hold-out and measure on it."""
    matrix, hidden = weekly_matrix(case["data"]), case["horizon"]
    seen = {code: DemandSeries(MONDAY, 7, row[:-hidden]) for code, row in matrix.items()}
    chosen = _select(seen, case).chosen
    score = _held_out(matrix, chosen, hidden)
    return {"chosen": chosen, "holdout_rmse": score.rmse, "holdout_bias_units": score.bias_units}


def data_held_out(case: Input) -> object:
    """Measure one method on the last weeks."""
    score = _held_out(weekly_matrix(case["data"]), case["candidate"], case["horizon"])
    return {"rmse_sum": score.rmse, "mae_sum": score.mae, "bias_units": score.bias_units}


def _held_out(matrix: Mapping[str, Sequence[int]], name: str, horizon: int) -> Any:  # noqa: ANN401  # a Score
    whole = {code: DemandSeries(MONDAY, 7, row) for code, row in matrix.items()}
    return select(whole, [parse_method(name)], horizon=horizon, origins=[horizon]).scores[0]


# lead times


def _pmf(masses: Sequence[Sequence[Any]]) -> Pmf:
    merged: dict[int, Fraction] = {}
    for day, mass in masses:
        merged[day] = merged.get(day, Fraction(0)) + Fraction(mass)
    return Pmf(merged)


def _decimal(value: Fraction) -> str:
    """Write an exact fraction as the decimal it is."""
    digits = max(0, len(str(value.denominator)) * 4)
    scaled = Decimal(int(value * 10**digits)).scaleb(-digits).normalize()
    return f"{scaled:f}"


def _described(pmf: Pmf) -> dict[str, object]:
    masses = [[day, _decimal(mass)] for day, mass in pmf.masses.items()]
    return {"pmf": masses, "mean": _decimal(pmf.mean), "variance": _decimal(pmf.variance)}


def legs(case: Input) -> object:
    """Add legs up."""
    first, *others = map(_pmf, case["legs"])
    total = sum(others, first)
    return {**_described(total), "quantiles": {q: total.quantile(q) for q in case["quantiles"]}}


def mixture(case: Input) -> object:
    """Mix cases by weight."""
    return _described(Pmf.mix(*((part["weight"], _pmf(part["pmf"])) for part in case["parts"])))


def observed(case: Input) -> object:
    """Fit measured durations."""
    found = fit_durations(case["days"])
    return {"used": found.used, **_fitted(found, case["quantiles"])}


def _fitted(found: ObservedDurations, quantiles: Sequence[str]) -> dict[str, object]:
    return {
        "rejected": found.rejected,
        "mean": float(found.pmf.mean),
        "sd": found.sd_days,
        "quantiles": {q: found.pmf.quantile(q) for q in quantiles},
    }


def data_lead_time(case: Input) -> object:
    """Fit the durations of the delivery history by shipment mode."""
    days: list[int] = []
    for row in rows(case):
        if row["Shipment Mode"] == case["mode"]:
            start, end = _any_date(row[case["from"]]), _any_date(row[case["to"]])
            if start and end:
                days.append((end - start).days)
    found = fit_durations(days)
    return {"parsed": found.used + found.rejected, **_fitted(found, case["quantiles"])}


def _any_date(text: str) -> date | None:
    for form in ("%d-%b-%y", "%m/%d/%y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  # days, no instants
        except ValueError:
            continue
    return None


def _calendar(case: Input) -> WorkCalendar:
    return WorkCalendar(
        (Weekend.from_week(case["week"]),),
        frozenset(),
        frozenset(map(DAY, case.get("extra_working_days", ()))),
        tuple(Closure(DAY(first), DAY(last)) for first, last in case["closures"]),
    )


def working_days(case: Input) -> object:
    """Count working days on from a start that rolls forward."""
    calendar = _calendar(case)
    start = calendar.roll(DAY(case["start"]), Roll.FOLLOWING)
    return {"date": calendar.add_working_days(start, case["days"]).isoformat()}


def _lead_time(case: Input) -> LeadTime:
    return LeadTime(tuple(Leg(leg["name"], _pmf(leg["pmf"]), _calendar(leg)) for leg in case["legs"]))


def arrival(case: Input) -> object:
    """Distribute the arrival of an order."""
    found = _lead_time(case).arrival(DAY(case["order_date"]))
    return {
        "arrival": [[day.isoformat(), _decimal(mass)] for day, mass in found.masses.items()],
        "p50": found.quantile(".5").isoformat(),
        "p90": found.quantile(".9").isoformat(),
    }


def last_safe(case: Input) -> object:
    """Find the last safe order date."""
    found = _lead_time(case).last_safe_order_date(DAY(case["need_by"]), case["probability"])
    return {"order_date": found.isoformat()}


# stock targets


def daily_of(demand: Input) -> DailyDemand:
    """Read demand of a day."""
    match demand["kind"]:
        case "poisson":
            return Poisson(demand["mean_per_day"])
        case "empirical_per_day":
            return EmpiricalDemand(demand["pmf"])
        case _:
            return NegativeBinomial(demand["mean_per_day"], demand["variance_per_day"])


def exact_demand(case: Input) -> object:
    """Count every unit over a lead time."""
    found = ExactDemand(daily_of(case["demand"]), _pmf(case["lead_time_pmf"]))
    level = found.quantile(case["target"])
    answer = {
        "quantile": int(level),
        "mean": found.mean,
        "expected_shortage": found.expected_shortage(level),
        "attained": found.service_at(level),
    }
    return answer if case["demand"]["kind"] == "empirical_per_day" else {**answer, "sd": found.sd}


def service_at(case: Input) -> object:
    """Say what a level attains."""
    found = ExactDemand(daily_of(case["demand"]), _pmf(case["lead_time_pmf"]))
    level = case["level"]
    return {"cycle_service": found.service_at(level), "expected_shortage": found.expected_shortage(level)}


def curve(case: Input) -> object:
    """Distribute demand along a normal or gamma curve."""
    make = gamma_demand if case["op"] == "gamma" else normal_demand
    found = make(
        Forecast(case["demand_mean_per_day"], case["demand_variance_per_day"]),
        lead_time_mean_days=case["lead_time_mean_days"],
        lead_time_sd_days=case["lead_time_sd_days"],
    )
    return {"quantile": found.quantile(case["target"]), "mean": found.mean, "sd": found.sd}


def _point(mean: float, sd: float, days: tuple[float, float, float], target: str) -> ReorderPoint:
    lead_time, lead_time_sd, review = days
    demand = normal_demand(
        Forecast(mean, sd * sd),
        lead_time_mean_days=lead_time,
        lead_time_sd_days=lead_time_sd,
        review_days=review,
    )
    return reorder_point(demand, CycleService(target))


def cycle_service(case: Input) -> object:
    """Find a reorder point; periods take the place of days throughout."""
    days = (case["lead_time_mean_periods"], case["lead_time_sd_periods"], case.get("review_periods", 0))
    found = _point(case["demand_mean_per_period"], case["demand_sd_per_period"], days, case["target"])
    return {
        "lead_time_demand": found.lead_time_demand_mean,
        "sigma": found.lead_time_demand_sd,
        "safety_stock": found.safety_stock,
        "reorder_point": found.level,
    }


def cycle_service_annual(case: Input) -> object:
    """Find a reorder point from yearly figures and a lead time in weeks."""
    weeks = case["weeks_per_year"]
    mean, sd = case["demand_mean_per_year"] / weeks, case["demand_sd_per_year"] / math.sqrt(weeks)
    found = _point(mean, sd, (case["lead_time_weeks"], 0, 0), case["target"])
    return {
        "lead_time_demand": found.lead_time_demand_mean,
        "sigma": found.lead_time_demand_sd,
        "reorder_point": found.level,
    }


def rounded(case: Input) -> object:
    """Round a need to a supplier's terms; texts are decimals and are answered as such."""
    terms = {
        name: _units(case[name]) for name in ("moq", "multiple", "maximum") if case.get(name) is not None
    }
    found = order_quantity(
        _units(case["need"]), LotTerms(**terms, tolerance_share=case.get("tolerance_share", 0))
    )
    if isinstance(found, Refusal):
        return {"quantity": None, "uncovered": case["need"]}
    return {"quantity": _plain(found.quantity), "uncovered": _plain(found.uncovered)}


def _units(value: int | str) -> int | Decimal:
    return Decimal(value) if isinstance(value, str) else value


def _plain(value: int | Decimal) -> int | str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) and value else int(value)


def packaging(case: Input) -> object:
    """Pack a need into nested packs."""
    levels = [PackLevel(name, units) for name, units in case["levels"]]
    packed = pack(case["need"], levels, round_up_share=case["round_up_share"])
    return {"quantity": packed.quantity, "breakdown": dict(packed.packs)}


def by_operation(**operations: Callable[[Input], object]) -> Callable[[Input], object]:
    """Choose the translation that a case's ``op`` names."""

    def adapter(case: Input) -> object:
        return operations[case["op"]](case)

    return adapter


FAMILIES = {
    "demand_series": by_operation(
        weekly_buckets=buckets,
        clean=cleaned,
        uplift=lifted,
        dataset_totals=totals,
        dataset_uplift=data_uplift,
        dataset_sales=sales_of,
    ),
    "abc": by_operation(abc=abc, dataset_abc=data_abc),
    "intermittent_forecast": intermittent,
    "forecast_selection": by_operation(
        pooled_selection=pooled,
        dataset_pooled_selection=data_pooled,
        dataset_holdout_error=data_held_out,
    ),
    "lead_time_pmf": by_operation(
        sum_of_legs=legs, mixture=mixture, fit_observed=observed, dataset_lead_time=data_lead_time
    ),
    "work_calendar": by_operation(
        add_working_days=working_days, arrival_distribution=arrival, last_safe_order_date=last_safe
    ),
    "lead_time_demand": by_operation(exact=exact_demand, service_at=service_at, normal=curve, gamma=curve),
    "reorder_point": by_operation(cycle_service=cycle_service, cycle_service_annual=cycle_service_annual),
    "order_rounding": by_operation(round=rounded, packaging=packaging),
}
