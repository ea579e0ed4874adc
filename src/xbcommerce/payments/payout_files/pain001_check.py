"""Any pain.001, whoever wrote it, checked for what its schema does not see.

A schema knows shapes: it takes a wrong number of transfers, a wrong control sum, yen with decimals, an ended
currency, an IBAN with wrong check digits, an id that stands twice. Here every such error is reported with its
place; together with the schema of its version, a document without a complaint is sound. Amounts are counted
as they are written: ``163060.00`` yen has two decimals too many.

Example:
    >>> from xbcommerce.payments.payout_files import check_pain001
    >>> document = '''<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"><CstmrCdtTrfInitn>
    ... <GrpHdr><MsgId>M1</MsgId><NbOfTxs>2</NbOfTxs><CtrlSum>1630.60</CtrlSum></GrpHdr>
    ... <PmtInf><PmtInfId>B1</PmtInfId><DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct>
    ... <CdtTrfTxInf><PmtId><EndToEndId>PO-1</EndToEndId></PmtId>
    ... <Amt><InstdAmt Ccy="JPY">1630.60</InstdAmt></Amt>
    ... <CdtrAcct><Id><Othr><Id>1234567</Id></Othr></Id></CdtrAcct></CdtTrfTxInf></PmtInf>
    ... </CstmrCdtTrfInitn></Document>'''
    >>> for unmet in check_pain001(document):
    ...     print(unmet)
    payout_file.count_differs at GrpHdr/NbOfTxs (written=2, counted=1)
    payout_file.excess_precision at PmtInf[1]/CdtTrfTxInf[1]/Amt (value=1630.60, currency=JPY, digits_max=0)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from xml.etree.ElementTree import Element

from attrs import field, frozen

from xbcommerce.kernel.unmet import Refusal, Unmet

from .amounts import currency_unmet, exact_sum, figures_unmet
from .checks import address_unmet
from .file_rules import STANDARD, FileRules
from .iban import iban_unmet
from .identifiers import (
    NOT_PROVIDED,
    bic_unmet,
    country_codes,
    creditor_reference_unmet,
    id_unmet,
    uetr_unmet,
)
from .party import PostalAddress
from .xml_reading import child, children, local_name, read_message, text_at, text_of

_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", re.ASCII)
_EITHER_BATCH_OR_TRANSFER = ("PmtTpInf", "UltmtDbtr", "ChrgBr")
_CHEQUE = "CHK"


def check_pain001(document: str | bytes, *, rules: FileRules = STANDARD) -> tuple[Unmet, ...]:
    """Return every error of a pain.001 that its schema is blind to; empty if there is none.

    Places are paths with counts from 1, as XPath counts. Of versions before 03, which are laid out another
    way, only the missing parts are reported.

    Args:
        document: The text or its bytes.
        rules: What the bank or the scheme asks beyond the standard.
    """
    root = read_message(document, "pain.001")
    if isinstance(root, Refusal):
        return root.unmet
    body = child(root, "CstmrCdtTrfInitn")
    if body is None:
        return (Unmet("payout_file.element_missing", "CstmrCdtTrfInitn"),)
    return tuple(_Document(rules).of_body(body))


@frozen
class _Document:
    """One pass over a document; it remembers the ids it has seen."""

    rules: FileRules
    seen: set[tuple[str, str]] = field(factory=set[tuple[str, str]])

    def of_body(self, body: Element) -> Iterator[Unmet]:
        header = child(body, "GrpHdr")
        batches = list(children(body, "PmtInf"))
        if header is None:
            yield Unmet("payout_file.element_missing", "GrpHdr")
        else:
            yield from self._id(text_at(header, "MsgId"), "GrpHdr/MsgId")
            if child(header, "NbOfTxs") is None:
                yield Unmet("payout_file.element_missing", "GrpHdr/NbOfTxs")
            yield from _totals_unmet(header, "GrpHdr", list(children(body, "PmtInf/CdtTrfTxInf")))
        if not batches:
            yield Unmet("payout_file.no_batches", "PmtInf")
        for number, batch in enumerate(batches, start=1):
            yield from self._batch(batch, f"PmtInf[{number}]")

    def _batch(self, batch: Element, where: str) -> Iterator[Unmet]:
        batch_id = text_at(batch, "PmtInfId")
        yield from self._id(batch_id, f"{where}/PmtInfId")
        yield from self._once("PmtInfId", batch_id, f"{where}/PmtInfId")
        transfers = list(children(batch, "CdtTrfTxInf"))
        if not transfers:
            yield Unmet("payout_file.empty_batch", where, {"id": batch_id})
        yield from _totals_unmet(batch, where, transfers)
        yield from self._account(batch, "DbtrAcct", where)
        cheques = text_at(batch, "PmtMtd") == _CHEQUE
        said = [name for name in _EITHER_BATCH_OR_TRANSFER if child(batch, name) is not None]
        for number, transfer in enumerate(transfers, start=1):
            place = f"{where}/CdtTrfTxInf[{number}]"
            yield from self._transfer(transfer, place, without_account=cheques)
            for name in said:
                if child(transfer, name) is not None:
                    yield Unmet("payout_file.said_twice", f"{place}/{name}")
        yield from _of_every_kind(batch, where, skip="CdtTrfTxInf")

    def _transfer(self, transfer: Element, where: str, *, without_account: bool) -> Iterator[Unmet]:
        own_id, place = text_at(transfer, "PmtId/EndToEndId"), f"{where}/PmtId/EndToEndId"
        yield from self._id(own_id, place)
        if own_id != NOT_PROVIDED:
            yield from self._once("EndToEndId", own_id, place)
        yield from _amount_unmet(transfer, f"{where}/Amt")
        if not (without_account and child(transfer, "CdtrAcct") is None):
            yield from self._account(transfer, "CdtrAcct", where)
        uetr = text_at(transfer, "PmtId/UETR")
        if uetr:
            yield from uetr_unmet(uetr, f"{where}/PmtId/UETR")
            yield from self._once("UETR", uetr, f"{where}/PmtId/UETR")
        for reference in children(transfer, "RmtInf/Strd/CdtrRefInf/Ref"):
            yield from creditor_reference_unmet(text_of(reference), f"{where}/RmtInf/Strd/CdtrRefInf/Ref")
        if self.rules.structured_addresses:
            yield from address_unmet(_address_of(transfer), f"{where}/Cdtr/PstlAdr")
        yield from _of_every_kind(transfer, where)

    def _id(self, text: str, where: str) -> tuple[Unmet, ...]:
        return id_unmet(text, where, swift=self.rules.swift_characters)

    def _once(self, kind: str, text: str, where: str) -> Iterator[Unmet]:
        if text and (kind, text) in self.seen:
            code = "payout_file.duplicate_uetr" if kind == "UETR" else "payout_file.duplicate_id"
            yield Unmet(code, where, {"value": text})
        self.seen.add((kind, text))

    def _account(self, holder: Element, name: str, where: str) -> Iterator[Unmet]:
        account = child(holder, name)
        iban = "" if account is None else text_at(account, "Id/IBAN")
        if iban:
            yield from iban_unmet(iban, f"{where}/{name}/Id/IBAN", lengths=self.rules.iban_lengths)
        elif account is None or not (text_at(account, "Id/Othr/Id") or text_at(account, "Prxy/Id")):
            yield Unmet("payout_file.no_account", f"{where}/{name}")


def _number(text: str) -> Decimal | None:
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def _amount_of(transfer: Element) -> tuple[str, str]:
    """Return the figures and the currency of what is instructed, directly or as an equivalent."""
    for path in ("Amt/InstdAmt", "Amt/EqvtAmt/Amt"):
        found = child(transfer, path)
        if found is not None:
            return text_of(found), found.get("Ccy", "")
    return "", ""


def _amount_unmet(transfer: Element, where: str) -> Iterator[Unmet]:
    text, code = _amount_of(transfer)
    value = _number(text)
    if value is None:
        yield from currency_unmet(code, where)
        yield Unmet("payout_file.malformed_amount", where, {"value": text})
    else:
        yield from figures_unmet(value, code, where, digits=len(text.partition(".")[2]))


def _totals_unmet(holder: Element, where: str, transfers: list[Element]) -> Iterator[Unmet]:
    """Count and add up again what a header or a batch announces; a batch need not announce it."""
    values = [_number(_amount_of(transfer)[0]) for transfer in transfers]
    total = exact_sum(value for value in values if value is not None)
    yield from _total_unmet(holder, "NbOfTxs", where, "payout_file.count_differs", Decimal(len(transfers)))
    yield from _total_unmet(holder, "CtrlSum", where, "payout_file.sum_differs", total)


def _total_unmet(holder: Element, name: str, where: str, code: str, counted: Decimal) -> Iterator[Unmet]:
    found = child(holder, name)
    if found is None:
        return
    written = _number(text_of(found))
    if written is None:
        yield Unmet("payout_file.malformed_number", f"{where}/{name}", {"value": text_of(found)})
    elif written != counted:
        yield Unmet(code, f"{where}/{name}", {"written": written, "counted": counted})


def _of_every_kind(holder: Element, where: str, *, skip: str = "") -> Iterator[Unmet]:
    """Look at every BIC and every country, wherever they stand."""
    for part in holder:
        if local_name(part) == skip:
            continue
        for element in part.iter():
            name, text = local_name(element), text_of(element)
            if name in {"BIC", "BICFI", "BICOrBEI", "AnyBIC"}:
                yield from bic_unmet(text, f"{where}/{local_name(part)}/{name}")
            elif name in {"Ctry", "CtryOfRes", "CtryOfBirth"} and text not in country_codes():
                yield Unmet("payout_file.bad_country", f"{where}/{local_name(part)}/{name}", {"value": text})


def _address_of(transfer: Element) -> PostalAddress:
    """Return the parts of a creditor's address that a scheme asks for."""
    place = "Cdtr/PstlAdr"
    return PostalAddress(
        town=text_at(transfer, f"{place}/TwnNm"),
        country=text_at(transfer, f"{place}/Ctry"),
        lines=tuple(text_of(line) for line in children(transfer, f"{place}/AdrLine")),
    )
