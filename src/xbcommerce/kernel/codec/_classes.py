"""Attrs classes, objects by field, and enums; each names itself where the declared type leaves it open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, ForwardRef, cast

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from ._shapes import TAG, Codec, Form, class_of, is_object, origin_of
from .problems import Mismatch, UnstorableValueError, UnsupportedTypeError, name_of


def class_codec(kind: Form, converter: Converter) -> Codec:
    """Make the codec of an attrs class; cattrs writes the code, on first use."""
    origin: type[attrs.AttrsInstance] = origin_of(kind)
    name = origin.__name__
    expected = f"an object ({name_of(kind)})"
    renamed = _renamed(origin)
    made: dict[str, Callable[..., Any]] = {}

    def write(value: object) -> dict[str, Any]:
        if type(value) is not origin:
            raise UnstorableValueError.instead_of(name_of(kind), value)
        if "write" not in made:
            made["write"] = make_dict_unstructure_fn(kind, converter, **renamed)
        try:
            return cast("dict[str, Any]", made["write"](value))
        except UnstorableValueError as error:
            msg = f"{name}: {error}"
            raise UnstorableValueError(msg) from None

    def read(data: object, _kind: object) -> object:
        if not is_object(data):
            raise Mismatch(expected, data)
        if TAG in data:
            if data[TAG] != name:
                raise Mismatch(repr(name), data[TAG])
            data = {key: value for key, value in data.items() if key != TAG}
        if "read" not in made:
            made["read"] = make_dict_structure_fn(_with_bounds(kind), converter, **renamed)
        return made["read"](data, kind)

    return Codec(write, read, lambda value: {TAG: name, **write(value)})


def _renamed(origin: type[attrs.AttrsInstance]) -> Mapping[str, Any]:
    """Make room for the tag: a field of that name is written with an underscore behind it."""
    aliases = {field.alias for field in attrs.fields(origin)}
    if TAG not in aliases:
        return {}
    if f"{TAG}_" in aliases:
        msg = f"{origin.__name__}: the key {TAG!r} names classes, and {TAG}_ is taken too; rename one field"
        raise UnsupportedTypeError(msg)
    return {TAG: override(rename=f"{TAG}_")}


def _with_bounds(kind: Form) -> Form:
    """Give a generic class without arguments the bounds of its type variables, if all have one."""
    parameters = () if origin_of(kind) is not kind else getattr(kind, "__parameters__", ())
    if not parameters:
        return kind
    bounds = tuple(parameter.__bound__ for parameter in parameters)
    if any(bound is None or isinstance(bound, ForwardRef) for bound in bounds):
        names = ", ".join(parameter.__name__ for parameter in parameters)
        msg = f"{kind.__name__}: say of what, e.g. {kind.__name__}[Decimal] for {kind.__name__}[{names}]"
        raise UnsupportedTypeError(msg)
    return kind[bounds]


def enum_codec(kind: type[Enum]) -> Codec:
    """Make the codec of an enum: its value, which must be text or a whole number."""
    members = {(class_of(member.value), member.value): member for member in kind}
    if not all(value_class is str or value_class is int for value_class, _ in members):
        msg = f"{kind.__name__}: an enum is written by value, so its values must be str or int"
        raise UnsupportedTypeError(msg)
    expected = "one of " + ", ".join(repr(member.value) for member in kind)

    def write(value: object) -> str | int:
        if type(value) is not kind:
            raise UnstorableValueError.instead_of(kind.__name__, value)
        return cast("str | int", value.value)

    def read(data: object, _kind: object) -> Enum:
        if is_object(data) and data.keys() == {TAG, "value"} and data[TAG] == kind.__name__:
            data = data["value"]
        try:
            return members[class_of(data), data]
        except (KeyError, TypeError):
            raise Mismatch(expected, data) from None

    return Codec(write, read, lambda value: {TAG: kind.__name__, "value": write(value)})
