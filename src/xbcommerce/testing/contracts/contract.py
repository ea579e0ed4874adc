"""What all contract suites share: laws that any number of subclasses may run.

Hypothesis refuses a test that two classes share, so each concrete subclass gets its own copy of every law.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from types import FunctionType
from typing import Any, ClassVar, Generic, TypeVar, cast

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xbcommerce.kernel.errors import XbcommerceError

Store = TypeVar("Store")
Function = TypeVar("Function", bound=Callable[..., None])

_STRATEGIES = "__law_strategies__"
_COPY = "__law_copy__"


class OverriddenLawError(XbcommerceError, TypeError):
    """A subclass would replace a law of its contract, so that it seems to hold; use a flag instead."""

    code = "overridden_law"


Drawn = st.SearchStrategy[Any] | Callable[[Any], st.SearchStrategy[Any]]
"""A strategy, or a function of the suite that gives one."""


def law(**strategies: Drawn) -> Callable[[Function], Function]:
    """Mark a method of a contract as a law over all values of the strategies.

    A strategy may be a function of the suite, where contracts share laws over values of different kinds.
    A law uses no ``super()`` and no closure, since it is copied into each subclass.
    """

    def mark(function: Function) -> Function:
        setattr(function, _STRATEGIES, strategies)
        return function

    return mark


class Contract(Generic[Store]):
    """Base of contract suites; a subclass is run unless its name ends in ``Contract``.

    Attributes:
        examples: Settings for the laws, e.g. ``settings(max_examples=20)`` for a slow store.
        survives_reopening: Whether `reopen` gives a store with the same contents.
        shared_by_threads: Whether threads may share a store.
    """

    __test__: ClassVar[bool] = False
    examples: ClassVar[settings | None] = None
    survives_reopening: ClassVar[bool] = False
    shared_by_threads: ClassVar[bool] = True

    def make_store(self) -> Store:
        """Return a fresh, empty store; called once an example."""
        raise NotImplementedError

    def reopen(self, store: Store) -> Store:
        """Close a store and open what it kept; needed where `survives_reopening`."""
        raise NotImplementedError

    def fresh(self) -> AbstractContextManager[Store]:
        """Make a store for one example and close it after."""
        return self._closing(self.make_store())

    @contextmanager
    def _closing(self, store: Store) -> Generator[Store]:
        try:
            yield store
        finally:
            self.close(store)

    def close(self, store: Store) -> None:
        """Let go of a store; by default, call its ``close()`` if it has one."""
        close: Callable[[], object] = getattr(store, "close", lambda: None)
        close()

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        _refuse_overrides(cls)
        cls.__test__ = not cls.__name__.endswith("Contract")
        if not cls.__test__:
            return
        for name in dir(cls):
            strategies = getattr(getattr(cls, name), _STRATEGIES, None)
            if strategies is not None:
                setattr(cls, name, _own_copy(getattr(cls, name), strategies, cls))


def _refuse_overrides(cls: type[Contract[Any]]) -> None:
    for name in {name for base in cls.__mro__ for name in vars(base) if name.startswith("test_")}:
        own = [base for base in cls.__mro__ if name in vars(base) and not hasattr(vars(base)[name], _COPY)]
        if len(own) > 1:
            msg = (
                f"{own[0].__name__}.{name} would replace the law of {own[-1].__name__}; "
                "say what your store cannot do with a flag, or give your test another name"
            )
            raise OverriddenLawError(msg)


def _own_copy(function: FunctionType, strategies: dict[str, Any], owner: type[Contract[Any]]) -> object:
    copy = FunctionType(function.__code__, function.__globals__, function.__name__)
    copy.__doc__, copy.__module__ = function.__doc__, owner.__module__
    copy.__qualname__ = f"{owner.__qualname__}.{function.__name__}"  # its own key in Hypothesis's database
    quiet = settings(
        owner.examples, suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow]
    )
    drawn = {name: _of_suite(one, owner) for name, one in strategies.items()}
    own = quiet(given(**drawn)(cast("Callable[..., None]", copy)))
    setattr(own, _COPY, True)
    return own


def _of_suite(given_by: Drawn, owner: type[Contract[Any]]) -> st.SearchStrategy[Any]:
    return given_by(owner) if callable(given_by) else given_by
