"""Families `listing`, `readiness` and `gtin` of the catalogue."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from moneyed import Money

from xbcommerce import catalog
from xbcommerce.catalog import (
    Attribute,
    Gtin,
    Key,
    ListingKey,
    Market,
    MaterialPolicy,
    PriceMove,
    Product,
    Requirement,
    plan_listings,
    readiness,
)
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.identifiers.check_digits import gs1_digit
from xbcommerce.kernel.unmet import Refusal

HERE = Path(__file__).parents[2]


def gtin_family(case: dict[str, Any]) -> object:
    """Answer one case of the family `gtin`."""
    text = case["gtin"]
    gtin = Gtin.parse(text)
    if isinstance(gtin, Refusal):
        answer: dict[str, Any] = {"valid": False, "unmet": list(gtin.codes)}
        if gtin.codes == ("gtin.check_digit",):
            answer["expected_check_digit"] = gs1_digit(text[:-1])
        return answer
    return {
        "valid": True,
        "gtin14": gtin.gtin14,
        "kind": gtin.kind,
        "use": gtin.use.value,
        "listable": gtin.listable,
        "unmet": [item.code for item in gtin.unlistable()],
    }


def listing_family(case: dict[str, Any]) -> object:
    """Answer one case of the family `listing`."""
    if "markets" in case:
        markets = [
            Market(market["country"], market["currency"], market["locales"], market["marketplace"])
            for market in case["markets"]
        ]
        plan = plan_listings([ListingKey.parse(text) for text in case["existing"]], markets)
        return {
            "wanted": [str(key) for key in plan.wanted],
            "missing": [str(key) for key in plan.missing],
            "extra": [str(key) for key in plan.extra],
        }
    price = case.get("price")
    free = price and price.get("free_change_percent")
    policy = MaterialPolicy(case["material"], Decimal(free) if free else None)
    move = price and PriceMove(Money(price["old"], "EUR"), Money(price["new"], "EUR"))
    phase = _PHASES[case["phase"]]
    revision = policy.needs_revision(phase, case["changed"], move)
    return {
        "material": list(policy.material(case["changed"], move)),
        "revision": revision,
        "phase": "Preparing" if revision else case["phase"],
    }


_PUBLISHED = catalog.Published(datetime(2026, 1, 1, tzinfo=UTC))
_PHASES: dict[str, catalog.Phase] = {
    type(phase).__name__: phase
    for phase in (
        catalog.Preparing(),
        catalog.InAudit("ann", "standard"),
        catalog.Approved("bob"),
        _PUBLISHED,
        catalog.Suspended("recall", _PUBLISHED),
        catalog.Delisted("recall"),
        catalog.Archived(),
    )
}


def readiness_family(case: dict[str, Any]) -> object:
    """Answer one case of the family `readiness`."""
    if "data" in case:
        return _marketplace(case)
    if case.get("ask") == "diff":
        return _diff(case)
    attributes = [
        Attribute(
            name, facts.get("localizable", False), facts.get("scopable", False), facts.get("locales", ())
        )
        for name, facts in case["attributes"].items()
    ]
    values = {
        Key(row["attribute"], row.get("locale", ""), row.get("market", "")): (
            tuple(row["value"]) if isinstance(row["value"], list) else row["value"]
        )
        for row in case["values"]
    }
    requirements = [
        Requirement(needs["market"], needs["locales"], needs["required"]) for needs in case["requirements"]
    ]
    report = readiness(Product("SKU", FrozenMap(values)), attributes, requirements)
    return {
        "missing": {f"{line.market}/{line.locale}": list(line.missing) for line in report.lines},
        "percent": {f"{line.market}/{line.locale}": line.percent for line in report.lines},
    }


def _having(names: list[str]) -> Product:
    return Product.of("SKU", dict.fromkeys(names, "given"))


def _marketplace(case: dict[str, Any]) -> object:
    types = json.loads((HERE / case["data"]).read_text(encoding="utf-8"))
    product = _having(case["have"])
    if case.get("ask") == "count_by_number_missing":
        counts = Counter(len(_line(product, required).missing) for required in types["required"].values())
        return {"counts": {str(count): counts[count] for count in sorted(counts)}}
    line = _line(product, types["required"][case["product_type"]])
    return {"missing": list(line.missing), "percent": line.percent}


def _line(product: Product, required: list[str]) -> catalog.Completeness:
    attributes = [Attribute(name) for name in required]
    return readiness(product, attributes, [Requirement("US", ["en"], required)]).lines[0]


def _diff(case: dict[str, Any]) -> object:
    home, target = case["from"], case["to"]
    attributes = [Attribute(name) for name in {*home["required"], *target["required"]}]
    requirements = [Requirement(side["market"], ["en"], side["required"]) for side in (home, target)]
    report = readiness(_having(case["have"]), attributes, requirements)
    opening = report.diff(home=home["market"], target=target["market"])
    return {
        "to_open": list(opening.to_open),
        "already_missing_at_home": list(opening.already_missing_at_home),
        "new_for_target": list(opening.new_for_target),
    }


FAMILIES = {"gtin": gtin_family, "listing": listing_family, "readiness": readiness_family}
