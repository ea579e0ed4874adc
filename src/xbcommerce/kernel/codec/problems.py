"""What can be wrong with a document or a value, said all at once and with its place.

Codes: ``document.malformed`` (no JSON), ``document.type``, ``document.missing``, ``document.unknown`` (a key
nobody reads), ``document.invalid`` (refused by the value itself), ``document.kind``, ``document.newer``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from reprlib import Repr
from typing import cast

from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError
from xbcommerce.kernel.messages import Messages
from xbcommerce.kernel.naming import nearest
from xbcommerce.kernel.unmet import Unmet

ENGLISH = Messages.english(
    {
        "document.malformed": "{where}: this is no JSON document: {reason}",
        "document.type": "{where}: expected {expected}, got {got}",
        "document.missing": "{where}: missing, expected {expected}",
        "document.unknown": "{where}: unknown key; known are {known}",
        "document.unknown_near": "{where}: unknown key; did you mean {near}?",
        "document.invalid": "{where}: {reason}",
        "document.kind": "{where}: unknown kind {got}; known are {known}",
        "document.newer": "{where}: written by newer code ({got}, this reads {expected}); upgrade",
    }
)

_SHORT = Repr()
_SHORT.maxstring = _SHORT.maxother = 60


def shown(value: object) -> str:
    """Write a value short enough for a message."""
    return _SHORT.repr(value)


class BadDocumentError(XbcommerceError, ValueError):
    """A document that cannot be read as the type asked for.

    Attributes:
        problems: Every problem of the document, each with its path such as ``$.parcels[0].weight_g``.
    """

    code = "bad_document"

    def __init__(self, problems: Iterable[Unmet]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(ENGLISH.render(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[BadDocumentError], tuple[tuple[Unmet, ...]]]:
        return (type(self), (self.problems,))


class UnstorableValueError(InvalidValueError):
    """A value that its own type does not allow, such as a float in a field declared ``int``."""

    code = "unstorable_value"

    @classmethod
    def instead_of(cls, expected: str, got: object) -> UnstorableValueError:
        """Name what the type asks for, and show the value that is there instead."""
        return cls(f"expected {expected}, got {shown(got)}")


class UnsupportedTypeError(XbcommerceError, TypeError):
    """A type that has no exact JSON form here, such as ``list[int]`` or ``Any``."""

    code = "unsupported_type"


class Mismatch(ValueError):  # noqa: N818 (a signal inside the codec, never raised out of it)
    """The data has another shape than the type; becomes one problem."""

    def __init__(self, expected: str, got: object) -> None:
        self.expected, self.got = expected, shown(got)
        super().__init__(expected, got)


def problems_of(error: BaseException, where: str = "$") -> Iterator[Unmet]:
    """Walk an error, or a tree of grouped errors, and name each leaf with its path.

    Raises:
        UnsupportedTypeError: A leaf says that the type, not the document, is at fault.
    """
    if isinstance(error, BaseExceptionGroup):
        for inner in cast("BaseExceptionGroup[BaseException]", error).exceptions:
            yield from problems_of(inner, where + _step(inner))
    elif isinstance(error, UnsupportedTypeError):
        raise error
    elif isinstance(error, Mismatch):
        yield Unmet("document.type", where, {"expected": error.expected, "got": error.got})
    elif type(error) is KeyError and _step(error):
        yield Unmet("document.missing", where, {"expected": _expected(error)})
    elif hasattr(error, "extra_fields"):
        yield from _unknown(error, where)
    else:
        yield Unmet("document.invalid", where, {"reason": str(error) or type(error).__name__})


def _unknown(error: BaseException, where: str) -> Iterator[Unmet]:
    known = sorted(field.alias for field in getattr(error, "cl").__attrs_attrs__ if field.init)  # noqa: B009
    for key in sorted(getattr(error, "extra_fields")):  # noqa: B009
        near = nearest(key, known)
        if near:
            yield Unmet("document.unknown_near", f"{where}.{key}", {"near": near})
        else:
            yield Unmet("document.unknown", f"{where}.{key}", {"known": tuple(known)})


def _step(error: BaseException) -> str:
    """Return the last step of an error's path, from the note that the converter left."""
    for note in getattr(error, "__notes__", ()):
        match getattr(note, "__dict__", {}):
            case {"index": index}:
                return f"[{index}]"
            case {"name": name}:
                return f".{name}"
            case _:
                continue
    return ""


def _expected(error: BaseException) -> str:
    for note in getattr(error, "__notes__", ()):
        if "type" in getattr(note, "__dict__", {}):
            return name_of(note.type)
    return "a value"


_MODULES = re.compile(r"(?:\b\w+\.)+(?=[A-Za-z_])")


def name_of(kind: object) -> str:
    """Name a type as its author wrote it, without modules."""
    if isinstance(kind, type) and not hasattr(kind, "__args__"):
        return kind.__name__
    return _MODULES.sub("", str(kind)).replace("NoneType", "None")
