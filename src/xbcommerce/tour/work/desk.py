"""The shop's desk: its data, its rules, and the store it writes to, through the ports alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time
from functools import cached_property
from typing import Protocol, TypeVar

from attrs import field, frozen

from xbcommerce.adapters.typed import TypedDocuments, TypedEvents, TypedOutbox
from xbcommerce.catalog import Attribute, ListingEvent, ListingStandard
from xbcommerce.kernel.codec import Kinds
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import RateTable
from xbcommerce.kernel.ports import Documents, EventLog, Outbox
from xbcommerce.logistics import Channel
from xbcommerce.logistics.customs.rules import CustomsRules
from xbcommerce.payments import Effect, Fact
from xbcommerce.reference.channels import demo_channels
from xbcommerce.reference.compliance import compliance_rules
from xbcommerce.reference.customs.rules import packaged_rules
from xbcommerce.reference.rates import ecb_rates
from xbcommerce.supply import Recommendation
from xbcommerce.tour.shop import Shop, ShopOrder, ShopProduct

from .journal import OrderEvent


class Store(EventLog, Documents, Outbox, Protocol):
    """All ports on one store."""


class Timed(Protocol):
    """An event that says when it happened."""

    @property
    def at(self) -> datetime:
        """The instant."""
        ...


E = TypeVar("E", bound=Timed)
Record = ShopProduct | ShopOrder | Recommendation

ATTRIBUTES = (
    Attribute("title", localizable=True),
    Attribute("description", localizable=True),
    Attribute("brand"),
    Attribute("hs_code"),
    Attribute("origin"),
    Attribute("gtin"),
)


@frozen
class Desk:
    """Everything the tour decides with.

    Attributes:
        store: Where events, effects and documents are kept.
        shop: The shop.
        rates: Exchange rates.
        channels: Carriers' cards.
        customs: What the border takes.
    """

    store: Store
    shop: Shop
    rates: RateTable = field(factory=ecb_rates)
    channels: tuple[Channel, ...] = field(factory=demo_channels)
    customs: CustomsRules = field(factory=packaged_rules)

    @property
    def now(self) -> datetime:
        """The end of the shop's day: what is reported later has not happened yet."""
        return datetime.combine(self.shop.today, time(23, 59), tzinfo=UTC)

    @property
    def standard(self) -> ListingStandard:
        """What a listing must have."""
        return ListingStandard(
            "demo-standard-2026",
            ATTRIBUTES,
            tuple(attribute.name for attribute in ATTRIBUTES),
            compliance_rules(),
            images_min=2,
            title_length_max=120,
        )

    @cached_property
    def listings(self) -> TypedEvents[ListingEvent]:
        """The lives of listings."""
        return TypedEvents[ListingEvent](self.store, Kinds.of(ListingEvent))

    @cached_property
    def orders(self) -> TypedEvents[OrderEvent]:
        """The ways of orders out of the door."""
        return TypedEvents[OrderEvent](self.store, Kinds.of(OrderEvent))

    @cached_property
    def payments(self) -> TypedEvents[Fact]:
        """What was reported of orders' money."""
        return TypedEvents[Fact](self.store, Kinds.of(Fact))

    @cached_property
    def money(self) -> TypedOutbox[Fact, Effect]:
        """The same with what it asks for."""
        return TypedOutbox[Fact, Effect](self.store, Kinds.of(Fact), Kinds.of(Effect))

    @cached_property
    def records(self) -> TypedDocuments[Record]:
        """Products, orders as received, and reorder decisions."""
        return TypedDocuments[Record](self.store, Kinds.of(Record))

    def keep(self, key: str, make: Callable[[], Record]) -> bool:
        """Write a document unless it is there; say whether it was written."""
        if self.store.get(key) is not None:
            return False
        self.records.put(key, make(), expected_version=0)
        return True


class OtherTourError(InvalidValueError):
    """A file that another version of the tour has written."""

    code = "tour.other_version"


def append_rest(events: TypedEvents[E], stream: str, script: Sequence[E]) -> Iterator[str]:
    """Append what a stream still lacks of its script, one transaction an event, and name it after each.

    Raises:
        OtherTourError: The stream holds something else than the beginning of the script.
    """
    stored = events.read(stream)
    if stored != tuple(script[: len(stored)]):
        msg = f"{stream} was written by another version of the tour; start anew with --fresh"
        raise OtherTourError(msg)
    for version, event in enumerate(script[len(stored) :], start=len(stored)):
        events.append(stream, [event], at=event.at, expected_version=version)
        yield stream
