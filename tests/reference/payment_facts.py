"""Payment facts: adapters for the families about folding reports, deciding on commands, and trying again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import evolve

from tests.reference.money import coded, each, figures, money
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import (
    Authorize,
    Capture,
    Operation,
    Outcome,
    Payment,
    PaymentFact,
    PaymentPolicy,
    PaymentTerms,
    Refund,
    Void,
    decide_payment,
    fold_payment,
)
from xbcommerce.payments.intents import (
    AmountSemantics,
    DeclineClass,
    Idempotency,
    Replays,
    Situation,
    advise_retry,
    evolve_payment,
)

Json = dict[str, Any]
AT = datetime(2026, 5, 1, tzinfo=UTC)
COMMANDS = {"authorize": Authorize, "capture": Capture, "void": Void, "refund": Refund}
LEFT = {"authorize": "capturable", "capture": "capturable", "void": "capturable", "refund": "refundable"}


def payment_of(given: Json) -> Payment:
    """Fold the facts of a case."""
    terms, code = given["payment"], given["payment"]["currency"]
    facts = [
        PaymentFact(
            fact["id"],
            "case",
            AT,
            Operation(fact["op"]),
            fact["ref"],
            Outcome(fact["outcome"]),
            money(fact["amount"], fact.get("currency", code)),
        )
        for fact in given["facts"]
    ]
    amounts = AmountSemantics(terms.get("amount_semantics", "single"))
    return fold_payment(PaymentTerms("case", "order", money(terms["amount"], code), amounts=amounts), facts)


def told(payment: Payment) -> Json:
    """Write what a payment is as the cases do."""
    return {
        "status": payment.status.value,
        "authorized": figures(payment.authorized),
        "captured": figures(payment.captured),
        "refunded": figures(payment.refunded),
        "charged_back": figures(payment.charged_back),
        "capturable": figures(payment.capturable),
        "refundable": figures(payment.refundable),
        "flags": [flag.value for flag in payment.flags],
    }


def fold_facts(given: Json) -> object:
    """Fold facts."""
    return told(payment_of(given))


def decide_command(given: Json) -> object:
    """Decide on a command."""
    payment, wanted, terms = payment_of(given), given["command"], given["policy"]
    expires_at = terms.get("expires_at")
    policy = PaymentPolicy(
        multi_capture=terms.get("multi_capture", True),
        over_capture_bps=terms.get("over_capture_bps") or 0,
        authorization_expires_at=None if expires_at is None else datetime.fromisoformat(expires_at),
    )
    command = COMMANDS[wanted["op"]](money(wanted["amount"], wanted["currency"]), "the command")
    decided = decide_payment(payment, command, policy, at=datetime.fromisoformat(wanted["at"]))
    if isinstance(decided, Refusal):
        return refused(decided)
    done = evolve_payment(payment, *(evolve(fact, outcome=Outcome.SUCCEEDED) for fact in decided.facts))
    left = LEFT[wanted["op"]]
    return {
        "accepted": wanted["op"],
        "amount": figures(command.amount),
        f"{left}_after": figures(getattr(done, left)),
    }


def refused(refusal: Refusal) -> Json:
    """Write the first thing in the way, as the cases name one."""
    first = refusal.unmet[0]
    shown: Json = {"refused": first.code.rpartition(".")[2]}
    if "suggest" in first.params:
        shown["suggest"] = first.params["suggest"]
    if "maximum" in first.params:
        shown["maximum"] = figures(first.params["maximum"])  # type: ignore[arg-type]
    return shown


SITUATIONS = {"server_error": Situation.PROVIDER_ERROR}


def advise(given: Json) -> object:
    """Say what may be done after a request went wrong."""
    rules = given["provider"]
    decline = given.get("decline_class")
    word = given["situation"]
    advice = advise_retry(
        SITUATIONS.get(word) or Situation(word),
        Idempotency(
            Replays(rules["replays"]),
            window=timedelta(hours=rules["key_window_hours"]),
            can_query=rules["can_query"],
        ),
        first_sent_at=datetime.fromisoformat(given["first_sent_at"]),
        at=datetime.fromisoformat(given["now"]),
        decline=None if decline is None else DeclineClass(decline),
        same_parameters=given["same_parameters"],
    )
    if isinstance(advice, Refusal):
        until = advice.unmet[0].params["key_valid_until"]
        return {"refused": advice.codes[0].rpartition(".")[2], "key_valid_until": instant(until)}
    return {
        "actions": [action.value for action in advice.actions],
        "new_key": advice.new_key,
        "key_valid_until": instant(advice.key_valid_until),
    }


def instant(at: object) -> str | None:
    """Write an instant as the cases do."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}" if isinstance(at, datetime) else None


FAMILIES = {
    "payment_fold": each(coded(fold_facts)),
    "decide": each(coded(decide_command)),
    "retry": each(coded(advise)),
}
