"""Whose rules of a kind hold at a place: the most particular jurisdiction that has any of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.kernel.errors import InvalidValueError


def key_in(rules: RuleSet[Any], kind: str, jurisdictions: Sequence[str], name: str = "") -> str:
    """Return the key that decides: of the first jurisdiction with rules of the kind, else of the first.

    Example:
        >>> from datetime import date
        >>> key_in(RuleSet([], date(2026, 1, 1)), "valuation", ["DE", "EU"])
        'valuation/DE'

    Args:
        rules: Dated rules by key, ``KIND/JURISDICTION`` or ``KIND/JURISDICTION/NAME``.
        kind: The kind of rule, e.g. ``"vat"``.
        jurisdictions: The most particular first.
        name: Of the rule, where a jurisdiction has several of the kind.

    Raises:
        InvalidValueError: No jurisdiction is given.
    """
    if not jurisdictions:
        msg = "jurisdictions=(): nobody's rules hold; take them from Place(...).jurisdictions(on)"
        raise InvalidValueError(msg)
    tail = f"/{name}" if name else ""
    own = (place for place in jurisdictions if _has_rules(rules, f"{kind}/{place}"))
    return f"{kind}/{next(own, jurisdictions[0])}{tail}"


def _has_rules(rules: RuleSet[Any], key: str) -> bool:
    return bool(rules.keys_under(key + "/")) or key in rules.keys_under(key)[:1]
