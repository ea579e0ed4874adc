"""What is told to customs of one consignment: who sends what to whom, why, and under which numbers.

A fact that is not known stays empty, and counts as missing wherever somebody asks for it; nothing is filled
in. `declaration_of` takes over what an `ImportConsignment` knows.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.places import Address
    >>> from xbcommerce.logistics.customs import GoodsLine, ImportConsignment, Place
    >>> from xbcommerce.logistics.customs.declarations import DeclaredParty, declaration_of
    >>> mug = GoodsLine("mug", Money("11.00", "EUR"), 2, hs_code="691200", description="ceramic mug",
    ...                 net_weight_g=700)
    >>> parcel = ImportConsignment(Place("DE"), "CN", [mug], registrations={"IOSS"})
    >>> ann = DeclaredParty(Address("Ann Lee", ["Am Sandtorkai 1"], "Hamburg", "DE", "20457"))
    >>> told = declaration_of(parcel, recipient=ann, references={"ioss_number": "IM5280000461"})
    >>> told.lines[0].value.amount, told.lines[0].origin, told.reference("ioss_number")
    (Decimal('22.00'), None, 'IM5280000461')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any

from attrs import Attribute, field, frozen
from attrs.validators import optional
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, count_field, member, member_of
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.places import Address
from xbcommerce.logistics.customs.consignment import ImportConsignment
from xbcommerce.logistics.customs.given import distinct_lines, not_negative_amount, schemes_field
from xbcommerce.logistics.customs.trade import Buyer, TradeFacts
from xbcommerce.logistics.mode import Mode

from .declared_line import DeclaredLine, known_country
from .product_ids import ProductId


class Reason(Enum):
    """Why goods are sent, as the forms of the Universal Postal Union divide it."""

    SALE = "sale"
    GIFT = "gift"
    SAMPLE = "sample"
    RETURN = "return"
    DOCUMENTS = "documents"
    OTHER = "other"


@frozen
class DeclaredParty:
    """A sender or a recipient.

    Attributes:
        address: With the name; None is not known.
        phone: With the country's prefix; may be empty.
        email: May be empty.
    """

    address: Address | None = None
    phone: str = ""
    email: str = ""


def _lines(lines: Iterable[DeclaredLine]) -> tuple[DeclaredLine, ...]:
    return distinct_lines(DeclaredLine, lines, "declared")


def _references(references: Mapping[str, str]) -> FrozenMap[str, str]:
    return FrozenMap(references)


def _known_buyer(_instance: object, attribute: Attribute[Any], value: Buyer | None) -> None:
    if value is not None:
        member(value, Buyer, attribute.name)


@frozen
class Declaration:
    """One consignment, as it is told to customs.

    Attributes:
        lines: At least one.
        sender: Who sends it.
        recipient: Who receives it.
        reason: Why; None is not known.
        buyer: Who receives it, and in which capacity; None is not known.
        mode: How it travels; None is not known.
        ship_from: The country it is shipped from; None is not known.
        carrier: Who carries it; None is not known.
        data_set: What it is declared with, e.g. ``"H7"``, ``"H6"``, ``"H1"``; None is not known.
        registrations: Schemes under which the seller collected the tax; None is not known.
        gross_weight_g: Of the whole, with packing; None is not known.
        references: Numbers by name: ``ioss_number``, ``eori``, ``pccc``, ``cpf``...; blank ones are missing.
        postage: What carriage cost; None is not known.

    Raises:
        InvalidValueError: No lines, an id that stands twice, a negative weight or amount, or a text for a
            buyer, a mode or a reason.
    """

    lines: tuple[DeclaredLine, ...] = field(converter=_lines)
    sender: DeclaredParty = field(factory=DeclaredParty, kw_only=True)
    recipient: DeclaredParty = field(factory=DeclaredParty, kw_only=True)
    reason: Reason | None = field(default=None, validator=optional(member_of(Reason)), kw_only=True)
    buyer: Buyer | None = field(default=Buyer.CONSUMER, validator=_known_buyer, kw_only=True)
    mode: Mode | None = field(default=None, validator=optional(member_of(Mode)), kw_only=True)
    ship_from: str | None = field(default=None, validator=known_country, kw_only=True)
    carrier: str | None = field(default=None, kw_only=True)
    data_set: str | None = field(default=None, kw_only=True)
    registrations: frozenset[str] | None = field(default=frozenset(), converter=schemes_field, kw_only=True)
    gross_weight_g: int | None = field(default=None, validator=optional(count_field), kw_only=True)
    references: FrozenMap[str, str] = field(factory=FrozenMap[str, str], converter=_references, kw_only=True)
    postage: Money | None = field(default=None, validator=optional(not_negative_amount), kw_only=True)

    def reference(self, name: str) -> str:
        """Return a number by its name, without outer spaces; empty where it is missing."""
        return self.references.get(name, "").strip()

    def facts(self, line: DeclaredLine) -> TradeFacts:
        """Return what a rule may ask of the consignment and one of its lines."""
        return TradeFacts(
            ship_from=self.ship_from,
            mode=self.mode,
            buyer=self.buyer,
            carrier=self.carrier,
            declaration=self.data_set,
            registrations=self.registrations,
            origin=line.origin,
            hs_code=line.hs_code,
            goods=line.goods,
        )


def declaration_of(
    consignment: ImportConsignment,
    *,
    sender: DeclaredParty | None = None,
    recipient: DeclaredParty | None = None,
    reason: Reason | None = None,
    product_ids: Mapping[str, Sequence[ProductId]] | None = None,
    references: Mapping[str, str] | None = None,
    gross_weight_g: int | None = None,
    postage: Money | None = None,
) -> Declaration:
    """Declare a consignment with what it knows, and with what only the shop knows.

    The value of a line is its price as invoiced: a cost that the price contains is not taken out of it.

    Args:
        consignment: What is imported.
        sender: Who sends it.
        recipient: Who receives it.
        reason: Why; default a gift for `Buyer.PRIVATE_GIFT`, else a sale.
        product_ids: Identifiers by the id of the line.
        references: Numbers by name.
        gross_weight_g: Of the whole, with packing.
        postage: What carriage cost.

    Raises:
        InvalidValueError: Identifiers for a line that is not there.
    """
    ids = product_ids or {}
    unknown = sorted(set(ids) - {line.id for line in consignment.lines})
    if unknown:
        msg = f"product_ids: no line has the id {', '.join(map(repr, unknown))}"
        raise InvalidValueError(msg)
    gift = consignment.buyer is Buyer.PRIVATE_GIFT
    return Declaration(
        [DeclaredLine.of(line, ids.get(line.id, ())) for line in consignment.lines],
        sender=sender or DeclaredParty(),
        recipient=recipient or DeclaredParty(),
        reason=reason or (Reason.GIFT if gift else Reason.SALE),
        buyer=consignment.buyer,
        mode=consignment.mode,
        ship_from=consignment.ship_from,
        carrier=consignment.carrier,
        data_set=consignment.declaration,
        registrations=consignment.registrations,
        gross_weight_g=gross_weight_g,
        references=references or {},
        postage=postage,
    )
