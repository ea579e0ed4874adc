"""What can be asked of a listing (commands) and what then happened (events, its audit trail)."""

from __future__ import annotations

from attrs import field, frozen

from xbcommerce.kernel.errors import count_field
from xbcommerce.kernel.workflow import Command, Recorded

from .listing import Approved, Archived, Delisted, Finding, InAudit, Preparing, Published, Suspended
from .offer import Offer
from .product import Product
from .standard import ListingStandard


@frozen
class Describe(Command):
    """Write the information and image sections."""

    product: Product


@frozen
class SetOffer(Command):
    """Write the price and promotion section."""

    offer: Offer


@frozen
class Submit(Command):
    """Ask for an audit under a standard; all sections must be ready."""

    standard: ListingStandard


@frozen
class Reject(Command):
    """Send it back with findings."""

    findings: tuple[Finding, ...] = field(converter=tuple[Finding, ...])


@frozen
class Approve(Command):
    """Find it good; not by the person who submitted it."""


@frozen
class Publish(Command):
    """Show it to buyers."""


@frozen
class Revise(Command):
    """Take it back for a material change."""

    product: Product
    offer: Offer


@frozen
class Suspend(Command):
    """Take it off for a reason, for now."""

    reason: str


@frozen
class Resume(Command):
    """Put it back where it was."""


@frozen
class Delist(Command):
    """Take it down for a reason."""

    reason: str


@frozen
class Relist(Command):
    """Prepare it anew."""


@frozen
class Archive(Command):
    """Close it; ``open_orders`` is how many are still to be fulfilled."""

    open_orders: int = field(default=0, validator=count_field)


@frozen
class Described(Recorded):
    """Information or images were written."""

    product: Product
    target: Preparing


@frozen
class OfferSet(Recorded):
    """Price or promotion was written."""

    offer: Offer
    target: Preparing


@frozen
class Submitted(Recorded):
    """It went to audit."""

    target: InAudit


@frozen
class Rejected(Recorded):
    """It came back with findings."""

    target: Preparing


@frozen
class Passed(Recorded):
    """It passed the audit."""

    target: Approved


@frozen
class WentLive(Recorded):
    """It was shown to buyers."""

    target: Published


@frozen
class Revised(Recorded):
    """It was taken back for a material change."""

    product: Product
    offer: Offer
    target: Preparing


@frozen
class Paused(Recorded):
    """It was suspended."""

    target: Suspended


@frozen
class Resumed(Recorded):
    """It came back from suspension."""

    target: InAudit | Approved | Published


@frozen
class TakenDown(Recorded):
    """It was delisted."""

    target: Delisted


@frozen
class Reopened(Recorded):
    """It is being prepared anew."""

    target: Preparing


@frozen
class Retired(Recorded):
    """It was archived."""

    target: Archived


ListingCommand = (
    Describe
    | SetOffer
    | Submit
    | Reject
    | Approve
    | Publish
    | Revise
    | Suspend
    | Resume
    | Delist
    | Relist
    | Archive
)
ListingEvent = (
    Described
    | OfferSet
    | Submitted
    | Rejected
    | Passed
    | WentLive
    | Revised
    | Paused
    | Resumed
    | TakenDown
    | Reopened
    | Retired
)
