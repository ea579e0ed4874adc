"""Which text says a figure best: a method in words, buckets as weeks or days, a mode of travel by its name.

A text exists per method, period and known mode, because languages do not share word order or units; what
is unknown (a host's own method, a mode such as "barge") is shown as it was given.

Example:
    >>> from xbcommerce.supply import ENGLISH
    >>> from xbcommerce.supply.wording import in_periods, method_note
    >>> ENGLISH.render(method_note("ma:8", bucket_days=7)), in_periods(6, 14), in_periods(6, 30)
    ('average of the last 8 weeks (ma:8)', ('weeks', 12), ('days', 180))
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.supply.demand.weekly_buckets import WEEK_DAYS
from xbcommerce.supply.forecasts.intermittent import Croston, DecayingSba, Tsb
from xbcommerce.supply.forecasts.methods import Method, parse_method
from xbcommerce.supply.forecasts.season import HoltWinters, SeasonalNaive
from xbcommerce.supply.forecasts.smoothing import MovingAverage, Ses
from xbcommerce.supply.forecasts.trend import Holt
from xbcommerce.supply.messages import MODES


def by_mode(code: str, mode: str) -> str:
    """Return the code of the text that names a mode of travel, or the one that shows it as given."""
    return f"{code}.{mode}" if mode in MODES else code


def in_periods(buckets: int, bucket_days: int | None) -> tuple[str, int]:
    """Return buckets as the periods a reader counts in: weeks, else days; plain periods if unknown.

    Args:
        buckets: How many.
        bucket_days: Days in one; None if nobody said.
    """
    if bucket_days is None:
        return "periods", buckets
    days = buckets * bucket_days
    return ("days", days) if bucket_days % WEEK_DAYS else ("weeks", days // WEEK_DAYS)


def percent(share: Fraction | Decimal | float) -> Decimal:
    """Return a share in percent with one decimal, rounded down: 94.97 % must not read as the 95 % wanted."""
    return Decimal(math.floor(Fraction(share) * 1_000)).scaleb(-1)


def method_note(name: str, bucket_days: int | None) -> Note:
    """Say a method in words, with its name.

    Args:
        name: As `parse_method` reads it, or a host's own.
        bucket_days: Days in a bucket of the history, None if unknown.
    """
    try:
        method = parse_method(name)
    except XbcommerceError:
        return Note("method.other", {"method": name})
    word = name.partition(":")[0].partition("(")[0]
    figures: dict[str, Param] = {"method": name, **_constants(method)}
    buckets = _buckets(method)
    if buckets is None:
        return Note(f"method.{word}", figures)
    period, length = in_periods(buckets, bucket_days)
    return Note(f"method.{word}.{period}", {**figures, "length": length})


def _buckets(method: Method) -> int | None:
    """Return the buckets a method spans, if it spans some."""
    match method:
        case MovingAverage(buckets) | SeasonalNaive(buckets) | HoltWinters(buckets):
            return buckets
        case _:
            return None


def _constants(method: Method) -> dict[str, Param]:
    """Return how much the newest sales count, and what is left of a trend, in percent."""
    match method:
        case Ses(alpha):
            return {"newest_pct": _weight(alpha)}
        case Holt(alpha, beta, phi):
            return {"newest_pct": _weight(alpha), "trend_pct": _weight(beta), "kept_pct": _weight(phi)}
        case HoltWinters(_, alpha, beta, gamma, phi):
            return {**_constants(Holt(alpha, beta, phi)), "season_pct": _weight(gamma)}
        case Croston(size, timing) | Tsb(size, timing) | DecayingSba(size, timing):
            return {"size_pct": _weight(size), "timing_pct": _weight(timing)}
        case _:
            return {}


def _weight(alpha: Fraction) -> Decimal:
    return decimal_of(alpha * 100, 1)
