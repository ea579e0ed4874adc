"""What is sold and where: products, readiness, listings and their life.

A `Product` holds values by attribute, language and market. `readiness` says what it still lacks for each
market. A `Listing` is one product in one marketplace, country, language and currency; `LISTING` is its
life as a table: prepared in sections (information, images, price and promotion, compliance), audited by
a second person, published; rejected, suspended, resumed, delisted, relisted, archived.

Example:
    >>> from datetime import UTC, datetime
    >>> from xbcommerce.catalog import LISTING, Listing, ListingKey, Product, Publish
    >>> mug = Product.of("MUG-1", {"title": {"de": "Becher"}, "images": ["front.jpg"]})
    >>> listing = Listing.new(ListingKey.parse("amazon/DE/de/EUR"), mug)
    >>> print(LISTING.apply(listing, Publish("ann", datetime(2026, 3, 1, tzinfo=UTC))))
    workflow.illegal at Preparing (command=Publish, phase=Preparing, possible=('Describe', 'SetOffer', ...
"""

from xbcommerce.kernel.identifiers import Gtin, Use

from .compliance import ComplianceRule, compliance_unmet
from .life import (
    Approve,
    Archive,
    Delist,
    Describe,
    Described,
    ListingCommand,
    ListingEvent,
    OfferSet,
    Passed,
    Paused,
    Publish,
    Reject,
    Rejected,
    Relist,
    Reopened,
    Resume,
    Resumed,
    Retired,
    Revise,
    Revised,
    SetOffer,
    Submit,
    Submitted,
    Suspend,
    TakenDown,
    WentLive,
)
from .listing import (
    Approved,
    Archived,
    Delisted,
    Finding,
    InAudit,
    Listing,
    Phase,
    Preparing,
    Published,
    Severity,
    Suspended,
    in_phase,
)
from .market import ListingKey, ListingPlan, Market, plan_listings
from .offer import Offer, Promotion
from .ports import OpenOrders, Products
from .product import Attribute, Key, Product, Value
from .readiness import Completeness, Opening, Readiness, Requirement, UnknownAttributeError, readiness
from .report import ListingReport, Section, listing_report
from .revision import MaterialPolicy, PriceMove
from .standard import ListingStandard
from .workflow import LISTING

__all__ = [
    "LISTING",
    "Approve",
    "Approved",
    "Archive",
    "Archived",
    "Attribute",
    "Completeness",
    "ComplianceRule",
    "Delist",
    "Delisted",
    "Describe",
    "Described",
    "Finding",
    "Gtin",
    "InAudit",
    "Key",
    "Listing",
    "ListingCommand",
    "ListingEvent",
    "ListingKey",
    "ListingPlan",
    "ListingReport",
    "ListingStandard",
    "Market",
    "MaterialPolicy",
    "Offer",
    "OfferSet",
    "OpenOrders",
    "Opening",
    "Passed",
    "Paused",
    "Phase",
    "Preparing",
    "PriceMove",
    "Product",
    "Products",
    "Promotion",
    "Publish",
    "Published",
    "Readiness",
    "Reject",
    "Rejected",
    "Relist",
    "Reopened",
    "Requirement",
    "Resume",
    "Resumed",
    "Retired",
    "Revise",
    "Revised",
    "Section",
    "SetOffer",
    "Severity",
    "Submit",
    "Submitted",
    "Suspend",
    "Suspended",
    "TakenDown",
    "UnknownAttributeError",
    "Use",
    "Value",
    "WentLive",
    "compliance_unmet",
    "in_phase",
    "listing_report",
    "plan_listings",
    "readiness",
]
