"""Payments: adapters for the families about fees, settlement, the ledger and reconciliation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.reference.money import coded, each, figures, money
from tests.reference.runner import NotCoveredError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import Bag, Rounding
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import (
    Command,
    Expected,
    FeeSchedule,
    Hold,
    Ledger,
    Line,
    Post,
    Replayed,
    Reverse,
    SettleHold,
    StatementLine,
    Surcharge,
    Tier,
    TierMode,
    VoidHold,
    gross_up,
    post,
    quote_fee,
    reconcile,
    seal,
    settle,
)

Json = dict[str, Any]
ANY_DAY = date(2026, 1, 1)


def schedule_of(terms: Json, currency: str) -> FeeSchedule:
    """Read a fee schedule."""

    def amount(name: str) -> Any:  # noqa: ANN401
        return money(terms[name], currency) if terms.get(name) is not None else None

    return FeeSchedule(
        percent=Decimal(terms.get("percent") or "0"),
        fixed=amount("fixed"),
        minimum=amount("min"),
        cap=amount("max"),
        surcharges=tuple(
            Surcharge(
                extra["name"],
                Decimal(extra.get("percent") or "0"),
                money(extra["fixed"], currency) if extra.get("fixed") is not None else None,
            )
            for extra in terms.get("surcharges") or ()
        ),
        tiers=tuple(
            Tier(
                None if tier.get("up_to") is None else money(tier["up_to"], currency),
                Decimal(tier["percent"]),
            )
            for tier in terms.get("tiers") or ()
        ),
        tier_mode=TierMode(terms.get("tier_mode") or "marginal"),
        round_each=bool(terms.get("round_each")),
        rounding=Rounding(terms.get("rounding") or "half_up"),
    )


def price_payment(given: Json) -> object:
    """Quote the fee on an amount."""
    if "schedule" not in given:
        raise NotCoveredError  # a customs fee, which has a rule of its own
    quote = quote_fee(schedule_of(given["schedule"], given["currency"]), _amount(given, "amount"))
    return {"fee": figures(quote.total), "net": figures(quote.net)}


def price_from_net(given: Json) -> object:
    """Find the amount that leaves a net."""
    quote = gross_up(schedule_of(given["schedule"], given["currency"]), _amount(given, "net"))
    return {"gross": figures(quote.amount), "fee": figures(quote.total)}


def _amount(given: Json, name: str) -> Any:  # noqa: ANN401
    return money(given[name], given["currency"])


def settle_payment(given: Json) -> object:
    """Break an amount down to the parties' shares."""
    done = settle(
        _amount(given, "gross"),
        schedule_of(given["schedule"], given["currency"]),
        Rate(given["currency"], given["target"], Fraction(given["rate"]), ANY_DAY, "the case"),
        reserve_bps=Fraction(given["reserve_bps"]),
        spread_bps=Fraction(given["spread_bps"]),
        weights=[Fraction(weight) for weight in given["weights"]],
    )
    return {
        "fee": figures(done.fee),
        "net": figures(done.net),
        "reserve": figures(done.reserve),
        "payable": figures(done.payable),
        "converted_at_mid": figures(done.converted_at_mid),
        "spread": figures(done.spread),
        "remitted": figures(done.remitted),
        "shares": [figures(share) for share in done.shares],
    }


DONE: dict[type[Command], str] = {
    Post: "posted",
    Reverse: "reversed",
    Hold: "held",
    SettleHold: "settled",
    VoidHold: "voided",
}


def keep_books(given: Json) -> object:
    """Run commands over a ledger."""
    ledger, results = Ledger(), []
    for each_command in given["commands"]:
        if each_command["do"] == "seal":
            ledger = seal(ledger, date.fromisoformat(each_command["through"]))
            results.append("sealed")
            continue
        command = _command(each_command, ledger)
        outcome = post(ledger, command)
        if isinstance(outcome, Refusal):
            results.append(f"refused:{outcome.codes[0].removeprefix('ledger.')}")
            continue
        ledger = outcome.ledger
        results.append("replayed" if isinstance(outcome, Replayed) else DONE[type(command)])
    return {
        "results": results,
        "balances": {"settled": _bags(ledger.balances()), "pending": _bags(ledger.pending())},
    }


def _command(given: Json, ledger: Ledger) -> Command:
    entry_id, on = given["id"], date.fromisoformat(given["date"])
    match given["do"]:
        case "post" | "hold" as verb:
            lines = tuple(
                Line.of(line["account"], money(line["amount"], line["currency"])) for line in given["lines"]
            )
            return (Post if verb == "post" else Hold)(entry_id, on, given.get("kind", verb), lines)
        case "reverse":
            return Reverse(entry_id, on, given["of"])
        case "void":
            return VoidHold(entry_id, on, given["of"])
        case "settle":
            target = ledger.entry(given["of"])
            held = target.pending if target else ()
            code = given.get("currency") or (held[0].currency if held else "USD")
            amount = given.get("amount")
            return SettleHold(entry_id, on, given["of"], None if amount is None else money(amount, code))
        case verb:
            raise NotImplementedError(verb)


def _bags(bags: FrozenMap[str, Bag]) -> Json:
    return {name: {m.currency.code: figures(m) for m in bag.moneys} for name, bag in bags.items()}


def reconcile_statement(given: Json) -> object:
    """Class every line of a statement."""
    code = given["currency"]
    expected = [
        Expected.of(
            item["ref"],
            item["type"],
            money(item["gross"], code),
            date.fromisoformat(item["due"]),
            fee=money(item["fee"], code),
            presentment=money(*item["presentment"]) if item.get("presentment") else None,
        )
        for item in given["expected"]
    ]
    lines = [
        StatementLine.of(
            line["id"],
            line["ref"],
            line["type"],
            money(line["gross"], code),
            fee=money(line["fee"], code),
            net=money(line["net"], code),
            rate=Fraction(line["rate"]) if line.get("rate") else None,
        )
        for line in given["lines"]
    ]
    done = reconcile(expected, lines, period_end=date.fromisoformat(given["period_end"]), currency=code)
    return {
        "lines": [matched.line_class.value for matched in done.lines],
        "missing": [item.ref for item in done.missing],
        "timing": [item.ref for item in done.timing],
        "explained": {kind.value: figures(amount) for kind, amount in done.explained.items()},
        "total_lines": figures(done.received),
        "total_expected": figures(done.expected),
    }


FAMILIES: dict[str, Callable[[Json], object]] = {
    "fee": each(coded(price_payment)),
    "gross_up": each(coded(price_from_net)),
    "settle": each(coded(settle_payment)),
    "ledger": keep_books,
    "reconcile": reconcile_statement,
}
