"""Whom to try after a payment went wrong: only where it is certain that it went wrong.

After a request that was certainly not carried out, or a "no" that was certainly said, the next of the plan
may be tried. After silence or an error of the provider nobody may: the payment may have been made, and a
second provider would charge the buyer twice. A hard decline is about the card or account, so another provider
with the same kind of method is no way out, another kind of method is.

Example:
    >>> from xbcommerce.payments.intents import DeclineClass, Situation
    >>> from xbcommerce.payments.routing import RouteTry
    >>> RouteTry("stripe, card", Situation.DECLINED, DeclineClass.SOFT).is_classified
    True
    >>> RouteTry("stripe, card", Situation.UNKNOWN).is_classified
    False
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError, member_of
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet
from xbcommerce.payments.intents.facts import DeclineClass
from xbcommerce.payments.intents.retry import Situation

from .messages import ENGLISH
from .rank import Route, RoutePlan

_CLASSIFIED = {Situation.NOT_SENT, Situation.DECLINED}


def _with_decline(
    tried: RouteTry, _field: Attribute[DeclineClass | None], value: DeclineClass | None
) -> None:
    if (value is not None) is not (tried.situation is Situation.DECLINED):
        msg = (
            f"situation={tried.situation.value}, decline={value}: "
            "a decline has a class, DeclineClass.HARD if nobody knows; nothing else has one"
        )
        raise InvalidValueError(msg)


@frozen
class RouteTry:
    """A route that was tried, and what became of it.

    Attributes:
        place: `Candidate.place` of the route: provider and method.
        situation: What became of it.
        decline: What the "no" means; given after a decline, and only then.
    """

    place: str
    situation: Situation = field(validator=member_of(Situation))
    decline: DeclineClass | None = field(default=None, validator=_with_decline)

    @property
    def is_classified(self) -> bool:
        """Whether it is certain that no money was taken."""
        return self.situation in _CLASSIFIED


@frozen
class NextRoute:
    """The next to try.

    Attributes:
        route: Who.
        tried: What was tried before.
    """

    route: Route
    tried: tuple[RouteTry, ...]

    def why(self) -> tuple[Note, ...]:
        """Return who is next, and after whom."""
        figures: dict[str, Param] = {
            "tried": _places(self.tried),
            "route": self.route.candidate.place,
            "expected": self.route.expected,
        }
        return (Note("route.next", figures),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def next_route(plan: RoutePlan, tried: Iterable[RouteTry]) -> NextRoute | Refusal:
    """Say whom to try next.

    Args:
        plan: The ranking.
        tried: Every route that was tried so far, in any order.

    Returns:
        The best route that is left; or a refusal: ``route.ask_first`` for each try that is not clear,
        ``route.authenticate_first`` for each that waits for the buyer, ``route.none_left``.

    Raises:
        InvalidValueError: A try of a route that is not in the plan.
    """
    tries = tuple(tried)
    by_place = {route.candidate.place: route for route in plan.routes}
    if strange := sorted({each.place for each in tries} - set(by_place)):
        msg = f"tried {'; '.join(strange)}: not in the plan, which has {'; '.join(by_place)}"
        raise InvalidValueError(msg)
    if unmet := tuple(reason for each in tries if (reason := _stop(each)) is not None):
        return Refusal(unmet)
    spent = {each.place for each in tries}
    kinds = {by_place[each.place].candidate.offer.kind for each in tries if each.decline is DeclineClass.HARD}
    left = (route for place, route in by_place.items() if place not in spent)
    best = next((route for route in left if route.candidate.offer.kind not in kinds), None)
    if best is None:
        return Refusal.of(Unmet("route.none_left", "", {"tried": _places(tries)}))
    return NextRoute(best, tries)


def _stop(tried: RouteTry) -> Unmet | None:
    if not tried.is_classified:
        return Unmet("route.ask_first", tried.place)
    if tried.decline is DeclineClass.AUTHENTICATION_REQUIRED:
        return Unmet("route.authenticate_first", tried.place)
    return None


def _places(tries: Iterable[RouteTry]) -> tuple[str, ...]:
    return tuple(each.place for each in tries)
