"""How the money of an order moves: what it costs, where it is, what must happen next, and whether it adds up.

    FeeSchedule, quote_fee, gross_up       what a provider takes, line by line, and the price that covers it
    FeePlan, fees_at, fees_returned        which fee at which step, on what condition; what comes back
    ProviderRules, to_wire, from_wire      what providers say of themselves, dated; amounts as they travel
    rank_routes, next_route                who should take a payment, and whom to try next
    capture_rate, fx_difference            quotes expired before the capture; gains and losses by rate
    settle                                 gross - fee - reserve, converted, split: one exact breakdown
    facts (PaymentProcessed, ...)          what providers and banks report: late, twice, in any order
    SettlementPlan, fold, Settlement       order confirmed -> ... -> complete, told from the facts
    next_effects (ConvertFunds, ...)       what the outside world must do now, each under its own key
    Ledger, post, seal, book               double-entry books that balance in every currency at every step
    reconcile, reconcile_each              a statement against what was expected, explained to nothing
    expected_of_provider, expected_at_bank what reports and statements must show, told from the facts
    read_adyen, read_camt, payout_batches  reports and bank statements as lines; more in `payments.reports`
    PaymentGateway, FxRates, Journal       what the host brings

Example:
    >>> from datetime import UTC, date, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import OrderConfirmed, SettlementPlan, fold, next_effects
    >>> plan = SettlementPlan("o7", currency="GBP", target="CNY", provider="acme", bank_account="CN-1")
    >>> at = datetime(2026, 10, 30, 9, tzinfo=UTC)
    >>> state = fold(plan, [OrderConfirmed("e1", "o7", at, Money("50.00", "GBP"))])
    >>> print(state)
    Order o7: confirmed, not yet paid
    The buyer still owes GBP 50.00
    >>> [type(effect).__name__ for effect in next_effects(state, at=at)]
    ['InitiatePayment']
"""

from .fees.conditions import ConditionalSurcharge, FeeSituation, Trigger
from .fees.gross_up import UnreachableNetError, gross_up
from .fees.plan import FeeCharge, FeePlan, FeeStep, Returned, StepFee, StepFees, fees_at
from .fees.quote import FeeKind, FeeLine, FeeQuote, quote_fee
from .fees.returns import FeeReturn, FeesReturned, fees_returned
from .fees.schedule import FeeSchedule, Surcharge, Tier, TierMode
from .fx.capture_rate import Beyond, CaptureRate, CaptureTerms, capture_rate
from .fx.difference import FX_DIFFERENCE, FxDifference, Position, fx_difference
from .intents.amounts import AmountSemantics
from .intents.idempotency import Idempotency, Replays
from .ledger.journal import Command, Entry, Hold, Line, Post, Reverse, Sealed, SettleHold, VoidHold
from .ledger.ledger import Ledger, Posted, Replayed, post, post_all, seal
from .messages import ENGLISH
from .ports import (
    Answered,
    FxRates,
    GatewayAnswer,
    Journal,
    JournalRecord,
    NotSent,
    OutcomeUnknown,
    PaymentGateway,
    Written,
    ledger_of,
)
from .providers.lag import SettlementLag
from .providers.method import EVERYWHERE, Limits, MethodKind, MethodOffer
from .providers.rules import ProviderRules, WireOperation
from .providers.wire import NotAMultipleError, NotRepresentableError, WireFormat, from_wire, to_wire
from .reconciliation.expectations import by_event, by_order, expected_at_bank, expected_of_provider
from .reconciliation.reconcile import reconcile, reconcile_each
from .reconciliation.result import Matched, Reconciliation
from .reconciliation.statement import Expected, LineClass, StatementLine
from .reports import (
    BadReportError,
    BankMessage,
    BankStatement,
    PayoutBatch,
    payout_batches,
    read_adyen,
    read_antom,
    read_camt,
    read_paypal,
    read_stripe,
)
from .routing.account import ProviderAccount, candidates_of
from .routing.candidate import Candidate, Purchase
from .routing.eligibility import ROUTE_RULES, RouteRule, route_reasons
from .routing.landed import LandedNet, landed_net
from .routing.next_route import NextRoute, RouteTry, next_route
from .routing.rank import RejectedRoute, Route, RoutePlan, RoutePolicy, rank_routes
from .settlement.accounts import CLEARING, Account
from .settlement.books import book, bring_into_line
from .settlement.breakdown import Breakdown, settle
from .settlement.columns import SettledColumns, settle_columns
from .settlement.effects import (
    ConfirmCredit,
    ConvertFunds,
    Effect,
    InitiatePayment,
    QueryPayment,
    RemitFunds,
    RequestSettlement,
    ReviewConflict,
    next_effects,
)
from .settlement.facts import (
    BankCredited,
    ChargebackReversed,
    ChargedBack,
    Fact,
    FeeCharged,
    FundsConverted,
    FundsRemitted,
    FundsSettled,
    OrderConfirmed,
    PaymentFailed,
    PaymentInitiated,
    PaymentProcessed,
    Refunded,
    ReserveReleased,
)
from .settlement.plan import Exit, SettlementPlan, Stage
from .settlement.posting import entry_id, entry_of, lines_of
from .settlement.state import Settlement, evolve_with, fold
from .settlement.terms import SettlementTerms

__all__ = [
    "CLEARING",
    "ENGLISH",
    "EVERYWHERE",
    "FX_DIFFERENCE",
    "ROUTE_RULES",
    "Account",
    "AmountSemantics",
    "Answered",
    "BadReportError",
    "BankCredited",
    "BankMessage",
    "BankStatement",
    "Beyond",
    "Breakdown",
    "Candidate",
    "CaptureRate",
    "CaptureTerms",
    "ChargebackReversed",
    "ChargedBack",
    "Command",
    "ConditionalSurcharge",
    "ConfirmCredit",
    "ConvertFunds",
    "Effect",
    "Entry",
    "Exit",
    "Expected",
    "Fact",
    "FeeCharge",
    "FeeCharged",
    "FeeKind",
    "FeeLine",
    "FeePlan",
    "FeeQuote",
    "FeeReturn",
    "FeeSchedule",
    "FeeSituation",
    "FeeStep",
    "FeesReturned",
    "FundsConverted",
    "FundsRemitted",
    "FundsSettled",
    "FxDifference",
    "FxRates",
    "GatewayAnswer",
    "Hold",
    "Idempotency",
    "InitiatePayment",
    "Journal",
    "JournalRecord",
    "LandedNet",
    "Ledger",
    "Limits",
    "Line",
    "LineClass",
    "Matched",
    "MethodKind",
    "MethodOffer",
    "NextRoute",
    "NotAMultipleError",
    "NotRepresentableError",
    "NotSent",
    "OrderConfirmed",
    "OutcomeUnknown",
    "PaymentFailed",
    "PaymentGateway",
    "PaymentInitiated",
    "PaymentProcessed",
    "PayoutBatch",
    "Position",
    "Post",
    "Posted",
    "ProviderAccount",
    "ProviderRules",
    "Purchase",
    "QueryPayment",
    "Reconciliation",
    "Refunded",
    "RejectedRoute",
    "RemitFunds",
    "Replayed",
    "Replays",
    "RequestSettlement",
    "ReserveReleased",
    "Returned",
    "Reverse",
    "ReviewConflict",
    "Route",
    "RoutePlan",
    "RoutePolicy",
    "RouteRule",
    "RouteTry",
    "Sealed",
    "SettleHold",
    "SettledColumns",
    "Settlement",
    "SettlementLag",
    "SettlementPlan",
    "SettlementTerms",
    "Stage",
    "StatementLine",
    "StepFee",
    "StepFees",
    "Surcharge",
    "Tier",
    "TierMode",
    "Trigger",
    "UnreachableNetError",
    "VoidHold",
    "WireFormat",
    "WireOperation",
    "Written",
    "book",
    "bring_into_line",
    "by_event",
    "by_order",
    "candidates_of",
    "capture_rate",
    "entry_id",
    "entry_of",
    "evolve_with",
    "expected_at_bank",
    "expected_of_provider",
    "fees_at",
    "fees_returned",
    "fold",
    "from_wire",
    "fx_difference",
    "gross_up",
    "landed_net",
    "ledger_of",
    "lines_of",
    "next_effects",
    "next_route",
    "payout_batches",
    "post",
    "post_all",
    "quote_fee",
    "rank_routes",
    "read_adyen",
    "read_antom",
    "read_camt",
    "read_paypal",
    "read_stripe",
    "reconcile",
    "reconcile_each",
    "route_reasons",
    "seal",
    "settle",
    "settle_columns",
    "to_wire",
]
