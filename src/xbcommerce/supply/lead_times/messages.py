"""What is said about lead times and the demand they meet, in English."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_CHOSEN = {
    "normal": "along a normal curve",
    "gamma": "along a gamma curve",
    "normal_mixture": "along a normal curve for each lead time",
    "exact": "unit by unit, as every curve misses",
}
_MISSED = {
    "normal": "A normal curve",
    "gamma": "A gamma curve",
    "normal_mixture": "A normal curve for each lead time",
}

ENGLISH = Messages.english(
    {
        **{
            f"model.chosen.{model}": f"Demand over the lead time is taken {words}."
            for model, words in _CHOSEN.items()
        },
        **{
            f"model.missed.{model}": f"{words} would deliver {{attained_pct}} % instead of {{target_pct}} %."
            for model, words in _MISSED.items()
        },
        "arrival.dates": (
            "Ordered on {on} it arrives by {p10} in one case of ten, by {p50} in five, by {p90} in nine."
        ),
        "closure.window": (
            "An order of {last}, the last day to escape the closure from {closed_from} to {closed_until}, "
            "does so in {escapes_pct} % of cases; orders after it wait until those of {next} escape again."
        ),
        "closure.too_late": (
            "{where}: an order of {on} waits for the closure from {closed_from} to {closed_until}; it "
            "arrives by {p50} in one case of two, by {p90} in nine of ten. Take a faster way, or buy what "
            "is in stock"
        ),
        "closure.delays_nothing": (
            "{where}: from {on} on no order waits for the closure, which ends on {closed_until}; nothing "
            "need be ordered ahead of it"
        ),
    }
)
