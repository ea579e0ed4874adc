"""A life cycle as names and arrows, also for tables that come from elsewhere as plain data.

Example:
    >>> from xbcommerce.kernel.workflow import Graph
    >>> payment = Graph.of("created", {"created": ["authorized", "failed"], "authorized": ["captured"]})
    >>> payment.terminal, payment.shortest("created", "captured")
    (('captured', 'failed'), ('created', 'authorized', 'captured'))
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from xbcommerce.kernel.errors import XbcommerceError


class UnknownStateError(XbcommerceError, LookupError):
    """A state that the graph does not have."""

    code = "workflow.unknown_state"


@frozen
class Edge:
    """One arrow: ``label`` is the command, with its guards where there are any."""

    source: str
    label: str
    target: str


@frozen
class Graph:
    """States and arrows, in the order given; `states` lists every name that occurs."""

    initial: str
    edges: tuple[Edge, ...] = field(converter=tuple[Edge, ...])
    loose: tuple[str, ...] = ()
    """States that no arrow touches."""

    @classmethod
    def of(cls, initial: str, transitions: Mapping[str, Iterable[str]]) -> Graph:
        """Read a table of the form state to the states that may follow."""
        arrows = [Edge(source, "", target) for source, targets in transitions.items() for target in targets]
        return cls._with(initial, arrows, transitions)

    @classmethod
    def of_commands(cls, initial: str, transitions: Mapping[str, Mapping[str, str]]) -> Graph:
        """Read a table of the form state to {command: the state it leads to}."""
        arrows = [
            Edge(source, command, target)
            for source, targets in transitions.items()
            for command, target in targets.items()
        ]
        return cls._with(initial, arrows, transitions)

    @classmethod
    def _with(cls, initial: str, arrows: list[Edge], names: Iterable[str]) -> Graph:
        touched = cls(initial, arrows).states
        return cls(initial, arrows, tuple(name for name in names if name not in touched))

    @property
    def states(self) -> tuple[str, ...]:
        """Every state once: the initial one first, then in order of appearance."""
        touched = (name for edge in self.edges for name in (edge.source, edge.target))
        return tuple(dict.fromkeys([self.initial, *touched, *self.loose]))

    @property
    def terminal(self) -> tuple[str, ...]:
        """States that nothing leads out of, by name."""
        sources = {edge.source for edge in self.edges}
        return tuple(sorted(state for state in self.states if state not in sources))

    @property
    def unreachable(self) -> tuple[str, ...]:
        """States that cannot be reached from the initial one, by name."""
        reached = {self.initial, *self.reachable(self.initial)}
        return tuple(sorted(state for state in self.states if state not in reached))

    @property
    def on_a_cycle(self) -> tuple[str, ...]:
        """States that can come back to themselves, by name."""
        return tuple(sorted(state for state in self.states if state in self.reachable(state)))

    def reachable(self, state: str) -> tuple[str, ...]:
        """Return the states that can follow, by name; ``state`` itself only if it lies on a cycle.

        Raises:
            UnknownStateError: The graph has no such state.
        """
        return tuple(sorted(self._paths_from(state)))

    def shortest(self, start: str, end: str) -> tuple[str, ...] | None:
        """Return a shortest way as the states passed, both ends included, or None if there is none.

        Raises:
            UnknownStateError: The graph has no such state.
        """
        self._known(end)
        paths = self._paths_from(start)
        return (start,) if start == end else paths.get(end)

    def _known(self, state: str) -> None:
        if state not in self.states:
            msg = f"no state {state!r}; there are {', '.join(self.states)}"
            raise UnknownStateError(msg)

    def _paths_from(self, start: str) -> dict[str, tuple[str, ...]]:
        self._known(start)
        following: dict[str, list[str]] = {}
        for edge in self.edges:
            following.setdefault(edge.source, []).append(edge.target)
        paths: dict[str, tuple[str, ...]] = {}
        queue: deque[tuple[str, ...]] = deque([(start,)])
        while queue:
            path = queue.popleft()
            for state in following.get(path[-1], ()):
                if state not in paths:
                    paths[state] = (*path, state)
                    queue.append(paths[state])
        return paths
