"""An exchange as an entry: through a trading account in both currencies, its cost as a line of its own.

The trading account holds what was given in one currency against what that was worth in the other, so each
currency balances by itself; revalued, it shows what rates have done since. The spread never hides in a rate.
(Trading accounts: P. Selinger, "Tutorial on multiple currency accounting", 2005.)

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import Rate
    >>> from xbcommerce.payments.ledger import ExchangeAccounts, exchange
    >>> mid = Rate("USD", "EUR", Decimal("0.92"), date(2026, 4, 2), "a bank")
    >>> accounts = ExchangeAccounts("cash_usd", "cash_eur", trading="fx_trading", spread="fx_spread")
    >>> entry = exchange(
    ...     "fx1", date(2026, 4, 2), Money("100.00", "USD"), Money("91.50", "EUR"), mid, accounts)
    >>> for line in entry.lines:
    ...     print(f"{line.account:10} {line.amount.amount:>8} {line.currency}")
    cash_eur      91.50 EUR
    cash_usd    -100.00 USD
    fx_spread      0.50 EUR
    fx_trading   -92.00 EUR
    fx_trading   100.00 USD
"""

from __future__ import annotations

from datetime import date

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.fx import Rate, convert
from xbcommerce.kernel.money import Rounding, from_minor, minor, same_currency

from .journal import Line, Post


@frozen
class ExchangeAccounts:
    """Where an exchange is written.

    Attributes:
        given_from: The account the source leaves.
        received_on: The account the target reaches; may be the same.
        trading: The account that both legs cross.
        spread: The account of what it cost beside the market rate.
    """

    given_from: str
    received_on: str
    trading: str = field(kw_only=True)
    spread: str = field(kw_only=True)


def exchange(
    entry_id: str,
    on: date,
    source: Money,
    target: Money,
    mid: Rate,
    accounts: ExchangeAccounts,
    *,
    rounding: Rounding = Rounding.HALF_UP,
    kind: str = "exchange",
) -> Post:
    """Write an exchange of money as a command to the books.

    Args:
        entry_id: Of the entry.
        on: Its day.
        source: What was given.
        target: What was received.
        mid: The market rate from source to target.
        accounts: Where it is written.
        rounding: How the source's worth at the market rate is rounded.
        kind: Why, in the host's words.

    Raises:
        CurrencyMismatchError: The rate does not price the source in the target's currency.
    """
    at_mid = convert(source, mid, rounding).amount
    return Post(entry_id, on, kind, exchange_lines(source, target, at_mid, accounts))


def exchange_lines(
    source: Money, target: Money, at_mid: Money, accounts: ExchangeAccounts
) -> tuple[Line, ...]:
    """Return the lines of an exchange whose worth at the market rate is known; see `exchange`.

    The spread is what that worth exceeds the target by; negative if the deal was better than the market.
    """
    spread = minor(at_mid) - minor(same_currency(target, at_mid.currency.code))
    lines = (
        Line.of(accounts.given_from, source).mirrored(),
        Line.of(accounts.trading, source),
        Line.of(accounts.trading, at_mid).mirrored(),
        Line.of(accounts.spread, from_minor(spread, at_mid.currency)),
        Line.of(accounts.received_on, target),
    )
    return tuple(line for line in lines if line.amount_minor)
