"""How long it takes from order to shelf, through calendars, and what is wanted meanwhile.

    Pmf, fit_durations                                          days as exact probabilities, given or measured
    Leg, LeadTime, Arrival                                      legs on calendars; arrival by order date
    production, departures, main_leg, customs, last_mile        the usual legs
    closure_window                                              which orders a closure delays
    lead_time_demand, normal_demand, gamma_demand, DemandModel  what is wanted meanwhile
    choose_model                                                the simplest model that keeps its word

Probabilities are exact fractions; only demand is a matter of floats.
"""

from .choose_model import ModelChoice, TriedModel, choose_model
from .closure_window import ClosureWindow, closure_window
from .lead_time import Arrival, LeadTime, LeadTimeError, Leg
from .lead_time_demand import (
    DemandModel,
    ExactDemand,
    GammaDemand,
    LeadTimeDemand,
    NormalDemand,
    NormalMixture,
    gamma_demand,
    lead_time_demand,
    normal_demand,
)
from .pmf import ObservedDurations, Pmf, PmfError, fit_durations
from .usual_legs import customs, departures, last_mile, main_leg, production

__all__ = [
    "Arrival",
    "ClosureWindow",
    "DemandModel",
    "ExactDemand",
    "GammaDemand",
    "LeadTime",
    "LeadTimeDemand",
    "LeadTimeError",
    "Leg",
    "ModelChoice",
    "NormalDemand",
    "NormalMixture",
    "ObservedDurations",
    "Pmf",
    "PmfError",
    "TriedModel",
    "choose_model",
    "closure_window",
    "customs",
    "departures",
    "fit_durations",
    "gamma_demand",
    "last_mile",
    "lead_time_demand",
    "main_leg",
    "normal_demand",
    "production",
]
