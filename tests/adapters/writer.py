"""A process that appends until it is killed, and says on its output what was acknowledged."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

from xbcommerce.adapters.sqlite import SqliteStore
from xbcommerce.kernel.ports import NewEvent, VersionConflictError

START = datetime(2026, 3, 1, tzinfo=UTC)


def batch(name: str, number: int) -> list[NewEvent]:
    """Return the events of one append: three, told apart by writer, number and place."""
    at = START + timedelta(seconds=number)
    return [NewEvent("Counted", f'"{name} {number} {place}"', at) for place in range(3)]


def write(path: str, name: str, appends: int) -> None:
    """Append to one stream, again after each conflict, and count in a document; acknowledge each append."""
    with SqliteStore(path, wait_s=60) as store:
        version = len(store.read("stream"))
        for number in range(appends):
            while True:
                try:
                    version = store.append("stream", batch(name, number), expected_version=version)
                except VersionConflictError as conflict:
                    version = conflict.actual
                else:
                    break
            found = store.get(name)
            seen = found.version if found else 0
            store.put(name, f"{number}", expected_version=seen)
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], int(sys.argv[3]))
