"""An asynchronous store for plain tests: each call runs on one event loop in a thread of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from functools import cache, partial
from threading import Thread
from typing import Any

from xbcommerce.adapters.sqlalchemy import AsyncJoinedStore, AsyncSqlAlchemyStore


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, daemon=True).start()
    return loop


def wait(coroutine: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 (whatever it returns)
    """Run a coroutine on the loop and return its result."""
    return asyncio.run_coroutine_threadsafe(coroutine, _loop()).result()


class Waiting:
    """Every method of a store that is a coroutine there is a plain one here."""

    def __init__(self, store: AsyncSqlAlchemyStore | AsyncJoinedStore) -> None:
        self.store = store

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (as the store has it)
        return partial(self._call, name)

    def _call(self, name: str, /, *arguments: object, **options: object) -> Any:  # noqa: ANN401
        return wait(getattr(self.store, name)(*arguments, **options))
