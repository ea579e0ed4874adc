"""What is said about choosing an offer, landed cost, expediting and orders of several items, in English."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

ENGLISH = Messages.english(
    {
        "shipment.landed": (
            "{quantity_units} units cost {total} on the shelf, {unit} each: price {price}, freight, "
            "insurance and fees {carriage}, duty {duty}, tax {tax} (customs value {customs_value})"
        ),
        "choice.chosen": (
            "{offer} costs least: {annual_cost} a year, {landed} a unit on the shelf in lots of "
            "{quantity_units}"
        ),
        "choice.other": (
            "{offer}: {annual_cost} a year, {landed} a unit on the shelf in lots of {quantity_units}"
        ),
        "choice.none": "No offer can be taken, all are rejected (offers: {offers})",
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
        "offer.duty_not_asked": (
            "{where}: the duty on {hs_code} was not looked up; ask for it by with_duties"
        ),
    }
)
