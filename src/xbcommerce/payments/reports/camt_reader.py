"""Reading camt.052, camt.053 and camt.054 of any version, with what the standard library has.

A document type declaration is refused before anything is parsed, so no entity is ever expanded. Names of
elements are taken without their namespace, whose end says the message. The schema is not checked: what is
read must be there and must be of its form; all that is wrong is said at once, with its path.

Example:
    >>> from xbcommerce.payments.reports import read_camt
    >>> print(read_camt("<!DOCTYPE x><Document/>"))
    The message declares a document type; it is not read
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from xml.etree.ElementTree import Element, ParseError, XMLParser

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Param, Unmet

from . import cells
from .camt import Balance, BankMessage, BankStatement, Entry, Transaction
from .cells import CellError
from .source import decoded
from .table import SHOWN_MAX

_KINDS: FrozenMap[str, tuple[str, str, str]] = FrozenMap(
    {
        "camt.052": ("BkToCstmrAcctRpt", "Rpt", "report"),
        "camt.053": ("BkToCstmrStmt", "Stmt", "statement"),
        "camt.054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn", "notification"),
    }
)
_ENCODINGS = frozenset({"utf-8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252", "utf-16"})
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.-]{1,20})["']""")
_MESSAGE = re.compile(r"camt\.05[234]\.001\.\d{2}")
_SIGNS = FrozenMap({"CRDT": 1, "DBIT": -1})
_STATUSES = ("BOOK", "PDNG", "INFO", "FUTR")
_REFERENCES = ("AcctSvcrRef", "InstrId", "TxId", "MsgId", "ChqNb")


def read_camt(source: str | bytes) -> BankMessage:
    """Read a message of a bank; never raises on content.

    Args:
        source: The whole message. Bytes are decoded by their mark or their declaration, else as UTF-8.
    """
    found = _parsed(source)
    if isinstance(found, Unmet):
        return BankMessage("", (), (found,))
    message, root = found
    container, name, kind = _KINDS[message[:8]]
    reader = _Reader()
    bodies = [*_children(root, container), *_children(root, f"{container}V01")]
    parts = [part for body in bodies for part in _children(body, name)]
    statements = tuple(
        reader.statement(part, kind, f"{name}[{place}]") for place, part in enumerate(parts, start=1)
    )
    if not parts:
        reader.say("report.no_statement", container)
    return BankMessage(message, statements, tuple(reader.problems))


def _parsed(source: str | bytes) -> tuple[str, Element] | Unmet:
    try:
        text = source if isinstance(source, str) else decoded(source, _encoding(source))
        if "<!DOCTYPE" in text:
            return Unmet("report.doctype")
        parser = XMLParser()  # noqa: S314 (no document type, so no entities)
        parser.feed(text)
        root = parser.close()
    except CellError as error:
        return Unmet(error.code, "", {"reason": str(error)})
    except (ParseError, ValueError) as error:
        return Unmet("report.malformed_xml", "", {"reason": str(error)[:200]})
    message = _MESSAGE.search(root.tag.partition("}")[0])
    if message is None:
        return Unmet("report.not_camt", "", {"found": root.tag[:100]})
    return message[0], root


def _encoding(content: bytes) -> str:
    declared = _DECLARED.match(content)
    name = "utf-8" if declared is None else declared[1].decode("ascii").lower()
    if name not in _ENCODINGS:
        raise CellError.because("report.encoding", f"the encoding {name} is not read")
    return name


class _Reader:
    """Reads elements and keeps everything that is wrong."""

    def __init__(self) -> None:
        self.problems: list[Unmet] = []

    def say(self, code: str, where: str, params: Mapping[str, Param] = FrozenMap[str, Param]()) -> None:
        self.problems.append(Unmet(code, where, params))

    def statement(self, part: Element, kind: str, where: str) -> BankStatement:
        account = (
            _text(part, "Acct/Id/IBAN")
            or _text(part, "Acct/Id/Othr/Id")
            or _text(part, "Acct/Id/PrtryAcct/Id")
        )
        return BankStatement(
            kind,
            self._needed(part, "Id", where),
            account,
            tuple(self._balances(part, where)),
            tuple(self._entries(part, where)),
        )

    def _balances(self, part: Element, where: str) -> Iterator[Balance]:
        for place, each in enumerate(_children(part, "Bal"), start=1):
            here = f"{where}/Bal[{place}]"
            code = _text(each, "Tp/CdOrPrtry/Cd") or _text(each, "Tp/CdOrPrtry/Prtry") or _text(each, "Tp/Cd")
            found = self._amount(each, here)
            on = self._day(each, "Dt", here)
            if found is not None:
                yield Balance(code, *found, on)

    def _entries(self, part: Element, where: str) -> Iterator[Entry]:
        for place, each in enumerate(_children(part, "Ntry"), start=1):
            here = f"{where}/Ntry[{place}]"
            found = self._amount(each, here)
            status = _text(each, "Sts/Cd") or _text(each, "Sts")
            if status not in _STATUSES:
                self.say(
                    "report.element_unknown",
                    f"{here}/Sts",
                    {"found": status[:SHOWN_MAX], "expected": _STATUSES},
                )
            booked_on, value_on = self._day(each, "BookgDt", here), self._day(each, "ValDt", here)
            transactions = tuple(self._transactions(each, here, 0 if found is None else found[1]))
            if found is not None and status in _STATUSES:
                yield Entry(
                    _text(each, "AcctSvcrRef") or _text(each, "NtryRef"),
                    *found,
                    status,
                    _text(each, "RvslInd") in {"true", "1"},
                    booked_on,
                    value_on,
                    transactions,
                )

    def _transactions(self, entry: Element, where: str, entry_minor: int) -> Iterator[Transaction]:
        details = (one for group in _children(entry, "NtryDtls") for one in _children(group, "TxDtls"))
        for place, each in enumerate((*details, *_children(entry, "TxDtls")), start=1):
            refs = _child(each, "Refs")
            known = (_text(refs, name) for name in _REFERENCES) if refs is not None else ()
            ref = next(filter(None, known), "") or _text(each, "RmtInf/Strd/CdtrRefInf/Ref")
            end_to_end = "" if refs is None else _text(refs, "EndToEndId")
            found = self._part(each, f"{where}/TxDtls[{place}]", entry_minor)
            yield Transaction(end_to_end, ref, *(found or ("", 0)))

    def _part(self, transaction: Element, where: str, entry_minor: int) -> tuple[str, int] | None:
        """Read a transaction's amount where it has one; unsigned, it takes the sign of its entry."""
        holder = transaction if _child(transaction, "Amt") is not None else _at(transaction, "AmtDtls/TxAmt")
        if holder is None or _child(holder, "Amt") is None:
            return None
        default = "DBIT" if entry_minor < 0 else "CRDT"
        return self._amount(holder, where, sign=_text(transaction, "CdtDbtInd") or default)

    def _amount(self, holder: Element, where: str, *, sign: str = "") -> tuple[str, int] | None:
        """Read currency and signed minor units."""
        element = _child(holder, "Amt")
        if element is None:
            self.say("report.element_missing", f"{where}/Amt")
            return None
        sign = sign or _text(holder, "CdtDbtInd")
        if sign not in _SIGNS:
            self.say(
                "report.element_unknown",
                f"{where}/CdtDbtInd",
                {"found": sign[:SHOWN_MAX], "expected": tuple(_SIGNS)},
            )
            return None
        code = element.get("Ccy", "")
        try:
            return code, _SIGNS[sign] * cells.units((element.text or "").strip(), code)
        except CellError as error:
            self.say(error.code, f"{where}/Amt", {"reason": str(error)})
            return None

    def _day(self, holder: Element, name: str, where: str) -> date | None:
        text = _text(holder, f"{name}/Dt") or _text(holder, f"{name}/DtTm")
        try:
            return cells.day(text) if text else None
        except CellError as error:
            self.say(error.code, f"{where}/{name}", {"reason": str(error)})
            return None

    def _needed(self, holder: Element, name: str, where: str) -> str:
        text = _text(holder, name)
        if not text:
            self.say("report.element_missing", f"{where}/{name}")
        return text


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if child.tag.rpartition("}")[2] == name)


def _child(element: Element, name: str) -> Element | None:
    return next(_children(element, name), None)


def _at(element: Element, path: str) -> Element | None:
    found: Element | None = element
    for name in path.split("/"):
        if found is None:
            return None
        found = _child(found, name)
    return found


def _text(element: Element, path: str) -> str:
    found = _at(element, path)
    return "" if found is None else (found.text or "").strip()
