"""The life of a listing: prepare, audit, publish; reject, suspend, resume, delist, relist, archive.

`LISTING` is the table. Content, media, price and compliance are sections of one preparation and one gate:
in which order a screen asks for them is the screen's matter.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import evolve

from xbcommerce.kernel.unmet import Unmet
from xbcommerce.kernel.workflow import Command, Row, Workflow, moving

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
    InAudit,
    Listing,
    Phase,
    Preparing,
    Published,
    Severity,
    Suspended,
)

AnyListing = Listing[Phase]
Found = tuple[Unmet, ...]


def content(listing: AnyListing, command: Submit) -> Found:
    """The information section is complete and sound."""
    return command.standard.content(listing.product, listing.key)


def media(listing: AnyListing, command: Submit) -> Found:
    """The image section is complete."""
    return command.standard.media(listing.product, listing.key)


def priced(listing: AnyListing, command: Submit) -> Found:
    """The price and promotion section is complete and keeps to the floor."""
    return command.standard.priced(listing.offer, listing.key)


def compliant(listing: AnyListing, command: Submit) -> Found:
    """The law of the buyers' country has what it asks to see."""
    return command.standard.compliant(listing.product, listing.key, command.at.date())


def four_eyes(listing: AnyListing, command: Approve | Reject) -> Found:
    """The auditor is not the person who submitted."""
    if isinstance(listing.phase, InAudit) and listing.phase.submitted_by == command.actor:
        return (Unmet("audit.same_person", "actor", {"actor": command.actor}),)
    return ()


def findings_given(_listing: AnyListing, command: Reject) -> Found:
    """A rejection says what is wrong."""
    if any(finding.severity is Severity.ERROR for finding in command.findings):
        return ()
    return (Unmet("audit.findings_missing", "findings"),)


def reason_given(_listing: AnyListing, command: Suspend | Delist) -> Found:
    """There is a reason."""
    return () if command.reason.strip() else (Unmet("reason.missing", "reason"),)


def no_open_orders(_listing: AnyListing, command: Archive) -> Found:
    """Nothing is left to fulfil."""
    if not command.open_orders:
        return ()
    return (Unmet("orders.open", "orders", {"open_orders": command.open_orders}),)


def _head(listing: AnyListing, command: Command) -> tuple[int, datetime, str, str]:
    """Return what every event begins with: its number, time and actor, and the phase it left."""
    return listing.version + 1, command.at, command.actor, type(listing.phase).__name__


def _described(listing: AnyListing, command: Describe) -> tuple[Described, ...]:
    return (Described(*_head(listing, command), command.product, Preparing()),)


def _offer_set(listing: AnyListing, command: SetOffer) -> tuple[OfferSet, ...]:
    return (OfferSet(*_head(listing, command), command.offer, Preparing()),)


def _revised(listing: AnyListing, command: Revise) -> tuple[Revised, ...]:
    return (Revised(*_head(listing, command), command.product, command.offer, Preparing()),)


def _suspended(listing: AnyListing, command: Suspend) -> Suspended:
    phase = listing.phase
    if not isinstance(phase, InAudit | Approved | Published):
        raise TypeError(phase)
    return Suspended(command.reason, phase)


def _remembered(listing: AnyListing, _command: Resume) -> InAudit | Approved | Published:
    if not isinstance(listing.phase, Suspended):
        raise TypeError(listing.phase)
    return listing.phase.resume_to


def _evolve(listing: AnyListing, event: ListingEvent) -> AnyListing:
    product = event.product if isinstance(event, Described | Revised) else listing.product
    offer = event.offer if isinstance(event, OfferSet | Revised) else listing.offer
    return evolve(listing, product=product, offer=offer, phase=event.target, version=event.seq)


_ROWS: tuple[Row[AnyListing, Any, ListingEvent], ...] = (
    Row(Describe, Preparing, Preparing, _described),
    Row(SetOffer, Preparing, Preparing, _offer_set),
    Row(
        Submit,
        Preparing,
        InAudit,
        moving(Submitted, lambda _l, command: InAudit(command.actor, command.standard.id)),
        (content, media, priced, compliant),
    ),
    Row(
        Reject,
        InAudit,
        Preparing,
        moving(Rejected, lambda _l, command: Preparing(command.findings)),
        (findings_given, four_eyes),
    ),
    Row(
        Approve, InAudit, Approved, moving(Passed, lambda _l, command: Approved(command.actor)), (four_eyes,)
    ),
    Row(Publish, Approved, Published, moving(WentLive, lambda _l, command: Published(command.at))),
    Row(Revise, (Approved, Published), Preparing, _revised),
    Row(
        Suspend,
        (InAudit, Approved, Published),
        Suspended,
        moving(Paused, _suspended),
        (reason_given,),
    ),
    Row(Resume, Suspended, (InAudit, Approved, Published), moving(Resumed, _remembered)),
    Row(
        Delist,
        (Published, Suspended),
        Delisted,
        moving(TakenDown, lambda _l, command: Delisted(command.reason)),
        (reason_given,),
    ),
    Row(Relist, Delisted, Preparing, moving(Reopened, lambda _l, _c: Preparing())),
    Row(
        Archive,
        (Preparing, Delisted),
        Archived,
        moving(Retired, lambda _l, _c: Archived()),
        (no_open_orders,),
    ),
)

LISTING: Workflow[AnyListing, ListingCommand, ListingEvent] = Workflow("listing", Preparing, _ROWS, _evolve)
"""The life of a listing; see `xbcommerce.kernel.workflow.Workflow` for what it answers."""
