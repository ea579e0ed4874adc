"""Payouts: adapters for the families about availability, rolling reserves and payout plans."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from tests.reference.money import coded, each, figures, money
from xbcommerce.kernel.calendars import WorkCalendar
from xbcommerce.kernel.figures import figure
from xbcommerce.kernel.money import Bag
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import ReserveTerms, plan_payouts
from xbcommerce.payments.payouts import (
    AvailabilityTerms,
    Lag,
    Payable,
    PayoutTerms,
    SellerEntry,
    availability,
    reserve_schedule,
)

Json = dict[str, Any]
ANY_DAY = date(2026, 1, 1)


def when_available(given: Json) -> object:
    """Say when a capture is processed and free; the local clock stands for any zone."""
    terms = AvailabilityTerms(
        time.fromisoformat(given["cutoff"]),
        given["lag_days"],
        Lag(given["lag_kind"]),
        calendar=WorkCalendar.of(given["weekend"], map(date.fromisoformat, given["holidays"])),
    )
    captured = datetime.fromisoformat(given["captured_at_local"]).replace(tzinfo=UTC)
    found = availability(captured, terms)
    return {
        "processing_date": found.processed_on.isoformat(),
        "available_on": found.available_on.isoformat(),
    }


def hold_reserve(given: Json) -> object:
    """Hold a share of every payable, and say what is held on a day."""
    code = given["currency"]
    terms = ReserveTerms(
        figure(given["rate_bps"]),
        release_after_days=given["release_after_days"],
        cap=None if given.get("cap") is None else money(given["cap"], code),
    )
    payables = [Payable(date.fromisoformat(day), money(amount, code)) for day, amount in given["payables"]]
    schedule = reserve_schedule(terms, payables, currency=code)
    return {
        "holds": [figures(hold.amount) for hold in schedule.holds],
        "releases": [{"date": day.isoformat(), "amount": figures(free)} for day, free in schedule.releases],
        "held_on_date": figures(schedule.held_on(date.fromisoformat(given["as_of"]))),
    }


def plan_batch(given: Json) -> object:
    """Plan the payouts of balances."""
    entries = [
        SellerEntry(f"row-{number}", row["seller"], money(row["available"], row["currency"]))
        for number, row in enumerate(given["balances"])
    ]
    terms = PayoutTerms(minimum=_by_currency(given.get("minimum")), fee=_by_currency(given.get("fee")))
    plan = plan_payouts(entries, terms, on=ANY_DAY)
    if isinstance(plan, Refusal):
        return {"error": plan.codes[0]}
    return {
        "payouts": [{**_balance(one.seller, one.amount), "fee": figures(one.fee)} for one in plan.payouts],
        "carried": [{**_balance(one.seller, one.amount), "reason": one.reason.value} for one in plan.carried],
        "control_sums": {sum_.currency.code: figures(sum_) for sum_ in plan.control_sums.moneys},
    }


def _balance(seller: str, amount: Any) -> Json:  # noqa: ANN401
    return {"seller": seller, "currency": amount.currency.code, "amount": figures(amount)}


def _by_currency(amounts: Json | None) -> Bag:
    return Bag.of(money(amount, code) for code, amount in (amounts or {}).items())


FAMILIES: dict[str, Callable[[Json], object]] = {
    "availability": each(coded(when_available)),
    "reserve": each(coded(hold_reserve)),
    "payout_plan": each(coded(plan_batch)),
}
