"""The decider: what a command would do, without doing it; what an event did; a life replayed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, NamedTuple

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError
from xbcommerce.kernel.unmet import Refusal, Unmet

from .graph import Graph
from .table import AmbiguousTableError, C, E, Lint, Row, S, ambiguous_pairs, graph_of, lint

Key = tuple[type, type]


class HistoryGapError(InvalidValueError):
    """Events that are not numbered one after the other; ``at`` is the number that is missing."""

    code = "history.gap"

    @classmethod
    def at_number(cls, expected: int, found: int) -> HistoryGapError:
        """Name the number that should have come."""
        error = cls(f"event {expected} is missing: found number {found}; read the whole history in order")
        error.at = expected
        return error

    at: int = 0


class UndeclaredTargetError(XbcommerceError, RuntimeError):
    """A row's ``emit`` led to a phase the row does not declare: a mistake in the table."""

    code = "workflow.undeclared_target"


class Applied(NamedTuple, Generic[S, E]):
    """An accepted command: the state it led to, and the events that are its audit trail."""

    state: S
    events: tuple[E, ...]


@frozen
class Cell(Generic[S, E]):
    """One field of the phase x command matrix; ``row`` is None where the command is illegal."""

    phase: type
    command: type
    row: Row[S, Any, E] | None


def _index(workflow: Workflow[S, C, E]) -> dict[Key, Row[S, Any, E]]:
    if pairs := ambiguous_pairs(workflow.rows):
        msg = f"{workflow.name}: more than one row for {', '.join(pairs)}; a command must have one meaning"
        raise AmbiguousTableError(msg)
    return {(source, row.command): row for row in workflow.rows for source in row.source}


def _findings(row: Row[S, C, E], state: S, command: C) -> tuple[Unmet, ...]:
    """Ask every guard of a row, in order, and put their findings together."""
    unmet: tuple[Unmet, ...] = ()
    for guard in row.requires:
        unmet += guard(state, command)
    return unmet


@frozen(eq=False)
class Workflow(Generic[S, C, E]):
    """A life cycle over one transition table.

    Attributes:
        name: What it is called, for messages and diagrams.
        initial: The phase class a life starts in.
        rows: The table; two rows for one phase and command are refused.
        evolve: Applies one event to a state; total, never refuses: events are facts.

    Raises:
        AmbiguousTableError: Two rows answer for one pair; the message names it.
    """

    name: str
    initial: type
    rows: tuple[Row[S, Any, E], ...]
    evolve: Callable[[S, E], S]
    _by_key: dict[Key, Row[S, Any, E]] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_by_key", _index(self))

    def explain(self, state: S, command: C) -> tuple[Unmet, ...]:
        """Return everything that stands in the way of ``command``, without acting; empty means accepted.

        A guard that raises is a bug and propagates, here as in `decide`.
        """
        row = self._by_key.get((state.phase.__class__, command.__class__))
        return (self._illegal(state, command),) if row is None else _findings(row, state, command)

    def decide(self, state: S, command: C) -> tuple[E, ...] | Refusal:
        """Return the events of an accepted command, or a refusal that lists all that is unmet.

        Raises:
            UndeclaredTargetError: The row led to a phase it does not declare.
        """
        row = self._by_key.get((state.phase.__class__, command.__class__))
        if row is None:
            return Refusal((self._illegal(state, command),))
        if unmet := _findings(row, state, command):
            return Refusal(unmet)
        events = row.emit(state, command)
        for event in events:
            if event.target.__class__ not in row.target:
                msg = f"{self.name}: {row.label} led to {event.target!r}, which its row does not declare"
                raise UndeclaredTargetError(msg)
        return events

    def apply(self, state: S, command: C) -> Applied[S, E] | Refusal:
        """Decide, and fold the events into the state; a refusal changes nothing."""
        events = self.decide(state, command)
        if isinstance(events, Refusal):
            return events
        for event in events:
            state = self.evolve(state, event)
        return Applied(state, events)

    def replay(self, state: S, events: Iterable[E]) -> S:
        """Fold a history into ``state``: the whole, or what came after the state's version.

        Raises:
            HistoryGapError: The events are not numbered one after the other from ``state.version + 1``.
        """
        expected = state.version
        for event in events:
            expected += 1
            if event.seq != expected:
                raise HistoryGapError.at_number(expected, event.seq)
            state = self.evolve(state, event)
        return state

    def possible(self, state: S) -> tuple[type[C], ...]:
        """Return the commands that are legal in the state's phase, in table order."""
        phase: type = state.phase.__class__
        return tuple(row.command for row in self.rows if phase in row.source)

    def matrix(self) -> tuple[Cell[S, E], ...]:
        """Return every phase with every command: the test matrix of the table."""
        phases = dict.fromkeys([self.initial, *(p for row in self.rows for p in (*row.source, *row.target))])
        commands = dict.fromkeys(row.command for row in self.rows)
        return tuple(
            Cell(phase, command, self._by_key.get((phase, command)))
            for phase in phases
            for command in commands
        )

    def graph(self) -> Graph:
        """Return the table as names and arrows."""
        return graph_of(self.rows, self.initial)

    def lint(self) -> Lint:
        """Look the table over: phases, arrows, dead ends, what cannot be reached."""
        return lint(self.rows, self.initial)

    def _illegal(self, state: S, command: C) -> Unmet:
        phase = type(state.phase).__name__
        return Unmet(
            "workflow.illegal",
            phase,
            {
                "command": type(command).__name__,
                "phase": phase,
                "possible": tuple(possible.__name__ for possible in self.possible(state)),
            },
        )
