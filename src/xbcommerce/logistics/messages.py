"""What the logistics room says, in English; other languages are packaged with `xbcommerce.reference`."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

ENGLISH = Messages.english(
    {
        "channel.not_valid": "{where}: the card holds for {validity}, not for {on}",
        "chargeable.ambiguous": "{where}: two rules for chargeable weight hold on {on}",
        "chargeable.no_rule": "{where}: no rule for chargeable weight on {on}",
        "choice.behind": (
            "behind it: {channel}, {score} points, {total}, half arrive within {p50_days} days, nine "
            "in ten within {p90_days}"
        ),
        "choice.chosen": (
            "chosen: {channel}, {score} of 100 points, {total}, half arrive within {p50_days} days, "
            "nine in ten within {p90_days}"
        ),
        "choice.clamped": (
            "{channel}: {criterion} is {figure}, beyond what the policy weighs; it counts as {nearest}"
        ),
        "choice.clamped.cost": (
            "{channel}: costs {total}, beyond what the policy weighs; it counts as {nearest}"
        ),
        "choice.clamped.loss_rate": (
            "{channel}: {share} % get lost, beyond what the policy weighs; it counts as {nearest}"
        ),
        "choice.clamped.on_time": (
            "{channel}: {share} % arrive on time, beyond what the policy weighs; it counts as {nearest}"
        ),
        "choice.clamped.p50_days": (
            "{channel}: half arrive within {figure} days, beyond what the policy weighs; it counts "
            "as {nearest}"
        ),
        "choice.clamped.p90_days": (
            "{channel}: nine in ten arrive within {figure} days, beyond what the policy weighs; it "
            "counts as {nearest}"
        ),
        "choice.criterion": (
            "  {criterion} is {figure}: {points} points at a weight of {weight} %; the same choice "
            "at any weight from {low} to {high} %"
        ),
        "choice.criterion.cost": (
            "  costs {total}: {points} points at a weight of {weight} %; the same choice at any "
            "weight from {low} to {high} %"
        ),
        "choice.criterion.loss_rate": (
            "  {share} % get lost: {points} points at a weight of {weight} %; the same choice at any "
            "weight from {low} to {high} %"
        ),
        "choice.criterion.on_time": (
            "  {share} % arrive on time: {points} points at a weight of {weight} %; the same choice "
            "at any weight from {low} to {high} %"
        ),
        "choice.criterion.p50_days": (
            "  half arrive within {figure} days: {points} points at a weight of {weight} %; the same "
            "choice at any weight from {low} to {high} %"
        ),
        "choice.criterion.p90_days": (
            "  nine in ten arrive within {figure} days: {points} points at a weight of {weight} %; "
            "the same choice at any weight from {low} to {high} %"
        ),
        "choice.figure_unknown": "{where}: no figure for {criterion}, which is weighed",
        "choice.lacks_feature": "{where}: does not offer {feature}, which is required",
        "choice.lacks_feature.duties_prepaid": "{where}: does not offer prepaid duties, which is required",
        "choice.lacks_feature.insured": "{where}: does not offer insurance, which is required",
        "choice.lacks_feature.signature": (
            "{where}: does not offer delivery against signature, which is required"
        ),
        "choice.lacks_feature.tracked": "{where}: does not offer tracking, which is required",
        "choice.no_channels": "there is no channel to choose from",
        "choice.other_currency": "{where}: costs {total}, but channels are compared in {currency}",
        "choice.too_dear": "{where}: costs {total}, at most {total_max} are allowed",
        "choice.too_slow": (
            "{where}: nine in ten arrive within {p90_days} days, at most {p90_days_max} are allowed"
        ),
        "destination.ambiguous": "{where}: {country} {postcode} lies in several zones of the card: {zones}",
        "destination.not_served": "{where}: does not go to {country} {postcode}",
        "destination.phone_missing": "{where}: needs the buyer's telephone number",
        "destination.po_box": "{where}: does not deliver to post office boxes",
        "fuel.ended": "{where}: the fuel table ends before {end}, no rate for {on}",
        "fuel.no_rate": "{where}: the fuel table begins on {first}, no rate for {on}",
        "goods.denied": "{where}: does not take goods of class {goods} to {country}",
        "goods.denied.battery_in_device": "{where}: does not take batteries built into a device to {country}",
        "goods.denied.battery_loose": "{where}: does not take loose batteries to {country}",
        "goods.denied.battery_with_device": (
            "{where}: does not take batteries packed with a device to {country}"
        ),
        "goods.denied.cosmetics": "{where}: does not take cosmetics to {country}",
        "goods.denied.food": "{where}: does not take food to {country}",
        "goods.denied.general": "{where}: does not take plain goods to {country}",
        "goods.denied.liquid": "{where}: does not take liquids to {country}",
        "goods.denied.magnet": "{where}: does not take magnets to {country}",
        "goods.denied.powder": "{where}: does not take powders to {country}",
        "goods.unknown": "{where}: the card does not mention goods of class {goods}; ask the carrier",
        "goods.unknown.battery_in_device": (
            "{where}: the card does not mention batteries built into a device; ask the carrier"
        ),
        "goods.unknown.battery_loose": "{where}: the card does not mention loose batteries; ask the carrier",
        "goods.unknown.battery_with_device": (
            "{where}: the card does not mention batteries packed with a device; ask the carrier"
        ),
        "goods.unknown.cosmetics": "{where}: the card does not mention cosmetics; ask the carrier",
        "goods.unknown.food": "{where}: the card does not mention food; ask the carrier",
        "goods.unknown.general": "{where}: the card does not mention plain goods; ask the carrier",
        "goods.unknown.liquid": "{where}: the card does not mention liquids; ask the carrier",
        "goods.unknown.magnet": "{where}: the card does not mention magnets; ask the carrier",
        "goods.unknown.powder": "{where}: the card does not mention powders; ask the carrier",
        "limit.girth": "{where}: {girth_mm} mm around, at most {girth_mm_max} mm",
        "limit.length": "{where}: {length_mm} mm long, at most {length_mm_max} mm",
        "limit.length_plus_girth": (
            "{where}: length and girth make {length_plus_girth_mm} mm, at most {length_plus_girth_mm_max} mm"
        ),
        "limit.min_sides": "{where}: {sides_mm} mm is smaller than the least, {sides_mm_min} mm",
        "limit.second": "{where}: the second side has {second_mm} mm, at most {second_mm_max} mm",
        "limit.sum": "{where}: the sides add up to {sum_mm} mm, at most {sum_mm_max} mm",
        "limit.third": "{where}: the shortest side has {third_mm} mm, at most {third_mm_max} mm",
        "limit.tube_length": "{where}: {length_mm} mm long, tubes at most {length_mm_max} mm",
        "limit.tube_length_plus_2d": (
            "{where}: length and two diameters make {length_plus_2d_mm} mm, limit {length_plus_2d_mm_max} mm"
        ),
        "limit.volume": "{where}: {volume_mm3} mm3, at most {volume_mm3_max} mm3",
        "limit.weight": "{where}: weighs {weight_g} g, at most {weight_g_max} g",
        "packing.carton": "carton {carton} (pieces: {pieces}): {weight_g} g, {filled} % full",
        "packing.extra": "{where}: {placed} pieces are placed, {quantity} were to be packed",
        "packing.missing": "{where}: {placed} pieces are placed or listed as unpacked of {quantity}",
        "packing.orientation": "{where}: lies in a way it must not be turned",
        "packing.out_of_bounds": "{where}: sticks out of the carton",
        "packing.overlap": "{where}: {first} and {second} take up the same room",
        "packing.overweight": "{where}: weighs {weight_g} g, at most {weight_g_max} g",
        "packing.size_mismatch": "{where}: is placed with sides it does not have",
        "packing.too_heavy": "{where}: weighs {weight_g} g, cartons of its size take {weight_g_max} g",
        "packing.too_large": "{where}: {size} does not fit into any carton",
        "packing.unknown_item": "{where}: is placed, but was not to be packed",
        "packing.unsupported": "{where}: only {supported} of its base rests on something",
        "promise.earliest": "delivered by {day} in half of all cases",
        "promise.latest": "delivered by {day} in {confidence} % of all cases",
        "promise.no_departure": "no sailing on or after {from_day}; the last one known leaves on {last}",
        "promise.processed": "ordered {on} at {clock} in {zone}, handled from {day}",
        "promise.ships": "handed over on {day}",
        "quote.converted": "  converted from {priced} at {rate} of {as_of} ({source})",
        "quote.line": "  {line}: {amount}",
        "quote.line.BASE": "  base price: {amount}",
        "quote.line.CUSTOMS_ENTRY": "  customs entry: {amount}",
        "quote.line.FUEL": "  fuel surcharge: {amount}",
        "quote.line.LAST_MILE": "  last mile: {amount}",
        "quote.line.OVERSIZE": "  oversize: {amount}",
        "quote.line.REGISTRATION": "  registration: {amount}",
        "quote.line.REMOTE": "  remote area: {amount}",
        "quote.no_rate": "{where}: no exchange rate from {base} to {quote} for {on}",
        "quote.refused": "{channel} does not come into question:",
        "quote.stale_rate": (
            "{where}: the last rate from {base} to {quote} is of {latest_on}, {age_days} days old; "
            "at most {age_days_max} are allowed"
        ),
        "quote.total": "  total: {total}",
        "quote.transit": "  half arrive within {p50_days} days, nine in ten within {p90_days} days",
        "quote.unknown_currency": "{where}: the rate table does not know {unknown}",
        "quote.weight": (
            "{channel} (parcels: {parcels}): {actual_weight_g} g weighed, {charged_weight_g} g charged"
        ),
        "step.arrived": "arrives in the country on {day}",
        "step.cleared": "through customs on {day}",
        "step.delivered": "delivered on {day}",
        "step.departure": "departs on {day}",
        "step.picked_up": "handed over on {day}",
        "step.processing_day": "handled from {day}",
        "step.ready": "packed and labelled on {day}",
        "surcharge.fact_unknown": "{where}: {line} depends on {fact}, which is not known",
        "surcharge.fact_unknown.declared_value": (
            "{where}: {line} depends on the declared value, which is not known"
        ),
        "surcharge.fact_unknown.remote": (
            "{where}: {line} depends on whether the address is remote, which is not known"
        ),
        "surcharge.fact_unknown.residential": (
            "{where}: {line} depends on whether the address is a private home, which is not known"
        ),
        "tariff.below_first_break": "{where}: {weight_g} g is below the first break of {weight_g_min} g",
        "tariff.no_band": (
            "{where}: no price for {weight_g} g; the card covers more than {weight_g_over} g up to "
            "{weight_g_max} g"
        ),
        "transit.cheapest": "cheapest in time: {channel} at {price}, {arrived} % arrive in time",
        "transit.too_slow": "{where}: {arrived} % arrive within {days} days, {asked} % are asked for",
        "value.other_currency": "{where}: worth {value}, the ceiling is {value_max}; declare in one currency",
        "value.over_ceiling": "{where}: worth {value}, at most {value_max} a parcel",
        "value.unknown": "{where}: the declared value is missing; at most {value_max} a parcel is taken",
        "zone.none": "no zone for {country} {postcode}",
    }
)
"""Templates by code; ``{where}`` is the place of an unmet requirement. Words that cards and policies make up
(goods classes, line codes, criteria, features, facts) have a text of their own as ``<code>.<word>``: a host
adds its own words with ``ENGLISH | Messages.english({"quote.line.TOLL": "  road toll: {amount}"})``."""
