"""Statements, reports and notifications of banks: camt.053, camt.052 and camt.054 of ISO 20022.

What a bank says, as it says it: ``CdtDbtInd`` gives every amount its sign, and ``RvslInd`` does not turn it
again (a reversal that credits is a credit). Zeros beyond a currency's digits are accepted, other digits are
not. Pending entries are kept apart and count in no sum.
"""

from __future__ import annotations

from datetime import date

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.money import from_minor
from xbcommerce.kernel.unmet import Note, Unmet
from xbcommerce.payments.reconciliation.statement import StatementLine

from .messages import ENGLISH
from .report import BadReportError


@frozen
class Balance:
    """A balance: its code, such as ``OPBD``, ``PRCD``, ``CLBD``, or the bank's own word, and the amount."""

    code: str
    currency: str
    amount_minor: int
    on: date | None = None

    @property
    def amount(self) -> Money:
        """The balance; negative where the account is overdrawn."""
        return from_minor(self.amount_minor, self.currency)


@frozen
class Transaction:
    """One transaction within an entry.

    Attributes:
        end_to_end_id: The payer's reference, empty where there is none.
        ref: The best other reference: the bank's own, the instruction's, the creditor's.
        currency: Of the amount; empty where the bank does not break the entry down.
        amount_minor: Signed; nothing where it is not given.
    """

    end_to_end_id: str
    ref: str = ""
    currency: str = ""
    amount_minor: int = 0


@frozen
class Entry:
    """One entry on an account.

    Attributes:
        ref: The bank's reference of the entry.
        currency: Of the amount.
        amount_minor: Signed: credits are positive.
        status: ``BOOK``, ``PDNG``, ``INFO`` or ``FUTR``.
        is_reversal: Whether it takes an earlier one back; its sign is its own already.
        booked_on: The day it was booked.
        value_on: The day from which it counts.
        transactions: What it consists of, where the bank says so.
    """

    ref: str
    currency: str
    amount_minor: int
    status: str
    is_reversal: bool = False
    booked_on: date | None = None
    value_on: date | None = None
    transactions: tuple[Transaction, ...] = field(default=(), converter=tuple[Transaction, ...])

    @property
    def amount(self) -> Money:
        """The amount; negative where money leaves."""
        return from_minor(self.amount_minor, self.currency)

    @property
    def is_booked(self) -> bool:
        """Whether it counts."""
        return self.status == "BOOK"

    @property
    def end_to_end_ids(self) -> tuple[str, ...]:
        """The payers' references within."""
        return tuple(each.end_to_end_id for each in self.transactions if each.end_to_end_id)

    @property
    def is_broken_down(self) -> bool:
        """Whether its transactions have amounts in its currency that come to the whole."""
        parts = [each.amount_minor for each in self.transactions if each.currency == self.currency]
        return len(parts) == len(self.transactions) > 0 and sum(parts) == self.amount_minor


@frozen
class Arithmetic:
    """Whether a statement adds up: opening balance and booked entries against the closing balance.

    Attributes:
        currency: Of all of it.
        opening_minor: ``OPBD``, else ``PRCD``.
        booked_minor: Sum of the booked entries.
        closing_minor: ``CLBD``.
    """

    currency: str
    opening_minor: int
    booked_minor: int
    closing_minor: int

    @property
    def difference_minor(self) -> int:
        """Closing balance minus what it should be; nothing if the statement adds up."""
        return self.closing_minor - self.opening_minor - self.booked_minor


@frozen
class BankStatement:
    """One statement, report or notification of a message.

    Attributes:
        kind: ``"statement"``, ``"report"`` or ``"notification"``.
        id: The bank's.
        account: IBAN or other number; empty where there is none.
        balances: As the bank lists them.
        entries: All of them, pending ones too.
    """

    kind: str
    id: str
    account: str
    balances: tuple[Balance, ...] = field(converter=tuple[Balance, ...])
    entries: tuple[Entry, ...] = field(converter=tuple[Entry, ...])

    @property
    def arithmetic(self) -> Arithmetic | None:
        """Check the sums; None where currencies are mixed or a balance is missing."""
        opening, closing = self._balance("OPBD") or self._balance("PRCD"), self._balance("CLBD")
        if opening is None or closing is None:
            return None
        booked = [each for each in self.entries if each.is_booked]
        if {closing.currency, *(each.currency for each in booked)} != {opening.currency}:
            return None
        total = sum(each.amount_minor for each in booked)
        return Arithmetic(opening.currency, opening.amount_minor, total, closing.amount_minor)

    def _balance(self, code: str) -> Balance | None:
        return next((each for each in self.balances if each.code == code), None)

    def lines(self, *, credits_are: str = "payout", debits_are: str = "payment") -> tuple[StatementLine, ...]:
        """Return the booked entries as lines: one for each transaction where they come to the whole.

        Args:
            credits_are: The kind of what comes in; a shop that is paid by providers expects payouts.
            debits_are: The kind of what goes out.
        """
        return tuple(
            line
            for place, entry in enumerate(self.entries, start=1)
            if entry.is_booked
            for line in self._lines(place, entry, credits_are if entry.amount_minor >= 0 else debits_are)
        )

    def _lines(self, place: int, entry: Entry, kind: str) -> list[StatementLine]:
        if entry.is_broken_down:
            parts = [
                (
                    f"{self.id}/{place}/{number}",
                    each.end_to_end_id or each.ref or entry.ref,
                    each.amount_minor,
                )
                for number, each in enumerate(entry.transactions, start=1)
            ]
        else:
            alone = entry.end_to_end_ids[0] if len(set(entry.end_to_end_ids)) == 1 else entry.ref
            parts = [(f"{self.id}/{place}", alone or entry.ref, entry.amount_minor)]
        return [
            StatementLine(
                line_id,
                ref,
                kind,
                entry.currency,
                amount,
                0,
                amount,
                booked_on=entry.booked_on,
                value_on=entry.value_on,
                provider=self.account,
            )
            for line_id, ref, amount in parts
        ]


@frozen
class BankMessage:
    """A message of a bank, read.

    Attributes:
        message: Its type and version, e.g. ``"camt.053.001.08"``; empty where that could not be told.
        statements: What it holds, as far as it could be read.
        problems: Everything that is wrong, with its place.
    """

    message: str
    statements: tuple[BankStatement, ...] = field(converter=tuple[BankStatement, ...])
    problems: tuple[Unmet, ...] = field(default=(), converter=tuple[Unmet, ...])

    @property
    def broken_sums(self) -> tuple[Unmet, ...]:
        """Statements that do not add up, each with the difference."""
        sums = ((each.id, each.arithmetic) for each in self.statements)
        return tuple(
            Unmet("camt.broken_sum", name, {"difference": from_minor(found.difference_minor, found.currency)})
            for name, found in sums
            if found is not None and found.difference_minor
        )

    @property
    def accepted(self) -> tuple[BankStatement, ...]:
        """The statements of a message with nothing wrong.

        Raises:
            BadReportError: Something is, or a statement does not add up; the error has all of it.
        """
        wrong = (*self.problems, *self.broken_sums)
        if wrong:
            raise BadReportError(wrong)
        return self.statements

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return what the message holds, and everything that is wrong."""
        if not self.message:
            return self.problems
        entries = sum(len(each.entries) for each in self.statements)
        statements = len(self.statements)
        head = Note("camt.read", {"message": self.message, "statements": statements, "entries": entries})
        return (head, *self.problems, *self.broken_sums)

    def __str__(self) -> str:
        return ENGLISH.explain(self)
