"""A process that appends to one stream, again after each conflict."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import UTC, datetime

from xbcommerce_jsonl import JsonLinesStore

from xbcommerce.kernel.ports import NewEvent, VersionConflictError


def write(path: str, appends: int) -> None:
    """Append so many events, one by one."""
    version, paid = 0, NewEvent("Paid", "{}", datetime(2026, 3, 1, tzinfo=UTC))
    with closing(JsonLinesStore(path)) as store:
        while appends:
            try:
                version = store.append("order/A-1", [paid], expected_version=version)
            except VersionConflictError as conflict:
                version = conflict.actual
            else:
                appends -= 1


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]))
