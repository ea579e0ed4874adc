"""Rules in a folder: data that a host updates without a release, checked whole before any of it counts.

All files together make one set (`xbcommerce.adapters.rule_file` says what a file may hold). What is wrong in
any of them is told at once, by file, record and field, and then nothing is loaded.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from tempfile import TemporaryDirectory
    >>> from xbcommerce.adapters.rule_files import RuleFiles
    >>> from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, Source
    >>> rate = Dated("at-2026", "vat/AT", Decimal(20), ALWAYS, date(2026, 3, 1), Source("UStG 10"))
    >>> with TemporaryDirectory() as folder:
    ...     files = RuleFiles[Decimal](folder, RuleSet[Decimal])
    ...     path = files.write("vat.json", RuleSet([rate], issued=date(2026, 3, 1)))
    ...     print(path.read_text())
    ...     files.load().keys
    {"type": "RuleSet", "issued": "2026-03-01", "records": [
      {"id": "at-2026", "key": "vat/AT", "value": "20", ...}
    ]}
    <BLANKLINE>
    ('vat/AT',)
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from threading import get_ident
from typing import Any, Generic, TypeVar, get_args

from attrs import Attribute, field, frozen
from attrs.validators import optional

from xbcommerce.kernel.codec import BadDocumentError
from xbcommerce.kernel.dated import RecordConflictError, RuleSet
from xbcommerce.kernel.dated.validity import day_field
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.ports import StorageError
from xbcommerce.kernel.unmet import Unmet

from .failures import NoFileError
from .rule_file import RuleFile, rule_set_text

T = TypeVar("T")

_FILE_NAME = re.compile(r"[^./\\][^/\\]*\.json")


def _of_something(_instance: object, _attribute: Attribute[Any], form: object) -> None:
    if not get_args(form):
        msg = f"form={form}: say what the values are, e.g. RuleSet[Decimal]"
        raise InvalidValueError(msg)


@frozen
class RuleFiles(Generic[T]):
    """The ``*.json`` files of a folder as a source of rules; see `RuleSource`.

    Attributes:
        directory: The folder; folders in it, and files whose names begin with a dot, are not looked at.
        form: What the files hold, e.g. ``RuleSet[Decimal]``, for the codec to read them.
        issued: The day of issue of the set; None is the latest day of issue that a file states, or on which
            a record in a list was recorded.

    Raises:
        InvalidValueError: A form that does not say what the values are.
    """

    directory: Path = field(converter=Path)
    form: type[RuleSet[T]] = field(validator=_of_something)
    issued: date | None = field(default=None, validator=optional(day_field), kw_only=True)

    def load(self) -> RuleSet[T]:
        """Read every file into one set.

        Raises:
            BadDocumentError: A file cannot be read, a record is not of this form, or an id stands in two
                places. ``problems`` has everything that is wrong in all files.
            NoFileError: There is no such folder, or no file in it.
            InvalidValueError: No file tells a day of issue, and ``issued`` is None.
        """
        files = [RuleFile[T].read(path, self.form) for path in self._paths()]
        if not files:
            msg = f"{self.directory} holds no *.json file; put rules there, or do without the folder"
            raise NoFileError(msg)
        problems = [*(problem for each in files for problem in each.problems), *_twice(files)]
        if problems:
            raise BadDocumentError(problems)
        try:
            return RuleSet[T]([record for each in files for record in each.records], self._issued(files))
        except RecordConflictError as error:
            raise BadDocumentError([_invalid(str(self.directory), str(error))]) from None

    def write(self, file: str, rules: RuleSet[T]) -> Path:
        """Write a set as one file of the folder, in place of the one of that name, all of it or nothing.

        Args:
            file: Its name, e.g. ``"vat.json"``.
            rules: What it shall hold.

        Raises:
            InvalidValueError: The name is no plain name of a ``.json`` file.
            RecordConflictError: It would not stand in one set with the other files: an id is in one of them,
                or its records supersede theirs across keys.
            BadDocumentError: Another file cannot be read, so that nobody knows.
            StorageError: The file cannot be written.
        """
        if not _FILE_NAME.fullmatch(file):
            msg = f"file={file!r}: expected the name of a file such as 'vat.json', without a folder"
            raise InvalidValueError(msg)
        self._refuse_conflicts(file, rules)
        path = self.directory / file
        try:
            _replace(path, rule_set_text(rules, self.form))
        except OSError as error:
            msg = f"{path} cannot be written: {error.strerror or error}"
            raise StorageError(msg) from None
        return path

    def _paths(self) -> list[Path]:
        if not self.directory.is_dir():
            msg = f"there is no folder {self.directory}; make it, or look at the path"
            raise NoFileError(msg)
        found = (path for path in self.directory.glob("*.json") if not path.name.startswith("."))
        return sorted(path for path in found if not path.is_dir())

    def _issued(self, files: Iterable[RuleFile[T]]) -> date:
        days = [self.issued] if self.issued else [each.issued for each in files if each.issued]
        if not days:
            msg = f"{self.directory}: no file tells a day of issue; give RuleFiles one, issued=..."
            raise InvalidValueError(msg)
        return max(days)

    def _refuse_conflicts(self, file: str, rules: RuleSet[T]) -> None:
        others = [RuleFile[T].read(path, self.form) for path in self._paths() if path.name != file]
        if problems := [problem for each in others for problem in each.problems]:
            raise BadDocumentError(problems)
        own = {record.id for record in rules.records}
        for each in others:
            if taken := sorted(own.intersection(each.ids.values())):
                msg = f"{each.name} has records of the ids {', '.join(map(repr, taken))}; take them out there"
                raise RecordConflictError(msg)
        RuleSet[T]([*rules.records, *(record for each in others for record in each.records)], rules.issued)


def _twice(files: Iterable[RuleFile[Any]]) -> Iterator[Unmet]:
    """Find ids that stand in two places of the folder; the codec tells of two in one set."""
    first: dict[str, tuple[str, str]] = {}
    for each in files:
        for place, record_id in each.ids.items():
            file, there = first.setdefault(record_id, (each.name, place))
            if (file, there) != (each.name, place) and (file != each.name or there.startswith("$[")):
                reason = f"the id {record_id!r} stands in {file} too, at {there}"
                yield _invalid(f"{each.name}: {place}.id", reason)


def _invalid(where: str, reason: str) -> Unmet:
    return Unmet("document.invalid", where, {"reason": reason})


def _replace(path: Path, text: str) -> None:
    """Write beside the file, and put it in its place once the disk has all of it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}-{get_ident()}.new")  # each writer has its own
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
