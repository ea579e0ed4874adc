"""What a shopkeeper reads after a plan: what the file held, what was assumed, what to order."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from attrs import frozen

from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.messages import Messages, format_money
from xbcommerce.kernel.money import total
from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.reference import messages
from xbcommerce.reference.packaged import packaged_text
from xbcommerce.supply import AbcClass, Pmf, Score, Selection
from xbcommerce.supply.wording import method_note, percent

from .assumptions import REVIEW_DAYS, Assumptions
from .closures import BUSY_SHARE
from .history import History, Matched
from .ledger import Ledger
from .output import PLAN, REJECTED
from .planning import SEASONAL_CANDIDATES, ItemPlan, Standing
from .proof import Proof
from .rows import Kind
from .season import RATIO_MAX, RATIO_MIN, RECENT_WEEKS, season

_TOP = 10
_DESCRIPTION = 36
_DAYS = 3


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
    proof: Proof | None = None


@cache
def texts() -> Messages:
    """Load the texts of this command, in all its languages, beside those of the rooms."""
    data = packaged_text("texts.json", package="xbcommerce.tour.plan")
    return messages() | Messages.by_language(json.loads(data))


def summarise(result: Result, lang: str) -> str:
    """Write the summary in a reader's language."""
    catalogue = texts()
    lines = [catalogue.render(note, lang) for note in notes(result, lang)]
    return "\n".join([*lines, "", *_table(result, catalogue, lang)])


def notes(result: Result, lang: str) -> Iterator[Note]:
    """Yield the summary line by line; methods are put into it in the reader's language."""
    yield from _rows(result)
    yield from _demand(result)
    yield _method(result.selection, lang)
    yield from _season(result)
    yield from _assumed(result)
    yield from _proof(result)
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
    found = history.closures
    yield from _weeks("plan.weeks.stated", found.stated)
    yield from _weeks("plan.weeks.inferred", found.inferred)
    yield from _weeks("plan.weeks.silent", found.silent)
    yield from _weeks("plan.weeks.doubtful", found.doubtful)
    yield from _weeks("plan.weeks.outside", found.outside)


def _weeks(code: str, days: Sequence[date]) -> Iterator[Note]:
    """Yield a line about some weeks, if there are any; the first few are named."""
    if days:
        shown = [*(day.isoformat() for day in days[:_DAYS]), *(["…"] if len(days) > _DAYS else [])]
        figures: dict[str, Param] = {"weeks": len(days), "days": tuple(shown)}
        yield Note(code, {**figures, "busy_pct": decimal_of(BUSY_SHARE * 100, 1), "rejected": REJECTED})


def _method(selection: Selection, lang: str) -> Note:
    ranked = sorted(selection.scores, key=lambda score: (score.method != selection.chosen, score.rmse or 0))

    def words(score: Score) -> str:
        return texts().render(method_note(score.method, selection.bucket_days), lang)

    def error(score: Score) -> Decimal:
        return decimal_of(score.rmse or 0, 1)

    best, second, worst = ranked[0], ranked[1], ranked[-1]
    return Note(
        "plan.method" if best.rmse is not None else "plan.method.untried",
        {
            "method": words(best),
            "rmse_units": error(best),
            "horizon_weeks": selection.horizon,
            "trials": best.trials,
            "methods": len(ranked),
            "second": words(second),
            "second_units": error(second),
            "worst": words(worst),
            "worst_units": error(worst),
        },
    )


def _season(result: Result) -> Iterator[Note]:
    found = season(result.history.open_weeks)
    if found is not None and found.strong and result.selection.chosen not in SEASONAL_CANDIDATES:
        yield Note(
            "plan.season",
            {
                "recent_weeks": RECENT_WEEKS,
                "weeks": found.weeks,
                "ratio": decimal_of(found.ratio, 2),
                "ratio_max": decimal_of(RATIO_MAX, 2),
                "ratio_min": decimal_of(RATIO_MIN, 2),
                "arrive_on": result.given.on + timedelta(days=math.ceil(result.given.mean_days)),
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
    seasonal = result.selection.chosen in SEASONAL_CANDIDATES
    yield Note("plan.assumed.seasonal" if seasonal else "plan.assumed", figures)
    yield Note("plan.lead_time.sea" if isinstance(given.lead_time, Pmf) else "plan.lead_time.given", figures)
    if given.stock is None:
        yield Note("plan.stock.none")
    else:
        matched = sum(plan.code in given.stock for plan in result.plans)
        figures = {"items": matched, "unknown": len(given.stock) - matched}
        yield Note("plan.stock.given", figures)


def _proof(result: Result) -> Iterator[Note]:
    """Yield what the plan would have done of late, and that it fell short if it did."""
    proof, target = result.proof, result.given.target.p
    if proof is not None:
        figures: dict[str, Param] = {
            "weeks": proof.weeks,
            "items": len(proof.reports),
            "units": proof.units,
            "fill_pct": percent(proof.fill_rate),
            "ready_pct": percent(proof.ready_rate),
            "service_pct": decimal_of(target * 100, 2),
        }
        yield Note("plan.proof" if proof.ready_rate >= target else "plan.proof.short", figures)


def _orders(result: Result) -> Iterator[Note]:
    for abc in AbcClass:
        of_class = [plan for plan in result.plans if plan.abc is abc]
        yield Note("plan.class", {"abc": abc.value, "items": len(of_class), **_sums(of_class, result)})
    standings = Counter(plan.standing for plan in result.plans)
    idle = len(result.plans) - standings[Standing.ORDER]
    if idle:
        yield Note(
            "plan.nothing",
            {
                "items": idle,
                "enough": standings[Standing.ENOUGH] + standings[Standing.LASTS],
                "rare": standings[Standing.RARE],
                "unsold": standings[Standing.UNSOLD],
            },
        )
    yield Note("plan.total", {**_sums(result.plans, result), "plan": str(result.out / PLAN)})


def _sums(plans: Sequence[ItemPlan], result: Result) -> dict[str, Param]:
    return {
        "ordered": sum(plan.quantity > 0 for plan in plans),
        "units": sum(plan.quantity for plan in plans),
        "value": total((plan.value for plan in plans), result.given.currency),
    }


def _table(result: Result, catalogue: Messages, lang: str) -> Iterator[str]:
    ordered = (plan for plan in result.plans if plan.quantity)
    top = sorted(ordered, key=lambda plan: (-plan.value.amount, plan.code))[:_TOP]
    yield catalogue.text("plan.top" if top else "plan.top.none", lang)
    for plan in top:
        value = format_money(plan.value, lang)
        order_by = plan.order_by.isoformat() if plan.order_by else "-"
        yield (
            f"  {plan.abc.value}  {plan.code:8} {plan.description[:_DESCRIPTION]:{_DESCRIPTION}} "
            f"{plan.quantity:>8,} {order_by:>10} {value:>18}"
        )
