"""What type checkers know of listings and workflows."""

from datetime import UTC, datetime
from typing import assert_type

from xbcommerce.catalog import (
    LISTING,
    Approve,
    InAudit,
    Listing,
    ListingEvent,
    ListingKey,
    Phase,
    Preparing,
    Product,
    in_phase,
)
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.kernel.workflow import Applied

new = Listing.new(ListingKey.parse("amazon/DE/de/EUR"), Product.of("MUG-1", {}))
assert_type(new, Listing[Preparing])

approve = Approve("bob", datetime(2026, 3, 1, tzinfo=UTC))
assert_type(LISTING.explain(new, approve), tuple[Unmet, ...])
assert_type(LISTING.decide(new, approve), tuple[ListingEvent, ...] | Refusal)

applied = LISTING.apply(new, approve)
assert_type(applied, Applied[Listing[Phase], ListingEvent] | Refusal)


def auditor_of(listing: Listing[InAudit]) -> str:
    return listing.phase.submitted_by


def narrowed(listing: Listing[Phase]) -> str:
    if in_phase(listing, InAudit):
        return auditor_of(listing)
    return auditor_of(listing)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
