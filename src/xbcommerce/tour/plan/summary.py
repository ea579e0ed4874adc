"""What a shopkeeper reads after a plan: what the file held, what was assumed, what to order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from importlib import resources
from pathlib import Path

from attrs import frozen

from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.messages import Messages, format_money
from xbcommerce.kernel.money import total
from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.supply import AbcClass, Pmf, Selection

from .assumptions import REVIEW_DAYS, Assumptions
from .history import History, Ledger, Matched
from .output import PLAN, REJECTED
from .planning import ItemPlan
from .rows import Kind

LANGUAGES = ("en", "zh_Hans", "zh_Hant")
_TOP = 10
_DESCRIPTION = 36


@frozen
class Result:
    """All that was found and planned."""

    file: Path
    out: Path
    first: date
    last: date
    given: Assumptions
    ledger: Ledger
    matched: Matched
    history: History
    selection: Selection
    plans: Sequence[ItemPlan]


def texts() -> Messages:
    """Load the texts of this command, in all its languages."""
    data = resources.files(__package__ or "").joinpath("texts.json").read_text(encoding="utf-8")
    return Messages.by_language(json.loads(data))


def summarise(result: Result, lang: str) -> str:
    """Write the summary in a reader's language."""
    catalogue = texts()
    lines = [catalogue.render(note, lang) for note in notes(result)]
    return "\n".join([*lines, "", *_table(result, catalogue, lang)])


def notes(result: Result) -> Iterator[Note]:
    """Yield the summary line by line."""
    yield from _rows(result)
    yield from _demand(result)
    yield from _assumed(result)
    yield from _orders(result)


def _rows(result: Result) -> Iterator[Note]:
    span: dict[str, Param] = {"first": result.first, "last": result.last}
    yield Note("plan.rows", {"file": result.file.name, "rows": result.ledger.rows, **span})
    for kind in reversed(Kind):
        count = result.ledger.counts[kind]
        if count or kind is Kind.UNREADABLE:
            yield Note(f"plan.rows.{kind.value}", {"rows": count, "rejected": REJECTED})


def _demand(result: Result) -> Iterator[Note]:
    history, matched = result.history, result.matched
    yield Note(
        "plan.returns",
        {
            "units": sum(back.units for back in matched.returns),
            "unmatched_units": matched.unmatched_units,
        },
    )
    weeks: dict[str, Param] = {
        "weeks": history.weeks,
        "start": history.start,
        "items": len(result.plans),
        "without": len(result.plans) - len(history.series),
        "outside_units": history.units_outside,
    }
    yield Note("plan.weeks", weeks)
    if history.closed:
        yield Note(
            "plan.closed",
            {"weeks": len(history.closed), "days": tuple(day.isoformat() for day in history.closed)},
        )
    best = next(score for score in result.selection.scores if score.method == result.selection.chosen)
    yield Note(
        "plan.method" if best.rmse is not None else "plan.method.untried",
        {
            "method": best.method,
            "rmse_units": decimal_of(best.rmse or 0, 1),
            "horizon_weeks": result.selection.horizon,
            "trials": best.trials,
            "others": tuple(
                f"{score.method} {decimal_of(score.rmse or 0, 1)}"
                for score in sorted(result.selection.scores, key=lambda score: score.rmse or 0)
                if score is not best
            ),
        },
    )


def _assumed(result: Result) -> Iterator[Note]:
    given = result.given
    figures: dict[str, Param] = {
        "on": given.on,
        "service_pct": decimal_of(given.target.p * 100, 2),
        "mean_days": decimal_of(given.mean_days, 1),
        "sd_days": decimal_of(given.sd_days, 1),
        "review_days": REVIEW_DAYS,
        "moq": given.terms.moq,
        "multiple": given.terms.multiple,
    }
    yield Note("plan.assumed", figures)
    yield Note("plan.lead_time.sea" if isinstance(given.lead_time, Pmf) else "plan.lead_time.given", figures)
    if given.stock is None:
        yield Note("plan.stock.none")
    else:
        matched = sum(plan.code in given.stock for plan in result.plans)
        figures = {"items": matched, "unknown": len(given.stock) - matched}
        yield Note("plan.stock.given", figures)


def _orders(result: Result) -> Iterator[Note]:
    for abc in AbcClass:
        of_class = [plan for plan in result.plans if plan.abc is abc]
        yield Note(
            "plan.class",
            {
                "abc": abc.value,
                "items": len(of_class),
                "ordered": sum(plan.quantity > 0 for plan in of_class),
                "units": sum(plan.quantity for plan in of_class),
                "value": total((plan.value for plan in of_class), result.given.currency),
            },
        )
    yield Note(
        "plan.total",
        {
            "ordered": sum(plan.quantity > 0 for plan in result.plans),
            "units": sum(plan.quantity for plan in result.plans),
            "value": total((plan.value for plan in result.plans), result.given.currency),
            "plan": str(result.out / PLAN),
        },
    )


def _table(result: Result, catalogue: Messages, lang: str) -> Iterator[str]:
    top = sorted(result.plans, key=lambda plan: (-plan.value.amount, plan.code))[:_TOP]
    yield catalogue.text("plan.top", lang, {"lines": len(top)})
    for plan in top:
        value = format_money(plan.value, lang)
        order_by = plan.order_by.isoformat() if plan.order_by else "-"
        yield (
            f"  {plan.abc.value}  {plan.code:8} {plan.description[:_DESCRIPTION]:{_DESCRIPTION}} "
            f"{plan.quantity:>8,} {order_by:>10} {value:>18}"
        )
