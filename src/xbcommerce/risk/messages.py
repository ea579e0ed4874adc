"""The texts of this room in English; ``customer.*`` is what customers may read, all else is for analysts."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_HEAD = "policy {policy}, version {version} ({digest})."
_HIT = "by rule {rule} ({reason}): {because}. Values read: {values}."
_UNKNOWN = "Rule {rule} ({reason}) cannot be decided"

ENGLISH = Messages.english(
    {
        "risk.verdict.allow": f"ALLOW: {_HEAD}",
        "risk.verdict.challenge": f"CHALLENGE, ask the buyer for proof: {_HEAD}",
        "risk.verdict.review": f"REVIEW, a person has to look: {_HEAD}",
        "risk.verdict.hold": f"HOLD, nothing ships until released: {_HEAD}",
        "risk.verdict.decline": f"DECLINE: {_HEAD}",
        "risk.combine.most_severe": "The most severe outcome counts.",
        "risk.combine.first_match": "The first rule that is true decides.",
        "risk.combine.allow_overrides": "A rule that allows wins, else the most severe outcome counts.",
        "risk.combine.score": "The points of all rules that are true decide.",
        "risk.hit.allow": f"  Allowed {_HIT}",
        "risk.hit.challenge": f"  Challenged {_HIT}",
        "risk.hit.review": f"  Sent to review {_HIT}",
        "risk.hit.hold": f"  Held {_HIT}",
        "risk.hit.decline": f"  Declined {_HIT}",
        "risk.reason": "The reason is {reason}, which has no text of its own.",
        "risk.unknown.allow": f"{_UNKNOWN}; it counts as allow.",
        "risk.unknown.challenge": f"{_UNKNOWN}; it counts as challenge.",
        "risk.unknown.review": f"{_UNKNOWN}; it counts as review.",
        "risk.unknown.hold": f"{_UNKNOWN}; it counts as hold.",
        "risk.unknown.decline": f"{_UNKNOWN}; it counts as decline.",
        "risk.unknown.ignored": f"{_UNKNOWN}; the policy ignores that.",
        "risk.skip.disabled": "Rule {rule} is switched off.",
        "risk.skip.not_in_force": "Rule {rule} is not in force on this day.",
        "risk.skip.snoozed": "Rule {rule} is snoozed.",
        "risk.skip.not_reached": "Rule {rule} was not looked at: an earlier rule had decided.",
        "risk.misses": "No objection by: {rules}.",
        "risk.score": "The points add up to {score}.",
        "risk.list": "List {list} was read in version {version}.",
        "risk.rate": "Rate used: 1 {base} = {rate} {quote} on {on} ({source}).",
        "unknown.missing": "{where} is missing; supply it.",
        "unknown.null": "{where} was supplied without a value.",
        "unknown.rate": "There is no exchange rate {where}.",
        "unknown.list": "List {where} was not supplied.",
        "unknown.ratio_by_zero": "{where} divides by zero.",
        "facts.unknown_field": "There is no field {where}; did you mean {nearest}?",
        "facts.wrong_type": "{where} must be {expected}, not {got}.",
        "facts.wrong_currency": "{where} must be in {expected}, not {got}.",
        "rule.unknown_field": (
            "Rule {where} reads {field}, which the schema does not have; did you mean {nearest}?"
        ),
        "rule.wrong_type": (
            "Rule {where} mixes {left} with {right}: {condition}. "
            "Both sides must be alike; a figure that fits looks like {example}."
        ),
        "rule.no_order": (
            "Rule {where} asks for more or less of {kind}, which has no order: {condition}. "
            "Use .equals, .differs or .one_of."
        ),
        "rule.currency_mismatch": (
            "Rule {where} compares {left} with {right}: {condition}. Give the figure in {left}."
        ),
        "rule.duplicate_id": "{times} rules are called {where}; give each its own id.",
        "exposure.total": "Exposure is {exposure}: owed or soon to be {gross}, credits {deductions}.",
        "exposure.account": "Account {account}: owed {gross}, credits {deductions}, exposure {exposure}.",
        "exposure.no_rate": "{where}: there is no exchange rate from {base} to {quote}.",
        "credit.position": "Of the limit {limit}, {exposure} is used; {available} is available.",
        "credit.position_exceeded": "The limit {limit} is exceeded: {exposure} is used ({available}).",
        "credit.order_fits": "An order of {order} fits; {left} is left.",
        "credit.order_too_large": "An order of {order} is {left} too large.",
        "ageing.not_due": "Not due on {on}: {amount}.",
        "ageing.bucket": "{days} days overdue: {amount}.",
        "ageing.undated": "{amount} is open on invoices without a due date.",
        "lint.unsatisfiable": "Rule {where} can never be true: {condition}.",
        "lint.tautology": "Rule {where} is true for every known value: {condition}.",
        "lint.duplicate": "Rule {where} asks the same as {other}, for the same outcome.",
        "lint.subsumed": "Rule {where} adds nothing: whenever it is true, {other} is, with the same outcome.",
        "lint.shadowed": "Rule {where} is never reached: whenever it is true, {other} before it decides.",
        "lint.unknown_list": "Rule {where} asks for the list {list}, which was not supplied.",
        "lint.expired": "Rule {where} ended on {ended}; drop it or renew it.",
        "credit.over_limit": "The order would take what the buyer owes above the credit limit.",
        "credit.overdue": "The buyer has invoices overdue for longer than usual.",
        "credit.overdue_long": "The buyer has invoices overdue for too long to sell more on terms.",
        "buyer.first_order_large": "A first order of this size is looked at by a person.",
        "order.card_country": "The card was issued in another country than the goods go to.",
        "order.ship_to_country": "A first order goes to another country than the buyer's.",
        "order.velocity": "The buyer has placed unusually many orders within a day.",
        "customer.allow": "Your order is accepted.",
        "customer.challenge": "Please confirm your identity to complete your order.",
        "customer.review": "We are checking your order and will answer shortly.",
        "customer.hold": "Your order is on hold; we will contact you about the next step.",
        "customer.decline": "We cannot accept this order on these terms.",
        "customer.other": "A further check has to be completed.",
        "customer.information_missing": "We need some more information to decide.",
        "customer.credit.over_limit": "The order exceeds the credit limit agreed for your account.",
        "customer.credit.overdue": "There are overdue invoices on your account.",
        "customer.credit.overdue_long": "There are invoices on your account that are long overdue.",
        "customer.buyer.first_order_large": "First orders of this value are checked by our staff.",
        "customer.order.card_country": "The country of your card differs from the delivery country.",
        "customer.order.ship_to_country": "The delivery country differs from the country of your business.",
        "customer.order.velocity": "We received several orders from you within a short time.",
    }
)
