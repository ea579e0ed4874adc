"""Prove a setting before trusting it: any policy simulated on a real history.

    replay, ReplaySetup           one setting: service, stock, orders, cost, each bucket on request
    compare                       several settings on the same history, under the same luck
    service_curve                 what service costs, as points for a plot
    FixedTransit, MeasuredTransit, DrawnTransit   how long orders take
    ReplayCosts                   what stock, orders and shortage cost
    project_stock                 the other way: where stock is heading, as lines for a plot
    Recommending                  `recommend` itself, forecasting anew at every review

Policies are the rules of `xbcommerce.supply.policies`, or any object with a method ``order``.
"""

from .comparison import ChosenSetting, Comparison, compare
from .costs import ReplayCost, ReplayCosts
from .messages import ENGLISH
from .projection import Projection, project_stock
from .recommending import Recommending, ReplayError
from .replay import OrderPolicy, Placed, Replayable, ReplaySetup, Shortage, replay
from .report import ReplayedBucket, ReplayReport
from .service_curve import ServiceCurve, ServicePoint, service_curve
from .transit import Chance, DrawnTransit, FixedTransit, MeasuredTransit, Transit

__all__ = [
    "ENGLISH",
    "Chance",
    "ChosenSetting",
    "Comparison",
    "DrawnTransit",
    "FixedTransit",
    "MeasuredTransit",
    "OrderPolicy",
    "Placed",
    "Projection",
    "Recommending",
    "ReplayCost",
    "ReplayCosts",
    "ReplayError",
    "ReplayReport",
    "ReplaySetup",
    "Replayable",
    "ReplayedBucket",
    "ServiceCurve",
    "ServicePoint",
    "Shortage",
    "Transit",
    "compare",
    "project_stock",
    "replay",
    "service_curve",
]
