"""A ranking as a table, for notebooks: a row for each route with its figures, then who was left out."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from xbcommerce.kernel.messages import format_money

from .messages import ENGLISH

if TYPE_CHECKING:
    from .rank import RejectedRoute, Route, RoutePlan

_HEAD = ("route", "leaves", "fees", "FX spread", "payout fee", "success", "days", "expected")


def plan_html(plan: RoutePlan) -> str:
    """Write a ranking as an HTML table."""
    head = "".join(f"<th>{escape(name)}</th>" for name in _HEAD)
    rows = "".join(_route(each) for each in plan.routes)
    rejected = "".join(_rejected(each) for each in plan.rejected)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}{rejected}</tbody></table>"


def _route(route: Route) -> str:
    landed, candidate = route.landed, route.candidate
    fees = [each for each in (landed.fees, landed.fees_after) if each.amount] or [landed.fees]
    cells = [
        candidate.place,
        format_money(landed.net, "en"),
        " + ".join(format_money(each, "en") for each in fees),
        format_money(landed.spread, "en"),
        format_money(landed.payout_fee, "en"),
        f"{float(candidate.success or 0):.1%}",
        str(candidate.lag_days),
        format_money(route.expected, "en"),
    ]
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _rejected(rejected: RejectedRoute) -> str:
    reasons = "; ".join(ENGLISH.render(unmet) for unmet in rejected.refusal.unmet)
    place = escape(rejected.candidate.place)
    return f'<tr><td>{place}</td><td colspan="{len(_HEAD) - 1}">{escape(reasons)}</td></tr>'
