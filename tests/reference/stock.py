"""Stock: ledgers valued by every method, positions, promises, ages, cycle counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from moneyed import Money

from tests.reference.money import figures
from tests.reference.supply import by_operation
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.supply.stock import (
    Countable,
    CountLine,
    GoodsIssue,
    GoodsReceipt,
    Incoming,
    LateCost,
    OpeningStock,
    Place,
    Planned,
    Position,
    StockCount,
    StockLayer,
    StockLedger,
    StockMove,
    StockRules,
    ValuationMethod,
    ageing,
    available_to_promise,
    count_plan,
    count_triggers,
    counts_due,
    days_of_cover,
    excess_units,
    reconcile_count,
    record,
    worth,
)

Input = dict[str, Any]
DAY = date.fromisoformat
HALL, ON = Place("hall"), date(2026, 1, 1)


def valued(case: Input) -> object:
    """Fold openings and moves, and read the figures off the entries."""
    method = ValuationMethod(case["method"])
    ledger = StockLedger(StockRules("EUR", method, below_zero=True))
    openings = [_opening(number, one) for number, one in enumerate(case.get("opening", ()))]
    moves = [_move(f"m{number}", one) for number, one in enumerate(case["moves"])]
    entries = []
    for move in [*openings, *moves]:
        answer = record(ledger, move)
        if isinstance(answer, Refusal):
            raise AssertionError(answer)  # noqa: TRY004 (a case that must be recorded)
        ledger = answer.ledger
        entries.append(answer.entry)
    if ledger.totals().difference.amount:
        raise AssertionError(ledger.totals())
    found: dict[str, object] = {
        "issue_costs": [_text(e.change.issued) for e in entries if isinstance(e.move, GoodsIssue)],
        "closing_quantity": ledger.units("item"),
        "closing_value": figures(ledger.value("item")),
        "revaluations": [_text(entry.change.revalued) for entry in entries if entry.change.revalued],
    }
    if any(isinstance(entry.move, LateCost) for entry in entries):
        found["expensed"] = [_text(e.change.expensed) for e in entries if isinstance(e.move, LateCost)]
    if method is not ValuationMethod.AVERAGE:
        found["layers"] = [[layer.quantity, figures(layer.value)] for layer in ledger.layers("item")]
    return found


def _text(minor: int) -> str:
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100}.{abs(minor) % 100:02}"


def _worth(one: Input) -> Money:
    return Money(one["value"], "EUR") if "value" in one else worth(one["qty"], Money(one["unit_cost"], "EUR"))


def _opening(number: int, one: Input) -> StockMove:
    value = _worth(one)
    return OpeningStock(f"o{number}", ON, "item", one["qty"], HALL, int(value.amount * 100), "EUR")


def _move(name: str, one: Input) -> StockMove:
    name = one.get("id", name)
    match one["kind"]:
        case "receipt":
            return GoodsReceipt.of(name, ON, "item", one["qty"], HALL, _worth(one), lot=one.get("lot", ""))
        case "issue":
            return GoodsIssue(name, ON, "item", one["qty"], HALL, one.get("lot", ""))
        case _:
            return LateCost.of(name, ON, one["receipt"], Money(one["amount"], "EUR"))


def position(case: Input) -> object:
    """Count what is cover until a horizon."""
    incoming = [Incoming(DAY(day), units) for day, units in case["incoming"]]
    known = {name: case[name] for name in ("on_hand", "reserved", "backorders")}
    found = Position(**known, incoming=incoming)
    return {"position": found.inventory_position(horizon=DAY(case["horizon"]))}


def promised(case: Input) -> object:
    """Say what can be promised for each day."""
    planned = [Planned(DAY(day), units) for day, units in case["events"]]
    dates = [DAY(day) for day in case["dates"]]
    found = available_to_promise(case["on_hand"], planned, dates, as_of=DAY(case["as_of"]))
    return {"available": [found[day] for day in dates]}


def excess(case: Input) -> object:
    """Count units above the target cover."""
    days = case["target_cover_days"]
    return {"excess": excess_units(case["on_hand"], case["mean_per_day"], target_cover_days=days)}


def cover(case: Input) -> object:
    """Say how long stock lasts."""
    found = days_of_cover(case["on_hand"], case["forecast_path"], bucket_days=case["bucket_days"])
    return {"days": found.days, "beyond_forecast": found.beyond_forecast}


def aged(case: Input) -> object:
    """Sort layers by age."""
    layers = [
        StockLayer(units, Money(value, "EUR"), received_on=DAY(day)) for day, units, value in case["layers"]
    ]
    found = ageing(layers, "EUR", on=DAY(case["as_of"]), upper_bounds_days=case["upper_bounds_days"])
    return {"buckets": [[bucket.quantity, figures(bucket.value)] for bucket in found.buckets]}


def plan(case: Input) -> object:
    """Spread counts over a year."""
    found = count_plan(case["items"], case["counts_per_year"], working_days=case["working_days"])
    return {"counts_per_year": found.counts_per_year, "counts_per_day": found.counts_per_day}


def due(case: Input) -> object:
    """List what is to be counted."""
    items = [
        Countable(one["sku"], one["class"], DAY(one["last_counted"]) if one["last_counted"] else None)
        for one in case["records"]
    ]
    return {"due": list(counts_due(items, case["counts_per_year"], on=DAY(case["as_of"])))}


def accuracy(case: Input) -> object:
    """Hold a count against the books."""
    lines = [
        CountLine(one["sku"], one["class"], one["book"], one["counted"], Money(one["unit_cost"], "EUR"))
        for one in case["records"]
    ]
    count = StockCount("count", ON, HALL, lines)
    found = reconcile_count(count, case["tolerance"], currency="EUR")
    return {
        "records": len(lines),
        "accurate": len(found.accurate),
        "accuracy": None if found.accuracy is None else float(found.accuracy),
        "net_variance": figures(found.net_variance),
        "gross_variance": figures(found.gross_variance),
        "recount": list(found.recount),
    }


def triggers(case: Input) -> object:
    """List the counts that moves ask for."""
    balances = [(one["sku"], one["balance"]) for one in case["balances_after_move"]]
    return {"counts": [[sku, reason.value] for sku, reason in count_triggers(balances)]}


FAMILIES: dict[str, Callable[[Input], object]] = {
    "stock_ledger": by_operation(value=valued),
    "stock_position": by_operation(
        inventory_position=position,
        available_to_promise=promised,
        excess=excess,
        days_of_cover=cover,
        ageing=aged,
    ),
    "cycle_count": by_operation(annual_plan=plan, due=due, accuracy=accuracy, triggers=triggers),
}
