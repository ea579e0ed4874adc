"""Declarations: which postal form, what is missing, which product identifiers are sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from moneyed import Money

from xbcommerce.kernel.places import Address
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs import Buyer, Place
from xbcommerce.logistics.customs.declarations import (
    Declaration,
    DeclaredLine,
    DeclaredParty,
    PostalProduct,
    ProductId,
    ProductIdKind,
    Reason,
    complete,
    postal_form,
    product_id_unmet,
    suspect,
)
from xbcommerce.logistics.mode import Mode
from xbcommerce.reference.customs.requirements import requirements
from xbcommerce.reference.rates import ecb_rates

Input = dict[str, Any]
ON = date(2026, 11, 25)
NAMES = {"quantity": "qty", "net_weight_g": "net_kg"}
"""Facts whose names in the cases are others than ours."""
MODES = {
    "post": Mode.POSTAL,
    "courier": Mode.COURIER,
    "express": Mode.COURIER,
    "air": Mode.AIR,
    "sea": Mode.SEA,
}
SCHEMES = frozenset({"IOSS", "VOEC", "GB-VAT", "AU-GST", "NZ-GST", "SG-GST"})
DATA_SETS = frozenset({"H1", "H6", "H7"})
IDS = {"m_pid": ProductIdKind.M_PID, "ns_pid": ProductIdKind.NS_PID, "s_pid": ProductIdKind.S_PID}
SOMEBODY = DeclaredParty(
    Address("Ann Lee", ["1 Main Road"], "Town", "CN", "100000"), "+86 10 1", "a@b.example"
)
"""Sender and recipient, of whom the cases do not speak."""


def form(case: Input) -> object:
    """Choose the form."""
    grams = Fraction(case.get("weight_kg", 0)) * 1_000
    found = postal_form(
        PostalProduct(case["product"]),
        value_sdr=case["value_sdr"],
        weight_g=-(-grams.numerator // grams.denominator),
        rules=requirements(),
        on=date.fromisoformat(case["on"]) if "on" in case else ON,
    )
    assert not isinstance(found, Refusal), found
    return {"form": found.value}


def completeness(case: Input) -> object:
    """Ask for everything that is missing, and for what will be questioned."""
    told = _declaration(case)
    place, on = Place(case["dest"]), date.fromisoformat(case["on"])
    missing = complete(told, place, on=on, rules=requirements(), rates=ecb_rates())
    warned = {note.code for note in suspect(told, place, on=on, rules=requirements(), rates=ecb_rates())}
    facts = {str(item.params.get("fact", item.where)) for item in missing}
    vague = {"warnings": ["vague-description"]} if "declaration.vague_description" in warned else {}
    return {"missing": sorted(NAMES.get(fact, fact) for fact in facts), **vague}


def _declaration(case: Input) -> Declaration:
    lines = case.get("lines") or [case["line"]]
    regime = case.get("regime")
    return Declaration(
        [_line(str(number), line) for number, line in enumerate(lines)],
        sender=SOMEBODY,
        recipient=SOMEBODY,
        reason=Reason.SALE,
        buyer=Buyer(case.get("buyer", "consumer")),
        mode=MODES[str(case.get("channel") or case.get("mode") or "post")],
        data_set=case.get("data_set", regime if regime in DATA_SETS else "H7"),
        registrations=SCHEMES & {regime},
        gross_weight_g=1_000,
        references={name: value for name, value in case.items() if isinstance(value, str)},
    )


def _line(name: str, line: Input) -> DeclaredLine:
    kilograms, value = line.get("net_kg"), line.get("value")
    return DeclaredLine(
        name,
        line.get("description") or "",
        int(line["qty"]) if line.get("qty") else None,
        round(Fraction(kilograms) * 1_000) if kilograms else None,
        Money(value, line["currency"]) if value and line.get("currency") else None,
        line.get("origin"),
        line.get("hs"),
        list(_product_ids(line)),
    )


def _product_ids(line: Input) -> Iterator[ProductId]:
    known = {**IDS, "product_identifier": ProductIdKind.M_PID, "product_id": ProductIdKind.M_PID}
    for name, kind in known.items():
        found = ProductId.parse(kind, line.get(name) or "")
        if isinstance(found, ProductId):
            yield found


def product_id(case: Input) -> object:
    """Check one identifier."""
    return {"valid": not product_id_unmet(ProductIdKind(case["kind"]), case.get("value") or "")}


OPERATIONS: dict[str, Callable[[Input], object]] = {
    "form": form,
    "complete": completeness,
    "product_id": product_id,
}


def declaration(case: Input) -> object:
    """Do what the case asks for."""
    return OPERATIONS[case["op"]](case)


FAMILIES: dict[str, Callable[[Input], object]] = {"declaration": declaration}
