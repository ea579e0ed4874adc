"""The usual shape of commands and events, and the usual way from one to the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, aware_field

from .table import S


def _named(_instance: object, _field: object, value: str) -> None:
    if not value.strip():
        msg = f"actor={value!r}: an audit trail needs to know who acted"
        raise InvalidValueError(msg)


@frozen
class Command:
    """Base of commands: who acts, and when.

    Raises:
        NaiveDatetimeError: ``at`` has no time zone.
        InvalidValueError: ``actor`` is blank.
    """

    actor: str = field(validator=_named)
    at: datetime = field(validator=aware_field)


@frozen
class Recorded:
    """Base of events: number, time, actor, and the phase it left; each event adds its ``target``.

    Attributes:
        seq: Number in the life of one thing, from 1 without gaps.
        at: When it happened.
        actor: Who did it.
        source: The name of the phase it left.
    """

    seq: int
    at: datetime
    actor: str
    source: str


Emitted = TypeVar("Emitted")
K = TypeVar("K", bound=Command)


def moving(event: Callable[..., Emitted], to: Callable[[S, K], Any]) -> Callable[[S, K], tuple[Emitted, ...]]:
    """Make the ``emit`` of a row whose one event only moves to another phase.

    Args:
        event: The event class; built from ``seq, at, actor, source, target``.
        to: Makes the phase it leads to, from state and command.
    """

    def emit(state: S, command: K) -> tuple[Emitted, ...]:
        source = state.phase.__class__.__name__
        return (event(state.version + 1, command.at, command.actor, source, to(state, command)),)

    return emit
