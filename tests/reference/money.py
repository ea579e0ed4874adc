"""Money and exchange rates: adapters for the families about amounts, allocation, currencies and fixings."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from moneyed import Money

from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.fx import (
    Fixed,
    NoRate,
    Quote,
    Rate,
    RateTable,
    StaleRate,
    convert,
    decide_quote,
    fixed_triangulation,
)
from xbcommerce.kernel.money import (
    Allocate,
    Bag,
    Rounding,
    Split,
    Ties,
    ZeroWeights,
    allocate,
    allocate_capped,
    allocate_units,
    cash_habit,
    compare,
    currency_info,
    currency_of,
    from_minor,
    minor,
    parse_amount,
    plain,
    quantize,
    round_fraction,
    scale,
    split_evenly,
    total,
)

Json = dict[str, Any]
FIXINGS = Path(__file__).parents[3] / "shared/data/payments/ecb/eurofxref-hist.csv.gz"
ANY_DAY = date(2026, 1, 1)


def money(text: str, code: str) -> Money:
    """Make money of any precision."""
    return Money(Decimal(text), currency_of(code))


def figures(amount: Money) -> str:
    """Write the amount alone."""
    return plain(amount).rpartition(" ")[0]


def coded(answer: Callable[[Json], object]) -> Callable[[Json], object]:
    """Answer with the error's code where the library refuses."""

    def answered(given: Json) -> object:
        try:
            return answer(given)
        except XbcommerceError as error:
            return {"error": error.code}

    return answered


def each(answer: Callable[[Json], object]) -> Callable[[Json], object]:
    """Answer a case, or every item of it."""

    def answered(given: Json) -> object:
        if "items" in given:
            return {"items": [answer(item) for item in given["items"]]}
        return answer(given)

    return answered


def split_money(given: Json) -> object:
    """Allocate by weights, or evenly into parts."""
    amount, mode = money(given["amount"], given["currency"]), Allocate(given["mode"])
    step = money(given["step"], given["currency"]) if given.get("step") else None
    if "parts" in given:
        done = split_evenly(amount, given["parts"], mode, step=step)
    else:
        done = allocate(amount, [Fraction(weight) for weight in given["weights"]], mode, step=step)
    return {"shares": [figures(share) for share in done.shares], "remainder": figures(done.remainder)}


def split_units(given: Json) -> object:
    """Allocate whole units, as carts do."""
    weights = [Fraction(str(weight)) for weight in given["weights"]]
    done: Split
    if given.get("caps") is not None:
        done = allocate_capped(given["amount"], weights, given["caps"], keys=given.get("keys"))
    else:
        done = allocate_units(
            given["amount"],
            weights,
            Allocate.LARGEST_REMAINDER,
            ties=Ties.WEIGHT_THEN_KEY,
            keys=given.get("keys"),
            zero_weights=ZeroWeights.EQUAL,
        )
    return {"shares": list(done.shares), "unapplied": done.remainder}


def split_charge(given: Json) -> object:
    """Allocate a charge, and say the exact shares to four decimals beside."""
    weights = [Fraction(weight) for weight in given["weights"]]
    charge = money(given["charge"], given["currency"])
    shares = allocate(charge, weights, Allocate.LARGEST_REMAINDER).shares
    exact = [Fraction(given["charge"]) * weight / sum(weights) for weight in weights]
    return {
        "sum": figures(total(shares, charge.currency)),
        "exact": [
            f"{Decimal(round_fraction(share * 10**4, Rounding.HALF_UP)).scaleb(-4)}" for share in exact
        ],
    }


def split_by_shape(given: Json) -> object:
    """Tell units from charges: two topics share the family's name."""
    return split_charge(given) if "charge" in given else split_units(given)


def round_amount(given: Json) -> object:
    """Round to the minor unit or a cash step."""
    step = money(given["step"], given["currency"]) if given.get("step") else None
    amount = money(given["amount"], given["currency"])
    return {"amount": figures(quantize(amount, Rounding(given["mode"]), step))}


def read_amount(given: Json) -> object:
    """Read an amount in canonical form."""
    amount = parse_amount(given["text"], given["currency"])
    return {"minor": str(minor(amount)), "text": plain(amount)}


def look_up_currency(given: Json) -> object:
    """Look a currency up, with what CLDR says beside."""
    info, habit = currency_info(given["code"]), cash_habit(given["code"])
    return {
        "numeric": info.numeric,
        "exponent": info.exponent,
        "cldr_digits": habit.digits,
        "cldr_cash_digits": habit.cash_digits,
        "cldr_cash_rounding": habit.cash_rounding,
    }


def price_in_currency(given: Json) -> object:
    """Show a price in the buyer's currency, make a total payable, or split it."""
    code = given["currency"]
    if "quantise" in given:
        return round_amount({**given, "amount": given["quantise"]})
    if "allocate" in given:
        shares = allocate_units(
            minor(money(given["allocate"], code)),
            [Fraction(weight) for weight in given["weights"]],
            Allocate.LARGEST_REMAINDER,
            ties=Ties.WEIGHT_THEN_KEY,
            keys=given.get("keys"),
        ).shares
        return {"shares": [figures(from_minor(share, code)) for share in shares]}
    rate = Rate(code, given["display_currency"], Fraction(given["rate"]), ANY_DAY, "the case")
    unit = money(given["unit_price"], code)
    charged = scale(unit, given["quantity"], Rounding.HALF_UP)
    return {
        "unit_display": figures(convert(unit, rate, Rounding.HALF_UP).amount),
        "total_display": figures(convert(charged, rate, Rounding.HALF_UP).amount),
        "total_charged": figures(charged),
        "charged_currency": code,
    }


def currency_by_shape(given: Json) -> object:
    """Tell a look-up from a price: two topics share the family's name."""
    return look_up_currency(given) if "code" in given else price_in_currency(given)


def operate(given: Json) -> object:
    """Do one operation on amounts."""
    amounts = [money(*amount) for amount in given["amounts"]]
    return OPERATIONS[given["op"]](amounts, given)


def thirds(amounts: list[Money], given: Json) -> Json:
    """Take a third and three of them."""
    third = scale(amounts[0], Fraction(1, 3), Rounding(given["mode"]))
    back = scale(third, 3, Rounding(given["mode"]))
    return {"third": figures(third), "three_thirds": figures(back)}


def _amount(amount: Money) -> Json:
    return {"amount": figures(amount), "currency": amount.currency.code}


OPERATIONS: dict[str, Callable[[list[Money], Json], Json]] = {
    "add": lambda amounts, _: _amount(total(amounts, amounts[0].currency)),
    "sum": lambda amounts, given: _amount(total(amounts, given["currency"])),
    "subtract": lambda amounts, _: _amount(
        total([amounts[0], *(-amount for amount in amounts[1:])], amounts[0].currency)
    ),
    "negate": lambda amounts, _: _amount(-amounts[0]),
    "equal": lambda amounts, _: {"value": amounts[0] == amounts[1]},
    "less_than": lambda amounts, _: {"value": compare(*amounts) < 0},
    "greater_than": lambda amounts, _: {"value": compare(*amounts) > 0},
    "compare": lambda amounts, _: {"value": compare(*amounts)},
    "scale": lambda amounts, given: _amount(
        scale(amounts[0], Fraction(given["factor"]), Rounding(given["mode"]))
    ),
    "bag": lambda amounts, _: {"bag": {m.currency.code: figures(m) for m in Bag.of(amounts).moneys}},
    "round_trip_thirds": thirds,
}


def convert_amount(given: Json) -> object:
    """Convert at a given rate."""
    rate = Rate(given["from"], given["to"], Fraction(given["rate"]), ANY_DAY, "the case")
    done = convert(money(given["amount"], given["from"]), rate, Rounding(given["mode"]))
    return {"amount": figures(done.amount), "residue": str(done.residue)}


@cache
def fixings() -> RateTable:
    """Read the fixings of the European Central Bank that lie beside the repository."""
    with gzip.open(FIXINGS, "rt", encoding="utf-8", newline="") as lines:
        return RateTable.from_csv(lines, source="Source: ECB statistics")


def rate_as_of(given: Json) -> object:
    """Look a rate up as of a day."""
    day = date.fromisoformat(given["date"])
    match fixings().as_of(given["base"], given["quote"], day, max_age_days=given["max_age_days"]):
        case Rate(value=value, as_of=fixed_on):
            return {
                "rate": str(value),
                "fixing_date": fixed_on.isoformat(),
                "age_days": (day - fixed_on).days,
            }
        case StaleRate(latest=latest) as stale:
            return {
                "error": stale.code,
                "latest_fixing": latest.as_of.isoformat(),
                "age_days": stale.age_days,
            }
        case NoRate() as none:
            return {"error": none.code}


def triangulate(given: Json) -> object:
    """Convert between currencies fixed to the euro."""
    done = fixed_triangulation(
        Decimal(given["amount"]),
        given["from"],
        given["to"],
        {code: Decimal(rate) for code, rate in given["rates_per_euro"].items()},
        intermediate_digits=given["intermediate_decimals"],
        target_digits=given["target_decimals"],
    )
    euro = {} if done.euro is None else {"euro": str(done.euro)}
    return {"amount": str(done.amount), **euro}


def quote_deal(given: Json) -> object:
    """Price a deal with one side fixed."""
    fixed = Fixed(given["fixed"])
    quote = Quote(
        "case",
        given["from"],
        given["to"],
        fixed,
        money(given["amount"], given["from"] if fixed is Fixed.SOURCE else given["to"]),
        mid=Fraction(given["mid"]),
        spread_bps=Fraction(given["spread_bps"]),
        rate_digits=given["rate_digits"],
        rounding=Rounding(given["mode"]),
        locked_at=datetime.fromisoformat("2026-01-01T00:00:00Z"),
        expires_at=datetime.fromisoformat("2026-01-01T01:00:00Z"),
    )
    return {
        "client_rate": f"{quote.client_rate:f}",
        "source": figures(quote.source),
        "target": figures(quote.target),
        "cost": figures(quote.cost),
        "cost_currency": quote.cost.currency.code,
    }


def decide_deal(given: Json) -> object:
    """Decide whether a quote is still good."""
    terms = given["quote"]
    quote = Quote(
        "case",
        "EUR",
        "USD",
        Fixed.SOURCE,
        money("1.00", "EUR"),
        mid=Fraction(terms["rate"]),
        spread_bps=0,
        locked_at=datetime.fromisoformat(terms["locked_at"]),
        expires_at=datetime.fromisoformat(terms["expires_at"]),
        used_by="another deal" if terms["used"] else "",
    )
    decision = decide_quote(
        quote,
        Fraction(given["market_rate"]),
        at=datetime.fromisoformat(given["now"]),
        tolerance_bps=Fraction(given["tolerance_bps"]),
    )
    return {"decision": decision.use.value, "move_bps": str(decision.move_bps)}


FAMILIES = {
    "allocate": each(coded(split_money)),
    "allocate_refusals": each(coded(split_money)),
    "split": each(coded(split_money)),
    "allocation": split_by_shape,
    "round_minor": each(coded(round_amount)),
    "cash_round": each(coded(round_amount)),
    "parse_amount": each(coded(read_amount)),
    "currency": each(coded(currency_by_shape)),
    "money_op": each(coded(operate)),
    "fx_convert": each(coded(convert_amount)),
    "fx_rate_asof": each(coded(rate_as_of)),
    "fx_fixed_triangulation": each(coded(triangulate)),
    "fx_quote": each(coded(quote_deal)),
    "fx_quote_decision": each(coded(decide_deal)),
}
