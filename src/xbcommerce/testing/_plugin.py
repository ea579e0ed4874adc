"""Loaded by Hypothesis: makes money and frozen maps known to ``st.from_type``.

Every ``import hypothesis`` in an environment that has this library pays for this module, whether it needs us
or not. So it imports nothing: it waits until somebody imports the module of a type, and registers it then.
Only types that Hypothesis could not build by itself are named here; for the classes of all rooms, call
`xbcommerce.testing.strategies.for_types`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, get_args

from hypothesis import strategies as st


def _moneys(_kind: type) -> st.SearchStrategy[Any]:
    from .strategies.money import moneys

    return moneys()


def _currencies(_kind: type) -> st.SearchStrategy[Any]:
    from .strategies.money import currencies

    return currencies()


def _frozen_maps(kind: type) -> st.SearchStrategy[Any]:
    from xbcommerce.kernel.frozen import FrozenMap

    key, value = get_args(kind) or (str, int)
    return st.dictionaries(st.from_type(key), st.from_type(value)).map(FrozenMap)


_TYPES: dict[str, dict[str, Callable[[type], st.SearchStrategy[Any]]]] = {
    "moneyed.classes": {"Money": _moneys, "Currency": _currencies},
    "xbcommerce.kernel.frozen": {"FrozenMap": _frozen_maps},
}
"""By module, the types and what gives them."""


def _register(module: ModuleType) -> None:
    for name, strategy in _TYPES[module.__name__].items():
        st.register_type_strategy(getattr(module, name), strategy)


class _UponImport(MetaPathFinder):
    """Lets others find the modules, and adds a step behind their first import."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in _TYPES:
            return None
        others = (finder for finder in sys.meta_path if finder is not self)
        specs = (finder.find_spec(fullname, path, target) for finder in others)
        spec = next((found for found in specs if found is not None), None)
        if spec is not None and spec.loader is not None:
            _run_after(spec.loader)
        return spec


def _run_after(loader: Loader) -> None:
    """Let a loader register the types of the module that it has run."""
    run = loader.exec_module

    def exec_module(module: ModuleType) -> None:
        run(module)
        if module.__name__ in _TYPES:  # a loader of archives loads other modules too
            _register(module)

    loader.exec_module = exec_module  # type: ignore[method-assign]


for _name in _TYPES:
    if _name in sys.modules:
        _register(sys.modules[_name])
if any(_name not in sys.modules for _name in _TYPES):
    sys.meta_path.insert(0, _UponImport())
