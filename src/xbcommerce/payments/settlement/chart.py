"""The chart of the accounts that the money of an order passes through, for books that are handed on.

Example:
    >>> from datetime import UTC, date, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import Ledger, OrderConfirmed, SettlementPlan, book, fold
    >>> from xbcommerce.payments.ledger import beancount_text
    >>> from xbcommerce.payments.settlement import SETTLEMENT_CHART
    >>> plan = SettlementPlan("o7", currency="GBP", target="CNY", provider="acme", bank_account="CN-1")
    >>> at = datetime(2026, 10, 30, 9, tzinfo=UTC)
    >>> state = fold(plan, [OrderConfirmed("e1", "o7", at, Money("50.00", "GBP"))])
    >>> books = book(Ledger(chart=SETTLEMENT_CHART), state, on=at.date())
    >>> print(beancount_text(books, title="Shop").splitlines()[-1])
    2026-10-31 balance Income:Sales  -50.00 ~ 0 GBP
"""

from __future__ import annotations

from xbcommerce.payments.ledger.chart import AccountType, Chart, ChartAccount

from .accounts import Account

_TYPES = {
    Account.PROVIDER_PAYABLE: AccountType.LIABILITY,
    Account.NETTING: AccountType.EQUITY,
    Account.FX_TRADING: AccountType.EQUITY,
    Account.SALES: AccountType.INCOME,
    Account.REFUNDS: AccountType.EXPENSE,
    Account.CHARGEBACKS: AccountType.EXPENSE,
    Account.PROCESSING_FEES: AccountType.EXPENSE,
    Account.BANK_FEES: AccountType.EXPENSE,
    Account.FX_SPREAD: AccountType.EXPENSE,
}
"""What is no asset: whatever lies on the way to the bank is owed to the shop, or is its own."""

SETTLEMENT_CHART = Chart(
    tuple(ChartAccount(account.value, _TYPES.get(account, AccountType.ASSET)) for account in Account)
)
"""Every `Account` with its type, without bounds."""
