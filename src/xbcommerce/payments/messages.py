"""What the payments room says, in English; other languages lie in the reference data."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

from .ledger.messages import ENGLISH as LEDGER

_FEES = {
    "fee.total": "Fee on {amount}: {fee}, leaves {net}",
    "fee.percent": "  percentage: {amount}",
    "fee.surcharge": "  surcharge {name}: {amount}",
    "fee.fixed": "  fixed part: {amount}",
    "fee.minimum": "  up to the minimum: {amount}",
    "fee.cap": "  down to the cap: {amount}",
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
    "settlement.order_expected": "Order {order}: not yet confirmed",
    "settlement.order_confirmed": "Order {order}: confirmed, not yet paid",
    "settlement.order_initiated": "Order {order}: payment begun",
    "settlement.order_processed": "Order {order}: paid, the provider holds the money",
    "settlement.order_settled": "Order {order}: settled to the shop's balance",
    "settlement.order_converted": "Order {order}: converted, ready for the bank",
    "settlement.order_remitted": "Order {order}: sent to the bank",
    "settlement.order_complete": "Order {order}: complete",
    "settlement.gross": "Captured from the buyer: {gross} of {ordered}",
    "settlement.fee": "- fees of the provider: {fee}",
    "settlement.fee_differs": "  the price list says {expected}; the difference is {difference}",
    "settlement.fee_as_agreed": "  as the price list says",
    "settlement.fee_later": "  of this, {fee} was taken later, from the shop's balance",
    "settlement.refunded": "- given back to the buyer: {refunded}",
    "settlement.charged_back": "- taken back by the buyer's bank: {charged_back}",
    "settlement.net": "= settled to the shop's balance: {settled}",
    "settlement.reserve": "- held back by the provider as a reserve: {reserved}",
    "settlement.escrow": "- held by the provider until the buyer is served: {held}",
    "settlement.netted_by": "+ owed to the provider, set off against order {order}: {amount}",
    "settlement.netted_for": "- set off by the provider for order {order}: {amount}",
    "settlement.acknowledged": "+ owed to the provider, kept in the books: {amount}",
    "settlement.at_mid": "{sold} converted at {rate} ({on}, {source}): {at_mid}",
    "settlement.spread": "- cost of the exchange beside that rate: {spread}",
    "settlement.converted": "= received: {converted}",
    "settlement.remitted": "Sent to account {account}: {remitted}",
    "settlement.returned": "Transfer {reference} came back: {amount}",
    "settlement.bank_fee": "- bank charges: {fee}",
    "settlement.credited": "= on the bank account: {credited}",
    "settlement.complete": "Every cent is accounted for",
    "settlement.await_confirmation": "Waiting for the order to be confirmed",
    "settlement.await_payment": "The buyer still owes {amount}",
    "settlement.await_settlement": "The provider still holds {amount}",
    "settlement.fee_unknown": "The provider has not reported its fee yet",
    "settlement.await_release": "{amount} is held as a reserve",
    "settlement.await_protection": "{amount} is held until the buyer is served",
    "settlement.await_conversion": "{amount} waits to be converted",
    "settlement.await_remittance": "{amount} waits to be sent to the bank",
    "settlement.await_credit": "{amount} is on its way to the bank",
    "settlement.owed_to_provider": "The shop owes the provider {amount}, neither set off nor acknowledged",
    "settlement.payment_failed": "The payment failed: {reason}",
    "settlement.unaccounted_buyer_receivable": "{amount} more was captured than the order came to",
    "settlement.unaccounted_provider_clearing": "The provider paid out {amount} without a reported capture",
    "settlement.unaccounted_reserve": "{amount} more was released than was held back",
    "settlement.unaccounted_escrow": "{amount} more was released from escrow than was held",
    "settlement.unaccounted_seller_balance": "{amount} left the balance that no report brought in",
    "settlement.unaccounted_in_transit": "{amount} more reached the bank than was sent",
    "settlement.event_conflict": "Report {where} came with {versions} different contents; none counts",
    "settlement.outcome_conflict": "Try {attempt} was reported both paid and failed; it does not count",
    "settlement.confirmed_twice": (
        "The order was confirmed with {versions} different amounts ({events}); none counts"
    ),
    "settlement.other_currency": (
        "Report {where} is about {amount}, but the plan of the order is in {currency}; it does not count"
    ),
}

_LINE_CLASSES = {
    "fee_difference": "another fee",
    "fx_difference": "another exchange rate",
    "amount_mismatch": "another amount",
    "duplicate": "a duplicate",
    "unknown": "nobody expected it",
    "chargeback": "a chargeback",
    "reserve": "held or released as a reserve",
    "provider_fee": "a fee of the provider",
    "arithmetic_error": "its figures do not add up",
}

_RECONCILIATION = {
    "reconcile.total": "Received {received}, expected {expected}: difference {difference}",
    "reconcile.sum_missing": "  missing: {amount} ({count})",
    "reconcile.sum_timing": "  expected later: {amount} ({count})",
    **{f"reconcile.sum_{name}": f"  {text}: {{amount}} ({{count}})" for name, text in _LINE_CLASSES.items()},
    **{
        f"reconcile.line_{name}": f"  {{where}} ({{ref}}): {text}, {{amount}}"
        for name, text in _LINE_CLASSES.items()
    },
    "reconcile.together": "  {lines} ({ref}): together they meet {count} expected",
    "reconcile.line_missing": "  {where}: {amount} was due on {due} and has not arrived",
    "reconcile.line_timing": "  {where}: {amount} is due on {due}, after this statement",
    "reconcile.clear": "Every line is matched and nothing is missing",
    "reconcile.clear_so_far": "Every line on the statement is matched; {count} more due later",
}

ENGLISH = Messages.english({**_FEES, **_BREAKDOWN, **_SETTLEMENT, **_RECONCILIATION}) | LEDGER
"""Templates of every code of this room."""
