"""What is said about payments, in English; other languages lie in the reference data."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_STATUSES = {
    "created": "nothing tried yet",
    "action_required": "the buyer must act",
    "pending": "waiting for the provider",
    "in_doubt": "in doubt, an outcome is unknown",
    "authorized": "authorised",
    "partially_captured": "captured in part",
    "captured": "captured",
    "voided": "voided",
    "expired": "expired",
    "declined": "declined",
    "failed": "failed",
    "partially_refunded": "refunded in part",
    "refunded": "refunded",
    "disputed": "disputed",
    "charged_back": "charged back",
    "conflicted": "reports contradict one another",
}

_PAYMENT = {
    **{
        f"payment.is_{name}": f"Payment {{payment}} of {{amount}}: {text}" for name, text in _STATUSES.items()
    },
    "payment.authorized": "Authorised: {amount}",
    "payment.captured": "Captured: {amount}",
    "payment.voided": "Voided: {amount}",
    "payment.expired": "Expired: {amount}",
    "payment.refunded": "Refunded: {amount}",
    "payment.charged_back": "Charged back: {amount}",
    "payment.capturable": "{amount} may still be captured",
    "payment.refundable": "{amount} may be refunded",
    "payment.awaits_requested": "{movement} of {amount} was requested and is not answered",
    "payment.awaits_unknown": "What became of {movement} of {amount} is unknown; ask before anything else",
    "payment.awaits_action_required": "{movement} of {amount} waits for the buyer",
    "payment.awaits_pending": "{movement} of {amount} is under way",
    "payment.movement_reversed": "{movement} was reversed and does not count",
    "payment.movement_declined": "{movement} was declined",
    "payment.movement_failed": "{movement} failed",
    "payment.declined_hard": "{movement} was declined for good: use another method",
    "payment.declined_soft": "{movement} was declined for now: it may do later or elsewhere",
    "payment.declined_authentication_required": "{movement} was declined until the buyer proves who they are",
    "payment.dispute_inquiry": "Dispute {dispute}: the bank asks for information",
    "payment.dispute_chargeback": "Dispute {dispute}: the bank has charged back",
    "payment.dispute_representment": "Dispute {dispute}: the shop contests it",
    "payment.dispute_pre_arbitration": "Dispute {dispute}: the bank insists (pre-arbitration)",
    "payment.dispute_arbitration": "Dispute {dispute}: the card scheme decides",
    "payment.dispute_won": "Dispute {dispute}: won",
    "payment.dispute_lost": "Dispute {dispute}: lost",
    "payment.over_captured": "More was captured than had been authorised",
    "payment.over_refunded": "More went back to the buyer than had been captured",
}

_CONFLICTS = {
    "payment.event_conflict": "Report {where} says {versions} different things of {movement}; none counts",
    "payment.other_currency": (
        "Report {where} is about {amount}, but the payment is in {currency}; it does not count"
    ),
    "payment.outcome_conflict": "{where} is reported to have succeeded and not to have; it does not count",
    "payment.amount_conflict": "{where} is reported with different amounts; it does not count",
    "payment.dispute_conflict": "Dispute {where} is reported both won and lost",
}

_DECISION = {
    "payment.another_payment": "{where}: report {event} is about payment {payment}, not {expected}",
    "payment.currency_mismatch": "{amount}: the payment is in {currency}",
    "payment.excess_precision": "{amount} is finer than the currency's smallest unit",
    "payment.amount_not_positive": "{amount}: expected more than nothing",
    "payment.payment_conflicted": (
        "Reports about the payment contradict one another ({conflicts}); decide them first"
    ),
    "payment.outcome_unknown": "What became of {where} is unknown; ask the provider first",
    "payment.exceeds_amount": "{amount} is more than the {maximum} that is still to be paid",
    "payment.not_authorized": "Nothing has been authorised",
    "payment.authorization_expired": "The authorisation expired at {expired_at}",
    "payment.already_captured": "{captured} has already been captured, and only one capture is allowed",
    "payment.already_captured_refund": (
        "{captured} has already been captured; refund it instead, up to {maximum}"
    ),
    "payment.exceeds_capturable": "{amount} is more than the {maximum} left of the authorisation",
    "payment.nothing_to_refund": "Nothing has been captured, so there is nothing to refund",
    "payment.exceeds_refundable": "{amount} is more than the {maximum} that may be refunded",
    "payment.reference_used": "{where} is taken: give every command a reference of its own",
}

_RETRY = {
    "retry.situation_not_sent": "The request was not sent",
    "retry.situation_unknown": "The outcome is unknown",
    "retry.situation_provider_error": "The provider reported an error of its own",
    "retry.situation_declined": "The payment was declined",
    "retry.query": "- ask the provider what became of it",
    "retry.resend_same_key": "- send the same request again under the same key",
    "retry.other_provider": "- ask another provider",
    "retry.other_method": "- use another payment method",
    "retry.retry_later": "- try again later",
    "retry.authenticate": "- have the buyer prove who they are",
    "retry.manual_review": "- have a person look into it",
    "retry.key_valid_until": "The key is known until {until}",
    "retry.no_new_key": "No new key and no other provider: the first request may have been carried out",
    "retry.key_reuse_with_other_parameters": (
        "The outcome of the first request is unclear, and its key is bound to its content until "
        "{key_valid_until}; find out first, or send exactly the same"
    ),
}

ENGLISH = Messages.english({**_PAYMENT, **_CONFLICTS, **_DECISION, **_RETRY})
"""Templates of every code of this street."""
