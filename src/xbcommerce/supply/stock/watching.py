"""What is wrong with stock: a list of findings, each with its figures and how bad it is.

A check is a function of what is known of an item; a host shortens or extends the list. What is not known is
not judged: without a demand nothing is slow, without a reorder point nothing is low.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.supply.stock import StockLayer, StockView, WatchRules, watch_stock
    >>> milk = StockView("milk", 40, reorder_point=60, mean_per_day="8", layers=[
    ...     StockLayer(40, Money("20.00", "EUR"), received_on=date(2026, 3, 1), expires_on=date(2026, 3, 9))])
    >>> for finding in watch_stock([milk], WatchRules(expiry_days=14), on=date(2026, 3, 6)):
    ...     print(finding.severity.name, "|", finding)
    WARNING | milk: with what is on order, 40 units are at or below the reorder point of 60
    WARNING | milk: 40 units expire within 14 days, from Mar 9, 2026 on; 8 of them will not be sold in time
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from xbcommerce.kernel.dated.validity import calendar_day
from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.money import code_of, total
from xbcommerce.kernel.unmet import Param

from .cover import excess_units
from .findings import Severity, StockFinding, StockView, WatchRules
from .stock_layer import StockLayer

StockCheck = Callable[[StockView, WatchRules, date], Iterable[StockFinding]]
"""Looks at one item on a day."""


def negative(view: StockView, _rules: WatchRules, _on: date) -> Iterator[StockFinding]:
    """Find places with fewer units than none: something was not recorded, or not counted."""
    for place, units in view.below_zero.items():
        figures: dict[str, Param] = {"place": place, "units": units}
        yield StockFinding("stock.negative", view.sku, Severity.ALARM, figures)


def low(view: StockView, _rules: WatchRules, _on: date) -> Iterator[StockFinding]:
    """Find stock at or below its reorder point, or none at all."""
    point = view.reorder_point
    position = view.units if view.position is None else view.position
    if point is None or position > point:
        return
    figures: dict[str, Param] = {"units": view.units, "position": position, "point": decimal_of(point)}
    out = view.units <= 0
    yield StockFinding(
        "stock.out" if out else "stock.low", view.sku, Severity.ALARM if out else Severity.WARNING, figures
    )


def over(view: StockView, rules: WatchRules, on: date) -> Iterator[StockFinding]:
    """Find units beyond what the target cover needs."""
    mean, days = view.mean_per_day, rules.target_cover_days
    if mean is None or days is None or _is_dead(view, rules, on):
        return
    excess = excess_units(view.units, mean, target_cover_days=days)
    if excess:
        figures: dict[str, Param] = {"units": view.units, "excess": excess, "days": days}
        yield StockFinding("stock.over", view.sku, Severity.NOTICE, figures)


def slow(view: StockView, rules: WatchRules, on: date) -> Iterator[StockFinding]:
    """Find stock that lasts too long at the rate at which it sells."""
    mean, days = view.mean_per_day, rules.slow_cover_days
    if not mean or days is None or view.units <= days * mean or _is_dead(view, rules, on):
        return
    lasts = decimal_of(view.units / mean, 1)
    figures: dict[str, Param] = {"units": view.units, "cover_days": lasts, "days": days}
    yield StockFinding("stock.slow", view.sku, Severity.NOTICE, figures)


def dead(view: StockView, rules: WatchRules, on: date) -> Iterator[StockFinding]:
    """Find old stock of which nothing goes out."""
    if rules.dead_days is not None and _is_dead(view, rules, on):
        old = [layer for layer in view.sound_layers if _age(layer, on) >= rules.dead_days]
        figures: dict[str, Param] = {**_worth(old), "days": rules.dead_days}
        yield StockFinding("stock.dead", view.sku, Severity.WARNING, figures)


def expired(view: StockView, _rules: WatchRules, on: date) -> Iterator[StockFinding]:
    """Find units that may no longer be sold."""
    gone = [layer for layer in view.sound_layers if layer.expires_on is not None and layer.expires_on < on]
    if gone:
        yield StockFinding("stock.expired", view.sku, Severity.ALARM, _worth(gone))


def expiring(view: StockView, rules: WatchRules, on: date) -> Iterator[StockFinding]:
    """Find units that expire soon; where the demand is known, how many of them will not be sold in time."""
    if rules.expiry_days is None:
        return
    until = on + timedelta(days=rules.expiry_days)
    ahead = sorted(
        (layer.expires_on, layer.quantity)
        for layer in view.sound_layers
        if layer.expires_on is not None and on <= layer.expires_on <= until
    )
    if not ahead:
        return
    figures: dict[str, Param] = {
        "units": sum(units for _, units in ahead), "days": rules.expiry_days, "first_on": ahead[0][0]
    }  # fmt: skip
    if view.mean_per_day is None:
        yield StockFinding("stock.expiring", view.sku, Severity.WARNING, figures)
        return
    unsold = _unsold(ahead, view.mean_per_day, on)
    severity = Severity.WARNING if unsold else Severity.NOTICE
    yield StockFinding("stock.expiring_unsold", view.sku, severity, {**figures, "unsold": unsold})


DEFAULT_CHECKS: tuple[StockCheck, ...] = (negative, expired, low, expiring, dead, slow, over)
"""All of them."""


def watch_stock(
    views: Iterable[StockView],
    rules: WatchRules,
    *,
    on: date,
    checks: Sequence[StockCheck] = DEFAULT_CHECKS,
) -> tuple[StockFinding, ...]:
    """List what is wrong, the worst first, then by item, then in the order of the checks.

    Args:
        views: The items to look at.
        rules: What counts as wrong.
        on: Today.
        checks: What to look for.
    """
    calendar_day(on, "on")
    found = [
        (-finding.severity, finding.sku, place, finding)
        for view in views
        for place, check in enumerate(checks)
        for finding in check(view, rules, on)
    ]
    return tuple(finding for *_, finding in sorted(found, key=lambda one: one[:3]))


def _age(layer: StockLayer, on: date) -> int:
    return 0 if layer.received_on is None else (on - layer.received_on).days


def _is_dead(view: StockView, rules: WatchRules, on: date) -> bool:
    if rules.dead_days is None:
        return False
    last = view.last_issued_on
    quiet = last is None or (on - last).days >= rules.dead_days
    return quiet and any(_age(layer, on) >= rules.dead_days for layer in view.sound_layers)


def _worth(layers: Sequence[StockLayer]) -> dict[str, Param]:
    value = total((layer.value for layer in layers), code_of(layers[0].value))
    return {"units": sum(layer.quantity for layer in layers), "value": value}


def _unsold(ahead: Sequence[tuple[date, int]], mean_per_day: Fraction, on: date) -> int:
    """Sell what expires first, each unit until its last day; count what is left over, in whole units."""
    sold, left = Fraction(0), Fraction(0)
    for expires_on, units in ahead:
        sellable = mean_per_day * ((expires_on - on).days + 1) - sold
        sells = min(Fraction(units), max(Fraction(0), sellable))
        sold, left = sold + sells, left + units - sells
    return left.__ceil__()
