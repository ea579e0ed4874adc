"""What is said about values and their terms, in English; other languages lie in the reference data."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_COSTS = {
    "origin_inland": "the carriage at the origin",
    "freight": "the freight",
    "insurance": "the insurance",
    "inland": "the inland carriage",
    "addition": "what customs adds to the price",
}
_TREATMENTS = {
    "kept": "is in the price and stays there",
    "added": "is added to the price",
    "kept_for_tax": "is taken out of the price for customs, and stays for the tax",
    "added_for_tax": "is added for the tax only",
    "taken_out": "is taken out of the price",
    "left_out": "is left out",
}
_OF_TERMS = tuple(cost for cost in _COSTS if cost != "addition")

ENGLISH = Messages.english(
    {
        "valuation.customs_value": "customs value of the {kind} kind: {amount}",
        "valuation.tax_value": "value for the import tax before duties: {amount}",
        "valuation.goods": "  the goods, freed of what their prices contain: {amount}",
        **{
            f"valuation.{what}.{cost}": f"  {words}, {{amount}}, {treated}"
            for what, treated in _TREATMENTS.items()
            for cost, words in _COSTS.items()
        },
        "valuation.personal_use": (
            "  for personal use {share_pct} % of the retail price of {retail} count, and no carriage"
        ),
        "valuation.rate": "  at {rate}",
        "valuation.fx_day_unknown": (
            "{where} is not known; the exchange rate that counts goes by it ({word})"
        ),
        **{
            f"valuation.seller_pays.{cost}": (
                f"Under {{term}} the seller pays {_COSTS[cost]}; it is said to be outside of the price"
            )
            for cost in _OF_TERMS
        },
        **{
            f"valuation.buyer_pays.{cost}": (
                f"Under {{term}} the buyer pays {_COSTS[cost]} himself; it is said to be in the price"
            )
            for cost in _OF_TERMS
        },
        **{
            f"valuation.not_told.{cost}": f"Under {{term}} there is {_COSTS[cost]}, but it is not given"
            for cost in _OF_TERMS
            if cost != "origin_inland"
        },
    }
)
