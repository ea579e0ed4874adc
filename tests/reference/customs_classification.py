"""Family `hs`: codes of the Harmonized System, read, looked up, counted and carried between editions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.reference.runner import NotCoveredError, Told
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.logistics.customs.classification import (
    Exactly,
    HsCode,
    HsEdition,
    HsLevel,
    OneOf,
    correlate,
    edition_on,
)
from xbcommerce.reference.customs.hs import hs2022, hs_correlations

Case = dict[str, Any]


def hs_family(case: Case) -> object:
    """Answer one case of the family `hs`."""
    if case["op"] not in _OPS:
        raise NotCoveredError(case["op"])
    return _OPS[case["op"]](case)


def _parse(case: Case) -> object:
    code = HsCode.parse(case["text"])
    if isinstance(code, Refusal):
        return _error(code)
    told = Told(
        code=code.digits,
        level=code.level.value,
        declarable=code.declarable,
        chapter=code.chapter,
        heading=code.heading,
        subheading=code.subheading,
        section=_section(code),
    )
    if not code.declarable:
        told["children"] = [child.digits for child in hs2022().children(code)]
    return told


def _error(refusal: Refusal) -> object:
    return {"error": refusal.codes[0].removeprefix("hs_code.").replace("_", "-")}


def _section(code: HsCode) -> str | None:
    section = hs2022().section(code)
    return None if section is None else section.number


def _edition(case: Case) -> HsEdition:
    return HsEdition(case.get("edition", "HS2022"))


def _exists(case: Case) -> object:
    code = HsCode.parse(case["text"])
    if isinstance(code, Refusal):
        return _reserved(code.unmet) or _error(code)
    if _edition(case) is HsEdition.HS2022:
        return {"result": hs2022().exists(code)}
    listed = any(table.of(code, _edition(case)) for table in hs_correlations())
    return {"result": True if listed else None}  # of other editions only what a table lists is known


def _reserved(unmet: tuple[Unmet, ...]) -> object:
    reserved = (one for one in unmet if one.code == "hs_code.chapter_reserved")
    found = next(reserved, None)
    return found and {"result": False, "reason": f"chapter {found.params['chapter']} is reserved"}


def _count(case: Case) -> object:
    if case["level"] == "section":
        return {"count": len(hs2022().sections)}
    level = HsLevel(case["level"])
    codes = hs2022().codes(level, within=case.get("heading", case.get("chapter")))
    section = case.get("section")
    return {"count": sum(1 for code in codes if section in {None, _section(code)})}


def _children(case: Case) -> object:
    return {"children": [code.digits for code in hs2022().children(case["text"])]}


def _parent(case: Case) -> object:
    parent = hs2022().parent(case["text"])
    return {"parent": parent and parent.digits}


def _title(case: Case) -> object:
    return {"description": hs2022().title(case["text"])}


def _within(case: Case) -> object:
    return {"result": HsCode.of(case["text"]).within(case["prefix"])}


def _declarable(case: Case) -> object:
    return {"result": not hs2022().undeclarable(case["text"])}


def _edition_on(case: Case) -> object:
    edition = edition_on(date.fromisoformat(case["on"]))
    return {"edition": edition.value if isinstance(edition, HsEdition) else None}


def _correlate(case: Case) -> object:
    answer = correlate(case["text"], HsEdition(case["from"]), HsEdition(case["to"]), hs_correlations())
    kind = {Exactly: "exactly", OneOf: "several"}.get(type(answer), "unknown")
    return {"result": kind, "candidates": [code.digits for code in answer.candidates]}


_OPS: dict[str, Callable[[Case], object]] = {
    "parse": _parse,
    "exists": _exists,
    "count": _count,
    "children": _children,
    "parent": _parent,
    "section": lambda case: {"section": _section(HsCode.of(case["text"]))},
    "description": _title,
    "within": _within,
    "declarable": _declarable,
    "edition": _edition_on,
    "correlate": _correlate,
}

FAMILIES = {"hs": hs_family}
