"""English texts of the supply room."""

from xbcommerce.kernel.messages import Messages

ENGLISH = Messages.english(
    {
        "selection.chosen": (
            "{method} has the smallest error over {horizon_buckets} buckets ahead: {rmse_units} units "
            "(root mean square of {trials} trials over {items} items)"
        ),
        "selection.candidate": (
            "{method} misses by {rmse_units} units, in total {bias_units} units against demand"
        ),
        "selection.nothing_to_try": (
            "no history of the {items} items is long enough to try a method; {method} is taken as the first"
        ),
        "reorder.point": (
            "Order when the stock position is {level_units} or less: {mean_units} are wanted on average "
            "during the lead time, and {safety_stock_units} are held against bad luck ({model}, spread "
            "{sd_units})."
        ),
        "quantity.nothing": "0: nothing is needed ({need_units})",
        "quantity.minimum": (
            "{quantity_units}: the need of {need_units} is raised to the minimum order of {moq} and to whole "
            "packs of {multiple}"
        ),
        "quantity.packs": "{quantity_units}: the need of {need_units} in whole packs of {multiple}",
        "quantity.as_needed": "{quantity_units}: the need of {need_units} fits the packs of {multiple}",
        "quantity.short": (
            "{quantity_units}: of the need of {need_units} a rest of {uncovered_units} stays uncovered, as "
            "the supplier's terms allow no closer order"
        ),
        "quantity.economic": ("{quantity_units} instead of {base_units}: the larger order costs less a year"),
        "lot.no_multiple": (
            "{where}: no whole number of packs of {multiple} lies between the minimum order of {moq} and the "
            "maximum of {maximum}; ask for other packs or another limit"
        ),
        "offer.no_rate": (
            "{where}: no exchange rate from {base} to {quote} is known on {on}; add one to compare the offer"
        ),
        "offer.unknown_currency": (
            "{where}: the exchange rates do not know {base} or {quote}; add them to compare the offer"
        ),
        "offer.stale_rate": (
            "{where}: the newest exchange rate from {base} to {quote} is more than {days_max} days older "
            "than {on}; renew it to compare the offer"
        ),
        "offer.no_price": (
            "{where}: there is no price for {quantity_units} units; prices start at {first_units}"
        ),
        "offer.moq_exceeds_cover": (
            "{where}: the smallest order of {quantity_units} units lasts {cover_days} days, more than the "
            "{days_max} allowed"
        ),
        "recommend.order": (
            "Order {quantity_units} units from {offer} (by {mode}) at {unit_price} each, {price} in all, "
            "{landed_cost} on the shelf. Order by {order_by} at the latest."
        ),
        "recommend.order_late": (
            "Order {quantity_units} units from {offer} (by {mode}) at {unit_price} each, {price} in all, "
            "{landed_cost} on the shelf. Order today, it is late already: stock lasts until it arrives in "
            "{service_pct} % of cases, {target_pct} % are wanted."
        ),
        "recommend.wait": (
            "Nothing to order yet. {offer} (by {mode}) can be ordered until {order_by}; look again on "
            "{review_on}."
        ),
        "recommend.no_demand": (
            "Nothing to order: stock outlasts every lead time ahead. Look again on {review_on}."
        ),
        "recommend.no_offer": "No offer can be taken: all {offers} are rejected. Look again on {review_on}.",
        "recommend.demand": (
            "{mean_per_day} units sell on an open day (spread {sd_per_day}), by {method} over {sample_size} "
            "buckets."
        ),
        "recommend.position": (
            "In stock {on_hand_units}, arriving {arriving_units}, reserved {reserved_units}, owed to buyers "
            "{backorder_units}."
        ),
        "recommend.offer": "About {offer} (by {mode}):",
        "recommend.cover": (
            "Until an order of the next review could be on the shelf {mean_units} units are wanted on "
            "average; {level_units} meet the target, {safety_stock_units} of them safety stock ({model})."
        ),
        "recommend.need": "{position_units} units count as cover until then, {need_units} are missing.",
        "recommend.enough": "{position_units} units count as cover until then; that is enough.",
        "recommend.landed": (
            "A unit costs {landed} on the shelf: price {price}, freight {freight}, duty {duty}."
        ),
        "recommend.rate": "Exchange rate: {rate}.",
        "recommend.arrival": (
            "Ordered today it arrives by {p10} in one case of ten, by {p50} in five, by {p90} in nine."
        ),
        "recommend.other": (
            "Also possible: {quantity_units} units from {offer} (by {mode}), {landed} a unit on the shelf, "
            "{annual_cost} a year, there by {p90} in nine cases of ten."
        ),
        "recommend.other_late": (
            "Also possible, but late: {quantity_units} units from {offer} (by {mode}), {landed} a unit on "
            "the shelf, {annual_cost} a year; stock lasts until it arrives in {service_pct} % of cases."
        ),
    }
)
