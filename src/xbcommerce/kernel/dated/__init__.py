"""Facts that change with time: tax rates, tariffs, thresholds, fee schedules, rate cards.

A `Dated` record says a value, the days for which it holds, the day since which we know it, and its source. A
record is never changed: a later one supersedes it. A `RuleSet` answers what held on a day, as known on a day:

    Found        the rule
    NoRule       nothing is known; not zero
    Ambiguous    several records answer; nobody chose
    Void         struck down; neither zero nor absent
    Announced    said to come; not yet law
    Stale        the rule, but its review is overdue

A host lays its own records over packaged ones (`RuleSet.overlay`), sees what a day changes
(`RuleSet.changes`), what an update changes (`RuleSet.diff`), and what is suspect (`RuleSet.lint`). The digest
of a set names it, so that a stored decision can be replayed.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.dated import Dated, RuleSet, Source, Status, Validity
    >>> law = Source("Finance (No. 2) Bill", tier="A", read_on=date(2025, 12, 1))
    >>> relief = Dated("uk-135", "relief/GB", 135, Validity(None, None), date(2020, 12, 1), law)
    >>> end = Dated("uk-135-end", "relief/GB", 0, Validity(date(2029, 3, 1), None), date(2025, 11, 26), law,
    ...             status=Status.ANNOUNCED)
    >>> print(RuleSet([relief, end], issued=date(2026, 1, 1)).as_of("relief/GB", date(2029, 4, 1)))
    relief/GB is 135 (…); record uk-135, Finance (No. 2) Bill [A, 2025-12-01]
    announced, not yet law: 0 (2029-03-01…); record uk-135-end, Finance (No. 2) Bill [A, 2025-12-01]
"""

from .answer import Ambiguous, Announced, Answer, Found, NoRule, Stale, Void
from .diff import AnswerChange, RecordChange
from .history import Span
from .lint import Finding, Suspicion, series_findings
from .ports import Issue, RuleSets, RuleSource
from .record import Dated, Status
from .rule_set import Precedence, RecordConflictError, RuleSet
from .source import Source, Tier
from .validity import (
    ALWAYS,
    EmptyValidityError,
    NotADayError,
    UnknownZoneError,
    Validity,
    local_date,
    parse_day,
)

__all__ = [
    "ALWAYS",
    "Ambiguous",
    "Announced",
    "Answer",
    "AnswerChange",
    "Dated",
    "EmptyValidityError",
    "Finding",
    "Found",
    "Issue",
    "NoRule",
    "NotADayError",
    "Precedence",
    "RecordChange",
    "RecordConflictError",
    "RuleSet",
    "RuleSets",
    "RuleSource",
    "Source",
    "Span",
    "Stale",
    "Status",
    "Suspicion",
    "Tier",
    "UnknownZoneError",
    "Validity",
    "Void",
    "local_date",
    "parse_day",
    "series_findings",
]
