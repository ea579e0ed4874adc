"""Which way an order is paid: who may take it, what of it reaches the seller, and whom to try next.

    Purchase                           what is to be paid, by whom, from where
    Candidate, ProviderAccount         a way to pay it, with its costs; `candidates_of` makes them from rules
    route_reasons, ROUTE_RULES         why a way is not open; a host adds rules of its own
    landed_net                         what of the payment arrives, step by step
    RoutePolicy, rank_routes           the best way first, by net, success and time, with every reason
    RouteTry, next_route               whom to try after a certain failure; nobody after an unknown one

`rank_routes(...)` prints why each way is where it is, and why a way is closed.
"""

from .account import ProviderAccount, candidates_of
from .candidate import Candidate, Purchase
from .eligibility import ROUTE_RULES, RouteRule, route_reasons
from .landed import LandedNet, landed_net
from .next_route import NextRoute, RouteTry, next_route
from .rank import RejectedRoute, Route, RoutePlan, RoutePolicy, rank_routes

__all__ = [
    "ROUTE_RULES",
    "Candidate",
    "LandedNet",
    "NextRoute",
    "ProviderAccount",
    "Purchase",
    "RejectedRoute",
    "Route",
    "RoutePlan",
    "RoutePolicy",
    "RouteRule",
    "RouteTry",
    "candidates_of",
    "landed_net",
    "next_route",
    "rank_routes",
    "route_reasons",
]
