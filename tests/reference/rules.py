"""Reference cases of dated rules, territories and localized text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from attrs import asdict

from tests.reference.runner import Adapter, optional_day
from xbcommerce.kernel.dated import (
    Ambiguous,
    Answer,
    Dated,
    EmptyValidityError,
    Found,
    NoRule,
    NotADayError,
    RuleSet,
    Status,
    Validity,
    local_date,
    parse_day,
    series_findings,
)
from xbcommerce.kernel.places import eu_standing
from xbcommerce.kernel.text import LocalizedText

_KEY = "rule"


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _validity(ends: list[str | None], convention: str = "half-open") -> Validity:
    start, end = (optional_day(text) for text in ends)
    return Validity.from_inclusive(start, end) if convention == "inclusive" else Validity(start, end)


def _overlaps(case: Mapping[str, Any]) -> object:
    return {"result": _validity(case["a"]).overlaps(_validity(case["b"]))}


def _covers(case: Mapping[str, Any]) -> object:
    period = case.get("interval") or case.get("validity") or [case.get("start"), case.get("end")]
    return {"result": _validity(period).covers(date.fromisoformat(case.get("day") or case["on"]))}


def _from_inclusive(case: Mapping[str, Any]) -> object:
    days = Validity.from_inclusive(optional_day(case["start"]), optional_day(case["stop_inclusive"]))
    return {"start": _iso(days.start), "end_exclusive": _iso(days.end)}


def _lint(case: Mapping[str, Any]) -> object:
    series = [_validity(ends, case.get("convention", "half-open")) for ends in case["series"]]
    return {
        "findings": [
            {"kind": finding.kind.value, "start": _iso(finding.days.start), "end": _iso(finding.days.end)}
            for finding in series_findings(series)
            if finding.days is not None
        ]
    }


def _parse_date(case: Mapping[str, Any]) -> object:
    try:
        day = parse_day(case["text"])
    except NotADayError as error:
        return {"error": error.code}
    if day is None:
        return {"result": None, "note": "open end" if case["text"].startswith("9") else "open start"}
    return {"result": day.isoformat()}


def _local_date(case: Mapping[str, Any]) -> object:
    return {"date": local_date(datetime.fromisoformat(case["instant"]), case["zone"]).isoformat()}


_OPERATIONS: dict[str, Callable[[Mapping[str, Any]], object]] = {
    "overlaps": _overlaps,
    "covers": _covers,
    "from_inclusive": _from_inclusive,
    "lint": _lint,
    "parse_date": _parse_date,
    "local_date": _local_date,
}


def timeline(case: dict[str, Any]) -> object:
    """Run one operation on periods and days."""
    try:
        return _OPERATIONS[case["op"]](case)
    except EmptyValidityError as error:
        return {"error": error.code}


def _record(raw: Mapping[str, Any], earlier: Mapping[str, Mapping[str, Any]]) -> Dated[str]:
    """Read a record; one that states no days or value of its own takes those of the record it supersedes."""
    parent = earlier.get(raw.get("supersedes") or "", {})
    stated = {**parent, **raw} if "valid_from" not in raw and "valid_to" not in raw else raw
    return Dated(
        raw["id"],
        raw.get("key", _KEY),
        str(raw.get("value", parent.get("value", ""))),
        Validity(optional_day(stated.get("valid_from")), optional_day(stated.get("valid_to"))),
        date.fromisoformat(raw["recorded"]),
        None,
        Status(raw.get("status", "enacted")),
        raw.get("supersedes"),
        optional_day(raw.get("from_date")),
        optional_day(raw.get("review_by")),
    )


def _told(answer: Answer[str]) -> object:
    outcome = {"NoRule": "no-rule"}.get(type(answer).__name__, type(answer).__name__.lower())
    match answer:
        case Found():
            return {"value": answer.value, "record": answer.record.id}
        case NoRule():
            return {"outcome": outcome}
        case Ambiguous():
            return {"outcome": outcome, "records": list(answer.ids)}
        case _:
            return {"outcome": outcome, "record": answer.record.id}


def bitemporal(case: dict[str, Any]) -> object:
    """Ask what held on a day, as known on a day."""
    earlier = {raw["id"]: raw for raw in case["records"]}
    records = [_record(raw, earlier) for raw in case["records"]]
    issued = max((record.recorded_on for record in records), default=date.min)
    known = case.get("known")
    rules = RuleSet(records, issued)
    return _told(
        rules.as_of(
            case.get("key", _KEY),
            date.fromisoformat(case["on"]),
            date.fromisoformat(known) if known else None,
        )
    )


def localized_text(case: dict[str, Any]) -> object:
    """Find the text for a reader."""
    values = {tag: text for tag, text in case["values"].items() if text is not None}
    return asdict(LocalizedText(values).best(case["locale"], case.get("default")))


_DATA_OF = date(2026, 11, 22)
"""The day for which the cases without one are meant: that of the data they were made from."""


def territory(case: dict[str, Any]) -> object:
    """Say how a place stands towards the European Union."""
    on = case.get("on")
    standing = eu_standing(
        case["country"],
        date.fromisoformat(on) if on else _DATA_OF,
        subdivision=case.get("subdivision") or "",
        postal_code=case.get("postcode") or "",
    )
    if "postcode" not in case and "subdivision" not in case and standing.territory is None:
        return {"eu_member": standing.member}
    if standing.goods_rules:
        return {"territory": standing.territory, "prefix": standing.vat_prefix, "eu_goods_rules": True}
    told = {"territory": standing.territory, "eu_vat": standing.vat, "eu_customs": standing.customs}
    rate = standing.local_vat_pct
    return told if rate is None else {**told, "standard_pct": str(rate)}


FAMILIES: dict[str, Adapter] = {
    "timeline": timeline,
    "bitemporal": bitemporal,
    "localized_text": localized_text,
    "territory": territory,
}
