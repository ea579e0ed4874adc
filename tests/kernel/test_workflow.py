"""The decider kernel: tables, explanations, histories, pictures."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError, NaiveDatetimeError
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.kernel.workflow import (
    AmbiguousTableError,
    Command,
    Graph,
    HistoryGapError,
    Recorded,
    Row,
    UndeclaredTargetError,
    UnknownStateError,
    Workflow,
    moving,
    to_dot,
    to_markdown,
    to_mermaid,
)

AT = datetime(2026, 3, 1, tzinfo=UTC)


@frozen
class Draft:
    """Being written."""


@frozen
class Live:
    """Shown."""


@frozen
class Held:
    """Put aside; remembers where it was."""

    back_to: Draft | Live


@frozen
class Page:
    """What moves."""

    title: str = ""
    tags: int = 0
    phase: Draft | Live | Held = Draft()
    version: int = 0


@frozen
class Moved(Recorded):
    """It moved."""

    target: Draft | Live | Held


@frozen
class Show(Command):
    """Show it."""


@frozen
class Hold(Command):
    """Put it aside."""


@frozen
class Release(Command):
    """Put it back."""


def titled(page: Page, _command: Show) -> tuple[Unmet, ...]:
    """It has a title."""
    return () if page.title else (Unmet("title.missing"),)


def tagged(page: Page, _command: Show) -> tuple[Unmet, ...]:
    """It has two tags."""
    return tuple(Unmet("tag.missing", f"tag {n}") for n in range(page.tags + 1, 3))


def _evolve(page: Page, event: Moved) -> Page:
    return evolve(page, phase=event.target, version=event.seq)


SHOW = Row(Show, Draft, Live, moving(Moved, lambda _p, _c: Live()), (titled, tagged))
HOLD = Row(Hold, (Draft, Live), Held, moving(Moved, lambda page, _c: Held(page.phase)))
RELEASE = Row(Release, Held, (Draft, Live), moving(Moved, lambda page, _c: page.phase.back_to))
PAGE: Workflow[Page, Command, Moved] = Workflow("page", Draft, (SHOW, HOLD, RELEASE), _evolve)
COMMANDS = (Show("ann", AT), Hold("bob", AT), Release("cy", AT))

pages = st.builds(Page, st.sampled_from(["", "Mug"]), st.integers(0, 2))


def test_every_unmet_requirement_is_told_at_once_in_row_order() -> None:
    """A refusal lists all guards' findings, first guard first."""
    assert PAGE.decide(Page(), COMMANDS[0]) == Refusal.of(
        Unmet("title.missing"), Unmet("tag.missing", "tag 1"), Unmet("tag.missing", "tag 2")
    )


def test_an_illegal_command_answers_with_what_is_possible() -> None:
    """No row for the phase: the answer names the legal commands in table order."""
    refusal = PAGE.apply(Page(), COMMANDS[2])
    assert isinstance(refusal, Refusal)
    assert refusal.unmet[0].params["possible"] == ("Show", "Hold")


def test_release_returns_to_the_phase_remembered_by_the_latest_hold() -> None:
    """Held from Live goes back to Live, whatever was held before."""
    page = Page("Mug", 2)
    for command in (COMMANDS[1], COMMANDS[2], COMMANDS[0], COMMANDS[1], COMMANDS[2]):
        page = PAGE.apply(page, command).state
    assert page.phase == Live()
    assert page.version == 5


@given(pages, st.lists(st.sampled_from(COMMANDS), max_size=12))
def test_explain_is_empty_exactly_when_decide_accepts(page: Page, commands: list[Command]) -> None:
    """Explain agrees with decide at every step of any life, and a refusal changes nothing."""
    for command in commands:
        explained, decided = PAGE.explain(page, command), PAGE.decide(page, command)
        assert (explained == ()) == (not isinstance(decided, Refusal))
        if isinstance(decided, Refusal):
            assert decided.unmet == explained
        else:
            page = PAGE.apply(page, command).state


@given(pages, st.lists(st.sampled_from(COMMANDS), max_size=12), st.integers(0, 12))
def test_replay_in_pieces_is_replay_of_the_whole_is_having_lived(
    start: Page, commands: list[Command], cut: int
) -> None:
    """A life from its events equals the life itself, also when read in two pieces."""
    page, events = start, []
    for command in commands:
        applied = PAGE.apply(page, command)
        if not isinstance(applied, Refusal):
            page, events = applied.state, [*events, *applied.events]
    assert PAGE.replay(start, events) == page
    assert PAGE.replay(PAGE.replay(start, events[:cut]), events[cut:]) == page
    assert [event.seq for event in events] == list(range(1, len(events) + 1))


@given(st.integers(1, 5), st.integers(1, 5))
def test_a_gap_or_a_double_in_a_history_is_refused_at_the_missing_number(length: int, at: int) -> None:
    """Numbers must follow one another; the error names the one that is missing."""
    events = [Moved(number, AT, "ann", "Draft", Live()) for number in range(1, length + 2)]
    at = min(at, length)
    with pytest.raises(HistoryGapError) as gap:
        PAGE.replay(Page(), events[: at - 1] + events[at:])
    assert gap.value.at == at
    with pytest.raises(HistoryGapError):
        PAGE.replay(Page(), [*events[:at], events[at - 1]])


def test_two_rows_for_one_phase_and_command_are_refused_and_named() -> None:
    """A command has one meaning in a phase."""
    with pytest.raises(AmbiguousTableError, match="Draft/Show"):
        Workflow("page", Draft, (SHOW, SHOW), _evolve)


def test_a_target_that_the_row_does_not_declare_is_a_bug() -> None:
    """The table says where a command may lead; anything else is raised, not told."""
    astray = Row(Show, Draft, Held, moving(Moved, lambda _p, _c: Live()))
    with pytest.raises(UndeclaredTargetError, match="Live"):
        Workflow("page", Draft, (astray,), _evolve).decide(Page(), COMMANDS[0])


@pytest.mark.parametrize("ask", ["explain", "decide", "apply"])
def test_a_guard_that_raises_is_a_bug_and_propagates(ask: str) -> None:
    """An exception is neither yes nor no (python-statemachine 520, xstate-statemachine 35)."""

    def broken(_page: Page, _command: Show) -> tuple[Unmet, ...]:
        raise ZeroDivisionError

    row = Row(Show, Draft, Live, moving(Moved, lambda _p, _c: Live()), (broken,))
    with pytest.raises(ZeroDivisionError):
        getattr(Workflow("page", Draft, (row,), _evolve), ask)(Page(), COMMANDS[0])


def test_an_event_of_an_older_table_is_still_a_fact() -> None:
    """Evolve never refuses: a move the table no longer allows is replayed all the same."""
    assert PAGE.replay(Page(), [Moved(1, AT, "ann", "Draft", Held(Live()))]).phase == Held(Live())


def test_the_matrix_has_every_phase_with_every_command() -> None:
    """Three phases, three commands, four of nine pairs legal."""
    cells = PAGE.matrix()
    assert len(cells) == 9
    assert sum(cell.row is not None for cell in cells) == 4


def test_pictures_and_tables_come_from_the_same_rows() -> None:
    """Mermaid, DOT and Markdown name each arrow with command and guards."""
    assert "Draft --> Live: Show [titled, tagged]" in to_mermaid(PAGE)
    assert '"Held" -> "Draft" [label="Release"];' in to_dot(PAGE)
    assert "| Release | Held | Draft, Live | nothing |" in to_markdown(PAGE)


@pytest.mark.parametrize(
    ("actor", "at", "error"),
    [("ann", datetime(2026, 3, 1), NaiveDatetimeError), (" ", AT, InvalidValueError)],  # noqa: DTZ001
)
def test_a_command_needs_an_actor_and_an_instant(actor: str, at: datetime, error: type[Exception]) -> None:
    """An audit trail without who or when is refused where it would start."""
    with pytest.raises(error):
        Show(actor, at)


def test_a_graph_knows_ways_dead_ends_and_cycles() -> None:
    """Reachability counts the state itself only on a cycle; no way is None."""
    graph = Graph.of("a", {"a": ["b"], "b": ["c", "b"], "c": [], "island": []})
    assert (graph.terminal, graph.unreachable, graph.on_a_cycle) == (("c", "island"), ("island",), ("b",))
    assert graph.shortest("a", "c") == ("a", "b", "c")
    assert graph.shortest("c", "a") is None
    assert graph.reachable("c") == ()
    with pytest.raises(UnknownStateError, match="no state 'z'"):
        graph.reachable("z")
