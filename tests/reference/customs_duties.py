"""Duty expressions: how they are read, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from xbcommerce.kernel.money import Rounding, round_fraction
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs.duties import (
    AdValorem,
    AgriculturalComponent,
    DutyExpression,
    DutyFacts,
    Free,
    Limited,
    RetailShare,
    Specific,
    Sum,
    SupplementaryUnit,
    Term,
    evaluate,
    measurement_unit,
    parse_duty,
    terms_of,
)
from xbcommerce.logistics.customs.duties.decimals import decimal_text

Case = dict[str, Any]

_ERRORS = {"duty.missing_rate": "missing-fx"}


def duty_expr(case: Case) -> object:
    """Work out a duty, rounded as the case says."""
    duty = parse_duty(case["text"])
    if isinstance(duty, Refusal):
        return {"error": _error(duty)}
    value = case.get("customs_value")
    currency = _currency(case, duty)
    rates = _rates(case.get("fx", {}), currency)
    worth = None if value is None else Fraction(value["amount"]) * rates.get(value["currency"], Fraction(1))
    charged = evaluate(duty, DutyFacts(currency, worth, case.get("quantities", {}), rates))
    if isinstance(charged, Refusal):
        needs = {unmet.params.get("need", unmet.where) for unmet in charged.unmet}
        return {"error": _error(charged), "needs": sorted(needs)}
    return {"amount": _rounded(charged.amount, *case["round"]), "currency": currency}


def _currency(case: Case, duty: DutyExpression) -> str:
    """In which the case pays: that of the value, or what the rate leads to, or the duty's own."""
    value = [case["customs_value"]["currency"]] if "customs_value" in case else []
    quotes = [pair.partition("/")[2] for pair in case.get("fx", {})]
    own = [term.currency for term in terms_of(duty) if isinstance(term, Specific)]
    return str((*value, *quotes, *own, "GBP")[0])


def _rates(pairs: Mapping[str, str], currency: str) -> dict[str, Fraction]:
    rates: dict[str, Fraction] = {}
    for pair, rate in pairs.items():
        base, _, quote = pair.partition("/")
        if quote == currency:
            rates[base] = Fraction(rate)
        elif base == currency:
            rates[quote] = 1 / Fraction(rate)
    return rates


def _rounded(amount: Fraction, step: str, mode: str) -> str:
    steps = round_fraction(amount / Fraction(step), Rounding(mode))
    return f"{steps * Decimal(step):f}"


def _error(refusal: Refusal) -> str:
    code = refusal.codes[0]
    return _ERRORS.get(code, code.partition(".")[2].replace("_", "-"))


def duty_parse(case: Case) -> object:
    """List the components of a duty, or say why it cannot be read."""
    duty = parse_duty(case["text"])
    return {"error": _error(duty)} if isinstance(duty, Refusal) else {"components": list(_components(duty))}


def _components(duty: DutyExpression) -> Iterator[Case]:
    match duty:
        case Limited(first, limits):
            yield from _components(first)
            for limit in limits:
                start, *rest = _components(limit.of)
                yield {"op": limit.bound.value, **start}
                yield from rest
        case Sum(first, rest):
            yield from _components(first)
            yield from (_signed(signed.sign.value, signed.term) for signed in rest)
        case Free():
            yield {"op": str(duty)}
        case SupplementaryUnit():
            yield {"per": str(duty)}
        case AgriculturalComponent():
            yield {"op": f"+ {duty}"}
        case _:
            yield _amount(duty)


def _signed(sign: str, term: Term) -> Case:
    if isinstance(term, AgriculturalComponent):
        return {"op": f"{sign} {term}"}
    return {"op": sign, **_amount(term)}


def _amount(term: AdValorem | RetailShare | Specific) -> Case:
    match term:
        case AdValorem(rate_pct):
            return {"amount": decimal_text(rate_pct), "unit": "%"}
        case RetailShare(rate_pct):
            return {"amount": decimal_text(rate_pct), "unit": "%", "per": "Retail Price"}
        case Specific(amount, currency, unit):
            found: Case = {"amount": decimal_text(amount), "currency": currency}
            return found if unit is None else found | _unit(unit)


def _unit(code: str) -> Case:
    """Tell a qualifier apart where it is printed so."""
    unit, _, qualifier = measurement_unit(code).abbreviation.partition(" / ")
    return {"per": unit, "qualifier": qualifier} if qualifier else {"per": unit}


FAMILIES: dict[str, Callable[[Case], object]] = {"duty-expr": duty_expr, "duty-parse": duty_parse}
