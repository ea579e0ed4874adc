"""How much to buy the fast way so that stock lasts until the slow, cheap way arrives.

Where the margin of a sale is known, as much as pays: the newsvendor's quantity for what is missing between
the two arrivals, what buyers wait for already included (`expedite_quantity`). Otherwise, as much as the
target misses. What is due before the slow way arrives counts as if it were there.

Example: see `xbcommerce.supply.recommend`.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve, frozen
from moneyed import Money

from xbcommerce.kernel.money import Rounding, from_minor, minor, round_fraction, same_currency
from xbcommerce.kernel.unmet import Note, Param, Refusal
from xbcommerce.supply.distributions.daily_demand import daily_demand
from xbcommerce.supply.lots.economic_lot import DAYS_PER_YEAR

from .assess import assess
from .considered import Considered
from .expedite_part import ExpeditePart, expedite_quantity
from .offers import Offer
from .question import Question
from .window import WindowShortage


@frozen
class Bridge:
    """What is bought the fast way.

    Attributes:
        taken: The fast offer at that quantity; None where it does not pay.
        note: The figures of a bridge that was worked out by its margin; None without one.
    """

    taken: Considered | None
    note: Note | None = None


def bridge_of(fast: tuple[Offer, Considered], slow: tuple[Offer, Considered], question: Question) -> Bridge:
    """Find how much of a fast offer bridges the gap until a slow one arrives.

    Args:
        fast: The offer that comes sooner, and its figures at its cheapest quantity.
        slow: The one that is cheaper a year.
        question: The item, the day and the rules.
    """
    offer, worked = fast
    premium = worked.landed.total_minor - slow[1].landed.total_minor
    if question.margin is None or premium <= 0 or not question.forecast.mean_per_day:
        return Bridge(_at(assess(offer, question, economic=False), worked))
    margin = minor(same_currency(question.margin, question.currency))
    stock = question.position.inventory_position(horizon=slow[1].arrives_p50)
    part = _part(fast, slow, question, Fraction(margin), premium, stock)
    figures: dict[str, Param] = {
        "offer": offer.id,
        "premium": worked.landed.readable(premium),
        "margin": question.margin,
        "short_units": round(part.expected_window_shortage) + max(0, -stock),
        "quantity_units": part.quantity,
        "gain": _money(Fraction(part.expected_gain), question.currency),
    }
    if not part.quantity:
        return Bridge(None, Note("recommend.bridge_does_not_pay", figures))
    note = Note("recommend.bridge_pays", figures)
    taken = _at(assess(offer, question, economic=False, at_least=part.quantity), worked)
    return Bridge(evolve(taken, steps=(note, *taken.steps)), note)


def _at(found: Considered | Refusal, otherwise: Considered) -> Considered:
    return found if isinstance(found, Considered) else otherwise


def _part(
    fast: tuple[Offer, Considered],
    slow: tuple[Offer, Considered],
    question: Question,
    margin: Fraction,
    premium: Fraction,
    stock: int,
) -> ExpeditePart:
    sooner = fast[0].lead_time.arrival(question.on).days_from(question.on)
    later = slow[0].lead_time.arrival(question.on).days_from(question.on)
    window_days = max(Fraction(0), later.mean - sooner.mean)
    holding = fast[1].landed.total_minor * question.rules.carrying_rate * window_days / DAYS_PER_YEAR
    return expedite_quantity(
        WindowShortage(max(0, stock), daily_demand(question.forecast), sooner, later),
        margin_per_unit=float(margin),
        air_premium_per_unit=float(premium),
        extra_holding_per_unit=float(holding),
        owed_units=max(0, -stock),
    )


def _money(amount_minor: Fraction, currency: str) -> Money:
    return from_minor(round_fraction(amount_minor, Rounding.HALF_EVEN), currency)
