"""One file of rules: a rule set as the codec writes it, or a list of records; and how a set is written.

In the packaged form a set is written one record a line, by key and id, so that a change of one record is a
change of one line, and equal sets are the same bytes.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from xbcommerce.adapters.rule_file import rule_set_text
    >>> from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, Source
    >>> rate = Dated("at", "vat/AT", Decimal("20.0"), ALWAYS, date(2026, 3, 1), Source("UStG 10", tier="A"))
    >>> print(rule_set_text(RuleSet([rate], date(2026, 3, 1)), RuleSet[Decimal]), end="")
    {"type": "RuleSet", "issued": "2026-03-01", "records": [
      {"id": "at", "key": "vat/AT", "value": "20", "validity": {"end": null, "start": null}, ...}
    ]}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar, cast, get_args

import attrs
from attrs import field, frozen

from xbcommerce.kernel.codec import BadDocumentError, canonical_json
from xbcommerce.kernel.codec.documents import one_line, parsed, read_at
from xbcommerce.kernel.dated import Dated, RuleSet
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Unmet

T = TypeVar("T")

_RECORD = re.compile(r"\$(?:\.records)?\[\d+\]")
_MAY_LACK = frozenset({"supersedes", "from_date", "review_by"})
"""What is not written of a record where it is None."""


@frozen
class RuleFile(Generic[T]):
    """What one file holds, or everything that is wrong with it.

    Attributes:
        name: Of the file.
        records: Those that it holds; none where anything is wrong.
        issued: The day of issue that it states, or the last on which a record in a list was recorded.
        ids: The id of each record by its place in the file, as far as the file is JSON.
        problems: What is wrong, each with file, place and the id of the record.
    """

    name: str
    records: tuple[Dated[T], ...] = ()
    issued: date | None = None
    ids: FrozenMap[str, str] = field(factory=FrozenMap[str, str], converter=FrozenMap[str, str])
    problems: tuple[Unmet, ...] = field(default=(), converter=tuple[Unmet, ...])

    @classmethod
    def read(cls, path: Path, form: type[RuleSet[T]]) -> RuleFile[T]:
        """Read a file as rules of a form."""
        ids: dict[str, str] = {}
        try:
            data = parsed(path.read_text(encoding="utf-8-sig"))
            ids = _ids(data)
            records, issued = _rules(data, form)
        except BadDocumentError as error:
            problems = (_placed(problem, path.name, ids) for problem in error.problems)
            return cls(path.name, ids=ids, problems=problems)
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            return cls(path.name, problems=[Unmet("document.malformed", path.name, {"reason": str(reason)})])
        return cls(path.name, records, issued, ids)


def _rules(data: object, form: type[RuleSet[T]]) -> tuple[tuple[Dated[T], ...], date | None]:
    """Read a set, or a list of records."""
    if not isinstance(data, list):
        rules = read_at("$", data, form)
        return rules.records, rules.issued
    listed: Any = tuple
    records: tuple[Dated[T], ...] = read_at("$", cast("object", data), listed[_record_form(form), ...])
    return records, max((record.recorded_on for record in records), default=None)


def _ids(data: object) -> dict[str, str]:
    """Return the ids in a document by their place, whatever else is wrong with it."""
    rows, prefix = data, "$"
    if isinstance(data, dict):
        rows, prefix = cast("dict[str, object]", data).get("records"), "$.records"
    found: dict[str, str] = {}
    for at, row in enumerate(cast("list[object]", rows) if isinstance(rows, list) else ()):
        record_id = cast("dict[str, object]", row).get("id") if isinstance(row, dict) else None
        if isinstance(record_id, str):
            found[f"{prefix}[{at}]"] = record_id
    return found


def _placed(problem: Unmet, file: str, ids: Mapping[str, str]) -> Unmet:
    """Put the file before the place of a problem, and the id of the record after it."""
    record = _RECORD.match(problem.where)
    record_id = ids.get(record[0], "") if record else ""
    return attrs.evolve(problem, where=f"{file}: {problem.where}" + (f" ({record_id})" if record_id else ""))


def _record_form(form: type[RuleSet[T]]) -> type[Dated[T]]:
    """Return the form of one record of a set."""
    (value,) = get_args(form)
    dated: Any = Dated
    return cast("type[Dated[T]]", dated[value])


def rule_set_text(rules: RuleSet[T], form: type[RuleSet[T]]) -> str:
    """Write a set in the packaged form.

    Args:
        rules: The set.
        form: What it is, e.g. ``RuleSet[Decimal]``, for whoever reads it to ask for.

    Raises:
        UnstorableValueError: A value is not of this form.
    """
    lines = [f"  {_record_line(record, _record_form(form))}" for record in rules.records]
    head = f'{{"type": "RuleSet", "issued": "{rules.issued.isoformat()}", "records": ['
    return "\n".join((head, ",\n".join(lines), "]}\n")) if lines else f"{head}]}}\n"


def _record_line(record: Dated[T], form: type[Dated[T]]) -> str:
    data = parsed(canonical_json(record, form))
    names = (one.name for one in attrs.fields(Dated))
    return one_line({name: data[name] for name in names if data[name] is not None or name not in _MAY_LACK})
