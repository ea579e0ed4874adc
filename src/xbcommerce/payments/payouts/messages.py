"""What this street says, in English; other languages lie in the reference data."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_AVAILABILITY = {
    "availability.in_time": "Captured on {on} at {clock}, in time for the cut-off at {cutoff}",
    "availability.too_late": "Captured on {on} at {clock}, after the cut-off at {cutoff} or on a closed day",
    "availability.processed": "Processed on {on}",
    "availability.business_lag": "Available {days} working days later, on {on}",
    "availability.calendar_lag": "Available {days} days later, on the next working day, {on}",
}

_RESERVE = {
    "reserve.hold": "{on}: {amount} of {payable} is held until {until}",
    "reserve.hold_capped": (
        "{on}: {amount} of {payable} is held until {until} (the cap leaves out {beyond})"
    ),
    "reserve.total": "Held in all: {held}",
}

_PROTECTION = {
    "protection.free": "{holding}: {amount} is free",
    "protection.kept": "{holding}: {amount} stays held",
    "protection.not_delivered": "  Delivery is not confirmed",
    "protection.not_delivered_until": "  Delivery is not confirmed; free without it on {free_on}",
    "protection.soon_after_delivery": ("  Delivered on {delivered_on}; free {days} days later, on {free_on}"),
    "protection.soon_after_hold": "  Free {days} days after it was held, on {free_on}",
    "protection.dispute_open": "  Dispute {dispute} is open",
}

_SPLIT = {
    "split.capture": "{amount} of {capture}",
    "split.refund": "Refund {refund}: {amount}",
    "split.seller": "  seller {party}: {amount}",
    "split.platform": "  platform {party}: {amount}",
    "split.tax": "  tax {party}: {amount}",
    "split.claimed_twice": "{where}: {account} claims twice; make one claim for each role",
    "split.exceeds_capture": "{where}: {claimed} is claimed, but only {amount} was captured",
    "split.rest_unclaimed": "{where}: nobody claims the remaining {rest}",
    "split.exceeds_given": "{where}: {amount} is more than the {amount_max} left to those who bear it",
    "split.refund_conflict": "{where}: told with {amount}, but known with {known}",
}

_PAYOUT = {
    "payout.paid": "{seller} is paid {amount}",
    "payout.paid_less_fee": "{seller} is paid {amount}, after a fee of {fee}",
    "payout.negative_balance": "{seller}: {amount} is carried forward: owed, set off against later credits",
    "payout.below_minimum": "{seller}: {amount} is carried forward: below the minimum of {limit}",
    "payout.fee_exceeds_balance": "{seller}: {amount} is carried forward: a fee of {limit} would take it all",
    "payout.not_yet_available": "{seller}: {amount} is carried forward: available from {limit}",
    "payout.control_sum": "Paid in all: {amount} ({count})",
    "payout.nothing": "Nothing is to be paid, and nothing is carried forward",
    "payout.no_account": "{where} has no account for {currency}; name one",
    "payout.two_accounts": "{where} has several accounts for {currency}; name one",
    "payout.entry_conflict": "Entry {where} came with different contents; nobody is paid until it is clear",
}

ENGLISH = Messages.english({**_AVAILABILITY, **_RESERVE, **_PROTECTION, **_SPLIT, **_PAYOUT})
"""Templates of every code of this street."""
