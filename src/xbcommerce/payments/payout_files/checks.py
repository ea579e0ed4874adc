"""Everything that is wrong with a payout file, before a byte of it is written.

Whatever a schema would catch later is refused here too, so a file without a complaint gives a valid document.

Example:
    >>> from datetime import UTC, date, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import PayoutFile
    >>> from xbcommerce.payments.payout_files import BankAccount, Pain001Version, Party, PaymentInstruction
    >>> from xbcommerce.payments.payout_files import Transfer, check_payout_file
    >>> shop, seller = Party("XB Commerce GmbH"), Party("Sakura Goods KK")
    >>> batch = PaymentInstruction("B1", date(2026, 11, 2), shop, BankAccount(iban="DE88370400440532013000"),
    ...     [Transfer("PO-1", Money("163060.55", "JPY"), seller, BankAccount())])
    >>> file = PayoutFile("MSG-1", datetime(2026, 10, 30, 9, tzinfo=UTC), shop, [batch])
    >>> for unmet in check_payout_file(file, Pain001Version.V09):
    ...     print(unmet.code, unmet.where)
    iban.check_digits batches[0].account.iban
    payout_file.excess_precision batches[0].transfers[0].amount
    payout_file.no_account batches[0].transfers[0].account
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from attrs import field, frozen

from xbcommerce.kernel.errors import member
from xbcommerce.kernel.unmet import Param, Unmet

from .amounts import DIGITS_MAX, money_unmet
from .characters import sized_text_unmet
from .file_rules import STANDARD, FileRules
from .iban import iban_unmet
from .identifiers import (
    ID_LENGTH_MAX,
    bic_unmet,
    country_codes,
    creditor_reference_unmet,
    id_unmet,
    uetr_unmet,
    written_reference,
)
from .party import BankAccount, Party, PostalAddress
from .payout_file import PaymentInstruction, PayoutFile, Transfer
from .remittance import Remittance
from .versions import Pain001Version

_LINES_OF_HYBRID_MAX = 2
_NAME_LENGTH_MAX = _TEXT_LENGTH_MAX = 140
_NUMBER_LENGTH_MAX = 34
_SYSTEM_LENGTH_MAX = 5
_LINE_LENGTH_MAX, _LINES_MAX = 70, 7
_ADDRESS_LENGTHS_MAX = (
    ("street", 70),
    ("building", 16),
    ("postal_code", 16),
    ("town", 35),
    ("subdivision", 35),
)
_CODE = re.compile(r"[A-Z0-9]{1,4}", re.ASCII)


class _Kind(Enum):
    BATCH = "batch"
    TRANSFER = "transfer"
    UETR = "uetr"


def check_payout_file(
    file: PayoutFile, version: Pain001Version, *, rules: FileRules = STANDARD
) -> tuple[Unmet, ...]:
    """Return everything that stands in the way of writing a file, in its own order; empty if nothing does.

    Of a transfer: its id, a repeated id, the currency, its digits, the sign, the account, the UETR, then the
    texts. Ids of transfers and UETRs are unique in the file, not only in their batch.

    Args:
        file: What is asked of the bank.
        version: What it is to be written as.
        rules: What the bank or the scheme asks beyond the standard.
    """
    return tuple(_Check(member(version, Pain001Version, "version"), rules).of_file(file))


@frozen
class _Check:
    """One pass over a file; it remembers the ids it has seen."""

    version: Pain001Version
    rules: FileRules
    seen: set[tuple[_Kind, str]] = field(factory=set[tuple[_Kind, str]])

    def of_file(self, file: PayoutFile) -> Iterator[Unmet]:
        yield from self._id(file.message_id, "message_id")
        yield from self._party(file.initiating_party, "initiating_party")
        if not file.batches:
            yield Unmet("payout_file.no_batches", "batches")
        sound = True
        for index, batch in enumerate(file.batches):
            for unmet in self._batch(batch, f"batches[{index}]"):
                sound = sound and ".amount" not in unmet.where
                yield unmet
        if sound and len(file.control_sum.as_tuple().digits) > DIGITS_MAX:
            yield Unmet(
                "payout_file.sum_too_large", "batches", {"sum": file.control_sum, "digits_max": DIGITS_MAX}
            )

    def _batch(self, batch: PaymentInstruction, where: str) -> Iterator[Unmet]:
        yield from self._id(batch.id, f"{where}.id")
        yield from self._once(_Kind.BATCH, batch.id.strip(), f"{where}.id")
        if not batch.transfers:
            yield Unmet("payout_file.empty_batch", where, {"id": batch.id})
        yield from self._account(batch.account, f"{where}.account")
        yield from self._party(batch.debtor, f"{where}.debtor")
        yield from _code(batch.service_level, f"{where}.service_level")
        yield from _code(batch.category_purpose, f"{where}.category_purpose")
        for index, transfer in enumerate(batch.transfers):
            yield from self._transfer(transfer, f"{where}.transfers[{index}]")

    def _transfer(self, transfer: Transfer, where: str) -> Iterator[Unmet]:
        yield from self._id(transfer.id, f"{where}.id")
        yield from self._once(_Kind.TRANSFER, transfer.id.strip(), f"{where}.id")
        yield from money_unmet(transfer.amount, f"{where}.amount")
        yield from self._account(transfer.account, f"{where}.account")
        if transfer.uetr:
            yield from uetr_unmet(transfer.uetr, f"{where}.uetr")
            yield from self._once(_Kind.UETR, transfer.uetr, f"{where}.uetr")
        yield from self._party(transfer.creditor, f"{where}.creditor")
        if self.rules.structured_addresses:
            yield from address_unmet(transfer.creditor.address, f"{where}.creditor.address")
        yield from _code(transfer.purpose, f"{where}.purpose")
        yield from self._remittance(transfer.remittance, f"{where}.remittance")

    def _id(self, text: str, where: str) -> tuple[Unmet, ...]:
        return id_unmet(text, where, swift=self.rules.swift_characters)

    def _once(self, kind: _Kind, text: str, where: str) -> Iterator[Unmet]:
        if (kind, text) in self.seen:
            yield Unmet(
                "payout_file.duplicate_uetr" if kind is _Kind.UETR else "payout_file.duplicate_id",
                where,
                {"value": text},
            )
        self.seen.add((kind, text))

    def _account(self, account: BankAccount, where: str) -> Iterator[Unmet]:
        if account.iban and account.number:
            yield Unmet("payout_file.two_accounts", where, {"iban": account.iban, "number": account.number})
        elif account.iban:
            yield from iban_unmet(account.iban, f"{where}.iban", lengths=self.rules.iban_lengths)
        elif account.number.strip():
            yield from self._text(account.number, f"{where}.number", _NUMBER_LENGTH_MAX)
        else:
            yield Unmet("payout_file.no_account", where)
        yield from self._bank(account, where)

    def _bank(self, account: BankAccount, where: str) -> Iterator[Unmet]:
        if account.bic:
            unmet = bic_unmet(account.bic, f"{where}.bic")
            yield from unmet
            if not unmet and not self.version.has_place_for(account.bic):
                figures: dict[str, Param] = {"value": account.bic, "version": self.version.value}
                yield Unmet("payout_file.bic_not_in_version", f"{where}.bic", figures)
        if bool(account.clearing_system.strip()) != bool(account.member_id.strip()):
            yield Unmet("payout_file.clearing_incomplete", where)
        yield from self._text(account.clearing_system, f"{where}.clearing_system", _SYSTEM_LENGTH_MAX)
        yield from self._text(account.member_id, f"{where}.member_id", ID_LENGTH_MAX)

    def _party(self, party: Party, where: str) -> Iterator[Unmet]:
        if not party.name.strip():
            yield Unmet("payout_file.text_missing", f"{where}.name")
        yield from self._text(party.name, f"{where}.name", _NAME_LENGTH_MAX)
        if party.address is not None:
            yield from self._address(party.address, f"{where}.address")

    def _address(self, address: PostalAddress, where: str) -> Iterator[Unmet]:
        for name, length_max in _ADDRESS_LENGTHS_MAX:
            yield from self._text(getattr(address, name), f"{where}.{name}", length_max)
        if address.country and address.country not in country_codes():
            yield Unmet("payout_file.bad_country", f"{where}.country", {"value": address.country})
        if len(address.lines) > _LINES_MAX:
            yield _too_many_lines(len(address.lines), _LINES_MAX, f"{where}.lines")
        for index, line in enumerate(address.lines):
            yield from self._text(line, f"{where}.lines[{index}]", _LINE_LENGTH_MAX)

    def _remittance(self, remittance: Remittance, where: str) -> Iterator[Unmet]:
        yield from self._text(remittance.text, f"{where}.text", _TEXT_LENGTH_MAX)
        yield from creditor_reference_unmet(remittance.reference, f"{where}.reference")
        yield from self._text(written_reference(remittance.reference), f"{where}.reference", ID_LENGTH_MAX)
        for index, invoice in enumerate(remittance.invoices):
            yield from self._id(invoice.number, f"{where}.invoices[{index}].number")

    def _text(self, text: str, where: str, length_max: int) -> tuple[Unmet, ...]:
        return sized_text_unmet(text, where, length_max, swift=self.rules.swift_characters) if text else ()


def address_unmet(address: PostalAddress | None, where: str) -> Iterator[Unmet]:
    """Say what a structured or hybrid address lacks."""
    known = address or PostalAddress()
    if not known.town.strip():
        yield Unmet("payout_file.town_missing", where)
    if not known.country:
        yield Unmet("payout_file.country_missing", where)
    if len(known.lines) > _LINES_OF_HYBRID_MAX:
        yield _too_many_lines(len(known.lines), _LINES_OF_HYBRID_MAX, where)


def _too_many_lines(count: int, count_max: int, where: str) -> Unmet:
    """Say that an address has more free lines than it may."""
    return Unmet("payout_file.too_many_lines", where, {"count": count, "count_max": count_max})


def _code(text: str, where: str) -> tuple[Unmet, ...]:
    if not text or _CODE.fullmatch(text):
        return ()
    return (Unmet("payout_file.bad_code", where, {"value": text}),)
