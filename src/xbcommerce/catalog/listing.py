"""A listing: one product on one marketplace, in one country, language and currency.

Each phase carries only what is true in it, so that who submitted is known in audit and the reason for a
suspension only while it lasts.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import field, frozen
from attrs.validators import instance_of

from .market import ListingKey
from .offer import Offer
from .product import Product

if TYPE_CHECKING:
    from typing_extensions import TypeIs


class Severity(Enum):
    """How much a finding weighs."""

    ERROR = "error"
    """Blocks the listing."""
    WARNING = "warning"
    """To be acknowledged."""
    INFO = "info"
    """Good to know."""


@frozen
class Finding:
    """A remark of an auditor: where, what, and how much it weighs."""

    where: str
    text: str
    severity: Severity = Severity.ERROR


@frozen
class Preparing:
    """Being written; ``findings`` are what the last audit remarked."""

    findings: tuple[Finding, ...] = field(default=(), converter=tuple[Finding, ...])


@frozen
class InAudit:
    """Waiting for a second pair of eyes; ``standard`` names the rules it was submitted under."""

    submitted_by: str
    standard: str


@frozen
class Approved:
    """Found good, not yet shown."""

    approved_by: str


@frozen
class Published:
    """On sale."""

    since: datetime


@frozen
class Suspended:
    """Taken off for a reason; goes back to the phase it came from."""

    reason: str
    resume_to: InAudit | Approved | Published


@frozen
class Delisted:
    """Taken down for good; may be prepared anew."""

    reason: str


@frozen
class Archived:
    """Closed."""


Phase = Preparing | InAudit | Approved | Published | Suspended | Delisted | Archived
P_co = TypeVar("P_co", bound=Phase, covariant=True)
Q = TypeVar("Q", bound=Phase)


@frozen
class Listing(Generic[P_co]):
    """A listing in one phase of its life.

    ``Listing[InAudit]`` is a listing known to be in audit; see `in_phase`.

    Attributes:
        key: Marketplace, country, language and currency.
        product: What is listed, as of this version.
        offer: Price, floor and promotion, as of this version.
        phase: Where it stands.
        version: How many events led here.
    """

    key: ListingKey = field(validator=instance_of(ListingKey))
    product: Product = field(validator=instance_of(Product))
    offer: Offer = field(validator=instance_of(Offer))
    phase: P_co
    version: int = 0

    @classmethod
    def new(cls, key: ListingKey, product: Product, offer: Offer | None = None) -> Listing[Preparing]:
        """Start a listing; it is being prepared."""
        return Listing(key, product, offer or Offer(), Preparing())


def in_phase(listing: Listing[Phase], phase: type[Q]) -> TypeIs[Listing[Q]]:
    """Say whether a listing is in a phase; type checkers then know it, too."""
    return isinstance(listing.phase, phase)
