"""What the payments room says, in English; other languages lie in the reference data."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_FX = {
    "fx.no_rate": "There is no {base}/{quote} rate on or before {on}",
    "fx.unknown_currency": "The rate table has no {unknown}, so {base}/{quote} has no rate",
    "fx.stale_rate": (
        "The newest {base}/{quote} rate is of {latest_on}, {age_days} days old; "
        "at most {age_days_max} are allowed"
    ),
    "fx.quote_used": "{where} has already been used, by {used_by}",
    "fx.quote_expired": "{where} expired on {expires_at}; it is now {at}",
    "fx.quote_not_yet": "{where} stands from {locked_at} only; it is now {at}",
}

_FEES = {
    "fee.total": "Fee on {amount}: {fee}, leaves {net}",
    "fee.line": "  {name}: {amount}",
}

_BREAKDOWN = {
    "breakdown.gross": "The buyer paid {gross}",
    "breakdown.fee": "- the provider keeps {fee} as its fee, which leaves {net}",
    "breakdown.reserve": "- {reserve} is held back as a reserve",
    "breakdown.payable": "= {payable} is paid out",
    "breakdown.at_mid": "At {rate} per unit on {on} ({source}) that is {converted}",
    "breakdown.spread": "- the exchange costs {spread} beside that rate",
    "breakdown.remitted": "= {remitted} is sent to the bank",
    "breakdown.share": "  part {part}: {share}",
}

_SETTLEMENT = {
    "settlement.order": "Order {order}: {stage}",
    "settlement.gross": "Captured from the buyer: {gross} of {ordered}",
    "settlement.fee": "- fees of the provider: {fee}",
    "settlement.fee_differs": "  the price list says {expected}; the difference is {difference}",
    "settlement.fee_as_agreed": "  as the price list says",
    "settlement.refunded": "- given back to the buyer: {refunded}",
    "settlement.charged_back": "- taken back by the buyer's bank: {charged_back}",
    "settlement.net": "= settled to the shop's balance: {settled}",
    "settlement.reserve": "- held back by the provider as a reserve: {reserved}",
    "settlement.at_mid": "{sold} converted at {rate} ({on}, {source}): {at_mid}",
    "settlement.spread": "- cost of the exchange beside that rate: {spread}",
    "settlement.converted": "= received: {converted}",
    "settlement.remitted": "Sent to account {account}: {remitted}",
    "settlement.bank_fee": "- bank charges: {fee}",
    "settlement.credited": "= on the bank account: {credited}",
    "settlement.complete": "Every cent is accounted for",
    "settlement.await_confirmation": "Waiting for the order to be confirmed",
    "settlement.await_payment": "The buyer still owes {amount}",
    "settlement.await_settlement": "The provider still holds {amount}",
    "settlement.fee_unknown": "The provider has not reported its fee yet",
    "settlement.await_release": "{amount} is held as a reserve",
    "settlement.await_conversion": "{amount} waits to be converted",
    "settlement.await_remittance": "{amount} waits to be sent to the bank",
    "settlement.await_credit": "{amount} is on its way to the bank",
    "settlement.owed_to_provider": "The shop owes the provider {amount}, which it sets off later",
    "settlement.payment_failed": "The payment failed: {reason}",
    "settlement.unaccounted": (
        "{where}: {amount} went out that no report brought in; a report is late, lost or wrong"
    ),
    "settlement.event_conflict": "Report {where} came with {versions} different contents; none counts",
    "settlement.outcome_conflict": "{where} was reported both paid and failed; it does not count",
    "settlement.confirmed_twice": "The order was confirmed {times} times ({events}); none counts",
}

_LEDGER = {
    "ledger.duplicate_id_conflict": "{where}: another entry has this id; entries never change, reverse it",
    "ledger.too_few_lines": "{where} has {lines} lines; an entry needs at least 2",
    "ledger.unbalanced": "{where} does not add up to nothing in {currency}: {difference}",
    "ledger.unknown_target": "{where} refers to {of}, which is not in the books",
    "ledger.hold_is_voided_not_reversed": "{of} is a hold: void it, do not reverse it",
    "ledger.nothing_to_reverse": "{of} moved no money, so there is nothing to reverse",
    "ledger.already_reversed": "{of} has already been reversed, by {by}",
    "ledger.not_a_hold": "{of} is no hold",
    "ledger.hold_already_resolved": "The hold {of} has already been resolved, by {by}",
    "ledger.exceeds_hold": "{amount} is more than the {held} held by {of}",
    "ledger.amount_not_positive": "{amount}: settle a hold with more than nothing, or void it",
    "ledger.currency_mismatch": "{amount} does not fit the hold {of}, which is in {currency}",
    "ledger.period_sealed": "{where} is dated {on}, but the books are sealed through {sealed_through}",
}

_RECONCILIATION = {
    "reconcile.total": "Received {received}, expected {expected}: difference {difference}",
    "reconcile.explained": "  {kind}: {amount} in {count} places",
    "reconcile.clear": "Every line is matched and nothing is missing",
    "reconcile.line": "  {where} ({ref}): {kind}, {amount}",
    "reconcile.missing": "  {where}: {amount} was due on {due} and has not arrived",
    "reconcile.timing": "  {where}: {amount} is due on {due}, after this statement",
}

ENGLISH = Messages.english({**_FX, **_FEES, **_BREAKDOWN, **_SETTLEMENT, **_LEDGER, **_RECONCILIATION})
"""Templates of every code of this room, and of the kernel's exchange rates."""
