"""Periods, dated records and rule sets with one defect."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import attrs
from hypothesis import strategies as st

from xbcommerce.kernel.dated import (
    Dated,
    EmptyValidityError,
    NotADayError,
    RecordConflictError,
    RuleSet,
    Validity,
)
from xbcommerce.testing.strategies.rules import dated_records, days, rule_sets, validities

from .twin import Broken, Wrong, calls, twins

_INSTANTS = st.just(datetime(2026, 3, 1, tzinfo=UTC))


def _iso(value: date) -> str:
    return value.isoformat()


def broken_validities() -> st.SearchStrategy[Broken]:
    """Periods that are empty, run backwards, or begin at an instant."""

    def backwards(start: date) -> st.SearchStrategy[Broken]:
        ends = st.integers(0, 400).map(lambda back: start - timedelta(days=back))
        wrong = Wrong[None]("ends_too_early", "end", ends, "from_inclusive", EmptyValidityError, _iso)
        return calls(Validity, wrong, start=start)

    instants = Wrong[Validity](
        "begins_at_an_instant", "start", _INSTANTS, "local_date(instant, zone)", NotADayError, _iso
    )
    return days().flatmap(backwards) | twins(validities(), instants)


def broken_dated_records() -> st.SearchStrategy[Broken]:
    """Records without a name, that replace themselves, or take over before or after they hold."""
    plain = dated_records().map(lambda record: attrs.evolve(record, supersedes=None, from_date=None))
    blank = st.sampled_from(["", " ", "vat ", " vat"])
    return twins(
        plain,
        Wrong("no_id", "id", blank, "expected a name without outer spaces"),
        Wrong("no_key", "key", blank, "expected a name without outer spaces"),
        Wrong("recorded_at_an_instant", "recorded_on", _INSTANTS, "local_date", NotADayError, _iso),
        Wrong("replaces_itself", "supersedes", lambda record: st.just(record.id), "supersedes itself"),
        Wrong("takes_over_from_nobody", "from_date", days(), "supersedes nothing", shows=_iso),
    )


def broken_rule_sets() -> st.SearchStrategy[Broken]:
    """Sets in which a record stands twice, or records replace one another across keys or in a circle."""

    def twice(rules: RuleSet[Decimal]) -> st.SearchStrategy[list[Dated[Decimal]]]:
        return st.sampled_from(rules.records).map(lambda record: [*rules.records, record])

    def across(rules: RuleSet[Decimal]) -> st.SearchStrategy[list[Dated[Decimal]]]:
        return st.sampled_from(rules.records).map(
            lambda record: [*rules.records, _successor(record, "other", f"{record.key}/other")]
        )

    def circle(rules: RuleSet[Decimal]) -> st.SearchStrategy[list[Dated[Decimal]]]:
        return st.sampled_from(rules.records).map(
            lambda record: [
                *rules.records,
                attrs.evolve(record, id="chick", supersedes="egg", from_date=None),
                attrs.evolve(record, id="egg", supersedes="chick", from_date=None),
            ]
        )

    def last_id(records: list[Dated[Decimal]]) -> str:
        return repr(records[-1].id)

    return twins(
        rule_sets().filter(lambda rules: bool(rules.records)),
        Wrong("a_record_twice", "records", twice, "two records have the id", RecordConflictError, last_id),
        Wrong("replaces_across_keys", "records", across, "of another key", RecordConflictError, last_id),
        Wrong("replace_each_other", "records", circle, "in a circle", RecordConflictError, lambda _: "chick"),
        Wrong("issued_at_an_instant", "issued", _INSTANTS, "local_date", NotADayError, _iso),
    )


def _successor(record: Dated[Decimal], record_id: str, key: str) -> Dated[Decimal]:
    return attrs.evolve(record, id=record_id, key=key, supersedes=record.id, from_date=None)
