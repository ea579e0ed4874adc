"""Which strategy gives which type: read from the return annotations of the strategies themselves."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from typing import Any, ForwardRef, get_args, get_origin

from attrs import frozen
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError

_HERE = __name__.rpartition(".")[0]


@frozen
class Known:
    """One public strategy function.

    Attributes:
        name: Module and function, e.g. ``"money.rates"``.
        function: The function itself.
        kind: The type of its values: a class, a union, a generic alias.
        needs: The names of the arguments it cannot do without.
    """

    name: str
    function: Callable[..., st.SearchStrategy[Any]]
    kind: Any
    needs: tuple[str, ...]


def known() -> Iterator[Known]:
    """Go through all public strategy functions of this package.

    Raises:
        InvalidValueError: A function does not say what it gives (``-> st.SearchStrategy[X]``).
    """
    for module_info in pkgutil.iter_modules(importlib.import_module(_HERE).__path__):
        if module_info.name == "registry":
            continue
        module = importlib.import_module(f"{_HERE}.{module_info.name}")
        for name, function in vars(module).items():
            own = getattr(function, "__module__", None) == module.__name__
            if own and inspect.isfunction(function) and not name.startswith("_"):
                yield _read(f"{module_info.name}.{name}", function, vars(module))


def _read(name: str, function: Callable[..., Any], names: dict[str, Any]) -> Known:
    signature = inspect.signature(function)
    needs = tuple(
        parameter.name for parameter in signature.parameters.values() if parameter.default is parameter.empty
    )
    returned: Any = signature.return_annotation
    if isinstance(returned, str):
        returned = eval(returned, names)  # noqa: S307 (an annotation of this package)
    if get_origin(returned) is not st.SearchStrategy:
        msg = f"{name}: expected it to return st.SearchStrategy[X], it says {returned!r}"
        raise InvalidValueError(msg)
    kind = get_args(returned)[0]
    if isinstance(kind, ForwardRef):
        kind = eval(kind.__forward_arg__, names)  # noqa: S307 (an annotation of this package)
    return Known(name, function, kind, needs)


def of_type(kind: type) -> st.SearchStrategy[Any]:
    """Return all strategies together that give values of a class.

    Raises:
        InvalidValueError: No strategy gives that class.
    """
    return _together(kind, known())


def _together(kind: type, among: Iterable[Known]) -> st.SearchStrategy[Any]:
    found = [one.function() for one in among if one.kind is kind and not one.needs]
    if not found:
        msg = f"no strategy gives {kind!r}; use st.builds, or a strategy of the values it holds"
        raise InvalidValueError(msg)
    return st.one_of(found)


def for_types() -> tuple[type, ...]:
    """Make every class that a strategy gives known to ``st.from_type``; call it once, e.g. in conftest.py.

    Returns:
        The classes. Types of Python itself, such as ``date``, stay as they are.
    """
    every = tuple(known())
    kinds = {one.kind: None for one in every if isinstance(one.kind, type) and not one.needs}
    ours = tuple(kind for kind in kinds if kind.__module__.startswith(("xbcommerce.", "moneyed")))
    for kind in ours:
        st.register_type_strategy(kind, _together(kind, every))
    return ours
