"""May we buy from this supplier: documents that must be on file and in force, and when to look again.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.dated import Validity
    >>> from xbcommerce.supply.suppliers import Evidence, Requirement, qualify
    >>> rules = [Requirement("business_licence"), Requirement("iso_9001", warn_days=60),
    ...     Requirement("factory_audit", renew_days=365)]
    >>> files = [Evidence("business_licence", Validity(date(2020, 1, 1))),
    ...     Evidence("iso_9001", Validity(date(2023, 9, 1), date(2026, 9, 1)))]
    >>> print(qualify("Acme Textiles", rules, files, on=date(2026, 8, 1)))
    Acme Textiles does not qualify on Aug 1, 2026
    factory_audit is missing
    iso_9001 is in force until Aug 31, 2026; have it renewed
    Look again on Aug 2, 2026
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from attrs import field, frozen
from attrs.validators import optional

from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.dated.validity import calendar_day
from xbcommerce.kernel.errors import count_field, positive_field
from xbcommerce.kernel.unmet import Note, Unmet

from .messages import ENGLISH


@frozen
class Requirement:
    """Something that must be on file.

    Attributes:
        kind: Its name, e.g. ``"business_licence"``, ``"sample_approval"``.
        renew_days: It counts this long from its first day, at most; None: as long as it says.
        warn_days: So many days before it ends a renewal is due.
    """

    kind: str
    renew_days: int | None = field(default=None, validator=optional(positive_field), kw_only=True)
    warn_days: int = field(default=30, validator=count_field, kw_only=True)


@frozen
class Evidence:
    """A document, an audit, an approval, and when it holds."""

    kind: str
    validity: Validity


@frozen
class Qualification:
    """Whether a supplier may be used on a day.

    Attributes:
        supplier: Whom.
        on: The day.
        unmet: What is missing, not yet or no longer in force; nothing if the supplier qualifies.
        renewals: What runs out soon.
        next_review_on: When the answer may change, or a renewal falls due; None if nothing ends.
    """

    supplier: str
    on: date
    unmet: tuple[Unmet, ...]
    renewals: tuple[Note, ...]
    next_review_on: date | None

    @property
    def is_qualified(self) -> bool:
        """Whether nothing is missing."""
        return not self.unmet

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the answer, what is missing, what runs out, and when to look again."""
        verdict = "supplier.qualified" if self.is_qualified else "supplier.not_qualified"
        head = Note(verdict, {"supplier": self.supplier, "on": self.on})
        notes: list[Note | Unmet] = [head, *self.unmet, *self.renewals]
        if self.next_review_on is not None:
            notes.append(Note("supplier.review", {"on": self.next_review_on}))
        return tuple(notes)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def qualify(
    supplier: str, requirements: Iterable[Requirement], evidence: Sequence[Evidence], *, on: date
) -> Qualification:
    """Compare what is on file with what is required.

    Args:
        supplier: For the answer.
        requirements: What must be in force.
        evidence: What is on file; of several of one kind the one that holds longest counts.
        on: The day.

    Returns:
        The answer with everything missing at once. While something is missing, the next day to look is
        tomorrow; otherwise the first day on which a renewal falls due or something ends.
    """
    calendar_day(on, "on")
    unmet: list[Unmet] = []
    renewals: list[Note] = []
    reviews: list[date] = []
    for rule in requirements:
        held = [_as_required(rule, one.validity) for one in evidence if one.kind == rule.kind]
        in_force = [validity for validity in held if validity.covers(on)]
        if not in_force:
            unmet.append(_missing(rule.kind, held, on))
            continue
        end = max((validity.end or date.max for validity in in_force), default=date.max)
        if end == date.max:
            continue
        due = end - timedelta(days=rule.warn_days)
        if on >= due:
            renewals.append(Note("supplier.renewal", {"kind": rule.kind, "until": end - timedelta(days=1)}))
        reviews.append(end if on >= due else due)
    if unmet:
        reviews.append(on + timedelta(days=1))
    return Qualification(supplier, on, tuple(unmet), tuple(renewals), min(reviews, default=None))


def _as_required(rule: Requirement, validity: Validity) -> Validity:
    if rule.renew_days is None or validity.start is None:
        return validity
    latest = validity.start + timedelta(days=rule.renew_days)
    return Validity(validity.start, latest if validity.end is None else min(latest, validity.end))


def _missing(kind: str, held: Sequence[Validity], on: date) -> Unmet:
    ended = [validity.end for validity in held if validity.end is not None and validity.end <= on]
    starts = [validity.start for validity in held if validity.start is not None and validity.start > on]
    if ended:
        return Unmet("supplier.document_expired", kind, {"kind": kind, "ended_on": max(ended)})
    if starts:
        return Unmet("supplier.document_not_yet", kind, {"kind": kind, "starts_on": min(starts)})
    return Unmet("supplier.document_missing", kind, {"kind": kind})
