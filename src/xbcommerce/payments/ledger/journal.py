"""The words of the books: lines, the commands that write entries, and the entries themselves.

Amounts are signed whole minor units: debits positive, credits negative. An entry's lines add up to nothing
in every currency.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum

from attrs import Attribute, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import Bag, code_of, exponent_of, from_minor, minor


@frozen(order=True)
class Line:
    """An amount on an account.

    Attributes:
        account: Any name; the pipeline uses the values of `Account`.
        currency: A code of ISO 4217.
        amount_minor: Debit positive, credit negative.
    """

    account: str
    currency: str
    amount_minor: int

    def __attrs_post_init__(self) -> None:
        """Refuse fractions of a minor unit and codes that carry no money."""
        exponent_of(self.currency)
        if type(self.amount_minor) is not int:
            msg = f"amount_minor={self.amount_minor!r}: expected whole minor units"
            raise InvalidValueError(msg)

    @classmethod
    def of(cls, account: str | Enum, money: Money) -> Line:
        """Make a line from an exact amount."""
        name = str(account.value) if isinstance(account, Enum) else account
        return cls(name, code_of(money), minor(money))

    @property
    def amount(self) -> Money:
        """The signed amount."""
        return from_minor(self.amount_minor, self.currency)

    def mirrored(self) -> Line:
        """The same amount on the other side."""
        return Line(self.account, self.currency, -self.amount_minor)


def balance_of(lines: Iterable[Line]) -> Bag:
    """Add lines up, one amount a currency; nothing if they balance."""
    sums: dict[str, int] = {}
    for line in lines:
        sums[line.currency] = sums.get(line.currency, 0) + line.amount_minor
    return Bag(sums)


def balances_of(lines: Iterable[Line]) -> dict[str, Bag]:
    """Add lines up account by account, by name; accounts that come to nothing are left out."""
    by_account: dict[str, list[Line]] = {}
    for line in lines:
        by_account.setdefault(line.account, []).append(line)
    balances = {name: balance_of(by_account[name]) for name in sorted(by_account)}
    return {name: balance for name, balance in balances.items() if balance}


def _sorted(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines))


def _named(_instance: object, attribute: Attribute[str], value: str) -> None:
    if not value:
        msg = f"{attribute.name}='': an entry needs an id, so that a retry can be told from a second one"
        raise InvalidValueError(msg)


def _day(_instance: object, attribute: Attribute[date], value: date) -> None:
    if isinstance(value, datetime) or not isinstance(value, date):
        msg = f"{attribute.name}={value!r}: books are kept by day; choose one: .astimezone(zone).date()"
        raise InvalidValueError(msg)


@frozen
class Post:
    """Write an entry. The order of its lines does not matter.

    Attributes:
        id: Unique in the books for ever; derive it from what is booked, so that a retry is a replay.
        on: The day it belongs to.
        kind: Why, in the host's words.
        lines: At least two, adding up to nothing in every currency.
    """

    id: str = field(validator=_named)
    on: date = field(validator=_day)
    kind: str
    lines: tuple[Line, ...] = field(converter=_sorted)


@frozen
class Hold:
    """Reserve an entry: it shows as pending until it is settled or voided."""

    id: str = field(validator=_named)
    on: date = field(validator=_day)
    kind: str
    lines: tuple[Line, ...] = field(converter=_sorted)


@frozen
class SettleHold:
    """Turn a hold into an entry, in full or for a smaller amount; the rest is released."""

    id: str = field(validator=_named)
    on: date = field(validator=_day)
    of: str
    amount: Money | None = None


@frozen
class VoidHold:
    """Release a hold."""

    id: str = field(validator=_named)
    on: date = field(validator=_day)
    of: str


@frozen
class Reverse:
    """Undo an entry by its exact mirror, once; a reversal is an entry and can be reversed, once."""

    id: str = field(validator=_named)
    on: date = field(validator=_day)
    of: str


Command = Post | Hold | SettleHold | VoidHold | Reverse
"""What can be asked of the books; `seal` closes a period beside."""


@frozen
class Entry:
    """A command as it was written down.

    Attributes:
        command: What was asked; its id is the entry's.
        settled: Lines that count.
        pending: Lines that are held; resolving a hold writes their mirror.
    """

    command: Command
    settled: tuple[Line, ...] = ()
    pending: tuple[Line, ...] = ()

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.command.id

    @property
    def on(self) -> date:
        """The day it belongs to."""
        return self.command.on


@frozen
class Sealed:
    """That the books were closed through a day, that day included; see `seal`."""

    through: date = field(validator=_day)
