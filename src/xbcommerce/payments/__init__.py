"""How the money of an order moves: what it costs, where it is, what must happen next, and whether it adds up.

    FeeSchedule, quote_fee, gross_up       what a provider takes, line by line, and the price that covers it
    settle                                 gross - fee - reserve, converted, split: one exact breakdown
    facts (PaymentProcessed, ...)          what providers and banks report: late, twice, in any order
    SettlementPlan, fold, Settlement       order confirmed -> ... -> complete, told from the facts
    next_effects (ConvertFunds, ...)       what the outside world must do now, each under its own key
    Ledger, post, seal, book               double-entry books that balance in every currency at every step
    reconcile                              a statement against what was expected, explained to nothing
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

from .fees.gross_up import UnreachableNetError, gross_up
from .fees.quote import FeeLine, FeeQuote, quote_fee
from .fees.schedule import FeeSchedule, Surcharge, Tier, TierMode
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
from .reconciliation.reconcile import reconcile, reconcile_each
from .reconciliation.result import Matched, Reconciliation
from .reconciliation.statement import Expected, LineClass, StatementLine
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
    "Account",
    "AmountSemantics",
    "Answered",
    "BankCredited",
    "Breakdown",
    "ChargebackReversed",
    "ChargedBack",
    "Command",
    "ConfirmCredit",
    "ConvertFunds",
    "Effect",
    "Entry",
    "Exit",
    "Expected",
    "Fact",
    "FeeCharged",
    "FeeLine",
    "FeeQuote",
    "FeeSchedule",
    "FundsConverted",
    "FundsRemitted",
    "FundsSettled",
    "FxRates",
    "GatewayAnswer",
    "Hold",
    "Idempotency",
    "InitiatePayment",
    "Journal",
    "JournalRecord",
    "Ledger",
    "Line",
    "LineClass",
    "Matched",
    "NotSent",
    "OrderConfirmed",
    "OutcomeUnknown",
    "PaymentFailed",
    "PaymentGateway",
    "PaymentInitiated",
    "PaymentProcessed",
    "Post",
    "Posted",
    "QueryPayment",
    "Reconciliation",
    "Refunded",
    "RemitFunds",
    "Replayed",
    "Replays",
    "RequestSettlement",
    "ReserveReleased",
    "Reverse",
    "ReviewConflict",
    "Sealed",
    "SettleHold",
    "SettledColumns",
    "Settlement",
    "SettlementPlan",
    "SettlementTerms",
    "Stage",
    "StatementLine",
    "Surcharge",
    "Tier",
    "TierMode",
    "UnreachableNetError",
    "VoidHold",
    "Written",
    "book",
    "bring_into_line",
    "entry_id",
    "entry_of",
    "evolve_with",
    "fold",
    "gross_up",
    "ledger_of",
    "lines_of",
    "next_effects",
    "post",
    "post_all",
    "quote_fee",
    "reconcile",
    "reconcile_each",
    "seal",
    "settle",
    "settle_columns",
]
