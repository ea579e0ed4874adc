"""The bank's answer to a payout file: pain.002, read as facts about single transfers.

A bank may speak of the whole file, of a batch, or of a transfer; what it says of the smaller counts for the
smaller. Many banks list only what they reject. Codes are those of ISO 20022's external list of payment
transaction statuses; one that is not on it is an unknown, not a yes.

Example:
    >>> from xbcommerce.payments.payout_files import StatusReport
    >>> report = StatusReport.read('''<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10">
    ... <CstmrPmtStsRpt><GrpHdr><MsgId>R-1</MsgId></GrpHdr>
    ... <OrgnlGrpInfAndSts><OrgnlMsgId>MSG-1</OrgnlMsgId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
    ... <OrgnlPmtInfAndSts><OrgnlPmtInfId>B1</OrgnlPmtInfId><TxInfAndSts>
    ... <OrgnlEndToEndId>PO-1</OrgnlEndToEndId><TxSts>RJCT</TxSts>
    ... <StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>account closed</AddtlInf></StsRsnInf>
    ... </TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>''')
    >>> report.message_id, report.group.status, report.facts[0].fate.value, report.facts[0].reasons
    ('MSG-1', 'PART', 'rejected', ('AC04 account closed',))
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from xml.etree.ElementTree import Element

from attrs import frozen

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Refusal, Unmet

from .xml_reading import child, children, read_message, text_at, text_of


class Fate(Enum):
    """What has become of a transfer."""

    UNREPORTED = "unreported"
    """The bank has not said a word."""
    UNKNOWN = "unknown"
    """It said one that is on no list."""
    PENDING = "pending"
    """It has the transfer, and has not decided, or not about this one."""
    ACCEPTED = "accepted"
    """It will execute, and may still fail to."""
    SETTLED = "settled"
    """The entry is made, on the debtor's account (``ACSC``) or the creditor's (``ACCC``)."""
    REJECTED = "rejected"
    """It will not; the money stays."""
    CONFLICTED = "conflicted"
    """It reported both of the last two."""


FATES: FrozenMap[str, Fate] = FrozenMap(
    {
        "RCVD": Fate.PENDING,
        "PDNG": Fate.PENDING,
        "PART": Fate.PENDING,
        "PATC": Fate.PENDING,
        "BLCK": Fate.PENDING,
        "ACTC": Fate.PENDING,
        "ACFW": Fate.PENDING,
        "RCVC": Fate.PENDING,
        "RVCM": Fate.PENDING,
        "RVNC": Fate.PENDING,
        "ACFC": Fate.ACCEPTED,
        "ACCP": Fate.ACCEPTED,
        "ACWC": Fate.ACCEPTED,
        "ACWP": Fate.ACCEPTED,
        "ACSP": Fate.ACCEPTED,
        "ACPD": Fate.ACCEPTED,
        "ACSC": Fate.SETTLED,
        "ACCC": Fate.SETTLED,
        "RJCT": Fate.REJECTED,
        "CANC": Fate.REJECTED,
    }
)
"""Fates by code, after the definitions of ISO 20022's external lists of statuses (read 2026-11).

``ACTC`` says only that the file could be read, ``ACFW`` waits for the sender's own confirmation, ``RVCM``
tells that a name does not match its account.
"""


@frozen
class StatusFact:
    """What the bank says of a file, a batch or a transfer.

    Attributes:
        status: The bank's code; empty where it says nothing of the whole.
        reasons: Code and text of each reason.
        id: The end-to-end id of the transfer; empty above one.
        batch_id: The batch; empty above one.
        uetr: The transfer's UETR, where the report carries it.
    """

    status: str
    reasons: tuple[str, ...] = ()
    id: str = ""
    batch_id: str = ""
    uetr: str = ""

    @property
    def fate(self) -> Fate:
        """What the status means."""
        return FATES.get(self.status, Fate.UNKNOWN) if self.status else Fate.UNREPORTED


@frozen
class StatusReport:
    """One report.

    Attributes:
        message_id: The id of the payout file it is about.
        group: What it says of the file.
        batches: What it says of batches.
        facts: What it says of transfers.
    """

    message_id: str
    group: StatusFact
    batches: tuple[StatusFact, ...] = ()
    facts: tuple[StatusFact, ...] = ()

    @classmethod
    def read(cls, document: str | bytes) -> StatusReport | Refusal:
        """Read a pain.002 of any version from 03 on.

        Args:
            document: The text, or its bytes.

        Returns:
            The report, or a refusal: no XML, a DOCTYPE, another message, or no id of the original file.
        """
        root = read_message(document, "pain.002")
        if isinstance(root, Refusal):
            return root
        group = child(root, "CstmrPmtStsRpt/OrgnlGrpInfAndSts")
        if group is None or not text_at(group, "OrgnlMsgId"):
            return Refusal.of(
                Unmet("payout_file.element_missing", "CstmrPmtStsRpt/OrgnlGrpInfAndSts/OrgnlMsgId")
            )
        batches = list(children(root, "CstmrPmtStsRpt/OrgnlPmtInfAndSts"))
        return cls(
            text_at(group, "OrgnlMsgId"),
            StatusFact(text_at(group, "GrpSts"), _reasons(group)),
            tuple(_batch(batch) for batch in batches),
            tuple(fact for batch in batches for fact in _facts(batch)),
        )


def _batch(batch: Element) -> StatusFact:
    return StatusFact(text_at(batch, "PmtInfSts"), _reasons(batch), batch_id=text_at(batch, "OrgnlPmtInfId"))


def _facts(batch: Element) -> Iterator[StatusFact]:
    for transfer in children(batch, "TxInfAndSts"):
        yield StatusFact(
            text_at(transfer, "TxSts"),
            _reasons(transfer),
            text_at(transfer, "OrgnlEndToEndId"),
            text_at(batch, "OrgnlPmtInfId"),
            text_at(transfer, "OrgnlUETR"),
        )


def _reasons(holder: Element) -> tuple[str, ...]:
    return tuple(
        " ".join(
            [text_of(part) for path in ("Rsn/Cd", "Rsn/Prtry", "AddtlInf") for part in children(reason, path)]
        )
        for reason in children(holder, "StsRsnInf")
    )
