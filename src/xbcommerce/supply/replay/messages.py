"""What is said about a replay, in English; a text about buckets exists for weeks, days and others."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages
from xbcommerce.supply.demand.weekly_buckets import WEEK_DAYS

_PERIODS = {1: "days", WEEK_DAYS: "weeks"}

_BY_PERIOD = {
    "replay.service": (
        "Of {demand_units} units wanted from {first} on, {served_units} were there at once ({fill_pct} %); "
        "something was missing in {short_buckets} of {open_buckets} PERIODS."
    ),
    "replay.no_demand": "Nothing was wanted from {first} on (PERIODS: {open_buckets}).",
    "replay.stock": (
        "At the end of the PERIODS {mean_units} units lay in stock on average; orders: {orders}, together "
        "{ordered_units} units, of which {on_order_units} are still on their way."
    ),
    "replay.closed": "The shop was closed, so nothing was wanted (PERIODS: {closed_buckets}).",
    "replay.censored": (
        "In truth the shelf was empty at times (PERIODS: {censored_buckets}): more may have been wanted than "
        "is recorded, and the service would have been lower."
    ),
}

_OTHERS = {
    "replay.lost": "{lost_units} units were not sold, as their buyers did not wait.",
    "replay.owed": "{owed_units} units are still owed to buyers at the end.",
    "replay.cost": "It cost {total}: {holding} for stock, {ordering} for orders, {shortage} for shortage.",
    "comparison.best": "{setting} costs least, {total}, of all that serve at least {fill_pct} % at once.",
    "comparison.least_stock": (
        "{setting} needs the least stock, {mean_units} units on average, of all that serve at least "
        "{fill_pct} % at once."
    ),
    "comparison.none": "No setting serves {fill_pct} % at once; {setting} comes closest.",
    "comparison.setting": (
        "{setting}: {served_pct} % served at once, {mean_units} units in stock on average, orders: {orders}"
    ),
    "comparison.setting_cost": (
        "{setting}: {served_pct} % served at once, {mean_units} units in stock on average, orders: {orders}, "
        "cost {total}"
    ),
    "projection.expected.lasts": "With what is ordered, stock is expected to last beyond {day}.",
    "projection.expected.empty": "With what is ordered, the shelf is expected to be empty on {day}.",
    "projection.bad_case.lasts": "In a bad case it lasts beyond {day} too.",
    "projection.bad_case.empty": "In a bad case it is empty on {day}.",
    "projection.without_order.lasts": "Without an order stock lasts beyond {day}.",
    "projection.without_order.empty": "Without an order the shelf is empty on {day}.",
    "projection.title": "Expected stock of {item}, in units",
    "projection.line.expected": "with what is ordered",
    "projection.line.bad_case": "the same in a bad case",
    "projection.line.without_order": "without an order",
    "projection.line.reorder_point": "reorder point",
    "projection.line.closed": "closed",
    "curve.title": "What service costs: {item}",
    "curve.fill_rate": "units served at once, in %",
    "curve.stock": "units in stock on average",
    "curve.cost": "cost of stock and orders",
    "curve.cost_in": "cost of stock and orders, in {currency}",
    "comparison.nothing_wanted": "{setting}: nothing was wanted, {mean_units} units in stock on average",
}


def period_of(bucket_days: int) -> str:
    """Return the word for a bucket: days, weeks, or plainly periods."""
    return _PERIODS.get(bucket_days, "periods")


ENGLISH = Messages.english(
    _OTHERS
    | {
        f"{code}.{period}": template.replace("PERIODS", period)
        for code, template in _BY_PERIOD.items()
        for period in (*_PERIODS.values(), "periods")
    }
)
