"""Charges in the order in which their bases can be known.

Example:
    >>> from xbcommerce.logistics.customs.charges import AtRate, ChargeKind, ChargeRule, in_order
    >>> vat = ChargeRule("vat", ChargeKind.IMPORT_TAX, AtRate("20"), ("goods", "duty"))
    >>> duty = ChargeRule("duty", ChargeKind.DUTY, AtRate("12"), ("goods",))
    >>> [rule.name for rule in in_order([vat, duty], parts=["goods"])]
    ['duty', 'vat']
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.naming import nearest, repeated

from .rule import ChargeRule


class ChargeCycleError(InvalidValueError):
    """Charges that need each other's amounts."""

    code = "charge_cycle"


class UnknownBaseError(InvalidValueError):
    """A base that names neither a part of the value nor a charge."""

    code = "unknown_base"


def in_order(rules: Iterable[ChargeRule], parts: Collection[str]) -> tuple[ChargeRule, ...]:
    """Sort charges so that each comes after all that are in its base; otherwise by name.

    Args:
        rules: In any order.
        parts: Names of the parts of the value.

    Raises:
        UnknownBaseError: A base names nothing.
        ChargeCycleError: Charges need each other.
        InvalidValueError: Two charges, or a charge and a part, have one name.
    """
    return tuple(rule for rule, _ in with_bases(rules, parts))


def with_bases(
    rules: Iterable[ChargeRule], parts: Collection[str]
) -> list[tuple[ChargeRule, tuple[str, ...]]]:
    """Sort charges as `in_order` does, each with the names of all that its base is made of."""
    given = list(rules)
    by_name = {rule.name: rule for rule in sorted(given, key=lambda rule: rule.name)}
    if len(by_name) < len(given) or not by_name.keys().isdisjoint(parts):
        twice = repeated((*(rule.name for rule in given), *parts))
        msg = f"charges: {', '.join(map(repr, twice))} names more than one charge or part"
        raise InvalidValueError(msg)
    bases = {name: _base(rule, by_name, parts) for name, rule in by_name.items()}
    ordered: dict[str, None] = {}
    for name in bases:
        _visit(name, bases, ordered, ())
    return [(by_name[name], bases[name]) for name in ordered]


def _visit(
    name: str, bases: Mapping[str, tuple[str, ...]], ordered: dict[str, None], path: tuple[str, ...]
) -> None:
    """Put a charge behind all that are in its base."""
    if name in ordered:
        return
    if name in path:
        names = " -> ".join((*path[path.index(name) :], name))
        msg = f"charges need each other: {names}; a base that contains its own charge is inclusive=True"
        raise ChargeCycleError(msg)
    for other in bases[name]:
        if other in bases:
            _visit(other, bases, ordered, (*path, name))
    ordered[name] = None


def _base(rule: ChargeRule, by_name: Mapping[str, ChargeRule], parts: Collection[str]) -> tuple[str, ...]:
    """Name everything in the base of a rule, each once: parts and charges, and all of its kinds."""
    for name in rule.base:
        if name not in parts and name not in by_name:
            guess = nearest(name, (*parts, *by_name))
            hint = f"; did you mean {guess!r}?" if guess else ""
            msg = f"{rule.name}: its base names {name!r}, which is no part and no charge{hint}"
            raise UnknownBaseError(msg)
    if not rule.base_kinds:
        return rule.base
    kinds = (name for name, other in by_name.items() if other.kind in rule.base_kinds and name != rule.name)
    return tuple(dict.fromkeys((*rule.base, *kinds)))
