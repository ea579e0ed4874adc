"""Payout files: adapters for the families about account numbers and pain.001."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from moneyed import Currency, Money

from tests.reference.money import coded, each
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.payments import PayoutFile, write_pain001
from xbcommerce.payments.payout_files import (
    BankAccount,
    ChargeBearer,
    Iban,
    Pain001Version,
    Party,
    PaymentInstruction,
    PostalAddress,
    Remittance,
    Transfer,
)
from xbcommerce.payments.payout_files.xml_reading import children, read_message, text_at, text_of

Json = dict[str, Any]
ANY_INSTANT = datetime(2026, 10, 30, 9, tzinfo=UTC)
SENDER = Party("XB Commerce GmbH")
PLACE = re.compile(r"batches\[(?P<batch>\d+)\](\.transfers\[(?P<transfer>\d+)\])?")


def account_number(given: Json) -> object:
    """Check a number, or make one."""
    if "bban" in given:
        return {"iban": Iban.from_bban(given["country"], given["bban"]).compact}
    return {"valid": Iban.is_valid(given["iban"])}


def _transfer(given: Json) -> Transfer:
    amount = Money(Decimal(given["amount"]), Currency(given["currency"]))  # also currencies that ended
    account = BankAccount(
        iban=given.get("iban") or "", number=given.get("account") or "", bic=given.get("bic") or ""
    )
    return Transfer(
        given["id"],
        amount,
        Party(given["name"], PostalAddress(country=given.get("country") or "")),
        account,
        uetr=given.get("uetr") or "",
        remittance=Remittance(text=given.get("remittance") or ""),
    )


def _batch(given: Json) -> PaymentInstruction:
    return PaymentInstruction(
        given["id"],
        date.fromisoformat(given["date"]),
        SENDER,
        BankAccount(iban=given["debtor_iban"], bic=given.get("debtor_bic") or ""),
        [_transfer(transfer) for transfer in given["transfers"]],
        charge_bearer=ChargeBearer(given["charge_bearer"]) if given.get("charge_bearer") else None,
    )


def payout_file(given: Json) -> object:
    """Write a file and read its figures back, or list what is wrong with it."""
    file = PayoutFile("MSG-0001", ANY_INSTANT, SENDER, [_batch(batch) for batch in given["batches"]])
    written = write_pain001(file, Pain001Version(given["version"]))
    if isinstance(written, Refusal):
        return {"refused": list(_refused(file, written.unmet))}
    return _figures(written)


def _refused(file: PayoutFile, unmet: Iterable[Unmet]) -> Iterable[Json]:
    """Name every complaint about a batch, and the first about each transfer."""
    told = set()
    for one in unmet:
        found = PLACE.match(one.where)
        assert found, one
        batch = file.batches[int(found["batch"])]
        code = "bad_iban" if one.code.startswith("iban.") else one.code.removeprefix("payout_file.")
        if found["transfer"] is None:
            yield {"batch": batch.id, "code": code}
        elif found[0] not in told:
            told.add(found[0])
            yield {"transfer": batch.transfers[int(found["transfer"])].id, "code": code}


def _figures(document: bytes) -> Json:
    root = read_message(document, "pain.001")
    assert not isinstance(root, Refusal)
    batches = list(children(root, "CstmrCdtTrfInitn/PmtInf"))
    return {
        **{name: text_at(root, f"CstmrCdtTrfInitn/GrpHdr/{name}") for name in ("NbOfTxs", "CtrlSum")},
        "batches": [
            {name: text_at(batch, name) for name in ("PmtInfId", "NbOfTxs", "CtrlSum")} for batch in batches
        ],
        "InstdAmt": [
            [amount.attrib["Ccy"], text_of(amount)]
            for amount in children(root, "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Amt/InstdAmt")
        ],
    }


FAMILIES: dict[str, Callable[[Json], object]] = {
    "iban": each(coded(account_number)),
    "pain001": payout_file,
}
