"""Threads that all begin in the same moment, to see who of them wins."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

THREADS = 4


def at_once(work: Callable[[int], object]) -> None:
    """Do some work in `THREADS` threads in the same moment, each with its number from 0; wait for all."""
    start = Barrier(THREADS)

    def begin(number: int) -> None:
        start.wait()
        work(number)

    threads = [Thread(target=begin, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
