"""Waiting for others where SQLite itself does not."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep

from xbcommerce.adapters.failures import LockedStoreError

_PAUSE_S = 0.002


def patiently(work: Callable[[], None], wait_s: float) -> None:
    """Do something, again and again while others hold the file.

    Raises:
        LockedStoreError: They held it for longer than ``wait_s``.
    """
    give_up_at = monotonic() + wait_s
    while True:
        try:
            work()
        except LockedStoreError:
            if monotonic() > give_up_at:
                raise
            sleep(_PAUSE_S)
        else:
            return
