"""Terms of trade: payor and cover, names of older editions, modes of carriage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.reference.runner import Told
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs.incoterms import Term, TradeCost, read_term, warnings
from xbcommerce.logistics.mode import Mode
from xbcommerce.reference.customs.incoterms import incoterm_rules

Input = dict[str, Any]
ON = date(2026, 11, 25)
MODES = {
    "air": Mode.AIR, "courier": Mode.COURIER, "express": Mode.COURIER, "inland-waterway": Mode.SEA,
    "land": Mode.LAND, "multimodal": Mode.LAND, "ocean": Mode.SEA, "post": Mode.POSTAL,
    "postal": Mode.POSTAL, "rail": Mode.LAND, "road": Mode.LAND, "sea": Mode.SEA, "truck": Mode.LAND,
}  # fmt: skip
ERRORS = {"incoterm.no_equivalent": "no-2020-equivalent", "incoterm.unknown": "unknown-term"}


def incoterm(case: Input) -> object:
    """Read the term, then answer what is asked: who pays, what it is called today, what is suspect."""
    on = date.fromisoformat(case["on"]) if "on" in case else ON
    found = read_term(case["parse" if "parse" in case else "term"], incoterm_rules(), on=on)
    if isinstance(found, Refusal):
        return {"error": ERRORS.get(found.codes[0], found.codes[0])}
    if "parse" in case:
        return Told(term=found.name, legacy=found.legacy)
    return _warned(found, case) if "mode" in case else _paid(found, TradeCost(case["cost"]))


def _paid(term: Term, cost: TradeCost) -> object:
    cover = term.rule.cover if cost is TradeCost.INSURANCE else None
    told = {} if cover is None else {"cover": cover.value}
    return Told(payor=term.payor(cost).value, **told)


def _warned(term: Term, case: Input) -> object:
    codes = {note.code for note in warnings(term, mode=MODES[case["mode"]], cross_border=False)}
    return {"warning": "sea-only" if "incoterm.sea_only" in codes else None}


FAMILIES: dict[str, Callable[[Input], object]] = {"incoterm": incoterm}
