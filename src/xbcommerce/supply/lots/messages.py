"""What is said about lots, cartons and containers, in English."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

ENGLISH = Messages.english(
    {
        "lot.need_over_maximum": (
            "{where}: {need_units} units are needed, but at most {maximum} can be ordered; split the need"
        ),
        "lot.over_limit": (
            "{where}: the smallest order is {quantity_units} units, at most {units_max} are allowed"
        ),
        "container.needed.volume": (
            "{number} x {name}, bound by volume: {volume_pct} % of the volume and {weight_pct} % of the "
            "weight are used"
        ),
        "container.needed.weight": (
            "{number} x {name}, bound by weight: {volume_pct} % of the volume and {weight_pct} % of the "
            "weight are used"
        ),
        "container.mix": "{mix} cost {cost}",
        "runout.given": "{sku}: {packs} packs more, {units} units in all, lasting until day {cover_days}",
        "runout.reached": "The order is worth {value}, at least {minimum} is asked for",
        "runout.short_of": "The order is worth {value}; no further pack fits, and {minimum} is asked for",
        "runout.full": "No further pack fits: {volume_m3} m³ and {weight_kg} kg are loaded, worth {value}",
    }
)
