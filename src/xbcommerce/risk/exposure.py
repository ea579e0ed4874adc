"""What a buyer could cost us today: open positions in one currency, credits only where they belong.

Gross is the sum of everything owed or about to be owed. Unapplied cash and credit notes reduce only their
own account, and no account below zero: a credit balance does not raise anybody's limit, and accounts are
never netted against each other. Each item is converted once, at a rate that was given, and rounded once.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.risk.exposure import ItemKind, OpenItem, exposure
    >>> print(exposure([
    ...     OpenItem(ItemKind.OPEN_INVOICE, Money(1000, "EUR"), account="de"),
    ...     OpenItem(ItemKind.UNAPPLIED_CASH, Money(200, "EUR"), account="de"),
    ...     OpenItem(ItemKind.CREDIT_NOTE, Money(500, "EUR"), account="at")], "EUR"))
    Exposure is EUR 800.00: owed or soon to be EUR 1,000.00, credits EUR 700.00.
    Account at: owed EUR 0.00, credits EUR 500.00, exposure EUR 0.00.
    Account de: owed EUR 1,000.00, credits EUR 200.00, exposure EUR 800.00.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum

from attrs import Attribute, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import Rate, convert
from xbcommerce.kernel.money import Rounding, currency_info, from_minor, minor, plain, total
from xbcommerce.kernel.unmet import Note, Unmet

from .lookups import Lookups
from .messages import ENGLISH


class ItemKind(Enum):
    """What an open position is; the first three are owed or about to be, the others stand against them."""

    OPEN_INVOICE = "open_invoice"
    SHIPPED_NOT_INVOICED = "shipped_not_invoiced"
    ACCEPTED_NOT_SHIPPED = "accepted_not_shipped"
    """Counts as soon as the order is accepted, unless your terms leave the risk with you until shipment."""
    UNAPPLIED_CASH = "unapplied_cash"
    CREDIT_NOTE = "credit_note"

    @property
    def is_credit(self) -> bool:
        """Say whether it reduces what is owed."""
        return self in {ItemKind.UNAPPLIED_CASH, ItemKind.CREDIT_NOTE}


def not_negative(_instance: object, attribute: Attribute[Money], value: Money) -> None:
    """Refuse an amount below zero: what stands the other way is another kind of item."""
    if minor(value) < 0:
        msg = f"{attribute.name}={plain(value)}: expected zero or more; book a credit as a credit note"
        raise InvalidValueError(msg)


@frozen
class OpenItem:
    """One open position of a buyer.

    Attributes:
        kind: What it is.
        amount: What is still open, zero or more, also for credits.
        account: The legal entity or ledger account; credits reduce only their own.
        due: For an invoice: its due date.
        reference: Its number in the host's books.
    """

    kind: ItemKind
    amount: Money = field(validator=not_negative)
    account: str = field(default="", kw_only=True)
    due: date | None = field(default=None, kw_only=True)
    reference: str = field(default="", kw_only=True)


@frozen
class AccountExposure:
    """One account: ``exposure`` is ``gross - deductions``, at least zero."""

    account: str
    gross: Money
    deductions: Money
    exposure: Money


@frozen
class Exposure:
    """All accounts of a buyer, in one currency, with the rates that were used."""

    accounts: tuple[AccountExposure, ...]
    gross: Money
    deductions: Money
    exposure: Money
    rates: tuple[Rate, ...] = ()

    def why(self) -> tuple[Note | Unmet, ...]:
        """List the totals, each account, and each rate."""
        figures = {"exposure": self.exposure, "gross": self.gross, "deductions": self.deductions}
        return (
            Note("exposure.total", figures),
            *(
                Note(
                    "exposure.account",
                    {
                        "account": item.account or "-",
                        "exposure": item.exposure,
                        "gross": item.gross,
                        "deductions": item.deductions,
                    },
                )
                for item in self.accounts
            ),
            *(Note("risk.rate", rate.note().params) for rate in self.rates),
        )

    def __str__(self) -> str:
        return ENGLISH.explain(self)


@frozen
class NoExposure:
    """Unknown: a rate is missing for some items; ``unmet`` names every pair. Never a smaller exposure."""

    unmet: tuple[Unmet, ...]

    def why(self) -> tuple[Note | Unmet, ...]:
        """List the missing rates."""
        return self.unmet

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def exposure(
    items: Iterable[OpenItem],
    currency: str,
    *,
    rates: Iterable[Rate] = (),
    rounding: Rounding = Rounding.HALF_UP,
) -> Exposure | NoExposure:
    """Add up a buyer's open items.

    Args:
        items: In any currencies, in any order.
        currency: The currency of the answer, that of the credit limit.
        rates: From each foreign currency to ``currency``, on the day of the decision; an inverse rate is
            not invented.
        rounding: How each converted item is rounded, once.

    Returns:
        The exposure, or `NoExposure` with every missing rate.

    Raises:
        UnknownCurrencyError: ``currency`` is not on the list.
        InexactAmountError: An amount is finer than its currency's minor unit.
    """
    currency_info(currency)
    look = Lookups.of((), rates)
    converted: list[tuple[OpenItem, Money]] = []
    missing: list[Unmet] = []
    for item in items:
        amount = in_currency(item.amount, currency, look, rounding, where=item.reference)
        if isinstance(amount, Unmet):
            missing.append(amount)
        else:
            converted.append((item, amount))
    if missing:
        return NoExposure(tuple(dict.fromkeys(missing)))
    accounts = _accounts(converted, currency)
    return Exposure(
        accounts,
        total((item.gross for item in accounts), currency),
        total((item.deductions for item in accounts), currency),
        total((item.exposure for item in accounts), currency),
        look.rates_read,
    )


def in_currency(
    money: Money, currency: str, look: Lookups, rounding: Rounding, *, where: str = ""
) -> Money | Unmet:
    """Convert an amount once, or name the rate that is missing."""
    if money.currency.code == currency:
        return from_minor(minor(money), currency)
    rate = look.rate(money.currency.code, currency)
    if rate is None:
        return Unmet("exposure.no_rate", where, {"base": money.currency.code, "quote": currency})
    return convert(money, rate, rounding).amount


def _accounts(items: Iterable[tuple[OpenItem, Money]], currency: str) -> tuple[AccountExposure, ...]:
    owed: dict[str, int] = {}
    credits_: dict[str, int] = {}
    for item, amount in items:
        side, other = (credits_, owed) if item.kind.is_credit else (owed, credits_)
        side[item.account] = side.get(item.account, 0) + minor(amount)
        other.setdefault(item.account, 0)
    return tuple(_account(account, owed, credits_, currency) for account in sorted(owed))


def _account(
    account: str, owed: Mapping[str, int], credits_: Mapping[str, int], currency: str
) -> AccountExposure:
    gross, deductions = owed[account], credits_[account]
    figures = (gross, deductions, max(0, gross - deductions))
    return AccountExposure(account, *(from_minor(figure, currency) for figure in figures))
