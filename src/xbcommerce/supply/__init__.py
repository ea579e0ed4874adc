"""How much to hold, and when to order it from whom: from demand history to an explained order line.

    DemandSeries, weekly_buckets, clean      history; closed is missing, never zero
    select, forecast, Ses, Croston, Tsb ...  a method chosen on the past, a rate with its variance
    learn_events, AccuracyTrack              what feasts do to demand, whether a forecast still holds
    Pmf, Leg, LeadTime                       days as exact probabilities, dates through calendars
    lead_time_demand, reorder_point          what is wanted meanwhile; when stock is low
    LotTerms, order_quantity                 minimum, case pack and maximum together
    Offer, recommend                         by sea or by air, on landed cost, by which day
    classify_abc                             the few items that carry most of the value

`xbcommerce.supply.stock` keeps what is there as a ledger of moves, valued to the cent, with ownership by
Incoterm, reservations, findings and counts. `xbcommerce.supply.policies` has the rules of shops and of
theory, and `xbcommerce.supply.replay` proves any of them, `recommend` included, on a history before it is
trusted.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import RateTable
    >>> from xbcommerce.supply import *
    >>> sea = Offer("sea", "sea", LeadTime.of(Leg("ship", Pmf({35: ".9", 50: ".1"}))),
    ...     [PriceTier(1, Money("20.00", "CNY"))], LotTerms(200, 24), Money("0.30", "EUR"))
    >>> answer = recommend(Position(on_hand=150), Forecast(4, 9), [sea], target=CycleService(".95"),
    ...     on=date(2026, 11, 2), currency="EUR", rules=ReviewRules(carrying_rate="0.25"),
    ...     rates=RateTable("EUR", "ECB", {date(2026, 10, 30): {"CNY": Decimal("8.2")}}))
    >>> print(answer)
    Order 216 units from sea (by sea) at CNY 20.00 each, CNY 4,320.00 in all, EUR 591.63 on the shelf. ...
"""

from .demand.abc import AbcClass, Share, classify_abc
from .demand.events import Event, EventEffect, EventEffects, EventWindow, learn_events
from .demand.flags import bucket_flags
from .demand.sbc import DemandClass, DemandPattern, classify_sbc, sbc_groups
from .demand.series import Cleaned, DemandError, DemandSeries, Flag, clean, closed_buckets
from .demand.uplift import Uplift, event_uplift
from .demand.weekly_buckets import Returns, Sale, WeeklyBuckets, weekly_buckets, weeks_between
from .demand.xyz import Steadiness, XyzClass, classify_xyz
from .distributions.daily_demand import (
    DailyDemand,
    EmpiricalDemand,
    NegativeBinomial,
    Poisson,
    Tails,
    daily_demand,
)
from .forecasts.adida import Adida
from .forecasts.blend import Blend
from .forecasts.errors import ForecastErrors, forecast_errors
from .forecasts.forecast import Forecast, VarianceBasis, forecast
from .forecasts.forecaster import DemandPath, Forecaster, LooksAhead, Method
from .forecasts.groups import GroupedSelection, select_by_group
from .forecasts.intermittent import Croston, CrostonBias, DecayingSba, Tsb
from .forecasts.methods import parse_method
from .forecasts.season import HoltWinters, SeasonalKind, SeasonalNaive, SeasonalState, smooth_season
from .forecasts.selection import Score, Selection, select
from .forecasts.smoothing import Mean, MovingAverage, Naive, Ses, Zero
from .forecasts.tracking import (
    AccuracyLimits,
    AccuracyReport,
    AccuracyTrack,
    AccuracyVerdict,
    ForecastOutcome,
    OutcomeConflictError,
    review_accuracy,
)
from .forecasts.trend import Drift, Holt, Trend, smooth_trend
from .lead_times.choose_model import ModelChoice, TriedModel, choose_model
from .lead_times.closure_window import ClosureWindow, closure_window
from .lead_times.lead_time import Arrival, LeadTime, LeadTimeError, Leg
from .lead_times.lead_time_demand import (
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
from .lead_times.pmf import ObservedDurations, Pmf, PmfError, fit_durations
from .lots.order_quantity import LotTerms, OrderQuantity, order_quantity
from .lots.packaging import Packed, PackLevel, pack
from .messages import ENGLISH
from .ports import (
    DemandHistory,
    OfferBook,
    StockJournal,
    StockRecord,
    WrittenStock,
    reservations_of,
    stock_of,
)
from .sourcing.considered import Considered, Rejected
from .sourcing.duty import DutyBasis
from .sourcing.landed import LandedUnit, landed_unit
from .sourcing.offers import Offer, OfferError, PriceTier
from .sourcing.recommend import recommend
from .sourcing.recommendation import OrderLine, Outcome, Recommendation
from .sourcing.review_rules import ReviewRules
from .stock.position import Incoming, Position
from .targets.economic_service import EconomicService, HoldingCost, economic_service
from .targets.order_cycle import ContinuousCycle, OrderCycle, PeriodicCycle
from .targets.pre_build import PreBuild, pre_build
from .targets.reorder import ReorderPoint, reorder_point
from .targets.stock_target import StockTarget, stock_target
from .targets.targets import CycleService, DaysOfCover, FillRate, Per, StockoutCost, Target

__all__ = [
    "ENGLISH",
    "AbcClass",
    "AccuracyLimits",
    "AccuracyReport",
    "AccuracyTrack",
    "AccuracyVerdict",
    "Adida",
    "Arrival",
    "Blend",
    "Cleaned",
    "ClosureWindow",
    "Considered",
    "ContinuousCycle",
    "Croston",
    "CrostonBias",
    "CycleService",
    "DailyDemand",
    "DaysOfCover",
    "DecayingSba",
    "DemandClass",
    "DemandError",
    "DemandHistory",
    "DemandModel",
    "DemandPath",
    "DemandPattern",
    "DemandSeries",
    "Drift",
    "DutyBasis",
    "EconomicService",
    "EmpiricalDemand",
    "Event",
    "EventEffect",
    "EventEffects",
    "EventWindow",
    "ExactDemand",
    "FillRate",
    "Flag",
    "Forecast",
    "ForecastErrors",
    "ForecastOutcome",
    "Forecaster",
    "GammaDemand",
    "GroupedSelection",
    "HoldingCost",
    "Holt",
    "HoltWinters",
    "Incoming",
    "LandedUnit",
    "LeadTime",
    "LeadTimeDemand",
    "LeadTimeError",
    "Leg",
    "LooksAhead",
    "LotTerms",
    "Mean",
    "Method",
    "ModelChoice",
    "MovingAverage",
    "Naive",
    "NegativeBinomial",
    "NormalDemand",
    "NormalMixture",
    "ObservedDurations",
    "Offer",
    "OfferBook",
    "OfferError",
    "OrderCycle",
    "OrderLine",
    "OrderQuantity",
    "Outcome",
    "OutcomeConflictError",
    "PackLevel",
    "Packed",
    "Per",
    "PeriodicCycle",
    "Pmf",
    "PmfError",
    "Poisson",
    "Position",
    "PreBuild",
    "PriceTier",
    "Recommendation",
    "Rejected",
    "ReorderPoint",
    "Returns",
    "ReviewRules",
    "Sale",
    "Score",
    "SeasonalKind",
    "SeasonalNaive",
    "SeasonalState",
    "Selection",
    "Ses",
    "Share",
    "Steadiness",
    "StockJournal",
    "StockRecord",
    "StockTarget",
    "StockoutCost",
    "Tails",
    "Target",
    "Trend",
    "TriedModel",
    "Tsb",
    "Uplift",
    "VarianceBasis",
    "WeeklyBuckets",
    "WrittenStock",
    "XyzClass",
    "Zero",
    "bucket_flags",
    "choose_model",
    "classify_abc",
    "classify_sbc",
    "classify_xyz",
    "clean",
    "closed_buckets",
    "closure_window",
    "daily_demand",
    "economic_service",
    "event_uplift",
    "fit_durations",
    "forecast",
    "forecast_errors",
    "gamma_demand",
    "landed_unit",
    "lead_time_demand",
    "learn_events",
    "normal_demand",
    "order_quantity",
    "pack",
    "parse_method",
    "pre_build",
    "recommend",
    "reorder_point",
    "reservations_of",
    "review_accuracy",
    "sbc_groups",
    "select",
    "select_by_group",
    "smooth_season",
    "smooth_trend",
    "stock_of",
    "stock_target",
    "weekly_buckets",
    "weeks_between",
]
