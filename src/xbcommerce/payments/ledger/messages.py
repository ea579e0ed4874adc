"""What the books say, in English."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_REFUSALS = {
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
    "ledger.unknown_account": "{where} uses {account}, which is not in the chart of accounts",
    "ledger.below_minimum": (
        "{where} would take {account} to {balance}, what is held included; it must not fall below {minimum}"
    ),
    "ledger.above_maximum": (
        "{where} would take {account} to {balance}, what is held included; it must not rise above {maximum}"
    ),
    "ledger.period_sealed": "{where} is dated {on}, but the books are sealed through {sealed_through}",
}

_VIEWS = {
    "ledger.trial_all": "Trial balance of {accounts} accounts",
    "ledger.trial_on": "Trial balance of {accounts} accounts on {on}",
    "ledger.trial_row": "  {account}: debits {debits}, credits {credits}, balance {balance}",
    "ledger.trial_total": "In {account}: debits {debits}, credits {credits}, difference {balance}",
    "ledger.statement_of": "Statement of {account} from {start}, before {end}",
    "ledger.statement_opening": "Opening balance: {amount}",
    "ledger.statement_opening_nothing": "Opening balance: nothing",
    "ledger.statement_row": "  {on} {entry} ({kind}): {amount}, balance {balance}",
    "ledger.statement_closing": "Closing balance: {amount}",
    "ledger.statement_closing_nothing": "Closing balance: nothing",
    "ledger.item_open": "{reference}: {amount} open since {since} ({entries})",
    "ledger.item_cleared": "{reference}: settled ({entries})",
}

ENGLISH = Messages.english({**_REFUSALS, **_VIEWS})
"""Templates of every code of the ledger."""
