"""The accounts that the money of an order passes through; positive is what the shop has or is owed."""

from __future__ import annotations

from enum import Enum


class Account(Enum):
    """Where money lies, or what it was spent on."""

    BUYER_RECEIVABLE = "buyer_receivable"
    """Owed by the buyer."""
    PROVIDER_CLEARING = "provider_clearing"
    """Captured, and still with the payment provider."""
    RESERVE = "reserve"
    """Held back by the provider for a while."""
    ESCROW = "escrow"
    """Held by the provider until the buyer has what was paid for."""
    SELLER_BALANCE = "seller_balance"
    """Free in the shop's balance, in any currency."""
    IN_TRANSIT = "in_transit"
    """On its way to the bank."""
    BANK = "bank"
    """On the shop's account."""
    SALES = "sales"
    """Earned (negative, as credits are)."""
    REFUNDS = "refunds"
    """Given back to buyers."""
    CHARGEBACKS = "chargebacks"
    """Taken back by buyers' banks."""
    PROCESSING_FEES = "processing_fees"
    """Kept by providers."""
    BANK_FEES = "bank_fees"
    """Kept by banks on the way."""
    FX_SPREAD = "fx_spread"
    """What exchanges cost beside the market rate."""
    FX_TRADING = "fx_trading"
    """Both legs of every exchange, each in its own currency."""
    NETTING = "netting"
    """Set off between orders; nothing over all orders together."""
    PROVIDER_PAYABLE = "provider_payable"
    """Owed to the provider, and acknowledged (negative, as debts are)."""


CLEARING = (
    Account.BUYER_RECEIVABLE,
    Account.PROVIDER_CLEARING,
    Account.RESERVE,
    Account.ESCROW,
    Account.SELLER_BALANCE,
    Account.IN_TRANSIT,
)
"""The places on the way from the buyer to the bank, in order; all empty when an order is complete."""
