"""What JSON itself can say, kept apart: text, whole numbers, truth values, floats, null."""

from __future__ import annotations

from math import isfinite
from sys import float_info
from typing import cast

from ._shapes import Codec
from .problems import Mismatch, UnstorableValueError

_LARGEST_FLOAT = float_info.max

PLAIN: frozenset[object] = frozenset({str, int, bool, float, type(None)})


def plain_codec(kind: type) -> Codec:
    """Make the codec of str, int, bool, float or None: JSON has them, but must not mix them up."""

    def write(value: object) -> object:
        problem = _plain_problem(kind, value)
        if problem:
            raise UnstorableValueError.instead_of(problem, value)
        return value

    def read(data: object, _kind: object) -> object:
        problem = _plain_problem(kind, data)
        if problem:
            raise Mismatch(problem, data)
        return float(data) if kind is float and type(data) is int else data

    return Codec(write, read, write)


def _plain_problem(kind: type, value: object) -> str:
    """Say what was expected instead of a value that is not exactly of its kind; empty if all is well.

    ``True`` is no int and ``1.0`` neither, but 1 is a float: JSON writers drop the point.
    """
    if kind is str:
        return "str" if type(value) is not str else "" if is_text(value) else "Unicode text"
    if kind is float and type(value) is int:
        return "" if abs(value) <= _LARGEST_FLOAT else "a finite float"
    if type(value) is not kind:
        return "null" if kind is type(None) else kind.__name__
    if kind is float and not isfinite(cast("float", value)):
        return "a finite float"
    return ""


def is_text(value: str) -> bool:
    """Say whether a string is Unicode text; a lone surrogate is none, and no store keeps it."""
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
