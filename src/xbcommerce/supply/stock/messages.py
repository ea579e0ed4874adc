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
        "{where} is dated {on}, but {sku} moved on {last_on} already; mark it as back-dated to have it "
        "valued as it comes"
    ),
    "stock.short": "{where}: {quantity} units of {sku} are wanted at {place}, {units} are there",
    "stock.cost_unknown": (
        "{where}: nobody knows what a unit of {sku} costs, as none ever came in; record a receipt first"
    ),
    "stock.lot_missing": "{where}: {quantity} units of {sku} are valued by lot; name it",
    "stock.lot_short": "{where}: {quantity} units of {sku} are wanted of lot {lot}, {units} are there",
    "stock.other_currency": "{where} is in {currency}, the ledger in {wanted}; convert it first",
    "stock.transfer_to_another_owner": (
        "{where} goes from {source} to {target}, another owner (nothing stands for ourselves); record a "
        "change of ownership"
    ),
    "stock.unknown_receipt": "{where}: there is no receipt {receipt} of goods of ours",
    "stock.credit_exceeds_value": "{where} credits more than the units left of {receipt} are worth",
    "stock.unknown_issue": "{where}: there is no issue {issue}",
    "stock.return_exceeds_issue": "{where}: {quantity} units of {issue} come back, {out} are still out",
    "stock.opening_below_stock": (
        "{where}: an opening below zero cannot stand beside {units} units of {sku} that are there"
    ),
}

_RESERVATIONS = {
    "stock.not_free": "{where}: {quantity} units of {sku} are wanted at {location}, {units} are free",
    "stock.reservation_conflict": "{where} was reserved before with other content; give it a key of its own",
    "stock.unknown_reservation": "{where}: nothing was ever reserved under this key",
}

_POINTS = {
    "ready": "ready at the seller's premises",
    "with_carrier": "with the carrier",
    "alongside": "alongside the vessel",
    "on_board": "on board",
    "arrived": "at their destination, ready to be unloaded",
    "cleared": "at their destination, cleared for import",
    "unloaded": "unloaded at their destination",
}
_OWNERSHIP = {
    **{
        f"stock.ours.{point}": f"Under {{incoterm}} the goods are ours from {{on}}, when they were {words}"
        for point, words in _POINTS.items()
    },
    **{
        f"stock.not_ours.{point}": f"Under {{incoterm}} the goods become ours once they are {words}"
        for point, words in _POINTS.items()
    },
    "stock.unknown_incoterm": "{where}: no such term is known on {on}; known are {known}",
    "stock.milestone_missing": (
        "{where}: the day of {milestone} decides and is missing, though the goods came further ({later})"
    ),
}

_COUNTS = {
    "stock.count": (
        "{count}: {accurate} of {records} records accurate; net variance {net_variance}, gross "
        "{gross_variance}"
    ),
    "stock.count_adjust": "{sku}: {counted} counted, {book} in the books; adjust by {units}",
    "stock.count_again": "{sku}: {counted} counted, {book} in the books; count again",
}

_FINDINGS = {
    "stock.negative": "{sku}: {units} units at {place}, fewer than none; count it, or record what is missing",
    "stock.out": "{sku}: nothing can be sold ({units} units; {position} with what is on order)",
    "stock.low": (
        "{sku}: with what is on order, {position} units are at or below the reorder point of {point}"
    ),
    "stock.over": "{sku}: {excess} of {units} units are more than {days} days need",
    "stock.slow": "{sku}: {units} units last {cover_days} days, longer than {days}",
    "stock.dead": "{sku}: {units} units worth {value} lie for {days} days or longer, and none went out since",
    "stock.expired": "{sku}: {units} units worth {value} have expired",
    "stock.expiring": "{sku}: {units} units expire within {days} days, from {first_on} on",
    "stock.expiring_unsold": (
        "{sku}: {units} units expire within {days} days, from {first_on} on; {unsold} of them will not be "
        "sold in time"
    ),
}

ENGLISH = Messages.english(_ENTRIES | _REFUSALS | _RESERVATIONS | _OWNERSHIP | _COUNTS | _FINDINGS)
