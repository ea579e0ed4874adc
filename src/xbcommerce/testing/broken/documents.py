"""JSON documents with one defect, made from any strategy of sound values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_type_hints

import attrs
from hypothesis import strategies as st

from xbcommerce.kernel.codec import BadDocumentError, from_data, to_data

from .twin import Broken

_Break = tuple[str, Any, str, str]
"""What is wrong, the document, the path of the place, and what the message proposes."""
_Way = Callable[[type, dict[str, Any], str], _Break]
"""Breaks the document of a class, at a field if need be."""


def broken_documents(
    values: st.SearchStrategy[Any],
    *,
    kind: Any,  # noqa: ANN401 (a class or a generic alias)
) -> st.SearchStrategy[Broken]:
    """Documents of a class of which one thing is wrong: a key missing or misspelt, a wrong type or class.

    Each is refused by `BadDocumentError` with the path; ``broken.given["data"]`` is the document.

    Args:
        values: Sound values.
        kind: Their type, as `from_data` takes it: an attrs class or a generic alias of one.
    """
    return _documents(values, kind)


@st.composite
def _documents(draw: st.DrawFn, values: st.SearchStrategy[Any], kind: Any) -> Broken:  # noqa: ANN401 (as above)
    origin: type[attrs.AttrsInstance] = getattr(kind, "__origin__", kind)
    fields = [one for one in attrs.fields(origin) if one.init]
    required = [one.alias for one in fields if one.default is attrs.NOTHING]
    ways: list[_Way] = [*([_missing] if required else []), *_EVERYWHERE]
    broken = draw(st.sampled_from(ways))
    name = draw(st.sampled_from(required if broken is _missing else [one.alias for one in fields]))
    sound: dict[str, Any] = to_data(draw(values), kind)
    defect, data, where, way_out = broken(origin, sound, name)
    given = {"data": data, "as_type": kind}
    return Broken(defect, from_data, given, where, BadDocumentError, f"{where}: ", way_out)


def _missing(_kind: type, sound: dict[str, Any], name: str) -> _Break:
    data = {key: value for key, value in sound.items() if key != name}
    return ("key_missing", data, f"$.{name}", "missing, expected")


def _misspelt(_kind: type, sound: dict[str, Any], name: str) -> _Break:
    return ("key_misspelt", {**sound, f"{name}x": sound[name]}, f"$.{name}x", f"did you mean {name}?")


def _wrong_type(kind: type, sound: dict[str, Any], name: str) -> _Break:
    takes_floats = "float" in str(get_type_hints(kind).get(name, ""))
    return ("wrong_type", {**sound, name: "a word" if takes_floats else 0.5}, f"$.{name}", "expected")


def _other_class(kind: type, sound: dict[str, Any], _name: str) -> _Break:
    return ("other_class", {**sound, "type": f"{kind.__name__}Draft"}, "$", f"expected {kind.__name__!r}")


def _no_object(_kind: type, sound: dict[str, Any], _name: str) -> _Break:
    return ("no_object", [sound], "$", "expected an object")


_EVERYWHERE = (_misspelt, _wrong_type, _other_class, _no_object)
