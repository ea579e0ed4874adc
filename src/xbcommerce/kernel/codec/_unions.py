"""Unions: plain JSON stays plain, everything else says what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from typing import Any, TypeVar, get_args

import attrs
from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.frozen import FrozenMap

from ._containers import ARRAYS, MAPS
from ._plain import PLAIN
from ._scalars import SCALARS, TAGS
from ._shapes import TAG, Codec, Codecs, Form, is_list, is_object, origin_of, unreadable
from .problems import Mismatch, UnstorableValueError, UnsupportedTypeError, name_of


@frozen
class _Members:
    """The members of a union, by how their data is told apart."""

    plain: frozenset[type]
    scalars: frozenset[type]
    named: Mapping[str, Any] = field(factory=dict[str, Any])
    money: bool = False
    array: Any = None
    mapping: Any = None

    @classmethod
    def of(cls, union: object, args: tuple[Any, ...]) -> _Members:
        origins = {arg: origin_of(arg) for arg in args}
        named = [arg for arg in args if is_named(origins[arg])]
        names = {origins[arg].__name__: arg for arg in named}
        arrays = [arg for arg in args if origins[arg] in ARRAYS]
        maps = [arg for arg in args if origins[arg] in MAPS]
        scalars = frozenset(arg for arg in args if arg in SCALARS)
        plain = frozenset(arg for arg in args if arg in PLAIN)
        known = len(named) + len(arrays) + len(maps) + len(scalars) + len(plain) + (Money in args)
        objects = bool(named or scalars or Money in args)
        if len(set(args)) < len(args):
            reason = "two of its members are one type by two names"
        elif known < len(args):
            strange = ", ".join(name_of(arg) for arg in args if not _is_known(origins[arg]))
            reason = f"{strange} has no exact JSON form inside a union"
        elif len(names) < len(named):
            reason = "two of its classes share one name"
        elif len(arrays) > 1 or len(maps) > 1 or (maps and (arrays or objects)):
            reason = "its members look alike in JSON; wrap one in a class"
        else:
            array, mapping = (next(iter(some), None) for some in (arrays, maps))
            return cls(plain, scalars, names, Money in args, array, mapping)
        msg = f"{name_of(union)}: {reason}"
        raise UnsupportedTypeError(msg)


def _is_known(origin: object) -> bool:
    return is_named(origin) or origin in ARRAYS | MAPS | PLAIN | set(SCALARS) | {Money}


def is_named(origin: object) -> bool:
    """Say whether a type is told apart by its class name: attrs classes and enums."""
    return isinstance(origin, type) and (attrs.has(origin) or issubclass(origin, Enum))


def union_codec(union: object, codecs: Codecs) -> Codec:
    """Make the codec of a union; of ``X | None``, the codec of X that also knows null."""
    args = tuple(getattr(arg, "__supertype__", arg) for arg in get_args(union))
    inner = [arg for arg in args if arg is not type(None)]
    if len(inner) == 1:
        return _optional_codec(inner[0], codecs)
    if any(isinstance(arg, TypeVar) for arg in args):
        refuse = unreadable(f"{name_of(union)} is open: say of what the generic class is")
        return Codec(codecs.write_open, refuse, codecs.write_open)
    members = _Members.of(union, args)
    write = _union_writer(union, args, codecs)
    return Codec(write, _union_reader(union, members, codecs), write)


def _optional_codec(inner: object, codecs: Codecs) -> Codec:
    def write(value: object) -> object:
        return None if value is None else codecs.codec_of(inner).write(value)

    def read(data: object, _kind: object) -> object:
        return None if data is None else codecs.codec_of(inner).read(data, inner)

    return Codec(write, read, codecs.write_open)


def _union_writer(union: object, args: tuple[Any, ...], codecs: Codecs) -> Callable[[Any], Any]:
    by_class = {_runtime_class(arg): arg for arg in args}

    def write(value: object) -> object:
        kind = by_class.get(type(value))
        if kind is None:
            raise UnstorableValueError.instead_of(name_of(union), value)
        return codecs.codec_of(kind).tagged(value)

    return write


def _runtime_class(arg: object) -> object:
    origin = origin_of(arg)
    concrete: Mapping[object, object] = {Sequence: tuple, AbstractSet: frozenset, Mapping: FrozenMap}
    return concrete.get(origin, origin)


def _union_reader(union: object, members: _Members, codecs: Codecs) -> Callable[[Any, Any], Any]:
    expected = name_of(union)

    def kind_of(data: object) -> Form:
        kind = type(data)
        if kind in members.plain:
            return kind
        if kind is int and float in members.plain:
            return float
        if is_list(data):
            return members.array or members.mapping
        return _kind_of_object(data, members) if is_object(data) else None

    def read(data: object, _kind: object) -> object:
        kind = kind_of(data)
        if kind is None:
            raise Mismatch(expected, data)
        return codecs.codec_of(kind).read(data, kind)

    return read


def _kind_of_object(data: dict[str, Any], members: _Members) -> Form:
    name = data.get(TAG)
    if members.named and type(name) is str:
        if name not in members.named:
            raise Mismatch("one of " + ", ".join(members.named), name)
        return members.named[name]
    tag = next(iter(data)) if len(data) == 1 else ""
    if tag in TAGS and TAGS[tag] in members.scalars:
        return TAGS[tag]
    if members.money and "currency" in data:
        return Money
    return members.mapping
