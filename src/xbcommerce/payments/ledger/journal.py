"""The words of the books: lines, the commands that write entries, and the entries themselves.

Amounts are signed whole minor units: debits positive, credits negative. An entry's lines add up to nothing
in every currency.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from operator import attrgetter

from attrs import Attribute, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import Bag, code_of, exponent_of, from_minor, minor

from .slots import slot_setters


@frozen(init=False)
class Line:
    """An amount on an account.

    Attributes:
        account: Any name; the pipeline uses the values of `Account`.
        currency: A code of ISO 4217.
        amount_minor: Debit positive, credit negative.
        reference: What it belongs to, such as an invoice: lines of one account and reference settle one
            another, see `open_items`.
    """

    account: str
    currency: str
    amount_minor: int
    reference: str = ""

    def __init__(self, account: str, currency: str, amount_minor: int, reference: str = "") -> None:
        """Refuse fractions of a minor unit and codes that carry no money."""
        exponent_of(currency)
        if type(amount_minor) is not int:
            msg = f"amount_minor={amount_minor!r}: expected whole minor units"
            raise InvalidValueError(msg)
        _set_account(self, account)
        _set_currency(self, currency)
        _set_amount(self, amount_minor)
        _set_reference(self, reference)

    @classmethod
    def of(cls, account: str | Enum, money: Money, reference: str = "") -> Line:
        """Make a line from an exact amount."""
        name = str(account.value) if isinstance(account, Enum) else account
        return cls(name, code_of(money), minor(money), reference)

    @property
    def amount(self) -> Money:
        """The signed amount."""
        return from_minor(self.amount_minor, self.currency)

    def mirrored(self) -> Line:
        """The same amount on the other side."""
        return Line(self.account, self.currency, -self.amount_minor, self.reference)


_set_account, _set_currency, _set_amount, _set_reference = slot_setters(Line)


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


_CONTENT = attrgetter("account", "currency", "amount_minor", "reference")


def _check_name(field_name: str, value: str) -> None:
    if not value:
        msg = f"{field_name}='': an entry needs an id, so that a retry can be told from a second one"
        raise InvalidValueError(msg)


def check_day(field_name: str, value: date) -> None:
    """Refuse an instant, and what is no day at all."""
    if type(value) is not date and (isinstance(value, datetime) or not isinstance(value, date)):
        msg = f"{field_name}={value!r}: books are kept by day; choose one: .astimezone(zone).date()"
        raise InvalidValueError(msg)


def _named(_instance: object, attribute: Attribute[str], value: str) -> None:
    _check_name(attribute.name, value)


def _day(_instance: object, attribute: Attribute[date], value: date) -> None:
    check_day(attribute.name, value)


@frozen(init=False)
class LinesCommand:
    """What `Post` and `Hold` share: an id, a day, a kind and lines."""

    id: str
    on: date
    kind: str
    lines: tuple[Line, ...]

    def __init__(self, id: str, on: date, kind: str, lines: Iterable[Line]) -> None:  # noqa: A002 (a field)
        _check_name("id", id)
        check_day("on", on)
        _set_id(self, id)
        _set_on(self, on)
        _set_kind(self, kind)
        _set_lines(self, tuple(sorted(lines, key=_CONTENT)))


_set_id, _set_on, _set_kind, _set_lines = slot_setters(LinesCommand)


@frozen(init=False)
class Post(LinesCommand):
    """Write an entry. The order of its lines does not matter.

    Attributes:
        id: Unique in the books for ever; derive it from what is booked, so that a retry is a replay.
        on: The day it belongs to.
        kind: Why, in the host's words.
        lines: At least two, adding up to nothing in every currency.
    """


@frozen(init=False)
class Hold(LinesCommand):
    """Reserve an entry: it shows as pending until it is settled or voided; see `Post` for its fields."""


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


@frozen(init=False)
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

    def __init__(
        self, command: Command, settled: tuple[Line, ...] = (), pending: tuple[Line, ...] = ()
    ) -> None:
        _set_command(self, command)
        _set_settled(self, settled)
        _set_pending(self, pending)

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.command.id

    @property
    def on(self) -> date:
        """The day it belongs to."""
        return self.command.on


_set_command, _set_settled, _set_pending = slot_setters(Entry)


@frozen
class Sealed:
    """That the books were closed through a day, that day included; see `seal`."""

    through: date = field(validator=_day)
