"""The chart of accounts as a value: which there are, of what type, and between which balances each stays.

A bound is kept whatever comes: what is held counts as if it would come to count (TigerBeetle's rule for
accounts whose debits must not exceed their credits, for any bound), so money on hold cannot be spent twice.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.payments import Chart, Ledger, Line, Post, post
    >>> from xbcommerce.payments.ledger import AccountType, Bounds, ChartAccount
    >>> chart = Chart((ChartAccount("wallet", AccountType.ASSET, (Bounds(minimum=Money(0, "USD")),)),))
    >>> spent = Post("s1", date(2026, 4, 1), "spent", (
    ...     Line.of("wallet", Money("-5.00", "USD")), Line.of("goods", Money("5.00", "USD"))))
    >>> print(post(Ledger(chart=chart), spent))
    ledger.below_minimum at s1 (account=wallet, balance=-5.00 USD, minimum=0.00 USD)
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from functools import cached_property

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, member_of
from xbcommerce.kernel.money import minor, plain, same_currency
from xbcommerce.kernel.naming import nearest, repeated


class AccountType(Enum):
    """The five kinds of accounts."""

    ASSET = "asset"
    """What is owned or owed to the shop."""
    LIABILITY = "liability"
    """What the shop owes."""
    EQUITY = "equity"
    """What is the owners', trading accounts of exchanges included."""
    INCOME = "income"
    """What was earned; closed into equity at the end of a period."""
    EXPENSE = "expense"
    """What was spent; closed into equity at the end of a period."""


@frozen
class Bounds:
    """Between which balances an account stays in one currency, debit positive; at least one side is given.

    Attributes:
        minimum: The lowest balance allowed.
        maximum: The highest balance allowed.
    """

    minimum: Money | None = None
    maximum: Money | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that bind nothing, or that no balance meets."""
        if self.minimum is None and self.maximum is None:
            msg = "minimum=None, maximum=None: give one of them, else there is no bound"
            raise InvalidValueError(msg)
        if self.minimum is None or self.maximum is None:
            return
        if minor(self.minimum) > minor(same_currency(self.maximum, self.minimum.currency.code)):
            msg = f"minimum={plain(self.minimum)} lies above maximum={plain(self.maximum)}"
            raise InvalidValueError(msg)

    @property
    def currency(self) -> str:
        """The currency they are about."""
        bound = self.maximum if self.minimum is None else self.minimum
        return "" if bound is None else bound.currency.code


@frozen
class ChartAccount:
    """An account of the chart.

    Attributes:
        name: As lines name it.
        type: Where it stands in the balance sheet or the income statement.
        bounds: At most one a currency; other currencies are free.
    """

    name: str
    type: AccountType = field(validator=member_of(AccountType))
    bounds: tuple[Bounds, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse two bounds for one currency."""
        if twice := repeated(bounds.currency for bounds in self.bounds):
            msg = f"bounds of {self.name!r}: {', '.join(twice)} stands more than once; join them"
            raise InvalidValueError(msg)


@frozen
class Chart:
    """The accounts of a set of books.

    Attributes:
        accounts: Each name once.
        only_these: Refuse lines on accounts that are not listed; default every name is an account.
    """

    accounts: tuple[ChartAccount, ...] = ()
    only_these: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse a name that is listed twice."""
        if twice := repeated(account.name for account in self.accounts):
            msg = f"accounts: {', '.join(map(repr, twice))} stands more than once; keep one"
            raise InvalidValueError(msg)

    @cached_property
    def _by_name(self) -> dict[str, ChartAccount]:
        return {account.name: account for account in self.accounts}

    @cached_property
    def _bounds(self) -> dict[tuple[str, str], Bounds]:
        return {
            (account.name, bounds.currency): bounds for account in self.accounts for bounds in account.bounds
        }

    def account(self, name: str) -> ChartAccount | None:
        """Find an account."""
        return self._by_name.get(name)

    def bounds(self, account: str, currency: str) -> Bounds | None:
        """Return the bounds of an account in a currency; None where it is free."""
        return self._bounds.get((account, currency))

    def of_types(self, types: Iterable[AccountType]) -> tuple[str, ...]:
        """Name the accounts of some types, in the order of the chart."""
        wanted = frozenset(types)
        return tuple(account.name for account in self.accounts if account.type in wanted)

    def nearest(self, name: str) -> str:
        """Return the listed name that looks most like one that is not; empty where none does."""
        return nearest(name, self._by_name)
