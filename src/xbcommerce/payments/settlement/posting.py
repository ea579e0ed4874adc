"""Facts become entries: the one place that says where the money of each fact moves.

Every fact that moves money is one balanced entry named after its order and event, so one delivered twice is a
replay, and one payout event that settles many orders is an entry in each.
An exchange crosses `Account.FX_TRADING` in both currencies at the market rate, and what it cost beside that
rate is a line of its own.

Example:
    >>> from datetime import UTC, date, datetime
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import Rate
    >>> from xbcommerce.payments import FundsConverted, lines_of
    >>> mid = Rate("GBP", "CNY", Decimal("8.9141"), date(2026, 10, 30), "Source: ECB statistics")
    >>> deal = FundsConverted("e5", "o7", datetime(2026, 10, 30, 9, tzinfo=UTC), Money("48.55", "GBP"),
    ...     Money("430.61", "CNY"), mid)
    >>> for line in lines_of(deal):
    ...     print(f"{line.account:15} {line.amount.amount:>8} {line.currency}")
    seller_balance    -48.55 GBP
    fx_trading         48.55 GBP
    fx_trading       -432.78 CNY
    fx_spread           2.17 CNY
    seller_balance    430.61 CNY
"""

from __future__ import annotations

from datetime import UTC, tzinfo

from moneyed import Money

from xbcommerce.kernel.money import minor
from xbcommerce.payments.ledger.exchange import ExchangeAccounts, exchange_lines
from xbcommerce.payments.ledger.journal import Line, Post

from .accounts import Account
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

Move = tuple[Account, Money | None, int]
"""An account, an amount that may be unreported, and its sign."""

_EXCHANGE = ExchangeAccounts(
    Account.SELLER_BALANCE.value,
    Account.SELLER_BALANCE.value,
    trading=Account.FX_TRADING.value,
    spread=Account.FX_SPREAD.value,
)


def lines_of(fact: Fact) -> tuple[Line, ...]:
    """Return the lines of a fact, adding up to nothing in every currency; none if it moves no money."""
    if isinstance(fact, FundsConverted):
        return exchange_lines(fact.source, fact.target, fact.at_mid, _EXCHANGE)
    return tuple(
        Line(account.value, money.currency.code, sign * minor(money))
        for account, money, sign in _moves(fact)
        if money is not None and money.amount
    )


def entry_id(fact: Fact) -> str:
    """Name the entry of a fact: its order and its event, whatever characters they are made of."""
    return f"{entries_about(fact.order_id)}:{fact.event_id}"


def entries_about(order_id: str) -> str:
    """Return the first two words of the ids of all entries that facts about an order are written under."""
    order = order_id.replace("%", "%25").replace(":", "%3A")
    return f"fact:{order}"


def entry_of(fact: Fact, *, zone: tzinfo = UTC) -> Post | None:
    """Write a fact as a command to the books; None if it moves no money.

    Args:
        fact: What was reported.
        zone: Where the books are kept; it decides the day of an instant.
    """
    lines = lines_of(fact)
    if not lines:
        return None
    return Post(entry_id(fact), fact.at.astimezone(zone).date(), type(fact).__name__, lines)


def _moves(fact: Fact) -> tuple[Move, ...]:
    match fact:
        case OrderConfirmed():
            return ((Account.BUYER_RECEIVABLE, fact.amount, 1), (Account.SALES, fact.amount, -1))
        case PaymentProcessed():
            return (
                (Account.PROVIDER_CLEARING, fact.net, 1),
                (Account.PROCESSING_FEES, fact.fee, 1),
                (Account.BUYER_RECEIVABLE, fact.gross, -1),
            )
        case Refunded() | RefundReversed() | ChargedBack() | ChargebackReversed():
            return _given_back(fact)
        case ReserveReleased() | EscrowHeld() | EscrowReleased() | DebtNetted() | DebtAcknowledged():
            return _at_the_provider(fact)
        case PaymentInitiated() | PaymentFailed() | DeliveryConfirmed() | DisputeOpened() | DisputeClosed():
            return ()
        case FundsConverted():  # crosses the trading account, see `lines_of`
            return ()
        case _:
            return _settling(fact)


def _given_back(fact: Refunded | RefundReversed | ChargedBack | ChargebackReversed) -> tuple[Move, ...]:
    held = Account.PROVIDER_CLEARING
    match fact:
        case Refunded():
            fee = fact.fee_returned
            return (
                (Account.REFUNDS, fact.amount, 1),
                (held, fact.amount, -1),
                (held, fee, 1),
                (Account.PROCESSING_FEES, fee, -1),
            )
        case ChargedBack():
            return (
                (Account.CHARGEBACKS, fact.amount, 1),
                (held, fact.amount, -1),
                (Account.PROCESSING_FEES, fact.fee, 1),
                (held, fact.fee, -1),
            )
        case RefundReversed():
            return ((held, fact.amount, 1), (Account.REFUNDS, fact.amount, -1))
        case ChargebackReversed():
            return ((held, fact.amount, 1), (Account.CHARGEBACKS, fact.amount, -1))


def _at_the_provider(
    fact: ReserveReleased | EscrowHeld | EscrowReleased | DebtNetted | DebtAcknowledged,
) -> tuple[Move, ...]:
    held = Account.PROVIDER_CLEARING
    match fact:
        case ReserveReleased():
            return ((fact.to, fact.amount, 1), (Account.RESERVE, fact.amount, -1))
        case EscrowHeld():
            return ((Account.ESCROW, fact.amount, 1), (held, fact.amount, -1))
        case EscrowReleased():
            return ((fact.to, fact.amount, 1), (Account.ESCROW, fact.amount, -1))
        case DebtNetted():
            sign = 1 if fact.order_id == fact.debtor else -1
            return ((held, fact.amount, sign), (Account.NETTING, fact.amount, -sign))
        case DebtAcknowledged():
            return ((held, fact.amount, 1), (Account.PROVIDER_PAYABLE, fact.amount, -1))


def _settling(
    fact: FeeCharged | FundsSettled | FundsRemitted | BankCredited | RemittanceReturned,
) -> tuple[Move, ...]:
    balance = Account.SELLER_BALANCE
    match fact:
        case FeeCharged():
            kept = Account.BANK_FEES if fact.taken_from is Account.IN_TRANSIT else Account.PROCESSING_FEES
            return ((kept, fact.amount, 1), (fact.taken_from, fact.amount, -1))
        case FundsSettled():
            gone = ((Account.PROVIDER_CLEARING, part, -1) for part in (fact.net, fact.reserve, fact.fee))
            kept_back = ((Account.RESERVE, fact.reserve, 1), (Account.PROCESSING_FEES, fact.fee, 1))
            return ((balance, fact.net, 1), *kept_back, *gone)
        case FundsRemitted():
            return (
                (Account.IN_TRANSIT, fact.due, 1),
                (Account.BANK_FEES, fact.fee, 1),
                (balance, fact.amount, -1),
            )
        case BankCredited():
            return ((Account.BANK, fact.amount, 1), (Account.IN_TRANSIT, fact.amount, -1))
        case RemittanceReturned():
            return (
                (balance, fact.net, 1),
                (Account.BANK_FEES, fact.fee, 1),
                (Account.IN_TRANSIT, fact.amount, -1),
            )
