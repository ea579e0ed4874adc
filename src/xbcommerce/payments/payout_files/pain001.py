"""Payout files written as pain.001, the message that asks a bank for credit transfers.

Nothing is written before everything is checked. The same file always gives the same bytes: UTF-8, instants in
UTC, one line a transfer, amounts with all the digits of their currency. `stream_pain001` hands the document
out piece by piece, so a host can send it on without holding it whole.

Example:
    >>> from datetime import UTC, date, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import PayoutFile
    >>> from xbcommerce.payments.payout_files import BankAccount, Pain001Version, Party, PaymentInstruction
    >>> from xbcommerce.payments import write_pain001
    >>> from xbcommerce.payments.payout_files import Remittance, Transfer
    >>> shop = Party("XB Commerce GmbH")
    >>> yen = Transfer("PO-1", Money("163060", "JPY"), Party("Sakura Goods & Co"),
    ...     BankAccount(number="1234567", bic="MHCBJPJT"), remittance=Remittance(text="PAYOUT 2026-10"))
    >>> batch = PaymentInstruction("B1", date(2026, 11, 2), shop,
    ...     BankAccount(iban="DE89 3704 0044 0532 0130 00"), [yen])
    >>> file = PayoutFile("MSG-1", datetime(2026, 10, 30, 9, tzinfo=UTC), shop, [batch])
    >>> print(write_pain001(file, Pain001Version.V03).decode().splitlines()[3][-60:])
    <RmtInf><Ustrd>PAYOUT 2026-10</Ustrd></RmtInf></CdtTrfTxInf>
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from xbcommerce.kernel.money import plain
from xbcommerce.kernel.unmet import Refusal

from .checks import check_payout_file
from .file_rules import STANDARD, FileRules
from .iban import compact
from .identifiers import NOT_PROVIDED, is_by_iso, written_reference
from .party import BankAccount, Party, PostalAddress
from .payout_file import PaymentInstruction, PayoutFile, Transfer
from .remittance import Remittance
from .versions import Pain001Version
from .xml_writing import element, path_element, text_element


def write_pain001(
    file: PayoutFile, version: Pain001Version, *, rules: FileRules = STANDARD
) -> bytes | Refusal:
    """Write a file, or refuse it with everything that is wrong with it.

    A UETR is left out of version 03, which has no place for it.

    Args:
        file: What is asked of the bank.
        version: What the bank takes.
        rules: What it asks beyond the standard.
    """
    pieces = stream_pain001(file, version, rules=rules)
    return pieces if isinstance(pieces, Refusal) else b"".join(pieces)


def stream_pain001(
    file: PayoutFile, version: Pain001Version, *, rules: FileRules = STANDARD
) -> Iterator[bytes] | Refusal:
    """Check a file whole, then write it piece by piece as the pieces are taken."""
    unmet = check_payout_file(file, version, rules=rules)
    return Refusal(unmet) if unmet else (piece.encode() for piece in _document(file, version))


def _document(file: PayoutFile, version: Pain001Version) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{version.namespace}"><CstmrCdtTrfInitn>'
    yield element(
        "GrpHdr",
        text_element("MsgId", file.message_id),
        text_element("CreDtTm", _instant(file.created_at)),
        text_element("NbOfTxs", str(file.transfer_count)),
        text_element("CtrlSum", f"{file.control_sum:f}"),
        _party("InitgPty", file.initiating_party),
    )
    for batch in file.batches:
        yield f"\n<PmtInf>{_batch(batch, version)}\n"
        for transfer in batch.transfers:
            yield f"<CdtTrfTxInf>{_transfer(transfer, version)}</CdtTrfTxInf>\n"
        yield "</PmtInf>"
    yield "\n</CstmrCdtTrfInitn></Document>\n"


def _batch(batch: PaymentInstruction, version: Pain001Version) -> str:
    day = text_element("Dt", batch.execution_on.isoformat())
    booking = {None: "", True: "true", False: "false"}[batch.batch_booking]
    parts = (
        text_element("PmtInfId", batch.id),
        text_element("PmtMtd", "TRF"),
        text_element("BtchBookg", booking),
        text_element("NbOfTxs", str(len(batch.transfers))),
        text_element("CtrlSum", f"{batch.control_sum:f}"),
        element(
            "PmtTpInf",
            path_element("SvcLvl/Cd", batch.service_level),
            path_element("CtgyPurp/Cd", batch.category_purpose),
        ),
        element("ReqdExctnDt", day if version.has_date_choice else batch.execution_on.isoformat()),
        _party("Dbtr", batch.debtor),
        _account("DbtrAcct", batch.account),
        _bank("DbtrAgt", batch.account, version) or path_element("DbtrAgt/FinInstnId/Othr/Id", NOT_PROVIDED),
        text_element("ChrgBr", batch.charge_bearer.value if batch.charge_bearer else ""),
    )
    return "".join(parts)


def _transfer(transfer: Transfer, version: Pain001Version) -> str:
    figures, code = plain(transfer.amount).split(" ")
    uetr = text_element("UETR", transfer.uetr) if version.has_uetr else ""
    parts = (
        element("PmtId", text_element("EndToEndId", transfer.id), uetr),
        f'<Amt><InstdAmt Ccy="{code}">{figures}</InstdAmt></Amt>',
        _bank("CdtrAgt", transfer.account, version),
        _party("Cdtr", transfer.creditor),
        _account("CdtrAcct", transfer.account),
        path_element("Purp/Cd", transfer.purpose),
        _remittance(transfer.remittance),
    )
    return "".join(parts)


def _instant(at: datetime) -> str:
    """Write an instant in UTC: a local zone's offset may be none that the message can write."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _party(name: str, party: Party) -> str:
    address = "" if party.address is None else _address(party.address)
    return element(name, text_element("Nm", party.name), address)


def _address(address: PostalAddress) -> str:
    return element(
        "PstlAdr",
        text_element("StrtNm", address.street),
        text_element("BldgNb", address.building),
        text_element("PstCd", address.postal_code),
        text_element("TwnNm", address.town),
        text_element("CtrySubDvsn", address.subdivision),
        text_element("Ctry", address.country),
        *(text_element("AdrLine", line) for line in address.lines),
    )


def _account(name: str, account: BankAccount) -> str:
    if account.iban:
        return f"<{name}><Id><IBAN>{compact(account.iban)}</IBAN></Id></{name}>"
    return path_element(f"{name}/Id/Othr/Id", account.number)


def _bank(name: str, account: BankAccount, version: Pain001Version) -> str:
    bic = text_element(version.bic_element, account.bic)
    clearing = path_element("ClrSysId/Cd", account.clearing_system) + text_element("MmbId", account.member_id)
    return element(name, element("FinInstnId", bic, element("ClrSysMmbId", clearing)))


def _remittance(remittance: Remittance) -> str:
    invoices = (
        element(
            "RfrdDocInf",
            path_element("Tp/CdOrPrtry/Cd", "CINV"),
            text_element("Nb", invoice.number),
            text_element("RltdDt", invoice.issued_on.isoformat() if invoice.issued_on else ""),
        )
        for invoice in remittance.invoices
    )
    structured = element("Strd", *invoices, _reference(remittance.reference))
    return element("RmtInf", text_element("Ustrd", remittance.text), structured)


def _reference(reference: str) -> str:
    if not reference.strip():
        return ""
    issuer = "ISO" if is_by_iso(reference) else ""
    kind = element("Tp", path_element("CdOrPrtry/Cd", "SCOR"), text_element("Issr", issuer))
    return element("CdtrRefInf", kind, text_element("Ref", written_reference(reference)))
