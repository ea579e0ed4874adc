"""What the parts of the codec say to one another: a codec per type, and where to find it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, Protocol, TypeGuard, get_origin

from attrs import frozen

from .problems import UnsupportedTypeError

Form = Any
"""Anything that stands where a type is asked for: a class, a union, a generic alias, a type variable."""

Data = Any
"""What JSON can say: dicts, lists, texts, numbers, truth values and None."""

TAG = "type"
"""The key that names a class where the declared type leaves it open."""


@frozen
class Codec:
    """How one type is written and read.

    Attributes:
        write: From a value of this type to data; refuses others with UnstorableValueError.
        read: From data and the type (cattrs calls it so) to a value; raises Mismatch or grouped errors.
        tagged: As ``write``, but the data also says which type it is, where that is not evident.
    """

    write: Callable[[Any], Any]
    read: Callable[[Any, Any], Any]
    tagged: Callable[[Any], Any]


class Codecs(Protocol):
    """The codec of every type."""

    canonical: bool
    """Whether equal values must give equal data."""

    def codec_of(self, kind: Form) -> Codec:
        """Find or make the codec of a type: a class, a union, a generic alias."""
        ...

    def write_open(self, value: object) -> Data:
        """Write a value whose declared type leaves its class open, with its tag."""
        ...


def origin_of(kind: Form) -> Form:
    """Return the class behind a generic alias, and any other form as it is."""
    return get_origin(kind) or kind


def is_object(data: object) -> TypeGuard[dict[str, Data]]:
    """Say whether data is a JSON object."""
    return type(data) is dict


def is_list(data: object) -> TypeGuard[list[Data]]:
    """Say whether data is a JSON list."""
    return type(data) is list


def class_of(value: object) -> object:
    """Return the exact class of a value, as something to compare and look up."""
    return type(value)


def unreadable(message: str) -> Callable[..., NoReturn]:
    """Make the half of a codec that a type does not have."""

    def refuse(*_: object) -> NoReturn:
        raise UnsupportedTypeError(message)

    return refuse
