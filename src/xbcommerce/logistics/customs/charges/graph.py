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
from graphlib import CycleError, TopologicalSorter

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
    by_name = {rule.name: rule for rule in sorted(rules, key=lambda rule: rule.name)}
    found = list(rules)
    if twice := repeated((*(rule.name for rule in found), *parts)):
        msg = f"charges: {', '.join(map(repr, twice))} names more than one charge or part"
        raise InvalidValueError(msg)
    sorter = TopologicalSorter({name: needed(rule, by_name, parts) for name, rule in by_name.items()})
    try:
        return tuple(by_name[name] for name in sorter.static_order())
    except CycleError as error:
        circle: list[str] = error.args[1]
        names = " -> ".join(reversed(circle))
        msg = f"charges need each other: {names}; a base that contains its own charge is inclusive=True"
        raise ChargeCycleError(msg) from None


def needed(rule: ChargeRule, by_name: Mapping[str, ChargeRule], parts: Collection[str]) -> list[str]:
    """Return the charges in the base of a rule, by name, each once.

    Raises:
        UnknownBaseError: The base names nothing that exists.
    """
    charges = [name for name in rule.base if name not in parts]
    for name in charges:
        if name not in by_name:
            guess = nearest(name, (*parts, *by_name))
            hint = f"; did you mean {guess!r}?" if guess else ""
            msg = f"{rule.name}: its base names {name!r}, which is no part and no charge{hint}"
            raise UnknownBaseError(msg)
    kinds = [name for name, other in by_name.items() if other.kind in rule.base_kinds and name != rule.name]
    return list(dict.fromkeys((*charges, *kinds)))
