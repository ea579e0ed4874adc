"""Pictures and tables of a life cycle, drawn from its own rows."""

from __future__ import annotations

from typing import Any

from .decider import Workflow
from .table import guard_name


def to_mermaid(workflow: Workflow[Any, Any, Any]) -> str:
    """Draw the life cycle as a Mermaid state diagram, for Markdown pages."""
    graph = workflow.graph()
    lines = ["stateDiagram-v2", f"    [*] --> {graph.initial}"]
    lines += [f"    {edge.source} --> {edge.target}: {edge.label}" for edge in graph.edges]
    lines += [f"    {state} --> [*]" for state in graph.terminal]
    return "\n".join(lines)


def to_dot(workflow: Workflow[Any, Any, Any]) -> str:
    """Draw the life cycle in the DOT language of Graphviz."""
    graph = workflow.graph()
    lines = [f'digraph "{workflow.name}" {{', "    rankdir=LR;", f'    "{graph.initial}" [style=bold];']
    lines += [f'    "{state}" [peripheries=2];' for state in graph.terminal]
    lines += [f'    "{edge.source}" -> "{edge.target}" [label="{edge.label}"];' for edge in graph.edges]
    return "\n".join([*lines, "}"])


def to_markdown(workflow: Workflow[Any, Any, Any]) -> str:
    """Write the table for a documentation page: command, from, to, what it requires."""
    lines = ["| command | from | to | requires |", "| --- | --- | --- | --- |"]
    for row in workflow.rows:
        source = ", ".join(phase.__name__ for phase in row.source)
        target = ", ".join(phase.__name__ for phase in row.target)
        requires = ", ".join(guard_name(guard) for guard in row.requires) or "nothing"
        lines.append(f"| {row.command.__name__} | {source} | {target} | {requires} |")
    return "\n".join(lines)
