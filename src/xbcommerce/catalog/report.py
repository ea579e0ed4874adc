"""How far a listing is: every section with all it still lacks, before anybody presses Submit."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from xbcommerce.kernel.identifiers.messages import ENGLISH as IDENTIFIERS
from xbcommerce.kernel.unmet import Note, Param, Unmet

from .listing import Listing, Phase
from .messages import ENGLISH
from .standard import ListingStandard


@frozen
class Section:
    """One section of the preparation and what it lacks."""

    name: str
    unmet: tuple[Unmet, ...]


@frozen
class ListingReport:
    """A listing held against a standard.

    Attributes:
        listing: The listing's key, as text.
        standard: The standard's id.
        sections: Content, media, price, compliance, in this order.
        unknown_law: The country, if the standard has no rule about its law: then nothing was checked there.
    """

    listing: str
    standard: str
    sections: tuple[Section, ...]
    unknown_law: str = ""

    @property
    def unmet(self) -> tuple[Unmet, ...]:
        """Everything missing, section by section: what `Submit` would be refused for."""
        return tuple(item for section in self.sections for item in section.unmet)

    @property
    def ready(self) -> bool:
        """Whether `Submit` would be accepted."""
        return not self.unmet

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the verdict, then every requirement that is not met."""
        code = "listing.ready" if self.ready else "listing.not_ready"
        figures: dict[str, Param] = {
            "listing": self.listing,
            "standard": self.standard,
            "open": len(self.unmet),
        }
        unknown = (Note("compliance.unknown", {"country": self.unknown_law}),) if self.unknown_law else ()
        return (Note(code, figures), *self.unmet, *unknown)

    def __str__(self) -> str:
        return (IDENTIFIERS | ENGLISH).explain(self)


def listing_report(listing: Listing[Phase], standard: ListingStandard, *, on: date) -> ListingReport:
    """Hold a listing against a standard on a day, in whatever phase it is.

    The order and content of `ListingReport.unmet` are those of ``LISTING.explain(listing, Submit(...))``.
    """
    product, key = listing.product, listing.key
    return ListingReport(
        str(key),
        standard.id,
        (
            Section("content", standard.content(product, key)),
            Section("media", standard.media(product, key)),
            Section("price", standard.priced(listing.offer, key)),
            Section("compliance", standard.compliant(product, key, on)),
        ),
        "" if standard.knows_law_of(key.country) else key.country,
    )
