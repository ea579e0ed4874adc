"""Every product's listings carried as far as they may go: written, submitted, audited, published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from attrs import frozen

from xbcommerce.catalog import (
    LISTING,
    Approve,
    Describe,
    Finding,
    Listing,
    ListingCommand,
    ListingEvent,
    ListingKey,
    Phase,
    Publish,
    Reject,
    SetOffer,
    Submit,
)
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.tour.shop import ShopProduct

from .desk import Desk, append_rest

SELLER, AUDITOR = "Lin", "Mei"
_OPENED = datetime(2026, 9, 1, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
_HOUR = timedelta(hours=1)


@frozen
class Attempt:
    """A command and what came of it: events, or a refusal."""

    command: ListingCommand
    outcome: tuple[ListingEvent, ...] | Refusal


@frozen
class Life:
    """A listing's life: how it began, what was tried in which order, and where it stands."""

    first: Listing[Phase]
    attempts: tuple[Attempt, ...]
    last: Listing[Phase]

    @property
    def events(self) -> tuple[ListingEvent, ...]:
        """What happened, refusals left out."""
        return tuple(
            event
            for attempt in self.attempts
            if not isinstance(attempt.outcome, Refusal)
            for event in attempt.outcome
        )

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """What was refused."""
        return tuple(attempt.outcome for attempt in self.attempts if isinstance(attempt.outcome, Refusal))


def stream_of(key: ListingKey, sku: str) -> str:
    """Name the stream of a listing."""
    return f"listing/{key}/{sku}"


def wanted(desk: Desk) -> Iterator[tuple[ListingKey, ShopProduct]]:
    """Name every listing the shop wants: each product in each market."""
    for key in desk.shop.listing_keys:
        for product in desk.shop.products:
            yield key, product


def carry_listings(desk: Desk) -> Iterator[str]:
    """Append what is still missing in the life of every listing; names the stream after each event."""
    for key, product in wanted(desk):
        life = live(desk, key, product)
        yield from append_rest(desk.listings, stream_of(key, product.sku), life.events)


def live(desk: Desk, key: ListingKey, product: ShopProduct) -> Life:
    """Try every command of a listing's script; a refusal changes nothing and the script goes on."""
    first = _first(desk, key, product)
    listing: Listing[Phase] = first
    attempts: list[Attempt] = []
    for command in _script(desk, key, product):
        applied = LISTING.apply(listing, command)
        if isinstance(applied, Refusal):
            attempts.append(Attempt(command, applied))
        else:
            attempts.append(Attempt(command, applied.events))
            listing = applied.state
    return Life(first, tuple(attempts), listing)


def _is_featured(desk: Desk, key: ListingKey, product: ShopProduct) -> bool:
    return (desk.shop.featured.sku, desk.shop.featured.market) == (product.sku, str(key))


def _first(desk: Desk, key: ListingKey, product: ShopProduct) -> Listing[Phase]:
    if _is_featured(desk, key, product):
        return Listing.new(key, desk.shop.featured.draft, desk.shop.featured.offer)
    return Listing.new(key, product.product, product.offer(str(key)))


def _script(desk: Desk, key: ListingKey, product: ShopProduct) -> Iterator[ListingCommand]:
    at, featured = _OPENED, desk.shop.featured
    yield Submit(SELLER, at, desk.standard)
    if _is_featured(desk, key, product):
        yield Describe(SELLER, at + _HOUR, featured.fixed)
        yield SetOffer(SELLER, at + _HOUR, featured.fixed_offer)
        yield Submit(SELLER, at + 2 * _HOUR, desk.standard)
        yield Reject(AUDITOR, at + 3 * _HOUR, (Finding("images", "second image shows another colour"),))
        yield Submit(SELLER, at + 4 * _HOUR, desk.standard)
    yield Approve(AUDITOR, at + 5 * _HOUR)
    yield Publish(SELLER, at + 6 * _HOUR)
