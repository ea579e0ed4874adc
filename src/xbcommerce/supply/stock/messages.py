"""What is said about stock, in English."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_ENTRIES = {
    "stock.opened": "{move}: {quantity} units of {sku} were there at the start, worth {amount}",
    "stock.received": "{move}: {quantity} units of {sku} came in, worth {amount}",
    "stock.issued": "{move}: {quantity} units of {sku} went out, at a cost of {amount}",
    "stock.moved": "{move}: {quantity} units of {sku} went to another place; their value stays",
    "stock.found": "{move}: {quantity} units of {sku} were found, worth {amount}",
    "stock.missing": "{move}: {quantity} units of {sku} are missing, which had cost {amount}",
    "stock.returned": "{move}: {quantity} units of {sku} came back, at {amount} as they had gone out",
    "stock.taken_over": "{move}: {quantity} units of {sku} became ours, worth {amount}",
    "stock.sold_on": "{move}: {quantity} units of {sku} became another's, at a cost of {amount}",
    "stock.late_cost": (
        "{move}: {amount} came late for {receipt}; {to_stock} raise the value of the {units} units left, "
        "{expensed} belong to units that are gone and are expensed ({sku})"
    ),
    "stock.provisional": (
        "{move}: {units} of them were not there; they left at the cost of the last receipt, until they come"
    ),
    "stock.revalued": (
        "{move}: {units} of them had gone out before they came; what they really cost changes the value by "
        "{amount}"
    ),
    "stock.totals": (
        "Opening {opening}, received {received}, late costs {late_costs}, issued {issued}, expensed "
        "{expensed}, revalued {revalued}: closing {closing}"
    ),
}

_REFUSALS = {
    "stock.id_conflict": "{where} was recorded before with other content; give the new move an id of its own",
    "stock.back_dated": (
        "{where} is dated {on}, but {sku} moved on {last_on} already; mark it as back-dated to have it valued "
        "as it comes"
    ),
    "stock.short": "{where}: {quantity} units of {sku} are wanted at {place}, {units} are there",
    "stock.cost_unknown": (
        "{where}: nobody knows what a unit of {sku} costs, as none ever came in; record a receipt first"
    ),
    "stock.lot_missing": "{where}: {quantity} units of {sku} are valued by lot; name it",
    "stock.lot_short": "{where}: {quantity} units of {sku} are wanted of lot {lot}, {units} are there",
    "stock.other_currency": "{where} is in {currency}, the ledger in {wanted}; convert it first",
    "stock.transfer_to_another_owner": (
        "{where} goes from {source} to {target}, another owner (nothing stands for ourselves); record a change "
        "of ownership"
    ),
    "stock.unknown_receipt": "{where}: there is no receipt {receipt} of goods of ours",
    "stock.credit_exceeds_value": "{where} credits more than the units left of {receipt} are worth",
    "stock.unknown_issue": "{where}: there is no issue {issue}",
    "stock.return_exceeds_issue": "{where}: {quantity} units of {issue} come back, {out} are still out",
    "stock.opening_below_stock": (
        "{where}: an opening below zero cannot stand beside {units} units of {sku} that are there"
    ),
}

ENGLISH = Messages.english(_ENTRIES | _REFUSALS)
