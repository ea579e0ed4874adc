"""English texts of landed cost, and those of the streets whose words it carries on."""

from __future__ import annotations

from xbcommerce.kernel.dated.messages import ENGLISH as DATED
from xbcommerce.kernel.fx.messages import ENGLISH as FX
from xbcommerce.kernel.messages import Messages
from xbcommerce.logistics.customs.duties.messages import ENGLISH as DUTIES
from xbcommerce.logistics.customs.incoterms.messages import ENGLISH as INCOTERMS
from xbcommerce.logistics.customs.tariff.messages import ENGLISH as TARIFF
from xbcommerce.logistics.customs.thresholds.messages import ENGLISH as THRESHOLDS

OWN = Messages.english(
    {
        "landed_cost.settled": (
            "{destination}: {value} of goods and carriage, {duties} duties, {taxes} taxes, {fees} fees: "
            "{total}"
        ),
        "landed_cost.between": (
            "{destination}: {value} of goods and carriage, charges between {low} and {high}; at the least"
        ),
        "landed_cost.at_most": "and at the most",
        "landed_cost.at_least": (
            "{destination}: {value} of goods and carriage, charges of at least {low}, and nobody knows at "
            "most"
        ),
        "landed_cost.unknown": "{destination}: nobody knows what the border takes",
        "landed_cost.by_rate": "{charge}: {rate_pct} % of {parts}, {base} = {amount}",
        "landed_cost.by_rates": "{charge}: {rates_pct} % of {parts}, {base} = {amount}",
        "landed_cost.by_measure": "{charge}: {measures} of {parts}, {base} = {amount}",
        "landed_cost.counted": "{charge}: {measures} = {amount}",
        "landed_cost.fixed": "{charge}: {amount}",
        "landed_cost.rule": "  by {rule}",
        "landed_cost.bound.minimum": "  the least that is charged for {charge}",
        "landed_cost.bound.maximum": "  the most that is charged for {charge}",
        "landed_cost.bound.not_levied": "  too little {charge} to be levied",
        "landed_cost.day_unknown": "{where} is not known, and {key} goes by it",
        "landed_cost.fact_open": "{where} is not known, and whether {charge} is charged depends on it",
        "landed_cost.code_open": "{where} is not settled: 6 digits are needed, or all that it may be",
        "landed_cost.price_open": "{where} is not settled: it may be more",
        "landed_cost.no_rule": "{where}: no rule for the charge {charge} is known, and it is due",
        "landed_cost.option": (
            "{option}: {total} in all; at the border {seller_at_border} from the seller and "
            "{buyer_at_border} from the buyer; {buyer_at_sale} in the price"
        ),
        "landed_cost.option_open": "{option}: not settled, charges of {bounds}",
        "landed_cost.more": "  {charge}: {amount} more than in the first",
        "landed_cost.less": "  {charge}: {amount} less than in the first",
        "landed_cost.only_here": "  {charge}: {amount}, which the first has not",
        "landed_cost.not_here": "  no {charge}, which is {amount} in the first",
        "landed_cost.change": "{lines}: {difference} more in charges ({charges}); before and after",
        "landed_cost.change_open": "{lines}: {charges} changes; before and after",
        "landed_cost.void": "struck down: {rule}",
        "landed_cost.refund": "{charge}: {amount} comes back",
    }
)
"""The sentences of this street alone."""

ENGLISH = DATED | FX | DUTIES | INCOTERMS | TARIFF | THRESHOLDS | OWN
"""What the printing of a quote needs."""
