"""What counts as present: a fact that is blank, zero or too short for its purpose is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from xbcommerce.kernel.places import Address

from .declaration import Declaration, DeclaredParty
from .declared_line import DeclaredLine
from .product_ids import ProductIdKind

_HS6, _HS10 = 6, 10
_NOWHERE = frozenset({"address.lines_missing", "address.city_missing", "address.country_missing"})


def _digits(line: DeclaredLine) -> int:
    return 0 if line.hs_code is None else len(line.hs_code.digits)


def _has_id(line: DeclaredLine, kind: ProductIdKind) -> bool:
    """Whether a number of the kind stands there, or the statement that there is none."""
    return bool({kind, ProductIdKind.NONE} & {each.kind for each in line.product_ids})


LINE_FACTS: Mapping[str, Callable[[DeclaredLine], bool]] = {
    "description": lambda line: bool(line.description.strip()),
    "quantity": lambda line: bool(line.quantity),
    "net_weight_g": lambda line: bool(line.net_weight_g),
    "value": lambda line: line.value is not None,
    "origin": lambda line: line.origin is not None,
    "hs6": lambda line: _digits(line) >= _HS6,
    "hs10": lambda line: _digits(line) >= _HS10,
    "product_identifier": lambda line: bool(line.product_ids),
    "m_pid": lambda line: _has_id(line, ProductIdKind.M_PID),
    "ns_pid": lambda line: _has_id(line, ProductIdKind.NS_PID),
}
"""Facts that every line is asked for, by name."""


def _named(party: DeclaredParty) -> bool:
    return party.address is not None and bool(party.address.recipient.strip())


def _somewhere(address: Address | None) -> bool:
    return address is not None and not _NOWHERE & {item.code for item in address.unmet()}


DECLARATION_FACTS: Mapping[str, Callable[[Declaration], bool]] = {
    "sender_name": lambda declaration: _named(declaration.sender),
    "sender_address": lambda declaration: _somewhere(declaration.sender.address),
    "recipient_name": lambda declaration: _named(declaration.recipient),
    "recipient_address": lambda declaration: _somewhere(declaration.recipient.address),
    "recipient_phone": lambda declaration: bool(declaration.recipient.phone.strip()),
    "recipient_email": lambda declaration: bool(declaration.recipient.email.strip()),
    "gross_weight_g": lambda declaration: bool(declaration.gross_weight_g),
    "reason": lambda declaration: declaration.reason is not None,
}
"""Facts that are asked for once, by name; every other name is one of `Declaration.references`."""


def declared(declaration: Declaration, fact: str) -> bool:
    """Say whether a fact of the whole consignment is there."""
    present = DECLARATION_FACTS.get(fact)
    return bool(declaration.reference(fact)) if present is None else present(declaration)
