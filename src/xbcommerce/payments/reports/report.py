"""What a reader found: lines, and everything that is wrong, with its row and field.

A row that cannot be read is a problem and no line; a row whose own figures do not add up is both, so that
reconciling still sees its money. `Report.accepted` is the gate for hosts that take a report only whole.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.unmet import Note, Unmet
from xbcommerce.payments.reconciliation.statement import StatementLine

from .messages import ENGLISH

_SHOWN_MAX = 10


class BadReportError(InvalidValueError):
    """A report that was to be taken whole, and has something wrong.

    Attributes:
        problems: All of it, each with its place.
    """

    code = "bad_report"

    def __init__(self, problems: Iterable[Unmet]) -> None:
        self.problems = tuple(problems)
        shown = [ENGLISH.render(problem) for problem in self.problems[:_SHOWN_MAX]]
        more = len(self.problems) - _SHOWN_MAX
        super().__init__("\n".join([*shown, *([f"... and {more} more"] if more > 0 else [])]))

    def __reduce__(self) -> tuple[type[BadReportError], tuple[tuple[Unmet, ...]]]:
        return (type(self), (self.problems,))


@frozen
class Report:
    """A report, read.

    Attributes:
        provider: Who wrote it.
        lines: What could be read, in the report's order.
        problems: Everything that is wrong, in the report's order.
    """

    provider: str
    lines: tuple[StatementLine, ...] = field(converter=tuple[StatementLine, ...])
    problems: tuple[Unmet, ...] = field(default=(), converter=tuple[Unmet, ...])

    @property
    def accepted(self) -> tuple[StatementLine, ...]:
        """The lines of a report with nothing wrong.

        Raises:
            BadReportError: Something is; the error has all of it.
        """
        if self.problems:
            raise BadReportError(self.problems)
        return self.lines

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return how many lines there are, and everything that is wrong."""
        lines, problems = len(self.lines), len(self.problems)
        head = Note("report.read", {"provider": self.provider, "lines": lines, "problems": problems})
        return (head, *self.problems)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def gathered(provider: str, found: Iterable[StatementLine | Unmet]) -> Report:
    """Gather what a reader streams."""
    lines: list[StatementLine] = []
    problems: list[Unmet] = []
    for one in found:
        if isinstance(one, Unmet):
            problems.append(one)
        else:
            lines.append(one)
    return Report(provider, tuple(lines), tuple(problems))
