"""The transition table: which command leads from which phase to which, and what it requires.

The table is data. Checks, diagrams, documentation and the test matrix are all read off the same rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.unmet import Unmet

from .graph import Edge, Graph


class State(Protocol):
    """What a workflow moves: any value with a phase and the number of events it has seen."""

    @property
    def phase(self) -> Any:  # noqa: ANN401  # each workflow has its own phases
        """The phase it is in, a value of one of the table's phase classes."""
        ...

    @property
    def version(self) -> int:
        """How many events led here; 0 at the start."""
        ...


class Event(Protocol):
    """What happened: numbered, and with the phase it led to."""

    @property
    def seq(self) -> int:
        """Its number in the life of one thing, from 1 without gaps."""
        ...

    @property
    def target(self) -> Any:  # noqa: ANN401  # each workflow has its own phases
        """The phase it led to, with that phase's data."""
        ...


S = TypeVar("S", bound=State)
C = TypeVar("C")
E = TypeVar("E", bound=Event)

Guard = Callable[[S, C], tuple[Unmet, ...]]
"""A requirement: pure and total; returns everything that is unmet, or nothing."""


def _classes(value: type | tuple[type, ...]) -> tuple[type, ...]:
    return value if isinstance(value, tuple) else (value,)


@frozen
class Row(Generic[S, C, E]):
    """One line of the table.

    Attributes:
        command: The class of the command.
        source: The phase classes it is legal in.
        target: Every phase class it may lead to.
        emit: Makes the events from state and command; called only when nothing is unmet.
        requires: The guards, in the order their findings are told.
    """

    command: type[C]
    source: tuple[type, ...] = field(converter=_classes)
    target: tuple[type, ...] = field(converter=_classes)
    emit: Callable[[S, C], tuple[E, ...]]
    requires: tuple[Guard[S, C], ...] = ()

    @property
    def label(self) -> str:
        """The command with the names of its guards, as written on a diagram's arrow."""
        guards = ", ".join(guard_name(guard) for guard in self.requires)
        return f"{self.command.__name__} [{guards}]" if guards else self.command.__name__


def guard_name(guard: Callable[..., object]) -> str:
    """Return the name a guard goes by in diagrams and documentation."""
    return getattr(guard, "__name__", type(guard).__name__)


class AmbiguousTableError(InvalidValueError):
    """Two rows answer for the same phase and command."""

    code = "workflow.ambiguous"


def graph_of(rows: tuple[Row[Any, Any, Any], ...], initial: type) -> Graph:
    """Return the rows as a graph of names: one edge a row, source and target."""
    return Graph(
        initial.__name__,
        tuple(
            Edge(source.__name__, row.label, target.__name__)
            for row in rows
            for source in row.source
            for target in row.target
        ),
    )


def ambiguous_pairs(rows: tuple[Row[Any, Any, Any], ...]) -> tuple[str, ...]:
    """Return every ``Phase/Command`` that more than one row answers for, in table order."""
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for row in rows:
        for source in row.source:
            pair = f"{source.__name__}/{row.command.__name__}"
            if pair in seen:
                twice[pair] = None
            seen.add(pair)
    return tuple(twice)


@frozen
class Lint:
    """What a table looks like, and what is wrong with it.

    Attributes:
        phases: How many phases.
        edges: How many arrows (row x source x target).
        terminal: Phases nothing leads out of, by name.
        unreachable: Phases nothing leads to from the start, by name.
        ambiguous: ``Phase/Command`` pairs with more than one row; such a table is refused by `Workflow`.
    """

    phases: int
    edges: int
    terminal: tuple[str, ...]
    unreachable: tuple[str, ...]
    ambiguous: tuple[str, ...]


def lint(rows: tuple[Row[Any, Any, Any], ...], initial: type) -> Lint:
    """Look a table over before it is made into a workflow."""
    graph = graph_of(rows, initial)
    return Lint(len(graph.states), len(graph.edges), graph.terminal, graph.unreachable, ambiguous_pairs(rows))
