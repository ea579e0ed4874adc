"""Families `workflow` and `graph`: transition tables given as data, run through the decider kernel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from attrs import evolve, field, frozen, make_class

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.kernel.workflow import (
    Command,
    Graph,
    HistoryGapError,
    Recorded,
    Row,
    Workflow,
    lint,
    moving,
)

AT = datetime(2026, 1, 1, tzinfo=UTC)


@frozen
class Moved(Recorded):
    """An event of a table that came as data."""

    target: Any


@frozen
class Thing:
    """What moves."""

    phase: Any
    version: int = 0


@frozen
class Request(Command):
    """A command of a table that came as data, with what its guards will find."""

    unmet: FrozenMap[str, tuple[str, ...]] = field(factory=FrozenMap)
    raises: FrozenMap[str, str] = field(factory=FrozenMap)


class Table:
    """A table of the case's form made into phase classes, command classes and rows."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.phases: dict[str, type] = {}
        self.commands: dict[str, type] = {}
        self.initial = self._phase(table["initial"])
        self.rows = tuple(self._row(row) for row in table["rows"])

    def workflow(self) -> Workflow[Any, Any, Any]:
        """Make the workflow of the rows."""
        return Workflow("table", self.initial, self.rows, _evolve)

    def _phase(self, name: str) -> type:
        if name not in self.phases:
            self.phases[name] = make_class(name, {"resume_to": field(default="")}, frozen=True)
        return self.phases[name]

    def _row(self, row: Mapping[str, Any]) -> Row[Any, Any, Any]:
        targets = row["to"] if isinstance(row["to"], list) else [row["to"]]
        name = row["command"]
        command = self.commands.setdefault(name, make_class(name, {}, bases=(Request,), frozen=True))
        sources = tuple(self._phase(source) for source in row["from"])
        return Row(
            command,
            sources,
            tuple(self._phase(target) for target in targets),
            moving(Moved, self._target(targets, remembers=row.get("remembers", False))),
            tuple(_guard(guard) for guard in row["requires"]),
        )

    def _target(self, targets: list[str], *, remembers: bool) -> Callable[[Thing, Request], object]:
        def to(thing: Thing, _command: Request) -> object:
            if thing.phase.resume_to in targets:
                return self.phases[thing.phase.resume_to]()
            here = type(thing.phase).__name__
            return self.phases[targets[0]](resume_to=here if remembers else "")

        return to


def _guard(name: str) -> Callable[[Thing, Request], tuple[Unmet, ...]]:
    def guard(_thing: Thing, request: Request) -> tuple[Unmet, ...]:
        if name in request.raises:
            raise {"ValueError": ValueError, "KeyError": KeyError, "TypeError": TypeError}[
                request.raises[name]
            ]
        return tuple(Unmet(*code.split("@")) for code in request.unmet.get(name, ()))

    guard.__name__ = name
    return guard


def _evolve(thing: Thing, event: Moved) -> Thing:
    return evolve(thing, phase=event.target, version=event.seq)


def _told(unmet: tuple[Unmet, ...]) -> list[str]:
    return [
        f"{item.code}@{item.where}" if item.where and item.code != "workflow.illegal" else item.code
        for item in unmet
    ]


def _request(table: Table, step: Mapping[str, Any]) -> Request:
    unmet = FrozenMap({guard: tuple(codes) for guard, codes in step.get("unmet", {}).items()})
    command = table.commands.get(step["command"]) or make_class(
        step["command"], {}, bases=(Request,), frozen=True
    )
    return command("ann", AT, unmet, FrozenMap(step.get("raises", {})))


def _start(table: Table, case: Mapping[str, Any]) -> Thing:
    phase = table.phases[case["phase"]] if "phase" in case else table.initial
    return Thing(phase(resume_to=case.get("resume_to", "")))


def _steps(table: Table, case: Mapping[str, Any]) -> dict[str, Any]:
    workflow = table.workflow()
    thing = _start(table, case)
    told: list[dict[str, Any]] = []
    for step in case["steps"]:
        request = _request(table, step)
        explained = workflow.explain(thing, request)
        applied = workflow.apply(thing, request)
        answer: dict[str, Any] = {"explain": _told(explained)}
        if isinstance(applied, Refusal):
            illegal = "workflow.illegal" in applied.codes
            answer |= {"outcome": "illegal" if illegal else "refused"}
            if illegal:
                answer["possible"] = list(applied.unmet[0].params["possible"])
        else:
            thing = applied.state
            answer |= {"outcome": "accepted", "version": thing.version}
        told.append(answer | {"phase": type(thing.phase).__name__})
    return {"steps": told}


def _lint(table: Table, _case: Mapping[str, Any]) -> dict[str, Any]:
    found = lint(table.rows, table.initial)
    return {
        "states": found.phases,
        "edges": found.edges,
        "terminal": list(found.terminal),
        "unreachable": list(found.unreachable),
        "ambiguous": list(found.ambiguous),
    }


def _replay(table: Table, case: Mapping[str, Any]) -> dict[str, Any]:
    events = [
        Moved(event["seq"], AT, "ann", event["source"], table.phases[event["target"]]())
        for event in case["events"]
    ]
    try:
        thing = table.workflow().replay(_start(table, case), events)
    except HistoryGapError as gap:
        return {"error": gap.code, "at": gap.at}
    return {"phase": type(thing.phase).__name__, "version": thing.version}


def _guard_raises(table: Table, case: Mapping[str, Any]) -> dict[str, Any]:
    workflow, thing = table.workflow(), _start(table, case)
    request = _request(table, case["steps"][0])
    raised: set[str] = set()
    for ask in (workflow.explain, workflow.decide, workflow.apply):
        try:
            ask(thing, request)
        except Exception as error:  # noqa: BLE001  # the case asks which one
            raised.add(type(error).__name__)
        else:
            raised.add("nothing")
    return {
        "propagates": raised.pop() if len(raised) == 1 else sorted(raised),
        "state_unchanged": thing == _start(table, case),
    }


def _pairs(table: Table, _case: Mapping[str, Any]) -> dict[str, Any]:
    cells = table.workflow().matrix()
    return {
        "phases": sorted({cell.phase.__name__ for cell in cells}),
        "commands": sorted({cell.command.__name__ for cell in cells}),
        "legal": sorted([cell.phase.__name__, cell.command.__name__] for cell in cells if cell.row),
        "illegal_count": sum(cell.row is None for cell in cells),
    }


def _diagram_edges(table: Table, _case: Mapping[str, Any]) -> dict[str, Any]:
    graph = table.workflow().graph()
    edges = [[edge.source, edge.label.split(" ")[0], edge.target] for edge in graph.edges]
    return {"edges": edges, "initial": graph.initial}


QUESTIONS = {
    "lint": _lint,
    "replay": _replay,
    "guard_raises": _guard_raises,
    "pairs": _pairs,
    "diagram_edges": _diagram_edges,
}


def workflow_family(case: dict[str, Any]) -> object:
    """Answer one case of the family `workflow`."""
    return QUESTIONS.get(case.get("ask", ""), _steps)(Table(case["table"]), case)


def graph_family(case: dict[str, Any]) -> object:
    """Answer one case of the family `graph`."""
    transitions = case["transitions"]
    by_command = any(isinstance(targets, dict) for targets in transitions.values())
    if by_command:
        transitions = {state: targets or {} for state, targets in transitions.items()}
    graph = (Graph.of_commands if by_command else Graph.of)(case["initial"], transitions)
    answer: dict[str, Any] = {
        "states": len(graph.states),
        "edges": len(graph.edges),
        "terminal": list(graph.terminal),
        "unreachable": list(graph.unreachable),
        "on_a_cycle": list(graph.on_a_cycle),
    }
    for question in case.get("ask", []):
        if question[0] == "dist":
            path = graph.shortest(question[1], question[2])
            answer.setdefault("shortest", {})[f"{question[1]}>{question[2]}"] = path and len(path) - 1
        else:
            answer.setdefault("reachable", {})[question[1]] = list(graph.reachable(question[1]))
    return answer


FAMILIES = {"workflow": workflow_family, "graph": graph_family}
