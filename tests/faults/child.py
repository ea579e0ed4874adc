"""A nursery, run as a script: it imports once, then forks a child for each order it reads.

So a kill costs milliseconds. A child tells what was acknowledged by appending to a file, a line a time: what
was written there survives the child.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

from jobs import JOBS, tell  # a sibling of this script


def die_before_statement(number: int) -> None:
    """Kill this process right before its n-th SQL statement, whichever library sends it."""
    left = number

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    connect = sqlite3.connect

    def traced(*arguments: Any, **options: Any) -> sqlite3.Connection:  # noqa: ANN401 (as sqlite3 takes them)
        connection = connect(*arguments, **options)
        connection.set_trace_callback(count)
        return connection

    sqlite3.connect = sqlite3.dbapi2.connect = traced  # type: ignore[assignment]
    if "sqlalchemy" in sys.modules:
        from sqlalchemy import event
        from sqlalchemy.engine import Engine

        def count_unless_traced(connection: Any, *_: object) -> None:  # noqa: ANN401 (as SQLAlchemy calls it)
            if connection.dialect.name != "sqlite":
                count()

        event.listen(Engine, "before_cursor_execute", count_unless_traced)


def work(order: dict[str, Any]) -> None:
    """Do what was ordered, and end."""
    status = 1
    try:
        if order.get("dies_before"):
            die_before_statement(order["dies_before"])
        JOBS[order["job"]](order, tell(order["acks"]))
        status = 0
    except BaseException as error:  # noqa: BLE001 (told to the parent, whatever it is)
        Path(f"{order['acks']}.error").write_text(f"{type(error).__name__}: {error}", encoding="utf-8")
    os._exit(status)


def nursery() -> None:
    """Fork a child per order and say its process id; wait for one when told to, and say how it ended."""
    for module in sys.argv[1:]:
        importlib.import_module(module)  # so that children have it already
    for line in sys.stdin:
        order = json.loads(line)
        answer = os.waitpid(order["wait"], 0)[1] if "wait" in order else os.fork() or work(order)
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    nursery()
