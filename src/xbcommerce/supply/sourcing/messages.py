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
        "offer.duty_not_asked": (
            "{where}: the duty on {hs_code} was not looked up; give duties= or use with_duty"
        ),
    }
)
