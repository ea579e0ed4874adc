"""What is said about stock targets, in English."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_MODELS = {
    "exact": "counted unit by unit",
    "normal": "along a normal curve",
    "gamma": "along a gamma curve",
    "normal_mixture": "along a normal curve for each lead time",
}

ENGLISH = Messages.english(
    {
        **{
            f"target.order_up_to.{model}": (
                "At every review order up to {level_units}: {mean_units} are wanted on average until what is "
                "ordered at the next review arrives, and {safety_stock_units} are held against bad luck "
                f"({words}, standard deviation {{sd_units}}; days between reviews: {{review_days}})."
            )
            for model, words in _MODELS.items()
        },
        "target.order_up_to_below_mean": (
            "At every review order up to {level_units}. That lies below the {mean_units} wanted on average "
            "until what is ordered at the next review arrives: the target is met without any safety stock "
            "(safety stock {safety_stock_units}; days between reviews: {review_days})."
        ),
        "target.goal.cycle_service": "Goal: demand is met in full in {goal_pct} % of order cycles.",
        "target.goal.fill_rate": "Goal: {goal_pct} % of the units wanted come from the shelf.",
        "target.goal.days_of_cover": (
            "Goal: stock for a number of days on top of the lead time ({days}), whatever service that gives."
        ),
        "target.goal.stockout_cost": "Goal: least cost. A unit short costs {cost}, but none is wanted.",
        "target.goal.stockout_cost.unit": (
            "Goal: least cost. A unit short costs {cost}, a unit on the shelf {holding_cost_per_year} "
            "a year: it pays to meet demand in full in {goal_pct} % of order cycles."
        ),
        "target.goal.stockout_cost.unit_day": (
            "Goal: least cost. A unit short costs {cost} a day, a unit on the shelf {holding_cost_per_year} "
            "a year: it pays to serve {goal_pct} % of the units wanted from the shelf."
        ),
        "target.attained": "That level meets demand in full in {cycle_service_pct} % of order cycles.",
        "target.attained_fill": (
            "That level meets demand in full in {cycle_service_pct} % of order cycles and serves "
            "{fill_rate_pct} % of units from the shelf."
        ),
        "target.attained_late": (
            "That level serves {fill_rate_pct} % of units from the shelf. Where it is passed right after a "
            "look, demand is met in full in {cycle_service_pct} % of order cycles, else in more."
        ),
        "prebuild.order": (
            "Order {quantity_units} units by {order_by}, before the closure from {closed_from} to "
            "{closed_until}. They arrive by {p50} in one case of two, by {p90} in nine of ten; an order of "
            "{last_order_before}, the last day to escape the closure, does so in {escapes_pct} % of cases."
        ),
        "prebuild.nothing": (
            "Nothing to order before the closure from {closed_from} to {closed_until}: the {position_units} "
            "units in stock and on the way last until the first order after it arrives."
        ),
        "prebuild.cover": (
            "The first order after the closure, of {next_order_on}, arrives by {p50} in one case of two, by "
            "{p90} in nine of ten. Until then {mean_units} units are wanted on average; {level_units} meet "
            "the goal, {safety_stock_units} of them safety stock. In stock and on the way until then: "
            "{position_units}."
        ),
        "prebuild.lasts": "Stock lasts until the order arrives in {service_pct} % of cases.",
        "prebuild.lasts_not": (
            "Stock lasts until the order arrives in {service_pct} % of cases only, {goal_pct} % are wanted: "
            "bridge the gap by a faster way."
        ),
        "target.cheaper_to_run_out": (
            "{where}: a unit short costs {cost}, less than holding one through a whole cycle of "
            "{cycle_units} units; buy less at a time, or name another target"
        ),
        "target.holding_is_free": (
            "{where}: a unit on the shelf costs nothing, so no stock would be too much; name the carrying "
            "rate"
        ),
    }
)
