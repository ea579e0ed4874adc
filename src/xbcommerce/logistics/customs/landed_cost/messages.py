"""English texts of landed cost, and those of the streets whose words it carries on."""

from __future__ import annotations

from xbcommerce.kernel.dated.messages import ENGLISH as DATED
from xbcommerce.kernel.fx.messages import ENGLISH as FX
from xbcommerce.kernel.messages import Messages
from xbcommerce.logistics.customs.duties.messages import ENGLISH as DUTIES
from xbcommerce.logistics.customs.incoterms.messages import ENGLISH as INCOTERMS
from xbcommerce.logistics.customs.tariff.messages import ENGLISH as TARIFF
from xbcommerce.logistics.customs.thresholds.messages import ENGLISH as THRESHOLDS

_NAMES = (
    "additional_duty",
    "ct_local",
    "ct_national",
    "customs_value",
    "dutiable_mail",
    "duty",
    "express_waybill",
    "flat_duty",
    "gst",
    "hmf",
    "igst",
    "import_tax",
    "mpf",
    "mpf_informal",
    "section_122",
    "section_301_china",
    "section_301_global_10",
    "section_301_global_12.5",
    "section_301_global_total_10",
    "section_301_global_total_12.5",
    "sws",
    "tax_value",
    "vat",
)
"""Charges and parts of the value that other languages have words for."""

OWN = Messages.english(
    {
        **{f"landed_cost.word.{name}": name.replace("_", " ") for name in _NAMES},
        "landed_cost.settled": (
            "{destination}: {total} = {value} goods and carriage + {duties} duties + {taxes} taxes "
            "+ {fees} fees"
        ),
        "landed_cost.between": "{destination}: {value} goods and carriage + charges of {low} to {high}",
        "landed_cost.alike": (
            "{destination}: {value} goods and carriage + charges of {low}; where they are paid is not settled"
        ),
        "landed_cost.at_least": (
            "{destination}: {value} goods and carriage + charges of at least {low}; nobody knows at most"
        ),
        "landed_cost.unknown": "{destination}: nobody knows what the border takes",
        "landed_cost.pays.buyer_at_border": "The buyer pays {amount} at the border",
        "landed_cost.pays.buyer_at_sale": "The buyer pays {amount} with the price",
        "landed_cost.pays.seller_at_border": "The seller pays {amount} at the border",
        "landed_cost.pays.somebody_at_border": "{amount} is to be paid at the border; by whom is not known",
        "landed_cost.at_most": "At the most, instead:",
        "landed_cost.struck_down": "Struck down, and not charged: {value} ({valid}); record {record}",
        "landed_cost.announced": "Announced, not law: {value} ({valid}); record {record}",
        "landed_cost.unheard": "No rule speaks of the scheme {name}; rules know {known}",
        "landed_cost.unheard_declaration": "No rule speaks of the declaration {name}; rules know {known}",
        "landed_cost.border_day_unknown": "{where} is not known, and all goes by the day at the border",
        "landed_cost.missing": "What is missing:",
        "landed_cost.by_rate": "{charge}: {rate_pct} % of {base} ({parts}) = {amount}",
        "landed_cost.by_rates": "{charge}: {rates_pct} % of {base} ({parts}) = {amount}",
        "landed_cost.by_measure": "{charge}: {measures} on {base} ({parts}) = {amount}",
        "landed_cost.counted": "{charge}: {measures} = {amount}",
        "landed_cost.fixed": "{charge}: {amount}",
        "landed_cost.rule": "  by {rule}",
        "landed_cost.bound.minimum": "{charge}: {measures} of {base} ({parts}), at least {amount}",
        "landed_cost.bound.maximum": "{charge}: {measures} of {base} ({parts}), at most {amount}",
        "landed_cost.bound.not_levied": "{charge}: {measures} of {base} ({parts}), too little to be levied",
        "landed_cost.not_levied": "{charge}: too little to be levied",
        "landed_cost.day_unknown": "{where} is not known, and {key} goes by it",
        "landed_cost.duty_open": "{where} is not known, and which duties are charged depends on it",
        "landed_cost.code_short": "{where}: more digits than {hs} are needed, as duties differ below it",
        "landed_cost.fact_open": "{where} is not known, and whether {charge} is charged depends on it",
        "landed_cost.code_open": "{where} is not settled: 6 digits are needed, or all that it may be",
        "landed_cost.code_uncounted": "{where} is not known, and the flat duty counts distinct codes by it",
        "landed_cost.rate_in_words": ("{where} bears a duty {words}; lay the rate of these goods over that"),
        "landed_cost.price_open": "{where} is not settled: it may be more",
        "landed_cost.at_risk_open": "whose duty is due in Northern Ireland is open while a duty is",
        "landed_cost.no_rule": "{where}: no rule for the charge {charge} is known, and it is due",
        "landed_cost.option": (
            "{option}: {total} in all; at the border {seller_at_border} from the seller and "
            "{buyer_at_border} from the buyer; {buyer_at_sale} in the price"
        ),
        "landed_cost.option_open": "{option}: not settled",
        "landed_cost.more": "  {charge}: {amount} more",
        "landed_cost.less": "  {charge}: {amount} less",
        "landed_cost.only_here": "  {charge}: {amount} more, where there was none",
        "landed_cost.not_here": "  {charge}: {amount} less, there is none",
        "landed_cost.change": "{lines} to {destination}: charges of {before} become {after}",
        "landed_cost.change_open": "{lines} to {destination}: not settled, before and after",
        "landed_cost.void": "struck down: {rule}",
        "landed_cost.refund": "{charge}: {amount} comes back",
    }
)
"""The sentences of this street alone."""

ENGLISH = DATED | FX | DUTIES | INCOTERMS | TARIFF | THRESHOLDS | OWN
"""What the printing of a quote needs."""
