"""English texts of the supply room.

Where languages differ in words that a figure cannot carry, a code has variants: by mode of travel
(``recommend.order.sea``), by period (``forecast.weeks``), by model (``reorder.point.exact``), by method.
"""

from collections.abc import Iterator

from xbcommerce.kernel.messages import Messages

_PERIODS = ("weeks", "days", "periods")
MODES = ("sea", "air", "rail", "road")
"""Modes of travel that every language has a word for; others are shown as given."""
_MODELS = {
    "exact": "counted unit by unit",
    "normal": "along a normal curve",
    "gamma": "along a gamma curve",
    "normal_mixture": "along a normal curve for each lead time",
}
_YEARLY = "{landed} a unit on the shelf, {annual_cost} a year in goods, orders and stock"

_METHODS = {
    "method.zero": "no sales at all ({method})",
    "method.naive": "as much as last time ({method})",
    "method.mean": "average of the whole history ({method})",
    "method.ma": "average of the last {length} PERIODS ({method})",
    "method.ses": "smoothed average in which the newest sales count {newest_pct} % ({method})",
    "method.croston": (
        "Croston's method for rare sales: their size and their interval smoothed apart, the newest counting "
        "{size_pct} % and {timing_pct} % ({method})"
    ),
    "method.sba": (
        "Croston's method for rare sales as Syntetos and Boylan corrected it, the newest size and interval "
        "counting {size_pct} % and {timing_pct} % ({method})"
    ),
    "method.sbj": (
        "Croston's method for rare sales as Shale, Boylan and Johnston corrected it, the newest size and "
        "interval counting {size_pct} % and {timing_pct} % ({method})"
    ),
    "method.tsb": (
        "size of a sale times chance of one, after Teunter, Syntetos and Babai, the newest counting "
        "{size_pct} % and {timing_pct} % ({method})"
    ),
    "method.decay": (
        "Croston's method for rare sales, fading while nothing sells, the newest size and interval counting "
        "{size_pct} % and {timing_pct} % ({method})"
    ),
    "method.adida": "smoothed average over spans long enough to hold a sale ({method})",
    "method.drift": "on from the last sales by the mean step since the first ({method})",
    "method.holt": (
        "level and trend, in which the newest sales count {newest_pct} % and {trend_pct} % ({method})"
    ),
    "method.damped": (
        "level and trend, in which the newest sales count {newest_pct} % and {trend_pct} %; of the trend "
        "{kept_pct} % is left from time to time ({method})"
    ),
    "method.snaive": "as much as a season ago (PERIODS: {length}) ({method})",
    "method.hwa": (
        "level, trend and an added season (PERIODS: {length}), in which the newest sales count {newest_pct} "
        "%, {trend_pct} % and {season_pct} %; of the trend {kept_pct} % is left from time to time ({method})"
    ),
    "method.hwm": (
        "level, trend and a multiplied season (PERIODS: {length}), in which the newest sales count "
        "{newest_pct} %, {trend_pct} % and {season_pct} %; of the trend {kept_pct} % is left from time to "
        "time ({method})"
    ),
    "method.blend": "the mean of several methods ({method})",
    "method.other": "{method}",
}

_FORECASTS = {
    "forecast.given": (
        "{mean_per_day} units sell a day on average (standard deviation {sd_per_day}), as given."
    ),
    "forecast": (
        "{mean_per_day} units sell a day on average (standard deviation {sd_per_day}, PERIODS of history: "
        "{length}), learnt by this method:"
    ),
    "forecast.path": "In the periods ahead, one by one: {units} units.",
    "selection.chosen": (
        "The smallest error over the lead time (PERIODS: {length}), {rmse_units} units as root mean square "
        "(trials: {trials}, items: {items}, sum of forecasts less demand: {bias_units}), has this method:"
    ),
    "selection.candidate": (
        "An error of {rmse_units} units (sum of forecasts less demand: {bias_units}) has this method:"
    ),
    "selection.group": (
        "For {group} (items: {items}) an error of {rmse_units} units (trials: {trials}) has this method:"
    ),
    "selection.group_too_small": (
        "For {group} (items: {items}) there are too few trials to choose (trials: {trials}); the method for "
        "all is taken, with an error of {rmse_units} units:"
    ),
    "selection.nothing_to_try": (
        "No history is long enough to try methods on (items: {items}); the first one is taken:"
    ),
}

_REORDER = {
    "reorder.point": (
        "Order when the stock position is {level_units} or less: {mean_units} are wanted on average during "
        "the lead time, and {safety_stock_units} are held against bad luck (MODEL, standard "
        "deviation {sd_units})."
    ),
    "reorder.point_below_mean": (
        "Order when the stock position is {level_units} or less. That lies below the {mean_units} wanted on "
        "average during the lead time, because in most lead times fewer are wanted: the target is met "
        "without any safety stock (safety stock {safety_stock_units})."
    ),
}

_QUANTITY = {
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
    "quantity.economic": "{quantity_units} instead of {base_units}: the larger order costs less a year",
    "lot.no_multiple": (
        "{where}: no whole number of packs of {multiple} lies between the minimum order of {moq} and the "
        "maximum of {maximum}; ask for other packs or another limit"
    ),
}

_OFFERS = {
    "offer.no_rate": (
        "{where}: no exchange rate from {base} to {quote} is known on {on}; add one to compare the offer"
    ),
    "offer.unknown_currency": (
        "{where}: the exchange rates do not know {base} or {quote}; add them to compare the offer"
    ),
    "offer.stale_rate": (
        "{where}: the newest exchange rate from {base} to {quote} is older than allowed on {on} (days: "
        "{days_max}); renew it to compare the offer"
    ),
    "offer.no_price": "{where}: there is no price for {quantity_units} units; prices start at {first_units}",
    "offer.moq_exceeds_cover": (
        "{where}: the smallest order of {quantity_units} units lasts longer than allowed (days: "
        "{cover_days}, at most {days_max})"
    ),
}

_BY_MODE = {
    "recommend.order": (
        "Order {quantity_units} units from {offer} (by {mode}) at {unit_price} each, {price} in all, "
        "{landed_cost} on the shelf. Order by {order_by} at the latest."
    ),
    "recommend.order_late": (
        "Order {quantity_units} units from {offer} (by {mode}) at {unit_price} each, {price} in all, "
        "{landed_cost} on the shelf. Order today, it is late already: stock lasts until it arrives in "
        "{service_pct} % of cases, {target_pct} % are wanted."
    ),
    "recommend.bridge_later": (
        "Until then {offer} (by {mode}) can bridge the gap: order it by {order_by}; look again on "
        "{review_on}."
    ),
    "recommend.bridge_again": (
        "Until then {offer} (by {mode}) can bridge the gap again: look again on {review_on}."
    ),
    "recommend.wait": (
        "Nothing to order yet. {offer} (by {mode}) can be ordered until {order_by}; look again on "
        "{review_on}."
    ),
    "recommend.offer": "About {offer} (by {mode}):",
    "recommend.other": (
        "Also possible: {quantity_units} units from {offer} (by {mode}), there by {p90} in nine cases of "
        f"ten: {_YEARLY}."
    ),
    "recommend.other_late": (
        "Also possible, but late: {quantity_units} units from {offer} (by {mode}); stock lasts until it "
        f"arrives in {{service_pct}} % of cases: {_YEARLY}."
    ),
}

_RECOMMEND = {
    "recommend.no_demand": (
        "Nothing to order: stock outlasts every lead time ahead. Look again on {review_on}."
    ),
    "recommend.no_offer": (
        "No offer can be taken, all are rejected (offers: {offers}). Look again on {review_on}."
    ),
    "recommend.position": (
        "In stock {on_hand_units}, arriving {arriving_units}, reserved {reserved_units}, owed to buyers "
        "{backorder_units}."
    ),
    "recommend.undated": (
        "Units on order without a due day: {on_order_units}. They are counted as if they arrived in time, so "
        "a gap before they do is not seen; give the day they are due."
    ),
    "recommend.cover": (
        "Until an order of the next review could be on the shelf {mean_units} units are wanted on "
        "average; {level_units} meet the target, {safety_stock_units} of them safety stock (MODEL)."
    ),
    "recommend.cover_below_mean": (
        "Until an order of the next review could be on the shelf {mean_units} units are wanted on average, "
        "mostly fewer: {level_units} meet the target, without safety stock ({safety_stock_units})."
    ),
    "recommend.need": "{position_units} units count as cover until then, {need_units} are missing.",
    "recommend.enough": "{position_units} units count as cover until then; that is enough.",
    "recommend.landed": "A unit costs {landed} on the shelf: price {price}, freight {freight}, duty {duty}.",
    "recommend.annual": f"In this quantity: {_YEARLY}.",
    "recommend.rate": "Exchange rate: 1 {base} = {rate} {quote} on {on} ({source}).",
    "recommend.arrival": (
        "Ordered today it arrives by {p10} in one case of ten, by {p50} in five, by {p90} in nine."
    ),
}


def _variants(templates: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield one text a period or model where a template leaves room for it."""
    for code, template in templates.items():
        if "PERIODS" in template:
            for period in _PERIODS:
                yield f"{code}.{period}", template.replace("PERIODS", period)
        elif "MODEL" in template:
            for model, words in _MODELS.items():
                yield f"{code}.{model}", template.replace("MODEL", words)
        else:
            yield code, template


def _modes(templates: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield a text for each known mode, and one that shows any other as given."""
    for code, template in templates.items():
        yield code, template
        for mode in MODES:
            yield f"{code}.{mode}", template.replace("{mode}", mode)


ENGLISH = Messages.english(
    dict([*_variants(_METHODS | _FORECASTS | _REORDER | _QUANTITY | _OFFERS | _RECOMMEND), *_modes(_BY_MODE)])
)
