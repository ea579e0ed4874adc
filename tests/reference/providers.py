"""Providers: adapters for the families about wire amounts, routing and exchange differences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from tests.reference.money import coded, each, figures, money
from tests.reference.payments import schedule_of
from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import Rounding
from xbcommerce.payments import Candidate, FeeSchedule, Purchase, rank_routes
from xbcommerce.payments.fx import Position, fx_difference
from xbcommerce.payments.providers import Limits, MethodKind, MethodOffer, WireFormat, from_wire, to_wire
from xbcommerce.payments.routing import RoutePlan, RoutePolicy, route_reasons

Json = dict[str, Any]
ANY_DAY = date(2026, 1, 1)
SCORE_PLACES = 60


def cross_the_wire(given: Json) -> object:
    """Write an amount for a provider, or read one."""
    wire = WireFormat(given["profile"]["exponent"], given["profile"]["increment"])
    if given["direction"] == "from_wire":
        return {"amount": figures(from_wire(given["wire"], given["currency"], wire))}
    rounding = None if given.get("mode") is None else Rounding(given["mode"])
    return {"wire": to_wire(money(given["amount"], given["currency"]), wire, rounding)}


def rank_providers(given: Json) -> object:
    """Rank providers by what arrives, and say why others may not take the payment."""
    purchase = Purchase(
        money(given["amount"], given["currency"]), given["buyer_country"], given["settlement_currency"]
    )
    proposed = [_candidate(terms, given) for terms in given["candidates"]]
    plan = rank_routes(purchase, proposed, RoutePolicy(Fraction(given["policy"]["day_cost_bps"])))
    reasons = [(one, route_reasons(one, purchase)) for one in proposed]
    return {
        "ranking": [
            {
                "provider": route.provider,
                "fee": figures(route.landed.fees),
                "landed_net": figures(route.landed.net),
                "score": f"{decimal_of(route.score, SCORE_PLACES):f}",
            }
            for route in (plan.routes if isinstance(plan, RoutePlan) else ())
        ],
        "ineligible": [
            {"provider": one.provider, "reason": unmet[0].code.removeprefix("route.")}
            for one, unmet in reasons
            if unmet
        ],
    }


def _candidate(terms: Json, given: Json) -> Candidate:
    currency, settlement = given["currency"], given["settlement_currency"]

    def amount(name: str, code: str) -> Any:  # noqa: ANN401
        return money(terms[name], code) if terms.get(name) is not None else None

    low, high = amount("min", currency), amount("max", currency)
    rate, payout_fee = terms.get("rate"), amount("payout_fee", settlement)
    return Candidate(
        provider=terms["provider"],
        offer=MethodOffer(
            MethodKind.CARD,
            "the case",
            currencies=terms["currencies"],
            countries=terms["countries"],
            limits=[Limits(low, high)] if (low, high) != (None, None) else [],
        ),
        fees=(schedule_of(terms["schedule"], currency),),
        payout=FeeSchedule(fixed=payout_fee),
        rate=None if rate is None else Rate(currency, settlement, Fraction(rate), ANY_DAY, "the case"),
        spread_bps=Fraction(terms.get("spread_bps", "0")),
        success=Fraction(terms["success"]),
        lag_days=terms["lag_days"],
    )


def compare_rates(given: Json) -> object:
    """Compare a booked amount with the settled one."""
    pair = given["currency"], given["functional"]
    done = fx_difference(
        money(given["amount"], given["currency"]),
        Rate(*pair, Fraction(given["booked_rate"]), ANY_DAY, "the case"),
        Rate(*pair, Fraction(given["settled_rate"]), ANY_DAY, "the case"),
        Position(given["kind"]),
    )
    return {
        "booked": figures(done.booked.amount),
        "settled": figures(done.settled.amount),
        "gain": figures(done.gain),
    }


FAMILIES: dict[str, Callable[[Json], object]] = {
    "wire_amount": each(coded(cross_the_wire)),
    "landed_net": each(coded(rank_providers)),
    "fx_difference": each(coded(compare_rates)),
}
