"""Offers with the duty their goods pay, asked of whoever knows it; unknown is a reason, never duty free.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.adapters.duties import RuleDutyRates
    >>> from xbcommerce.reference.customs.rules import packaged_rules
    >>> from xbcommerce.supply import Leg, LeadTime, LotTerms, Offer, Pmf, PriceTier
    >>> from xbcommerce.supply.sourcing import Imported, with_duty
    >>> shirts = Imported("61091000", origin="CN", destination="DE")
    >>> known = RuleDutyRates(packaged_rules())
    >>> offer = Offer("cn-sea", "sea", LeadTime.of(Leg("sea", Pmf.point(40))),
    ...     [PriceTier(1, Money("21.50", "CNY"))], LotTerms(), Money("0.35", "EUR"), imported=shirts)
    >>> with_duty(offer, known, on=date(2026, 11, 2)).duty_rate
    Fraction(3, 25)
    >>> print(with_duty(offer, known, on=date(2015, 11, 2)))
    offer.no_duty_rate at cn-sea (hs_code=61091000, origin=CN, destination=DE, on=2015-11-02, ...)
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
