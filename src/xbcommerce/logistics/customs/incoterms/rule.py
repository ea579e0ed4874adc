"""What a term of trade says: who pays each cost, where the risk passes, with which carriage it may be used.

Facts in our own words; the rules themselves are the ICC's, whose trademark the name Incoterms is. They rule
the contract of sale only: a customs authority asks the importer, whatever seller and buyer agreed on.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError, member, member_of, positive_field


class Party(Enum):
    """One of the two sides of a sale."""

    SELLER = "seller"
    BUYER = "buyer"


class TradeCost(Enum):
    """What a delivery across a border costs, in the order of the way."""

    ORIGIN_INLAND = "origin_inland"
    """Carriage from the seller's premises to the carrier, the port or the terminal of departure."""
    EXPORT_CLEARANCE = "export_clearance"
    """Export declaration, licences, and what is levied on leaving."""
    MAIN_CARRIAGE = "main_carriage"
    """Carriage from there to the country of destination."""
    INSURANCE = "insurance"
    """Of the goods on that carriage."""
    UNLOADING = "unloading"
    """From the arriving means of transport at the place of destination."""
    IMPORT_CLEARANCE = "import_clearance"
    """Import declaration and licences."""
    IMPORT_DUTY_TAX = "import_duty_tax"
    """Duty, VAT and whatever else is levied on entering."""
    DESTINATION_INLAND = "destination_inland"
    """Carriage from the point of arrival to the buyer's door."""


class Cover(Enum):
    """The least cover that the seller must buy, by the Institute Cargo Clauses."""

    A = "A"
    """All risks but those excluded."""
    C = "C"
    """The named major casualties only."""


class RiskPoint(Enum):
    """A point on the way at which the risk can pass, in the order of the way."""

    READY = "ready"
    """At the buyer's disposal at the seller's premises, not loaded."""
    WITH_CARRIER = "with_carrier"
    ALONGSIDE = "alongside"
    """Alongside the vessel."""
    ON_BOARD = "on_board"
    """On board the vessel."""
    ARRIVED = "arrived"
    """At the place of destination, ready to be unloaded."""
    CLEARED = "cleared"
    """The same, cleared for import, duty and tax paid."""
    UNLOADED = "unloaded"
    """At the place of destination, unloaded."""


def _costs(costs: Iterable[TradeCost]) -> frozenset[TradeCost]:
    return frozenset(member(cost, TradeCost, "seller_pays") for cost in costs)


def _bought(instance: IncotermRule, _attribute: Attribute[Cover | None], value: Cover | None) -> None:
    if value is None:
        return
    member(value, Cover, "cover")
    if TradeCost.INSURANCE not in instance.seller_pays:
        msg = f"cover={value}: a seller who must insure pays for it; add TradeCost.INSURANCE to seller_pays"
        raise InvalidValueError(msg)


@frozen
class IncotermRule:
    """One term in one edition.

    Attributes:
        edition: Of the rules, e.g. 2020.
        seller_pays: What the seller pays; the buyer pays all else. Insurance stands here where the seller
            bears the risk of the main carriage, whether or not he must insure it.
        risk_passes: Where the risk passes to the buyer; under the C terms earlier than the cost.
        cover: The least cover the seller must buy for the buyer; None where nobody must insure.
        sea_only: It is made for sea and inland waterway only.
        instead: The term of the same costs for any carriage and for containers; empty where it is one.
    """

    edition: int = field(validator=positive_field)
    seller_pays: frozenset[TradeCost] = field(converter=_costs)
    risk_passes: RiskPoint = field(validator=member_of(RiskPoint))
    cover: Cover | None = field(default=None, validator=_bought, kw_only=True)
    sea_only: bool = field(default=False, kw_only=True)
    instead: str = field(default="", kw_only=True)

    def payor(self, cost: TradeCost) -> Party:
        """Say who pays a cost; how much it is, is not the term's to say.

        Raises:
            InvalidValueError: It is no `TradeCost`.
        """
        return Party.SELLER if member(cost, TradeCost, "cost") in self.seller_pays else Party.BUYER

    def must_be_paid(self, cost: TradeCost) -> bool:
        """Say whether the term obliges anybody: to insure only where it names a cover."""
        return member(cost, TradeCost, "cost") is not TradeCost.INSURANCE or self.cover is not None


@frozen
class FormerTerm:
    """A name that a newer edition has dropped.

    Attributes:
        successor: The term that took its place without a change in who bears what; empty for none.
        consider: Terms to look at where none took its place.
    """

    successor: str = ""
    consider: tuple[str, ...] = field(default=(), converter=tuple[str, ...])


IncotermRecord = IncotermRule | FormerTerm
"""What stands under ``incoterm/...`` in the rules."""
