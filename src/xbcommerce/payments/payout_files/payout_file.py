"""Payouts as they are asked of a bank: transfers in batches, batches in a file.

The values hold whatever the host has, sound or not, so that `check_payout_file` can say everything that is
wrong at once; only what is no instant or no day at all is refused here.

Example:
    >>> from datetime import UTC, date, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import PayoutFile
    >>> from xbcommerce.payments.payout_files import BankAccount, Party, PaymentInstruction, Transfer
    >>> shop = Party("XB Commerce GmbH")
    >>> yen = Transfer("PO-1", Money("163060", "JPY"), Party("Sakura Goods KK"),
    ...     BankAccount(number="1234567", bic="MHCBJPJT"))
    >>> dinars = Transfer("PO-2", Money("1234.567", "KWD"), Party("Gulf Trading"),
    ...     BankAccount(iban="KW81CBKU0000000000001234560101"))
    >>> batch = PaymentInstruction("B1", date(2026, 11, 2), shop,
    ...     BankAccount(iban="DE89370400440532013000"), [yen, dinars])
    >>> file = PayoutFile("MSG-1", datetime(2026, 10, 30, 9, tzinfo=UTC), shop, [batch])
    >>> file.transfer_count, file.control_sum
    (2, Decimal('164294.567'))
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from attrs import Attribute, field, frozen
from attrs.validators import optional
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, aware_field, member_of
from xbcommerce.kernel.money import exponent_of, minor

from .party import BankAccount, Party
from .remittance import NOTHING_SAID, Remittance


class ChargeBearer(Enum):
    """Who pays the banks along the way."""

    DEBTOR = "DEBT"
    CREDITOR = "CRED"
    SHARED = "SHAR"
    """Each side its own bank."""
    SERVICE_LEVEL = "SLEV"
    """As the scheme says; SEPA takes no other."""


def _day(_instance: object, attribute: Attribute[date], value: date) -> None:
    if isinstance(value, datetime) or not isinstance(value, date):
        msg = f"{attribute.name}={value!r}: a bank executes on a day; choose one: .astimezone(zone).date()"
        raise InvalidValueError(msg)


@frozen
class Transfer:
    """One payout to one account.

    Attributes:
        id: The end-to-end id: travels to the receiver, comes back in the bank's reports, once in a file.
        amount: Exact, in the currency that the receiver gets.
        creditor: Who is paid.
        account: Where.
        uetr: A version 4 UUID in lower case, where the payment is to be followed; no place for it in 03.
        remittance: What for.
        purpose: A code of ISO 20022's external list, such as ``"SUPP"``; some countries ask for one.
    """

    id: str
    amount: Money
    creditor: Party
    account: BankAccount
    uetr: str = field(default="", kw_only=True)
    remittance: Remittance = field(default=NOTHING_SAID, kw_only=True)
    purpose: str = field(default="", kw_only=True)


@frozen
class PaymentInstruction:
    """A batch: transfers from one account on one day.

    Attributes:
        id: Once in a file; what the bank shows on the account where it books the batch as one.
        execution_on: The day the account is debited.
        debtor: Who pays.
        account: From where.
        transfers: At least one.
        charge_bearer: Who pays the banks; default: as agreed with the bank.
        service_level: A code of ISO 20022's external list, such as ``"SEPA"``, ``"URGP"``.
        category_purpose: A code of the external list, such as ``"SUPP"``, ``"TRAD"``.
        batch_booking: One booking for all, or one each; default: as agreed with the bank.
    """

    id: str
    execution_on: date = field(validator=_day)
    debtor: Party
    account: BankAccount
    transfers: tuple[Transfer, ...] = field(converter=tuple[Transfer, ...])
    charge_bearer: ChargeBearer | None = field(
        default=None, validator=optional(member_of(ChargeBearer)), kw_only=True
    )
    service_level: str = field(default="", kw_only=True)
    category_purpose: str = field(default="", kw_only=True)
    batch_booking: bool | None = field(default=None, kw_only=True)

    @property
    def control_sum(self) -> Decimal:
        """All amounts added up whatever their currency, as the message wants it; each must be exact."""
        return plain_sum(transfer.amount for transfer in self.transfers)


@frozen
class PayoutFile:
    """Everything one file asks of a bank.

    Attributes:
        message_id: Unique for the bank; a file sent twice under one id is paid once.
        created_at: When the file was made.
        initiating_party: Who sends it.
        batches: At least one.
    """

    message_id: str
    created_at: datetime = field(validator=aware_field)
    initiating_party: Party
    batches: tuple[PaymentInstruction, ...] = field(converter=tuple[PaymentInstruction, ...])

    @property
    def transfers(self) -> tuple[Transfer, ...]:
        """All transfers, batch after batch."""
        return tuple(transfer for batch in self.batches for transfer in batch.transfers)

    @property
    def transfer_count(self) -> int:
        """How many there are."""
        return sum(len(batch.transfers) for batch in self.batches)

    @property
    def control_sum(self) -> Decimal:
        """All amounts added up whatever their currency, as the message wants it; each must be exact."""
        return plain_sum(transfer.amount for transfer in self.transfers)


def plain_sum(amounts: Iterable[Money]) -> Decimal:
    """Add figures up without looking at their currency, exactly, with the digits of the finest.

    Raises:
        XbcommerceError: One of them is no exact amount of an active currency.
    """
    units, digits = 0, 0
    for amount in amounts:
        exponent = exponent_of(amount.currency.code)
        if exponent > digits:
            units, digits = units * 10 ** (exponent - digits), exponent
        units += minor(amount) * 10 ** (digits - exponent)
    return Decimal(f"{units}e-{digits}")
