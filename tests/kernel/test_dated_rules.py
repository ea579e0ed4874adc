"""Rule sets: what held on a day, as known on a day."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.codec import from_json, to_json
from xbcommerce.kernel.dated import (
    ALWAYS,
    Ambiguous,
    Announced,
    Answer,
    Dated,
    Found,
    NoRule,
    NotADayError,
    Precedence,
    RecordConflictError,
    RuleSet,
    Source,
    Stale,
    Status,
    Suspicion,
    Tier,
    Validity,
    Void,
)
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.testing.strategies.rules import days, rule_sets

LAW = Source("a law", "https://example.org", Tier.A, date(2026, 1, 1))
KEY = "vat/DE"


def record(
    record_id: str,
    value: str = "19",
    start: date | None = None,
    end: date | None = None,
    *,
    recorded: date = date(2019, 1, 1),
    status: Status = Status.ENACTED,
    supersedes: str | None = None,
    from_date: date | None = None,
    review_by: date | None = None,
) -> Dated[Decimal]:
    """Make a record of one key; only what matters is said."""
    days_ = Validity(start, end)
    return Dated(
        record_id, KEY, Decimal(value), days_, recorded, LAW, status, supersedes, from_date, review_by
    )


def rules(*records: Dated[Decimal], issued: date = date(2026, 1, 1)) -> RuleSet[Decimal]:
    """Make a set."""
    return RuleSet(records, issued)


def told(answer: Answer[Decimal]) -> tuple[type, tuple[str, ...]]:
    """Return the kind of answer and the ids it names."""
    match answer:
        case NoRule():
            return NoRule, ()
        case Ambiguous():
            return Ambiguous, answer.ids
        case _:
            return type(answer), (answer.record.id,)


def naively(rule_set: RuleSet[Decimal], key: str, on: date, known: date) -> tuple[type, tuple[str, ...]]:
    """Answer by going through all records, without an index: the rules as the notes state them."""
    seen = [item for item in rule_set.records if item.key == key and item.recorded_on <= known]
    by_force = [item for item in seen if item.status is not Status.ANNOUNCED]
    live = [
        item
        for item in seen
        if item.validity.covers(on)
        and (item.from_date is None or on >= item.from_date)
        and not any(
            other.supersedes == item.id and (other.from_date is None or on >= other.from_date)
            for other in by_force
        )
    ]
    ruling = sorted(item.id for item in live if item.status is not Status.ANNOUNCED)
    said = sorted(item.id for item in live if item.status is Status.ANNOUNCED)
    if len(ruling or said) > 1:
        return Ambiguous, tuple(ruling or said)
    if not ruling:
        return (Announced, tuple(said)) if said else (NoRule, ())
    (only,) = (item for item in live if item.id == ruling[0])
    if only.status is Status.VOID:
        return Void, (only.id,)
    return Stale if only.review_by is not None and only.review_by < known else Found, (only.id,)


@given(rule_sets(), days(), days())
def test_the_index_answers_as_a_walk_through_all_records(
    rule_set: RuleSet[Decimal], on: date, known: date
) -> None:
    """Compiled lines change nothing but the time it takes."""
    for key in (*rule_set.keys, "nothing"):
        assert told(rule_set.as_of(key, on, known)) == naively(rule_set, key, on, known)
        assert rule_set.as_of(key, on) == rule_set.as_of(key, on, rule_set.issued)


@given(rule_sets(), days())
def test_borders_answer_as_a_walk_through_all_records(rule_set: RuleSet[Decimal], known: date) -> None:
    """The same on the first day, the day before, and on the day a record or a review becomes known."""
    borders = {
        edge
        for item in rule_set.records
        for edge in (item.validity.start, item.validity.end, item.from_date)
        if edge is not None
    }
    turns = {item.recorded_on for item in rule_set.records}
    turns |= {item.review_by for item in rule_set.records if item.review_by is not None}
    for edge in borders:
        for on in (edge, edge - timedelta(days=1)):
            for day in (known, *turns, *(turn + timedelta(days=1) for turn in turns)):
                for key in rule_set.keys:
                    assert told(rule_set.as_of(key, on, day)) == naively(rule_set, key, on, day)


@given(rule_sets(), days(), days())
def test_history_says_what_as_of_says(rule_set: RuleSet[Decimal], on: date, known: date) -> None:
    """The spans are in order, leave no day out, and each has one answer."""
    for key in rule_set.keys:
        spans = rule_set.history(key, known)
        assert spans[0].validity.start is None
        assert spans[-1].validity.end is None
        assert all(one.validity.end == other.validity.start for one, other in pairwise(spans))
        (span,) = (span for span in spans if span.validity.covers(on))
        answer = rule_set.as_of(key, on, known)
        assert span.answer == (None if isinstance(answer, NoRule) else answer)


class TestSixAnswers:
    """Each outcome, in the shape of a case of the field."""

    old = record("r1", "10", date(2025, 8, 7), recorded=date(2025, 8, 1))
    struck = old.voided("r2", recorded_on=date(2026, 2, 20), source=LAW)

    def test_the_law_of_the_day_answers_until_the_judgment_is_known(self) -> None:
        """Law when assessed, void as known later; the recording day counts as known."""
        found = rules(self.old, self.struck)
        assert told(found.as_of(KEY, date(2025, 9, 15), date(2026, 2, 19))) == (Found, ("r1",))
        assert told(found.as_of(KEY, date(2025, 9, 15), date(2026, 2, 20))) == (Void, ("r2",))

    def test_a_void_record_is_silent_where_the_old_one_was(self) -> None:
        """Before the struck rule began, there was no rule, and nothing to strike."""
        found = rules(self.old, self.struck, issued=date(2026, 3, 1))
        assert told(found.as_of(KEY, date(2025, 8, 6))) == (NoRule, ())

    def test_a_rule_struck_down_from_a_day_stands_before_it(self) -> None:
        """from_date divides the old record."""
        later = self.old.voided("r3", recorded_on=date(2026, 2, 20), source=LAW, from_date=date(2026, 2, 1))
        found = rules(self.old, later, issued=date(2026, 3, 1))
        assert told(found.as_of(KEY, date(2026, 1, 31))) == (Found, ("r1",))
        assert told(found.as_of(KEY, date(2026, 2, 1))) == (Void, ("r3",))

    def test_zero_is_a_value(self) -> None:
        """A rate of zero is found; it is not void, absent or unknown."""
        answer = rules(record("zero", "0")).as_of(KEY, date(2026, 1, 1))
        assert isinstance(answer, Found)
        assert answer.value == 0

    def test_an_announcement_never_answers_as_law(self) -> None:
        """Alone it is an announcement; beside a law it is told with the law."""
        coming = record("x", "0", date(2029, 3, 1), status=Status.ANNOUNCED)
        assert told(rules(coming).as_of(KEY, date(2029, 4, 1))) == (Announced, ("x",))
        answer = rules(coming, record("law", "135")).as_of(KEY, date(2029, 4, 1))
        assert isinstance(answer, Found)
        assert (answer.record.id, answer.announced) == ("law", (coming,))

    def test_an_announcement_replaces_nothing(self) -> None:
        """Not even what it says it will supersede."""
        coming = record("x", "0", date(2026, 3, 1), status=Status.ANNOUNCED, supersedes="law")
        assert told(rules(coming, record("law")).as_of(KEY, date(2026, 4, 1))) == (Found, ("law",))

    def test_an_enacted_announcement_is_superseded_by_the_law(self) -> None:
        """The enacted record replaces the announcement."""
        coming = record("x", "0", date(2026, 3, 1), status=Status.ANNOUNCED)
        law = record("y", "0", date(2026, 4, 1), supersedes="x")
        assert told(rules(coming, law).as_of(KEY, date(2026, 3, 15))) == (NoRule, ())

    def test_two_records_for_a_day_are_ambiguous(self) -> None:
        """All ids are named, nobody is picked, even if the values agree."""
        one = record("p", "5", date(2024, 1, 1), date(2025, 1, 1))
        other = record("q", "5", date(2024, 6, 1), date(2025, 6, 1))
        found = rules(other, one)
        assert told(found.as_of(KEY, date(2024, 7, 1))) == (Ambiguous, ("p", "q"))
        assert told(found.as_of(KEY, date(2024, 5, 31))) == (Found, ("p",))
        assert told(found.as_of(KEY, date(2025, 1, 1))) == (Found, ("q",))

    def test_a_rule_past_its_review_is_stale_and_carries_the_record(self) -> None:
        """Stale as known after the last day for the review, not on it."""
        fee = record("fee", "33.58", date(2025, 10, 1), review_by=date(2026, 10, 1))
        found = rules(fee)
        assert told(found.as_of(KEY, date(2026, 9, 1), date(2026, 10, 1))) == (Found, ("fee",))
        assert told(found.as_of(KEY, date(2026, 9, 1), date(2026, 10, 2))) == (Stale, ("fee",))

    def test_an_old_fee_does_not_answer_for_the_next_year(self) -> None:
        """Where the next year's fee is not known, there is no rule."""
        fee = record("fy26", "33.58", date(2025, 10, 1), date(2026, 10, 1))
        assert rules(fee).as_of(KEY, date(2026, 10, 1)) == NoRule(KEY, date(2026, 10, 1), date(2026, 1, 1))

    def test_an_estimate_answers_and_says_so(self) -> None:
        """Our guess is used, and told as one."""
        answer = rules(record("guess", status=Status.ESTIMATED)).as_of(KEY, date(2026, 1, 1))
        assert isinstance(answer, Found)
        assert "estimate" in str(answer)


class TestSupersession:
    """A record is replaced whole, or from a day on."""

    def test_a_corrected_record_is_gone_whole(self) -> None:
        """A wrong year, corrected six years later: what was known then, and what is known now."""
        wrong = record("b", "16", date(2021, 7, 1), date(2022, 1, 1), recorded=date(2020, 6, 5))
        right = record(
            "c", "16", date(2020, 7, 1), date(2021, 1, 1), recorded=date(2026, 3, 10), supersedes="b"
        )
        found = rules(record("a", "19", date(2007, 1, 1), date(2020, 7, 1)), wrong, right)
        on, then, now = date(2020, 8, 1), date(2020, 12, 31), date(2026, 3, 10)
        assert told(found.as_of(KEY, on, then)) == (NoRule, ())
        assert told(found.as_of(KEY, on, now)) == (Found, ("c",))
        assert told(found.as_of(KEY, date(2021, 8, 1), then)) == (Found, ("b",))
        assert told(found.as_of(KEY, date(2021, 8, 1), now)) == (NoRule, ())

    def test_a_change_replaces_the_old_rate_from_its_day(self) -> None:
        """Both are open-ended; from_date decides."""
        old = record("m", "20", date(2023, 1, 1), recorded=date(2022, 12, 1))
        new = record(
            "n",
            "22",
            date(2024, 1, 1),
            recorded=date(2023, 10, 5),
            supersedes="m",
            from_date=date(2024, 1, 1),
        )
        found = rules(old, new)
        assert told(found.as_of(KEY, date(2023, 12, 31))) == (Found, ("m",))
        assert told(found.as_of(KEY, date(2024, 1, 1))) == (Found, ("n",))
        assert told(found.as_of(KEY, date(2024, 2, 1), date(2023, 10, 4))) == (Found, ("m",))

    def test_a_successor_that_is_replaced_does_not_revive_the_first(self) -> None:
        """First, second, third: the first stays gone."""
        found = rules(
            record("first", "1"),
            record("second", "2", supersedes="first"),
            record("third", "3", date(2024, 1, 1), supersedes="second"),
        )
        assert told(found.as_of(KEY, date(2023, 1, 1))) == (NoRule, ())
        assert told(found.as_of(KEY, date(2024, 1, 1))) == (Found, ("third",))


@given(rule_sets(), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(rule_set: RuleSet[Decimal], chance: object) -> None:
    """Equal, same hash, same bytes, same digest."""
    shuffled = list(rule_set.records)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    again = RuleSet(shuffled, rule_set.issued)
    assert again == rule_set
    assert hash(again) == hash(rule_set)
    assert again.canonical_json() == rule_set.canonical_json()
    assert again.digest == rule_set.digest


@given(rule_sets())
def test_a_rule_set_goes_through_json_and_pickle(rule_set: RuleSet[Decimal]) -> None:
    """Both forms of JSON, pickle and copy give an equal set of the same digest, used or not."""
    rule_set.history(KEY)
    for again in (
        from_json(rule_set.canonical_json(), RuleSet[Decimal]),
        from_json(to_json(rule_set, RuleSet[Decimal]), RuleSet[Decimal]),
        pickle.loads(pickle.dumps(rule_set)),  # noqa: S301
        copy.deepcopy(rule_set),
    ):
        assert again == rule_set
        assert again.digest == rule_set.digest
        assert again.as_of(KEY, date(2024, 1, 1)) == rule_set.as_of(KEY, date(2024, 1, 1))


@given(rule_sets(keys=("k",), records_max=4), rule_sets(keys=("k",), records_max=4))
def test_different_sets_have_different_digests(one: RuleSet[Decimal], other: RuleSet[Decimal]) -> None:
    """The digest names exactly these rules."""
    assert (one.digest == other.digest) == (one == other)


def test_the_digest_is_of_the_canonical_bytes() -> None:
    """It is stable across releases: a stored decision names it."""
    found = rules(record("a", "19.0"))
    assert found.digest == "235df31acdf17b4bb0b2e40dda0f4f1f63027f0ee4b207e40c558dabe5db0ac7"
    assert rules(record("a", "19")).digest == found.digest, "19.0 % and 19 % are one rate"


@given(rule_sets(), days())
def test_caches_are_not_part_of_the_value(rule_set: RuleSet[Decimal], on: date) -> None:
    """A set that was asked equals one that was not."""
    fresh = attrs.evolve(rule_set)
    rule_set.as_of(KEY, on)
    assert rule_set == fresh
    assert repr(rule_set) == repr(fresh)
    assert [field.name for field in attrs.fields(RuleSet)] == ["records", "issued"]


@pytest.mark.parametrize("precedence", Precedence)
@given(one=rule_sets(), two=rule_sets(keys=("vat/FR", "vat/IT")), three=rule_sets(keys=("vat/IT",)))
def test_overlays_are_idempotent_and_associative(
    precedence: Precedence, one: RuleSet[Decimal], two: RuleSet[Decimal], three: RuleSet[Decimal]
) -> None:
    """How a stack is put together does not matter, only its order."""
    assert one.overlay(one, precedence=precedence) == one
    left = one.overlay(two, precedence=precedence).overlay(three, precedence=precedence)
    right = one.overlay(two.overlay(three, precedence=precedence), precedence=precedence)
    assert left == right
    assert left.issued == max(one.issued, two.issued, three.issued)


@given(rule_sets(), rule_sets())
def test_the_overlay_wins(below: RuleSet[Decimal], above: RuleSet[Decimal]) -> None:
    """Every record on top is in the result; by key, the result says of those keys only what the top says."""
    by_record = below.overlay(above)
    assert set(above.records) <= set(by_record.records)
    assert {item.id for item in by_record.records} == {item.id for item in (*below.records, *above.records)}
    by_key = below.overlay(above, precedence=Precedence.KEY)
    for key in above.keys:
        assert by_key.records_of(key) == above.records_of(key)
    for key in set(below.keys) - set(above.keys):
        assert by_key.records_of(key) == below.records_of(key)


def test_a_host_supersedes_a_packaged_record() -> None:
    """One record of its own, from a day on; the packaged history stays."""
    packaged = rules(record("de-2021", "19", date(2021, 1, 1)))
    own = rules(
        record("host-1", "20", date(2027, 1, 1), supersedes="de-2021", from_date=date(2027, 1, 1)),
        issued=date(2026, 6, 1),
    )
    both = packaged.overlay(own)
    assert told(both.as_of(KEY, date(2026, 12, 31))) == (Found, ("de-2021",))
    assert told(both.as_of(KEY, date(2027, 1, 1))) == (Found, ("host-1",))
    assert both.digest != packaged.digest
    assert [str(change) for change in packaged.diff(both)] == ["added host-1: vat/DE = 20, from 2027-01-01"]


def test_an_overlay_may_not_move_an_id_to_another_key() -> None:
    """An id names one record of one key."""
    moved = RuleSet([attrs.evolve(record("a"), key="vat/FR")], date(2026, 1, 1))
    with pytest.raises(RecordConflictError, match=r"'a'.*'vat/DE'.*'vat/FR'"):
        rules(record("a")).overlay(moved)


@given(rule_sets(), rule_sets())
def test_a_diff_names_exactly_what_differs(one: RuleSet[Decimal], other: RuleSet[Decimal]) -> None:
    """Applying it by hand turns one set's records into the other's; the reverse diff mirrors it."""
    records = {item.id: item for item in one.records}
    for change in one.diff(other):
        assert records.get(change.id) == change.before
        if change.after is None:
            del records[change.id]
        else:
            records[change.id] = change.after
    assert set(records.values()) == set(other.records)
    assert one.diff(one) == ()
    back = [(change.id, change.after, change.before) for change in other.diff(one)]
    assert back == [(change.id, change.before, change.after) for change in one.diff(other)]


def test_changes_between_two_days_are_those_a_shop_notices() -> None:
    """Another record with the same value is no change; another kind of answer is."""
    cut = date(2020, 7, 1)
    other = attrs.evolve(record("fr"), key="vat/FR")
    same = [
        attrs.evolve(record("it-1", "22", None, cut), key="vat/IT"),
        attrs.evolve(record("it-2", "22", cut), key="vat/IT"),
    ]
    found = rules(record("a", "19", None, cut), record("b", "16", cut, date(2021, 1, 1)), other, *same)
    assert [str(change) for change in found.changes(date(2020, 6, 30), cut)] == ["vat/DE: 19 -> 16"]
    assert [str(change) for change in found.changes(cut, date(2021, 1, 1))] == ["vat/DE: 16 -> no rule"]
    assert found.changes(date(2020, 6, 30), cut, keys=["vat/FR"]) == ()


@given(rule_sets(), days(), days())
def test_changes_of_a_day_to_itself_are_none(rule_set: RuleSet[Decimal], on: date, known: date) -> None:
    """Nothing changes between a day and itself."""
    assert rule_set.changes(on, on, known=known) == ()


class TestLint:
    """What is suspect is told, not raised."""

    def test_a_sound_set_has_no_finding(self) -> None:
        """Touching periods with sources."""
        assert (
            rules(record("a", "19", None, date(2020, 7, 1)), record("b", "16", date(2020, 7, 1))).lint() == ()
        )

    def test_every_suspicion_is_found(self) -> None:
        """One finding of each kind, in the order of the key's days."""
        found = rules(
            record("a", "19", None, date(2020, 6, 30), review_by=date(2025, 1, 1)),
            record("b", "16", date(2020, 7, 1), date(2021, 1, 1)),
            attrs.evolve(record("c", "17", date(2020, 12, 1), supersedes="gone"), source=None),
            record("d", "18", date(2025, 1, 1), status=Status.ANNOUNCED),
        )
        assert [str(finding) for finding in found.lint()] == [
            "vat/DE: gap 2020-06-30 to 2020-06-30 (a, b)",
            "vat/DE: overlap 2020-12-01 to 2020-12-31 (b, c)",
            "vat/DE: missing source (c)",
            "vat/DE: unknown superseded (c, gone)",
            "vat/DE: overdue review (a)",
            "vat/DE: announcement passed (d)",
        ]
        assert {finding.kind for finding in found.lint()} == set(Suspicion)

    def test_a_review_is_overdue_only_after_its_day(self) -> None:
        """Lint takes the day of the review as an argument."""
        found = rules(record("a", review_by=date(2026, 6, 1)))
        assert found.lint(date(2026, 6, 1)) == ()
        assert [finding.kind for finding in found.lint(date(2026, 6, 2))] == [Suspicion.OVERDUE_REVIEW]

    @given(rule_sets(keys=(KEY,)))
    def test_an_overlap_is_found_exactly_where_a_day_is_ambiguous(self, rule_set: RuleSet[Decimal]) -> None:
        """Every overlap's first day is ambiguous, and without an overlap no ruling day is."""
        overlaps = [item.days for item in rule_set.lint() if item.kind is Suspicion.OVERLAP]
        for overlap in overlaps:
            assert overlap is not None
            day = overlap.start or (overlap.end or date.max) - timedelta(days=1)
            assert isinstance(rule_set.as_of(KEY, day), Ambiguous)
        ruling = [
            span
            for span in rule_set.history(KEY)
            if isinstance(span.answer, Ambiguous) and span.answer.records[0].status is not Status.ANNOUNCED
        ]
        assert bool(ruling) == bool(overlaps)


class TestRefusals:
    """What cannot be meant is refused with its values."""

    def test_an_instant_is_no_day_to_ask_for(self) -> None:
        """For the day asked about and the day known."""
        found = rules(record("a"))
        instant = datetime(2026, 1, 1, tzinfo=UTC)
        with pytest.raises(NotADayError, match=r"on=2026-01-01T00:00:00"):
            found.as_of(KEY, instant)
        with pytest.raises(NotADayError, match=r"known=2026-01-01T00:00:00"):
            found.as_of(KEY, date(2026, 1, 1), instant)
        with pytest.raises(NotADayError, match="issued"):
            RuleSet([], instant)
        with pytest.raises(NotADayError, match="recorded_on"):
            record("a", recorded=instant)
        with pytest.raises(NotADayError, match="on="):
            found.lint(instant)

    def test_two_records_of_one_id_are_refused(self) -> None:
        """Even if they are equal."""
        with pytest.raises(RecordConflictError, match="two records have the id 'a'"):
            rules(record("a"), record("a"))

    def test_supersession_across_keys_is_refused(self) -> None:
        """A French record cannot replace a German one."""
        stray = attrs.evolve(record("b", supersedes="a"), key="vat/FR")
        with pytest.raises(RecordConflictError, match=r"'b'.*supersedes 'a' of another key"):
            rules(record("a"), stray)

    def test_a_circle_is_refused(self) -> None:
        """Each would replace the other, and nothing would be left."""
        with pytest.raises(RecordConflictError, match="circle: a, b"):
            rules(record("a", supersedes="b"), record("b", supersedes="a"))

    def test_a_record_that_supersedes_itself_is_refused(self) -> None:
        """Where it is written."""
        with pytest.raises(InvalidValueError, match="'a' supersedes itself"):
            record("a", supersedes="a")

    def test_from_date_needs_a_record_to_replace(self) -> None:
        """And lies before the record's own end."""
        with pytest.raises(InvalidValueError, match="from_date=2026-01-01 but supersedes nothing"):
            record("a", from_date=date(2026, 1, 1))
        with pytest.raises(InvalidValueError, match="takes over on 2026-01-01, after its own end 2025-01-01"):
            record("b", "1", None, date(2025, 1, 1), supersedes="a", from_date=date(2026, 1, 1))

    @pytest.mark.parametrize("name", ["", " ", " a"])
    def test_an_id_is_a_name(self, name: str) -> None:
        """Blank ids would collide unseen."""
        with pytest.raises(InvalidValueError, match="id="):
            record(name)

    def test_a_source_has_a_title_and_a_tier(self) -> None:
        """A letter is taken for its tier."""
        assert Source("law", tier="A").tier is Tier.A
        with pytest.raises(InvalidValueError, match="tier='E'"):
            Source("law", tier="E")
        with pytest.raises(InvalidValueError, match="title=' '"):
            Source(" ")


def test_every_answer_explains_itself() -> None:
    """Each names the record, its value, its days and its source in plain words."""
    law = record("law", "19", date(2021, 1, 1), review_by=date(2025, 6, 1))
    on, known = date(2024, 5, 1), date(2024, 6, 1)
    void = law.voided("judgment", recorded_on=date(2024, 3, 1), source=LAW)
    other = record("other", "7")
    said = record("said", "21", date(2030, 1, 1), status=Status.ANNOUNCED)
    texts = {
        str(
            rules(law).as_of(KEY, on, known)
        ): "vat/DE is 19 (2021-01-01…); record law, a law [A, 2026-01-01]",
        str(rules(law).as_of(KEY, on)): "had to be checked by Jun 1, 2025: 19",
        str(rules(law, void).as_of(KEY, on)): "was struck down: 19 (2021-01-01…); record judgment",
        str(rules(law, other).as_of(KEY, on)): "none replaces the others: law, other\nrecord law says 19",
        str(rules(said).as_of(KEY, date(2031, 1, 1))): "21 is announced, not law (2030-01-01…)",
        str(rules().as_of(KEY, on)): "no rule is known for vat/DE on May 1, 2024, as known on Jan 1, 2026",
        str(rules(said, other).as_of(KEY, date(2031, 1, 1))): "announced, not yet law: 21",
        str(rules(attrs.evolve(other, source=None)).as_of(KEY, on)): "record other, -",
    }
    for text, part in texts.items():
        assert part in text


def test_periods_that_never_end_work_at_the_edges_of_the_calendar() -> None:
    """The first and the last day there is are days like others."""
    found = rules(record("a", review_by=date.max))
    assert told(found.as_of(KEY, date.min)) == (Found, ("a",))
    assert told(found.as_of(KEY, date.max, date.max)) == (Found, ("a",))
    assert found.history(KEY)[0].validity == ALWAYS


@given(rule_sets(), st.text(max_size=4))
def test_keys_under_a_prefix_are_those_that_begin_with_it(rules: RuleSet[Decimal], prefix: str) -> None:
    """Whatever the characters, in order."""
    assert rules.keys_under(prefix) == tuple(key for key in rules.keys if key.startswith(prefix))


def test_a_view_of_a_set_is_made_once_for_each_set() -> None:
    """What is compiled is kept with the set, and an overlay compiles its own."""
    made: list[RuleSet[str]] = []

    def ids(rules: RuleSet[str]) -> tuple[str, ...]:
        made.append(rules)
        return tuple(record.id for record in rules.records)

    one = RuleSet([Dated("a", "k", "v", ALWAYS, date(2026, 1, 1), None)], date(2026, 1, 1))
    other = one.overlay(RuleSet([Dated("b", "k", "v", ALWAYS, date(2026, 1, 1), None)], date(2026, 1, 1)))
    assert (one.view(ids), one.view(ids), other.view(ids)) == (("a",), ("a",), ("a", "b"))
    assert made == [one, other]


def test_a_large_set_is_counted_where_it_is_printed_and_a_small_one_is_told() -> None:
    """A tariff at a prompt is one line, not a million characters."""
    small = RuleSet([record("a")], date(2026, 1, 1))
    large = RuleSet([attrs.evolve(record("a"), id=f"r{at}", key=f"k{at}") for at in range(999)], small.issued)
    assert "id='a'" in repr(small)
    assert repr(large) == "RuleSet(records=<999 records>, issued=datetime.date(2026, 1, 1))"
