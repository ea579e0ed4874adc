"""Reference cases of charges as a graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from moneyed import Money

from tests.reference.runner import Adapter, Told
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import Rounding, from_minor, minor, parse_amount
from xbcommerce.logistics import Step
from xbcommerce.logistics.customs import Exchange
from xbcommerce.logistics.customs.charges import (
    AtRate,
    Charge,
    ChargeKind,
    ChargeRule,
    FixedAmount,
    Reckoned,
    reckon,
)

_OPS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def _step(raw: list[str]) -> Step:
    size, mode = raw
    return Step.of(size, Rounding(mode))


def _charge(raw: Mapping[str, Any], currency: str) -> Charge:
    def money(name: str) -> Money | None:
        return parse_amount(raw[name], currency) if name in raw else None

    fixed = Money(raw["amount"], currency) if "amount" in raw else None
    rule = ChargeRule(
        raw["id"],
        ChargeKind.FEE,
        AtRate(raw["rate_pct"]) if fixed is None else FixedAmount(fixed),
        raw.get("base", ()),
        rounding=_step(raw["round"]) if "round" in raw else Step.of("0.01", Rounding.HALF_UP),
        base_rounding=_step(raw["base_round"]) if "base_round" in raw else None,
        inclusive=raw.get("inclusive", False),
        deduct=money("deduct"),
        minimum=money("min"),
        maximum=money("max"),
        collected=Fraction(raw.get("collect_factor", 1)),
        levied_above=_levied_above(raw["levy_if"], currency) if "levy_if" in raw else None,
    )
    if fixed is None:
        return Charge.of(rule, lines=1)
    return Charge(rule, (Fraction(0),), fixed=(minor(fixed) * raw.get("count", 1),))


def _levied_above(test: list[str], currency: str) -> Money:
    """Read a test of amounts in whole units: from an amount on is above one unit less."""
    op, text = test
    limit = minor(parse_amount(text, currency))
    return from_minor(limit - {">": 0, ">=": 1}[op], currency)


def charge_graph(case: dict[str, Any]) -> object:
    """Reckon charges over the parts of one value."""
    currency = case["currency"]
    parts = {name: (minor(parse_amount(amount, currency)),) for name, amount in case["components"].items()}
    charges = [_charge(raw, currency) for raw in case["charges"]]
    done = {each.rule.name: each for each in reckon(charges, parts, ["a"], Exchange(currency, FrozenMap({})))}
    answer = Told(
        charges=Told({name: _major(each.total, currency) for name, each in done.items()}),
        total_charges=_major(sum(each.total for each in done.values()), currency),
        bases=Told({name: _major(each.base, currency) for name, each in done.items()}),
    )
    if "waive" in case:
        due = sum(done[name].total for name in case["waive"]["charges"])
        limit = parse_amount(case["waive"]["amount"], currency)
        answer["waived"] = _OPS[case["waive"]["op"]](from_minor(due, currency).amount, limit.amount)
    return answer


def _major(units: int, currency: str) -> str:
    return str(from_minor(units, currency).amount)


def line_truncation(case: dict[str, Any]) -> object:
    """Truncate values, line amounts and totals as the Japanese declaration does."""
    rule, lines = case["rule"], case["lines"]
    mode = Rounding(rule["mode"])
    value, tax, yen = Step.of(rule["value_step"], mode), Step.of(rule["tax_step"], mode), Step.of(1, mode)
    local = Fraction(rule["local_fraction"]) * 100
    cut = {"rounding": tax, "line_rounding": yen, "seen_rounding": tax}
    duty = ChargeRule("duty", ChargeKind.DUTY, AtRate(0), ("cif",), base_rounding=value, **cut)
    national = ChargeRule(
        "ct_national", ChargeKind.IMPORT_TAX, AtRate(0), ("cif", "duty"), base_rounding=value, **cut
    )
    shared = ChargeRule("ct_local", ChargeKind.IMPORT_TAX, AtRate(local), ("ct_national",), **cut)
    charges = [
        Charge(duty, [Fraction(line["duty_pct"]) / 100 for line in lines]),
        Charge(national, [Fraction(line["ct_national_pct"]) / 100 for line in lines]),
        Charge.of(shared, lines=len(lines)),
    ]
    parts = {"cif": tuple(int(line["cif"]) for line in lines)}
    keys = [str(at) for at in range(len(lines))]
    done = {each.rule.name: each for each in reckon(charges, parts, keys, Exchange("JPY", FrozenMap({})))}
    answer: dict[str, object] = {name: str(each.total) for name, each in done.items()}
    answer["total"] = str(sum(each.total for each in done.values()))
    answer["lines"] = [_truncated(done, at) for at in range(len(lines))]
    return answer


def _truncated(done: Mapping[str, Reckoned], at: int) -> dict[str, str]:
    return {
        "duty_raw": str(done["duty"].raw[at]),
        "ct_base": str(done["ct_national"].charged_on[at]),
        "ct_raw": str(done["ct_national"].raw[at]),
        "local_raw": str(done["ct_local"].raw[at]),
    }


FAMILIES: dict[str, Adapter] = {"charge-graph": charge_graph, "line-truncation": line_truncation}
