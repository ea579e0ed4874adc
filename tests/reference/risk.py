"""Cases of the risk room: logic, policies, credit, terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from moneyed import Money

from tests.reference.runner import optional_day
from xbcommerce.kernel.calendars import Roll, WorkCalendar
from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import Rounding, parse_amount, plain
from xbcommerce.risk import (
    ALLOW_OVERRIDES,
    FIRST_MATCH,
    IGNORE,
    MOST_SEVERE,
    REFUSE,
    AllOf,
    AnyOf,
    AtLeast,
    Band,
    Bands,
    Bounds,
    Compare,
    Condition,
    CreditLimit,
    CreditPosition,
    DaysBetween,
    Exposure,
    FactField,
    Facts,
    FactsError,
    Field,
    IsKnown,
    ItemKind,
    Kind,
    LimitLevels,
    Literal,
    NoExposure,
    NoPolicy,
    Not,
    Op,
    OpenItem,
    Outcome,
    PaymentTerms,
    Policy,
    PolicyError,
    Ratio,
    Rule,
    Schema,
    Signal,
    Snooze,
    Span,
    TermsKind,
    TextOp,
    TextTest,
    Truth,
    UndecidedError,
    Value,
    ageing,
    check_spans,
    credit_position,
    decide,
    evaluate,
    exposure,
    lint_rules,
    policy_as_of,
    principal_reasons,
)

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
_KINDS = {
    "int": Kind.INT,
    "decimal": Kind.DECIMAL,
    "money": Kind.MONEY,
    "str": Kind.TEXT,
    "date": Kind.DATE,
    "bool": Kind.BOOL,
    "time": Kind.DURATION,
}
_BOUNDS = {bounds.value: bounds for bounds in Bounds}
_OPS = {op.value: op for op in Op}
_TEXT_OPS = {op.value: op for op in TextOp}
_COMBINE = {"MOST_SEVERE": MOST_SEVERE, "ALLOW_OVERRIDES": ALLOW_OVERRIDES, "FIRST_MATCH": FIRST_MATCH}


def _schema(kinds: Mapping[str, str]) -> Schema:
    return Schema(
        tuple(
            FactField(name, _KINDS[kind], currency="USD" if kind == "money" else "")
            for name, kind in kinds.items()
        )
    )


def _fields(kind: Kind, names: Iterable[str]) -> Schema:
    return Schema(tuple(FactField(name, kind) for name in names))


def _value(raw: Any, kind: str) -> Any:  # noqa: ANN401  # a JSON value, perhaps of the wrong type
    """Read a value as the schema says; what does not read is passed on for the library to refuse."""
    try:
        match kind, raw:
            case "decimal", str():
                return Decimal(raw)
            case "money", str():
                return parse_amount(raw, "USD")
            case "date", str():
                return date.fromisoformat(raw)
            case "time", str():
                hours, minutes = raw.split(":")
                return timedelta(hours=int(hours), minutes=int(minutes))
            case _:
                return raw
    except (ValueError, InvalidOperation):
        return raw


def _facts(schema: Schema, kinds: Mapping[str, str], raw: Mapping[str, Any]) -> Facts:
    return schema.facts({name: _value(value, kinds.get(name, "str")) for name, value in raw.items()})


def _number(raw: Any) -> Value:  # noqa: ANN401  # a JSON value
    return Decimal(raw) if isinstance(raw, str) else raw


def _condition(expr: Mapping[str, Any], kinds: Mapping[str, str]) -> Condition:
    op = expr["op"]
    if op in {"all", "any", "not", "at_least"}:
        return _connective(expr, lambda item: _condition(item, kinds))
    if "ratio" in expr:
        return Compare(Ratio(*(Field(name) for name in expr["ratio"])), _OPS[op], _number(expr["value"]))
    if "days_since" in expr:
        return Compare(
            DaysBetween(*(Field(name) for name in expr["days_since"])), _OPS[op], _number(expr["value"])
        )
    return _leaf(op, Field(expr["field"]), expr, kinds.get(expr["field"], "str"))


def _leaf(op: str, field: Field, expr: Mapping[str, Any], kind: str) -> Condition:
    if op == "is_known":
        return IsKnown(field)
    if op == "is_missing":
        return Not(IsKnown(field))
    if op == "between":
        return field.between(_value(expr["low"], kind), _value(expr["high"], kind), _BOUNDS[expr["bounds"]])
    if op in _TEXT_OPS:
        return TextTest(field, _TEXT_OPS[op], expr["value"])
    if op in {"in", "not_in"}:
        listed = field.one_of(*(_value(item, kind) for item in expr["value"]))
        return listed if op == "in" else ~listed
    other = Field(expr["other"]) if "other" in expr else Literal(_value(expr["value"], kind))
    return Compare(field, _OPS[op], other)


def _connective(node: Mapping[str, Any], build: Callable[[Any], Condition]) -> Condition:
    """Build the parts of a node and join them."""
    given = [node["arg"]] if "arg" in node else node["args"]
    parts = tuple(build(item) for item in given)
    match node["op"]:
        case "all":
            return AllOf(parts)
        case "any":
            return AnyOf(parts)
        case "not":
            return Not(parts[0])
        case _:
            return AtLeast(node.get("k", 0), parts)


def _decided(tree: Any, leaves: Mapping[str, str]) -> tuple[Condition, Facts]:  # noqa: ANN401  # a JSON tree
    """Build a tree whose leaves are yes/no fields with the truth that the case gives them."""
    schema = _fields(Kind.BOOL, leaves)
    facts = schema.facts(
        {name: truth == "true" for name, truth in leaves.items() if truth in {"true", "false"}}
    )

    def build(node: Any) -> Condition:  # noqa: ANN401  # a JSON tree
        if isinstance(node, str):
            if leaves[node] == "error":
                return Compare(Ratio(Literal(1), Literal(0)), Op.EQ, Literal(1))
            return Field(node).equals(other=True)
        return _connective(node, build)

    return build(tree), facts


def logic_truth(case: dict[str, Any]) -> str:
    """Combine truths; an error that nothing decides is told as an error."""
    names = [f"a{place}" for place in range(len(case["args"]))]
    condition, facts = _decided({**case, "args": names}, dict(zip(names, case["args"], strict=True)))
    found = evaluate(condition, facts)
    errors = any(gap.code == "unknown.ratio_by_zero" for gap in found.gaps)
    return "error" if found.truth is Truth.UNKNOWN and errors else found.truth.value


def logic_facts(case: dict[str, Any]) -> object:
    """Evaluate an expression over typed facts, or say what was refused."""
    kinds = case["schema"]
    schema = _schema(kinds)
    condition = _condition(case["expr"], kinds)
    try:
        facts = _facts(schema, kinds, case["facts"])
        Policy("case", 1, schema, (Rule("R", condition, Outcome.REVIEW, reason="case"),))
    except FactsError as error:
        problem = error.unmet[0]
        return {"refused": _refused(problem.code), "field": problem.where}
    except PolicyError as error:
        problem = error.unmet[0]
        return {
            "refused": _refused(problem.code),
            "field": problem.params.get("field", case["expr"].get("field")),
        }
    return evaluate(condition, facts).truth.value


def _refused(code: str) -> str:
    return "unknown_field" if code.endswith("unknown_field") else "type"


def explain(case: dict[str, Any]) -> dict[str, object]:
    """Which leaves give the tree its truth."""
    condition, facts = _decided(case["tree"], case["leaves"])
    found = evaluate(condition, facts)
    names = {str(Field(name).equals(other=True)): name for name in case["leaves"]}
    return {"value": found.truth.value, "because": sorted(names[text] for text in found.because)}


def _unknown(choice: str) -> Any:  # noqa: ANN401  # an outcome or a named choice
    return {"ignore": IGNORE, "refuse": REFUSE}.get(choice) or Outcome(choice)


def _rules(items: Iterable[Mapping[str, Any]], kinds: Mapping[str, str]) -> tuple[Rule, ...]:
    return tuple(
        Rule(item["id"], _condition(item["when"], kinds), Outcome(item["outcome"]), reason=item["id"])
        for item in items
    )


def _policy(case: Mapping[str, Any], schema: Schema, rules: tuple[Rule, ...]) -> Policy:
    """Build a policy with the strategy, the unknowns and the default that a case names."""
    return Policy(
        "case",
        1,
        schema,
        rules,
        combine=_COMBINE[case["strategy"]],
        on_unknown=_unknown(case["unknown"]),
        default=Outcome(case["default"]),
    )


def combine(case: dict[str, Any]) -> str:
    """Combine rules whose verdicts are given."""
    results = case["results"]
    fields = {item["rule"]: item["verdict"] for item in results}
    schema = _fields(Kind.BOOL, fields)
    rules = tuple(
        Rule(
            item["rule"],
            Field(item["rule"]).equals(other=True),
            Outcome(item["outcome"]),
            reason="case",
            enabled=item["verdict"] != "skipped",
        )
        for item in results
    )
    policy = _policy(case, schema, rules)
    known = {name: verdict == "hit" for name, verdict in fields.items() if verdict in {"hit", "miss"}}
    try:
        return decide(policy, schema.facts(known), at=AT).outcome.value
    except UndecidedError:
        return "refused"


def combine_screening(case: dict[str, Any]) -> str:
    """Join the outcomes of rules, a score and a screening."""
    outcomes = [case["score_outcome"], case["screening_outcome"], *case["rule_outcomes"]]
    return MOST_SEVERE.join(Signal(Outcome(outcome)) for outcome in outcomes).value


def policy_rows(case: dict[str, Any]) -> list[dict[str, object]]:
    """Put many applicants to one policy."""
    kinds = case["schema"]
    schema = _schema(kinds)
    rules = _rules(case["policy"], kinds)
    policy = _policy(case, schema, rules)
    rows: list[dict[str, object]] = []
    for applicant in case["applicants"]:
        verdict = decide(policy, _facts(schema, kinds, applicant), at=AT)
        hits, unknown = {hit.rule for hit in verdict.hits}, {item.rule for item in verdict.unknowns}
        rows.append(
            {
                "outcome": verdict.outcome.value,
                "hits": [rule.id for rule in rules if rule.id in hits],
                "unknown": [rule.id for rule in rules if rule.id in unknown],
            }
        )
    return rows


def velocity(case: dict[str, Any]) -> dict[str, object]:
    """Rules over counts, each with its own answer to an unknown count."""
    schema = _fields(Kind.INT, sorted({item["metric"] for item in case["rules"]}))
    rules = tuple(
        Rule(
            item["id"],
            Field(item["metric"]) > item["above"],
            Outcome(item["outcome"]),
            reason=item["metric"],
            on_unknown=Outcome(item["unknown"]) if "unknown" in item else None,
        )
        for item in case["rules"]
    )
    facts = schema.facts({name: value for name, value in case["metrics"].items() if schema.get(name)})
    verdict = decide(Policy("case", 1, schema, rules), facts, at=AT)
    ends = {hit.rule: "hit" for hit in verdict.hits} | {item.rule: "unknown" for item in verdict.unknowns}
    return {
        "intervention": verdict.outcome.value,
        "results": [[rule.id, ends[rule.id]] for rule in rules if rule.id in ends],
    }


def score_bands(case: dict[str, Any]) -> str:
    """Read a score off bands with floors."""
    bands = Bands(tuple(Band(_exact(item["from"]), item["level"]) for item in case["bands"]))
    return bands.level(_exact(case["score"]), floors=case["floors"])


def _exact(number: float | str) -> int | Decimal:
    return number if isinstance(number, int) else Decimal(str(number))


def _always(item: Mapping[str, Any]) -> Rule:
    return Rule(
        item["rule"],
        AllOf(()),
        Outcome(item.get("outcome", "review")),
        reason=item.get("reason", "case"),
        group=item.get("group", ""),
        confidential=item.get("confidential", False),
    )


def snooze(case: dict[str, Any]) -> dict[str, object]:
    """Hits that are left under snoozes."""
    policy = Policy("case", 1, Schema(()), tuple(_always(item) for item in case["hits"]))
    snoozes = [
        Snooze(
            item["group"],
            item["pivot"],
            datetime.fromisoformat(item["from"]),
            datetime.fromisoformat(item["until"]),
        )
        for item in case["snoozes"]
    ]
    verdict = decide(
        policy,
        policy.schema.facts({}),
        at=datetime.fromisoformat(case["at"]),
        snoozes=snoozes,
        pivot=case["pivot"],
    )
    left = {hit.rule for hit in verdict.hits}
    return {"hits": [rule.id for rule in policy.rules if rule.id in left]}


def reasons(case: dict[str, Any]) -> dict[str, object]:
    """What the customer and what the analyst is told."""
    policy = Policy("case", 1, Schema(()), tuple(_always(item) for item in case["hits"]))
    verdict = decide(policy, policy.schema.facts({}), at=AT)
    return {
        "customer": list(principal_reasons(verdict, limit=case["limit"])),
        "analyst": [hit.rule for hit in verdict.hits],
    }


def lint(case: dict[str, Any]) -> dict[str, object]:
    """Findings over rules."""
    kinds = case["schema"]
    found = lint_rules(_rules(case["rules"], kinds), _schema(kinds))
    return {"findings": [{"code": item.code, "rules": list(item.rules)} for item in found]}


def lint_bands(case: dict[str, Any]) -> dict[str, object]:
    """Gaps and overlaps of bands."""
    spans = [Span(_exact(item["from"]), _exact(item["to"])) for item in case["bands"]]
    found = check_spans(spans, domain=Span(*(_exact(end) for end in case["domain"])))
    return {
        "gaps": [[span.start, span.end] for span in found.gaps],
        "overlaps": [[span.start, span.end] for span in found.overlaps],
    }


def money_rule(case: dict[str, Any]) -> dict[str, object]:
    """Compare money, in two currencies only through a rate."""
    schema = Schema((FactField("amount", Kind.MONEY),))
    day = date.fromisoformat(case["on"])
    rates = [Rate(pair[:3], pair[3:], Decimal(value), day, "case") for pair, value in case["rates"].items()]
    limit = parse_amount(case["limit"], case["limit_currency"])
    found = evaluate(
        Compare(Field("amount"), _OPS[case["op"]], limit),
        schema.facts({"amount": parse_amount(case["amount"], case["currency"])}),
        rates=rates,
    )
    answer: dict[str, object] = {"verdict": found.truth.value}
    for gap in found.gaps:
        if gap.code == "unknown.rate":
            answer["missing"] = gap.where
    return answer


def _text(money: Money) -> str:
    return plain(money).partition(" ")[0]


def exposures(case: dict[str, Any]) -> dict[str, object]:
    """Exposure, what is available, and whether an order fits."""
    base = case["base"]
    rates = [
        Rate(code, base, Decimal(value), AT.date(), "case") for code, value in case["rates_to_base"].items()
    ]
    items = [
        OpenItem(
            ItemKind(item["kind"]),
            parse_amount(item["amount"], item["currency"]),
            account=item.get("account", ""),
        )
        for item in case["items"]
    ]
    found = exposure(items, base, rates=rates)
    if isinstance(found, NoExposure):
        return {"unknown": "rate", "currency": found.unmet[0].params["base"]}
    order = None if case["order"] is None else parse_amount(case["order"], base)
    position = credit_position(CreditLimit("case", parse_amount(case["limit"], base)), found, order=order)
    if not isinstance(position, CreditPosition):
        return {"unknown": "rate"}
    answer: dict[str, object] = {
        "gross": _text(found.gross),
        "deductions": _text(found.deductions),
        "exposure": _text(found.exposure),
        "available": _text(position.available),
    }
    if position.after_order is not None:
        answer |= {
            "order": "release" if position.fits else "hold",
            "after_order": _text(position.after_order),
        }
    return answer


def limit_levels(case: dict[str, Any]) -> dict[str, object]:
    """One order against several limits."""
    order = parse_amount(case["order"], "USD")
    positions: dict[str, CreditPosition] = {}
    for level in case["levels"]:
        used = parse_amount(case["exposure"][level], "USD")
        limit = CreditLimit("case", parse_amount(case["limits"][level], "USD"))
        position = credit_position(limit, Exposure((), used, used * 0, used), order=order)
        if isinstance(position, CreditPosition):
            positions[level] = position
    levels = LimitLevels(positions)
    return {
        "release": levels.fits,
        "exceeded": list(levels.exceeded),
        "headroom": {name: _text(money) for name, money in levels.available.items()},
    }


def ageings(case: dict[str, Any]) -> dict[str, str]:
    """Open invoices by age."""
    items = [
        OpenItem(
            ItemKind.OPEN_INVOICE,
            parse_amount(item["open"], "USD"),
            due=date.fromisoformat(item["due"]),
        )
        for item in case["invoices"]
    ]
    found = ageing(items, date.fromisoformat(case["on"]), "USD")
    return {bucket.name: _text(bucket.amount) for bucket in found.buckets}


def as_of(case: dict[str, Any]) -> dict[str, object]:
    """Which version of a policy was in force."""
    policies = [
        Policy(
            "case",
            item["version"],
            Schema(()),
            (),
            validity=Validity(optional_day(item["from"]), optional_day(item["to"])),
            recorded_on=optional_day(item["recorded_on"]),
        )
        for item in case["versions"]
    ]
    found = policy_as_of(policies, date.fromisoformat(case["on"]), optional_day(case["known"]))
    return {"version": None if isinstance(found, NoPolicy) else found.version}


def _terms(case: Mapping[str, Any], days: int) -> PaymentTerms:
    discount = case.get("discount")
    return PaymentTerms(
        TermsKind(case.get("kind", "net")),
        days,
        discount=None if discount is None else Decimal(discount),
        discount_days=case.get("discount_days"),
    )


def terms(case: dict[str, Any]) -> dict[str, str]:
    """Due date and discount date."""
    agreed = _terms(case["terms"], case["terms"]["days"])
    invoice_date = date.fromisoformat(case["invoice_date"])
    calendar = WorkCalendar.of(holidays=[date.fromisoformat(day) for day in case["holidays"]])
    roll = Roll.UNADJUSTED if case["convention"] == "none" else Roll(case["convention"])
    until = agreed.discount_until(invoice_date)
    due = agreed.due(invoice_date, calendar, roll)
    return {"due": due.isoformat()} | ({"discount_until": until.isoformat()} if until else {})


def discount_cost(case: dict[str, Any]) -> float | None:
    """What it costs a year to let a discount pass."""
    cost = _terms(case, case["net_days"]).discount_cost(year_days=case["year_days"])
    return None if cost is None else float(cost)


def discount_taken(case: dict[str, Any]) -> dict[str, str]:
    """What is owed when paid on a day."""
    agreed = _terms(case, case["discount_days"])
    owed = agreed.owed(
        parse_amount(case["amount"], "USD"),
        date.fromisoformat(case["invoice_date"]),
        date.fromisoformat(case["paid_on"]),
        Rounding.HALF_UP,
    )
    return {"owed": _text(owed)}


FAMILIES = {
    "logic-truth": logic_truth,
    "cel-logic": logic_truth,
    "logic-facts": logic_facts,
    "logic-refuse": logic_facts,
    "explain": explain,
    "combine": combine,
    "combine-screening": combine_screening,
    "policy-20": policy_rows,
    "velocity-intervention": velocity,
    "score-bands": score_bands,
    "snooze": snooze,
    "reasons": reasons,
    "lint": lint,
    "lint-bands": lint_bands,
    "money-rule": money_rule,
    "exposure": exposures,
    "limit-levels": limit_levels,
    "ageing": ageings,
    "policy-as-of": as_of,
    "terms": terms,
    "discount-cost": discount_cost,
    "discount-taken": discount_taken,
}
