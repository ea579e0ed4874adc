"""The way of one order's money from the buyer to the bank: facts, what follows, what must be done.

    SettlementPlan                    in which currencies, through whom, to which account, held by which terms
    Fact: PaymentProcessed, ...       what providers, banks and the host report
    fold, Settlement                  where every cent is now; equal for any order and repetition of facts
    next_effects: ConvertFunds, ...   what must be done now, each under its own key
    Progress, asks, take, hear        the same as a process that may break off anywhere
    book, bring_into_line             the books kept in step, entry by entry
    escrow_due, reserve_due           what of the money held is due
    net_debts, owed_to_provider       chargebacks after the payout, set off against other orders
    came_back                         transfers that the bank rejected, to be sent anew
    settle, settle_columns            gross - fee - reserve, converted, split: one payment, or a column

Example:
    >>> from datetime import UTC, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments.settlement import PaymentProcessed, SettlementPlan, fold
    >>> plan = SettlementPlan("o7", currency="GBP", target="CNY", provider="acme", bank_account="CN-1")
    >>> at = datetime(2026, 10, 30, 9, tzinfo=UTC)
    >>> paid = PaymentProcessed("e2", "o7", at, Money("50.00", "GBP"), fee=Money("1.45", "GBP"))
    >>> fold(plan, [paid, paid]).net
    Money('48.55', 'GBP')
"""

from .accounts import CLEARING, Account
from .books import NotBookableError, book, bring_into_line
from .breakdown import Breakdown, settle
from .came_back import came_back
from .chart import SETTLEMENT_CHART
from .columns import SettledColumns, settle_columns
from .due import escrow_due, owed_to_provider, reserve_due
from .effects import (
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
from .facts import (
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
from .netting import net_debts
from .next_effects import next_effects
from .plan import Exit, SettlementPlan, Stage
from .posting import entry_id, entry_of, lines_of
from .progress import Ask, Progress, asks, hear, take
from .state import Settlement, evolve_with, fold
from .terms import SettlementTerms

__all__ = [
    "CLEARING",
    "SETTLEMENT_CHART",
    "Account",
    "Ask",
    "BankCredited",
    "Breakdown",
    "ChargebackReversed",
    "ChargedBack",
    "ConfirmCredit",
    "ConvertFunds",
    "CoverDebt",
    "DebtAcknowledged",
    "DebtNetted",
    "DeliveryConfirmed",
    "DisputeClosed",
    "DisputeOpened",
    "Effect",
    "EscrowHeld",
    "EscrowReleased",
    "Exit",
    "Fact",
    "FeeCharged",
    "FundsConverted",
    "FundsRemitted",
    "FundsSettled",
    "InitiatePayment",
    "NotBookableError",
    "OrderConfirmed",
    "PaymentFailed",
    "PaymentInitiated",
    "PaymentProcessed",
    "Progress",
    "QueryPayment",
    "RefundReversed",
    "Refunded",
    "ReleaseHeld",
    "RemitFunds",
    "RemittanceReturned",
    "RequestSettlement",
    "ReserveReleased",
    "ReviewConflict",
    "SettledColumns",
    "Settlement",
    "SettlementPlan",
    "SettlementTerms",
    "Stage",
    "asks",
    "book",
    "bring_into_line",
    "came_back",
    "entry_id",
    "entry_of",
    "escrow_due",
    "evolve_with",
    "fold",
    "hear",
    "lines_of",
    "net_debts",
    "next_effects",
    "owed_to_provider",
    "reserve_due",
    "settle",
    "settle_columns",
    "take",
]
