"""How the money of an order moves: what it costs, where it is, what must happen next, and whether it adds up.

    FeeSchedule, quote_fee, gross_up       what a provider takes, line by line, and the price that covers it
    FeePlan, fees_at, fees_returned        which fee at which step, on what condition; what comes back
    ProviderRules, to_wire, from_wire      what providers say of themselves, dated; amounts as they travel
    rank_routes, next_route                who should take a payment, and whom to try next
    capture_rate, fx_difference            quotes expired before the capture; gains and losses by rate
    settle                                 gross - fee - reserve, converted, split: one exact breakdown
    SettlementTerms, settle_columns        the same for a whole column of payments
    facts (PaymentProcessed, ...)          what providers and banks report: late, twice, in any order
    PaymentTerms, fold_payment, Payment    what a buyer should pay, and what providers report about it
    decide_payment, advise_retry           what may be done next, and after something went wrong
    settlement_facts                       what the settlement of the order learns of a payment
    SettlementPlan, fold, Settlement       order confirmed -> ... -> complete, told from the facts
    Progress, asks, take, hear             what to ask now, and what an answer or a webhook makes of it
    net_debts                              chargebacks after the payout, set off against other orders
    availability, reserve_schedule         when captured money is free, what is held back and until when
    Protection, releasable                 escrow until the buyer is served, and what stands against release
    split_capture, give_back               sellers, platform and tax share a capture, and bear its refunds
    plan_payouts, transfers_of             who is paid now, what is carried forward, and why
    next_effects (ConvertFunds, ...)       what the outside world must do now, each under its own key
    Ledger, post, seal, book               double-entry books that balance in every currency at every step
    Chart, Bounds                          which accounts there are, and between which balances each stays
    trial_balance, account_statement, ...  the books looked at; beancount_text hands them on
    reconcile, reconcile_each              a statement against what was expected, explained to nothing
    expected_of_provider, expected_at_bank what reports and statements must show, told from the facts
    read_adyen, read_camt, payout_batches  reports and bank statements as lines; more in `payments.reports`
    PayoutFile, write_pain001, fates_of    payouts as a file for the bank, checked first; what became of each
    Iban, check_pain001                    account numbers; a pain.001 checked for what its schema overlooks
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
from .intents.commands import (
    Authorize,
    AuthorizePayment,
    Capture,
    CapturePayment,
    PaymentCommand,
    PaymentRequest,
    Refund,
    RefundPayment,
    Void,
    VoidPayment,
)
from .intents.decide import Accepted, PaymentPolicy, decide_payment
from .intents.deliveries import take_facts
from .intents.disputes import Dispute
from .intents.facts import DeclineClass, DisputeStage, Operation, Outcome, PaymentFact
from .intents.idempotency import Idempotency, Replays
from .intents.movement import Movement
from .intents.payment import Payment, evolve_payment, fold_payment
from .intents.retry import RetryAction, RetryAdvice, Situation, advise_retry
from .intents.settling import settlement_facts
from .intents.status import Flag, PaymentStatus
from .intents.terms import PaymentTerms
from .ledger.account_statement import AccountRow, AccountStatement, account_statement
from .ledger.beancount import BeancountNameError, beancount_text
from .ledger.chart import AccountType, Bounds, Chart, ChartAccount
from .ledger.closing import closing_entry
from .ledger.exchange import ExchangeAccounts, exchange, exchange_lines
from .ledger.journal import Command, Entry, Hold, Line, Post, Reverse, Sealed, SettleHold, VoidHold
from .ledger.ledger import Ledger, Posted, Replayed, post, post_all, seal
from .ledger.open_items import OpenItem, open_items
from .ledger.trial_balance import TrialBalance, TrialBalanceRow, trial_balance
from .messages import ENGLISH
from .payout_files.checks import check_payout_file
from .payout_files.fates import PayoutFate, PayoutFates, fates_of
from .payout_files.file_rules import FileRules
from .payout_files.iban import Iban
from .payout_files.pain001 import stream_pain001, write_pain001
from .payout_files.pain001_check import check_pain001
from .payout_files.pain002 import Fate, StatusFact, StatusReport
from .payout_files.party import BankAccount, Party, PostalAddress
from .payout_files.payout_file import ChargeBearer, PaymentInstruction, PayoutFile, Transfer
from .payout_files.remittance import PaidInvoice, Remittance
from .payout_files.versions import Pain001Version
from .payouts.availability import Availability, AvailabilityTerms, Lag, availability
from .payouts.give_back import GivenBack, SplitAccount, give_back
from .payouts.payout_plan import (
    Carried,
    CarryReason,
    Payout,
    PayoutPlan,
    PayoutTerms,
    SellerEntry,
    plan_payouts,
)
from .payouts.posting import (
    PAYOUT_FEES,
    payout_entry,
    refund_entry,
    reserve_entries,
    returned_entry,
    seller_entries,
    split_entry,
)
from .payouts.protection import (
    AfterDelivery,
    AfterHold,
    Condition,
    DisputesClosed,
    Evidence,
    Holding,
    HoldingDecision,
    Protection,
    Releasable,
    releasable,
)
from .payouts.reserve import Payable, ReserveHold, ReserveSchedule, ReserveTerms, reserve_schedule
from .payouts.split import CaptureSplit, Claim, PartyShare, Role, split_capture
from .payouts.transfers import SellerAccount, returned_payouts, transfers_of
from .ports import (
    Answered,
    AsyncPaymentGateway,
    FxRates,
    GatewayAnswer,
    Journal,
    JournalRecord,
    NotSent,
    OutcomeUnknown,
    PaymentGateway,
    PaymentRequests,
    Reported,
    RequestAnswer,
    Written,
    ledger_of,
)
from .providers.lag import SettlementLag
from .providers.method import EVERYWHERE, Limits, MethodKind, MethodOffer
from .providers.rules import ProviderRules, WireOperation
from .providers.wire import NotAMultipleError, NotRepresentableError, WireFormat, from_wire, to_wire
from .reconciliation.expectations import (
    by_event,
    by_order,
    expected_at_bank,
    expected_of_payouts,
    expected_of_provider,
)
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
from .settlement.came_back import came_back
from .settlement.chart import SETTLEMENT_CHART
from .settlement.columns import SettledColumns, settle_columns
from .settlement.due import escrow_due, owed_to_provider, reserve_due
from .settlement.effects import (
    ConfirmCredit,
    ConvertFunds,
    CoverDebt,
    Effect,
    InitiatePayment,
    QueryPayment,
    ReleaseHeld,
    RemitFunds,
    RequestSettlement,
    ReviewConflict,
)
from .settlement.facts import (
    BankCredited,
    ChargebackReversed,
    ChargedBack,
    DebtAcknowledged,
    DebtNetted,
    DeliveryConfirmed,
    DisputeClosed,
    DisputeOpened,
    EscrowHeld,
    EscrowReleased,
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
    RefundReversed,
    RemittanceReturned,
    ReserveReleased,
)
from .settlement.netting import net_debts
from .settlement.next_effects import next_effects
from .settlement.plan import Exit, SettlementPlan, Stage
from .settlement.posting import entry_id, entry_of, lines_of
from .settlement.progress import Ask, Progress, asks, hear, take
from .settlement.state import Settlement, evolve_with, fold
from .settlement.terms import SettlementTerms

__all__ = [
    "CLEARING",
    "ENGLISH",
    "EVERYWHERE",
    "FX_DIFFERENCE",
    "PAYOUT_FEES",
    "ROUTE_RULES",
    "SETTLEMENT_CHART",
    "Accepted",
    "Account",
    "AccountRow",
    "AccountStatement",
    "AccountType",
    "AfterDelivery",
    "AfterHold",
    "AmountSemantics",
    "Answered",
    "Ask",
    "AsyncPaymentGateway",
    "Authorize",
    "AuthorizePayment",
    "Availability",
    "AvailabilityTerms",
    "BadReportError",
    "BankAccount",
    "BankCredited",
    "BankMessage",
    "BankStatement",
    "BeancountNameError",
    "Beyond",
    "Bounds",
    "Breakdown",
    "Candidate",
    "Capture",
    "CapturePayment",
    "CaptureRate",
    "CaptureSplit",
    "CaptureTerms",
    "Carried",
    "CarryReason",
    "ChargeBearer",
    "ChargebackReversed",
    "ChargedBack",
    "Chart",
    "ChartAccount",
    "Claim",
    "Command",
    "Condition",
    "ConditionalSurcharge",
    "ConfirmCredit",
    "ConvertFunds",
    "CoverDebt",
    "DebtAcknowledged",
    "DebtNetted",
    "DeclineClass",
    "DeliveryConfirmed",
    "Dispute",
    "DisputeClosed",
    "DisputeOpened",
    "DisputeStage",
    "DisputesClosed",
    "Effect",
    "Entry",
    "EscrowHeld",
    "EscrowReleased",
    "Evidence",
    "ExchangeAccounts",
    "Exit",
    "Expected",
    "Fact",
    "Fate",
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
    "FileRules",
    "Flag",
    "FundsConverted",
    "FundsRemitted",
    "FundsSettled",
    "FxDifference",
    "FxRates",
    "GatewayAnswer",
    "GivenBack",
    "Hold",
    "Holding",
    "HoldingDecision",
    "Iban",
    "Idempotency",
    "InitiatePayment",
    "Journal",
    "JournalRecord",
    "Lag",
    "LandedNet",
    "Ledger",
    "Limits",
    "Line",
    "LineClass",
    "Matched",
    "MethodKind",
    "MethodOffer",
    "Movement",
    "NextRoute",
    "NotAMultipleError",
    "NotRepresentableError",
    "NotSent",
    "OpenItem",
    "Operation",
    "OrderConfirmed",
    "Outcome",
    "OutcomeUnknown",
    "PaidInvoice",
    "Pain001Version",
    "Party",
    "PartyShare",
    "Payable",
    "Payment",
    "PaymentCommand",
    "PaymentFact",
    "PaymentFailed",
    "PaymentGateway",
    "PaymentInitiated",
    "PaymentInstruction",
    "PaymentPolicy",
    "PaymentProcessed",
    "PaymentRequest",
    "PaymentRequests",
    "PaymentStatus",
    "PaymentTerms",
    "Payout",
    "PayoutBatch",
    "PayoutFate",
    "PayoutFates",
    "PayoutFile",
    "PayoutPlan",
    "PayoutTerms",
    "Position",
    "Post",
    "PostalAddress",
    "Posted",
    "Progress",
    "Protection",
    "ProviderAccount",
    "ProviderRules",
    "Purchase",
    "QueryPayment",
    "Reconciliation",
    "Refund",
    "RefundPayment",
    "RefundReversed",
    "Refunded",
    "RejectedRoute",
    "Releasable",
    "ReleaseHeld",
    "RemitFunds",
    "Remittance",
    "RemittanceReturned",
    "Replayed",
    "Replays",
    "Reported",
    "RequestAnswer",
    "RequestSettlement",
    "ReserveHold",
    "ReserveReleased",
    "ReserveSchedule",
    "ReserveTerms",
    "RetryAction",
    "RetryAdvice",
    "Returned",
    "Reverse",
    "ReviewConflict",
    "Role",
    "Route",
    "RoutePlan",
    "RoutePolicy",
    "RouteRule",
    "RouteTry",
    "Sealed",
    "SellerAccount",
    "SellerEntry",
    "SettleHold",
    "SettledColumns",
    "Settlement",
    "SettlementLag",
    "SettlementPlan",
    "SettlementTerms",
    "Situation",
    "SplitAccount",
    "Stage",
    "StatementLine",
    "StatusFact",
    "StatusReport",
    "StepFee",
    "StepFees",
    "Surcharge",
    "Tier",
    "TierMode",
    "Transfer",
    "TrialBalance",
    "TrialBalanceRow",
    "Trigger",
    "UnreachableNetError",
    "Void",
    "VoidHold",
    "VoidPayment",
    "WireFormat",
    "WireOperation",
    "Written",
    "account_statement",
    "advise_retry",
    "asks",
    "availability",
    "beancount_text",
    "book",
    "bring_into_line",
    "by_event",
    "by_order",
    "came_back",
    "candidates_of",
    "capture_rate",
    "check_pain001",
    "check_payout_file",
    "closing_entry",
    "decide_payment",
    "entry_id",
    "entry_of",
    "escrow_due",
    "evolve_payment",
    "evolve_with",
    "exchange",
    "exchange_lines",
    "expected_at_bank",
    "expected_of_payouts",
    "expected_of_provider",
    "fates_of",
    "fees_at",
    "fees_returned",
    "fold",
    "fold_payment",
    "from_wire",
    "fx_difference",
    "give_back",
    "gross_up",
    "hear",
    "landed_net",
    "ledger_of",
    "lines_of",
    "net_debts",
    "next_effects",
    "next_route",
    "open_items",
    "owed_to_provider",
    "payout_batches",
    "payout_entry",
    "plan_payouts",
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
    "refund_entry",
    "releasable",
    "reserve_due",
    "reserve_entries",
    "reserve_schedule",
    "returned_entry",
    "returned_payouts",
    "route_reasons",
    "seal",
    "seller_entries",
    "settle",
    "settle_columns",
    "settlement_facts",
    "split_capture",
    "split_entry",
    "stream_pain001",
    "take",
    "take_facts",
    "to_wire",
    "transfers_of",
    "trial_balance",
    "write_pain001",
]
