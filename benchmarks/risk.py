# ruff: noqa: PLR2004 (a rule states its figures)
"""A policy of twenty rules on one set of facts: the whole verdict beside hand-written ifs on a dict.

The ifs only find the outcome and the ids that hit; ours also keeps values, reasons, gaps, digest and time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from benchmarks.measure import Bench, Peer
from xbcommerce.risk import (
    Bounds,
    FactField,
    Field,
    Kind,
    Outcome,
    Policy,
    Rule,
    Schema,
    Value,
    decide,
)

_AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_CALLS = 500
_KINDS = {
    Kind.INT: ("score", "late_90", "late_30", "months", "disputes", "orders"),
    Kind.DECIMAL: ("limit", "debt", "use", "income", "chargebacks"),
    Kind.TEXT: ("country", "ip", "ship", "kyc", "form"),
    Kind.BOOL: ("email_ok", "insolvent"),
}
SCHEMA = Schema(tuple(FactField(name, kind) for kind, names in _KINDS.items() for name in names))
_GOOD: dict[str, Value | None] = {
    "score": 650,
    "late_90": 0,
    "late_30": 1,
    "months": 85,
    "disputes": 0,
    "orders": 15,
    "limit": Decimal("1827.48"),
    "debt": Decimal("0.0751"),
    "use": Decimal("0.7129"),
    "income": Decimal("51979.41"),
    "chargebacks": Decimal("0.00204"),
    "country": "US",
    "ip": "US",
    "ship": "US",
    "kyc": "full",
    "form": "ltd",
    "email_ok": True,
    "insolvent": False,
}
_HITS: dict[str, Value | None] = {**_GOOD, "late_30": 5, "debt": Decimal("0.7"), "score": 520}
_GAPS: dict[str, Value | None] = {**_GOOD, "country": None, "late_90": None}
_BANNED, _RISKY = ("IR", "KP", "SY", "CU"), ("RU", "BY", "MM", "VE")


def twenty_rules() -> Policy:
    """Build the policy."""
    f = {name: Field(name) for name in SCHEMA.names}
    review, hold, decline = Outcome.REVIEW, Outcome.HOLD, Outcome.DECLINE
    sole = f["form"].equals("sole") & (f["limit"] > 100_000) & (f["score"] < 700)
    disputed = (f["disputes"] >= 2) & (f["orders"] < 20)
    parts = [
        (f["score"] < 480, decline),
        (f["score"].between(480, 580, Bounds.CLOSED_OPEN), review),
        (f["late_90"] >= 3, decline),
        ((f["late_90"] >= 1) & (f["limit"] > 20_000), hold),
        (f["late_30"] >= 4, review),
        (f["debt"] > Decimal("0.9"), decline),
        ((f["debt"] > Decimal("0.6")) & (f["debt"] <= Decimal("0.9")), hold),
        (f["use"] > Decimal("0.85"), review),
        ((f["months"] < 6) & (f["limit"] > 10_000), hold),
        ((f["income"] < 25_000) & (f["limit"] > 5_000), review),
        (f["country"].one_of(*_BANNED), decline),
        (f["country"].one_of(*_RISKY), hold),
        (f["ip"].differs(f["country"]) & f["ship"].differs(f["country"]), review),
        (f["chargebacks"] > Decimal("0.02"), decline),
        ((f["chargebacks"] > Decimal("0.009")) & (f["chargebacks"] <= Decimal("0.02")), review),
        ((f["disputes"] >= 5) | disputed, hold),
        (f["kyc"].equals("none"), review),
        (f["kyc"].differs("full") & (f["limit"] > 50_000), hold),
        (f["email_ok"].equals(other=False) & f["orders"].equals(0), review),
        (f["insolvent"].equals(other=True) | sole, decline),
    ]
    rules = tuple(
        Rule(f"CR{place:02}", when, outcome, reason=f"reason.{place}")
        for place, (when, outcome) in enumerate(parts, 1)
    )
    return Policy("b2b-credit", 1, SCHEMA, rules)


_SIX, _NINE, _USE = Decimal("0.6"), Decimal("0.9"), Decimal("0.85")
_CB_LOW, _CB_HIGH = Decimal("0.009"), Decimal("0.02")


def by_hand(x: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Find the outcome and the hits with plain ifs; breaks on a missing fact."""
    table = (
        (x["score"] < 480, "decline"),
        (480 <= x["score"] < 580, "review"),
        (x["late_90"] >= 3, "decline"),
        (x["late_90"] >= 1 and x["limit"] > 20_000, "hold"),
        (x["late_30"] >= 4, "review"),
        (x["debt"] > _NINE, "decline"),
        (_SIX < x["debt"] <= _NINE, "hold"),
        (x["use"] > _USE, "review"),
        (x["months"] < 6 and x["limit"] > 10_000, "hold"),
        (x["income"] < 25_000 and x["limit"] > 5_000, "review"),
        (x["country"] in _BANNED, "decline"),
        (x["country"] in _RISKY, "hold"),
        (x["ip"] != x["country"] and x["ship"] != x["country"], "review"),
        (x["chargebacks"] > _CB_HIGH, "decline"),
        (_CB_LOW < x["chargebacks"] <= _CB_HIGH, "review"),
        (x["disputes"] >= 5 or (x["disputes"] >= 2 and x["orders"] < 20), "hold"),
        (x["kyc"] == "none", "review"),
        (x["kyc"] != "full" and x["limit"] > 50_000, "hold"),
        (x["email_ok"] is False and x["orders"] == 0, "review"),
        (x["insolvent"] or (x["form"] == "sole" and x["limit"] > 100_000 and x["score"] < 700), "decline"),
    )
    hits = [f"CR{place:02}" for place, (hit, _) in enumerate(table, 1) if hit]
    found = {outcome for hit, outcome in table if hit}
    severe = next((name for name in ("decline", "hold", "review") if name in found), "allow")
    return severe, hits


def _repeated(run: Callable[[], object]) -> Callable[[], None]:
    def many() -> None:
        for _ in range(_CALLS):
            run()

    return many


def benches() -> list[Bench]:
    """Measure a clean buyer, one with three hits, one with missing facts, and building the facts."""
    policy = twenty_rules()
    found: list[Bench] = []
    for name, values in (("no hit", _GOOD), ("three hits", _HITS)):
        facts = SCHEMA.facts(values)
        verdict, hand = decide(policy, facts, at=_AT), by_hand(values)
        if hand != (verdict.outcome.value, sorted(hit.rule for hit in verdict.hits)):
            msg = f"the two sides disagree: {hand} and {verdict}"
            raise AssertionError(msg)
        found.append(_bench(f"decide, 20 rules, {name}", lambda f=facts: decide(policy, f, at=_AT), values))
    gaps = SCHEMA.facts(_GAPS)
    found.append(_bench("decide, 20 rules, two facts missing", lambda: decide(policy, gaps, at=_AT), _GOOD))
    found.append(_bench("check 18 facts against the schema", lambda: SCHEMA.facts(_GOOD), _GOOD))
    return found


def _bench(name: str, ours: Callable[[], object], values: Mapping[str, Any]) -> Bench:
    target = 30 if name.startswith("decide") else None
    peer = Peer("hand-written ifs on a dict", _repeated(lambda: by_hand(values)), _CALLS, at_most=target)
    return Bench(name, _repeated(ours), [peer], _CALLS)
