"""Money, rates and weights at the border are exact: no public signature takes or returns a float."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

from xbcommerce.kernel import identifiers
from xbcommerce.logistics import customs


def _modules() -> Iterator[str]:
    for package in (customs, identifiers):
        yield package.__name__
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield found.name


def _annotations(name: str, thing: Any) -> Iterator[tuple[str, object]]:  # noqa: ANN401
    """Go through what a function, or a class with its fields and methods, says of its values."""
    for value, said in inspect.get_annotations(thing).items():
        yield f"{name}.{value}", said
    for part, member in vars(thing).items() if inspect.isclass(thing) else ():
        inner = member.fget if isinstance(member, property) else getattr(member, "__func__", member)
        if inspect.isfunction(inner) and not (part.startswith("_") and part != "__init__"):
            yield from _annotations(f"{name}.{part}", inner)


def _floats(module: Any) -> list[str]:  # noqa: ANN401
    own = {
        name: thing
        for name, thing in vars(module).items()
        if not name.startswith("_")
        and (inspect.isclass(thing) or inspect.isroutine(thing))
        and thing.__module__ == module.__name__
    }
    said = (each for name, thing in own.items() for each in _annotations(name, thing))
    return [where for where, text in said if re.search(r"\bfloat\b", str(text))]


@pytest.mark.parametrize("name", list(_modules()))
def test_no_public_signature_speaks_of_a_float(name: str) -> None:
    """In any module of the room, and of the identifiers."""
    assert _floats(importlib.import_module(name)) == []


def test_a_float_would_be_found() -> None:
    """In a field as in an argument and a result."""

    class Priced:
        price: float

        def of(self, share: float) -> Any:  # noqa: ANN401
            raise NotImplementedError

        @property
        def total(self) -> float | None:
            return None

    assert [where for where, text in _annotations("Priced", Priced) if "float" in str(text)] == [
        "Priced.price", "Priced.of.share", "Priced.total.return",
    ]  # fmt: skip
