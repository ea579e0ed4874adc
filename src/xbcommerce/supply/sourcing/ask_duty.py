"""Offers with the duty their goods pay, asked of whoever knows it; unknown is a reason, never duty free.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.adapters.duties import RuleDutyRates, duty_key
    >>> from xbcommerce.kernel.dated import Dated, RuleSet, Source, Validity
    >>> from xbcommerce.supply import Leg, LeadTime, LotTerms, Offer, Pmf, PriceTier
    >>> from xbcommerce.supply.sourcing import Duty, Imported, with_duty
    >>> kettles = Imported("85161080", origin="CN", destination="DE")
    >>> taric = Dated("kettles", duty_key(kettles), Duty("0.027", source="TARIC"),
    ...     Validity(date(2026, 1, 1), None), date(2026, 1, 1), Source("TARIC", tier="A"))
    >>> known = RuleDutyRates(RuleSet([taric], issued=date(2026, 1, 2)))
    >>> offer = Offer("cn-sea", "sea", LeadTime.of(Leg("sea", Pmf.point(40))),
    ...     [PriceTier(1, Money("21.50", "CNY"))], LotTerms(), Money("0.35", "EUR"), imported=kettles)
    >>> with_duty(offer, known, on=date(2026, 11, 2)).duty_rate
    Fraction(27, 1000)
    >>> print(with_duty(offer, known, on=date(2025, 11, 2)))
    offer.no_duty_rate at cn-sea (hs_code=85161080, origin=CN, destination=DE, on=2025-11-02, ...)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from xbcommerce.kernel.unmet import Param, Refusal, Unmet
from xbcommerce.supply.ports import DutyRates

from .considered import Rejected
from .duty import Duty
from .offers import Offer


def with_duties(offers: Iterable[Offer], duties: DutyRates, *, on: date) -> tuple[Offer | Rejected, ...]:
    """Put the duty into all offers, for `recommend`; those whose duty is not known are rejected."""
    asked = ((offer, with_duty(offer, duties, on=on)) for offer in offers)
    return tuple(
        Rejected(offer.id, offer.mode, found.unmet) if isinstance(found, Refusal) else found
        for offer, found in asked
    )


def with_duty(offer: Offer, duties: DutyRates, *, on: date) -> Offer | Refusal:
    """Put the duty into an offer that leaves it to a port; others come back as they are.

    Args:
        offer: With or without ``imported``.
        duties: Who knows.
        on: The day as of which duty is taken.

    Returns:
        The offer with its rates; or a `Refusal` ``offer.no_duty_rate``, with the reason given.
    """
    goods = offer.imported
    if goods is None:
        return offer
    match duties.as_of(goods, on):
        case Duty() as duty:
            return evolve(
                offer,
                duty_rate=duty.rate,
                duty_basis=duty.basis,
                nonrecoverable_tax_rate=duty.nonrecoverable_tax_rate,
                imported=None,
                duty_source=duty.source,
            )
        case unknown:
            figures: dict[str, Param] = {
                "hs_code": goods.hs_code,
                "origin": goods.origin,
                "destination": goods.destination,
                "on": on,
                "reason": unknown.reason,
            }
            return Refusal.of(Unmet("offer.no_duty_rate", offer.id, figures))
