"""Life cycles as deciders over one transition table.

A thing that lives (a listing, an order, a ticket) is a frozen value with a ``phase`` and a ``version``.
Each phase is a class that carries only what is true in it. A `Workflow` answers, purely:

    explain(state, command)   all that stands in the way, without acting
    decide(state, command)    events, or a refusal with all of it
    apply(state, command)     the new state and its events, or the refusal
    replay(state, events)     a life from its events; equal to having lived it

and from the same rows draws diagrams, a documentation table, a test matrix and a lint.

Example:
    >>> from datetime import UTC, datetime
    >>> from attrs import evolve, frozen
    >>> from xbcommerce.kernel.unmet import Unmet
    >>> from xbcommerce.kernel.workflow import Command, Recorded, Row, Workflow, moving
    >>> @frozen
    ... class Open: ...
    >>> @frozen
    ... class Closed: ...
    >>> @frozen
    ... class Ticket:
    ...     answered: bool
    ...     phase: Open | Closed = Open()
    ...     version: int = 0
    >>> @frozen
    ... class Close(Command): ...
    >>> @frozen
    ... class ClosedIt(Recorded):
    ...     target: Closed
    >>> def answer_given(ticket, command):
    ...     return () if ticket.answered else (Unmet("ticket.unanswered"),)
    >>> TICKET = Workflow(
    ...     "ticket", Open,
    ...     (Row(Close, Open, Closed, moving(ClosedIt, lambda _t, _c: Closed()), (answer_given,)),),
    ...     lambda ticket, event: evolve(ticket, phase=event.target, version=event.seq),
    ... )
    >>> close = Close(actor="ann", at=datetime(2026, 3, 1, tzinfo=UTC))
    >>> print(TICKET.apply(Ticket(answered=False), close))
    ticket.unanswered
    >>> ticket, events = TICKET.apply(Ticket(answered=True), close)
    >>> ticket.phase, events[0].source
    (Closed(), 'Open')
    >>> TICKET.replay(Ticket(answered=True), events) == ticket
    True
"""

from .decider import Applied, Cell, HistoryGapError, UndeclaredTargetError, Workflow
from .diagram import to_dot, to_markdown, to_mermaid
from .events import Command, Recorded, moving
from .graph import Edge, Graph, UnknownStateError
from .table import AmbiguousTableError, Event, Guard, Lint, Row, State, lint

__all__ = [
    "AmbiguousTableError",
    "Applied",
    "Cell",
    "Command",
    "Edge",
    "Event",
    "Graph",
    "Guard",
    "HistoryGapError",
    "Lint",
    "Recorded",
    "Row",
    "State",
    "UndeclaredTargetError",
    "UnknownStateError",
    "Workflow",
    "lint",
    "moving",
    "to_dot",
    "to_markdown",
    "to_mermaid",
]
