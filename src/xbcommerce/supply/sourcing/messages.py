"""What is said about choosing an offer, landed cost, expediting and orders of several items, in English."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages
from xbcommerce.supply.lead_times.messages import ENGLISH as LEAD_TIMES
from xbcommerce.supply.lots.messages import ENGLISH as LOTS
from xbcommerce.supply.messages import ENGLISH as SUPPLY
from xbcommerce.supply.targets.messages import ENGLISH as TARGETS

ENGLISH = Messages.english(
    {
        "shipment.landed": (
            "{quantity_units} units cost {total} on the shelf, {unit} each: price {price}, freight, "
            "insurance and fees {carriage}, duty {duty}, tax {tax} (customs value {customs_value})"
        ),
        "offer_choice.chosen": (
            "{offer} costs least: {annual_cost} a year, {landed} a unit on the shelf in lots of "
            "{quantity_units}"
        ),
        "offer_choice.other": (
            "{offer}: {annual_cost} a year, {landed} a unit on the shelf in lots of {quantity_units}"
        ),
        "offer_choice.none": "No offer can be taken, all are rejected (offers: {offers})",
        "offer_choice.no_rate": "{where}: no exchange rate is known; give one to compare the offer",
        "offer.too_slow": "{where}: it takes {days} days, {days_max} are left",
        "offer.no_duty_rate": (
            "{where}: the duty on {hs_code} from {origin} to {destination} on {on} is not known ({reason})"
        ),
        "recommend.duty_source": "Duty by {source}.",
        "recommend.tax": "Tax at the border that stays with us: {tax}.",
        "recommend.fx_margin": "The bank takes {margin_pct} % on top of the rate.",
        "recommend.bridge_pays": (
            "A unit from {offer} costs {premium} more, a sale brings {margin}: until the cheap order arrives "
            "{short_units} units would be missing, and {quantity_units} pay, a gain of {gain}"
        ),
        "recommend.bridge_does_not_pay": (
            "No bridge from {offer}: a unit costs {premium} more and a sale brings {margin}; "
            "{short_units} units will be missing until the cheap order arrives"
        ),
        "order.placed": "Order from {supplier}, {value} in all (lines: {lines})",
        "order.loaded": (
            "Order from {supplier}, {value} in all, {volume_m3} m³ and {weight_kg} kg (lines: {lines})"
        ),
        "order.line": "{sku}: {quantity_units} units from {offer} at {unit_price} each, {price}",
        "order.cheaper_tier": (
            "{quantity_units} instead of {base_units}: at the price of the next tier that costs no more"
        ),
        "order.full_packs": "{quantity_units} instead of {base_units}: a started {pack} is nearly full",
        "order.raised_to_minimum": (
            "{quantity_units} instead of {base_units} so that the order is worth at least {minimum}"
        ),
        "order.filled_up": "{quantity_units} instead of {base_units} to fill the shipment up",
        "order.shared": (
            "{quantity_units} instead of {base_units}: no more fits, items that run out first go first"
        ),
        "order.short": "{sku}: {short_units} units are left out",
        "order.no_money": "{sku}: the budget leaves {short_units} units out",
        "order.nothing_due": "Nothing to order yet (items: {items})",
        "order.no_carton": "{where}: the carton of {offer} is not known, so room cannot be counted",
        "order.over_budget": "{where}: what is wanted costs {value}, the budget is {budget}",
        "order.over_capacity": "{where}: what is wanted takes {load}, there is room for {capacity}",
        "order.below_minimum": (
            "{where}: the order can be worth {value} at most, the supplier asks for {minimum}"
        ),
        "order.nothing_to_order": "{where}: nothing is wanted, or nothing fits (lines: {lines})",
        "expedite.fly": (
            "Fly {quantity_units} of {open_units} units: they arrive by {p90}, the ship on {due_on}. Without "
            "them {short_units} units would be missing in between (owed already: {owed_units}). It costs "
            "{premium} more and gains {gain}"
        ),
        "expedite.wait": (
            "Fly none of {open_units} units due on {due_on}: a flight would arrive by {p90}, {short_units} "
            "units would be missing in between (owed already: {owed_units}), and it does not pay"
        ),
        "sourcing.no_leg": (
            "{where}: goods are ours once they are {milestone}; say which leg ends there, one of {legs}"
        ),
        "offer.duty_not_asked": (
            "{where}: the duty on {hs_code} was not looked up; ask for it by with_duties"
        ),
    }
)

SPOKEN = SUPPLY | LEAD_TIMES | LOTS | TARGETS | ENGLISH
"""With the texts of the streets whose figures appear in the answers of this one."""
