"""Product identifiers of the European Union: which article a line of a declaration is, by number.

Merchant's number (M-PID), at most 128 characters; manufacturer's own number (NS-PID), at most 64;
manufacturer's standard number (S-PID), a GTIN; or the statement that there is none (Y081).

Source: Delegated Regulation (EU) 2026/1022, annex B; lengths as platforms tell them.

Example:
    >>> from xbcommerce.logistics.customs.declarations import ProductId, ProductIdKind
    >>> ProductId.parse(ProductIdKind.S_PID, "4006381333931").value
    '4006381333931'
    >>> print(ProductId.parse(ProductIdKind.NS_PID, "x" * 65))
    product_id.too_long at product_id (kind=NS-PID, length=65, length_max=64)
"""

from __future__ import annotations

from enum import Enum

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError, member, member_of
from xbcommerce.kernel.identifiers import Gtin
from xbcommerce.kernel.unmet import Param, Refusal, Unmet

from .messages import ENGLISH


class ProductIdKind(Enum):
    """Who gave the number out."""

    M_PID = "M-PID"
    """The merchant, such as a SKU."""
    NS_PID = "NS-PID"
    """The manufacturer, in a form of its own."""
    S_PID = "S-PID"
    """The manufacturer, in a standard form: a GTIN."""
    NONE = "Y081"
    """Nobody: the code that states so."""


LENGTHS_MAX = {ProductIdKind.M_PID: 128, ProductIdKind.NS_PID: 64}
"""How many characters a number of free form may have."""


class InvalidProductIdError(InvalidValueError):
    """A text that is no product identifier of its kind."""

    code = "product_id"


def product_id_unmet(kind: ProductIdKind, value: str, where: str = "product_id") -> tuple[Unmet, ...]:
    """Return everything that is wrong with an identifier, or nothing.

    Raises:
        InvalidValueError: The kind is none.
    """
    told: dict[str, Param] = {"kind": member(kind, ProductIdKind, "kind").value}
    if kind is ProductIdKind.NONE:
        return (Unmet("product_id.not_empty", where, {**told, "value": value}),) if value else ()
    if not value.strip():
        return (Unmet("product_id.empty", where, told),)
    if kind is ProductIdKind.S_PID:
        found = Gtin.parse(value, where)
        return found.unmet if isinstance(found, Refusal) else ()
    unmet: list[Unmet] = []
    length, longest = len(value), LENGTHS_MAX[kind]
    if length > longest:
        unmet.append(Unmet("product_id.too_long", where, {**told, "length": length, "length_max": longest}))
    if value != value.strip() or not value.isprintable():
        unmet.append(Unmet("product_id.not_plain", where, {**told, "value": ascii(value)}))
    return tuple(unmet)


def _sound(instance: ProductId, attribute: Attribute[str], value: str) -> None:
    unmet = product_id_unmet(instance.kind, value, attribute.name)
    if unmet:
        msg = f"{attribute.name}={value!r}: " + ENGLISH.explain(Refusal(unmet))
        raise InvalidProductIdError(msg)


@frozen
class ProductId:
    """A sound identifier.

    Attributes:
        kind: Who gave it out.
        value: The number; empty for the statement that there is none.

    Raises:
        InvalidProductIdError: It is not sound; to get a refusal instead, read it with `parse`.
    """

    kind: ProductIdKind = field(validator=member_of(ProductIdKind))
    value: str = field(default="", validator=_sound)

    @classmethod
    def parse(cls, kind: ProductIdKind, value: str, where: str = "product_id") -> ProductId | Refusal:
        """Read an identifier; spaces around it are dropped.

        Returns:
            The identifier, or a refusal with ``product_id.empty``, ``product_id.too_long``,
            ``product_id.not_plain`` for signs that do not print, ``product_id.not_empty``, or what is wrong
            with a GTIN.
        """
        bare = value.strip()
        unmet = product_id_unmet(kind, bare, where)
        return Refusal(unmet) if unmet else cls(kind, bare)
